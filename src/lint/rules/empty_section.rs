//! A heading with nothing under it.

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::rule::{Check, Rule};
use crate::postmortem::Postmortem;
use crate::postmortem::claim::Spot;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "empty-section",
    level: Severity::Note,
    what: "Nothing stands under the heading of a section of a known kind (impact, timeline, action items, …), not even a section of \
           its own. `None` and `N/A` are something: they say that there is nothing to say. Of more than three in one report one note tells.",
    why: "Readers cannot tell whether there was nothing to say or nobody said it.",
    example: "## Impact\n\n## Timeline\n\n- 10:15 alerts fire",
    check: Check::Report(check),
};

/// So many empty sections are told one by one. A report with more is one that is being begun: that is one thing to know.
const MOST: usize = 3;

fn check(rule: &Rule, report: &Postmortem, _: &Archive) -> Vec<Diagnostic> {
    let empty = &report.claims.empty;
    let found = |spot: &Spot, message: String| {
        rule.found(message)
            .at(&report.path, spot.span)
            .help("write what there is to say, or that there is nothing; or remove the heading")
    };
    if let [first, others @ ..] = &empty[..]
        && empty.len() > MOST
    {
        let words = &first.words;
        let message = format!(
            "nothing stands under `{words}` and {} other headings",
            others.len()
        );
        return vec![found(first, message)];
    }
    let one = |spot: &Spot| found(spot, format!("nothing stands under `{}`", spot.words));
    empty.iter().map(one).collect()
}
