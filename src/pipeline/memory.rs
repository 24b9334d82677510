//! What is remembered of the files between two builds: what each gave, and by what it is known to be the same.
//!
//! Takes what a build read, answers the next one for files that are the same; indexes and pages are made anew from all of it, so that a
//! build that remembers gives what one gives that does not. That a file is the same the disk tells, by its size and its times; those that
//! somebody names are read in any case. It remembers nothing where the configuration, the theme's language or the folder is another one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use xxhash_rust::xxh3::xxh3_64;

use super::Input;
use super::file::{File, Tools};
use crate::archive::Parts;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::language::Language;
use crate::scan::{Candidate, Found, Reason, Stamp, stamp};

/// What is remembered between builds.
#[derive(Debug, Default)]
pub struct Memory {
    of: Option<Of>,
    /// By the paths inside the source folder.
    files: BTreeMap<String, Kept>,
    tools: Option<Arc<Tools>>,
    /// The dearest parts of the last archive.
    pub(super) archive: Parts,
    /// Files to be read again, by their places on the disk, whatever their times say.
    touched: BTreeSet<PathBuf>,
    /// How many files the last build read.
    read: usize,
    /// The sources of which was told what only the whole archive can tell.
    pub(super) named: BTreeSet<Arc<str>>,
    /// The files that nobody reads, by their paths inside the source folder: no document by their names or by what stands in them.
    others: BTreeSet<String>,
}

/// What all that is remembered holds for.
#[derive(Debug)]
struct Of {
    source: PathBuf,
    config: Config,
    language: Arc<Language>,
    rendered: bool,
}

/// A file as it was read.
#[derive(Debug)]
pub(super) struct Kept {
    candidate: Candidate,
    /// The folder that its reports have in the archive, where it holds several.
    folder: Option<String>,
    stamp: Option<Stamp>,
    /// The files that it asked for, each with the fingerprint of what it got.
    opened: Vec<(String, Option<u64>)>,
    pub(super) file: File,
}

impl Kept {
    /// True for a file that is what it is by itself.
    pub(super) fn is_alone(&self) -> bool {
        self.opened.is_empty() && self.folder.is_none()
    }

    /// Where and what it is.
    pub(super) fn candidate(&self) -> &Candidate {
        &self.candidate
    }
}

/// What became of a file in this build.
pub(super) enum Answer {
    /// It is the same: what it gave.
    Known(File),
    /// It was read: what it gave, what it was before that by size and time, and what it asked for.
    New(File, Option<Stamp>, Vec<(String, Option<u64>)>),
}

impl Answer {
    pub(super) fn file(self) -> File {
        match self {
            Self::Known(file) | Self::New(file, ..) => file,
        }
    }
}

/// The files that a document asks for while it is read.
#[derive(Debug, Default)]
pub(super) struct Opened(Mutex<Vec<(String, Option<u64>)>>);

impl Opened {
    /// Notes that a file was asked for, and gives what it gave.
    pub(super) fn note(&self, path: &str, text: Option<String>) -> Option<String> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push((path.to_owned(), print(text.as_deref())));
        text
    }

    pub(super) fn all(self) -> Vec<(String, Option<u64>)> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

fn print(text: Option<&str>) -> Option<u64> {
    text.map(|text| xxh3_64(text.as_bytes()))
}

/// What is remembered, ready to be asked from any thread.
pub(super) struct Recall<'a> {
    memory: &'a Memory,
    open: &'a (dyn Fn(&str) -> Option<String> + Sync),
}

impl Recall<'_> {
    /// What a candidate gave, where it is the same file.
    pub(super) fn of(&self, candidate: &Candidate, folder: Option<&String>) -> Option<Answer> {
        let kept = self.memory.files.get(&candidate.path)?;
        let is_same = kept.candidate == *candidate
            && kept.folder.as_ref() == folder
            && !self.memory.touched.contains(&candidate.disk)
            && kept.stamp.is_some()
            && kept.stamp == stamp(&candidate.disk);
        let got =
            |(path, known): &(String, Option<u64>)| print((self.open)(path).as_deref()) == *known;
        (is_same && kept.opened.iter().all(got)).then(|| Answer::Known(kept.file.clone()))
    }
}

impl Memory {
    /// Has these files read again by the next build.
    pub fn touch(&mut self, touched: impl IntoIterator<Item = PathBuf>) {
        self.touched.extend(touched);
    }

    /// True for a file that nobody reads.
    pub(super) fn is_other(&self, path: &str) -> bool {
        self.others.contains(path)
    }

