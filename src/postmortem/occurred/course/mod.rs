//! The course of an incident where no head states it: start, end, milestones and duration out of its passages and its timeline.
//!
//! Takes what the head states, the passages and the timeline, and fills what is empty, each with the words it was read from. Labelled
//! moments (`First detected: …`) come first, then a range of times in summary or impact, then the entries of the timeline by their
//! own words (`OUTAGE BEGINS`, `back online`). Nothing that is stated is replaced, and an end that no words tell stays unknown.

mod labels;
mod sentences;
mod words;

use jiff::civil::Date;

use crate::document::{Block, text};
use crate::postmortem::passage::Passage;
use crate::postmortem::timeline::Entry;
use crate::postmortem::when::stamp::{Day, Stamp, TimeOfDay};
use crate::postmortem::when::zone_offset;
use crate::postmortem::{Moment, Precision, When};
use labels::Said;
use sentences::lasted;
use words::{first, last};

/// Fills what the head leaves open.
pub(in crate::postmortem) fn read(
    when: &mut When,
    passages: &[Passage<'_>],
    blocks: &[Block],
    timeline: &[Entry],
    zone: Option<&str>,
) {
    let day = when.date.filter(|_| when.tells_day());
    let reader = Clock { day, zone };
    let mut said = Said::default();
    reader.labels(blocks, &mut said);
    let head_has_start = when.start.is_some();
    when.detected = when.detected.take().or_else(|| noticed(&said, timeline));
    when.mitigated = when.mitigated.take().or_else(|| said.mitigated.clone());
    when.resolved = when.resolved.take().or_else(|| said.resolved.clone());
    let stated_start = when
        .start
        .as_ref()
        .is_some_and(|moment| moment.precision < Precision::Day);
    if !stated_start
        && let Some(start) = said
            .start
            .clone()
            .or_else(|| said.detected.clone())
            .filter(timed)
    {
        when.evidence.start = Some(start.as_written.clone());
        when.start = Some(start);
    }
    if when.end.is_none()
        && let Some(end) = said
            .end
            .clone()
            .or_else(|| said.resolved.clone())
            .or_else(|| said.mitigated.clone())
            .filter(timed)
    {
        when.evidence.end = Some(end.as_written.clone());
        when.end = Some(end);
    }
    let has_start = |when: &When| when.start.as_ref().is_some_and(timed);
    if !has_start(when) || when.end.is_none() {
        // A range behind the first entry of the timeline is that of a part of the incident.
        let begins = first(timeline).map(|(moment, _)| moment.local);
        let range = reader
            .range(passages, blocks)
            .filter(|(start, _)| begins.is_none_or(|begins| start.local <= begins));
        if let Some((start, end)) = range.filter(|_| !has_start(when) && when.end.is_none()) {
            when.evidence.start = Some(start.as_written.clone());
            when.evidence.end = Some(end.as_written.clone());
            when.start = Some(start);
            when.end = Some(end);
        }
    }
    if !has_start(when)
        && let Some((moment, words)) = first(timeline)
    {
        when.evidence.start = Some(words);
        when.start = Some(moment);
    }
    if when.end.is_none()
        && when.resolved.is_none()
        && let Some((moment, words)) = last(timeline)
    {
        when.evidence.end = Some(words);
        when.end = Some(moment);
    }
    if timeline.is_empty() {
        let (start, end) = reader.told(passages, blocks);
        if !has_start(when)
            && let Some(start) = start
        {
            when.evidence.start = Some(start.as_written.clone());
            when.start = Some(start);
        }
        let start = when
            .start
            .as_ref()
            .filter(|moment| timed(moment))
            .map(|moment| moment.local);
        if when.end.is_none()
            && when.resolved.is_none()
            && let Some(end) = end.filter(|end| start.is_some_and(|start| end.local > start))
        {
            when.evidence.end = Some(end.as_written.clone());
            when.end = Some(end);
        }
    }
    // What contradicts the day of the incident, or an end before its start, was read amiss or written amiss: it is not shown as a fact.
    let is_far = |moment: &Moment| {
        day.is_some_and(|day| {
            let apart = moment.day().since((jiff::Unit::Day, day));
            apart.map_or(0, |span| span.get_days().abs()) > FAR
        })
    };
    if when.evidence.start.is_some() && when.start.as_ref().is_some_and(is_far) {
        when.start = None;
        when.evidence.start = None;
    }
    let starts = when.start.as_ref().map(|moment| moment.local);
    let is_before = |moment: &Moment| starts.is_some_and(|start| moment.local < start);
    if when.evidence.end.is_some()
        && when
            .end
            .as_ref()
            .is_some_and(|end| is_before(end) || starts.is_none())
    {
        when.end = None;
        when.evidence.end = None;
    }
    // A day alone is no start.
    if head_has_start && when.start.is_none() {
        when.evidence.start = None;
    }
    if when.duration_minutes.is_none() {
        if let Some((minutes, words)) = said.duration {
            when.duration_minutes = Some(minutes);
            when.evidence.duration = Some(words);
        } else if let (Some(start), Some(end)) =
            (&when.start, when.end.as_ref().or(when.resolved.as_ref()))
        {
            when.duration_minutes = start.minutes_until(end).filter(|minutes| *minutes > 0);
        }
    }
    if when.duration_minutes.is_none()
        && let Some((minutes, words)) = lasted(passages, blocks)
    {
        when.duration_minutes = Some(minutes);
        when.evidence.duration = Some(words);
    }
}

/// When it was noticed, where the timeline tells of nothing before.
fn noticed(said: &Said, timeline: &[Entry]) -> Option<Moment> {
    let detected = said.detected.clone()?;
    let before = first(timeline).is_some_and(|(moment, _)| moment.local < detected.local);
    (!before).then_some(detected)
}

/// Days that the start may lie from the day of the incident.
const FAR: i32 = 7;

fn timed(moment: &Moment) -> bool {
    moment.precision < Precision::Day
}

/// What times that name no day and no zone are read by.
struct Clock<'a> {
    day: Option<Date>,
    zone: Option<&'a str>,
}

impl Clock<'_> {
    fn moment(&self, stamp: &Stamp, written: &str) -> Option<Moment> {
        let time = stamp.time?;
        self.at(stamp.day, time, stamp.zone.as_deref(), written)
    }

    fn at(
        &self,
        day: Option<Day>,
        time: TimeOfDay,
        zone: Option<&str>,
        written: &str,
    ) -> Option<Moment> {
        let date = match day {
            Some(Day::Whole(date)) => date,
            Some(Day::Yearless(month, day)) => Date::new(self.day?.year(), month, day).ok()?,
            None => self.day?,
        };
        let date = if time.next_day {
            date.tomorrow().ok()?
        } else {
            date
        };
        Some(Moment {
            as_written: text::one_line(written),
            local: date.to_datetime(time.time),
            offset: zone.or(self.zone).and_then(zone_offset),
            precision: time.precision,
        })
    }
}
