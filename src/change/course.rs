//! What changed in a timeline.
//!
//! Takes two states of it, gives entries that are new, gone, or say something else. The same time with other words is an entry
//! reworded, the same words at another time an entry moved; which of several alike is meant goes by their order.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

use super::incident::Entry;

/// A change of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum EntryChange {
    /// It is new.
    Added {
        /// The time as written.
        time: String,
        /// What happened.
        text: String,
    },
    /// It is gone.
    Gone {
        /// The time as written.
        time: String,
        /// What happened.
        text: String,
    },
    /// Its words are others.
    Reworded {
        /// The time as written now.
        time: String,
        /// What was said before.
        old: String,
        /// What is said now.
        new: String,
    },
    /// Its time is another.
    Moved {
        /// The time as written before.
        old: String,
        /// The time as written now.
        new: String,
        /// What happened.
        text: String,
    },
}

/// The changes, those of what stands in the new state first, in its order.
pub(super) fn changes(old: &[Entry], new: &[Entry]) -> Vec<EntryChange> {
    let mut left: Vec<Option<&Entry>> = old.iter().map(Some).collect();
    let mut open: Vec<Option<&Entry>> = new.iter().map(Some).collect();
    let mut changes: Vec<(usize, EntryChange)> = Vec::new();
    // The same in all is no change.
    let _the_same = matched(&mut left, &mut open, |entry| (time(entry), &entry.text));
    for (before, (at, now)) in matched(&mut left, &mut open, |entry| (time(entry), "")) {
        let change = EntryChange::Reworded {
            time: now.as_written.clone(),
            old: before.text.clone(),
            new: now.text.clone(),
        };
        changes.push((at, change));
    }
    for (before, (at, now)) in matched(&mut left, &mut open, |entry| ("", &entry.text)) {
        let change = EntryChange::Moved {
            old: before.as_written.clone(),
            new: now.as_written.clone(),
            text: now.text.clone(),
        };
        changes.push((at, change));
    }
    for (at, entry) in open.iter().enumerate() {
        if let Some(entry) = entry {
            let change = EntryChange::Added {
                time: entry.as_written.clone(),
                text: entry.text.clone(),
            };
            changes.push((at, change));
        }
    }
    changes.sort_by_key(|(at, _)| *at);
    let mut changes: Vec<EntryChange> = changes.into_iter().map(|(_, change)| change).collect();
    let gone = left.into_iter().flatten().map(|entry| EntryChange::Gone {
        time: entry.as_written.clone(),
        text: entry.text.clone(),
    });
    changes.extend(gone);
    changes
}

/// The time of an entry: the moment where it is known, else as written.
fn time(entry: &Entry) -> &str {
    entry.at.as_deref().unwrap_or(&entry.as_written)
}

/// Takes those out of both that have the same key, in order; keys of nothing are none.
fn matched<'a>(
    old: &mut [Option<&'a Entry>],
    new: &mut [Option<&'a Entry>],
    key: impl for<'e> Fn(&'e Entry) -> (&'e str, &'e str),
) -> Vec<(&'a Entry, (usize, &'a Entry))> {
    let mut places: BTreeMap<(&str, &str), VecDeque<usize>> = BTreeMap::new();
    for (at, entry) in old.iter().enumerate() {
        if let Some(entry) = *entry {
            places.entry(key(entry)).or_default().push_back(at);
        }
    }
    let mut taken = Vec::new();
    let mut out = Vec::new();
    for (at, entry) in new.iter_mut().enumerate() {
        let Some(now) = *entry else { continue };
        let key = key(now);
        let from = (key != ("", ""))
            .then(|| places.get_mut(&key)?.pop_front())
            .flatten();
        if let Some(from) = from {
            taken.push(from);
            out.extend(old[from].map(|before| (before, (at, now))));
            *entry = None;
        }
    }
    for from in taken {
        old[from] = None;
    }
    out
}
