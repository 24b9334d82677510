//! Sentences whose times are no part of what happened: an appointment, a habit, another day.
//!
//! Takes what stands before a time and behind it, says so by single words.

use crate::postmortem::near::AnyOf;

/// Words of ASCII in lower case that are looked for in a text.
pub(super) struct Words {
    all: AnyOf,
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
        Self {
            all: AnyOf::new(words),
            firsts,
        }
    }

    /// True for one of them, in any case.
    fn has(&self, word: &str) -> bool {
        self.all.has(word)
    }

    /// True where one of them stands in a text.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        any_word(text, self.firsts, |word, _| self.has(word))
    }
}

/// The bit of a first letter; figures share some.
const fn first(byte: u8) -> u32 {
    1 << (byte & 0x1f)
}

/// Letters and figures of ASCII.
static IS_OF_WORD: [bool; 256] = {
    let mut is_of_word = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        is_of_word[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    is_of_word
};

/// True where a word of ASCII fits with what stands behind it, of those that have one of these first letters.
fn any_word<'a>(
    text: &'a str,
    firsts: u32,
    mut fits: impl FnMut(&'a str, &'a str) -> bool,
) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !IS_OF_WORD[usize::from(bytes[at])] {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && IS_OF_WORD[usize::from(bytes[at])] {
            at += 1;
        }
        if firsts & first(bytes[start]) != 0
            && fits(&text[start..at], &text[at..])
            && !text[..start].ends_with(char::is_alphanumeric)
            && !text[at..].starts_with(char::is_alphanumeric)
        {
            return true;
        }
    }
    false
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
    WORDS.stand_in(before) || WORDS.stand_in(first_sentence(behind))
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
    let firsts = WORDS.firsts | HABITS.firsts;
    two_by_two((before, behind), firsts, |one, next| {
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
    let firsts = STRETCHES.firsts | BEFORE.firsts | first(b'y');
    two_by_two((before, behind), firsts, |one, next| {
        one.eq_ignore_ascii_case("yesterday")
            || STRETCHES.has(one) && BEHIND.has(next())
            || BEFORE.has(one) && STRETCHES.has(next())
    })
}

/// True where a word that has one of these first letters and the one behind it fit, in what stands before a time or behind it.
fn two_by_two<'a>(
    (before, behind): (&'a str, &'a str),
    firsts: u32,
    fits: impl Fn(&str, &dyn Fn() -> &'a str) -> bool,
) -> bool {
    let fits = |one: &'a str, rest: &'a str| {
        let next = || {
            let mut words = rest.split(|c: char| !c.is_alphanumeric());
            words.find(|word| !word.is_empty()).unwrap_or("")
        };
        fits(one, &next)
    };
    any_word(before, firsts, fits) || any_word(behind, firsts, fits)
}

/// What stands before the first full stop.
pub(super) fn first_sentence(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut stops = memchr::memchr_iter(b'.', bytes);
    let stop = stops.find(|at| bytes.get(at + 1) == Some(&b' '));
    stop.map_or(text, |at| &text[..at])
}
