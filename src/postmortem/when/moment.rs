//! One moment: a date, and where one was written a time of day with its zone.
//!
//! Takes a text that is a moment and nothing else, gives its parts as written. Which day is meant where figures have two readings, and
//! which zone where none stands, is decided by who knows the report.

use jiff::civil::{Date, DateTime, Time};

use super::signs::{self, Signs};
use super::{Moment, Precision, date, zone};
use crate::source::Span;

/// A time of day, how exact it is, and the bytes it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) time: Time,
    pub(super) precision: Precision,
    pub(super) length: usize,
    /// 24:00, which is the start of the next day.
    pub(super) next_day: bool,
    /// True where the half of the day is certain: `am` or `pm` is written.
    pub(super) has_half: bool,
}

/// The moment that a value states: `2021-01-12`, `2020-07-15 03:30:07.836`, `Jan 10, 2024 9:34AM PST`.
///
/// A value without a time of day gives the start of the day with [`Precision::Day`]. The offset is that of the zone written
/// behind the time, where it has one.
pub fn parse_moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    let found = date::first_of_value(text).filter(|found| found.range.start <= 40)?;
    let behind = &text[found.range.end..];
    let at_midnight = |precision| Moment {
        as_written: text.to_owned(),
        local: found.date.to_datetime(Time::midnight()),
        offset: None,
        zone: None,
        precision,
        weekday: found.weekday,
        span: Span::default(),
    };
    if found.precision != Precision::Day {
        return Some(at_midnight(found.precision));
    }
    let start = behind.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | 'T' | 't' | '_' | '(' | '@' | '~')
    });
    // Nearly every value has its time right behind its day.
    let words: &[&str] = match start.as_bytes() {
        [b'0'..=b'9', ..] => &[],
        _ => LEADS,
    };
    let start = words.iter().fold(start, |start, word| {
        start.strip_prefix(word).unwrap_or(start)
    });
    let start = start.trim_start_matches(['~', ' ']);
    let Some(clock) = clock(start) else {
        return Some(at_midnight(Precision::Day));
    };
    let day = if clock.next_day {
        found.date.tomorrow().ok()?
    } else {
        found.date
    };
    let zone = zone_behind(&start[clock.length..]);
    let is_about = behind[..behind.len() - start.len()].contains('~')
        || start[clock.length..].trim_start().starts_with("ish")
        || ["about", "around", "ca", "approx"]
            .iter()
            .any(|word| text.starts_with(word));
    Some(Moment {
        as_written: text.to_owned(),
        local: day.to_datetime(clock.time),
        offset: zone.and_then(zone::zone_offset),
        zone: zone.map(|zone| match zone {
            "Z" | "z" => "UTC".into(),
            zone => zone.into(),
        }),
        precision: if is_about {
            Precision::Approximate
        } else {
            clock.precision
        },
        weekday: found.weekday,
        span: Span::default(),
    })
}

/// Words that may stand between a day and its time.
const LEADS: &[&str] = &[
    "at ", "kl. ", "kl ", "um ", "à ", "a las ", "- ", "– ", "ca. ", "ca ", "around ",
];

/// True for a text that begins with a time of day: `14:05 alerts fire`, `9:34AM`, `10.43`.
pub fn is_clock_time(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '~' | '(' | '['));
    clock(text).is_some()
}

/// The zone at the start of what stands behind a time: a word or a signed offset.
fn zone_behind(text: &str) -> Option<&str> {
    zone_place(text).map(|(_, zone)| zone)
}

