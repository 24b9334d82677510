//! The contents tree beside a page, for themes that show one: the outermost groups, and of the page's own group what stands nearest.
//!
//! Takes a page, gives [`BesideView`]. Its size is bounded, so that no page carries the whole archive's navigation; all of it is on the
//! home page and on the pages of groups.

use crate::archive::ReportIndex;

use crate::site::group::GroupIndex;
use crate::site::link::Linker;
use crate::site::views::{BesideView, NavigationView};
use crate::site::{Page, Site, words};

/// So many groups are listed.
const MOST: usize = 40;

/// What stands beside a page; `None` where the theme shows no tree.
pub(super) fn of(site: &Site, linker: &Linker<'_>, page: Page) -> Option<BesideView> {
    let near = site.options.beside?;
    let report = match page {
        Page::Report(at) => Some(at),
        _ => None,
    };
    let own = own_group(site, page);
    let outermost = own.map(|at| outermost(site, at));
    let root = site.groups.nodes.first()?;
    let listed = root.children.iter().filter_map(|at| {
        let node = &site.groups.nodes[*at];
        Some((*at, node, node.page.as_ref()?))
    });
    let groups: Vec<NavigationView> = listed
        .clone()
        .take(MOST)
        .map(|(at, node, path)| NavigationView {
            title: node.title.clone(),
            url: linker.to(path),
            current: outermost == Some(at),
        })
        .collect();
    let is_more = listed.clone().nth(MOST).is_some();
    let reports = report.map_or_else(Vec::new, |at| around(site, linker, at, near));
    Some(BesideView {
        groups,
        is_more,
        reports,
    })
}

/// The group that a page stands in or is that of.
fn own_group(site: &Site, page: Page) -> Option<GroupIndex> {
    match page {
        Page::Report(at) => site.groups.of_report.get(at).copied().flatten(),
        Page::Group(at) => Some(at),
        _ => None,
    }
}

/// The group around a group that stands in the root.
fn outermost(site: &Site, mut at: GroupIndex) -> GroupIndex {
    while let Some(parent) = site.groups.nodes[at].parent.filter(|parent| *parent != 0) {
        at = parent;
    }
    at
}

/// The reports of the same group before and behind a report, in reading order, and itself.
fn around(
    site: &Site,
    linker: &Linker<'_>,
    report: ReportIndex,
    near: usize,
) -> Vec<NavigationView> {
    let order = &site.archive.contents.order;
    let Some(place) = site.places[report] else {
        return Vec::new();
    };
    let group = |at: ReportIndex| site.groups.of_report.get(at).copied().flatten();
    let is_beside = |at: &&ReportIndex| group(**at) == group(report);
    let before = order[..place].iter().rev().take_while(is_beside);
    let behind = order[place + 1..].iter().take_while(is_beside);
    // Where one side ends the other has its room.
    let (before, behind): (Vec<_>, Vec<_>) =
        (before.take(near).collect(), behind.take(near).collect());
    let half = near / 2;
    let from_before = before
        .len()
        .min(half.max(near.saturating_sub(behind.len())));
    let from_behind = behind.len().min(near - from_before);
    let listed = before[..from_before].iter().rev().copied();
    let listed = listed
        .chain([&report])
        .chain(behind[..from_behind].iter().copied());
    let link = |at: &ReportIndex| {
        let other = site.archive.reports.get(*at)?;
        Some(NavigationView {
            title: words::list_title(&other.title, other.day()).to_owned(),
            url: linker.to(&site.addresses[*at]),
            current: *at == report,
        })
    };
    listed.filter_map(link).collect()
}
