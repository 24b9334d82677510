//! Lines that begin with a time of day: `9:34 - …`, `10:30 to 11:54`, `~1330-1345`, `2021-01-30 09:15 UTC: …`.
//!
//! Takes the words of one line, looks at its first words only. What moment is meant is not asked here.

/// How a line begins with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// The time stands before words: `10:30 it broke`.
    Bare,
    /// Something parts it from the words: `10:30 - it broke`, `10:30: it broke`, `[10:30] it broke`.
    Parted,
}

/// So many words may stand before the time: `Wed 30 Jan 2021`.
const DATE_WORDS: usize = 5;

/// The time that a line begins with.
pub(super) fn clock(line: &str) -> Option<Clock> {
    let is_framed = line.starts_with(['[', '(']);
    let mut rest = line.trim_start_matches(['[', '(', '~', '≈']);
    for _ in 0..=DATE_WORDS {
        if let Some(behind) = time(rest) {
            return Some(if is_framed || is_parted(after(behind)) {
                Clock::Parted
            } else {
                Clock::Bare
            });
        }
        rest = date_word(rest)?;
    }
    None
}

/// True for a line that begins with a whole day: `2 February 2020, by Ann`.
pub(super) fn begins_with_day(line: &str) -> bool {
    let mut rest = line;
    let mut is_named = false;
    let mut numbers = 0;
    for _ in 0..DATE_WORDS {
        let Some(behind) = date_word(rest) else { break };
        let word = rest[..rest.len() - behind.len()].trim_end();
        let word = word.trim_end_matches([',', ':', '.']);
        if is_numeric_date(word) {
            return true;
        }
        is_named |= is_name(word);
        numbers += usize::from(word.starts_with(|sign: char| sign.is_ascii_digit()));
        rest = behind;
    }
    // A day and a month; a month alone may be a verb, a number alone counts something.
    is_named && numbers >= 2
}

