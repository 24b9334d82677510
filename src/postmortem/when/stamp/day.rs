//! The day that a line names, and which it is where the line leaves that open.

use jiff::civil::Date;

use super::super::{date, impossible, month, order, signs};

/// A day as a line names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::postmortem) enum Day {
    /// A whole date.
    Whole(Date),
    /// Month and day.
    Yearless(i8, i8),
    /// With the day first, and with the month first.
    Either(Date, Date),
    /// One that no calendar has: `31.06.2019`.
    Impossible,
}

impl Day {
    /// Its date; one without a year is that nearest to the day known, where one is, and of two readings that which is near it.
    pub(in crate::postmortem) fn date(self, near: Option<Date>) -> Option<Date> {
        match self {
            Self::Whole(date) => Some(date),
            Self::Impossible => None,
            Self::Either(one, other) => {
                let near = near?;
                let is_near = |date: Date| {
                    let span = date.since((jiff::Unit::Day, near));
                    span.is_ok_and(|span| span.get_days().abs() <= NEAR)
                };
                match (is_near(one), is_near(other)) {
                    (true, false) => Some(one),
                    (false, true) => Some(other),
                    _ => None,
                }
            }
            Self::Yearless(month, day) => {
                let near = near?;
                let distance = |date: &Date| {
                    let span = date.since((jiff::Unit::Day, near));
                    span.map_or(i32::MAX, |span| span.get_days().abs())
                };
                (-1..=1)
                    .filter_map(|years| Date::new(near.year() + years, month, day).ok())
                    .min_by_key(distance)
            }
        }
    }
}

/// Days by which the right reading of a day may be off that of the incident.
const NEAR: i32 = 14;

/// The day that stands in a text at that byte, which is moved behind it.
pub(super) fn day_at(text: &str, at: &mut usize) -> Option<Day> {
    let rest = &text[*at..];
    let (day, length) = match rest.as_bytes() {
        // `10:43` is a time, and nearly every stamp begins with one.
        [b'0'..=b'9', b':', ..] | [b'0'..=b'9', b'0'..=b'9', b':', ..] => return None,
        [b'0'..=b'9', ..] => in_figures(rest)?,
        [b'A'..=b'Z' | b'a'..=b'z', ..] => in_words(rest)?,
        _ => return None,
    };
    *at += length;
    Some(day)
}

/// `2021-01-12`, `12/01/2021`, `12. januar`.
fn in_figures(text: &str) -> Option<(Day, usize)> {
    if let Some((date, length)) = date::day_in_figures(text) {
        return Some((Day::Whole(date), length));
    }
    if let Some((one, other, length)) = order::either_at(text) {
        return Some((Day::Either(one, other), length));
    }
    if let Some((date, length)) = date::short_day(text) {
        return Some((Day::Whole(date), length));
    }
    if let Some(length) = impossible::impossible_at(text) {
        return Some((Day::Impossible, length));
    }
    let (month, number, length) =
        date::yearless_in_figures(text).or_else(|| yearless_before_time(text))?;
    Some((Day::Yearless(month, number), length))
}

/// The month and the day that a text begins with in figures alone, and their length, where a time of day stands right behind them:
/// `03-26 23:04`, `3/26 23:04`, `26.03. 23:04`. Of two figures with a slash between, one must be too large for a month.
fn yearless_before_time(text: &str) -> Option<(i8, i8, usize)> {
    let bytes = text.as_bytes();
    let (first, at) = one_or_two(bytes, 0)?;
    let sign = *bytes.get(at)?;
    if !matches!(sign, b'-' | b'/' | b'.') {
        return None;
    }
    let (second, end) = one_or_two(bytes, at + 1)?;
    let (month, day, end) = match sign {
        b'-' if end == 5 && first <= 12 => (first, second, end),
        b'-' if end == 5 => (second, first, end),
        b'/' if first <= 12 && second > 12 => (first, second, end),
        b'/' if first > 12 => (second, first, end),
        b'.' if bytes.get(end) == Some(&b'.') => (second, first, end + 1),
        _ => return None,
    };
    if !matches!(bytes.get(end), Some(b' ' | b'T')) {
        return None;
    }
    let (_, hour) = one_or_two(bytes, end + 1)?;
    let is_timed = bytes.get(hour) == Some(&b':');
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
    (is_timed && is_day).then_some((month, day, end))
}

/// The number that one figure or two make at that byte, behind which no further stands, and where it ends.
fn one_or_two(bytes: &[u8], from: usize) -> Option<(i8, usize)> {
    let rest = bytes.get(from..)?;
    let run = signs::figures(&rest[..rest.len().min(3)]);
    let number = i8::try_from(signs::number(&rest[..run])).ok()?;
    matches!(run, 1 | 2).then_some((number, from + run))
}

/// `Jan 12th, 2021`, `Jan 12th`.
fn in_words(text: &str) -> Option<(Day, usize)> {
    let name = signs::letters(text, 20);
    let month = month::number(&text[..name])?;
    if let Some((date, length)) = date::day_of_month(text, month, name) {
        return Some((Day::Whole(date), length));
    }
    if let Some(length) = impossible::impossible_at(text) {
        return Some((Day::Impossible, length));
    }
    let (month, number, length) = date::yearless_of_month(text, month, name)?;
    Some((Day::Yearless(month, number), length))
}
