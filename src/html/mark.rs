//! Places in a text that get an id, a link to themselves, and notes of ours beside the author's words.
//!
//! Takes the bytes of the block, the item, the row or the term that a place is; the writer comes by it and writes what belongs there.
//! What such a place is, it does not know.

use super::{Writer, escape};
use crate::document::{Inline, InlineKind};
use crate::source::Span;

/// A place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The bytes of what it is.
    pub span: Span,
    /// Which line, where it is a paragraph of lines; from 0.
    pub line: u32,
    /// Its id.
    pub id: Box<str>,
    /// What its link to itself says to those who stay on it.
    pub title: String,
    /// What is to be read beside its words.
    pub note: Option<Note>,
}

/// A note of ours beside the words of an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The note.
    pub words: &'static str,
    /// The same at length.
    pub title: String,
    /// True where the place above has the same: it is not written out again.
    pub is_repeated: bool,
}

/// The places of a text that are still to come.
#[derive(Debug, Default)]
pub(super) struct Marks<'a> {
    /// By their bytes and their line.
    places: Vec<&'a Mark>,
    /// Which of them were met.
    met: Vec<bool>,
    /// The one that the writer is in, and has not written the link of.
    open: Option<&'a Mark>,
}

impl<'a> Marks<'a> {
    pub(super) fn new(marks: &'a [Mark]) -> Self {
        let mut places: Vec<&Mark> = marks.iter().collect();
        places.sort_by_key(|mark| key(mark.span, mark.line));
        Self {
            met: vec![false; places.len()],
            places,
            open: None,
        }
    }

    /// The place that begins there, once.
    fn take(&mut self, span: Span, line: u32) -> Option<&'a Mark> {
        if self.places.is_empty() {
            return None;
        }
        let wanted = key(span, line);
        let mut at = self
            .places
            .partition_point(|mark| key(mark.span, mark.line) < wanted);
        while let Some(mark) = self.places.get(at) {
            if key(mark.span, mark.line) != wanted {
                return None;
            }
            if !std::mem::replace(&mut self.met[at], true) {
                return Some(mark);
            }
            at += 1;
        }
        None
    }

    /// True where a paragraph has a place in it.
    fn has_lines(&self, span: Span) -> bool {
        let at = self
            .places
            .partition_point(|mark| key(mark.span, mark.line) < key(span, 0));
        self.places.get(at).is_some_and(|mark| mark.span == span)
    }
}

fn key(span: Span, line: u32) -> (u32, u32, u32) {
    (span.start, span.end, line)
}

impl<'a> Writer<'a> {
    /// Comes to what has these bytes: where it is a place, its id as an attribute, and its link is to be written.
    pub(super) fn arrive(&mut self, span: Span) -> String {
        match self.marks.take(span, 0) {
            Some(mark) => {
                self.leave();
                self.marks.open = Some(mark);
                format!(" id=\"{}\"", escape::text(&mark.id))
            }
            None => String::new(),
        }
    }

    /// Comes to a heading or a line, which has no element of its own to carry an id.
    pub(super) fn arrive_at(&mut self, span: Span, line: u32) {
        if let Some(mark) = self.marks.take(span, line) {
            self.leave();
            let id = escape::text(&mark.id);
            self.body.html.extend(["<span id=\"", &id, "\"></span>"]);
            self.marks.open = Some(mark);
        }
    }

    /// Writes the notes and the link of the place that the writer is in, behind its first words.
    pub(super) fn leave(&mut self) {
        let Some(mark) = self.marks.open.take() else {
            return;
        };
        self.note(mark);
        let address = escape::address(&["#", &mark.id].concat()).unwrap_or_default();
        let html = &mut self.body.html;
        html.extend([" <a class=\"permalink\" href=\"", &address, "\""]);
        if !mark.title.is_empty() {
            html.extend([" title=\"", &escape::text(&mark.title), "\""]);
        }
        html.push_str(" aria-label=\"Link to this entry\">#</a>");
    }

    /// The same in a heading, which has a link of its own.
    pub(super) fn leave_heading(&mut self) {
        if let Some(mark) = self.marks.open.take() {
            self.note(mark);
        }
    }

    /// What is to be read beside the words of a place.
    fn note(&mut self, mark: &Mark) {
        let Some(note) = &mark.note else {
            return;
        };
        // A note that stands above already is a mark of repetition, as in a handwritten list.
        let (class, words) = if note.is_repeated {
            ("inferred again", "″")
        } else {
            ("inferred", note.words)
        };
        let (title, words) = (escape::text(&note.title), escape::text(words));
        self.body.html.extend([
            " <abbr class=\"",
            class,
            "\" title=\"",
            &title,
            "\">",
            &words,
            "</abbr>",
        ]);
    }

    /// The words of a paragraph, whose lines may be places.
    pub(super) fn lines(&mut self, span: Span, content: &'a [Inline]) {
        if !self.marks.has_lines(span) {
            self.inlines(content);
            return;
        }
        let mut number = 0;
        let lines = content.split_inclusive(|inline| matches!(inline.kind, InlineKind::Break));
        for line in lines {
            self.arrive_at(span, number);
            let (last, words) = match line.split_last() {
                Some((last, words)) if matches!(last.kind, InlineKind::Break) => {
                    (std::slice::from_ref(last), words)
                }
                _ => (&[][..], line),
            };
            self.inlines(words);
            self.leave();
            self.inlines(last);
            number += 1;
        }
    }
}
