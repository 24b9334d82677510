//! The time that a line begins with: `9:34 -`, `**00:27 UTC:**`, `Dec 17th 22:XX`, `10:30 to 11:54`, `~1330-1345`, `2:00ish`.
//!
//! Takes the words of an entry, gives what its beginning says of a time, as written: which day is meant where none is named, and
//! which half of the day, only the entries around it can tell.

mod day;
mod time_of_day;

use jiff::ToSpan;
use jiff::civil::{DateTime, Weekday};

use super::moment::{Clock, clock, zone_behind};
use super::{Precision, date, order, weekday};
pub(in crate::postmortem) use day::Day;
pub(in crate::postmortem) use time_of_day::TimeOfDay;
use time_of_day::clock_at;

/// What a line begins with.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::postmortem) struct Stamp {
    /// The day.
    pub(in crate::postmortem) day: Option<Day>,
    /// The time of day.
    pub(in crate::postmortem) time: Option<TimeOfDay>,
    /// Until when, with its day where one is named.
    pub(in crate::postmortem) until: Option<(Option<Day>, TimeOfDay)>,
    /// The zone as written.
    pub(in crate::postmortem) zone: Option<String>,
    /// The day of the week that stands beside its day, right or wrong.
    pub(in crate::postmortem) weekday: Option<Weekday>,
    /// How many bytes the time takes, without what sets it off.
    pub(in crate::postmortem) end: usize,
    /// Where the words behind it begin.
    pub(in crate::postmortem) rest: usize,
}

/// Words that may stand before a time.
const BEFORE: &[&str] = &[
    "between",
    "approximately",
    "approx.",
    "approx",
    "around",
    "about",
    "circa",
    "cirka",
    "from",
    "kl.",
    "kl",
    "ca.",
    "ca",
    "at",
    "on",
    "by",
    "um",
    "gegen",
    "c.",
    "vers",
    "hacia",
    "rundt",
];

/// True for words that begin as a sentence does that names a time: `At 10:20 UTC the …`.
pub(in crate::postmortem) fn begins_as_sentence(words: &str) -> bool {
    let end = words.find(' ').unwrap_or(words.len());
    let first = words[..end].trim_end_matches(',');
    let is_one = |name: &&str| name.len() == first.len() && first.eq_ignore_ascii_case(name);
    first.chars().all(char::is_alphabetic) && BEFORE.iter().any(is_one)
}

/// Words that say that what stands before them is not exact.
const ABOUT: &[&str] = &[
    "approximately",
    "approx.",
    "approx",
    "around",
    "about",
    "circa",
    "cirka",
    "ca.",
    "ca",
    "c.",
    "gegen",
    "vers",
    "hacia",
    "rundt",
];

/// The end of a range whose clock is smaller than that of its start: in the afternoon, where no half of the day is written, or past
/// midnight, where it does not last longer than half a day by that. `None` for one that can be neither.
pub(in crate::postmortem) fn later(
    start: DateTime,
    end: DateTime,
    is_whole: bool,
) -> Option<DateTime> {
    let most = start.checked_add(12.hours()).ok()?;
    let afternoon = end.checked_add(12.hours()).ok()?;
    if !is_whole && afternoon >= start && afternoon.date() == end.date() {
        return Some(afternoon);
    }
    let night = end.checked_add(24.hours()).ok()?;
    (night <= most).then_some(night)
}

/// The time that a text begins with; `None` where it begins with none.
pub(in crate::postmortem) fn stamp(text: &str) -> Option<Stamp> {
    // No time goes without a figure near the beginning.
    let near = text.bytes().take(48).any(|byte| byte.is_ascii_digit());
    if !near {
        return None;
    }
    let mut at = 0;
    let mut is_about = false;
    let mut weekday = None;
    skip_before(text, &mut at, &mut is_about, &mut weekday);
    let mut day = day(text, &mut at);
    if day.is_some() {
        let mut behind = at;
        skip_between(text, &mut behind, &mut is_about, &mut weekday);
        // `2015-04-10 - 2015-04-14`: what stands behind a day may be the day until which it went on.
        let mut last = behind;
        let is_whole = matches!(self::day(text, &mut last), Some(Day::Whole(_)));
        if is_whole && is_range(text, at, behind, last) {
            at = last;
        } else if clock_at(text, behind).is_some() {
            at = behind;
        }
    }
    let mut time = clock_at(text, at);
    if let Some((clock, length)) = &time {
        at += length;
        is_about |= clock.precision == Precision::Approximate;
    }
    if day.is_none() && time.is_none() {
        return None;
    }
    let mut zone = None;
    let mut until = None;
    if time.is_some() {
        skip_ish(text, &mut at, &mut is_about);
        zone = take_zone(text, &mut at);
        take_day_behind(text, &mut at, &mut day, &mut weekday);
        if let Some((end_day, end, length)) = range(&text[at..]) {
            until = Some((end_day, end));
            at += length;
            skip_ish(text, &mut at, &mut is_about);
            let behind = take_zone(text, &mut at);
            zone = zone.or(behind);
            take_day_behind(text, &mut at, &mut day, &mut weekday);
        }
    }
    // What follows must not go on like a word or a number.
    let behind = &text[at..];
    if behind.starts_with(char::is_alphanumeric) || behind.starts_with(['/', '%']) {
        return None;
    }
    // `11:00? the pump stops`: whoever wrote it was not sure.
    if time.is_some() && behind.starts_with("? ") {
        at += 1;
        is_about = true;
    }
    if is_about && let Some((clock, _)) = &mut time {
        clock.precision = Precision::Approximate;
    }
    let end = at;
    skip(
        text,
        &mut at,
        &[
            ' ', '\u{a0}', ':', '：', '-', '–', '—', '|', ',', ')', ']', '=', '>', '*', '\t', '\n',
            '→', '・', '】', '）', '_',
        ],
    );
    // `10:43. The pump stopped` ends a sentence.
    if text[at..].starts_with(". ") {
        at += 2;
    }
    Some(Stamp {
        day,
        time: time.map(|(clock, _)| clock),
        until,
        zone,
        weekday,
        end,
        rest: at,
    })
}

