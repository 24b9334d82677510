//! How old actions are, and to which day that is counted.
//!
//! Takes the reports and the day of the build, where somebody says it, gives a day and days. Only a report that tells its day tells ages.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::postmortem::Postmortem;

/// To which day ages are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// That of the build, as somebody says.
    Built(Date),
    /// That of the newest report.
    Newest(Date),
}

impl Counted {
    /// The day.
    pub fn day(self) -> Date {
        match self {
            Self::Built(day) | Self::Newest(day) => day,
        }
    }
}

/// The day to which ages are counted.
pub(super) fn counted(
    reports: &[Arc<Postmortem>],
    built: Option<Date>,
    diagnostics: &mut Diagnostics,
) -> Option<Counted> {
    let newest = reports.iter().filter_map(|report| report.exact_day()).max();
    if let (Some(built), Some(newest)) = (built, newest)
        && built < newest
        && reports.iter().any(|report| !report.actions.is_empty())
    {
        let message =
            format!("the day of the build is {built}, before that of the newest report, {newest}");
        diagnostics.push(
            Diagnostic::note("early-build-date", message)
                .help("actions of reports after it have no age; set `date` under `[build]`"),
        );
    }
    built
        .map(Counted::Built)
        .or_else(|| newest.map(Counted::Newest))
}

/// How many days lie between a report and that day.
pub(super) fn age(report: &Postmortem, day: Date) -> Option<u32> {
    let passed = report.exact_day()?.until(day).ok()?.get_days();
    u32::try_from(passed).ok()
}
