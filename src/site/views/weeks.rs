//! The page of anniversaries and those of its weeks.

use serde::Serialize;

use super::frame::LinkView;
use super::line::ReportLineView;
use crate::site::shared::Shared;

/// The incidents by the week of the year: template `anniversaries.html`, name `anniversaries`.
#[derive(Debug, Clone, Serialize)]
pub struct AnniversariesView {
    /// How many incidents tell their day.
    pub dated: usize,
    /// How many do not, and stand in no week.
    pub undated: usize,
    /// The 53 weeks of ISO 8601, in their order, those without an incident too.
    pub weeks: Vec<WeekView>,
    /// True where each week shows only some of its incidents and has a page of its own.
    pub long: bool,
}

/// One week of the year, over all years: of the page of anniversaries, and template `week.html`, name `week`.
#[derive(Debug, Clone, Serialize)]
pub struct WeekView {
    /// Its number, from 1 to 53.
    pub number: usize,
    /// Its id on the page of anniversaries: `week-07`.
    pub id: String,
    /// The day in the middle of it, give or take three: `15 February`.
    pub around: String,
    /// How many incidents began in it.
    pub count: usize,
    /// These incidents, the newest first; where there are many, the worst of them.
    pub reports: Vec<Shared<ReportLineView>>,
    /// Its own page, where it has one.
    pub url: Option<String>,
    /// On that page: the week before it that has an incident.
    pub previous: Option<LinkView>,
    /// On that page: the week behind it that has one.
    pub next: Option<LinkView>,
}
