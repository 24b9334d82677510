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

/// Days by which the right reading of a day may be off that of the incident.
const NEAR: i32 = 14;
