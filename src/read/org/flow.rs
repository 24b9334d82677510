//! Blocks being gathered: finished ones, raw markup between them, and what was said of the next one.

use super::Reading;
use crate::document::{Block, BlockKind, Figure, Inline, InlineKind};
use crate::read::html::{MarkupLine, Raw, Weave};
use crate::source::Span;

/// What waits for the next block.
#[derive(Debug, Default)]
pub(super) struct Affiliated {
    pub(super) caption: Vec<Inline>,
    /// Places that the block bears.
    pub(super) anchors: Vec<Inline>,
    /// The words that stand for a picture.
    pub(super) alt: Option<String>,
}

/// The blocks of a body.
#[derive(Debug, Default)]
pub(super) struct Flow {
    blocks: Vec<Block>,
    /// Raw markup, and how many blocks stand before it.
    raw: Vec<(usize, Raw)>,
    /// What the lines above say of the next block.
    pub(super) affiliated: Affiliated,
    /// True for the body of a document.
    pub(super) is_document: bool,
    /// True once anything is shown.
    has_begun: bool,
}

impl Flow {
    pub(super) fn of_document() -> Self {
        Self {
            is_document: true,
            ..Self::default()
        }
    }

    /// True where what is told is told about the document.
    pub(super) fn is_head(&self) -> bool {
        self.is_document && !self.has_begun
    }

    /// Adds a block; it bears what waits for it.
    pub(super) fn push(&mut self, span: Span, kind: BlockKind) {
        self.has_begun = true;
        let Affiliated {
            caption,
            anchors,
            alt,
        } = std::mem::take(&mut self.affiliated);
        let mut block = Block::new(span, kind);
        if let Some(alt) = alt {
            describe(&mut block, &alt);
        }
        if !caption.is_empty() {
            block = captioned(block, caption);
        }
        match &mut block.kind {
            _ if anchors.is_empty() => {}
            BlockKind::Paragraph(content) => {
                content.splice(0..0, anchors);
            }
            _ => {
                let place = anchors.first().map_or(span, |anchor| anchor.span);
                let places = BlockKind::Paragraph(anchors);
                self.blocks.push(Block::new(place, places));
            }
        }
        self.blocks.push(block);
    }

    /// Adds finished blocks.
    pub(super) fn extend(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            if let BlockKind::Comment(words) = block.kind {
                self.comment(block.span, &words);
            } else {
                self.push(block.span, block.kind);
            }
        }
    }

    /// Adds words that are kept and not shown.
    pub(super) fn comment(&mut self, span: Span, words: &str) {
        let kind = BlockKind::Comment(words.into());
        self.blocks.push(Block::new(span, kind));
    }

    /// Adds raw markup.
    pub(super) fn raw(&mut self, markup: String, lines: Vec<MarkupLine>, span: Span) {
        self.has_begun = true;
        let raw = Raw {
            markup,
            lines,
            span,
        };
        self.raw.push((self.blocks.len(), raw));
    }

    /// Nothing follows that what was said could be said of: it is words.
    pub(super) fn loosen(&mut self) {
        let caption = std::mem::take(&mut self.affiliated.caption);
        self.affiliated.alt = None;
        if let (Some(first), Some(last)) = (caption.first(), caption.last()) {
            let span = first.span.join(last.span);
            self.push(span, BlockKind::Paragraph(caption));
        }
    }

    /// All blocks; where there is raw markup, the HTML reader weaves them with it.
    pub(super) fn finish(mut self, reading: &mut Reading<'_>) -> Vec<Block> {
        self.loosen();
        if let Some(first) = self.affiliated.anchors.first() {
            let span = first.span;
            let anchors = std::mem::take(&mut self.affiliated.anchors);
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

/// A block with what is said of it.
fn captioned(mut block: Block, caption: Vec<Inline>) -> Block {
    if let BlockKind::Table(table) = &mut block.kind {
        table.caption = caption;
        return block;
    }
    let figure = Figure {
        caption,
        legend: Vec::new(),
        blocks: vec![block],
    };
    let span = figure.blocks[0].span;
    Block::new(span, BlockKind::Figure(Box::new(figure)))
}

/// Gives the one image of a paragraph the words that stand for it.
fn describe(block: &mut Block, alt: &str) {
    if let BlockKind::Paragraph(content) = &mut block.kind
        && let [
            Inline {
                kind: InlineKind::Image(image),
                ..
            },
        ] = content.as_mut_slice()
        && image.alt.is_empty()
    {
        image.alt = alt.into();
    }
}
