//! Lists of nothing but links to the pages that Sphinx makes of itself, as `sphinx-quickstart` puts them at the end of an index
//! file: they ask for something that a site has by itself, or has not. They become comments, with the heading over them if it has
//! nothing else to say.

use crate::document::{Block, BlockKind, By, InlineKind};
use crate::source::SourceFile;

/// The title of a page that Sphinx makes, by its label.
pub(super) fn title(label: &str) -> Option<&'static str> {
    Some(match label {
        "genindex" => "Index",
        "modindex" => "Module Index",
        "py-modindex" => "Python Module Index",
        "search" => "Search Page",
        _ => return None,
    })
}

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

/// True for a list of which every item is such a link.
fn is_list(block: &Block) -> bool {
    let BlockKind::List(list) = &block.kind else {
        return false;
    };
    list.items.iter().all(|item| {
        let [
            Block {
                kind: BlockKind::Paragraph(content),
                ..
            },
        ] = item.blocks.as_slice()
        else {
            return false;
        };
        let [inline] = content.as_slice() else {
            return false;
        };
        matches!(&inline.kind, InlineKind::Link(link) if link.by == By::Label && title(&link.target).is_some())
    })
}
