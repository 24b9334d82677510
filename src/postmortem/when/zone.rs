//! Time zones as people write them behind a time, and the offset of those that have just one.
//!
//! Takes words, gives an offset, or the place whose clocks they mean. A name that several zones share has no offset.

use super::signs::Beginnings;

/// Seconds east of UTC for a zone as written; `None` for names that mean several zones (`IST`, `BST`, `CST`) and for places,
/// whose offset depends on the day.
pub fn zone_offset(zone: &str) -> Option<i32> {
    let zone = zone.trim().trim_matches(['(', ')']).trim();
    if let Some(seconds) = signed(zone) {
        return Some(seconds);
    }
    if let Some((name, rest)) = zone.split_at_checked(3)
        && (name.eq_ignore_ascii_case("UTC") || name.eq_ignore_ascii_case("GMT"))
        && let Some(seconds) = signed(rest.trim())
    {
        return Some(seconds);
    }
    if zone.len() > LONGEST_NAME || !BEGINNINGS.may_be(zone.as_bytes()) {
        return None;
    }
    ZONES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(zone))
        .map(|(_, minutes)| minutes * 60)
}

/// True for a word that names a zone, also where its offset is not known. What is a word of some language too is a zone only in
/// capitals.
pub(super) fn is_zone(word: &str) -> bool {
    if word.len() > LONGEST_NAME || !BEGINNINGS.may_be(word.as_bytes()) {
        return false;
    }
    let is_one = |name: &str| name.len() == word.len() && name.eq_ignore_ascii_case(word);
    let is_of = |names: &[&str]| names.iter().any(|name| is_one(name));
    let is_named = ZONES.iter().any(|(name, _)| is_one(name))
        || is_of(AMBIGUOUS)
        || PLACES.iter().any(|(names, ..)| is_of(names));
    is_named && !(word.bytes().any(|byte| !byte.is_ascii_uppercase()) && is_of(WORDS))
}

/// The place whose clocks a zone in capitals means, and true where the name holds for all the year: `PT`, unlike `PST`.
pub(super) fn place_of(upper: &str) -> Option<(&'static str, bool)> {
    PLACES
        .iter()
        .find(|(names, ..)| names.contains(&upper))
        .map(|(_, place, is_for_all_year)| (*place, *is_for_all_year))
}

/// The first zone that a text names, as written: `All times in PST`, `Time (UTC+1)`.
pub(in crate::postmortem) fn zone_in(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_uppercase()) {
        let word = &rest[start..];
        let end = word
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(word.len());
        let is_apart = !rest[..start].ends_with(|c: char| c.is_alphanumeric() || c == '/');
        let name = &word[..end];
        if is_apart
            && name.len() > 1
            && name.bytes().all(|b| b.is_ascii_uppercase())
            && is_zone(name)
        {
            let behind = &word[end..];
            let length = behind
                .char_indices()
                .find(|(at, c)| {
                    !(c.is_ascii_digit() || *c == ':' || (*at == 0 && matches!(c, '+' | '-')))
                })
                .map_or(behind.len(), |(at, _)| at);
            let whole = &word[..end + length];
            // `PST (UTC-7)`: the offset says which of the clocks of that name is meant.
            let beside = behind.trim_start_matches([' ', '(', ',', '/', '=']);
            if length == 0 && (beside.starts_with("UTC") || beside.starts_with("GMT")) {
                let offset = &beside[3..];
                let figures = offset.trim_start_matches(['+', '-']);
                let end = figures
                    .find(|c: char| !(c.is_ascii_digit() || c == ':'))
                    .unwrap_or(figures.len());
                let written = &beside[..beside.len() - figures.len() + end];
                if figures.len() + 1 == offset.len() && zone_offset(written).is_some() {
                    return Some(written.to_owned());
                }
            }
            return Some(
                if zone_offset(whole).is_some() {
                    whole
                } else {
                    name
                }
                .to_owned(),
            );
        }
        if is_apart && word.starts_with("Coordinated Universal Time") {
            return Some("UTC".to_owned());
        }
        if is_apart && let Some(named) = named_zone(word) {
            return Some(named.to_owned());
        }
        rest = &word[end.max(1)..];
    }
    None
}

/// A zone in words or by its place, at the start of a text: `Pacific Time`, `Europe/Oslo`.
fn named_zone(text: &str) -> Option<&str> {
    // No name is longer, and no word is gone through again and again.
    let is_of_place =
        |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'-');
    let near = text.as_bytes().iter().take(LONGEST);
    let end = near.take_while(is_of_place).count();
    let place = &text[..end];
    if place.contains('/') {
        return jiff::tz::TimeZone::get(place).is_ok().then_some(place);
    }
    if !BEGINNINGS.may_be(place.as_bytes()) {
        return None;
    }
    // ` TIME`.
    let words = text.get(..end + 5).unwrap_or(text);
    let is_named = |name: &&str| name.eq_ignore_ascii_case(words);
    let named = PLACES.iter().any(|(names, ..)| names.iter().any(is_named));
    named.then_some(words)
}

