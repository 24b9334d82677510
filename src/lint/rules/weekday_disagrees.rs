//! A weekday beside a day that was another one.

use jiff::civil::Weekday;

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::rule::{Check, Rule};
use crate::postmortem::Postmortem;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "weekday-disagrees",
    level: Severity::Warning,
    what: "A day with its year stands right beside the name of a weekday (`Tuesday 13 January 2021`, `2021-01-13 (Tue)`), and that \
           day was another one.",
    why: "People remember the weekday and look up the number, or write last year's number in January: then the incident stands at \
          the wrong day.",
    example: "It began on Tuesday, 13 January 2021.",
    check: Check::Report(check),
};

fn check(rule: &Rule, report: &Postmortem, _: &Archive) -> Vec<Diagnostic> {
    let named = report.claims.weekdays.iter();
    let wrong = named.filter(|named| named.date.weekday() != named.weekday);
    wrong
        .map(|named| {
            let message = format!(
                "`{}` names a {}, but {} was a {}",
                named.as_written,
                name(named.weekday),
                named.date,
                name(named.date.weekday())
            );
            rule.found(message)
                .at(&report.path, named.span)
                .words(&named.as_written)
                .help("correct the weekday or the day")
        })
        .collect()
}

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
