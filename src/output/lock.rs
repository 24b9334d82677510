//! One build at a time in one folder.
//!
//! Takes an output folder, gives a lock that holds until it is dropped. The lock is the system's, on a file in the folder: it
//! ends with the process that holds it, however that ends, and never goes stale. The file goes with the lock; one that a
//! killed process left behind holds nobody up, whatever number stands in it.
#![expect(
    clippy::disallowed_methods,
    reason = "output is where files are written"
)]

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// The name of the lock's file.
pub(super) const NAME: &str = ".pmsite-lock";

/// How often the lock is asked for where others take its file away.
const TRIES: usize = 100;

/// Held while a build or a cleaning works on a folder.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of an existing folder, or says who holds it.
    pub(super) fn take(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(NAME);
        // Its number is written into the file: that must not happen to the file behind a link.
        if std::fs::symlink_metadata(&path).is_ok_and(|facts| !facts.is_file()) {
            return Err(Error::Refused(format!(
                "`{}` is no file of pmsite; remove it",
                path.display()
            )));
        }
        let mut tries = 0;
        loop {
            let mut file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .map_err(|cause| Error::io("locking", &path, cause))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(held(folder, &path)),
                // A file system without locks: better to build than not.
                Err(TryLockError::Error(cause)) if cause.kind() == ErrorKind::Unsupported => {}
                Err(TryLockError::Error(cause)) => return Err(Error::io("locking", &path, cause)),
            }
            // Whoever held it may have taken the file away between our opening and our locking. A file system that never
            // gives the same answer twice is no reason to go on asking.
            tries += 1;
            if !is_at(&file, &path) && tries < TRIES {
                continue;
            }
            // The number is for the message of the other build only; without it the lock holds as well.
            let _ = file.set_len(0);
            let _ = write!(file, "{}", std::process::id());
            return Ok(Self { file, path });
        }
    }
}

/// The refusal where another process holds the lock.
fn held(folder: &Path, path: &Path) -> Error {
    let holder = std::fs::read_to_string(path).unwrap_or_default();
    let who = match holder.trim().parse::<u32>() {
        Ok(holder) => format!(" (process {holder})"),
        Err(_) => String::new(),
    };
    Error::Refused(format!(
        "another build{who} is writing to `{}`; wait for it to end",
        folder.display()
    ))
}

/// Whether an open file is the one that has that name now.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(open), Ok(named)) = (file.metadata(), std::fs::symlink_metadata(path)) else {
        return false;
    };
    (open.dev(), open.ino()) == (named.dev(), named.ino())
}

/// Elsewhere a file that is open keeps its name.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

impl Drop for Lock {
    fn drop(&mut self) {
        // First the name, then the lock: the other way round, the name could be somebody's lock already.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}