fn skip(text: &str, at: &mut usize, signs: &[char]) {
    let rest = &text[*at..];
    *at += rest.len() - rest.trim_start_matches(signs).len();
}

fn skip_before(text: &str, at: &mut usize, is_about: &mut bool, weekday: &mut Option<Weekday>) {
    // A few words, so that no text is searched far.
    for _ in 0..4 {
        let before = *at;
        skip(
            text,
            at,
            &[
                ' ', '\u{a0}', '[', '(', '*', '|', '•', '·', '\t', '"', '“', '【', '（', '>', '\n',
            ],
        );
        let tilde = *at;
        skip(text, at, &['~', '≈']);
        *is_about |= *at > tilde;
        take_word(text, at, is_about, BEFORE);
        take_weekday(text, at, weekday);
        skip(text, at, &[',', ' ']);
        if *at == before {
            break;
        }
    }
}

/// Steps over the name of a day of the week.
fn take_weekday(text: &str, at: &mut usize, weekday: &mut Option<Weekday>) {
    let rest = &text[*at..];
    let end = rest
        .char_indices()
        .take(13)
        .find(|(_, c)| !c.is_alphabetic())
        .map_or(rest.len(), |(end, _)| end);
    let is_set_off = rest[end..].starts_with([' ', ',', '~', ':', '.', ')', ']']);
    if is_set_off && let Some(named) = weekday::named(&rest[..end]) {
        *weekday = weekday.or(Some(named));
        *at += end;
    }
}

/// Steps over one of these words where a blank, a comma or a figure stands behind it.
fn take_word(text: &str, at: &mut usize, is_about: &mut bool, words: &[&str]) {
    let rest = &text.as_bytes()[*at..];
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'.' || *byte >= 0x80;
    if !rest.first().is_some_and(is_letter) {
        return;
    }
    let end = rest
        .iter()
        .take(18)
        .take_while(|byte| is_letter(byte))
        .count();
    let Some(word) = text.get(*at..*at + end) else {
        return;
    };
    let is_set_off = matches!(rest.get(end), Some(b' ' | b',' | b'~' | b':'));
    let is_one = |name: &&&str| word.len() == name.len() && word.eq_ignore_ascii_case(name);
    if is_set_off && words.iter().any(|name| is_one(&name)) {
        *is_about |= ABOUT.iter().any(|name| is_one(&name));
        *at += end;
    }
}

fn day(text: &str, at: &mut usize) -> Option<Day> {
    let rest = &text[*at..];
    // `10:43` is a time, and nearly every stamp begins with one.
    if let [b'0'..=b'9', b':', ..] | [b'0'..=b'9', b'0'..=b'9', b':', ..] = rest.as_bytes() {
        return None;
    }
    if let Some((date, Precision::Day, length)) = date::day_at(rest) {
        *at += length;
        return Some(Day::Whole(date));
    }
    if let Some((one, other, length)) = order::either_at(rest) {
        *at += length;
        return Some(Day::Either(one, other));
    }
    if let Some((date, _, length)) = date::short_at(rest) {
        *at += length;
        return Some(Day::Whole(date));
    }
    let (month, number, length) = date::yearless_at(rest)?;
    *at += length;
    Some(Day::Yearless(month, number))
}

