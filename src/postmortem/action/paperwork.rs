//! Whether a task is about the report itself: `Write the postmortem`, `Share this document with support`, `Fill in the timeline`.
//!
//! Takes the words of an item, gives an answer. A template puts such tasks under the actions, and they are no promise about the system. The
//! whole of the item must be one: what is done to a report's process (`Write a postmortem template`), and a task that goes on to something
//! else (`Write the postmortem and alert on the queue`), is a promise like any other. It asks nothing of marks and links.

use super::promise::begins_with_task;
use crate::postmortem::template::words_of;

/// What is done to a report.
#[rustfmt::skip] // A language a line.
const DONE_TO_IT: &[&str] = &[
    "write", "draft", "prepare", "create", "finish", "complete", "finalise", "finalize", "publish", "share", "circulate", "distribute", "send", "post", "present", "review", "schedule", "hold", "conduct", "organise", "organize", "arrange", "attach", "upload", "archive", "file", "fill", "update", "proofread", "announce", "do", "start",
    "written", "drafted", "finished", "completed", "finalised", "finalized", "published", "shared", "sent", "posted", "presented", "reviewed", "scheduled", "held", "uploaded", "archived", "filed", "filled", "updated", "documented",
    "schreiben", "verfassen", "fertigstellen", "veröffentlichen", "teilen", "verteilen", "ausfüllen", "ergänzen",
    "skriv", "skrive", "ferdigstill", "ferdigstille", "publiser", "publisere", "del", "dele", "fyll", "fylle",
    "rédiger", "écrire", "terminer", "publier", "partager", "diffuser", "compléter", "remplir",
    "escribir", "redactar", "terminar", "publicar", "compartir", "completar", "rellenar",
];

/// What stands between that and the report.
#[rustfmt::skip] // A language a line.
const BETWEEN: &[&str] = &[
    "up", "out", "in", "off", "a", "an", "the", "this", "our", "that", "your", "final", "full", "public", "internal", "external", "blameless", "short", "detailed", "official", "formal", "initial", "first", "remaining", "missing", "all", "draft", "of", "and", "incident", "outage",
    "das", "den", "der", "die", "dieses", "diesen", "ein", "einen", "ut", "dette", "en", "et", "denne", "le", "la", "ce", "cette", "un", "une", "el", "este", "esta",
];

/// Names of a report.
#[rustfmt::skip] // A language a line.
const REPORTS: &[&str] = &[
    "postmortem", "post-mortem", "post mortem", "incident report", "incident review", "incident retrospective", "post-incident review", "post incident review", "rca", "root cause analysis", "write-up", "writeup", "retrospective", "retro",
    "vorfallsbericht", "hendelsesrapport", "hendelsesrapporten", "postmortemet", "rapport d'incident", "informe del incidente",
];

/// What a report is called by one who stands in it: only `this document` is the report.
#[rustfmt::skip] // A language a line.
const ITSELF: &[&str] = &[
    "document", "doc", "report", "page", "file", "form", "template", "dokument", "bericht", "vorlage", "seite", "dokumentet", "rapporten", "siden", "malen", "page", "rapport", "modèle", "documento", "informe", "página", "plantilla",
];

/// What calls it so.
const THIS: &[&str] = &[
    "this", "dieses", "diesen", "diese", "dette", "denne", "ce", "cette", "este", "esta",
];

/// What fills a part of it.
const FILLS: &[&str] = &[
    "fill",
    "complete",
    "finish",
    "filled",
    "completed",
    "finished",
    "ausfüllen",
    "ergänzen",
    "fyll",
    "fylle",
    "compléter",
    "remplir",
    "completar",
    "rellenar",
];

/// Its parts.
#[rustfmt::skip] // A language a line.
const PARTS: &[&str] = &[
    "timeline", "summary", "sections", "template", "action items", "root cause section", "impact section", "timeline section", "summary section",
    "zeitleiste", "zeitachse", "zusammenfassung", "tidslinje", "tidslinjen", "sammendrag", "sammendraget", "malen", "chronologie", "résumé", "cronología", "resumen",
];

