//! How long incidents lasted, and how long it took until somebody noticed: a length for each report that tells one.
//!
//! Takes the reports, gives lengths in order with their median and quartiles, in whole minutes. Of a handful of lengths it makes neither:
//! the next one could move them anywhere. It makes no mean, which one long night would be the whole of.

use std::sync::Arc;

use crate::archive::ReportIndex;
use crate::postmortem::Postmortem;

/// So many lengths at least have a median and quartiles.
pub const LEAST: usize = 8;

/// Lengths of time, one a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lengths {
    /// The lengths, the shortest first.
    pub all: Vec<Length>,
    /// Median and quartiles, where there are [`LEAST`] of them.
    pub spread: Option<Spread>,
}

/// How long it was by one report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Length {
    /// Whole minutes.
    pub minutes: u32,
    /// The report.
    pub report: ReportIndex,
    /// True where the report says how long; false where it follows from the times that it tells.
    pub stated: bool,
}

/// The middle of many lengths, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// A quarter of them is shorter.
    pub lower: u32,
    /// Half of them is.
    pub median: u32,
    /// Three quarters are.
    pub upper: u32,
}

impl Lengths {
    /// How long they lasted, as stated or by start and end.
    pub(super) fn lasted(reports: &[Arc<Postmortem>]) -> Self {
        Self::of(reports, |report| {
            let when = &report.occurred;
            Some((when.duration_minutes?, when.stated.is_some()))
        })
    }

    /// How long it took from the start until they were noticed, as stated or by two times.
    pub(super) fn noticed(reports: &[Arc<Postmortem>]) -> Self {
        Self::of(reports, |report| {
            let when = &report.occurred;
            let [noticed, ..] = when.times_to();
            Some((noticed?, when.until_noticed.stated().is_some()))
        })
    }

    fn of(reports: &[Arc<Postmortem>], length: fn(&Postmortem) -> Option<(u32, bool)>) -> Self {
        let lengths = reports.iter().enumerate().filter_map(|(report, own)| {
            let (minutes, stated) = length(own)?;
            Some(Length {
                minutes,
                report,
                stated,
            })
        });
        let mut all: Vec<Length> = lengths.collect();
        all.sort_unstable();
        let spread = (all.len() >= LEAST).then(|| Spread {
            lower: quartile(&all, 1),
            median: quartile(&all, 2),
            upper: quartile(&all, 3),
        });
        Self { all, spread }
    }
}

/// The length below which so many quarters are: of the two on either side of that place a part of each, rounded to the nearest minute.
fn quartile(sorted: &[Length], quarters: usize) -> u32 {
    let place = sorted.len().saturating_sub(1) * quarters;
    let (at, part) = (place / 4, (place % 4) as u64);
    let minutes = |at: usize| sorted.get(at).map_or(0, |length| u64::from(length.minutes));
    let (low, high) = (minutes(at), minutes(at + usize::from(part > 0)));
    let between = (low * (4 - part) + high * part + 2) / 4;
    u32::try_from(between).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Length, quartile};

    #[test]
    fn quartiles_lie_between_their_neighbours() {
        for (minutes, expected) in [
            (&[][..], [0, 0, 0]),
            (&[5], [5, 5, 5]),
            (&[1, 3], [2, 2, 3]),
            (&[1, 2, 3, 4, 5], [2, 3, 4]),
            (&[10, 20, 30, 40], [18, 25, 33]),
            (&[u32::MAX, u32::MAX], [u32::MAX; 3]),
        ] {
            let length = |minutes: &u32| Length {
                minutes: *minutes,
                report: 0,
                stated: true,
            };
            let all: Vec<Length> = minutes.iter().map(length).collect();
            assert_eq!([1, 2, 3].map(|part| quartile(&all, part)), expected);
        }
    }
}
