//! Phrases that are looked for together, and the words around one.
//!
//! Takes phrases, gives what finds all of them in one pass over a text, in any case of ASCII letters. What a phrase means, and whether it
//! counts where it stands, is the caller's matter.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::document::text;

/// Bytes of phrases that are worth some megabytes once, for a search in a third of the time.
const FEW: usize = 64 * 1024;

/// What finds these phrases; overlapping ones too.
pub(super) fn together(phrases: impl IntoIterator<Item = impl AsRef<[u8]>>) -> AhoCorasick {
    let phrases: Vec<_> = phrases.into_iter().collect();
    let bytes: usize = phrases.iter().map(|phrase| phrase.as_ref().len()).sum();
    let kind = (bytes <= FEW).then_some(AhoCorasickKind::DFA);
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(kind)
        .build(phrases)
        .expect(
            "files of phrases have some megabytes at most, and a state stands for a byte of them",
        )
}

/// Characters of the words that speak for something, before and behind the phrase.
const AROUND: usize = 40;

/// The words around a phrase as the author wrote them, on its line, without the marks of code.
pub(super) fn around(words: &str, range: Range<usize>) -> String {
    let begins = words[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let ends = words[range.end..].find('\n');
    let ends = ends.map_or(words.len(), |at| range.end + at);
    let from = words[begins..range.start].char_indices().rev().nth(AROUND);
    let from = from.map_or(begins, |(at, _)| begins + at);
    let from = match words[from..range.start].find(' ') {
        Some(at) if from > begins => from + at + 1,
        _ => from,
    };
    let to = words[range.end..ends].char_indices().nth(AROUND);
    let to = match to {
        Some((at, _)) => {
            let near = &words[range.end..range.end + at];
            range.end + near.rfind(' ').unwrap_or(at)
        }
        None => ends,
    };
    text::one_line(&words[from..to].replace('`', ""))
}
