//! The first half of a build's writing: every file is staged.
//!
//! Takes files from any number of threads. A file that is on the disk as it should be costs a look, not a write; where every
//! file is, nothing is written but the lock. It moves nothing: that is `commit.rs`.
#![expect(
    clippy::disallowed_methods,
    reason = "output is where files are written"
)]

use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};
use std::fs::{File, Metadata};
use std::io::{BufWriter, ErrorKind, IntoInnerError, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::commit::Commit;
use super::folder::{check_link, check_place, read_manifest};
use super::lock::Lock;
use super::manifest::{Manifest, OPEN};
use super::place::{STAGING, TREE, in_the_way, remove_arriving, remove_folders, remove_staging};
use super::staged::{How, Staged};
use super::{About, Forbidden, Summary, path};
use crate::error::Error;

/// An output folder, opened for one build: nobody else writes to it meanwhile.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    old: Manifest,
    /// The paths of the old manifest in lower case: where the disk does not tell cases apart, these are ours too.
    old_folded: BTreeSet<String>,
    /// What the folder held when it was opened, in lower case. Whatever else appears in it is new.
    present: BTreeSet<String>,
    staged: Mutex<BTreeMap<String, Staged>>,
    /// The number of the next file in the staging folder.
    next: AtomicUsize,
    has_staging: AtomicBool,
    /// The folders that were not there before, the outermost first: if nothing comes of the build, they go again.
    made: Vec<PathBuf>,
    lock: Option<Lock>,
}

/// Opens an output folder for one build. Refuses a folder that is not ours to write: one that is or holds a forbidden folder,
/// one with files but without a manifest, one that another build is writing to.
pub fn open(folder: &Path, forbidden: &[Forbidden]) -> Result<Output, Error> {
    check_link(folder)?;
    check_place(folder, forbidden)?;
    // Before anything is created: a folder of somebody's is left exactly as it is.
    read_manifest(folder)?;
    let mut made: Vec<PathBuf> = folder
        .ancestors()
        .take_while(|above| !above.as_os_str().is_empty() && !above.exists())
        .map(Path::to_owned)
        .collect();
    made.reverse();
    let opened = std::fs::create_dir_all(folder)
        .map_err(|cause| Error::io("creating", folder, cause))
        .and_then(|()| Lock::take(folder));
    let lock = match opened {
        Ok(lock) => lock,
        Err(error) => {
            remove_folders(&made);
            return Err(error);
        }
    };
    let mut output = Output {
        folder: folder.to_owned(),
        old: Manifest::default(),
        old_folded: BTreeSet::new(),
        present: BTreeSet::new(),
        staged: Mutex::new(BTreeMap::new()),
        next: AtomicUsize::new(0),
        has_staging: AtomicBool::new(false),
        made,
        lock: Some(lock),
    };
    // Again, now that nobody else writes there.
    output.old = read_manifest(folder)?;
    output.old_folded = output
        .old
        .files
        .keys()
        .map(|path| path.to_lowercase())
        .collect();
    remove_staging(folder)?;
    output.present = entries(folder)?;
    remove_arriving(folder, &output.old);
    Ok(output)
}

/// The names in a folder, in lower case.
fn entries(folder: &Path) -> Result<BTreeSet<String>, Error> {
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        Ok(entry?.file_name().to_string_lossy().to_lowercase())
    };
    std::fs::read_dir(folder)
        .and_then(|entries| entries.map(name).collect())
        .map_err(|cause| Error::io("reading", folder, cause))
}

/// What is to be known of bytes before they are written: how many there are, and their fingerprint.
#[derive(Default)]
struct Look {
    seen: Xxh3,
    size: u64,
}

