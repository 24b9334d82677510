//! One bound on how deep a tree is, whatever syntax it came from: a reader may bound each of its own parses, but parses stand
//! in parses, and their depths multiply. Everything that walks, writes or drops a tree calls itself once per level.
//!
//! Takes a tree, changes it. Works with a list of what is left to do and never calls itself, so that it can take apart what
//! nothing else could. Drops no word: what stands deeper gives up its structure and stays in its order.

use std::mem;

use super::{Block, BlockKind, Inline, InlineKind, walk};
use crate::source::Span;

/// The deepest level at which a block may stand in blocks, and an inline in inlines.
pub const LIMIT: usize = 100;

/// Makes no block and no inline stand deeper than [`LIMIT`].
pub fn bound(blocks: &mut Vec<Block>) {
    let mut left = vec![(blocks, 1)];
    while let Some((blocks, depth)) = left.pop() {
        if depth == LIMIT {
            *blocks = leaves(mem::take(blocks));
        }
        for block in blocks {
            match &mut block.kind {
                // Nearly every block is one of these, and holds no blocks.
                BlockKind::Paragraph(content) => {
                    bound_inlines(content);
                    continue;
                }
                BlockKind::Code(_) | BlockKind::Rule | BlockKind::Comment(_) => continue,
                _ => {}
            }
            for content in walk::block_inlines_mut(block) {
                bound_inlines(content);
            }
            left.extend(
                walk::child_blocks_mut(block)
                    .into_iter()
                    .map(|children| (children, depth + 1)),
            );
        }
    }
}

/// Makes none of these inlines stand deeper than [`LIMIT`].
pub fn bound_inlines(content: &mut Vec<Inline>) {
    let holds_more = |inline: &Inline| children(inline).iter().any(|one| !children(one).is_empty());
    if !content.iter().any(holds_more) {
        // Nearly every paragraph: words, and words in bold or in a link.
        return;
    }
    let mut left = vec![(content, 1)];
    while let Some((content, depth)) = left.pop() {
        if depth == LIMIT {
            *content = words(mem::take(content));
        }
        for inline in content {
            match &mut inline.kind {
                InlineKind::Styled(_, children) => left.push((children, depth + 1)),
                InlineKind::Link(link) => left.push((&mut link.content, depth + 1)),
                _ => {}
            }
        }
    }
}

/// The inlines directly inside an inline.
fn children(inline: &Inline) -> &[Inline] {
    match &inline.kind {
        InlineKind::Styled(_, children) => children,
        InlineKind::Link(link) => &link.content,
        _ => &[],
    }
}

/// The blocks that hold no blocks, out of all that hold them; titles and captions become paragraphs.
fn leaves(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    // The next one is the last of the list.
    let mut left: Vec<Block> = blocks.into_iter().rev().collect();
    let mut parts = Vec::new();
    while let Some(Block { span, kind }) = left.pop() {
        let line = |content: Vec<Inline>| {
            (!content.is_empty()).then(|| Block::new(span, BlockKind::Paragraph(content)))
        };
        match kind {
            BlockKind::List(list) => {
                for item in list.items {
                    parts.extend(item.check.map(|done| mark(item.span, done)));
                    parts.extend(item.blocks);
                }
            }
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    parts.extend(line(definition.term));
                    parts.extend(definition.details);
                }
            }
            BlockKind::Quote(blocks) | BlockKind::Group(blocks) => parts.extend(blocks),
            BlockKind::Admonition(admonition) => {
                parts.extend(admonition.title.and_then(line));
                parts.extend(admonition.blocks);
            }
            BlockKind::Table(table) => {
                parts.extend(line(table.caption));
                let cells = table.rows.into_iter().flat_map(|row| row.cells);
                parts.extend(cells.flat_map(|cell| cell.blocks));
            }
            BlockKind::Figure(figure) => {
                parts.extend(figure.blocks);
                parts.extend(line(figure.caption));
                parts.extend(figure.legend);
            }
            BlockKind::Details(details) => {
                parts.extend(line(details.summary));
                parts.extend(details.blocks);
            }
            BlockKind::Footnote(footnote) => parts.extend(footnote.blocks),
            kind @ (BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Comment(_)
            | BlockKind::Math(_)
            | BlockKind::Directive(_)
            | BlockKind::Toctree(_)
            | BlockKind::Include(_)) => out.push(Block::new(span, kind)),
        }
        left.extend(parts.drain(..).rev());
    }
    out
}

/// The check mark of an item as words.
fn mark(span: Span, done: bool) -> Block {
    let words = if done { "☑" } else { "☐" };
    Block::new(span, BlockKind::Paragraph(vec![Inline::text(span, words)]))
}

/// Inlines without those that only hold others. A link that has no words gives its target.
fn words(content: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(content.len());
    let mut left: Vec<Inline> = content.into_iter().rev().collect();
    while let Some(Inline { span, kind }) = left.pop() {
        match kind {
            InlineKind::Styled(_, children) => left.extend(children.into_iter().rev()),
            InlineKind::Link(link) if link.content.is_empty() => {
                out.push(Inline::text(span, link.target));
            }
            InlineKind::Link(link) => left.extend(link.content.into_iter().rev()),
            kind => out.push(Inline::new(span, kind)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Style, text};

    #[test]
    fn what_is_too_deep_keeps_its_words_in_order() {
        let span = Span::default();
        let mut content = vec![Inline::text(span, "deep")];
        let mut blocks = Vec::new();
        for _ in 0..20_000 {
            content = vec![Inline::new(
                span,
                InlineKind::Styled(Style::Strong, content),
            )];
        }
        content.push(Inline::text(span, "er"));
        blocks.push(Block::new(span, BlockKind::Paragraph(content)));
        for _ in 0..20_000 {
            blocks = vec![Block::new(span, BlockKind::Quote(blocks))];
        }
        blocks.insert(
            0,
            Block::new(
                span,
                BlockKind::Paragraph(vec![Inline::text(span, "first")]),
            ),
        );
        bound(&mut blocks);
        assert_eq!(text::of_blocks(&blocks), "first\ndeeper");
        let mut depth = 0;
        let mut level = blocks.as_slice();
        while let Some(block) = level.last() {
            depth += 1;
            level = walk::child_blocks(block).pop().unwrap_or(&[]);
        }
        assert_eq!(depth, LIMIT);
    }
}
