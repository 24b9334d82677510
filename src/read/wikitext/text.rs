//! The text as its lines and marks are read: without comments, and with one character in the place of each piece that is a
//! whole by itself (a tag, a template, what stands in `<nowiki>`).
//!
//! Takes a part of the source (`strip` makes it), gives its words, what each such character stands for, and the way from the
//! bytes of the words back to those of the source. It parses nothing.

use std::borrow::Cow;
use std::ops::Range;

use super::element::Element;
use super::tag::Tag;
use crate::source::Span;

/// The character that stands for a whole. A source may hold it too: only where [`Text::hole`] knows of one it is ours.
pub(super) const MARK: char = '\u{e004}';

/// How many bytes it has.
pub(super) const MARK_LENGTH: usize = MARK.len_utf8();

/// What a mark stands for. Ranges are bytes of the source.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Hole {
    /// One tag of HTML.
    Tag(&'static Tag, Ending, Range<usize>),
    /// An element whose content is no wikitext.
    Element(&'static Element, Parts),
    /// A template, braces included.
    Template(Range<usize>),
    /// A parameter of a template: `{{{name|instead}}}`.
    Parameter(Range<usize>),
}

/// Whether a tag opens or closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// `<b>`.
    Opens,
    /// `</b>`.
    Closes,
}

/// The parts of an element.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parts {
    /// All of it.
    pub(super) whole: Range<usize>,
    /// Between its name and the `>`.
    pub(super) attributes: Range<usize>,
    /// Between its tags; empty where it closes itself.
    pub(super) content: Range<usize>,
}

/// A run of the words that stands as it is in the source, or a mark.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// Where it begins in the words.
    at: u32,
    /// Its bytes in the source.
    source: u32,
    end: u32,
}

/// Words and where the source has them.
#[derive(Debug)]
pub(super) struct Text<'t> {
    pub(super) words: Cow<'t, str>,
    runs: Vec<Run>,
    holes: Vec<(u32, Hole)>,
}

impl<'t> Text<'t> {
    /// A part of the source as it stands.
    pub(super) fn cut(source: &'t str, range: Range<usize>) -> Self {
        let run = Run {
            at: 0,
            source: range.start as u32,
            end: range.end as u32,
        };
        Self {
            words: Cow::Borrowed(&source[range]),
            runs: vec![run],
            holes: Vec::new(),
        }
    }

    /// What the mark at a byte of the words stands for.
    pub(super) fn hole(&self, at: usize) -> Option<&Hole> {
        let found = self
            .holes
            .binary_search_by_key(&(at as u32), |(at, _)| *at)
            .ok()?;
        Some(&self.holes[found].1)
    }

    /// The holes in a part of the words, each with its byte.
    pub(super) fn holes_in(&self, range: Range<usize>) -> impl Iterator<Item = (usize, &Hole)> {
        let first = self
            .holes
            .partition_point(|(at, _)| (*at as usize) < range.start);
        self.holes[first..]
            .iter()
            .map(|(at, hole)| (*at as usize, hole))
            .take_while(move |(at, _)| *at < range.end)
    }

    /// The byte of the source at which what begins there begins.
    pub(super) fn place(&self, at: usize) -> usize {
        let next = self.runs.partition_point(|run| run.at as usize <= at);
        match next.checked_sub(1).map(|last| self.runs[last]) {
            Some(run) => (run.source as usize + (at - run.at as usize)).min(run.end as usize),
            None => self.runs.first().map_or(0, |run| run.source as usize),
        }
    }

    /// The byte of the source behind what ends there.
    fn place_end(&self, at: usize) -> usize {
        let next = self.runs.partition_point(|run| (run.at as usize) < at);
        let Some(last) = next.checked_sub(1) else {
            return self.place(at);
        };
        let run = self.runs[last];
        match self.runs.get(next) {
            Some(next) if next.at as usize == at => run.end as usize,
            None if self.words.len() == at => run.end as usize,
            _ => (run.source as usize + (at - run.at as usize)).min(run.end as usize),
        }
    }

    /// The bytes of the source for bytes of the words.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let start = self.place(range.start);
        if range.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, self.place_end(range.end))
    }

    /// Bytes of the words without blanks at both ends.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let words = &self.words[range.clone()];
        let start = range.start + (words.len() - words.trim_start_matches(BLANK).len());
        let words = words.trim_matches(BLANK);
        start..start + words.len()
    }
}

/// Space that has no meaning of its own at the ends of a line.
pub(super) const BLANK: [char; 4] = [' ', '\t', '\n', '\u{c}'];

/// A text being put together.
#[derive(Debug, Default)]
pub(super) struct Maker {
    words: String,
    runs: Vec<Run>,
    holes: Vec<(u32, Hole)>,
}

impl Maker {
    /// Adds a part of the source as it stands.
    pub(super) fn push(&mut self, source: &str, range: Range<usize>) {
        self.instead(&source[range.clone()], range);
    }

    /// Adds words in the place of a part of the source.
    pub(super) fn instead(&mut self, words: &str, range: Range<usize>) {
        if words.is_empty() {
            return;
        }
        self.runs.push(Run {
            at: self.words.len() as u32,
            source: range.start as u32,
            end: range.end as u32,
        });
        self.words.push_str(words);
    }

    /// Adds a mark.
    pub(super) fn hole(&mut self, hole: Hole, range: Range<usize>) {
        self.holes.push((self.words.len() as u32, hole));
        self.instead(MARK.encode_utf8(&mut [0; 4]), range);
    }

    /// The text.
    pub(super) fn text(self, start: usize) -> Text<'static> {
        let mut runs = self.runs;
        if runs.is_empty() {
            runs.push(Run {
                at: 0,
                source: start as u32,
                end: start as u32,
            });
        }
        Text {
            words: Cow::Owned(self.words),
            runs,
            holes: self.holes,
        }
    }
}
