//! A vocabulary of the ways of noticing, ready to be searched for.
//!
//! Takes ways with their phrases, gives what finds all of them in one pass. It is made once for an archive, not once a report.

use std::collections::HashMap;

use super::ways::Ways;
use crate::postmortem::phrases::{Hit, Phrases, together};

/// All ways, and the phrases that speak for them.
#[derive(Debug)]
pub(in crate::postmortem) struct Vocabulary {
    /// Their ids.
    pub(super) ways: Vec<String>,
    /// Which way a value of a label means.
    pub(super) aliases: HashMap<String, usize>,
    /// The phrases that count everywhere, and those that count only where the report speaks of detection.
    phrases: Finder,
    named: Finder,
}

/// What finds phrases of one kind.
#[derive(Debug)]
struct Finder {
    search: Phrases,
    /// For each phrase its number among those of both kinds, and its way.
    meaning: Vec<(usize, usize)>,
}

/// A phrase in a text.
pub(super) struct Found {
    pub(super) hit: Hit,
    pub(super) way: usize,
    /// True for one that counts only where the report speaks of detection.
    pub(super) is_named: bool,
}

impl Vocabulary {
    /// Makes the ways ready.
    pub(in crate::postmortem) fn new(from: &Ways) -> Self {
        let mut aliases = HashMap::new();
        let (mut phrases, mut named) = (Vec::new(), Vec::new());
        let mut number = 0;
        for (at, way) in from.way.iter().enumerate() {
            aliases.insert(way.id.clone(), at);
            aliases.extend(way.aliases.iter().map(|word| (word.clone(), at)));
            for (list, all) in [(&way.phrases, &mut phrases), (&way.named, &mut named)] {
                for phrase in list {
                    all.push((phrase.as_str(), (number, at)));
                    number += 1;
                }
            }
        }
        Self {
            ways: from.way.iter().map(|way| way.id.clone()).collect(),
            aliases,
            phrases: Finder::of(&phrases),
            named: Finder::of(&named),
        }
    }

    /// The phrases in a line, in the order in which they end.
    pub(super) fn find(&self, words: &str, speaks_of_it: bool) -> Vec<Found> {
        let mut found = Vec::new();
        self.phrases.add(words, false, &mut found);
        if speaks_of_it {
            self.named.add(words, true, &mut found);
            found.sort_by_key(|Found { hit, .. }| (hit.end, hit.start, hit.phrase));
        }
        found
    }
}

impl Finder {
    fn of(phrases: &[(&str, (usize, usize))]) -> Self {
        Self {
            search: together(phrases.iter().map(|(phrase, _)| phrase)),
            meaning: phrases.iter().map(|(_, meaning)| *meaning).collect(),
        }
    }

    fn add(&self, words: &str, is_named: bool, out: &mut Vec<Found>) {
        out.extend(self.search.find(words).into_iter().map(|hit| {
            let (phrase, way) = self.meaning[hit.phrase];
            Found {
                hit: Hit { phrase, ..hit },
                way,
                is_named,
            }
        }));
    }
}
