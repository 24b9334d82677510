//! Log lines: the time that a line begins with, and its level.
//!
//! A text is a log where most of its lines begin with a time of day or a level; lines that are indented belong to the one before.
//! Times are only found, not read: what they mean nobody has to know here.

use std::ops::Range;

use super::Class;
use super::runs::Runs;

/// How far from the beginning of a line its time and its level are looked for, in bytes.
const HEAD: usize = 160;
/// The words behind the time among which the level is looked for.
const WORDS: usize = 6;

/// True where lines begin as those of logs do.
pub(super) fn is_log(text: &str) -> bool {
    let (mut all, mut like_log) = (0_usize, 0_usize);
    for line in text.lines() {
        if line.trim().is_empty() || line.starts_with([' ', '\t']) {
            continue;
        }
        all += 1;
        let line = head(line);
        like_log += usize::from(time(line).is_some() || begins_with_level(line));
    }
    // Two of three, since what a program says over several lines is not indented everywhere.
    like_log > 0 && like_log * 3 >= all * 2
}

/// Adds the runs of a log.
pub(super) fn runs(text: &str, runs: &mut Runs) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let head = head(line);
        let time = time(head);
        let level = level(head, time.as_ref());
        let mut parts: Vec<(Range<usize>, Class)> = Vec::new();
        parts.extend(time.map(|time| (time, Class::Time)));
        parts.extend(level);
        // The letter before a month is a level before its time.
        parts.sort_by_key(|(range, _)| range.start);
        for (range, class) in parts {
            runs.push(text, at + range.start..at + range.end, class);
        }
        at += line.len();
    }
}

/// The beginning of a line.
fn head(line: &str) -> &str {
    let mut end = line.len().min(HEAD);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    line[..end].trim_end()
}

/// The time that a line begins with, brackets and all.
fn time(line: &str) -> Option<Range<usize>> {
    let bytes = line.as_bytes();
    let mut start = access_log(line)
        .or_else(|| letter_before_month(bytes))
        .unwrap_or(0);
    let from = start;
    // What names a time: `time="…"`, `ts=…`.
    let names = ["time=", "ts=", "timestamp="];
    start += names
        .iter()
        .find(|name| line[from..].starts_with(**name))
        .map_or(0, |name| name.len());
    let is_closed = matches!(bytes.get(start), Some(b'[' | b'"' | b'('));
    let mut at = start + usize::from(is_closed);
    let day = day(line, at);
    if day > 0 {
        at += day;
        let blanks = line[at..].len() - line[at..].trim_start_matches(' ').len();
        at += match bytes.get(at) {
            Some(b'T' | b't' | b'_' | b':' | b'-') => 1,
            _ => blanks,
        };
    }
    let clock = clock(bytes, at);
    if clock == 0 {
        return None;
    }
    at += clock;
    at += zone(line, at);
    if is_closed && matches!(bytes.get(at), Some(b']' | b'"' | b')')) {
        at += 1;
    }
    let ends = bytes
        .get(at)
        .is_none_or(|byte| !byte.is_ascii_alphanumeric());
    ends.then_some(from..at)
}

/// Where the time of a line of an access log begins: behind an address and two names.
fn access_log(line: &str) -> Option<usize> {
    let open = line.find(" [")? + 1;
    let mut words = line[..open].trim_end().split(' ');
    let address = words.next()?;
    let is_part = |sign: char| sign.is_ascii_hexdigit() || matches!(sign, '.' | ':');
    let is_address = address.contains(['.', ':']) && address.chars().all(is_part);
    let bytes = line.as_bytes();
    let has_day = digits(bytes, open + 1) == 2 && bytes.get(open + 3) == Some(&b'/');
    (is_address && words.count() == 2 && has_day).then_some(open)
}

/// Where the month and day stand behind the letter of a level: `I0102 03:04:05.123456`.
fn letter_before_month(bytes: &[u8]) -> Option<usize> {
    let is_letter = matches!(bytes.first(), Some(b'I' | b'W' | b'E' | b'F' | b'D'));
    (is_letter && digits(bytes, 1) == 4 && bytes.get(5) == Some(&b' ')).then_some(1)
}

