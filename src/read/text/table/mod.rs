//! Tables, where it is certain that they are: drawn with bars, parted by tabs, or aligned by blanks.
//!
//! Takes lines that stand together. What only may be a table keeps its columns as preformatted text.

mod columns;
mod pipes;

use super::Reading;
use super::clock;
use super::inline::push_words;
use super::lines::{Line, line as line_between, span};
use super::shape::marker;
use crate::document::{Alignment, Block, BlockKind, Cell, Inline, InlineKind, Row, Table};
use crate::source::Span;

/// A row: the parts of the text that its cells are made of. A cell of several lines has several.
struct Parts {
    span: Span,
    cells: Vec<Vec<Span>>,
}

impl Reading<'_> {
    /// Reads the table that lines which stand together make; gives the line behind it.
    pub(super) fn table(
        &mut self,
        lines: &[Line],
        at: usize,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        let together = lines[at..].iter().take_while(|line| !line.is_blank());
        let block = &lines[at..at + together.count()];
        if block.len() < 2 {
            return None;
        }
        if let Some((rows, used)) = pipes::rows(self.text, block) {
            match rows {
                Some((rows, has_head)) => self.push_table(&rows, has_head, out),
                None => self.push_code(&block[..used], out),
            }
            return Some(at + used);
        }
        if let Some(rows) = columns::by_tabs(self.text, block) {
            let has_head = is_head(self.text, &rows);
            self.push_table(&rows, has_head, out);
            return Some(at + block.len());
        }
        if let Some((rows, used)) = columns::by_rule(self.text, block) {
            self.push_table(&rows, true, out);
            return Some(at + used);
        }
        let words = block[0].of(self.text);
        if marker(words).is_some() || clock::clock(words).is_some() {
            return None;
        }
        if let Some(rows) = columns::by_blanks(self.text, block) {
            let has_head = is_head(self.text, &rows);
            self.push_table(&rows, has_head, out);
            return Some(at + block.len());
        }
        if columns::are_drawn(self.text, block) {
            self.push_code(block, out);
            return Some(at + block.len());
        }
        None
    }

    fn push_table(&self, rows: &[Parts], has_head: bool, out: &mut Vec<Block>) {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return;
        };
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let table = Table {
            caption: Vec::new(),
            alignments: vec![Alignment::None; columns],
            rows: rows
                .iter()
                .enumerate()
                .map(|(number, row)| {
                    let header = has_head && number == 0;
                    Row {
                        span: row.span,
                        header,
                        cells: row
                            .cells
                            .iter()
                            .map(|parts| self.cell(parts, header))
                            .collect(),
                    }
                })
                .collect(),
        };
        let whole = first.span.join(last.span);
        out.push(Block::new(whole, BlockKind::Table(Box::new(table))));
    }

    fn cell(&self, parts: &[Span], header: bool) -> Cell {
        let mut content: Vec<Inline> = Vec::new();
        for part in parts.iter().filter(|part| part.start < part.end) {
            if let Some(last) = content.last() {
                let gap = Span::new(last.span.end as usize, last.span.end as usize);
                content.push(Inline::new(gap, InlineKind::Break));
            }
            push_words(self.text, part.range(), &mut content);
        }
        let blocks = match (content.first(), content.last()) {
            (Some(first), Some(last)) => {
                let whole = first.span.join(last.span);
                vec![Block::new(whole, BlockKind::Paragraph(content))]
            }
            _ => Vec::new(),
        };
        Cell {
            header,
            columns: 1,
            rows: 1,
            blocks,
        }
    }
}

/// The part of a text between two bytes, without white space around it.
fn part(text: &str, start: usize, end: usize) -> Span {
    line_between(text, start, end).span()
}

/// Where a line stands.
fn place(line: Line) -> Span {
    span(&[line]).unwrap_or_default()
}

/// True where the first row names the columns: it has no figures, and others have.
fn is_head(text: &str, rows: &[Parts]) -> bool {
    let has_figure = |row: &Parts| {
        row.cells
            .iter()
            .flatten()
            .any(|part| part.of(text).bytes().any(|byte| byte.is_ascii_digit()))
    };
    rows.len() > 1
        && !has_figure(&rows[0])
        && rows[0]
            .cells
            .iter()
            .all(|cell| cell.iter().any(|part| part.start < part.end))
        && rows[1..].iter().all(has_figure)
}
