//! The names of the days of the week, as people write them beside a date.
//!
//! Takes a word, gives the day that it names. Whether that day agrees with the date is not its business.

use jiff::civil::Weekday;

use super::signs::{self, Beginnings};

/// The day of the week that a word names.
pub(in crate::postmortem) fn named(word: &str) -> Option<Weekday> {
    // The longest name has ten letters, some of two bytes; most words begin as no name does.
    if !(3..=12).contains(&word.len()) || !may_be_named(word) {
        return None;
    }
    let day_of = |is_it: &dyn Fn(&str) -> bool| {
        let day = NAMES
            .iter()
            .find(|(names, _)| names.iter().any(|name| is_it(name)));
        day.map(|(_, weekday)| *weekday)
    };
    if word.is_ascii() {
        let first = word.as_bytes()[0] | 0x20;
        return day_of(&|name| {
            name.len() == word.len()
                && name.as_bytes()[0] == first
                && name.eq_ignore_ascii_case(word)
        });
    }
    let lower = word.to_lowercase();
    day_of(&|name| !name.is_ascii() && lower == name)
}

/// False for a text that begins as no name does.
#[inline]
pub(super) fn may_be_named(text: &str) -> bool {
    BEGINNINGS.may_be(text.as_bytes())
}

/// The day of the week that stands right before a date: `Tuesday, `, `(Tue `, `Tuesday the `.
pub(in crate::postmortem) fn before(text: &str) -> Option<Weekday> {
    let mut words = text
        .rsplit([' ', ',', '(', '[', '*', '_', '.', '\u{a0}', '\n'])
        .filter(|word| !word.is_empty());
    let mut word = words.next()?;
    if ["the", "den", "der", "le", "kl", "of"].contains(&word) {
        word = words.next()?;
    }
    named(word)
}

/// The day of the week that stands behind a date, set off: ` (Tuesday)`, `, Tue `.
pub(in crate::postmortem) fn behind(text: &str) -> Option<Weekday> {
    if !text.starts_with([' ', ',']) {
        return None;
    }
    let rest = text.trim_start_matches([' ', ',']);
    let is_bracket = rest.starts_with(['(', '[']);
    let rest = rest.trim_start_matches(['(', '[']);
    if !may_be_named(rest) {
        return None;
    }
    let end = signs::letters(rest, 13);
    let is_closed = !is_bracket || rest[end..].starts_with([')', ']', ',']);
    named(&rest[..end]).filter(|_| is_closed)
}

/// How the names begin.
static BEGINNINGS: Beginnings = {
    let mut beginnings = Beginnings::NONE;
    let mut day = 0;
    while day < NAMES.len() {
        beginnings = beginnings.of(NAMES[day].0);
        day += 1;
    }
    beginnings
};

/// The days with their names.
const NAMES: [(&[&str], Weekday); 7] = [
    (
        &[
            "monday", "mon", "mandag", "måndag", "montag", "lundi", "lunes", "lunedì", "maandag",
        ],
        Weekday::Monday,
    ),
    (
        &[
            "tuesday", "tues", "tue", "tirsdag", "tisdag", "dienstag", "mardi", "martes",
            "martedì", "dinsdag",
        ],
        Weekday::Tuesday,
    ),
    (
        &[
            "wednesday",
            "wed",
            "weds",
            "onsdag",
            "mittwoch",
            "mercredi",
            "miércoles",
            "mercoledì",
            "woensdag",
        ],
        Weekday::Wednesday,
    ),
    (
        &[
            "thursday",
            "thurs",
            "thur",
            "thu",
            "torsdag",
            "donnerstag",
            "jeudi",
            "jueves",
            "giovedì",
            "donderdag",
        ],
        Weekday::Thursday,
    ),
    (
        &[
            "friday", "fri", "fredag", "freitag", "vendredi", "viernes", "venerdì", "vrijdag",
        ],
        Weekday::Friday,
    ),
    (
        &[
            "saturday", "sat", "lørdag", "lördag", "samstag", "samedi", "sábado", "sabato",
            "zaterdag",
        ],
        Weekday::Saturday,
    ),
    (
        &[
            "sunday", "sun", "søndag", "söndag", "sonntag", "dimanche", "domingo", "domenica",
            "zondag",
        ],
        Weekday::Sunday,
    ),
];
