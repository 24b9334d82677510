//! The course of an incident where no head states it: start, end, milestones and duration out of its passages and its timeline.
//!
//! Takes what the head states, the passages and the timeline, and fills what is empty, each with the words it was read from. Labelled
//! moments (`First detected: …`) come first, then a range of times in summary or impact, then the entries of the timeline by their
//! own words (`OUTAGE BEGINS`, `back online`). Nothing that is stated is replaced, and an end that no words tell stays unknown.

pub(in crate::postmortem) mod labels;
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
    when.detected = when.detected.take().or_else(|| said.detected.clone());
    when.mitigated = when.mitigated.take().or_else(|| said.mitigated.clone());
    when.resolved = when.resolved.take().or_else(|| said.resolved.clone());

    let by_itself = |moment: Moment| {
        let words = moment.as_written.clone();
        (moment, words)
    };
    let begins = first(timeline);
    // A range behind the first entry of the timeline is that of a part of the incident.
    let range = reader.range(passages, blocks).filter(|(start, _)| {
        let begins = begins.as_ref().map(|(moment, _)| moment.local);
        begins.is_none_or(|begins| start.local <= begins)
    });
    let told = if timeline.is_empty() {
        reader.told(passages, blocks)
    } else {
        (None, None)
    };
    let noticed = noticed(&said, begins.as_ref());
    let stated_end = said.end.or(said.resolved).or(said.mitigated).filter(timed);
    let has_start = when.start.as_ref().is_some_and(timed);
    if !has_start {
        // What contradicts the day of the incident was read amiss or written amiss: it is not shown as a fact.
        let is_near = |moment: &Moment| {
            let apart = day.and_then(|day| moment.day().since((jiff::Unit::Day, day)).ok());
            apart.is_none_or(|span| span.get_days().abs() <= FAR)
        };
        let stated = said.start.or(noticed).filter(timed);
        // A range is taken as a whole or not at all.
        let of_range = range
            .as_ref()
            .filter(|_| stated_end.is_none() && when.end.is_none());
        let found = stated
            .or_else(|| of_range.map(|(start, _)| start.clone()))
            .map(by_itself)
            .or(begins)
            .or_else(|| told.0.map(by_itself))
            .filter(|(moment, _)| is_near(moment));
        if let Some((moment, words)) = found {
            when.evidence.start = Some(words);
            when.start = Some(moment);
        }
    }
    if when.end.is_none() {
        let of_range = range.filter(|(start, _)| when.start.as_ref() == Some(start));
        let open = when.resolved.is_none();
        let found = stated_end
            .or_else(|| of_range.map(|(_, end)| end))
            .map(by_itself)
            .or_else(|| last(timeline).filter(|_| open))
            .or_else(|| told.1.map(by_itself).filter(|_| open));
        let start = when.start.as_ref().filter(|moment| timed(moment));
        let is_behind = |end: &Moment| start.is_some_and(|start| end.local >= start.local);
        if let Some((moment, words)) = found.filter(|(end, _)| is_behind(end)) {
            when.evidence.end = Some(words);
            when.end = Some(moment);
        }
    }
    if when.duration_minutes.is_none() {
        let end = when.end.as_ref().or(when.resolved.as_ref());
        let computed = when.start.as_ref().zip(end);
        let computed = computed.and_then(|(start, end)| start.minutes_until(end));
        let computed = computed.filter(|minutes| *minutes > 0);
        let said = said.duration.map(|(minutes, words)| (minutes, Some(words)));
        let found = said
            .or_else(|| computed.map(|minutes| (minutes, None)))
            .or_else(|| {
                let (minutes, words) = lasted(passages, blocks)?;
                Some((minutes, Some(words)))
            });
        if let Some((minutes, words)) = found {
            when.duration_minutes = Some(minutes);
            when.evidence.duration = words;
        }
    }
}

/// When it was noticed, where the timeline tells of nothing before.
fn noticed(said: &Said, begins: Option<&(Moment, String)>) -> Option<Moment> {
    let detected = said.detected.clone()?;
    let is_first = begins.is_none_or(|(moment, _)| detected.local <= moment.local);
    is_first.then_some(detected)
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
            Some(day) => day.date(self.day)?,
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
