//! Start and end where the report tells days and no times.
//!
//! Takes the entries of the timeline and running text, gives days with the words that they were read from: only those of which the words
//! say that it began or was over. A time is never made of a day.

use jiff::civil::{Date, Time};

use super::FAR;
use super::phrases::{Tells, speaks};
use super::sentences::Told;
use crate::document::text;
use crate::postmortem::timeline::Entry;
use crate::postmortem::when::stamp::stamp;
use crate::postmortem::when::{Found, dates};
use crate::postmortem::{Moment, Precision, When};
use crate::source::Span;

/// Start and end where the entries of the timeline tell days and no times: only those that say so.
pub(super) fn days(when: &mut When, entries: &[Entry]) {
    let says = |what: Tells| {
        move |entry: &&Entry| {
            let is_day = |at: &Moment| at.precision == Precision::Day;
            entry.at.as_ref().is_some_and(is_day) && speaks(&entry.text, what)
        }
    };
    let Some(begins) = entries.iter().find(says(Tells::Begin)) else {
        return;
    };
    when.start.clone_from(&begins.at);
    when.evidence.start = Some(begins.text.clone());
    let is_behind = |entry: &&Entry| {
        let day = |entry: &Entry| entry.at.as_ref().map(|at| at.local);
        day(entry) >= day(begins)
    };
    let mut entries = entries.iter().rev();
    if when.end.is_none()
        && let Some(ends) = entries.find(says(Tells::End)).filter(is_behind)
    {
        when.end.clone_from(&ends.at);
        when.evidence.end = Some(ends.text.clone());
    }
}

/// The day with which it began by running text: `Starting 2021-06-10 users reported failures`. It takes the place of a time only where
/// that lies on a later day.
pub(super) fn starting(when: &mut When, of_report: Option<Date>, texts: &[Told]) {
    let first = when.start.as_ref().map(Moment::day);
    if first.is_some() && when.evidence.start.is_none() {
        return;
    }
    let fits = |date: Date| {
        let before = of_report.and_then(|day| day.since((jiff::Unit::Day, date)).ok());
        let most = if first.is_some() { FAR } else { LONG };
        before.is_some_and(|span| (0..=most).contains(&span.get_days()))
            && first.is_none_or(|first| date < first)
    };
    let mut texts = texts
        .iter()
        .filter(|told| told.has_figure && told.is_top && !told.is_item);
    let found = texts.find_map(|told| {
        dates(&told.words)
            .filter(|found| found.precision == Precision::Day && fits(found.date))
            .find_map(|found| {
                let place = leads(&told.words[..found.range.start])?;
                let is_timed = stamp(&told.words[found.range.start..])
                    .is_some_and(|stamp| stamp.time.is_some());
                (!is_timed).then(|| {
                    let words = text::one_line(&told.words[place..found.range.end]);
                    whole(&found, words, told.span)
                })
            })
    });
    if let Some(moment) = found {
        when.evidence.start = Some(moment.as_written.clone());
        when.start = Some(moment);
    }
}

/// The days from which to which it went on by running text, where no time is known: `readings were lost from 2021-06-08 to 2021-06-10`.
pub(super) fn span(when: &mut When, of_report: Option<Date>, texts: &[Told]) {
    if when.start.is_some() || when.end.is_some() {
        return;
    }
    let fits = |date: Date| {
        let apart = of_report.and_then(|day| day.since((jiff::Unit::Day, date)).ok());
        apart.is_some_and(|span| (-LONG..=LONG).contains(&span.get_days()))
    };
    let mut texts = texts
        .iter()
        .filter(|told| told.has_figure && told.is_top && !told.is_item);
    let found = texts.find_map(|told| {
        let days: Vec<_> = dates(&told.words)
            .filter(|found| found.precision == Precision::Day)
            .collect();
        let place = days.windows(2).position(|two| {
            let before = told.words[..two[0].range.start].trim_end();
            let lead = before.rsplit(' ').next().unwrap_or(before);
            let between = told
                .words
                .get(two[0].range.end..two[1].range.start)
                .map_or("", str::trim);
            let is_of = |word: &str, list: &[&str]| {
                list.iter().any(|other| word.eq_ignore_ascii_case(other))
            };
            let is_span = is_of(between, DASHES)
                || is_of(lead, FROM) && is_of(between, TO)
                || is_of(lead, BETWEEN) && (is_of(between, AND) || is_of(between, TO));
            is_span && two[0].date < two[1].date && fits(two[0].date) && fits(two[1].date)
        })?;
        let written = days[place].range.start..days[place + 1].range.end;
        let words = text::one_line(&told.words[written]);
        let day = |found: &Found| whole(found, words.clone(), told.span);
        Some((day(&days[place]), day(&days[place + 1])))
    });
    if let Some((start, end)) = found {
        when.evidence.start = Some(start.as_written.clone());
        when.evidence.end = Some(end.as_written.clone());
        when.start = Some(start);
        when.end = Some(end);
    }
}

/// What stands between the first and the last day, and before the first.
const DASHES: &[&str] = &["-", "–", "—"];
const FROM: &[&str] = &[
    "from", "fra", "från", "von", "vom", "van", "du", "del", "dal", "de", "od",
];
const TO: &[&str] = &[
    "to", "until", "till", "through", "til", "bis", "tot", "au", "al", "a", "até", "do",
];
const BETWEEN: &[&str] = &[
    "between", "mellom", "mellan", "mellem", "zwischen", "entre", "tra", "tussen",
];
const AND: &[&str] = &["and", "og", "och", "und", "et", "y", "e", "en"];

/// A day without a time.
fn whole(found: &Found, as_written: String, span: Span) -> Moment {
    Moment {
        as_written,
        local: found.date.to_datetime(Time::midnight()),
        offset: None,
        zone: None,
        precision: Precision::Day,
        weekday: found.weekday,
        span,
    }
}

/// Days before that of the report on which something may have begun that has no time.
const LONG: i32 = 31;

/// True for words that tell so.
pub(super) fn says_starting(words: &str) -> bool {
    words.split(' ').next().is_some_and(is_starting)
}

fn is_starting(word: &str) -> bool {
    ["starting", "beginning"]
        .iter()
        .any(|other| word.eq_ignore_ascii_case(other))
}

/// Where the words begin that lead to the day on which it began: `starting on`.
fn leads(before: &str) -> Option<usize> {
    const FILLERS: &[&str] = &["on", "from", "about", "around", "the"];
    let mut end = before.trim_end().len();
    loop {
        let start = before[..end].rfind(' ').map_or(0, |at| at + 1);
        let word = &before[start..end];
        if is_starting(word) {
            return Some(start);
        }
        let is_filler = FILLERS
            .iter()
            .any(|filler| word.eq_ignore_ascii_case(filler));
        if !is_filler {
            return None;
        }
        end = before[..start].trim_end().len();
    }
}
