//! The walk through the source folder.
//!
//! Takes a [`Request`], gives what was [`Found`]. The order is that of the names, never that of the disk. It opens no file but
//! `.gitignore`s.
#![expect(
    clippy::disallowed_methods,
    reason = "scan is where the source folder is walked"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::decide::{Kind, Unread, by_name, is_manifest};
use super::globs::{Globs, Meant};
use super::ignored::Ignored;
use super::set_aside::UNREADABLE_HELP;
use super::{Candidate, Found, Reason, Request, SetAside};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Error;
use crate::source::Format;

/// Folders of somebody else's code.
const DEPENDENCIES: &[&str] = &[
    "node_modules",
    "bower_components",
    "vendor",
    "venv",
    "site-packages",
];
/// Folders that only builds write.
const BUILT: &[&str] = &[
    "target",
    "__pycache__",
    "_build",
    "_site",
    "_book",
    "htmlcov",
];
/// Folders that a build wrote where they hold a home page.
const BUILT_WITH_HOME: &[&str] = &["public", "book", "dist", "build", "site", "out", "output"];
/// The file that marks an output folder of ours.
const MANIFEST: &str = ".pmsite-manifest";
/// So many files of program code make a folder a project of code.
const MANY_CODE_FILES: usize = 5;

/// What may hold documents.
const PACKED: Kind = Kind::Unread(Unread::Patch);

/// True for the name of a folder that is passed over wherever it stands.
pub(super) fn is_never_entered(name: &str) -> bool {
    DEPENDENCIES.contains(&name) || BUILT.contains(&name)
}

/// What the names of the files begin with that pmsite keeps for itself: what addresses answered, what a site consists of.
const OWN: &str = ".pmsite-";

/// Walks the source folder. Fails where the folder cannot be read at all or a glob is none; the troubles of single files are
/// diagnostics.
pub fn walk(request: &Request<'_>) -> Result<(Found, Diagnostics), Error> {
    let globs = Globs::new(request)?;
    let root = request
        .root
        .canonicalize()
        .map_err(|cause| Error::io("reading", request.root, cause))?;
    std::fs::read_dir(&root).map_err(|cause| Error::io("reading", request.root, cause))?;
    let skip = request
        .skip
        .iter()
        .map(|folder| folder.canonicalize().unwrap_or_else(|_| folder.clone()))
        .collect();
    let mut walk = Walk {
        ignored: Ignored::at_root(&root),
        root,
        skip,
        globs,
        found: Found::default(),
        links: Vec::new(),
        code_files: 0,
        split: BTreeSet::new(),
        diagnostics: Diagnostics::new(),
    };
    walk.run();
    Ok(walk.finish(request))
}

struct Walk {
    root: PathBuf,
    skip: Vec<PathBuf>,
    globs: Globs,
    ignored: Ignored,
    found: Found,
    /// Links to files inside the tree, with their targets: judged when all files are known.
    links: Vec<(String, PathBuf)>,
    code_files: usize,
    /// The globs of `[[split]]` that fit a document.
    split: BTreeSet<usize>,
    diagnostics: Diagnostics,
}

