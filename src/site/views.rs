//! What templates may see: plain data, documented field by field. This is the contract with themes (`api = 1`).
//!
//! Every page template sees `page` (a [`PageView`]), `site` (a [`SiteView`]) and, under the name its kind has, one of the
//! other views. Fields that hold HTML are safe and meant for `|safe`; all others are escaped by the template. Addresses are
//! relative to the page that shows them, so that a site works in any folder and from `file://`.

use serde::Serialize;

use super::shared::{Markup, Shared};

/// The site as a whole; the same for every page but for the relative addresses.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// The title of the site, for example `Incident postmortems`.
    pub title: String,
    /// One sentence on the site, or none.
    pub description: Option<String>,
    /// The language of the site's own words, for example `en`.
    pub language: String,
    /// The absolute address, ending in `/`, where it is known.
    pub url: Option<String>,
    /// Who writes the reports.
    pub authors: Vec<String>,
    /// How many reports are published.
    pub reports: usize,
    /// The first year of an incident, for example `2016`.
    pub first_year: Option<i16>,
    /// The last year of an incident.
    pub last_year: Option<i16>,
    /// The repository's address, where known.
    pub repository: Option<String>,
    /// Name and version of the generator, for example `pmsite 0.1.0`.
    pub generator: String,
}

/// The page being rendered.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// The title of the page, for the `title` element, without the site's name.
    pub title: String,
    /// One sentence for search engines, or none.
    pub description: Option<String>,
    /// The kind: `home`, `report`, `index`, `taxonomies`, `taxonomy`, `term`, `actions`, `data`, `not_found`.
    pub kind: &'static str,
    /// The language of the page's text.
    pub language: String,
    /// The address of this page under the root, for example `2021/outage/`.
    pub path: String,
    /// The absolute address, where the site's is known.
    pub canonical: Option<String>,
    /// The way from home to this page, home first, this page left out.
    pub trail: Vec<LinkView>,
    /// What it has around its text like all pages of its folder.
    pub frame: Shared<FrameView>,
}

/// What pages of one folder have around them alike.
#[derive(Debug, Clone, Serialize)]
pub struct FrameView {
    /// What this frame depends on, for `remember`: frames of the same key are the same.
    pub key: String,
    /// The way from the page to the root of the site, for example `../` or `./`.
    pub root: String,
    /// The address of the home page from here, for example `../index.html`.
    pub home: String,
    /// True on the home page.
    pub at_home: bool,
    /// Feeds to offer: the page's own first, then that of the whole archive.
    pub feeds: Vec<LinkView>,
    /// The same in other forms, for the `link` elements of the head: feeds as JSON, the calendar.
    pub alternates: Vec<AlternateView>,
    /// The address of the page of data, where there is one.
    pub data: Option<String>,
    /// Style sheets to load after the theme's, from `additional-css`.
    pub styles: Vec<String>,
    /// True where pages may show images of other hosts (`remote-images = "allow"`): their Content-Security-Policy says so.
    pub remote_images: bool,
    /// The site's main navigation.
    pub navigation: Vec<NavigationView>,
}

/// An entry of the main navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavigationView {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: String,
    /// True where the page is in that part of the site.
    pub current: bool,
}

/// The same in another form.
#[derive(Debug, Clone, Serialize)]
pub struct AlternateView {
    /// What it is called.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its media type, for example `application/feed+json`.
    pub media_type: &'static str,
}

/// A link.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// A day or a moment.
#[derive(Debug, Clone, Serialize)]
pub struct TimeView {
    /// For the `datetime` attribute: `2021-07-11`, `2021-07-11T00:27Z`, `2021-07`.
    pub machine: String,
    /// For people: `11 July 2021`, `11 July 2021, 00:27 UTC`, `July 2021`.
    pub text: String,
    /// Short, for lists: `11 Jul 2021`.
    pub short: String,
    /// True where the author said "about": the words have a `~` before the time then.
    pub approximate: bool,
}

/// A severity.
#[derive(Debug, Clone, Serialize)]
pub struct SeverityView {
    /// As written: `SEV-2`.
    pub label: String,
    /// 0 (worst) to 5, or none where the label is not known.
    pub level: Option<u8>,
    /// The address of its index page.
    pub url: Option<String>,
}

