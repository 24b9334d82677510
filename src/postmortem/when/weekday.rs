//! The names of the days of the week, as people write them beside a date.
//!
//! Takes a word, gives the day that it names. Whether that day agrees with the date is not its business.

use jiff::civil::Weekday;

/// The day of the week that a word names.
pub(in crate::postmortem) fn named(word: &str) -> Option<Weekday> {
    // The longest name has ten letters, some of two bytes.
    if !(2..=12).contains(&word.len()) {
        return None;
    }
    let day_of = |is_it: &dyn Fn(&str) -> bool| {
        let day = NAMES
            .iter()
            .find(|(names, _)| names.iter().any(|name| is_it(name)));
        day.map(|(_, weekday)| *weekday)
    };
    if word.is_ascii() {
        // Most words begin as no such name does.
        let first = word.as_bytes()[0].to_ascii_lowercase();
        if !FIRSTS.contains(&first) {
            return None;
        }
        return day_of(&|name| {
            name.len() == word.len()
                && name.as_bytes()[0] == first
                && name.eq_ignore_ascii_case(word)
        });
    }
    let lower = word.to_lowercase();
    day_of(&|name| !name.is_ascii() && lower == name)
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
    let rest = text.trim_start_matches([' ', ',']);
    let is_bracket = rest.starts_with(['(', '[']);
    if rest.len() == text.len() {
        return None;
    }
    let rest = rest.trim_start_matches(['(', '[']);
    let end = rest
        .char_indices()
        .take(13)
        .find(|(_, c)| !c.is_alphabetic())
        .map_or(rest.len(), |(at, _)| at);
    let is_closed = !is_bracket || rest[end..].starts_with([')', ']', ',']);
    named(&rest[..end]).filter(|_| is_closed)
}

/// The letters that their names in ASCII begin with.
const FIRSTS: &[u8] = b"mltdowjvfsz";

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
