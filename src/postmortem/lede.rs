//! Whether the summary of a head must be shown above the body, or is how the body begins.

use crate::document::{Block, BlockKind, text};

/// Blocks at the beginning of a body in which its first words stand.
const FIRST_BLOCKS: usize = 8;

/// True where the body does not begin with the words of the summary. `title` is the block of the title.
pub(super) fn is_needed(summary: &str, blocks: &[Block], title: Option<usize>) -> bool {
    let mut beginning = String::new();
    let shown = blocks.iter().enumerate().filter(|(at, block)| {
        Some(*at) != title && !matches!(block.kind, BlockKind::Heading(_) | BlockKind::Comment(_))
    });
    for (_, block) in shown.take(FIRST_BLOCKS) {
        beginning.push_str(&text::of_blocks(std::slice::from_ref(block)));
        beginning.push(' ');
        if beginning.len() > summary.len() * 2 {
            break;
        }
    }
    !summary.trim().is_empty() && !starts_with(&beginning, summary)
}

/// Compares letters and figures alone, so that only words count.
fn starts_with(text: &str, beginning: &str) -> bool {
    let mut text = letters(text);
    letters(beginning).all(|letter| text.next() == Some(letter))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}
