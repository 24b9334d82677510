//! Weekdays beside days: `Tuesday 12th January 2021`, `2021-01-12 (Tue)`, `tirsdag 12. januar 2021`.
//!
//! Takes a line, gives each whole date that has the name of a weekday right before or behind it. Whether they agree is not asked here.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use jiff::civil::Weekday;

use super::{Claims, Named};
use crate::document::text;
use crate::postmortem::Precision;
use crate::postmortem::prose::Line;
use crate::postmortem::when::dates;

#[rustfmt::skip] // A language a line.
const NAMES: &[(&str, Weekday)] = &[
    ("monday", Weekday::Monday), ("tuesday", Weekday::Tuesday), ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday), ("friday", Weekday::Friday), ("saturday", Weekday::Saturday), ("sunday", Weekday::Sunday),
    ("mon", Weekday::Monday), ("tue", Weekday::Tuesday), ("tues", Weekday::Tuesday), ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday), ("thur", Weekday::Thursday), ("thurs", Weekday::Thursday), ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday), ("sun", Weekday::Sunday),
    ("mandag", Weekday::Monday), ("tirsdag", Weekday::Tuesday), ("onsdag", Weekday::Wednesday),
    ("torsdag", Weekday::Thursday), ("fredag", Weekday::Friday), ("lørdag", Weekday::Saturday), ("søndag", Weekday::Sunday),
    ("måndag", Weekday::Monday), ("tisdag", Weekday::Tuesday), ("lördag", Weekday::Saturday), ("söndag", Weekday::Sunday),
    ("montag", Weekday::Monday), ("dienstag", Weekday::Tuesday), ("mittwoch", Weekday::Wednesday),
    ("donnerstag", Weekday::Thursday), ("freitag", Weekday::Friday), ("samstag", Weekday::Saturday), ("sonntag", Weekday::Sunday),
    ("lundi", Weekday::Monday), ("mardi", Weekday::Tuesday), ("mercredi", Weekday::Wednesday),
    ("jeudi", Weekday::Thursday), ("vendredi", Weekday::Friday), ("samedi", Weekday::Saturday), ("dimanche", Weekday::Sunday),
    ("lunes", Weekday::Monday), ("martes", Weekday::Tuesday), ("miércoles", Weekday::Wednesday),
    ("jueves", Weekday::Thursday), ("viernes", Weekday::Friday), ("sábado", Weekday::Saturday), ("domingo", Weekday::Sunday),
    ("maandag", Weekday::Monday), ("dinsdag", Weekday::Tuesday), ("woensdag", Weekday::Wednesday),
    ("donderdag", Weekday::Thursday), ("vrijdag", Weekday::Friday), ("zaterdag", Weekday::Saturday), ("zondag", Weekday::Sunday),
    ("月曜", Weekday::Monday), ("火曜", Weekday::Tuesday), ("水曜", Weekday::Wednesday),
    ("木曜", Weekday::Thursday), ("金曜", Weekday::Friday), ("土曜", Weekday::Saturday), ("日曜", Weekday::Sunday),
];

/// What most lines hold none of is found out in one pass.
static ANY: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .ascii_case_insensitive(true)
        .build(NAMES.iter().map(|(name, _)| *name))
        .expect("a few dozen short names fit")
});

/// Adds the days of a line that have their weekday beside them.
pub(super) fn read(line: &Line, claims: &mut Claims) {
    if !ANY.is_match(&line.text) {
        return;
    }
    for found in dates(&line.text).filter(|found| found.precision == Precision::Day) {
        let (before, behind) = (
            &line.text[..found.range.start],
            &line.text[found.range.end..],
        );
        let beside = name_before(before)
            .map(|(weekday, at)| (weekday, at..found.range.end))
            .or_else(|| {
                let (weekday, length) = name_behind(behind)?;
                Some((weekday, found.range.start..found.range.end + length))
            });
        if let Some((weekday, range)) = beside {
            claims.weekdays.push(Named {
                weekday,
                as_written: text::one_line(&line.text[range]),
                date: found.date,
                span: line.span,
            });
        }
    }
}

/// The weekday that a text ends with, and where it begins.
fn name_before(text: &str) -> Option<(Weekday, usize)> {
    let text = text.trim_end();
    let text = text.strip_suffix("the").map_or(text, str::trim_end);
    let text = text.trim_end_matches([',', '.', ' ']);
    let start = text
        .char_indices()
        .rev()
        .take(12)
        .take_while(|(_, c)| c.is_alphabetic())
        .last()
        .map(|(at, _)| at)?;
    Some((weekday(&text[start..])?, start))
}

/// The weekday that a text begins with, and where it ends.
fn name_behind(text: &str) -> Option<(Weekday, usize)> {
    let rest = text.trim_start_matches([' ', ',', '(', '（']);
    let skipped = text.len() - rest.len();
    let is_set_off = skipped > 0 && text[..skipped].contains(['(', '（', ',']);
    let length = rest
        .char_indices()
        .take(12)
        .find(|(_, c)| !c.is_alphabetic())
        .map_or(rest.len().min(12), |(at, _)| at);
    let name = rest.get(..length)?;
    Some((weekday(name).filter(|_| is_set_off)?, skipped + length))
}

fn weekday(word: &str) -> Option<Weekday> {
    let lower = word.to_lowercase();
    let lower = lower.trim_end_matches('日');
    NAMES
        .iter()
        .find(|(name, _)| *name == lower)
        .map(|(_, weekday)| *weekday)
}
