//! What a record of the export holds: its fields, in their order.
//!
//! Plain structs and nothing else. What the archive has is borrowed from it, since a site writes the record of every report. Field
//! names and their order are a promise: additions are allowed, changes are not. The JSON Schema that a site publishes is made of these
//! structs and of what is said of their fields.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::facet::Property;
use crate::postmortem::Origin;

/// One report. Field names and their order are a promise: additions are allowed, changes are not.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "Postmortem")]
pub struct Record<'a> {
    /// The address without the `/` at its end, for example `2021/outage`.
    pub id: &'a str,
    /// The path of the source inside the source folder.
    pub source: &'a str,
    /// The first and the last line of it that the report takes up, where the source holds several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<(usize, usize)>,
    /// The address under the root of the site, for example `2021/outage/`.
    pub url: &'a str,
    /// The format of the source, for example `markdown`.
    pub format: &'a str,
    /// The language, where the report names it.
    pub lang: Option<&'a str>,
    /// The title.
    pub title: &'a str,
    /// The day of the incident, `2021-01-30`; of publication where `date_origin` says so. Null where only a month
    /// or a year is known.
    pub date: Option<String>,
    /// Where the day was found: `front_matter`, `title`, `file_name`, `text`, `timeline`, `publication`.
    #[schemars(extend("enum" = ["front_matter", "title", "file_name", "text", "timeline", "publication", null]))]
    pub date_origin: Option<&'static str>,
    /// When it began, RFC 3339; without an offset where none was written.
    pub start: Option<String>,
    /// When it ended.
    pub end: Option<String>,
    /// How long it lasted.
    pub duration_minutes: Option<u32>,
    /// The zone as written.
    pub timezone: Option<&'a str>,
    /// The words that start, end and duration were read from, where no head states them; left out where none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_from: Option<ReadFrom<'a>>,
    /// Further moments.
    pub milestones: Milestones<'a>,
    /// How bad it was.
    pub severity: Option<SeverityRecord<'a>>,
    /// `draft`, `in-review`, `final`, `disputed`, or another word of the author's.
    pub status: Option<&'a str>,
    /// Who may read it.
    pub audience: Option<&'a str>,
    /// The services affected.
    pub services: Vec<FacetRecord<'a>>,
    /// The contributing causes.
    pub causes: Vec<FacetRecord<'a>>,
    /// What set it off.
    pub triggers: Vec<FacetRecord<'a>>,
    /// How it was noticed, for example `alert`; what is only suggested as well: `detected_by` says where each came from.
    pub detection: Vec<Cow<'a, str>>,
    /// Free tags.
    pub tags: Vec<Cow<'a, str>>,
    /// The teams involved.
    pub teams: Vec<Cow<'a, str>>,
    /// One plain paragraph on what happened.
    pub summary: Option<&'a str>,
    /// The sections, in reading order.
    pub sections: Vec<SectionRecord<'a>>,
    /// The timeline, in the order of the text.
    pub timeline: Vec<TimelineRecord<'a>>,
    /// The action items, in the order of the text.
    pub actions: Vec<ActionRecord<'a>>,
    /// The chain of whys; left out where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub five_whys: Vec<WhyRecord<'a>>,
    /// The scorecard.
    pub scorecard: Option<ScorecardRecord<'a>>,
    /// The links out of the archive, each once, in the order of the text.
    pub links: Vec<LinkRecord<'a>>,
    /// Reports that are alike, those that a head names first, then the likest.
    pub related: Vec<RelatedRecord<'a>>,
    /// How it was noticed, each with where it came from; left out where nothing is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub detected_by: Vec<FacetRecord<'a>>,
    /// Who took part, and as what; left out where nobody is listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<ParticipantRecord<'a>>,
    /// When the source was changed, by its repository; left out where nobody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<ChangedRecord>,
    /// The same thing before: those that the head names, then at most twenty, the nearest in time; left out where nothing tells of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recurs: Vec<RecursRecord<'a>>,
}

/// What a record has of a property: its terms, or their names alone.
#[derive(Debug, Clone, Copy)]
pub enum Listed<'r, 'a> {
    /// The terms, each with where it came from.
    Terms(&'r [FacetRecord<'a>]),
    /// The names.
    Names(&'r [Cow<'a, str>]),
}

