//! The page of a report: what happened in this incident?
//!
//! Takes a report with all that the archive knows of it, gives its view. Facts are shown as they were read, each with where it came from;
//! none is worked out here.

use std::collections::BTreeSet;

use crate::archive::recurrence::Way;
use crate::archive::related::Reason;
use crate::archive::{ReportIndex, humanised};
use crate::config::Output;
use crate::facet::{Index, Property};
use crate::language::{self, Direction, Language, said};
use crate::postmortem::{DateOrigin, Moment, Origin, Postmortem, Precision, Section, When};
use crate::source::Format;

use crate::site::alike;
use crate::site::facet::full_name;
use crate::site::link::Linker;
use crate::site::views::{
    ChangedView, FacetView, LinkView, MilestoneView, OutlineView, ReadFromView, RelatedView,
    ReportView, RoleView, TermLinkView, TimeView,
};
use crate::site::words;
use crate::site::{Page, Site};

use super::line::{Detail, line, severity};
use super::{Shown, again, frame, head, json_ld, phases, timeline};

/// Characters of a description for search engines.
const MOST_DESCRIPTION: usize = 160;
/// Characters of the words that a moment was read from.
const MOST_EVIDENCE: usize = 90;

/// The page of a report.
pub(super) fn show(site: &Site, linker: &Linker<'_>, at: ReportIndex) -> Shown {
    let report = &site.archive.reports[at];
    let mut page = frame::of(site, linker, Page::Report(at), &report.title);
    page.description = report
        .summary
        .as_deref()
        .map(|summary| words::beginning(summary, MOST_DESCRIPTION));
    if let Some(tag) = report.language.as_deref().and_then(language::tag) {
        page.direction = Direction::of(&tag).name();
        page.language = tag;
    }
    let around = site.groups.around(at);
    page.trail.extend(frame::group_links(site, linker, &around));
    let when = &report.occurred;
    let language = site.language();
    let time = |moment: &Option<Moment>| -> Option<TimeView> {
        Some(words::of_moment(
            language,
            moment.as_ref()?,
            words::zone(when),
        ))
    };
    let from = |words: Option<&str>| words.map(|words| words::beginning(words, MOST_EVIDENCE));
    let Neighbours {
        by_date,
        previous,
        next,
    } = neighbours(site, linker, at);
    let head::Further { links, pairs } = head::further(language, &report.further);
    let facets = facets(site, linker, at);
    let milestones = milestones(language, report);
    let start_entry = entry_of(report, when.start.as_ref());
    let end_entry = entry_of(report, when.end.as_ref());
    let ends = [&start_entry, &end_entry];
    let backlinks = site.archive.references.backlinks.get(at);
    let mut listed = BTreeSet::new();
    let before = again::of_report(site, linker, (at, Way::Before), &mut listed);
    let after = again::of_report(site, linker, (at, Way::After), &mut listed);
    let (body, timeline, has_code) = {
        let body = site.body(at);
        let (html, timeline) = timeline::body(site, linker, report, &body);
        (html, timeline, body.has_code())
    };
    let view = ReportView {
        line: line(site, linker, at, Detail::Short),
        when: words::day(language, when),
        day_origin: when.origin.map(DateOrigin::name),
        start_from: from(when.evidence.start.as_deref()),
        end_from: from(when.evidence.end.as_deref()),
        duration_from: from(when.evidence.duration.as_deref().or_else(|| {
            let is_computed = when.evidence.start.is_some() || when.evidence.end.is_some();
            (is_computed && !when.is_duration_stated()).then_some("start to end")
        })),
        duration_by_times: (when.minutes_by_times())
            .map(|minutes| words::exact_duration(language, minutes)),
        noticed_after: (!milestones.iter().any(|one| one.key == "detected"))
            .then(|| when.until_noticed.stated())
            .flatten()
            .map(|minutes| words::duration(language, minutes)),
        start: time(&when.start),
        end: time(&when.end),
        span: when
            .start
            .as_ref()
            .zip(when.end.as_ref())
            .filter(|(start, end)| {
                [start, end]
                    .iter()
                    .all(|moment| moment.precision < Precision::Day)
            })
            .map(|(start, end)| words::span(language, start, end, words::zone(when))),
        read_from: read_from(language, when, ends, &milestones, &facets),
        start_entry,
        end_entry,
        detected: time(&when.detected),
        mitigated: time(&when.mitigated),
        resolved: time(&when.resolved),
        phases: phases::of(language, report),
        milestones,
        severity: severity(site, at, Some(linker)),
        status: report.status.clone(),
        audience: report.audience.clone(),
        facets,
        format: Format::from_name(report.format)
            .map_or(report.format, Format::title)
            .to_owned(),
        source: report.file().to_string(),
        source_lines: report.portion.as_ref().map(|portion| portion.lines),
        roles: roles(site, linker, at),
        edit_url: frame::edit_url(site, &report.path),
        changed: changed(site, report),
        lede: report.summary.clone().filter(|_| report.lede),
        title_id: report.title_id.as_deref().map(str::to_owned),
        markdown: site.texts.get(at).map(|path| linker.to(path)),
        json_ld: (site.options.outputs.has(Output::JsonLd)).then(|| json_ld::of_report(site, at)),
        body: body.into(),
        has_code,
        timeline,
        outline: outline_of(&report.sections),
        by_date,
        previous,
        next,
        backlinks: backlinks
            .into_iter()
            .flatten()
            .filter(|other| **other < site.archive.reports.len())
            .map(|other| line(site, linker, *other, Detail::Short))
            .collect(),
        related: related(site, linker, at, &listed),
        before,
        after,
        links,
        meta: pairs,
    };
    Shown::new(page, "report", &view)
}

