//! A part of the words as it stands in its file.

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use crate::search::{Entry, Shard};

/// The entries of a shard: `[words, places]`, and `[word, shard, first word]` where its group stands elsewhere.
pub(super) struct Entries<'a>(pub(super) &'a Shard);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entries = &self.0.entries;
        let mut out = serializer.serialize_seq(Some(entries.len()))?;
        for entry in entries {
            match entry {
                Entry::Group(words, places) => {
                    out.serialize_element(&(words, places))?;
                }
                Entry::Elsewhere(word, shard, first) => {
                    out.serialize_element(&(word, shard, first))?;
                }
            }
        }
        out.end()
    }
}
