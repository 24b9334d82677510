//! When it began and when it was over, out of all that tells it: labels, ranges, the rows of the timeline, sentences.
//!
//! Takes what each of these tells, decides which of them goes before the others. Nothing that is stated is replaced; what is not needed
//! any more is not looked for.

use std::cell::LazyCell;

use super::began::{first, fitting};
use super::days::{days, span, starting};
use super::labels::Said;
use super::lasted::Lasted;
use super::phrases::Tells;
use super::sentences::Told;
use super::words::{Row, last};
use super::{Clock, Known, timed};
use crate::postmortem::{Moment, When};

fn by_itself(moment: Moment) -> (Moment, String) {
    let words = moment.as_written.clone();
    (moment, words)
}

/// Fills start and end, where nothing states them.
pub(super) fn start_and_end<'a>(
    when: &mut When,
    reader: &Clock<'_>,
    said: Said,
    rows: &[Row<'_>],
    (texts, further): (
        &[Told],
        &LazyCell<Vec<Told<'a>>, impl FnOnce() -> Vec<Told<'a>>>,
    ),
    known: &Known<'_>,
    (lasted, is_label, is_unknown): (&Lasted, bool, bool),
) {
    // Where nobody knows how long it lasted, the first entry tells when somebody spoke of it.
    let is_near = |moment: &Moment| reader.is_near(moment.day());
    let stated = when.stated.as_ref().or(lasted.other.as_ref());
    let stated = stated.map(|stated| stated.minutes);
    let begins = first(rows, is_near, stated).filter(|began| began.says || !is_unknown);
    // The figures of the report fit one entry alone.
    let figures = (stated.filter(|_| is_label), when.until_noticed.stated());
    let begins = begins.map(|began| match fitting(rows, figures) {
        Some(fitting) if !began.says && is_near(&fitting.at) => fitting,
        _ => began,
    });
    let says_begin = begins.as_ref().is_some_and(|began| began.says);
    let begins = begins.map(|began| (began.at, began.words));
    let noticed = noticed(&said, begins.as_ref()).filter(|_| !is_unknown);
    let stated_end = said.end.or(said.resolved).or(said.mitigated).filter(timed);
    let has_start = when.start.as_ref().is_some_and(timed);
    let open = when.resolved.is_none();
    let stated_start = said.start.or(noticed).filter(timed);
    let is_end_stated = when.end.is_some() || !open || stated_end.is_some();
    when.is_course_stated = is_end_stated && (has_start || stated_start.is_some());
    // A range is taken as a whole or not at all. One behind the first entry of the timeline is that of a part of the incident, unless the
    // words on its impact tell it.
    let is_of_whole = |(start, _, is_impact): &(Moment, Moment, bool)| {
        let begins = begins.as_ref().map(|(moment, _)| moment.local);
        begins.is_none_or(|begins| start.local <= begins || *is_impact && !says_begin)
    };
    let ends_by_range = stated_end.is_none() && when.end.is_none();
    let range = ends_by_range.then(|| reader.range(texts, stated)).flatten();
    // A range of worse and better is followed by a time by which all was well: `fully recovered by 16:20`.
    let range = range.filter(is_of_whole).map(|(start, end, is_whole)| {
        let last = (!is_whole).then(|| reader.over_at_last(texts, &start));
        let last = last.flatten().filter(|last| last.local > end.local);
        (start, last.unwrap_or(end), is_whole)
    });
    let has_rows = begins.is_some() || is_unknown && !rows.is_empty();
    let ends_by_text = ends_by_range && open;
    let told = LazyCell::new(|| {
        if has_rows {
            return (None, None);
        }
        let (start, end) = reader.told(texts);
        if is_unknown {
            return (None, end);
        }
        if (start.is_some() || has_start) && (end.is_some() || !ends_by_text) {
            return (start, end);
        }
        let more = reader.told(further);
        (start.or(more.0), end.or(more.1))
    });
    if !has_start {
        // Where the entries only tell of this and that, a sentence that says when it broke is nearer to it than the first of them.
        let broke = || {
            if !has_rows || says_begin {
                return None;
            }
            reader.broke(texts).or_else(|| {
                let (first, _) = begins.as_ref()?;
                let began = |texts: &[Told]| reader.began(texts, first);
                began(texts)
                    .or_else(|| reader.amiss(texts, first))
                    .or_else(|| began(further))
            })
        };
        let found = stated_start
            .or_else(|| range.as_ref().map(|(start, ..)| start.clone()))
            .or_else(broke)
            .map(by_itself)
            .or(begins)
            .or_else(|| told.0.clone().map(by_itself))
            // What contradicts the day of the incident was read amiss or written amiss: it is not shown as a fact.
            .filter(|(moment, _)| reader.is_near(moment.day()));
        if let Some((moment, words)) = found {
            when.evidence.start = Some(words);
            when.start = Some(moment);
        }
    }
    if !has_rows && when.start.is_none() {
        days(when, &known.timeline.entries);
    }
    if !has_start && !says_begin {
        starting(when, reader.day, texts);
        if !has_rows {
            span(when, reader.day, texts);
        }
    }
    if when.end.is_none() {
        let of_range = range.filter(|(start, ..)| when.start.as_ref() == Some(start));
        // Where nobody knows since when, it was over all the same.
        let since = when.start.clone();
        let since = since.or_else(|| {
            rows.first()
                .filter(|_| is_unknown)
                .map(|row| row.at().clone())
        });
        let found = stated_end
            .or_else(|| of_range.map(|(_, end, _)| end))
            .map(by_itself)
            .or_else(|| after_stated(when, reader, rows, texts, is_label))
            .or_else(|| last(rows, since.as_ref().filter(|_| open)?))
            .or_else(|| (open.then(|| told.1.clone())).flatten().map(by_itself))
            .or_else(|| (open.then(|| until(when, reader, rows, (texts, further)))).flatten());
        let is_behind = |end: &Moment| since.as_ref().is_some_and(|start| end.local >= start.local);
        if let Some((moment, words)) = found.filter(|(end, _)| is_behind(end)) {
            when.evidence.end = Some(words);
            when.end = Some(moment);
        }
    }
}