/// A term of an index, as a report or a list shows it.
#[derive(Debug, Clone, Serialize)]
pub struct TermLinkView {
    /// Its name, parents first: `Capacity / memory`.
    pub name: String,
    /// The address of its page; none where that index is switched off.
    pub url: Option<String>,
    /// True where the author stated it; false where a rule of ours suggests it.
    pub stated: bool,
    /// The words that speak for it, where it was not stated.
    pub evidence: Option<String>,
}

/// A report as one line of a list.
#[derive(Debug, Clone, Serialize)]
pub struct ReportLineView {
    /// What this line depends on, for `remember`: lines of the same key are the same.
    pub key: String,
    /// Its title, without a leading date that repeats its day.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its day; none where the report does not tell.
    pub day: Option<TimeView>,
    /// True where the day is that of publication: whoever shows the day must say so.
    pub published_only: bool,
    /// Its severity, without an address.
    pub severity: Option<SeverityView>,
    /// How long it lasted, for example `6 h 9 min`.
    pub duration: Option<String>,
    /// The services affected, at most six.
    pub services: Vec<String>,
    /// True where words of the text suggest these, and nobody stated them.
    pub services_suggested: bool,
    /// One sentence or two on what happened.
    pub summary: Option<String>,
    /// True for a draft that `--drafts` brought in.
    pub draft: bool,
}

/// A moment between start and end.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneView {
    /// What it is: `Detected`, `Acknowledged`, `Declared`, `Mitigated`, `Resolved`.
    pub name: &'static str,
    /// When.
    pub time: TimeView,
    /// How long after the start, where both are known: `4 min`.
    pub after: Option<String>,
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
    /// The body in HTML (safe). The title is not in it; headings start at `h2`.
    pub body: Markup,
    /// The headings of the body, for a table of contents.
    pub outline: Vec<OutlineView>,
    /// True where the reading order is by date here: then `previous` is the newer report and `next` the older one.
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
    pub title: &'static str,
    /// The values.
    pub terms: Vec<TermLinkView>,
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

/// The list of all feeds: template `feeds.opml`, name `opml`.
#[derive(Debug, Clone, Serialize)]
pub struct OpmlView {
    /// The feed of all reports.
    pub all: Vec<ListedFeedView>,
    /// Those of the terms, by their indexes.
    pub groups: Vec<FeedGroupView>,
}

/// The feeds of an index.
#[derive(Debug, Clone, Serialize)]
pub struct FeedGroupView {
    /// The title of the index, for example `Services`.
    pub title: String,
    /// The feeds of its terms.
    pub feeds: Vec<ListedFeedView>,
}

/// A feed in the list of feeds.
#[derive(Debug, Clone, Serialize)]
pub struct ListedFeedView {
    /// Its title.
    pub title: String,
    /// Its absolute address.
    pub url: String,
    /// The absolute address of the page it belongs to.
    pub page_url: String,
}

/// The page of data: template `data.html`, name `data`.
#[derive(Debug, Clone, Serialize)]
pub struct DataView {
    /// The files for programs, in the order in which they are of use.
    pub files: Vec<DataFileView>,
    /// The address of a record by itself, as an example: `v1/postmortems/2021/outage.json`; none where records have no files.
    pub record: Option<String>,
}

/// A file for programs.
#[derive(Debug, Clone, Serialize)]
pub struct DataFileView {
    /// What it is: `All reports as JSON`.
    pub title: &'static str,
    /// Its name, for example `postmortems.json`.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Its media type, for example `application/json`.
    pub media_type: &'static str,
    /// What it is good for, in a sentence.
    pub about: &'static str,
}

/// The home page: template `home.html`, name `home`.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// The introduction from the root's index file, in HTML (safe); empty where there is none.
    pub introduction: Markup,
    /// The page that shows the whole of the root's index file, where that is more than an introduction.
    pub more: Option<LinkView>,
    /// The newest reports, at most five: those whose incident is dated, or where there are none, any.
    pub newest: Vec<Shared<ReportLineView>>,
    /// The contents tree.
    pub contents: GroupView,
    /// True where the tree is grouped by year only (no folder and no index file gives it an order).
    pub by_year: bool,
    /// The indexes there are, with their commonest terms.
    pub taxonomies: Vec<TaxonomyView>,
    /// Reports per year.
    pub strip: StripView,
    /// How many drafts are shown (with `--drafts`).
    pub drafts: usize,
}

