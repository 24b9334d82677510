//! Claims of a head: moments, lengths and the state under its keys.
//!
//! Takes the pairs as written, gives claims. Keys in tables that tools keep own keys in count as those at the top, and zones mean what
//! the archive says that they mean.

use super::{Claims, Labelled, Length, label, length};
use crate::document::{Meta, MetaEntry, MetaValue};
use crate::postmortem::Precision;
use crate::postmortem::keys::letters;
use crate::postmortem::occurred::course::label_names::may_be_label;
use crate::postmortem::when::{Conventions, parse_moment};

/// Adds what the keys name.
pub(super) fn read(meta: &Meta, conventions: &Conventions, claims: &mut Claims) {
    for entry in &meta.entries {
        match &entry.value {
            MetaValue::Map(inner) => inner
                .iter()
                .for_each(|entry| pair(entry, conventions, claims)),
            _ => pair(entry, conventions, claims),
        }
    }
}

fn pair(entry: &MetaEntry, conventions: &Conventions, claims: &mut Claims) {
    let Some(value) = entry.value.as_text() else {
        return;
    };
    let letters = letters(&entry.key);
    if letters == "status" {
        claims.over = claims
            .over
            .take()
            .or_else(|| label::over(value, entry.span));
        return;
    }
    if !may_be_label(&letters) {
        return;
    }
    if let Some(measure) = label::measure(&letters) {
        if let Some((as_written, lasting)) = length::value(value) {
            claims.lengths.push(Length {
                measure,
                label: entry.key.to_string(),
                as_written,
                lasting,
                span: entry.span,
            });
        }
        return;
    }
    let milestone = label::milestone(&letters);
    let moment = milestone.and_then(|milestone| Some((milestone, parse_moment(value)?)));
    if let Some((milestone, mut moment)) = moment.filter(|(_, at)| at.precision < Precision::Day) {
        let zone = moment.zone.as_deref();
        moment.offset = zone.and_then(|zone| conventions.offset(Some(zone), moment.local));
        claims.moments.push(Labelled {
            milestone,
            label: entry.key.to_string(),
            moment,
            has_day: true,
            span: entry.span,
        });
    }
}
