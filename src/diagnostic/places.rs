//! From bytes to lines and columns, for every renderer of diagnostics.
//!
//! Takes a way to get the text of a file, gives the lines and columns of places in it. The index of a file is built once,
//! however many diagnostics the file has. It reads no disk: the caller knows where texts are.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Place;
use crate::source::{LineColumn, LineIndex, Span};

/// Gives the text of a file by the path that diagnostics name it with; `None` where there is none to show.
pub type TextOf<'a> = dyn Fn(&str) -> Option<Arc<str>> + 'a;

/// One text with its index of lines.
pub(super) struct Text {
    pub(super) text: Arc<str>,
    pub(super) lines: LineIndex,
}

impl Text {
    /// The span with both ends inside the text and on borders of characters.
    pub(super) fn clamp(&self, span: Span) -> Span {
        let border = |byte: u32| {
            let byte = (byte as usize).min(self.text.len());
            let at_or_before = (0..=byte).rev().find(|at| self.text.is_char_boundary(*at));
            at_or_before.unwrap_or(0)
        };
        Span::new(border(span.start), border(span.end))
    }

    /// The part of a span that is meant: the first of the words of its place, else all of it.
    pub(super) fn meant(&self, span: Span, place: &Place) -> Span {
        let span = self.clamp(span);
        let start = span.start as usize;
        let words = place.words.as_deref().and_then(|words| {
            let at = start + self.text[start..span.end as usize].find(words)?;
            Some(Span::new(at, at + words.len()))
        });
        words.unwrap_or(span)
    }

    /// Line and column of both ends of a span; the end is the place after the last character.
    pub(super) fn ends(&self, span: Span) -> (LineColumn, LineColumn) {
        let span = self.clamp(span);
        (
            self.lines.line_column(&self.text, span.start),
            self.lines.line_column(&self.text, span.end),
        )
    }
}

/// The texts met so far.
pub(super) struct Places<'a> {
    text_of: &'a TextOf<'a>,
    known: BTreeMap<Arc<str>, Option<Text>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(text_of: &'a TextOf<'a>) -> Self {
        Self {
            text_of,
            known: BTreeMap::new(),
        }
    }

    /// The text of a file, indexed.
    pub(super) fn text(&mut self, path: &Arc<str>) -> Option<&Text> {
        self.known
            .entry(Arc::clone(path))
            .or_insert_with(|| {
                (self.text_of)(path).map(|text| Text {
                    lines: LineIndex::new(&text),
                    text,
                })
            })
            .as_ref()
    }

    /// Both ends of a place, where it has a span and its file a text.
    pub(super) fn ends(&mut self, place: &Place) -> Option<(LineColumn, LineColumn)> {
        let span = place.span?;
        let text = self.text(&place.path)?;
        Some(text.ends(text.meant(span, place)))
    }
}
