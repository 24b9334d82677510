//! When an incident happened, and who says so: head, title, file name, text, at last the day of publication.

pub(super) mod course;
mod told;
mod trouble;

use super::keys::Keys;
use super::names::Name;
use super::prose::Lines;
use super::template::is_placeholder;
use super::title::Title;
use super::when::{dates, parse_duration, parse_moment, zone_of, zone_offset};
use super::{Clues, DateOrigin, Moment, Precision, When};
use crate::diagnostic::Diagnostics;
use crate::document::{MetaEntry, MetaOrigin};

pub(super) const STARTED: &[&str] = &[
    "started",
    "starttime",
    "start",
    "startedat",
    "startdate",
    "starttimestamp",
    "impactstart",
    "impactstarted",
    "incidentstart",
    "incidentstarttime",
    "incidentstarted",
    "outagestart",
    "began",
    "beginning",
    "begin",
];
pub(super) const HAPPENED: &[&str] = &[
    "incidentdate",
    "dateofincident",
    "dateoftheincident",
    "incidentday",
    "occurred",
    "occurredat",
    "occurredon",
    "occurrence",
    "happened",
    "happenedon",
    "eventdate",
    "outagedate",
    "dateofoutage",
    "hendelsesdato",
];
pub(super) const DETECTED: &[&str] = &[
    "detected",
    "detectedat",
    "detectiontime",
    "timedetected",
    "discovered",
    "discoveredat",
    "identifiedat",
    "firstdetected",
];
pub(super) const MITIGATED: &[&str] = &[
    "mitigated",
    "mitigatedat",
    "mitigationtime",
    "timemitigated",
    "repaired",
    "repairedat",
];
pub(super) const RESOLVED: &[&str] = &[
    "resolvedwhen",
    "resolvedat",
    "resolved",
    "resolutiontime",
    "timeresolved",
    "resolvedon",
    "fixedat",
];
pub(super) const ENDED: &[&str] = &[
    "ended",
    "endtime",
    "end",
    "endedat",
    "enddate",
    "impactend",
    "impactended",
    "incidentend",
    "incidentendtime",
    "outageend",
];
pub(super) const DURATION: &[&str] = &[
    "duration",
    "incidentduration",
    "outageduration",
    "downtime",
    "totaldowntime",
    "impactduration",
    "lengthofoutage",
];
const PUBLISHED: &[&str] = &[
    "publishedat",
    "publishdate",
    "publisheddate",
    "datepublished",
    "publicationdate",
    "published",
    "pubdate",
    "publishedon",
    "sourcepublishedat",
    "posted",
    "dateposted",
    "sent",
];
/// Keys of a bare head that stand for the incident's day there, while in front matter they tell the page's.
const PAGE_DATE: &[&str] = &["date", "dato", "datum", "fecha", "data"];

/// What is known besides the head.
pub(super) struct Witnesses<'a> {
    pub(super) title: &'a Title,
    pub(super) name: &'a Name,
    pub(super) lines: &'a Lines<'a>,
}

/// True where the head has a key that only heads of incident reports have.
pub(super) fn has_incident_keys(keys: &Keys<'_>, origin: MetaOrigin) -> bool {
    [STARTED, HAPPENED, DETECTED, MITIGATED, RESOLVED, ENDED]
        .iter()
        .any(|names| moment(keys, names).is_some())
        || keys.has(&[
            "severity",
            "sev",
            "rootcause",
            "rootcauses",
            "causes",
            "postmortem",
            "incident",
            "incidentid",
        ])
        || (origin == MetaOrigin::Head && keys.has(PAGE_DATE))
}

