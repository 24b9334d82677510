//! What a word looks like, by its letters alone.
//!
//! Takes a piece of a text, gives the word in it and what it is made of. It knows no word; whoever asks does.

use super::LONGEST;
use crate::postmortem::service::Lexicon;

/// A word without the marks of a sentence around it, and without `'s`.
pub(super) fn bare(chunk: &str) -> &str {
    let is_mark = |c: char| {
        matches!(
            c,
            '-' | '.' | '\'' | '’' | '!' | '?' | ':' | '/' | '=' | '@'
        )
    };
    let word = chunk.trim_start_matches(['-', '.', '\'', '’', '_', '/']);
    let word = word.trim_end_matches(is_mark);
    let cut = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
    cut.unwrap_or(word)
}

/// What the letters of a word are.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) letters: usize,
    pub(super) capitals: usize,
    pub(super) figures: usize,
    pub(super) digits: bool,
    /// `-`, `_` or `.` among them.
    pub(super) marks: bool,
    pub(super) begins_large: bool,
}

impl Look {
    /// `None` for what is no name of anything here: a path, an address, a figure, a word of other letters than those of ASCII.
    pub(super) fn of(word: &str) -> Option<Self> {
        if word.len() < 2 || word.len() > LONGEST {
            return None;
        }
        let mut look = Self::default();
        for byte in word.bytes() {
            match byte {
                b'a'..=b'z' => look.letters += 1,
                b'A'..=b'Z' => {
                    look.letters += 1;
                    look.capitals += 1;
                }
                b'0'..=b'9' => look.figures += 1,
                b'-' | b'_' | b'.' => look.marks = true,
                _ => return None,
            }
        }
        let first = word.as_bytes()[0];
        look.digits = look.figures > 0;
        look.begins_large = first.is_ascii_uppercase();
        first.is_ascii_alphabetic().then_some(look)
    }

    /// Small letters and nothing else.
    pub(super) fn is_small(&self) -> bool {
        self.capitals == 0 && !self.digits && !self.marks
    }

    /// True for a word with marks inside that only a machine or a program has: `max_connections`, `db-7`, `orders.example.com`.
    pub(super) fn is_made(&self, word: &str, lexicon: &Lexicon) -> bool {
        if word.contains('_') {
            return self.letters >= 3;
        }
        if word.contains('.') {
            let parts = word.split('.').count();
            let end = word.rsplit('.').next().unwrap_or(word);
            return word.split('.').all(|part| !part.is_empty())
                && lexicon.ends_host(&end.to_ascii_lowercase(), parts > 2)
                && self.letters >= 5;
        }
        // `pm-7`, but neither `follow-up` nor `Phase-2`.
        self.digits && self.letters >= 3 && self.figures <= 5 && self.capitals != 1
    }
}

/// Signs of the shortest of them.
const SHORTEST_ID: usize = 9;

/// True for what a machine calls a channel, a message or an account: capitals and figures without any order (`C0Q2ZK7RM`). A name with a
/// number behind it (`POSTGRES15`) is none.
pub(super) fn is_id(word: &str) -> bool {
    let bytes = word.as_bytes();
    let is_mixed = bytes
        .iter()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let changes = bytes.windows(2);
    let changes = changes.filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit());
    bytes.len() >= SHORTEST_ID && is_mixed && changes.count() > 1
}

/// True for a number in figures of base sixteen.
pub(super) fn is_hash(word: &str) -> bool {
    word.len() >= 7
        && word.bytes().all(|byte| byte.is_ascii_hexdigit())
        && word.bytes().any(|byte| byte.is_ascii_digit())
}
