//! What `book.toml` declares and no report has.
//!
//! Takes the configuration and the archive, gives notes at their places in `book.toml`. Drafts and what was set aside have no say.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::archive::Archive;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::section::{Headings, normal};

/// The file, as messages call it.
const BOOK: &str = "book.toml";

/// The headings of `[sections]` that no report has. An archive without a report says nothing of them.
pub(super) fn headings(config: &Config, archive: &Archive) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    if config.sections.is_empty() || archive.reports.is_empty() {
        return diagnostics;
    }
    let declared = config.sections.iter();
    let declared = Headings::new(declared.map(|heading| (heading.kind, heading.words.as_str())));
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for section in archive.reports.iter().flat_map(|report| &report.sections) {
        used.extend(declared.known_as(&section.heading));
    }
    let book: Arc<str> = Arc::from(BOOK);
    for heading in &config.sections {
        if used.contains(normal(&heading.words).as_str()) {
            continue;
        }
        let message = format!("no report has the heading `{}`", heading.words);
        let note = Diagnostic::note("unused-heading", message).help(
            "write it as the reports do, or remove it; `pmsite show` lists the headings of one",
        );
        diagnostics.push(note.at(&book, heading.span));
    }
    diagnostics
}
