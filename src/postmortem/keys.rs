//! Looking up the keys of a head by what they mean, whatever their spelling and wherever a tool wants them to stand.

use crate::document::{Meta, MetaEntry, MetaValue};

/// The keys of one head: those at the top, then those in the tables that Hugo, Zola and others keep own keys in.
pub(super) struct Keys<'a> {
    entries: Vec<(String, &'a MetaEntry)>,
}

/// Tables whose keys count as if they stood at the top.
const TABLES: &[&str] = &[
    "params",
    "extra",
    "taxonomies",
    "incident",
    "postmortem",
    "metadata",
];

impl<'a> Keys<'a> {
    pub(super) fn new(meta: &'a Meta) -> Self {
        let mut entries: Vec<_> = meta
            .entries
            .iter()
            .map(|entry| (letters(&entry.key), entry))
            .collect();
        for table in TABLES {
            for entry in &meta.entries {
                if letters(&entry.key) == *table
                    && let MetaValue::Map(inner) = &entry.value
                {
                    entries.extend(inner.iter().map(|entry| (letters(&entry.key), entry)));
                }
            }
        }
        Self { entries }
    }

    /// The first entry of the first of these names that says something; names in lower case without `-`, `_` and blanks.
    pub(super) fn get(&self, names: &[&str]) -> Option<&'a MetaEntry> {
        names.iter().find_map(|name| {
            self.entries
                .iter()
                .find(|(key, entry)| key == name && !is_empty(&entry.value))
                .map(|(_, entry)| *entry)
        })
    }

    /// Every entry of these names that says something, in the order of the names.
    pub(super) fn all(&self, names: &[&str]) -> Vec<&'a MetaEntry> {
        names
            .iter()
            .flat_map(|name| {
                self.entries
                    .iter()
                    .filter(move |(key, entry)| key == name && !is_empty(&entry.value))
                    .map(|(_, entry)| *entry)
            })
            .collect()
    }

    /// The scalar under the first of these names that has one.
    pub(super) fn text(&self, names: &[&str]) -> Option<&'a str> {
        names
            .iter()
            .find_map(|name| self.get(&[name])?.value.as_text())
    }

    /// True where one of these keys is written, even without a value.
    pub(super) fn has(&self, names: &[&str]) -> bool {
        self.entries
            .iter()
            .any(|(key, _)| names.contains(&key.as_str()))
    }
}

fn is_empty(value: &MetaValue) -> bool {
    match value {
        MetaValue::Null => true,
        MetaValue::Text(text) => text.trim().is_empty(),
        MetaValue::List(items) => items.is_empty(),
        MetaValue::Map(entries) => entries.is_empty(),
        MetaValue::Bool(_) => false,
    }
}

/// A key in lower case, letters and digits only.
fn letters(key: &str) -> String {
    key.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
