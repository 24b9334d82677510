//! The groups of an index divided into parts of a size that a browser reads at once.
//!
//! Takes groups in the order of their first words, gives [`Shard`]s. A group stands where the smallest of its words has its place; where
//! another of its words would stand in another shard, there is a note of where the group is.

use super::group::Group;
use super::letters;
use super::numbers::Numbers;

/// So many bytes make a shard full.
const FULL: usize = 48 << 10;

/// A part of the index.
#[derive(Debug, Default)]
pub struct Shard {
    /// The smallest word that has its place in it.
    pub first: String,
    /// Words that are found together and where, in the order of their first words.
    pub(super) groups: Vec<Group>,
    /// Words whose groups stand elsewhere, and in which shard; in their order.
    pub(super) elsewhere: Vec<(String, usize)>,
}

impl Shard {
    /// The words of its groups as one text.
    pub fn words(&self) -> String {
        letters::pack(self.groups.iter().map(|group| &*group.words))
    }

    /// Words whose groups stand elsewhere.
    pub fn absent(&self) -> impl Iterator<Item = &str> {
        self.elsewhere.iter().map(|(word, _)| word.as_str())
    }

    /// The shards in which those stand.
    pub fn elsewhere(&self) -> Numbers {
        self.elsewhere.iter().map(|(_, at)| *at as u32).collect()
    }
}

/// Divides groups that are sorted by their smallest words.
pub(super) fn divide(groups: Vec<Group>) -> Vec<Shard> {
    let mut shards: Vec<Shard> = Vec::new();
    let mut notes: Vec<(String, usize)> = Vec::new();
    let mut size = 0;
    for mut group in groups {
        let Some((first, others)) = group.words.split_first() else {
            continue;
        };
        let letters: usize = group.words.iter().map(|word| word.len() + 1).sum();
        let own = letters + group.places.text().len();
        if shards.is_empty() || size + own > FULL {
            shards.push(Shard {
                first: first.clone(),
                ..Shard::default()
            });
            size = 0;
        }
        size += own;
        let at = shards.len() - 1;
        notes.extend(others.iter().map(|word| (word.clone(), at)));
        group.places.shrink();
        shards[at].groups.push(group);
    }
    let firsts: Vec<String> = shards.iter().map(|shard| shard.first.clone()).collect();
    notes.sort();
    for (word, at) in notes {
        // The first shard begins with the smallest word of all.
        let place = firsts
            .partition_point(|begin| *begin <= word)
            .saturating_sub(1);
        if place != at {
            shards[place].elsewhere.push((word, at));
        }
    }
    shards
}
