//! What a template or a draft left to be written.

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::rule::{Check, Rule};
use crate::postmortem::Postmortem;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "template-text",
    level: Severity::Note,
    what: "A paragraph, an item or a cell is nothing but a place to fill in: `TBD`, `TODO`, `{{ summary }}`, `YYYY-MM-DD`, \
           `Xh Xm`, or an entry whose time is (`2021-03-04 HH:mm what happened`); \
           or a prompt in emphasis or brackets that stands word for word in three reports or more.",
    why: "It was to be written later, and nobody did; or it was, and the prompt stayed.",
    example: "- Time to resolve: Xh Xm",
    check: Check::Report(check),
};

fn check(rule: &Rule, report: &Postmortem, archive: &Archive) -> Vec<Diagnostic> {
    let blanks = report.claims.blanks.iter().map(|spot| {
        rule.found(format!("`{}` was not filled in", spot.words))
            .at(&report.path, spot.span)
            .words(&spot.words)
    });
    let is_prompt = |(prompt, span): &&(u64, Span)| {
        // Blanks stand in the order of the text.
        let blanks = &report.claims.blanks;
        let is_told = blanks
            .binary_search_by_key(&span.start, |spot| spot.span.start)
            .is_ok();
        archive.prompts.contains(prompt) && !is_told
    };
    let prompts: Vec<Span> = report
        .claims
        .prompts
        .iter()
        .filter(is_prompt)
        .map(|(_, span)| *span)
        .collect();
    // A template that explains each of its sections leaves many; they are one thing to look at.
    let prompts = prompts.first().map(|first| {
        let message = match prompts.len() {
            1 => "a prompt of the template stands here, as in other reports".to_owned(),
            n => format!("{n} prompts of the template stand in this report, as in others"),
        };
        rule.found(message).at(&report.path, *first)
    });
    let found = blanks.chain(prompts);
    found
        .map(|diagnostic| diagnostic.help("write what is known, or remove it"))
        .collect()
}
