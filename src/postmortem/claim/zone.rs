//! The zones that the moments of a report are written in, with their days.
//!
//! Takes what was read of its course, gives each zone of a day once, at the first time that is written so. A zone that was read as
//! that of the clocks of its place, as `[time] as-local` asks for, is none of these: it holds on every day. Nor is one that `[time] zones`
//! gives a meaning: it means that on every day.

use std::collections::{BTreeMap, BTreeSet};

use super::{Claims, Zoned};
use crate::document::{Block, text};
use crate::postmortem::when::{Conventions, zone_offset};
use crate::postmortem::{Moment, Postmortem, Precision};
use crate::source::Span;

/// Adds the zones. A zone that a time has from a heading, from the head of a table or from words before it has its place there.
pub(super) fn read(
    report: &Postmortem,
    blocks: &[Block],
    conventions: &Conventions,
    claims: &mut Claims,
) {
    let mut named: BTreeMap<String, Option<Span>> = BTreeMap::new();
    let mut seen: BTreeSet<(jiff::civil::Date, &str)> = BTreeSet::new();
    let mut out = Vec::new();
    let labelled = claims.moments.iter().filter(|claim| claim.has_day);
    let labelled = labelled.map(|claim| (&claim.moment, None, claim.span));
    let entries = report.timeline.iter();
    let entries = entries
        .filter_map(|entry| Some((entry.at.as_ref()?, Some(&*entry.as_written), entry.span)));
    for (moment, words, span) in labelled.chain(entries) {
        // Most times are of the day and the zone of the one before them.
        let is_as_last = out.last().is_some_and(|last: &Zoned| {
            last.date == moment.day() && moment.zone.as_deref() == Some(&last.zone)
        });
        if !is_as_last
            && let Some(zone) = written(moment, conventions)
            && seen.insert((moment.day(), zone))
        {
            let elsewhere = match words {
                Some(words) if !holds(words, zone) => *named
                    .entry(zone.to_owned())
                    .or_insert_with(|| place_of(zone, blocks)),
                _ => None,
            };
            out.push(Zoned {
                zone: zone.to_owned(),
                date: moment.day(),
                span: elsewhere.unwrap_or(span),
            });
        }
    }
    claims.zones = out;
}

/// The first block that names a zone.
fn place_of(zone: &str, blocks: &[Block]) -> Option<Span> {
    let names = |block: &&Block| holds(&text::of_blocks(std::slice::from_ref(*block)), zone);
    blocks.iter().find(names).map(|block| block.span)
}

/// True for words with this one among them.
fn holds(words: &str, wanted: &str) -> bool {
    let mut words = words.split(|sign: char| !sign.is_alphanumeric());
    words.any(|word| word == wanted)
}

/// The zone of a moment, where it is read as written.
fn written<'m>(moment: &'m Moment, conventions: &Conventions) -> Option<&'m str> {
    let zone = moment.zone.as_deref()?;
    let is_as_written = moment.offset == zone_offset(zone) && !conventions.declares(zone);
    (moment.precision < Precision::Day && is_as_written).then_some(zone)
}
