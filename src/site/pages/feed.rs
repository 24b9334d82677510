//! Atom feeds: of all reports, and of one term. Every date in them is one that a report states.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::archive::ReportIndex;
use crate::postmortem::{DateOrigin, Postmortem, Precision};

use crate::site::facet::full_name;
use crate::site::link::Linker;
use crate::site::path::SitePath;
use crate::site::views::{FeedEntryView, FeedView};
use crate::site::words;
use crate::site::{Page, Site};

use super::{Shown, frame};

/// Entries of a feed.
const MOST_ENTRIES: usize = 50;
/// Characters of a summary in a feed.
const MOST_SUMMARY: usize = 600;

/// The feed of all reports.
pub(super) fn all(site: &Site, linker: &Linker<'_>) -> Shown {
    let reports: Vec<ReportIndex> = (0..site.archive.reports.len()).collect();
    let home = SitePath::page("");
    show(site, linker, Page::Feed, &site.view.title, &home, &reports)
}

/// The feed of a term.
pub(super) fn of_term(site: &Site, linker: &Linker<'_>, t: usize, k: usize) -> Shown {
    let taxonomy = &site.archive.taxonomies[t];
    let title = format!(
        "{}: {} · {}",
        taxonomy.title,
        full_name(&taxonomy.terms, k),
        site.view.title
    );
    let page = &site.taxonomies[t].terms[k];
    let reports = &taxonomy.terms[k].reports;
    show(site, linker, Page::TermFeed(t, k), &title, page, reports)
}

fn show(
    site: &Site,
    linker: &Linker<'_>,
    page: Page,
    title: &str,
    about: &SitePath,
    reports: &[ReportIndex],
) -> Shown {
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
    let view = FeedView {
        title: title.to_owned(),
        id: address(about),
        self_url: address(linker.from()),
        page_url: address(about),
        updated: entries
            .first()
            .map(|entry| entry.updated.clone())
            .unwrap_or_default(),
        entries,
    };
    let page = frame::of(site, linker, page, title);
    Shown::new(page, "feed", &view)
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
    let taxonomies = &site.archive.taxonomies;
    FeedEntryView {
        title: report.title.clone(),
        url: frame::absolute(site, &site.addresses[at]).unwrap_or_default(),
        updated: date(report).map_or_else(String::new, |date| format!("{date}T00:00:00Z")),
        summary: report
            .summary
            .as_deref()
            .map(|summary| words::beginning(summary, MOST_SUMMARY)),
        categories: site
            .membership
            .of(at)
            .iter()
            .filter(|(t, _)| matches!(taxonomies[*t].key, "service" | "cause" | "tag"))
            .map(|(t, k)| full_name(&taxonomies[*t].terms, *k))
            .collect(),
    }
}
