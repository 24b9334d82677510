//! The entries of a timeline as facts.
//!
//! Takes a report, gives a fact for each entry, and what is said once of all. Why a part of a time is read as it is stands at its entry
//! only where entries differ.

use super::fact::{Fact, told};
use crate::postmortem::Postmortem;
use crate::postmortem::timeline::Entry;
use crate::postmortem::timeline::inferred::{Inferred, Part, Why, in_words};

/// Parts of a time that are mostly read for the same reason in all entries of a timeline.
const SHARED: [Part; 2] = [Part::Day, Part::Zone];

/// Why a part is read so in every entry that does not write it, where there is one reason for several: it is said once.
fn shared(report: &Postmortem, part: Part) -> Option<Why> {
    let of_part = |inferred: &Inferred| inferred.part == part;
    let mut whys = report.timeline.iter().flat_map(Entry::inferred);
    let first = whys.find(of_part)?.why;
    let mut others = whys.filter(of_part).peekable();
    others.peek()?;
    others.all(|other| other.why == first).then_some(first)
}

/// What is said once of all entries.
pub(super) fn shared_remark(report: &Postmortem) -> Option<String> {
    let remarks = SHARED.iter().filter_map(|part| {
        let why = shared(report, *part)?;
        Some(format!("{} of entries that name none: {why}", part.name()))
    });
    let remarks: Vec<String> = remarks.collect();
    (!remarks.is_empty()).then(|| remarks.join("; "))
}

/// The entries.
pub(super) fn timeline(report: &Postmortem) -> Vec<Fact> {
    let said: Vec<Part> = SHARED
        .into_iter()
        .filter(|part| shared(report, *part).is_some())
        .collect();
    // Why the parts of an entry's time that are not written in it are read so, but for what is said of all.
    let remark_on = |entry: &Entry| {
        let words = in_words(entry.inferred().filter(|own| !said.contains(&own.part)));
        (!words.is_empty()).then_some(words)
    };
    let facts = report.timeline.iter().enumerate().map(|(at, entry)| {
        let unknown = || {
            if entry.as_written.is_empty() {
                "no time"
            } else {
                "no day"
            }
        };
        let when = entry.at.as_ref().map_or_else(|| unknown().to_owned(), told);
        let until = entry
            .until
            .as_deref()
            .map(|until| format!(" to {}", told(until)));
        Fact {
            name: entry.as_written.clone(),
            field: Some(format!("timeline/{at}")),
            value: format!("{when}{}", until.unwrap_or_default()),
            span: Some(entry.span),
            words: Some(entry.text.clone()),
            remark: remark_on(entry),
            ..Fact::default()
        }
    });
    facts.collect()
}
