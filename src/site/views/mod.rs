//! What templates may see: plain data, documented field by field. This is the contract with themes (`api = 1`).
//!
//! Every page template sees `page` (a [`PageView`]), `site` (a [`SiteView`]) and, under the name its kind has, one of the
//! other views. Fields that hold HTML are safe and meant for `|safe`; all others are escaped by the template. Addresses are
//! relative to the page that shows them, so that a site works in any folder and from `file://`.

mod actions;
mod data;
mod frame;
mod insights;
mod line;
mod lists;
mod phases;
mod primer;
mod report;
mod search;
mod timeline;
mod weeks;

pub use actions::{
    ActionAgainView, ActionCountsView, ActionDueView, ActionGroupView, ActionLineView,
    ActionTaxonomyView, ActionTermView, ActionYearLinkView, ActionYearView, ActionsView,
    TermActionsView, TicketView,
};
pub use data::{
    DataFileView, DataView, FeedEntryView, FeedGroupView, FeedView, ListedFeedView, OpmlView,
};
pub use frame::{
    AlternateView, BesideView, FrameView, LinkView, NavigationView, PageView, RedirectView,
    SiteView, SitemapView,
};
pub use insights::{
    BarColumnView, BarPartView, BarRowView, BarsView, BinView, ByYearView, CellView, DotView,
    InsightsCauseView, InsightsView, LengthsView, MatrixRowView, MatrixView, MetServiceView,
    NamedAgainView, RecurringView, RegisterView, RemarkView, RemarkedView, SeriesIncidentView,
    SeriesView, SpreadView, TickView,
};
pub use line::{ReportLineView, SeverityView, TermLinkView, TimeView};
pub use lists::{
    EntryView, GroupView, HomeView, IndexView, LetterView, StripView, TaxonomyView, TermNodeView,
    TermView, YearGroupView, YearView,
};
pub use phases::{PhaseView, PhasesView};
pub use primer::{NoticedView, PrimerView, RunbookView};
pub use report::{
    AgainView, ChainView, ChangedView, FacetView, IncidentView, MilestoneView, OutlineView,
    PairView, ReadFromView, RelatedView, ReportView, RoleView,
};
pub use search::{InitialView, SearchView, TitleGroupView, TitlesView};
pub use timeline::TimelineView;
pub use weeks::{AnniversariesView, WeekView};
