//! One build's writing: stage every file, then move all into place.
//!
//! Takes files from any number of threads. A file that is on the disk as it should be costs a look, not a write. The order of
//! the move is such that no page points at something that is not there yet.
#![expect(
    clippy::disallowed_methods,
    reason = "output is where files are written"
)]

use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::folder::{check_place, read_manifest};
use super::lock::Lock;
use super::manifest::{self, Manifest, OPEN};
use super::place::{STAGING, in_the_way, put, remove_file, remove_staging};
use super::{Forbidden, MANIFEST, Summary, path};
use crate::error::Error;

/// An output folder, opened for one build: nobody else writes to it meanwhile.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    old: Manifest,
    /// The paths of the old manifest in lower case: where the disk does not tell cases apart, these are ours too.
    old_folded: BTreeSet<String>,
    staged: Mutex<BTreeMap<String, Staged>>,
    /// The number of the next file in the staging folder.
    next: AtomicUsize,
    lock: Lock,
    /// The folder was not there before: if nothing comes of it, it goes again.
    is_new: bool,
    is_committed: bool,
}

#[derive(Debug, Clone)]
struct Staged {
    fingerprint: u128,
    how: How,
}

#[derive(Debug, Clone)]
enum How {
    /// On the disk already.
    Unchanged,
    /// Waits in the staging folder; `replaces` where a file is at its place.
    Waits { file: PathBuf, replaces: bool },
    /// Belongs to the user and stays as it is.
    Kept,
}

/// Opens an output folder for one build. Refuses a folder that is not ours to write: one that is or holds a forbidden folder,
/// one with files but without a manifest, one that another build is writing to.
pub fn open(folder: &Path, forbidden: &[Forbidden]) -> Result<Output, Error> {
    check_place(folder, forbidden)?;
    // Before anything is created: a folder of somebody's is left exactly as it is.
    read_manifest(folder)?;
    let is_new = !folder.exists();
    std::fs::create_dir_all(folder).map_err(|cause| Error::io("creating", folder, cause))?;
    let lock = Lock::take(folder)?;
    let old = read_manifest(folder)?;
    remove_staging(folder)?;
    let staging = folder.join(STAGING);
    std::fs::create_dir(&staging).map_err(|cause| Error::io("creating", &staging, cause))?;
    Ok(Output {
        folder: folder.to_owned(),
        old_folded: old.keys().map(|path| path.to_lowercase()).collect(),
        old,
        staged: Mutex::new(BTreeMap::new()),
        next: AtomicUsize::new(0),
        lock,
        is_new,
        is_committed: false,
    })
}

