//! Literal text: what follows `::`, set in or quoted line by line, and sessions of an interpreter.

use super::Reading;
use super::body::Body;
use super::flow::Flow;
use super::lines::{Depth, Line, Ways, indented};
use super::text::Text;
use crate::document::{BlockKind, Code};

/// Lines as code.
pub(super) fn code(text: &Text<'_>, lines: &[Line], language: Option<&str>) -> BlockKind {
    let mut words = text.string(lines);
    if !words.is_empty() {
        words.push('\n');
    }
    BlockKind::Code(Box::new(Code {
        language: language.map(Into::into),
        text: words.into(),
    }))
}

impl Reading<'_> {
    /// The literal block that a paragraph announced; gives the line behind it.
    pub(super) fn literal(&mut self, body: Body<'_>, from: usize, flow: &mut Flow) -> usize {
        let ways = Ways::default();
        let block = indented(&body.text.words, body.lines, from, Depth::Least, ways);
        if block.lines.is_empty() {
            return self.quoted_literal(body, from, flow);
        }
        let language = self.highlight.clone();
        let kind = code(body.text, &block.lines, language.as_deref());
        flow.push(body.text.span_of(&block.lines), kind);
        if !block.is_finished {
            self.note_unfinished("literal text", body.text, body.lines, block.next);
        }
        block.next
    }

    /// Literal text of which every line begins with the same sign.
    fn quoted_literal(&mut self, body: Body<'_>, from: usize, flow: &mut Flow) -> usize {
        let start = body.after_blanks(from);
        let sign = body.line(start).and_then(|line| line.bytes().next());
        let Some(sign) = sign.filter(u8::is_ascii_punctuation) else {
            if let Some(line) = body.lines.get(from.saturating_sub(1)) {
                let span = body.text.span(line.start, line.end);
                self.note(
                    "malformed-markup",
                    "`::` announces literal text, but none follows",
                    span,
                    "set the literal text in, behind a blank line",
                );
            }
            return from;
        };
        let mut end = start;
        while body
            .line(end)
            .is_some_and(|line| line.as_bytes().first() == Some(&sign))
        {
            end += 1;
        }
        let lines = &body.lines[start..end];
        flow.push(body.text.span_of(lines), code(body.text, lines, None));
        if !body.is_blank(end) {
            self.note_unfinished("literal text", body.text, body.lines, end);
        }
        end
    }

    /// A session of Python's interpreter.
    pub(super) fn doctest(body: Body<'_>, from: usize, flow: &mut Flow) -> usize {
        let mut end = from;
        while !body.is_blank(end) {
            end += 1;
        }
        let lines = &body.lines[from..end];
        let kind = code(body.text, lines, Some("pycon"));
        flow.push(body.text.span_of(lines), kind);
        end
    }
}