/// The number of digits at a place.
fn digits(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// The bytes of a day at a place: `2031-01-02`, `2031/01/02`, `02/Jan/2031`, `Jan  2`, `Thu Jan  2`.
fn day(line: &str, at: usize) -> usize {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let bytes = line.as_bytes();
    let rest = line.get(at..).unwrap_or_default();
    let first = digits(bytes, at);
    // A month and a day behind the letter of a level.
    if at == 1 && first == 4 && bytes.get(5) == Some(&b' ') {
        return 4;
    }
    if (first == 4 || first == 2)
        && let Some(sign @ (b'-' | b'/' | b'.')) = bytes.get(at + first)
    {
        let second = at + first + 1;
        let month = digits(bytes, second);
        let word = rest.get(first + 1..first + 4);
        let month = if word.is_some_and(|word| MONTHS.contains(&word)) {
            3
        } else {
            month
        };
        if !(1..=3).contains(&month) || bytes.get(second + month) != Some(sign) {
            return 0;
        }
        let third = digits(bytes, second + month + 1);
        return if (1..=4).contains(&third) {
            first + 1 + month + 1 + third
        } else {
            0
        };
    }
    let mut length = 0;
    if rest.get(..3).is_some_and(|word| DAYS.contains(&word)) && rest[3..].starts_with(' ') {
        length = 4;
    }
    if !rest
        .get(length..length + 3)
        .is_some_and(|word| MONTHS.contains(&word))
    {
        return 0;
    }
    length += 3;
    let blanks = rest[length..].len() - rest[length..].trim_start_matches(' ').len();
    let number = digits(bytes, at + length + blanks);
    if blanks == 0 || blanks > 2 || !(1..=2).contains(&number) {
        return 0;
    }
    length + blanks + number
}

/// The bytes of a time of day at a place: `03:04`, `03:04:05`, `03:04:05.678`, `03:04:05,678`.
fn clock(bytes: &[u8], at: usize) -> usize {
    let hours = digits(bytes, at);
    if !(1..=2).contains(&hours)
        || bytes.get(at + hours) != Some(&b':')
        || digits(bytes, at + hours + 1) != 2
    {
        return 0;
    }
    let mut end = at + hours + 3;
    if bytes.get(end) == Some(&b':') && digits(bytes, end + 1) == 2 {
        end += 3;
        if let Some(b'.' | b',') = bytes.get(end) {
            let fraction = digits(bytes, end + 1);
            end += if fraction > 0 { 1 + fraction } else { 0 };
        }
    }
    end - at
}

/// The bytes of a zone at a place: `Z`, ` UTC`, `+00:00`, ` +0000`.
fn zone(line: &str, at: usize) -> usize {
    let rest = line.get(at..).unwrap_or_default();
    for word in ["Z", " UTC", " GMT", "UTC"] {
        if let Some(behind) = rest.strip_prefix(word)
            && !behind.starts_with(|sign: char| sign.is_alphanumeric())
        {
            return word.len();
        }
    }
    let blank = usize::from(rest.starts_with(' '));
    let bytes = rest.as_bytes();
    if !matches!(bytes.get(blank), Some(b'+' | b'-')) {
        return 0;
    }
    match digits(bytes, blank + 1) {
        4 => blank + 5,
        2 if bytes.get(blank + 3) == Some(&b':') && digits(bytes, blank + 4) == 2 => blank + 6,
        _ => 0,
    }
}

/// The level of a line behind its time: where it stands, and what it tells.
fn level(line: &str, time: Option<&Range<usize>>) -> Option<(Range<usize>, Class)> {
    if time.is_some() && letter_before_month(line.as_bytes()).is_some() {
        let class = match line.as_bytes()[0] {
            b'E' | b'F' => Class::Failure,
            b'W' => Class::Warning,
            _ => Class::Level,
        };
        return Some((0..1, class));
    }
    let mut at = time.map_or(0, |time| time.end);
    for word in line.get(at..)?.split(' ').take(WORDS + 1) {
        let start = word.len()
            - word
                .trim_start_matches(['[', '<', '(', '"', '|', '*'])
                .len();
        let keys = ["level=", "lvl=", "severity=", "level:", "log_level="];
        let key = keys
            .iter()
            .find(|name| word[start..].starts_with(**name))
            .map_or(0, |name| name.len());
        let quote = usize::from(word[start + key..].starts_with('"'));
        let from = start + key + quote;
        let shown = &word[from..];
        let length = shown.len()
            - shown
                .trim_start_matches(|sign: char| sign.is_ascii_alphabetic())
                .len();
        let (name, behind) = shown.split_at(length);
        let ends =
            behind.is_empty() || behind.starts_with([':', ']', '>', ')', ',', '|', '"', '*', '/']);
        let is_set_apart = key > 0 || start > 0 || behind.starts_with(':');
        let is_shouted = name.bytes().all(|byte| byte.is_ascii_uppercase());
        if ends
            && (is_shouted || is_set_apart)
            && let Some(class) = class(name)
        {
            return Some((at + from..at + from + length, class));
        }
        at += word.len() + 1;
    }
    None
}

/// True for a line that begins with its level: `ERROR: …`, `[warn] …`, `level=info …`.
fn begins_with_level(line: &str) -> bool {
    level(line, None).is_some_and(|(range, _)| range.start <= 1 || line.starts_with("level="))
}

fn class(name: &str) -> Option<Class> {
    Some(match name.to_ascii_lowercase().as_str() {
        "error" | "err" | "critical" | "crit" | "fatal" | "panic" | "severe" | "alert"
        | "emerg" | "emergency" => Class::Failure,
        "warn" | "warning" => Class::Warning,
        "info" | "notice" | "debug" | "trace" | "fine" | "verbose" => Class::Level,
        _ => return None,
    })
}
