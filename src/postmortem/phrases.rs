//! Phrases that are looked for together, and the words around one.
//!
//! Takes phrases, gives what finds all of them in one pass over a text, in any case of ASCII letters. A phrase that begins with a letter
//! or a figure is found where a word begins, since nowhere else does it mean what it says; scripts without blanks have no such places. To
//! make the finder costs next to nothing, so that a report alone does not pay for thousands. What a phrase means, and whether it counts
//! where it stands, is the caller's matter.

use std::ops::Range;

use crate::document::text;

/// Finds phrases.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// The phrases by their first letters, those that begin alike side by side.
    sorted: Vec<Phrase>,
    /// Where those stand that begin with some four bytes; open addressing, the number of slots is a power of two.
    slots: Vec<Slot>,
    /// Phrases of fewer bytes.
    short: Vec<Phrase>,
    /// The bytes that short ones begin with.
    short_firsts: Firsts,
    /// The marks that phrases begin with; these are looked for everywhere.
    marks: Vec<u8>,
}

#[derive(Debug)]
struct Phrase {
    /// Its number among those given.
    number: usize,
    /// Its bytes in lower case, from where it is looked for.
    bytes: Vec<u8>,
    /// The letter before those, which stands inside a word: the `n` of `n't`.
    before: Option<u8>,
}

/// The phrases that begin with the same four bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: u32,
    from: usize,
    /// After the last of them; 0 in a free slot.
    to: usize,
}

#[derive(Debug)]
struct Firsts([bool; 256]);

impl Default for Firsts {
    fn default() -> Self {
        Self([false; 256])
    }
}

