//! The time that a line begins with: `9:34 -`, `**00:27 UTC:**`, `Dec 17th 22:XX`, `10:30 to 11:54`, `~1330-1345`, `2:00ish`.
//!
//! Takes the words of an entry, gives what its beginning says of a time, as written: which day is meant where none is named, and
//! which half of the day, only the entries around it can tell.

mod day;
mod time_of_day;

use jiff::ToSpan;
use jiff::civil::{DateTime, Weekday};

use super::Precision;
use super::moment::{Clock, clock, zone_place};
use super::signs::{self, Beginnings, Signs};
use super::weekday;
pub(in crate::postmortem) use day::Day;
use day::day_at;
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

/// Words that may stand before a time; true for those that say that it is not exact.
const BEFORE: &[(&str, bool)] = &[
    ("between", false),
    ("approximately", true),
    ("approx.", true),
    ("approx", true),
    ("around", true),
    ("about", true),
    ("circa", true),
    ("cirka", true),
    ("from", false),
    ("kl.", false),
    ("kl", false),
    ("ca.", true),
    ("ca", true),
    ("at", false),
    ("on", false),
    ("by", false),
    ("um", false),
    ("gegen", true),
    ("c.", true),
    ("vers", true),
    ("hacia", true),
    ("rundt", true),
];

/// How those words begin.
static BEGINNINGS: Beginnings = {
    let mut beginnings = Beginnings::NONE;
    let mut at = 0;
    while at < BEFORE.len() {
        beginnings = beginnings.and(BEFORE[at].0);
        at += 1;
    }
    beginnings
};

/// Whether a word that may stand before a time says that it is not exact; `None` for other words.
fn lead(word: &str) -> Option<bool> {
    if !BEGINNINGS.may_be(word.as_bytes()) {
        return None;
    }
    let is_one =
        |(name, _): &&(&str, bool)| name.len() == word.len() && name.eq_ignore_ascii_case(word);
    BEFORE.iter().find(is_one).map(|(_, is_about)| *is_about)
}

