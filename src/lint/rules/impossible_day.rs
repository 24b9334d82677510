//! A day that no calendar has.

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::rule::{Check, Rule};
use crate::postmortem::Postmortem;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "impossible-day",
    level: Severity::Warning,
    what: "At the beginning of a line or behind a label stands a day with its year that no calendar has (`31.06.2019`, `2019-02-30`, \
           `30 February 2021`), whichever of its figures is the month, or whose year has five figures \
           (`20202-01-16`). What stands below it in a timeline has no day. In running text \
           such a day may be what went wrong, and is left alone.",
    why: "Somebody counted on from the day before, or wrote one month for another: nobody but the author can tell which day was meant, and \
          what happened on it stands nowhere in the order of days.",
    example: "## Timeline\n\n### 31.06.2019\n\n- 09:05 The queue grows",
    check: Check::Report(check),
};

fn check(rule: &Rule, report: &Postmortem, _: &Archive) -> Vec<Diagnostic> {
    let days = report.claims.impossible.iter();
    days.map(|day| {
        rule.found(format!("`{}` is a day that no calendar has", day.words))
            .at(&report.path, day.span)
            .words(&day.words)
            .help("write the day that is meant, for example `2021-01-30`")
    })
    .collect()
}
