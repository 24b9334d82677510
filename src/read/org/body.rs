//! The lines between two headlines, or of something that holds lines: one element after the other.

use std::ops::Range;

use super::flow::Flow;
use super::lines::{Body, trimmed};
use super::shape::{Shape, shape};
use super::{Reading, span};
use crate::document::{BlockKind, Code};

impl Reading<'_> {
    /// All elements of a body.
    pub(super) fn body(&mut self, body: Body<'_>, flow: &mut Flow) {
        let mut at = body.from;
        // What stands behind a bullet or a label is always a paragraph.
        if body.first.is_some() && at < body.to {
            at = if body.words(self.text, at).trim().is_empty() {
                at + 1
            } else {
                self.paragraph(body, at, flow)
            };
        }
        while at < body.to {
            at = self.element(body, at, flow);
        }
        flow.loosen();
    }

    /// The element that begins at a line; gives the line behind it.
    fn element(&mut self, body: Body<'_>, at: usize, flow: &mut Flow) -> usize {
        let line = body.words(self.text, at);
        let shape = shape(line);
        match shape {
            Shape::Blank => {
                flow.loosen();
                at + 1
            }
            Shape::Comment => {
                flow.loosen();
                self.comment(body, at, flow)
            }
            Shape::Keyword(key, option, value) => {
                let start = body.line(at).start;
                let option = option.map(|(from, to)| start + from..start + to);
                let value = trimmed(self.text, start + value..body.line(at).end);
                self.keyword(body, at, key, option, value, flow)
            }
            Shape::Rule => {
                let range = trimmed(self.text, body.line(at));
                flow.push(span(&range), BlockKind::Rule);
                at + 1
            }
            Shape::Fixed(_) => self.fixed(body, at, flow),
            Shape::Table => self.table(body, at, flow),
            Shape::Grid => self.grid(body, at, flow),
            Shape::Item => self.list(body, at, flow),
            Shape::Footnote(label, words) => self.footnote(body, at, label, words, flow),
            Shape::Clock => {
                let range = trimmed(self.text, body.line(at));
                let words = self.phrase(range.clone());
                flow.push(span(&range), BlockKind::Paragraph(words));
                at + 1
            }
            Shape::Block(..) | Shape::Dynamic | Shape::Drawer(_) | Shape::Environment(_) => {
                match end_of(body, at, &shape) {
                    Some(end) => self.enclosed(body, at, end, &shape, flow),
                    None => self.unclosed(body, at, &shape, flow),
                }
            }
            Shape::Words => {
                let is_mode = flow.is_head() && line.contains("-*- ") && line.ends_with("-*-");
                if is_mode {
                    // Speaks to Emacs.
                    let range = body.line(at);
                    flow.comment(span(&range), line);
                    return at + 1;
                }
                self.paragraph(body, at, flow)
            }
        }
    }

    /// What begins at a line and ends at another.
    fn enclosed(
        &mut self,
        body: Body<'_>,
        at: usize,
        end: usize,
        shape: &Shape<'_>,
        flow: &mut Flow,
    ) -> usize {
        match *shape {
            Shape::Block(name, words) => self.block(body, at, end, name, words, flow),
            Shape::Dynamic => {
                let begin = body.line(at);
                flow.comment(span(&begin), self.words(begin.clone()));
                let blocks = self.inside(Body::of(body.part, at + 1, end));
                flow.extend(blocks);
                end + 1
            }
            Shape::Drawer(name) => {
                if name.eq_ignore_ascii_case("properties") {
                    if let Some(next) = self.head_properties(body, at, flow) {
                        return next;
                    }
                    if let Some(found) = self.properties(body.part, at, body.to) {
                        let next = found.next;
                        self.show_properties(found, false, flow);
                        return next;
                    }
                }
                self.drawer(body, at, end, name, flow)
            }
            _ => {
                let range = body.range_of(self.text, at, end + 1);
                flow.push(
                    span(&range),
                    BlockKind::Math(self.words(range.clone()).into()),
                );
                end + 1
            }
        }
    }

    /// The mark of a beginning that nothing ends: words.
    fn unclosed(&mut self, body: Body<'_>, at: usize, shape: &Shape<'_>, flow: &mut Flow) -> usize {
        if let Shape::Block(name, _) = shape {
            let range = trimmed(self.text, body.line(at));
            self.note_malformed(
                format!("nothing ends the block `{name}` that begins here; it is shown as written"),
                &format!(
                    "write `#+END_{}` behind it, and a comma before lines in it that begin with a star",
                    name.to_uppercase()
                ),
                span(&range),
            );
        }
        self.paragraph(body, at, flow)
    }

    /// Lines up to the next that begins something else.
    fn paragraph(&mut self, body: Body<'_>, at: usize, flow: &mut Flow) -> usize {
        let mut next = at + 1;
        while next < body.to && !self.separates(body, next) {
            next += 1;
        }
        let range = body.range_of(self.text, at, next);
        let words = self.phrase(range.clone());
        flow.push(span(&range), BlockKind::Paragraph(words));
        next
    }

    /// True for a line that no paragraph goes on with.
    fn separates(&self, body: Body<'_>, at: usize) -> bool {
        let shape = shape(body.words(self.text, at));
        match shape {
            Shape::Words => false,
            Shape::Block(..) | Shape::Dynamic | Shape::Drawer(_) | Shape::Environment(_) => {
                end_of(body, at, &shape).is_some()
            }
            _ => true,
        }
    }

    /// Lines behind a `#`.
    fn comment(&mut self, body: Body<'_>, at: usize, flow: &mut Flow) -> usize {
        let next = self.run(body, at, |shape| matches!(shape, Shape::Comment));
        let mut words = String::new();
        for line in at..next {
            let line = body.words(self.text, line).trim_start();
            words.push_str(line.strip_prefix('#').unwrap_or(line));
            words.push('\n');
        }
        let range = body.range_of(self.text, at, next);
        flow.comment(span(&range), &words);
        next
    }

    /// Lines behind a `:`.
    fn fixed(&mut self, body: Body<'_>, at: usize, flow: &mut Flow) -> usize {
        let next = self.run(body, at, |shape| matches!(shape, Shape::Fixed(_)));
        let mut words = String::new();
        for line in at..next {
            let line = body.words(self.text, line);
            if let Shape::Fixed(start) = shape(line) {
                words.push_str(&line[start..]);
            }
            words.push('\n');
        }
        let range = body.range_of(self.text, at, next);
        literal(words, None, &range, flow);
        next
    }

    /// A table that is drawn, as it is drawn.
    fn grid(&mut self, body: Body<'_>, at: usize, flow: &mut Flow) -> usize {
        let next = self.run(body, at, |shape| {
            matches!(shape, Shape::Table | Shape::Grid)
        });
        let range = body.range_of(self.text, at, next);
        let words = format!("{}\n", self.words(range.clone()));
        literal(words, None, &range, flow);
        next
    }

    /// The line behind the lines of one kind.
    pub(super) fn run(&self, body: Body<'_>, at: usize, is: impl Fn(&Shape<'_>) -> bool) -> usize {
        let mut next = at + 1;
        while next < body.to && is(&shape(body.words(self.text, next))) {
            next += 1;
        }
        next
    }
}

/// The line that ends what begins at a line.
pub(super) fn end_of(body: Body<'_>, at: usize, shape: &Shape<'_>) -> Option<usize> {
    let (mark, from) = match shape {
        Shape::Block(name, _) => (format!("#+end_{}", name.to_lowercase()), at + 1),
        Shape::Dynamic => ("#+end:".to_owned(), at + 1),
        Shape::Drawer(_) => (":end:".to_owned(), at + 1),
        // A formula may end in the line that it begins in, but then it is words.
        Shape::Environment(name) => (format!("\\end{{{}}}", name.to_lowercase()), at + 1),
        _ => return None,
    };
    body.part.end(&mark, from, body.to)
}

/// Words as they are.
pub(super) fn literal(
    words: String,
    language: Option<&str>,
    range: &Range<usize>,
    flow: &mut Flow,
) {
    let code = Code {
        language: language.map(Into::into),
        text: words.into(),
    };
    flow.push(span(range), BlockKind::Code(Box::new(code)));
}
