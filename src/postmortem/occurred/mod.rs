//! When an incident happened, and who says so: head, title, file name, text, at last the day of publication.
//!
//! Takes the keys of the head and the other witnesses, gives days and times with their origin and precision. A day that nothing tells
//! stays open, and one with two readings is decided by the archive.

pub(super) mod course;
mod order;
mod told;
mod trouble;

pub(super) use order::Open;

use jiff::civil::Date;

use super::keys::Keys;
use super::names::Name;
use super::prose::Lines;
use super::template::tells_of_none;
use super::title::Title;
use super::when::stamp::stamp;
use super::when::{
    Conventions, NamedDay, Stated, UntilNoticed, dates, parse_duration, parse_moment,
};
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
pub(super) const ACKNOWLEDGED: &[&str] = &[
    "acknowledged",
    "acknowledgedat",
    "timeacknowledged",
    "firstresponse",
    "respondedat",
];
pub(super) const DECLARED: &[&str] = &[
    "declared",
    "declaredat",
    "incidentdeclared",
    "incidentdeclaredat",
    "timedeclared",
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
/// The same, in minutes.
pub(super) const MINUTES: &[&str] = &["durationminutes", "durationmin", "minutes"];
/// The zone of moments that name none.
pub(super) const ZONE: &[&str] = &["timezone", "tz"];
/// The time from its beginning until it was noticed.
pub(super) const UNTIL_NOTICED: &[&str] = &[
    "timetodetection",
    "timetodetect",
    "detectiontime",
    "ttd",
    "mttd",
    "timetonotice",
];
pub(super) const PUBLISHED: &[&str] = &[
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
/// Keys that only a report of an incident has.
const OF_INCIDENTS: &[&str] = &["severity", "affected", "services", "impact", "duration"];

/// Keys of a bare head that stand for the incident's day there, while in front matter they tell the page's.
pub(super) const PAGE_DATE: &[&str] = &["date", "dato", "datum", "fecha", "data"];

/// What is known besides the head.
pub(super) struct Witnesses<'a> {
    pub(super) title: &'a Title,
    pub(super) name: &'a Name,
    pub(super) lines: &'a Lines<'a>,
}

/// True where the head has a key that only heads of incident reports have.
pub(super) fn has_incident_keys(keys: &Keys<'_>, origin: MetaOrigin) -> bool {
    // To read a moment costs more than to look for a key.
    keys.has(&[
        "severity",
        "sev",
        "rootcause",
        "rootcauses",
        "causes",
        "postmortem",
        "incident",
        "incidentid",
    ]) || (origin == MetaOrigin::Head && keys.has(PAGE_DATE))
        || [STARTED, HAPPENED, DETECTED, MITIGATED, RESOLVED, ENDED]
            .iter()
            .any(|names| moment(keys, names).is_some())
}

/// True where a key of the head says when the incident happened, or began.
pub(super) fn tells_its_day(keys: &Keys<'_>) -> bool {
    let mut names = [STARTED, HAPPENED].iter();
    names.any(|names| moment(keys, names).is_some())
}

/// True where the head has a day of the page.
pub(super) fn tells_page_date(keys: &Keys<'_>) -> bool {
    moment(keys, PAGE_DATE).is_some()
}

/// Reads when it happened.
pub(super) fn read(
    keys: &Keys<'_>,
    head: MetaOrigin,
    witnesses: &Witnesses<'_>,
    clues: &Clues,
    diagnostics: &mut Diagnostics,
) -> (When, Option<Open>) {
    let mut when = When {
        end: moment(keys, ENDED),
        detected: moment(keys, DETECTED),
        acknowledged: moment(keys, ACKNOWLEDGED),
        declared: moment(keys, DECLARED),
        mitigated: moment(keys, MITIGATED),
        resolved: moment(keys, RESOLVED),
        ..When::default()
    };
    let page_date = keys.all(PAGE_DATE).first().and_then(|entry| {
        let moment = parse_moment(entry.value.as_text()?)?;
        let span = entry.span;
        Some((*entry, Moment { span, ..moment }))
    });
    if let Some((entry, _)) = &page_date {
        keys.mark(entry);
    }
    // In a bare head, in a field list about an incident, and in status pages that tell when it was resolved, the date is that of the
    // incident. `:Author:`, `:Date:` and `:Version:` alone are those of a document.
    let is_incidents = head == MetaOrigin::Head
        || (head == MetaOrigin::Fields && keys.has(OF_INCIDENTS))
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

    let said = moment(keys, PUBLISHED);
    let said_published = said.as_ref().map(Moment::day);
    let of_page = || page_date.as_ref().filter(|_| !is_incidents);
    let published_when = said.or_else(|| Some(of_page()?.1.clone()));
    let published = published_when.as_ref().map(Moment::day);
    // A month is no day, of publication either.
    let published_about = published_when
        .map(|moment| day_precision(moment.precision))
        .filter(|precision| *precision > Precision::Day);
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
        None => {
            let (date, origin, precision) = told::told(witnesses, published, &when);
            let is_published = origin == Some(DateOrigin::Publication) && date == published;
            let about = published_about.filter(|_| is_published);
            (date, origin, about.or(precision))
        }
    };
    when.date = date;
    when.origin = origin;
    when.precision = precision;
    let open = order::settle(&mut when, keys, is_incidents, published, witnesses, clues);
    when.start = stated.filter(|moment| moment.precision <= Precision::Day);
    // The day of the page is that of the incident only where another place tells the very same day. It makes no month exact:
    // a report is often published in the month of the incident, and seldom on its day. What a key calls so stays so.
    let of_post = || {
        let (day, precision) = witnesses.name.date()?;
        let is_post = witnesses.name.is_post() || witnesses.name.is_dated_by_publication();
        (is_post && precision == Precision::Day).then_some(day)
    };
    let is_only_published = |day: &Date| {
        when.date != Some(*day)
            || when.precision != Some(Precision::Day)
            || when.origin == Some(DateOrigin::Publication)
    };
    let of_page = published.or_else(of_post).filter(is_only_published);
    let published = said_published.or(of_page);
    when.published = published.filter(|_| published_about.is_none());
    settle_zone(keys, &mut when, &clues.settings.conventions);
    when.stated = duration(keys);
    when.until_noticed = until_noticed(keys);
    let stated = when.stated.as_ref().map(|stated| stated.minutes);
    when.duration_minutes = stated.or_else(|| when.computed_minutes());
    when.weekday = weekday(&when, witnesses);
    trouble::tell_conflicts(&when, witnesses, clues, diagnostics);
    (when, open)
}

