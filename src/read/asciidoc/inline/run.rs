//! Inlines being gathered: words that wait for their end, finished inlines, raw markup between them.

use std::ops::Range;

use super::Words;
use super::quote::Ends;
use crate::document::Inline;
use crate::read::asciidoc::Reading;
use crate::read::html::Weave;
use crate::source::Span;

/// What was found at a sign.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found {
    /// Something up to that byte, which is in the run.
    Taken(usize),
    /// Words up to that byte, in which nothing is looked for.
    Skipped(usize),
}

/// A part of some words on its way.
pub(super) struct Run<'r> {
    pub(super) words: &'r Words<'r>,
    pub(super) end: usize,
    /// The first byte that is not in the run yet.
    pub(super) from: usize,
    pub(super) ends: Ends,
    /// Words that wait, and where they begin.
    waiting: String,
    begin: usize,
    pieces: Vec<Piece>,
    is_raw: bool,
    /// From there on there are no `>>`, `))`, `)))`.
    none: [usize; 3],
    /// From the first to the second byte there is no blank and no bracket.
    stop: (usize, usize),
}

enum Piece {
    Inline(Inline),
    Raw(String, Span),
}

impl<'r> Run<'r> {
    pub(super) fn new(words: &'r Words<'r>, range: Range<usize>) -> Self {
        Self {
            words,
            end: range.end,
            from: range.start,
            ends: Ends::default(),
            waiting: String::new(),
            begin: range.start,
            pieces: Vec::new(),
            is_raw: false,
            none: [usize::MAX; 3],
            stop: (usize::MAX, 0),
        }
    }

    /// Adds the words up to a byte.
    pub(super) fn push_words(&mut self, to: usize) {
        if to > self.from {
            self.start();
            self.waiting.push_str(&self.words.all()[self.from..to]);
            self.from = to;
        }
    }

    /// Adds the words up to a byte, and others in the place of what follows.
    pub(super) fn replace(&mut self, at: usize, words: &str) {
        self.push_words(at);
        self.start();
        self.waiting.push_str(words);
    }

    /// Words that wait from here on begin here.
    fn start(&mut self) {
        if self.waiting.is_empty() {
            self.begin = self.from;
        }
    }

    /// Adds words that a function makes.
    pub(super) fn push_with(&mut self, make: impl FnOnce(&mut String)) {
        self.start();
        make(&mut self.waiting);
    }

    /// How many bytes from here on stand before `>>`; searches that fail are remembered.
    pub(super) fn angle(&mut self, from: usize) -> Option<usize> {
        self.ahead(0, from, ">>")
    }

    /// How many bytes from here on stand before round brackets.
    pub(super) fn round(&mut self, from: usize, signs: &str) -> Option<usize> {
        self.ahead(signs.len() - 1, from, signs)
    }

    /// The next blank or bracket, remembered.
    pub(super) fn stop(&mut self, from: usize) -> Option<usize> {
        if !(self.stop.0 <= from && from <= self.stop.1) {
            let rest = &self.words.all()[from..self.end];
            let found = rest.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']'));
            self.stop = (from, found.map_or(self.end, |ahead| from + ahead));
        }
        Some(self.stop.1).filter(|stop| *stop < self.end)
    }

    fn ahead(&mut self, number: usize, from: usize, signs: &str) -> Option<usize> {
        if from >= self.none[number] {
            return None;
        }
        let found = self.words.all().get(from..self.end)?.find(signs);
        if found.is_none() {
            self.none[number] = from;
        }
        found
    }

    /// What stands up to a byte is in the run.
    pub(super) fn take(&mut self, to: usize) {
        self.from = self.from.max(to);
    }

    /// The words that wait become an inline.
    fn flush(&mut self) {
        if !self.waiting.is_empty() {
            let words = std::mem::take(&mut self.waiting);
            let span = self.words.span(self.begin..self.from.max(self.begin));
            self.pieces.push(Piece::Inline(Inline::text(span, words)));
        }
    }

    /// Adds a finished inline behind the words so far.
    pub(super) fn push(&mut self, inline: Inline) {
        self.flush();
        self.pieces.push(Piece::Inline(inline));
    }

    pub(super) fn extend(&mut self, inlines: Vec<Inline>) {
        self.flush();
        self.pieces.extend(inlines.into_iter().map(Piece::Inline));
    }

    /// Adds raw markup.
    pub(super) fn push_raw(&mut self, markup: &str, span: Span) {
        self.flush();
        self.is_raw = true;
        self.pieces.push(Piece::Raw(markup.to_owned(), span));
    }

    /// All inlines.
    pub(super) fn finish(mut self, reading: &mut Reading<'_>) -> Vec<Inline> {
        self.push_words(self.end);
        self.flush();
        if !self.is_raw {
            let inlines = self.pieces.into_iter().filter_map(|piece| match piece {
                Piece::Inline(inline) => Some(inline),
                Piece::Raw(..) => None,
            });
            return inlines.collect();
        }
        let mut weave = Weave::new();
        for piece in self.pieces {
            match piece {
                Piece::Inline(inline) => weave.inline(inline),
                Piece::Raw(markup, span) => weave.raw(&markup, &[], span),
            }
        }
        reading.woven(weave)
    }
}