/// When the source was changed, where its repository was asked.
fn changed(site: &Site, report: &Postmortem) -> Option<ChangedView> {
    let changes = site.history(report)?;
    let day = |date| words::of_date(site.language(), date, None);
    Some(ChangedView {
        first: changes.first.map(day),
        last: day(changes.last),
    })
}

/// The reports that are like this one; those that the page lists already are left out.
fn related(
    site: &Site,
    linker: &Linker<'_>,
    at: ReportIndex,
    listed: &BTreeSet<ReportIndex>,
) -> Vec<RelatedView> {
    let backlinks = site.archive.references.backlinks.get(at);
    let is_mentioned = |other: ReportIndex| {
        backlinks.is_some_and(|backlinks| backlinks.binary_search(&other).is_ok())
    };
    let relations = site.archive.related.of(at).into_iter();
    relations
        // Where a link is all, the list of those who mention it says so already.
        .filter(|relation| relation.reasons != [Reason::Linked] || !is_mentioned(relation.report))
        .filter(|relation| !listed.contains(&relation.report))
        .map(|relation| RelatedView {
            line: line(site, linker, relation.report, Detail::Short),
            score: relation.score,
            reasons: alike::all(site.language(), &relation.reasons),
        })
        .collect()
}

/// The moments between start and end.
fn milestones(language: &Language, report: &Postmortem) -> Vec<MilestoneView> {
    let when = &report.occurred;
    let evidence = &when.evidence;
    let [until_noticed, ..] = when.times_to();
    // What is the start or the end stands there already.
    let ends = [&when.start, &when.end];
    let is_end = |moment: &Moment| {
        let mut ends = ends.into_iter().flatten();
        ends.any(|end| end.local == moment.local)
    };
    [
        (
            "detected",
            said("Detected"),
            &when.detected,
            &evidence.detected,
        ),
        (
            "acknowledged",
            said("Acknowledged"),
            &when.acknowledged,
            &evidence.acknowledged,
        ),
        (
            "declared",
            said("Declared"),
            &when.declared,
            &evidence.declared,
        ),
        (
            "mitigated",
            said("Mitigated"),
            &when.mitigated,
            &evidence.mitigated,
        ),
        (
            "resolved",
            said("Resolved"),
            &when.resolved,
            &evidence.resolved,
        ),
    ]
    .into_iter()
    .filter_map(|(key, name, moment, from)| {
        let moment = moment.as_ref().filter(|moment| !is_end(moment))?;
        let zone = words::zone(when);
        let start = when.start.as_ref();
        let minutes = if key == "detected" {
            until_noticed
        } else {
            start.and_then(|start| start.minutes_until(moment))
        };
        Some(MilestoneView {
            key,
            name: language.text(name).to_owned(),
            time: match start {
                Some(start) => words::beside(language, moment, start, zone),
                None => words::of_moment(language, moment, zone),
            },
            after: minutes
                .filter(|minutes| *minutes > 0)
                .map(|minutes| words::duration(language, minutes)),
            after_by_times: (when.noticed_by_times())
                .filter(|_| key == "detected")
                .map(|minutes| words::duration(language, minutes)),
            from: from
                .as_deref()
                .map(|words| words::beginning(words, MOST_EVIDENCE)),
            entry: entry_of(report, Some(moment)),
        })
    })
    .collect()
}

