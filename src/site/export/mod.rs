//! The archive as records: one shape for everyone, whatever a report was written in.
//!
//! Takes a [`Site`] (records carry addresses), gives plain structs and their JSON, line-wise JSON and CSV forms. A fact that a
//! report does not state, or that pmsite does not read yet, is null or an empty list. It prints nothing.

mod write;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::archive::ReportIndex;
use crate::document::PointerKind;
use crate::postmortem::action::Action;
use crate::postmortem::five_whys::Why;
use crate::postmortem::scorecard::{Points, Question, Scorecard};
use crate::postmortem::timeline::Entry;
use crate::postmortem::when::Evidence;
use crate::postmortem::{DateOrigin, Facet, Moment, Postmortem, Precision, When};

use super::facet::{Membership, PROPERTIES, full_name};
use super::{Site, words};

pub use write::{csv, json, ndjson};

/// One report. Field names and their order are a promise: additions are allowed, changes are not.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record {
    /// The address without the `/` at its end, for example `2021/outage`.
    pub id: String,
    /// The path of the source inside the source folder.
    pub source: String,
    /// The first and the last line of it that the report takes up, where the source holds several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<(usize, usize)>,
    /// The address under the root of the site, for example `2021/outage/`.
    pub url: String,
    /// The format of the source, for example `markdown`.
    pub format: String,
    /// The language, where the report names it.
    pub lang: Option<String>,
    /// The title.
    pub title: String,
    /// The day of the incident, `2021-01-30`; of publication where [`Record::date_origin`] says so. Null where only a month
    /// or a year is known.
    pub date: Option<String>,
    /// Where the day was found: `front_matter`, `title`, `file_name`, `text`, `timeline`, `publication`.
    pub date_origin: Option<&'static str>,
    /// When it began, RFC 3339; without an offset where none was written.
    pub start: Option<String>,
    /// When it ended.
    pub end: Option<String>,
    /// How long it lasted.
    pub duration_minutes: Option<u32>,
    /// The zone as written.
    pub timezone: Option<String>,
    /// The words that start, end and duration were read from, where no head states them; left out where none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_from: Option<ReadFrom>,
    /// Further moments.
    pub milestones: Milestones,
    /// How bad it was.
    pub severity: Option<SeverityRecord>,
    /// `draft`, `in-review`, `final`, `disputed`, or another word of the author's.
    pub status: Option<String>,
    /// Who may read it.
    pub audience: Option<String>,
    /// The services affected.
    pub services: Vec<FacetRecord>,
    /// The contributing causes.
    pub causes: Vec<FacetRecord>,
    /// What set it off.
    pub triggers: Vec<FacetRecord>,
    /// How it was noticed, for example `alert`.
    pub detection: Vec<String>,
    /// Free tags.
    pub tags: Vec<String>,
    /// The teams involved.
    pub teams: Vec<String>,
    /// One plain paragraph on what happened.
    pub summary: Option<String>,
    /// The sections, in reading order.
    pub sections: Vec<SectionRecord>,
    /// The timeline, in the order of the text.
    pub timeline: Vec<TimelineRecord>,
    /// The action items, in the order of the text.
    pub actions: Vec<ActionRecord>,
    /// The chain of whys; left out where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub five_whys: Vec<WhyRecord>,
    /// The scorecard.
    pub scorecard: Option<ScorecardRecord>,
    /// The links out of the archive, each once, in the order of the text.
    pub links: Vec<LinkRecord>,
    /// Reports that are alike; not compared yet.
    pub related: Vec<RelatedRecord>,
    /// How it was noticed, each with where it came from; left out where nothing is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub detected_by: Vec<FacetRecord>,
    /// Who took part, and as what; left out where nobody is listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<ParticipantRecord>,
}

/// Somebody who took part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParticipantRecord {
    /// As what, as written: `Incident lead`; null where the report only lists people.
    pub role: Option<String>,
    /// The name as written.
    pub name: String,
}

