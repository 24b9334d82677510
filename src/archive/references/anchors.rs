//! The places of a document that links can point at.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use super::super::spelling::{folded, lowered};
use super::near::nearest_id;
use crate::document::{Pointers, anchor};

/// The ids of one document.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// In the order of the document.
    ids: Vec<String>,
    /// By the id in lower case, and by its folded form: the first that has it.
    by_form: HashMap<String, usize>,
}

impl Anchors {
    /// The ids of headings and of explicit anchors.
    pub(super) fn new(pointers: &Pointers) -> Self {
        let ids: Vec<String> = pointers
            .headings
            .iter()
            .chain(&pointers.anchors)
            .map(ToString::to_string)
            .collect();
        let mut by_form = HashMap::new();
        let forms: [fn(&str) -> String; 3] = [str::to_owned, lowered, folded];
        for form in forms {
            for (at, id) in ids.iter().enumerate() {
                by_form.entry(form(id)).or_insert(at);
            }
        }
        Self { ids, by_form }
    }

    /// The id that an anchor as written means. Other tools spell ids otherwise: case, doubled and outer hyphens and percent
    /// encoding do not count, and the words of the heading do as well.
    pub(super) fn find(&self, written: &str) -> Option<&str> {
        let decoded = percent_decode_str(written).decode_utf8_lossy();
        let plain = decoded.strip_prefix("user-content-").unwrap_or(&decoded);
        let at = [
            plain.to_owned(),
            lowered(plain),
            lowered(&anchor::slug(plain)),
            folded(plain),
        ]
        .iter()
        .find_map(|form| self.by_form.get(form))?;
        Some(&self.ids[*at])
    }

    /// The id nearest to an anchor that was not found.
    pub(super) fn nearest(&self, written: &str) -> Option<&str> {
        let decoded = percent_decode_str(written).decode_utf8_lossy();
        nearest_id(&lowered(&decoded), &self.ids)
    }
}
