//! The course of an incident where no head states it: start, end, milestones and duration out of its passages and its timeline.
//!
//! Takes what the head states, the passages and the timeline, and fills what is empty, each with the words it was read from. Labelled
//! moments (`First detected: …`) come first, then a range of times in summary or impact, then the entries of the timeline by their
//! own words (`OUTAGE BEGINS`, `back online`). Nothing that is stated is replaced, and an end that no words tell stays unknown.

mod asides;
mod began;
mod days;
mod denial;
mod ends;
pub(in crate::postmortem) mod label_names;
mod labels;
mod lasted;
mod over;
mod phrases;
mod sentences;
mod stamps;
mod stance;
mod telling;
mod texts;
mod version;
mod words;

use std::cell::LazyCell;

use jiff::civil::Date;

use crate::document::{Block, text};
use crate::postmortem::passage::Passage;
use crate::postmortem::timeline::{Entry, Timeline};
use crate::postmortem::when::stamp::{Day, Stamp, TimeOfDay, stamp};
use crate::postmortem::when::{
    Conventions, DateOrder, Stated, UntilNoticed, dates, eithers, order_of,
};
use crate::postmortem::{DateOrigin, Moment, Precision, When};
use crate::source::Span;
use days::says_starting;
use ends::start_and_end;
use lasted::{lasted, of_whole, says_unknown};
use phrases::{Tells, speaks};
use texts::{elsewhere, prose};
use words::{Row, rows};

/// What is known of the report besides its head.
pub(in crate::postmortem) struct Known<'a> {
    /// Its title, and where it stands.
    pub(in crate::postmortem) title: (&'a str, Option<Span>),
    /// Its passages.
    pub(in crate::postmortem) passages: &'a [Passage<'a>],
    /// Its blocks.
    pub(in crate::postmortem) blocks: &'a [Block],
    /// Its timeline.
    pub(in crate::postmortem) timeline: &'a Timeline,
    /// The zone of its times, as written.
    pub(in crate::postmortem) zone: Option<&'a str>,
    /// How the archive writes its times.
    pub(in crate::postmortem) conventions: &'a Conventions,
}

/// True for the words of an entry that tell that it is over.
pub(in crate::postmortem) fn tells_end(words: &str) -> bool {
    phrases::speaks(words, phrases::Tells::End)
}

/// Fills what the head leaves open.
pub(in crate::postmortem) fn read(when: &mut When, known: &Known<'_>) {
    let day = when.date.filter(|_| when.tells_day());
    let reader = Clock {
        day,
        zone: known.zone,
        conventions: known.conventions,
    };
    let mut said = reader.labelled(known);
    for (slot, said) in [
        (&mut when.detected, &said.detected),
        (&mut when.acknowledged, &said.acknowledged),
        (&mut when.declared, &said.declared),
        (&mut when.mitigated, &said.mitigated),
        (&mut when.resolved, &said.resolved),
    ] {
        *slot = slot.take().or_else(|| said.clone());
    }
    if when.until_noticed == UntilNoticed::ByTimes {
        when.until_noticed = said.until_noticed.unwrap_or_default();
    }

    // Days of entries show the order of figures, for others of the archive.
    for entry in &known.timeline.entries {
        count_order(&mut when.orders, entry);
    }
    let rows = rows(&known.timeline.entries, &known.timeline.below);
    let texts = prose(known);
    let mut lasted = lasted(&texts);
    let is_label = when.stated.is_some() || said.duration.is_some();
    if when.stated.is_none() {
        when.stated = said.duration.take().or_else(|| lasted.outage.take());
    }
    let further = LazyCell::new(|| elsewhere(known));
    if when.stated.is_none() {
        when.stated = of_whole(&further);
    }
    let is_unknown = said.is_unknown || says_unknown(&texts);
    start_and_end(
        when,
        &reader,
        said,
        &rows,
        (&texts, &further),
        known,
        (&lasted, is_label, is_unknown),
    );
    share_zone(when, known.conventions);
    if when.duration_minutes.is_none() {
        let computed = when
            .computed_minutes()
            .filter(|minutes| *minutes > 0 && !is_unknown);
        // Days of which a sentence speaks are none of an incident of minutes.
        let is_of_else = |stated: &Stated| {
            let is_far = |minutes: u32| minutes.saturating_mul(FARTHER) <= stated.minutes;
            !is_label && stated.minutes >= ONE_DAY && computed.is_some_and(is_far)
        };
        when.stated = when.stated.take().filter(|stated| !is_of_else(stated));
        if when.stated.is_none() && computed.is_none() {
            when.stated = lasted.other;
        }
        when.evidence.duration = when.stated.as_ref().map(|stated| stated.as_written.clone());
        let stated = when.stated.as_ref().map(|stated| stated.minutes);
        when.duration_minutes = stated.or(computed);
    }
    noticed_at(when, &rows);
    milestones(when, &rows);
    if when.until_noticed == UntilNoticed::ByTimes && starts_when_noticed(when) {
        when.until_noticed = UntilNoticed::Untold;
    }
    settle_day(when);
    settle_day_of_timeline(when);
}

