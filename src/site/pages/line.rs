//! Reports as lines of lists, and the small pieces that several pages share.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::archive::ReportIndex;
use crate::postmortem::DateOrigin;

use crate::site::Site;
use crate::site::facet::full_name;
use crate::site::link::Linker;
use crate::site::views::{ReportLineView, SeverityView, TermNodeView, YearGroupView, YearView};
use crate::site::words;

/// Services that a line names.
const MOST_SERVICES: usize = 6;
/// Characters of a summary in a line.
const MOST_SUMMARY: usize = 280;
/// Marks that one year of a strip shows.
const MOST_MARKS: usize = 60;
/// Years that a strip shows without a gap.
const MOST_YEARS: i16 = 60;

/// How much a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Everything.
    Full,
    /// No services and no summary: for lists that may be long.
    Short,
}

/// A report as a line of a list.
pub(super) fn line(
    site: &Site,
    linker: &Linker<'_>,
    at: ReportIndex,
    detail: Detail,
) -> ReportLineView {
    let report = &site.archive.reports[at];
    let full = detail == Detail::Full;
    ReportLineView {
        title: words::list_title(&report.title, report.day()).to_owned(),
        url: linker.to(&site.addresses[at]),
        day: words::day(&report.occurred),
        published_only: report.occurred.origin == Some(DateOrigin::Publication),
        severity: severity(site, linker, at),
        duration: report.occurred.duration_minutes.map(words::duration),
        services: if full { services(site, at) } else { Vec::new() },
        summary: report
            .summary
            .as_deref()
            .filter(|_| full)
            .map(|summary| words::beginning(summary, MOST_SUMMARY)),
        draft: report.draft,
    }
}

/// The services of a report by the names of their terms.
fn services(site: &Site, at: ReportIndex) -> Vec<String> {
    let taxonomies = &site.archive.taxonomies;
    match taxonomies.iter().position(|t| t.key == "service") {
        Some(t) => site
            .membership
            .in_taxonomy(at, t)
            .map(|k| full_name(&taxonomies[t].terms, k))
            .take(MOST_SERVICES)
            .collect(),
        None => site.archive.reports[at]
            .services
            .iter()
            .map(|facet| facet.name.clone())
            .take(MOST_SERVICES)
            .collect(),
    }
}

fn severity(site: &Site, linker: &Linker<'_>, at: ReportIndex) -> Option<SeverityView> {
    let severity = site.archive.reports[at].severity.as_ref()?;
    let url = site
        .archive
        .taxonomies
        .iter()
        .position(|taxonomy| taxonomy.key == "severity")
        .and_then(|t| {
            let k = site.membership.in_taxonomy(at, t).next()?;
            Some(linker.to(&site.taxonomies[t].terms[k]))
        });
    Some(SeverityView {
        label: severity.label.clone(),
        level: severity.level,
        url,
    })
}

/// A term of an index with everything below it.
pub(super) fn term_node(site: &Site, linker: &Linker<'_>, t: usize, k: usize) -> TermNodeView {
    let terms = &site.archive.taxonomies[t].terms;
    let term = &terms[k];
    TermNodeView {
        name: term.name.clone(),
        url: linker.to(&site.taxonomies[t].terms[k]),
        count: term.reports.len(),
        latest: term
            .reports
            .iter()
            .map(|report| &site.archive.reports[*report].occurred)
            .max_by_key(|when| when.date)
            .and_then(words::day),
        // A child always stands after its parent, so that this ends.
        children: term
            .children
            .iter()
            .filter(|child| **child > k && **child < terms.len())
            .map(|child| term_node(site, linker, t, *child))
            .collect(),
    }
}

/// Reports per year, oldest first, with the years between.
pub(super) fn strip(site: &Site, linker: &Linker<'_>, reports: &[ReportIndex]) -> Vec<YearView> {
    let mut years: BTreeMap<i16, (usize, Vec<Option<u8>>)> = BTreeMap::new();
    for at in reports {
        let report = &site.archive.reports[*at];
        if let Some(day) = report.day() {
            let (count, severities) = years.entry(day.year()).or_default();
            *count += 1;
            severities.push(report.severity.as_ref().and_then(|severity| severity.level));
        }
    }
    if let (Some(first), Some(last)) = (years.keys().next(), years.keys().next_back()) {
        let (first, last) = (*first, *last);
        if last.saturating_sub(first) <= MOST_YEARS {
            for year in first..=last {
                years.entry(year).or_default();
            }
        }
    }
    years
        .into_iter()
        .map(|(year, (count, mut severities))| {
            severities.sort_by_key(|level| (level.is_none(), *level));
            severities.truncate(MOST_MARKS);
            YearView {
                year,
                url: site.years.get(&year).map(|path| linker.to(path)),
                count,
                severities,
            }
        })
        .collect()
}

/// Reports by year, newest first, those without a date last.
pub(super) fn by_year(
    site: &Site,
    linker: &Linker<'_>,
    reports: &[ReportIndex],
    detail: Detail,
) -> Vec<YearGroupView> {
    let mut years: BTreeMap<Reverse<Option<i16>>, Vec<ReportIndex>> = BTreeMap::new();
    for at in reports {
        let year = site.archive.reports[*at].day().map(jiff::civil::Date::year);
        years.entry(Reverse(year)).or_default().push(*at);
    }
    years
        .into_iter()
        .map(|(Reverse(year), reports)| YearGroupView {
            year,
            reports: reports
                .into_iter()
                .map(|at| line(site, linker, at, detail))
                .collect(),
        })
        .collect()
}
