//! The pages of what keeps hurting us: numbers as charts and tables show them.

use serde::Serialize;

use super::frame::LinkView;
use super::line::{ReportLineView, TermLinkView, TimeView};
use crate::site::shared::Shared;

/// What keeps hurting us: template `insights.html`, name `insights`.
#[derive(Debug, Clone, Serialize)]
pub struct InsightsView {
    /// How many reports there are.
    pub reports: usize,
    /// Where causes meet services; none where one of the two indexes is switched off.
    pub matrix: Option<MatrixView>,
    /// Reports by year and severity.
    pub years: ByYearView,
    /// How long incidents lasted.
    pub lasted: LengthsView,
    /// How long it took until they were noticed.
    pub noticed: LengthsView,
    /// How they were noticed: a row a way, the commonest first, and one for those that do not say.
    pub detection: BarsView,
    /// How many ways more there are.
    pub more_ways: usize,
    /// How many reports state the day, the severity, and so on; a row a fact.
    pub told: BarsView,
    /// What happened again.
    pub recurring: RecurringView,
    /// The registers of luck and of surprise, with their newest reports; those without an entry are left out.
    pub registers: Vec<RegisterView>,
}

/// Where causes meet services.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixView {
    /// The services of the columns, the commonest first, at most twelve.
    pub services: Vec<LinkView>,
    /// The causes of the rows, the commonest first, at most twelve.
    pub rows: Vec<MatrixRowView>,
    /// How many services more meet a cause.
    pub more_services: usize,
    /// How many causes more meet a service.
    pub more_causes: usize,
    /// The address of the index of services, where there is one.
    pub services_url: Option<String>,
    /// The address of the index of causes, where there is one.
    pub causes_url: Option<String>,
    /// How many reports have both.
    pub both: usize,
    /// How many of them stand in a cell.
    pub shown: usize,
    /// How many have a service and no cause.
    pub without_cause: usize,
    /// How many have a cause and no service.
    pub without_service: usize,
    /// How many have neither.
    pub without_both: usize,
}

/// A row of the matrix.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRowView {
    /// The cause, with the page of its reports.
    pub cause: LinkView,
    /// Its cells.
    pub cells: Vec<CellView>,
}

/// A cell of the matrix.
#[derive(Debug, Clone, Serialize)]
pub struct CellView {
    /// How many reports.
    pub count: usize,
    /// How many of them by a suggestion: nobody stated the cause, or nobody stated the service.
    pub suggested: usize,
    /// How dark: 0 for none, 1 to 4.
    pub shade: usize,
    /// The address of the list of these reports; none for an empty cell.
    pub url: Option<String>,
}

/// The reports of a cause by service: template `insights_cause.html`, name `insights`.
#[derive(Debug, Clone, Serialize)]
pub struct InsightsCauseView {
    /// The cause, with its own page.
    pub cause: LinkView,
    /// The services of the matrix that it meets.
    pub services: Vec<MetServiceView>,
    /// The address of the insights.
    pub url: String,
}

/// The reports of a cause and a service.
#[derive(Debug, Clone, Serialize)]
pub struct MetServiceView {
    /// The service, with its own page.
    pub service: LinkView,
    /// Its place on the page: `services/orders` of the id `pm:services/orders`.
    pub anchor: String,
    /// How many reports.
    pub count: usize,
    /// How many of them by a suggestion.
    pub all_suggested: usize,
    /// Those that state cause and service, the newest first.
    pub stated: Vec<Shared<ReportLineView>>,
    /// Those of which one of the two is only suggested.
    pub suggested: Vec<Shared<ReportLineView>>,
    /// How many more there are: at most two hundred are listed.
    pub more: usize,
}

/// Reports by year and severity.
#[derive(Debug, Clone, Serialize)]
pub struct ByYearView {
    /// A row a year, the oldest first, one between without a report as well; of several in a row only their number is told. The columns are
    /// severities: `0` to `5`, `none`.
    pub bars: BarsView,
    /// How many reports tell no day.
    pub undated: usize,
    /// Of how many only the day of publication is known.
    pub by_publication: usize,
    /// The address of the index of years, where there is one.
    pub url: Option<String>,
}

/// Numbers as bars of parts.
#[derive(Debug, Clone, Serialize)]
pub struct BarsView {
    /// What the parts stand for, in order.
    pub columns: Vec<BarColumnView>,
    /// The bars.
    pub rows: Vec<BarRowView>,
    /// The number of the longest bar, 1 at least.
    pub most: usize,
}

/// What a part of bars stands for.
#[derive(Debug, Clone, Serialize)]
pub struct BarColumnView {
    /// For style sheets: a severity (`0` to `5`, `none`), or `stated`, `suggested`, `silent`.
    pub key: String,
    /// In words: `severity 1`, `stated`.
    pub title: String,
}

/// A bar.
#[derive(Debug, Clone, Serialize)]
pub struct BarRowView {
    /// What it is of: `2021`, `User report`, `Severity`.
    pub title: String,
    /// Where it leads.
    pub url: Option<String>,
    /// How many years without a report are left out before it.
    pub left_out: i16,
    /// Its whole number.
    pub total: usize,
    /// Its parts, one for each column.
    pub parts: Vec<BarPartView>,
}

/// A part of a bar.
#[derive(Debug, Clone, Serialize)]
pub struct BarPartView {
    /// The key of its column.
    pub key: String,
    /// Its number.
    pub count: usize,
    /// The numbers of the parts before it.
    pub from: usize,
}

