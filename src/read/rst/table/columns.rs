//! Lines by columns as people see them: a wide character takes two, one that joins another none.

use unicode_width::UnicodeWidthChar as _;

use crate::read::rst::lines::Line;

/// A line of a drawn table.
pub(super) struct Columns {
    line: Line,
    /// Where each column begins, where not every character is a byte and a column.
    bytes: Option<Vec<u32>>,
}

impl Columns {
    pub(super) fn of(text: &str, line: Line) -> Self {
        let words = &text[line.start..line.end.max(line.start)];
        if words.is_ascii() {
            return Self { line, bytes: None };
        }
        let mut bytes = Vec::with_capacity(words.len());
        for (at, c) in words.char_indices() {
            let place = (line.start + at) as u32;
            bytes.extend(std::iter::repeat_n(place, c.width().unwrap_or(0)));
        }
        Self {
            line,
            bytes: Some(bytes),
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        match &self.bytes {
            None => self.line.end.saturating_sub(self.line.start),
            Some(bytes) => bytes.len(),
        }
    }

    /// The byte of the text at which a column begins; the end of the line behind the last.
    pub(super) fn byte(&self, column: usize) -> usize {
        let end = self.line.end.max(self.line.start);
        match &self.bytes {
            None => (self.line.start + column).min(end),
            Some(bytes) => bytes.get(column).map_or(end, |byte| *byte as usize),
        }
    }

    /// The sign in a column: a blank behind the last, and a letter for what is not ASCII.
    pub(super) fn sign(&self, text: &str, column: usize) -> u8 {
        if column >= self.count() {
            return b' ';
        }
        let byte = text.as_bytes()[self.byte(column)];
        if byte.is_ascii() { byte } else { b'x' }
    }
}
