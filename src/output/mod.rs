//! Writing a site to disk without accidents.
//!
//! Takes files with their paths inside the site, gives a folder that holds exactly them and whatever else was there before.
//! Everything is staged first; [`Output::commit`] moves it into place, and dropping an [`Output`] leaves the last site as it
//! was. It renders nothing, and touches no file that it did not write: a manifest says which those are.

mod commit;
mod folder;
mod lock;
mod manifest;
mod order;
mod parts;
mod path;
mod place;
mod published;
mod stage;
mod staged;

use std::path::{Path, PathBuf};

pub use folder::{Cleaned, barrier, clean};
pub use manifest::NAME as MANIFEST;
pub use parts::Parts;
pub use published::{Built, Published};
pub use stage::{Output, open};

/// A folder that the output must not be nor contain.
#[derive(Debug, Clone)]
pub struct Forbidden {
    /// Which folder.
    pub path: PathBuf,
    /// What it is, as messages name it: `the source folder`.
    pub what: &'static str,
    /// True where the output must not lie inside it either: an explicit `src`, a theme.
    pub is_forbidden_inside: bool,
}

impl Forbidden {
    /// A folder that the output must not be nor contain.
    pub fn new(path: &Path, what: &'static str) -> Self {
        Self {
            path: path.to_owned(),
            what,
            is_forbidden_inside: false,
        }
    }

    /// The same, and the output must not lie inside it either.
    #[must_use]
    pub fn inside_too(mut self) -> Self {
        self.is_forbidden_inside = true;
        self
    }
}

/// Whose site a folder holds, as far as a later build has to know it: that it replaces no other archive's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// The title that the configuration gives it.
    pub title: Option<String>,
    /// How many reports it has.
    pub reports: usize,
}

/// What a commit did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Files written because they are new or have changed.
    pub written: usize,
    /// Files that were there already, as they should be.
    pub unchanged: usize,
    /// Files of an earlier build that this one no longer has.
    pub removed: usize,
}

#[cfg(test)]
mod tests;
