//! Finding days in running text, values and file names.
//!
//! Each number is tried once with a bounded look around, so a text of any length costs one pass. A day is taken only where
//! its form allows one reading: `13.03.2020` and `3/15/2019` are days, `7/5/2023` is none. Versions, addresses, ticket
//! numbers and years by themselves are none either.

mod search;

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::cursor::{Cursor, year_of};
use super::signs::Signs;
use super::{Precision, month, signs, weekday};
use search::Dates;

/// A date inside a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The day; the first of the month where only the month was written.
    pub date: Date,
    /// [`Precision::Day`], [`Precision::Month`] or [`Precision::Year`].
    pub precision: Precision,
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
    /// The day of the week that the author names beside it, right or wrong.
    pub weekday: Option<Weekday>,
}

/// How much a text is known to be about dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// Running text.
    Prose,
    /// The value of a date key: short years are years (`20.04.22`).
    Value,
}

/// The first year that a value can mean: some archives hold famous old accidents.
const FIRST_OF_VALUES: i16 = 1000;

/// The date that a value begins with, also behind a weekday, a word such as `on`, or a bracket.
pub fn parse_date(text: &str) -> Option<(Date, Precision)> {
    let text = text.trim();
    if text.len() == 4
        && let Some(year) = digits(text).and_then(year_of)
    {
        return Some((Date::new(year, 1, 1).ok()?, Precision::Year));
    }
    let found = first_of_value(text)?;
    // A date that stands after a whole sentence is not what the value is.
    (found.range.start <= 40).then_some((found.date, found.precision))
}

/// The first date of a text, with its place.
pub fn find_date(text: &str) -> Option<(Date, Precision, Range<usize>)> {
    dates(text)
        .next()
        .map(|found| (found.date, found.precision, found.range))
}

/// Every date of a text, in order.
pub fn dates(text: &str) -> impl Iterator<Item = Found> {
    Dates::new(text, Trust::Prose)
}

/// The date that a value begins with, with its place; short years count.
pub(super) fn first_of_value(text: &str) -> Option<Found> {
    // Some archives hold famous old accidents; in so plain a form no other number can be meant.
    if let Some(date) = text.get(..10)
        && let Ok(date) = date.parse::<Date>()
        && date.year() >= FIRST_OF_VALUES
    {
        return Some(Found {
            date,
            precision: Precision::Day,
            range: 0..10,
            weekday: weekday::behind(&text[10..]),
        });
    }
    Dates::new(text, Trust::Value).next()
}

/// The day that the figures tell a text begins with, and its length in bytes.
pub(super) fn day_in_figures(text: &str) -> Option<(Date, usize)> {
    match numeric(text, signs::figures(text.as_bytes()), Trust::Prose)? {
        (date, Precision::Day, length) => Some((date, length)),
        _ => None,
    }
}

/// The day with a year of two figures that a text begins with, where a time of day stands behind it, and its length in bytes:
/// `27.01.20 - 07:00`.
pub(super) fn short_day(text: &str) -> Option<(Date, usize)> {
    static SIGNS: Signs = Signs::new(b" ,-|", &['–', '\u{a0}']);
    let is_short = matches!(
        text.as_bytes(),
        [
            b'0'..=b'9',
            b'0'..=b'9',
            b'.' | b'/' | b'-',
            b'0'..=b'9',
            ..
        ]
    );
    let (date, _, length) = is_short.then(|| numeric(text, 2, Trust::Value))??;
    let behind = &text.as_bytes()[SIGNS.skip(text, length)..];
    let is_time = matches!(
        behind,
        [
            b'0'..=b'2',
            b'0'..=b'9',
            b':' | b'.',
            b'0'..=b'5',
            b'0'..=b'9',
            ..
        ]
    );
    is_time.then_some((date, length))
}

/// The day that a text tells behind the name of a month with which it begins, and its length in bytes.
pub(super) fn day_of_month(text: &str, month: i8, name: usize) -> Option<(Date, usize)> {
    match month_first(text, month, name)? {
        (date, Precision::Day, length) => Some((date, length)),
        _ => None,
    }
}

/// The month and the day that a text begins with where it names no year: `16. desember`, `12/16` it is not.
pub(super) fn yearless_in_figures(text: &str) -> Option<(i8, i8, usize)> {
    let mut cursor = Cursor { text, at: 0 };
    let (number, _) = cursor.number(2)?;
    cursor.ordinal();
    if !cursor.gap() {
        return None;
    }
    cursor.small_word();
    let month = month::number(cursor.word()?)?;
    yearless(cursor, month, number)
}

