//! A vocabulary of the ways of noticing, ready to be searched for.
//!
//! Takes ways with their phrases, gives what finds all of them in one pass. It is made once for an archive, not once a report.

use std::collections::HashMap;

use super::ways::Ways;
use crate::postmortem::phrases::{Phrases, together};

/// All ways, and the phrases that speak for them.
#[derive(Debug)]
pub(in crate::postmortem) struct Vocabulary {
    /// Their ids.
    pub(super) ways: Vec<String>,
    /// Which way a value of a label means.
    pub(super) aliases: HashMap<String, usize>,
    pub(super) phrases: Phrases,
    /// For each phrase its way, and whether it counts only where the report speaks of detection.
    pub(super) meaning: Vec<(usize, bool)>,
}

impl Vocabulary {
    /// Makes the ways ready.
    pub(in crate::postmortem) fn new(from: &Ways) -> Self {
        let mut aliases = HashMap::new();
        let (mut phrases, mut meaning) = (Vec::new(), Vec::new());
        for (at, way) in from.way.iter().enumerate() {
            aliases.insert(way.id.clone(), at);
            aliases.extend(way.aliases.iter().map(|word| (word.clone(), at)));
            for (list, is_named) in [(&way.phrases, false), (&way.named, true)] {
                phrases.extend(list);
                meaning.extend(list.iter().map(|_| (at, is_named)));
            }
        }
        Self {
            ways: from.way.iter().map(|way| way.id.clone()).collect(),
            aliases,
            phrases: together(&phrases),
            meaning,
        }
    }
}
