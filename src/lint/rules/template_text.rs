//! What a template or a draft left to be written.

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::rule::{Check, Rule};
use crate::postmortem::Postmortem;
use crate::postmortem::claim::Spot;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "template-text",
    level: Severity::Note,
    what: "A paragraph, an item or a cell is nothing but a place to fill in: `TBD`, `TODO`, `{{ summary }}`, `YYYY-MM-DD`, \
           `Xh Xm`, or an entry whose time is (`2021-03-04 HH:mm what happened`); \
           words stand in the braces of a template (`{{ 06:10 }}`, `{{ the queue stood still }}`); \
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
        .chain(in_braces(rule, report))
        .collect()
}

/// What stands in braces and may be words: what is read without them, once for the report, and what is not.
fn in_braces(rule: &Rule, report: &Postmortem) -> Vec<Diagnostic> {
    let claims = &report.claims;
    let is_told = |spot: &Spot| {
        let start = |blank: &Spot| blank.span.start;
        claims
            .blanks
            .binary_search_by_key(&spot.span.start, start)
            .is_ok()
    };
    let unsure = claims.unsure.iter().filter(|spot| !is_told(spot));
    let unsure = unsure.map(|spot| {
        let words = &spot.words;
        rule.found(format!(
            "`{{{{ {words} }}}}` may be a prompt of the template: no fact is read from it"
        ))
        .at(&report.path, spot.span)
        .words(words)
        .help("take the braces off where somebody wrote this, or remove it")
    });
    let read = claims.braced.first().map(|first| {
        let message = match claims.braced.len() {
            1 => "braces of the template stand around words of the report, which are read without them".to_owned(),
            n => format!("braces of the template stand around words of the report in {n} places, which are read without them"),
        };
        rule.found(message)
            .at(&report.path, *first)
            .help("take the braces off: the page shows them")
    });
    unsure.chain(read).collect()
}