/// The words that facts were read from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReadFrom {
    /// The day as written, where its figures have two readings and something else tells which is meant; left out elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Those of the start.
    pub start: Option<String>,
    /// Those of the end.
    pub end: Option<String>,
    /// Those of the duration; null too where it was computed from start and end.
    pub duration: Option<String>,
}

/// Moments between start and end.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Milestones {
    /// When it was noticed.
    pub detected: Option<String>,
    /// When its effect was stopped.
    pub mitigated: Option<String>,
    /// When it was over.
    pub resolved: Option<String>,
    /// When somebody took it up; left out where nothing tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<String>,
    /// When it was declared an incident; left out where nothing tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<String>,
    /// Minutes from the start, where both ends are known; left out where none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_to: Option<TimeTo>,
    /// The words that they were read from, where neither head nor label states them; left out where none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_from: Option<MilestonesReadFrom>,
}

/// Minutes from the start of an incident to what was done about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimeTo {
    /// Until it was noticed (TTD).
    pub detect: Option<u32>,
    /// Until somebody took it up (TTA).
    pub acknowledge: Option<u32>,
    /// Until its effect was stopped (TTM).
    pub mitigate: Option<u32>,
    /// Until it was over (TTR).
    pub resolve: Option<u32>,
}

/// The words that milestones were read from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MilestonesReadFrom {
    /// Those of when it was noticed.
    pub detected: Option<String>,
    /// Those of when it was taken up.
    pub acknowledged: Option<String>,
    /// Those of when it was declared.
    pub declared: Option<String>,
    /// Those of when its effect was stopped.
    pub mitigated: Option<String>,
    /// Those of when it was over.
    pub resolved: Option<String>,
}

/// A severity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeverityRecord {
    /// As written: `SEV-2`.
    pub label: String,
    /// 0 (worst) to 5; null where the label is not known.
    pub level: Option<u8>,
    /// Where it came from: `stated`, `vocabulary`, `suggested`.
    pub origin: &'static str,
}

/// A value that reports are indexed by.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FacetRecord {
    /// The id of its term, for example `capacity/memory`.
    pub id: String,
    /// Its name: that of its term, else as written.
    pub name: String,
    /// Where it came from: `stated`, `vocabulary`, `suggested`.
    pub origin: &'static str,
    /// The words that speak for it, where it was not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SectionRecord {
    /// What it is about: `impact`, `timeline`, … or `other`.
    pub kind: &'static str,
    /// Its heading as written.
    pub heading: String,
    /// The id of its heading on the page.
    pub anchor: String,
}

/// An entry of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimelineRecord {
    /// When, RFC 3339.
    pub at: Option<String>,
    /// Until when.
    pub until: Option<String>,
    /// The time as written.
    pub as_written: String,
    /// How exact it is; null where the entry has no time that can be told.
    pub precision: Option<&'static str>,
    /// What happened.
    pub text: String,
    /// Why day or half of the day are other than written: `1:30 after 11:54: pm`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The parts of its time that are not written in it, each with why it is read so; left out where all are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inferred: Vec<InferredRecord>,
    /// Its id on the page: `t-14-30`.
    pub anchor: String,
}

/// A part of a time that is not written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InferredRecord {
    /// Which: `half` (of the day), `day`, `year`, `zone`.
    pub part: &'static str,
    /// Why it is read so: `1:30 after 11:54: pm`, `the day of the incident`.
    pub why: String,
}

/// An action item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActionRecord {
    /// A permanent name.
    pub id: String,
    /// What is to be done.
    pub text: String,
    /// `open`, `in_progress`, `done`, `dropped`, `unknown`.
    pub status: &'static str,
    /// Who does it.
    pub owner: Option<String>,
    /// Its tickets.
    pub tickets: Vec<String>,
    /// Its links.
    pub links: Vec<String>,
}

/// A step of the chain of whys.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhyRecord {
    /// The question as written.
    pub question: Option<String>,
    /// The answer.
    pub answer: String,
}

