//! Transforms that every format needs, applied in the order of one list.

use super::Document;

/// Applies every transform.
pub fn tidy(document: &mut Document) {
    super::anchor::assign(&mut document.blocks);
}
