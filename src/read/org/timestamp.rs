//! Timestamps: `<2024-01-02 Tue 10:00>`, `[2024-01-02 Tue]`, and from one to another.
//!
//! Takes words, gives what a reader sees of one: the brackets are for Emacs, the days and times are kept as written.

/// What joins two times.
const TO: &str = " – ";

/// No timestamp has more bytes between its brackets.
const LONGEST: usize = 80;

/// The timestamp, or the two with dashes between them, that these words begin with: what is shown of it, and its length.
pub(super) fn timestamp(words: &str) -> Option<(String, usize)> {
    let (first, mut length) = one(words)?;
    let mut shown = first.to_owned();
    for dash in ["--", "-", "–"] {
        if let Some(rest) = words[length..].strip_prefix(dash)
            && let Some((second, more)) = one(rest)
        {
            shown.push_str(TO);
            shown.push_str(second);
            length += dash.len() + more;
            break;
        }
    }
    Some((shown, length))
}

/// What stands between the brackets of one timestamp, and its length.
fn one(words: &str) -> Option<(&str, usize)> {
    let close = match words.as_bytes().first()? {
        b'<' => b'>',
        b'[' => b']',
        _ => return None,
    };
    let inner = words.as_bytes().get(1..)?;
    if !is_day(inner) {
        return None;
    }
    let end = inner
        .iter()
        .take(LONGEST)
        .position(|byte| matches!(byte, b'>' | b']' | b'\n'))?;
    if inner[end] != close || !matches!(inner.get(10), Some(b' ' | b'>' | b']')) {
        return None;
    }
    Some((words[1..=end].trim_end(), end + 2))
}

/// True for `2024-01-02`.
fn is_day(bytes: &[u8]) -> bool {
    bytes.len() >= 10
        && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_of_timestamps() {
        for (words, expected) in [
            ("<2024-01-02>", Some(("2024-01-02", 12))),
            (
                "[2024-01-02 Tue 10:00] a",
                Some(("2024-01-02 Tue 10:00", 22)),
            ),
            (
                "<2024-01-02 Tue 10:00-11:00 +1w>",
                Some(("2024-01-02 Tue 10:00-11:00 +1w", 32)),
            ),
            (
                "<2024-01-02>--<2024-01-03> a",
                Some(("2024-01-02 – 2024-01-03", 26)),
            ),
            ("<2024-01-02]", None),
            ("[2024-01-02", None),
            ("[2024-01-023]", None),
            ("[2024]", None),
        ] {
            let found = timestamp(words);
            let found = found
                .as_ref()
                .map(|(shown, length)| (shown.as_str(), *length));
            assert_eq!(found, expected, "{words}");
        }
    }
}
