//! What the files were when they were last looked at: so that only what has changed has a new state made.
//!
//! Takes paths that something is said to have happened to, gives those of files whose bytes are others now, that are new or gone. What is
//! said is a hint: the disk is asked in any case, and a hint that names nothing has all of it looked at. A file that was only touched has
//! not changed. It has to be taken before the state is made that it stands for: then a file that changes while that is made is seen.

#![expect(
    clippy::disallowed_methods,
    reason = "what changed on the disk is told by looking at it"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::Watch;

/// Bytes of the largest file that is read to be compared; of a larger one size and time tell.
const LARGEST: u64 = 16 << 20;

/// What changed.
#[derive(Debug, Clone, Default)]
pub struct Changed {
    /// Files whose bytes are others, that are new or gone.
    pub paths: BTreeSet<PathBuf>,
    /// True where nothing was looked at before: everything may be new.
    pub is_all: bool,
}

/// What something is said to have happened to.
#[derive(Debug, Default)]
pub(super) struct Hints {
    pub(super) paths: BTreeSet<PathBuf>,
    /// True where more happened than was told.
    pub(super) is_all: bool,
}

/// A file as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Print {
    size: u64,
    changed: Option<SystemTime>,
    /// The fingerprint of its bytes; none where they cannot be read or are too many.
    bytes: Option<u64>,
}

impl Print {
    /// Whether the file is another one. Only of one whose bytes are not known does the time tell.
    fn differs(&self, other: &Self) -> bool {
        match (self.bytes, other.bytes) {
            (Some(own), Some(others)) => own != others,
            _ => self != other,
        }
    }
}

/// All files that a state is made of.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    files: BTreeMap<PathBuf, Print>,
}

/// What was found by looking.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) changed: BTreeSet<PathBuf>,
    /// Folders that were met: where these are new, nobody tells of what happens in them yet.
    pub(super) folders: BTreeSet<PathBuf>,
}

impl Snapshot {
    /// Looks at what is hinted at.
    pub(super) fn look(&mut self, watch: &Watch, hints: &Hints) -> Found {
        let mut found = Found::default();
        let mut asked: BTreeSet<&Path> = BTreeSet::new();
        for path in &hints.paths {
            // What is ignored from now on is gone, and the other way round.
            let is_rule = path.file_name().is_some_and(|name| name == ".gitignore");
            asked.insert(path.parent().filter(|_| is_rule).unwrap_or(path));
        }
        if hints.is_all {
            asked = watch.trees.iter().map(|tree| &*tree.folder).collect();
        }
        // What is below another one is looked at with it.
        let mut last: Option<&Path> = None;
        asked.retain(|path| {
            let is_covered = last.is_some_and(|last| path.starts_with(last));
            if !is_covered {
                last = Some(path);
            }
            !is_covered
        });
        let mut now: BTreeSet<PathBuf> = BTreeSet::new();
        for path in &asked {
            for tree in &watch.trees {
                // Of a folder above a tree something is said where the tree itself came or went.
                let from = if tree.folder.starts_with(path) {
                    &tree.folder
                } else {
                    *path
                };
                if from.starts_with(&tree.folder) {
                    let below = tree.below(from);
                    found.folders.extend(below.folders);
                    now.extend(below.files);
                }
            }
        }
        let single =
            |path: &&PathBuf| hints.is_all || asked.iter().any(|asked| path.starts_with(asked));
        now.extend(watch.files.iter().filter(single).cloned());
        let before: Vec<PathBuf> = if hints.is_all {
            self.files.keys().cloned().collect()
        } else {
            asked.iter().flat_map(|path| self.below(path)).collect()
        };
        for path in before.iter().filter(|path| !now.contains(*path)) {
            self.files.remove(path);
            found.changed.insert(path.clone());
        }
        let prints: Vec<(PathBuf, Option<Print>)> = now
            .into_par_iter()
            .map(|path| {
                let known = self.files.get(&path);
                // What is named is read again: two writes of one moment leave the same time.
                let is_named = hints.paths.contains(&path);
                let print = print(&path, known.filter(|_| !is_named));
                (path, print)
            })
            .collect();
        for (path, print) in prints {
            let is_other = match (self.files.get(&path), &print) {
                (Some(was), Some(is)) => was.differs(is),
                (None, None) => false,
                _ => true,
            };
            match print {
                Some(print) => self.files.insert(path.clone(), print),
                None => self.files.remove(&path),
            };
            if is_other {
                found.changed.insert(path);
            }
        }
        found
    }

    /// The known files at a path and below it.
    fn below(&self, path: &Path) -> impl Iterator<Item = PathBuf> {
        let from = (Bound::Included(path), Bound::Unbounded);
        let from = self.files.range::<Path, _>(from);
        let below = from.take_while(move |(known, _)| known.starts_with(path));
        below.map(|(known, _)| known.clone())
    }
}

/// What a file is now; none where there is no file. One of the size and time that it had is not read again.
fn print(path: &Path, known: Option<&Print>) -> Option<Print> {
    // Whoever opens a pipe waits for somebody to write to it.
    let facts = std::fs::metadata(path)
        .ok()
        .filter(std::fs::Metadata::is_file)?;
    let (size, changed) = (facts.len(), facts.modified().ok());
    if let Some(known) = known.filter(|known| known.size == size && known.changed == changed) {
        return Some(*known);
    }
    let bytes = (size <= LARGEST)
        .then(|| std::fs::read(path).ok())
        .flatten()
        .map(|bytes| xxh3_64(&bytes));
    Some(Print {
        size,
        changed,
        bytes,
    })
}