/// Characters of the longest name of a place: `America/Argentina/ComodRivadavia`.
const LONGEST: usize = 40;

/// `+02:00`, `-0700`, `+2`.
fn signed(text: &str) -> Option<i32> {
    let (sign, rest) = match text.chars().next()? {
        '+' => (1, &text[1..]),
        '-' => (-1, &text[1..]),
        '−' => (-1, &text['−'.len_utf8()..]),
        _ => return None,
    };
    if !rest.bytes().all(|b| b.is_ascii_digit() || b == b':') {
        return None;
    }
    let (hours, minutes) = match (rest.split_once(':'), rest.len()) {
        (Some((hours, minutes)), _) => (hours, minutes),
        (None, 4) => rest.split_at(2),
        (None, 1 | 2) => (rest, "0"),
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// Letters of the longest name that is one word.
const LONGEST_NAME: usize = 4;

/// How the names begin.
static BEGINNINGS: Beginnings = {
    let mut beginnings = Beginnings::NONE.of(AMBIGUOUS);
    let mut at = 0;
    while at < ZONES.len() {
        beginnings = beginnings.and(ZONES[at].0);
        at += 1;
    }
    at = 0;
    while at < PLACES.len() {
        beginnings = beginnings.of(PLACES[at].0);
        at += 1;
    }
    beginnings
};

/// Names that mean one offset, in minutes east of UTC.
const ZONES: &[(&str, i32)] = &[
    ("Z", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("WEST", 60),
    ("CET", 60),
    ("CEST", 120),
    ("EET", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("TRT", 180),
    ("SAST", 120),
    ("PKT", 300),
    ("NPT", 345),
    ("WIB", 420),
    ("JST", 540),
    ("KST", 540),
    ("HKT", 480),
    ("SGT", 480),
    ("PHT", 480),
    ("AWST", 480),
    ("ACST", 570),
    ("ACDT", 630),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
    ("EST", -300),
    ("EDT", -240),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
    ("AKST", -540),
    ("AKDT", -480),
    ("HST", -600),
    ("NST", -210),
    ("NDT", -150),
    ("BRT", -180),
];

/// Names that mean several zones.
const AMBIGUOUS: &[&str] = &["BST", "IST", "CST", "AST", "ADT", "SST", "GST", "ECT"];

/// Names that are words besides, or parts of words that stand behind times.
const WORDS: &[&str] = &[
    "PT", "ET", "CT", "MT", "EST", "IST", "WET", "WEST", "AST", "SAST", "NST", "AET",
];

/// Names by the place whose clocks they mean; true where the name holds for summer and winter.
const PLACES: &[(&[&str], &str, bool)] = &[
    (&["PT", "PACIFIC TIME"], "America/Los_Angeles", true),
    (&["MT", "MOUNTAIN TIME"], "America/Denver", true),
    (&["CT", "CENTRAL TIME"], "America/Chicago", true),
    (&["ET", "EASTERN TIME"], "America/New_York", true),
    (&["AET"], "Australia/Sydney", true),
    (&["PST", "PDT"], "America/Los_Angeles", false),
    (&["MST", "MDT"], "America/Denver", false),
    (&["CDT"], "America/Chicago", false),
    (&["EST", "EDT"], "America/New_York", false),
    (&["AKST", "AKDT"], "America/Anchorage", false),
    (&["NST", "NDT"], "America/St_Johns", false),
    (&["WET", "WEST"], "Europe/Lisbon", false),
    (&["CET", "CEST"], "Europe/Paris", false),
    (&["EET", "EEST"], "Europe/Helsinki", false),
    (&["AEST", "AEDT"], "Australia/Sydney", false),
    (&["ACST", "ACDT"], "Australia/Adelaide", false),
    (&["NZST", "NZDT"], "Pacific/Auckland", false),
];

#[cfg(test)]
mod tests {
    use super::zone_offset;

    #[test]
    fn offsets() {
        for (zone, hours) in [
            ("Z", Some(0)),
            ("utc", Some(0)),
            ("UTC+1", Some(1)),
            ("+02:00", Some(2)),
            ("-0700", Some(-7)),
            ("PST", Some(-8)),
            ("CEST", Some(2)),
            ("BST", None),
            ("Europe/Oslo", None),
            ("", None),
        ] {
            assert_eq!(zone_offset(zone), hours.map(|h| h * 3600), "{zone}");
        }
    }
}
