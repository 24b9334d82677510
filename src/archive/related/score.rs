//! How much two reports are alike, and why.
//!
//! Takes what both have, gives a number in hundredths that is the same from both sides, and reasons. Of each kind the weightiest few
//! count: reports that mention the same forty machines are not ten times as alike as those that mention four.

use smallvec::SmallVec;

use super::super::ReportIndex;
use super::Reason;
use super::feature::{Having, What};
use super::index::Index;
use super::weights::Weights;

/// So many things of a kind count, and are named.
pub(super) const COUNTED: usize = 3;
/// Places for what a report has, at most a hundred things.
const PLACES: usize = 4096;
/// What is worth half of the whole.
const HALF: u64 = 20 * 16;
/// What a link of one to the other counts, for each unit of its weight: as much as a thing that one in twenty-five has.
const LINKED: u64 = 74;
/// What a head says counts so much.
const NAMED: u64 = 3 * HALF;

/// What two reports share of one kind, stated or suggested.
#[derive(Debug, Clone, Copy)]
struct Shared {
    what: What,
    suggested: bool,
    /// The weightiest things with their weights, the weightiest first; 0 where there are not so many.
    best: [(u32, u32); COUNTED],
}

impl Shared {
    /// Takes a thing up where it is among the weightiest; of equals the first counts.
    fn add(&mut self, weight: u32, feature: u32) {
        let place = self.best.iter().position(|(known, _)| *known < weight);
        if let Some(place) = place {
            self.best[place..].rotate_right(1);
            self.best[place] = (weight, feature);
        }
    }

    fn weight(&self) -> u64 {
        self.best.iter().map(|(weight, _)| u64::from(*weight)).sum()
    }
}

/// What a report has, ready to be compared with what many others have.
pub(super) struct Own<'i> {
    having: &'i [Having],
    /// For each thing, by the end of its number, which of `having` it may be, from 1 on; 0 tells of nearly all that another has that
    /// it is nothing of this report.
    places: [u8; PLACES],
}

impl<'i> Own<'i> {
    /// What that report has.
    pub(super) fn of(index: &'i Index, report: ReportIndex) -> Self {
        let having = index.having(report);
        let mut places = [0; PLACES];
        // Where several end alike the first has the place.
        for (at, one) in having.iter().enumerate().rev() {
            places[one.feature() % PLACES] = u8::try_from(at + 1).unwrap_or(u8::MAX);
        }
        Self { having, places }
    }

    fn find(&self, feature: usize) -> Option<Having> {
        let first = usize::from(self.places[feature % PLACES]).checked_sub(1)?;
        let known = self.having.get(first)?;
        if known.feature() == feature {
            return Some(*known);
        }
        let others = self.having.get(first + 1..)?;
        let place = others.binary_search_by_key(&feature, |one| one.feature());
        place.ok().map(|at| others[at])
    }
}

/// What two reports have to do with each other.
#[derive(Debug)]
pub(super) struct Pair {
    is_named: bool,
    is_linked: bool,
    link: u32,
    /// True where more than one hint is shared.
    is_more_than_a_hint: bool,
    /// Each kind has its place twice at most; few pairs share so many.
    shared: SmallVec<[Shared; 6]>,
}

impl Pair {
    /// Compares two reports.
    pub(super) fn new(
        index: &Index,
        weights: &Weights,
        (own, other): (&Own<'_>, ReportIndex),
        (is_named, is_linked): (bool, bool),
    ) -> Self {
        let mut shared = SmallVec::<[Shared; 6]>::new();
        let mut services: SmallVec<[u32; 8]> = SmallVec::new();
        let mut hints = 0;
        let mut speaks = is_named || is_linked;
        for b in index.having(other) {
            let Some(a) = own.find(b.feature()) else {
                continue;
            };
            let feature = &index.features[a.feature()];
            // Services come first.
            if feature.what == What::Service {
                services.push(a.number());
            } else if feature.what == What::TitleWords
                && shared.iter().any(|one| one.what == What::Title)
            {
                // They come behind the titles.
                continue;
            } else if feature.service.is_some_and(|one| services.contains(&one)) {
                continue;
            }
            let suggested = a.is_suggested() || b.is_suggested();
            let weight = feature.worth(suggested);
            if weight > 0 {
                let in_title = a.is_in_title() || b.is_in_title();
                match feature.speaks(suggested, in_title) {
                    Some(true) => speaks = true,
                    Some(false) => hints += 1,
                    None => {}
                }
            }
            let is_same =
                |one: &&mut Shared| (one.what, one.suggested) == (feature.what, suggested);
            if let Some(known) = shared.iter_mut().find(is_same) {
                known.add(weight, a.number());
            } else {
                let mut first = Shared {
                    what: feature.what,
                    suggested,
                    best: [(0, 0); COUNTED],
                };
                first.add(weight, a.number());
                shared.push(first);
            }
        }
        Self {
            is_named,
            is_linked,
            link: weights.link,
            is_more_than_a_hint: speaks || hints > 1,
            shared,
        }
    }

    /// False where one hint is all that they share.
    pub(super) fn is_more_than_a_hint(&self) -> bool {
        self.is_more_than_a_hint
    }

    /// How much they are alike, in hundredths.
    pub(super) fn score(&self) -> u32 {
        let mut sum: u64 = self.shared.iter().map(Shared::weight).sum();
        if self.is_named {
            sum += NAMED;
        }
        if self.is_linked {
            sum += u64::from(self.link) * LINKED;
        }
        u32::try_from(sum * 100 / (sum + HALF)).unwrap_or(100)
    }

    /// Why, the weightiest first.
    pub(super) fn reasons(&self, index: &Index) -> Vec<Reason> {
        let named = self.is_named.then_some(Reason::Named);
        let linked = self.is_linked.then_some(Reason::Linked);
        let mut shared: SmallVec<[&Shared; 6]> = self.shared.iter().collect();
        // What everybody has is no reason.
        shared.retain(|one| one.weight() > 0);
        shared.sort_by_key(|one| std::cmp::Reverse(one.weight()));
        let shared = shared.into_iter().map(|one| {
            let things = one.best.iter().filter(|(weight, _)| *weight > 0);
            Reason::Shared {
                what: one.what,
                suggested: one.suggested,
                names: things
                    .map(|(_, feature)| index.features[*feature as usize].name.to_string())
                    .collect(),
            }
        });
        named.into_iter().chain(linked).chain(shared).collect()
    }
}
