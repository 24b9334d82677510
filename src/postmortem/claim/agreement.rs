//! Whether a stated length agrees with the moments beside it: what `check` says and what a page shows are decided here.
//!
//! Takes a length or the course of an incident, gives how far people round and which length its moments tell. It never says which of them
//! is meant. A length that counts working hours only, or that is a list of several, is held against nothing.

use super::{Lasting, length};
use crate::postmortem::when::{Stated, has_figure};
use crate::postmortem::{Moment, Precision, When};

/// The length that a report states beside moments which give another one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Disagreement<'a> {
    /// How long by its author, in minutes.
    pub stated: u32,
    /// How long from its start to its end, in minutes.
    pub by_times: u32,
    /// Its start.
    pub start: &'a Moment,
    /// Its end, or when it was resolved.
    pub end: &'a Moment,
}

impl Lasting {
    /// The minutes by which people round.
    pub fn tolerance(&self) -> u32 {
        let rounded = match self.grain {
            1 if self.minutes.is_multiple_of(15) => 5,
            1 if self.minutes.is_multiple_of(5) => 3,
            1 => 2,
            grain => grain / 2,
        };
        if self.is_about {
            rounded.max(15).max(self.minutes / 4)
        } else {
            rounded
        }
    }

    /// The same where one of the moments is only about right.
    pub fn tolerance_beside(&self, moments: [&Moment; 2]) -> u32 {
        let is_about = |moment: &&Moment| moment.precision == Precision::Approximate;
        let more = if moments.iter().any(is_about) { 15 } else { 0 };
        self.tolerance() + more
    }
}

impl When {
    /// How its stated length and its own moments disagree, where they do. It is enough that one reading agrees: it may be counted from when
    /// it was noticed or declared, and until it was mitigated. A start or an end that is only our reading of the words
    /// proves nothing against the author.
    pub fn disagreement(&self) -> Option<Disagreement<'_>> {
        let stated = self.stated.as_ref()?;
        if !self.is_course_stated || self.duration_minutes != Some(stated.minutes) {
            return None;
        }
        let lasting = stated.lasting()?;
        let starts = [&self.start, &self.detected, &self.declared];
        let ends = [&self.end, &self.resolved, &self.mitigated];
        for from in starts.into_iter().flatten() {
            for to in ends.into_iter().flatten() {
                let agrees = from.minutes_until(to).is_some_and(|minutes| {
                    minutes.abs_diff(lasting.minutes) <= lasting.tolerance_beside([from, to])
                });
                if agrees {
                    return None;
                }
            }
        }
        Some(Disagreement {
            stated: stated.minutes,
            by_times: self.computed_minutes()?,
            start: self.start.as_ref()?,
            end: self.end.as_ref().or(self.resolved.as_ref())?,
        })
    }

    /// How long it is from the start to the end that a page shows, where the length that it shows beside them is another one: where one of
    /// the two is only our reading nobody is told to correct it, but who reads both shall see that they are two.
    pub fn minutes_by_times(&self) -> Option<u32> {
        if let Some(apart) = self.disagreement() {
            return Some(apart.by_times);
        }
        let stated = self.stated.as_ref()?;
        if self.is_course_stated || self.duration_minutes != Some(stated.minutes) {
            return None;
        }
        let timed = |moment: &&Moment| moment.precision < Precision::Day;
        let start = self.start.as_ref().filter(timed)?;
        let end = self.end.as_ref().filter(timed)?;
        let lasting = stated
            .lasting()
            .or_else(|| length::in_words(&stated.as_written, stated.minutes))?;
        let by_times = start.minutes_until(end)?;
        let apart = by_times.abs_diff(lasting.minutes);
        (apart > lasting.tolerance_beside([start, end])).then_some(by_times)
    }

    /// How long it is from the start until it was noticed by the times that a page shows, where the length that the author states is
    /// another one.
    pub fn noticed_by_times(&self) -> Option<u32> {
        let minutes = self.until_noticed.stated()?;
        let (start, detected) = (self.start.as_ref()?, self.detected.as_ref()?);
        // How exactly it is told nobody keeps: hours are round.
        let grain = if minutes > 0 && minutes.is_multiple_of(60) {
            60
        } else {
            1
        };
        let lasting = Lasting {
            minutes,
            grain,
            is_about: false,
        };
        let by_times = start.minutes_until(detected)?;
        let apart = by_times.abs_diff(minutes);
        (apart > lasting.tolerance_beside([start, detected])).then_some(by_times)
    }
}

impl Stated {
    /// How exactly it is told; none where nothing can be held against it.
    fn lasting(&self) -> Option<Lasting> {
        // What a label says stands with it: `Duration: 40 minutes`. `01:27` is no label.
        let words = self.as_written.trim();
        let value = match words.split_once(':') {
            Some((label, value)) if !has_figure(label) => value.trim(),
            _ => words,
        };
        match value.parse::<u32>() {
            // A key that counts minutes.
            Ok(minutes) => Some(Lasting {
                minutes,
                grain: 1,
                is_about: false,
            }),
            Err(_) => Some(length::value(value)?.1),
        }
    }
}
