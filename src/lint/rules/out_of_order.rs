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
           threads one below the other, has another order and is left alone, but for two entries of which only the second tells \
           that it is over; so are times that are said to be approximate, \
           ranges that reach to the time above them, sentences, and entries whose day or half of the day had to be inferred.",
    why: "Mostly a wrong hour or a wrong day in one of the two entries; else an entry that was added at the wrong place.",
    example: "- 2021-03-04 10:15 alerts fire\n- 2021-03-04 10:52 rolled back\n- 2021-03-04 10:25 errors fall\n- 2021-03-04 11:05 all clear",
    check: Check::Report(check),
};

fn check(rule: &Rule, report: &Postmortem, _: &Archive) -> Vec<Diagnostic> {
    let steps: Vec<(&Entry, &Entry, i64)> = steps(report);
    let backward = steps.iter().filter(|(.., minutes)| *minutes < 0).count();
    let forward = steps.iter().filter(|(.., minutes)| *minutes > 0).count();
    // Many steps back are an order of its own.
    if backward == 0 || backward * 2 > forward && !report.claims.turned {
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
            .words(&entry.as_written)
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
    // Where the thread that an entry stands in begins.
    let mut first: Option<&Moment> = None;
    let pairs = timed.windows(2).enumerate().filter_map(|(number, pair)| {
        let [above, entry] = pair else { return None };
        let (before, at) = (above.at.as_ref()?, entry.at.as_ref()?);
        let is_sure = above.reason.is_none()
            && entry.reason.is_none()
            && is_exact(before)
            && is_exact(at)
            && !is_sentence(above)
            && !is_sentence(entry)
            && is_one_thread(report, above, entry);
        let begun = first
            .filter(|_| is_one_thread(report, above, entry))
            .unwrap_or(before);
        // Who goes back to the beginning, and goes on from there, tells it once more.
        let next = &timed[number + 2..timed.len().min(number + 2 + FEW)];
        let stays = |next: &&Entry| {
            let is_before = next.at.as_ref().is_some_and(|at| at.local < before.local);
            is_before && is_one_thread(report, entry, next)
        };
        let begins_anew = begun.local < before.local
            && at.local <= begun.local
            && next.len() == FEW
            && next.iter().all(stays);
        first = Some(if begins_anew { at } else { begun });
        let minutes = apart(before, at).filter(|_| is_sure)?;
        // A range that reaches to the time above it goes on.
        let goes_on = entry
            .until
            .as_ref()
            .is_some_and(|until| until.local >= before.local);
        // The day of an entry that names none is that of another one.
        let is_far = minutes <= -FAR && !(names_day(above) && names_day(entry));
        let is_told = !(is_far || begins_anew || goes_on && minutes < 0);
        is_told.then_some((*above, *entry, minutes))
    });
    pairs.collect()
}

fn is_exact(moment: &Moment) -> bool {
    moment.precision < Precision::Approximate
}

/// So many entries show that a thread goes on from where it went back to.
const FEW: usize = 3;

/// Minutes back that only days as written make certain.
const FAR: i64 = 720;

/// True for an entry whose own words name its day: a time alone is shorter.
fn names_day(entry: &Entry) -> bool {
    entry
        .as_written
        .chars()
        .filter(char::is_ascii_digit)
        .count()
        > 6
        || entry
            .as_written
            .chars()
            .filter(|c| c.is_alphabetic())
            .count()
            > 2
}

/// True for an entry that is a sentence of a text: `By 17:47, pages loaded again`.
fn is_sentence(entry: &Entry) -> bool {
    let first = entry.as_written.split_whitespace().next().unwrap_or("");
    ["by", "at", "between", "from", "on"]
        .iter()
        .any(|word| first.eq_ignore_ascii_case(word))
}

/// True where two entries stand in one list or table, or are both headings, or both outside of all.
fn is_one_thread(report: &Postmortem, above: &Entry, entry: &Entry) -> bool {
    let claims = &report.claims;
    let thread = |entry: &Entry| {
        let behind = claims
            .threads
            .partition_point(|span| span.start <= entry.span.start);
        behind
            .checked_sub(1)
            .filter(|at| entry.span.start < claims.threads[*at].end)
    };
    let is_heading = |entry: &Entry| claims.headings.binary_search(&entry.span.start).is_ok();
    let next = claims
        .headings
        .partition_point(|heading| *heading <= above.span.start);
    let is_parted = claims
        .headings
        .get(next)
        .is_some_and(|heading| *heading < entry.span.start);
    !is_parted && thread(above) == thread(entry) && is_heading(above) == is_heading(entry)
}
