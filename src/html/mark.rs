//! Places in a text that get an id, a link to themselves, and notes of ours beside the author's words.
//!
//! Takes the bytes of the block, the item, the row or the term that a place is; the writer comes by it and writes what belongs there.
//! What such a place is, it does not know.

use super::{EntryTime, Writer, escape};
use crate::document::{Inline, InlineKind};
use crate::source::Span;

/// A place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The bytes of what it is.
    pub span: Span,
    /// Which line of a paragraph or row of a table, where it is one; from 0.
    pub line: u32,
    /// Its id.
    pub id: Box<str>,
    /// What its link to itself says to those who stay on it.
    pub title: String,
    /// What its link to itself is called.
    pub label: Box<str>,
    /// What is to be read beside its words.
    pub note: Option<Note>,
    /// The time that it begins with, where it is an entry of the timeline.
    pub time: Option<EntryTime>,
}

/// A note of ours beside the words of an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The note.
    pub words: Box<str>,
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
    /// Those that the writer is in, and has not written the links of: one, but for lines that are one on the page.
    open: Vec<&'a Mark>,
    /// The time of the place that the writer is in, until it is written.
    time: Option<&'a EntryTime>,
}

impl<'a> Marks<'a> {
    pub(super) fn new(marks: &'a [Mark]) -> Self {
        let mut places: Vec<&Mark> = marks.iter().collect();
        places.sort_by_key(|mark| key(mark.span, mark.line));
        Self {
            met: vec![false; places.len()],
            places,
            open: Vec::new(),
            time: None,
        }
    }

    /// The places that begin there, once.
    fn take(&mut self, span: Span, line: u32) -> Vec<&'a Mark> {
        let wanted = key(span, line);
        let from = self
            .places
            .partition_point(|mark| key(mark.span, mark.line) < wanted);
        let behind = self.places[from..].iter().zip(&mut self.met[from..]);
        behind
            .take_while(|(mark, _)| key(mark.span, mark.line) == wanted)
            .filter_map(|(mark, is_met)| (!std::mem::replace(is_met, true)).then_some(*mark))
            .collect()
    }

    /// The time that the place there begins with.
    pub(super) fn time_at(&self, span: Span) -> Option<&'a EntryTime> {
        let wanted = key(span, 0);
        let at = self
            .places
            .partition_point(|mark| key(mark.span, mark.line) < wanted);
        let mark = self.places.get(at).filter(|mark| mark.span == span)?;
        mark.time.as_ref()
    }

    /// The time of the place that the writer is in, where it is still to be written.
    pub(super) fn time(&self) -> Option<&'a EntryTime> {
        self.time
    }

    /// It is written.
    pub(super) fn told(&mut self) {
        self.time = None;
    }

    /// The bytes of the first place that is an entry of the timeline.
    pub(super) fn first_entry(&self) -> Option<Span> {
        let mut places = self.places.iter();
        Some(places.find(|mark| mark.time.is_some())?.span)
    }

    /// The writer comes to these places.
    fn arrive(&mut self, here: Vec<&'a Mark>) {
        self.time = here.first().and_then(|first| first.time.as_ref());
        self.open = here;
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
    pub(super) fn arrive(&mut self, span: Span, line: u32) -> String {
        let here = self.marks.take(span, line);
        let Some(first) = here.first() else {
            return String::new();
        };
        let id = format!(" id=\"{}\"", escape::text(&first.id));
        self.leave();
        self.marks.arrive(here);
        id
    }

    /// Comes to a heading or a line, which has no element of its own to carry an id.
    pub(super) fn arrive_at(&mut self, span: Span, line: u32) {
        let here = self.marks.take(span, line);
        if let Some(first) = here.first() {
            self.leave();
            self.place(first);
            self.marks.arrive(here);
        }
    }

    /// Writes the notes and the links of the places that the writer is in, behind their first words.
    pub(super) fn leave(&mut self) {
        let open = std::mem::take(&mut self.marks.open);
        let first = self.marks.time.take();
        for (number, mark) in open.into_iter().enumerate() {
            let time = if number > 0 {
                self.place(mark);
                mark.time.as_ref()
            } else {
                first
            };
            if let Some(time) = time {
                self.body.beside(time.entry);
            }
            self.note(mark);
            let address = escape::address(&["#", &mark.id].concat()).unwrap_or_default();
            let html = &mut self.body.html;
            html.extend([" <a class=\"permalink\" href=\"", &address, "\""]);
            if !mark.title.is_empty() {
                html.extend([" title=\"", &escape::text(&mark.title), "\""]);
            }
            html.extend([" aria-label=\"", &escape::text(&mark.label), "\">#</a>"]);
        }
    }

    /// The same in a heading, which has a link of its own.
    pub(super) fn leave_heading(&mut self) {
        if let Some(time) = self.marks.time.take() {
            self.body.beside(time.entry);
        }
        for mark in std::mem::take(&mut self.marks.open) {
            self.note(mark);
        }
    }

    /// What carries an id where nothing else does.
    fn place(&mut self, mark: &Mark) {
        let id = escape::text(&mark.id);
        self.body.html.extend(["<span id=\"", &id, "\"></span>"]);
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
            ("inferred", &*note.words)
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
            // Nearly every paragraph.
            self.inlines(content);
            return;
        }
        let lines = content.split_inclusive(|inline| matches!(inline.kind, InlineKind::Break));
        for (number, line) in (0..).zip(lines) {
            self.arrive_at(span, number);
            let (last, words) = match line.split_last() {
                Some((last, words)) if matches!(last.kind, InlineKind::Break) => {
                    (std::slice::from_ref(last), words)
                }
                _ => (&[][..], line),
            };
            self.words_of_entry(words);
            self.leave();
            self.inlines(last);
        }
    }
}
