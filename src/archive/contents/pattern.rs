//! Patterns of names in a list of contents (`./2*`, `/teams/*/index`), replaced by the documents they mean.
//!
//! Takes the listings of all index files and the paths of all documents. Names are ordered as Sphinx orders them: without their
//! endings.

use std::collections::BTreeSet;
use std::sync::Arc;

use globset::GlobBuilder;

use super::super::ReportIndex;
use super::super::selection::{PAGE, folder_of, introduction_rank};
use super::listing::{self, Item, Listing};
use crate::postmortem::{Index, Postmortem};
use crate::source::path::joined;

/// A document that a pattern may mean.
struct Candidate<'a> {
    /// Its path without its ending.
    name: &'a str,
    path: &'a str,
    doc: Doc,
}

#[derive(Clone, Copy)]
enum Doc {
    Report(ReportIndex),
    Index(usize),
}

/// Puts the documents that a pattern means in its place, ordered by name.
pub(super) fn expand_all(reports: &[Arc<Postmortem>], indexes: &[Index], listings: &mut [Listing]) {
    let has_pattern = |listing: &Listing| listing::has_pattern(&listing.items);
    if !listings.iter().any(has_pattern) {
        return;
    }
    let of_reports = reports.iter().enumerate();
    let of_reports = of_reports.map(|(at, report)| (&*report.path, Doc::Report(at)));
    let of_indexes = indexes.iter().enumerate();
    let of_indexes = of_indexes.map(|(at, index)| (&*index.path, Doc::Index(at)));
    let mut all: Vec<Candidate<'_>> = of_reports
        .chain(of_indexes)
        .map(|(path, doc)| Candidate {
            name: path.rsplit_once('.').map_or(path, |(name, _)| name),
            path,
            doc,
        })
        .collect();
    all.sort_by_key(|candidate| (candidate.name, candidate.path));
    for (at, listing) in listings.iter_mut().enumerate() {
        if has_pattern(listing) {
            let expansion = Expansion {
                all: &all,
                own: at,
                folder: folder_of(&indexes[at].path),
            };
            expansion.expand(&mut listing.items);
        }
    }
}

/// The patterns of one index file.
struct Expansion<'a> {
    all: &'a [Candidate<'a>],
    own: usize,
    folder: &'a str,
}

impl Expansion<'_> {
    fn expand(&self, items: &mut Vec<Item>) {
        // What the list names besides is not named again.
        let mut named = BTreeSet::new();
        let is_direct = |item: &&Item| matches!(item, Item::Report(_) | Item::Titled(..));
        for item in items.iter().filter(is_direct) {
            listing::reports(std::slice::from_ref(item), &mut named);
        }
        let mut out = Vec::with_capacity(items.len());
        for item in std::mem::take(items) {
            match item {
                Item::Pattern(pattern, reversed) => {
                    let mut found = self.found(&pattern);
                    if reversed {
                        found.reverse();
                    }
                    out.extend(found.into_iter().filter(|item| match item {
                        Item::Report(report) => named.insert(*report),
                        _ => true,
                    }));
                }
                Item::Group(title, mut inner) => {
                    self.expand(&mut inner);
                    out.push(Item::Group(title, inner));
                }
                item => out.push(item),
            }
        }
        *items = out;
    }

    /// What a pattern means, in the order of names.
    fn found(&self, pattern: &str) -> Vec<Item> {
        let (from, pattern) = match pattern.strip_prefix('/') {
            Some(pattern) => ("", pattern),
            None => (self.folder, pattern),
        };
        // Only what stands in the folder that the pattern begins with can fit.
        let sign = pattern.find(['*', '[', '?']).unwrap_or(pattern.len());
        let begin = pattern[..sign].rfind('/').map_or(0, |at| at + 1);
        let mut folder = joined(from, &pattern[..begin]);
        if !folder.is_empty() {
            folder.push('/');
        }
        let Ok(glob) = GlobBuilder::new(&pattern[begin..])
            .literal_separator(true)
            .build()
        else {
            return Vec::new();
        };
        let glob = glob.compile_matcher();
        let start = self.all.partition_point(|other| *other.name < *folder);
        self.all[start..]
            .iter()
            .take_while(|other| other.name.starts_with(&folder))
            .filter(|other| {
                // Sphinx names documents without their ending.
                glob.is_match(&other.path[folder.len()..])
                    || glob.is_match(&other.name[folder.len()..])
            })
            .filter_map(|other| match other.doc {
                Doc::Report(report) => Some(Item::Report(report)),
                Doc::Index(at) => {
                    let is_beside = folder_of(other.path) == self.folder;
                    let is_own = at == self.own;
                    let is_page = !is_beside || introduction_rank(other.path) == PAGE;
                    (is_page && !is_own).then_some(Item::Index(at))
                }
            })
            .collect()
    }
}
