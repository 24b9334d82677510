//! Tickets in the words of a document become links.
//!
//! Takes a tree, gives it with a link around each ticket whose kind has an address. What stands in a link, in code or in a heading stays
//! as it is: a link has its own target, and a heading its own anchor.

use super::Tickets;
use crate::document::{Block, BlockKind, Inline, InlineKind, walk};
use crate::source::Span;

/// Links the tickets of a document.
pub fn link(blocks: &mut [Block], tickets: &Tickets) {
    if tickets.kinds.iter().all(|kind| kind.address.is_none()) {
        return;
    }
    for block in blocks {
        if matches!(block.kind, BlockKind::Heading(_)) {
            continue;
        }
        for content in walk::block_inlines_mut(block) {
            of_inlines(content, tickets);
        }
        for children in walk::child_blocks_mut(block) {
            link(children, tickets);
        }
    }
}

fn of_inlines(content: &mut Vec<Inline>, tickets: &Tickets) {
    for inline in content.iter_mut() {
        if let InlineKind::Styled(_, inner) = &mut inline.kind {
            of_inlines(inner, tickets);
        }
    }
    let holds = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => tickets.found(text).any(|(.., kind)| kind.address.is_some()),
        _ => false,
    };
    if !content.iter().any(holds) {
        return;
    }
    let mut out = Vec::with_capacity(content.len() + 2);
    for inline in content.drain(..) {
        match inline.kind {
            InlineKind::Text(text) => push_parts(&text, inline.span, tickets, &mut out),
            kind => out.push(Inline::new(inline.span, kind)),
        }
    }
    *content = out;
}

/// The words of a text, with links among them. Where its bytes stand in the source as they are, so do those of its parts.
fn push_parts(text: &str, span: Span, tickets: &Tickets, out: &mut Vec<Inline>) {
    let is_literal = span.range().len() == text.len();
    let part = |from: usize, to: usize| {
        if is_literal {
            let start = span.start as usize;
            Span::new(start + from, start + to)
        } else {
            span
        }
    };
    let mut end = 0;
    for (at, word, kind) in tickets.found(text) {
        let Some(address) = kind.address_of(word) else {
            continue;
        };
        if at > end {
            out.push(Inline::text(part(end, at), &text[end..at]));
        }
        end = at + word.len();
        let words = Inline::text(part(at, end), word);
        out.push(Inline::link(part(at, end), address, vec![words]));
    }
    if end < text.len() {
        out.push(Inline::text(part(end, text.len()), &text[end..]));
    }
}
