//! Looking up the keys of a head by what they mean, whatever their spelling and wherever a tool wants them to stand.
//!
//! Takes the pairs of a head, gives values by names, and remembers which of them somebody took: the others are shown as further details.
//! It understands no value.

use std::cell::Cell;

use crate::document::{Meta, MetaEntry, MetaValue};

/// The keys of one head: those at the top, then those in the tables that Hugo, Zola and others keep own keys in.
pub(super) struct Keys<'a> {
    entries: Vec<Key<'a>>,
    /// What they all look like, a bit each: most names that are asked for are not there.
    looks: u64,
    /// How many of them stand at the top.
    top: usize,
}

/// One key, and whether something of ours has taken its value.
struct Key<'a> {
    letters: String,
    entry: &'a MetaEntry,
    is_read: Cell<bool>,
}

impl<'a> Key<'a> {
    fn new(entry: &'a MetaEntry) -> Self {
        Self {
            letters: letters(&entry.key),
            entry,
            is_read: Cell::new(false),
        }
    }
}

/// Keys by which authors speak to their generator and not to a reader.
pub(super) const OF_GENERATORS: &[&str] = &[
    "comments",
    "creator",
    "excludetags",
    "expirydate",
    "exportfilename",
    "haschildren",
    "hide",
    "htmlcontainer",
    "htmldoctype",
    "htmlhead",
    "htmlheadextra",
    "htmllinkhome",
    "htmllinkup",
    "htmlmathjax",
    "insearchindex",
    "lastmod",
    "latexclass",
    "latexclassoptions",
    "latexcompiler",
    "latexheader",
    "latexheaderextra",
    "layout",
    "linktitle",
    "menu",
    "navexclude",
    "navtitle",
    "options",
    "pagetitle",
    "pagination",
    "parent",
    "pmsiteallow",
    "resources",
    "selecttags",
    "setupfile",
    "sitemap",
    "startup",
    "template",
    "toc",
    "type",
    "uuid",
    "categoryweight",
];

/// Tables whose keys count as if they stood at the top.
pub(super) const TABLES: &[&str] = &[
    "params",
    "extra",
    "taxonomies",
    "incident",
    "postmortem",
    "metadata",
];

impl<'a> Keys<'a> {
    pub(super) fn new(meta: &'a Meta) -> Self {
        let mut entries: Vec<_> = meta.entries.iter().map(Key::new).collect();
        let top = entries.len();
        for table in TABLES {
            for at in 0..top {
                if let MetaValue::Map(inner) = &meta.entries[at].value
                    && entries[at].letters == *table
                {
                    entries.extend(inner.iter().map(Key::new));
                }
            }
        }
        let looks = entries.iter().fold(0, |all, key| all | look(&key.letters));
        Self {
            entries,
            looks,
            top,
        }
    }

    /// The keys of this name.
    fn named(&self, name: &str) -> impl Iterator<Item = &Key<'a>> {
        let entries: &[Key<'a>] = if self.may_have(name) {
            &self.entries
        } else {
            &[]
        };
        entries.iter().filter(move |key| key.letters == name)
    }

    /// False for most names that are not there.
    fn may_have(&self, name: &str) -> bool {
        self.looks & look(name) != 0
    }

    /// What the head says that nothing of ours has taken: it is shown as it stands. Tables of other tools count by their keys.
    pub(super) fn unread(&self) -> Vec<MetaEntry> {
        let is_table = |at: usize, key: &Key<'_>| {
            at < self.top
                && TABLES.contains(&key.letters.as_str())
                && matches!(key.entry.value, MetaValue::Map(_))
        };
        self.entries
            .iter()
            .enumerate()
            .filter(|(at, key)| {
                !key.is_read.get()
                    && !is_table(*at, key)
                    && !is_empty(&key.entry.value)
                    && !OF_GENERATORS.contains(&key.letters.as_str())
            })
            .map(|(_, key)| key.entry.clone())
            .collect()
    }

    /// The first entry of the first of these names that says something; names in lower case without `-`, `_` and blanks.
    pub(super) fn get(&self, names: &[&str]) -> Option<&'a MetaEntry> {
        names.iter().find_map(|name| {
            self.named(name)
                .find(|key| !is_empty(&key.entry.value))
                .map(Self::take)
        })
    }

    /// Every entry of these names that says something, in the order of the names. Who takes the value of one says so with
    /// [`Keys::mark`]: what nobody takes is shown as it stands.
    pub(super) fn all(&self, names: &[&str]) -> Vec<&'a MetaEntry> {
        let mut out = Vec::new();
        for name in names {
            let filled = self.named(name).filter(|key| !is_empty(&key.entry.value));
            out.extend(filled.map(|key| key.entry));
        }
        out
    }

    /// Says that the whole value of an entry has found its place.
    pub(super) fn mark(&self, entry: &MetaEntry) {
        if let Some(key) = self
            .entries
            .iter()
            .find(|key| std::ptr::eq(key.entry, entry))
        {
            key.is_read.set(true);
        }
    }

    /// The scalar under the first of these names that has one.
    pub(super) fn text(&self, names: &[&str]) -> Option<&'a str> {
        names
            .iter()
            .find_map(|name| self.get(&[name])?.value.as_text())
    }

    /// True where one of these keys is written, even without a value.
    pub(super) fn has(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.named(name).next().is_some())
    }

    fn take(key: &Key<'a>) -> &'a MetaEntry {
        key.is_read.set(true);
        key.entry
    }
}

/// The bit of a name's first letter and its length.
fn look(name: &str) -> u64 {
    let first = name.bytes().next().unwrap_or_default();
    1 << ((usize::from(first) + 7 * name.len()) & 63)
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
pub(super) fn letters(key: &str) -> String {
    // Nearly every key is of ASCII, and nearly every line has something that may be one.
    if key.is_ascii() {
        let mut letters = Vec::with_capacity(key.len());
        for byte in key.bytes() {
            if byte.is_ascii_alphanumeric() {
                letters.push(byte.to_ascii_lowercase());
            }
        }
        return String::from_utf8(letters).unwrap_or_default();
    }
    key.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
