//! The pages of the contents tree: of groups, and of index files.
//!
//! Takes the groups and what has its path already, gives them theirs. A group that something else shows whole has no page of its own.

use std::collections::BTreeMap;

use super::super::group::{BUDGET, FOLD, Groups, group_of};
use super::super::path::SitePath;
use super::super::{Page, address, introduction, slug};
use super::Plan;
use crate::archive::{Entry, Group};

impl Plan<'_> {
    /// Gives groups their pages: folders and index files have one; a heading or a year only where it is too long to stand
    /// in the page of another.
    pub(super) fn groups(
        &mut self,
        groups: &mut Groups,
        years: &BTreeMap<i16, SitePath>,
        addresses: &[SitePath],
    ) {
        let total = self.archive.reports.len();
        for at in 0..groups.nodes.len() {
            let node = &groups.nodes[at];
            let Some(parent) = node.parent else {
                groups.nodes[at].page = Some(SitePath::page(""));
                if groups.nodes[at].direct > BUDGET {
                    self.put(SitePath::page("contents"), Page::Contents, "the contents");
                }
                continue;
            };
            let year = node
                .year()
                .and_then(|year| year.parse::<i16>().ok())
                .and_then(|year| years.get(&year))
                .filter(|path| self.same_year(path, node.count));
            if let Some(path) = year {
                groups.nodes[at].page = Some(path.clone());
                continue;
            }
            if !node.is_level() && node.count <= FOLD && total <= BUDGET {
                continue;
            }
            let wish = match (
                &node.folder,
                node.index.and_then(|at| self.archive.indexes.get(at)),
            ) {
                (Some(folder), _) => address::of_folder(folder),
                (None, Some(index)) => address::of_file(&index.path),
                (None, None) => {
                    let above = groups.nodes[parent]
                        .page
                        .as_ref()
                        .map_or("", SitePath::folder);
                    let name = slug::slug(&node.title);
                    address::of_folder(&format!("{above}/{name}"))
                }
            };
            // The folder of a report that is alone in it (`outage/index.md`): the report's page is the folder's.
            let only = only_report(group_of(&self.archive.contents, groups, at));
            if let Some(address) = only.and_then(|report| addresses.get(report))
                && node.index.is_none()
                && *address == SitePath::page(&wish)
            {
                groups.nodes[at].page = Some(address.clone());
                continue;
            }
            let what = format!("the page of the group `{}`", node.title);
            let path = self.put_page(&wish, Page::Group(at), &what);
            groups.nodes[at].page = Some(path);
        }
    }

    /// True where the page of a year lists as many reports as the group of that name: then they are the same.
    fn same_year(&self, path: &SitePath, count: usize) -> bool {
        match self.pages.get(path) {
            Some(Page::Term(t, k)) => self.archive.taxonomies[*t].terms[*k].reports.len() == count,
            _ => false,
        }
    }

    /// The page that shows each index file, and those that no group leads to, by the group that shall list them.
    pub(super) fn indexes(
        &mut self,
        groups: &Groups,
        root_needs_page: bool,
    ) -> (Vec<SitePath>, BTreeMap<usize, Vec<usize>>) {
        let archive = self.archive;
        let mut loose: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut node_of: BTreeMap<usize, usize> = BTreeMap::new();
        let mut folder_of: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, node) in groups.nodes.iter().enumerate() {
            if let Some(index) = node.index {
                node_of.entry(index).or_insert(at);
            }
            if let Some(folder) = &node.folder {
                folder_of.entry(folder).or_insert(at);
            }
        }
        let mut pages = Vec::new();
        for (at, index) in archive.indexes.iter().enumerate() {
            let what = format!("`{}`", index.path);
            if let Some(node) = node_of.get(&at) {
                let own = groups.nodes[*node].page.clone();
                if *node == 0 && root_needs_page {
                    // The home page leads to it by itself.
                    pages.push(self.put_page("introduction", Page::Index(at), &what));
                } else {
                    pages.push(own.unwrap_or_else(|| SitePath::page("")));
                }
                continue;
            }
            let folder = index.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let node = folder_of
                .get(folder)
                .copied()
                .filter(|node| groups.nodes[*node].page.is_some())
                .unwrap_or(0);
            if introduction::is_pure_list(index, &archive.references) {
                let page = groups.nodes[node].page.clone();
                pages.push(page.unwrap_or_else(|| SitePath::page("")));
                continue;
            }
            loose.entry(node).or_default().push(at);
            pages.push(self.put_page(&address::of_file(&index.path), Page::Index(at), &what));
        }
        (pages, loose)
    }
}

/// The report of a group that holds nothing else.
fn only_report(group: &Group) -> Option<usize> {
    match group.entries.as_slice() {
        [Entry::Report(report, _)] => Some(*report),
        _ => None,
    }
}

/// The pages of the folders in the contents tree.
pub(super) fn folder_pages(groups: &Groups) -> BTreeMap<String, SitePath> {
    let mut out = BTreeMap::new();
    for node in &groups.nodes {
        if let (Some(folder), Some(page)) = (&node.folder, &node.page) {
            out.entry(folder.clone()).or_insert_with(|| page.clone());
        }
    }
    out
}
