//! Explicit markup, behind `..`: footnotes, citations, targets, substitutions, directives, comments.

use super::Reading;
use super::body::Body;
use super::enumerator::behind;
use super::flow::{Flow, Waiting};
use super::inline::{escaped, simple_name, unescaped};
use super::lines::{Depth, Indented, Line, Ways, indented};
use super::name::{Target, folded, id, normal};
use crate::document::{BlockKind, Footnote};
use crate::read::rst::text::{Maker, Text};
use crate::source::Span;

impl Reading<'_> {
    /// The construct whose words begin at that byte of a line; gives the line behind it.
    pub(super) fn explicit(
        &mut self,
        body: Body<'_>,
        at: usize,
        words: usize,
        flow: &mut Flow,
    ) -> usize {
        let line = body.text.of(body.lines[at]);
        let rest = &line[words..];
        let block = if let Some((label, after)) = label(rest) {
            self.labelled(body, at, label, words + after, flow)
        } else if rest.starts_with('_') && !matches!(rest.as_bytes().get(1), None | Some(b' ')) {
            match self.named_target(body, at, words + 1, flow) {
                Some(block) => block,
                None => return self.comment(body, at, words, flow),
            }
        } else if rest.starts_with('|') && !matches!(rest.as_bytes().get(1), None | Some(b' ')) {
            match self.substitution(body, at, words + 1, flow) {
                Some(block) => block,
                None => return self.comment(body, at, words, flow),
            }
        } else if let Some((name, after)) = directive(rest) {
            return self.directive(body, at, name, words + after, flow);
        } else {
            return self.comment(body, at, words, flow);
        };
        self.end(body, &block, "explicit markup")
    }

    /// A footnote or a citation.
    fn labelled(
        &mut self,
        body: Body<'_>,
        at: usize,
        label: &str,
        words: usize,
        flow: &mut Flow,
    ) -> Indented {
        let (block, span) = Self::extent(body, at, words, Ways::default());
        let blocks = self.inside(body.text, &block.lines);
        // The number stays 0 until all are known; the mark is the label as written till then.
        let footnote = Footnote {
            label: normal(label).into(),
            number: 0,
            references: 0,
            mark: Some(label.into()),
            blocks,
        };
        flow.push(span, BlockKind::Footnote(Box::new(footnote)));
        block
    }

    /// The lines of a construct whose words begin at that byte of its first, and where the whole stands.
    pub(super) fn extent(body: Body<'_>, at: usize, words: usize, ways: Ways) -> (Indented, Span) {
        let block = indented(&body.text.words, body.lines, at, Depth::First(words), ways);
        let first = body.lines[at];
        let end = block.lines.last().map_or(first.end, |line| line.end);
        let span = body.text.span(first.start, end.max(first.end));
        (block, span)
    }

    /// The line behind a construct, which should be blank.
    pub(super) fn end(&mut self, body: Body<'_>, block: &Indented, what: &str) -> usize {
        if !block.is_finished && !is_explicit(body, block.next) {
            self.note_unfinished(what, body.text, body.lines, block.next);
        }
        block.next
    }

    /// A construct as it was written.
    pub(super) fn source(&self, span: Span) -> &str {
        span.of(&self.source.text)
    }

    /// A comment: kept, never shown. An empty one takes nothing of what follows.
    fn comment(&mut self, body: Body<'_>, at: usize, words: usize, flow: &mut Flow) -> usize {
        let line = body.lines[at];
        let is_empty = line.from(words).is_blank() && body.is_blank(at + 1);
        if is_empty {
            let span = body.text.span(line.start, line.end);
            flow.push(span, BlockKind::Comment("".into()));
            return at + 1;
        }
        let (block, span) = Self::extent(body, at, words, Ways::default());
        let text = body.text.string(&block.lines);
        flow.push(span, BlockKind::Comment(text.into()));
        self.end(body, &block, "a comment")
    }

    /// `_name: address`, `_name: other_`, `_name:`; `None` where no name ends.
    fn named_target(
        &mut self,
        body: Body<'_>,
        at: usize,
        words: usize,
        flow: &mut Flow,
    ) -> Option<Indented> {
        let ways = Ways {
            until_blank: true,
            keep_indent: true,
            keep_top: true,
        };
        let (block, span) = Self::extent(body, at, words, ways);
        let joined = run_on(body.text, &block.lines);
        let joined = escaped(&joined.words).into_owned();
        let (name, rest) = target_name(&joined)?;
        let is_anonymous = name == "_";
        let name = folded(&unescaped(name));
        self.target(name, is_anonymous, rest, span, flow);
        Some(block)
    }

    /// `__ address`.
    pub(super) fn anonymous_target(
        &mut self,
        body: Body<'_>,
        at: usize,
        words: usize,
        flow: &mut Flow,
    ) -> usize {
        let ways = Ways {
            until_blank: true,
            ..Ways::default()
        };
        let (block, span) = Self::extent(body, at, words, ways);
        let joined = run_on(body.text, &block.lines);
        let joined = escaped(&joined.words).into_owned();
        self.target(String::new(), true, &joined, span, flow);
        self.end(body, &block, "explicit markup")
    }

    fn target(
        &mut self,
        name: String,
        is_anonymous: bool,
        rest: &str,
        span: Span,
        flow: &mut Flow,
    ) {
        let rest = rest.trim();
        let target = if let Some(other) = indirect(rest) {
            Target::Name(other)
        } else if rest.is_empty() {
            let name = if is_anonymous {
                format!("target-{}", self.names.anonymous.len() + 1)
            } else {
                name.clone()
            };
            let place = id(&name);
            flow.anchor(&place, span);
            Target::Place(place)
        } else {
            Target::Address(super::inline::address(rest))
        };
        let is_place = matches!(target, Target::Place(_));
        if is_place && self.source(span).contains('\n') {
            // The id of the place does not tell a long name as it was written.
            flow.push(span, BlockKind::Comment(self.source(span).into()));
        }
        if !is_place {
            // Names right above share what this one leads to.
            for waiting in std::mem::take(&mut flow.waiting) {
                match waiting {
                    Waiting::Named(name) => self.names.replace(&name, target.clone()),
                    Waiting::Anonymous(at) => self.names.anonymous[at] = target.clone(),
                }
            }
            flow.push(span, BlockKind::Comment(self.source(span).into()));
        }
        if is_anonymous {
            if is_place {
                let waiting = Waiting::Anonymous(self.names.anonymous.len());
                flow.waiting.push(waiting);
            }
            self.names.anonymous.push(target);
        } else {
            if is_place {
                flow.waiting.push(Waiting::Named(name.clone()));
            }
            self.names.give(&name, target);
        }
    }
}

