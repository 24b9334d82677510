//! The places of a document's nodes, each put where it belongs: a document may have been read from a text that is not its own.
//!
//! Takes a tree and what a place becomes, changes every place in it. It decides none.

use crate::document::{Block, BlockKind, Document, Inline, InlineKind, walk};
use crate::source::Span;

/// What becomes of a place.
pub(super) type Put<'a> = &'a dyn Fn(&mut Span);

/// All places of a document.
pub(super) fn place_all(document: &mut Document, put: Put<'_>) {
    put(&mut document.meta.span);
    for entry in &mut document.meta.entries {
        put(&mut entry.span);
    }
    blocks(&mut document.blocks, put);
}

fn blocks(all: &mut [Block], put: Put<'_>) {
    for block in all {
        put(&mut block.span);
        match &mut block.kind {
            BlockKind::List(list) => {
                list.items.iter_mut().for_each(|item| put(&mut item.span));
            }
            BlockKind::Table(table) => {
                table.rows.iter_mut().for_each(|row| put(&mut row.span));
            }
            BlockKind::Toctree(toctree) => {
                let entries = toctree.entries.iter_mut();
                entries.for_each(|entry| put(&mut entry.span));
            }
            _ => {}
        }
        for content in walk::block_inlines_mut(block) {
            inlines(content, put);
        }
        for children in walk::child_blocks_mut(block) {
            blocks(children, put);
        }
    }
}

fn inlines(content: &mut [Inline], put: Put<'_>) {
    for inline in content {
        put(&mut inline.span);
        match &mut inline.kind {
            InlineKind::Styled(_, inner) => inlines(inner, put),
            InlineKind::Link(link) => inlines(&mut link.content, put),
            _ => {}
        }
    }
}
