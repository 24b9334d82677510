//! Two reports with the same text.

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::rule::{Check, Rule};
use crate::postmortem::Postmortem;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "duplicate-report",
    level: Severity::Warning,
    what: "Four fifths of the paragraphs of two reports, three or more of them, are the same word for word. Titles and file names \
           do not count, nor do short paragraphs.",
    why: "An incident that is told twice is counted twice, and one of the two copies is not kept up to date.",
    example: "`2021-03-04-disk.md` and `archive/2021-03-04-disk-copy.md` with the same paragraphs",
    check: Check::Archive(check),
};

/// So much of two texts is the same.
const LIKE: f64 = 0.8;

/// So many paragraphs must count.
const FEWEST: u32 = 3;

fn check(rule: &Rule, archive: &Archive) -> Vec<Diagnostic> {
    let mut reports: Vec<&Postmortem> = archive.reports.iter().map(|report| &**report).collect();
    reports.sort_by(|a, b| a.path.cmp(&b.path));
    // The first report that holds a paragraph: every later one is compared with those, so that the work grows with the texts.
    let mut first: HashMap<u64, usize> = HashMap::new();
    let mut found = Vec::new();
    for (at, report) in reports.iter().enumerate() {
        let sketch = &report.claims.sketch;
        if sketch.paragraphs < FEWEST {
            continue;
        }
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for paragraph in &sketch.smallest {
            *votes
                .entry(*first.entry(*paragraph).or_insert(at))
                .or_default() += 1;
        }
        let others = votes.into_iter().filter(|(other, _)| *other != at);
        let Some((other, _)) =
            others.max_by_key(|(other, votes)| (*votes, std::cmp::Reverse(*other)))
        else {
            continue;
        };
        let other = reports[other];
        let likeness = sketch.likeness(&other.claims.sketch);
        if likeness >= LIKE {
            let message = if likeness >= 1.0 && sketch.paragraphs == other.claims.sketch.paragraphs
            {
                format!("this report has the same text as {}", named(other))
            } else {
                format!("this report has nearly the same text as {}", named(other))
            };
            let help = if report.portion.is_some() || other.portion.is_some() {
                "keep one of them"
            } else {
                "keep one of them, and let the other's address lead to it with `aliases`"
            };
            found.push(
                rule.found(message)
                    .in_file(Arc::clone(report.file()))
                    .label(other.file(), None, "the other one")
                    .help(help),
            );
        }
    }
    found
}

/// What people know a report by: its file, and the lines of it where it is a part of a log.
fn named(report: &Postmortem) -> String {
    match &report.portion {
        Some(portion) => {
            let (first, last) = portion.lines;
            format!("lines {first} to {last} of `{}`", portion.file)
        }
        None => format!("`{}`", report.path),
    }
}
