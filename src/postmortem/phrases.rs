//! Phrases that are looked for together.
//!
//! Takes phrases, gives what finds all of them in one pass over a text, in any case of ASCII letters. What a phrase means, and whether it
//! counts where it stands, is the caller's matter.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// What finds these phrases; overlapping ones too.
pub(super) fn together(phrases: impl IntoIterator<Item = impl AsRef<[u8]>>) -> AhoCorasick {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        // Some megabytes once, for a search in a third of the time.
        .kind(Some(AhoCorasickKind::DFA))
        .build(phrases)
        .expect("some hundred short phrases fit, and tests look for them")
}
