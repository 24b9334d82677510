//! A total that the rows of its scorecard do not add up to.

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::rule::{Check, Rule};
use crate::postmortem::Postmortem;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "scorecard-total",
    level: Severity::Warning,
    what: "The total of a scorecard is another one than its rows add up to, `yes` counting 1 and `no` 0. Rows without an answer count \
           nothing.",
    why: "Scores are compared between incidents; one that was changed in a row and not below counts wrong.",
    example: "## Scorecard\n\n| Question | Score |\n| --- | --- |\n| Were fewer than five people paged? | 1 |\n| Were pages routed to the \
              right people? | 0 |\n| Total | 2 |",
    check: Check::Report(check),
};

fn check(rule: &Rule, report: &Postmortem, _: &Archive) -> Vec<Diagnostic> {
    let told = report.scorecard.iter().filter_map(|card| {
        let total = card.stated_total.as_ref()?;
        let stated = total.points?;
        let added = card.computed_total.filter(|added| *added != stated)?;
        let message = format!(
            "the total says `{}`, but the rows add up to {added}",
            total.as_written
        );
        Some(
            rule.found(message)
                .at(&report.path, total.span)
                .label(&report.path, Some(card.span), "the scorecard")
                .help("correct the total or the row that is not meant"),
        )
    });
    told.collect()
}
