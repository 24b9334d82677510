//! Quoted mail: lines behind `>`.

use super::Reading;
use super::lines::{Line, line as line_between, span};
use crate::document::{Block, BlockKind};

impl Reading<'_> {
    /// Reads the quotation that begins at a line; gives the line behind it.
    pub(super) fn quote(&mut self, lines: &[Line], at: usize, out: &mut Vec<Block>) -> usize {
        let quoted = lines[at..]
            .iter()
            .take_while(|line| line.of(self.text).starts_with('>'));
        let block = &lines[at..at + quoted.count()];
        let inner: Vec<Line> = block
            .iter()
            .map(|line| {
                // One blank belongs to the mark.
                let behind = line.start + 1;
                let blank = usize::from(self.text.as_bytes().get(behind) == Some(&b' '));
                line_between(self.text, (behind + blank).min(line.end), line.end)
            })
            .collect();
        let blocks = self.inside(&inner);
        if let Some(whole) = span(block) {
            out.push(Block::new(whole, BlockKind::Quote(blocks)));
        }
        at + block.len()
    }
}
