//! Phrases that are looked for together, and the words around one.
//!
//! Takes phrases, gives what finds all of them in one pass over a text, in any case of ASCII letters. A phrase that begins with a letter
//! or a figure is found where a word begins, since nowhere else does it mean what it says; scripts without blanks have no such places. To
//! make the finder costs next to nothing, so that a report alone does not pay for thousands. What a phrase means, and whether it counts
//! where it stands, is the caller's matter.

mod key;

use std::array;
use std::ops::Range;

use crate::document::text;
use key::{FIRSTS, Filter, begins, first_number, head_at, key_at, key_of_head, mixed, order};

/// Finds phrases.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// A bit for each key that a phrase begins with: nearly every word of a text is known for none by that.
    filter: Filter,
    /// The same of the keys of phrases of fewer than eight bytes.
    brief: Filter,
    /// A bit for the first eight bytes of each of the others: of words with a known key most are known for none by that.
    long: Filter,
    /// The phrases in the order of their letters, those that begin alike side by side.
    sorted: Vec<Phrase>,
    /// The first eight bytes of each of them as [`order`] has them, the next eight, and so on.
    orders: [Vec<u64>; DEPTH],
    /// Where those of a key stand; open addressing, the number of slots is a power of two.
    slots: Vec<Slot>,
    /// Phrases of fewer bytes than a key has, in the order of the numbers of their first bytes.
    short: Vec<Phrase>,
    /// A bit for each of those numbers.
    short_firsts: u64,
    /// Where those of a number begin, and where those of the last end; empty where there are none.
    short_from: Vec<usize>,
    /// The marks that phrases begin with; these are looked for everywhere.
    marks: Vec<u8>,
}

#[derive(Debug)]
struct Phrase {
    /// Its number among those given.
    number: usize,
    /// Its bytes in lower case, from where it is looked for.
    bytes: Vec<u8>,
    /// The first of them as a number, and which bits of that count.
    head: u64,
    mask: u64,
    /// The letter before those, which stands inside a word: the `n` of `n't`.
    before: Option<u8>,
    /// The longest of the others that it begins with, by its place among the sorted ones.
    begins_with: Option<u32>,
}

/// So many times eight bytes tell nearly all phrases apart.
const DEPTH: usize = 3;

/// The phrases that begin with the same key.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: u32,
    from: u32,
    /// After the last of them; 0 in a free slot.
    to: u32,
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

