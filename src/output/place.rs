//! Single files and folders of the output folder: put into place, taken away.
//!
//! Takes the folder and checked paths inside it. It follows no symbolic link inside the folder: what lies behind one is not
//! ours. Which files are to be moved or removed is decided elsewhere.
#![expect(
    clippy::disallowed_methods,
    reason = "output is where files are written and removed"
)]

use std::collections::BTreeSet;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::manifest::{Manifest, OPEN};
use crate::error::Error;

/// The folder in the output folder where files wait for the move: on the same file system, so that renaming is possible.
pub(super) const STAGING: &str = ".pmsite-staging";

/// The folder in it where files of new folders wait, at their own paths: such a folder moves as a whole.
pub(super) const TREE: &str = "tree";

/// The name of a file on its way to a folder that is on another file system; in that folder, until it is renamed.
const ARRIVING: &str = ".pmsite-arriving";

/// Makes the folders above a path that are missing and notes them in `made`; `known` remembers those that are there.
pub(super) fn make_folders<'a>(
    folder: &Path,
    path: &'a str,
    known: &mut BTreeSet<&'a str>,
    made: &mut Vec<PathBuf>,
) -> Result<(), Error> {
    for parent in folders_above(path) {
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
                made.push(place);
            }
            Err(cause) => return Err(Error::io("reading", &place, cause)),
        }
        known.insert(parent);
    }
    Ok(())
}

/// The folders on the way to a path, the outermost first.
fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Moves a staged file to its place, in a folder that is there.
pub(super) fn put(folder: &Path, path: &str, staged: &Path) -> Result<(), Error> {
    let place = folder.join(path);
    let failed = |cause| Error::io("writing", &place, cause);
    match std::fs::rename(staged, &place) {
        Err(cause) if cause.kind() == ErrorKind::CrossesDevices => {
            let arriving = arriving(folder, path);
            copy_anew(staged, &arriving)
                .and_then(|()| std::fs::rename(&arriving, &place))
                .map_err(|cause| {
                    let _ = std::fs::remove_file(&arriving);
                    failed(cause)
                })?;
            // What stays goes with the staging folder.
            let _ = std::fs::remove_file(staged);
            Ok(())
        }
        result => result.map_err(failed),
    }
}

/// Copies a file to a place where nothing is: what stands there goes, so that a link there leads nowhere.
fn copy_anew(from: &Path, to: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(to) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => return Err(cause),
        _ => {}
    }
    std::io::copy(&mut File::open(from)?, &mut File::create_new(to)?).map(|_| ())
}

/// Where a file waits that comes from another file system.
fn arriving(folder: &Path, path: &str) -> PathBuf {
    folder.join(path).with_file_name(ARRIVING)
}

/// Removes what a killed move left beside the places of files that were about to move.
pub(super) fn remove_arriving(folder: &Path, manifest: &Manifest) {
    let open = manifest.files.iter().filter(|(_, known)| **known == OPEN);
    for (path, _) in open.filter(|(path, _)| is_reached_without_links(folder, path)) {
        // There hardly ever is one, and one that stays does no harm.
        let _ = std::fs::remove_file(arriving(folder, path));
    }
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
    folders_above(path).all(|parent| is_folder(&folder.join(parent)))
}

/// Whether there is a real folder at a place.
fn is_folder(place: &Path) -> bool {
    std::fs::symlink_metadata(place).is_ok_and(|facts| facts.is_dir())
}

/// Removes a file, and the folders above it that are empty then, also where the file is gone already; answers whether it was
/// there.
pub(super) fn remove_file(folder: &Path, path: &str) -> Result<bool, Error> {
    let mut above: Vec<PathBuf> = Vec::new();
    for parent in folders_above(path) {
        let place = folder.join(parent);
        match std::fs::symlink_metadata(&place) {
            Ok(facts) if facts.is_dir() => above.push(place),
            Ok(_) => return Ok(false),
            // Without it there is no file either; those above it may be left from a killed build.
            Err(_) => break,
        }
    }
    let place = folder.join(path);
    let was_there = match std::fs::symlink_metadata(&place) {
        // A folder of that name is none of our files.
        Ok(facts) if facts.is_dir() => return Ok(false),
        Ok(_) => true,
        Err(cause) if cause.kind() == ErrorKind::NotFound => false,
        // A file stands where a folder of the path was: what we wrote is gone.
        Err(cause) if cause.kind() == ErrorKind::NotADirectory => false,
        Err(cause) => return Err(Error::io("removing", &place, cause)),
    };
    if was_there {
        std::fs::remove_file(&place).map_err(|cause| Error::io("removing", &place, cause))?;
    }
    for folder in above.iter().rev() {
        if std::fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(was_there)
}

/// Moves a staged folder to its place, where nothing is.
pub(super) fn put_folder(folder: &Path, name: &str) -> Result<(), Error> {
    let place = folder.join(name);
    std::fs::rename(folder.join(STAGING).join(TREE).join(name), &place)
        .map_err(|cause| Error::io("writing", &place, cause))
}

/// Removes folders that are empty, the innermost first.
pub(super) fn remove_folders(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        // One that somebody has put something into stays.
        let _ = std::fs::remove_dir(folder);
    }
}

/// Removes the staging folder, which holds files of ours and the tree of new folders.
pub(super) fn remove_staging(folder: &Path) -> Result<(), Error> {
    let staging = folder.join(STAGING);
    let failed = |cause| Error::io("removing", &staging, cause);
    match std::fs::symlink_metadata(&staging) {
        Ok(facts) if facts.is_dir() => {}
        // What a link leads to is not ours.
        Ok(_) => return std::fs::remove_file(&staging).map_err(failed),
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(()),
        Err(cause) => return Err(failed(cause)),
    }
    for entry in std::fs::read_dir(&staging).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (place, kind) = (entry.path(), entry.file_type().map_err(failed)?);
        let removed = if kind.is_dir() && entry.file_name() == TREE {
            std::fs::remove_dir_all(&place)
        } else {
            std::fs::remove_file(&place)
        };
        removed.map_err(|cause| Error::io("removing", &place, cause))?;
    }
    std::fs::remove_dir(&staging).map_err(failed)
}
