//! Reports by the year of their day and by severity.
//!
//! Takes the reports, gives a row for each year that has one. A severity that is not stated, or whose label has no place from 0 to 5, is a
//! column of its own; a report without a day stands in no year and is counted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::postmortem::{DateOrigin, Postmortem};

/// The years.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Years {
    /// The severities that any report has, the worst first, none last.
    pub levels: Vec<Option<u8>>,
    /// The years, the oldest first.
    pub years: Vec<Year>,
    /// How many reports tell no day.
    pub undated: usize,
    /// Of how many only the day of publication is known.
    pub by_publication: usize,
}

/// A year.
#[derive(Debug, Clone, PartialEq)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// How many reports of each severity, in the order of [`Years::levels`].
    pub counts: Vec<usize>,
}

impl Year {
    /// How many reports it has.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

impl Years {
    pub(super) fn of(reports: &[Arc<Postmortem>]) -> Self {
        // A severity that nobody knows comes behind all others.
        let rank = |report: &Postmortem| {
            let level = report.severity.as_ref().and_then(|severity| severity.level);
            (level.is_none(), level)
        };
        let mut found: BTreeMap<i16, BTreeMap<(bool, Option<u8>), usize>> = BTreeMap::new();
        for report in reports {
            if let Some(day) = report.day() {
                let counts = found.entry(day.year()).or_default();
                *counts.entry(rank(report)).or_default() += 1;
            }
        }
        let levels: BTreeSet<(bool, Option<u8>)> =
            found.values().flat_map(BTreeMap::keys).copied().collect();
        let years = found.into_iter().map(|(year, counts)| Year {
            year,
            counts: (levels.iter())
                .map(|level| counts.get(level).copied().unwrap_or_default())
                .collect(),
        });
        let count = |is: fn(&&Arc<Postmortem>) -> bool| reports.iter().filter(is).count();
        Self {
            years: years.collect(),
            levels: levels.into_iter().map(|(_, level)| level).collect(),
            undated: count(|report| report.day().is_none()),
            by_publication: count(|report| {
                report.day().is_some() && report.occurred.origin == Some(DateOrigin::Publication)
            }),
        }
    }
}
