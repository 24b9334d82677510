//! Runs of small letters of ASCII, which most of every text is: eight bytes are looked at at once.
//!
//! Takes bytes, gives how many small letters stand there. What is a word is the caller's matter.

/// How many small letters of ASCII stand side by side from a place on.
#[inline]
pub fn small_run(bytes: &[u8], at: usize) -> usize {
    let mut length = 0;
    loop {
        let (_, more) = small(eight_at(bytes, at + length));
        length += more;
        if more < 8 {
            return length;
        }
    }
}

/// The small letters that eight bytes begin with, without what follows; and how many they are.
#[inline]
pub fn small(eight: u64) -> (u64, usize) {
    let low = eight & (EACH * 0x7f);
    // The high bit of each byte tells whether its low ones are `a` at least, and whether they are more than `z`.
    let is_letter = (low + EACH * (0x80 - 0x61)) & !(low + EACH * (0x80 - 0x7b)) & !eight;
    let others = !is_letter & (EACH * 0x80);
    let bits = others.trailing_zeros() & !7;
    let kept = if bits == u64::BITS {
        eight
    } else {
        eight & ((1 << bits) - 1)
    };
    (kept, bits as usize / 8)
}

/// The eight bytes at a place, the first in the lowest; zeros behind the end.
#[inline]
pub fn eight_at(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    if let Some(eight) = rest.first_chunk::<8>() {
        return u64::from_le_bytes(*eight);
    }
    match bytes.last_chunk::<8>() {
        // Those before the place go.
        Some(eight) if !rest.is_empty() => u64::from_le_bytes(*eight) >> (64 - 8 * rest.len()),
        _ => rest
            .iter()
            .rev()
            .fold(0, |number, byte| number << 8 | u64::from(*byte)),
    }
}

const EACH: u64 = 0x0101_0101_0101_0101;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_end_where_other_bytes_stand() {
        for (text, length) in [
            ("", 0),
            ("pool", 4),
            ("pool is", 4),
            ("pooL", 3),
            ("az{", 2),
            ("az`", 2),
            ("az\u{ff}", 2),
            ("abcdefgh", 8),
            ("abcdefghi ", 9),
            ("abcdefghijklmnopqrstuvwxyz0", 26),
            ("é", 0),
            ("@[9", 0),
        ] {
            for before in ["", " ", "0123456789"] {
                let text = format!("{before}{text}");
                let found = small_run(text.as_bytes(), before.len());
                assert_eq!(found, length, "{text}");
            }
        }
    }

    #[test]
    fn eight_bytes_from_each_place() {
        let bytes = *b"0123456789";
        for at in 0..=bytes.len() {
            let mut expected = [0; 8];
            let rest = &bytes[at..];
            let count = rest.len().min(8);
            expected[..count].copy_from_slice(&rest[..count]);
            assert_eq!(eight_at(&bytes, at).to_le_bytes(), expected);
            assert_eq!(eight_at(rest, 0).to_le_bytes(), expected);
        }
    }
}
