//! Visiting every node of a tree once, in the order of the source.

use super::{Block, BlockKind, Inline, InlineKind};

/// The lists of blocks directly inside a block.
pub fn child_blocks(block: &Block) -> Vec<&[Block]> {
    match &block.kind {
        BlockKind::List(list) => list
            .items
            .iter()
            .map(|item| item.blocks.as_slice())
            .collect(),
        BlockKind::DefinitionList(definitions) => {
            definitions.iter().map(|d| d.details.as_slice()).collect()
        }
        BlockKind::Quote(blocks) | BlockKind::Group(blocks) => vec![blocks],
        BlockKind::Admonition(admonition) => vec![&admonition.blocks],
        BlockKind::Table(table) => table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| cell.blocks.as_slice())
            .collect(),
        BlockKind::Figure(figure) => vec![&figure.blocks],
        BlockKind::Details(details) => vec![&details.blocks],
        BlockKind::Footnote(footnote) => vec![&footnote.blocks],
        _ => Vec::new(),
    }
}

/// The lists of blocks directly inside a block, to change them.
pub fn child_blocks_mut(block: &mut Block) -> Vec<&mut Vec<Block>> {
    match &mut block.kind {
        BlockKind::List(list) => list.items.iter_mut().map(|item| &mut item.blocks).collect(),
        BlockKind::DefinitionList(definitions) => {
            definitions.iter_mut().map(|d| &mut d.details).collect()
        }
        BlockKind::Quote(blocks) | BlockKind::Group(blocks) => vec![blocks],
        BlockKind::Admonition(admonition) => vec![&mut admonition.blocks],
        BlockKind::Table(table) => table
            .rows
            .iter_mut()
            .flat_map(|row| &mut row.cells)
            .map(|cell| &mut cell.blocks)
            .collect(),
        BlockKind::Figure(figure) => vec![&mut figure.blocks],
        BlockKind::Details(details) => vec![&mut details.blocks],
        BlockKind::Footnote(footnote) => vec![&mut footnote.blocks],
        _ => Vec::new(),
    }
}

/// The lists of inlines directly inside a block.
pub fn block_inlines(block: &Block) -> Vec<&[Inline]> {
    match &block.kind {
        BlockKind::Heading(heading) => vec![&heading.content],
        BlockKind::Paragraph(content) => vec![content],
        BlockKind::DefinitionList(definitions) => {
            definitions.iter().map(|d| d.term.as_slice()).collect()
        }
        BlockKind::Admonition(admonition) => admonition.title.iter().map(Vec::as_slice).collect(),
        BlockKind::Table(table) => vec![&table.caption],
        BlockKind::Figure(figure) => vec![&figure.caption],
        BlockKind::Details(details) => vec![&details.summary],
        _ => Vec::new(),
    }
}

/// The lists of inlines directly inside a block, to change them.
pub fn block_inlines_mut(block: &mut Block) -> Vec<&mut Vec<Inline>> {
    match &mut block.kind {
        BlockKind::Heading(heading) => vec![&mut heading.content],
        BlockKind::Paragraph(content) => vec![content],
        BlockKind::DefinitionList(definitions) => {
            definitions.iter_mut().map(|d| &mut d.term).collect()
        }
        BlockKind::Admonition(admonition) => admonition.title.iter_mut().collect(),
        BlockKind::Table(table) => vec![&mut table.caption],
        BlockKind::Figure(figure) => vec![&mut figure.caption],
        BlockKind::Details(details) => vec![&mut details.summary],
        _ => Vec::new(),
    }
}

/// Visits every block, a parent before its children.
pub fn blocks<'a>(tree: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in tree {
        visit(block);
        for children in child_blocks(block) {
            blocks(children, visit);
        }
    }
}

/// Visits every inline of every block, a parent before its children.
pub fn inlines<'a>(tree: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    blocks(tree, &mut |block| {
        for content in block_inlines(block) {
            inlines_of(content, visit);
        }
    });
}

/// Visits these inlines and every inline inside them.
pub fn inlines_of<'a>(content: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in content {
        visit(inline);
        match &inline.kind {
            InlineKind::Styled(_, children) => inlines_of(children, visit),
            InlineKind::Link(link) => inlines_of(&link.content, visit),
            _ => {}
        }
    }
}