/// The same, and where it begins.
pub(super) fn zone_place(text: &str) -> Option<(usize, &str)> {
    static OPENING: Signs = Signs::new(b" ([", &['\u{a0}']);
    let mut start = OPENING.skip(text, 0);
    let bytes = text.as_bytes();
    match bytes.get(start)? {
        b'A'..=b'Z' | b'a'..=b'z' => {}
        // `06:17 +UTC`.
        b'+' if bytes.get(start + 1).is_some_and(u8::is_ascii_alphabetic) => start += 1,
        b'+' | b'-' | 0x80.. => {
            let zone = offset(&text[start..])?;
            return Some((start, zone));
        }
        _ => return None,
    }
    let text = &text[start..];
    let letters = |byte: &&u8| byte.is_ascii_alphabetic();
    let end = text.as_bytes().iter().take_while(letters).count();
    let word = &text[..end];
    if text[end..].starts_with('/') {
        // A place such as `Europe/Oslo`.
        let place = text
            .find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '/' | '_' | '-')))
            .map_or(text, |end| &text[..end]);
        let is_name = word.starts_with(|c: char| c.is_ascii_uppercase());
        return is_name.then_some((start, place));
    }
    if !zone::is_zone(word) {
        return None;
    }
    let rest = &text[end..];
    let offset = rest
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || *c == ':' || (*at == 0 && matches!(c, '+' | '-'))))
        .map_or(rest.len(), |(at, _)| at);
    let whole = &text[..end + offset];
    if offset > 1 && zone::zone_offset(whole).is_some() {
        return Some((start, whole));
    }
    Some((start, word))
}

/// The signed offset that a text begins with.
fn offset(text: &str) -> Option<&str> {
    if !text.starts_with(['+', '-', '−']) {
        return None;
    }
    let end = text
        .char_indices()
        .skip(1)
        .find(|(_, c)| !(c.is_ascii_digit() || *c == ':'))
        .map_or(text.len(), |(at, _)| at);
    let zone = text[..end].trim_end_matches(':');
    zone::zone_offset(zone).map(|_| zone)
}

/// `9:34`, `09:08:17.5`, `9:05 AM`, `15.26`, `10h47`, `0930`, `9 pm`, at the start of the text.
pub(super) fn clock(text: &str) -> Option<Clock> {
    let bytes = text.as_bytes();
    let run = signs::figures(bytes);
    let (hour, mut minute, mut at) = match run {
        1 | 2 => (signs::number(&bytes[..run]), None, run),
        4 => {
            if let Some(b':' | b'.' | b'-' | b'/') = bytes.get(4) {
                return None;
            }
            let minute = signs::number(&bytes[2..4]);
            (signs::number(&bytes[..2]), Some(minute), 4)
        }
        _ => return None,
    };
    let two = |at: usize| -> Option<i16> {
        let rest = bytes.get(at..)?;
        (signs::figures(&rest[..rest.len().min(3)]) == 2).then(|| signs::number(&rest[..2]))
    };
    let mut second = None;
    let mut nanosecond = 0;
    if minute.is_none()
        && let Some(sign @ (b':' | b'.' | b'h' | b'H')) = bytes.get(at)
        && let Some(found) = two(at + 1)
    {
        minute = Some(found);
        at += 3;
        if *sign == b':'
            && bytes.get(at) == Some(&b':')
            && let Some(found) = two(at + 1)
        {
            second = Some(found);
            at += 3;
            if let Some(b'.' | b',') = bytes.get(at)
                && let fraction = signs::figures(&bytes[at + 1..])
                && fraction > 0
            {
                let digits = &text[at + 1..at + 1 + fraction.min(9)];
                nanosecond = format!("{digits:0<9}").parse().unwrap_or(0);
                at += 1 + fraction;
            }
        } else if *sign == b'.' && bytes.get(at) == Some(&b'.') {
            // `10.43.7` is a version or an address.
            return None;
        }
    }
    let half = half_of_day(text, at, minute.is_some());
    let mut hour = hour;
    if let Some((add, end)) = half {
        if (1..=12).contains(&hour) {
            hour = hour % 12 + add;
        }
        at = end;
    } else if minute.is_none() {
        return None;
    }
    let next_day = hour == 24 && minute == Some(0);
    let small = |number: i16| i8::try_from(number).ok();
    let time = Time::new(
        if next_day { 0 } else { small(hour)? },
        small(minute.unwrap_or(0))?,
        small(second.unwrap_or(0).min(59))?,
        nanosecond,
    )
    .ok()?;
    if bytes.get(at).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    Some(Clock {
        time,
        precision: if second.is_some() {
            Precision::Exact
        } else {
            Precision::Minute
        },
        length: at,
        next_day,
        has_half: half.is_some(),
    })
}

