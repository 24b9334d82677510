//! One build at a time in one folder.
//!
//! Takes an output folder, gives a lock that holds until it is dropped. The lock is the system's, on a file that stays in the
//! folder (empty while nobody builds): it ends with the process that holds it, however that ends, and never goes stale.
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

/// Held while a build or a cleaning works on a folder.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
    /// Whether the lock's file goes with the lock: the folder is to be as it was.
    pub(super) removes_file: bool,
}

impl Lock {
    /// Takes the lock of an existing folder, or says who holds it.
    pub(super) fn take(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(NAME);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|cause| Error::io("locking", &path, cause))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = std::fs::read_to_string(&path).unwrap_or_default();
                let holder = holder.trim();
                let who = if holder.is_empty() {
                    String::new()
                } else {
                    format!(" (process {holder})")
                };
                return Err(Error::Refused(format!(
                    "another build{who} is writing to `{}`; wait for it to end",
                    folder.display()
                )));
            }
            // A file system without locks: better to build than not.
            Err(TryLockError::Error(cause)) if cause.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(cause)) => return Err(Error::io("locking", &path, cause)),
        }
        // The number is for the message of the other build only; without it the lock holds as well.
        let _ = file.set_len(0);
        let _ = write!(file, "{}", std::process::id());
        Ok(Self {
            file,
            path,
            removes_file: false,
        })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.file.set_len(0);
        if self.removes_file {
            let _ = std::fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}