/// What may stand between a day and its time.
fn skip_between(text: &str, at: &mut usize, is_about: &mut bool, weekday: &mut Option<Weekday>) {
    for _ in 0..3 {
        skip(
            text,
            at,
            &[
                ' ', ',', 'T', '_', '(', '@', '-', '–', '*', '\u{a0}', ':', '|', '.', '[', '\t',
                '\n',
            ],
        );
        let tilde = *at;
        skip(text, at, &['~', '≈']);
        *is_about |= *at > tilde;
        take_word(text, at, is_about, BEFORE);
        take_weekday(text, at, weekday);
    }
    skip(text, at, &[' ']);
}

/// True where a sign of a range stands between two days behind which neither a time stands nor a word goes on.
fn is_range(text: &str, from: usize, to: usize, end: usize) -> bool {
    let between = text[from..to].trim();
    let behind = &text[end..];
    let is_over =
        !behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '%' | 'T'));
    matches!(between, "-" | "–" | "—") && is_over
}

fn skip_ish(text: &str, at: &mut usize, is_about: &mut bool) {
    let rest = text[*at..].trim_start_matches([' ', '(']);
    if let Some(behind) = rest
        .strip_prefix("ish")
        .or_else(|| rest.strip_prefix("or so"))
        && !behind.starts_with(char::is_alphanumeric)
    {
        *at = text.len() - behind.len();
        skip(text, at, &[')']);
        *is_about = true;
    }
}

fn take_zone(text: &str, at: &mut usize) -> Option<String> {
    let rest = &text[*at..];
    let zone = zone_behind(rest)?;
    // The zone is a slice of the text: where it ends is known.
    let start = rest.find(zone)?;
    // `10:00-11:00` is a range; an offset stands so only in stamps of machines: `2021-03-28T10:00-05:00`.
    let is_machines = || text[..*at].contains('T') && text[..*at].contains('-');
    if zone.starts_with(['-', '−']) && !is_machines() || zone.starts_with('+') && zone.len() < 5 {
        return None;
    }
    *at += start + zone.len();
    skip(text, at, &[')', ']']);
    Some(if zone.eq_ignore_ascii_case("z") {
        "UTC".to_owned()
    } else {
        zone.to_owned()
    })
}

/// A day behind its time: `14:05 2021-01-02`, `12:47 AM PDT on April 21st`.
fn take_day_behind(
    text: &str,
    at: &mut usize,
    day: &mut Option<Day>,
    weekday: &mut Option<Weekday>,
) {
    if day.is_some() {
        return;
    }
    let mut behind = *at;
    skip(text, &mut behind, &[' ', ',', '(', '\u{a0}']);
    if behind == *at {
        return;
    }
    for words in [&["on", "den", "am", "le"][..], &["the"]] {
        take_word(text, &mut behind, &mut false, words);
        skip(text, &mut behind, &[' ', ',']);
    }
    take_weekday(text, &mut behind, weekday);
    skip(text, &mut behind, &[' ', ',']);
    if let Some(found) = self::day(text, &mut behind) {
        *day = Some(found);
        *at = behind;
    }
}

/// The end of a range, and its length.
fn range(text: &str) -> Option<(Option<Day>, TimeOfDay, usize)> {
    let mut at = 0;
    skip(text, &mut at, &[' ', '\u{a0}', '(', ')']);
    let rest = &text[at..];
    let sign = [
        "->", "→", "–", "—", "-", "to ", "until ", "till ", "til ", "and ", "bis ",
    ]
    .iter()
    .find(|sign| rest.starts_with(**sign))?;
    at += sign.len();
    let mut is_about = false;
    skip(text, &mut at, &[' ', '~', '\u{a0}', '>']);
    // `recovery by 11:10 and by 12:32` tells two times.
    if *sign == "and "
        && ["by ", "at "]
            .iter()
            .any(|word| text[at..].starts_with(word))
    {
        return None;
    }
    take_word(text, &mut at, &mut is_about, BEFORE);
    skip(text, &mut at, &[' ', '~']);
    let mut behind = at;
    let day = day(text, &mut behind);
    if day.is_some() {
        skip_between(text, &mut behind, &mut is_about, &mut None);
        at = behind;
    }
    let (mut time, length) = clock_at(text, at).or_else(|| bare_end(&text[at..]))?;
    if is_about {
        time.precision = Precision::Approximate;
    }
    Some((day, time, at + length))
}

/// `1330-1345`: four figures behind a range's sign.
fn bare_end(text: &str) -> Option<(TimeOfDay, usize)> {
    let Clock {
        time,
        precision,
        length,
        next_day,
        ..
    } = clock(text.get(..4)?)?;
    let goes_on = text[4..].starts_with(|c: char| c.is_ascii_digit());
    (length == 4 && !goes_on).then_some((
        TimeOfDay {
            time,
            precision,
            next_day,
            is_whole: true,
        },
        length,
    ))
}

#[cfg(test)]
mod tests;
