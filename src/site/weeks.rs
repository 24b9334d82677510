//! The incidents by the week of the year in which they began, over all years: which of the 53 weeks each belongs to, and which pages
//! they have.
//!
//! A week is that of ISO 8601: it begins on a Monday, and belongs to the year that has its Thursday. Only an incident whose report tells
//! the day on which it began has one: a month is no day, and a day of publication is another one. What day it is today, nothing here asks.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::archive::ReportIndex;
use crate::postmortem::{DateOrigin, Postmortem, Precision};

use super::path::SitePath;

/// So many incidents at most stand on one page; where there are more, each week has a page of its own.
pub(super) const LONG: usize = 600;
/// Weeks that a year can have.
const WEEKS: usize = 53;
/// Where there are fewer incidents with a day, there is nothing to remember.
const FEWEST: usize = 2;

/// The weeks.
#[derive(Debug)]
pub(super) struct Weeks {
    /// The page of all.
    pub(super) main: SitePath,
    /// The incidents of each week, the newest first.
    pub(super) reports: Vec<Vec<ReportIndex>>,
    /// The page of each week; none where all stand on one page, or where the week has no incident.
    pub(super) pages: Vec<Option<SitePath>>,
    /// Incidents with a day.
    pub(super) dated: usize,
    /// Those without one.
    pub(super) undated: usize,
}

impl Weeks {
    /// The weeks of these reports; none where too few tell their days.
    pub(super) fn of(reports: &[Arc<Postmortem>]) -> Option<Self> {
        let mut weeks = vec![Vec::new(); WEEKS];
        let mut dated = 0;
        for (at, report) in reports.iter().enumerate() {
            let Some(day) = day(report) else { continue };
            if let Some(own) = week(day).and_then(|week| weeks.get_mut(week)) {
                own.push((Reverse(day), at));
                dated += 1;
            }
        }
        let weeks: Vec<Vec<ReportIndex>> = weeks
            .into_iter()
            .map(|mut own: Vec<(Reverse<Date>, ReportIndex)>| {
                own.sort_unstable();
                own.into_iter().map(|(_, at)| at).collect()
            })
            .collect();
        if dated < FEWEST {
            return None;
        }
        let pages = weeks.iter().enumerate().map(|(week, reports)| {
            let has_page = dated > LONG && !reports.is_empty();
            has_page.then(|| SitePath::page(&format!("anniversaries/{:02}", week + 1)))
        });
        Some(Self {
            main: SitePath::page("anniversaries"),
            pages: pages.collect(),
            reports: weeks,
            dated,
            undated: reports.len() - dated,
        })
    }
}

/// The day on which an incident began. The archive may list its report under another: that of its file, of its head.
pub(super) fn day(report: &Postmortem) -> Option<Date> {
    let when = &report.occurred;
    let start = when.start.as_ref();
    if let Some(start) = start.filter(|start| start.precision <= Precision::Day) {
        return Some(start.day());
    }
    let is_other = when.origin == Some(DateOrigin::Publication);
    report.exact_day().filter(|_| !is_other)
}

/// The week of a day, from 0.
fn week(day: Date) -> Option<usize> {
    usize::try_from(day.iso_week_date().week() - 1).ok()
}

/// The day that the Thursday of a week (from 0) falls on in the middle of all years: no year has it more than four days away.
pub(super) fn around(week: usize) -> Option<Date> {
    let number = i8::try_from(week + 1).ok()?;
    // In 2018 the first Thursday is the fourth of January; the 53rd week of 2015 ends with its year.
    let year = if number == 53 { 2015 } else { 2018 };
    let thursday = ISOWeekDate::new(year, number, Weekday::Thursday).ok()?;
    Some(thursday.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_those_of_iso_8601() {
        for (written, expected) in [
            ("2021-01-03", 53),
            ("2021-01-04", 1),
            ("2018-12-31", 1),
            ("2024-02-29", 9),
            ("2026-12-31", 53),
            ("2027-01-03", 53),
        ] {
            let day: Date = written.parse().expect("it is a day");
            assert_eq!(week(day), Some(expected - 1), "{written}");
        }
    }

    #[test]
    fn no_thursday_is_more_than_four_days_from_the_middle_one() {
        let mut farthest = 0;
        for year in 1990..2040 {
            for number in 1..=53_i8 {
                let Ok(thursday) = ISOWeekDate::new(year, number, Weekday::Thursday) else {
                    continue;
                };
                let middle = around(usize::try_from(number - 1).unwrap()).unwrap();
                // Days of the calendar, whatever the year.
                let place = |day: Date| Date::new(2020, day.month(), day.day()).unwrap();
                let days = (place(thursday.date()) - place(middle)).get_days();
                farthest = farthest.max(days.abs());
            }
        }
        assert_eq!(farthest, 4);
    }
}
