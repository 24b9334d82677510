//! Builds the groups: what lists name as they name it, then what no list names, by weight, folder and year.
//!
//! Takes the folders and the listings, gives the tree. Every folder has one place in it, whatever index files point at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::ReportIndex;
use super::super::selection::{SUMMARY, counted, folder_of, introduction_rank, named};
use super::super::spelling::{folded, humanised, natural};
use super::folders::{Folders, ROOT};
use super::listing::{Item, Listing};
use super::{Entry, Group};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::postmortem::{Index, Postmortem};

/// From how many reports on a folder without a list is grouped by year.
pub(super) const MANY: usize = 40;

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

/// What orders the folders and weighted reports that no list names; fields are compared from the first on.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    is_light: bool,
    weight: Option<i64>,
    title: String,
    path: String,
    report: Option<ReportIndex>,
}

pub(super) struct Builder<'a> {
    pub(super) reports: &'a [Arc<Postmortem>],
    pub(super) indexes: &'a [Index],
    pub(super) listings: Vec<Listing>,
    pub(super) listed: Vec<bool>,
    pub(super) folders: Folders,
    /// The folders that have their place in the tree; so that index files that point at each other come to an end.
    pub(super) placed: Vec<bool>,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Builder<'_> {
    /// The group of a folder; `first` are the entries that the list above puts into it.
    pub(super) fn folder(&mut self, node: usize, first: Vec<Item>, depth: usize) -> Group {
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
        let (weighted, reports): (Vec<_>, Vec<_>) = reports
            .into_iter()
            .partition(|report| self.reports[*report].weight.is_some());
        // What has a weight comes first, be it a report or a folder; then folders; then reports.
        let mut ranked: Vec<(Rank, Entry)> = weighted
            .into_iter()
            .map(|report| (self.report_rank(report), Entry::Report(report, None)))
            .collect();
        children.retain(|child| !self.placed[*child]);
        children.sort_by_cached_key(|child| self.folder_rank(*child));
        for child in children {
            // The list of an earlier one may have taken it.
            if self.placed[child] {
                continue;
            }
            let rank = self.folder_rank(child);
            let has_index = !self.folders.nodes[child].indexes.is_empty();
            let group = self.folder(child, Vec::new(), depth + 1);
            if !has_index && source.is_some() {
                push_reports(&group, &mut orphans);
            }
            if has_index || !group.entries.is_empty() {
                ranked.push((rank, Entry::Group(group)));
            }
        }
        ranked.sort_by(|(a, _), (b, _)| a.cmp(b));
        entries.extend(ranked.into_iter().map(|(_, entry)| entry));
        if (by_year && !is_listed) || reports.len() > MANY {
            entries.extend(self.years(&reports));
        } else {
            entries.extend(reports.into_iter().map(|at| Entry::Report(at, None)));
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
                        entries.push(Entry::Report(report, None));
                    }
                }
                Item::Titled(title, item) => {
                    let mut inner = Vec::new();
                    self.place_items(vec![*item], before, seen, &mut inner, depth);
                    name(&mut inner, title);
                    entries.append(&mut inner);
                }
                Item::Index(at) => {
                    let path = folder_of(&self.indexes[at].path);
                    let node = self.folders.find(path);
                    let introduces = node.is_some_and(|node| {
                        !self.placed[node] && self.folders.nodes[node].indexes.first() == Some(&at)
                    });
                    if introduces {
                        let folder = Item::Folder(path.to_owned(), Vec::new());
                        self.place_items(vec![folder], before, seen, entries, depth);
                    } else {
                        self.place_index(at, seen, entries, depth);
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

    /// Places an index file that stands beside the one of its folder: a group with what its lists name. A second mention finds
    /// them empty.
    fn place_index(
        &mut self,
        at: usize,
        seen: &mut BTreeSet<ReportIndex>,
        entries: &mut Vec<Entry>,
        depth: usize,
    ) {
        let items = std::mem::take(&mut self.listings[at].items);
        if items.is_empty() {
            return;
        }
        let mut inner = Vec::new();
        let depth = depth + 1;
        if depth > DEEPEST {
            self.place_items(items, &BTreeSet::new(), seen, entries, depth);
            return;
        }
        self.place_items(items, &BTreeSet::new(), seen, &mut inner, depth);
        let index = &self.indexes[at];
        let name = index.path.rsplit('/').next().unwrap_or_default();
        let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
        entries.push(Entry::Group(Group {
            title: index.title.clone().unwrap_or_else(|| humanised(stem)),
            folder: None,
            index: Some(at),
            max_depth: index.max_depth,
            entries: inner,
        }));
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
    fn folder_rank(&self, node: usize) -> Rank {
        let here = &self.folders.nodes[node];
        let weight = here.indexes.iter().find_map(|at| self.indexes[*at].weight);
        Rank {
            is_light: weight.is_none(),
            weight,
            title: natural(&self.title(node)),
            path: here.path.clone(),
            report: None,
        }
    }

    /// Where a report with a weight stands among its neighbours: of one weight the newest first.
    fn report_rank(&self, report: ReportIndex) -> Rank {
        let weight = self.reports[report].weight;
        Rank {
            is_light: weight.is_none(),
            weight,
            title: String::new(),
            path: String::new(),
            report: Some(report),
        }
    }

    /// Groups by year, the newest first, reports without a day last.
    fn years(&self, reports: &[ReportIndex]) -> Vec<Entry> {
        let mut years: BTreeMap<std::cmp::Reverse<Option<i16>>, Vec<Entry>> = BTreeMap::new();
        for report in reports {
            let year = self.reports[*report].day().map(jiff::civil::Date::year);
            years
                .entry(std::cmp::Reverse(year))
                .or_default()
                .push(Entry::Report(*report, None));
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
        let count = counted(paths.len(), "report", "reports");
        self.diagnostics.push(
            Diagnostic::note(
                "orphan",
                format!(
                    "the lists of this file leave out {count}: {}",
                    named(&paths)
                ),
            )
            .in_file(Arc::clone(&self.indexes[source].path))
            .help("they follow after the list; add them to it to give them a place"),
        );
    }
}

/// Gives what one item of a list became the title that the list says.
fn name(entries: &mut [Entry], title: String) {
    match entries {
        [Entry::Report(_, own)] => *own = Some(title),
        [Entry::Group(group)] => group.title = title,
        _ => {}
    }
}

/// Adds the reports of a group and of all groups in it.
fn push_reports(group: &Group, out: &mut Vec<ReportIndex>) {
    for entry in &group.entries {
        match entry {
            Entry::Report(report, _) => out.push(*report),
            Entry::Group(group) => push_reports(group, out),
            Entry::Link { .. } => {}
        }
    }
}
