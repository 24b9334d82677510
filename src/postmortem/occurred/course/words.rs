//! The course by the timeline's own words: which entry tells that it is over, and which of what was done between.
//!
//! Takes entries, gives moments with the words that they were read from. An end that no words tell is none.

use jiff::civil::DateTime;

use super::phrases::{OfEntry, Tells, Told, speaks};
use super::timed;
use super::version::{deploys, fixed_in};
use crate::postmortem::Moment;
use crate::postmortem::near::{AnyOf, words};
use crate::postmortem::timeline::Entry;
use crate::postmortem::when::has_figure;

/// An entry of the timeline, and what stands below its line.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) entry: &'a Entry,
    pub(super) at: &'a Moment,
    below: &'a str,
    /// What its words tell.
    own: OfEntry,
    /// True where the words below it tell that all is well.
    is_well_below: bool,
}

impl Row<'_> {
    /// True where its words say so, or those below it that all is well: what else stands there tells of parts.
    pub(super) fn says(&self, what: Tells) -> bool {
        self.tells(what) || self.is_well_below
    }

    /// True where its words say so.
    pub(super) fn tells(&self, what: Tells) -> bool {
        self.own.told.has(what)
    }

    /// True where its words tell of trouble. That is asked for when it is needed: nearly every entry has words for it.
    pub(super) fn is_trouble(&self) -> bool {
        speaks(&self.entry.text, Tells::Trouble)
    }

    /// True where a line is its time and its words, and nothing else.
    pub(super) fn is_line(&self, line: &str) -> bool {
        let time = line.strip_suffix(&*self.entry.text);
        time.is_some_and(|time| {
            let mut words = time.as_bytes().split(|byte| !byte.is_ascii_alphabetic());
            // Dashes.
            let is_plain = |byte: &u8| byte.is_ascii() || matches!(byte, 0xe2 | 0x80 | 0x93 | 0x94);
            time.as_bytes().iter().all(is_plain)
                && words.all(|word| {
                    matches!(
                        word,
                        b"" | b"UTC" | b"GMT" | b"Z" | b"am" | b"pm" | b"AM" | b"PM"
                    )
                })
        })
    }

    /// True where its words hold no phrase that tells of an end, and no other time.
    pub(super) fn names_no_end(&self) -> bool {
        !self.own.names_end && !has_figure(&self.entry.text)
    }

    /// Its time.
    pub(super) fn at(&self) -> &Moment {
        self.at
    }

    /// The words that it is known by.
    pub(super) fn words(&self) -> String {
        self.entry.text.clone()
    }

    /// Its words, and where they do not say it, the sentence below them that does.
    fn words_with_below(&self, what: Tells) -> String {
        if self.tells(what) {
            return self.words();
        }
        let mut sentences = self.below.split_inclusive(". ");
        match sentences.find(|sentence| speaks(sentence, Tells::Well)) {
            Some(said) if said.trim() != self.entry.text => {
                format!("{} … {}", self.entry.text, said.trim())
            }
            _ => self.words(),
        }
    }

    /// The time at which it was done.
    pub(super) fn done(&self) -> &Moment {
        let until = self.entry.until.as_deref().filter(|until| timed(until));
        until.unwrap_or(self.at)
    }
}

/// The entries that have a time.
pub(super) fn rows<'a>(timeline: &'a [Entry], below: &'a [String]) -> Vec<Row<'a>> {
    let below = below
        .iter()
        .map(String::as_str)
        .chain(std::iter::repeat(""));
    timeline
        .iter()
        .zip(below)
        .filter_map(|(entry, below)| {
            let at = entry.at.as_ref().filter(|at| timed(at))?;
            Some(Row {
                entry,
                at,
                below,
                own: Told::of_entry(&entry.text),
                is_well_below: speaks(below, Tells::Well),
            })
        })
        .collect()
}

/// Hours from one moment to another by their clocks.
pub(super) fn hours(from: &Moment, to: &Moment) -> Option<i64> {
    if from.day() == to.day() {
        let hour = |moment: &Moment| i64::from(moment.local.hour());
        let rest = |moment: &Moment| {
            let local = moment.local;
            (local.minute(), local.second(), local.subsec_nanosecond())
        };
        // On one day only the full ones count.
        let hours = hour(to) - hour(from);
        return Some(if hours > 0 && rest(to) < rest(from) {
            hours - 1
        } else if hours < 0 && rest(to) > rest(from) {
            hours + 1
        } else {
            hours
        });
    }
    let span = to.local.since((jiff::Unit::Hour, from.local)).ok()?;
    Some(i64::from(span.get_hours()))
}

