//! Byte ranges in one source, and the way from a byte to the line and column that people read.

use serde::{Deserialize, Serialize};

/// A byte range in one source: `start` is the first byte, `end` the byte after the last.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`; an `end` before `start` is taken as `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX).max(start);
        Self { start, end }
    }

    /// The span as a range of `usize`, to cut a text with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text of the span, empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// A place as people name it: both numbers start at 1, the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Where the lines of one text start: turns bytes into lines and columns, and lines into bytes.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
}

impl LineIndex {
    /// The index of `text`, in one pass.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        Self {
            starts,
            len: text.len() as u32,
        }
    }

    /// The line and column of a byte of `text`, which must be the text the index was made from.
    pub fn line_column(&self, text: &str, byte: u32) -> LineColumn {
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let start = self.starts[line - 1] as usize;
        let before = text.get(start..byte as usize).unwrap_or("");
        LineColumn {
            line,
            column: before.chars().count() + 1,
        }
    }

    /// The byte at which a line starts (lines from 1); the end of the text for a line beyond it.
    pub fn line_start(&self, line: usize) -> usize {
        self.starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(self.len) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters() {
        let text = "one\nzwölf\n\nend";
        let index = LineIndex::new(text);
        let at = |needle: &str| {
            let byte = text.find(needle).expect("the needle is in the text") as u32;
            let place = index.line_column(text, byte);
            (place.line, place.column)
        };
        assert_eq!(at("one"), (1, 1));
        assert_eq!(at("lf"), (2, 4));
        assert_eq!(at("end"), (4, 1));
        assert_eq!(index.line_start(2), 4);
        assert_eq!(index.line_start(99), text.len());
    }
}
