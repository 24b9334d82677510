//! Claims of a head: moments, lengths and the state under its keys.
//!
//! Takes the pairs as written, gives claims. Keys in tables that tools keep own keys in count as those at the top.

use super::{Claims, Labelled, Length, label, length};
use crate::document::{Meta, MetaEntry, MetaValue};
use crate::postmortem::Precision;
use crate::postmortem::when::parse_moment;

/// Adds what the keys name.
pub(super) fn read(meta: &Meta, claims: &mut Claims) {
    for entry in &meta.entries {
        match &entry.value {
            MetaValue::Map(inner) => inner.iter().for_each(|entry| pair(entry, claims)),
            _ => pair(entry, claims),
        }
    }
}

fn pair(entry: &MetaEntry, claims: &mut Claims) {
    let Some(value) = entry.value.as_text() else {
        return;
    };
    let letters: String = entry
        .key
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    if letters == "status" {
        claims.over = claims
            .over
            .take()
            .or_else(|| label::over(value, entry.span));
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
    let moment = label::milestone(&letters).zip(parse_moment(value));
    if let Some((milestone, moment)) = moment.filter(|(_, at)| at.precision < Precision::Day) {
        claims.moments.push(Labelled {
            milestone,
            label: entry.key.to_string(),
            moment,
            has_day: true,
            span: entry.span,
        });
    }
}