/// Reports per year, as a strip of marks.
#[derive(Debug, Clone, Serialize)]
pub struct StripView {
    /// The years, oldest first; more than three years without a report in a row are left out.
    pub years: Vec<YearView>,
    /// The number of reports in the year that has most.
    pub most: usize,
    /// The severities that any of these reports has, worst first.
    pub levels: Vec<u8>,
    /// True where any of them states none.
    pub unset: bool,
}

/// A year of a strip.
#[derive(Debug, Clone, Serialize)]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// How many years without a report are left out before this one.
    pub left_out: i16,
    /// The address of its page; none where it has no report.
    pub url: Option<String>,
    /// How many reports.
    pub count: usize,
    /// The severities of its reports, worst first, at most forty; none where not stated.
    pub severities: Vec<Option<u8>>,
}

/// A group of the contents tree.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    /// Its title; empty for the root.
    pub title: String,
    /// Its own page, where it has one.
    pub url: Option<String>,
    /// How many reports stand in it, at any depth.
    pub count: usize,
    /// What it holds, in order.
    pub entries: Vec<EntryView>,
    /// True where entries are left to the page at `url`, because the tree is deeper than `maxdepth` or too long. The root has
    /// an `url` in that case only.
    pub cut: bool,
}

/// An entry of a group: exactly one of the first three is set.
#[derive(Debug, Clone, Serialize)]
pub struct EntryView {
    /// A report.
    pub report: Option<Shared<ReportLineView>>,
    /// A group inside.
    pub group: Option<GroupView>,
    /// A link to something else: out of the archive, or to the page of an index file.
    pub link: Option<LinkView>,
    /// True where the link leaves the site.
    pub external: bool,
}

/// A page made from an index file or a folder: template `index.html`, name `index`.
#[derive(Debug, Clone, Serialize)]
pub struct IndexView {
    /// Its title.
    pub title: String,
    /// The whole body of the index file in HTML (safe); empty for a folder without one.
    pub body: Markup,
    /// What the group holds.
    pub contents: GroupView,
    /// The address where the source can be edited.
    pub edit_url: Option<String>,
}

/// An index with its terms: template `taxonomy.html`, name `taxonomy`; also in lists of indexes.
#[derive(Debug, Clone, Serialize)]
pub struct TaxonomyView {
    /// Its key, for example `service`.
    pub key: &'static str,
    /// Its title, for example `Services`.
    pub title: &'static str,
    /// Its address.
    pub url: String,
    /// How many terms it has at its top level.
    pub count: usize,
    /// Its terms at the top level, children inside. On the home page and in the list of all indexes only the commonest.
    pub terms: Vec<TermNodeView>,
    /// On the page of an index of more than forty terms: those that most reports have, at most twenty. Else empty.
    pub commonest: Vec<TermNodeView>,
    /// On the page of an index of more than forty terms: the same as `terms`, by initial letter. Else empty; years and
    /// severities keep their own order.
    pub letters: Vec<LetterView>,
    /// On the page of the years: the reports without a day. None where there are none.
    pub undated: Option<GroupView>,
}

/// The terms of an index that begin with one letter.
#[derive(Debug, Clone, Serialize)]
pub struct LetterView {
    /// The letter; `0–9` for figures, `Other` for all that is neither.
    pub letter: String,
    /// Its id on the page.
    pub anchor: String,
    /// The terms, children inside.
    pub terms: Vec<TermNodeView>,
}

/// A term in the tree of its index.
#[derive(Debug, Clone, Serialize)]
pub struct TermNodeView {
    /// Its name, without those of its parents.
    pub name: String,
    /// Its address.
    pub url: String,
    /// How many reports.
    pub count: usize,
    /// How many of them only by words that suggest it: nobody stated it.
    pub suggested: usize,
    /// The day of its newest incident; none where only days of publication are known.
    pub latest: Option<TimeView>,
    /// The terms under it.
    pub children: Vec<TermNodeView>,
}