/// A phrase in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// Its number among the phrases.
    pub(super) phrase: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Hit {
    /// Where it stands.
    pub(super) fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Bytes by which phrases are looked up.
const KEY: usize = 4;

/// What finds these phrases; overlapping ones too.
pub(super) fn together(phrases: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Phrases {
    let mut found = Phrases::default();
    for (number, phrase) in phrases.into_iter().enumerate() {
        let mut bytes = phrase.as_ref().to_ascii_lowercase();
        // `n't` ends a word: its mark tells where to look.
        let is_ending =
            matches!(bytes.as_slice(), [first, b'\'' | 0xe2, ..] if first.is_ascii_alphanumeric());
        let before = is_ending.then(|| bytes.remove(0));
        let Some(first) = bytes.first().copied() else {
            continue;
        };
        if first.is_ascii() && !first.is_ascii_alphanumeric() && !found.marks.contains(&first) {
            found.marks.push(first);
        }
        let phrase = Phrase {
            number,
            bytes,
            before,
        };
        if phrase.bytes.len() < KEY {
            found.short_firsts.0[usize::from(first)] = true;
            found.short.push(phrase);
        } else {
            found.sorted.push(phrase);
        }
    }
    found
        .sorted
        .sort_by(|a, b| a.bytes[..KEY].cmp(&b.bytes[..KEY]));
    let slots = (found.sorted.len() * 2).next_power_of_two();
    found.slots = vec![Slot::default(); slots];
    let mut from = 0;
    for alike in found
        .sorted
        .chunk_by(|a, b| a.bytes[..KEY] == b.bytes[..KEY])
    {
        let key = key_at(&alike[0].bytes, 0);
        let mut at = place_of(key, slots);
        while found.slots[at].to > 0 {
            at = (at + 1) & (slots - 1);
        }
        let to = from + alike.len();
        found.slots[at] = Slot { key, from, to };
        from = to;
    }
    found
}

impl Phrases {
    /// Every phrase in a text, in the order in which they end; of those that end together the longest first.
    pub(super) fn find(&self, text: &str) -> Vec<Hit> {
        let mut out = Vec::new();
        self.each(text, &mut |hit| {
            out.push(hit);
            true
        });
        out.sort_by_key(|hit| (hit.end, hit.start, hit.phrase));
        out
    }

    /// True where one of them stands in a text.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        let mut any = false;
        self.each(text, &mut |_| {
            any = true;
            false
        });
        any
    }

    /// Gives each place of a phrase, as long as the taker wants more.
    fn each(&self, text: &str, take: &mut dyn FnMut(Hit) -> bool) {
        let bytes = text.as_bytes();
        for mark in &self.marks {
            for at in memchr::memchr_iter(*mark, bytes) {
                if !self.at(bytes, at, take) {
                    return;
                }
            }
        }
        let mut behind_a_letter = 0;
        let mut from = 0;
        while from < bytes.len() {
            let mut eight = [0; 8];
            let near = &bytes[from..bytes.len().min(from + 8)];
            eight[..near.len()].copy_from_slice(near);
            let (mut begins, last) = begins(u64::from_le_bytes(eight), behind_a_letter);
            behind_a_letter = last;
            while begins != 0 {
                let at = from + begins.trailing_zeros() as usize / 8;
                begins &= begins - 1;
                if !self.at(bytes, at, take) {
                    return;
                }
            }
            from += 8;
        }
    }

    /// Gives the phrases that begin at a byte of a text.
    fn at(&self, bytes: &[u8], at: usize, take: &mut dyn FnMut(Hit) -> bool) -> bool {
        if self.short_firsts.0[usize::from(bytes[at].to_ascii_lowercase())]
            && !self.short.iter().all(|one| one.take_at(bytes, at, take))
        {
            return false;
        }
        if bytes.len() - at < KEY || self.sorted.is_empty() {
            return true;
        }
        let key = key_at(bytes, at);
        let mut slot = place_of(key, self.slots.len());
        while self.slots[slot].to > 0 {
            let Slot {
                key: of_slot,
                from,
                to,
            } = self.slots[slot];
            if of_slot == key {
                let alike = &self.sorted[from..to];
                return alike.iter().all(|one| one.take_at(bytes, at, take));
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        true
    }
}

impl Phrase {
    /// Gives itself where it stands at a byte of a text.
    fn take_at(&self, bytes: &[u8], at: usize, take: &mut dyn FnMut(Hit) -> bool) -> bool {
        let end = at + self.bytes.len();
        let stands = bytes
            .get(at..end)
            .is_some_and(|words| words.eq_ignore_ascii_case(&self.bytes));
        if !stands {
            return true;
        }
        let start = match self.before {
            None => at,
            Some(before) => match at.checked_sub(1) {
                Some(start) if bytes[start].eq_ignore_ascii_case(&before) => start,
                _ => return true,
            },
        };
        let phrase = self.number;
        take(Hit { phrase, start, end })
    }
}

/// The four bytes at a place in lower case; there must be so many.
fn key_at(bytes: &[u8], at: usize) -> u32 {
    let mut key = [0; KEY];
    key.copy_from_slice(&bytes[at..at + KEY]);
    let words = u32::from_le_bytes(key);
    let upper = within(u64::from(words), b'A', b'Z');
    // The bit that tells a letter's case is two below the one that tells that it is a capital.
    words | u32::try_from(upper >> 2).unwrap_or(0)
}

/// Where the slots for a key begin.
fn place_of(key: u32, slots: usize) -> usize {
    let mixed = key.wrapping_mul(0x9e37_79b1);
    (mixed >> 12) as usize & (slots - 1)
}

const EACH: u64 = 0x0101_0101_0101_0101;

/// The highest bit of each of eight bytes that lies in a range of ASCII.
fn within(words: u64, first: u8, last: u8) -> u64 {
    let low = words & (EACH * 0x7f);
    let from = low + EACH * u64::from(0x80 - first);
    let behind = low + EACH * u64::from(0x7f - last);
    from & !behind & !words & (EACH * 0x80)
}

/// The highest bit of each of eight bytes with which a word, or a letter beyond ASCII, begins; and whether the last is a letter or a figure
/// of ASCII, in the form in which the next eight ask for it.
fn begins(words: u64, behind_a_letter: u64) -> (u64, u64) {
    // A capital differs by one bit from its small letter; that bit makes neither of other signs.
    let letters = within(words | (EACH * 0x20), b'a', b'z') & !words;
    let in_words = letters | within(words, b'0', b'9');
    let beyond = words & (words << 1) & (EACH * 0x80);
    let first = in_words & !(in_words << 8 | behind_a_letter);
    (first | beyond, in_words >> 56)
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

#[cfg(test)]
mod tests {
    use super::together;

    /// What stands where, as the plain way of looking for it says.
    fn plainly(phrases: &[&str], text: &str) -> Vec<(usize, usize, usize)> {
        let lower = text.to_ascii_lowercase();
        let mut out = Vec::new();
        for (number, phrase) in phrases.iter().enumerate() {
            for start in 0..lower.len() {
                let is_word = phrase.as_bytes()[0].is_ascii_alphanumeric();
                let before = start.checked_sub(1).map(|at| lower.as_bytes()[at]);
                let is_inside = is_word && before.is_some_and(|byte| byte.is_ascii_alphanumeric());
                let is_ending = phrase.starts_with("n'") || phrase.starts_with("n’");
                let stands = lower.as_bytes()[start..].starts_with(phrase.as_bytes());
                if stands && (!is_inside || is_ending) {
                    out.push((start + phrase.len(), start, number));
                }
            }
        }
        out.sort_unstable();
        out
    }

    #[test]
    fn phrases_are_found_where_words_begin_and_marks_and_other_scripts_everywhere() {
        let phrases = [
            "a bug",
            "bug",
            "bugs",
            "in",
            "i ",
            "n't ",
            "n’t ",
            "no ",
            "não",
            "原因",
            "(new)",
            "#1",
            "on-call",
            "on",
            "årsak",
            "5xx",
            "bug",
            "connection",
            "conn",
        ];
        let finder = together(phrases);
        for text in [
            "",
            "b",
            "A Bug, bugs and debug: a bug in BUGS",
            "It didn't work and didn’t no n't wifi i know",
            "根本原因は原因です、bug原因",
            "Årsak årsak årsak não",
            "(new)(NEW)#1#12 on-call upon on 5xx 15xx",
            "connection Connections reconnection conn",
            "{bug}[bug]`bug`@bug\u{1}bug\u{7f}bug",
            "åbug bugå ,bug",
        ] {
            for skipped in 0..text.len().min(9) {
                let Some(text) = text.get(skipped..) else {
                    continue;
                };
                let found: Vec<_> = (finder.find(text).iter())
                    .map(|hit| (hit.end, hit.start, hit.phrase))
                    .collect();
                assert_eq!(found, plainly(&phrases, text), "{text}");
                assert_eq!(finder.stand_in(text), !found.is_empty(), "{text}");
            }
        }
    }
}
