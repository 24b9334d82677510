//! Lines of paragraphs as rows of a timeline.
//!
//! Takes a paragraph, gives a row for each line that begins with a time. A line that is nothing but a time is a label: what stands
//! behind it happened then. A line break that means nothing parts lines only where both begin with times in the same way.

use super::{Gathered, Label, is_bare, is_unfilled, push_words, written};
use crate::document::{Inline, InlineKind, text};
use crate::postmortem::when::has_figure;
use crate::postmortem::when::stamp::{Stamp, begins_as_sentence, stamp};
use crate::source::Span;

/// A line as it is read.
pub(super) struct Line {
    pub(super) words: String,
    /// Which line of the page it is on, from 0.
    pub(super) number: u32,
    /// True for a time on a line for itself.
    is_label: bool,
}

impl Line {
    fn new(words: String, number: u32, is_label: bool) -> Self {
        Self {
            words,
            number,
            is_label,
        }
    }
}

impl Gathered {
    /// The lines of a paragraph that begin with a time; others go on with the row before.
    pub(super) fn paragraph(&mut self, content: &[Inline], span: Span) {
        let before = self.rows.len();
        self.open = None;
        // No line without a figure is a row, but behind a label.
        if self.label.is_none() && !may_have_figures(content) {
            return;
        }
        let mut is_first = true;
        for Line { words, number, .. } in lines(content) {
            let found = stamp(&words);
            if let Some(found) = &found
                && is_unfilled(found, &words)
            {
                is_first = false;
                continue;
            }
            match found {
                Some(found) if found.time.is_some() || is_entry(&found, &words) => {
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
                Some(found) if is_bare(&found, &words) => {
                    self.day = found.day;
                    self.label = Some(Label {
                        written: written(&words, &found),
                        stamp: found,
                        span,
                        line: number,
                    });
                }
                _ => match self.label.take() {
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
            .nth(12)
            .is_some()
        && !begins_as_sentence(words)
}

/// False where no figure stands in the words.
pub(super) fn may_have_figures(content: &[Inline]) -> bool {
    content.iter().any(|inline| match &inline.kind {
        InlineKind::Text(words) | InlineKind::Code(words) => has_figure(words),
        InlineKind::Styled(_, content) => may_have_figures(content),
        InlineKind::Link(link) => may_have_figures(&link.content),
        InlineKind::Break | InlineKind::Comment(_) | InlineKind::Anchor(_) => false,
        InlineKind::Math(_) | InlineKind::Image(_) | InlineKind::FootnoteReference(_) => true,
    })
}

/// False for nearly every item: nothing in it can part lines.
pub(super) fn may_have_lines(content: &[Inline]) -> bool {
    let has_break = |words: &str| memchr::memchr(b'\n', words.as_bytes()).is_some();
    content.iter().any(|inline| match &inline.kind {
        InlineKind::Text(words) | InlineKind::Code(words) | InlineKind::Math(words) => {
            has_break(words)
        }
        InlineKind::Styled(_, content) => may_have_lines(content),
        InlineKind::Link(link) => may_have_lines(&link.content),
        InlineKind::Image(image) => has_break(&image.alt),
        InlineKind::Break => true,
        InlineKind::FootnoteReference(_) | InlineKind::Comment(_) | InlineKind::Anchor(_) => false,
    })
}

/// Every line of the source, with the number of the line of the page that it stands on.
pub(super) fn pieces(content: &[Inline]) -> Vec<(String, u32)> {
    let mut out = Vec::new();
    if let [
        Inline {
            kind: InlineKind::Text(words),
            ..
        },
    ] = content
    {
        push_pieces(words, 0, &mut out);
        return out;
    }
    let mut number = 0;
    let mut line = String::with_capacity(text::length(content));
    for inline in content {
        match &inline.kind {
            InlineKind::Break => {
                push_pieces(&line, number, &mut out);
                line.clear();
                number += 1;
            }
            // Only here line breaks that mean nothing are told from blanks.
            InlineKind::Text(words) => line.push_str(words),
            _ => text::push_inlines(std::slice::from_ref(inline), &mut line),
        }
    }
    push_pieces(&line, number, &mut out);
    out
}

/// The lines of a line of the page that say something.
fn push_pieces(line: &str, number: u32, out: &mut Vec<(String, u32)>) {
    let mut rest = line;
    loop {
        let end = memchr::memchr(b'\n', rest.as_bytes());
        let words = text::one_line(&rest[..end.unwrap_or(rest.len())]);
        if !words.is_empty() {
            out.push((words, number));
        }
        let Some(end) = end else {
            return;
        };
        rest = &rest[end + 1..];
    }
}

/// The lines of a paragraph that say something: a line of the source is one of its own where it begins with a time as the first does,
/// and so is a time that has a line for itself.
pub(super) fn lines(content: &[Inline]) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut first = None;
    let mut open: Option<Line> = None;
    let mut pieces = pieces(content);
    // Mostly there is one, and nothing to tell it from.
    if pieces.len() == 1 {
        let only = pieces.pop();
        out.extend(only.map(|(words, number)| Line::new(words, number, false)));
        return out;
    }
    let is_timed = |words: &str| stamp(words).is_some_and(|found| found.time.is_some());
    let may_be_sentences = pieces.len() > 2 && pieces.iter().all(|(words, _)| is_timed(words));
    for (words, number) in pieces {
        let form = form(&words, may_be_sentences);
        let is_behind = open.as_ref().is_some_and(|line| line.number == number);
        if !is_behind {
            first = form;
        }
        match &mut open {
            Some(line) if is_behind && (form.is_none() || form != first) => {
                if line.is_label {
                    out.extend(open.replace(Line::new(words, number, false)));
                } else {
                    push_words(&mut line.words, &words);
                }
            }
            _ => {
                let is_label = form.is_some_and(|form| form.is_label);
                out.extend(open.replace(Line::new(words, number, is_label)));
            }
        }
    }
    out.extend(open);
    out
}

/// How a line begins with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Form {
    has_day: bool,
    has_time: bool,
    /// What sets the words off from it.
    sign: Option<char>,
    /// True where no words stand behind it.
    is_label: bool,
}

/// The form of a line; one that begins as sentences do has none, unless each line of its paragraph begins with a time.
fn form(words: &str, may_be_sentence: bool) -> Option<Form> {
    // An item whose mark is none of its syntax: `– 15:53: the pump runs again`.
    let words = words.trim_start_matches(['–', '—', '-', '•', '*', ' ']);
    let found = stamp(words).filter(|_| may_be_sentence || !begins_as_sentence(words))?;
    let sign = words[found.end..].trim_start().chars().next();
    Some(Form {
        has_day: found.day.is_some(),
        has_time: found.time.is_some(),
        sign: sign.filter(|c| !c.is_alphanumeric()),
        is_label: !words[found.rest..].contains(char::is_alphanumeric),
    })
}
