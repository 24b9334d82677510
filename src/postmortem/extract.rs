//! From a document to its reading: calls the tables beside it, decides what kind of document it is.

use std::sync::Arc;

use super::Reading;
use crate::diagnostic::Diagnostics;
use crate::document::Document;

/// How much must speak for an incident report where nobody said that the folder holds nothing else.
pub const EVIDENCE_NEEDED: u32 = 3;

/// What is known of a document besides its text.
#[derive(Debug, Clone)]
pub struct Clues {
    /// Path inside the source folder.
    pub path: Arc<str>,
    /// Name of the format, for the export.
    pub format: &'static str,
    /// The name of the folder that is the root of the sources: a file at the root of `incidents/` is in good company.
    pub root_name: String,
}

/// Reads the meaning of a document.
pub fn extract(document: Document, clues: &Clues) -> (Reading, Diagnostics) {
    let _ = (document, clues);
    (Reading::Aside("not read"), Diagnostics::new())
}
