//! The contents tree: groups and order from index files and folders, else by date.
//!
//! Takes the reports in the archive's order, the index files and where their links lead, gives the tree and the reading order
//! that follows from it. What an index file lists comes first and as listed; what no list names follows. It makes no pages.

mod folders;
pub(super) mod listing;
mod toctree;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use globset::GlobBuilder;

use super::References;
use super::ReportIndex;
use super::selection::{SUMMARY, counted, folder_of, introduction_rank, named};
use super::spelling::{folded, humanised, natural};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::postmortem::{Index, Postmortem};
use crate::source::Span;
use folders::{Folders, ROOT};
use listing::{Item, Listing};

/// From how many reports on a folder without a list is grouped by year.
const MANY: usize = 40;

/// How deep folders and lists are nested at most; what lies deeper stands at this depth.
const DEEPEST: usize = 32;

/// Names of folders that say nothing about what is in them; a group takes the name above.
const PLAIN_NAMES: [&str; 16] = [
    "postmortems",
    "postmortem",
    "post-mortems",
    "post-mortem",
    "incidents",
    "incident-reports",
    "reports",
    "docs",
    "doc",
    "content",
    "source",
    "src",
    "posts",
    "blog",
    "data",
    "pages",
];

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
    /// A report.
    Report(ReportIndex),
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
    reports: &[Postmortem],
    indexes: &[Index],
    references: &References,
    diagnostics: &mut Diagnostics,
) -> Contents {
    let mut listings: Vec<Listing> = indexes
        .iter()
        .map(|index| listing::read(index, indexes, references))
        .collect();
    tell_dead_entries(indexes, &listings, diagnostics);
    expand_patterns(reports, indexes, &mut listings);
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
        root.entries.push(Entry::Report(report));
        order.push(report);
    }
    Contents { root, order }
}

/// Links of a list of contents that lead nowhere were told as broken links; what they are is known only now.
fn tell_dead_entries(indexes: &[Index], listings: &[Listing], diagnostics: &mut Diagnostics) {
    let dead: HashSet<(&str, Span)> = indexes
        .iter()
        .zip(listings)
        .flat_map(|(index, listing)| listing.dead.iter().map(|span| (&*index.path, *span)))
        .collect();
    if dead.is_empty() {
        return;
    }
    diagnostics.retain_mut(|diagnostic| {
        let place = diagnostic.place.as_ref();
        let key = place.and_then(|place| Some((&*place.path, place.span?)));
        if diagnostic.rule == "broken-link" && key.is_some_and(|key| dead.contains(&key)) {
            listing::as_dead_entry(diagnostic);
        }
        true
    });
}

/// Puts the reports that a pattern means in its place, ordered by path.
fn expand_patterns(reports: &[Postmortem], indexes: &[Index], listings: &mut [Listing]) {
    let mut by_path: Vec<ReportIndex> = (0..reports.len()).collect();
    by_path.sort_by(|a, b| reports[*a].path.cmp(&reports[*b].path));
    let with_patterns = indexes
        .iter()
        .zip(listings)
        .filter(|(_, listing)| listing::has_pattern(&listing.items));
    for (index, listing) in with_patterns {
        let folder = folder_of(&index.path);
        // Only what stands in the folder of the index file can fit.
        let start = by_path.partition_point(|at| *reports[*at].path < *folder);
        let inside: Vec<ReportIndex> = by_path[start..]
            .iter()
            .copied()
            .take_while(|at| folder.is_empty() || reports[*at].path.starts_with(folder))
            .filter(|at| listing::contains(folder, &reports[*at].path))
            .collect();
        expand(&mut listing.items, folder, &inside, reports);
    }
}

fn expand(items: &mut Vec<Item>, folder: &str, inside: &[ReportIndex], reports: &[Postmortem]) {
    let mut out = Vec::with_capacity(items.len());
    for item in std::mem::take(items) {
        match item {
            Item::Pattern(pattern, reversed) => {
                let pattern = pattern.trim_start_matches("./").trim_start_matches('/');
                let Ok(glob) = GlobBuilder::new(pattern).literal_separator(true).build() else {
                    continue;
                };
                let glob = glob.compile_matcher();
                let fits = |at: &&ReportIndex| {
                    let path = &reports[**at].path;
                    let path = path[folder.len()..].trim_start_matches('/');
                    // Sphinx names documents without their ending.
                    glob.is_match(path)
                        || path.rsplit_once('.').is_some_and(|(p, _)| glob.is_match(p))
                };
                let mut found: Vec<ReportIndex> = inside.iter().filter(fits).copied().collect();
                if reversed {
                    found.reverse();
                }
                out.extend(found.into_iter().map(Item::Report));
            }
            Item::Group(title, mut inner) => {
                expand(&mut inner, folder, inside, reports);
                out.push(Item::Group(title, inner));
            }
            item => out.push(item),
        }
    }
    *items = out;
}

