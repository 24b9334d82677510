//! Footnotes, which stand where they are referred to: `footnote:[words]`, `footnote:name[words]`, again `footnote:name[]`.

use std::collections::HashMap;

use super::Reading;
use crate::document::{Block, BlockKind, Footnote, FootnoteReference, Inline, InlineKind};
use crate::source::Span;

/// The footnotes of a document.
#[derive(Debug, Default)]
pub(super) struct Notes {
    all: Vec<Note>,
    by_name: HashMap<String, usize>,
}

#[derive(Debug)]
struct Note {
    label: Box<str>,
    span: Span,
    references: u32,
    content: Vec<Inline>,
}

impl Reading<'_> {
    /// A reference to the footnote of that name, whose words may stand here; `None` where there is no such footnote.
    pub(super) fn footnote(
        &mut self,
        name: &str,
        content: Option<Vec<Inline>>,
        span: Span,
    ) -> Option<Inline> {
        let known = self.notes.by_name.get(name).copied();
        let at = match (known.filter(|_| !name.is_empty()), content) {
            (Some(at), content) => {
                // Words that are given again are others.
                if let Some(content) = content {
                    self.notes.all[at].content.push(Inline::text(span, " "));
                    self.notes.all[at].content.extend(content);
                }
                at
            }
            (None, Some(content)) => {
                let at = self.notes.all.len();
                let label = if name.is_empty() {
                    (at + 1).to_string()
                } else {
                    self.notes.by_name.insert(name.to_owned(), at);
                    name.to_owned()
                };
                self.notes.all.push(Note {
                    label: label.into(),
                    span,
                    references: 0,
                    content,
                });
                at
            }
            (None, None) => return None,
        };
        let note = &mut self.notes.all[at];
        note.references += 1;
        let reference = FootnoteReference {
            label: note.label.clone(),
            number: at as u32 + 1,
            occurrence: note.references,
            mark: None,
        };
        let kind = InlineKind::FootnoteReference(Box::new(reference));
        Some(Inline::new(span, kind))
    }

    /// The words of all footnotes, for the end of the document.
    pub(super) fn footnotes(&mut self) -> Vec<Block> {
        let notes = std::mem::take(&mut self.notes.all);
        let blocks = notes.into_iter().enumerate().map(|(at, note)| {
            let words = Block::new(note.span, BlockKind::Paragraph(note.content));
            let footnote = Footnote {
                label: note.label,
                number: at as u32 + 1,
                references: note.references,
                mark: None,
                blocks: vec![words],
            };
            Block::new(note.span, BlockKind::Footnote(Box::new(footnote)))
        });
        blocks.collect()
    }
}
