//! Time zones as people write them behind a time, and the offset of those that have just one.

/// Seconds east of UTC for a zone as written; `None` for names that mean several zones (`IST`, `BST`, `CST`) and for places,
/// whose offset depends on the day.
pub fn zone_offset(zone: &str) -> Option<i32> {
    let zone = zone.trim().trim_matches(['(', ')']).trim();
    if let Some(seconds) = signed(zone) {
        return Some(seconds);
    }
    let upper = zone.to_ascii_uppercase();
    for prefix in ["UTC", "GMT"] {
        if let Some(rest) = upper.strip_prefix(prefix)
            && let Some(seconds) = signed(rest.trim())
        {
            return Some(seconds);
        }
    }
    ZONES
        .iter()
        .find(|(name, _)| *name == upper)
        .map(|(_, minutes)| minutes * 60)
}

/// True for a word that names a zone, also where its offset is not known.
pub(super) fn is_zone(word: &str) -> bool {
    let upper = word.to_ascii_uppercase();
    ZONES.iter().any(|(name, _)| *name == upper) || AMBIGUOUS.contains(&upper.as_str())
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
        rest = &word[end.max(1)..];
    }
    None
}

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
    ("JST", 540),
    ("KST", 540),
    ("HKT", 480),
    ("SGT", 480),
    ("AWST", 480),
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
    ("BRT", -180),
];

/// Names that mean several zones, or a zone whose offset changes with the season.
const AMBIGUOUS: &[&str] = &["BST", "IST", "CST", "AST", "PT", "ET", "CT", "MT"];

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
