//! Where markup stands in the source: its lines may be set in, or stand behind the marks of quotes and lists, which the outer
//! syntax took away.
//!
//! Takes the lines of some markup with their places, gives the byte of the source for a byte of the markup. Where a line is not
//! in the source as it is, everything in it is placed at its beginning: a place may be rough, but never inside a character.

use crate::source::Span;

/// One line of markup in the source.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct MarkupLine {
    /// Where it begins.
    start: usize,
    /// How many of its bytes stand there as they are: all or none.
    length: usize,
}

impl MarkupLine {
    /// The place of a line that should begin at a byte of the source.
    pub(in crate::read) fn new(line: &str, start: usize, source: &str) -> Self {
        let is_there = source
            .get(start..)
            .is_some_and(|rest| rest.starts_with(line));
        if is_there {
            let length = line.len();
            return Self { start, length };
        }
        let start = (0..=start.min(source.len()))
            .rev()
            .find(|at| source.is_char_boundary(*at))
            .unwrap_or(0);
        Self { start, length: 0 }
    }
}

/// The places of bytes of some markup, asked for in their order.
pub(super) struct Places<'m> {
    markup: &'m str,
    lines: &'m [MarkupLine],
    span: Span,
    /// The line that was last asked for: its number from 0 and where it begins in the markup.
    line: usize,
    begin: usize,
    /// How far line breaks were looked for.
    seen: usize,
}

impl<'m> Places<'m> {
    pub(super) fn new(markup: &'m str, lines: &'m [MarkupLine], span: Span) -> Self {
        Self {
            markup,
            lines,
            span,
            line: 0,
            begin: 0,
            seen: 0,
        }
    }

    /// The byte of the source; `at` is never less than the last time.
    pub(super) fn byte(&mut self, at: usize) -> usize {
        let since = self.markup.as_bytes().get(self.seen..at).unwrap_or(&[]);
        for newline in memchr::memchr_iter(b'\n', since) {
            self.line += 1;
            self.begin = self.seen + newline + 1;
        }
        self.seen = self.seen.max(at);
        match self.lines.get(self.line) {
            Some(line) => line.start + (at - self.begin).min(line.length),
            None if self.line == 0 => (self.span.start as usize + at).min(self.span.end as usize),
            None => self.span.start as usize,
        }
    }
}
