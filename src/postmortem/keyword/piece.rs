//! The pieces of a text that may be words, by one look at each byte, or at eight of them.
//!
//! Takes prose or code, gives what stands between blanks, brackets and other marks. It judges no word.

use crate::document::letters::small_run;

/// What stands between words is not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    /// Small letters of ASCII and nothing else, as most words of most texts.
    pub(super) is_small: bool,
}

/// A small letter of ASCII.
const SMALL: u8 = 0;
/// What else a piece may have.
const INSIDE: u8 = 1;
/// What stands between pieces.
const BETWEEN: u8 = 2;
/// A part of a character beyond ASCII.
const BEYOND: u8 = 3;

/// What each byte is.
const KINDS: [u8; 256] = {
    let mut kinds = [BEYOND; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        kinds[byte as usize] = match byte {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z'
            | b'0'..=b'9'
            | b'-'
            | b'_'
            | b'.'
            | b'\''
            | b'!'
            | b'?'
            | b':'
            | b'/'
            | b'@'
            | b'=' => INSIDE,
            _ => BETWEEN,
        };
        byte += 1;
    }
    kinds
};

/// Letters without case (kana, Han) part words of ASCII.
fn is_inside(c: char) -> bool {
    c == '’' || c.is_lowercase() || c.is_uppercase()
}

/// The pieces of a text, none empty.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let from = at;
            let mut is_small = true;
            // How many bytes that has which parts this piece from the next.
            let mut between = 0;
            while let Some(byte) = bytes.get(at) {
                match KINDS[usize::from(*byte)] {
                    SMALL => at += small_run(bytes, at),
                    INSIDE => {
                        is_small = false;
                        at += 1;
                    }
                    BETWEEN => {
                        between = 1;
                        break;
                    }
                    _ => {
                        let c = text[at..].chars().next()?;
                        if !is_inside(c) {
                            between = c.len_utf8();
                            break;
                        }
                        is_small = false;
                        at += c.len_utf8();
                    }
                }
            }
            let piece = from..at;
            at += between;
            if !piece.is_empty() {
                let text = &text[piece];
                return Some(Piece { text, is_small });
            }
        }
        None
    })
}
