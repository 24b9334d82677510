//! A timeline all of whose days lie far from that of the incident.

use jiff::Unit;
use jiff::civil::Date;

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::rule::{Check, Rule};
use crate::postmortem::timeline::inferred::{DayFrom, YearFrom};
use crate::postmortem::{DateOrigin, Postmortem};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "timeline-apart",
    level: Severity::Warning,
    what: "Head, title, file name or text tell the day of the incident, and every day that the timeline writes with its year lies more \
           than 31 days from it. A timeline that began long before, or goes on long after, has a day near it and is left alone; so is \
           one of a report of which only the day of publication is known.",
    why: "In January people write last year's number, and a report begun from another one keeps its date: then the incident stands at the \
          wrong place in every index.",
    example: "Date: 2021-03-04\n\n## Timeline\n\n- 2020-03-04 10:14 The queue grows",
    check: Check::Report(check),
};

/// Days by which an incident and what is told of it lie apart at most.
const FAR: i32 = 31;

fn check(rule: &Rule, report: &Postmortem, _: &Archive) -> Vec<Diagnostic> {
    let when = &report.occurred;
    let is_told = !matches!(
        when.origin,
        None | Some(DateOrigin::Publication | DateOrigin::Timeline)
    );
    let Some(date) = when.date.filter(|_| is_told && when.tells_day()) else {
        return Vec::new();
    };
    let written = report.timeline.iter().filter_map(|entry| {
        let is_written = entry.from.day == DayFrom::Written && entry.from.year == YearFrom::Written;
        let at = entry.at.as_ref().filter(|_| is_written)?;
        Some((at.day(), entry))
    });
    let Some((nearest, entry)) = written.min_by_key(|(day, _)| apart(*day, date)) else {
        return Vec::new();
    };
    if apart(nearest, date) <= FAR {
        return Vec::new();
    }
    let message = format!(
        "the incident is dated {date}, but no day of its timeline lies near it: the nearest is {nearest}"
    );
    let found = rule
        .found(message)
        .at(&report.path, entry.span)
        .words(&entry.as_written)
        .help("correct the one that is not meant");
    vec![found]
}

fn apart(one: Date, other: Date) -> i32 {
    let span = one.until((Unit::Day, other));
    span.map_or(i32::MAX, |span| span.get_days().abs())
}
