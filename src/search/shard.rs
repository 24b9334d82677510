//! The groups of an index divided into parts of a size that a browser reads at once.
//!
//! Takes groups in the order of their first words, gives [`Shard`]s. A group stands where the smallest of its words has its place; where
//! another of its words would stand in another shard, there is a note of where the group is.

use super::index::Group;

/// So many bytes make a shard full.
const FULL: usize = 48 << 10;

/// A part of the index.
#[derive(Debug, Default)]
pub struct Shard {
    /// The smallest word that has its place in it.
    pub first: String,
    /// What stands in it, in the order of the words that it stands there by.
    pub entries: Vec<Entry>,
}

/// What stands in a shard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Words that are found together, one blank apart, and the list of their places.
    Group(String, String),
    /// A word whose group stands elsewhere: in which shard, and by which word.
    Elsewhere(String, usize, String),
}

/// Divides groups that are sorted by their smallest words.
pub(super) fn divide(groups: Vec<Group>) -> Vec<Shard> {
    let mut shards: Vec<Shard> = Vec::new();
    let mut notes: Vec<(String, usize, String)> = Vec::new();
    let mut smallest: Vec<Vec<String>> = Vec::new();
    let mut size = 0;
    for group in groups {
        let Some(first) = group.words.iter().min().cloned() else {
            continue;
        };
        let words = group.words.join(" ");
        let own = words.len() + group.places.text().len();
        if shards.is_empty() || size + own > FULL {
            shards.push(Shard {
                first: first.clone(),
                entries: Vec::new(),
            });
            smallest.push(Vec::new());
            size = 0;
        }
        size += own;
        let at = shards.len() - 1;
        let others = group.words.into_iter().filter(|word| *word != first);
        notes.extend(others.map(|word| (word, at, first.clone())));
        let mut places = group.places.into_text();
        places.shrink_to_fit();
        shards[at].entries.push(Entry::Group(words, places));
        smallest[at].push(first);
    }
    let firsts: Vec<String> = shards.iter().map(|shard| shard.first.clone()).collect();
    let mut elsewhere: Vec<Vec<Entry>> = shards.iter().map(|_| Vec::new()).collect();
    notes.sort();
    for (word, at, first) in notes {
        // The first shard begins with the smallest word of all.
        let place = firsts
            .partition_point(|begin| *begin <= word)
            .saturating_sub(1);
        if place != at {
            smallest[place].push(word.clone());
            elsewhere[place].push(Entry::Elsewhere(word, at, first));
        }
    }
    for ((shard, notes), words) in shards.iter_mut().zip(elsewhere).zip(smallest) {
        if notes.is_empty() {
            continue;
        }
        shard.entries.extend(notes);
        let mut entries: Vec<(String, Entry)> = words
            .into_iter()
            .zip(std::mem::take(&mut shard.entries))
            .collect();
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        shard.entries = entries.into_iter().map(|(_, entry)| entry).collect();
    }
    shards
}
