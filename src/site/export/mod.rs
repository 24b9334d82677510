//! The archive as records: one shape for everyone, whatever a report was written in.
//!
//! Takes a [`Site`] (records carry addresses), gives plain structs and their JSON, line-wise JSON and CSV forms. A fact that a
//! report does not state, or that pmsite does not read yet, is null or an empty list. It prints nothing.

mod actions;
mod record;
pub mod schema;
mod write;

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::archive::ReportIndex;
use crate::archive::recurrence::Way;
use crate::document::PointerKind;
use crate::facet::Property;
use crate::language::ENGLISH;
use crate::postmortem::action::Action;
use crate::postmortem::five_whys::Why;
use crate::postmortem::scorecard::{Points, Scorecard};
use crate::postmortem::timeline::Entry;
use crate::postmortem::when::Evidence;
use crate::postmortem::{DateOrigin, Facet, Moment, Origin, Postmortem, Precision, When};

use super::facet::{Membership, full_name};
use super::{Site, alike, words};

pub use actions::{AgainRecord, LedgerRecord, TicketRecord, actions_csv, actions_json};
pub use record::{
    ActionRecord, ChangedRecord, FacetRecord, InferredRecord, LinkRecord, Listed, Milestones,
    MilestonesReadFrom, ParticipantRecord, QuestionRecord, ReadFrom, Record, RecursRecord,
    RelatedRecord, ScorecardRecord, SectionRecord, SeverityRecord, TimeTo, TimelineRecord,
    WhyRecord,
};
pub use write::{csv, json, ndjson};
pub(super) use write::{header, line, row};

/// One record per report, newest first.
pub fn records(site: &Site) -> Vec<Record<'_>> {
    let count = site.archive().reports.len();
    (0..count).map(|at| record(site, at)).collect()
}

/// The record of one report. It does not depend on which indexes have pages.
pub fn record(site: &Site, at: ReportIndex) -> Record<'_> {
    let switched_off = &site.switched_off;
    let report = &site.archive.reports[at];
    let when = &report.occurred;
    let moment = |moment: &Option<Moment>| moment.as_ref().map(instant);
    let names = |property: Property| -> Vec<Cow<'_, str>> {
        facets(site, switched_off, at, property)
            .into_iter()
            .map(|facet| facet.name)
            .collect()
    };
    // A month is no day: its first would be an invention.
    let day = report
        .day()
        .filter(|_| !matches!(when.precision, Some(Precision::Month | Precision::Year)));
    Record {
        id: id(site, at),
        source: report.file(),
        lines: report.portion.as_ref().map(|portion| portion.lines),
        url: site.addresses[at].address(),
        format: report.format,
        lang: report.language.as_deref(),
        title: &report.title,
        date: day.map(|day| day.to_string()),
        date_origin: day.and(when.origin).map(DateOrigin::name),
        start: moment(&when.start),
        end: moment(&when.end),
        duration_minutes: when.duration_minutes,
        timezone: when.zone.as_deref(),
        read_from: read_from(&when.evidence),
        milestones: milestones(when),
        severity: report.severity.as_ref().map(|severity| SeverityRecord {
            label: &severity.label,
            level: severity.level,
            origin: severity.origin.name(),
        }),
        status: report.status.as_deref(),
        audience: report.audience.as_deref(),
        services: facets(site, switched_off, at, Property::Service),
        causes: facets(site, switched_off, at, Property::Cause),
        triggers: facets(site, switched_off, at, Property::Trigger),
        detection: names(Property::Detection),
        tags: names(Property::Tag),
        teams: names(Property::Team),
        summary: report.summary.as_deref(),
        sections: report
            .sections
            .iter()
            .map(|section| SectionRecord {
                kind: section.kind.name(),
                heading: &section.heading,
                anchor: &section.anchor,
            })
            .collect(),
        timeline: report.timeline.iter().map(timeline_record).collect(),
        actions: report.actions.iter().map(action_record).collect(),
        five_whys: report.five_whys.iter().map(why_record).collect(),
        scorecard: report.scorecard.as_ref().map(scorecard_record),
        links: links(report),
        related: related(site, at),
        recurs: recurs(site, at),
        detected_by: facets(site, switched_off, at, Property::Detection),
        participants: report
            .participants
            .iter()
            .map(|participant| ParticipantRecord {
                role: participant.role.as_deref(),
                name: &participant.name,
            })
            .collect(),
        changed: site.history(report).map(|changes| ChangedRecord {
            first: changes.first.map(|first| first.to_string()),
            last: changes.last.to_string(),
        }),
    }
}

