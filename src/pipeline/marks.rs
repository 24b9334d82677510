//! What the page of a report shows at the entries of its timeline: an id, a link to it, its time, and which parts of that are ours. At its
//! actions: an id, and a link to it.
//!
//! Takes a report, gives places for the writer of the body. It shows no day and no zone: of a report whose day has two readings the
//! archive decides later.

use crate::html::{EntryTime, Mark, Note};
use crate::postmortem::Postmortem;
use crate::postmortem::timeline::Entry;
use crate::postmortem::timeline::inferred::{DayFrom, Part, YearFrom};

/// The places of a report.
pub(super) fn of(report: &Postmortem) -> Vec<Mark> {
    let mut marks = of_entries(&report.timeline);
    marks.extend(report.actions.iter().filter_map(|action| {
        Some(Mark {
            span: action.span,
            line: action.line,
            id: action.anchor.clone()?,
            title: String::new(),
            label: "Link to this action",
            note: None,
            time: None,
        })
    }));
    marks
}

fn of_entries(entries: &[Entry]) -> Vec<Mark> {
    let mut above = None;
    (0..)
        .zip(entries)
        .map(|(number, entry)| {
            let title = entry.inferred_in_words();
            let words = words(entry);
            let note = words.map(|words| Note {
                words,
                title: title.clone(),
                // Each turn of the clock is its own; a day holds for those behind it.
                is_repeated: entry.reason.is_none() && above == Some(words),
            });
            above = words;
            Mark {
                span: entry.span,
                line: entry.line,
                id: entry.anchor.clone(),
                title,
                label: "Link to this entry",
                note,
                time: Some(EntryTime {
                    entry: number,
                    written: entry.as_written.as_str().into(),
                    told: beginning(&entry.text).into(),
                }),
            }
        })
        .collect()
}

/// The first words of an entry, by which they are found behind its time.
fn beginning(text: &str) -> &str {
    let end = text.find(char::is_whitespace);
    &text[..end.unwrap_or(text.len())]
}

/// The note that is read beside the words of an entry. That a zone is named elsewhere, only the link says.
fn words(entry: &Entry) -> Option<&'static str> {
    match entry.reason.as_ref().map(|reason| reason.part) {
        Some(Part::Half) => return Some("pm"),
        Some(Part::Day | Part::Year | Part::Zone) => return Some("next day"),
        None => {}
    }
    match (entry.from.year, entry.from.day) {
        (YearFrom::Nearest, _) => Some("year inferred"),
        (YearFrom::Reading, _) => Some("order of day and month inferred"),
        (_, DayFrom::Incident) => Some("day of the incident"),
        (_, DayFrom::Below) => Some("first day named below"),
        (_, DayFrom::Impossible | DayFrom::Open) => Some("day unknown"),
        (_, DayFrom::Written | DayFrom::Above | DayFrom::Sentence) => None,
    }
}
