//! A part of the words as it stands in its file.

use crate::search::{Index, Shard};

/// The words of a shard: their letters, their places, those whose groups stand elsewhere (a blank apart), and in which shards.
pub(super) type Words = (String, String, String, String);

/// A shard of the index.
pub(super) fn of(index: &Index, shard: &Shard) -> Words {
    let absent: Vec<&str> = shard.absent().collect();
    (
        shard.words(),
        index.places(shard),
        absent.join(" "),
        shard.elsewhere().into_text(),
    )
}
