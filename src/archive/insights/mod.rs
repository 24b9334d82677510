//! What keeps hurting us: numbers over the whole archive, each with what it does not know.
//!
//! Takes an archive, gives counts, lengths of time and lists of reports, every one a whole number; the modules beside this one make a part
//! each. A report that does not tell something is counted as such and never left out silently. It makes no mean, no trend and no sentence,
//! and knows no page.

mod lengths;
mod matrix;
mod recurring;
mod told;
mod ways;
mod years;

use super::taxonomy::Suggested;
use super::{Archive, ReportIndex};
use crate::postmortem::remark::Of;

pub use lengths::{LEAST, Length, Lengths, Spread};
pub use matrix::{Cell, MOST as MOST_TERMS, Matrix};
pub use recurring::{Recurring, Series};
pub use told::{Fact, Told};
pub use ways::{Way, Ways};
pub use years::{Year, Years};

/// All of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Insights {
    /// Where causes meet services; none where one of the two indexes is switched off.
    pub matrix: Option<Matrix>,
    /// Reports by year and severity.
    pub years: Years,
    /// How long incidents lasted.
    pub lasted: Lengths,
    /// How long it took until they were noticed.
    pub noticed: Lengths,
    /// How they were noticed.
    pub ways: Ways,
    /// How many reports state a fact, and how many say nothing.
    pub told: Vec<Told>,
    /// What happened again.
    pub recurring: Recurring,
    /// The reports that speak of luck, in the archive's order.
    pub luck: Vec<ReportIndex>,
    /// The reports that speak of surprise, in the archive's order.
    pub surprise: Vec<ReportIndex>,
}

impl Insights {
    /// Counts an archive; `suggested` knows what of its taxonomies nobody stated.
    pub fn of(archive: &Archive, suggested: &Suggested) -> Self {
        let reports = &archive.reports;
        let speaking = |of: Of| {
            let speak =
                |at: &ReportIndex| reports[*at].remarks.iter().any(|remark| remark.of == of);
            (0..reports.len()).filter(speak).collect()
        };
        Self {
            matrix: Matrix::of(archive, suggested),
            years: Years::of(reports),
            lasted: Lengths::lasted(reports),
            noticed: Lengths::noticed(reports),
            ways: Ways::of(reports.iter().map(|report| &**report)),
            told: told::of(reports),
            recurring: Recurring::of(&archive.recurrence),
            luck: speaking(Of::Luck),
            surprise: speaking(Of::Surprise),
        }
    }
}