/// True for words that begin as a sentence does that names a time: `At 10:20 UTC the …`.
pub(in crate::postmortem) fn begins_as_sentence(words: &str) -> bool {
    let end = words.find(' ').unwrap_or(words.len());
    let first = words[..end].trim_end_matches(',');
    lead(first).is_some() && first.chars().all(char::is_alphabetic)
}

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
    let mut day = day_at(text, &mut at);
    if day.is_some() {
        let mut behind = at;
        skip_between(text, &mut behind, &mut is_about, &mut weekday);
        // `2015-04-10 - 2015-04-14`: what stands behind a day may be the day until which it went on.
        let mut last = behind;
        let is_whole = matches!(day_at(text, &mut last), Some(Day::Whole(_)));
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
        if let Some((end_day, end, behind)) = range(text, at) {
            until = Some((end_day, end));
            if end_day.is_none()
                && end.is_lettered
                && let Some((start, _)) = &mut time
            {
                start.take_half(&end);
            }
            at = behind;
            skip_ish(text, &mut at, &mut is_about);
            let behind = take_zone(text, &mut at);
            zone = zone.or(behind);
            take_day_behind(text, &mut at, &mut day, &mut weekday);
        }
    }
    // What follows must not go on like a word or a number.
    let behind = &text[at..];
    if behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '%')) {
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
    at = SET_OFF.skip(text, at);
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

/// Signs that may stand before a time.
static OPENING: Signs = Signs::new(b" [(*|\t\">\n", &['\u{a0}', '•', '·', '“', '【', '（']);
/// Signs between a day and its time.
static BETWEEN: Signs = Signs::new(b" ,T_(@-*:|.[\t\n", &['–', '\u{a0}']);
/// Signs that set a time off from the words behind it.
static SET_OFF: Signs = Signs::new(
    b" :-|,)]=>*\t\n_",
    &['\u{a0}', '：', '–', '—', '→', '・', '】', '）'],
);
static ABOUT: Signs = Signs::new(b"~", &['≈']);
static BLANK: Signs = Signs::new(b" ", &[]);
static COMMA: Signs = Signs::new(b" ,", &[]);

fn skip_before(text: &str, at: &mut usize, is_about: &mut bool, weekday: &mut Option<Weekday>) {
    // A few words, so that no text is searched far.
    for _ in 0..4 {
        let before = *at;
        *at = OPENING.skip(text, *at);
        skip_about(text, at, is_about);
        // Nearly every stamp begins with a figure.
        if begins_with_figure(text, *at) {
            return;
        }
        take_lead(text, at, is_about);
        take_weekday(text, at, weekday);
        *at = COMMA.skip(text, *at);
        if *at == before {
            break;
        }
    }
}

fn begins_with_figure(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

/// Steps over signs that say that what follows is not exact.
fn skip_about(text: &str, at: &mut usize, is_about: &mut bool) {
    let behind = ABOUT.skip(text, *at);
    *is_about |= behind > *at;
    *at = behind;
}

/// Steps over the name of a day of the week.
fn take_weekday(text: &str, at: &mut usize, weekday: &mut Option<Weekday>) {
    let rest = &text[*at..];
    if !weekday::may_be_named(rest) {
        return;
    }
    let end = signs::letters(rest, 13);
    let is_set_off = matches!(
        rest.as_bytes().get(end),
        Some(b' ' | b',' | b'~' | b':' | b'.' | b')' | b']')
    );
    if is_set_off && let Some(named) = weekday::named(&rest[..end]) {
        *weekday = weekday.or(Some(named));
        *at += end;
    }
}

/// Steps over one of the words that may stand before a time.
fn take_lead(text: &str, at: &mut usize, is_about: &mut bool) {
    if BEGINNINGS.may_be(&text.as_bytes()[*at..])
        && let Some(word) = word_set_off(&text[*at..])
        && let Some(says_about) = lead(word)
    {
        *is_about |= says_about;
        *at += word.len();
    }
}

/// The word that a text begins with where a blank, a comma or another sign before a time stands behind it.
fn word_set_off(text: &str) -> Option<&str> {
    // None of the words that are asked for is longer.
    const LONGEST: usize = 18;
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'.' || *byte >= 0x80;
    let letters = text.bytes().take(LONGEST);
    let end = letters.take_while(|byte| is_letter(byte)).count();
    let is_set_off = matches!(text.as_bytes().get(end), Some(b' ' | b',' | b'~' | b':'));
    text.get(..end).filter(|_| is_set_off)
}

/// What may stand between a day and its time.
fn skip_between(text: &str, at: &mut usize, is_about: &mut bool, weekday: &mut Option<Weekday>) {
    for _ in 0..3 {
        *at = BETWEEN.skip(text, *at);
        skip_about(text, at, is_about);
        if begins_with_figure(text, *at) {
            return;
        }
        take_lead(text, at, is_about);
        take_weekday(text, at, weekday);
    }
    *at = BLANK.skip(text, *at);
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
    static SIGNS: Signs = Signs::new(b" (", &[]);
    static CLOSING: Signs = Signs::new(b")", &[]);
    let start = SIGNS.skip(text, *at);
    let words = match text.as_bytes().get(start) {
        Some(b'i') => "ish",
        Some(b'o') => "or so",
        _ => return,
    };
    if let Some(behind) = text[start..].strip_prefix(words)
        && !behind.starts_with(char::is_alphanumeric)
    {
        *at = CLOSING.skip(text, text.len() - behind.len());
        *is_about = true;
    }
}

fn take_zone(text: &str, at: &mut usize) -> Option<String> {
    static CLOSING: Signs = Signs::new(b")]", &[]);
    let (start, zone) = zone_place(&text[*at..])?;
    // `10:00-11:00` is a range; an offset stands so only in stamps of machines: `2021-03-28T10:00-05:00`.
    let is_machines = || text[..*at].contains('T') && text[..*at].contains('-');
    let is_known = match zone.as_bytes() {
        [b'+', ..] => zone.len() >= 5,
        [b'-' | 0x80.., ..] => is_machines(),
        _ => true,
    };
    if !is_known {
        return None;
    }
    *at = CLOSING.skip(text, *at + start + zone.len());
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
    static SIGNS: Signs = Signs::new(b" ,(", &['\u{a0}']);
    if day.is_some() {
        return;
    }
    let mut behind = SIGNS.skip(text, *at);
    let begins = text.as_bytes().get(behind).copied();
    if behind == *at || !begins.is_some_and(|byte| byte.is_ascii_alphanumeric()) {
        return;
    }
    let is_of = |word: &str, words: &[&str]| words.iter().any(|one| word.eq_ignore_ascii_case(one));
    for words in [&["on", "den", "am", "le"][..], &["the"]] {
        // Letters keep their bit.
        let begins = text.as_bytes().get(behind).map(|byte| byte | 0x20);
        if matches!(begins, Some(b'o' | b'd' | b'a' | b'l' | b't'))
            && let Some(word) = word_set_off(&text[behind..])
            && is_of(word, words)
        {
            behind += word.len();
        }
        behind = COMMA.skip(text, behind);
    }
    take_weekday(text, &mut behind, weekday);
    behind = COMMA.skip(text, behind);
    if let Some(found) = day_at(text, &mut behind) {
        *day = Some(found);
        *at = behind;
    }
}

/// The end of a range whose sign stands behind that byte, with its day, and where it ends.
fn range(text: &str, from: usize) -> Option<(Option<Day>, TimeOfDay, usize)> {
    static CLOSING: Signs = Signs::new(b" ()", &['\u{a0}']);
    static BEHIND: Signs = Signs::new(b" ~>", &['\u{a0}']);
    static TILDE: Signs = Signs::new(b" ~", &[]);
    const SIGNS: &[&str] = &[
        "->",
        "→",
        "–",
        "—",
        "--",
        "-",
        "to ",
        "until ",
        "up until ",
        "till ",
        "til ",
        "through ",
        "thru ",
        "and ",
        "bis ",
        "hasta ",
        "tot ",
        "〜",
        "～",
    ];
    let mut at = CLOSING.skip(text, from);
    let rest = &text[at..];
    if !matches!(
        rest.as_bytes().first(),
        Some(b'-' | b't' | b'u' | b'a' | b'b' | b'h' | 0x80..)
    ) {
        return None;
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign))?;
    at += sign.len();
    let mut is_about = false;
    at = BEHIND.skip(text, at);
    // `recovery by 11:10 and by 12:32` tells two times.
    if *sign == "and "
        && ["by ", "at "]
            .iter()
            .any(|word| text[at..].starts_with(word))
    {
        return None;
    }
    take_lead(text, &mut at, &mut is_about);
    at = TILDE.skip(text, at);
    let mut behind = at;
    take_weekday(text, &mut behind, &mut None);
    behind = COMMA.skip(text, behind);
    let day = day_at(text, &mut behind);
    if day.is_some() {
        skip_between(text, &mut behind, &mut is_about, &mut None);
        at = behind;
    }
    let found = clock_at(text, at).or_else(|| bare_end(&text[at..]));
    let (mut time, length) = found?;
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
            is_lettered: false,
        },
        length,
    ))
}

#[cfg(test)]
mod tests;
