//! The phases of an incident on one axis: lead-up, impact, detection, response, recovery.
//!
//! Takes the moments that a report tells, gives phases with their places in thousandths of the axis. It shows none where start or end
//! are unknown, nor where nothing is told between them, and reckons with no moment that lies outside of them: what a report says
//! against itself is for the rules.

use crate::language::{Language, said};
use crate::postmortem::when::UntilNoticed;
use crate::postmortem::{Moment, Postmortem, Precision};
use crate::site::views::{PhaseView, PhasesView};
use crate::site::words;

/// A moment of the course.
#[derive(Clone, Copy)]
struct Mark<'a> {
    moment: &'a Moment,
    /// Minutes after the start, which may be before it.
    minutes: i64,
    /// True where no head and no label states it.
    is_read: bool,
}

/// The moments of the course that are in order.
struct Course<'a> {
    /// When it began to show: the first entry of the timeline, where that is before the start.
    before: Option<Mark<'a>>,
    start: Mark<'a>,
    detected: Option<Mark<'a>>,
    /// When somebody was at work on it: taken up, else noticed, else declared.
    answered: Option<Mark<'a>>,
    mitigated: Option<Mark<'a>>,
    end: Mark<'a>,
}

/// The phases of an incident.
pub(super) fn of(language: &Language, report: &Postmortem) -> Option<PhasesView> {
    let course = course(report)?;
    let zone = words::zone(&report.occurred);
    let length = course.end.minutes;
    let drawn = course.before.filter(|before| -before.minutes <= length);
    let origin = drawn.map_or(0, |before| before.minutes);
    let whole = length - origin;
    let first = drawn.unwrap_or(course.start);
    let ends = (first.moment, course.end.moment);
    // Where both ends of the axis have one zone, it stands there once.
    let beside = |moment: &Moment, other: &Moment| {
        if ends.0.offset == ends.1.offset && moment.offset == ends.1.offset {
            words::below(language, moment, other)
        } else {
            words::beside(language, moment, other, zone)
        }
    };
    let permille = |minutes: i64| u32::try_from((minutes - origin) * 1000 / whole).unwrap_or(0);
    let phase = |key, name: &'static str, from: Mark<'_>, to: Mark<'_>| {
        let is_drawn = from.minutes >= origin;
        let place = if is_drawn { permille(from.minutes) } else { 0 };
        PhaseView {
            key,
            name: language.text(name).to_owned(),
            from: place,
            width: if is_drawn {
                (permille(to.minutes) - place).max(1)
            } else {
                0
            },
            is_drawn,
            length: words::duration(
                language,
                u32::try_from(to.minutes - from.minutes).unwrap_or(0),
            ),
            start: beside(from.moment, first.moment),
            end: beside(to.moment, from.moment),
            inferred: from.is_read || to.is_read,
        }
    };
    let over = course.mitigated.unwrap_or(course.end);
    let phases: Vec<PhaseView> = [
        course
            .before
            .map(|before| phase("lead-up", said("Lead-up"), before, course.start)),
        Some(phase("impact", said("Impact"), course.start, over)),
        course
            .detected
            .map(|detected| phase("detection", said("Detection"), course.start, detected)),
        course
            .answered
            .map(|answered| phase("response", said("Response"), answered, over)),
        course
            .mitigated
            .map(|mitigated| phase("recovery", said("Recovery"), mitigated, course.end)),
    ]
    .into_iter()
    .flatten()
    .collect();
    // The impact alone says no more than start and end do.
    if phases.len() < 2 {
        return None;
    }
    Some(PhasesView {
        axis: words::span(language, ends.0, ends.1, zone),
        length: words::duration(language, u32::try_from(whole).unwrap_or(0)),
        inferred: phases.iter().any(|phase| phase.inferred),
        phases,
    })
}

fn course<'a>(report: &'a Postmortem) -> Option<Course<'a>> {
    let when = &report.occurred;
    let said = &when.evidence;
    let start = when.start.as_ref().filter(|start| is_timed(start))?;
    let mark =
        |moment: Option<&'a Moment>, words: &Option<String>| mark(start, moment, words.is_some());
    let end = mark(when.end.as_ref(), &said.end);
    let mut end = end.or_else(|| mark(when.resolved.as_ref(), &said.resolved))?;
    // Labels that state both are no words that we read it from.
    end.is_read &= !when.is_course_stated;
    if end.minutes == 0 {
        return None;
    }
    // In their order; what is the start or the end stands not between them.
    let mut least = 1;
    let mut between = |moment: &'a Option<Moment>, words: &Option<String>| {
        let found = mark(moment.as_ref(), words)
            .filter(|found| (least..end.minutes).contains(&found.minutes))?;
        least = found.minutes;
        Some(found)
    };
    // Where it is only known when it was noticed, nobody knows how long that took.
    let detected = between(&when.detected, &said.detected)
        .filter(|_| when.until_noticed != UntilNoticed::Untold);
    let taken_up = between(&when.acknowledged, &said.acknowledged);
    let declared = between(&when.declared, &said.declared);
    let mitigated = between(&when.mitigated, &said.mitigated);
    Some(Course {
        before: before(report, start),
        start: Mark {
            moment: start,
            minutes: 0,
            is_read: said.start.is_some() && !when.is_course_stated,
        },
        detected,
        answered: taken_up.or(detected).or(declared),
        mitigated,
        end,
    })
}

/// The earliest entry of the timeline before the start. That it led up to the incident is our reading.
fn before<'a>(report: &'a Postmortem, start: &Moment) -> Option<Mark<'a>> {
    let entries = report.timeline.iter().filter_map(|entry| entry.at.as_ref());
    let ahead = entries
        .filter(|moment| is_timed(moment))
        .filter_map(|moment| {
            let minutes = moment.minutes_until(start).filter(|minutes| *minutes > 0)?;
            Some(Mark {
                moment,
                minutes: -i64::from(minutes),
                is_read: true,
            })
        });
    ahead.min_by_key(|mark| mark.minutes)
}

fn is_timed(moment: &Moment) -> bool {
    moment.precision < Precision::Day
}

/// A moment that is not before the start.
fn mark<'a>(start: &Moment, moment: Option<&'a Moment>, is_read: bool) -> Option<Mark<'a>> {
    let moment = moment.filter(|moment| is_timed(moment))?;
    Some(Mark {
        moment,
        minutes: i64::from(start.minutes_until(moment)?),
        is_read,
    })
}
