//! The stages of one file after the other: loaded, read, understood, its body written. All files at once, on all threads.
//!
//! Takes what the scan found, gives for each candidate what it turned out to be, in their order. A file knows nothing of the others,
//! except those that it includes.

use std::sync::{Arc, LazyLock};

use rayon::prelude::*;

use super::{Input, Progress};
use crate::diagnostic::Diagnostics;
use crate::html::Body;
use crate::postmortem::{self, Clues, Reading};
use crate::read;
use crate::scan::{self, Loaded, Origin, SetAside, Unpacked};
use crate::source::SourceFile;

/// What one candidate gave.
pub(super) struct File {
    /// The document, or each that was taken out of a patch.
    pub(super) understood: Vec<Understood>,
    pub(super) set_aside: Option<SetAside>,
    /// What is to be said of the file.
    pub(super) loading: Diagnostics,
}

/// What one source gave.
pub(super) struct Understood {
    pub(super) path: Arc<str>,
    pub(super) reading: Reading,
    /// The text of a report, written for its page: its tree goes as soon as it is understood.
    pub(super) body: Option<Body>,
    /// The paths of the files whose text became its own.
    pub(super) includes: Vec<String>,
    /// Where it stands, if in a patch.
    pub(super) origin: Option<Origin>,
    /// What is to be said of the document, where it takes part.
    pub(super) diagnostics: Diagnostics,
}

/// The stages of all files, on all threads.
pub(super) fn read(
    found: &scan::Found,
    input: &Input<'_>,
    root_name: &str,
    progress: &dyn Progress,
) -> Vec<File> {
    let largest = input.config.max_file_size();
    let paths = LazyLock::new(|| found.paths());
    // Only what the walk met: what was left out of it is not published by another way.
    let open = |path: &str| {
        let is_known = paths.contains(path);
        is_known.then(|| scan::text_inside(input.source, path, largest))?
    };
    found
        .candidates
        .par_iter()
        .map(|candidate| {
            let mut loaded = scan::load(candidate, largest);
            found.leave_out(&mut loaded);
            let file = understand(loaded, root_name, &open);
            progress.advance();
            file
        })
        .collect()
}

/// The stages of one file: texts, documents, meaning.
fn understand(loaded: Loaded, root_name: &str, open: &read::Open<'_>) -> File {
    let by_itself = loaded.source.map(|source| (source, None));
    let unpacked = loaded.unpacked.into_iter();
    let sources = unpacked.map(|Unpacked { source, origin }| (source, Some(origin)));
    File {
        understood: by_itself
            .into_iter()
            .chain(sources)
            .map(|(source, origin)| understand_one(&source, origin, root_name, open))
            .collect(),
        set_aside: loaded.set_aside,
        loading: loaded.diagnostics,
    }
}

fn understand_one(
    source: &SourceFile,
    origin: Option<Origin>,
    root_name: &str,
    open: &read::Open<'_>,
) -> Understood {
    let (document, mut diagnostics, includes) = read::with_files(source, open);
    let clues = Clues {
        path: Arc::clone(&source.path),
        format: source.format.name(),
        root_name: root_name.to_owned(),
    };
    let (reading, understood) = postmortem::extract(&document, &clues);
    diagnostics.append(understood);
    let body = match &reading {
        Reading::Report(report) => Some(Body::of_page(&document.blocks, report.title_block)),
        Reading::Index(_) | Reading::Aside(_) => None,
    };
    Understood {
        path: Arc::clone(&source.path),
        reading,
        body,
        includes,
        origin,
        diagnostics,
    }
}
