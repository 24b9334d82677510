//! Lengths of time on a scale on which twice as long is always as far away: a dot a report, or, of very many, how many in each part of it.
//!
//! All places are whole numbers, reckoned without fractions: they are the same on every machine.

use crate::archive::insights::{LEAST, Length, Lengths, Spread};
use crate::language::{Language, said};
use crate::site::Site;
use crate::site::link::Linker;
use crate::site::views::{BinView, DotView, LengthsView, SpreadView, TickView};
use crate::site::words;

use super::super::line::link;

/// Of more lengths dots would be a cloud.
const MOST_DOTS: usize = 400;
/// So many dots stand on each other at most.
const HIGHEST: usize = 24;
/// Parts of the scale in which dots stand on each other.
const BINS: u32 = 48;
/// The length of the scale.
const SCALE: u32 = 1000;

/// The marks that a scale may have: minutes, and words for them (a number, its word for one and for many).
const TICKS: [(u32, Tick); 10] = [
    (1, (1, "min", "min")),
    (10, (10, "min", "min")),
    (60, (1, "h", "h")),
    (6 * 60, (6, "h", "h")),
    (1440, (1, "day", "days")),
    (7 * 1440, (1, "week", "weeks")),
    (30 * 1440, (30, "day", "days")),
    (365 * 1440, (1, "year", "years")),
    (3650 * 1440, (10, "year", "years")),
    (u32::MAX, (0, "ages", "ages")),
];

/// The words of a mark.
type Tick = (u64, &'static str, &'static str);

fn title(language: &Language, (count, one, many): Tick) -> String {
    match count {
        // Nobody counts them.
        0 => language.text(said("ages")).to_owned(),
        _ => language.counted(count, one, many),
    }
}

/// Lengths as a chart.
pub(super) fn view(site: &Site, linker: &Linker<'_>, lengths: &Lengths) -> LengthsView {
    let all = &lengths.all;
    let ends = all.first().zip(all.last());
    let scale = ends.map(|(first, last)| Scale::of(first.minutes, last.minutes));
    let mut view = LengthsView {
        count: all.len(),
        stated: all.iter().filter(|length| length.stated).count(),
        silent: site.archive.reports.len() - all.len(),
        least: LEAST,
        shortest: ends.map(|(first, _)| words::duration(site.language(), first.minutes)),
        longest: ends.map(|(_, last)| words::duration(site.language(), last.minutes)),
        spread: None,
        ticks: Vec::new(),
        dots: Vec::new(),
        rows: 0,
        bins: Vec::new(),
        most: 1,
    };
    let Some(scale) = scale else {
        return view;
    };
    view.ticks = scale.ticks(site.language());
    view.spread = lengths.spread.map(|spread| {
        let Spread {
            lower,
            median,
            upper,
        } = spread;
        SpreadView {
            lower: words::duration(site.language(), lower),
            median: words::duration(site.language(), median),
            upper: words::duration(site.language(), upper),
            at: [lower, median, upper].map(|minutes| scale.place(minutes)),
        }
    });
    let in_bin = |length: &Length| scale.bin(length.minutes);
    // They stand in order, so that those of a bin stand together.
    let bins = all.chunk_by(|one, other| in_bin(one) == in_bin(other));
    let highest = bins.clone().map(<[Length]>::len).max().unwrap_or(0);
    if all.len() <= MOST_DOTS && highest <= HIGHEST {
        view.rows = highest;
        view.dots = bins
            .flat_map(|bin| bin.iter().enumerate())
            .map(|(row, length)| DotView {
                at: (2 * in_bin(length) + 1) * SCALE / (2 * BINS),
                row,
                length: words::duration(site.language(), length.minutes),
                stated: length.stated,
                report: link(site, linker, length.report),
                day: words::day(
                    site.language(),
                    &site.archive.reports[length.report].occurred,
                ),
            })
            .collect();
    } else {
        view.most = highest.max(1);
        view.bins = bins
            .map(|bin| {
                let minutes = |at: usize| bin.get(at).map_or(0, |length| length.minutes);
                let at = |bin: u32| bin * SCALE / BINS;
                let number = in_bin(&bin[0]);
                BinView {
                    at: at(number),
                    width: at(number + 1) - at(number),
                    from: words::duration(site.language(), minutes(0)),
                    to: words::duration(site.language(), minutes(bin.len() - 1)),
                    count: bin.len(),
                }
            })
            .collect();
    }
    view
}

