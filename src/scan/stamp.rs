//! By what a file is known to be the one that was read before.
//!
//! Takes a path, gives what the disk says of the file behind it without reading it. Whoever needs to know of a change within one tick of
//! the disk's clock has to read.
#![expect(
    clippy::disallowed_methods,
    reason = "scan is where files are looked at on the disk"
)]

use std::fs::Metadata;
use std::path::Path;
use std::time::SystemTime;

/// Size and times of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    size: u64,
    changed: Option<SystemTime>,
    /// Which file it is and when anything about it changed, where the system tells.
    own: Option<(u64, i64, i64)>,
}

/// The stamp of a file; none where nobody may look.
pub fn stamp(file: &Path) -> Option<Stamp> {
    let facts = std::fs::metadata(file).ok()?;
    Some(Stamp {
        size: facts.len(),
        changed: facts.modified().ok(),
        own: own(&facts),
    })
}

#[cfg(unix)]
#[expect(
    clippy::unnecessary_wraps,
    reason = "other systems do not tell it in this way"
)]
fn own(facts: &Metadata) -> Option<(u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    Some((facts.ino(), facts.ctime(), facts.ctime_nsec()))
}

#[cfg(not(unix))]
fn own(_: &Metadata) -> Option<(u64, i64, i64)> {
    None
}
