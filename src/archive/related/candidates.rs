//! Who may be like a report: those that share the most with it, as far as lists of bounded length tell.
//!
//! Takes the index, gives reports that are worth a closer look. Of a thing that many have it looks at those who stand nearest in the
//! archive, which is the order of days: the cost of a page does not grow with the archive. It decides nothing.

use super::super::ReportIndex;
use super::index::Index;
use super::score::COUNTED;

/// So many reports before and behind are looked at, of those that have the same thing.
const AROUND: usize = 24;
/// So many are worth a closer look.
const MOST: usize = 32;
/// Bits of a number below those of the report, and below those of the kind.
const REPORT: u32 = 32;
const KIND: u32 = 28;
/// So many that link to it or are linked from it.
const MOST_LINKED: usize = 256;

/// The reports that may be like this one.
pub(super) fn of(
    index: &Index,
    linked: &[Vec<ReportIndex>],
    report: ReportIndex,
) -> Vec<ReportIndex> {
    // The report, the kind of the thing and its weight in one number: these are sorted faster than triples.
    let mut touched: Vec<u64> = Vec::new();
    let own = u32::try_from(report).unwrap_or(u32::MAX);
    for having in index.having(report) {
        let all = index.reports(having.feature());
        let place = all.partition_point(|other| other.number() < own);
        let near = &all[place.saturating_sub(AROUND)..all.len().min(place + AROUND + 1)];
        let feature = &index.features[having.feature()];
        let kind = (feature.what as u64) << KIND;
        touched.extend(near.iter().map(|other| {
            let suggested = having.is_suggested() || other.is_suggested();
            u64::from(other.number()) << REPORT | kind | u64::from(feature.worth(suggested))
        }));
    }
    touched.sort_unstable();
    let mut sums: Vec<(u64, u32)> = Vec::new();
    for one in touched.chunk_by(|a, b| a >> REPORT == b >> REPORT) {
        let other = u32::try_from(one[0] >> REPORT).unwrap_or(u32::MAX);
        if other != own {
            let kinds = one.chunk_by(|a, b| a >> KIND == b >> KIND);
            let best = kinds.flat_map(|kind| kind.iter().rev().take(COUNTED));
            let sum = best.map(|one| one & ((1 << KIND) - 1)).sum();
            sums.push((sum, other));
        }
    }
    let by_sum = |(sum, other): &(u64, u32)| (std::cmp::Reverse(*sum), other.abs_diff(own), *other);
    if sums.len() > MOST {
        sums.select_nth_unstable_by_key(MOST, by_sum);
        sums.truncate(MOST);
    }
    let mut out: Vec<ReportIndex> = sums.iter().map(|(_, other)| *other as usize).collect();
    out.extend(linked.get(report).into_iter().flatten().take(MOST_LINKED));
    out.sort_unstable();
    out.dedup();
    out
}
