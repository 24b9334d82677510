//! What a converter wrote twice is kept once: a title above the same title, a paragraph for each width of screens, a whole page for
//! the printer.
//!
//! Takes the blocks of a page, drops those that stand there again right behind themselves, and tells it. Where
//! their links or pictures differ they are not the same. A word or two may well stand twice; longer texts do not by chance.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Block, BlockKind, InlineKind, text, walk};

/// A paragraph of so many bytes does not stand twice by chance.
const LONG: usize = 40;
/// Nor does a title, of so many, right under itself.
const LONG_TITLE: usize = 8;
/// Nor does a whole text of so many.
const LONG_TEXT: usize = 100;

/// Drops what stands twice.
pub(super) fn keep_once(blocks: &mut Vec<Block>, path: &Arc<str>, diagnostics: &mut Diagnostics) {
    let words: Vec<String> = blocks.iter().map(words).collect();
    let pointed: Vec<Vec<String>> = blocks.iter().map(pointed).collect();
    let mut gone = vec![false; blocks.len()];
    let half = blocks.len() / 2;
    let is_twice = blocks.len().is_multiple_of(2)
        && half > 1
        && words[..half] == words[half..]
        && pointed[..half] == pointed[half..]
        // Two commands that give the same may well stand after one another.
        && blocks[..half]
            .iter()
            .zip(&words)
            .filter(|(block, _)| !matches!(block.kind, BlockKind::Code(_)))
            .map(|(_, words)| words.len())
            .sum::<usize>()
            >= LONG_TEXT;
    if is_twice {
        gone[half..].fill(true);
    }
    let mut last: Option<usize> = None;
    for at in 0..blocks.len() {
        if matches!(blocks[at].kind, BlockKind::Comment(_)) || gone[at] {
            continue;
        }
        if let Some(last) = last {
            gone[at] = words[last] == words[at]
                && (pointed[last] == pointed[at]
                    || (is_heading(&blocks[last]) && pointed[at].is_empty()))
                && is_same(&blocks[last], &blocks[at], &words[at]);
        }
        if !gone[at] {
            last = Some(at);
        }
    }
    let Some(first) = gone.iter().position(|gone| *gone) else {
        return;
    };
    let count = gone.iter().filter(|gone| **gone).count();
    let message = if count == 1 {
        "a part of the page stands there twice and is shown once".to_owned()
    } else {
        format!("{count} parts of the page stand there twice and are shown once")
    };
    diagnostics.push(
        Diagnostic::note("repeated-text", message)
            .at(path, blocks[first].span)
            .help("remove the second if it is no more than a copy"),
    );
    let mut at = 0;
    blocks.retain(|_| {
        at += 1;
        !gone[at - 1]
    });
}

fn words(block: &Block) -> String {
    match block.kind {
        BlockKind::Comment(_) | BlockKind::Rule => String::new(),
        _ => text::of_blocks(std::slice::from_ref(block)),
    }
}

/// What the links and pictures of a block lead to: two pictures may well be described alike.
fn pointed(block: &Block) -> Vec<String> {
    let mut out = Vec::new();
    let tree = std::slice::from_ref(block);
    walk::inlines(tree, &mut |inline| match &inline.kind {
        InlineKind::Link(link) => out.push(link.target.to_string()),
        InlineKind::Image(image) => out.push(image.source.to_string()),
        _ => {}
    });
    out
}

fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading(_))
}

/// True for two blocks of the same words that are the same block twice.
fn is_same(first: &Block, second: &Block, words: &str) -> bool {
    let is_paragraph = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_));
    if is_heading(first) {
        return words.len() >= LONG_TITLE && (is_heading(second) || is_paragraph(second));
    }
    words.len() >= LONG
        && std::mem::discriminant(&first.kind) == std::mem::discriminant(&second.kind)
        && !matches!(first.kind, BlockKind::Code(_))
}