impl std::io::Write for Look {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.seen.update(bytes);
        self.size += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The same of bytes that are written on the way.
#[derive(Default)]
struct Both {
    look: Look,
    file: Option<File>,
}

impl std::io::Write for Both {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if let Some(file) = &mut self.file {
            file.write_all(bytes)?;
        }
        self.look.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Output {
    /// Takes a file of the site. `path` is relative to the site, with `/` between its parts.
    pub fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let fingerprint = closed(xxh3_128(bytes));
        let how = self.how(path, Some((fingerprint, bytes.len() as u64)))?;
        if let Some(file) = how.waits() {
            self.make_room(&how)?;
            // People know the page, not the place it waits at.
            std::fs::write(file, bytes)
                .map_err(|cause| Error::io("writing", &self.folder.join(path), cause))?;
        }
        self.remember(path, Staged { fingerprint, how })
    }

    /// Takes a file of the site that is made in parts, however large it is: `make` writes it. Where an earlier build had it, it is made to
    /// be looked at first, and again for its place where that is not what stands on the disk: both times it must be the same.
    pub fn stage_made(
        &self,
        path: &str,
        make: &dyn Fn(&mut dyn std::io::Write) -> std::io::Result<()>,
    ) -> Result<(), Error> {
        let wrong = |cause| Error::io("writing", &self.folder.join(path), cause);
        if !self.old.files.contains_key(path) {
            // Nothing stands there that it could be: it is looked at on its way.
            let how = self.how(path, None)?;
            let mut both = Both::default();
            if let Some(file) = how.waits() {
                self.make_room(&how)?;
                both.file = Some(File::create(file).map_err(wrong)?);
            }
            let mut sink = BufWriter::with_capacity(1 << 16, both);
            make(&mut sink).map_err(wrong)?;
            let both = sink.into_inner().map_err(IntoInnerError::into_error);
            let fingerprint = closed(both.map_err(wrong)?.look.seen.digest128());
            return self.remember(path, Staged { fingerprint, how });
        }
        let mut look = BufWriter::with_capacity(1 << 16, Look::default());
        make(&mut look).map_err(wrong)?;
        let look = look.into_inner().map_err(IntoInnerError::into_error);
        let look = look.map_err(wrong)?;
        let fingerprint = closed(look.seen.digest128());
        let how = self.how(path, Some((fingerprint, look.size)))?;
        if let Some(file) = how.waits() {
            self.make_room(&how)?;
            let write = || {
                let mut file = BufWriter::with_capacity(1 << 16, File::create(file)?);
                make(&mut file)?;
                file.into_inner().map_err(IntoInnerError::into_error)
            };
            write().map_err(wrong)?;
        }
        self.remember(path, Staged { fingerprint, how })
    }

    /// Takes a file of the site that is a copy of another on the disk, however large that is.
    pub fn stage_copy(&self, path: &str, from: &Path) -> Result<(), Error> {
        let place = self.folder.join(path);
        let (fingerprint, size) = copy(from, None)?;
        let how = self.how(path, Some((fingerprint, size)))?;
        let fingerprint = match how.waits() {
            Some(file) => {
                self.make_room(&how)?;
                // The file may have changed since: what is remembered is what was copied.
                copy(from, Some((file, &place)))?.0
            }
            None => fingerprint,
        };
        self.remember(path, Staged { fingerprint, how })
    }

