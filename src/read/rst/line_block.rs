//! Line blocks: lines behind bars that stay lines, set in as far as they are written.

use super::Reading;
use super::body::Body;
use super::flow::Flow;
use super::lines::{Depth, Line, Ways, indent, indented};
use super::marker::{Marker, marker};
use super::text::Text;
use crate::document::{BlockKind, Inline, InlineKind};

/// Blanks that stay.
const BLANK: &str = "\u{a0}";

impl Reading<'_> {
    /// Lines that stay lines without bars before them.
    pub(super) fn lines(&mut self, text: &Text<'_>, lines: &[Line], flow: &mut Flow) {
        let mut content: Vec<Inline> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let span = text.span(line.start, line.end);
            if at > 0 {
                content.push(Inline::new(span, InlineKind::Break));
            }
            let blanks = indent(&text.words, *line);
            if blanks > 0 {
                content.push(Inline::text(span, BLANK.repeat(blanks)));
            }
            content.extend(self.inlines(&text.joined(&[line.from(blanks)])));
        }
        flow.push(text.span_of(lines), BlockKind::Paragraph(content));
    }

    /// A block of lines behind bars.
    pub(super) fn line_block(&mut self, body: Body<'_>, from: usize, flow: &mut Flow) -> usize {
        let mut content: Vec<Inline> = Vec::new();
        let mut at = from;
        let mut last = body.lines[from].end;
        let mut indent = 0;
        while let Some(Marker::LineBlock(words)) = body.line(at).map(marker) {
            let ways = Ways {
                until_blank: true,
                ..Ways::default()
            };
            let line = body.lines[at];
            let block = indented(&body.text.words, body.lines, at, Depth::First(words), ways);
            if at > from {
                content.push(Inline::new(
                    body.text.span(line.start, line.start + 1),
                    InlineKind::Break,
                ));
            }
            if line.from(words).is_blank() {
                // An empty line stands as far in as the one before it.
            } else {
                indent = words.saturating_sub(2);
            }
            if indent > 0 && !block.lines.is_empty() {
                let span = body.text.span(line.start + 1, line.start + words);
                content.push(Inline::text(span, BLANK.repeat(indent)));
            }
            content.extend(self.inlines(&body.text.joined(&block.lines)));
            last = block
                .lines
                .last()
                .map_or(line.end, |line| line.end)
                .max(last);
            at = block.next;
        }
        if !body.is_blank(at) {
            self.note_unfinished("a block of lines", body.text, body.lines, at);
        }
        let span = body.text.span(body.lines[from].start, last);
        flow.push(span, BlockKind::Paragraph(content));
        at
    }
}
