//! Bytes as text.
//!
//! Takes the bytes of a file, gives the text and how it was written, or nothing where it is no text. UTF-8 is the rule; UTF-16
//! and Windows-1252 are what older tools leave behind. It guesses no other encoding: a wrong guess spoils a name silently.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text, and how its bytes had to be taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) how: How,
}

/// How the bytes of a text were taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum How {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Another encoding, by its name.
    As(&'static str),
    /// UTF-8 with this many places that are none; each has become a replacement character.
    Damaged(usize),
}

/// The text of the bytes, `None` for a binary.
pub(super) fn decode(bytes: Vec<u8>) -> Option<Decoded> {
    let has_zero = memchr::memchr(0, &bytes).is_some();
    if let Some(encoding) = utf16(&bytes, has_zero) {
        let (text, _, is_damaged) = encoding.decode(&bytes);
        return (!is_damaged && !text.contains('\0')).then(|| Decoded {
            text: text.into_owned(),
            how: How::As(encoding.name()),
        });
    }
    if has_zero {
        return None;
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            return Some(Decoded {
                text,
                how: How::Utf8,
            });
        }
        Err(fault) => fault.into_bytes(),
    };
    // Control characters tell a binary that happens to hold no zero.
    let is_control = |byte: &&u8| matches!(byte, 0x01..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f);
    if bytes.iter().filter(is_control).count() * 100 > bytes.len() {
        return None;
    }
    let (letters, faults) = utf8_letters_and_faults(&bytes);
    if letters > faults {
        return Some(Decoded {
            text: String::from_utf8_lossy(&bytes).into_owned(),
            how: How::Damaged(faults),
        });
    }
    let (text, _, _) = WINDOWS_1252.decode(&bytes);
    Some(Decoded {
        text: text.into_owned(),
        how: How::As("Windows-1252"),
    })
}

/// UTF-16 by its byte order mark, or by zeros in nearly every second byte of a text that is mostly Latin.
fn utf16(bytes: &[u8], has_zero: bool) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(4096)];
    if !has_zero || head.len() < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |first: usize| {
        let bytes = head.iter().skip(first).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 >= pairs * 7 && even * 100 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 7 && odd * 100 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// How many letters beyond ASCII are right UTF-8, and how many places are wrong.
fn utf8_letters_and_faults(bytes: &[u8]) -> (usize, usize) {
    bytes
        .utf8_chunks()
        .fold((0, 0), |(letters, faults), chunk| {
            let beyond = chunk.valid().chars().filter(|sign| !sign.is_ascii());
            (
                letters + beyond.count(),
                faults + usize::from(!chunk.invalid().is_empty()),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    type Expected = Option<(&'static str, How)>;

    #[test]
    fn encodings() {
        let utf16 = |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(order).collect()
        };
        let long = "# Overload\n\nIt broke für alle.\n";
        let cases: Vec<(Vec<u8>, Expected)> = vec![
            (b"caf\xc3\xa9".to_vec(), Some(("café", How::Utf8))),
            (
                utf16("\u{feff}é x", u16::to_le_bytes),
                Some(("é x", How::As("UTF-16LE"))),
            ),
            (
                utf16("\u{feff}é x", u16::to_be_bytes),
                Some(("é x", How::As("UTF-16BE"))),
            ),
            (
                utf16(long, u16::to_le_bytes),
                Some((long, How::As("UTF-16LE"))),
            ),
            (
                utf16(long, u16::to_be_bytes),
                Some((long, How::As("UTF-16BE"))),
            ),
            (
                b"caf\xe9 \x93so\x94".to_vec(),
                Some(("café “so”", How::As("Windows-1252"))),
            ),
            (
                "éèà".bytes().chain([b' ', 0xe9]).collect(),
                Some(("éèà \u{fffd}", How::Damaged(1))),
            ),
            (b"PK\x03\x04\x00\x00".to_vec(), None),
            (b"\x7fELF\x01\x02\x03\xff\xff".to_vec(), None),
            (Vec::new(), Some(("", How::Utf8))),
        ];
        for (bytes, expected) in cases {
            let expected = expected.map(|(text, how)| Decoded {
                text: text.to_owned(),
                how,
            });
            assert_eq!(decode(bytes), expected);
        }
    }
}
