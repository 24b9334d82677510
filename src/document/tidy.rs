//! Transforms that every format needs, tree to tree. Their order is the order of the one list in [`tidy`]; none of them drops
//! a word.

use super::{Block, BlockKind, Document, Inline, InlineKind, anchor, depth, walk};

/// Applies every transform, in order.
pub fn tidy(document: &mut Document) {
    // First, since everything behind it calls itself once per level.
    depth::bound(&mut document.blocks);
    let mut seen = anchor::Seen::default();
    settle(&mut document.blocks, true, &mut seen);
    anchor::assign(&mut document.blocks, &seen);
    if seen.places {
        // A paragraph may have held nothing but a place whose id is taken.
        drop_empty(&mut document.blocks);
    }
}

/// Joins words that stand beside each other, so that a sentence is one text, and drops paragraphs and groups that hold nothing
/// at all; notes what there is that can have an id.
fn settle(blocks: &mut Vec<Block>, is_top: bool, seen: &mut anchor::Seen) {
    for block in blocks.iter_mut() {
        match &mut block.kind {
            // Nearly every block is one of these, and holds no blocks.
            BlockKind::Paragraph(content) => merge_in(content, seen),
            BlockKind::Heading(heading) => {
                merge_in(&mut heading.content, seen);
                seen.ids |= heading.id.is_some();
                seen.inner_headings |= !is_top;
            }
            BlockKind::Code(_) | BlockKind::Rule | BlockKind::Comment(_) => {}
            _ => {
                for content in walk::block_inlines_mut(block) {
                    merge_in(content, seen);
                }
                for children in walk::child_blocks_mut(block) {
                    settle(children, false, seen);
                }
            }
        }
    }
    blocks.retain(holds_something);
}

fn holds_something(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(content) => !content.is_empty(),
        BlockKind::Group(children) => !children.is_empty(),
        _ => true,
    }
}

/// Drops what a later transform has emptied.
fn drop_empty(blocks: &mut Vec<Block>) {
    for block in blocks.iter_mut() {
        for children in walk::child_blocks_mut(block) {
            drop_empty(children);
        }
    }
    blocks.retain(holds_something);
}

fn merge_in(content: &mut Vec<Inline>, seen: &mut anchor::Seen) {
    let is_text = |inline: &Inline| matches!(inline.kind, InlineKind::Text(_));
    if content
        .windows(2)
        .any(|pair| is_text(&pair[0]) && is_text(&pair[1]))
    {
        let mut out: Vec<Inline> = Vec::with_capacity(content.len());
        // Words are gathered in a string of their own: joining pair by pair would copy a long run again and again.
        let mut run = String::new();
        for inline in std::mem::take(content) {
            let InlineKind::Text(words) = &inline.kind else {
                close_run(&mut run, &mut out);
                out.push(inline);
                continue;
            };
            if run.is_empty() {
                run.push_str(words);
                out.push(Inline::text(inline.span, ""));
            } else {
                run.push_str(words);
                if let Some(last) = out.last_mut() {
                    last.span = last.span.join(inline.span);
                }
            }
        }
        close_run(&mut run, &mut out);
        *content = out;
    }
    for inline in content {
        match &mut inline.kind {
            InlineKind::Styled(_, children) => merge_in(children, seen),
            InlineKind::Link(link) => merge_in(&mut link.content, seen),
            InlineKind::Anchor(_) => seen.places = true,
            _ => {}
        }
    }
}

fn close_run(run: &mut String, out: &mut [Inline]) {
    if !run.is_empty()
        && let Some(last) = out.last_mut()
    {
        last.kind = InlineKind::Text(std::mem::take(run).into());
    }
}
