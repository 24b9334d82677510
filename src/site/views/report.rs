//! A report on its own page.

use serde::Serialize;

use super::frame::LinkView;
use super::line::{ReportLineView, SeverityView, TermLinkView, TimeView};
use super::phases::PhasesView;
use super::timeline::TimelineView;
use crate::site::shared::{Markup, Shared};

/// A moment between start and end.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneView {
    /// Which it is: `detected`, `acknowledged`, `declared`, `mitigated`, `resolved`.
    pub key: &'static str,
    /// The same in words: `Detected`.
    pub name: String,
    /// When.
    pub time: TimeView,
    /// How long after the start, where both are known, or as the report states it: `4 min`.
    pub after: Option<String>,
    /// How long after the start by the two times, where the report states another length: `12 min`.
    pub after_by_times: Option<String>,
    /// The words that it was read from, where neither head nor label states it.
    pub from: Option<String>,
    /// The address on the page of the entry of the timeline that it came from, where it came from one: `#t-14-30`.
    pub entry: Option<String>,
}

/// When the source of a report was changed, by its repository.
#[derive(Debug, Clone, Serialize)]
pub struct ChangedView {
    /// First, under whatever name; none where the clone does not reach back so far.
    pub first: Option<TimeView>,
    /// Last.
    pub last: TimeView,
}

/// A report's page: template `report.html`, name `report`.
#[derive(Debug, Clone, Serialize)]
pub struct ReportView {
    /// Its line, as long lists show it: without services and summary, which stand below.
    pub line: Shared<ReportLineView>,
    /// When it happened.
    pub when: Option<TimeView>,
    /// Where the day was found: `front_matter`, `title`, `file_name`, `text`, `timeline`, `publication`.
    pub day_origin: Option<&'static str>,
    /// When it began, with its time.
    pub start: Option<TimeView>,
    /// When it ended, with its time.
    pub end: Option<TimeView>,
    /// The words that the start was read from, where no head states it.
    pub start_from: Option<String>,
    /// The words that the end was read from, where no head states it.
    pub end_from: Option<String>,
    /// The address on the page of the entry of the timeline that the start came from, where it came from one: `#t-14-30`.
    pub start_entry: Option<String>,
    /// The same for the end.
    pub end_entry: Option<String>,
    /// The words that the duration was read from, where no head states it; `start to end` where it was computed from such moments.
    pub duration_from: Option<String>,
    /// How long it was from its start to its end, where the author states another length: `1 h 22 min`.
    pub duration_by_times: Option<String>,
    /// How long it took until somebody noticed, where the report states it and no milestone shows it: `25 min`.
    pub noticed_after: Option<String>,
    /// From when to when, where both are known with their times: what the second has in common with the first is left out of one of
    /// them (`12 August 2025, 17:00`, `18:11 UTC`).
    pub span: Option<(TimeView, TimeView)>,
    /// What was read from words of the text, and from which, in the order of the page.
    pub read_from: Vec<ReadFromView>,
    /// When it was noticed.
    pub detected: Option<TimeView>,
    /// When its effect was stopped.
    pub mitigated: Option<TimeView>,
    /// When it was over.
    pub resolved: Option<TimeView>,
    /// The moments between start and end, in the order in which they should come: noticed, taken up, declared, mitigated, resolved;
    /// those that nothing tells are left out, and so are those that are the start or the end. The text of one on the day of the
    /// start is its time alone.
    pub milestones: Vec<MilestoneView>,
    /// Its phases on one axis; none where start or end are unknown, or nothing between them is told.
    pub phases: Option<PhasesView>,
    /// Its severity, with the address of its index page.
    pub severity: Option<SeverityView>,
    /// `draft`, `final`, or another word of the author's.
    pub status: Option<String>,
    /// Who may read it, where stated.
    pub audience: Option<String>,
    /// The services, causes, triggers, … with links to their pages, in the order of the indexes; those without a value are
    /// left out.
    pub facets: Vec<FacetView>,
    /// The format of the source, for people: `Markdown`.
    pub format: String,
    /// The path of the source.
    pub source: String,
    /// The first and the last line of it that the report takes up, where the source holds several.
    pub source_lines: Option<(usize, usize)>,
    /// Who took part as what, where the report says so.
    pub roles: Vec<RoleView>,
    /// The address where the source can be edited.
    pub edit_url: Option<String>,
    /// When the source was changed, where `git-dates` is set and git tells.
    pub changed: Option<ChangedView>,
    /// The summary of its head, whole; none where the body tells it or begins with the same words.
    pub lede: Option<String>,
    /// The id of the title, where the body had it as a heading: links may name it.
    pub title_id: Option<String>,
    /// What search engines may want to know: JSON-LD, ready for a `script` element of the type `application/ld+json` (safe); none
    /// where it is switched off.
    pub json_ld: Option<Markup>,
    /// The address of the report as Markdown: `page.md`; none where that is not asked for.
    pub markdown: Option<String>,
    /// The body in HTML (safe). The title is not in it; headings start at `h2`.
    pub body: Markup,
    /// True where there is a block of code in it.
    pub has_code: bool,
    /// The timeline in it, where it has one with times.
    pub timeline: Option<TimelineView>,
    /// The headings of the body, for a table of contents.
    pub outline: Vec<OutlineView>,
    /// True where the reading order is by date here, the newest first: then `previous` is the newer report and `next` the older one.
    pub by_date: bool,
    /// The report before it in reading order.
    pub previous: Option<LinkView>,
    /// The report after it.
    pub next: Option<LinkView>,
    /// Reports that link to this one.
    pub backlinks: Vec<Shared<ReportLineView>>,
    /// The same thing before this incident; none where nothing tells of it.
    pub before: Option<AgainView>,
    /// The same thing behind this incident.
    pub after: Option<AgainView>,
    /// Reports that are like this one and stand in neither of these: those that a head names, then the likest.
    pub related: Vec<RelatedView>,
    /// Addresses of the web that the head names: what stands there (`Original report`, `Archived copy`, else the key in words), the
    /// name of the host, the address.
    pub links: Vec<PairView>,
    /// Further pairs of the head that pmsite has no own place for: key and value as written.
    pub meta: Vec<PairView>,
}