/// What may stand behind it, whatever follows then.
#[rustfmt::skip] // A language a line.
const BEHIND: &[&str] = &[
    "with", "to", "for", "by", "on", "in", "at", "from", "before", "within", "until", "about", "via", "internally", "publicly", "externally", "today", "tomorrow", "above", "below", "meeting", "session", "document", "doc",
    "mit", "an", "bis", "für", "med", "til", "innen", "for", "avec", "à", "au", "aux", "con", "a", "al", "para",
];

/// True for a task about the report itself.
pub(super) fn is_paperwork(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = words_of(&lower).take(LONGEST).collect();
    let first = words.first().copied().unwrap_or_default();
    if DONE_TO_IT.contains(&first) {
        return is_done(&words);
    }
    // `Postmortem published`, `Dieses Dokument teilen`.
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    let verb = if DONE_TO_IT.contains(last) { *last } else { "" };
    !verb.is_empty() && of_report(before, verb) == Some(before.len())
}

/// Longer ones tell more than that.
const LONGEST: usize = 24;

/// True for words that begin with what is done to a report, and go on with nothing else.
fn is_done(words: &[&str]) -> bool {
    let Some((verb, mut rest)) = words.split_first() else {
        return false;
    };
    // `Write and publish the postmortem`.
    while let [and, next, behind @ ..] = rest
        && matches!(*and, "and" | "or" | "og" | "und" | "et" | "y")
        && DONE_TO_IT.contains(next)
    {
        rest = behind;
    }
    let Some(end) = of_report(rest, verb) else {
        return false;
    };
    match &rest[end..] {
        [] => true,
        ["and", verb, it, ..] if DONE_TO_IT.contains(verb) && matches!(*it, "it" | "this") => true,
        ["and", more @ ..] => {
            more.first().is_some_and(|verb| DONE_TO_IT.contains(verb)) && is_done(more)
        }
        [next, ..] => BEHIND.contains(next) && !goes_on(&rest[end..]),
    }
}

/// True where another task follows: `for the board and alert on the queue`, but not `with support and sales`.
fn goes_on(words: &[&str]) -> bool {
    let mut ands = (0..words.len()).filter(|at| words[*at] == "and");
    ands.any(|at| begins_with_task(&words[at + 1..].join(" ")))
}

/// Where the name of the report, or of a part of it that is filled in, ends in these words; `None` where they begin with another thing.
fn of_report(words: &[&str], verb: &str) -> Option<usize> {
    let mut is_this = false;
    for at in 0..words.len() {
        let ends = |names: &[&str]| {
            let mut ends = names.iter().filter_map(|name| {
                let count = name.split(' ').count();
                let own = words.get(at..at + count)?;
                own.iter()
                    .copied()
                    .eq(name.split(' '))
                    .then_some(at + count)
            });
            ends.next()
        };
        let fills = || FILLS.contains(&verb).then(|| ends(PARTS)).flatten();
        let itself = || is_this.then(|| ends(ITSELF)).flatten();
        if let Some(end) = ends(REPORTS).or_else(itself).or_else(fills) {
            return Some(end);
        }
        is_this = THIS.contains(&words[at]);
        if !BETWEEN.contains(&words[at]) && !is_this {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::is_paperwork;

    #[test]
    fn tasks_about_the_report_and_others() {
        for (text, expected) in [
            ("Write the postmortem", true),
            ("Write up a blameless post-mortem", true),
            ("Share this document with support and sales", true),
            ("Share this document with everybody in support", true),
            ("Fill in the timeline", true),
            ("Complete the remaining sections", true),
            ("Write and publish the incident report", true),
            ("Write the incident report and share it with the team", true),
            ("Schedule the postmortem meeting", true),
            ("Postmortem published", true),
            ("Dieses Dokument teilen", true),
            ("Del dette dokumentet", true),
            ("Rédiger le post-mortem", true),
            ("Completar la cronología", true),
            ("Write a postmortem template", false),
            ("Write the postmortem and alert on the queue", false),
            (
                "Write the postmortem for the board and alert on the queue",
                false,
            ),
            ("Review the postmortem process", false),
            ("Share the document store with the other cluster", false),
            ("Complete the migration", false),
            ("Write a report generator", false),
            ("Send reports to the queue", false),
            ("Update this page when the pool is full", false),
            ("File a ticket", false),
            ("", false),
        ] {
            assert_eq!(is_paperwork(text), expected, "{text}");
        }
    }
}
