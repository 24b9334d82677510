//! Paragraphs that may be the prompt of a template: wholly emphasised, or wholly in brackets or braces. Whether one is a
//! prompt only the archive can tell, by its standing in many reports; here is how it is recognised again.

use xxhash_rust::xxh3::xxh3_64;

use super::{Block, BlockKind, Inline, InlineKind, Style, text};

/// The fingerprint of a paragraph that has the looks of a prompt; `None` for any other block.
pub fn fingerprint(block: &Block) -> Option<u64> {
    let BlockKind::Paragraph(content) = &block.kind else { return None };
    if !is_emphasised(content) && !is_bracketed(content) {
        return None;
    }
    let words = text::of_inlines(content);
    let words = words.trim();
    (!words.is_empty()).then(|| xxh3_64(words.as_bytes()))
}

fn is_emphasised(content: &[Inline]) -> bool {
    let mut styled = 0;
    content.iter().all(|inline| match &inline.kind {
        InlineKind::Styled(Style::Emphasis, _) => {
            styled += 1;
            true
        }
        InlineKind::Text(words) => words.trim().is_empty(),
        InlineKind::Break | InlineKind::Comment(_) => true,
        _ => false,
    }) && styled > 0
}

fn is_bracketed(content: &[Inline]) -> bool {
    let [Inline { kind: InlineKind::Text(words), .. }] = content else { return false };
    let words = words.trim();
    [('[', ']'), ('{', '}'), ('<', '>')]
        .iter()
        .any(|(open, close)| words.len() > 2 && words.starts_with(*open) && words.ends_with(*close))
}
