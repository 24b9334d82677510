//! Lines of paragraphs as rows of a timeline.
//!
//! Takes a paragraph, gives a row for each line that begins with a time. A line that is nothing but a time is a label: what stands
//! behind it happened then. A line break that means nothing parts lines only where both begin with times in the same way.

use super::{Label, Rows, push_words, written};
use crate::document::{Inline, InlineKind, text};
use crate::postmortem::when::stamp::{Stamp, begins_as_sentence, stamp};
use crate::source::Span;

/// A line as it is read.
struct Line {
    words: String,
    /// Which line of the page it is on, from 0.
    number: u32,
}

impl Rows {
    /// The lines of a paragraph that begin with a time; others go on with the row before.
    pub(super) fn paragraph(&mut self, content: &[Inline], span: Span) {
        let before = self.rows.len();
        self.open = None;
        let mut is_first = true;
        for Line { words, number } in lines(content) {
            let found =
                stamp(&words).filter(|found| found.time.is_some() || is_entry(found, &words));
            match found {
                Some(found) => {
                    self.label = None;
                    let mut row = self.row(Some(found), &words, span);
                    row.line = number;
                    row.is_prose = begins_as_sentence(&words);
                    if row.text.is_empty() {
                        self.label = row.stamp.map(|stamp| Label {
                            stamp,
                            written: row.written,
                            span,
                            line: number,
                        });
                    } else {
                        self.rows.push(row);
                    }
                }
                None if self.day_over(&words) => {
                    self.label = stamp(&words).map(|stamp| Label {
                        written: written(&words, &stamp),
                        stamp,
                        span,
                        line: number,
                    });
                }
                None => match self.label.take() {
                    Some(label) => {
                        let row = self.labelled(label, &words);
                        self.rows.push(row);
                    }
                    // Lines behind one of this paragraph go on with it.
                    None if !is_first => {
                        if let Some(last) = self.rows[before..].last_mut() {
                            push_words(&mut last.text, &words);
                        }
                    }
                    None => {}
                },
            }
            is_first = false;
        }
        if self.rows.len() > before {
            self.open = Some(self.rows.len() - 1);
        }
    }
}

/// True for a day that something is told of on its own line, set off from it: `24.01.2020 | the pump is replaced`.
fn is_entry(found: &Stamp, words: &str) -> bool {
    let behind = words[found.end..].trim_start();
    let is_set_off = behind.starts_with(['|', ':', '-', '–', '—', '：']);
    is_set_off
        && words[found.rest..]
            .chars()
            .filter(|c| c.is_alphanumeric())
            .count()
            > 12
        && !begins_as_sentence(words)
}

/// The lines of a paragraph that say something.
fn lines(content: &[Inline]) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut number = 0;
    let mut line = String::new();
    for inline in content {
        match &inline.kind {
            InlineKind::Break => {
                part(&line, number, &mut out);
                line.clear();
                number += 1;
            }
            // Only here line breaks that mean nothing are told from blanks.
            InlineKind::Text(words) => line.push_str(words),
            _ => line.push_str(&text::of_inlines(std::slice::from_ref(inline))),
        }
    }
    part(&line, number, &mut out);
    out
}

/// Parts a line where a line of its source begins with a time as the first of them does.
fn part(line: &str, number: u32, out: &mut Vec<Line>) {
    let mut first = None;
    let mut words = String::new();
    for piece in line.split('\n') {
        let piece = text::one_line(piece);
        if piece.is_empty() {
            continue;
        }
        let form = form(&piece);
        if words.is_empty() {
            first = form;
            words = piece;
        } else if form.is_some() && form == first {
            out.push(Line { words, number });
            words = piece;
        } else {
            push_words(&mut words, &piece);
        }
    }
    if !words.is_empty() {
        out.push(Line { words, number });
    }
}

/// How a line begins with a time: whether with a day, and what sets the words off from it.
fn form(words: &str) -> Option<(bool, bool, Option<char>)> {
    let found = stamp(words).filter(|_| !begins_as_sentence(words))?;
    let sign = words[found.end..].trim_start().chars().next();
    let sign = sign.filter(|c| !c.is_alphanumeric());
    Some((found.day.is_some(), found.time.is_some(), sign))
}
