//! Lines of a text as pairs of bytes, each with how far in it stands: a body is a list of them, and no line is ever copied.

use crate::source::Span;

/// Tabs lead to the next multiple of so many columns.
const TAB: usize = 8;

/// A line without its indent and without blanks at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// Its first byte that is no blank.
    pub(super) start: usize,
    /// The byte behind its last.
    pub(super) end: usize,
    /// In which column it begins, inside the body it stands in.
    pub(super) indent: usize,
}

impl Line {
    /// True where nothing is written.
    pub(super) fn is_blank(self) -> bool {
        self.start == self.end
    }

    /// The words of the line.
    pub(super) fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    pub(super) fn span(self) -> Span {
        Span::new(self.start, self.end)
    }

    /// The line so many columns less far in.
    #[must_use]
    pub(super) fn less(self, columns: usize) -> Self {
        Self {
            indent: self.indent.saturating_sub(columns),
            ..self
        }
    }
}

/// All lines of a text from a byte on.
pub(super) fn split(text: &str, from: usize) -> Vec<Line> {
    let mut out = Vec::with_capacity((text.len() - from) / 40);
    let mut start = from;
    for end in memchr::memchr_iter(b'\n', &text.as_bytes()[from..])
        .map(|at| from + at)
        .chain([text.len()])
    {
        out.push(line(text, start, end));
        start = end + 1;
    }
    out
}

/// The line that stands between two bytes.
pub(super) fn line(text: &str, start: usize, end: usize) -> Line {
    let whole = &text[start..end];
    let mut indent = 0;
    let mut begin = start;
    for sign in whole.chars() {
        match sign {
            '\t' => indent = (indent / TAB + 1) * TAB,
            _ if sign.is_whitespace() => indent += 1,
            _ => break,
        }
        begin += sign.len_utf8();
    }
    Line {
        start: begin,
        // A line of blanks begins and ends behind them.
        end: begin.max(start + whole.trim_end().len()),
        indent,
    }
}

/// From the first words of some lines to the last; `None` where all are blank.
pub(super) fn span(lines: &[Line]) -> Option<Span> {
    let first = lines.iter().find(|line| !line.is_blank())?;
    let last = lines.iter().rev().find(|line| !line.is_blank())?;
    Some(Span::new(first.start, last.end))
}

/// The lines without blank ones at their ends.
pub(super) fn trimmed(mut lines: &[Line]) -> &[Line] {
    while let [rest @ .., last] = lines
        && last.is_blank()
    {
        lines = rest;
    }
    while let [first, rest @ ..] = lines
        && first.is_blank()
    {
        lines = rest;
    }
    lines
}
