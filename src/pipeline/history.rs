//! When the sources were changed: what git says, as pages show it.
//!
//! Takes the source folder and its documents, gives the days of each that git knows. Where git cannot be asked, or only a part of the
//! history is there, that is told: who asks for days in `book.toml` wants to know why they are missing.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::scan::{self, Found};
use crate::site::Changes;

/// Asks git.
pub(super) fn read(source: &Path, found: &Found) -> (BTreeMap<String, Changes>, Diagnostics) {
    let mut told = Diagnostics::new();
    let candidates = found.candidates.iter();
    let documents = candidates.map(|candidate| &*candidate.path).collect();
    let history = match scan::history(source, &documents) {
        Ok(history) => history,
        Err(why) => {
            let message = format!("`git-dates` is set, but no history can be read: {why}");
            let help =
                "build in a clone, with git installed, or take `git-dates` out of `book.toml`";
            told.push(Diagnostic::warning("git-history", message).help(help));
            return (BTreeMap::new(), told);
        }
    };
    if history.is_shallow {
        let message =
            "the clone is shallow: when older files were changed is not known, and left out";
        let help =
            "fetch all of it: `git fetch --unshallow`, or `fetch-depth: 0` for `actions/checkout`";
        told.push(Diagnostic::warning("git-history", message).help(help));
    }
    let changes = history.files.into_iter().filter_map(|(path, changed)| {
        let changes = Changes {
            first: changed.first.and_then(|first| first.parse().ok()),
            last: changed.last.parse().ok()?,
        };
        Some((path, changes))
    });
    (changes.collect(), told)
}
