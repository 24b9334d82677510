//! The output folder as a whole: may we write there, what did we write there, and taking it away again.
//!
//! Takes paths, gives decisions and the manifest found. It writes no page.
#![expect(
    clippy::disallowed_methods,
    reason = "output is where folders are read and files removed"
)]

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::lock::{self, Lock};
use super::manifest::{self, Manifest};
use super::place::{STAGING, remove_arriving, remove_file, remove_staging};
use super::{Forbidden, MANIFEST};
use crate::error::Error;

/// Names that a folder may hold and still count as free: what a fresh checkout of a publishing branch has, and what a killed
/// first build leaves.
const FREE: [&str; 4] = [".git", "CNAME", lock::NAME, STAGING];

/// What a killed first build leaves.
const LEFTOVERS: [&str; 2] = [lock::NAME, STAGING];

/// Refuses a folder that is, holds or (where so asked) lies in a forbidden one.
pub(super) fn check_place(folder: &Path, forbidden: &[Forbidden]) -> Result<(), Error> {
    let real = real(folder)?;
    for Forbidden {
        path,
        what,
        is_forbidden_inside,
    } in forbidden
    {
        let other = self::real(path)?;
        let relation = if real == other {
            "is"
        } else if other.starts_with(&real) {
            "contains"
        } else if *is_forbidden_inside && real.starts_with(&other) {
            "lies in"
        } else {
            continue;
        };
        return Err(Error::Refused(format!(
            "the output folder `{}` {relation} {what}; choose another with `-d`",
            folder.display()
        )));
    }
    Ok(())
}

/// Refuses a link that leads nowhere: no folder can be made there.
pub(super) fn check_link(folder: &Path) -> Result<(), Error> {
    let is_link = std::fs::symlink_metadata(folder).is_ok_and(|facts| facts.is_symlink());
    if is_link && !folder.exists() {
        return Err(Error::Refused(format!(
            "the output folder `{}` is a link that leads nowhere; make the folder it names, or remove the link",
            folder.display()
        )));
    }
    Ok(())
}

/// The innermost part of a path that can be seen. Where the path cannot be reached though it may exist, this is what hinders: a
/// folder that may not be entered, a file where a folder should be.
pub fn barrier(path: &Path) -> &Path {
    let seen = |part: &&Path| std::fs::symlink_metadata(part).is_ok();
    path.ancestors().find(seen).unwrap_or(path)
}

/// The path without links and dots, also where its last parts do not exist yet.
fn real(path: &Path) -> Result<PathBuf, Error> {
    let absolute = std::path::absolute(path).map_err(|cause| Error::io("finding", path, cause))?;
    let mut rest: Vec<Component<'_>> = Vec::new();
    let mut existing = absolute.as_path();
    loop {
        match existing.canonicalize() {
            Ok(mut real) => {
                for part in rest.iter().rev() {
                    match part {
                        Component::ParentDir => {
                            real.pop();
                        }
                        part => real.push(part),
                    }
                }
                return Ok(real);
            }
            Err(cause) if cause.kind() == ErrorKind::NotFound => {}
            Err(cause) => return Err(Error::io("entering", barrier(path), cause)),
        }
        let (Some(parent), Some(last)) = (existing.parent(), existing.components().next_back())
        else {
            return Ok(absolute);
        };
        rest.push(last);
        existing = parent;
    }
}

/// The manifest of a folder: empty where the folder is free for us, refused where it is somebody's.
pub(super) fn read_manifest(folder: &Path) -> Result<Manifest, Error> {
    let file = folder.join(MANIFEST);
    match std::fs::read_to_string(&file) {
        Ok(text) => manifest::read(&text).ok_or_else(|| {
            Error::Refused(format!(
                "`{}` is no list that this version of pmsite can read; take out of the folder all but what is yours, \
                 that list too, or choose another with `-d`",
                file.display()
            ))
        }),
        Err(cause) if cause.kind() == ErrorKind::NotFound => {
            check_free(folder)?;
            Ok(Manifest::default())
        }
        Err(cause) => Err(Error::io("reading", &file, cause)),
    }
}

