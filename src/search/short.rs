//! Short words as numbers, which nearly all words are.
//!
//! Takes bytes, gives a [`Short`]; and takes a place in a text where a word begins, gives the word in small letters where it is a plain
//! one: letters of ASCII of which only the first may be a capital, with nothing beside them that joins or divides. Eight bytes are looked
//! at at once. Of all other words it says nothing: those are read by the rules of the module `token`.

use crate::document::letters::{eight_at, small};

/// A word of at most sixteen bytes, none of them zero: eight bytes in each number, and zeros behind its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Short(pub(super) [u64; 2]);

/// The most bytes that one has.
const MOST: usize = 16;

impl Short {
    /// A word, where it is short enough.
    pub(super) fn of(word: &[u8]) -> Option<Self> {
        (word.len() <= MOST).then(|| Self([eight_at(word, 0), eight_at(word, 8)]))
    }

    /// Its bytes, and how many there are.
    pub(super) fn bytes(self) -> ([u8; MOST], usize) {
        let [first, second] = self.0.map(u64::to_le_bytes);
        let mut bytes = [0; MOST];
        bytes[..8].copy_from_slice(&first);
        bytes[8..].copy_from_slice(&second);
        let [first, second] = self.0.map(|number| 8 - number.leading_zeros() as usize / 8);
        (bytes, if second > 0 { 8 + second } else { first })
    }
}

/// The plain word that begins at a place of a text, in small letters, and how many bytes it has. What stands behind it is looked at by the
/// caller.
#[inline]
pub(super) fn plain_at(text: &[u8], at: usize) -> Option<(Short, usize)> {
    let capital = text.get(at)?.is_ascii_uppercase();
    let (first, length) = small(eight_at(text, at) ^ u64::from(capital) << 5);
    if length < 8 {
        return (length > 0).then_some((Short([first, 0]), length));
    }
    let (second, more) = small(eight_at(text, at + 8));
    Some((Short([first, second]), length + more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_word_is_its_bytes() {
        for length in 1..=MOST {
            let word: Vec<u8> = (b'a'..).take(length).collect();
            let (bytes, own) = Short::of(&word).expect("it is short").bytes();
            assert_eq!(&bytes[..own], &word);
        }
        assert_eq!(Short::of(b"abcdefghijklmnopq"), None);
    }

    #[test]
    fn plain_words_end_where_other_bytes_stand() {
        for (text, word) in [
            ("pool", "pool"),
            ("Pool is", "pool"),
            ("PooL", "poo"),
            ("pool{", "pool"),
            ("pool`", "pool"),
            ("az\u{ff}", "az"),
            ("configuration", "configuration"),
            ("configurations are", "configurations"),
            ("abcdefgh", "abcdefgh"),
            ("abcdefghijklmnop", "abcdefghijklmnop"),
            ("abcdefghijklmnopqrs", "abcdefghijklmnop"),
            ("É", ""),
            ("@", ""),
            ("[", ""),
            ("9", ""),
        ] {
            for before in ["", " ", "0123456789"] {
                let text = format!("{before}{text}");
                let found = plain_at(text.as_bytes(), before.len());
                let expected = Short::of(word.as_bytes()).zip(Some(word.len()));
                assert_eq!(found, expected.filter(|_| !word.is_empty()), "{text}");
            }
        }
    }
}
