//! How long something lasted, as people write it.
//!
//! Takes a text, gives minutes; a text that is no length of time gives nothing. Whether it is that of the incident is not asked here.

use super::number::NUMBERS;
use super::signs::{self, Signs};
use super::unit::factor;

/// The minutes of a duration: `1h 30m`, `87 minutes`, `1 hour, 27 min`, `0h 37m (in office hours)`, `PT1H30M`, `01:27:00`.
/// Seconds are rounded; a number without a unit is none.
pub fn parse_duration(text: &str) -> Option<u32> {
    let text = text.trim();
    let seconds = iso(text)
        .or_else(|| clock(text))
        .or_else(|| Some(words(text)?.0))?;
    minutes_of(seconds)
}

/// The duration that running text begins with in words, and how many bytes it takes: `87 minutes`, `two hours and 5 min`.
pub(in crate::postmortem) fn duration_at(text: &str) -> Option<(u32, usize)> {
    let (seconds, length) = words(text)?;
    Some((minutes_of(seconds)?, length))
}

fn minutes_of(seconds: f64) -> Option<u32> {
    let minutes = (seconds / 60.0).round();
    // Longer than a century is no duration of an incident.
    #[expect(
        clippy::cast_sign_loss,
        reason = "the range is checked: never negative, never beyond u32"
    )]
    (0.0..=60.0 * 24.0 * 36_525.0)
        .contains(&minutes)
        .then_some(minutes as u32)
}

/// `P1DT2H30M`.
fn iso(text: &str) -> Option<f64> {
    let rest = text.strip_prefix('P')?;
    let mut seconds = 0.0;
    let mut number = String::new();
    let mut in_time = false;
    let mut any = false;
    for c in rest.chars() {
        match c {
            '0'..='9' | '.' => number.push(c),
            ',' => number.push('.'),
            'T' if !in_time && number.is_empty() => in_time = true,
            _ => {
                let factor = match (c, in_time) {
                    ('W', false) => 604_800.0,
                    ('D', false) => 86_400.0,
                    ('H', true) => 3600.0,
                    ('M', true) => 60.0,
                    ('S', true) => 1.0,
                    _ => return None,
                };
                seconds += number.parse::<f64>().ok()? * factor;
                number.clear();
                any = true;
            }
        }
    }
    (any && number.is_empty()).then_some(seconds)
}

/// `01:27:00`.
fn clock(text: &str) -> Option<f64> {
    let parts: Vec<f64> = text
        .split(':')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match parts[..] {
        [hours, minutes, seconds] if minutes < 60.0 && seconds < 60.0 => {
            Some(hours * 3600.0 + minutes * 60.0 + seconds)
        }
        _ => None,
    }
}

/// Numbers with units, from the start of the text as long as they go on.
fn words(text: &str) -> Option<(f64, usize)> {
    let mut rest = text;
    let mut seconds = 0.0;
    let mut end = None;
    loop {
        rest = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | '~' | '≈' | '+' | '&')
        });
        let Some(first) = rest.bytes().next() else {
            break;
        };
        if !may_begin(first) {
            break;
        }
        if may_be_filler(first) {
            for filler in FILLERS {
                let start = rest.get(..filler.len());
                if start.is_some_and(|start| start.eq_ignore_ascii_case(filler)) {
                    rest = &rest[filler.len()..];
                }
            }
        }
        let length = number_length(rest);
        if length == 0 {
            break;
        }
        let behind = &rest[length..];
        let behind = &behind[BETWEEN.skip(behind, 0)..];
        let unit = &behind[..signs::letters(behind, 20)];
        let Some(factor) = factor(unit) else { break };
        // `for a time`, `one T`: behind a word only a unit that can be none else.
        let is_word = !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.');
        if is_word && (unit.len() < 3 || unit == "time") {
            break;
        }
        let Some(number) = number(&rest[..length]) else {
            break;
        };
        seconds += number * factor;
        rest = &behind[unit.len()..];
        // `2h10`: the minutes of a clock.
        if unit.eq_ignore_ascii_case("h")
            && let Some(minutes) = two_figures(rest)
        {
            seconds += minutes * 60.0;
            rest = &rest[2..];
        }
        end = Some(text.len() - rest.len());
    }
    Some((seconds, end?))
}

