//! The day of an incident where no key of the head states it: title, file name and text as witnesses, at last the day of
//! publication.

use std::ops::Range;

use jiff::civil::Date;

use super::Witnesses;
use crate::postmortem::prose::Line;
use crate::postmortem::title::Title;
use crate::postmortem::when::stamp::stamp;
use crate::postmortem::when::{Found, dates, has_figure, next_figure, parse_date};
use crate::postmortem::{DateOrigin, Moment, Precision, SectionKind, When};

/// Text this much older than its publication tells of something else.
const OLDEST_BEFORE_PUBLICATION: i64 = 400;

/// The day, who says it, and how exactly.
pub(super) type Dated = (Option<Date>, Option<DateOrigin>, Option<Precision>);

/// The day that title, file name or text tell, else the day of publication.
pub(super) fn told(witnesses: &Witnesses<'_>, published: Option<Date>, when: &When) -> Dated {
    let title = title_date(witnesses.title);
    let name = witnesses.name.date();
    let by = |date: (Date, Precision), origin| (Some(date.0), Some(origin), Some(date.1));
    let day = |date: Option<(Date, Precision)>| date.filter(|date| date.1 == Precision::Day);
    let month = title.or(name).filter(|date| date.1 == Precision::Month);
    let text = || {
        let month = month.map(|date| date.0);
        in_text(witnesses.lines, published, month, witnesses.name.year())
    };
    match (day(title), day(name)) {
        (Some(title), Some(name)) if title.0 != name.0 => {
            // The text is the third witness; a title is easily copied from another report.
            let mut in_text = witnesses
                .lines
                .iter()
                .flat_map(Line::dates)
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
            if (witnesses.name.is_dated_by_publication() || witnesses.name.is_post())
                && let Some((date, origin)) = text()
                && (0..=31).contains(&days_between(date, name.0))
            {
                return (Some(date), Some(origin), Some(Precision::Day));
            }
            if witnesses.name.is_post() {
                return by(name, DateOrigin::Publication);
            }
            if let Some(date) = yearless_title(witnesses.title, name.0) {
                return by((date, Precision::Day), DateOrigin::Title);
            }
            if let Some(date) = occurred_on(witnesses.lines, name.0) {
                return by((date, Precision::Day), DateOrigin::Text);
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
            let of_year = |day| {
                let says = |said: &str| has(said, WHOLE) && has(said, VERBS);
                yearless(witnesses.lines, day).or_else(|| said_on(witnesses.lines, day, says))
            };
            if let Some(date) = published.and_then(of_year) {
                return by((date, Precision::Day), DateOrigin::Text);
            }
            match published {
                Some(date) => by((date, Precision::Day), DateOrigin::Publication),
                None => (None, None, None),
            }
        }
    }
}

/// A day at the top of a text that names no year but the time of day beside it, as that before the publication: `at 09:20 UTC on Monday
/// 25th January`. The day of the week must agree where one is named.
fn yearless(lines: &[Line], published: Date) -> Option<Date> {
    let mut tops = lines.iter().filter(|line| is_top(line.kind)).take(TOPS);
    tops.find_map(|line| {
        let words = &line.text;
        if words.is_empty() || words.len() > LONGEST_TOP || is_about_the_report(words) {
            return None;
        }
        let mut behind = 0;
        let mut starts = std::iter::from_fn(|| {
            let start = next_figure(words, behind)?;
            behind = start + 1;
            Some(start)
        });
        let found = starts.find_map(|at| {
            let is_inside = words[..at].ends_with(char::is_alphanumeric);
            let found = (!is_inside).then(|| stamp(&words[at..]))?;
            found.filter(|found| found.time.is_some() && found.day.is_some())
        })?;
        let date = found.day?.date(Some(published))?;
        let agrees = found
            .weekday
            .is_none_or(|weekday| weekday == date.weekday());
        (agrees && (0..=PUBLISHED_BEHIND).contains(&days_between(date, published))).then_some(date)
    })
}

/// Lines at the top in which such a day is looked for, and how long these may be.
const TOPS: usize = 12;
const LONGEST_TOP: usize = 2_000;

/// Days before its publication in which the day of an incident lies that is told without a year.
const PUBLISHED_BEHIND: i64 = 60;

/// The day that a title names without a year, as that before the day by which the file is named: `Summary of the December 17th event`.
fn yearless_title(title: &Title, named: Date) -> Option<Date> {
    title.span?;
    let words = &title.text;
    if !has_figure(words) {
        return None;
    }
    let mut starts = words
        .char_indices()
        .filter(|(at, c)| c.is_alphanumeric() && !words[..*at].ends_with(char::is_alphanumeric));
    let found = starts.find_map(|(at, _)| stamp(&words[at..])?.day)?;
    let date = found.date(Some(named))?;
    (0..=PUBLISHED_BEHIND)
        .contains(&days_between(date, named))
        .then_some(date)
}

/// The day on which it occurred by the words at the top, where that is some days before the one by which the file is named, of which
/// these words do not speak: `the disruption that occurred on June 11, 2021`.
fn occurred_on(lines: &[Line], named: Date) -> Option<Date> {
    let mut occurred = None;
    for line in lines.iter().filter(|line| is_top(line.kind)).take(TOPS) {
        let is_day = |found: &&Found| found.precision == Precision::Day;
        for found in line.dates().iter().filter(is_day) {
            if found.date == named {
                return None;
            }
            let before = &line.text[..found.range.start];
            let sentence = before.rsplit(". ").next().unwrap_or(before);
            let is_before = (1..=NAMED_BEHIND).contains(&days_between(found.date, named));
            // `Date: May 4-7, 2021`
            let is_label = || {
                let label = before.trim_matches(|c: char| !c.is_alphanumeric());
                LABELS.iter().any(|word| label.eq_ignore_ascii_case(word))
            };
            let says = || has(sentence, WHOLE) && has(sentence, VERBS);
            if occurred.is_none() && is_before && (says() || is_label()) {
                occurred = Some(found.date);
            }
        }
    }
    occurred
}

/// What a report is of.
const WHOLE: &[&str] = &[
    "outage",
    "incident",
    "disruption",
    "event",
    "interruption",
    "attack",
    "exploit",
    "breach",
];

/// What is said of it with its day.
const VERBS: &[&str] = &["occurred", "happened", "began", "started", "took"];

/// Labels of its day.
const LABELS: &[&str] = &[
    "date",
    "dates",
    "incident date",
    "incident dates",
    "date of incident",
    "dates of incident",
    "when",
    "dato",
    "datum",
    "fecha",
];

/// True where one of these words stands in a text.
fn has(text: &str, words: &[&str]) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| words.iter().any(|other| word.eq_ignore_ascii_case(other)))
}

