//! Sentences whose times are no part of what happened: an appointment, a habit, another day.
//!
//! Takes what stands before a time and behind it, says so by single words.

use std::iter;

/// Words of ASCII in lower case that are looked for one by one.
pub(super) struct Words {
    words: &'static [&'static str],
    /// A bit for each letter that one of them begins with.
    firsts: u32,
}

impl Words {
    /// These words.
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        let mut firsts = 0;
        let mut at = 0;
        while at < words.len() {
            firsts |= first(words[at].as_bytes()[0]);
            at += 1;
        }
        Self { words, firsts }
    }

    /// True for one of them, in any case.
    pub(super) fn has(&self, word: &str) -> bool {
        let begins = word.as_bytes().first().map_or(0, |byte| first(*byte));
        let is_one = |other: &&&str| other.len() == word.len() && word.eq_ignore_ascii_case(other);
        self.firsts & begins != 0 && self.words.iter().any(|other| is_one(&other))
    }
}

/// The bit of a first letter; figures share some.
const fn first(byte: u8) -> u32 {
    1 << (byte & 0x1f)
}

/// The words of a text that have letters and figures of ASCII alone, each with what stands behind it.
pub(super) fn plain_words(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    iter::from_fn(move || {
        loop {
            let start = at + bytes[at..].iter().position(u8::is_ascii_alphanumeric)?;
            let length = bytes[start..].iter().position(|byte| !byte.is_ascii_alphanumeric());
            let end = length.map_or(bytes.len(), |length| start + length);
            at = end;
            let is_other = |byte: Option<&u8>| byte.is_some_and(|byte| !byte.is_ascii());
            let before = start.checked_sub(1).and_then(|before| bytes.get(before));
            let goes_on = is_other(before) && text[..start].ends_with(char::is_alphanumeric)
                || is_other(bytes.get(end)) && text[end..].starts_with(char::is_alphanumeric);
            if !goes_on {
                return Some((&text[start..end], &text[end..]));
            }
        }
    })
}

/// True for a sentence whose times are no part of what happened: an appointment, a habit, another day.
pub(super) fn is_elsewhere(before: &str, behind: &str) -> bool {
    static WORDS: Words = Words::new(&[
        "scheduled",
        "meeting",
        "will",
        "join",
        "daily",
        "weekly",
        "every",
        "each",
        "session",
        "please",
        "next",
        "usually",
        "normally",
    ]);
    let mut words = plain_words(before).chain(plain_words(first_sentence(behind)));
    words.any(|(word, _)| WORDS.has(word))
}

/// True for a sentence whose range of times is an appointment or a habit.
pub(super) fn is_appointment(before: &str, behind: &str) -> bool {
    static WORDS: Words = Words::new(&[
        "scheduled",
        "meeting",
        "will",
        "daily",
        "weekly",
        "usually",
        "normally",
        "please",
    ]);
    static HABITS: Words = Words::new(&["every", "each"]);
    static TIMES: Words = Words::new(&[
        "day",
        "night",
        "morning",
        "evening",
        "week",
        "weekday",
        "weekend",
        "month",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]);
    two_by_two(before, behind, |one, next| {
        WORDS.has(one) || HABITS.has(one) && TIMES.has(next())
    })
}

/// True for a sentence that tells of a day before the incident's: `the week before`, `yesterday`, `the previous night`.
pub(super) fn is_another_day(before: &str, behind: &str) -> bool {
    static STRETCHES: Words = Words::new(&[
        "day", "days", "night", "evening", "morning", "week", "weeks", "month", "months", "year",
    ]);
    static BEHIND: Words = Words::new(&["before", "earlier", "ago", "prior"]);
    static BEFORE: Words = Words::new(&["last", "previous", "preceding", "prior"]);
    two_by_two(before, behind, |one, next| {
        one.eq_ignore_ascii_case("yesterday")
            || STRETCHES.has(one) && BEHIND.has(next())
            || BEFORE.has(one) && STRETCHES.has(next())
    })
}

/// True where a word and the one behind it fit, in what stands before a time or behind it.
fn two_by_two<'a>(
    before: &'a str,
    behind: &'a str,
    fits: impl Fn(&str, &dyn Fn() -> &'a str) -> bool,
) -> bool {
    let mut words = plain_words(before).chain(plain_words(behind));
    words.any(|(one, rest)| {
        let next = || {
            let mut words = rest.split(|c: char| !c.is_alphanumeric());
            words.find(|word| !word.is_empty()).unwrap_or("")
        };
        fits(one, &next)
    })
}

/// What stands before the first full stop.
pub(super) fn first_sentence(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut stops = memchr::memchr_iter(b'.', bytes);
    let stop = stops.find(|at| bytes.get(at + 1) == Some(&b' '));
    stop.map_or(text, |at| &text[..at])
}