/// For each report whether an index file of its folder or of one above lists it.
fn listed(reports: &[Postmortem], indexes: &[Index], listings: &[Listing]) -> Vec<bool> {
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

struct Builder<'a> {
    reports: &'a [Postmortem],
    indexes: &'a [Index],
    listings: Vec<Listing>,
    listed: Vec<bool>,
    folders: Folders,
    /// The folders that have their place in the tree; so that index files that point at each other come to an end.
    placed: Vec<bool>,
    diagnostics: &'a mut Diagnostics,
}

impl Builder<'_> {
    /// The group of a folder; `first` are the entries that the list above puts into it.
    fn folder(&mut self, node: usize, first: Vec<Item>, depth: usize) -> Group {
        self.placed[node] = true;
        let here = &self.folders.nodes[node];
        let introduction = here.indexes.first().copied();
        let group = Group {
            title: self.title(node),
            folder: Some(here.path.clone()),
            index: introduction,
            max_depth: introduction.and_then(|at| self.indexes[at].max_depth),
            entries: Vec::new(),
        };
        let by_year = here.by_year || node == ROOT;
        // A summary is made for giving the order; it goes before what only introduces.
        let mut sources = here.indexes.clone();
        sources.sort_by_key(|at| introduction_rank(&self.indexes[*at].path) != SUMMARY);
        let mut reports = here.reports.clone();
        let mut children = here.children.clone();
        if depth >= DEEPEST {
            self.flatten(&mut reports, &mut children);
        }

        let mut entries = Vec::new();
        let mut seen = BTreeSet::new();
        let mut source = None;
        self.place(first, &mut seen, &mut entries, depth);
        for at in sources {
            let items = std::mem::take(&mut self.listings[at].items);
            if !items.is_empty() {
                source.get_or_insert(at);
                self.place(items, &mut seen, &mut entries, depth);
            }
        }
        let is_listed = !entries.is_empty();

        reports.retain(|report| !self.listed[*report] && !seen.contains(report));
        let mut orphans = reports.clone();
        let (mut weighted, reports): (Vec<_>, Vec<_>) = reports
            .into_iter()
            .partition(|report| self.reports[*report].weight.is_some());
        weighted.sort_by_key(|report| (self.reports[*report].weight, *report));
        entries.extend(weighted.into_iter().map(Entry::Report));
        children.retain(|child| !self.placed[*child]);
        children.sort_by_cached_key(|child| self.rank(*child));
        for child in children {
            // The list of an earlier one may have taken it.
            if self.placed[child] {
                continue;
            }
            let has_index = !self.folders.nodes[child].indexes.is_empty();
            let group = self.folder(child, Vec::new(), depth + 1);
            if !has_index && source.is_some() {
                push_reports(&group, &mut orphans);
            }
            if has_index || !group.entries.is_empty() {
                entries.push(Entry::Group(group));
            }
        }
        if (by_year && !is_listed) || reports.len() > MANY {
            entries.extend(self.years(&reports));
        } else {
            entries.extend(reports.into_iter().map(Entry::Report));
        }
        if let Some(source) = source {
            self.tell_orphans(source, &orphans);
        }
        Group { entries, ..group }
    }

    /// Gives everything below a folder that lies too deep a place directly in it.
    fn flatten(&mut self, reports: &mut Vec<ReportIndex>, children: &mut Vec<usize>) {
        while let Some(child) = children.pop() {
            if !std::mem::replace(&mut self.placed[child], true) {
                reports.extend(&self.folders.nodes[child].reports);
                children.extend(&self.folders.nodes[child].children);
            }
        }
        reports.sort_unstable();
    }

    /// Places the entries of a list; a report that stands in it already is not placed again by a second list.
    fn place(
        &mut self,
        items: Vec<Item>,
        seen: &mut BTreeSet<ReportIndex>,
        entries: &mut Vec<Entry>,
        depth: usize,
    ) {
        let before = seen.clone();
        self.place_items(items, &before, seen, entries, depth);
    }

    fn place_items(
        &mut self,
        items: Vec<Item>,
        before: &BTreeSet<ReportIndex>,
        seen: &mut BTreeSet<ReportIndex>,
        entries: &mut Vec<Entry>,
        depth: usize,
    ) {
        for item in items {
            match item {
                Item::Report(report) => {
                    if !before.contains(&report) {
                        seen.insert(report);
                        entries.push(Entry::Report(report));
                    }
                }
                Item::Link { title, target } => entries.push(Entry::Link { title, target }),
                Item::Group(title, items) if depth < DEEPEST => {
                    let mut inner = Vec::new();
                    self.place_items(items, before, seen, &mut inner, depth + 1);
                    if !inner.is_empty() {
                        entries.push(Entry::Group(Group {
                            title,
                            entries: inner,
                            ..Group::default()
                        }));
                    }
                }
                Item::Folder(path, items) => {
                    let node = self.folders.find(&path).filter(|node| !self.placed[*node]);
                    match node {
                        Some(node) if depth < DEEPEST => {
                            let group = self.folder(node, items, depth + 1);
                            if group.index.is_some() || !group.entries.is_empty() {
                                entries.push(Entry::Group(group));
                            }
                        }
                        _ => self.place_items(items, before, seen, entries, depth),
                    }
                }
                Item::Group(_, items) => self.place_items(items, before, seen, entries, depth),
                Item::Pattern(..) => {}
            }
        }
    }

    fn title(&self, node: usize) -> String {
        let here = &self.folders.nodes[node];
        let own = here
            .indexes
            .iter()
            .find_map(|at| self.indexes[*at].title.clone());
        own.unwrap_or_else(|| {
            let name = here
                .path
                .rsplit('/')
                .find(|name| !PLAIN_NAMES.contains(&folded(name).as_str()))
                .or_else(|| here.path.rsplit('/').next());
            humanised(name.unwrap_or_default())
        })
    }

    /// Where a folder that no list names stands among its neighbours.
    fn rank(&self, node: usize) -> (bool, Option<i64>, String, String) {
        let here = &self.folders.nodes[node];
        let weight = here.indexes.iter().find_map(|at| self.indexes[*at].weight);
        (
            weight.is_none(),
            weight,
            natural(&self.title(node)),
            here.path.clone(),
        )
    }

    /// Groups by year, the newest first, reports without a day last.
    fn years(&self, reports: &[ReportIndex]) -> Vec<Entry> {
        let mut years: BTreeMap<std::cmp::Reverse<Option<i16>>, Vec<Entry>> = BTreeMap::new();
        for report in reports {
            let year = self.reports[*report].day().map(jiff::civil::Date::year);
            years
                .entry(std::cmp::Reverse(year))
                .or_default()
                .push(Entry::Report(*report));
        }
        years
            .into_iter()
            .map(|(std::cmp::Reverse(year), entries)| {
                let title = year.map_or_else(|| "Undated".to_owned(), |year| format!("{year:04}"));
                Entry::Group(Group {
                    title,
                    entries,
                    ..Group::default()
                })
            })
            .collect()
    }

    fn tell_orphans(&mut self, source: usize, orphans: &[ReportIndex]) {
        if orphans.is_empty() {
            return;
        }
        let paths: BTreeSet<Arc<str>> = orphans
            .iter()
            .map(|report| Arc::clone(&self.reports[*report].path))
            .collect();
        let paths: Vec<Arc<str>> = paths.into_iter().collect();
        let count = counted(paths.len(), "report is", "reports are");
        self.diagnostics.push(
            Diagnostic::note(
                "orphan",
                format!(
                    "{count} missing from the lists of this file ({})",
                    named(&paths)
                ),
            )
            .in_file(Arc::clone(&self.indexes[source].path))
            .help("they follow after the list; add them to it to give them a place"),
        );
    }
}

/// Adds the reports of a group and of all groups in it.
fn push_reports(group: &Group, out: &mut Vec<ReportIndex>) {
    for entry in &group.entries {
        match entry {
            Entry::Report(report) => out.push(*report),
            Entry::Group(group) => push_reports(group, out),
            Entry::Link { .. } => {}
        }
    }
}

/// Adds the reports of a group in reading order, those not yet seen.
fn read_through(group: &Group, seen: &mut [bool], order: &mut Vec<ReportIndex>) {
    for entry in &group.entries {
        match entry {
            Entry::Report(report) => {
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
