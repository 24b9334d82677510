//! Entries of a timeline that do not run forward.

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::moments::apart;
use crate::lint::rule::{Check, Rule};
use crate::postmortem::timeline::Entry;
use crate::postmortem::{Moment, Postmortem, Precision};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "out-of-order",
    level: Severity::Warning,
    what: "An entry of the timeline is earlier than the one above it. A timeline that runs backwards, or that is made of several \
           threads one below the other, has another order and is left alone; so are times that are said to be approximate, and \
           entries whose day or half of the day had to be inferred.",
    why: "Mostly a wrong hour or a wrong day in one of the two entries; else an entry that was added at the wrong place.",
    example: "- 2021-03-04 10:15 alerts fire\n- 2021-03-04 10:52 rolled back\n- 2021-03-04 10:25 errors fall\n- 2021-03-04 11:05 all clear",
    check: Check::Report(check),
};

fn check(rule: &Rule, report: &Postmortem, _: &Archive) -> Vec<Diagnostic> {
    let steps: Vec<(&Entry, &Entry, i64)> = steps(report);
    let backward = steps.iter().filter(|(.., minutes)| *minutes < 0).count();
    let forward = steps.iter().filter(|(.., minutes)| *minutes > 0).count();
    // Many steps back are an order of its own.
    if backward == 0 || backward * 3 > forward {
        return Vec::new();
    }
    let back = steps.iter().filter(|(.., minutes)| *minutes < 0);
    back.map(|(above, entry, _)| {
        let message = format!(
            "the entry of `{}` stands below that of `{}`, which is later",
            entry.as_written, above.as_written
        );
        rule.found(message)
            .at(&report.path, entry.span)
            .label(&report.path, Some(above.span), "the entry above it")
            .help("correct the time that is not meant, or move the entry")
    })
    .collect()
}

/// From each entry to the next the minutes between them, where they can be compared.
fn steps(report: &Postmortem) -> Vec<(&Entry, &Entry, i64)> {
    let timed: Vec<&Entry> = report
        .timeline
        .iter()
        .filter(|entry| entry.at.is_some())
        .collect();
    let pairs = timed.windows(2).filter_map(|pair| {
        let [above, entry] = pair else { return None };
        let (before, at) = (above.at.as_ref()?, entry.at.as_ref()?);
        let is_sure = above.reason.is_none()
            && entry.reason.is_none()
            && is_exact(before)
            && is_exact(at)
            && !is_parted(report, above, entry);
        let minutes = apart(before, at).filter(|_| is_sure)?;
        Some((*above, *entry, minutes))
    });
    pairs.collect()
}

fn is_exact(moment: &Moment) -> bool {
    moment.precision < Precision::Approximate
}

/// True where a heading stands between two entries: another thread may begin there.
fn is_parted(report: &Postmortem, above: &Entry, entry: &Entry) -> bool {
    let headings = &report.claims.headings;
    let next = headings.partition_point(|heading| *heading <= above.span.start);
    headings
        .get(next)
        .is_some_and(|heading| *heading < entry.span.start)
}