/// The time that running text tells as that by which it was over, where nothing else tells it.
fn until(
    when: &When,
    reader: &Clock<'_>,
    rows: &[Row<'_>],
    (texts, further): (&[Told], &[Told]),
) -> Option<(Moment, String)> {
    /// Entries between two that stand among the texts.
    const NEXT: usize = 16;
    let start = when.start.as_ref().filter(|start| timed(start))?;
    let over = |texts: &[Told]| {
        // What the entries of the timeline tell is known already; they stand in their order.
        let mut rows = rows;
        let may_tell = |told: &&Told| {
            let mut next = rows.iter().take(NEXT);
            let row = next.position(|row| row.is_line(&told.words));
            let Some(row) = row else {
                return true;
            };
            let is_silent = rows[row].names_no_end();
            rows = &rows[row + 1..];
            !is_silent
        };
        let texts = texts.iter().filter(|told| told.has_figure);
        reader.over(texts.filter(may_tell), start).map(by_itself)
    };
    over(texts).or_else(|| over(further))
}

/// The time that the report names just as long behind its start as it says that it lasted.
fn after_stated(
    when: &When,
    reader: &Clock<'_>,
    rows: &[Row<'_>],
    texts: &[Told],
    is_label: bool,
) -> Option<(Moment, String)> {
    let minutes = when.stated.as_ref()?.minutes;
    let start = when.start.as_ref().filter(|start| timed(start))?;
    let fits = |moment: &Moment| start.minutes_until(moment) == Some(minutes);
    let of_text = reader.every(texts).into_iter().find(|moment| fits(moment));
    of_text.map(by_itself).or_else(|| {
        // A round number of minutes fits many an entry.
        let is_exact = is_label || minutes >= 30 && minutes % 5 != 0;
        let all = rows;
        let mut rows = rows.iter();
        let row = rows.find(|row| fits(row.at()) && (is_exact || row.says(Tells::End)))?;
        // An entry that says that it was over knows better than a figure, unless the figure leads to what helped.
        let is_over = |row: &Row<'_>| row.says(Tells::End) || row.says(Tells::Mitigate);
        if !is_over(row)
            && !row.says(Tells::Remedy)
            && all
                .iter()
                .any(|other| is_over(other) && other.at().local > row.at().local)
        {
            return None;
        }
        Some((row.at().clone(), row.words()))
    })
}

/// When it was noticed, where the timeline tells of nothing before.
fn noticed(said: &Said, begins: Option<&(Moment, String)>) -> Option<Moment> {
    let detected = said.detected.clone()?;
    let is_first = begins.is_none_or(|(moment, _)| detected.local <= moment.local);
    is_first.then_some(detected)
}
