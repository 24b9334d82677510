//! What the search page loads first: how the rest is divided.

use serde::Serialize;

use crate::site::Site;

use super::{BLOCK, Search};

/// The manifest of the index.
#[derive(Serialize)]
pub(super) struct Manifest<'a> {
    /// The language of the site.
    language: &'a str,
    /// How many reports.
    count: usize,
    #[serde(rename = "blockSize")]
    block_size: usize,
    /// How many parts each report has.
    units: String,
    /// How large each of those parts is.
    sizes: String,
    /// The first word of each shard.
    shards: Vec<&'a str>,
    /// How many buckets the first letters of words have.
    buckets: usize,
    /// Words of which only titles and headings are indexed.
    everywhere: &'a [String],
    /// True where texts without blanks are indexed by pairs of signs.
    cjk: bool,
}

/// The manifest of a site.
pub(super) fn of<'a>(site: &'a Site, search: &'a Search) -> Manifest<'a> {
    let index = search.index(site);
    Manifest {
        language: &site.options.language,
        count: site.archive.reports.len(),
        block_size: BLOCK,
        units: index.parts().into_text(),
        sizes: index.sizes().into_text(),
        shards: index.shards().iter().map(|shard| &*shard.first).collect(),
        buckets: index.firsts().buckets,
        everywhere: index.everywhere(),
        cjk: index.has_unspaced(),
    }
}
