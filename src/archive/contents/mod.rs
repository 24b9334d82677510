//! The contents tree: groups and order from index files and folders, else by date.
//!
//! Takes the reports in the archive's order, the index files and where their links lead, gives the tree and the reading order
//! that follows from it. What an index file lists comes first and as listed; what no list names follows. It makes no pages.

mod folders;
mod headings;
pub(super) mod listing;
mod pattern;
mod tree;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::selection::folder_of;
use super::{References, ReportIndex};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::postmortem::{Index, Postmortem};
use crate::source::Span;
use folders::{Folders, ROOT};
use listing::Listing;
use tree::Builder;

/// The contents tree of the archive.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contents {
    /// The root group. Its `index` is the index file at the root of the source folder, where there is one, else that of the
    /// one folder that holds everything.
    pub root: Group,
    /// The reports in reading order, for previous and next; each report once.
    pub order: Vec<ReportIndex>,
}

/// A group of the contents tree: a folder, an index file's list, a year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// Its title; empty for a root without an index file that has one.
    pub title: String,
    /// The folder it stands for, `/` between parts, empty for the root; `None` for a group that is no folder (a year, a
    /// heading of an index file's list).
    pub folder: Option<String>,
    /// The index file that introduces it, as an index into [`super::Archive::indexes`].
    pub index: Option<usize>,
    /// How deep its page lists entries (`maxdepth`), where its index file says so.
    pub max_depth: Option<u32>,
    /// What it holds, in order.
    pub entries: Vec<Entry>,
}

/// An entry of a group.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A report, and the title that the list gives it, where it gives one.
    Report(ReportIndex, Option<String>),
    /// A group inside.
    Group(Group),
    /// A link out of the archive that an index file's list gives a place to.
    Link {
        /// Its words.
        title: String,
        /// Where to.
        target: String,
    },
}

/// Builds the contents tree.
pub fn build(
    reports: &[Arc<Postmortem>],
    indexes: &[Index],
    references: &References,
    diagnostics: &mut Diagnostics,
) -> Contents {
    let mut listings: Vec<Listing> = (0..indexes.len())
        .map(|at| listing::read(at, indexes, references))
        .collect();
    tell_dead_entries(indexes, &listings, diagnostics);
    pattern::expand_all(reports, indexes, &mut listings);
    let folders = Folders::new(reports, indexes);
    let mut builder = Builder {
        reports,
        indexes,
        listed: listed(reports, indexes, &listings),
        listings,
        placed: vec![false; folders.nodes.len()],
        folders,
        diagnostics,
    };
    let mut root = builder.folder(ROOT, Vec::new(), 0);
    let mut order = Vec::with_capacity(reports.len());
    let mut seen = vec![false; reports.len()];
    read_through(&root, &mut seen, &mut order);
    // Folders and lists nested beyond all reason may lose one; it must still be found.
    for report in (0..reports.len()).filter(|report| !seen[*report]) {
        root.entries.push(Entry::Report(report, None));
        order.push(report);
    }
    Contents { root, order }
}

/// Links of a list of contents that lead nowhere were told as broken links; what they are is known only now.
fn tell_dead_entries(indexes: &[Index], listings: &[Listing], diagnostics: &mut Diagnostics) {
    let mut dead: HashMap<(&str, Span), &str> = HashMap::new();
    for (index, listing) in indexes.iter().zip(listings) {
        for entry in &listing.dead {
            dead.insert((&*index.path, entry.span), &*entry.target);
        }
    }
    if dead.is_empty() {
        return;
    }
    diagnostics.retain_mut(|diagnostic| {
        let place = diagnostic.place.as_ref();
        let key = place.and_then(|place| Some((&*place.path, place.span?)));
        // One that stands for many speaks of other links too.
        if diagnostic.rule == "broken-link"
            && diagnostic.times == 1
            && let Some(target) = key.and_then(|key| dead.get(&key))
        {
            let told = super::references::dead_entry(target, diagnostic.help.take());
            *diagnostic = Diagnostic {
                place: diagnostic.place.take(),
                ..told
            };
        }
        true
    });
}

/// For each report whether an index file of its folder or of one above lists it.
fn listed(reports: &[Arc<Postmortem>], indexes: &[Index], listings: &[Listing]) -> Vec<bool> {
    let mut listed = vec![false; reports.len()];
    for (index, listing) in indexes.iter().zip(listings) {
        let mut named = BTreeSet::new();
        listing::reports(&listing.items, &mut named);
        for report in named {
            listed[report] |= listing::contains(folder_of(&index.path), &reports[report].path);
        }
    }
    listed
}

/// Adds the reports of a group in reading order, those not yet seen.
fn read_through(group: &Group, seen: &mut [bool], order: &mut Vec<ReportIndex>) {
    for entry in &group.entries {
        match entry {
            Entry::Report(report, _) => {
                if !std::mem::replace(&mut seen[*report], true) {
                    order.push(*report);
                }
            }
            Entry::Group(group) => read_through(group, seen, order),
            Entry::Link { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests;
