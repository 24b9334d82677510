//! The ids of entries on their page: `t-14-30`, by the time as its author wrote it.
//!
//! Takes entries in their order, gives each an id that changes only with its own time (or, where it has none, its first words):
//! headings, the day of the incident and entries at other times have no say in it.

use std::collections::BTreeMap;

use super::Entry;
use crate::document::anchor::{slug, unique};

/// How ids of entries begin.
const PREFIX: &str = "t-";

/// Characters of the words that an id is made of.
const MOST: usize = 32;

/// Gives each entry its id. No two are alike, and none is one of `taken`.
pub(in crate::postmortem) fn assign<'a>(
    entries: &mut [Entry],
    taken: impl Iterator<Item = &'a str>,
) {
    if entries.is_empty() {
        return;
    }
    let mut used: BTreeMap<String, u32> = taken
        .filter(|id| id.starts_with(PREFIX))
        .map(|id| (id.to_owned(), 1))
        .collect();
    for entry in entries {
        entry.anchor = unique(base(entry), &mut used, 1).into();
    }
}

/// The id of an entry by its own words.
fn base(entry: &Entry) -> String {
    let words = if entry.as_written.is_empty() {
        &entry.text
    } else {
        &entry.as_written
    };
    let mut out = String::from(PREFIX);
    // What is neither letter nor figure parts two of them: `14:30` is no `1430`.
    for c in words.chars().take(MOST) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    let id = slug(&out);
    let id = id.trim_end_matches('-');
    if id.len() < PREFIX.len() {
        return format!("{PREFIX}entry");
    }
    id.to_owned()
}
