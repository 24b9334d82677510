//! Feeds: of all reports, and of one term; and the list of all of them. Every date in them is one that a report states. In which
//! form a feed is written is the business of its template, or of `json_feed.rs`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::archive::ReportIndex;
use crate::config::Output;
use crate::postmortem::{DateOrigin, Postmortem, Precision};

use crate::site::facet::full_name;
use crate::site::link::Linker;
use crate::site::path::SitePath;
use crate::site::views::{FeedEntryView, FeedGroupView, FeedView, ListedFeedView, OpmlView};
use crate::site::words;
use crate::site::{Page, Site};

use super::{Shown, frame, keywords};

/// Entries of a feed.
const MOST_ENTRIES: usize = 50;
/// Characters of a summary in a feed.
const MOST_SUMMARY: usize = 600;

/// The feed of all reports.
pub(super) fn all(site: &Site, linker: &Linker<'_>) -> Shown {
    let view = view_of_all(site, linker.from());
    let page = frame::of(site, linker, Page::Feed, &view.title);
    Shown::new(page, "feed", &view)
}

/// The feed of a term.
pub(super) fn of_term(site: &Site, linker: &Linker<'_>, t: usize, k: usize) -> Shown {
    let view = view_of_term(site, linker.from(), t, k);
    let page = frame::of(site, linker, Page::TermFeed(t, k), &view.title);
    Shown::new(page, "feed", &view)
}

/// What the feed of all reports says, where it stands at that path.
pub(super) fn view_of_all(site: &Site, path: &SitePath) -> FeedView {
    let reports: Vec<ReportIndex> = (0..site.archive.reports.len()).collect();
    view(site, path, &site.view.title, &SitePath::page(""), &reports)
}

/// The same of a term.
pub(super) fn view_of_term(site: &Site, path: &SitePath, t: usize, k: usize) -> FeedView {
    let title = format!("{} · {}", title_of_term(site, t, k), site.view.title);
    let page = &site.taxonomies[t].terms[k];
    let reports = &site.archive.taxonomies[t].terms[k].reports;
    view(site, path, &title, page, reports)
}

fn title_of_term(site: &Site, t: usize, k: usize) -> String {
    let taxonomy = &site.archive.taxonomies[t];
    let title = site.language().text(taxonomy.title);
    format!("{title}: {}", full_name(&taxonomy.terms, k))
}

fn view(
    site: &Site,
    path: &SitePath,
    title: &str,
    about: &SitePath,
    reports: &[ReportIndex],
) -> FeedView {
    // A report without any date cannot be in a feed: the format wants one, and none is invented.
    let mut dated: Vec<ReportIndex> = reports
        .iter()
        .copied()
        .filter(|at| has_date(&site.archive.reports[*at]))
        .collect();
    dated.sort_by_key(|at| Reverse(date(&site.archive.reports[*at])));
    dated.truncate(MOST_ENTRIES);
    let entries: Vec<FeedEntryView> = dated.iter().map(|at| entry(site, *at)).collect();
    let address = |path: &SitePath| frame::absolute(site, path).unwrap_or_default();
    FeedView {
        title: title.to_owned(),
        id: address(about),
        self_url: address(path),
        page_url: address(about),
        updated: entries
            .first()
            .map(|entry| entry.updated.clone())
            .unwrap_or_default(),
        entries,
    }
}

/// The list of all feeds: the one of all reports, then those of the terms by their indexes.
pub(super) fn list(site: &Site, linker: &Linker<'_>) -> Shown {
    let mut all = Vec::new();
    let mut of_terms: BTreeMap<usize, Vec<ListedFeedView>> = BTreeMap::new();
    let is_atom = site.options.outputs.has(Output::Atom);
    for (path, page) in site.pages() {
        let listed = |title: String, about: &SitePath| ListedFeedView {
            title,
            url: frame::absolute(site, path).unwrap_or_default(),
            page_url: frame::absolute(site, about).unwrap_or_default(),
        };
        // Each feed once: where there are both forms, every reader knows Atom.
        match (page, is_atom) {
            (Page::Feed, _) | (Page::JsonFeed, false) => {
                all.push(listed(site.view.title.clone(), &SitePath::page("")));
            }
            (Page::TermFeed(t, k), _) | (Page::TermJsonFeed(t, k), false) => {
                let feed = listed(title_of_term(site, t, k), &site.taxonomies[t].terms[k]);
                of_terms.entry(t).or_default().push(feed);
            }
            _ => {}
        }
    }
    let groups = of_terms.into_iter().map(|(t, feeds)| FeedGroupView {
        title: (site.language())
            .text(site.archive.taxonomies[t].title)
            .to_owned(),
        feeds,
    });
    let view = OpmlView {
        all,
        groups: groups.collect(),
    };
    let page = frame::of(site, linker, Page::Opml, site.language().text("Feeds"));
    Shown::new(page, "opml", &view)
}

/// True for a report that a feed can date.
pub(in crate::site) fn has_date(report: &Postmortem) -> bool {
    date(report).is_some()
}

/// The day that a feed tells. A month is no day: its first would be an invention.
fn date(report: &Postmortem) -> Option<Date> {
    let when = &report.occurred;
    if matches!(when.precision, Some(Precision::Month | Precision::Year)) {
        return when
            .published
            .filter(|_| when.origin != Some(DateOrigin::Publication));
    }
    when.published.or(report.day())
}

fn entry(site: &Site, at: ReportIndex) -> FeedEntryView {
    let report = &site.archive.reports[at];
    FeedEntryView {
        title: report.title.clone(),
        url: frame::absolute(site, &site.addresses[at]).unwrap_or_default(),
        updated: date(report).map_or_else(String::new, |date| format!("{date}T00:00:00Z")),
        summary: report
            .summary
            .as_deref()
            .map(|summary| words::beginning(summary, MOST_SUMMARY)),
        categories: keywords::of(site, at),
    }
}