/// The lines of a target without line breaks between them.
fn run_on(text: &Text<'_>, lines: &[Line]) -> Text<'static> {
    let mut made = Maker::default();
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            made.push(" ", text.place(line.start));
        }
        made.push_of(text, line.start, line.end.max(line.start));
    }
    made.text(
        lines
            .last()
            .map_or(0, |line| text.place(line.end.max(line.start))),
    )
}

/// The label in brackets that a line begins with, and where what is said of it begins.
fn label(rest: &str) -> Option<(&str, usize)> {
    let inner = rest.strip_prefix('[')?;
    let length = match inner.as_bytes().first()? {
        b'*' => 1,
        b'#' => 1 + simple_name(&inner[1..]),
        _ => simple_name(inner),
    };
    if length == 0 || !inner[length..].starts_with(']') {
        return None;
    }
    Some((&inner[..length], behind(rest, length + 2)?))
}

/// The name of a directive that a line begins with, and where its words begin.
pub(super) fn directive(rest: &str) -> Option<(&str, usize)> {
    let name = simple_name(rest);
    let after = &rest[name..];
    let colons = if after.starts_with("::") {
        2
    } else if after.starts_with(" ::") {
        3
    } else {
        return None;
    };
    (name > 0).then_some(())?;
    Some((&rest[..name], behind(rest, name + colons)?))
}

/// The name of a target, and what stands behind its colon. Words are escaped.
fn target_name(words: &str) -> Option<(&str, &str)> {
    let bytes = words.as_bytes();
    let is_end = |colon: usize| matches!(bytes.get(colon + 1), None | Some(b' '));
    if bytes.starts_with(b"_:") && is_end(1) {
        return Some((&words[..1], &words[2..]));
    }
    if bytes.starts_with(b"_") {
        return None;
    }
    let quoted = words
        .strip_prefix('`')
        .filter(|inner| !inner.starts_with([' ', '`']));
    for colon in memchr::memchr_iter(b':', bytes).filter(|colon| is_end(*colon)) {
        let before = words[..colon].strip_suffix(' ').unwrap_or(&words[..colon]);
        if before.ends_with(|c: char| c.is_whitespace() || c == '\0') {
            continue;
        }
        let name = match quoted {
            Some(_) => match before.get(1..).and_then(|name| name.strip_suffix('`')) {
                Some(name) if !name.ends_with(['\0', ' ']) => name,
                _ => continue,
            },
            None => before,
        };
        let ends_in_colon = name.ends_with(':') && !name.ends_with("\0:");
        if !name.is_empty() && !ends_in_colon {
            return Some((name, &words[colon + 1..]));
        }
    }
    None
}

/// The name that a target hands on to: `other_`, `` `other name`_ ``.
fn indirect(words: &str) -> Option<String> {
    let words = folded(words);
    let before = words.strip_suffix('_')?;
    if simple_name(before) == before.len() && !before.is_empty() {
        return Some(unescaped(before));
    }
    let phrase = before.strip_prefix('`')?.strip_suffix('`')?;
    let is_phrase =
        !phrase.is_empty() && !phrase.starts_with(' ') && !phrase.ends_with(['\0', ' ']);
    is_phrase.then(|| unescaped(phrase))
}

/// True where explicit markup follows: it needs no blank line before it.
fn is_explicit(body: Body<'_>, at: usize) -> bool {
    body.line(at).is_some_and(|line| {
        (line.starts_with("..") || line.starts_with("__")) && behind(line, 2).is_some()
    })
}
