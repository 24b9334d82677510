//! The stages of one file, for those who want to see what was understood of it: the same calls as in a build, up to its record.
//!
//! Takes a path inside the source folder, or a text that belongs to no project, and gives each document of it with all that was
//! understood. What only the whole archive can tell (which prompts recur, where links lead, whether a document takes part) is not
//! asked, and nothing is said of it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::file::{Piece, Project};
use super::files::log_folders;
use super::settings::settings;
use super::timings::Parts;
use super::{Input, archive_options, request, root_name};
use crate::archive::Archive;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::error::Error;
use crate::postmortem::Reading;
use crate::scan::{self, Found, Unpacked};
use crate::site::export::{self, Record};
use crate::site::{self, Site};
use crate::source::SourceFile;

/// What there is to see of one file.
#[derive(Debug)]
pub struct Look {
    /// Its path, as the diagnostics name it.
    pub path: Arc<str>,
    /// Its text, where it is one.
    pub text: Option<Arc<str>>,
    /// Its documents: itself, or what it holds.
    pub shown: Vec<Shown>,
    /// What is said of the file and of its documents.
    pub diagnostics: Diagnostics,
}

/// One document of a file.
#[derive(Debug)]
pub struct Shown {
    /// Its path inside the source folder.
    pub path: Arc<str>,
    /// The text that its spans point into.
    pub text: Arc<str>,
    /// The document.
    pub document: Document,
    /// What it says, with what an archive of this one document suggests.
    pub reading: Reading,
    /// The site of this one document, where it is a report.
    site: Option<Site>,
    /// True where it was taken out of a patch.
    pub is_unpacked: bool,
}

impl Shown {
    /// The record that an export has of it, where it is a report.
    pub fn record(&self) -> Option<Record<'_>> {
        export::records(self.site.as_ref()?).pop()
    }
}

/// Looks at a file of a project. `None` where the build does not read it; the notes say why, where that is known.
pub fn look(input: &Input<'_>, path: &str) -> Result<(Option<Look>, Diagnostics), Error> {
    let (found, _) = scan::walk(&request(input))?;
    let Some(candidate) = found.candidates.iter().find(|one| one.path == path) else {
        let is_it = |set_aside: &str| {
            let behind = path.strip_prefix(set_aside);
            behind.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let why: Vec<_> = (found.set_aside.iter())
            .filter(|set_aside| is_it(&set_aside.path))
            .cloned()
            .collect();
        return Ok((None, scan::notes(&why)));
    };
    let largest = input.config.max_file_size();
    let mut loaded = scan::load(candidate, largest);
    found.leave_out(&mut loaded);
    let paths = found.paths();
    let open = |path: &str| {
        let is_known = paths.contains(path);
        is_known.then(|| scan::text_inside(input.source, path, largest))?
    };
    let root_name = root_name(input.source);
    let parts = Parts::new(false);
    let project = by_itself(input, &root_name, &open, &parts);
    let mut diagnostics = std::mem::take(&mut loaded.diagnostics);
    diagnostics.append(scan::notes(loaded.set_aside.as_slice()));
    let mut shown = Vec::new();
    let mut origins = BTreeMap::new();
    if let Some(source) = &loaded.source {
        let folders = log_folders(&found);
        let folder = folders.get(path).map(String::as_str);
        for piece in project.pieces(source, candidate.split.zip(folder)) {
            origins.extend(
                piece
                    .origin
                    .clone()
                    .map(|origin| (Arc::clone(&piece.path), origin)),
            );
            shown.push(as_shown(piece, source, &found, input, &mut diagnostics));
        }
    }
    for Unpacked { source, origin } in loaded.unpacked {
        origins.insert(Arc::clone(&source.path), origin.clone());
        let piece = project.piece(&source, Some(origin));
        shown.push(as_shown(piece, &source, &found, input, &mut diagnostics));
    }
    scan::lead_back(&mut diagnostics, &origins);
    diagnostics.sort();
    let look = Look {
        path: path.into(),
        text: scan::text_of(candidate),
        shown,
        diagnostics,
    };
    Ok((Some(look), Diagnostics::new()))
}

/// Looks at a text that no project holds; files that it includes are those of its folder.
pub fn look_at(source: &SourceFile, input: &Input<'_>) -> Look {
    let largest = input.config.max_file_size();
    let folder: &Path = input.source;
    let open = |path: &str| scan::text_inside(folder, path, largest);
    let root_name = root_name(folder);
    let parts = Parts::new(false);
    let project = by_itself(input, &root_name, &open, &parts);
    let mut diagnostics = Diagnostics::new();
    let piece = project.piece(source, None);
    let found = Found::default();
    let shown = vec![as_shown(piece, source, &found, input, &mut diagnostics)];
    diagnostics.sort();
    Look {
        path: Arc::clone(&source.path),
        text: Some(Arc::clone(&source.text)),
        shown,
        diagnostics,
    }
}

/// How a file is read by itself: nothing of it is kept for a site.
fn by_itself<'a>(
    input: &'a Input<'_>,
    root_name: &'a str,
    open: &'a (dyn Fn(&str) -> Option<String> + Sync),
    parts: &'a Parts,
) -> Project<'a> {
    Project {
        root_name,
        settings: settings(input.config),
        open,
        parts,
        is_kept: false,
        with_markdown: false,
        words: None,
        highlighter: None,
        language: input.language,
    }
}

fn as_shown(
    piece: Piece,
    source: &SourceFile,
    found: &Found,
    input: &Input<'_>,
    diagnostics: &mut Diagnostics,
) -> Shown {
    let is_unpacked = piece.origin.is_some() && piece.path == source.path;
    diagnostics.append(piece.diagnostics);
    let (reading, site) = alone(&piece.path, piece.reading, found, input, diagnostics);
    Shown {
        site,
        path: piece.path,
        text: Arc::clone(&source.text),
        document: piece.document,
        reading,
        is_unpacked,
    }
}

/// A reading as it is in an archive of its own, and the site of that where it is a report.
fn alone(
    path: &Arc<str>,
    reading: Reading,
    found: &Found,
    input: &Input<'_>,
    diagnostics: &mut Diagnostics,
) -> (Reading, Option<Site>) {
    if !matches!(reading, Reading::Report(_)) {
        return (reading, None);
    }
    let mut options = archive_options(input, found, BTreeMap::new());
    options.drafts = true;
    options.declared_source = true;
    let (archive, told) = Archive::new(vec![(Arc::clone(path), reading.clone())], &options);
    // Why a day is not known, its author can see from the report; the rest of what is told speaks of other documents.
    diagnostics.extend(told.into_iter().filter(|one| one.rule == "ambiguous-date"));
    let reading = match archive.reports.first() {
        Some(report) => Reading::Report(Arc::clone(report)),
        None => reading,
    };
    let (site, _) = Site::new(
        archive,
        site::Bodies::new(),
        site::Options::from(input.config),
    );
    (reading, Some(site))
}