    /// Makes the folder that a file waits in.
    pub(super) fn make_room(&self, how: &How) -> Result<(), Error> {
        self.make_staging()?;
        match how {
            How::WaitsInTree { file } => match file.parent() {
                Some(parent) => std::fs::create_dir_all(parent)
                    .map_err(|cause| Error::io("creating", parent, cause)),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Makes the staging folder, when the first file needs it.
    fn make_staging(&self) -> Result<(), Error> {
        if self.has_staging.load(Ordering::Acquire) {
            return Ok(());
        }
        let staging = self.folder.join(STAGING);
        match std::fs::create_dir(&staging) {
            Err(cause) if cause.kind() != ErrorKind::AlreadyExists => {
                Err(Error::io("creating", &staging, cause))
            }
            _ => {
                self.has_staging.store(true, Ordering::Release);
                Ok(())
            }
        }
    }

    /// Where a file of that path stands on the disk.
    pub(super) fn place_of(&self, path: &str) -> Result<PathBuf, Error> {
        path::check(path).map_err(Error::Refused)?;
        Ok(self.folder.join(path))
    }

    /// What has to be done for a file of that fingerprint and size; one of which they are not known yet is written.
    pub(super) fn how(&self, path: &str, content: Option<(u128, u64)>) -> Result<How, Error> {
        let place = self.place_of(path)?;
        // Where the outermost folder is new, nothing stands in the way of what goes into it.
        let new_folder = path
            .split_once('/')
            .filter(|(outermost, _)| !self.present.contains(&outermost.to_lowercase()));
        if new_folder.is_some() {
            let file = self.folder.join(STAGING).join(TREE).join(path);
            return Ok(How::WaitsInTree { file });
        }
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
        let is_same = content.is_some_and(|(fingerprint, size)| {
            let is_there = |facts: &Metadata| facts.is_file() && facts.len() == size;
            self.old.files.get(path) == Some(&fingerprint) && there.as_ref().is_some_and(is_there)
        });
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
            .files
            .range(start.clone()..)
            .next()
            .is_some_and(|(path, _)| path.starts_with(&start))
    }

    /// The names of the folders above this one that were made for it, now or by an earlier build.
    fn made_above(&self) -> Option<String> {
        let above = self.made.len().checked_sub(1).filter(|above| *above > 0);
        let Some(above) = above else {
            return self.old.above.clone();
        };
        let folder = self.folder.canonicalize().ok()?;
        let parts: Option<Vec<&str>> = folder.parent()?.iter().map(|part| part.to_str()).collect();
        let parts = parts?;
        let names = parts.get(parts.len().checked_sub(above)?..)?.join("/");
        path::check(&names).is_ok().then_some(names)
    }

    pub(super) fn remember(&self, path: &str, staged: Staged) -> Result<(), Error> {
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

    /// What the folder holds: whose site the last build wrote. Nothing is known of a new folder, nor of one of an older version.
    pub fn about(&self) -> Option<&About> {
        self.old.about.as_ref()
    }

    /// Whether the last build wrote a file of that path.
    pub fn has(&self, path: &str) -> bool {
        self.old.files.contains_key(path)
    }

    /// Moves what was staged into place, then removes what the last build wrote and this one did not. Up to the first step
    /// a failure leaves the last site as it was; after it the error says so, and the next build ends the work.
    pub fn commit(mut self, about: About) -> Result<Summary, Error> {
        let staged = std::mem::take(
            self.staged
                .get_mut()
                .unwrap_or_else(PoisonError::into_inner),
        );
        let commit = Commit::new(&self.folder, &self.old, staged, about, self.made_above());
        if commit.is_needed() {
            self.make_staging()?;
        }
        let result = commit.run();
        if matches!(result, Ok(_) | Err(Error::HalfDone(_))) {
            // The folder holds something of ours.
            self.made.clear();
        }
        result
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // Whatever went wrong has been said already; what stays behind goes with the next build.
        if *self.has_staging.get_mut() {
            let _ = remove_staging(&self.folder);
        }
        self.lock = None;
        remove_folders(&self.made);
    }
}

/// A fingerprint that is never the one kept for open content.
pub(super) fn closed(fingerprint: u128) -> u128 {
    if fingerprint == OPEN { 1 } else { fingerprint }
}

/// The fingerprint and size of a file, copied on the way where a file for it is given, with the place that messages name.
fn copy(from: &Path, to: Option<(&Path, &Path)>) -> Result<(u128, u64), Error> {
    let reading = |cause| Error::io("reading", from, cause);
    let mut source = File::open(from).map_err(reading)?;
    let mut target = match to {
        Some((file, place)) => {
            let writing = |cause| Error::io("writing", place, cause);
            Some((File::create(file).map_err(writing)?, writing))
        }
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
        if let Some((file, writing)) = &mut target {
            file.write_all(part).map_err(writing)?;
        }
    }
}