fn related(site: &Site, at: ReportIndex) -> Vec<RelatedRecord<'_>> {
    let relations = site.archive.related.of(at).into_iter();
    relations
        .map(|relation| RelatedRecord {
            id: id(site, relation.report),
            score: f64::from(relation.score) / 100.0,
            reasons: alike::all(&ENGLISH, &relation.reasons),
        })
        .collect()
}

/// The same thing before, besides what the head names at most so many.
const MOST_RECURS: usize = 20;
/// So many of its open actions: a report may have thousands, and each that came behind it names them.
const MOST_OPEN: usize = 20;

fn recurs(site: &Site, at: ReportIndex) -> Vec<RecursRecord<'_>> {
    let before = site.archive.recurrence.of(at, Way::Before, MOST_RECURS);
    let incidents = before.incidents.into_iter();
    incidents
        .map(|incident| {
            let actions = &site.archive.reports[incident.report].actions;
            let places = site.archive.recurrence.open(incident.earlier);
            let open = places.iter().take(MOST_OPEN);
            let open = open.filter_map(|place| actions.get(*place));
            let origin = if incident.suggested {
                Origin::Suggested
            } else {
                Origin::Stated
            };
            RecursRecord {
                id: id(site, incident.report),
                days: incident.days,
                origin: origin.name(),
                reasons: alike::all(&ENGLISH, &incident.reasons),
                open_actions: open.map(|action| &*action.id).collect(),
                more_open: places.len().saturating_sub(MOST_OPEN),
            }
        })
        .collect()
}

/// The address of a report without the `/` at its end.
fn id(site: &Site, at: ReportIndex) -> &str {
    site.addresses[at].address().trim_end_matches('/')
}

fn read_from(evidence: &Evidence) -> Option<ReadFrom<'_>> {
    let words = ReadFrom {
        date: evidence.date.as_deref(),
        start: evidence.start.as_deref(),
        end: evidence.end.as_deref(),
        duration: evidence.duration.as_deref(),
    };
    let all = [words.date, words.start, words.end, words.duration];
    all.iter().any(Option::is_some).then_some(words)
}

fn milestones(when: &When) -> Milestones<'_> {
    let moment = |moment: &Option<Moment>| moment.as_ref().map(instant);
    let [detect, acknowledge, mitigate, resolve] = when.times_to();
    let time_to = TimeTo {
        detect,
        acknowledge,
        mitigate,
        resolve,
    };
    let evidence = &when.evidence;
    let read_from = MilestonesReadFrom {
        detected: evidence.detected.as_deref(),
        acknowledged: evidence.acknowledged.as_deref(),
        declared: evidence.declared.as_deref(),
        mitigated: evidence.mitigated.as_deref(),
        resolved: evidence.resolved.as_deref(),
    };
    let is_any = [
        read_from.detected,
        read_from.acknowledged,
        read_from.declared,
        read_from.mitigated,
        read_from.resolved,
    ]
    .iter()
    .any(Option::is_some);
    Milestones {
        detected: moment(&when.detected),
        mitigated: moment(&when.mitigated),
        resolved: moment(&when.resolved),
        acknowledged: moment(&when.acknowledged),
        declared: moment(&when.declared),
        time_to: when
            .times_to()
            .iter()
            .any(Option::is_some)
            .then_some(time_to),
        read_from: is_any.then_some(read_from),
    }
}

