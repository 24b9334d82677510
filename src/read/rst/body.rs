//! The lines of a body, one construct after the other.

use super::Reading;
use super::flow::Flow;
use super::lines::{Depth, Line, Ways, indented};
use super::marker::{Marker, marker};
use super::text::Text;

/// Lines that are read as blocks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body<'b> {
    pub(super) text: &'b Text<'b>,
    pub(super) lines: &'b [Line],
    /// True for the text itself: only there titles make sections.
    pub(super) is_top: bool,
}

impl<'b> Body<'b> {
    /// The words of a line; nothing behind the last.
    pub(super) fn line(&self, at: usize) -> Option<&'b str> {
        self.lines.get(at).map(|line| self.text.of(*line))
    }

    /// True for a blank line, and behind the last.
    pub(super) fn is_blank(&self, at: usize) -> bool {
        self.lines.get(at).is_none_or(|line| line.is_blank())
    }

    /// True for a line that is set in.
    pub(super) fn is_indented(&self, at: usize) -> bool {
        self.line(at).is_some_and(|line| line.starts_with(' '))
    }

    /// The first line from there on that is not blank.
    pub(super) fn after_blanks(&self, at: usize) -> usize {
        let blanks = self.lines[at.min(self.lines.len())..]
            .iter()
            .take_while(|line| line.is_blank());
        at + blanks.count()
    }

    /// The lines up to the next blank one; they end before one that is set in, too.
    pub(super) fn block_end(&self, at: usize) -> usize {
        let mut end = at;
        while !self.is_blank(end) && !self.is_indented(end) {
            end += 1;
        }
        end
    }
}

impl Reading<'_> {
    /// Reads a body.
    pub(super) fn body(&mut self, body: Body<'_>, flow: &mut Flow) {
        let mut at = 0;
        while let Some(line) = body.line(at) {
            at = if line.is_empty() {
                at + 1
            } else if line.starts_with(' ') {
                self.quote(body, at, flow)
            } else {
                self.construct(body, at, line, flow)
            };
        }
    }

    /// Reads the construct that begins at a line; gives the line behind it.
    fn construct(&mut self, body: Body<'_>, at: usize, line: &str, flow: &mut Flow) -> usize {
        match marker(line) {
            Marker::Bullet(sign, _) => self.bullets(body, at, sign, flow),
            Marker::Enumerator(first) => self
                .enumerated(body, at, first, flow)
                .unwrap_or_else(|| self.text(body, at, flow)),
            Marker::Field(..) => self.fields(body, at, flow),
            Marker::Option(_) => self
                .options(body, at, flow)
                .unwrap_or_else(|| self.text(body, at, flow)),
            Marker::Doctest => Self::doctest(body, at, flow),
            Marker::LineBlock(_) => self.line_block(body, at, flow),
            Marker::GridTable => self.grid_table(body, at, flow),
            Marker::SimpleTable => self.simple_table(body, at, flow),
            Marker::Explicit(words) => self.explicit(body, at, words, flow),
            Marker::Anonymous(words) => self.anonymous_target(body, at, words, flow),
            Marker::Rule => self
                .overline(body, at, flow)
                .unwrap_or_else(|| self.text(body, at, flow)),
            Marker::Text => self.text(body, at, flow),
        }
    }

    /// The lines of a list's item; the marker of its first line is so many bytes, and so many columns.
    pub(super) fn item(
        &mut self,
        body: Body<'_>,
        at: usize,
        (bytes, columns): (usize, usize),
    ) -> super::lines::Indented {
        let text = &*body.text.words;
        let is_empty = body.lines[at].from(bytes).is_blank();
        let depth = if is_empty {
            Depth::First(bytes)
        } else {
            self.depth_of_item(body, at, bytes, columns)
        };
        indented(text, body.lines, at, depth, Ways::default())
    }
}
