//! Who may be like a report: those that share the most with it, as far as lists of bounded length tell.
//!
//! Takes the index, gives reports that are worth a closer look. Of a thing that many have it looks at those who stand nearest in the
//! archive, which is the order of days: the cost of a page does not grow with the archive. It decides nothing.

use super::super::ReportIndex;
use super::feature::Index;

/// So many reports before and behind are looked at, of those that have the same thing.
const AROUND: usize = 24;
/// So many are worth a closer look.
const MOST: usize = 48;
/// So many that link to it or are linked from it.
const MOST_LINKED: usize = 256;

/// The reports that may be like this one.
pub(super) fn of(
    index: &Index,
    linked: &[Vec<ReportIndex>],
    report: ReportIndex,
) -> Vec<ReportIndex> {
    // The number of the report in the upper half, the weight in the lower: numbers are sorted faster than pairs.
    let mut touched: Vec<u64> = Vec::new();
    let own = u32::try_from(report).unwrap_or(u32::MAX);
    for having in index.having(report) {
        let all = index.reports(having.feature());
        let place = all.partition_point(|other| *other < own);
        let near = &all[place.saturating_sub(AROUND)..all.len().min(place + AROUND + 1)];
        let weight = u64::from(index.features[having.feature()].weight);
        touched.extend(near.iter().map(|other| u64::from(*other) << 32 | weight));
    }
    touched.sort_unstable();
    let mut sums: Vec<(u64, u32)> = Vec::new();
    for one in touched.chunk_by(|a, b| a >> 32 == b >> 32) {
        let other = u32::try_from(one[0] >> 32).unwrap_or(u32::MAX);
        if other != own {
            let sum = one.iter().map(|one| one & u64::from(u32::MAX)).sum();
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
