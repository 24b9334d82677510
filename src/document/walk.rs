//! Visiting every node of a tree once, in the order of the source.

use smallvec::{SmallVec, smallvec};

use super::{Block, BlockKind, Inline, InlineKind};

/// The parts of a block; most have one or none, and then nothing is allocated.
type Parts<T> = SmallVec<[T; 4]>;

/// Gives the lists of blocks directly inside a block one by one, so that none of them is stored.
fn each_child<'a>(block: &'a Block, give: &mut impl FnMut(&'a [Block])) {
    match &block.kind {
        BlockKind::List(list) => list.items.iter().for_each(|item| give(&item.blocks)),
        BlockKind::DefinitionList(definitions) => definitions.iter().for_each(|d| give(&d.details)),
        BlockKind::Quote(blocks) | BlockKind::Group(blocks) => give(blocks),
        BlockKind::Admonition(admonition) => give(&admonition.blocks),
        BlockKind::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.for_each(|cell| give(&cell.blocks));
        }
        BlockKind::Figure(figure) => [&figure.blocks, &figure.legend]
            .into_iter()
            .for_each(|blocks| give(blocks)),
        BlockKind::Details(details) => give(&details.blocks),
        BlockKind::Footnote(footnote) => give(&footnote.blocks),
        _ => {}
    }
}

/// The lists of blocks directly inside a block.
pub fn child_blocks(block: &Block) -> Parts<&[Block]> {
    let mut parts = Parts::new();
    each_child(block, &mut |children| parts.push(children));
    parts
}

/// The lists of blocks directly inside a block, to change them.
pub fn child_blocks_mut(block: &mut Block) -> Parts<&mut Vec<Block>> {
    match &mut block.kind {
        BlockKind::List(list) => list.items.iter_mut().map(|item| &mut item.blocks).collect(),
        BlockKind::DefinitionList(definitions) => {
            definitions.iter_mut().map(|d| &mut d.details).collect()
        }
        BlockKind::Quote(blocks) | BlockKind::Group(blocks) => smallvec![blocks],
        BlockKind::Admonition(admonition) => smallvec![&mut admonition.blocks],
        BlockKind::Table(table) => table
            .rows
            .iter_mut()
            .flat_map(|row| &mut row.cells)
            .map(|cell| &mut cell.blocks)
            .collect(),
        BlockKind::Figure(figure) => smallvec![&mut figure.blocks, &mut figure.legend],
        BlockKind::Details(details) => smallvec![&mut details.blocks],
        BlockKind::Footnote(footnote) => smallvec![&mut footnote.blocks],
        _ => Parts::new(),
    }
}

/// Gives the lists of inlines directly inside a block one by one, so that none of them is stored.
pub fn each_inlines<'a>(block: &'a Block, give: &mut impl FnMut(&'a [Inline])) {
    match &block.kind {
        BlockKind::Paragraph(content) => give(content),
        BlockKind::Heading(heading) => give(&heading.content),
        BlockKind::DefinitionList(definitions) => definitions.iter().for_each(|d| give(&d.term)),
        BlockKind::Admonition(admonition) => admonition.title.iter().for_each(|t| give(t)),
        BlockKind::Table(table) => give(&table.caption),
        BlockKind::Figure(figure) => give(&figure.caption),
        BlockKind::Details(details) => give(&details.summary),
        _ => {}
    }
}

/// The lists of inlines directly inside a block.
pub fn block_inlines(block: &Block) -> Parts<&[Inline]> {
    let mut parts = Parts::new();
    each_inlines(block, &mut |content| parts.push(content));
    parts
}

/// The lists of inlines directly inside a block, to change them.
pub fn block_inlines_mut(block: &mut Block) -> Parts<&mut Vec<Inline>> {
    match &mut block.kind {
        BlockKind::Heading(heading) => smallvec![&mut heading.content],
        BlockKind::Paragraph(content) => smallvec![content],
        BlockKind::DefinitionList(definitions) => {
            definitions.iter_mut().map(|d| &mut d.term).collect()
        }
        BlockKind::Admonition(admonition) => admonition.title.iter_mut().collect(),
        BlockKind::Table(table) => smallvec![&mut table.caption],
        BlockKind::Figure(figure) => smallvec![&mut figure.caption],
        BlockKind::Details(details) => smallvec![&mut details.summary],
        _ => Parts::new(),
    }
}

/// Visits every block, a parent before its children.
pub fn blocks<'a>(tree: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in tree {
        visit(block);
        each_child(block, &mut |children| blocks(children, visit));
    }
}

/// Visits every inline of every block, a parent before its children.
pub fn inlines<'a>(tree: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    blocks(tree, &mut |block| {
        each_inlines(block, &mut |content| inlines_of(content, visit));
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
