//! When an incident happened: dates and times as people write them, with how precisely and where they were said.
//!
//! Gives civil values plus the offset that was written; it never guesses a zone and never reads a clock.

mod cursor;
mod date;
mod duration;
mod moment;
mod month;
pub(super) mod stamp;
mod zone;

pub use date::{Found, dates, find_date, parse_date};
pub use duration::parse_duration;
pub(super) use moment::zone_of;
pub use moment::{is_clock_time, parse_moment};
pub(super) use zone::zone_in;
pub use zone::zone_offset;

use jiff::civil::{Date, DateTime};

/// Where a date was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateOrigin {
    /// An incident key of the front matter (`started`, `start_time`).
    FrontMatter,
    /// The title.
    Title,
    /// The file name, or a folder of its path.
    FileName,
    /// The text.
    Text,
    /// The timeline.
    Timeline,
    /// Only the day of publication is known (`date` of Hugo, Zola and Jekyll).
    Publication,
}

impl DateOrigin {
    /// The word that the export uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::FrontMatter => "front_matter",
            Self::Title => "title",
            Self::FileName => "file_name",
            Self::Text => "text",
            Self::Timeline => "timeline",
            Self::Publication => "publication",
        }
    }
}

/// How exact a date or time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// To the second or better.
    Exact,
    /// To the minute.
    Minute,
    /// The author said "about".
    Approximate,
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
}

impl Precision {
    /// The word that the export uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Minute => "minute",
            Self::Approximate => "approx",
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// One moment as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// The author's words.
    pub as_written: String,
    /// The wall clock they mean.
    pub local: DateTime,
    /// Seconds east of UTC, where the author named an offset or a zone that has one.
    pub offset: Option<i32>,
    /// How exact it is.
    pub precision: Precision,
}

/// When an incident happened.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct When {
    /// The day that orders the report. With [`DateOrigin::Publication`] it is not the incident's day.
    pub date: Option<Date>,
    /// Where [`When::date`] was found.
    pub origin: Option<DateOrigin>,
    /// How exact [`When::date`] is (`Month` where the author named a month only).
    pub precision: Option<Precision>,
    /// When it began.
    pub start: Option<Moment>,
    /// When it ended.
    pub end: Option<Moment>,
    /// When it was noticed.
    pub detected: Option<Moment>,
    /// When its effect was stopped.
    pub mitigated: Option<Moment>,
    /// When it was over.
    pub resolved: Option<Moment>,
    /// How long it lasted in minutes: as stated, or end minus start where both are stated.
    pub duration_minutes: Option<u32>,
    /// The zone as written, where one was.
    pub zone: Option<String>,
    /// The day of publication, where one was stated.
    pub published: Option<Date>,
    /// The words that start, end and duration were read from, where no head states them.
    pub evidence: Evidence,
}

impl When {
    /// True where [`When::date`] is the very day of the incident, and not that of publication.
    pub fn tells_day(&self) -> bool {
        self.precision == Some(Precision::Day) && self.origin != Some(DateOrigin::Publication)
    }
}

/// The words that facts were read from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// Those of the start.
    pub start: Option<String>,
    /// Those of the end.
    pub end: Option<String>,
    /// Those of the duration.
    pub duration: Option<String>,
}