/// The address on the page of the entry of the timeline that a moment came from.
fn entry_of(report: &Postmortem, moment: Option<&Moment>) -> Option<String> {
    let moment = moment?;
    let mut entries = report.timeline.iter();
    let entry = entries.find(|entry| {
        let mut ends = [entry.at.as_ref(), entry.until.as_deref()]
            .into_iter()
            .flatten();
        ends.any(|end| end == moment)
    })?;
    Some(format!("#{}", entry.anchor))
}

/// What was read from words of the text, and from which.
fn read_from(
    language: &Language,
    when: &When,
    ends: [&Option<String>; 2],
    milestones: &[MilestoneView],
    facets: &[FacetView],
) -> Vec<ReadFromView> {
    let evidence = &when.evidence;
    let times = [
        (said("Start"), &evidence.start, ends[0]),
        (said("End"), &evidence.end, ends[1]),
        (said("How long"), &evidence.duration, &None),
    ];
    let times = times.into_iter().filter_map(|(fact, words, entry)| {
        Some((language.text(fact).to_owned(), words.as_deref()?, entry))
    });
    let milestones = milestones.iter();
    let milestones =
        milestones.filter_map(|one| Some((one.name.clone(), one.from.as_deref()?, &one.entry)));
    let terms = facets.iter().flat_map(|facet| {
        let suggested = facet.terms.iter().filter(|term| !term.stated);
        suggested.filter_map(|term| {
            let fact = format!("{}: {}", language.text(one_of(facet.key)), term.name);
            Some((fact, term.evidence.as_deref()?, &None))
        })
    });
    times
        .chain(milestones)
        .chain(terms)
        .map(|(fact, words, entry)| ReadFromView {
            fact,
            entry: entry.clone(),
            words: words::beginning(words, MOST_EVIDENCE),
        })
        .collect()
}

/// What one value of a property is, before its name.
fn one_of(key: &str) -> &'static str {
    Property::of_key(key).map_or("", Property::one)
}

/// The reports before and after in reading order.
#[derive(Default)]
struct Neighbours {
    /// True where the first is the newer and the second the older one.
    by_date: bool,
    previous: Option<LinkView>,
    next: Option<LinkView>,
}

fn neighbours(site: &Site, linker: &Linker<'_>, at: ReportIndex) -> Neighbours {
    let order = &site.archive.contents.order;
    let reports = &site.archive.reports;
    let Some(place) = site.places[at] else {
        return Neighbours::default();
    };
    let known = |place: Option<usize>| place.and_then(|place| order.get(place)).copied();
    let previous = known(place.checked_sub(1));
    let next = known(place.checked_add(1));
    let day = |at: ReportIndex| reports.get(at)?.day();
    let link = |other: ReportIndex| {
        let report = reports.get(other)?;
        Some(LinkView {
            title: words::list_title(&report.title, report.day()).to_owned(),
            url: linker.to(&site.addresses[other]),
        })
    };
    Neighbours {
        by_date: site.by_date
            && (previous.into_iter().chain([at]).chain(next))
                .map(day)
                .is_sorted_by(|newer, older| older.is_some() && newer >= older),
        previous: previous.and_then(link),
        next: next.and_then(link),
    }
}

