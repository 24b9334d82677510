//! Reports as lines of lists, and the small pieces that several pages share.
//!
//! Takes a report and how much is to be said of it, gives its line; what is the same wherever a line stands is made once. It orders no
//! list.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::archive::ReportIndex;
use crate::facet::Property;
use crate::postmortem::{DateOrigin, Origin, Postmortem};

use crate::site::Site;
use crate::site::facet::{Stated, full_name};
use crate::site::link::Linker;
use crate::site::shared::Shared;
use crate::site::views::{
    LinkView, ReportLineView, SeverityView, StripView, TermNodeView, TimeView, YearGroupView,
    YearView,
};
use crate::site::words;

/// Services that a line names.
const MOST_SERVICES: usize = 6;
/// Characters of a summary in a line.
const MOST_SUMMARY: usize = 280;
/// Characters of a title in a link beside something else.
const MOST_TITLE: usize = 200;
/// Marks that one year of a strip shows.
const MOST_MARKS: usize = 40;
/// Years without a report that a strip shows in a row; of more only their number is told.
const MOST_EMPTY_YEARS: i16 = 3;

/// How much a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Everything.
    Full,
    /// No services, no summary: for lists that may be long.
    Short,
}

/// The short line of a report: large archives show it on thousands of pages.
#[derive(Debug, Default)]
pub(in crate::site) struct ShortLine {
    /// Without an address.
    bare: OnceLock<Shared<ReportLineView>>,
    /// For pages from which its link goes by the root of the site, by how many folders deep they stand.
    placed: [OnceLock<Shared<ReportLineView>>; 4],
    /// The links from such pages: the ledger has several for each report.
    links: [OnceLock<Shared<LinkView>>; 4],
    /// Beside its actions.
    dated: OnceLock<Dated>,
}

/// When a report was, as the lines of its actions say it.
#[derive(Debug)]
pub(super) struct Dated {
    /// Its day.
    pub(super) day: Option<Shared<TimeView>>,
    /// How long that is before the day to which the ledger counts ages.
    pub(super) age: Option<Shared<String>>,
}

/// When a report was; a ledger asks for it with each of its actions.
pub(super) fn dated(site: &Site, at: ReportIndex) -> &Dated {
    site.lines[at].dated.get_or_init(|| {
        let report = &site.archive.reports[at];
        let days = report.day().zip(site.archive.ledger.day);
        let age = days.and_then(|(own, counted)| words::age(site.language(), own, counted.day()));
        Dated {
            day: words::day(site.language(), &report.occurred)
                .as_ref()
                .map(Shared::new),
            age: age.as_ref().map(Shared::new),
        }
    })
}

/// A report as a line of a list.
pub(super) fn line(
    site: &Site,
    linker: &Linker<'_>,
    at: ReportIndex,
    detail: Detail,
) -> Shared<ReportLineView> {
    match detail {
        Detail::Full => {
            let url = linker.to(&site.addresses[at]);
            let key = [&at.to_string(), "+", &url].concat();
            let report = &site.archive.reports[at];
            let summary = report.summary.as_deref();
            Shared::new(&ReportLineView {
                services: services(site, at),
                summary: summary.map(|summary| words::beginning(summary, MOST_SUMMARY)),
                ..short(site, at, key, url)
            })
        }
        Detail::Short => {
            let address = &site.addresses[at];
            let ShortLine { bare, placed, .. } = &site.lines[at];
            let make = || {
                let url = linker.to(address);
                let key = [&at.to_string(), "-", &url].concat();
                bare.get_or_init(|| Shared::new(&short(site, at, String::new(), String::new())))
                    .at(key, url)
            };
            match linker.by_root(address).and_then(|depth| placed.get(depth)) {
                Some(known) => known.get_or_init(make).clone(),
                None => make(),
            }
        }
    }
}

/// The line of a report under another day than that of the archive: the one on which it began.
pub(super) fn line_under(
    site: &Site,
    linker: &Linker<'_>,
    at: ReportIndex,
    day: Date,
) -> Shared<ReportLineView> {
    let url = linker.to(&site.addresses[at]);
    let key = [&at.to_string(), "@", &day.to_string(), "-", &url].concat();
    Shared::new(&ReportLineView {
        day: Some(words::of_date(site.language(), day, None)),
        published_only: false,
        ..short(site, at, key, url)
    })
}

/// The link to a report, by the beginning of its title.
pub(super) fn link(site: &Site, linker: &Linker<'_>, at: ReportIndex) -> Shared<LinkView> {
    let address = &site.addresses[at];
    let make = || {
        let report = &site.archive.reports[at];
        let title = words::list_title(&report.title, report.day());
        Shared::new(&LinkView {
            title: words::beginning(title, MOST_TITLE),
            url: linker.to(address),
        })
    };
    let placed = linker.by_root(address);
    match placed.and_then(|depth| site.lines[at].links.get(depth)) {
        Some(known) => known.get_or_init(make).clone(),
        None => make(),
    }
}

/// A report as a line of a list that calls it by a title of its own.
pub(super) fn titled(
    site: &Site,
    linker: &Linker<'_>,
    at: ReportIndex,
    title: &str,
) -> Shared<ReportLineView> {
    let url = linker.to(&site.addresses[at]);
    let key = [&at.to_string(), "=", &url, " ", title].concat();
    Shared::new(&ReportLineView {
        title: title.to_owned(),
        ..short(site, at, key, url)
    })
}

