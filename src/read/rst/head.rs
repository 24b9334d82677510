//! What the top of a text says about it: its first field list, and directives that speak to a generator.

use super::Reading;
use crate::document::{
    Block, BlockKind, Definition, Document, InlineKind, MetaEntry, MetaOrigin, MetaValue, text,
};
use crate::source::Span;

impl Reading<'_> {
    /// The fields of a list as pairs.
    pub(super) fn take_head<'n>(
        &mut self,
        names: impl Iterator<Item = (&'n str, Span)>,
        list: &[Definition],
        whole: Span,
    ) {
        self.meta.span = match self.meta.origin {
            MetaOrigin::None => whole,
            _ => self.meta.span.join(whole),
        };
        for ((name, span), definition) in names.zip(list) {
            self.tell(name, span, value(&definition.details));
        }
    }

    /// One pair of the head.
    pub(super) fn tell(&mut self, key: &str, span: Span, value: MetaValue) {
        if self.meta.origin == MetaOrigin::None {
            self.meta.origin = MetaOrigin::Fields;
            if self.meta.span == Span::default() {
                self.meta.span = span;
            }
        }
        self.meta.span = self.meta.span.join(span);
        self.meta.entries.push(MetaEntry {
            key: key.trim().replace('\\', "").into(),
            span,
            value,
        });
    }
}

/// What a field says: a list of items, or words.
fn value(details: &[Block]) -> MetaValue {
    match details {
        [] => MetaValue::Null,
        [
            Block {
                kind: BlockKind::List(list),
                ..
            },
        ] => {
            let items = list.items.iter();
            let items = items.map(|item| MetaValue::Text(words(&item.blocks).into()));
            MetaValue::List(items.collect())
        }
        details => MetaValue::Text(words(details).into()),
    }
}

/// The words of some blocks; a substitution is known by its name only, as long as the text is read.
fn words(blocks: &[Block]) -> String {
    text::of_blocks(blocks)
}

/// Takes the field lists of the head out of the body: they speak about the document, and their pairs are in the head. Sphinx does so
/// with the one before the first title. The one right below the title goes too where its pairs hold every word and mark of it.
pub(in crate::read) fn lift(document: &mut Document) {
    if document.meta.origin != MetaOrigin::Fields {
        return;
    }
    let head = document.meta.span;
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    let fields = document
        .blocks
        .iter()
        .take_while(|block| !is_heading(block))
        .position(|block| {
            matches!(block.kind, BlockKind::DefinitionList(_))
                && head.start <= block.span.start
                && block.span.end <= head.end
        });
    let has_title = document.blocks.iter().any(is_heading);
    if let Some(at) = fields.filter(|_| has_title) {
        document.blocks.remove(at);
    }
    let below = document
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| !matches!(block.kind, BlockKind::Comment(_)))
        .skip_while(|(_, block)| !is_heading(block))
        .nth(1)
        .filter(|(_, block)| {
            let is_said = match &block.kind {
                BlockKind::DefinitionList(list) => list.iter().all(is_in_pair),
                _ => false,
            };
            is_said && head.start <= block.span.start && block.span.end <= head.end
        })
        .map(|(at, _)| at);
    if let Some(at) = below {
        document.blocks.remove(at);
    }
}

/// True for a field whose pair says all of it: words in one paragraph, or in each item of one list, without a link or a picture.
fn is_in_pair(field: &Definition) -> bool {
    match field.details.as_slice() {
        [
            Block {
                kind: BlockKind::List(list),
                ..
            },
        ] => list.items.iter().all(|item| is_plain(&item.blocks)),
        details => is_plain(details),
    }
}

/// True for words in one paragraph, and for nothing.
fn is_plain(blocks: &[Block]) -> bool {
    match blocks {
        [] => true,
        [
            Block {
                kind: BlockKind::Paragraph(words),
                ..
            },
        ] => words
            .iter()
            .all(|inline| matches!(inline.kind, InlineKind::Text(_))),
        _ => false,
    }
}