/// What the half of the day written at that byte adds to the hour, and where it ends: ` pm`, `a.m.`, and `p` right behind minutes.
fn half_of_day(text: &str, at: usize, has_minute: bool) -> Option<(i16, usize)> {
    static BLANK: Signs = Signs::new(b" ", &['\u{a0}']);
    let from = BLANK.skip(text, at);
    let letters = &text.as_bytes()[from..];
    let add = match letters.first()? {
        b'a' | b'A' => 0,
        b'p' | b'P' => 12,
        _ => return None,
    };
    let goes_on = |at: usize| letters.get(at).is_some_and(u8::is_ascii_alphabetic);
    let is_alone = || {
        let behind = letters.get(1);
        !behind.is_some_and(|byte| *byte >= 0x80 || byte.is_ascii_alphanumeric() || *byte == b'.')
    };
    let length = match letters[1..] {
        [b'm' | b'M', ..] if !goes_on(2) => 2,
        // `9:02a`
        _ if from == at && has_minute && is_alone() => 1,
        [b'.', b'm' | b'M', b'.', ..] => 4,
        _ => return None,
    };
    Some((add, from + length))
}

impl Moment {
    /// The day of the wall clock.
    pub fn day(&self) -> Date {
        self.local.date()
    }

    /// Whole minutes from this moment to a later one; `None` where they cannot be compared or the order is wrong.
    ///
    /// The clocks of two moments without an offset are compared where both are in one zone or none is named: `10:00 UTC` and
    /// `11:30 BST` may be half an hour apart or five.
    pub fn minutes_until(&self, later: &Self) -> Option<u32> {
        if matches!(
            self.precision.max(later.precision),
            Precision::Day | Precision::Month | Precision::Year
        ) {
            return None;
        }
        let seconds = |moment: &Self| seconds_of(moment.local);
        let zone = |moment: &Self| moment.zone.as_deref().map(str::to_uppercase);
        let shift = match (self.offset, later.offset) {
            (Some(a), Some(b)) => i64::from(a) - i64::from(b),
            (None, None) if zone(self) == zone(later) => 0,
            _ => return None,
        };
        let minutes = (seconds(later) - seconds(self) + shift).div_euclid(60);
        u32::try_from(minutes).ok()
    }
}

fn seconds_of(local: DateTime) -> i64 {
    let epoch = Date::constant(1970, 1, 1);
    let days = local
        .date()
        .since((jiff::Unit::Day, epoch))
        .map_or(0, |span| i64::from(span.get_days()));
    days * 86_400
        + i64::from(local.hour()) * 3600
        + i64::from(local.minute()) * 60
        + i64::from(local.second())
}

#[cfg(test)]
mod tests {
    use super::{is_clock_time, parse_moment};

