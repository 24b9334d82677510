//! What happened again, over the whole archive.

use crate::archive::ReportIndex;
use crate::archive::insights::{Recurring, Series};
use crate::site::Site;
use crate::site::link::Linker;
use crate::site::views::{NamedAgainView, RecurringView, SeriesIncidentView, SeriesView};
use crate::site::words;

use super::super::again::{open_actions, term_link};
use super::super::line::link;

/// Series that are listed, and pairs that heads name.
const MOST: usize = 12;
/// Reports that are listed of one.
const MOST_OF_SERIES: usize = 4;
/// Services and causes that one names.
const MOST_TERMS: usize = 6;

/// All of it as templates take it.
pub(super) fn view(site: &Site, linker: &Linker<'_>, recurring: &Recurring) -> RecurringView {
    let series = recurring.series.iter().take(MOST);
    let named = recurring.named.iter().take(MOST);
    let named = named.map(|(later, earlier)| NamedAgainView {
        report: link(site, linker, *later),
        day: words::day(site.language(), &site.archive.reports[*later].occurred),
        earlier: incident(site, linker, *earlier, true),
    });
    RecurringView {
        days: site.archive.recurrence.days(),
        again: recurring.again,
        perhaps: recurring.perhaps,
        series: series.map(|one| of_series(site, linker, one)).collect(),
        more: recurring.series.len().saturating_sub(MOST),
        named: named.collect(),
        more_named: recurring.named.len().saturating_sub(MOST),
    }
}

fn of_series(site: &Site, linker: &Linker<'_>, series: &Series) -> SeriesView {
    let terms = |key: &'static str, terms: &[usize]| {
        let terms = terms.iter().take(MOST_TERMS);
        terms
            .map(|term| term_link(site, linker, key, *term))
            .collect()
    };
    let reports = series.reports.iter().take(MOST_OF_SERIES);
    SeriesView {
        services: terms("service", &series.services),
        causes: terms("cause", &series.causes),
        times: series.times,
        suggested: series.suggested,
        incidents: reports
            .map(|(report, came_back)| incident(site, linker, *report, *came_back))
            .collect(),
        more: series.reports.len().saturating_sub(MOST_OF_SERIES),
    }
}

fn incident(
    site: &Site,
    linker: &Linker<'_>,
    report: ReportIndex,
    came_back: bool,
) -> SeriesIncidentView {
    let (open_actions, more_open) = if came_back {
        open_actions(site, report)
    } else {
        (Vec::new(), 0)
    };
    SeriesIncidentView {
        report: link(site, linker, report),
        day: words::day(site.language(), &site.archive.reports[report].occurred),
        open_actions,
        more_open,
    }
}