/// True for a line that is nothing but a day: `2021-01-30`, `January 30`, `Friday, 30 January 2021:`.
pub(super) fn is_day(line: &str) -> bool {
    let mut rest = line.trim_end_matches([':', '.']);
    let mut has_number = false;
    for _ in 0..DATE_WORDS {
        has_number |= rest.starts_with(|sign: char| sign.is_ascii_digit());
        match date_word(rest) {
            Some("") => return has_number || rest.starts_with(|sign: char| sign.is_ascii_digit()),
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    false
}

/// What stands behind a word that belongs to a date.
fn date_word(text: &str) -> Option<&str> {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    if end == 0 || end > 24 {
        return None;
    }
    let word = text[..end].trim_end_matches([',', ':', '.']);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = match digits {
        0 => false,
        _ if digits == word.len() => digits <= 2 || digits == 4,
        _ => matches!(&word[digits..], "st" | "nd" | "rd" | "th") || is_numeric_date(word),
    };
    (is_number || is_name(word)).then(|| text[end..].trim_start())
}

/// `2021-01-30`, `30.01.2021`, `1/30/21`.
fn is_numeric_date(word: &str) -> bool {
    let mut parts = 0;
    word.split(['-', '/', '.']).all(|part| {
        parts += 1;
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    }) && parts == 3
}

/// The first letters of months and days.
const NAMES: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mai",
    "okt", "des", "dez", "mär", "fév", "avr", "aoû", "déc", "ene", "abr", "ago", "dic", "out",
    "set", "mei", "maj", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "man", "tir", "ons",
    "tor", "fre", "lør", "søn", "die", "mit", "don", "sam", "son", "day",
];

fn is_name(word: &str) -> bool {
    let end = word.char_indices().nth(3).map_or(word.len(), |(at, _)| at);
    let lower = word[..end].to_lowercase();
    word.len() <= 12 && word.chars().all(char::is_alphabetic) && NAMES.contains(&&*lower)
}

/// What stands behind the time that a text begins with.
fn time(text: &str) -> Option<&str> {
    let (behind, is_sure) = moment(text)?;
    let zone = after_zone(behind);
    if let Some(second) = range(zone)
        && let Some((behind, also)) = moment(second)
        && (is_sure || also || first_is_four(text))
    {
        return Some(after_zone(behind));
    }
    (is_sure || (first_is_four(text) && zone.len() < behind.len())).then_some(zone)
}

/// A time in four figures, `1330`, which could be a year.
fn first_is_four(text: &str) -> bool {
    let digits = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    digits == 4 && text[..2] < *"24" && text[2..4] < *"60"
}

/// What stands behind one time; true where it can be nothing else.
fn moment(text: &str) -> Option<(&str, bool)> {
    // A date and a time in one word: `2021-01-30T09:15`.
    let text = match text.get(10..11) {
        Some("T") if is_numeric_date(&text[..10]) => &text[11..],
        _ => text,
    };
    let bytes = text.as_bytes();
    let digits = bytes
        .iter()
        .take(5)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if digits == 4 || digits == 3 {
        return Some((&text[digits..], false));
    }
    if !(1..=2).contains(&digits) {
        return None;
    }
    let hour: u32 = text[..digits].parse().ok()?;
    let sign = *bytes.get(digits)?;
    let minutes = bytes.get(digits + 1..digits + 3)?;
    let is_minutes = minutes.iter().all(u8::is_ascii_digit) && minutes[0] < b'6';
    let is_placeholder = matches!(minutes, b"XX" | b"xx" | b"??");
    if hour > 24 || !matches!(sign, b':' | b'.' | b'h') || !(is_minutes || is_placeholder) {
        return None;
    }
    let mut end = digits + 3;
    // Seconds, and parts of them.
    while let Some(more) = bytes.get(end)
        && matches!(more, b':' | b'.' | b',')
        && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
    {
        if *more == b'.' && sign == b'.' {
            // `1.23.4` is a version, `15.07.2021` a date.
            return None;
        }
        let figures = bytes[end + 1..]
            .iter()
            .take(9)
            .take_while(|byte| byte.is_ascii_digit());
        end += 1 + figures.count();
    }
    let rest = &text[end..];
    let ends = rest.chars().next().is_none_or(|next| {
        !next.is_alphanumeric() || next == 'Z' || is_half(rest) || rest.starts_with("ish")
    });
    // `1.30 GB` is a figure.
    (ends && !rest.starts_with('%')).then_some((rest, sign != b'.' || digits == 2))
}

fn is_half(text: &str) -> bool {
    text.get(..2)
        .is_some_and(|half| matches!(half.to_ascii_lowercase().as_str(), "am" | "pm"))
}

/// What stands behind the half of the day, the zone and such marks.
fn after_zone(text: &str) -> &str {
    let mut rest = text;
    for mark in ["(ish)", "ish", "Z", "h", "+"] {
        rest = rest.strip_prefix(mark).unwrap_or(rest);
    }
    for _ in 0..2 {
        let word = rest.trim_start();
        let open = usize::from(word.starts_with('('));
        let length = word[open..]
            .bytes()
            .take(6)
            .take_while(u8::is_ascii_alphabetic)
            .count();
        let name = &word[open..open + length];
        let is_zone = (2..=5).contains(&length)
            && (name.bytes().all(|byte| byte.is_ascii_uppercase())
                || is_half(name) && length == 2
                || name == "ish");
        let is_at_start = word.len() == rest.len() && !is_half(name);
        if !is_zone || (is_at_start && open == 0) {
            break;
        }
        rest = &word[open + length..];
        rest = rest.strip_prefix(')').unwrap_or(rest);
    }
    rest
}

/// What stands behind the word or sign between two times.
fn range(text: &str) -> Option<&str> {
    let rest = text.trim_start();
    [
        "to ", "until ", "till ", "bis ", "til ", "-", "–", "—", "/", "->", "→",
    ]
    .iter()
    .find_map(|sign| rest.strip_prefix(sign))
    .map(|behind| behind.trim_start_matches([' ', '~', '>']))
}

/// The text without what closes a frame around the time.
fn after(text: &str) -> &str {
    text.trim_start_matches([']', ')', '*'])
}

/// True where a sign, or the end of the line, parts the time from what follows.
fn is_parted(text: &str) -> bool {
    let word = text.trim_start();
    text.starts_with([':', '\t', '|', ',', ';', '>'])
        || word.is_empty()
        || word.starts_with(['-', '–', '—', '|', '→', '>', '='])
        || word.starts_with(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_at_the_beginning() {
        let parted = Some(Clock::Parted);
        let bare = Some(Clock::Bare);
        for (line, expected) in [
            ("9:34 - somebody asks", parted),
            ("10:30 to 11:54 - worked on it", parted),
            ("12:13 to 1:30(ish) - set it up", parted),
            ("2:00ish - talked", parted),
            ("~1330-1345 - the disk fills", parted),
            ("1330 UTC it breaks", bare),
            ("[09:15] it breaks", parted),
            ("09:15 UTC it breaks", bare),
            ("09:15 UTC: it breaks", parted),
            ("9:05 AM EST - it breaks", parted),
            ("22.26 : servers recover", parted),
            ("22.00 - 22.25 : they move it", parted),
            ("2021-01-30 09:15 it breaks", bare),
            ("2021-01-30T09:15Z it breaks", bare),
            ("Jul 27, 2016 10:14 AM PST - noticed", parted),
            ("Friday 30 January 9:15: it breaks", parted),
            ("23:02:13.5: first message", parted),
            ("19:08 < bot> merged", bare),
            ("15.07.2021 the team met", None),
            ("1.5 hours later", None),
            ("1.23.4 was rolled out", None),
            ("2021 - a year of outages", None),
            ("30 servers broke", None),
            ("At 9:02 a job ran", None),
            ("99:99 never", None),
            ("3.50 GB were lost", None),
            ("10 minutes later it was 10:30", None),
            ("", None),
        ] {
            assert_eq!(clock(line), expected, "{line}");
        }
    }

    #[test]
    fn days_at_the_beginning() {
        for (line, expected) in [
            ("2 February 2020, by Ann", true),
            ("2020-02-02 by Ann", true),
            ("Sunday, February 2nd, 2020 (Ann)", true),
            ("May we ask you", false),
            ("2 servers broke", false),
            ("", false),
        ] {
            assert_eq!(begins_with_day(line), expected, "{line}");
        }
    }

    #[test]
    fn days_alone() {
        for (line, expected) in [
            ("2021-01-30", true),
            ("January 30", true),
            ("Friday, 30 January 2021:", true),
            ("30.01.2021", true),
            ("January", false),
            ("May we?", false),
            ("2021-01-30 it broke", false),
            ("", false),
        ] {
            assert_eq!(is_day(line), expected, "{line}");
        }
    }
}