/// What finds these phrases; overlapping ones too.
pub(super) fn together(phrases: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Phrases {
    let mut found = Phrases::default();
    for (number, phrase) in phrases.into_iter().enumerate() {
        let mut bytes = phrase.as_ref().to_ascii_lowercase();
        // `n't` ends a word: its mark tells where to look.
        let is_ending = matches!(
            bytes.as_slice(),
            [b'a'..=b'z' | b'0'..=b'9', b'\'' | 0xe2, ..]
        );
        let before = is_ending.then(|| bytes.remove(0));
        let Some(first) = bytes.first().copied() else {
            continue;
        };
        if first.is_ascii() && !first.is_ascii_alphanumeric() && !found.marks.contains(&first) {
            found.marks.push(first);
        }
        let length = bytes.len().min(8);
        let mask = u64::MAX >> (64 - 8 * length);
        let phrase = Phrase {
            number,
            head: head_at(&bytes, 0) & mask,
            mask,
            bytes,
            before,
            begins_with: None,
        };
        match key_at(&phrase.bytes, 0) {
            Some(key) => {
                found.filter.add(key);
                match phrase.bytes.first_chunk::<8>() {
                    Some(_) => found.long.add(key_of_head(phrase.head)),
                    None => found.brief.add(key),
                }
                found.sorted.push(phrase);
            }
            None => {
                found.short_firsts |= 1 << first_number(first);
                found.short.push(phrase);
            }
        }
    }
    if found.short_firsts != 0 {
        let number = |phrase: &Phrase| first_number(phrase.bytes[0]);
        found.short.sort_by_key(number);
        let from = |first| found.short.partition_point(|phrase| number(phrase) < first);
        found.short_from = (0..=FIRSTS).map(from).collect();
    }
    found.sorted.sort_by(|a, b| a.folded().cmp(b.folded()));
    link(&mut found.sorted);
    found.orders = array::from_fn(|depth| {
        let of = |phrase: &Phrase| order(phrase.bytes.get(depth * 8..).unwrap_or_default());
        found.sorted.iter().map(of).collect()
    });
    let slots = (found.sorted.len() * 2).next_power_of_two();
    found.slots = vec![Slot::default(); slots];
    let mut from = 0;
    for alike in (found.sorted).chunk_by(|a, b| key_at(&a.bytes, 0) == key_at(&b.bytes, 0)) {
        let key = key_at(&alike[0].bytes, 0).unwrap_or(0);
        let mut at = mixed(key) & (slots - 1);
        while found.slots[at].to > 0 {
            at = (at + 1) & (slots - 1);
        }
        let to = from + alike.len() as u32;
        found.slots[at] = Slot { key, from, to };
        from = to;
    }
    found
}

impl Phrases {
    /// Every phrase in a text, in the order in which they end; of those that end together the longest first.
    pub(super) fn find(&self, text: &str) -> Vec<Hit> {
        self.find_of(text, &|_| true)
    }

    /// The same of those phrases alone that are wanted, by their numbers.
    pub(super) fn find_of(&self, text: &str, is_wanted: &dyn Fn(usize) -> bool) -> Vec<Hit> {
        let mut out = Vec::new();
        self.each(text, &mut |hit| {
            out.extend(is_wanted(hit.phrase).then_some(hit));
            true
        });
        out.sort_by_key(|hit| (hit.end, hit.start, hit.phrase));
        out
    }

    /// True where one of them stands in a text.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        !self.each(text, &mut |_| false)
    }

    /// Gives each phrase in a text, in no order, until the taker has enough.
    pub(super) fn until(&self, text: &str, has_enough: &mut dyn FnMut(Hit) -> bool) {
        self.each(text, &mut |hit| !has_enough(hit));
    }

    /// Gives each place of a phrase, as long as the taker wants more; false where it did not.
    fn each(&self, text: &str, take: &mut dyn FnMut(Hit) -> bool) -> bool {
        let bytes = text.as_bytes();
        for mark in &self.marks {
            for at in memchr::memchr_iter(*mark, bytes) {
                if !self.at(bytes, at, take) {
                    return false;
                }
            }
        }
        let mut is_in_word = false;
        let mut from = 0;
        for part in bytes.chunks(64) {
            let (mut begins, last) = begins(part, is_in_word);
            is_in_word = last;
            while begins != 0 {
                let at = from + begins.trailing_zeros() as usize;
                begins &= begins - 1;
                if self.short_firsts >> first_number(bytes[at]) & 1 == 1
                    && !self.short_at(bytes, at, take)
                {
                    return false;
                }
                let key = key_at(bytes, at).filter(|key| self.filter.has(*key));
                if key.is_some_and(|key| !self.with_key(bytes, at, key, take)) {
                    return false;
                }
            }
            from += 64;
        }
        true
    }

    /// Gives the phrases that begin at a byte of a text.
    fn at(&self, bytes: &[u8], at: usize, take: &mut dyn FnMut(Hit) -> bool) -> bool {
        let key = key_at(bytes, at).filter(|key| self.filter.has(*key));
        self.short_at(bytes, at, take) && key.is_none_or(|key| self.with_key(bytes, at, key, take))
    }

    /// Gives those of them that have fewer bytes than a key.
    fn short_at(&self, bytes: &[u8], at: usize, take: &mut dyn FnMut(Hit) -> bool) -> bool {
        let first = first_number(bytes[at]);
        let [from, to, ..] = self.short_from.get(first..).unwrap_or_default() else {
            return true;
        };
        let head = head_at(bytes, at);
        (self.short[*from..*to].iter()).all(|one| one.take_at((bytes, at, head), take))
    }

    /// Gives those of them that begin with the key that stands there.
    fn with_key(
        &self,
        bytes: &[u8],
        at: usize,
        key: u32,
        take: &mut dyn FnMut(Hit) -> bool,
    ) -> bool {
        let head = head_at(bytes, at);
        if !self.brief.has(key) && !self.long.has(key_of_head(head)) {
            return true;
        }
        let mut slot = mixed(key) & (self.slots.len() - 1);
        while self.slots[slot].to > 0 {
            let Slot {
                key: of_slot,
                from,
                to,
            } = self.slots[slot];
            if of_slot == key {
                let (from, to) = (from as usize, to as usize);
                let mut next = self.last_not_behind(from..to, &bytes[at..]);
                while let Some(one) = next.and_then(|at| self.sorted.get(at)) {
                    if !one.take_at((bytes, at, head), take) {
                        return false;
                    }
                    next = one.begins_with.map(|at| at as usize);
                }
                return true;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        true
    }

    /// The last of some sorted phrases that is not behind a text in the order of letters: all that the text begins with begin that one.
    fn last_not_behind(&self, among: Range<usize>, text: &[u8]) -> Option<usize> {
        let Range { mut start, mut end } = among;
        // Those with the same eight bytes differ behind them.
        for (depth, orders) in self.orders.iter().enumerate() {
            let own = order(text.get(depth * 8..).unwrap_or_default());
            let orders = &orders[start..end];
            let below = orders.partition_point(|order| *order < own);
            start += below;
            let alike = &orders[below..];
            if alike.first() != Some(&own) {
                return start.checked_sub(1);
            }
            end = start + alike.partition_point(|order| *order == own);
        }
        let rest = &self.sorted[start..end];
        let before = rest.partition_point(|one| one.is_not_behind(text));
        (start + before).checked_sub(1)
    }
}

/// Notes for each of the sorted phrases which of the others it begins with.
fn link(sorted: &mut [Phrase]) {
    let mut open: Vec<u32> = Vec::new();
    for at in 0..sorted.len() {
        while let Some(last) = open.last() {
            let begin = &sorted[*last as usize];
            let own = sorted[at].folded().take(begin.bytes.len());
            if begin.folded().eq(own) {
                break;
            }
            open.pop();
        }
        sorted[at].begins_with = open.last().copied();
        open.push(at as u32);
    }
}

impl Phrase {
    /// Its bytes as they are ordered: letters whatever their case; some other bytes count as one.
    fn folded(&self) -> impl Iterator<Item = u8> {
        self.bytes.iter().map(|byte| byte | 0x20)
    }

    /// True where the text does not stand before it in that order.
    fn is_not_behind(&self, text: &[u8]) -> bool {
        let length = self.bytes.len().min(text.len());
        self.folded()
            .le(text[..length].iter().map(|byte| byte | 0x20))
    }

    /// Gives itself where it stands at a byte of a text.
    fn take_at(
        &self,
        (bytes, at, head): (&[u8], usize, u64),
        take: &mut dyn FnMut(Hit) -> bool,
    ) -> bool {
        if head & self.mask != self.head {
            return true;
        }
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
            "failed to start",
            "failed",
            "failed to",
            "fail over",
            "failure",
            "failed to sta",
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
            "failed to stop, FAILED TO START: failure; Fail over failed to star failed to st",
            "failed@to failed`to fail",
            "{bug}[bug]`bug`@bug\u{1}bug\u{7f}bug",
            "åbug bugå ,bug",
            "ma't ma’t it",
            // A word goes on from one piece of the text to the next.
            &format!("{}bug bug", "a".repeat(64)),
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