/// A scorecard.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScorecardRecord {
    /// Its questions, in the order of the text.
    pub questions: Vec<QuestionRecord>,
    /// The total as its author wrote it: `5`, `5/15`.
    pub stated_total: Option<String>,
    /// What the answers add up to.
    pub computed_total: Option<serde_json::Number>,
}

/// A question of a scorecard.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuestionRecord {
    /// The group it stands in: `People`.
    pub group: Option<String>,
    /// What is asked.
    pub question: String,
    /// The answer as written: `1`, `yes`, `N/A`.
    pub answer: String,
    /// What that counts; null where it counts nothing.
    pub score: Option<serde_json::Number>,
    /// What was said of it.
    pub note: Option<String>,
}

/// A link out of the archive.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinkRecord {
    /// Where to.
    pub href: String,
    /// Its words.
    pub text: String,
}

/// A report that is like this one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RelatedRecord {
    /// The id of its record.
    pub id: String,
    /// How much it is alike, to 1.
    pub score: f64,
    /// Why.
    pub reasons: Vec<String>,
}

/// One record per report, newest first.
pub fn records(site: &Site) -> Vec<Record> {
    let count = site.archive().reports.len();
    let switched_off = Membership::new(count, &site.archive().switched_off);
    (0..count)
        .map(|at| record(site, &switched_off, at))
        .collect()
}

/// `switched_off` says which terms of the indexes without pages a report has: its record does not depend on the pages.
fn record(site: &Site, switched_off: &Membership, at: ReportIndex) -> Record {
    let report = &site.archive.reports[at];
    let when = &report.occurred;
    let moment = |moment: &Option<Moment>| moment.as_ref().map(instant);
    let url = site.addresses[at].address().to_owned();
    let names = |key: &str| -> Vec<String> {
        facets(site, switched_off, at, key)
            .into_iter()
            .map(|facet| facet.name)
            .collect()
    };
    // A month is no day: its first would be an invention.
    let day = report
        .day()
        .filter(|_| !matches!(when.precision, Some(Precision::Month | Precision::Year)));
    Record {
        id: url.trim_end_matches('/').to_owned(),
        source: report.file().to_string(),
        lines: report.portion.as_ref().map(|portion| portion.lines),
        url,
        format: report.format.to_owned(),
        lang: report.language.clone(),
        title: report.title.clone(),
        date: day.map(|day| day.to_string()),
        date_origin: day.and(when.origin).map(DateOrigin::name),
        start: moment(&when.start),
        end: moment(&when.end),
        duration_minutes: when.duration_minutes,
        timezone: when.zone.clone(),
        read_from: read_from(&when.evidence),
        milestones: milestones(when),
        severity: report.severity.as_ref().map(|severity| SeverityRecord {
            label: severity.label.clone(),
            level: severity.level,
            origin: severity.origin.name(),
        }),
        status: report.status.clone(),
        audience: report.audience.clone(),
        services: facets(site, switched_off, at, "service"),
        causes: facets(site, switched_off, at, "cause"),
        triggers: facets(site, switched_off, at, "trigger"),
        detection: names("detection"),
        tags: names("tag"),
        teams: names("team"),
        summary: report.summary.clone(),
        sections: report
            .sections
            .iter()
            .map(|section| SectionRecord {
                kind: section.kind.name(),
                heading: section.heading.clone(),
                anchor: section.anchor.clone(),
            })
            .collect(),
        timeline: report.timeline.iter().map(timeline_record).collect(),
        actions: report.actions.iter().map(action_record).collect(),
        five_whys: report.five_whys.iter().map(why_record).collect(),
        scorecard: report.scorecard.as_ref().map(scorecard_record),
        links: links(report),
        related: Vec::new(),
        detected_by: facets(site, switched_off, at, "detection"),
        participants: report
            .participants
            .iter()
            .map(|participant| ParticipantRecord {
                role: participant.role.clone(),
                name: participant.name.clone(),
            })
            .collect(),
    }
}

fn read_from(evidence: &Evidence) -> Option<ReadFrom> {
    let Evidence {
        date,
        start,
        end,
        duration,
        ..
    } = evidence.clone();
    let is_any = date.is_some() || start.is_some() || end.is_some() || duration.is_some();
    is_any.then_some(ReadFrom {
        date,
        start,
        end,
        duration,
    })
}

