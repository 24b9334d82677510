//! Blocks: `#+BEGIN_NAME` … `#+END_NAME`.

use std::ops::Range;

use super::body::literal;
use super::flow::Flow;
use super::lines::{Body, trimmed};
use super::shape::starts_with;
use super::{Reading, span};
use crate::diagnostic::Diagnostic;
use crate::document::{Admonition, Block, BlockKind, Details, Inline, InlineKind};

/// Names of blocks that are notes set apart.
const ADMONITIONS: &[&str] = &[
    "admonition",
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "info",
    "note",
    "seealso",
    "tip",
    "warning",
];

/// Blanks that stay.
const BLANK: &str = "\u{a0}";

impl Reading<'_> {
    /// A block; gives the line behind it.
    pub(super) fn block(
        &mut self,
        body: Body<'_>,
        at: usize,
        end: usize,
        name: &str,
        words: usize,
        flow: &mut Flow,
    ) -> usize {
        let begin = body.line(at);
        let parameters = trimmed(self.text, begin.start + words..begin.end);
        let place = span(&trimmed(self.text, begin.start..body.line(end).end));
        let inner = Body::of(body.part, at + 1, end);
        let name = name.to_lowercase();
        match name.as_str() {
            "src" => {
                let language = self.words(parameters.clone()).split_whitespace().next();
                let rest = parameters.start + language.map_or(0, str::len)..parameters.end;
                self.unseen(rest, flow);
                self.code(inner, language, place.range(), flow);
            }
            "example" => {
                self.unseen(parameters, flow);
                self.code(inner, None, place.range(), flow);
            }
            "verse" => {
                self.unseen(parameters, flow);
                let lines = self.verse(inner);
                flow.push(place, BlockKind::Paragraph(lines));
            }
            "comment" => flow.comment(place, place.of(self.text)),
            "export" | "html" => {
                let backend = self.words(parameters.clone());
                if name == "html" || starts_with(backend, "html") || starts_with(backend, "md") {
                    let lines: Vec<Range<usize>> = (inner.from..inner.to)
                        .map(|line| inner.line(line))
                        .collect();
                    self.html(&lines, flow);
                } else {
                    let what = "text for another writer than that of HTML";
                    let help = "if it belongs on the page, write it outside of this block";
                    self.note_left_out(what, help, place);
                    flow.comment(place, place.of(self.text));
                }
            }
            "quote" => {
                self.unseen(parameters, flow);
                let blocks = self.inside(inner);
                flow.push(place, BlockKind::Quote(blocks));
            }
            "center" => {
                self.unseen(parameters, flow);
                let blocks = self.inside(inner);
                flow.push(place, BlockKind::Group(blocks));
            }
            "details" => {
                let details = self.details(inner, parameters);
                flow.push(place, BlockKind::Details(Box::new(details)));
            }
            _ if ADMONITIONS.contains(&name.as_str()) => {
                let is_title = !self.words(parameters.clone()).starts_with(':');
                if !is_title {
                    self.unseen(parameters.clone(), flow);
                }
                let title = (is_title && !parameters.is_empty()).then(|| self.phrase(parameters));
                let admonition = Admonition {
                    kind: name.into(),
                    title,
                    folded: false,
                    blocks: self.inside(inner),
                };
                flow.push(place, BlockKind::Admonition(Box::new(admonition)));
            }
            _ => {
                let note = Diagnostic::note(
                    "kept-as-source",
                    format!("the block `{name}` has no meaning here; what it holds is shown"),
                );
                self.diagnostics
                    .push(note.at(&self.source.path, span(&begin)).help(
                        "blocks that mean something are `NOTE`, `TIP`, `WARNING`, `QUOTE`, `SRC`, `EXAMPLE`, `VERSE`",
                    ));
                flow.comment(span(&begin), self.words(begin.clone()));
                let blocks = self.inside(inner);
                flow.push(place, BlockKind::Group(blocks));
            }
        }
        end + 1
    }

    /// What stands behind the name of a block and speaks to Emacs.
    fn unseen(&mut self, parameters: Range<usize>, flow: &mut Flow) {
        let parameters = trimmed(self.text, parameters);
        if !parameters.is_empty() {
            flow.comment(span(&parameters), self.words(parameters.clone()));
        }
    }

    /// Lines as they are, without what they all stand in by, and without the commas that keep them from being markup.
    fn code(
        &mut self,
        inner: Body<'_>,
        language: Option<&str>,
        place: Range<usize>,
        flow: &mut Flow,
    ) {
        let lines: Vec<&str> = (inner.from..inner.to)
            .map(|line| inner.words(self.text, line))
            .collect();
        let common = common_indent(&lines);
        let mut words = String::new();
        for line in lines {
            let line = line.get(common..).unwrap_or("");
            let blanks = line.len() - line.trim_start().len();
            let marked = line[blanks..].trim_start_matches(',');
            let is_escaped = line[blanks..].starts_with(',')
                && (marked.starts_with('*') || marked.starts_with("#+"));
            words.push_str(&line[..blanks]);
            words.push_str(&line[blanks + usize::from(is_escaped)..]);
            words.push('\n');
        }
        literal(words, language, &place, flow);
    }

    /// Lines that stay lines.
    fn verse(&mut self, inner: Body<'_>) -> Vec<Inline> {
        let mut content: Vec<Inline> = Vec::new();
        for at in inner.from..inner.to {
            let line = inner.line(at);
            if at > inner.from {
                let place = span(&(line.start..line.start));
                content.push(Inline::new(place, InlineKind::Break));
            }
            let words = trimmed(self.text, line.clone());
            if words.start > line.start && !words.is_empty() {
                let blanks = BLANK.repeat(words.start - line.start);
                content.push(Inline::text(span(&(line.start..words.start)), blanks));
            }
            content.extend(self.phrase(words));
        }
        content
    }

    /// `#+BEGIN_DETAILS`, with the `#+BEGIN_SUMMARY` in it.
    fn details(&mut self, inner: Body<'_>, parameters: Range<usize>) -> Details {
        let mut summary = self.phrase(parameters);
        let mut from = inner.from;
        while from < inner.to && inner.words(self.text, from).trim().is_empty() {
            from += 1;
        }
        if from < inner.to
            && starts_with(inner.words(self.text, from).trim(), "#+begin_summary")
            && let Some(end) = inner.part.end("#+end_summary", from, inner.to)
        {
            if end > from + 1 {
                let words = inner.range_of(self.text, from + 1, end);
                summary.extend(self.phrase(words));
            }
            from = end + 1;
        }
        let blocks: Vec<Block> = self.inside(Body::of(inner.part, from, inner.to));
        Details {
            summary,
            open: false,
            blocks,
        }
    }
}

/// How many blanks all lines begin with that hold words.
fn common_indent(lines: &[&str]) -> usize {
    let mut common: Option<&str> = None;
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let length = line
            .bytes()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
        let own = &line[..length];
        common = Some(match common {
            None => own,
            Some(before) => {
                let pairs = before.bytes().zip(own.bytes());
                &before[..pairs.take_while(|(a, b)| a == b).count()]
            }
        });
    }
    common.map_or(0, str::len)
}