/// A value that no index has, as it is shown: an id such as `user-report` as words, everything else as written.
fn name_of(language: &Language, property: Property, written: &str) -> String {
    let is_part = |c: char| c.is_lowercase() || c.is_numeric() || matches!(c, '-' | '_');
    match (written.chars().all(is_part), property) {
        (true, Property::Detection) => words::way(language, written),
        (true, _) => humanised(written),
        (false, _) => written.to_owned(),
    }
}

pub(super) fn facets(site: &Site, linker: &Linker<'_>, at: ReportIndex) -> Vec<FacetView> {
    let report = &site.archive.reports[at];
    let taxonomies = &site.archive.taxonomies;
    let mut out = Vec::new();
    for (property, values) in report.facets.lists() {
        let key = property.key();
        let terms: Vec<TermLinkView> = match taxonomies.iter().position(|t| t.key == key) {
            Some(t) => site
                .membership
                .stated(at, t, values)
                .into_iter()
                .map(|stated| TermLinkView {
                    name: full_name(&taxonomies[t].terms, stated.term),
                    url: Some(linker.to(&site.taxonomies[t].terms[stated.term])),
                    stated: stated.is_stated(),
                    evidence: stated.facet.and_then(|facet| facet.evidence.clone()),
                })
                .collect(),
            None => values
                .iter()
                .map(|facet| TermLinkView {
                    name: name_of(site.language(), property, &facet.name),
                    url: None,
                    stated: facet.origin != Origin::Suggested,
                    evidence: facet.evidence.clone(),
                })
                .collect(),
        };
        if !terms.is_empty() {
            out.push(FacetView {
                key,
                title: site.language().text(property.title()).to_owned(),
                suggested: terms.iter().filter(|term| !term.stated).count(),
                terms,
            });
        }
    }
    out
}

/// Who took part as what; people without a role are not listed.
pub(super) fn roles(site: &Site, linker: &Linker<'_>, at: ReportIndex) -> Vec<RoleView> {
    let report = &site.archive.reports[at];
    let taxonomies = &site.archive.taxonomies;
    let people = taxonomies
        .iter()
        .position(|taxonomy| taxonomy.key == Index::People.key());
    let url = |number: usize| {
        let people = people?;
        let mut terms = site.membership.in_taxonomy(at, people);
        let term = terms.find(|term| {
            let values = &taxonomies[people].terms[*term].values;
            values.binary_search(&(at, number)).is_ok()
        })?;
        Some(linker.to(&site.taxonomies[people].terms[term]))
    };
    report
        .participants
        .iter()
        .enumerate()
        .filter_map(|(number, participant)| {
            Some(RoleView {
                role: participant.role.clone()?,
                name: participant.name.clone(),
                url: url(number),
            })
        })
        .collect()
}

/// The headings below the title, nested by their levels.
fn outline_of(sections: &[Section]) -> Vec<OutlineView> {
    // Only headings have ids of their own.
    let headings = sections.iter().filter(|section| section.level.is_some());
    nested(&headings.collect::<Vec<_>>())
}

fn nested(sections: &[&Section]) -> Vec<OutlineView> {
    let mut out = Vec::new();
    let mut rest = sections;
    while let Some((section, below)) = rest.split_first() {
        let inner = below
            .iter()
            .take_while(|other| other.level > section.level)
            .count();
        out.push(OutlineView {
            title: words::without_emoji(&section.heading).to_owned(),
            anchor: section.anchor.clone(),
            kind: section.kind.name(),
            children: nested(&below[..inner]),
        });
        rest = &below[inner..];
    }
    out
}
