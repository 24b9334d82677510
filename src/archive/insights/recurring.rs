//! What happened again, over the whole archive.
//!
//! Takes the chains that `recurrence` found, gives them as series: chains of the very same reports are one, whichever services and causes
//! they share. It finds no chain of its own.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::archive::recurrence::{Chain, Way};
use crate::archive::{Recurrence, ReportIndex};

/// All of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recurring {
    /// The series: those that are stated first, of these the longest, of these the one that came back last.
    pub series: Vec<Series>,
    /// Reports with one that their heads call the earlier incident, in the archive's order.
    pub named: Vec<(ReportIndex, ReportIndex)>,
    /// How many reports came after another of a series that is stated, or name an earlier one.
    pub again: usize,
    /// How many others came after another of a series that is only suggested.
    pub perhaps: usize,
}

/// The same reports of the same services with the same causes.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The services, as indexes into the terms of their index.
    pub services: Vec<usize>,
    /// The causes.
    pub causes: Vec<usize>,
    /// How often it happened.
    pub times: usize,
    /// True where no two of its reports state service and cause.
    pub suggested: bool,
    /// The reports, the newest first, each with whether it came back after it: of one day that is not known where a start is missing.
    pub reports: Vec<(ReportIndex, bool)>,
}

impl Recurring {
    pub(super) fn of(recurrence: &Recurrence) -> Self {
        let mut by_reports: BTreeMap<Vec<ReportIndex>, Vec<&Chain>> = BTreeMap::new();
        for chain in recurrence.chains() {
            let reports = chain.reports().rev().collect();
            by_reports.entry(reports).or_default().push(chain);
        }
        let (mut again, mut perhaps) = (BTreeSet::new(), BTreeSet::new());
        let mut series: Vec<Series> = by_reports
            .into_iter()
            .map(|(reports, chains)| {
                let terms = |of: fn(&Chain) -> usize| {
                    let terms: BTreeSet<usize> = chains.iter().map(|chain| of(chain)).collect();
                    terms.into_iter().collect()
                };
                // They have the same reports, so that one of them tells.
                let is_near = |report: ReportIndex, way: Way| {
                    let chain = chains.first();
                    chain.is_some_and(|chain| recurrence.has_near(chain, report, way))
                };
                let suggested = chains.iter().all(|chain| chain.is_suggested);
                // A series that two reports state may have others that only suggest it.
                for report in &reports {
                    if !is_near(*report, Way::Before) {
                        continue;
                    }
                    let stated = chains
                        .iter()
                        .any(|chain| recurrence.is_stated(chain, *report));
                    let came_back = if stated { &mut again } else { &mut perhaps };
                    came_back.insert(*report);
                }
                let reports = reports.into_iter();
                Series {
                    reports: reports
                        .map(|report| (report, is_near(report, Way::After)))
                        .collect(),
                    services: terms(|chain| chain.service),
                    causes: terms(|chain| chain.cause),
                    times: chains
                        .iter()
                        .map(|chain| chain.times)
                        .max()
                        .unwrap_or_default(),
                    suggested,
                }
            })
            .collect();
        // Reports stand in the archive's order, the newest first: the smallest number came last.
        series.sort_by_key(|one| {
            (
                one.suggested,
                Reverse(one.times),
                one.reports.first().map(|(newest, _)| *newest),
            )
        });
        let named: Vec<(ReportIndex, ReportIndex)> = recurrence.named().collect();
        again.extend(named.iter().map(|(later, _)| *later));
        Self {
            series,
            again: again.len(),
            perhaps: perhaps.difference(&again).count(),
            named,
        }
    }
}
