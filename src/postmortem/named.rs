//! Other reports that a head names: those it calls related, and those of which its incident is a recurrence.
//!
//! Takes the keys of a head, gives names as written: a path, a name of a file, an address, an id, a title. Which reports they mean is
//! the archive's knowledge: the keys stay among the further details of the head until it has found all that they name.

use super::keys::Keys;
use super::template::tells_of_none;
use crate::document::{MetaEntry, MetaValue};
use crate::source::Span;

/// A report as a head names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As written, without brackets around it.
    pub target: Box<str>,
    /// Where it stands.
    pub span: Span,
}

pub(super) const RELATED: &[&str] = &[
    "related",
    "relatedincidents",
    "relatedpostmortems",
    "relatedreports",
    "relatedto",
];
pub(super) const RECURS: &[&str] = &["recurs", "recursof", "recurrenceof", "repeats"];

/// The reports that a head calls related.
pub(super) fn related(keys: &Keys<'_>) -> Vec<Named> {
    named(keys, RELATED)
}

/// The reports whose incidents came back.
pub(super) fn recurs(keys: &Keys<'_>) -> Vec<Named> {
    named(keys, RECURS)
}

fn named(keys: &Keys<'_>, names: &[&str]) -> Vec<Named> {
    let mut out: Vec<Named> = Vec::new();
    for entry in keys.all(names) {
        out.extend(targets(entry).into_iter().map(|target| Named {
            target: target.into(),
            span: entry.span,
        }));
    }
    out
}

/// The names under a key. A text is several only where none of its parts holds a blank: titles have commas.
fn targets(entry: &MetaEntry) -> Vec<&str> {
    let texts = match &entry.value {
        // Yes and no name nothing.
        value if value.as_bool().is_some() => Vec::new(),
        MetaValue::Text(text) => {
            let parts: Vec<&str> = text.split([',', ';']).map(str::trim).collect();
            if parts.iter().any(|part| part.contains(char::is_whitespace)) {
                vec![&**text]
            } else {
                parts
            }
        }
        value => value.texts(),
    };
    let mut out: Vec<&str> = texts.into_iter().map(bare).collect();
    out.retain(|text| !text.is_empty() && !tells_of_none(text));
    out
}

/// A name without the marks of a link of a wiki around it.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let inner = text
        .strip_prefix("[[")
        .and_then(|rest| rest.strip_suffix("]]"));
    inner.unwrap_or(text).trim()
}
