//! Which of the names that reports bring forward become services: decided once, for all of them.
//!
//! Takes the reports with their candidates, gives those that state no service the surest ones as suggestions. A name that several
//! reports bring forward is surer there; one that nearly all of them do (the product, the organisation) is no surer for that.

use std::collections::{BTreeMap, BTreeSet};

use super::spelling::identity;
use crate::postmortem::Postmortem;

/// So much must speak for a service.
const NEEDED: f32 = 2.0;
/// At most so many are suggested for a report.
const MOST: usize = 4;
/// What has less of the surest one's weight is left out.
const SHARE: f32 = 0.34;
/// What each further report that brings a name forward adds to its weight, as a share of it.
const AGAIN: f32 = 0.2;
/// No more reports than these add to it.
const MOST_AGAIN: f32 = 4.0;

/// Suggests services for the reports that state none.
pub(super) fn suggest(reports: &mut [Postmortem]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for report in &*reports {
        let facets = report.candidates.iter().map(|candidate| &candidate.facet);
        let names: BTreeSet<String> = facets
            .chain(&report.services)
            .map(|facet| identity(&facet.name))
            .collect();
        for name in names {
            *counts.entry(name).or_default() += 1;
        }
    }
    // In a handful of reports nothing is everywhere.
    let everywhere = (reports.len() * 6).div_ceil(10).max(4);
    for report in reports {
        let candidates = std::mem::take(&mut report.candidates);
        if !report.services.is_empty() {
            continue;
        }
        let mut weighed: Vec<(f32, _)> = candidates
            .into_iter()
            .map(|candidate| {
                let count = counts
                    .get(&identity(&candidate.facet.name))
                    .copied()
                    .unwrap_or(1);
                let again = if count < everywhere {
                    f32::from(u16::try_from(count.saturating_sub(1)).unwrap_or(u16::MAX))
                        .min(MOST_AGAIN)
                } else {
                    0.0
                };
                (candidate.weight * (1.0 + AGAIN * again), candidate.facet)
            })
            .filter(|(weight, _)| *weight >= NEEDED)
            .collect();
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
        let top = weighed.first().map_or(0.0, |(weight, _)| *weight);
        report.services = weighed
            .into_iter()
            .filter(|(weight, _)| *weight >= top * SHARE)
            .take(MOST)
            .map(|(_, facet)| facet)
            .collect();
    }
}
