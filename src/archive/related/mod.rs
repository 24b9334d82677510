//! Which reports are alike, and why: shared services, causes, triggers, tickets, links and rare names.
//!
//! Takes the reports with their taxonomies and links, gives an index of what they share; the list of one report is made when it is
//! asked for. Nothing compares all pairs: who shares something is found by lists turned around, of long ones only what stands near.
//! Every number is whole, so that the same archive gives the same lists on every machine. It makes no sentences.

mod addresses;
mod candidates;
mod feature;
mod gathered;
mod index;
mod names;
mod score;
mod terms;
mod tickets;
mod titles;
mod weights;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::held::Held;
use super::linked::Links;
use super::own_name::OwnNames;
use super::references::References;
use super::taxonomy::Taxonomy;
use super::tracker::Trackers;
use super::{Options, ReportIndex};
use crate::postmortem::Postmortem;

pub use feature::What;
pub(super) use terms::{is_broad, is_wide, says_nothing};
pub use weights::Weights;
pub(super) use weights::is_common;

use gathered::Gathered;
use index::Index;
use score::{Own, Pair};

/// What is kept of what reports share for the next archive: what titles do not tell.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Tickets, and other links.
    pointed: Held<(Vec<Gathered>, Vec<Gathered>)>,
    /// Names that are mentioned.
    names: Held<Vec<Gathered>>,
    /// How many reports link to what is called as a service.
    linking: Held<Vec<usize>>,
}

/// What reports share.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Related {
    index: Index,
    weights: Weights,
    /// For each report those that its head calls related, in the order of the head.
    named: Vec<Vec<ReportIndex>>,
    /// For each report those whose heads call it related, in the archive's order.
    named_by: Vec<Vec<ReportIndex>>,
    /// The same as pairs.
    pairs: BTreeSet<(ReportIndex, ReportIndex)>,
    /// For each report those that it links to or that link to it, sorted.
    linked: Vec<Vec<ReportIndex>>,
    chosen: Chosen,
}

/// For each report those that are listed, once somebody has asked: its page does, and the data do.
#[derive(Debug, Clone, Default)]
struct Chosen(Vec<OnceLock<Box<[u32]>>>);

impl PartialEq for Chosen {
    /// What is remembered follows from the rest.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A report that is like another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The other report.
    pub report: ReportIndex,
    /// How much they are alike, in hundredths; the same from both sides.
    pub score: u32,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// Why two reports are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The head of one of them says so.
    Named,
    /// The head of one of them says that it is the same thing again.
    Recurs,
    /// One links to the other.
    Linked,
    /// Both have the same.
    Shared {
        /// What that is.
        what: What,
        /// True where the words of one of the two only suggest it.
        suggested: bool,
        /// What it is called, the rarest first.
        names: Vec<String>,
    },
}

impl Related {
    /// Makes the index.
    pub(super) fn new(
        reports: &[Arc<Postmortem>],
        (taxonomies, own_names): (&[&[Taxonomy]], &OwnNames),
        (links, trackers): (&Links<'_>, &Trackers<'_>),
        references: &References,
        (options, parts): (&Options, Option<&mut Parts>),
    ) -> Self {
        let weights = options.related.clone();
        let count = reports.len();
        let mut named_by = vec![Vec::new(); reports.len()];
        let mut pairs = BTreeSet::new();
        for (from, targets) in references.related.iter().enumerate() {
            for to in targets {
                named_by[*to].push(from);
                pairs.insert((from, *to));
            }
        }
        let mut linked = vec![Vec::new(); reports.len()];
        for (to, from) in references.backlinks.iter().enumerate() {
            for from in from {
                linked[to].push(*from);
                linked[*from].push(to);
            }
        }
        for list in &mut linked {
            list.sort_unstable();
            list.dedup();
        }
        let index = if weights.most == 0 {
            Index::default()
        } else {
            Index::new(
                reports,
                (taxonomies, own_names),
                (links, trackers),
                (&weights, parts),
            )
        };
        Self {
            index,
            chosen: Chosen(vec![OnceLock::new(); count]),
            named: references.related.clone(),
            named_by,
            pairs,
            linked,
            weights,
        }
    }

    /// The reports that are like this one: those that its head names, those whose heads name it, then the likest.
    pub fn of(&self, report: ReportIndex) -> Vec<Relation> {
        let Some(place) = self.chosen.0.get(report) else {
            return Vec::new();
        };
        let chosen = place.get_or_init(|| self.choose(report));
        // Why is asked of those alone that are listed.
        let own = Own::of(&self.index, report);
        let others = chosen.iter().map(|other| *other as ReportIndex);
        others
            .map(|other| self.relation((report, &own), other))
            .collect()
    }

    fn relation(&self, own: (ReportIndex, &Own<'_>), other: ReportIndex) -> Relation {
        let pair = self.pair(own, other);
        Relation {
            report: other,
            score: pair.score(),
            reasons: pair.reasons(&self.index),
        }
    }

    /// Which reports those are.
    fn choose(&self, report: ReportIndex) -> Box<[u32]> {
        let none = Vec::new();
        let named = self.named.get(report).unwrap_or(&none);
        let named_by = self.named_by.get(report).unwrap_or(&none);
        let number = |other: ReportIndex| u32::try_from(other).unwrap_or(u32::MAX);
        let mut out: Vec<u32> = Vec::new();
        let mut taken = BTreeSet::from([report]);
        // Whoever names reports wants to see all of them; whoever is named has a list as long as any other.
        let room = self.weights.most.saturating_sub(named.len());
        for other in named.iter().chain(named_by.iter().take(room)) {
            if taken.insert(*other) {
                out.push(number(*other));
            }
        }
        let room = self.weights.most.saturating_sub(out.len());
        if room == 0 {
            return out.into();
        }
        let own = Own::of(&self.index, report);
        let others = candidates::of(&self.index, &self.linked, report).into_iter();
        let others = others.filter(|other| !taken.contains(other));
        // The archive is in the order of days: of equals the nearest in time come first.
        let mut likest: Vec<_> = others
            .map(|other| (self.pair((report, &own), other), other))
            .filter(|(pair, _)| pair.is_more_than_a_hint())
            .map(|(pair, other)| (pair.score(), other))
            .filter(|(score, _)| *score >= self.weights.least)
            .map(|(score, other)| (Reverse(score), other.abs_diff(report), other))
            .collect();
        likest.sort_unstable();
        let likest = likest.into_iter().take(room);
        out.extend(likest.map(|(_, _, other)| number(other)));
        out.into()
    }

    fn pair(&self, (report, own): (ReportIndex, &Own<'_>), other: ReportIndex) -> Pair {
        let both = [(report, other), (other, report)];
        let is_named = both.iter().any(|pair| self.pairs.contains(pair));
        let is_linked = self
            .linked
            .get(report)
            .is_some_and(|list| list.binary_search(&other).is_ok());
        let said = (is_named, is_linked);
        Pair::new(&self.index, &self.weights, (own, other), said)
    }
}

#[cfg(test)]
mod tests;
