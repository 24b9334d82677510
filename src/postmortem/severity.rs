//! How bad an incident was: the author's label, and its place on a scale from 0 (worst) to 5.
//!
//! Takes heads, labels, titles and sentences, gives the first severity that is stated of this incident. Nothing is weighed: an impact
//! that is only told has no severity.

use std::ops::Range;

use super::keys::Keys;
use super::template::{is_no_value, is_placeholder};
use super::when::has_figure;
use super::{Origin, Severity};

/// Keys and labels of a severity, letters only.
pub(super) const NAMES: &[&str] = &[
    "severity",
    "sev",
    "incidentseverity",
    "severitylevel",
    "priority",
    "incidentpriority",
    "alvorlighet",
    "alvorlighetsgrad",
    "schweregrad",
    "allvarlighetsgrad",
    "sévérité",
    "severidad",
    "severidade",
    "criticality",
    "impactlevel",
    "incidentlevel",
    "severityrating",
    "prioritylevel",
    "sevlevel",
    "timeinsev",
    "gravité",
    "allvarlighet",
    "重大度",
    "严重程度",
];

/// The severity that a head states.
pub(super) fn read(keys: &Keys<'_>) -> Option<Severity> {
    let entry = *keys.all(NAMES).first()?;
    let label = entry.value.texts().first()?.trim().to_owned();
    // `Under review` is no severity, and yet words of an author: it stands among the further details.
    if !is_no_value(&label) || is_placeholder(&label) {
        keys.mark(entry);
    }
    if is_no_value(&label) {
        return None;
    }
    Some(Severity {
        level: level(&label),
        label,
        origin: Origin::Stated,
    })
}

/// The severity that a label of the text states: `Severity: High`, `Time in SEV-2: 40 min`.
pub(super) fn labelled(key: &str, value: &str) -> Option<Severity> {
    if let Some(number) = numbered(key) {
        return Some(stated(&number.label, Some(number.level)));
    }
    let value = value.trim();
    let is_short = value.len() <= 16 && !value.contains(char::is_whitespace);
    let level = level(value).filter(|_| is_label(value));
    // A template lists all there are: `Low | Medium | High`.
    let is_one = !value.contains(['|', '?']) && value.split('/').count() < 3;
    (is_one && !is_no_value(value) && (level.is_some() || is_short)).then(|| stated(value, level))
}

/// A label of a severity has so many words at most: `very high impact`.
const LONGEST: usize = 3;

/// True where the words before a remark are few enough for a label: a sentence begins with `major` as well.
fn is_label(value: &str) -> bool {
    let end = value.find(is_remark).unwrap_or(value.len());
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    value[..end].split_whitespace().filter(is_word).count() <= LONGEST
}

/// True for what parts a label from the remark behind it.
fn is_remark(c: char) -> bool {
    matches!(c, '(' | ',' | ';' | '/' | '|' | ':' | '–' | '—' | '\n')
}

/// The severity that a title states: `[SEV1] Orders down`, `SEV-2: Orders down`.
pub(super) fn in_title(title: &str) -> Option<Severity> {
    let number = numbered(title)?;
    Some(stated(&number.label, Some(number.level)))
}

/// The severity that the account states of this incident: `declared a SEV-2`, `a SEV-1 incident`. Two of them state none.
pub(super) fn in_words<'l>(lines: impl Iterator<Item = &'l str>) -> Option<Severity> {
    let mut found: Option<Numbered> = None;
    for line in lines {
        let Some(number) = numbered(line).filter(|number| is_of_incident(line, number)) else {
            continue;
        };
        if found
            .as_ref()
            .is_some_and(|known| known.level != number.level)
        {
            return None;
        }
        found.get_or_insert(number);
    }
    found.map(|number| stated(&number.label, Some(number.level)))
}

fn stated(label: &str, level: Option<u8>) -> Severity {
    Severity {
        label: label.to_owned(),
        level,
        origin: Origin::Stated,
    }
}

/// A severity with its number, as it stands in a text.
struct Numbered {
    label: String,
    level: u8,
    range: Range<usize>,
}

/// The first `SEV-2`, `Sev 2`, `severity 2` of a text.
fn numbered(text: &str) -> Option<Numbered> {
    if !has_figure(text) {
        return None;
    }
    let bytes = text.as_bytes();
    // The last of its letters is the rarest.
    let starts = memchr::memchr2_iter(b'v', b'V', bytes).filter_map(|third| {
        let at = third.checked_sub(2)?;
        let begins = bytes[at..third].eq_ignore_ascii_case(b"se")
            && at
                .checked_sub(1)
                .is_none_or(|before| !bytes[before].is_ascii_alphanumeric());
        begins.then_some(at)
    });
    for start in starts {
        let mut end = start + 3;
        if bytes[end..]
            .get(..5)
            .is_some_and(|rest| rest.eq_ignore_ascii_case(b"erity"))
        {
            end += 5;
        }
        let digit = match bytes.get(end) {
            Some(b'-' | b' ' | b'_') => end + 1,
            _ => end,
        };
        let level = bytes.get(digit).filter(|byte| byte.is_ascii_digit());
        let ends = bytes
            .get(digit + 1)
            .is_none_or(|byte| !byte.is_ascii_alphanumeric());
        if let (Some(level), true) = (level, ends) {
            return Some(Numbered {
                label: text[start..=digit].to_owned(),
                level: (level - b'0').min(5),
                range: start..digit + 1,
            });
        }
    }
    None
}

