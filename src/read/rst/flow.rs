//! Blocks being gathered: finished ones, raw markup between them, and the places that wait for what they name.

use super::Reading;
use crate::document::{Block, BlockKind, Inline, InlineKind};
use crate::read::html::{MarkupLine, Raw, Weave};
use crate::source::Span;

/// The blocks of a body.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    /// Raw markup, and how many blocks stand before it.
    raw: Vec<(usize, Raw)>,
    /// Places that the next block bears.
    anchors: Vec<Inline>,
    /// Targets that the next target or block decides.
    pub(super) waiting: Vec<Waiting>,
}

/// A target that is a place, unless another target follows.
#[derive(Debug)]
pub(super) enum Waiting {
    /// Of that name.
    Named(String),
    /// The one without a name that is so many behind the first.
    Anonymous(usize),
}

impl Flow {
    /// Adds a block; it bears the places that wait.
    pub(super) fn push(&mut self, span: Span, kind: BlockKind) {
        let mut block = Block::new(span, kind);
        if !matches!(block.kind, BlockKind::Comment(_)) {
            self.waiting.clear();
            let anchors = std::mem::take(&mut self.anchors);
            match &mut block.kind {
                _ if anchors.is_empty() => {}
                BlockKind::Paragraph(content) => {
                    content.splice(0..0, anchors);
                }
                BlockKind::Heading(heading) => {
                    heading.content.splice(0..0, anchors);
                }
                _ => self.blocks.push(Block::new(
                    anchors.first().map_or(span, |anchor| anchor.span),
                    BlockKind::Paragraph(anchors),
                )),
            }
        }
        self.blocks.push(block);
    }

    /// Adds finished blocks.
    pub(super) fn extend(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            self.push(block.span, block.kind);
        }
    }

    /// Adds raw markup.
    pub(super) fn raw(&mut self, markup: String, lines: Vec<MarkupLine>, span: Span) {
        self.raw.push((
            self.blocks.len(),
            Raw {
                markup,
                lines,
                span,
            },
        ));
    }

    /// The next block is a place of that id.
    pub(super) fn anchor(&mut self, id: &str, span: Span) {
        self.anchors
            .push(Inline::new(span, InlineKind::Anchor(id.into())));
    }

    /// All blocks; where there is raw markup, the HTML reader weaves them with it.
    pub(super) fn finish(mut self, reading: &mut Reading<'_>) -> Vec<Block> {
        if let Some(first) = self.anchors.first() {
            let span = first.span;
            let anchors = std::mem::take(&mut self.anchors);
            self.blocks
                .push(Block::new(span, BlockKind::Paragraph(anchors)));
        }
        if self.raw.is_empty() {
            return self.blocks;
        }
        let (blocks, kept) = Weave::between(self.blocks, self.raw);
        for kept in kept {
            reading.note_kept(&format!("`<{}>`", kept.name), kept.span);
        }
        blocks
    }
}
