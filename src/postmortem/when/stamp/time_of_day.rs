//! A time of day as a line names it: `9:34`, `0817 UTC`, `22:XX`.
//!
//! Takes a text and a byte, gives the time that stands there. What leads to it and what stands behind it is read by who asks.

use jiff::civil::Time;

use super::super::Precision;
use super::super::moment::{Clock, clock, zone_place};
use super::super::signs;

/// A time as a line names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::postmortem) struct TimeOfDay {
    /// The clock.
    pub(in crate::postmortem) time: Time,
    /// How exact it is.
    pub(in crate::postmortem) precision: Precision,
    /// The midnight that ends the day.
    pub(in crate::postmortem) next_day: bool,
    /// True where the half of the day is certain: `pm`, `14:05`, `09:05`.
    pub(in crate::postmortem) is_whole: bool,
    /// True where `am` or `pm` is written behind it.
    pub(super) is_lettered: bool,
}

impl TimeOfDay {
    /// The beginning of a range takes the half of the day that is written behind its end alone: `from 2:00 to 2:30 pm`. Where it would lie
    /// behind its end by that, as in `11:30 to 1:15 pm`, it is of the half before.
    pub(super) fn take_half(&mut self, end: &Self) {
        let hour = self.time.hour();
        if self.is_lettered || !(1..=12).contains(&hour) {
            return;
        }
        let of_half = |is_late: bool| {
            let hour = hour % 12 + if is_late { 12 } else { 0 };
            self.time.with().hour(hour).build().ok()
        };
        let is_late = end.time.hour() >= 12;
        let same = of_half(is_late).filter(|time| *time <= end.time);
        if let Some(time) = same.or_else(|| of_half(!is_late)) {
            self.time = time;
            self.is_whole = true;
        }
    }
}

/// The time that stands in a text at that byte, and its length.
pub(super) fn clock_at(text: &str, at: usize) -> Option<(TimeOfDay, usize)> {
    let is_machines = text[..at].ends_with('T');
    let text = &text[at..];
    if let Some(found) = hour_of_x(text) {
        return Some(found);
    }
    let run = signs::figures(text.as_bytes());
    let Clock {
        time,
        precision,
        length,
        next_day,
        has_half,
    } = clock(if run == 4 { &text[..4] } else { text })?;
    if run == 4 && length == 4 && !is_machines && !is_bare_clock(&text[4..], &text[..4]) {
        return None;
    }
    let has_zero = text.starts_with('0') && run == 2;
    Some((
        TimeOfDay {
            time,
            precision,
            next_day,
            is_whole: has_half || time.hour() > 12 || has_zero || time.hour() == 0,
            is_lettered: has_half,
        },
        length,
    ))
}

/// Four figures are a time only where they are set off as one, since they may be a year or any number.
fn is_bare_clock(behind: &str, figures: &str) -> bool {
    let is_year = figures.starts_with("19") || figures.starts_with("20");
    // `2022-05-??` is a day of which only a part is known, and no time with its zone.
    let is_part_of_day = is_year && behind.starts_with(['-', '/', '.']);
    let zone = !is_part_of_day && zone_place(behind.trim_start_matches('z')).is_some();
    let rest = behind.trim_start();
    zone || rest.is_empty() && !is_year
        || rest.starts_with([':', '-', '–', '—']) && !is_year
        || behind.starts_with(['Z', 'z'])
}

/// `22:XX`: some time in that hour.
fn hour_of_x(text: &str) -> Option<(TimeOfDay, usize)> {
    let (figures, run) = match text.as_bytes() {
        [figure, b':', b'x' | b'X' | b'?', ..] if figure.is_ascii_digit() => (&text[..1], 1),
        [first, second, b':', b'x' | b'X' | b'?', ..]
            if first.is_ascii_digit() && second.is_ascii_digit() =>
        {
            (&text[..2], 2)
        }
        _ => return None,
    };
    let hour: i8 = figures.parse().ok()?;
    let rest = text.get(run..run + 3)?;
    if !(rest.eq_ignore_ascii_case(":xx") || rest == ":??") {
        return None;
    }
    let next_day = hour == 24;
    let time = Time::new(if next_day { 0 } else { hour }, 0, 0, 0).ok()?;
    Some((
        TimeOfDay {
            time,
            precision: Precision::Approximate,
            next_day,
            is_whole: true,
            is_lettered: false,
        },
        run + 3,
    ))
}