/// A term's page: template `term.html`, name `term`.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// Its name, without those of its parents.
    pub name: String,
    /// The key of its index, for example `service`.
    pub taxonomy: &'static str,
    /// The title of its index, for example `Services`.
    pub taxonomy_title: &'static str,
    /// What its owners say of it.
    pub description: Option<String>,
    /// The terms under it.
    pub children: Vec<TermNodeView>,
    /// How many reports.
    pub count: usize,
    /// How many of them only by words that suggest it: nobody stated it.
    pub suggested: usize,
    /// Its reports by year, newest first.
    pub years: Vec<YearGroupView>,
    /// Those of them for which it is stated, where others are suggested only; else none.
    pub stated_years: Vec<YearGroupView>,
    /// Those for which it is suggested only, where others state it; else none.
    pub suggested_years: Vec<YearGroupView>,
    /// What of it came back: of a service with which causes, of a cause in which services; at most eight, those that are stated first, of
    /// these the longest. Empty for other indexes.
    pub chains: Vec<ChainView>,
    /// How many more there are.
    pub more_chains: usize,
    /// What its reports most often have in other indexes: title of the index, and the terms with their counts.
    pub meets: Vec<TaxonomyView>,
    /// Reports per year, as on the home page.
    pub strip: StripView,
    /// What its reports promise, on the page of a service, a cause or a team; none where they promise nothing.
    pub actions: Option<TermActionsView>,
}

/// The reports of one year.
#[derive(Debug, Clone, Serialize)]
pub struct YearGroupView {
    /// The year; none for reports without a date.
    pub year: Option<i16>,
    /// The reports, newest first.
    pub reports: Vec<Shared<ReportLineView>>,
}

/// How many actions there are in which state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ActionCountsView {
    /// To be done, or begun.
    pub open: usize,
    /// Of which nothing tells how far they are.
    pub untold: usize,
    /// Done.
    pub done: usize,
    /// It will not be done, or something else is done instead.
    pub dropped: usize,
}

/// An action as one line of a list.
#[derive(Debug, Clone, Serialize)]
pub struct ActionLineView {
    /// What is to be done, in plain words; the beginning of a long one.
    pub text: String,
    /// Its state: `open`, `in_progress`, `done`, `dropped`, `unknown`.
    pub status: &'static str,
    /// The state that its report tells, where the tracker's list says another.
    pub told: Option<&'static str>,
    /// Who does it, as written.
    pub owner: Option<String>,
    /// Its tickets, at most eight.
    pub tickets: Vec<TicketView>,
    /// How many more it has.
    pub more_tickets: usize,
    /// The report that promises it.
    pub report: Shared<LinkView>,
    /// The day of that.
    pub day: Option<TimeView>,
    /// How old it is: `12 days`, `1 year 3 months`. None where its report has no day.
    pub age: Option<String>,
    /// Where it was promised again, in the next later incident that did.
    pub again: Option<ActionAgainView>,
    /// Where it had been promised, in the last earlier incident that did.
    pub before: Option<ActionAgainView>,
    /// On the page of a term: true where its report stands under the term by suggestions only.
    pub suggested: bool,
}

/// A ticket of an action.
#[derive(Debug, Clone, Serialize)]
pub struct TicketView {
    /// As written: `OPS-12`.
    pub name: String,
    /// Where it leads, where the report or `[tickets]` tells.
    pub url: Option<String>,
}

/// The report of another action that is the same promise.
#[derive(Debug, Clone, Serialize)]
pub struct ActionAgainView {
    /// The report.
    pub report: Shared<LinkView>,
    /// True where both name the same ticket; false where they say it in nearly the same words.
    pub same_ticket: bool,
}

/// Actions that are alike far.
#[derive(Debug, Clone, Serialize)]
pub struct ActionGroupView {
    /// Which: `open`, `untold`, `over`.
    pub part: &'static str,
    /// How many there are.
    pub count: usize,
    /// The oldest of them.
    pub lines: Vec<ActionLineView>,
    /// How many are left out.
    pub more: usize,
}

