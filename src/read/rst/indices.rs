//! Lists of nothing but links to the pages that Sphinx makes of itself, as `sphinx-quickstart` puts them at the end of an index
//! file: they ask for something that a site has by itself, or has not. They become comments, with the heading over them if it has
//! nothing else to say.
//!
//! Whether another document has such a label is not known here, so that a list with nothing but `search` stays: people write that word.

use crate::document::anchor::MADE_BY_SPHINX;
use crate::document::{Block, BlockKind, By, InlineKind, ListItem};
use crate::source::SourceFile;

/// Makes such lists comments.
pub(super) fn set_aside(blocks: &mut [Block], source: &SourceFile) {
    for at in 0..blocks.len() {
        if !is_list(&blocks[at]) {
            continue;
        }
        let is_end = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
        let is_last = blocks.get(at + 1).is_none_or(is_end);
        let is_first = at > 0 && is_end(&blocks[at - 1]);
        let first = at - usize::from(is_first && is_last);
        for block in &mut blocks[first..=at] {
            block.kind = BlockKind::Comment(block.span.of(&source.text).into());
        }
    }
}

/// True for a list of which every item is such a link, and one more than a word that people use.
fn is_list(block: &Block) -> bool {
    let BlockKind::List(list) = &block.kind else {
        return false;
    };
    let labels = || list.items.iter().map(label);
    labels().all(|label| label.is_some_and(|label| MADE_BY_SPHINX.contains(&label)))
        && labels().any(|label| label != Some("search"))
}

/// The label of an item that is nothing but a link to one.
fn label(item: &ListItem) -> Option<&str> {
    let [
        Block {
            kind: BlockKind::Paragraph(content),
            ..
        },
    ] = item.blocks.as_slice()
    else {
        return None;
    };
    let [inline] = content.as_slice() else {
        return None;
    };
    match &inline.kind {
        InlineKind::Link(link) if link.by == By::Label && link.bare => Some(&*link.target),
        _ => None,
    }
}
