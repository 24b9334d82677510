//! Which project a command means that was given no folder: the nearest one, from the current folder upwards, that has a `book.toml`, as
//! git and cargo find theirs.
//!
//! Takes a folder, gives one. It looks no higher than the repository or the home folder that one stands in: what lies above belongs to
//! something else. A folder that was named is taken as it is.

#![expect(
    clippy::disallowed_methods,
    reason = "the command line asks where it was started, and which folders have a `book.toml`"
)]

use std::path::{Path, PathBuf};

use super::report;
use super::ways::BOOK;

/// The folder that was named; else the nearest project's, which is said where it is not the current folder, else the current folder.
pub(super) fn chosen(named: Option<&Path>, is_quiet: bool) -> PathBuf {
    if let Some(named) = named {
        return named.to_owned();
    }
    let here = PathBuf::from(".");
    match above(&here) {
        Some(folder) if folder != here => {
            if !is_quiet {
                report::say(&format!("using `{}`", folder.join(BOOK).display()));
            }
            folder
        }
        _ => here,
    }
}

/// The nearest folder, from this one upwards, that holds a `book.toml`: as a way from the current folder where it is one of those that
/// one stands in.
pub(super) fn above(folder: &Path) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let folder = folder.canonicalize().ok()?;
    let home = std::env::home_dir().and_then(|home| home.canonicalize().ok());
    for above in folder.ancestors() {
        if above.join(BOOK).is_file() {
            return Some(way(above));
        }
        if above.join(".git").exists() || home.as_deref() == Some(above) {
            return None;
        }
    }
    None
}

/// The way to a folder as people write it: `reports`, `.`, `../..`.
fn way(folder: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let up = here
        .as_deref()
        .ok()
        .and_then(|here| here.strip_prefix(folder).ok());
    match up.map(|up| up.components().count()) {
        Some(up) if up > 0 => std::iter::repeat_n("..", up).collect(),
        _ => report::from_here(folder),
    }
}