impl<'a> Record<'a> {
    /// The field of a property, which has its name (see [`Property::list`]).
    pub fn of(&self, property: Property) -> Listed<'_, 'a> {
        match property {
            Property::Service => Listed::Terms(&self.services),
            Property::Cause => Listed::Terms(&self.causes),
            Property::Trigger => Listed::Terms(&self.triggers),
            Property::Detection => Listed::Names(&self.detection),
            Property::Tag => Listed::Names(&self.tags),
            Property::Team => Listed::Names(&self.teams),
        }
    }
}

/// When a source was changed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ChangedRecord {
    /// First, under whatever name; null where the clone does not reach back so far.
    pub first: Option<String>,
    /// Last.
    pub last: String,
}

/// Somebody who took part.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ParticipantRecord<'a> {
    /// As what, as written: `Incident lead`; null where the report only lists people.
    pub role: Option<&'a str>,
    /// The name as written.
    pub name: &'a str,
}

/// The words that facts were read from.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReadFrom<'a> {
    /// The day as written, where its figures have two readings and something else tells which is meant; left out elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<&'a str>,
    /// Those of the start.
    pub start: Option<&'a str>,
    /// Those of the end.
    pub end: Option<&'a str>,
    /// Those of the duration; null too where it was computed from start and end.
    pub duration: Option<&'a str>,
}

/// Moments between start and end.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Milestones<'a> {
    /// When it was noticed.
    pub detected: Option<String>,
    /// When its effect was stopped.
    pub mitigated: Option<String>,
    /// When it was over.
    pub resolved: Option<String>,
    /// When somebody took it up; left out where nothing tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<String>,
    /// When it was declared an incident; left out where nothing tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<String>,
    /// Minutes from the start, where both ends are known; left out where none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_to: Option<TimeTo>,
    /// The words that they were read from, where neither head nor label states them; left out where none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_from: Option<MilestonesReadFrom<'a>>,
}

/// Minutes from the start of an incident to what was done about it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TimeTo {
    /// Until it was noticed (TTD), as the author states it, else by the two times; none where the start is only known by when it was
    /// noticed.
    pub detect: Option<u32>,
    /// Until somebody took it up (TTA).
    pub acknowledge: Option<u32>,
    /// Until its effect was stopped (TTM).
    pub mitigate: Option<u32>,
    /// Until it was over (TTR).
    pub resolve: Option<u32>,
}

/// The words that milestones were read from.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MilestonesReadFrom<'a> {
    /// Those of when it was noticed.
    pub detected: Option<&'a str>,
    /// Those of when it was taken up.
    pub acknowledged: Option<&'a str>,
    /// Those of when it was declared.
    pub declared: Option<&'a str>,
    /// Those of when its effect was stopped.
    pub mitigated: Option<&'a str>,
    /// Those of when it was over.
    pub resolved: Option<&'a str>,
}

/// A severity.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SeverityRecord<'a> {
    /// As written: `SEV-2`.
    pub label: &'a str,
    /// 0 (worst) to 5; null where the label is not known.
    pub level: Option<u8>,
    /// Where it came from: `stated`, `vocabulary`, `suggested`.
    #[schemars(extend("enum" = ["stated", "vocabulary", "suggested"]))]
    pub origin: &'static str,
}

/// A value that reports are indexed by.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FacetRecord<'a> {
    /// The id of its term, for example `capacity/memory`.
    pub id: Cow<'a, str>,
    /// Its name: that of its term, else as written.
    pub name: Cow<'a, str>,
    /// Where it came from: `stated`, `vocabulary`, `suggested`.
    #[schemars(extend("enum" = ["stated", "vocabulary", "suggested"]))]
    pub origin: &'static str,
    /// The words that speak for it, where it was not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<&'a str>,
}

impl FacetRecord<'_> {
    /// True where the author said it, or a declared name.
    pub(in crate::site) fn is_stated(&self) -> bool {
        self.origin != Origin::Suggested.name()
    }
}