/// The action ledger: template `actions.html`, name `actions`.
#[derive(Debug, Clone, Serialize)]
pub struct ActionsView {
    /// How many actions in which state.
    pub counts: ActionCountsView,
    /// How many reports promise something.
    pub reports: usize,
    /// How many actions were promised again in a later incident.
    pub again: usize,
    /// The day to which ages are counted; none where no report has one and nobody says when the site was built.
    pub day: Option<TimeView>,
    /// True where that is the day of the build, false where it is that of the newest report.
    pub built: bool,
    /// What is open, then what nothing tells of, then what is over; those without an action are left out. In a ledger of more than two
    /// hundred actions what is over stands on the pages of the years alone.
    pub groups: Vec<ActionGroupView>,
    /// The years, newest first, in a ledger of more than two hundred actions; else none.
    pub years: Vec<ActionYearLinkView>,
    /// By service, cause and team: those with most that is not over.
    pub taxonomies: Vec<ActionTaxonomyView>,
    /// The address of the table (CSV).
    pub csv: String,
    /// The address of the data (JSON).
    pub json: String,
}

/// A year of the action ledger.
#[derive(Debug, Clone, Serialize)]
pub struct ActionYearLinkView {
    /// The year; none for reports without a day.
    pub year: Option<i16>,
    /// The address of its first page.
    pub url: String,
    /// How many actions in which state.
    pub counts: ActionCountsView,
}

/// The terms of an index by what their reports promise.
#[derive(Debug, Clone, Serialize)]
pub struct ActionTaxonomyView {
    /// The title of the index, for example `Services`.
    pub title: &'static str,
    /// The address of the index.
    pub url: String,
    /// The terms with most actions that are not over, at most twelve.
    pub terms: Vec<ActionTermView>,
    /// How many terms more there are.
    pub more: usize,
}

/// A term with what its reports promise.
#[derive(Debug, Clone, Serialize)]
pub struct ActionTermView {
    /// Its name, parents first.
    pub name: String,
    /// The address of the list on its page.
    pub url: String,
    /// How many actions in which state.
    pub counts: ActionCountsView,
    /// How many of those that are not over are promised by reports that stand under it by suggestions only.
    pub suggested: usize,
}

/// What the reports of a term promise.
#[derive(Debug, Clone, Serialize)]
pub struct TermActionsView {
    /// How many actions in which state.
    pub counts: ActionCountsView,
    /// The oldest that are not over, at most twenty; those that are open first.
    pub lines: Vec<ActionLineView>,
    /// How many that are not over are left out.
    pub more: usize,
    /// The address of the action ledger.
    pub url: String,
}

/// A page of the actions of one year: template `action_year.html`, name `actions`.
#[derive(Debug, Clone, Serialize)]
pub struct ActionYearView {
    /// The year; none for reports without a day.
    pub year: Option<i16>,
    /// Which page of its year it is, from 1.
    pub number: usize,
    /// How many pages the year has.
    pub of: usize,
    /// The actions: what is open, what nothing tells of, what is over.
    pub groups: Vec<ActionGroupView>,
    /// The page before it.
    pub previous: Option<LinkView>,
    /// The page behind it.
    pub next: Option<LinkView>,
}

/// A redirect page: template `redirect.html`, name `redirect`.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectView {
    /// Where to, relative.
    pub url: String,
    /// The title of the target.
    pub title: String,
}

/// An Atom feed: template `feed.xml`, name `feed`.
#[derive(Debug, Clone, Serialize)]
pub struct FeedView {
    /// Its title.
    pub title: String,
    /// A permanent identifier, an absolute address.
    pub id: String,
    /// The absolute address of the feed.
    pub self_url: String,
    /// The absolute address of the page it belongs to.
    pub page_url: String,
    /// When the newest entry is dated, RFC 3339; never the time of the build.
    pub updated: String,
    /// The entries, newest first, at most fifty.
    pub entries: Vec<FeedEntryView>,
}

/// An entry of a feed.
#[derive(Debug, Clone, Serialize)]
pub struct FeedEntryView {
    /// Its title.
    pub title: String,
    /// The absolute address of the report, also its identifier.
    pub url: String,
    /// Its date, RFC 3339.
    pub updated: String,
    /// Its summary.
    pub summary: Option<String>,
    /// Its terms (services, causes, tags).
    pub categories: Vec<String>,
}

/// The sitemap: template `sitemap.xml`, name `sitemap`.
#[derive(Debug, Clone, Serialize)]
pub struct SitemapView {
    /// Absolute addresses, in order.
    pub urls: Vec<String>,
}
