//! The second half of a build's writing: what was staged is moved into place.
//!
//! Takes the staged files and the old manifest. What needs room on the disk is done before the first file moves; the move itself
//! only renames and removes. Two things need room in the middle of it: a copy for a folder on another file system, and the folders
//! of a page in whose place a file was. Up to the first step a failure is undone. Only the manifests are flushed to the disk, so
//! that after a loss of power it is still known which files are ours; whether those are whole is up to the file system. The order
//! of the steps is that of `order.rs`.
#![expect(
    clippy::disallowed_methods,
    reason = "output is where files are written"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::ops::Bound;
use std::path::{Path, PathBuf};

use super::manifest::{self, Files, Manifest, OPEN};
use super::order::{self, Move};
use super::place::{STAGING, TREE, make_folders, put, put_folder, remove_file, remove_folders};
use super::staged::{How, Staged};
use super::{About, MANIFEST, Summary};
use crate::error::Error;

/// The name of a manifest that waits in the staging folder.
const WAITING: &str = "manifest";
/// The name of the manifest for the time of the move.
const BOTH: &str = "manifest-of-both";

/// What is to be moved, and what is to go.
#[derive(Debug)]
pub(super) struct Commit<'a> {
    folder: &'a Path,
    old: &'a Manifest,
    new: Manifest,
    /// In the order of the move.
    moves: Vec<Move>,
    /// The paths of all files that move.
    written: Vec<String>,
    /// What the last build wrote and this one did not.
    stale: BTreeSet<&'a str>,
    has_manifest: bool,
}

impl<'a> Commit<'a> {
    /// What has to be done to make the folder hold these files.
    pub(super) fn new(
        folder: &'a Path,
        old: &'a Manifest,
        mut staged: BTreeMap<String, Staged>,
        about: About,
        above: Option<String>,
    ) -> Self {
        staged.retain(|_, file| !matches!(file.how, How::Kept));
        let written = staged
            .iter()
            .filter(|(_, file)| matches!(file.how, How::Waits { .. } | How::WaitsInTree { .. }))
            .map(|(path, _)| path.clone())
            .collect();
        let files: Files = staged
            .iter()
            .map(|(path, file)| (path.clone(), file.fingerprint))
            .collect();
        let stale = old
            .files
            .keys()
            .map(String::as_str)
            .filter(|path| !files.contains_key(*path))
            .collect();
        Self {
            folder,
            old,
            new: Manifest {
                about: Some(about),
                above,
                files,
            },
            moves: order::of_moves(staged),
            written,
            stale,
            has_manifest: folder.join(MANIFEST).is_file(),
        }
    }

    /// False where everything is as it should be.
    pub(super) fn is_needed(&self) -> bool {
        !self.moves.is_empty() || *self.old != self.new || !self.has_manifest
    }

    /// Moves, removes, and writes down what is there then. A failure before the first step is undone, so that the last site stands
    /// as it was; a later one is [`Error::HalfDone`].
    pub(super) fn run(&self) -> Result<Summary, Error> {
        let mut summary = Summary {
            written: self.written.len(),
            unchanged: self.new.files.len() - self.written.len(),
            removed: 0,
        };
        if !self.is_needed() {
            return Ok(summary);
        }
        self.stage_manifests()?;
        self.place_manifest(BOTH)?;
        let mut made = Vec::new();
        let mut moved = 0;
        self.make_folders(&mut made)
            .and_then(|()| self.move_all(&mut moved, &mut summary))
            .and_then(|()| self.remove_stale(&mut summary))
            .and_then(|()| self.place_manifest(WAITING))
            .map_err(|error| {
                if moved + summary.removed > 0 {
                    return Error::HalfDone(Box::new(error));
                }
                remove_folders(&made);
                self.restore_manifest();
                error
            })?;
        Ok(summary)
    }

    /// Writes the manifest that is to be, and one for the time of the move: should we be killed on the way, the next build knows
    /// every file that may be ours.
    fn stage_manifests(&self) -> Result<(), Error> {
        let mut both = self.new.clone();
        for (path, fingerprint) in &self.old.files {
            let known = both.files.entry(path.clone());
            known.or_insert(*fingerprint);
        }
        for path in &self.written {
            both.files.insert(path.clone(), OPEN);
        }
        self.stage_manifest(BOTH, &both)?;
        self.stage_manifest(WAITING, &self.new)
    }

