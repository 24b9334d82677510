//! Days that no calendar has: `31.06.2019`, `2019-02-30`, `30 February 2021`, `20202-01-16`.
//!
//! Takes a text, gives where such a day stands. What reads as a day in any order of its figures is none of these, and without a year
//! nothing is: `31.6` may be a version. It does not say which day was meant.

use std::ops::Range;

use jiff::civil::Date;

use super::cursor::{Cursor, year_of};
use super::figure::{last_year, next_figure};
use super::month;
use super::signs;

/// The days of a text that no calendar has.
pub(in crate::postmortem) fn impossible_days(text: &str) -> impl Iterator<Item = Range<usize>> {
    let end = last_year(text);
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(figure) = next_figure(text, at).filter(|figure| *figure < end) {
            let run = signs::figures(&text.as_bytes()[figure..]);
            // `February 30, 2021` begins with its month.
            let start = name_before(&text[..figure]).unwrap_or(figure);
            let before = text[..start].chars().next_back();
            let is_apart = before.is_none_or(|c| {
                !c.is_alphanumeric() && !matches!(c, '.' | '-' | '/' | '#' | '$' | '+' | '=' | '_')
            });
            let length = impossible_at(&text[start..]).filter(|_| is_apart);
            at = length.map_or(figure + run, |length| start + length);
            if length.is_some() {
                return Some(start..at);
            }
        }
        None
    })
}

/// How long the day is that a text begins with and that no calendar has.
pub(super) fn impossible_at(text: &str) -> Option<usize> {
    let run = signs::figures(text.as_bytes());
    let ([year, month, day], length) = match run {
        0 => month_first(text)?,
        1 | 2 => day_first(text)?,
        4 => year_first(text)?,
        5 => return too_long_a_year(text),
        _ => return None,
    };
    let year = year_of(year)?;
    let exists = |month: i16, day: i16| {
        let (month, day) = (i8::try_from(month), i8::try_from(day));
        month.is_ok_and(|month| day.is_ok_and(|day| Date::new(year, month, day).is_ok()))
    };
    // `2021-00-00` was left to be written.
    let is_blank = month == 0 || day == 0;
    (!is_blank && !exists(month, day) && !exists(day, month)).then_some(length)
}

/// Year, month and day as written, and their length.
type Parts = ([i16; 3], usize);

/// `2019-02-30`, `2019/2/30`.
fn year_first(text: &str) -> Option<Parts> {
    let mut cursor = Cursor { text, at: 0 };
    let (year, _) = cursor.number(4)?;
    let sign = cursor.one_of(&['-', '/'])?;
    let (month, _) = cursor.number(2)?;
    let (day, _) = cursor.take(sign).then(|| cursor.number(2))??;
    let is_over = !cursor.is_more() && !cursor.rest().starts_with(sign);
    // Larger numbers are those of tickets.
    (is_over && month <= 31 && day <= 31).then_some(([year, month, day], cursor.at))
}

/// `20202-01-16`: a figure of the year was typed twice. Numbers of other things have no month and no day of two figures behind them.
fn too_long_a_year(text: &str) -> Option<usize> {
    let begins = text.starts_with("19") || text.starts_with("20");
    let mut cursor = Cursor { text, at: 5 };
    let sign = cursor.one_of(&['-', '/']).filter(|_| begins)?;
    let (month, months) = cursor.number(2)?;
    let (day, days) = cursor.take(sign).then(|| cursor.number(2))??;
    let is_over = !cursor.is_more() && !cursor.rest().starts_with(sign);
    let is_it = months == 2 && days == 2 && (1..=12).contains(&month) && is_day(day);
    (is_over && is_it).then_some(cursor.at)
}

/// `31.06.2019`, `31/06/2019`, `30. februar 2021`.
fn day_first(text: &str) -> Option<Parts> {
    let mut cursor = Cursor { text, at: 0 };
    let (day, _) = cursor.number(2)?;
    let mut words = cursor;
    words.ordinal();
    if words.gap() {
        words.small_word();
        if let Some(month) = words.word().and_then(month::number) {
            let year = words.gap().then(|| words.year())??;
            return is_day(day).then_some(([year, i16::from(month), day], words.at));
        }
    }
    let sign = cursor.one_of(&['.', '/', '-'])?;
    let (month, _) = cursor.number(2)?;
    let year = cursor.take(sign).then(|| cursor.year())??;
    let is_over = !cursor.rest().starts_with(sign);
    (is_over && is_day(day) && is_day(month)).then_some(([year, month, day], cursor.at))
}

/// `February 30, 2021`.
fn month_first(text: &str) -> Option<Parts> {
    let name = signs::letters(text, 20);
    let month = month::number(&text[..name])?;
    let mut cursor = Cursor { text, at: name };
    let (day, _) = cursor.gap().then(|| cursor.number(2))??;
    cursor.ordinal();
    let year = cursor.gap().then(|| cursor.year())??;
    is_day(day).then_some(([year, i16::from(month), day], cursor.at))
}

fn is_day(number: i16) -> bool {
    (1..=31).contains(&number)
}

/// Where the name of a month begins that stands before a figure.
fn name_before(before: &str) -> Option<usize> {
    let word = before.trim_end_matches([' ', '.']);
    let letters = word.chars().rev().take_while(|c| c.is_alphabetic());
    let length: usize = letters.take(20).map(char::len_utf8).sum();
    let start = word.len() - length;
    month::number(&word[start..]).map(|_| start)
}

#[cfg(test)]
mod tests {
    use super::impossible_days;

    #[test]
    fn days_that_no_calendar_has() {
        for (text, expected) in [
            ("31.06.2019", Some("31.06.2019")),
            ("on 2019-02-30, at noon", Some("2019-02-30")),
            ("2019-02-29T10:00", Some("2019-02-29")),
            ("31/04/2021: down", Some("31/04/2021")),
            ("30. februar 2021", Some("30. februar 2021")),
            ("the 31st of June 2021", Some("31st of June 2021")),
            ("since February 30, 2021", Some("February 30, 2021")),
            ("(31-11-2020)", Some("31-11-2020")),
            ("20202-01-16 08:10", Some("20202-01-16")),
            ("20211/11/03", Some("20211/11/03")),
            ("20202-01-16-3", None),
            ("20202-13-16", None),
            ("20202-1-16", None),
            ("47202-01-16", None),
            ("2020-02-29", None),
            ("2019-13-01", None),
            ("10.20.2019", None),
            ("2021-00-00", None),
            ("2021-45-99", None),
            ("INC-2019-02-30", None),
            ("v31.06.2019", None),
            ("31.06.2019.4", None),
            ("31.06", None),
            ("May 5, 2021", None),
            ("", None),
        ] {
            let found = impossible_days(text).next().map(|range| &text[range]);
            assert_eq!(found, expected, "{text}");
        }
    }
}
