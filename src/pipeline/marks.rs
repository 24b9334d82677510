//! What the page of a report shows at the entries of its timeline: an id, a link to it, its time, and which parts of that are ours. At its
//! actions: an id, and a link to it.
//!
//! Takes a report, gives places for the writer of the body. It shows no day and no zone: of a report whose day has two readings the
//! archive decides later.

use crate::html::{EntryTime, Mark, Note};
use crate::language::{Language, said};
use crate::postmortem::Postmortem;
use crate::postmortem::timeline::Entry;
use crate::postmortem::timeline::inferred::{DayFrom, Inferred, Part, Whence, Why, YearFrom};

/// The places of a report.
pub(super) fn of(report: &Postmortem, language: &Language) -> Vec<Mark> {
    let mut marks = of_entries(&report.timeline, language);
    let label = language.text("Link to this action");
    marks.extend(report.actions.iter().filter_map(|action| {
        Some(Mark {
            span: action.span,
            line: action.line,
            id: action.anchor.clone()?,
            title: String::new(),
            label: label.into(),
            note: None,
            time: None,
        })
    }));
    marks
}

fn of_entries(entries: &[Entry], language: &Language) -> Vec<Mark> {
    let label = language.text("Link to this entry");
    let mut above = None;
    // Why a time is read so is mostly the same from entry to entry.
    let mut last: Option<(Whence, String)> = None;
    (0..)
        .zip(entries)
        .map(|(number, entry)| {
            let is_plain = entry.reason.is_none();
            let known = (last.as_ref()).filter(|(from, _)| is_plain && *from == entry.from);
            let title = match known {
                Some((_, title)) => title.clone(),
                None => in_words(language, entry.inferred()),
            };
            if is_plain && known.is_none() {
                last = Some((entry.from, title.clone()));
            }
            let words = words(entry);
            let note = words.map(|words| Note {
                words: language.text(words).into(),
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
                label: label.into(),
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

/// Why parts of a time are read so; empty where all is written.
fn in_words(language: &Language, parts: impl Iterator<Item = Inferred>) -> String {
    let parts = parts.map(|inferred| {
        let why = match &inferred.why {
            Why::Named(why) => language.text(why).to_owned(),
            Why::Turned { time, before, to } => {
                let values = [
                    ("time", &**time),
                    ("before", &**before),
                    ("to", language.text(to)),
                ];
                language.filled("{time} after {before}: {to}", &values)
            }
        };
        let part = match inferred.part {
            // It says of which part it speaks.
            Part::Half => return why,
            Part::Day => said("day: {why}"),
            Part::Year => said("year: {why}"),
            Part::Zone => said("zone: {why}"),
        };
        language.filled(part, &[("why", &why)])
    });
    parts.collect::<Vec<_>>().join("; ")
}

/// The note that is read beside the words of an entry. That a zone is named elsewhere, only the link says.
fn words(entry: &Entry) -> Option<&'static str> {
    match entry.reason.as_ref().map(|reason| reason.part) {
        Some(Part::Half) => return Some(said("pm")),
        Some(Part::Day | Part::Year | Part::Zone) => return Some(said("next day")),
        None => {}
    }
    match (entry.from.year, entry.from.day) {
        (YearFrom::Nearest, _) => Some(said("year inferred")),
        (YearFrom::Reading, _) => Some(said("order of day and month inferred")),
        (_, DayFrom::Incident) => Some(said("day of the incident")),
        (_, DayFrom::Below) => Some(said("first day named below")),
        (_, DayFrom::Impossible | DayFrom::Open) => Some(said("day unknown")),
        (_, DayFrom::Written | DayFrom::Above | DayFrom::Sentence) => None,
    }
}
