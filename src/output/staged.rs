//! What is known of a file that was staged: the common words of the two halves of a build's writing.

use std::path::{Path, PathBuf};

/// A file of the site that is to be.
#[derive(Debug, Clone)]
pub(super) struct Staged {
    pub(super) fingerprint: u128,
    pub(super) how: How,
}

/// What has to be done for a file.
#[derive(Debug, Clone)]
pub(super) enum How {
    /// On the disk already.
    Unchanged,
    /// Waits in the staging folder; `replaces` where a file is at its place.
    Waits { file: PathBuf, replaces: bool },
    /// Waits in the staging folder's tree, at its own path: its outermost folder is new and moves as a whole.
    WaitsInTree { file: PathBuf },
    /// Belongs to the user and stays as it is.
    Kept,
}

impl How {
    /// Where the file waits.
    pub(super) fn waits(&self) -> Option<&Path> {
        match self {
            Self::Waits { file, .. } | Self::WaitsInTree { file } => Some(file),
            Self::Unchanged | Self::Kept => None,
        }
    }
}
