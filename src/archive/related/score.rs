//! How much two reports are alike, and why.
//!
//! Takes what both have, gives a number in hundredths that is the same from both sides, and reasons. Of each kind the weightiest few
//! count: reports that mention the same forty machines are not ten times as alike as those that mention four.

use super::super::ReportIndex;
use super::feature::{Index, What};
use super::weights::{Weights, rarity};
use super::{Reason, Relation};

/// So many things of a kind count, and are named.
const COUNTED: usize = 3;
/// What is worth half of the whole.
const HALF: u64 = 20 * 16;
/// What a head says counts so much.
const NAMED: u64 = 3 * HALF;

/// What two reports share of one kind, stated or suggested.
#[derive(Debug, Default)]
struct Shared {
    weights: Vec<(u32, usize)>,
}

/// The relation of the second of two reports to the first.
pub(super) fn relation(
    index: &Index,
    weights: &Weights,
    (report, other): (ReportIndex, ReportIndex),
    (is_named, is_linked): (bool, bool),
) -> Relation {
    let mut kinds: Vec<((What, bool), Shared)> = Vec::new();
    let mut services: Vec<usize> = Vec::new();
    let (mut mine, mut theirs) = (index.having(report), index.having(other));
    while let (Some((a, rest_a)), Some((b, rest_b))) = (mine.split_first(), theirs.split_first()) {
        let order = a.feature().cmp(&b.feature());
        if order.is_le() {
            mine = rest_a;
        }
        if order.is_ge() {
            theirs = rest_b;
        }
        if order.is_eq() {
            let feature = &index.features[a.feature()];
            if let Some(service) = feature.service
                && services.contains(&service)
            {
                continue;
            }
            if feature.what == What::Service {
                services.push(a.feature());
            }
            let suggested = a.is_suggested() || b.is_suggested();
            let key = (feature.what, suggested);
            let at = kinds.iter().position(|(kind, _)| *kind == key);
            let at = at.unwrap_or_else(|| {
                kinds.push((key, Shared::default()));
                kinds.len() - 1
            });
            // A guess counts half.
            let weight = feature.weight / if suggested { 2 } else { 1 };
            kinds[at].1.weights.push((weight, a.feature()));
        }
    }
    let mut sum = 0;
    let mut shared: Vec<(u64, Reason)> = Vec::new();
    for ((what, suggested), mut one) in kinds {
        one.weights
            .sort_by_key(|(weight, feature)| (std::cmp::Reverse(*weight), *feature));
        one.weights.truncate(COUNTED);
        let weight: u64 = one
            .weights
            .iter()
            .map(|(weight, _)| u64::from(*weight))
            .sum();
        sum += weight;
        let names = one.weights.iter();
        let names = names.map(|(_, feature)| index.features[*feature].name.to_string());
        let reason = Reason::Shared {
            what,
            suggested,
            names: names.collect(),
        };
        // What everybody has is no reason.
        if weight > 0 {
            shared.push((weight, reason));
        }
    }
    let mut reasons = Vec::with_capacity(shared.len() + 2);
    if is_named {
        sum += NAMED;
        reasons.push(Reason::Named);
    }
    if is_linked {
        sum += u64::from(weights.link) * u64::from(rarity(8, 2)) * 2;
        reasons.push(Reason::Linked);
    }
    shared.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    reasons.extend(shared.into_iter().map(|(_, reason)| reason));
    Relation {
        report: other,
        score: u32::try_from(sum * 100 / (sum + HALF)).unwrap_or(100),
        reasons,
    }
}
