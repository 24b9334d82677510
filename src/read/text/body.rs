//! The lines of a body, one construct after the other.

use super::Reading;
use super::clock::{Clock, clock};
use super::lines::Line;
use super::shape::{adorned, is_spaced_rule, marker, rule};
use crate::document::{Block, BlockKind};

/// What stands so many columns in is set apart.
pub(super) const SET_IN: usize = 4;

impl Reading<'_> {
    /// Reads a body. Only the text itself has headings.
    pub(super) fn body(&mut self, lines: &[Line], is_top: bool, out: &mut Vec<Block>) {
        let base = lines
            .iter()
            .filter(|line| !line.is_blank())
            .map(|line| line.indent)
            .min()
            .unwrap_or(0);
        let mut at = 0;
        let mut begins_block = true;
        while let Some(line) = lines.get(at) {
            if line.is_blank() {
                at += 1;
                begins_block = true;
                continue;
            }
            let next = self.construct(lines, at, base, is_top, begins_block, out);
            at = next.max(at + 1);
            begins_block = false;
        }
    }

    /// Reads the construct that begins at a line; gives the line behind it.
    fn construct(
        &mut self,
        lines: &[Line],
        at: usize,
        base: usize,
        is_top: bool,
        begins_block: bool,
        out: &mut Vec<Block>,
    ) -> usize {
        let line = lines[at];
        let words = line.of(self.text);
        if words.starts_with('>') {
            return self.quote(lines, at, out);
        }
        // A table is looked for once in lines that stand together: each look goes through all of them.
        if begins_block && let Some(next) = self.table(lines, at, out) {
            return next;
        }
        if let Some(next) = self.entries(lines, at, out) {
            return next;
        }
        if is_top && let Some(next) = self.heading(lines, at, out) {
            return next;
        }
        if rule(words).is_some() || is_spaced_rule(words) {
            out.push(Block::new(line.span(), BlockKind::Rule));
            return at + 1;
        }
        if marker(words).is_some() && self.is_list(lines, at) {
            return self.list(lines, at, out);
        }
        if line.indent >= base + SET_IN {
            return self.indented(lines, at, base, out);
        }
        self.paragraph(lines, at, out)
    }

    /// True for a line that begins a construct of its own, in the midst of a paragraph whose last line is `before`.
    pub(super) fn interrupts(&self, lines: &[Line], at: usize, first: Line) -> bool {
        let Some(line) = lines.get(at) else {
            return true;
        };
        let words = line.of(self.text);
        if line.is_blank() || words.starts_with('>') {
            return true;
        }
        let before = lines[at - 1].of(self.text);
        let leads = before.ends_with([':', '：']);
        (rule(words).is_some() || adorned(words).is_some())
            || marker(words).is_some_and(|(marker, _)| marker.interrupts())
            || (line.indent >= first.indent + SET_IN && leads)
            || match clock(words) {
                Some(Clock::Parted) => true,
                Some(Clock::Bare) => lines
                    .get(at + 1)
                    .is_some_and(|next| clock(next.of(self.text)).is_some()),
                None => false,
            }
    }

    /// Some lines as one paragraph whose lines stay lines.
    pub(super) fn lines_as_words(&self, lines: &[Line]) -> Vec<crate::document::Inline> {
        let mut out = Vec::new();
        self.push_lines(lines, &mut out);
        out
    }
}
