//! When an incident happened: dates and times as people write them, with how precisely and where they were said.
//!
//! Gives civil values plus the offset that was written or that the archive declares; it never guesses a zone and never reads a clock.

mod conventions;
mod cursor;
mod date;
mod duration;
mod figure;
mod impossible;
mod length;
mod moment;
mod month;
mod number;
mod order;
mod signs;
pub(super) mod stamp;
mod unit;
pub(super) mod weekday;
mod zone;

pub use conventions::Conventions;
pub use date::{Found, dates, find_date, parse_date};
pub(super) use duration::duration_at;
pub use duration::parse_duration;
pub(super) use figure::{has_figure, next_figure};
pub(super) use impossible::impossible_days;
pub use length::shown;
pub use moment::{is_clock_time, parse_moment};
pub(super) use month::is_month;
pub(super) use order::{Either, eithers, order_of};
pub(super) use unit::may_tell_duration;
pub(super) use zone::zone_in;
pub use zone::zone_offset;

use jiff::civil::{Date, DateTime, Weekday};

use super::template::tells_of_none;
use crate::source::Span;

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
    /// True where the author states the day of the incident: in the head, the title, the name of the file, the text. That of the first
    /// entry of a timeline is read by a rule, and that of publication is another day.
    pub fn is_stated(self) -> bool {
        !matches!(self, Self::Timeline | Self::Publication)
    }

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

/// Which comes first in a date such as `7/5/2023`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateOrder {
    /// The day: the seventh of May.
    DayFirst,
    /// The month: the fifth of July.
    MonthFirst,
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
    /// Its zone as written: beside it, else as declared for its document.
    pub zone: Option<Box<str>>,
    /// How exact it is.
    pub precision: Precision,
    /// The day of the week that the author names beside its day, right or wrong.
    pub weekday: Option<Weekday>,
    /// Where it stands: the pair of a head, the item, row or paragraph of a text.
    pub span: Span,
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
    /// When somebody took it up.
    pub acknowledged: Option<Moment>,
    /// When it was declared an incident.
    pub declared: Option<Moment>,
    /// When its effect was stopped.
    pub mitigated: Option<Moment>,
    /// When it was over.
    pub resolved: Option<Moment>,
    /// True where head or labels state when it began and when it was over: neither was read from other words.
    pub is_course_stated: bool,
    /// How long it lasted in minutes: as stated, or end minus start where both are stated.
    pub duration_minutes: Option<u32>,
    /// How long it lasted as the author says, where it is said; [`When::computed_minutes`] may differ.
    pub stated: Option<Stated>,
    /// Who tells how long it took until somebody noticed.
    pub until_noticed: UntilNoticed,
    /// The day of the week that the author names beside [`When::date`], right or wrong.
    pub weekday: Option<NamedDay>,
    /// The zone as written, where one was.
    pub zone: Option<String>,
    /// Days that show which order their figures have: how many begin with the day, how many with the month.
    pub orders: [u32; 2],
    /// The day of publication, where one was stated.
    pub published: Option<Date>,
    /// The words that start, end and duration were read from, where no head states them.
    pub evidence: Evidence,
}

impl When {
    /// The moments of its course that are told, in their order.
    pub fn moments_mut(&mut self) -> impl Iterator<Item = &mut Moment> {
        let course = [
            &mut self.start,
            &mut self.end,
            &mut self.detected,
            &mut self.acknowledged,
            &mut self.declared,
            &mut self.mitigated,
            &mut self.resolved,
        ];
        course.into_iter().flatten()
    }

    /// True where [`When::date`] is the very day of the incident, and not that of publication.
    pub fn tells_day(&self) -> bool {
        self.precision == Some(Precision::Day) && self.origin != Some(DateOrigin::Publication)
    }

    /// True where the head states how long it lasted. A length in the text was read by a rule: of several the report may mean another.
    pub fn is_duration_stated(&self) -> bool {
        self.stated.is_some() && self.evidence.duration.is_none()
    }

    /// The minutes from its start to its end, else to its resolution, where the document tells both.
    pub fn computed_minutes(&self) -> Option<u32> {
        let end = self.end.as_ref().or(self.resolved.as_ref())?;
        self.start.as_ref()?.minutes_until(end)
    }

    /// The minutes from its start until it was noticed, taken up, mitigated and over: each only where both moments are known, the first
    /// also where the author states it.
    pub fn times_to(&self) -> [Option<u32>; 4] {
        let over = self.resolved.as_ref().or(self.end.as_ref());
        let [detected, acknowledged, mitigated] =
            [&self.detected, &self.acknowledged, &self.mitigated].map(Option::as_ref);
        let [noticed, rest @ ..] = [detected, acknowledged, mitigated, over]
            .map(|moment| self.start.as_ref()?.minutes_until(moment?));
        let noticed = match self.until_noticed {
            UntilNoticed::ByTimes => noticed,
            UntilNoticed::Stated(minutes) => Some(minutes),
            UntilNoticed::Untold => None,
        };
        let [taken_up, mitigated, over] = rest;
        [noticed, taken_up, mitigated, over]
    }
}

/// Who tells how long it took until somebody noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UntilNoticed {
    /// Start and detection, where both are known.
    #[default]
    ByTimes,
    /// The author, so many minutes.
    Stated(u32),
    /// Nobody: the author says that it is not known, or the start is only known by when it was noticed.
    Untold,
}

impl UntilNoticed {
    /// What the value of a label says of it: `25 min`, `N/A`. Another value says nothing.
    pub(super) fn of_value(value: &str) -> Option<Self> {
        let stated = parse_duration(value).map(Self::Stated);
        let is_untold = || {
            let value = value.trim();
            !value.is_empty() && tells_of_none(value)
        };
        stated.or_else(|| is_untold().then_some(Self::Untold))
    }

    /// The minutes that the author states.
    pub fn stated(self) -> Option<u32> {
        match self {
            Self::Stated(minutes) => Some(minutes),
            Self::ByTimes | Self::Untold => None,
        }
    }
}

/// A duration as the author states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// In minutes.
    pub minutes: u32,
    /// The author's words.
    pub as_written: String,
    /// Where they stand.
    pub span: Span,
}

/// A day of the week as the author names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedDay {
    /// The day of the week.
    pub weekday: Weekday,
    /// Where it stands.
    pub span: Span,
}

/// The words that facts were read from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// The day as written, where its figures have two readings and something else tells which is meant.
    pub date: Option<String>,
    /// Those of the start.
    pub start: Option<String>,
    /// Those of the end.
    pub end: Option<String>,
    /// Those of the duration.
    pub duration: Option<String>,
    /// Those of when it was noticed.
    pub detected: Option<String>,
    /// Those of when it was taken up.
    pub acknowledged: Option<String>,
    /// Those of when it was declared.
    pub declared: Option<String>,
    /// Those of when its effect was stopped.
    pub mitigated: Option<String>,
    /// Those of when it was resolved.
    pub resolved: Option<String>,
}
