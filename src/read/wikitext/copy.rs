//! Copies of wiki pages that were saved as text: headings between equals signs and bullets as in the wiki, but tables as cells
//! parted by tabs and padded with blanks, cells that spanned columns repeated in each, and files by their bare names.
//!
//! Takes the text, gives the tables among its lines, or nothing where it is no such copy. A text with any other mark of a wiki
//! is its source and no copy.

use std::ops::Range;

use super::Reading;
use super::flow::Flow;
use super::heading::heading;
use super::text::Text;
use crate::document::{Block, BlockKind, Cell, Row, Table};

/// What only the source of a page has.
const MARKS: [&str; 4] = ["[[", "{{", "{|", "'''"];

/// The last cell of a row may go on over so many lines.
const MOST_LINES: usize = 50;

/// What is known of a copy: its tables, in order.
#[derive(Debug)]
pub(super) struct Copy {
    tables: Vec<Option<Copied>>,
    /// Which table is the next.
    next: usize,
}

/// A table of a copy.
#[derive(Debug)]
pub(super) struct Copied {
    range: Range<usize>,
    rows: Vec<CopiedRow>,
}

#[derive(Debug)]
struct CopiedRow {
    /// The bytes between the tabs.
    cells: Vec<Range<usize>>,
    /// The lines that its last cell goes on over.
    rest: Range<usize>,
}

impl Copy {
    /// What is known of a text that is a copy of a page.
    pub(super) fn of(text: &Text<'_>) -> Option<Self> {
        let words = &*text.words;
        if memchr::memchr(b'\t', words.as_bytes()).is_none() && !words.contains("File:") {
            return None;
        }
        let is_source = MARKS.iter().any(|mark| words.contains(mark));
        let has_heading = || words.lines().any(|line| heading(line).is_some());
        if is_source || !has_heading() {
            return None;
        }
        Some(Self {
            tables: tables(words).into_iter().map(Some).collect(),
            next: 0,
        })
    }

    /// The table that begins there, and the byte behind its lines.
    pub(super) fn table(&mut self, at: usize) -> Option<(Copied, usize)> {
        let table = self.tables.get_mut(self.next)?;
        if table.as_ref()?.range.start != at {
            return None;
        }
        self.next += 1;
        let table = table.take()?;
        let end = table.range.end;
        Some((table, end))
    }
}

/// The tables among some lines: two rows and more of as many cells.
fn tables(words: &str) -> Vec<Copied> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', words.as_bytes()).chain([words.len()]) {
        lines.push(start..end);
        start = end + 1;
    }
    let has_tab = |line: &Range<usize>| words[line.clone()].contains('\t');
    let mut out = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if !has_tab(&lines[at]) {
            at += 1;
            continue;
        }
        let first = at;
        let width = cells(words, &lines[at]).len();
        let mut rows: Vec<CopiedRow> = Vec::new();
        while let Some(line) = lines.get(at)
            && has_tab(line)
        {
            let row = cells(words, line);
            if row.len() != width {
                break;
            }
            let is_open = row
                .last()
                .is_some_and(|last| words[last.clone()].trim().is_empty());
            at += 1;
            let rest_start = at;
            if is_open && lines.get(at).is_some_and(|line| !has_tab(line)) {
                // The last cell goes on where another row of the table follows.
                let behind = lines[at..]
                    .iter()
                    .take(MOST_LINES)
                    .take_while(|line| !has_tab(line) && heading(&words[(*line).clone()]).is_none())
                    .count();
                let follows = lines
                    .get(at + behind)
                    .is_some_and(|line| has_tab(line) && cells(words, line).len() == width);
                if follows {
                    at += behind;
                }
            }
            let rest = match (lines.get(rest_start), at > rest_start) {
                (Some(first), true) => first.start..lines[at - 1].end,
                _ => line.end..line.end,
            };
            rows.push(CopiedRow { cells: row, rest });
        }
        if rows.len() > 1 {
            let range = lines[first].start..lines.get(at).map_or(words.len(), |line| line.start);
            out.push(Copied { range, rows });
        }
        at = at.max(first + 1);
    }
    out
}

fn cells(words: &str, line: &Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = line.start;
    let tabs = memchr::memchr_iter(b'\t', words[line.clone()].as_bytes());
    for end in tabs.map(|tab| line.start + tab).chain([line.end]) {
        out.push(from..end);
        from = end + 1;
    }
    out
}

impl Reading<'_> {
    /// A table of a copy as a block.
    pub(super) fn copied_table(&mut self, text: &Text<'_>, table: Copied) -> Block {
        let end = text.trimmed(table.range.clone()).end;
        let span = text.span(table.range.start..end);
        let mut rows = Vec::with_capacity(table.rows.len());
        for (number, row) in table.rows.into_iter().enumerate() {
            let end = row.rest.end;
            let start = row.cells.first().map_or(end, |cell| cell.start);
            let blank = |cell: &Range<usize>| text.words[cell.clone()].trim().is_empty();
            // The corner of a table with headings on two sides is empty.
            let is_header = number == 0
                && row.cells.len() > 1
                && blank(&row.cells[0])
                && !row.cells[1..].iter().any(blank);
            let mut cells: Vec<Cell> = Vec::new();
            let mut last = "";
            for cell in row.cells {
                let range = text.trimmed(cell);
                let words = &text.words[range.clone()];
                let is_repeated = words == last && words.contains(char::is_alphabetic);
                last = words;
                if is_repeated && let Some(before) = cells.last_mut() {
                    before.columns += 1;
                    continue;
                }
                let content = self.inlines(text, range.clone());
                let blocks = if content.is_empty() {
                    Vec::new()
                } else {
                    vec![Block::new(text.span(range), BlockKind::Paragraph(content))]
                };
                cells.push(Cell {
                    header: is_header,
                    columns: 1,
                    rows: 1,
                    blocks,
                });
            }
            if let Some(last) = cells.last_mut().filter(|_| !row.rest.is_empty()) {
                last.blocks.extend(self.lines(text, row.rest));
            }
            let end = text.words[..end].trim_end().len().max(start);
            rows.push(Row {
                span: text.span(start..end),
                header: is_header,
                cells,
            });
        }
        let table = Table {
            caption: Vec::new(),
            alignments: Vec::new(),
            rows,
        };
        Block::new(span, BlockKind::Table(Box::new(table)))
    }

    /// Some lines of a text as blocks.
    fn lines(&mut self, text: &Text<'_>, range: Range<usize>) -> Vec<Block> {
        let mut flow = Flow::new();
        let mut start = range.start;
        let breaks = memchr::memchr_iter(b'\n', text.words[range.clone()].as_bytes());
        for end in breaks.map(|at| range.start + at).chain([range.end]) {
            // Every bullet has a blank line behind it, which parted nothing on the page.
            let rest = text.words[start..range.end].trim_start();
            let is_blank = text.words[start..end].trim().is_empty();
            if !(is_blank && rest.starts_with('*')) {
                flow.line(self, text, start..end);
            }
            start = end + 1;
        }
        flow.finish(self, text)
    }

    /// A line of a copy that is the name of a file.
    pub(super) fn copied_file(&self, text: &Text<'_>, line: Range<usize>) -> Option<Block> {
        self.copy.as_ref()?;
        let words = text.words[line.clone()].trim();
        if !words.contains(':') || words.len() > 255 {
            return None;
        }
        let span = text.span(text.trimmed(line));
        let image = Self::bare_file(words, span)?;
        Some(Block::new(span, BlockKind::Paragraph(vec![image])))
    }
}
