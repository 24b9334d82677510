//! The zones that the moments of a report are written in, with their days.
//!
//! Takes what was read of its course, gives each zone of a day once, at the first time that is written so. A zone that the head or
//! the timeline declares for all holds for those that name none.

use std::collections::BTreeSet;

use super::{Claims, Zoned};
use crate::postmortem::when::zone_in;
use crate::postmortem::{Moment, Postmortem, Precision};
use crate::source::Span;

/// Adds the zones.
pub(super) fn read(report: &Postmortem, claims: &mut Claims) {
    let declared = report.occurred.zone.as_deref();
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    let mut add = |moment: &Moment, span: Span, is_entry: bool| {
        if moment.precision >= Precision::Day {
            return;
        }
        let own = zone_in(&moment.as_written);
        let zone = own.or_else(|| declared.filter(|_| is_entry).map(str::to_owned));
        if let Some(zone) = zone
            && seen.insert((moment.day(), zone.clone()))
        {
            out.push(Zoned {
                zone,
                date: moment.day(),
                span,
            });
        }
    };
    for claim in claims.moments.iter().filter(|claim| claim.has_day) {
        add(&claim.moment, claim.span, false);
    }
    for entry in &report.timeline {
        if let Some(moment) = &entry.at {
            add(moment, entry.span, true);
        }
    }
    claims.zones = out;
}
