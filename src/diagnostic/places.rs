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

    /// The part of a span that is meant: the words of its place where they first stand there as words, else all of it.
    pub(super) fn meant(&self, span: Span, place: &Place) -> Span {
        let span = self.clamp(span);
        let own = &self.text[span.start as usize..span.end as usize];
        let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        let found = place.words.as_deref().and_then(|words| {
            // `EST` does not stand in `BEST`.
            let (first, last) = (words.chars().next(), words.chars().next_back());
            let is_whole = |at: usize| {
                let (before, behind) = (&own[..at], &own[at + words.len()..]);
                !(is_letter(first) && is_letter(before.chars().next_back())
                    || is_letter(last) && is_letter(behind.chars().next()))
            };
            let mut places = own.match_indices(words).map(|(at, _)| at);
            let at = span.start as usize + places.find(|at| is_whole(*at))?;
            Some(Span::new(at, at + words.len()))
        });
        found.unwrap_or(span)
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