impl Output {
    /// Takes a file of the site. `path` is relative to the site, with `/` between its parts.
    pub fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let fingerprint = closed(xxh3_128(bytes));
        let how = match self.how(path, fingerprint, bytes.len() as u64)? {
            How::Waits { file, replaces } => {
                std::fs::write(&file, bytes).map_err(|cause| Error::io("writing", &file, cause))?;
                How::Waits { file, replaces }
            }
            how => how,
        };
        self.remember(path, Staged { fingerprint, how })
    }

    /// Takes a file of the site that is a copy of another on the disk, however large that is.
    pub fn stage_copy(&self, path: &str, from: &Path) -> Result<(), Error> {
        let (fingerprint, size) = copy(from, None)?;
        let staged = match self.how(path, fingerprint, size)? {
            How::Waits { file, replaces } => {
                // The file may have changed since: what is remembered is what was copied.
                let (fingerprint, _) = copy(from, Some(&file))?;
                Staged {
                    fingerprint,
                    how: How::Waits { file, replaces },
                }
            }
            how => Staged { fingerprint, how },
        };
        self.remember(path, staged)
    }

    /// What has to be done for a file of that content.
    fn how(&self, path: &str, fingerprint: u128, size: u64) -> Result<How, Error> {
        path::check(path).map_err(Error::Refused)?;
        let place = self.folder.join(path);
        let there = std::fs::symlink_metadata(&place).ok();
        let is_ours = self.old_folded.contains(&path.to_lowercase());
        if there.is_some() && !is_ours {
            if path == "CNAME" {
                return Ok(How::Kept);
            }
            let is_our_folder = place.is_dir() && self.holds_ours(path);
            if !is_our_folder {
                return Err(in_the_way(&self.folder, path));
            }
        }
        let is_same = self.old.get(path) == Some(&fingerprint)
            && there
                .as_ref()
                .is_some_and(|facts| facts.is_file() && facts.len() == size);
        if is_same {
            return Ok(How::Unchanged);
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        Ok(How::Waits {
            file: self.folder.join(STAGING).join(number.to_string()),
            replaces: there.is_some(),
        })
    }

    /// Whether the last build wrote files into a folder of that path.
    fn holds_ours(&self, path: &str) -> bool {
        let start = format!("{path}/");
        self.old
            .range(start.clone()..)
            .next()
            .is_some_and(|(path, _)| path.starts_with(&start))
    }

    fn remember(&self, path: &str, staged: Staged) -> Result<(), Error> {
        let mut all = self.staged.lock().unwrap_or_else(PoisonError::into_inner);
        match all.entry(path.to_owned()) {
            Entry::Vacant(free) => {
                free.insert(staged);
                Ok(())
            }
            Entry::Occupied(_) => Err(Error::Refused(format!(
                "the site has two files at `{path}`"
            ))),
        }
    }

    /// Moves what was staged into place, then removes what the last build wrote and this one did not.
    pub fn commit(mut self) -> Result<Summary, Error> {
        let mut staged = std::mem::take(
            self.staged
                .get_mut()
                .unwrap_or_else(PoisonError::into_inner),
        );
        staged.retain(|_, file| !matches!(file.how, How::Kept));
        let new: Manifest = staged
            .iter()
            .map(|(path, file)| (path.clone(), file.fingerprint))
            .collect();
        let stale: BTreeSet<&str> = self
            .old
            .keys()
            .map(String::as_str)
            .filter(|path| !new.contains_key(*path))
            .collect();
        let moves = in_order(&staged);
        let mut summary = Summary {
            written: moves.len(),
            unchanged: staged.len() - moves.len(),
            removed: 0,
        };
        let is_written = self.folder.join(MANIFEST).is_file();
        if !moves.is_empty() || !stale.is_empty() || !is_written {
            // Should we be killed on the way, the next build knows every file that may be ours.
            let mut both = self.old.clone();
            both.extend(new.clone());
            for (path, _) in &moves {
                both.insert((*path).clone(), OPEN);
            }
            self.write_manifest(&both)?;
            self.is_new = false;
            self.move_all(&moves, &stale, &mut summary)?;
            self.remove_stale(&stale, &new, &mut summary)?;
            self.write_manifest(&new)?;
        }
        self.is_committed = true;
        remove_staging(&self.folder)?;
        Ok(summary)
    }

    fn move_all(
        &self,
        moves: &[(&String, &PathBuf)],
        stale: &BTreeSet<&str>,
        summary: &mut Summary,
    ) -> Result<(), Error> {
        let mut known = BTreeSet::new();
        for (path, file) in moves {
            // A file where now a folder belongs, or the other way round.
            let above = path.match_indices('/').map(|(at, _)| &path[..at]);
            let start = format!("{path}/");
            let below = stale
                .range::<&str, _>(start.as_str()..)
                .take_while(|path| path.starts_with(&start))
                .copied();
            for blocking in above.filter(|path| stale.contains(path)).chain(below) {
                summary.removed += usize::from(remove_file(&self.folder, blocking)?);
            }
            put(&self.folder, path, file, &mut known)?;
        }
        Ok(())
    }

    fn remove_stale(
        &self,
        stale: &BTreeSet<&str>,
        new: &Manifest,
        summary: &mut Summary,
    ) -> Result<(), Error> {
        let folded: BTreeMap<String, &String> =
            new.keys().map(|path| (path.to_lowercase(), path)).collect();
        for path in stale {
            // Where the disk does not tell cases apart, the old name leads to the new file.
            let twin = folded.get(&path.to_lowercase());
            let is_same_file = twin.is_some_and(|twin| {
                let real = |path: &str| self.folder.join(path).canonicalize().ok();
                real(twin).is_some() && real(twin) == real(path)
            });
            if !is_same_file {
                summary.removed += usize::from(remove_file(&self.folder, path)?);
            }
        }
        Ok(())
    }

    /// Writes the manifest beside and renames it, so that there is never half of one.
    fn write_manifest(&self, manifest: &Manifest) -> Result<(), Error> {
        let beside = self.folder.join(STAGING).join("manifest");
        std::fs::write(&beside, manifest::write(manifest))
            .map_err(|cause| Error::io("writing", &beside, cause))?;
        let place = self.folder.join(MANIFEST);
        std::fs::rename(&beside, &place).map_err(|cause| Error::io("writing", &place, cause))
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if self.is_committed {
            return;
        }
        // Whatever went wrong has been said already; what stays behind goes with the next build.
        let _ = remove_staging(&self.folder);
        if self.is_new {
            self.lock.removes_file = true;
            let _ = std::fs::remove_file(self.folder.join(super::lock::NAME));
            let _ = std::fs::remove_dir(&self.folder);
        }
    }
}

/// The files that wait, in the order of their move: what pages show, then new pages, which nothing points at yet, then pages
/// that change, then the home page and what lists the whole site.
fn in_order(staged: &BTreeMap<String, Staged>) -> Vec<(&String, &PathBuf)> {
    let mut moves: Vec<(u8, &String, &PathBuf)> = staged
        .iter()
        .filter_map(|(path, staged)| match &staged.how {
            How::Waits { file, replaces } => Some((rank(path, *replaces), path, file)),
            How::Unchanged | How::Kept => None,
        })
        .collect();
    moves.sort();
    moves
        .into_iter()
        .map(|(_, path, file)| (path, file))
        .collect()
}

fn rank(path: &str, replaces: bool) -> u8 {
    let extension = Path::new(path)
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or("");
    match extension {
        "html" if path == "index.html" => 3,
        "html" if replaces => 2,
        "html" => 1,
        "xml" => 3,
        _ => 0,
    }
}

/// A fingerprint that is never the one kept for open content.
fn closed(fingerprint: u128) -> u128 {
    if fingerprint == OPEN { 1 } else { fingerprint }
}

/// The fingerprint and size of a file, copied on the way where a place for it is given.
fn copy(from: &Path, to: Option<&Path>) -> Result<(u128, u64), Error> {
    let reading = |cause| Error::io("reading", from, cause);
    let mut source = File::open(from).map_err(reading)?;
    let mut target = match to {
        Some(to) => Some((
            File::create(to).map_err(|cause| Error::io("writing", to, cause))?,
            to,
        )),
        None => None,
    };
    let mut hasher = Xxh3::new();
    let mut size = 0;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = source.read(&mut buffer).map_err(reading)?;
        if read == 0 {
            return Ok((closed(hasher.digest128()), size));
        }
        let part = &buffer[..read];
        hasher.update(part);
        size += read as u64;
        if let Some((file, to)) = &mut target {
            file.write_all(part)
                .map_err(|cause| Error::io("writing", to, cause))?;
        }
    }
}
