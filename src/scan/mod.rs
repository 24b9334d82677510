//! Walking the source folder: which files there are, what each is, and its text.
//!
//! Takes a folder, gives the files that may be reports, the files that reports may point at, and what was set aside with the
//! reason. [`walk()`] looks at names, [`load()`] reads one file (and can be called from many threads). Nothing here reads a
//! syntax: what a file is gets decided by its name and by the shape of its lines.

mod asset;
mod decide;
mod decode;
mod globs;
mod history;
mod ignored;
mod load;
mod picture;
mod set_aside;
mod sniff;
mod stamp;
mod unpack;
mod walk;
mod watched;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

pub use asset::{check_asset, real};
pub use decide::Unread;
pub use history::{Changed, History, history};
pub use load::{Loaded, format_of_text, load, read_at_most, text, text_inside, text_of};
pub use picture::picture_size;
pub use set_aside::{Reason, SetAside, notes};
pub use stamp::{Stamp, stamp};
pub use unpack::{Origin, Unpacked, lead_back};
pub use walk::walk;
pub use watched::{Below, Tree};

use globset::GlobSet;

use crate::config::{Declared, Split};
use crate::source::Format;

/// What is to be walked.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The source folder.
    pub root: &'a Path,
    /// Only documents that one of these globs matches are read; all where there is none.
    pub include: &'a [String],
    /// Files and folders that one of these globs matches do not exist for us.
    pub exclude: &'a [String],
    /// What files are, whatever their names and their texts say; of several that match, the longest glob decides.
    pub formats: &'a [Declared],
    /// The files that hold several reports.
    pub splits: &'a [Split],
    /// Files and folders on the disk to pass over in silence: the output, the theme, `book.toml`.
    pub skip: &'a [PathBuf],
}

/// What a walk found, every list in the order of its paths.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Files that are documents by their name, or may be by their content.
    pub candidates: Vec<Candidate>,
    /// Files that a document may point at and that may then be published beside it: paths inside the source folder.
    pub assets: Vec<String>,
    /// Files that exist but are never published: program code, unread formats, lock files.
    pub other_files: Vec<String>,
    /// True where the folder is a project of code in which reports are guests.
    pub among_code: bool,
    /// What was not taken up, and why. [`notes`] makes diagnostics of it, together with what [`load()`] sets aside.
    pub set_aside: Vec<SetAside>,
    /// What `exclude` names.
    excluded: Option<GlobSet>,
}

impl Found {
    /// Every file that may be asked for, by its path.
    pub fn paths(&self) -> HashSet<&str> {
        let candidates = self.candidates.iter().map(|candidate| &*candidate.path);
        let others = self.assets.iter().chain(&self.other_files);
        candidates.chain(others.map(String::as_str)).collect()
    }

    /// Leaves out of what a patch holds what the folder has itself, and what `exclude` names.
    pub fn leave_out(&self, loaded: &mut Loaded) {
        let Loaded {
            unpacked,
            diagnostics,
            ..
        } = loaded;
        unpacked.retain(|Unpacked { source, origin }| {
            let path = &*source.path;
            if self
                .excluded
                .as_ref()
                .is_some_and(|globs| globs.is_match(path))
            {
                return false;
            }
            let is_there = self
                .candidates
                .binary_search_by(|candidate| candidate.path.as_str().cmp(path))
                .is_ok();
            if is_there {
                diagnostics.push(origin.not_taken(
                    &format!("the patch adds `{path}`, which is in the folder too"),
                    "the file in the folder is read; remove the patch, or the file",
                ));
            }
            !is_there
        });
    }

    /// Files the assets and the other files with what [`load`] set aside, sorted.
    pub fn take_up(&mut self, set_aside: &[SetAside]) {
        for SetAside { reason, path } in set_aside {
            if reason.leaves_asset() {
                self.assets.push(path.clone());
            } else {
                self.other_files.push(path.clone());
            }
        }
        for paths in [&mut self.assets, &mut self.other_files] {
            paths.sort();
            paths.dedup();
        }
    }
}

/// A file that may be a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Path inside the source folder, with `/` between its parts.
    pub path: String,
    /// Where it is on the disk.
    pub disk: PathBuf,
    /// The format that its name says; `None` where its content has to.
    pub format: Option<Format>,
    /// The level of the headings that begin its reports, where it holds several.
    pub split: Option<u8>,
}

#[cfg(test)]
mod tests;
