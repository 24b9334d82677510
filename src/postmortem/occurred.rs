//! When an incident happened, and who says so: head, title, file name, text, at last the day of publication.

use jiff::civil::Date;

use super::keys::{Keys, is_placeholder};
use super::names::Name;
use super::prose::Line;
use super::title::Title;
use super::when::{dates, parse_date, parse_duration, parse_moment, zone_of, zone_offset};
use super::{Clues, DateOrigin, Moment, Precision, SectionKind, When};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{MetaEntry, MetaOrigin};
use crate::source::Span;

const STARTED: &[&str] = &[
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
const HAPPENED: &[&str] = &[
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
const DETECTED: &[&str] = &[
    "detected",
    "detectedat",
    "detectiontime",
    "timedetected",
    "discovered",
    "discoveredat",
    "identifiedat",
    "firstdetected",
];
const MITIGATED: &[&str] = &[
    "mitigated",
    "mitigatedat",
    "mitigationtime",
    "timemitigated",
    "repaired",
    "repairedat",
];
const RESOLVED: &[&str] = &[
    "resolvedwhen",
    "resolvedat",
    "resolved",
    "resolutiontime",
    "timeresolved",
    "resolvedon",
    "fixedat",
];
const ENDED: &[&str] = &[
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
const DURATION: &[&str] = &[
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
];
/// Keys of a bare head that stand for the incident's day there, while in front matter they tell the page's.
const PAGE_DATE: &[&str] = &["date", "dato", "datum", "fecha", "data"];

/// Text this much older than its publication tells of something else.
const OLDEST_BEFORE_PUBLICATION: i64 = 400;

/// What is known besides the head.
pub(super) struct Witnesses<'a> {
    pub(super) title: &'a Title,
    pub(super) name: &'a Name,
    pub(super) lines: &'a [Line],
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
        .get(PAGE_DATE)
        .and_then(|entry| Some((entry, parse_moment(entry.value.as_text()?)?)));
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
    tell_bad_values(keys, is_incidents, clues, diagnostics);

    let published = moment(keys, PUBLISHED)
        .map(|moment| moment.day())
        .or_else(|| {
            let (_, moment) = page_date.as_ref().filter(|_| !is_incidents)?;
            Some(moment.day())
        });
    // An address such as `2019/10/24/name` holds the day of publication.
    let published = published.or_else(|| {
        keys.text(&["path", "permalink", "slug", "url"])
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
        None => told(witnesses, published, &when),
    };
    when.date = date;
    when.origin = origin;
    when.precision = precision;
    when.start = stated.filter(|moment| moment.precision <= Precision::Day);
    // The day of the page is that of the incident where title or file say the same, and more exact where they say a month.
    if let Some(day) = published {
        if when.precision == Some(Precision::Month)
            && when
                .date
                .is_some_and(|date| date.year() == day.year() && date.month() == day.month())
        {
            when.date = Some(day);
            when.precision = Some(Precision::Day);
            when.origin = Some(DateOrigin::FrontMatter);
        } else if when.date != Some(day) || when.origin == Some(DateOrigin::Publication) {
            when.published = Some(day);
        }
    }
    settle_zone(keys, &mut when);
    when.duration_minutes = duration(keys).or_else(|| {
        let start = when.start.as_ref()?;
        let end = when.end.as_ref().or(when.resolved.as_ref())?;
        start.minutes_until(end)
    });
    tell_conflicts(&when, witnesses, clues, diagnostics);
    when
}

/// The first moment under these keys that can be read.
fn moment(keys: &Keys<'_>, names: &[&str]) -> Option<Moment> {
    keys.all(names)
        .into_iter()
        .find_map(|entry| parse_moment(at(entry)?))
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

type Dated = (Option<Date>, Option<DateOrigin>, Option<Precision>);

/// The day that title, file name or text tell, else the day of publication.
fn told(witnesses: &Witnesses<'_>, published: Option<Date>, when: &When) -> Dated {
    let title = title_date(witnesses.title);
    let name = witnesses.name.date();
    let by = |date: (Date, Precision), origin| (Some(date.0), Some(origin), Some(date.1));
    let day = |date: Option<(Date, Precision)>| date.filter(|date| date.1 == Precision::Day);
    let text = || in_text(witnesses.lines, published);
    match (day(title), day(name)) {
        (Some(title), Some(name)) if title.0 != name.0 => {
            // The text is the third witness; a title is easily copied from another report.
            let mut in_text = witnesses
                .lines
                .iter()
                .flat_map(|line| dates(&line.text))
                .map(|found| found.date);
            let mut says_name = false;
            let says_title = in_text.any(|date| {
                says_name |= date == name.0;
                date == title.0
            });
            if says_name && !says_title {
                by(name, DateOrigin::FileName)
            } else {
                by(title, DateOrigin::Title)
            }
        }
        (Some(title), _) => by(title, DateOrigin::Title),
        (None, Some(name)) => {
            if witnesses.name.is_dated_by_publication()
                && let Some((date, origin)) = text()
                && (0..=31).contains(&days_between(date, name.0))
            {
                return (Some(date), Some(origin), Some(Precision::Day));
            }
            by(name, DateOrigin::FileName)
        }
        (None, None) => {
            if let Some((date, origin)) = text() {
                return (Some(date), Some(origin), Some(Precision::Day));
            }
            let milestone = [&when.detected, &when.mitigated, &when.resolved, &when.end]
                .into_iter()
                .flatten()
                .map(Moment::day)
                .min();
            if let Some(date) = milestone {
                return by((date, Precision::Day), DateOrigin::FrontMatter);
            }
            if let Some(title) = title {
                return by(title, DateOrigin::Title);
            }
            if let Some(name) = name {
                return by(name, DateOrigin::FileName);
            }
            match published {
                Some(date) => by((date, Precision::Day), DateOrigin::Publication),
                None => (None, None, None),
            }
        }
    }
}

/// The first whole day in a title, else the first month.
fn title_date(title: &Title) -> Option<(Date, Precision)> {
    title.span?;
    let mut found = dates(&title.text);
    let first = found.next()?;
    if first.precision == Precision::Day {
        return Some((first.date, first.precision));
    }
    found
        .find(|found| found.precision == Precision::Day)
        .or(Some(first))
        .map(|found| (found.date, found.precision))
}

/// The first whole day that the text tells: at its top, in its summary, in its timeline, elsewhere.
fn in_text(lines: &[Line], published: Option<Date>) -> Option<(Date, DateOrigin)> {
    let fits = |date: Date| {
        published.is_none_or(|published| {
            (-1..=OLDEST_BEFORE_PUBLICATION).contains(&days_between(date, published))
        })
    };
    let first = |wanted: &dyn Fn(Option<SectionKind>) -> bool| {
        lines
            .iter()
            .filter(|line| wanted(line.kind) && !is_about_the_report(&line.text))
            .flat_map(|line| dates(&line.text))
            .find(|found| found.precision == Precision::Day && fits(found.date))
            .map(|found| found.date)
    };
    let is_timeline = |kind| matches!(kind, Some(SectionKind::Timeline | SectionKind::KeyEvents));
    let is_top = |kind| {
        matches!(
            kind,
            None | Some(SectionKind::Summary | SectionKind::Metadata | SectionKind::Stats)
        )
    };
    let is_elsewhere = |kind| {
        matches!(
            kind,
            Some(
                SectionKind::Impact
                    | SectionKind::Leadup
                    | SectionKind::Trigger
                    | SectionKind::Detection
                    | SectionKind::Response
                    | SectionKind::Resolution
                    | SectionKind::RootCause
                    | SectionKind::Other
            )
        )
    };
    first(&is_top)
        .map(|date| (date, DateOrigin::Text))
        .or_else(|| first(&is_timeline).map(|date| (date, DateOrigin::Timeline)))
        .or_else(|| first(&is_elsewhere).map(|date| (date, DateOrigin::Text)))
}

/// True for a line that dates the report or a meeting, not the incident.
fn is_about_the_report(line: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "last modified",
        "last updated",
        "modified",
        "updated",
        "created",
        "written",
        "author",
        "published",
        "posted",
        "review",
        "meeting",
        "postmortem date",
        "post-mortem date",
        "post mortem date",
        "date of postmortem",
        "date of post-mortem",
        "date published",
        "publication",
        "due",
        "next ",
        "copyright",
        "©",
        "sist endret",
    ];
    let line = line
        .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©')
        .to_lowercase();
    BEGINNINGS
        .iter()
        .any(|beginning| line.starts_with(beginning))
}

/// Days from one date to a later one; negative where it is earlier.
fn days_between(from: Date, to: Date) -> i64 {
    from.until((jiff::Unit::Day, to))
        .map_or(0, |span| i64::from(span.get_days()))
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
    keys.all(DURATION)
        .into_iter()
        .find_map(|entry| parse_duration(entry.value.as_text()?))
}

/// Values under keys of the incident that should be dates and are none.
fn tell_bad_values(
    keys: &Keys<'_>,
    is_incidents: bool,
    clues: &Clues,
    diagnostics: &mut Diagnostics,
) {
    let mut names: Vec<&str> = [STARTED, HAPPENED, ENDED].concat();
    if is_incidents {
        names.extend(PAGE_DATE);
    } else {
        names.push("date");
    }
    for entry in keys.all(&names) {
        let Some(text) = at(entry) else { continue };
        let is_template = is_placeholder(text) || text.contains(['{', '<']);
        // Words without a figure (`ongoing`, `Saturday`) say what they say.
        if is_template || !text.contains(|c: char| c.is_ascii_digit()) || parse_date(text).is_some()
        {
            continue;
        }
        diagnostics.push(
            Diagnostic::warning(
                "malformed-date",
                format!(
                    "`{}` holds no date that has just one reading: `{}`",
                    entry.key,
                    shorten(text)
                ),
            )
            .at(&clues.path, entry.span)
            .help("write the day as `2021-01-30`, or with its time as `2021-01-30 14:30 UTC`"),
        );
    }
}

fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() <= 40 {
        return line.to_owned();
    }
    let mut out: String = line.chars().take(40).collect();
    out.push('…');
    out
}

/// Two places that tell different days.
fn tell_conflicts(
    when: &When,
    witnesses: &Witnesses<'_>,
    clues: &Clues,
    diagnostics: &mut Diagnostics,
) {
    let (Some(date), Some(origin)) = (when.date, when.origin) else {
        return;
    };
    let day = |date: Option<(Date, Precision)>| {
        date.filter(|date| date.1 == Precision::Day)
            .map(|date| date.0)
    };
    let title = day(title_date(witnesses.title));
    let name = day(witnesses.name.date()).filter(|_| !witnesses.name.is_dated_by_publication());
    // Days of different zones may differ by one, where a time was turned into one.
    let most = if origin == DateOrigin::FrontMatter {
        1
    } else {
        0
    };
    let differs =
        |other: Option<Date>| other.filter(|other| days_between(*other, date).abs() > most);
    let title_differs = differs(title);
    let name_differs = differs(name);
    if title_differs.is_none() && name_differs.is_none() {
        return;
    }
    let place = witnesses.title.span.unwrap_or_default();
    let from = match origin {
        DateOrigin::FrontMatter => "the front matter",
        DateOrigin::Title => "the title",
        DateOrigin::FileName => "the file name",
        DateOrigin::Text => "the text",
        DateOrigin::Timeline => "the timeline",
        DateOrigin::Publication => "the day of publication",
    };
    let mut others = Vec::new();
    if let Some(other) = title_differs {
        others.push(format!("the title says {other}"));
    }
    if let Some(other) = name_differs {
        others.push(format!("the file name says {other}"));
    }
    let mut diagnostic = Diagnostic::note(
        "conflicting-dates",
        format!("{}, but {date} is taken from {from}", others.join(" and ")),
    )
    .at(&clues.path, place)
    .help("state the day of the incident in the front matter, for example `incident_date: 2021-01-30`");
    if let Some(line) = line_of(witnesses.lines, date) {
        diagnostic = diagnostic.label(&clues.path, Some(line), format!("{date} stands here"));
    }
    diagnostics.push(diagnostic);
}

/// The place of the first line that tells that day.
fn line_of(lines: &[Line], date: Date) -> Option<Span> {
    lines
        .iter()
        .find(|line| dates(&line.text).any(|found| found.date == date))
        .map(|line| line.span)
}