impl Walk {
    fn run(&mut self) {
        let mut entries = WalkDir::new(&self.root)
            .min_depth(1)
            // In one folder the order of the names, without looking for the name in each path.
            .sort_by(|a, b| a.path().as_os_str().cmp(b.path().as_os_str()))
            .into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(fault) => {
                    self.unreadable(&fault);
                    continue;
                }
            };
            let is_folder = entry.file_type().is_dir();
            match self.meet(&entry) {
                Meeting::Enter => self.ignored.enter(entry.depth(), entry.path()),
                Meeting::Pass if is_folder => entries.skip_current_dir(),
                Meeting::Pass => {}
                Meeting::SetAside(reason, path) => {
                    self.found.set_aside.push(SetAside { reason, path });
                    if is_folder {
                        entries.skip_current_dir();
                    }
                }
            }
        }
    }

    /// What could not be read may hold reports, whose pages would be taken away as if they were gone: an error.
    fn unreadable(&mut self, fault: &walkdir::Error) {
        let path = fault
            .path()
            .and_then(|path| inside(&self.root, path))
            .unwrap_or_default();
        let cause = fault
            .io_error()
            .map_or_else(|| fault.to_string(), ToString::to_string);
        let message = format!("reading `{path}` failed: {cause}");
        self.diagnostics.push(
            Diagnostic::error("unreadable-file", message)
                .in_file(path)
                .help(UNREADABLE_HELP),
        );
    }

    fn meet(&mut self, entry: &DirEntry) -> Meeting {
        let disk = entry.path();
        self.ignored.leave_to(entry.depth());
        if self.skip.iter().any(|folder| folder == disk) {
            return Meeting::Pass;
        }
        let namable = inside(&self.root, disk);
        let is_namable = namable.is_some();
        let path = namable.unwrap_or_else(|| {
            let lossy = disk.strip_prefix(&self.root).unwrap_or(disk);
            lossy.to_string_lossy().replace('\\', "/")
        });
        let name = path.rsplit('/').next().unwrap_or(&path);
        if name == ".git" || name.starts_with(OWN) {
            // Every repository has one, and these are ours; nobody expects them to be read.
            return Meeting::Pass;
        }
        let is_folder = entry.file_type().is_dir();
        let reason = if name.starts_with('.') {
            Some(Reason::Hidden)
        } else if is_folder && DEPENDENCIES.contains(&name) {
            Some(Reason::Dependencies)
        } else if is_folder && is_built(name, disk) {
            Some(Reason::Built)
        } else if self.ignored.holds(disk, is_folder) {
            Some(Reason::Ignored)
        } else if self
            .globs
            .exclude
            .as_ref()
            .is_some_and(|globs| globs.is_match(&path))
        {
            Some(Reason::Excluded)
        } else {
            None
        };
        if let Some(reason) = reason {
            return Meeting::SetAside(reason, path);
        }
        if !is_namable {
            return self.unnamable(path, is_folder);
        }
        if entry.path_is_symlink() {
            return self.link(path, disk);
        }
        if is_folder {
            return Meeting::Enter;
        }
        if !entry.file_type().is_file() {
            // Whoever opens a pipe waits for somebody to write to it.
            return Meeting::SetAside(Reason::NotAFile, path);
        }
        self.file(path, disk.to_owned());
        Meeting::Pass
    }

    /// A name that is not Unicode can stand in no address and no link. Where it may be that of reports, that is a warning: nobody
    /// would look for them among the notes.
    fn unnamable(&mut self, path: String, is_folder: bool) -> Meeting {
        let name = path.rsplit('/').next().unwrap_or(&path);
        let what = match by_name(name) {
            _ if is_folder => "the folder",
            Kind::Document(_) | Kind::ByContent => "the file",
            _ => return Meeting::SetAside(Reason::UnnamableName, path),
        };
        let message = format!("{what} has a name that is not Unicode, and was not read");
        self.diagnostics.push(
            Diagnostic::warning("skipped-files", message)
                .in_file(path.as_str())
                .help("rename it; the bytes that are no letters are shown as `\u{fffd}`"),
        );
        Meeting::SetAside(Reason::Unreadable, path)
    }

    /// A link to a file inside the tree waits for the end of the walk; any other is set aside.
    fn link(&mut self, path: String, disk: &Path) -> Meeting {
        match disk.canonicalize() {
            Ok(target) if target.starts_with(&self.root) && target.is_file() => {
                self.links.push((path, target));
                Meeting::Pass
            }
            Ok(target) if target.starts_with(&self.root) => {
                Meeting::SetAside(Reason::LinkInside, path)
            }
            _ => Meeting::SetAside(Reason::LinkOutside, path),
        }
    }

    fn file(&mut self, path: String, disk: PathBuf) {
        let name = path.rsplit('/').next().unwrap_or(&path);
        self.found.among_code |= name == path && is_manifest(name);
        let kind = by_name(name);
        let kind = match self.globs.declared(&path) {
            // A glob that says more than was meant publishes no key.
            _ if kind == Kind::Secret => kind,
            Some(Meant::Document(format)) => Kind::Document(format),
            // What is declared to be no document is published where a document points at it, but never what runs something.
            Some(Meant::Asset) if may_be_asset(kind, name) => Kind::Asset,
            Some(Meant::Asset) if is_read(kind) => {
                self.set_aside(Reason::NoDocument, path);
                return;
            }
            _ => kind,
        };
        let reason = match kind {
            Kind::Document(_) | Kind::ByContent | PACKED => {
                let include = self.globs.include.as_ref();
                if include.is_none_or(|globs| globs.is_match(&path)) {
                    self.found.candidates.push(Candidate {
                        split: self.globs.split(&path, &mut self.split),
                        path,
                        disk,
                        format: match kind {
                            Kind::Document(format) => Some(format),
                            _ => None,
                        },
                    });
                    return;
                }
                match kind {
                    Kind::Unread(unread) => Reason::Unread(unread),
                    _ => Reason::Excluded,
                }
            }
            Kind::Asset => {
                self.found.assets.push(path);
                return;
            }
            Kind::Unread(unread) => Reason::Unread(unread),
            Kind::Code => {
                self.code_files += 1;
                Reason::Code
            }
            Kind::Project => Reason::Code,
            Kind::Binary => Reason::Binary,
            Kind::Secret => Reason::Secret,
            Kind::Unknown => Reason::UnknownKind,
        };
        self.set_aside(reason, path);
    }

    fn set_aside(&mut self, reason: Reason, path: String) {
        let list = if reason.leaves_asset() {
            &mut self.found.assets
        } else {
            &mut self.found.other_files
        };
        list.push(path.clone());
        self.found.set_aside.push(SetAside { reason, path });
    }

    fn finish(mut self, request: &Request<'_>) -> (Found, Diagnostics) {
        self.follow_links();
        let mut found = self.found;
        found.among_code |= self.code_files >= MANY_CODE_FILES;
        found.excluded = self.globs.exclude;
        found.candidates.sort_by(|a, b| a.path.cmp(&b.path));
        found.assets.sort_unstable();
        found.other_files.sort_unstable();
        found.set_aside.sort_unstable();
        let logs = request.splits.iter().flat_map(|row| &row.files);
        for (_, glob) in logs.enumerate().filter(|(at, _)| !self.split.contains(at)) {
            let name = glob.rsplit('/').next().unwrap_or(glob);
            let mut known = found.candidates.iter().map(|candidate| &candidate.path);
            let meant = known.find(|path| path.rsplit('/').next() == Some(name));
            let help = match meant {
                Some(path) => format!("did you mean `{path}`?"),
                None => "write a path inside the source folder, such as `logs/2024.md`".to_owned(),
            };
            let message = format!("`{glob}` of `[[split]]` names no document");
            let diagnostic = Diagnostic::warning("nothing-to-split", message);
            self.diagnostics.push(diagnostic.help(help));
        }
        (found, self.diagnostics)
    }

    /// A link is followed only to a file that the walk itself came to, so that no link publishes what is hidden, ignored or
    /// excluded. A link to a document that is read anyway is not read again; a link to an asset is an asset by its own name,
    /// and one to a file that is never published is not published by another name either.
    fn follow_links(&mut self) {
        let mut read: BTreeSet<PathBuf> = self
            .found
            .candidates
            .iter()
            .map(|candidate| candidate.disk.clone())
            .collect();
        let assets: BTreeSet<String> = self.found.assets.iter().cloned().collect();
        let others: BTreeSet<String> = self.found.other_files.iter().cloned().collect();
        for (path, target) in std::mem::take(&mut self.links) {
            let name = path.rsplit('/').next().unwrap_or(&path);
            let is_document = matches!(by_name(name), Kind::Document(_) | Kind::ByContent | PACKED);
            let is_met = inside(&self.root, &target).is_some_and(|target| {
                assets.contains(&target) || (is_document && others.contains(&target))
            });
            if !is_met || read.contains(&target) {
                self.found.set_aside.push(SetAside {
                    reason: Reason::LinkInside,
                    path,
                });
                continue;
            }
            read.insert(target.clone());
            self.file(path, target);
        }
    }
}

enum Meeting {
    /// A folder to walk through.
    Enter,
    /// Nothing more to do with it.
    Pass,
    SetAside(Reason, String),
}

/// True for a document that a browser shows as text and nothing else.
fn may_be_asset(kind: Kind, name: &str) -> bool {
    match kind {
        Kind::Document(format) => format != Format::Html,
        Kind::ByContent => name.contains('.'),
        Kind::Unread(_) => true,
        _ => false,
    }
}

/// True for what is read unless something else is said of it.
fn is_read(kind: Kind) -> bool {
    matches!(kind, Kind::Document(_) | Kind::ByContent)
}

/// The path inside the root, with `/` between its parts; `None` where it is not Unicode.
fn inside(root: &Path, disk: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = disk
        .strip_prefix(root)
        .ok()?
        .iter()
        .map(|part| part.to_str())
        .collect();
    Some(parts?.join("/"))
}

/// Whether a folder is the work of a build: ours, or one whose name and home page say so.
pub(super) fn is_built(name: &str, disk: &Path) -> bool {
    BUILT.contains(&name)
        || disk.join(MANIFEST).is_file()
        || (BUILT_WITH_HOME.contains(&name) && disk.join("index.html").is_file())
}