fn milestones(when: &When) -> Milestones {
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
        detected: evidence.detected.clone(),
        acknowledged: evidence.acknowledged.clone(),
        declared: evidence.declared.clone(),
        mitigated: evidence.mitigated.clone(),
        resolved: evidence.resolved.clone(),
    };
    let is_any = [
        &read_from.detected,
        &read_from.acknowledged,
        &read_from.declared,
        &read_from.mitigated,
        &read_from.resolved,
    ]
    .iter()
    .any(|words| words.is_some());
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

fn action_record(action: &Action) -> ActionRecord {
    ActionRecord {
        id: action.id.clone(),
        text: action.text.clone(),
        status: action.status.name(),
        owner: action.owner.clone(),
        tickets: action.tickets.clone(),
        links: action.links.clone(),
    }
}

fn why_record(why: &Why) -> WhyRecord {
    WhyRecord {
        question: why.question.clone(),
        answer: why.answer.clone(),
    }
}

fn scorecard_record(card: &Scorecard) -> ScorecardRecord {
    let number = |points: &Points| points.to_string().parse().ok();
    let question = |question: &Question| QuestionRecord {
        group: question.group.clone(),
        question: question.text.clone(),
        answer: question.answer.clone(),
        score: question.score.as_ref().and_then(number),
        note: question.note.clone(),
    };
    let total = card.stated_total.as_ref();
    ScorecardRecord {
        questions: card.questions.iter().map(question).collect(),
        stated_total: total.map(|total| total.as_written.clone()),
        computed_total: card.computed_total.as_ref().and_then(number),
    }
}

fn timeline_record(entry: &Entry) -> TimelineRecord {
    TimelineRecord {
        at: entry.at.as_ref().map(instant),
        until: entry.until.as_deref().map(instant),
        as_written: entry.as_written.clone(),
        precision: entry.at.as_ref().map(|moment| moment.precision.name()),
        text: entry.text.clone(),
        reason: entry.reason.as_ref().map(|reason| reason.why.to_string()),
        inferred: entry
            .inferred()
            .map(|inferred| InferredRecord {
                part: inferred.part.name(),
                why: inferred.why.into_owned(),
            })
            .collect(),
        anchor: entry.anchor.to_string(),
    }
}

/// A moment as RFC 3339 with seconds; a bare day where no time was written.
fn instant(moment: &Moment) -> String {
    match moment.precision {
        Precision::Day | Precision::Month | Precision::Year => moment.local.date().to_string(),
        _ => words::instant(moment),
    }
}

fn facets(site: &Site, switched_off: &Membership, at: ReportIndex, key: &str) -> Vec<FacetRecord> {
    let report = &site.archive.reports[at];
    let Some(property) = PROPERTIES.iter().find(|property| property.key == key) else {
        return Vec::new();
    };
    let values: &[Facet] = (property.of)(report);
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
        .stated(at, t, terms, values)
        .into_iter()
        .map(|stated| FacetRecord {
            id: terms[stated.term].id.clone(),
            name: full_name(terms, stated.term),
            origin: stated.facet.map_or("stated", |facet| facet.origin.name()),
            evidence: stated.facet.and_then(|facet| facet.evidence.clone()),
        })
        .collect()
}

/// A value of a kind that no index is made of.
fn without_term(facet: &Facet) -> FacetRecord {
    FacetRecord {
        id: super::slug::slug(&facet.name),
        name: facet.name.clone(),
        origin: facet.origin.name(),
        evidence: facet.evidence.clone(),
    }
}

fn links(report: &Postmortem) -> Vec<LinkRecord> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for link in &report.pointers.targets {
        let away = ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| link.target.starts_with(scheme));
        if away && link.kind != PointerKind::Image && seen.insert(&link.target) {
            out.push(LinkRecord {
                href: link.target.to_string(),
                text: link.words.to_string(),
            });
        }
    }
    out
}
