//! What of an entry's time is not written in it, and why we read it so.
//!
//! Takes what was noted while a row became a moment, gives each such part with its reason. It decides nothing: that was done where the
//! moment was made.

use std::borrow::Cow;
use std::fmt;

use super::Entry;

/// A part of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The half of the day: `1:30 after 11:54: pm`.
    Half,
    /// The day.
    Day,
    /// The year of a day that is written without one, or the order of its figures.
    Year,
    /// The zone.
    Zone,
}

impl Part {
    /// The word that the export uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Half => "half",
            Self::Day => "day",
            Self::Year => "year",
            Self::Zone => "zone",
        }
    }
}

/// Why a part of a time is read so; as text `the day of the incident`, `00:10 after 23:50: the next day`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Something else names it.
    Named(&'static str),
    /// The clock runs on.
    Turned {
        /// The time of the entry.
        time: Box<str>,
        /// That of the entry above.
        before: Box<str>,
        /// What that makes it: `the next day`.
        to: &'static str,
    },
}

impl Why {
    /// The same in English words.
    pub fn words(&self) -> Cow<'static, str> {
        match self {
            Self::Named(why) => Cow::Borrowed(why),
            Self::Turned { time, before, to } => format!("{time} after {before}: {to}").into(),
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

/// A part of the time of an entry that is not written in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inferred {
    /// Which part.
    pub part: Part,
    /// Why it is read so.
    pub why: Why,
}

/// Where the day of an entry came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DayFrom {
    /// It is written in the entry, or as a day over it; or there is none.
    #[default]
    Written,
    /// It is that of the incident.
    Incident,
    /// It is that of an entry above.
    Above,
    /// A sentence declares it for all entries.
    Sentence,
    /// It is the first that the timeline names, further below.
    Below,
    /// It has none: the one written for it is in no calendar.
    Impossible,
    /// It has none: the figures written for it have two readings, and nothing decides between them.
    Open,
}

/// Where the year of a written day came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum YearFrom {
    /// It is written, or the entry names no day.
    #[default]
    Written,
    /// It is the year by which the day lies nearest to the day known.
    Nearest,
    /// The figures have two readings; it is the one that lies near the day known.
    Reading,
}

/// Where the zone of an entry came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ZoneFrom {
    /// It is written in the entry, or it has none.
    #[default]
    Written,
    /// The head of its table names it.
    Column,
    /// A heading or a sentence names it for the timeline.
    Timeline,
    /// The report names it.
    Report,
    /// The other entries name it.
    Others,
    /// `book.toml` names it.
    Archive,
}

/// Where the parts of a time came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Whence {
    /// Its day.
    pub day: DayFrom,
    /// The year of that day.
    pub year: YearFrom,
    /// Its zone.
    pub zone: ZoneFrom,
}

impl Entry {
    /// The parts of its time that are not written in it, each with the reason why it is read so.
    pub fn inferred(&self) -> impl Iterator<Item = Inferred> {
        let turn = self.reason.as_deref().cloned();
        let known = |part, why: Option<&'static str>| {
            let why = Why::Named(why?);
            Some(Inferred { part, why })
        };
        let day = known(Part::Day, self.from.day.why());
        let year = known(Part::Year, self.from.year.why());
        let zone = known(Part::Zone, self.from.zone.why());
        [turn, day, year, zone].into_iter().flatten()
    }
}

/// Parts with their reasons, in English words for the command line.
pub fn in_words(parts: impl Iterator<Item = Inferred>) -> String {
    let parts = parts.map(|inferred| match inferred.part {
        // It says of which part it speaks.
        Part::Half => inferred.why.to_string(),
        Part::Day | Part::Year | Part::Zone => {
            format!("{}: {}", inferred.part.name(), inferred.why)
        }
    });
    parts.collect::<Vec<_>>().join("; ")
}

impl DayFrom {
    /// True where it could not be told which day is meant.
    pub(in crate::postmortem) fn is_unknown(self) -> bool {
        matches!(self, Self::Impossible | Self::Open)
    }

    fn why(self) -> Option<&'static str> {
        Some(match self {
            Self::Written => return None,
            Self::Incident => "the day of the incident",
            Self::Above => "the day of the entry above",
            Self::Sentence => "the day that is named for all entries",
            Self::Below => "the first day that the timeline names",
            Self::Impossible => "none, since no calendar has the one that is written",
            Self::Open => "none, since the one that is written has two readings",
        })
    }
}

impl YearFrom {
    fn why(self) -> Option<&'static str> {
        Some(match self {
            Self::Written => return None,
            Self::Nearest => "the year nearest to the incident",
            Self::Reading => "the reading of the day that lies near the incident",
        })
    }
}

impl ZoneFrom {
    fn why(self) -> Option<&'static str> {
        Some(match self {
            Self::Written => return None,
            Self::Column => "the zone that the head of the column names",
            Self::Timeline => "the zone that is named for the timeline",
            Self::Report => "the zone that the report names",
            Self::Others => "the zone that the other entries name",
            Self::Archive => "the zone of the archive",
        })
    }
}
