//! A page of HTML as a document.

use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::source::SourceFile;

/// Reads a page.
pub(super) fn read(source: &SourceFile) -> (Document, Diagnostics) {
    let _ = source;
    (Document::default(), Diagnostics::new())
}
