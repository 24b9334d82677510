//! Moments held against each other, and which of them belong together.

use jiff::Unit;
use jiff::civil::DateTime;

use crate::postmortem::claim::{Claims, Labelled};
use crate::postmortem::{Moment, Precision};
use crate::source::Span;

/// The minutes from one moment to another, less than none where it is the earlier one; `None` where nothing tells whether their
/// clocks are those of one zone.
pub(super) fn apart(from: &Moment, to: &Moment) -> Option<i64> {
    if from.precision.max(to.precision) >= Precision::Day {
        return None;
    }
    let shift = match (from.offset, to.offset) {
        (Some(a), Some(b)) => i64::from(a - b) / 60,
        (None, None) => 0,
        _ => return None,
    };
    Some(between(from.local, to.local)? + shift)
}

fn between(from: DateTime, to: DateTime) -> Option<i64> {
    Some(to.since((Unit::Minute, from)).ok()?.get_minutes())
}

/// The labelled moments that stand under the same heading as a place. A log that is one document has a set of them for each incident.
pub(super) fn beside(claims: &Claims, span: Span) -> impl Iterator<Item = &Labelled> {
    let (from, to) = region(&claims.headings, span.start);
    claims
        .moments
        .iter()
        .filter(move |claim| (from..to).contains(&claim.span.start))
}

/// The first byte of the region between two headings that holds a place, and the byte after its last.
pub(super) fn region(headings: &[u32], at: u32) -> (u32, u32) {
    let next = headings.partition_point(|heading| *heading <= at);
    let from = next.checked_sub(1).map_or(0, |before| headings[before]);
    (from, headings.get(next).copied().unwrap_or(u32::MAX))
}

/// A moment as messages show it: with its day where its own words name one.
pub(super) fn shown(claim: &Labelled) -> String {
    let local = claim.moment.local;
    let time = local.strftime("%H:%M");
    if claim.has_day {
        format!("{} {time}", local.date())
    } else {
        time.to_string()
    }
}
