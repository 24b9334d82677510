//! Byte ranges in one source, and the way from a byte to the line and column that people read.

/// A byte range in one source: `start` is the first byte, `end` the byte after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
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

/// Where the lines of one text start: turns bytes into lines and columns, and lines into bytes. Asking takes the same short time
/// anywhere in the text, also in a line of millions of characters.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
    /// How many characters begin before each block of [`BLOCK`] bytes.
    characters: Vec<u32>,
}

/// Bytes between two counts of characters.
const BLOCK: usize = 1024;

impl LineIndex {
    /// The index of `text`, in one pass.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        let mut count = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            let before = count;
            count += beginning(block);
            before
        });
        Self {
            starts,
            len: text.len() as u32,
            characters: blocks.collect(),
        }
    }

    /// The line and column of a byte of `text`, which must be the text the index was made from.
    pub fn line_column(&self, text: &str, byte: u32) -> LineColumn {
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let before = self.characters_before(text, byte as usize);
        let start = self.characters_before(text, self.starts[line - 1] as usize);
        LineColumn {
            line,
            column: before.saturating_sub(start) as usize + 1,
        }
    }

    /// How many characters end at or before a byte.
    fn characters_before(&self, text: &str, byte: usize) -> u32 {
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let block = byte / BLOCK;
        let counted = self.characters.get(block).copied();
        match counted {
            Some(counted) => counted + beginning(&text.as_bytes()[block * BLOCK..byte]),
            // The text ends with its last block.
            None => self.characters.last().map_or(0, |counted| {
                counted + beginning(&text.as_bytes()[(block - 1) * BLOCK..byte])
            }),
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

/// How many characters begin in these bytes of a text.
fn beginning(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .map(|byte| u32::from(byte & 0xC0 != 0x80))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_across_blocks() {
        for text in [
            "é".repeat(2 * BLOCK) + "\n" + &"日a".repeat(BLOCK),
            "x".repeat(BLOCK),
            "x".repeat(BLOCK - 1) + "é" + &"\n".repeat(BLOCK),
            String::new(),
        ] {
            let index = LineIndex::new(&text);
            let (mut line, mut column) = (1, 1);
            for (byte, character) in text.char_indices().chain([(text.len(), ' ')]) {
                let expected = LineColumn { line, column };
                for inside in byte..(byte + character.len_utf8()).min(text.len() + 1) {
                    let place = index.line_column(&text, inside as u32);
                    assert_eq!(place, expected, "byte {inside}");
                }
                column += 1;
                if character == '\n' {
                    (line, column) = (line + 1, 1);
                }
            }
        }
    }

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
