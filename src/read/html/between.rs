//! Raw markup that stands between finished blocks, as readers of lines meet it: which block comes behind it is known, and no more.
//!
//! Takes the blocks of a body and the markup with how many of them stand before it, gives the blocks that both are together.

use super::{Kept, MarkupLine, Weave};
use crate::document::Block;
use crate::source::Span;

/// Markup as its author wrote it.
#[derive(Debug)]
pub(in crate::read) struct Raw {
    pub(in crate::read) markup: String,
    /// Where each of its lines stands.
    pub(in crate::read) lines: Vec<MarkupLine>,
    pub(in crate::read) span: Span,
}

/// The blocks with the markup between them; each piece says how many blocks stand before it, in the order of the text.
pub(in crate::read) fn woven(
    blocks: Vec<Block>,
    raw: impl IntoIterator<Item = (usize, Raw)>,
) -> (Vec<Block>, Vec<Kept>) {
    let mut weave = Weave::new();
    let mut raw = raw.into_iter().peekable();
    let count = blocks.len();
    let mut blocks = blocks.into_iter();
    for at in 0..=count {
        while let Some((_, raw)) = raw.next_if(|(before, _)| *before == at) {
            weave.raw(&raw.markup, &raw.lines, raw.span);
        }
        if let Some(block) = blocks.next() {
            weave.block(block);
        }
    }
    weave.into_blocks()
}
