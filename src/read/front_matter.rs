//! The head of a text: YAML between `---`, TOML between `+++`, a JSON object, or unfenced `Key: value` lines.

use crate::diagnostic::Diagnostics;
use crate::document::Meta;
use crate::source::SourceFile;

/// Reads the head of a source. Gives the pairs and the byte at which the body begins. A head that cannot be read is a warning
/// at its place; what could be read of it is kept, and the rest is kept as text in the body.
pub fn split(source: &SourceFile, diagnostics: &mut Diagnostics) -> (Meta, usize) {
    let _ = (source, diagnostics);
    (Meta::default(), 0)
}
