//! Footnotes: where their texts stand, and their numbers in the order in which they are referred to.

use std::collections::HashMap;
use std::mem;

use super::flow::Flow;
use super::lines::Body;
use super::shape::{Shape, shape};
use super::{Reading, span};
use crate::document::{Block, BlockKind, Footnote, FootnoteReference, Inline, InlineKind, walk};
use crate::source::Span;

/// The footnotes of a text.
#[derive(Debug, Default)]
pub(super) struct Notes {
    by_label: HashMap<String, usize>,
    all: Vec<Note>,
    /// How many have no label of their own.
    unnamed: usize,
}

#[derive(Debug)]
struct Note {
    label: String,
    span: Span,
    blocks: Vec<Block>,
    number: u32,
    references: u32,
}

impl Notes {
    /// Adds a note; gives its text back where there is one of that label.
    fn add(&mut self, label: &str, span: Span, blocks: Vec<Block>) -> Option<Vec<Block>> {
        if self.by_label.contains_key(label) {
            return Some(blocks);
        }
        self.by_label.insert(label.to_owned(), self.all.len());
        self.all.push(Note {
            label: label.to_owned(),
            span,
            blocks,
            number: 0,
            references: 0,
        });
        None
    }
}

impl Reading<'_> {
    /// The text of a footnote that begins at a line; gives the line behind it.
    pub(super) fn footnote(
        &mut self,
        body: Body<'_>,
        at: usize,
        label: &str,
        words: usize,
        flow: &mut Flow,
    ) -> usize {
        let mut next = at + 1;
        let mut blank = 0;
        while next < body.to && blank < 2 {
            match shape(body.words(self.text, next)) {
                Shape::Blank => blank += 1,
                Shape::Footnote(..) => break,
                _ => blank = 0,
            }
            next += 1;
        }
        let line = body.line(at);
        let mut inner = Body::of(body.part, at, next);
        inner.first = Some(line.start + words);
        let place = span(&body.range_of(self.text, at, next));
        let blocks = self.inside(inner);
        if let Some(blocks) = self.notes.add(label, place, blocks) {
            self.note_malformed(
                format!(
                    "there is a footnote `{label}` already; this text stands where it is written"
                ),
                "give it a label of its own",
                place,
            );
            let mark = span(&(line.start..line.start + words));
            let words = Inline::text(mark, mark.of(self.text));
            flow.push(mark, BlockKind::Paragraph(vec![words]));
            flow.extend(blocks);
        }
        next
    }

    /// A reference; a text that stands in it is that of the footnote.
    pub(super) fn reference(
        &mut self,
        label: &str,
        text: Option<Vec<Inline>>,
        at: Span,
    ) -> Vec<Inline> {
        let label = if label.is_empty() {
            self.notes.unnamed += 1;
            // No label that an author can write holds a blank.
            format!("{} ", self.notes.unnamed)
        } else {
            label.to_owned()
        };
        let mut out = Vec::new();
        let reference = FootnoteReference {
            label: label.as_str().into(),
            number: 0,
            occurrence: 0,
            mark: None,
        };
        out.push(Inline::new(
            at,
            InlineKind::FootnoteReference(Box::new(reference)),
        ));
        if let Some(text) = text {
            let place = match (text.first(), text.last()) {
                (Some(first), Some(last)) => first.span.join(last.span),
                _ => at,
            };
            let blocks = vec![Block::new(place, BlockKind::Paragraph(text))];
            for block in self.notes.add(&label, at, blocks).unwrap_or_default() {
                if let BlockKind::Paragraph(words) = block.kind {
                    out.push(Inline::text(at, " ("));
                    out.extend(words);
                    out.push(Inline::text(at, ")"));
                }
            }
        }
        out
    }

    /// Numbers all references and adds the footnotes behind the other blocks.
    pub(super) fn footnotes(&mut self, blocks: &mut Vec<Block>) {
        let mut notes = mem::take(&mut self.notes);
        let mut order: Vec<usize> = Vec::new();
        self.number(blocks, &mut notes, &mut order);
        let mut texts: Vec<(usize, Vec<Block>)> = Vec::new();
        let mut done = 0;
        let mut rest = 0..notes.all.len();
        loop {
            // A text may refer to others; those that nothing refers to come last.
            let at = if let Some(at) = order.get(done) {
                *at
            } else {
                let is_left = |at: &usize| notes.all[*at].number == 0;
                let Some(at) = rest.find(is_left) else { break };
                order.push(at);
                notes.all[at].number = order.len() as u32;
                at
            };
            done += 1;
            let mut text = mem::take(&mut notes.all[at].blocks);
            self.number(&mut text, &mut notes, &mut order);
            texts.push((at, text));
        }
        for (at, text) in texts {
            let note = &notes.all[at];
            let footnote = Footnote {
                label: note.label.trim_end().into(),
                number: note.number,
                references: note.references,
                mark: None,
                blocks: text,
            };
            blocks.push(Block::new(
                note.span,
                BlockKind::Footnote(Box::new(footnote)),
            ));
        }
    }

    fn number(&mut self, blocks: &mut [Block], notes: &mut Notes, order: &mut Vec<usize>) {
        for block in blocks {
            for content in walk::block_inlines_mut(block) {
                self.number_in(content, notes, order);
            }
            for children in walk::child_blocks_mut(block) {
                self.number(children, notes, order);
            }
        }
    }

    fn number_in(&mut self, content: &mut [Inline], notes: &mut Notes, order: &mut Vec<usize>) {
        for inline in content {
            match &mut inline.kind {
                InlineKind::FootnoteReference(reference) if reference.number == 0 => {
                    let Some(at) = notes.by_label.get(&*reference.label) else {
                        let label = reference.label.trim_end();
                        self.warn_undefined(
                            format!("there is no footnote `{label}`"),
                            &format!("write `[fn:{label}] …` at the beginning of a line"),
                            inline.span,
                        );
                        inline.kind = InlineKind::Text(inline.span.of(self.text).into());
                        continue;
                    };
                    let note = &mut notes.all[*at];
                    if note.number == 0 {
                        order.push(*at);
                        note.number = order.len() as u32;
                    }
                    note.references += 1;
                    reference.number = note.number;
                    reference.occurrence = note.references;
                    reference.label = reference.label.trim_end().into();
                }
                InlineKind::Styled(_, inner) => self.number_in(inner, notes, order),
                InlineKind::Link(link) => self.number_in(&mut link.content, notes, order),
                _ => {}
            }
        }
    }
}
