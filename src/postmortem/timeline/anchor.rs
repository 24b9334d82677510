//! The ids of entries on their page: `t-14-30`, by the time as its author wrote it.
//!
//! Takes entries in their order, gives each an id that changes only with its own time (or, where it has none, its first words):
//! headings, the day of the incident and entries at other times have no say in it.

use std::collections::BTreeMap;

use super::Entry;
use crate::document::anchor::unique;

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
    let taken: Vec<&str> = taken.filter(|id| id.starts_with(PREFIX)).collect();
    for entry in &mut *entries {
        entry.anchor = base(entry).into();
    }
    let own = entries.iter().map(|entry| &*entry.anchor);
    let mut all: Vec<&str> = own.chain(taken.iter().copied()).collect();
    all.sort_unstable();
    // Mostly no two entries have the same time.
    if all.windows(2).all(|pair| pair[0] != pair[1]) {
        return;
    }
    let mut used: BTreeMap<String, u32> = taken.iter().map(|id| ((*id).to_owned(), 1)).collect();
    for entry in entries {
        entry.anchor = unique(entry.anchor.to_string(), &mut used, 1).into();
    }
}

/// The id of an entry by its own words.
fn base(entry: &Entry) -> String {
    let words = if entry.as_written.is_empty() {
        &entry.text
    } else {
        &entry.as_written
    };
    let mut out = String::with_capacity(PREFIX.len() + words.len().min(MOST));
    out.push_str(PREFIX);
    // What is neither letter nor figure parts two of them: `14:30` is no `1430`.
    let mut is_apart = true;
    for c in words.chars().take(MOST) {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
            is_apart = false;
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
            is_apart = false;
        } else if !is_apart {
            out.push('-');
            is_apart = true;
        }
    }
    if out.len() == PREFIX.len() {
        out.push_str("entry");
    } else if is_apart {
        out.pop();
    }
    out
}
