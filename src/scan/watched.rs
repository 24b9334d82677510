//! Which files of a folder a build may look at, for who waits until one of them changes.
//!
//! Takes a tree and a path in it, gives the folders and files below that path by the rules of the walk: what is hidden, ignored, somebody
//! else's code or the work of a build is not there. It opens no file but `.gitignore`s, and decides nothing about what a file is.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::ignored::Ignored;
use super::walk::{is_built, is_never_entered};

/// A file whose change may change what every other file is.
const IGNORE_FILE: &str = ".gitignore";

/// A folder with all that is below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The folder: absolute, without links.
    pub folder: PathBuf,
    /// True for sources: what is ignored, somebody else's or built is passed over there. Elsewhere only what is hidden is.
    pub is_source: bool,
    /// Folders in it to pass over.
    pub skip: Vec<PathBuf>,
}

/// What there is below a path.
#[derive(Debug, Default)]
pub struct Below {
    /// The folders, that of the path included.
    pub folders: Vec<PathBuf>,
    /// The files.
    pub files: Vec<PathBuf>,
}

impl Tree {
    /// Whether a change at that path may matter, as far as names tell: the disk is not asked.
    pub fn may_hold(&self, path: &Path) -> bool {
        let Ok(inside) = path.strip_prefix(&self.folder) else {
            return false;
        };
        let names = inside.iter().map(|name| name.to_string_lossy());
        let is_named_away =
            |name: &str| is_hidden(name) || (self.is_source && is_never_entered(name));
        !self.skips(path) && !names.into_iter().any(|name| is_named_away(&name))
    }

    /// The folders and files at that path and below it; nothing where there is nothing, or nothing to be looked at.
    pub fn below(&self, path: &Path) -> Below {
        let mut found = Below::default();
        let Some(mut rules) = self.way_to(path) else {
            return found;
        };
        let mut entries = WalkDir::new(path).follow_links(!self.is_source).into_iter();
        while let Some(entry) = entries.next() {
            // What cannot be read is told by the build.
            let Ok(entry) = entry else { continue };
            let is_folder = entry.file_type().is_dir();
            if entry.depth() > 0 {
                rules.leave_to(entry.depth());
                if self.passes_over(entry.path(), is_folder, &rules) {
                    if is_folder {
                        entries.skip_current_dir();
                    }
                    continue;
                }
            }
            if is_folder {
                if entry.depth() > 0 {
                    rules.enter(entry.depth(), entry.path());
                }
                found.folders.push(entry.into_path());
            } else {
                found.files.push(entry.into_path());
            }
        }
        found
    }

    /// The rules that hold below a path, where nothing on the way to it is passed over.
    fn way_to(&self, path: &Path) -> Option<Rules> {
        let inside = path.strip_prefix(&self.folder).ok()?;
        let mut rules = Rules(self.is_source.then(|| Ignored::at_root(&self.folder)));
        let mut place = self.folder.clone();
        for name in inside {
            place.push(name);
            let is_folder = place.is_dir();
            if self.passes_over(&place, is_folder, &rules) {
                return None;
            }
            if is_folder {
                // Above where the walk begins: these hold all the time.
                rules.enter(0, &place);
            }
        }
        Some(rules)
    }

    fn passes_over(&self, path: &Path, is_folder: bool, rules: &Rules) -> bool {
        let name = path.file_name().map(|name| name.to_string_lossy());
        let name = name.unwrap_or_default();
        if is_hidden(&name) || self.skips(path) {
            return true;
        }
        let is_foreign = || is_folder && (is_never_entered(&name) || is_built(&name, path));
        self.is_source && (is_foreign() || rules.hold(path, is_folder))
    }

    fn skips(&self, path: &Path) -> bool {
        self.skip.iter().any(|folder| path.starts_with(folder))
    }
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.') && name != IGNORE_FILE
}

/// What `.gitignore` files say, where they are asked.
struct Rules(Option<Ignored>);

impl Rules {
    fn enter(&mut self, depth: usize, folder: &Path) {
        if let Some(ignored) = &mut self.0 {
            ignored.enter(depth, folder);
        }
    }

    fn leave_to(&mut self, depth: usize) {
        if let Some(ignored) = &mut self.0 {
            ignored.leave_to(depth);
        }
    }

    fn hold(&self, path: &Path, is_folder: bool) -> bool {
        let ignored = self.0.as_ref();
        ignored.is_some_and(|ignored| ignored.holds(path, is_folder))
    }
}
