//! Lengths of time as written: `0h 30m`, `1h 55m`, `about two hours` is none; and those that stand beside a range of times:
//! `10:00 to 11:30 UTC (90 minutes)`, `90 minutes (10:00 - 11:30)`.
//!
//! Takes words, gives minutes with how exactly they are told. A length that counts working hours only is none: no stamps can be held
//! against it.

use super::{Claims, Lasting, Range};
use crate::document::text;
use crate::postmortem::prose::Line;
use crate::postmortem::when::stamp::{Stamp, later, stamp};
use crate::postmortem::when::{has_figure, parse_duration};

/// Words that say that a length is not exact.
const ABOUT: &[&str] = &[
    "~",
    "≈",
    "about",
    "around",
    "approx",
    "roughly",
    "nearly",
    "almost",
    "over ",
    "more than",
    "less than",
    "at least",
    "at most",
    "up to",
    "under ",
    "ca.",
    "ca ",
    "circa",
    "cirka",
    "omtrent",
    "etwa",
    "ungefähr",
    "environ",
    "min.",
    "max",
    "<",
    ">",
    "+",
    "few",
    "several",
    "or so",
    "ish",
    "intermittent",
    "total",
    "each",
    "per ",
    "average",
    "mean",
];

/// Words by which a length counts some hours only.
const WORKING: &[&str] = &[
    "support hour",
    "office hour",
    "working hour",
    "business hour",
    "work hour",
    "working day",
    "business day",
    "arbeidstid",
    "kontortid",
    "arbeitszeit",
    "heures ouvr",
];

/// The length that a value begins with, and its words; `None` where it counts working hours only, or is a list of several.
pub(super) fn value(value: &str) -> Option<(String, Lasting)> {
    let near = text::first(value, 120);
    let lower = near.to_lowercase();
    if WORKING.iter().any(|words| lower.contains(words)) {
        return None;
    }
    // `10:00 to 11:30 UTC (90 minutes)` is a range, `1 hour to 2 hours` is two.
    let begins = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let minutes = parse_duration(near).filter(|minutes| *minutes > 0 || begins.starts_with('0'))?;
    let end = near.find([';', '(', '[', '|']).unwrap_or(near.len());
    let own = &near[..end];
    let is_several = [" to ", " - ", " – ", " or "].iter().any(|word| {
        let behind = own.split_once(word).map(|(_, behind)| behind);
        behind.is_some_and(|behind| behind.contains(|c: char| c.is_ascii_digit()))
    });
    if is_several {
        return None;
    }
    let own_lower = own.to_lowercase();
    let is_about = ABOUT.iter().any(|word| own_lower.contains(word));
    Some((
        text::one_line(own),
        Lasting {
            minutes,
            grain: grain(&lower),
            is_about,
        },
    ))
}

/// The length of so many minutes that words of a sentence tell: `for about 10 minutes`; `None` where it counts working hours only.
pub(super) fn in_words(words: &str, minutes: u32) -> Option<Lasting> {
    let lower = text::first(words, 120).to_lowercase();
    if WORKING.iter().any(|words| lower.contains(words)) {
        return None;
    }
    let figure = lower.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    Some(Lasting {
        minutes,
        grain: grain(&lower[figure..]),
        is_about: ABOUT.iter().any(|word| lower.contains(word)),
    })
}

/// The minutes of the smallest unit that a length names in the run of figures and units at its beginning.
fn grain(lower: &str) -> u32 {
    // `01:27:00`.
    if lower.trim().starts_with(|c: char| c.is_ascii_digit()) && lower.contains(':') {
        return 1;
    }
    let mut smallest = u32::MAX;
    let mut rest = lower;
    while let Some(figure) = rest.find(|c: char| c.is_ascii_digit()) {
        if figure > 16 && smallest != u32::MAX {
            break;
        }
        let number = &rest[figure..];
        let length = number
            .find(|c: char| !(c.is_ascii_digit() || c == '.'))
            .unwrap_or(number.len());
        let is_broken = number[..length].contains('.');
        let unit = number[length..].trim_start_matches([' ', '\u{a0}', '-']);
        let minutes = match unit.chars().next() {
            Some('s' | 'm') => 1,
            // `std`, `stunde` begin with the sign of seconds; hours told finer than minutes are none.
            Some('h' | 't' | 'u') => 60,
            Some('d' | 'j') => 1440,
            Some('w') => 10_080,
            _ => break,
        };
        let minutes = if unit.starts_with("st") { 60 } else { minutes };
        smallest = smallest.min(if is_broken { minutes / 4 } else { minutes }.max(1));
        rest = &number[length..];
    }
    if smallest == u32::MAX { 1 } else { smallest }
}