/// Days in which a file is named behind the incident.
const NAMED_BEHIND: i64 = 31;

/// The first whole day in a title, else the first month.
pub(super) fn title_date(title: &Title) -> Option<(Date, Precision)> {
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

/// The first whole day that the text tells: at its top, in its summary, in its timeline, elsewhere. Where title or file name
/// tell the month, only a day of that month will do.
fn in_text(
    lines: &[Line],
    published: Option<Date>,
    month: Option<Date>,
    year: Option<i16>,
) -> Option<(Date, DateOrigin)> {
    let fits = |date: Date| {
        month.is_none_or(|month| (month.year(), month.month()) == (date.year(), date.month()))
            && published.is_none_or(|published| {
                (-1..=OLDEST_BEFORE_PUBLICATION).contains(&days_between(date, published))
            })
    };
    let first = |wanted: &dyn Fn(Option<SectionKind>) -> bool| {
        lines
            .iter()
            .filter(|line| {
                wanted(line.kind) && !line.dates().is_empty() && !is_about_the_report(&line.text)
            })
            .flat_map(|line| line.dates().iter().map(move |found| (line, found)))
            .find(|(line, found)| {
                found.precision == Precision::Day
                    && fits(found.date)
                    && !is_another_day(&line.text[..found.range.start])
                    && !is_in_name(&line.text, &found.range)
            })
            .map(|(_, found)| found.date)
    };
    let is_timeline = |kind| matches!(kind, Some(SectionKind::Timeline | SectionKind::KeyEvents));
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
                    | SectionKind::Background
                    | SectionKind::Other
            )
        )
    };
    first(&is_top)
        .map(|date| (date, DateOrigin::Text))
        .or_else(|| {
            let date = timed_day(lines.iter().filter(|line| is_timeline(line.kind)));
            let date = date
                .filter(|date| fits(*date))
                .or_else(|| first(&is_timeline))?;
            // What a timeline tells first may have been prepared long before the year that the number of the report names.
            let of_year = || {
                let year = year.filter(|year| date.year() < *year)?;
                let days = lines.iter().filter(|line| is_timeline(line.kind));
                let mut days = days.flat_map(Line::dates);
                days.find(|found| {
                    found.precision == Precision::Day
                        && found.date.year() == year
                        && days_between(date, found.date) > PREPARED
                })
            };
            let date = of_year().map_or(date, |found| found.date);
            Some((date, DateOrigin::Timeline))
        })
        .or_else(|| {
            // `Timeline 20.04.22`: in so short a line of a timeline two figures are a year.
            let date = lines
                .iter()
                .filter(|line| {
                    let figure = line.text.find(|c: char| c.is_ascii_digit());
                    is_timeline(line.kind)
                        && line.text.len() <= 60
                        && line.dates().is_empty()
                        && !is_another_day(&line.text[..figure.unwrap_or(0)])
                })
                .find_map(|line| parse_date(&line.text))
                .filter(|(date, precision)| *precision == Precision::Day && fits(*date))?;
            Some((date.0, DateOrigin::Timeline))
        })
        .or_else(|| {
            let date = first(&is_elsewhere)?;
            Some((
                said_on(lines, date, |_| true).unwrap_or(date),
                DateOrigin::Text,
            ))
        })
}

