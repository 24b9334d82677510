//! What a report says of itself that can be held against itself: labelled moments and lengths, weekdays beside days, zones beside
//! times, headings with nothing under them, what a template left, and a sketch of its words.
//!
//! Takes the head, the lines and the blocks of a report, gives lists in the order of the text, each claim as written and with its
//! place. Both sides of a contradiction stay here, also the one that lost where a fact was chosen. It judges nothing: what
//! disagrees with what is told by the rules of `lint`.

pub mod agreement;
mod blank;
mod head;
mod impossible;
mod label;
mod length;
pub(super) mod names;
mod sketch;
mod weekday;
mod zone;

use jiff::civil::{Date, Weekday};

use super::occurred::course::tells_end;
use super::prose::Line;
use super::timeline::Entry;
use super::when::Conventions;
use super::{Moment, Postmortem, Section};
use crate::document::{Block, Meta};
use crate::source::Span;

pub use names::{Measure, Milestone};
pub use sketch::Sketch;

/// What a report says of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Claims {
    /// Moments that a label or a key names.
    pub moments: Vec<Labelled>,
    /// Labels of moments whose values tell no time: `First detected: in the evening`.
    pub timeless: Vec<(Milestone, Span)>,
    /// Lengths of time that a label or a key names.
    pub lengths: Vec<Length>,
    /// Ranges of times with their length beside them: `10:00 to 11:30 (90 minutes)`.
    pub ranges: Vec<Range>,
    /// Days with their weekday beside them.
    pub weekdays: Vec<Named>,
    /// Days that no calendar has.
    pub impossible: Vec<Spot>,
    /// The zones that moments are written in, each day once.
    pub zones: Vec<Zoned>,
    /// Sections with nothing under their heading.
    pub empty: Vec<Spot>,
    /// What a template left to be filled in.
    pub blanks: Vec<Spot>,
    /// Where braces of a template stand around words that are read without them.
    pub braced: Vec<Span>,
    /// Words in such braces of which nothing tells whether somebody filled them in: no fact is read from them.
    pub unsure: Vec<Spot>,
    /// True for a timeline of two entries of which the first in the text is the later one, and only the other tells that it is over.
    pub turned: bool,
    /// Paragraphs of the form of a prompt, by fingerprint: they are one where they recur.
    pub prompts: Vec<(u64, Span)>,
    /// Words that say that it is over: the value of a key or a label `Status`.
    pub over: Option<Spot>,
    /// Where the headings begin.
    pub headings: Vec<u32>,
    /// The lists and tables that stand in no other: what stands in one is one thread.
    pub threads: Vec<Span>,
    /// A sketch of the words, by which near copies are known.
    pub sketch: Sketch,
}

/// A moment with its label.
#[derive(Debug, Clone, PartialEq)]
pub struct Labelled {
    /// What happened.
    pub milestone: Milestone,
    /// The label as written.
    pub label: String,
    /// The moment.
    pub moment: Moment,
    /// True where its own words name the day.
    pub has_day: bool,
    /// Where it stands.
    pub span: Span,
}

/// A length of time as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Lasting {
    /// In minutes.
    pub minutes: u32,
    /// The minutes of the smallest unit that it names: 1, 60, 1440.
    pub grain: u32,
    /// True where the author said "about", "over" and the like.
    pub is_about: bool,
}

/// A length of time with its label.
#[derive(Debug, Clone, PartialEq)]
pub struct Length {
    /// What it measures.
    pub measure: Measure,
    /// The label as written.
    pub label: String,
    /// The value as written.
    pub as_written: String,
    /// How long.
    pub lasting: Lasting,
    /// Where it stands.
    pub span: Span,
}

/// A range of times and its length, side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The range as written.
    pub range: String,
    /// The minutes from its beginning to its end.
    pub minutes: u32,
    /// True where it names days, so that it cannot be longer by whole ones.
    pub has_days: bool,
    /// The length as written.
    pub length: String,
    /// How long.
    pub lasting: Lasting,
    /// Where they stand.
    pub span: Span,
}

/// A day with its weekday.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// The weekday.
    pub weekday: Weekday,
    /// Both as written.
    pub as_written: String,
    /// The day.
    pub date: Date,
    /// Where they stand.
    pub span: Span,
}

/// A zone that times of a day are written in.
#[derive(Debug, Clone, PartialEq)]
pub struct Zoned {
    /// As written.
    pub zone: String,
    /// The day.
    pub date: Date,
    /// Where the time stands.
    pub span: Span,
}

/// Words at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The words.
    pub words: String,
    /// Where they stand.
    pub span: Span,
}

/// What the claims are read from besides the finished report.
pub(super) struct Sources<'a> {
    pub(super) meta: &'a Meta,
    pub(super) lines: &'a [Line],
    pub(super) blocks: &'a [Block],
    /// The headings, the title left out.
    pub(super) sections: &'a [Section],
    /// How the archive writes its times.
    pub(super) conventions: &'a Conventions,
}

/// Reads what a report says of itself; its facts are read already.
pub(super) fn read(sources: &Sources<'_>, report: &Postmortem) -> Claims {
    let day = report.occurred.date.filter(|_| report.occurred.tells_day());
    let mut claims = Claims::default();
    head::read(sources.meta, sources.conventions, &mut claims);
    for line in sources.lines {
        if line.text.is_empty() {
            continue;
        }
        label::read(line, day, sources.conventions, &mut claims);
        length::beside_range(line, &mut claims);
        weekday::read(line, &mut claims);
        impossible::read(line, &mut claims);
    }
    zone::read(report, sources.blocks, sources.conventions, &mut claims);
    blank::read(sources.blocks, sources.sections, &mut claims);
    claims.turned = is_turned(&report.timeline);
    claims
}

/// True for two entries that do not stand with the newest first, though their times do.
fn is_turned(timeline: &[Entry]) -> bool {
    let [above, entry] = timeline else {
        return false;
    };
    let is_back = |(above, entry): (&Moment, &Moment)| entry.local < above.local;
    above
        .at
        .as_ref()
        .zip(entry.at.as_ref())
        .is_some_and(is_back)
        && tells_end(&entry.text)
        && !tells_end(&above.text)
}