/// A section.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SectionRecord<'a> {
    /// What it is about: `impact`, `timeline`, … or `other`.
    pub kind: &'static str,
    /// Its heading as written.
    pub heading: &'a str,
    /// The id of its heading on the page.
    pub anchor: &'a str,
}

/// An entry of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TimelineRecord<'a> {
    /// When, RFC 3339.
    pub at: Option<String>,
    /// Until when.
    pub until: Option<String>,
    /// The time as written.
    pub as_written: &'a str,
    /// How exact it is; null where the entry has no time that can be told.
    #[schemars(extend("enum" = ["exact", "minute", "approx", "day", "month", "year", null]))]
    pub precision: Option<&'static str>,
    /// What happened.
    pub text: &'a str,
    /// Why day or half of the day are other than written: `1:30 after 11:54: pm`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Cow<'a, str>>,
    /// The parts of its time that are not written in it, each with why it is read so; left out where all are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inferred: Vec<InferredRecord<'a>>,
    /// Its id on the page: `t-14-30`.
    pub anchor: &'a str,
}

/// A part of a time that is not written.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct InferredRecord<'a> {
    /// Which: `half` (of the day), `day`, `year`, `zone`.
    #[schemars(extend("enum" = ["half", "day", "year", "zone"]))]
    pub part: &'static str,
    /// Why it is read so: `1:30 after 11:54: pm`, `the day of the incident`.
    pub why: Cow<'a, str>,
}

/// An action item.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ActionRecord<'a> {
    /// A permanent name.
    pub id: &'a str,
    /// What is to be done.
    pub text: &'a str,
    /// `open`, `in_progress`, `done`, `dropped`, `unknown`; with an overlay what that says.
    #[schemars(extend("enum" = ["open", "in_progress", "done", "dropped", "unknown"]))]
    pub status: &'static str,
    /// Who does it.
    pub owner: Option<&'a str>,
    /// Until when, as written.
    pub due: Option<&'a str>,
    /// The same as a day, where it is one.
    pub due_date: Option<String>,
    /// Its tickets.
    pub tickets: &'a [String],
    /// Its links.
    pub links: &'a [String],
}

/// A step of the chain of whys.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WhyRecord<'a> {
    /// The question as written.
    pub question: Option<&'a str>,
    /// The answer.
    pub answer: &'a str,
}

/// A scorecard.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ScorecardRecord<'a> {
    /// Its questions, in the order of the text.
    pub questions: Vec<QuestionRecord<'a>>,
    /// The total as its author wrote it: `5`, `5/15`.
    pub stated_total: Option<&'a str>,
    /// What the answers add up to.
    pub computed_total: Option<serde_json::Number>,
}

/// A question of a scorecard.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct QuestionRecord<'a> {
    /// The group it stands in: `People`.
    pub group: Option<&'a str>,
    /// What is asked.
    pub question: &'a str,
    /// The answer as written: `1`, `yes`, `N/A`.
    pub answer: &'a str,
    /// What that counts; null where it counts nothing.
    pub score: Option<serde_json::Number>,
    /// What was said of it.
    pub note: Option<&'a str>,
}

/// A link out of the archive.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LinkRecord<'a> {
    /// Where to.
    pub href: &'a str,
    /// Its words.
    pub text: &'a str,
}

/// An earlier incident that was the same thing.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RecursRecord<'a> {
    /// The id of its record.
    pub id: &'a str,
    /// How many days lie between; null where one of the two days is not known.
    pub days: Option<u32>,
    /// Where it came from: `stated`, or `suggested` where service or cause are only suggested.
    pub origin: &'static str,
    /// What tells that it is the same thing: `same service: Orders`, `same cause (suggested): Capacity / disk`.
    pub reasons: Vec<String>,
    /// The ids of its actions that are still to be done, at most twenty.
    pub open_actions: Vec<&'a str>,
    /// How many more of its actions are.
    pub more_open: usize,
}

/// A report that is like this one.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RelatedRecord<'a> {
    /// The id of its record.
    pub id: &'a str,
    /// How much it is alike, to 1; the same from both sides.
    pub score: f64,
    /// Why: `same service: Orders`, `same cause (suggested): Capacity / disk`, `both mention HedgeProxy`.
    pub reasons: Vec<String>,
}
