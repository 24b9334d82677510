//! What lines above an element say of it: `#+CAPTION:`, `#+NAME:`, `#+ATTR_HTML:`.

use std::ops::Range;

use super::flow::Flow;
use super::{Reading, folded, span};
use crate::document::{Inline, InlineKind, anchor};

impl Reading<'_> {
    /// `#+CAPTION: words`; several are one.
    pub(super) fn caption(&mut self, value: Range<usize>, flow: &mut Flow) {
        let content = self.phrase(value.clone());
        let caption = &mut flow.affiliated.caption;
        if !caption.is_empty() && !content.is_empty() {
            let at = value.start..value.start;
            caption.push(Inline::text(span(&at), " "));
        }
        caption.extend(content);
    }

    /// `#+NAME: words`: links can lead there.
    pub(super) fn name(&mut self, value: Range<usize>, flow: &mut Flow) {
        let place = self.place(value);
        flow.affiliated.anchors.extend(place);
    }

    /// A place of that name.
    pub(super) fn place(&mut self, name: Range<usize>) -> Option<Inline> {
        let words = self.words(name.clone()).trim();
        let id = id_of(words)?;
        self.names
            .entry(folded(words))
            .or_insert_with(|| id.clone());
        let kind = InlineKind::Anchor(id.into());
        Some(Inline::new(span(&name), kind))
    }

    /// `#+ATTR_HTML: :alt words :width 300`.
    pub(super) fn attributes(&mut self, value: Range<usize>, flow: &mut Flow) {
        let words = self.words(value);
        if let Some(alt) = attribute(words, ":alt") {
            flow.affiliated.alt = Some(alt.to_owned());
        }
    }
}

/// The id of a place by its name; `None` where no letter is in it.
pub(super) fn id_of(name: &str) -> Option<String> {
    let slug = anchor::slug(name);
    (!slug.is_empty()).then_some(slug)
}

/// What `:key words` says, up to the next `:key`.
pub(super) fn attribute<'w>(words: &'w str, key: &str) -> Option<&'w str> {
    let at = words.match_indices(key).map(|(at, _)| at).find(|at| {
        let behind = words[at + key.len()..].chars().next();
        (*at == 0 || words[..*at].ends_with([' ', '\t'])) && behind.is_none_or(char::is_whitespace)
    })?;
    let rest = &words[at + key.len()..];
    let end = rest.find(" :").unwrap_or(rest.len());
    let value = rest[..end].trim().trim_matches('"');
    (!value.is_empty()).then_some(value)
}
