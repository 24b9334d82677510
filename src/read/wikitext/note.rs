//! Notes: `<ref>…</ref>`, given once and referred to by name as often as one likes.

use std::collections::HashMap;

use super::Reading;
use super::element::{Sort, attribute};
use super::strip::strip;
use super::text::{Hole, Parts};
use crate::document::{Block, BlockKind, Footnote, FootnoteReference, Inline, InlineKind};
use crate::source::Span;

/// The notes of a text, in the order in which they are first met.
#[derive(Debug, Default)]
pub(super) struct Notes {
    by_name: HashMap<String, usize>,
    notes: Vec<Note>,
}

#[derive(Debug)]
struct Note {
    label: String,
    references: u32,
    blocks: Option<Vec<Block>>,
    span: Span,
}

impl Notes {
    /// The note of that name; one without a name is its own.
    fn at(&mut self, name: Option<&str>, span: Span) -> usize {
        let next = self.notes.len();
        let at = match name {
            Some(name) => *self.by_name.entry(name.to_owned()).or_insert(next),
            None => next,
        };
        if at == next {
            self.notes.push(Note {
                label: name.map_or_else(|| (next + 1).to_string(), str::to_owned),
                references: 0,
                blocks: None,
                span,
            });
        }
        at
    }
}

impl Reading<'_> {
    /// A reference, which may be the note itself.
    pub(super) fn reference(&mut self, parts: &Parts, span: Span) -> Inline {
        let at = self.note(parts, span);
        let note = &mut self.notes.notes[at];
        note.references += 1;
        Inline::new(
            span,
            InlineKind::FootnoteReference(Box::new(FootnoteReference {
                label: note.label.as_str().into(),
                number: at as u32 + 1,
                occurrence: note.references,
                mark: None,
            })),
        )
    }

    fn note(&mut self, parts: &Parts, span: Span) -> usize {
        let attributes = &self.source.text[parts.attributes.clone()];
        let name = attribute(attributes, "name").map(str::trim);
        let name = name.filter(|name| !name.is_empty());
        let at = self.notes.at(name, span);
        let has_content = !self.source.text[parts.content.clone()].trim().is_empty();
        if has_content && self.notes.notes[at].blocks.is_none() {
            // What refers to a note from inside it finds it.
            self.notes.notes[at].blocks = Some(Vec::new());
            let blocks = self.blocks(parts.content.clone());
            self.notes.notes[at].blocks = Some(blocks);
            self.notes.notes[at].span = span;
        }
        at
    }

    /// Notes that are given where all notes are shown.
    pub(super) fn given_notes(&mut self, parts: &Parts) {
        if parts.content.is_empty() {
            return;
        }
        let mut asides = Vec::new();
        let text = strip(&self.source.text, parts.content.clone(), &mut asides);
        self.asides.append(&mut asides);
        for (_, hole) in text.holes_in(0..text.words.len()) {
            if let Hole::Element(element, parts) = hole
                && element.sort == Sort::Ref
            {
                self.note(parts, Span::new(parts.whole.start, parts.whole.end));
            }
        }
    }

    /// All notes as blocks.
    pub(super) fn footnotes(&mut self) -> Vec<Block> {
        let notes = std::mem::take(&mut self.notes.notes);
        let mut out = Vec::with_capacity(notes.len());
        for (at, note) in notes.into_iter().enumerate() {
            let blocks = note.blocks.unwrap_or_else(|| {
                self.warn(
                    "undefined-name",
                    format!("there is no note `{}`", note.label),
                    note.span,
                    &format!("write `<ref name=\"{}\">…</ref>` once", note.label),
                );
                let words = Inline::text(note.span, note.label.as_str());
                vec![Block::new(note.span, BlockKind::Paragraph(vec![words]))]
            });
            let footnote = Footnote {
                label: note.label.into(),
                number: at as u32 + 1,
                references: note.references,
                mark: None,
                blocks,
            };
            out.push(Block::new(
                note.span,
                BlockKind::Footnote(Box::new(footnote)),
            ));
        }
        out
    }
}