/// What a line says in every list.
fn short(site: &Site, at: ReportIndex, key: String, url: String) -> ReportLineView {
    let report = &site.archive.reports[at];
    ReportLineView {
        key,
        title: words::list_title(&report.title, report.day()).to_owned(),
        url,
        day: words::day(site.language(), &report.occurred),
        published_only: report.occurred.origin == Some(DateOrigin::Publication),
        severity: severity(site, at, None),
        duration: (report.occurred.duration_minutes)
            .map(|minutes| words::duration(site.language(), minutes)),
        services: Vec::new(),
        services_suggested: (report.facets[Property::Service].iter())
            .any(|service| service.origin == Origin::Suggested),
        summary: None,
        draft: report.draft,
    }
}

/// The services of a report by the names of their terms. What is only suggested is shown where its evidence is: on its page.
fn services(site: &Site, at: ReportIndex) -> Vec<String> {
    let taxonomies = &site.archive.taxonomies;
    let values = &site.archive.reports[at].facets[Property::Service];
    match taxonomies.iter().position(|t| t.key == "service") {
        Some(t) => site
            .membership
            .stated(at, t, values)
            .into_iter()
            .filter(Stated::is_stated)
            .map(|stated| full_name(&taxonomies[t].terms, stated.term))
            .take(MOST_SERVICES)
            .collect(),
        None => values
            .iter()
            .filter(|facet| facet.origin != Origin::Suggested)
            .map(|facet| facet.name.clone())
            .take(MOST_SERVICES)
            .collect(),
    }
}

/// The severity of a report; with the way to its index where a linker is given.
pub(super) fn severity(
    site: &Site,
    at: ReportIndex,
    linker: Option<&Linker<'_>>,
) -> Option<SeverityView> {
    let severity = site.archive.reports[at].severity.as_ref()?;
    let url = linker.and_then(|linker| {
        let mut taxonomies = site.archive.taxonomies.iter();
        let t = taxonomies.position(|taxonomy| taxonomy.key == "severity")?;
        let k = site.membership.in_taxonomy(at, t).next()?;
        Some(linker.to(&site.taxonomies[t].terms[k]))
    });
    Some(SeverityView {
        label: severity.label.clone(),
        level: severity.level,
        url,
    })
}

/// True for a report whose day is known, and is not only that of publication.
pub(super) fn has_incident_day(report: &Postmortem) -> bool {
    report.day().is_some() && report.occurred.origin != Some(DateOrigin::Publication)
}

/// A term of an index with everything below it.
pub(super) fn term_node(site: &Site, linker: &Linker<'_>, t: usize, k: usize) -> TermNodeView {
    let terms = &site.archive.taxonomies[t].terms;
    let term = &terms[k];
    TermNodeView {
        latest: term
            .reports
            .iter()
            .map(|report| &site.archive.reports[*report])
            .filter(|report| has_incident_day(report))
            .map(|report| &report.occurred)
            .max_by_key(|when| when.date)
            .and_then(|when| words::day(site.language(), when)),
        // A child always stands after its parent, so that this ends.
        children: term
            .children
            .iter()
            .filter(|child| **child > k && **child < terms.len())
            .map(|child| term_node(site, linker, t, *child))
            .collect(),
        ..bare_term(site, linker, t, k)
    }
}

/// A term of an index with its number alone.
pub(super) fn bare_term(site: &Site, linker: &Linker<'_>, t: usize, k: usize) -> TermNodeView {
    let term = &site.archive.taxonomies[t].terms[k];
    TermNodeView {
        name: term.name.clone(),
        url: linker.to(&site.taxonomies[t].terms[k]),
        count: term.reports.len(),
        suggested: site.suggested.of(t, k).len(),
        latest: None,
        children: Vec::new(),
    }
}

/// Reports per year, oldest first, with the years between where they are few.
pub(super) fn strip(site: &Site, linker: &Linker<'_>, reports: &[ReportIndex]) -> StripView {
    let mut years: BTreeMap<i16, (usize, Vec<Option<u8>>)> = BTreeMap::new();
    for at in reports {
        let report = &site.archive.reports[*at];
        if let Some(day) = report.day() {
            let (count, severities) = years.entry(day.year()).or_default();
            *count += 1;
            severities.push(report.severity.as_ref().and_then(|severity| severity.level));
        }
    }
    let levels: BTreeSet<Option<u8>> = years
        .values()
        .flat_map(|(_, levels)| levels)
        .copied()
        .collect();
    let most = years.values().map(|(count, _)| *count).max().unwrap_or(0);
    let mut out: Vec<YearView> = Vec::with_capacity(years.len());
    for (year, (count, mut severities)) in years {
        let expected = out.last().map_or(year, |last| last.year.saturating_add(1));
        let empty = year.saturating_sub(expected);
        if empty <= MOST_EMPTY_YEARS {
            out.extend((expected..year).map(|year| YearView {
                year,
                left_out: 0,
                url: None,
                count: 0,
                severities: Vec::new(),
            }));
        }
        severities.sort_by_key(|level| (level.is_none(), *level));
        severities.truncate(MOST_MARKS);
        out.push(YearView {
            year,
            left_out: if empty > MOST_EMPTY_YEARS { empty } else { 0 },
            url: site.years.get(&year).map(|path| linker.to(path)),
            count,
            severities,
        });
    }
    StripView {
        years: out,
        most,
        unset: levels.contains(&None),
        levels: levels.into_iter().flatten().collect(),
    }
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
