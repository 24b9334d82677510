//! A tree in a readable indented form, for tests and for `pmsite render --to tree`.

use super::Document;

/// The tree, a node a line.
pub fn dump(document: &Document) -> String {
    let _ = document;
    String::new()
}
