//! The day that a line names, and which it is where the line leaves that open.

use jiff::civil::Date;

/// A day as a line names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::postmortem) enum Day {
    /// A whole date.
    Whole(Date),
    /// Month and day.
    Yearless(i8, i8),
    /// With the day first, and with the month first.
    Either(Date, Date),
}

impl Day {
    /// Its date; one without a year is that nearest to the day known, where one is, and of two readings that which is near it.
    pub(in crate::postmortem) fn date(self, near: Option<Date>) -> Option<Date> {
        match self {
            Self::Whole(date) => Some(date),
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

/// The month and the day that a text begins with in figures alone, and their length, where a time of day stands right behind them:
/// `03-26 23:04`, `3/26 23:04`, `26.03. 23:04`. Of two figures with a slash between, one must be too large for a month.
pub(super) fn in_figures(text: &str) -> Option<(i8, i8, usize)> {
    let figures = |from: usize| {
        let rest = text.get(from..)?;
        let run = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
        let number: i8 = rest.get(..run)?.parse().ok()?;
        (run <= 2).then_some((number, from + run))
    };
    let (first, at) = figures(0)?;
    let sign = *text.as_bytes().get(at)?;
    let (second, end) = figures(at + 1)?;
    let (month, day, end) = match sign {
        b'-' if end == 5 && first <= 12 => (first, second, end),
        b'-' if end == 5 => (second, first, end),
        b'/' if first <= 12 && second > 12 => (first, second, end),
        b'/' if first > 12 => (second, first, end),
        b'.' if text[end..].starts_with('.') => (second, first, end + 1),
        _ => return None,
    };
    let behind = text[end..].strip_prefix([' ', 'T'])?;
    let hours = behind.bytes().take_while(u8::is_ascii_digit).count();
    let is_timed = (1..=2).contains(&hours) && behind[hours..].starts_with(':');
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
    (is_timed && is_day).then_some((month, day, end))
}

/// Days by which the right reading of a day may be off that of the incident.
const NEAR: i32 = 14;
