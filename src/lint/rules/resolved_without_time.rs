//! A status that says that it is over, and nothing that says when.

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::rule::{Check, Rule};
use crate::postmortem::{Postmortem, SectionKind};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "resolved-without-time",
    level: Severity::Note,
    what: "The status, in the head or in a line of its own, says `resolved`, `fixed` or the like, but the report tells neither when \
           the incident ended nor how long it lasted, and has no timeline.",
    why: "Without an end there is no duration, and the incident counts as one of unknown length.",
    example: "Status: resolved",
    check: Check::Report(check),
};

fn check(rule: &Rule, report: &Postmortem, _: &Archive) -> Vec<Diagnostic> {
    let occurred = &report.occurred;
    let has_end = occurred.end.is_some()
        || occurred.resolved.is_some()
        || occurred.mitigated.is_some()
        || occurred.duration_minutes.is_some()
        // An entry may tell it in words of its own.
        || report.timeline.iter().any(|entry| entry.at.is_some())
        || report.sections.iter().any(|section| section.kind == SectionKind::Timeline);
    let over = report
        .claims
        .over
        .iter()
        .filter(|over| !has_end && !over.words.contains(|c: char| c.is_ascii_digit()));
    over.map(|over| {
        rule.found(format!(
            "the status says `{}`, but nothing tells since when",
            over.words
        ))
        .at(&report.path, over.span)
        .words(&over.words)
        .help(
            "write when it was resolved, for example `resolved: 2021-01-30 16:05 UTC` in the head",
        )
    })
    .collect()
}
