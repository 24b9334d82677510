//! Blocks being gathered: finished ones, raw markup between them, and the places that the next block bears.

use super::Reading;
use crate::document::{Block, BlockKind, Inline, InlineKind};
use crate::read::html::{MarkupLine, Raw, Weave};
use crate::read::rst::Line;
use crate::source::Span;

/// The blocks of a body.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    /// Raw markup, and how many blocks stand before it.
    raw: Vec<(usize, Vec<Line>, Span)>,
    /// Places that the next block bears.
    anchors: Vec<Inline>,
}

impl Flow {
    /// Adds a block; it bears the places that wait.
    pub(super) fn push(&mut self, span: Span, kind: BlockKind) {
        let mut block = Block::new(span, kind);
        let anchors = std::mem::take(&mut self.anchors);
        match &mut block.kind {
            _ if anchors.is_empty() => {}
            BlockKind::Paragraph(content) => {
                content.splice(0..0, anchors);
            }
            BlockKind::Heading(heading) => {
                heading.content.splice(0..0, anchors);
            }
            _ => self.flush(anchors),
        }
        self.blocks.push(block);
    }

    /// Adds lines of raw markup.
    pub(super) fn raw(&mut self, lines: &[Line], span: Span) {
        self.raw.push((self.blocks.len(), lines.to_vec(), span));
    }

    /// The next block is a place of that id.
    pub(super) fn anchor(&mut self, id: &str, span: Span) {
        let anchor = InlineKind::Anchor(id.into());
        self.anchors.push(Inline::new(span, anchor));
    }

    fn flush(&mut self, anchors: Vec<Inline>) {
        if let Some(span) = anchors.first().map(|anchor| anchor.span) {
            let kind = BlockKind::Paragraph(anchors);
            self.blocks.push(Block::new(span, kind));
        }
    }

    /// All blocks; where there is raw markup, the HTML reader weaves them with it.
    pub(super) fn finish(mut self, reading: &mut Reading<'_>) -> Vec<Block> {
        let anchors = std::mem::take(&mut self.anchors);
        self.flush(anchors);
        if self.raw.is_empty() {
            return self.blocks;
        }
        let raw = self.raw.into_iter().map(|(before, lines, span)| {
            let mut markup = reading.text.string(&lines);
            // Markup may follow right behind: its words are others.
            markup.push('\n');
            let of = |line: &Line| {
                MarkupLine::new(reading.line(*line), line.start, &reading.source.text)
            };
            let lines = lines.iter().map(of).collect();
            let raw = Raw {
                markup,
                lines,
                span,
            };
            (before, raw)
        });
        let (blocks, kept) = Weave::between(self.blocks, raw);
        for kept in kept {
            reading.note_kept(&format!("`<{}>`", kept.name), kept.span);
        }
        blocks
    }
}