/// Reads when it happened.
pub(super) fn read(
    keys: &Keys<'_>,
    head: MetaOrigin,
    witnesses: &Witnesses<'_>,
    clues: &Clues,
    diagnostics: &mut Diagnostics,
) -> When {
    let mut when = When {
        end: moment(keys, ENDED),
        detected: moment(keys, DETECTED),
        mitigated: moment(keys, MITIGATED),
        resolved: moment(keys, RESOLVED),
        ..When::default()
    };
    let page_date = keys
        .all(PAGE_DATE)
        .first()
        .and_then(|entry| Some((*entry, parse_moment(entry.value.as_text()?)?)));
    if let Some((entry, _)) = &page_date {
        keys.mark(entry);
    }
    // In a bare head, and in status pages that tell when it was resolved, the date is that of the incident.
    let is_incidents = head == MetaOrigin::Head
        || keys.has(&["resolvedwhen"])
        || (keys.has(&["resolved"]) && keys.has(&["affected"]));
    let stated = moment(keys, STARTED)
        .or_else(|| moment(keys, HAPPENED))
        .or_else(|| {
            page_date
                .as_ref()
                .filter(|_| is_incidents)
                .map(|(_, moment)| moment.clone())
        });
    trouble::tell_bad_values(keys, is_incidents, clues, diagnostics);

    let published = moment(keys, PUBLISHED)
        .map(|moment| moment.day())
        .or_else(|| {
            let (_, moment) = page_date.as_ref().filter(|_| !is_incidents)?;
            Some(moment.day())
        });
    // An address such as `2019/10/24/name` holds the day of publication.
    let published = published.or_else(|| {
        keys.all(&["path", "permalink", "slug", "url"])
            .into_iter()
            .find_map(|entry| entry.value.as_text())
            .filter(|path| !path.contains("://"))
            .and_then(|path| dates(path).find(|found| found.precision == Precision::Day))
            .map(|found| found.date)
    });

    let (date, origin, precision) = match &stated {
        Some(moment) => (
            Some(moment.day()),
            Some(DateOrigin::FrontMatter),
            Some(day_precision(moment.precision)),
        ),
        None => told::told(witnesses, published, &when),
    };
    when.date = date;
    when.origin = origin;
    when.precision = precision;
    when.start = stated.filter(|moment| moment.precision <= Precision::Day);
    // The day of the page is that of the incident only where another place tells the very same day. It makes no month exact:
    // a report is often published in the month of the incident, and seldom on its day.
    when.published = published.filter(|day| {
        when.date != Some(*day)
            || when.precision != Some(Precision::Day)
            || when.origin == Some(DateOrigin::Publication)
    });
    settle_zone(keys, &mut when);
    when.duration_minutes = duration(keys).or_else(|| {
        let start = when.start.as_ref()?;
        let end = when.end.as_ref().or(when.resolved.as_ref())?;
        start.minutes_until(end)
    });
    trouble::tell_conflicts(&when, witnesses, clues, diagnostics);
    when
}

/// The first moment under these keys that can be read.
fn moment(keys: &Keys<'_>, names: &[&str]) -> Option<Moment> {
    keys.all(names).into_iter().find_map(|entry| {
        let moment = parse_moment(at(entry)?)?;
        keys.mark(entry);
        Some(moment)
    })
}

/// The words of a date's value; `{at: …}` holds them inside.
fn at(entry: &MetaEntry) -> Option<&str> {
    entry
        .value
        .as_text()
        .or_else(|| entry.value.get("at")?.value.as_text())
}

fn day_precision(precision: Precision) -> Precision {
    precision.max(Precision::Day)
}

/// The zone as written, and its offset for moments that name none.
fn settle_zone(keys: &Keys<'_>, when: &mut When) {
    let stated = keys
        .text(&["timezone", "tz"])
        .filter(|zone| !is_placeholder(zone));
    let moments = [
        &mut when.start,
        &mut when.end,
        &mut when.detected,
        &mut when.mitigated,
        &mut when.resolved,
    ];
    let mut written = None;
    for moment in moments.into_iter().flatten() {
        let zone = zone_of(moment);
        if zone.is_none()
            && moment.precision < Precision::Day
            && let Some(offset) = stated.and_then(zone_offset)
        {
            moment.offset = Some(offset);
        }
        written = written.or(zone);
    }
    when.zone = stated.map(str::to_owned).or(written);
}

fn duration(keys: &Keys<'_>) -> Option<u32> {
    if let Some(minutes) = keys
        .text(&["durationminutes", "durationmin", "minutes"])
        .and_then(|text| text.parse().ok())
    {
        return Some(minutes);
    }
    keys.all(DURATION).into_iter().find_map(|entry| {
        let minutes = parse_duration(entry.value.as_text()?)?;
        keys.mark(entry);
        Some(minutes)
    })
}
