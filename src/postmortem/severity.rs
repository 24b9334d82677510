//! How bad an incident was: the author's label, and its place on a scale from 0 (worst) to 5.

use super::keys::Keys;
use super::template::is_placeholder;
use super::{Origin, Severity};

/// The severity that a head states.
pub(super) fn read(keys: &Keys<'_>) -> Option<Severity> {
    const NAMES: &[&str] = &[
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
    ];
    let entry = keys.get(NAMES)?;
    let label = entry.value.texts().first()?.trim().to_owned();
    if is_placeholder(&label) {
        return None;
    }
    Some(Severity {
        level: level(&label),
        label,
        origin: Origin::Stated,
    })
}

/// The place of a label: its number where it has one (`SEV-2`, `P1`, `2`), else that of its word. `None` where it has neither.
fn level(label: &str) -> Option<u8> {
    let lower = label.to_lowercase();
    let first: String = lower
        .chars()
        .skip_while(|c| !c.is_alphanumeric())
        .take_while(|c| !matches!(c, '(' | ',' | ';' | '/' | '|' | ':' | '–' | '—') && *c != '\n')
        .collect();
    let first = first.trim();
    let digits = first.trim_start_matches(|c: char| {
        c.is_alphabetic() || matches!(c, '-' | '_' | ' ' | '.' | '#')
    });
    let name = first[..first.len() - digits.len()]
        .trim_end_matches(['-', '_', ' ', '.', '#'])
        .trim();
    let number: String = digits.chars().take_while(char::is_ascii_digit).collect();
    if number.len() == 1
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
            ("", None),
        ] {
            assert_eq!(level(label), expected, "{label}");
        }
    }
}