/// Lines at the top of a text that may name the day of the week.
const NEAR_THE_TOP: usize = 60;

/// The day of the week that stands beside the day of the incident: in the head, in the title, or where the text first tells that day.
fn weekday(when: &When, witnesses: &Witnesses<'_>) -> Option<NamedDay> {
    let date = when.date.filter(|_| when.tells_day())?;
    let named = |weekday, span| NamedDay { weekday, span };
    let of_head = when
        .start
        .as_ref()
        .filter(|moment| moment.day() == date)
        .and_then(|moment| Some(named(moment.weekday?, moment.span)));
    let of_title = || {
        let span = witnesses.title.span?;
        let found = dates(&witnesses.title.text).find(|found| found.date == date)?;
        Some(named(found.weekday?, span))
    };
    let of_text = || {
        witnesses
            .lines
            .iter()
            .take(NEAR_THE_TOP)
            .find_map(|line| {
                let found = line.dates().iter().find(|found| found.date == date)?;
                Some(Some(named(found.weekday?, line.span)))
            })
            .flatten()
    };
    of_head.or_else(of_title).or_else(of_text)
}

/// The first moment under these keys that can be read.
fn moment(keys: &Keys<'_>, names: &[&str]) -> Option<Moment> {
    keys.all(names).into_iter().find_map(|entry| {
        let moment = parse_moment(at(entry)?)?;
        keys.mark(entry);
        Some(Moment {
            span: entry.span,
            ..moment
        })
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
fn settle_zone(keys: &Keys<'_>, when: &mut When, conventions: &Conventions) {
    let stated = keys.text(ZONE).filter(|zone| !tells_of_none(zone));
    let mut written = None;
    for moment in when.moments_mut() {
        written = written.or_else(|| moment.zone.clone());
        if moment.precision < Precision::Day {
            let zone = moment.zone.as_deref().or(stated);
            moment.offset = conventions.offset(zone, moment.local);
            moment.zone = zone.map(Box::from);
        }
    }
    let written = written.map(String::from);
    when.zone = stated.map(str::to_owned).or(written);
}

/// What the head says of how long it took until somebody noticed. `Detection time: 10:14` is a time of the day.
fn until_noticed(keys: &Keys<'_>) -> UntilNoticed {
    let said = keys.all(UNTIL_NOTICED).into_iter().find_map(|entry| {
        let value = entry.value.as_text()?;
        let is_clock = stamp(value.trim()).is_some_and(|found| found.time.is_some());
        let said = UntilNoticed::of_value(value).filter(|_| !is_clock)?;
        keys.mark(entry);
        Some(said)
    });
    said.unwrap_or_default()
}

fn duration(keys: &Keys<'_>) -> Option<Stated> {
    let stated = |entry: &MetaEntry, minutes: u32| Stated {
        minutes,
        as_written: entry.value.as_text().unwrap_or_default().to_owned(),
        span: entry.span,
    };
    let named = keys.all(MINUTES);
    let counted = named.into_iter().find_map(|entry| {
        let minutes = entry.value.as_text()?.trim().parse().ok()?;
        keys.mark(entry);
        Some(stated(entry, minutes))
    });
    counted.or_else(|| {
        keys.all(DURATION).into_iter().find_map(|entry| {
            let value = entry.value.as_text()?;
            // `unknown` says nothing, and asks for nothing.
            if tells_of_none(value) {
                keys.mark(entry);
            }
            let minutes = parse_duration(value)?;
            keys.mark(entry);
            Some(stated(entry, minutes))
        })
    })
}
