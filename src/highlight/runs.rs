//! Runs of one class, gathered from the beginning of a text to its end.
//!
//! Takes ranges of bytes, gives runs that are as few as can be: neighbours of one class are one run, also where only blanks stand
//! between them. Where code is so dense that its marks would be several times its size, the less telling ones go.

use std::ops::Range;
use std::sync::Arc;

use super::Class;

/// A run of bytes of one class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What it is.
    pub class: Class,
}

/// The bytes of the marks around a run on a page.
const MARKS: usize = r#"<span class="k"></span>"#.len();
/// With its marks code is at most so many times its size,
const LARGEST: usize = 4;
/// but for so many bytes, so that a line or two keep their marks.
const SMALL: usize = 400;

/// Runs being gathered.
#[derive(Debug, Default)]
pub(super) struct Runs {
    list: Vec<Run>,
}

impl Runs {
    /// Adds a range that lies behind all others; an empty one, or one that does not, is left out.
    pub(super) fn push(&mut self, text: &str, range: Range<usize>, class: Class) {
        let from = self.list.last().map_or(0, |last| last.end as usize);
        let is_next = range.start >= from && range.start < range.end;
        let Some(words) = text.get(range.clone()).filter(|_| is_next) else {
            return;
        };
        if words.trim().is_empty() {
            return;
        }
        let blanks = words.len() - words.trim_start().len();
        let range = range.start + blanks..range.start + words.trim_end().len();
        let (start, end) = (range.start as u32, range.end as u32);
        match self.list.last_mut() {
            Some(last) if last.class == class && text[from..range.start].trim().is_empty() => {
                last.end = end;
            }
            _ => self.list.push(Run { start, end, class }),
        }
    }

    /// The runs that the text shall have.
    pub(super) fn finish(mut self, text: &str) -> Arc<[Run]> {
        if !self.fits(text) {
            // What stands by itself tells less of code than its words, comments and texts do.
            self.list.retain(|run| {
                !matches!(
                    run.class,
                    Class::Number
                        | Class::Type
                        | Class::Function
                        | Class::Property
                        | Class::Variable
                )
            });
        }
        if !self.fits(text) {
            self.list.clear();
        }
        self.list.into()
    }

    fn fits(&self, text: &str) -> bool {
        self.list.len() * MARKS <= (LARGEST - 1) * text.len() + SMALL
    }
}
