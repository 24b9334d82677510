//! Anniversaries: what happened in this week of the year, in other years?

use std::cmp::Reverse;

use crate::archive::ReportIndex;
use crate::language::{Language, Length, said};
use crate::site::link::Linker;
use crate::site::shared::Shared;
use crate::site::views::{AnniversariesView, LinkView, ReportLineView, WeekView};
use crate::site::weeks::{self, LONG, Weeks};
use crate::site::{Page, Site};

use super::line::{Detail, line, line_under};
use super::{Shown, frame};

/// What the page is called.
pub(super) const TITLE: &str = said("Anniversaries");
/// So many incidents a week shows where it has a page of its own.
const WORST: usize = 3;

/// All weeks.
pub(super) fn all(site: &Site, linker: &Linker<'_>) -> Shown {
    let mut page = frame::of(
        site,
        linker,
        Page::Anniversaries,
        site.language().text(TITLE),
    );
    page.description = Some(
        (site.language())
            .text("The incidents by the week of the year, over all years.")
            .to_owned(),
    );
    let weeks = site.weeks.as_ref();
    let dated = weeks.map_or(0, |weeks| weeks.dated);
    let long = dated > LONG;
    let view = AnniversariesView {
        dated,
        undated: weeks.map_or(0, |weeks| weeks.undated),
        weeks: weeks
            .map(|weeks| {
                let numbers = 0..weeks.reports.len();
                let week = |at| week(site, linker, weeks, at, long);
                numbers.map(week).collect()
            })
            .unwrap_or_default(),
        long,
    };
    Shown::new(page, "anniversaries", &view)
}

/// One of them.
pub(super) fn one(site: &Site, linker: &Linker<'_>, at: usize) -> Shown {
    let title = title(site.language(), at);
    let mut page = frame::of(site, linker, Page::Week(at), &title);
    let Some(weeks) = &site.weeks else {
        return Shown::new(page, "week", &());
    };
    page.trail.push(LinkView {
        title: site.language().text(TITLE).to_owned(),
        url: linker.to(&weeks.main),
    });
    let link = |at: usize| {
        let url = linker.to(weeks.pages.get(at)?.as_ref()?);
        Some(LinkView {
            title: self::title(site.language(), at),
            url,
        })
    };
    let view = WeekView {
        previous: (0..at).rev().find_map(link),
        next: (at + 1..weeks.pages.len()).find_map(link),
        ..week(site, linker, weeks, at, false)
    };
    Shown::new(page, "week", &view)
}

fn title(language: &Language, at: usize) -> String {
    language.filled("Week {number}", &[("number", &(at + 1).to_string())])
}

fn week(site: &Site, linker: &Linker<'_>, weeks: &Weeks, at: usize, is_long: bool) -> WeekView {
    let own = weeks.reports.get(at).map_or(&[][..], Vec::as_slice);
    let shown = if is_long {
        worst(site, own)
    } else {
        own.to_vec()
    };
    let around = weeks::around(at);
    WeekView {
        number: at + 1,
        id: format!("week-{:02}", at + 1),
        around: around
            .map(|day| site.language().dates().day_of_year(day, Length::Long))
            .unwrap_or_default(),
        count: own.len(),
        reports: shown
            .into_iter()
            .map(|report| line_of(site, linker, report))
            .collect(),
        url: weeks
            .pages
            .get(at)
            .and_then(Option::as_ref)
            .map(|path| linker.to(path)),
        previous: None,
        next: None,
    }
}

/// The line of a report under the day on which it began, be it listed elsewhere under another.
fn line_of(site: &Site, linker: &Linker<'_>, at: ReportIndex) -> Shared<ReportLineView> {
    let report = &site.archive.reports[at];
    match weeks::day(report).filter(|day| report.exact_day() != Some(*day)) {
        Some(day) => line_under(site, linker, at, day),
        None => line(site, linker, at, Detail::Short),
    }
}

/// The worst of them, of those that are alike the newest, in the order of their days.
fn worst(site: &Site, reports: &[ReportIndex]) -> Vec<ReportIndex> {
    let level = |at: &usize| {
        let severity = site.archive.reports[reports[*at]].severity.as_ref();
        Reverse(severity.and_then(|severity| severity.level).map(Reverse))
    };
    // By their places in the week, which are in the order of their days.
    let mut worst: Vec<usize> = (0..reports.len()).collect();
    worst.sort_by_key(level);
    worst.truncate(WORST);
    worst.sort_unstable();
    worst.into_iter().map(|at| reports[at]).collect()
}
