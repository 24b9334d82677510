//! The home page: what happened lately, and the ways into the archive.

use crate::archive::ReportIndex;

use crate::site::link::Linker;
use crate::site::path::SitePath;
use crate::site::views::{HomeView, LinkView};
use crate::site::{Page, Site};

use super::line::{Detail, has_incident_day, line, strip};
use super::taxonomy::commonest;
use super::{Shown, contents, frame};

/// Reports that stand at the top.
const NEWEST: usize = 5;

/// The home page.
pub(super) fn show(site: &Site, linker: &Linker<'_>) -> Shown {
    let archive = &site.archive;
    let mut page = frame::of(site, linker, Page::Home, &site.view.title);
    page.description.clone_from(&site.view.description);
    let source = archive
        .contents
        .root
        .index
        .and_then(|at| archive.indexes.get(at))
        .map_or("", |index| &index.path);
    let home = SitePath::page("");
    let more = archive.contents.root.index.and_then(|at| {
        let path = site.index_pages.get(at).filter(|path| **path != home)?;
        let title = archive.indexes.get(at)?.title.clone();
        Some(LinkView {
            title: title.unwrap_or_else(|| site.language().text("Introduction").to_owned()),
            url: linker.to(path),
        })
    });
    let all: Vec<usize> = (0..archive.reports.len()).collect();
    let nodes = &site.groups.nodes;
    let view = HomeView {
        introduction: frame::body(site, linker, source, &site.introduction),
        has_code: site.introduction.has_code(),
        more,
        newest: newest(site)
            .into_iter()
            .map(|at| line(site, linker, at, Detail::Full))
            .collect(),
        contents: contents::of_home(site, linker),
        by_year: nodes[0].direct == 0
            && nodes.iter().any(|node| node.year().is_some())
            && nodes[1..]
                .iter()
                .all(|node| node.year().is_some() || node.is_undated),
        taxonomies: (0..archive.taxonomies.len())
            .map(|t| commonest(site, linker, t))
            .collect(),
        strip: strip(site, linker, &all),
        anniversaries: site.weeks.as_ref().map(|weeks| linker.to(&weeks.main)),
        drafts: archive.reports.iter().filter(|report| report.draft).count(),
    };
    Shown::new(page, "home", &view)
}

/// The reports of the newest incidents; where no incident is dated, whatever comes first. A day of publication does not make
/// an old incident a new one.
fn newest(site: &Site) -> Vec<ReportIndex> {
    let reports = &site.archive.reports;
    let all = 0..reports.len();
    let dated: Vec<ReportIndex> = all
        .clone()
        .filter(|at| has_incident_day(&reports[*at]))
        .take(NEWEST)
        .collect();
    if dated.is_empty() {
        return all.take(NEWEST).collect();
    }
    dated
}
