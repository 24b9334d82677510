//! Days written in figures whose order is open: `7/5/2023` is the seventh of May or the fifth of July.
//!
//! Takes a text, gives both days with their place, and of a day that has just one reading which order it shows. It decides nothing:
//! the archive does, from what its reports show.

use std::ops::Range;

use jiff::civil::Date;

use super::DateOrder;
use super::cursor::{Cursor, year_of};
use super::figure::{last_year, next_figure};

/// A day with two readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::postmortem) struct Either {
    /// With the day first.
    pub(in crate::postmortem) day_first: Date,
    /// With the month first.
    pub(in crate::postmortem) month_first: Date,
    /// Where it stands, in bytes of the text.
    pub(in crate::postmortem) range: Range<usize>,
}

impl Either {
    /// The day in that order.
    pub(in crate::postmortem) fn date(&self, order: DateOrder) -> Date {
        match order {
            DateOrder::DayFirst => self.day_first,
            DateOrder::MonthFirst => self.month_first,
        }
    }
}

/// The days of a text that have two readings.
pub(in crate::postmortem) fn eithers(text: &str) -> impl Iterator<Item = Either> {
    // Nor is there one without a year.
    let end = last_year(text);
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(start) = next_figure(text, at).filter(|start| *start < end) {
            let before = text[..start].chars().next_back();
            at = start + text[start..].bytes().take_while(u8::is_ascii_digit).count();
            let is_apart = before.is_none_or(|c| {
                !c.is_alphanumeric() && !matches!(c, '.' | '-' | '/' | '#' | '$' | '+' | '=' | '_')
            });
            if is_apart && let Some((day_first, month_first, length)) = either_at(&text[start..]) {
                at = start + length;
                let range = start..at;
                return Some(Either {
                    day_first,
                    month_first,
                    range,
                });
            }
        }
        None
    })
}

/// Both readings of the day that a text begins with, and its length.
pub(super) fn either_at(text: &str) -> Option<(Date, Date, usize)> {
    let (first, second, year, length) = figures(text)?;
    let day = |month: i16, day: i16| {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(year, month, day).ok()
    };
    let is_open = first != second && first <= 12 && second <= 12;
    is_open.then_some((day(second, first)?, day(first, second)?, length))
}

/// The order that a day shows which has just one reading: `13/5/2023` begins with the day.
pub(in crate::postmortem) fn order_of(text: &str) -> Option<DateOrder> {
    let (first, second, ..) = figures(text)?;
    match (first > 12, second > 12) {
        (true, false) => Some(DateOrder::DayFirst),
        (false, true) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// `7/5/2023`, `07-05-2023`: both numbers, the year and the length.
fn figures(text: &str) -> Option<(i16, i16, i16, usize)> {
    let mut cursor = Cursor { text, at: 0 };
    let (first, _) = cursor.number(2)?;
    // With points the day always comes first.
    let sign = cursor.one_of(&['/', '-'])?;
    let (second, _) = cursor.number(2)?;
    if !cursor.take(sign) {
        return None;
    }
    let (year, digits) = cursor.number(4)?;
    let goes_on = cursor.is_more() || cursor.rest().starts_with(sign);
    let is_day = (1..=31).contains(&first) && (1..=31).contains(&second);
    (digits == 4 && !goes_on && is_day).then_some((first, second, year_of(year)?, cursor.at))
}

#[cfg(test)]
mod tests {
    use super::super::DateOrder;
    use super::{eithers, order_of};

    #[test]
    fn days_with_two_readings() {
        for (text, expected) in [
            ("on 7/5/2023 it", Some("2023-05-07 2023-07-05")),
            ("03-04-2021", Some("2021-04-03 2021-03-04")),
            ("13/5/2023", None),
            ("5/5/2023", None),
            ("7/5/23", None),
            ("1.7/5/2023", None),
            ("2021-03-04", None),
            ("7/5/2023/8", None),
            ("7.5.2023", None),
            ("at 12-07-2021-x", None),
        ] {
            let found = eithers(text).next();
            let found = found.map(|either| format!("{} {}", either.day_first, either.month_first));
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn days_show_an_order() {
        for (text, expected) in [
            ("13/5/2023", Some(DateOrder::DayFirst)),
            ("5/13/2023 10:00", Some(DateOrder::MonthFirst)),
            ("5/7/2023", None),
            ("2023-05-13", None),
        ] {
            assert_eq!(order_of(text), expected, "{text}");
        }
    }
}
