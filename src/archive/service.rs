//! Which of the names that reports bring forward become services: decided once, for all of them.
//!
//! Takes the reports with their candidates, gives those that state no service the surest ones as suggestions. A name that several
//! reports bring forward is surer there; one that nearly all of them do (the product, the organisation) is no surer for that.

use std::collections::BTreeMap;

use super::spelling::identity;
use crate::postmortem::{Candidate, Facet, Postmortem};

/// So much must speak for a service.
const NEEDED: f32 = 2.0;
/// At most so many are suggested for a report.
const MOST: usize = 4;
/// What has less of the surest one's weight is left out.
const SHARE: f32 = 0.34;
/// What each further report that brings a name forward adds to its weight, as a share of it.
const AGAIN: f32 = 0.2;
/// No more reports than these add to it.
const MOST_AGAIN: usize = 4;

/// In so many other reports an unsure name must be a sure one.
const CONFIRMED: usize = 2;
/// What that makes of its weight.
const CONFIRMS: f32 = 1.5;

/// In how many reports a name is brought forward.
#[derive(Default)]
struct Count {
    all: usize,
    sure: usize,
}

/// Suggests services for the reports that state none.
pub(super) fn suggest(reports: &mut [Postmortem]) {
    let counts = counts(reports);
    // In a handful of reports nothing is everywhere.
    let everywhere = (reports.len() * 6).div_ceil(10).max(4);
    for report in reports {
        let candidates = std::mem::take(&mut report.candidates);
        if !report.services.is_empty() {
            continue;
        }
        let weigh = |candidate: Candidate| {
            let count = counts.get(&identity(&candidate.facet.name));
            let (all, sure) = count.map_or((1, 0), |count| (count.all, count.sure));
            let again = if all < everywhere {
                all.saturating_sub(1).min(MOST_AGAIN)
            } else {
                0
            };
            let mut weight =
                candidate.weight * (1.0 + AGAIN * f32::from(u8::try_from(again).unwrap_or(0)));
            if !candidate.is_sure {
                weight *= if sure >= CONFIRMED { CONFIRMS } else { 0.0 };
            }
            (weight, candidate.facet)
        };
        let mut weighed: Vec<(f32, Facet)> = candidates
            .into_iter()
            .map(weigh)
            .filter(|(weight, _)| *weight >= NEEDED)
            .collect();
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
        let top = weighed.first().map_or(0.0, |(weight, _)| *weight);
        let best = weighed
            .into_iter()
            .filter(|(weight, _)| *weight >= top * SHARE);
        report.services = best.take(MOST).map(|(_, facet)| facet).collect();
    }
}

fn counts(reports: &[Postmortem]) -> BTreeMap<String, Count> {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for report in reports {
        let mut names: BTreeMap<String, bool> = BTreeMap::new();
        for candidate in &report.candidates {
            let is_sure = candidate.is_sure && candidate.weight >= NEEDED;
            *names.entry(identity(&candidate.facet.name)).or_default() |= is_sure;
        }
        names.extend(
            report
                .services
                .iter()
                .map(|facet| (identity(&facet.name), true)),
        );
        for (name, is_sure) in names {
            let count = counts.entry(name).or_default();
            count.all += 1;
            count.sure += usize::from(is_sure);
        }
    }
    counts
}
