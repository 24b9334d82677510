//! The beginnings of phrases and of words as numbers, and where words begin.
//!
//! Takes bytes, gives numbers that are the same for a text in any case of ASCII letters. Other bytes may share one: who asks compares.

/// A bit for each of many keys, where some share one.
#[derive(Debug)]
pub(super) struct Filter([u64; WORDS]);

/// So many words has the filter: with the phrases of causes one bit in twenty is set.
const WORDS: usize = 256;

impl Default for Filter {
    fn default() -> Self {
        Self([0; WORDS])
    }
}

impl Filter {
    pub(super) fn add(&mut self, key: u32) {
        let mixed = mixed(key);
        self.0[mixed % WORDS] |= 1 << (mixed / WORDS % 64);
    }

    pub(super) fn has(&self, key: u32) -> bool {
        let mixed = mixed(key);
        self.0[mixed % WORDS] & (1 << (mixed / WORDS % 64)) != 0
    }
}

/// The four bytes at a place as a number, whatever the case of letters; other bytes may share one.
pub(super) fn key_at(bytes: &[u8], at: usize) -> Option<u32> {
    let key = bytes.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*key) | 0x2020_2020)
}

/// The first eight bytes as a number of the size of a key; some share one.
pub(super) fn key_of_head(head: u64) -> u32 {
    (head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

/// So many numbers have the first bytes of short phrases.
pub(super) const FIRSTS: usize = 64;

/// The number of a byte that a short phrase begins with, whatever the case of letters; some share one.
pub(super) fn first_number(byte: u8) -> usize {
    usize::from(byte | 0x20) % FIRSTS
}

/// The eight bytes at a place as a number, as [`key_at`] does it; behind the end of a text nothing stands.
pub(super) fn head_at(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    let mut head = [0; 8];
    match rest.first_chunk::<8>() {
        Some(eight) => head = *eight,
        None => head[..rest.len()].copy_from_slice(rest),
    }
    u64::from_le_bytes(head) | (EACH * 0x20)
}

/// The first eight bytes of a text as a number that is ordered as they are, letters whatever their case.
pub(super) fn order(text: &[u8]) -> u64 {
    let mut head = [0; 8];
    if let Some(eight) = text.first_chunk::<8>() {
        return u64::from_be_bytes(*eight) | (EACH * 0x20);
    }
    for (to, from) in head.iter_mut().zip(text) {
        *to = from | 0x20;
    }
    u64::from_be_bytes(head)
}

/// A key spread over all numbers.
pub(super) fn mixed(key: u32) -> usize {
    (key.wrapping_mul(0x9e37_79b1) >> 12) as usize
}

/// Which of at most 64 bytes begin a word or a letter beyond ASCII, a bit each; and whether the last is inside a word.
pub(super) fn begins(part: &[u8], is_in_word: bool) -> (u64, bool) {
    let mut bytes = [0; 64];
    match part.first_chunk::<64>() {
        Some(whole) => bytes = *whole,
        None => bytes[..part.len()].copy_from_slice(part),
    }
    let in_words = bits(&bytes, |byte| byte.is_ascii_alphanumeric());
    let beyond = if part.is_ascii() {
        0
    } else {
        bits(&bytes, |byte| byte >= 0xc0)
    };
    let first = in_words & !(in_words << 1 | u64::from(is_in_word));
    let last = in_words >> (part.len().max(1) - 1) & 1 == 1;
    (first | beyond, last)
}

/// Of which bytes something is true, as bits side by side.
fn bits(bytes: &[u8; 64], is: impl Fn(u8) -> bool) -> u64 {
    // A plain loop without branches: the processor takes many bytes together. `<[u8; 64]>::map` became a call for each byte, a hundredth
    // of a build.
    let mut each = [0; 64];
    for (to, byte) in each.iter_mut().zip(bytes) {
        *to = u8::from(is(*byte));
    }
    let mut out = 0;
    for (number, eight) in each.as_chunks::<8>().0.iter().enumerate() {
        // The product gathers bit 8·i in bit 56 + i, and no two of them meet.
        let eight = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        out |= eight << (8 * number);
    }
    out
}

const EACH: u64 = 0x0101_0101_0101_0101;
