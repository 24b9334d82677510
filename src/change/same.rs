//! Which action item of the one state is which of the other.
//!
//! Takes the items of two states, takes those out that are the same, as pairs: by what both have alike, else by most of their words.
//! Of several alike the first is the first. What changed of them is told elsewhere.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::incident::Action;

/// Items of two states that are not paired yet, and those that are.
pub(super) struct Both<'a> {
    /// The old ones.
    pub(super) left: Vec<Option<&'a Action>>,
    /// The new ones.
    pub(super) open: Vec<Option<&'a Action>>,
    /// An old one and a new one each.
    pub(super) pairs: Vec<(&'a Action, &'a Action)>,
}

/// So many pairs of items are held against each other by their words; beyond that, words that changed make another item.
const MOST_PAIRS: usize = 10_000;
/// So many characters of an item tell which it is.
const LOOKED_AT: usize = 400;
/// Words that say nothing of what is to be done.
const SMALL: [&str; 20] = [
    "a", "about", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on",
    "or", "that", "the", "to", "we", "with",
];

impl<'a> Both<'a> {
    /// Pairs those that have the same key, in order; those without one stay.
    pub(super) fn pair_by<K: Ord + ?Sized + 'a>(&mut self, key: fn(&'a Action) -> Option<&'a K>) {
        let mut places: BTreeMap<&K, VecDeque<usize>> = BTreeMap::new();
        for (at, before) in self.left.iter().enumerate() {
            if let Some(key) = before.and_then(key) {
                places.entry(key).or_default().push_back(at);
            }
        }
        for place in &mut self.open {
            let from = place
                .and_then(key)
                .and_then(|key| places.get_mut(key)?.pop_front());
            let before = from.and_then(|from| self.left[from].take());
            if let Some(before) = before {
                self.pairs.extend(place.take().map(|now| (before, now)));
            }
        }
    }

    /// Pairs those that share most of their words.
    pub(super) fn pair_by_words(&mut self) {
        let count = |of: &[Option<&Action>]| of.iter().flatten().count();
        if count(&self.left).saturating_mul(count(&self.open)) > MOST_PAIRS {
            return;
        }
        let said = self.open.iter().map(|now| now.map(words));
        let said: Vec<Option<BTreeSet<String>>> = said.collect();
        for place in &mut self.left {
            let Some(before) = *place else { continue };
            let own = words(before);
            let mut others = self.open.iter_mut().zip(&said);
            let like = others.find(|(now, said)| {
                now.is_some() && said.as_ref().is_some_and(|said| is_like(&own, said))
            });
            if let Some(now) = like.and_then(|(now, _)| now.take()) {
                self.pairs.push((before, now));
                *place = None;
            }
        }
    }
}

/// The words of an item but for small ones and its tickets.
fn words(action: &Action) -> BTreeSet<String> {
    let mut text: String = action.text.chars().take(LOOKED_AT).collect();
    for ticket in action.tickets.iter().filter(|ticket| !ticket.is_empty()) {
        if text.contains(&**ticket) {
            text = text.replace(&**ticket, " ");
        }
    }
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.map(str::to_lowercase);
    words
        .filter(|word| !word.is_empty() && !SMALL.contains(&&**word))
        .collect()
}

/// True for texts that share at least three fifths of the words that either has.
fn is_like(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let shared = one.intersection(other).count();
    let all = one.len() + other.len() - shared;
    shared > 0 && shared * 5 >= all * 3
}
