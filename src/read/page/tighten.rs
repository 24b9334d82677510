//! Where the parts of a page end. The parser tells where an element begins, not where it ends: each ends where the next begins, at the
//! latest.

use crate::document::{Block, BlockKind, Inline, InlineKind, walk};
use crate::source::Span;

/// Lets no block reach beyond the next, or beyond the end of what it stands in.
pub(super) fn tighten(blocks: &mut [Block], end: usize) {
    let ends = ends(blocks.iter().map(|block| block.span), end);
    for (block, end) in blocks.iter_mut().zip(ends) {
        block.span = cut(block.span, end);
        for content in walk::block_inlines_mut(block) {
            inlines(content, end);
        }
        match &mut block.kind {
            BlockKind::List(list) => {
                let ends = self::ends(list.items.iter().map(|item| item.span), end);
                for (item, end) in list.items.iter_mut().zip(ends) {
                    item.span = cut(item.span, end);
                    tighten(&mut item.blocks, end);
                }
            }
            BlockKind::Table(table) => {
                let ends = self::ends(table.rows.iter().map(|row| row.span), end);
                for (row, end) in table.rows.iter_mut().zip(ends) {
                    row.span = cut(row.span, end);
                    for cell in &mut row.cells {
                        tighten(&mut cell.blocks, end);
                    }
                }
            }
            _ => {
                for children in walk::child_blocks_mut(block) {
                    tighten(children, end);
                }
            }
        }
    }
}

/// Where each of some spans ends at the latest.
fn ends(spans: impl DoubleEndedIterator<Item = Span>, end: usize) -> Vec<usize> {
    let mut next = end;
    let mut out: Vec<usize> = spans
        .rev()
        .map(|span| {
            // Words between elements are only known to stand in what is around them.
            let own = if next <= span.start as usize {
                end
            } else {
                next
            };
            next = span.start as usize;
            own
        })
        .collect();
    out.reverse();
    out
}

fn cut(span: Span, end: usize) -> Span {
    let start = span.start as usize;
    Span::new(start, (span.end as usize).min(end.max(start)))
}

fn inlines(content: &mut [Inline], end: usize) {
    for inline in content {
        inline.span = cut(inline.span, end);
        match &mut inline.kind {
            InlineKind::Styled(_, inner) => inlines(inner, end),
            InlineKind::Link(link) => inlines(&mut link.content, end),
            _ => {}
        }
    }
}