/// The same behind the name of a month with which a text begins: `Dec 16th`.
pub(super) fn yearless_of_month(text: &str, month: i8, name: usize) -> Option<(i8, i8, usize)> {
    let mut cursor = Cursor { text, at: name };
    if !cursor.gap() {
        return None;
    }
    let (number, _) = cursor.number(2)?;
    cursor.ordinal();
    yearless(cursor, month, number)
}

fn yearless(cursor: Cursor<'_>, month: i8, number: i16) -> Option<(i8, i8, usize)> {
    let number = i8::try_from(number)
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let is_time = cursor.rest().starts_with([':', 'h'])
        && cursor.rest()[1..].starts_with(|c: char| c.is_ascii_digit());
    (!is_time && !cursor.rest().starts_with(char::is_alphanumeric))
        .then_some((month, number, cursor.at))
}

fn is_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// The number that four figures or fewer make.
fn digits(text: &str) -> Option<i16> {
    let bytes = text.as_bytes();
    let is_number = (1..=4).contains(&bytes.len()) && signs::figures(bytes) == bytes.len();
    is_number.then(|| signs::number(bytes))
}

/// A date, how exact it is, and how many bytes it takes.
type Match = Option<(Date, Precision, usize)>;

fn day(year: i16, month: i16, day: i16, length: usize) -> Match {
    let date = Date::new(
        year_of(year)?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()?;
    Some((date, Precision::Day, length))
}

fn month_only(year: i16, month: i16, length: usize) -> Match {
    let date = Date::new(year_of(year)?, i8::try_from(month).ok()?, 1).ok()?;
    Some((date, Precision::Month, length))
}

/// A date that begins with figures; `run` is how many digits stand there.
fn numeric(text: &str, run: usize, trust: Trust) -> Match {
    let mut cursor = Cursor { text, at: run };
    let first = digits(text.get(..run)?).unwrap_or(-1);
    match run {
        8 => {
            let date = day(
                digits(&text[..4])?,
                digits(&text[4..6])?,
                digits(&text[6..8])?,
                8,
            )?;
            (!cursor.is_more()).then_some(date)
        }
        4 => year_first(cursor, first),
        1 | 2 if (1..=31).contains(&first) => in_words(cursor, first).or_else(|| {
            let sign = cursor.one_of(&['.', '/', '-'])?;
            day_or_month_first(cursor, first, run, sign, trust)
        }),
        _ => None,
    }
}

/// `2021-07-11`, `2021/07/11`, `2021.07.11`, `2021年7月11日`, `2021-Jul-11`, `2021-07`.
fn year_first(mut cursor: Cursor<'_>, year: i16) -> Match {
    year_of(year)?;
    let sign = cursor.one_of(&['-', '/', '.', '_', '年', '‑', '–', ' '])?;
    if sign == ' ' || sign == '-' {
        // `2021 July 11`, `2021-Jul-11`.
        let mut words = cursor;
        if let Some(month) = words.word().and_then(month::number) {
            let mut behind = words;
            return (behind.gap().then_some(())).and_then(|()| {
                let (number, _) = behind.number(2)?;
                behind.ordinal();
                (!behind.is_more())
                    .then(|| day(year, i16::from(month), number, behind.at))
                    .flatten()
            });
        }
    }
    if sign == ' ' {
        return None;
    }
    let (month, month_length) = cursor.number(2)?;
    if sign == '年' {
        if !cursor.take('月') {
            return None;
        }
        let mut behind = cursor;
        if let Some((number, _)) = behind.number(2)
            && behind.take('日')
        {
            return day(year, month, number, behind.at);
        }
        return month_only(year, month, cursor.at);
    }
    let mut behind = cursor;
    if behind.take(sign) {
        if let Some((number, length)) = behind.number(2) {
            let strict = matches!(sign, '.' | '_') && (month_length != 2 || length != 2);
            if strict || behind.is_more() {
                return None;
            }
            return day(year, month, number, behind.at);
        }
        // `2022-06-02-disk` is a day; `2023-05-appeals` names a month; `2021-005` and `1.2.3` name none.
        if behind.rest().starts_with(|c: char| c.is_ascii_digit()) || sign == '.' {
            return None;
        }
        return (month_length == 2).then(|| month_only(year, month, cursor.at))?;
    }
    if month_length != 2 || cursor.is_more() || matches!(sign, '.' | '_') {
        return None;
    }
    month_only(year, month, cursor.at)
}

/// `7 July 2020`, `07-Jul-2020`, `7th of July, 2020`, `7. juli 2020`.
fn in_words(mut cursor: Cursor<'_>, number: i16) -> Match {
    cursor.ordinal();
    cursor.second_day();
    if !cursor.gap() {
        return None;
    }
    cursor.small_word();
    let month = month::number(cursor.word()?)?;
    if !cursor.gap() {
        return None;
    }
    cursor.small_word();
    let year = cursor.year()?;
    day(year, i16::from(month), number, cursor.at)
}

/// `13.03.2020`, `3/15/2019`, `29-09-2021`, and in values `20.04.22`.
fn day_or_month_first(
    mut cursor: Cursor<'_>,
    first: i16,
    run: usize,
    sign: char,
    trust: Trust,
) -> Match {
    let (second, second_length) = cursor.number(2)?;
    if !cursor.take(sign) {
        return None;
    }
    let (year, year_length) = cursor.number(4)?;
    if cursor.is_more() || cursor.rest().starts_with(sign) && is_digit(&cursor.rest()[1..]) {
        return None;
    }
    let year = match year_length {
        4 => year,
        2 if trust == Trust::Value && run == 2 && second_length == 2 => 2000 + year,
        _ => return None,
    };
    match sign {
        '.' => day(year, second, first, cursor.at),
        _ if first > 12 || first == second => day(year, second, first, cursor.at),
        _ if second > 12 => day(year, first, second, cursor.at),
        _ => None,
    }
}

/// `July 7th 2020`, `Jan 10, 2024`, `Oct. 28-30, 2022`, `July 2021`, behind the name of the month.
fn month_first(text: &str, month: i8, name: usize) -> Match {
    let mut cursor = Cursor { text, at: name };
    if !cursor.gap() {
        return None;
    }
    cursor.small_word();
    if let Some(year) = { cursor }.year() {
        let mut end = cursor;
        end.year();
        return month_only(year, i16::from(month), end.at);
    }
    let (number, _) = cursor.number(2)?;
    cursor.ordinal();
    cursor.second_day();
    if !cursor.gap() {
        return None;
    }
    cursor.small_word();
    let year = cursor.year()?;
    day(year, i16::from(month), number, cursor.at)
}

#[cfg(test)]
mod tests {
    use super::{find_date, parse_date};

    fn first(text: &str) -> Option<String> {
        find_date(text)
            .map(|(date, precision, range)| format!("{date} {} {}", precision.name(), &text[range]))
    }

    #[test]
    fn dates_in_text() {
        for (text, expected) in [
            ("2021-01-12: site down", "2021-01-12 day 2021-01-12"),
            ("at 2020-07-15T03:30:07Z", "2020-07-15 day 2020-07-15"),
            ("on 2021/7/11 it", "2021-07-11 day 2021/7/11"),
            ("20210711-outage.md", "2021-07-11 day 20210711"),
            ("20141128T1140", "2014-11-28 day 20141128"),
            ("(07-Jul-2020)", "2020-07-07 day 07-Jul-2020"),
            ("on July 7th 2020 we", "2020-07-07 day July 7th 2020"),
            (
                "Wednesday, July 21st, 2021,",
                "2021-07-21 day July 21st, 2021",
            ),
            ("7 July 2020", "2020-07-07 day 7 July 2020"),
            (
                "the 4th of January 2023",
                "2023-01-04 day 4th of January 2023",
            ),
            ("Jan 10, 2024 9:34AM PST", "2024-01-10 day Jan 10, 2024"),
            ("Oct 28-30, 2022", "2022-10-28 day Oct 28-30, 2022"),
            ("**13.03.2020**", "2020-03-13 day 13.03.2020"),
            ("7. juli 2020", "2020-07-07 day 7. juli 2020"),
            ("am 3. März 2021.", "2021-03-03 day 3. März 2021"),
            ("le 1er août 2021", "2021-08-01 day 1er août 2021"),
            ("el 7 de julio de 2020", "2020-07-07 day 7 de julio de 2020"),
            ("on 3/15/2019", "2019-03-15 day 3/15/2019"),
            ("2021年7月11日に", "2021-07-11 day 2021年7月11日"),
            ("during July 2021", "2021-07-01 month July 2021"),
            ("2023-05-appeals", "2023-05-01 month 2023-05"),
            ("v1.2.3 until 2021-01-02.", "2021-01-02 day 2021-01-02"),
        ] {
            assert_eq!(first(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "7/5/2023",
            "10.2.13.201",
            "v2021.07.11",
            "PM2021-005",
            "INC-2021-0042",
            "in 2021",
            "#20210711",
            "2021-13-45",
            "2021-02-30",
            "may 7 of them",
            "9999-01-01",
            "20.04.22",
            "http 1.1.2020.1",
            "",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn values_may_shorten_the_year() {
        for (text, expected) in [
            ("20.04.22", Some("2022-04-20")),
            ("24/07/25", Some("2025-07-24")),
            ("04/07/25", None),
            ("2021", Some("2021-01-01")),
            ("1628-08-10T12:00:00Z", Some("1628-08-10")),
            ("soon", None),
        ] {
            let date = parse_date(text).map(|(date, _)| date.to_string());
            assert_eq!(date.as_deref(), expected, "{text}");
        }
    }
}