    #[test]
    fn moments() {
        for (text, expected) in [
            ("2021-01-12", "2021-01-12T00:00:00 None day None"),
            (
                "2016-08-18T19:00:00Z",
                "2016-08-18T19:00:00 Some(0) exact Some(\"UTC\")",
            ),
            (
                "2020-07-15 03:30:07.836000",
                "2020-07-15T03:30:07.836 None exact None",
            ),
            (
                "2021-01-30 14:30 UTC",
                "2021-01-30T14:30:00 Some(0) minute Some(\"UTC\")",
            ),
            (
                "Jan 10, 2024 9:34AM PST",
                "2024-01-10T09:34:00 Some(-28800) minute Some(\"PST\")",
            ),
            (
                "2021-03-28T10:00+02:00",
                "2021-03-28T10:00:00 Some(7200) minute Some(\"+02:00\")",
            ),
            (
                "24.05.2023 kl. 07:25",
                "2023-05-24T07:25:00 None minute None",
            ),
            (
                "2021-06-01 12:10 PM",
                "2021-06-01T12:10:00 None minute None",
            ),
            (
                "2021-06-01 10:00 BST",
                "2021-06-01T10:00:00 None minute Some(\"BST\")",
            ),
            (
                "2021-06-01 10:00 UTC+1",
                "2021-06-01T10:00:00 Some(3600) minute Some(\"UTC+1\")",
            ),
            (
                "2021-06-01 10:00 Europe/Oslo",
                "2021-06-01T10:00:00 None minute Some(\"Europe/Oslo\")",
            ),
            (
                "Jun-01-2021 06:17:19 PM +UTC",
                "2021-06-01T18:17:19 Some(0) exact Some(\"UTC\")",
            ),
            ("2021-06-01 9:02p", "2021-06-01T21:02:00 None minute None"),
            ("2021-06-01 24:00", "2021-06-02T00:00:00 None minute None"),
            ("20141128T1140", "2014-11-28T11:40:00 None minute None"),
            ("2021-06-01 ~10:00", "2021-06-01T10:00:00 None approx None"),
            ("2021-06-01 (99 users)", "2021-06-01T00:00:00 None day None"),
        ] {
            let moment = parse_moment(text).unwrap_or_else(|| panic!("{text} is a moment"));
            let got = format!(
                "{} {:?} {} {:?}",
                moment.local,
                moment.offset,
                moment.precision.name(),
                moment.zone
            );
            assert_eq!(got, expected, "{text}");
        }
        assert_eq!(parse_moment("next week"), None);
    }

    #[test]
    fn lengths() {
        let minutes = |a: &str, b: &str| {
            parse_moment(a).and_then(|a| parse_moment(b).and_then(|b| a.minutes_until(&b)))
        };
        assert_eq!(
            minutes("2021-01-01T23:30:00Z", "2021-01-02T01:00:00Z"),
            Some(90)
        );
        assert_eq!(
            minutes("2021-01-01T10:00+01:00", "2021-01-01T10:00Z"),
            Some(60)
        );
        assert_eq!(minutes("2021-01-01T10:00Z", "2021-01-01T09:00Z"), None);
        assert_eq!(minutes("2021-01-01", "2021-01-01T09:00Z"), None);
        // Clocks of zones that cannot be compared give nothing; those of one zone, or of none, do.
        for (a, b, expected) in [
            ("2021-06-01 10:00 UTC", "2021-06-01 11:30 BST", None),
            ("2021-06-01 10:00 IST", "2021-06-01 11:30 BST", None),
            ("2021-06-01 10:00 Europe/Oslo", "2021-06-01 11:30 UTC", None),
            ("2021-06-01 10:00 UTC", "2021-06-01 11:30", None),
            ("2021-06-01 10:00 BST", "2021-06-01 11:30 bst", Some(90)),
            ("2021-06-01 10:00", "2021-06-01 11:30", Some(90)),
        ] {
            assert_eq!(minutes(a, b), expected, "{a} to {b}");
        }
    }

    #[test]
    fn clock_times() {
        for text in [
            "14:05 alerts",
            "9:34AM",
            "**",
            "~23:00",
            "10h47",
            "15.15",
            "9 pm",
            "0817",
            "9:02a",
        ] {
            assert_eq!(is_clock_time(text), text != "**", "{text}");
        }
        for text in ["10.43.7", "5 users", "2021-01-02", "99:00", "12345"] {
            assert!(!is_clock_time(text), "{text}");
        }
    }
}