/// A zone that is written at the beginning or the end alone is that of both.
fn share_zone(when: &mut When, conventions: &Conventions) {
    let (Some(start), Some(end)) = (&mut when.start, &mut when.end) else {
        return;
    };
    let (from, to) = match (&start.zone, &end.zone) {
        (Some(_), None) => (start, end),
        (None, Some(_)) => (end, start),
        _ => return,
    };
    if to.offset.is_none() && timed(to) {
        to.zone.clone_from(&from.zone);
        to.offset = conventions.offset(to.zone.as_deref(), to.local);
    }
}

/// The day of the first row of a timeline is the incident's only as long as nothing tells when it began: where that was on a later day,
/// nothing else in the report speaks of the first.
fn settle_day_of_timeline(when: &mut When) {
    let (Some(date), Some(DateOrigin::Timeline), Some(start)) =
        (when.date, when.origin, &when.start)
    else {
        return;
    };
    let behind = start.day().since((jiff::Unit::Day, date));
    let is_later = behind.is_ok_and(|span| (1..FAR).contains(&span.get_days()));
    // What a head states has no words beside it, and is known already.
    if is_later && when.evidence.start.is_some() {
        when.date = Some(start.day());
    }
}

/// A file is often named by the day on which it was written. Where the text says of a day some days before that it began then, that day is
/// the incident's.
fn settle_day(when: &mut When) {
    let (Some(date), Some(DateOrigin::FileName), Some(start)) =
        (when.date, when.origin, &when.start)
    else {
        return;
    };
    let day = start.day();
    let is_before = date
        .since((jiff::Unit::Day, day))
        .is_ok_and(|span| (1..=FAR).contains(&span.get_days()));
    if !is_before {
        return;
    }
    let is_written = dates(&start.as_written).any(|found| found.date == day);
    let says = |words: &String| speaks(words, Tells::Begin) || says_starting(words);
    // `From 4 May, 22:10 UTC to 7 May, 09:40 UTC` in a report that is named by its last day.
    let is_span = when.end.as_ref().is_some_and(|end| {
        let went_on = end.local.since((jiff::Unit::Hour, start.local));
        let range = stamp(&start.as_written).filter(|range| range.until.is_some());
        went_on.is_ok_and(|span| span.get_hours() >= WENT_ON)
            && range.is_some_and(|range| range.day.is_some())
    });
    if is_span || is_written && when.evidence.start.as_ref().is_some_and(says) {
        let is_of_text = is_span || when.evidence.start.as_deref().is_some_and(says_starting);
        when.date = Some(day);
        when.origin = Some(if is_of_text {
            DateOrigin::Text
        } else {
            DateOrigin::Timeline
        });
    }
}

/// One more day that shows the order of its figures: by itself, or by the day that is known.
fn count_order(orders: &mut [u32; 2], entry: &Entry) {
    let written = entry
        .as_written
        .trim_start_matches(['[', '(', '*', '|', ' ']);
    let by_day = || {
        let day = entry.at.as_ref()?.day();
        let either = eithers(written).next()?;
        if day == either.day_first {
            Some(DateOrder::DayFirst)
        } else {
            (day == either.month_first).then_some(DateOrder::MonthFirst)
        }
    };
    match order_of(written).or_else(by_day) {
        Some(DateOrder::DayFirst) => orders[0] = orders[0].saturating_add(1),
        Some(DateOrder::MonthFirst) => orders[1] = orders[1].saturating_add(1),
        None => {}
    }
}

