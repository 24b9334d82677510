//! The folders of the archive that deserve to be groups.
//!
//! Takes the paths of reports and index files, gives a tree of folders. A folder that holds everything, one report or one
//! year is no group: what is in it stands in the folder above.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::ReportIndex;
use super::super::selection::{by_folder, folder_of};
use super::super::spelling::folded;
use crate::postmortem::{Index, Postmortem};

/// The root of [`Folders::nodes`].
pub(super) const ROOT: usize = 0;

/// A folder that is a group, or was one before it was absorbed.
#[derive(Debug, Default)]
pub(super) struct Folder {
    /// Its path, empty for the root.
    pub(super) path: String,
    /// Its index files, the one that introduces it first.
    pub(super) indexes: Vec<usize>,
    /// The reports that stand directly in it, in the archive's order.
    pub(super) reports: Vec<ReportIndex>,
    /// The groups directly in it.
    pub(super) children: Vec<usize>,
    /// True where it had folders by year.
    pub(super) by_year: bool,
}

/// All folders.
#[derive(Debug)]
pub(super) struct Folders {
    /// The folders; parents stand before their children.
    pub(super) nodes: Vec<Folder>,
    parents: Vec<usize>,
    /// The folder that took a folder's place; its own number where none did.
    absorbed_by: Vec<usize>,
    by_path: HashMap<String, usize>,
}

impl Folders {
    /// The folders of these reports and index files.
    pub(super) fn new(reports: &[Arc<Postmortem>], indexes: &[Index]) -> Self {
        let mut folders = Self {
            nodes: vec![Folder::default()],
            parents: vec![ROOT],
            absorbed_by: vec![ROOT],
            by_path: HashMap::from([(String::new(), ROOT)]),
        };
        for (at, report) in reports.iter().enumerate() {
            let node = folders.node(folder_of(&report.path));
            folders.nodes[node].reports.push(at);
        }
        for (folder, places) in by_folder(indexes) {
            let node = folders.node(folder);
            folders.nodes[node].indexes = places;
        }
        folders.settle();
        for node in &mut folders.nodes {
            node.reports.sort_unstable();
        }
        folders
    }

    /// The group that stands for a folder, where there is one.
    pub(super) fn find(&self, folder: &str) -> Option<usize> {
        let mut node = *self.by_path.get(folder)?;
        while self.absorbed_by[node] != node {
            node = self.absorbed_by[node];
        }
        Some(node)
    }

    fn node(&mut self, folder: &str) -> usize {
        if let Some(node) = self.by_path.get(folder) {
            return *node;
        }
        let mut parent = ROOT;
        let ends = folder.match_indices('/').map(|(at, _)| at);
        for end in ends.chain([folder.len()]) {
            let path = &folder[..end];
            parent = if let Some(node) = self.by_path.get(path) {
                *node
            } else {
                let node = self.nodes.len();
                self.nodes.push(Folder {
                    path: path.to_owned(),
                    ..Folder::default()
                });
                self.parents.push(parent);
                self.absorbed_by.push(node);
                self.by_path.insert(path.to_owned(), node);
                node
            };
        }
        parent
    }

    /// Decides from the deepest folders up which are groups.
    fn settle(&mut self) {
        let mut counts: Vec<usize> = self.nodes.iter().map(|node| node.reports.len()).collect();
        for node in (1..self.nodes.len()).rev() {
            let parent = self.parents[node];
            counts[parent] += counts[node];
            let here = &self.nodes[node];
            let by_calendar = is_calendar(&here.path);
            let is_plain = here.indexes.is_empty();
            if is_plain && (by_calendar || counts[node] <= 1) {
                self.nodes[parent].by_year |= by_calendar;
                self.absorb(parent, node);
            } else if is_plain && here.reports.is_empty() && here.children.len() == 1 {
                let child = here.children[0];
                self.absorbed_by[node] = child;
                self.nodes[parent].children.push(child);
            } else {
                self.absorb_only_child(node);
                self.nodes[parent].children.push(node);
            }
        }
        while self.absorb_only_child(ROOT) {}
        if self.nodes[ROOT].indexes.is_empty()
            && self.nodes[ROOT].reports.is_empty()
            && let [child] = self.nodes[ROOT].children[..]
        {
            self.nodes[ROOT].children.clear();
            self.nodes[ROOT].indexes = std::mem::take(&mut self.nodes[child].indexes);
            self.absorb(ROOT, child);
        }
    }

    /// A folder in which one folder holds everything takes its place, unless that one has an introduction of its own.
    fn absorb_only_child(&mut self, node: usize) -> bool {
        let here = &self.nodes[node];
        let &[child] = &here.children[..] else {
            return false;
        };
        if !here.reports.is_empty() || !self.nodes[child].indexes.is_empty() {
            return false;
        }
        self.nodes[node].children.clear();
        self.absorb(node, child);
        true
    }

    fn absorb(&mut self, into: usize, node: usize) {
        let taken = std::mem::take(&mut self.nodes[node]);
        self.absorbed_by[node] = into;
        let into = &mut self.nodes[into];
        into.reports.extend(taken.reports);
        into.children.extend(taken.children);
        into.by_year |= taken.by_year;
    }
}

/// True for a folder that stands for a year, or for a month or day under one: `2021`, `2021-07`, `2021/07`, `2021/july`.
fn is_calendar(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let name = folded(parts.next().unwrap_or_default());
    if is_year(&name) {
        return true;
    }
    if let Some((year, rest)) = name.split_once('-') {
        return is_year(year) && is_part_of_year(rest);
    }
    is_part_of_year(&name) && parts.any(is_year)
}

fn is_year(name: &str) -> bool {
    name.len() == 4
        && name.bytes().all(|byte| byte.is_ascii_digit())
        && (name.starts_with("19") || name.starts_with("20"))
}

/// A month or a day as a number, a month by its English name, a quarter.
fn is_part_of_year(name: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let is_number = name.len() <= 2 && name.parse::<u8>().is_ok_and(|n| (1..=31).contains(&n));
    is_number
        || matches!(name, "q1" | "q2" | "q3" | "q4")
        || (name.bytes().all(|byte| byte.is_ascii_lowercase())
            && name.len() <= 9
            && MONTHS.iter().any(|month| name.starts_with(month))
            && (name.len() == 3 || name.len() > 3 && is_month_name(name)))
}

fn is_month_name(name: &str) -> bool {
    matches!(
        name,
        "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "sept"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}

#[cfg(test)]
mod tests {
    use super::is_calendar;

    #[test]
    fn folders_of_the_calendar_are_known() {
        for (path, expected) in [
            ("2021", true),
            ("incidents/2021/07", true),
            ("2021/07/30", true),
            ("2021-07", true),
            ("2021/July", true),
            ("2021/q3", true),
            ("07", false),
            ("2021-07-11-outage", false),
            ("2021/marketing", false),
            ("9021", false),
        ] {
            assert_eq!(is_calendar(path), expected, "{path}");
        }
    }
}
