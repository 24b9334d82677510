//! Markdown.
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::source::SourceFile;

/// Reads Markdown.
pub(super) fn read(_: &SourceFile) -> (Document, Diagnostics) {
    (Document::default(), Diagnostics::new())
}
/// Reads CommonMark.
pub(super) fn read_commonmark(_: &SourceFile) -> (Document, Diagnostics) {
    (Document::default(), Diagnostics::new())
}