/// The entry that lies just as long behind the start as a label says that it took to notice it.
fn noticed_at(when: &mut When, rows: &[Row<'_>]) {
    let start = when.start.as_ref().filter(|start| timed(start));
    let after = when.until_noticed.stated();
    let (None, Some(start), Some(after)) = (&when.detected, start, after) else {
        return;
    };
    let mut rows = rows.iter();
    if let Some(row) = rows.find(|row| start.minutes_until(row.at()) == Some(after)) {
        when.detected = Some(row.at().clone());
        when.evidence.detected = Some(row.words());
    }
}

/// True where the start was read from the words that tell when it was noticed: a label `First detected`, an entry such as `Alert fires`.
/// When it began before that nobody says, so there is no time until it was noticed.
fn starts_when_noticed(when: &When) -> bool {
    let (Some(start), Some(detected), Some(words)) =
        (&when.start, &when.detected, &when.evidence.start)
    else {
        return false;
    };
    let of_detection = when.evidence.detected.as_ref();
    let is_same = || of_detection.unwrap_or(&detected.as_written) == words;
    let is_alert = || speaks(words, Tells::Notice) && !speaks(words, Tells::Begin);
    start.local == detected.local && (is_same() || is_alert())
}

/// The milestones that neither head nor labels state, by the words of the timeline, in their order.
fn milestones(when: &mut When, rows: &[Row<'_>]) {
    let found = words::milestones(rows);
    let start = when.start.as_ref().filter(|start| timed(start));
    let start = start.map(|moment| moment.local);
    let end = when.end.as_ref().map(|moment| moment.local);
    let within = |found: &(Moment, String)| {
        start.is_some_and(|start| found.0.local >= start)
            && end.is_none_or(|end| found.0.local <= end)
    };
    let fill = |slot: &mut Option<Moment>, words: &mut Option<String>, found| {
        if slot.is_none()
            && let Some((moment, said)) = Option::filter(found, within)
        {
            *slot = Some(moment);
            *words = Some(said);
        }
    };
    let When {
        detected,
        acknowledged,
        declared,
        mitigated,
        resolved,
        evidence,
        ..
    } = when;
    fill(detected, &mut evidence.detected, found.detected);
    // Nobody takes up what was not noticed yet.
    let noticed = detected.as_ref().map(|moment| moment.local);
    let behind = |found: &(Moment, String)| noticed.is_none_or(|at| found.0.local >= at);
    fill(
        acknowledged,
        &mut evidence.acknowledged,
        found.acknowledged.filter(behind),
    );
    fill(declared, &mut evidence.declared, found.declared);
    fill(
        mitigated,
        &mut evidence.mitigated,
        found.mitigated.filter(behind),
    );
    fill(
        resolved,
        &mut evidence.resolved,
        found.resolved.filter(behind),
    );
}
/// Days that the start may lie from the day of the incident.
const FAR: i32 = 7;

/// Hours that something went on from a day before that by which its file is named, and not just past midnight.
const WENT_ON: i32 = 24;

/// Minutes of a day.
const ONE_DAY: u32 = 24 * 60;

/// A length of days that is so many times that from start to end is that of something else.
const FARTHER: u32 = 8;

fn timed(moment: &Moment) -> bool {
    moment.precision < Precision::Day
}

/// Words of the author's, and where they stand.
#[derive(Clone, Copy)]
struct Written<'a> {
    words: &'a str,
    span: Span,
}

/// What times that name no day and no zone are read by.
struct Clock<'a> {
    day: Option<Date>,
    zone: Option<&'a str>,
    conventions: &'a Conventions,
}

impl Clock<'_> {
    /// The same for another day.
    fn on(&self, day: Date) -> Self {
        Self {
            day: Some(day),
            ..*self
        }
    }

    /// True for a day near to that of the incident, where one is known.
    fn is_near(&self, date: Date) -> bool {
        if self.day == Some(date) {
            return true;
        }
        let apart = self
            .day
            .and_then(|day| date.since((jiff::Unit::Day, day)).ok());
        apart.is_none_or(|span| span.get_days().abs() <= FAR)
    }

    /// The moment that a stamp means, by the words that it stands in.
    fn moment(&self, stamp: &Stamp, said: Written<'_>) -> Option<Moment> {
        self.at(stamp, stamp.day, stamp.time?, said)
    }

    /// The same for one of the ends of a stamp.
    fn at(
        &self,
        stamp: &Stamp,
        day: Option<Day>,
        time: TimeOfDay,
        said: Written<'_>,
    ) -> Option<Moment> {
        let date = match day {
            Some(day) => day.date(self.day)?,
            None => self.day?,
        };
        let date = if time.next_day {
            date.tomorrow().ok()?
        } else {
            date
        };
        let local = date.to_datetime(time.time);
        let zone = stamp.zone.as_deref().or(self.zone);
        Some(Moment {
            as_written: text::one_line(said.words),
            local,
            offset: self.conventions.offset(zone, local),
            zone: zone.map(Box::from),
            precision: time.precision,
            weekday: stamp.weekday.filter(|_| day.is_some()),
            span: said.span,
        })
    }
}