fn check_free(folder: &Path) -> Result<(), Error> {
    let failed = |cause| Error::io("reading", folder, cause);
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(()),
        Err(cause) if cause.kind() == ErrorKind::NotADirectory => {
            return Err(Error::Refused(format!(
                "the output folder `{}` is a file",
                folder.display()
            )));
        }
        Err(cause) => return Err(failed(cause)),
    };
    let mut foreign: Vec<String> = Vec::new();
    let mut has_leftovers = false;
    for entry in entries {
        let name = entry.map_err(failed)?.file_name();
        has_leftovers |= LEFTOVERS.iter().any(|left| name == *left);
        if !FREE.iter().any(|free| name == *free) {
            foreign.push(name.to_string_lossy().into_owned());
        }
    }
    let Some(name) = foreign.iter().min() else {
        return Ok(());
    };
    let place = folder.display();
    Err(Error::Refused(if has_leftovers {
        format!(
            "the output folder `{place}` holds what a killed build left, and files that pmsite did not write (`{name}`); \
             move those away until the site is built, or choose an empty folder with `-d`"
        )
    } else {
        format!(
            "the output folder `{place}` holds files that pmsite did not write (`{name}`); \
             choose an empty one with `-d`"
        )
    }))
}

/// What cleaning found to remove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cleaned {
    /// There is no such folder.
    Nothing,
    /// So many files of a site.
    Site(usize),
    /// No site: a build was killed before it wrote one, and what it left is gone.
    Leftovers,
}

/// Removes what builds wrote into a folder, and the folders that become empty by it. Refuses a folder that holds nothing of ours.
pub fn clean(folder: &Path) -> Result<Cleaned, Error> {
    match std::fs::metadata(folder) {
        Ok(_) => {}
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(Cleaned::Nothing),
        Err(cause) => return Err(Error::io("entering", barrier(folder), cause)),
    }
    let has = |name: &str| match std::fs::symlink_metadata(folder.join(name)) {
        Ok(_) => Ok(true),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(Error::io("entering", barrier(folder), cause)),
    };
    let has_site = has(MANIFEST)?;
    if !has_site && !has(lock::NAME)? && !has(STAGING)? {
        return Err(Error::Refused(format!(
            "`{}` holds no `{MANIFEST}`: pmsite did not write it and removes nothing",
            folder.display()
        )));
    }
    let lock = Lock::take(folder)?;
    let mut cleaned = Cleaned::Leftovers;
    let mut above = None;
    if has_site {
        let manifest = read_manifest(folder)?;
        remove_arriving(folder, &manifest);
        let mut removed = 0;
        for path in manifest.files.keys() {
            removed += usize::from(remove_file(folder, path)?);
        }
        cleaned = Cleaned::Site(removed);
        above = manifest.above;
    }
    let real = real(folder)?;
    remove_staging(folder)?;
    if has_site {
        let file = folder.join(MANIFEST);
        std::fs::remove_file(&file).map_err(|cause| Error::io("removing", &file, cause))?;
    }
    drop(lock);
    // Stays where something else is in it.
    if std::fs::remove_dir(folder).is_ok() {
        remove_above(&real, above.as_deref().unwrap_or_default());
    }
    Ok(cleaned)
}

/// Removes the folders above one that is gone: those that were made for it, by their names, as far as they are empty. Where the
/// folder was moved meanwhile others are above it, and those stay.
fn remove_above(gone: &Path, made: &str) {
    for (above, name) in gone.ancestors().skip(1).zip(made.rsplit('/')) {
        if above.file_name() != Some(name.as_ref()) || std::fs::remove_dir(above).is_err() {
            break;
        }
    }
}
