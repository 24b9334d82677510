//! What a template or a draft left to be written.

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::rule::{Check, Rule};
use crate::postmortem::Postmortem;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "template-text",
    level: Severity::Note,
    what: "A paragraph, an item or a cell is nothing but a place to fill in: `TBD`, `TODO`, `{{ summary }}`, `YYYY-MM-DD`, \
           `Xh Xm`; or a prompt in emphasis or brackets that stands word for word in three reports or more.",
    why: "It was to be written later, and nobody did; or it was, and the prompt stayed.",
    example: "- Time to resolve: Xh Xm",
    check: Check::Report(check),
};

fn check(rule: &Rule, report: &Postmortem, archive: &Archive) -> Vec<Diagnostic> {
    let blanks = report.claims.blanks.iter().map(|spot| {
        rule.found(format!("`{}` was not filled in", spot.words))
            .at(&report.path, spot.span)
    });
    let prompts = report.claims.prompts.iter();
    let prompts = prompts
        .filter(|(prompt, span)| {
            let is_told = report.claims.blanks.iter().any(|spot| spot.span == *span);
            archive.prompts.contains(prompt) && !is_told
        })
        .map(|(_, span)| {
            rule.found("a prompt of the template stands here, as in other reports")
                .at(&report.path, *span)
        });
    let found = blanks.chain(prompts);
    found
        .map(|diagnostic| diagnostic.help("write what is known, or remove it"))
        .collect()
}