    /// How many files the last build read.
    pub fn read(&self) -> usize {
        self.read
    }

    /// Forgets all where it would not hold for this build, and gives what its files are understood with.
    pub(super) fn prepare(&mut self, input: &Input<'_>) -> Arc<Tools> {
        if let Some(tools) = self.tools(input) {
            return tools;
        }
        let tools = Arc::new(Tools::new(input, true));
        *self = Self {
            of: Some(Of {
                source: input.source.to_path_buf(),
                config: input.config.clone(),
                language: Arc::clone(input.language),
                rendered: input.rendered,
            }),
            tools: Some(Arc::clone(&tools)),
            touched: std::mem::take(&mut self.touched),
            ..Self::default()
        };
        tools
    }

    /// The same where something is remembered that holds for this build.
    pub(super) fn tools(&self, input: &Input<'_>) -> Option<Arc<Tools>> {
        let of = self.of.as_ref()?;
        let holds = of.source == input.source
            && of.config == *input.config
            && (Arc::ptr_eq(&of.language, input.language) || of.language == *input.language)
            && of.rendered == input.rendered;
        holds.then(|| self.tools.clone())?
    }

    pub(super) fn recall<'a>(
        &'a self,
        open: &'a (dyn Fn(&str) -> Option<String> + Sync),
    ) -> Recall<'a> {
        Recall { memory: self, open }
    }

    /// A file that is remembered.
    pub(super) fn kept(&self, path: &str) -> Option<&Kept> {
        self.files.get(path)
    }

    /// True where some document asked for that file.
    pub(super) fn is_asked_for(&self, path: &str) -> bool {
        let mut all = self.files.values().flat_map(|kept| &kept.opened);
        all.any(|(opened, _)| opened == path)
    }

    /// Remembers what a file that is what it is by itself gives now.
    pub(super) fn renew(&mut self, path: &str, file: File, stamp: Option<Stamp>) {
        if let Some(kept) = self.files.get_mut(path) {
            kept.file = file;
            kept.stamp = stamp;
        }
    }

    /// Remembers what these files gave, and forgets all others. Gives what each gave.
    pub(super) fn learn(
        &mut self,
        candidates: &[Candidate],
        folders: &BTreeMap<&str, String>,
        answers: Vec<Answer>,
    ) -> Vec<File> {
        let mut old = std::mem::take(&mut self.files);
        self.read = 0;
        self.touched.clear();
        let mut files = Vec::with_capacity(answers.len());
        for (candidate, answer) in candidates.iter().zip(answers) {
            let path = &candidate.path;
            match answer {
                Answer::Known(file) => {
                    if let Some(kept) = old.remove(path) {
                        self.files.insert(path.clone(), kept);
                    }
                    files.push(file);
                }
                Answer::New(file, stamp, opened) => {
                    self.read += 1;
                    // What a patch holds depends on what the folder has itself.
                    let is_patch = file.understood.iter().any(|one| one.origin.is_some())
                        || (file.set_aside.as_ref())
                            .is_some_and(|aside| aside.reason == Reason::Unpacked);
                    let folder = folders.get(&**path).cloned();
                    if !is_patch || folder.is_some() {
                        let kept = Kept {
                            candidate: candidate.clone(),
                            folder,
                            stamp,
                            opened,
                            file: file.clone(),
                        };
                        self.files.insert(path.clone(), kept);
                    }
                    files.push(file);
                }
            }
        }
        files
    }

    /// Remembers which files nobody reads; before what was read and set aside is filed among them.
    pub(super) fn note_others(&mut self, found: &Found) {
        let others = found.assets.iter().chain(&found.other_files);
        self.others = others.cloned().collect();
    }

    /// Remembers of which sources was told what only the whole archive can tell.
    pub(super) fn note_named(&mut self, diagnostics: &Diagnostics) {
        self.named = named(diagnostics);
    }
}

/// The path of a file inside the source folder, where it is there.
pub(super) fn inside(source: &Path, file: &Path) -> Option<String> {
    let inside = file.strip_prefix(source).ok()?;
    let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// The sources that are named as places.
fn named(diagnostics: &Diagnostics) -> BTreeSet<Arc<str>> {
    let mut out = BTreeSet::new();
    for diagnostic in diagnostics {
        let labels = diagnostic.labels.iter().map(|label| &label.place);
        let places = diagnostic.place.iter().chain(labels);
        out.extend(places.map(|place| Arc::clone(&place.path)));
    }
    out
}
