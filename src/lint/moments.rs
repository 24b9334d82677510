//! Moments held against each other, and which of them belong together.

use jiff::Unit;

use crate::postmortem::claim::{Claims, Labelled};
use crate::postmortem::{Moment, Precision};
use crate::source::Span;

/// The minutes from one moment to another, less than none where it is the earlier one; `None` where one of them tells no time, or
/// nothing tells whether their clocks are those of one zone.
pub(super) fn apart(from: &Moment, to: &Moment) -> Option<i64> {
    if from.precision.max(to.precision) >= Precision::Day {
        return None;
    }
    between(from, to)
}

/// The fewest and the most minutes from one moment to another, of which each may be a whole day.
pub(super) fn most_apart(from: &Moment, to: &Moment) -> Option<(i64, i64)> {
    if from.precision.max(to.precision) > Precision::Day {
        return None;
    }
    let minutes = between(from, to)?;
    let day = |moment: &Moment| {
        if moment.precision == Precision::Day {
            1440
        } else {
            0
        }
    };
    Some((minutes - day(from), minutes + day(to)))
}

fn between(from: &Moment, to: &Moment) -> Option<i64> {
    let is_day = from.precision.max(to.precision) == Precision::Day;
    let shift = match (from.offset, to.offset) {
        (Some(a), Some(b)) => i64::from(a - b) / 60,
        _ if is_day => 0,
        (None, None) if is_one_clock(from, to) => 0,
        _ => return None,
    };
    let span = to.local.since((Unit::Minute, from.local)).ok()?;
    Some(span.get_minutes() + shift)
}

/// True for two moments without an offset that name no two zones: `10:00 IST` and `10:00 BST` may be hours apart.
fn is_one_clock(one: &Moment, other: &Moment) -> bool {
    let zones = one.zone.as_deref().zip(other.zone.as_deref());
    zones.is_none_or(|(one, other)| one.eq_ignore_ascii_case(other))
}

/// The labelled moments that stand under the same heading as a place. A log that is one document has a set of them for each incident.
pub(super) fn beside(claims: &Claims, span: Span) -> &[Labelled] {
    let (from, to) = region(&claims.headings, span.start);
    // They stand in the order of the text.
    let first = claims
        .moments
        .partition_point(|claim| claim.span.start < from);
    let rest = &claims.moments[first..];
    &rest[..rest.partition_point(|claim| claim.span.start < to)]
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
    if claim.moment.precision == Precision::Day {
        local.date().to_string()
    } else if claim.has_day {
        format!("{} {time}", local.date())
    } else {
        time.to_string()
    }
}
