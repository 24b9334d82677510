//! How wide and high pictures are, so that pages keep their room.
//!
//! Takes the pictures that reports show, gives the sizes of those whose files tell them. What it cannot read has none.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Input;
use crate::archive::Archive;
use crate::scan;

/// How wide and high the pictures of an archive are, as far as their files tell.
pub(super) fn sizes(archive: &Archive, input: &Input<'_>) -> BTreeMap<String, (u32, u32)> {
    let assets = archive.references.assets.par_iter();
    let sizes = assets.filter_map(|path| {
        let size = scan::picture_size(input.source, path)?;
        Some((path.clone(), size))
    });
    sizes.collect()
}