/// The same thing before an incident or behind it.
#[derive(Debug, Clone, Serialize)]
pub struct AgainView {
    /// The reports: those that a head names, then at most three, the nearest in time.
    pub reports: Vec<IncidentView>,
    /// How many others there are.
    pub more: usize,
    /// True where there may be more than that.
    pub is_least: bool,
    /// True where service or cause of every report listed are only suggested: nobody states that it is the same thing.
    pub suggested: bool,
}

/// An incident that was the same thing.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentView {
    /// Its line, as long lists show it.
    pub line: Shared<ReportLineView>,
    /// How many days lie between, where both days are known.
    pub days: Option<u32>,
    /// What tells that it is the same thing: `same service: Orders`, `same cause (suggested): Capacity / disk`.
    pub reasons: Vec<String>,
    /// True where service or cause are only suggested.
    pub suggested: bool,
    /// Actions of the earlier incident that are still to be done, at most two.
    pub open_actions: Vec<String>,
    /// How many more of its actions are.
    pub more_open: usize,
}

/// What of a term came back: one chain of incidents of one service with one cause.
#[derive(Debug, Clone, Serialize)]
pub struct ChainView {
    /// The cause, on the page of a service; the service, on that of a cause.
    pub other: TermLinkView,
    /// How many times it happened.
    pub times: usize,
    /// True where no two of its reports state both.
    pub suggested: bool,
    /// The newest reports of it, at most three.
    pub newest: Vec<Shared<ReportLineView>>,
}

/// A report that is like the one of the page.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedView {
    /// Its line, as long lists show it.
    pub line: Shared<ReportLineView>,
    /// How much it is alike, in hundredths.
    pub score: u32,
    /// Why, the weightiest first: `same service: Orders`, `same cause (suggested): Capacity / disk`, `both mention HedgeProxy`.
    pub reasons: Vec<String>,
}

/// What a fact was read from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReadFromView {
    /// The fact: `Start`, `How long`, `Cause: Capacity / Memory exhausted`.
    pub fact: String,
    /// The words.
    pub words: String,
    /// The address on the page of the entry of the timeline that they stand in, where they stand in one: `#t-14-30`.
    pub entry: Option<String>,
}

/// Somebody's part in an incident.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RoleView {
    /// The part as written, for example `Incident lead`.
    pub role: String,
    /// The name as written.
    pub name: String,
    /// The page of the person, where `[taxonomies] people = true`.
    pub url: Option<String>,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairView {
    /// The key as written.
    pub key: String,
    /// The value in words; lists are joined by commas.
    pub value: String,
    /// The address where the value is one of the web (`http` or `https`).
    pub url: Option<String>,
}

/// One property of a report with its values.
#[derive(Debug, Clone, Serialize)]
pub struct FacetView {
    /// The key of the taxonomy, for example `service`.
    pub key: &'static str,
    /// The title, for example `Services`.
    pub title: String,
    /// The values.
    pub terms: Vec<TermLinkView>,
    /// How many of them a rule of ours suggests.
    pub suggested: usize,
}

/// A heading of a body.
#[derive(Debug, Clone, Serialize)]
pub struct OutlineView {
    /// Its words, without emoji at the start.
    pub title: String,
    /// Its id.
    pub anchor: String,
    /// The kind of section: `impact`, `timeline`, … or `other`.
    pub kind: &'static str,
    /// The headings below it.
    pub children: Vec<OutlineView>,
}