/// When it was over by the timeline: the last entry that says so. Where that is long behind one that tells of everything being well, it
/// tells of works that followed. Where none says so, the last in which somebody did what ends such a thing, if no entry behind it tells of
/// trouble.
pub(super) fn last(rows: &[Row<'_>], start: &Moment) -> Option<(Moment, String)> {
    let start = start.local;
    let all = rows;
    let over = |what: Tells| {
        let mut rows = rows.iter().enumerate().rev();
        let counts = |at: usize, row: &Row<'_>| {
            row.done().local > start && row.says(what) && !is_slip(all, at)
        };
        rows.find(|(at, row)| counts(*at, row)).map(|(_, row)| row)
    };
    let Some(last) = over(Tells::End) else {
        return remedied(rows, start);
    };
    let well = over(Tells::Well).filter(|well| hours(well.done(), last.done()) >= Some(LONG));
    let row = well.unwrap_or(last);
    Some((row.done().clone(), row.words_with_below(Tells::End)))
}

/// True for the last entry where its time lies before that of the one above it though the others run forward: one of its figures is a slip
/// of the pen, and nobody knows which.
fn is_slip(rows: &[Row<'_>], at: usize) -> bool {
    let [first, .., before, last] = rows else {
        return false;
    };
    at + 1 == rows.len() && last.at.local < before.at.local && first.at.local < before.at.local
}

/// The last entry that tells of a remedy which nothing behind it belies. One that comes a day behind the entry before it is that of works
/// that followed.
fn remedied(rows: &[Row<'_>], start: DateTime) -> Option<(Moment, String)> {
    let goes_out = mended(rows);
    let is_remedy = |at: usize| rows[at].tells(Tells::Remedy) || goes_out == Some(at);
    if !(0..rows.len()).any(is_remedy) {
        return None;
    }
    let at = rows
        .iter()
        .enumerate()
        .rev()
        .take_while(|(at, row)| is_remedy(*at) || !row.is_trouble() || is_noted(&row.entry.text))
        .find(|(at, row)| row.done().local > start && is_remedy(*at))
        .filter(|(_, row)| !row.tells(Tells::Vain))
        .map(|(at, _)| at)?;
    let row = &rows[at];
    let before = at.checked_sub(1).map(|before| &rows[before])?;
    let is_near = hours(before.at, row.at)? < ONE_DAY;
    is_near.then(|| (row.done().clone(), row.words()))
}

/// The entry by which the version goes out that the entries before it say that the fault is fixed in.
fn mended(rows: &[Row<'_>]) -> Option<usize> {
    let mut version: Option<&str> = None;
    let mut last = None;
    for (at, row) in rows.iter().enumerate() {
        let text = &row.entry.text;
        if version.is_some_and(|version| deploys(text, version)) {
            last = Some(at);
        }
        version = fixed_in(text).or(version);
    }
    last
}

/// True for an entry in which somebody only writes down what is to be done: `A ticket for more tests was created`.
fn is_noted(text: &str) -> bool {
    static NOTES: AnyOf = AnyOf::new(&["issue", "ticket", "task", "oppgave"]);
    static WRITES: AnyOf = AnyOf::new(&[
        "created",
        "filed",
        "opprettet",
        "angelegt",
        "erstellt",
        "creado",
        "skapad",
    ]);
    static BEFORE: AnyOf = AnyOf::new(&["a", "an", "the", "en", "et", "ein", "eine"]);
    let first = words(text).find(|word| !BEFORE.has(word));
    first.is_some_and(|word| NOTES.has(word)) && words(text).any(|word| WRITES.has(word))
}

/// Hours after which a remedy is one of works that followed.
const ONE_DAY: i64 = 24;

/// Hours after which an end is one of works that followed, where all was well before.
const LONG: i64 = 6;

/// The milestones that the words of the entries tell, each with its words.
pub(super) fn milestones(rows: &[Row<'_>]) -> Milestones {
    let find = |what: Tells| {
        let row = rows.iter().find(|row| row.tells(what))?;
        Some((row.at.clone(), row.words()))
    };
    let find_last = |what: Tells| {
        let mut all = rows.iter().enumerate().rev();
        let (_, row) = all.find(|(at, row)| row.tells(what) && !is_slip(rows, *at))?;
        Some((row.done().clone(), row.words()))
    };
    Milestones {
        detected: find(Tells::Notice),
        acknowledged: find(Tells::TakeUp),
        declared: find(Tells::Declare),
        mitigated: find_last(Tells::Mitigate),
        resolved: find_last(Tells::Resolve),
    }
}

/// What the entries tell, with their words.
pub(super) struct Milestones {
    pub(super) detected: Option<(Moment, String)>,
    pub(super) acknowledged: Option<(Moment, String)>,
    pub(super) declared: Option<(Moment, String)>,
    pub(super) mitigated: Option<(Moment, String)>,
    pub(super) resolved: Option<(Moment, String)>,
}
