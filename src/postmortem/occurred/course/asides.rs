//! Sentences whose times are no part of what happened: an appointment, a habit, another day.
//!
//! Takes what stands before a time and behind it, says so by single words.

/// True for a sentence whose times are no part of what happened: an appointment, a habit, another day.
pub(super) fn is_elsewhere(before: &str, behind: &str) -> bool {
    const WORDS: &[&str] = &[
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
    ];
    let behind = first_sentence(behind);
    let mut words = before
        .split(|c: char| !c.is_alphanumeric())
        .chain(behind.split(|c: char| !c.is_alphanumeric()));
    words.any(|word| WORDS.iter().any(|other| word.eq_ignore_ascii_case(other)))
}

/// True for a sentence whose range of times is an appointment or a habit.
pub(super) fn is_appointment(before: &str, behind: &str) -> bool {
    const WORDS: &[&str] = &[
        "scheduled",
        "meeting",
        "will",
        "daily",
        "weekly",
        "usually",
        "normally",
        "please",
    ];
    const HABITS: &[&str] = &["every", "each"];
    const TIMES: &[&str] = &[
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
    ];
    let is_of =
        |word: &str, list: &[&str]| list.iter().any(|other| word.eq_ignore_ascii_case(other));
    two_by_two(before, behind, |one, two| {
        is_of(one, WORDS) || is_of(one, HABITS) && is_of(two, TIMES)
    })
}

/// True for a sentence that tells of a day before the incident's: `the week before`, `yesterday`, `the previous night`.
pub(super) fn is_another_day(before: &str, behind: &str) -> bool {
    const STRETCHES: &[&str] = &[
        "day", "days", "night", "evening", "morning", "week", "weeks", "month", "months", "year",
    ];
    let is_of =
        |word: &str, list: &[&str]| list.iter().any(|other| word.eq_ignore_ascii_case(other));
    two_by_two(before, behind, |one, two| {
        one.eq_ignore_ascii_case("yesterday")
            || is_of(one, STRETCHES) && is_of(two, &["before", "earlier", "ago", "prior"])
            || is_of(one, &["last", "previous", "preceding", "prior"]) && is_of(two, STRETCHES)
    })
}

/// True where a word and the one behind it fit, in what stands before a time or behind it.
fn two_by_two(before: &str, behind: &str, fits: impl Fn(&str, &str) -> bool) -> bool {
    [before, behind].into_iter().any(|text| {
        let words = || {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
        };
        words()
            .zip(words().skip(1).chain(std::iter::once("")))
            .any(|(one, two)| fits(one, two))
    })
}

/// What stands before the first full stop.
pub(super) fn first_sentence(text: &str) -> &str {
    let stop = text.as_bytes().windows(2).position(|two| two == b". ");
    stop.map_or(text, |at| &text[..at])
}