/// Days after which what a timeline tells first is no part of an incident that its number puts into a later year.
const PREPARED: i64 = 180;

/// A day at the top of a text that names no year, as that before one that stands far below: `On May 4, the museum was told that`. What
/// follows it in its sentence must say so.
fn said_on(lines: &[Line], below: Date, says: impl Fn(&str) -> bool) -> Option<Date> {
    let mut tops = lines.iter().filter(|line| is_top(line.kind)).take(TOPS);
    tops.find_map(|line| {
        let words = &line.text;
        if is_about_the_report(words) || words.len() > LONGEST_TOP {
            return None;
        }
        let leads = words.match_indices("On ").chain(words.match_indices("on "));
        let mut starts = leads.filter(|(at, _)| !words[..*at].ends_with(char::is_alphanumeric));
        let found = starts.find_map(|(at, lead)| {
            let rest = &words[at + lead.len()..];
            let said = rest.split(". ").next().unwrap_or(rest);
            stamp(rest)?.day.filter(|_| says(said))
        })?;
        let date = found.date(Some(below))?;
        (0..=NAMED_BEHIND)
            .contains(&days_between(date, below))
            .then_some(date)
    })
}

/// The first day of a timeline made of days whose entries tell their times: a day before it, whose entries tell none, is one on which
/// something else happened. `None` where the first day stands otherwise, or no entry tells a time.
fn timed_day<'l>(lines: impl Iterator<Item = &'l Line>) -> Option<Date> {
    let mut day = None;
    for line in lines.filter(|line| !line.text.is_empty()) {
        if let Some(date) = only_day(&line.text) {
            day = Some(date);
        } else if stamp(line.text.trim_start_matches(['|', ' ']))
            .is_some_and(|stamp| stamp.time.is_some())
        {
            return day;
        } else if day.is_none() && !line.dates().is_empty() {
            return None;
        }
    }
    None
}

/// The day that a line is, and nothing else.
fn only_day(line: &str) -> Option<Date> {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    if line.len() > LONGEST_DAY {
        return None;
    }
    let found = dates(line).next()?;
    let is_all = found.precision == Precision::Day && found.range == (0..line.len());
    is_all.then_some(found.date)
}

/// The longest day as people write it, its name included.
const LONGEST_DAY: usize = 40;

/// True for a part of a text that tells what the report is of.
pub(super) fn is_top(kind: Option<SectionKind>) -> bool {
    matches!(
        kind,
        None | Some(SectionKind::Summary | SectionKind::Metadata | SectionKind::Stats)
    )
}

/// True for a day that is a part of the name of something: `cleanup-2021-03-01.sh`, `dumps/2021-03-01/`, `2021-03-01-report.csv`.
fn is_in_name(text: &str, range: &Range<usize>) -> bool {
    const JOINTS: &[char] = &['-', '_', '/', '.'];
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let is_joined_before = before
        .strip_suffix(JOINTS)
        .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
    // A full stop without a blank behind it ends a sentence where a capital follows.
    let is_joined_behind = behind.strip_prefix(JOINTS).is_some_and(|rest| {
        rest.starts_with(|c: char| {
            c.is_ascii_lowercase() || c.is_ascii_uppercase() && !behind.starts_with('.')
        })
    });
    is_joined_before || is_joined_behind
}

/// True where the words right before a day say that it is not the incident's: `on or before`, `published on`.
fn is_another_day(before: &str) -> bool {
    const FILLERS: &[&str] = &["on", "at", "in", "the", "of", "date", "day"];
    const WORDS: &[&str] = &["before", "publication", "published", "posted"];
    before
        .rsplit(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(4)
        .map(str::to_lowercase)
        .find(|word| !FILLERS.contains(&word.as_str()))
        .is_some_and(|word| WORDS.contains(&word.as_str()))
}

/// True for a line that dates the report or a meeting, not the incident.
pub(super) fn is_about_the_report(line: &str) -> bool {
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
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    BEGINNINGS.iter().any(|beginning| {
        let begins = line.as_bytes().get(..beginning.len());
        begins.is_some_and(|begins| begins.eq_ignore_ascii_case(beginning.as_bytes()))
    })
}

/// Days from one date to a later one; negative where it is earlier.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until((jiff::Unit::Day, to))
        .map_or(0, |span| i64::from(span.get_days()))
}
