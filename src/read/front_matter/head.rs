//! Heads without a fence: `Key: value` lines at the very top, or right behind the title.
//!
//! Takes a text, gives the pairs and where its body begins. A few lines with a colon are not yet a head: among them stand keys that heads
//! have.

use crate::document::{Meta, MetaEntry, MetaOrigin, MetaValue};
use crate::source::Span;

/// A longer block of lines is prose.
const MOST_LINES: usize = 40;

/// Reads a head of two lines or more; see [`super::split`] for where the body begins.
pub(super) fn read(text: &str) -> (Meta, usize) {
    if let Some((meta, end)) = block(text, 0) {
        return (meta, end);
    }
    let none = (Meta::default(), 0);
    let Some(behind) = behind_title(text) else {
        return none;
    };
    block(text, behind).map_or(none, |(meta, _)| (meta, 0))
}

/// The byte behind the title and the blank lines under it.
fn behind_title(text: &str) -> Option<usize> {
    let mut lines = text.split_inclusive('\n');
    let mut at = 0;
    let mut title = "";
    for line in lines.by_ref() {
        at += line.len();
        if !line.trim().is_empty() {
            title = line.trim();
            break;
        }
    }
    let is_heading = title.starts_with('#') && title.trim_start_matches('#').starts_with(' ');
    if !is_heading {
        // A line of words, then at once the head or an underline of the heading.
        let is_line =
            !title.is_empty() && title.len() <= 120 && title.starts_with(char::is_alphanumeric);
        if !is_line {
            return None;
        }
        let next = text[at..].split_inclusive('\n').next()?;
        let underline = next.trim_end();
        let is_underline = !underline.is_empty()
            && ['=', '-', '*', '^', '#', '+']
                .iter()
                .any(|sign| underline.chars().all(|other| other == *sign));
        if !is_underline {
            let is_title = !title.ends_with(['.', ':', ',', ';']) && !title.contains(": ");
            return is_title.then_some(at);
        }
        at += next.len();
    }
    for line in text[at..].split_inclusive('\n') {
        if !line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    Some(at)
}

/// The pairs of the lines from `start` to the next blank line, if all of them are a head, and where they end.
fn block(text: &str, start: usize) -> Option<(Meta, usize)> {
    let mut entries: Vec<MetaEntry> = Vec::new();
    let mut at = start;
    let mut known = 0;
    // The value of the last pair with the lines that continue it.
    let mut longer: Vec<&str> = Vec::new();
    for line in text[start..].split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        if entries.len() >= MOST_LINES {
            return None;
        }
        let written = line.trim_end().trim_end_matches('\\').trim_end();
        let span = Span::new(at, at + written.len());
        if let Some((key, value)) = pair(written) {
            close(&mut longer, &mut entries);
            known += usize::from(is_known(key));
            entries.push(MetaEntry {
                key: key.into(),
                span,
                value: if value.is_empty() {
                    MetaValue::Null
                } else {
                    MetaValue::Text(value.into())
                },
            });
        } else {
            // A line that is set in continues the value above it.
            let last = entries
                .last_mut()
                .filter(|_| line.starts_with([' ', '\t']))?;
            longer.push(written.trim());
            last.span = last.span.join(span);
        }
        at += line.len();
    }
    close(&mut longer, &mut entries);
    let unknown = entries.len() - known;
    if entries.len() < 2 || known == 0 || unknown > known + 2 {
        return None;
    }
    let meta = Meta {
        origin: MetaOrigin::Head,
        span: Span::new(start, at),
        entries,
    };
    Some((meta, at))
}

/// Adds the lines that continue it to the value of the last pair.
fn close(longer: &mut Vec<&str>, entries: &mut [MetaEntry]) {
    let Some(last) = entries.last_mut().filter(|_| !longer.is_empty()) else {
        return;
    };
    let more = longer.join(" ");
    longer.clear();
    last.value = MetaValue::Text(match &last.value {
        MetaValue::Text(first) => format!("{first} {more}").into(),
        _ => more.into(),
    });
}

/// Key and value of a line such as `Date of incident: 2021-01-12`.
fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let fits = (value.is_empty() || value.starts_with([' ', '\t']))
        && key.len() <= 40
        && key.starts_with(char::is_alphabetic)
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '/' | '(' | ')'))
        && key.split_whitespace().count() <= 4;
    let is_name = is_known(key)
        || (key.starts_with(char::is_uppercase)
            && key.split_whitespace().count() <= 3
            && !is_prose(key)
            && value.trim().len() <= 160
            && !value.trim_end().ends_with('.'));
    (fits && is_name).then(|| (key.trim(), value.trim()))
}

/// True for a word that opens a sentence rather than a fact.
fn is_prose(key: &str) -> bool {
    const WORDS: &[&str] = &[
        "note",
        "notes",
        "nb",
        "warning",
        "caution",
        "important",
        "tip",
        "hint",
        "info",
        "update",
        "edit",
        "example",
        "todo",
        "fixme",
        "tl;dr",
        "tldr",
        "disclaimer",
        "answer",
        "question",
        "why",
        "what",
        "how",
        "who",
        "ps",
    ];
    let first = key.split_whitespace().next().unwrap_or("").to_lowercase();
    WORDS.contains(&first.as_str())
        || matches!(
            first.as_str(),
            "the" | "a" | "an" | "this" | "our" | "we" | "in" | "on"
        )
}

/// True for a key that heads of reports have.
pub(super) fn is_known(key: &str) -> bool {
    const KEYS: &[&str] = &[
        "pmsite allow",
        "title",
        "titel",
        "tittel",
        "titre",
        "título",
        "date",
        "dato",
        "datum",
        "fecha",
        "data",
        "date of incident",
        "incident date",
        "date of the incident",
        "start",
        "started",
        "start time",
        "start date",
        "end",
        "ended",
        "end time",
        "end date",
        "time",
        "duration",
        "downtime",
        "detected",
        "mitigated",
        "resolved",
        "severity",
        "sev",
        "priority",
        "impact",
        "status",
        "state",
        "author",
        "authors",
        "written by",
        "created by",
        "created",
        "last modified",
        "last updated",
        "updated",
        "published",
        "owner",
        "owners",
        "reporter",
        "incident commander",
        "incident lead",
        "commander",
        "team",
        "teams",
        "service",
        "services",
        "affected",
        "affected services",
        "services affected",
        "systems",
        "systems affected",
        "affected systems",
        "component",
        "components",
        "product",
        "environment",
        "environment affected",
        "environments",
        "region",
        "regions",
        "customer",
        "customers",
        "cause",
        "causes",
        "root cause",
        "trigger",
        "detection",
        "tags",
        "keywords",
        "categories",
        "category",
        "labels",
        "incident",
        "incident id",
        "incident number",
        "id",
        "ticket",
        "issue",
        "project",
        "audience",
        "lang",
        "language",
        "summary",
        "participants",
        "attendees",
        "responders",
        "involved",
        "location",
        "draft",
        "slug",
        "type",
        "subject",
        "alvorlighet",
        "schweregrad",
        "dienste",
        "tjenester",
        "av",
        "von",
        "autor",
        "forfatter",
    ];
    let key = key.trim().to_lowercase().replace(['_', '-'], " ");
    KEYS.contains(&key.as_str())
}