/// Bytes that may stand between a range and its length.
const APART: usize = 12;

/// Adds ranges that stand beside their length.
pub(super) fn beside_range(line: &Line, claims: &mut Claims) {
    let words = line.text.as_str();
    let mut from = 0;
    // A line of nothing but brackets costs no more than its length: each look goes a few bytes far.
    while let Some(found) = memchr::memchr(b'(', &words.as_bytes()[from..]) {
        let open = from + found;
        from = open + 1;
        let Some(close) = window(&words[from..], 60).find(')') else {
            continue;
        };
        let inside = &words[from..from + close];
        if !has_figure(inside) {
            continue;
        }
        let before = &words[..open];
        let length = begins_with_length(inside).then(|| value(inside));
        let pair = match length.flatten() {
            Some(length) => range_at_end(before).map(|range| (range, length)),
            None => whole_range(inside).and_then(|range| {
                let length = length_at_end(before)?;
                Some((range, length))
            }),
        };
        if let Some(((stamp, range), (length, lasting))) = pair
            && let Some((minutes, has_days)) = minutes(&stamp)
        {
            claims.ranges.push(Range {
                range,
                minutes,
                has_days,
                length,
                lasting,
                span: line.span,
            });
        }
    }
}

fn window(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The end of a text, so many bytes of it at most.
fn tail(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// True for words that are a length and hardly more: `90 minutes`, `~2h`, `about 20 min`.
fn begins_with_length(words: &str) -> bool {
    words.split_whitespace().count() <= 6
        && parse_duration(words).is_some_and(|minutes| minutes > 0)
}

/// The range of times that a text ends with.
fn range_at_end(text: &str) -> Option<(Stamp, String)> {
    let near = tail(text, 72);
    starts(near).find_map(|at| {
        let found = stamp(&near[at..]).filter(|found| found.until.is_some())?;
        let behind = &near[at + found.end..];
        let is_near = behind.len() <= APART && !behind.contains(|c: char| c.is_ascii_digit());
        is_near.then(|| {
            let words = text::one_line(&near[at..at + found.end]);
            (found, words)
        })
    })
}

/// A text that is a range of times and nothing else.
fn whole_range(text: &str) -> Option<(Stamp, String)> {
    let trimmed = text.trim();
    let found = stamp(trimmed).filter(|found| found.until.is_some())?;
    let is_all = trimmed.len() - found.end <= APART;
    let words = text::one_line(trimmed.get(..found.end)?);
    is_all.then_some((found, words))
}

/// The length that a text ends with.
fn length_at_end(text: &str) -> Option<(String, Lasting)> {
    let near = tail(text, 48).trim_end();
    starts(near).find_map(|at| {
        let words = &near[at..];
        let ends = words.ends_with(|c: char| c.is_ascii_alphabetic());
        let is_all = words
            .split(|c: char| !c.is_alphanumeric() && c != '.')
            .filter(|word| !word.is_empty() && *word != "and")
            .all(|word| word.starts_with(|c: char| c.is_ascii_digit()) || is_unit(word));
        // What stands before it may say that it is not exact.
        let (_, mut lasting) = value(words).filter(|_| ends && is_all)?;
        let before = near[..at].to_lowercase();
        lasting.is_about |= ABOUT.iter().any(|word| before.contains(word));
        Some((text::one_line(words), lasting))
    })
}

fn is_unit(word: &str) -> bool {
    parse_duration(&format!("1 {word}")).is_some()
}

/// Where figures begin in a text.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).filter(move |at| {
        bytes[*at].is_ascii_digit()
            && !at.checked_sub(1).is_some_and(|before| {
                bytes[before].is_ascii_alphanumeric() || bytes[before] == b':'
            })
    })
}

/// The minutes of a range, and whether it names its days.
fn minutes(stamp: &Stamp) -> Option<(u32, bool)> {
    let (until_day, end) = stamp.until?;
    let start = stamp.time?;
    let any = jiff::civil::Date::constant(2000, 1, 3);
    let day = stamp.day.and_then(|day| day.date(Some(any)));
    let last = until_day.and_then(|last| last.date(day.or(Some(any))));
    let from = day.unwrap_or(any).to_datetime(start.time);
    let mut to = last.or(day).unwrap_or(any).to_datetime(end.time);
    if end.next_day {
        to = to.checked_add(jiff::ToSpan::hours(24)).ok()?;
    }
    if to < from && last.is_none() {
        to = later(from, to, end.is_whole)?;
    }
    let span = to.since((jiff::Unit::Minute, from)).ok()?;
    let minutes = u32::try_from(span.get_minutes()).ok()?;
    Some((minutes, last.is_some()))
}
