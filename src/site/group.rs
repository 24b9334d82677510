//! The groups of the contents tree as a flat table: which group has a page, how many reports stand in it, what is above it.
//!
//! Takes the archive's contents tree, gives [`Groups`]. It does not decide how much of the tree a page shows; that is
//! [`super::pages::contents`].

use crate::archive::{Contents, Entry, Group, ReportIndex};

use super::path::SitePath;
use crate::language::{Language, said};

/// A group with more reports than this is left to its own page.
pub(super) const FOLD: usize = 60;
/// A page's tree shows no more reports than this.
pub(super) const BUDGET: usize = 400;

/// The title that the contents tree gives to the group beside the years.
pub(super) const UNDATED: &str = said("Undated");

/// A place in [`Groups::nodes`]; 0 is the root.
pub(super) type GroupIndex = usize;

/// One group.
#[derive(Debug)]
pub(super) struct Node {
    /// Its title, never empty but for the root.
    pub(super) title: String,
    /// True for the group of the tree by date that holds what has no date.
    pub(super) is_undated: bool,
    /// Its folder, where it is one.
    pub(super) folder: Option<String>,
    /// The index file that introduces it.
    pub(super) index: Option<usize>,
    /// How deep its page lists entries, where its index file says so.
    pub(super) max_depth: Option<u32>,
    /// The group it stands in.
    pub(super) parent: Option<GroupIndex>,
    /// Which of the entries of that group it is.
    pub(super) entry: usize,
    /// The groups in it, in order.
    pub(super) children: Vec<GroupIndex>,
    /// How many reports stand in it, at any depth.
    pub(super) count: usize,
    /// How many reports stand directly in it.
    pub(super) direct: usize,
    /// Its page, or the page of the index that says the same (a year); none where it is only a heading.
    pub(super) page: Option<SitePath>,
}

impl Node {
    /// True for a group that stands for something in the source, and is not only a heading over others.
    pub(super) fn is_level(&self) -> bool {
        self.folder.is_some() || self.index.is_some()
    }

    /// The year that the group stands for, where it is a year of the tree by date.
    pub(super) fn year(&self) -> Option<&str> {
        let digits = self.title.trim();
        (!self.is_level() && digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()))
            .then_some(digits)
    }
}

/// All groups, a parent before its children.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// The groups; the first is the root.
    pub(super) nodes: Vec<Node>,
    /// For each report the innermost group that lists it first.
    pub(super) of_report: Vec<Option<GroupIndex>>,
}

impl Groups {
    /// Flattens the contents tree of an archive with that many reports.
    pub(super) fn new(contents: &Contents, reports: usize, language: &Language) -> Self {
        let mut groups = Self {
            nodes: Vec::new(),
            of_report: vec![None; reports],
        };
        groups.add(language, &contents.root, None, 0);
        groups
    }

    fn add(
        &mut self,
        language: &Language,
        group: &Group,
        parent: Option<GroupIndex>,
        entry: usize,
    ) -> GroupIndex {
        let at = self.nodes.len();
        let folder_name = group.folder.as_deref().and_then(|f| f.rsplit('/').next());
        let title = match (group.title.trim(), folder_name) {
            ("", Some(name)) => name.to_owned(),
            ("", None) if parent.is_some() => language.text("More").to_owned(),
            (UNDATED, None) if group.index.is_none() => language.text(UNDATED).to_owned(),
            (title, _) => title.to_owned(),
        };
        let is_undated = group.title == UNDATED && group.folder.is_none() && group.index.is_none();
        self.nodes.push(Node {
            title,
            is_undated,
            folder: group.folder.clone(),
            index: group.index,
            max_depth: group.max_depth,
            parent,
            entry,
            children: Vec::new(),
            count: 0,
            direct: 0,
            page: None,
        });
        for (place, entry) in group.entries.iter().enumerate() {
            match entry {
                Entry::Report(report, _) => {
                    self.nodes[at].count += 1;
                    self.nodes[at].direct += 1;
                    if let Some(innermost) = self.of_report.get_mut(*report) {
                        innermost.get_or_insert(at);
                    }
                }
                Entry::Group(inner) => {
                    let child = self.add(language, inner, Some(at), place);
                    let count = self.nodes[child].count;
                    self.nodes[at].children.push(child);
                    self.nodes[at].count += count;
                }
                Entry::Link { .. } => {}
            }
        }
        at
    }

    /// The groups above a group that have a page, the outermost first; the root is not among them.
    pub(super) fn above(&self, at: GroupIndex) -> Vec<GroupIndex> {
        let mut out = Vec::new();
        let mut up = self.nodes[at].parent;
        while let Some(parent) = up.filter(|parent| *parent != 0) {
            if self.nodes[parent].page.is_some() {
                out.push(parent);
            }
            up = self.nodes[parent].parent;
        }
        out.reverse();
        out
    }

    /// The groups with a page that a report stands in, the outermost first.
    pub(super) fn around(&self, report: ReportIndex) -> Vec<GroupIndex> {
        let Some(at) = self.of_report.get(report).copied().flatten() else {
            return Vec::new();
        };
        let mut out = self.above(at);
        if at != 0 && self.nodes[at].page.is_some() {
            out.push(at);
        }
        out
    }
}

/// The group of the contents tree that a node was made from.
pub(super) fn group_of<'a>(contents: &'a Contents, groups: &Groups, at: GroupIndex) -> &'a Group {
    let mut trail = Vec::new();
    let mut node = &groups.nodes[at];
    while let Some(parent) = node.parent {
        trail.push(node.entry);
        node = &groups.nodes[parent];
    }
    let mut group = &contents.root;
    for entry in trail.into_iter().rev() {
        if let Some(Entry::Group(inner)) = group.entries.get(entry) {
            group = inner;
        }
    }
    group
}
