//! `[related]` and `[recurrence]`: what counts how much where reports are compared, and what counts as the same thing again.
//!
//! Takes the tables, gives the numbers that they set; what they leave out stays as the archive has it.

use super::table::{Problems, Table};

/// `[related]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Related {
    /// `most`: so many reports are listed; with 0 none, and nothing is compared.
    pub most: Option<u32>,
    /// `least`: the least score that is listed, in hundredths.
    pub least: Option<u32>,
    /// `service`: what the same service counts; with 0 nothing.
    pub service: Option<u32>,
    /// `cause`: what the same cause counts.
    pub cause: Option<u32>,
    /// `trigger`: what the same trigger counts.
    pub trigger: Option<u32>,
    /// `ticket`: what the same ticket counts.
    pub ticket: Option<u32>,
    /// `title`: what the same title counts.
    pub title: Option<u32>,
    /// `link`: what a link counts, of one to the other or to the same place.
    pub link: Option<u32>,
    /// `word`: what a rare name counts that both mention.
    pub word: Option<u32>,
}

/// `[recurrence]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recurrence {
    /// `days`: the same thing again is what comes so many days later at most; with 0 only what heads say.
    pub days: Option<u32>,
}

/// A year, as long as years can be.
const YEAR: u32 = 366;

impl Recurrence {
    /// The days, as set or as usual.
    pub fn days(&self) -> u32 {
        self.days.unwrap_or(YEAR)
    }
}

const KEYS: [&str; 9] = [
    "most", "least", "service", "cause", "trigger", "ticket", "title", "link", "word",
];

/// Reports that a list may have.
const MOST: u32 = 50;
/// What a thing may count.
const HEAVIEST: u32 = 100;

/// More days than any archive has.
const LONGEST: u32 = 36_600;

/// Reads `[recurrence]`.
pub(super) fn recurrence(table: &Table<'_>, problems: &mut Problems) -> Recurrence {
    table.check(&["days"], &[], problems);
    Recurrence {
        days: table.number("days", LONGEST, problems),
    }
}

/// Reads `[related]`.
pub(super) fn related(table: &Table<'_>, problems: &mut Problems) -> Related {
    table.check(&KEYS, &[], problems);
    let mut number = |key: &str, most: u32| table.number(key, most, problems);
    Related {
        most: number("most", MOST),
        least: number("least", 100),
        service: number("service", HEAVIEST),
        cause: number("cause", HEAVIEST),
        trigger: number("trigger", HEAVIEST),
        ticket: number("ticket", HEAVIEST),
        title: number("title", HEAVIEST),
        link: number("link", HEAVIEST),
        word: number("word", HEAVIEST),
    }
}
