//! Lines as pairs of bytes of the source, bodies as runs of them, and where what was begun may end.
//!
//! Takes a range of a text, gives its lines. Marks that end something are looked up, never searched: what is never closed costs no
//! second walk. It does not know what lines mean.

use std::collections::HashMap;
use std::ops::Range;

/// A line without the blanks at its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Its first byte.
    pub(super) start: usize,
    /// The byte behind its last.
    pub(super) end: usize,
}

/// The lines of the source, or of a text that stands in it.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) lines: Vec<Line>,
    /// The lines of each mark that ends something, in their order.
    ends: HashMap<String, Vec<usize>>,
}

impl Part {
    /// The lines of a range of a text.
    pub(super) fn new(text: &str, range: Range<usize>) -> Self {
        let mut lines = Vec::with_capacity(range.len() / 40);
        let mut ends: HashMap<String, Vec<usize>> = HashMap::new();
        let bytes = &text.as_bytes()[range.clone()];
        let mut start = range.start;
        for end in memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]) {
            let end = range.start + end;
            let words = text[start..end].trim_end();
            if let Some(mark) = end_mark(words) {
                ends.entry(mark).or_default().push(lines.len());
            }
            lines.push(Line {
                start,
                end: start + words.len(),
            });
            start = end + 1;
        }
        Self { lines, ends }
    }

    /// The first of these lines that bears that mark.
    pub(super) fn end(&self, mark: &str, from: usize, to: usize) -> Option<usize> {
        let lines = self.ends.get(mark)?;
        let next = lines.partition_point(|line| *line < from);
        lines.get(next).copied().filter(|line| *line < to)
    }
}

/// What a line ends, in lower case: `#+end_src`, `#+end:`, `:end:`, `\end{align}`.
fn end_mark(line: &str) -> Option<String> {
    let line = line.trim_start();
    let is = |mark: &str| {
        line.get(..mark.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(mark))
    };
    if is("#+end") {
        let word = line.split_whitespace().next().unwrap_or("");
        (word.len() == line.len() && word.len() > "#+end".len()).then(|| word.to_lowercase())
    } else if is(":end:") && line.len() == ":end:".len() {
        Some(":end:".to_owned())
    } else if let Some(rest) = line.strip_prefix("\\end{") {
        // What stands behind it is a part of the formula.
        let name = rest.split('}').next().unwrap_or("");
        (name.len() < rest.len()).then(|| format!("\\end{{{}}}", name.to_lowercase()))
    } else {
        None
    }
}

/// A run of lines that belong to something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body<'p> {
    pub(super) part: &'p Part,
    /// The first line.
    pub(super) from: usize,
    /// The line behind the last.
    pub(super) to: usize,
    /// Where its words begin in the first line, if something stands before them.
    pub(super) first: Option<usize>,
}

impl<'p> Body<'p> {
    /// Whole lines.
    pub(super) fn of(part: &'p Part, from: usize, to: usize) -> Self {
        Self {
            part,
            from,
            to,
            first: None,
        }
    }

    /// The bytes of a line.
    pub(super) fn line(&self, at: usize) -> Range<usize> {
        let line = self.part.lines[at];
        match self.first {
            Some(first) if at == self.from => first.min(line.end)..line.end,
            _ => line.start..line.end,
        }
    }

    /// The words of a line.
    pub(super) fn words<'t>(&self, text: &'t str, at: usize) -> &'t str {
        text.get(self.line(at)).unwrap_or("")
    }

    /// The bytes from the first to the last word; lines `from..to` hold at least one.
    pub(super) fn range(&self, text: &str) -> Range<usize> {
        if self.from >= self.to {
            let at = self.first.unwrap_or(0);
            return at..at;
        }
        self.range_of(text, self.from, self.to)
    }

    /// The bytes of some of its lines, without blanks around them.
    pub(super) fn range_of(&self, text: &str, from: usize, to: usize) -> Range<usize> {
        let start = self.line(from).start;
        let end = self.line(to.max(from + 1) - 1).end.max(start);
        trimmed(text, start..end)
    }
}

/// A range without the blanks around its words.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + words.len() - words.trim_start().len();
    let end = range.start + words.trim_end().len();
    start..end.max(start)
}

/// Columns from one stop of a tab to the next.
const TAB: usize = 8;

/// How far in a line stands, in columns.
pub(super) fn indent(line: &str) -> usize {
    let mut columns = 0;
    for byte in line.bytes() {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += TAB - columns % TAB,
            _ => break,
        }
    }
    columns
}
