//! The contents tree as a page shows it: as deep as `maxdepth` says, and never so long that a page carries the whole archive.
//!
//! Takes the groups of the site, gives the part of them that one page shows. Which group has a page of its own is decided where paths are
//! given.

use crate::archive::{Entry, Group, ReportIndex};

use crate::site::Site;
use crate::site::group::{BUDGET, FOLD, GroupIndex, UNDATED, group_of};
use crate::site::link::{DocumentLinks, Linker};
use crate::site::path::SitePath;
use crate::site::shared::Shared;
use crate::site::views::{EntryView, GroupView, LinkView, ReportLineView};
use crate::source;

use super::line::{Detail, line, titled};

/// Levels that a tree shows where no `maxdepth` is given: the entries of a group, and of two levels of groups inside.
const LEVELS: u32 = 3;

/// Draws the tree of one page.
struct Tree<'a> {
    site: &'a Site,
    linker: &'a Linker<'a>,
    detail: Detail,
    /// How many reports may still be listed.
    left: usize,
}

/// The tree of the home page.
pub(super) fn of_home(site: &Site, linker: &Linker<'_>) -> GroupView {
    let root = &site.groups.nodes[0];
    let mut tree = Tree {
        site,
        linker,
        detail: Detail::Short,
        left: BUDGET,
    };
    let mut view = tree.open(&site.archive.contents.root, 0, levels(root.max_depth));
    let all = SitePath::page("contents");
    view.url = site.page(&all).map(|_| linker.to(&all));
    view
}

/// The tree of a group's own page: everything that stands directly in it is listed.
pub(super) fn of_group(site: &Site, linker: &Linker<'_>, at: GroupIndex) -> GroupView {
    let node = &site.groups.nodes[at];
    let mut tree = Tree {
        site,
        linker,
        detail: if node.count > FOLD {
            Detail::Short
        } else {
            Detail::Full
        },
        left: BUDGET.max(node.direct),
    };
    let group = group_of(&site.archive.contents, &site.groups, at);
    tree.open(group, at, levels(node.max_depth))
}

/// The reports without a day, for the page of the years; none where every report has one.
pub(super) fn of_undated(site: &Site, linker: &Linker<'_>) -> Option<GroupView> {
    let reports = &site.archive.reports;
    let undated = |at: &ReportIndex| reports[*at].day().is_none();
    let count = (0..reports.len()).filter(undated).count();
    let group = site.groups.nodes.iter().find(|node| node.is_undated);
    let page = group.and_then(|node| node.page.as_ref());
    // Where they have a page of their own, that is the place for so many.
    let listed = match page {
        Some(_) if count > FOLD => 0,
        _ => count.min(BUDGET),
    };
    let rest = count - listed;
    let home = SitePath::page("");
    let url = page.or_else(|| (rest > 0).then_some(&home));
    (count > 0).then(|| GroupView {
        title: site.language().text(UNDATED).to_owned(),
        url: url.map(|page| linker.to(page)),
        count,
        entries: (0..reports.len())
            .filter(undated)
            .take(listed)
            .map(|at| entry_report(line(site, linker, at, Detail::Short)))
            .collect(),
        cut: rest > 0,
    })
}

fn levels(max_depth: Option<u32>) -> u32 {
    max_depth.map_or(LEVELS, |depth| depth.max(1))
}

impl Tree<'_> {
    /// A group with its entries, `levels` deep.
    fn open(&mut self, group: &Group, at: GroupIndex, levels: u32) -> GroupView {
        let node = &self.site.groups.nodes[at];
        let mut view = self.closed(at);
        view.cut = false;
        for index in self.site.loose_indexes.get(&at).into_iter().flatten() {
            view.entries.push(entry_link(self.loose(*index), false));
        }
        let mut children = node.children.iter();
        for entry in &group.entries {
            match entry {
                Entry::Report(..) if self.left == 0 => view.cut = true,
                Entry::Report(report, title) => {
                    self.left -= 1;
                    let line = match title {
                        Some(title) => titled(self.site, self.linker, *report, title),
                        None => line(self.site, self.linker, *report, self.detail),
                    };
                    view.entries.push(entry_report(line));
                }
                Entry::Group(inner) => {
                    let Some(child) = children.next() else {
                        continue;
                    };
                    let inner = self.inner(inner, *child, levels);
                    view.entries.push(EntryView {
                        report: None,
                        group: Some(inner),
                        link: None,
                        external: false,
                    });
                }
                Entry::Link { title, target } => {
                    if let Some((url, away)) = self.link(at, target) {
                        let title = title.clone();
                        view.entries.push(entry_link(LinkView { title, url }, away));
                    }
                }
            }
        }
        view
    }

    /// A group inside another: opened, or left to its own page where it is too deep or too long. A heading is no level.
    fn inner(&mut self, group: &Group, at: GroupIndex, levels: u32) -> GroupView {
        let node = &self.site.groups.nodes[at];
        let below = if node.is_level() {
            levels.saturating_sub(1)
        } else {
            levels
        };
        let fits = below > 0 && node.count <= FOLD && node.count <= self.left;
        if fits || node.page.is_none() {
            self.open(group, at, below)
        } else {
            self.closed(at)
        }
    }

    /// A group without its entries.
    fn closed(&self, at: GroupIndex) -> GroupView {
        let node = &self.site.groups.nodes[at];
        let page = node.page.as_ref().filter(|_| at != 0);
        GroupView {
            title: if at == 0 {
                String::new()
            } else {
                node.title.clone()
            },
            url: page.map(|page| self.linker.to(page)),
            count: node.count,
            entries: Vec::new(),
            cut: true,
        }
    }

    /// Where a link of an index file's list leads, and whether out of the site; none for a dead one, which has been
    /// diagnosed.
    fn link(&self, at: GroupIndex, target: &str) -> Option<(String, bool)> {
        let nodes = &self.site.groups.nodes;
        let mut up = Some(at);
        while let Some(node) = up.filter(|node| nodes[*node].index.is_none()) {
            up = nodes[node].parent;
        }
        let index = up
            .and_then(|node| nodes[node].index)
            .and_then(|index| self.site.archive.indexes.get(index));
        let links = DocumentLinks {
            site: self.site,
            source: index.map_or("", |index| &index.path),
            linker: self.linker,
            page: self.linker.from(),
            reports: &self.site.addresses,
        };
        links.safe(target)
    }

    fn loose(&self, index: usize) -> LinkView {
        let file = &self.site.archive.indexes[index];
        LinkView {
            title: title(self.site, index),
            url: self
                .site
                .index_pages
                .get(index)
                .map_or_else(|| file.path.to_string(), |page| self.linker.to(page)),
        }
    }
}

fn entry_link(link: LinkView, external: bool) -> EntryView {
    EntryView {
        report: None,
        group: None,
        link: Some(link),
        external,
    }
}

fn entry_report(line: Shared<ReportLineView>) -> EntryView {
    EntryView {
        report: Some(line),
        group: None,
        link: None,
        external: false,
    }
}

/// The title of an index file; without one its name.
pub(super) fn title(site: &Site, at: usize) -> String {
    let index = &site.archive.indexes[at];
    match index.title.as_deref().map(str::trim) {
        Some(title) if !title.is_empty() => title.to_owned(),
        _ => {
            let file = index.path.rsplit('/').next().unwrap_or(&index.path);
            source::stem(file).to_owned()
        }
    }
}