fn action_record(action: &Action) -> ActionRecord<'_> {
    ActionRecord {
        id: &action.id,
        text: &action.text,
        status: action.status.name(),
        owner: action.owner.as_deref(),
        due: action.due.as_ref().map(|due| &*due.as_written),
        due_date: action
            .due
            .as_ref()
            .and_then(|due| Some(due.date?.to_string())),
        tickets: &action.tickets,
        links: &action.links,
    }
}

fn why_record(why: &Why) -> WhyRecord<'_> {
    WhyRecord {
        question: why.question.as_deref(),
        answer: &why.answer,
    }
}

fn scorecard_record(card: &Scorecard) -> ScorecardRecord<'_> {
    let number = |points: &Points| points.to_string().parse().ok();
    let questions = card.questions.iter().map(|question| QuestionRecord {
        group: question.group.as_deref(),
        question: &question.text,
        answer: &question.answer,
        score: question.score.as_ref().and_then(number),
        note: question.note.as_deref(),
    });
    let total = card.stated_total.as_ref();
    ScorecardRecord {
        questions: questions.collect(),
        stated_total: total.map(|total| &*total.as_written),
        computed_total: card.computed_total.as_ref().and_then(number),
    }
}

fn timeline_record(entry: &Entry) -> TimelineRecord<'_> {
    TimelineRecord {
        at: entry.at.as_ref().map(instant),
        until: entry.until.as_deref().map(instant),
        as_written: &entry.as_written,
        precision: entry.at.as_ref().map(|moment| moment.precision.name()),
        text: &entry.text,
        reason: entry.reason.as_ref().map(|reason| reason.why.words()),
        inferred: entry
            .inferred()
            .map(|inferred| InferredRecord {
                part: inferred.part.name(),
                why: inferred.why.words(),
            })
            .collect(),
        anchor: &entry.anchor,
    }
}

/// A moment as RFC 3339 with seconds; a bare day where no time was written.
fn instant(moment: &Moment) -> String {
    match moment.precision {
        Precision::Day | Precision::Month | Precision::Year => moment.local.date().to_string(),
        _ => words::instant(moment),
    }
}

fn facets<'a>(
    site: &'a Site,
    switched_off: &Membership,
    at: ReportIndex,
    property: Property,
) -> Vec<FacetRecord<'a>> {
    let report = &site.archive.reports[at];
    let values: &[Facet] = &report.facets[property];
    let key = property.key();
    let archive = &site.archive;
    let all = [
        (&archive.taxonomies, &site.membership),
        (&archive.switched_off, switched_off),
    ];
    let found = all.into_iter().find_map(|(taxonomies, membership)| {
        let t = taxonomies.iter().position(|taxonomy| taxonomy.key == key)?;
        Some((t, &taxonomies[t].terms, membership))
    });
    let Some((t, terms, membership)) = found else {
        return values.iter().map(without_term).collect();
    };
    membership
        .stated(at, t, values)
        .into_iter()
        .map(|stated| FacetRecord {
            id: terms[stated.term].id.as_str().into(),
            name: full_name(terms, stated.term).into(),
            origin: stated.facet.map_or("stated", |facet| facet.origin.name()),
            evidence: stated.facet.and_then(|facet| facet.evidence.as_deref()),
        })
        .collect()
}

/// A value of a kind that no index is made of.
fn without_term(facet: &Facet) -> FacetRecord<'_> {
    FacetRecord {
        id: super::slug::slug(&facet.name).into(),
        name: facet.name.as_str().into(),
        origin: facet.origin.name(),
        evidence: facet.evidence.as_deref(),
    }
}

fn links(report: &Postmortem) -> Vec<LinkRecord<'_>> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for link in &report.pointers.targets {
        let away = ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| link.target.starts_with(scheme));
        if away && link.kind != PointerKind::Image && seen.insert(&link.target) {
            out.push(LinkRecord {
                href: &link.target,
                text: &link.words,
            });
        }
    }
    out
}