/// True where the words around say that it is that of this incident.
fn is_of_incident(line: &str, number: &Numbered) -> bool {
    const NOUNS: [&str; 8] = [
        "incident",
        "incidents",
        "outage",
        "ticket",
        "event",
        "issue",
        "alert",
        "case",
    ];
    const VERBS: [&str; 14] = [
        "declared",
        "classified",
        "categorised",
        "categorized",
        "rated",
        "raised",
        "escalated",
        "opened",
        "assigned",
        "was",
        "is",
        "became",
        "upgraded",
        "declaring",
    ];
    const OTHERS: [&str; 7] = [
        "other",
        "another",
        "previous",
        "earlier",
        "not",
        "no",
        "different",
    ];
    let plain = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    let before: Vec<String> = line[..number.range.start]
        .rsplit(char::is_whitespace)
        .take(5)
        .map(plain)
        .collect();
    let behind = line[number.range.end..]
        .split_whitespace()
        .next()
        .map(plain);
    let is = |words: &[&str]| before.iter().any(|word| words.contains(&word.as_str()));
    !is(&OTHERS) && (is(&VERBS) || behind.is_some_and(|word| NOUNS.contains(&word.as_str())))
}

/// The place of a label: its number where it has one (`SEV-2`, `P1`, `2`), else that of its word. `None` where it has neither.
fn level(label: &str) -> Option<u8> {
    let lower = label.to_lowercase();
    let first: String = lower
        .chars()
        .skip_while(|c| !c.is_alphanumeric())
        .take_while(|c| !is_remark(*c))
        .collect();
    let first = first.trim();
    let digits = first.trim_start_matches(|c: char| {
        c.is_alphabetic() || matches!(c, '-' | '_' | ' ' | '.' | '#')
    });
    let name = first[..first.len() - digits.len()]
        .trim_end_matches(['-', '_', ' ', '.', '#'])
        .trim();
    let number: String = digits.chars().take_while(char::is_ascii_digit).collect();
    // `3 orders of magnitude` counts something, `P1 incident` does not.
    let behind = digits[number.len()..].trim_start();
    let is_counting = name.is_empty() && behind.starts_with(char::is_alphanumeric);
    if number.len() == 1
        && !is_counting
        && matches!(
            name,
            "" | "sev"
                | "s"
                | "p"
                | "severity"
                | "prio"
                | "priority"
                | "level"
                | "severity level"
                | "tier"
                | "cat"
                | "class"
        )
    {
        return number.parse::<u8>().ok().map(|number| number.min(5));
    }
    WORDS
        .iter()
        .find(|(_, words)| words.contains(&first))
        .or_else(|| {
            // `very high impact`, `major outage`: the first word that means something.
            let first_word = first.split([' ', '-']).next().unwrap_or("");
            WORDS.iter().find(|(_, words)| words.contains(&first_word))
        })
        .map(|(level, _)| *level)
}

#[rustfmt::skip] // A level a line.
const WORDS: &[(u8, &[&str])] = &[
    (0, &["catastrophic", "catastrophe", "disaster"]),
    (1, &["critical", "very high", "highest", "blocker", "down", "outage", "emergency", "urgent", "severe", "kritisk", "kritisch", "critique", "crítico", "crítica", "critico", "krytyczny", "svært høy"]),
    (2, &["major", "high", "disrupted", "degraded", "serious", "høy", "hoch", "hög", "høj", "hoog", "élevé", "élevée", "alto", "alta", "majeur", "alvorlig", "wysoki"]),
    (3, &["medium", "moderate", "normal", "middels", "mittel", "mellan", "moyen", "moyenne", "medio", "media", "médio", "média", "gemiddeld", "średni"]),
    (4, &["minor", "low", "notice", "lav", "niedrig", "låg", "laag", "faible", "mineur", "bajo", "baja", "baixo", "baixa", "basso", "niski", "mindre"]),
    (5, &["trivial", "cosmetic", "informational", "info", "lowest", "negligible", "none"]),
];

#[cfg(test)]
mod tests {
    use super::level;

    #[test]
    fn labels() {
        for (label, expected) in [
            ("SEV1", Some(1)),
            ("SEV-2", Some(2)),
            ("Sev 0", Some(0)),
            ("S3 (minor)", Some(3)),
            ("P1", Some(1)),
            ("2", Some(2)),
            ("severity 4", Some(4)),
            ("Critical", Some(1)),
            ("Major (SEV2)", Some(2)),
            ("down", Some(1)),
            ("disrupted", Some(2)),
            ("notice", Some(4)),
            ("Kritisk", Some(1)),
            ("Very High", Some(1)),
            ("High impact", Some(2)),
            ("purple", None),
            ("99 red balloons", None),
            ("3 orders of magnitude worse", None),
            ("2 - High", Some(2)),
            ("P1 incident", Some(1)),
            ("", None),
        ] {
            assert_eq!(level(label), expected, "{label}");
        }
    }
}
