//! Single files of the output folder: put into place, taken away.
//!
//! Takes the folder and checked paths inside it. It follows no symbolic link inside the folder: what lies behind one is not
//! ours. Which files are to be moved or removed is decided elsewhere.
#![expect(
    clippy::disallowed_methods,
    reason = "output is where files are written and removed"
)]

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;

use crate::error::Error;

/// The folder in the output folder where files wait for the move: on the same file system, so that renaming is possible.
pub(super) const STAGING: &str = ".pmsite-staging";

/// Moves a staged file to its place; `known` remembers the folders that are known to be there.
pub(super) fn put(
    folder: &Path,
    path: &str,
    staged: &Path,
    known: &mut BTreeSet<String>,
) -> Result<(), Error> {
    for (at, _) in path.match_indices('/') {
        let parent = &path[..at];
        if known.contains(parent) {
            continue;
        }
        let place = folder.join(parent);
        match std::fs::symlink_metadata(&place) {
            Ok(facts) if facts.is_dir() => {}
            Ok(_) => return Err(in_the_way(folder, parent)),
            Err(cause) if cause.kind() == ErrorKind::NotFound => {
                std::fs::create_dir(&place)
                    .map_err(|cause| Error::io("creating", &place, cause))?;
            }
            Err(cause) => return Err(Error::io("reading", &place, cause)),
        }
        known.insert(parent.to_owned());
    }
    let place = folder.join(path);
    std::fs::rename(staged, &place).map_err(|cause| Error::io("writing", &place, cause))
}

/// The refusal to write over something that is not ours.
pub(super) fn in_the_way(folder: &Path, path: &str) -> Error {
    Error::Refused(format!(
        "`{}` was not written by pmsite and stands where a page belongs; move it away",
        folder.join(path).display()
    ))
}

/// Whether every folder on the way to a path is a real folder.
fn is_reached_without_links(folder: &Path, path: &str) -> bool {
    path.match_indices('/').all(|(at, _)| {
        std::fs::symlink_metadata(folder.join(&path[..at])).is_ok_and(|facts| facts.is_dir())
    })
}

/// Removes a file, and the folders above it that become empty; answers whether it was there.
pub(super) fn remove_file(folder: &Path, path: &str) -> Result<bool, Error> {
    if !is_reached_without_links(folder, path) {
        return Ok(false);
    }
    let place = folder.join(path);
    match std::fs::symlink_metadata(&place) {
        // A folder of that name is none of our files.
        Ok(facts) if facts.is_dir() => return Ok(false),
        Ok(_) => {}
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(false),
        Err(cause) => return Err(Error::io("removing", &place, cause)),
    }
    std::fs::remove_file(&place).map_err(|cause| Error::io("removing", &place, cause))?;
    for (at, _) in path.rmatch_indices('/') {
        if std::fs::remove_dir(folder.join(&path[..at])).is_err() {
            break;
        }
    }
    Ok(true)
}

/// Removes the staging folder, which holds flat files of ours only.
pub(super) fn remove_staging(folder: &Path) -> Result<(), Error> {
    let staging = folder.join(STAGING);
    let failed = |cause| Error::io("removing", &staging, cause);
    let entries = match std::fs::read_dir(&staging) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(()),
        Err(cause) => return Err(failed(cause)),
    };
    for entry in entries {
        let file = entry.map_err(failed)?.path();
        std::fs::remove_file(&file).map_err(|cause| Error::io("removing", &file, cause))?;
    }
    std::fs::remove_dir(&staging).map_err(failed)
}
