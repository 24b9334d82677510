//! How long something lasted, as people write it.

use super::signs::{self, Beginnings, Signs};

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

/// Small numbers in words; the longer of two before what it begins with.
const NUMBERS: &[(&str, f64)] = &[
    ("half an", 0.5),
    ("half a", 0.5),
    ("an", 1.0),
    ("a", 1.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("fifteen", 15.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty-five", 45.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("ninety", 90.0),
];

/// Two figures right at the start that are minutes of an hour, and go on with nothing.
fn two_figures(text: &str) -> Option<f64> {
    let figures = text.get(..2)?;
    let goes_on = text[2..].starts_with(|c: char| c.is_alphanumeric() || c == ':');
    let is_number = figures.bytes().all(|byte| byte.is_ascii_digit());
    let minutes: f64 = figures.parse().ok().filter(|_| is_number && !goes_on)?;
    (minutes < 60.0).then_some(minutes)
}

/// The seconds of a unit.
fn factor(unit: &str) -> Option<f64> {
    let bytes = unit.as_bytes();
    if !UNITS.may_be(bytes) {
        return None;
    }
    if !bytes.is_ascii() {
        return factor_of(unit.to_lowercase().as_bytes());
    }
    let mut lower = [0; LONGEST_UNIT];
    let lower = lower.get_mut(..bytes.len())?;
    lower.copy_from_slice(bytes);
    lower.make_ascii_lowercase();
    factor_of(lower)
}

/// How the units begin.
static UNITS: Beginnings = Beginnings::NONE.of(&[
    "s", "second", "m", "minute", "h", "hr", "hour", "heure", "t", "time", "day", "d", "dia",
    "día", "std", "uur", "uke", "tag", "jour", "w", "week", "woche",
]);

/// Letters of the longest unit.
const LONGEST_UNIT: usize = 8;

fn factor_of(unit: &[u8]) -> Option<f64> {
    Some(match unit {
        b"s" | b"sec" | b"secs" | b"second" | b"seconds" | b"sekunder" | b"sekunden"
        | b"secondes" | b"segundos" => 1.0,
        b"m" | b"min" | b"mins" | b"minute" | b"minutes" | b"minutt" | b"minutter" | b"minuten"
        | b"minuter" | b"minutos" | b"minuti" => 60.0,
        b"h" | b"hr" | b"hrs" | b"hour" | b"hours" | b"t" | b"time" | b"timer" | b"std"
        | b"stunde" | b"stunden" | b"heure" | b"heures" | b"hora" | b"horas" | b"uur"
        | b"timmar" => 3600.0,
        b"d" | b"day" | b"days" | b"dag" | b"dager" | b"dagar" | b"dage" | b"dagen" | b"tag"
        | b"tage" | b"jour" | b"jours" | b"dia" | b"dias" => 86_400.0,
        b"w" | b"week" | b"weeks" | b"uke" | b"uker" | b"woche" | b"wochen" => 604_800.0,
        _ if unit == "día".as_bytes() || unit == "días".as_bytes() => 86_400.0,
        _ => return None,
    })
}

/// False for a text in which no unit of time stands behind a number: one look at where its words begin tells.
pub(in crate::postmortem) fn may_tell_duration(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (eights, rest) = bytes.as_chunks::<8>();
    for (number, eight) in eights.iter().enumerate() {
        let mut ends = ends_of_words(*eight);
        while ends != 0 {
            let at = number * 8 + ends.trailing_zeros() as usize / 8;
            if is_unit_behind(text, at) {
                return true;
            }
            ends &= ends - 1;
        }
    }
    let from = bytes.len() - rest.len();
    (from..bytes.len()).any(|at| is_unit_behind(text, at))
}

/// The highest bit of each of eight bytes that is a figure or a sign such as stands between words; of some others too.
fn ends_of_words(eight: [u8; 8]) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    // Letters of ASCII are larger than all figures.
    const AFTER_FIGURES: u64 = (b'9' as u64 + 1) * ONES;
    let bytes = u64::from_le_bytes(eight);
    (bytes.wrapping_sub(AFTER_FIGURES) | bytes) & (ONES << 7)
}

/// True where a unit of time begins behind that byte, and a number ends with it or before it.
#[inline]
fn is_unit_behind(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let may_follow = matches!(bytes[at], b' ' | b'-' | 0xa0 | b'.' | b'0'..=b'9');
    may_follow && UNITS.may_stand_in(&bytes[at + 1..]) && is_counted(text, at + 1)
}

/// True where a unit of time stands at that byte, and a number before it.
fn is_counted(text: &str, start: usize) -> bool {
    let behind = &text.as_bytes()[start..];
    let near = &behind[..behind.len().min(LONGEST_UNIT + 1)];
    let is_letter = |byte: &&u8| byte.is_ascii_alphabetic();
    let length = near.iter().take_while(is_letter).count();
    let word = &text[start..start + length];
    // A letter that is none of ASCII may go on with the unit.
    let goes_on = behind.get(length).is_some_and(|byte| !byte.is_ascii());
    if !UNITS.may_be(word.as_bytes()) || !goes_on && factor(word).is_none() {
        return false;
    }
    let is_small = !goes_on && (length < 3 || word == "time");
    text.get(..start)
        .is_some_and(|before| is_behind_number(before, is_small))
}

/// True where a text ends with a number and what may stand behind one; where the unit is small, with a number in figures.
fn is_behind_number(text: &str, is_small: bool) -> bool {
    let number = text.trim_end_matches([' ', '-', '\u{a0}']);
    if number.ends_with(|c: char| c.is_ascii_digit() || c == '.') {
        return true;
    }
    // The longest word that a number ends with has seven letters.
    let bytes = number.as_bytes();
    let letters = bytes.iter().rev().take(8);
    let letters = letters
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let last = &number[number.len() - letters..];
    let ends_with = |(word, _): &(&str, f64)| {
        let from = word.len().checked_sub(last.len());
        from.is_some_and(|from| word.as_bytes()[from..].eq_ignore_ascii_case(last.as_bytes()))
    };
    !is_small && letters > 0 && number.len() < text.len() && NUMBERS.iter().any(ends_with)
}

#[cfg(test)]
mod tests {
    use super::{may_tell_duration, parse_duration};

    #[test]
    fn texts_that_may_tell_a_duration() {
        for (text, may) in [
            ("", false),
            ("the site was down for some time", false),
            ("the day before", false),
            ("users' sessions", false),
            ("for two hours", true),
            ("half a day", true),
            ("forty-five minutes", true),
            ("a T", false),
            ("for a time", false),
            ("5 t", true),
            ("2h10", true),
            ("3 días", true),
            ("dos días", false),
            ("two días", true),
            ("87-minute outage", true),
            ("1.5\u{a0}hours", true),
            ("20 users, minutes later", false),
        ] {
            assert_eq!(may_tell_duration(text), may, "{text}");
        }
    }

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
