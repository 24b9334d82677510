//! A heading with nothing under it.

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::rule::{Check, Rule};
use crate::postmortem::Postmortem;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "empty-section",
    level: Severity::Note,
    what: "Nothing stands under the heading of a section of a known kind (impact, timeline, action items, …), not even a section of \
           its own. `None` and `N/A` are something: they say that there is nothing to say.",
    why: "Readers cannot tell whether there was nothing to say or nobody said it.",
    example: "## Impact\n\n## Timeline\n\n- 10:15 alerts fire",
    check: Check::Report(check),
};

fn check(rule: &Rule, report: &Postmortem, _: &Archive) -> Vec<Diagnostic> {
    let empty = report.claims.empty.iter();
    empty
        .map(|spot| {
            rule.found(format!("nothing stands under `{}`", spot.words))
                .at(&report.path, spot.span)
                .help("write what there is to say, or that there is nothing; or remove the heading")
        })
        .collect()
}