    fn make_folders(&self, made: &mut Vec<PathBuf>) -> Result<(), Error> {
        let mut known = BTreeSet::new();
        for path in self.moves.iter().filter_map(Move::path) {
            // A folder where a file of ours stands comes with the move.
            if self.blocking(path).is_empty() {
                make_folders(self.folder, path, &mut known, made)?;
            }
        }
        Ok(())
    }

    /// Files of the last build that stand where this path needs a folder, or in a folder where it needs a file.
    fn blocking(&self, path: &str) -> Vec<&'a str> {
        if self.stale.is_empty() {
            return Vec::new();
        }
        let above = path
            .match_indices('/')
            .filter_map(|(at, _)| self.stale.get(&path[..at]).copied());
        let start = format!("{path}/");
        let below = self
            .old
            .files
            .range::<str, _>((Bound::Included(start.as_str()), Bound::Unbounded))
            .map(|(path, _)| path.as_str())
            .take_while(|path| path.starts_with(&start))
            .filter(|path| self.stale.contains(path));
        above.chain(below).collect()
    }

    /// Moves what waits; `moved` counts it.
    fn move_all(&self, moved: &mut usize, summary: &mut Summary) -> Result<(), Error> {
        for step in &self.moves {
            let (path, file) = match step {
                Move::Folder { name } => {
                    put_folder(self.folder, name)?;
                    *moved += 1;
                    continue;
                }
                Move::File { path, file } => (path, file),
            };
            let blocking = self.blocking(path);
            for blocking in &blocking {
                summary.removed += usize::from(remove_file(self.folder, blocking)?);
            }
            if !blocking.is_empty() {
                make_folders(self.folder, path, &mut BTreeSet::new(), &mut Vec::new())?;
            }
            put(self.folder, path, file)?;
            *moved += 1;
        }
        Ok(())
    }

    /// Removes what the last build wrote and this one did not.
    fn remove_stale(&self, summary: &mut Summary) -> Result<(), Error> {
        let folded: BTreeMap<String, &String> = self
            .new
            .files
            .keys()
            .map(|path| (path.to_lowercase(), path))
            .collect();
        for path in order::of_removals(self.stale.iter().copied()) {
            // Where the disk does not tell cases apart, the old name leads to the new file.
            let twin = folded.get(&path.to_lowercase());
            let is_same_file = twin.is_some_and(|twin| {
                let real = |path: &str| self.folder.join(path).canonicalize().ok();
                real(twin).is_some() && real(twin) == real(path)
            });
            if !is_same_file {
                summary.removed += usize::from(remove_file(self.folder, path)?);
            }
        }
        Ok(())
    }

    /// Writes a manifest beside the site, and waits until it is on the disk.
    fn stage_manifest(&self, name: &str, manifest: &Manifest) -> Result<(), Error> {
        let write = || {
            let mut file = File::create(self.folder.join(STAGING).join(name))?;
            file.write_all(manifest::write(manifest).as_bytes())?;
            match file.sync_all() {
                // A file system that knows no flushing.
                Err(cause)
                    if matches!(
                        cause.kind(),
                        ErrorKind::Unsupported | ErrorKind::InvalidInput
                    ) =>
                {
                    Ok(())
                }
                result => result,
            }
        };
        write().map_err(|cause| Error::io("writing", &self.folder.join(MANIFEST), cause))
    }

    /// Renames a waiting manifest, so that there is never half of one.
    fn place_manifest(&self, name: &str) -> Result<(), Error> {
        let place = self.folder.join(MANIFEST);
        std::fs::rename(self.folder.join(STAGING).join(name), &place)
            .map_err(|cause| Error::io("writing", &place, cause))
    }

    /// The old manifest again. Where that fails too, the other one is as good: it only makes the next build write more.
    fn restore_manifest(&self) {
        if !self.has_manifest {
            let _ = std::fs::remove_file(self.folder.join(MANIFEST));
            return;
        }
        // On a full disk this is what makes room.
        let staging = self.folder.join(STAGING);
        let _ = std::fs::remove_dir_all(staging.join(TREE));
        for step in &self.moves {
            if let Move::File { file, .. } = step {
                let _ = std::fs::remove_file(file);
            }
        }
        let _ = self
            .stage_manifest(WAITING, self.old)
            .and_then(|()| self.place_manifest(WAITING));
    }
}