/// A scale from one mark to another.
struct Scale {
    first: usize,
    last: usize,
}

impl Scale {
    /// The shortest that has both on it.
    fn of(shortest: u32, longest: u32) -> Self {
        let first = TICKS.partition_point(|(minutes, _)| *minutes <= shortest.max(1)) - 1;
        let last = TICKS.partition_point(|(minutes, _)| *minutes < longest);
        // A scale of one mark has no length. None but the longest number there is reaches the last one.
        let last = last.clamp(first + 1, TICKS.len());
        if last < TICKS.len() {
            Self { first, last }
        } else {
            Self {
                first: first.min(TICKS.len() - 2),
                last: TICKS.len() - 1,
            }
        }
    }

    /// Where a length stands.
    fn place(&self, minutes: u32) -> u32 {
        let [from, to] = [self.first, self.last].map(|tick| doublings(TICKS[tick].0));
        let own = doublings(minutes).clamp(from, to);
        (own - from) * SCALE / (to - from)
    }

    fn bin(&self, minutes: u32) -> u32 {
        (self.place(minutes) * BINS / SCALE).min(BINS - 1)
    }

    fn ticks(&self, language: &Language) -> Vec<TickView> {
        let ticks = &TICKS[self.first..=self.last];
        ticks
            .iter()
            .map(|(minutes, words)| TickView {
                at: self.place(*minutes),
                title: title(language, *words),
            })
            .collect()
    }
}

/// How often one minute doubles until it is so many, in parts of 1024.
fn doublings(minutes: u32) -> u32 {
    let minutes = u64::from(minutes.max(1));
    let whole = minutes.ilog2();
    // From 1 to 2, with 31 bits behind the point: each squaring tells one more bit of its logarithm.
    let mut rest = minutes << (31 - whole);
    let mut part = 0;
    for _ in 0..10 {
        rest = (rest * rest) >> 31;
        part *= 2;
        if rest >= 1 << 32 {
            rest >>= 1;
            part += 1;
        }
    }
    whole * 1024 + part
}

#[cfg(test)]
mod tests {
    use super::{SCALE, Scale, TICKS, doublings, title};
    use crate::language::Language;

    #[test]
    fn twice_as_long_is_always_as_far() {
        for (minutes, expected) in [
            (0, 0),
            (1, 0),
            (2, 1024),
            (1024, 10240),
            (3, 1623),
            (u32::MAX, 32767),
        ] {
            assert_eq!(doublings(minutes), expected, "{minutes}");
        }
    }

    #[test]
    fn a_scale_has_its_lengths_between_its_ends() {
        for (shortest, longest, from, to) in [
            (0, 0, "1 min", "10 min"),
            (5, 12, "1 min", "1 h"),
            (60, 60, "1 h", "6 h"),
            (61, 1440, "1 h", "1 day"),
            (u32::MAX, u32::MAX, "10 years", "ages"),
            (1, u32::MAX, "1 min", "ages"),
        ] {
            let scale = Scale::of(shortest, longest);
            let ends =
                [scale.first, scale.last].map(|tick| title(&Language::english(), TICKS[tick].1));
            assert_eq!(ends, [from, to]);
            assert!(scale.place(shortest) <= scale.place(longest));
            assert_eq!(scale.place(TICKS[scale.last].0), SCALE);
        }
    }
}