/// How long something took, a length for each report that tells.
#[derive(Debug, Clone, Serialize)]
pub struct LengthsView {
    /// How many reports tell.
    pub count: usize,
    /// How many of them say it themselves; for the others it follows from the times that they tell.
    pub stated: usize,
    /// How many do not tell.
    pub silent: usize,
    /// So many lengths at least have a median and quartiles.
    pub least: usize,
    /// The shortest in words; none without a length.
    pub shortest: Option<String>,
    /// The longest.
    pub longest: Option<String>,
    /// Median and quartiles; none where there are too few lengths.
    pub spread: Option<SpreadView>,
    /// The marks of the scale, from left to right.
    pub ticks: Vec<TickView>,
    /// A dot a report, the shortest first; none where there are too many, or too many beside each other.
    pub dots: Vec<DotView>,
    /// How many dots stand on each other at most.
    pub rows: usize,
    /// Where there are no dots, how many lengths each part of the scale has.
    pub bins: Vec<BinView>,
    /// The number of the fullest, 1 at least.
    pub most: usize,
}

/// Median and quartiles.
#[derive(Debug, Clone, Serialize)]
pub struct SpreadView {
    /// A quarter is shorter: `12 min`.
    pub lower: String,
    /// Half is shorter.
    pub median: String,
    /// Three quarters are shorter.
    pub upper: String,
    /// Where the three stand on the scale, in thousandths of its length.
    pub at: [u32; 3],
}

/// A mark of a scale.
#[derive(Debug, Clone, Serialize)]
pub struct TickView {
    /// Where it stands, in thousandths of the length of the scale.
    pub at: u32,
    /// Its words: `10 min`.
    pub title: String,
}

/// A dot.
#[derive(Debug, Clone, Serialize)]
pub struct DotView {
    /// Where it stands on the scale, in thousandths of its length.
    pub at: u32,
    /// How many dots stand below it.
    pub row: usize,
    /// How long, in words.
    pub length: String,
    /// True where the report says so itself.
    pub stated: bool,
    /// The report.
    pub report: Shared<LinkView>,
    /// The day of the report.
    pub day: Option<TimeView>,
}

/// A part of a scale.
#[derive(Debug, Clone, Serialize)]
pub struct BinView {
    /// Where it begins, in thousandths of the length of the scale.
    pub at: u32,
    /// How wide it is.
    pub width: u32,
    /// The shortest length in it, in words.
    pub from: String,
    /// The longest.
    pub to: String,
    /// How many reports.
    pub count: usize,
}

/// What happened again.
#[derive(Debug, Clone, Serialize)]
pub struct RecurringView {
    /// So many days later at most the same cause in the same service is the same thing again; 0 where only heads say so.
    pub days: u32,
    /// How many reports came after another that was the same thing, by what they state.
    pub again: usize,
    /// How many others did if what their words suggest is so.
    pub perhaps: usize,
    /// Reports with the same services and causes: those that are stated first, of these the longest; at most twelve.
    pub series: Vec<SeriesView>,
    /// How many more there are.
    pub more: usize,
    /// What heads call the same thing again, the newest first, at most twelve.
    pub named: Vec<NamedAgainView>,
    /// How many more there are.
    pub more_named: usize,
}

/// Reports with the same services and causes.
#[derive(Debug, Clone, Serialize)]
pub struct SeriesView {
    /// The services.
    pub services: Vec<TermLinkView>,
    /// The causes.
    pub causes: Vec<TermLinkView>,
    /// How often it happened.
    pub times: usize,
    /// True where no two of its reports state both.
    pub suggested: bool,
    /// The newest of its reports, at most four.
    pub incidents: Vec<SeriesIncidentView>,
    /// How many earlier ones there are.
    pub more: usize,
}

/// A report of a series.
#[derive(Debug, Clone, Serialize)]
pub struct SeriesIncidentView {
    /// The report.
    pub report: Shared<LinkView>,
    /// Its day.
    pub day: Option<TimeView>,
    /// Its actions that are still to be done though it happened again, at most two; none where nothing is known to have come behind it.
    pub open_actions: Vec<String>,
    /// How many more of them are.
    pub more_open: usize,
}

/// What a head calls the same thing again.
#[derive(Debug, Clone, Serialize)]
pub struct NamedAgainView {
    /// The report with that head.
    pub report: Shared<LinkView>,
    /// Its day.
    pub day: Option<TimeView>,
    /// The earlier one, with its actions that are still to be done.
    pub earlier: SeriesIncidentView,
}

/// A register: what reports say of luck, or of surprise. On the page of insights, and by itself: template `remarks.html`, name `register`.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterView {
    /// Of what: `luck` or `surprise`.
    pub key: &'static str,
    /// How many remarks there are in all.
    pub count: usize,
    /// How many reports have one.
    pub reports: usize,
    /// The address of its first page.
    pub url: String,
    /// The reports with their remarks, the newest first.
    pub lines: Vec<RemarkedView>,
    /// How many more reports the register has; on its own pages 0.
    pub more: usize,
    /// Which of its pages this is, from 1.
    pub number: usize,
    /// How many it has.
    pub of: usize,
    /// The page before it.
    pub previous: Option<LinkView>,
    /// The page behind it.
    pub next: Option<LinkView>,
}

/// What a report says of luck, or of surprise.
#[derive(Debug, Clone, Serialize)]
pub struct RemarkedView {
    /// The report.
    pub report: Shared<LinkView>,
    /// Its day.
    pub day: Option<TimeView>,
    /// Its remarks, in the order of the text.
    pub remarks: Vec<RemarkView>,
    /// How many more it has.
    pub more: usize,
}

/// A remark.
#[derive(Debug, Clone, Serialize)]
pub struct RemarkView {
    /// Its plain words; of long ones the beginning.
    pub text: String,
    /// The address of the section of the report that it stands in.
    pub url: String,
}