/// What stands between a number and its unit.
static BETWEEN: Signs = Signs::new(b" -", &['\u{a0}']);

/// Words that may stand before a number.
const FILLERS: &[&str] = &[
    "about ",
    "around ",
    "approximately ",
    "approx. ",
    "approx ",
    "roughly ",
    "ca. ",
    "ca ",
    "and ",
    "nearly ",
    "almost ",
    "og ",
    "und ",
    "et ",
    "y ",
    "e ",
    "en ",
];

/// False for what none of those words begins with.
fn may_be_filler(byte: u8) -> bool {
    matches!(
        byte | 0x20,
        b'a' | b'r' | b'c' | b'n' | b'o' | b'u' | b'e' | b'y'
    )
}

/// False for what neither a number nor a word before one begins with.
fn may_begin(byte: u8) -> bool {
    matches!(
        byte | 0x20,
        b'0'..=b'9'
            | b'.'
            | b'a'
            | b'c'
            | b'e'
            | b'f'
            | b'h'
            | b'n'
            | b'o'
            | b'r'
            | b's'
            | b't'
            | b'u'
            | b'y'
    )
}

/// How many bytes the number takes that a text begins with, in figures or in a small word; 0 where there is none.
fn number_length(text: &str) -> usize {
    let is_figure = |byte: &&u8| byte.is_ascii_digit() || **byte == b'.';
    let length = text.as_bytes().iter().take_while(is_figure).count();
    if length > 0 {
        return length;
    }
    let Some(first) = text.bytes().next().map(|byte| byte | 0x20) else {
        return 0;
    };
    let is_it = |(word, _): &&(&str, f64)| {
        word.as_bytes()[0] == first
            && text
                .get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
            && text[word.len()..].starts_with([' ', '-', '\u{a0}'])
    };
    NUMBERS.iter().find(is_it).map_or(0, |(word, _)| word.len())
}

/// The number in those figures or that small word.
fn number(text: &str) -> Option<f64> {
    if let Some(b'0'..=b'9' | b'.') = text.bytes().next() {
        return text.parse().ok();
    }
    let is_it = |(word, _): &&(&str, f64)| word.eq_ignore_ascii_case(text);
    NUMBERS.iter().find(is_it).map(|(_, number)| *number)
}

/// Two figures right at the start that are minutes of an hour, and go on with nothing.
fn two_figures(text: &str) -> Option<f64> {
    let figures = text.get(..2)?;
    let goes_on = text[2..].starts_with(|c: char| c.is_alphanumeric() || c == ':');
    let is_number = figures.bytes().all(|byte| byte.is_ascii_digit());
    let minutes: f64 = figures.parse().ok().filter(|_| is_number && !goes_on)?;
    (minutes < 60.0).then_some(minutes)
}

#[cfg(test)]
mod tests {
    use super::parse_duration;

    #[test]
    fn durations() {
        for (text, minutes) in [
            ("1h 30m", Some(90)),
            ("1h30m", Some(90)),
            ("0h 37m", Some(37)),
            ("2h10", Some(130)),
            ("2h10m", Some(130)),
            ("9h 16m (during support hours 10:00-17:00)", Some(556)),
            ("673h 34m", Some(40_414)),
            ("87 minutes", Some(87)),
            ("about 1 hour and 27 min", Some(87)),
            ("1.5 hours", Some(90)),
            ("90-minute", Some(90)),
            ("2 timer", Some(120)),
            ("11 Days", Some(15_840)),
            ("two hours", Some(120)),
            ("about half an hour", Some(30)),
            ("an hour and twenty minutes", Some(80)),
            ("forty-five minutes", Some(45)),
            ("a bit", None),
            ("PT1H30M", Some(90)),
            ("P1DT2H", Some(1560)),
            ("01:27:00", Some(87)),
            ("90", None),
            ("N/A", None),
            ("Present", None),
            ("99999999999999 days", None),
            ("", None),
        ] {
            assert_eq!(parse_duration(text), minutes, "{text}");
        }
    }
}
