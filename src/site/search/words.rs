//! A part of the words as it stands in its file.

use crate::search::{Index, Shard};

/// The words of a shard: their places, their letters, those whose groups stand elsewhere (a blank apart), and in which shards. Places come
/// first as they pack alike throughout: what a host packs by pieces mixes them with letters least so.
pub(super) type Words = (String, String, String, String);

/// A shard of the index.
pub(super) fn of(index: &Index, shard: &Shard) -> Words {
    let absent: Vec<&str> = shard.absent().collect();
    (
        index.places(shard),
        shard.words(),
        absent.join(" "),
        shard.elsewhere().into_text(),
    )
}
