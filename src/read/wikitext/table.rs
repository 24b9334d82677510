//! Tables: `{|`, rows at `|-`, cells at `|` and `!`, captions at `|+`.
//!
//! Takes the lines that concern a table one by one, gives the table. The blocks of a cell are gathered by a [`Flow`] of its own.

use std::ops::Range;

use super::Reading;
use super::element::attribute;
use super::flow::Flow;
use super::text::Text;
use crate::document::{Alignment, Block, BlockKind, Cell, Inline, InlineKind, Row, Table};

/// More columns or rows no cell spans.
const MOST_SPANNED: u16 = 1_000;

/// A table that is open.
#[derive(Debug)]
pub(super) struct Open {
    start: usize,
    indent: usize,
    caption: Vec<Inline>,
    rows: Vec<Row>,
    /// Where the row begins whose cells these are.
    row_start: usize,
    cells: Vec<Cell>,
    cell: Option<OpenCell>,
    /// What stands between the rows, where nothing should.
    strays: Flow,
}

#[derive(Debug)]
struct OpenCell {
    sign: u8,
    columns: u16,
    rows: u16,
    flow: Flow,
}

impl Open {
    pub(super) fn new(start: usize, indent: usize, _attributes: Range<usize>) -> Self {
        Self {
            start,
            indent,
            caption: Vec::new(),
            rows: Vec::new(),
            row_start: start,
            cells: Vec::new(),
            cell: None,
            strays: Flow::new(),
        }
    }

    /// How many colons stood before it.
    pub(super) fn indent(&self) -> usize {
        self.indent
    }

    /// Where lines and blocks go.
    pub(super) fn flow(&mut self) -> &mut Flow {
        match &mut self.cell {
            Some(cell) => &mut cell.flow,
            None => &mut self.strays,
        }
    }

    /// Takes the rest of a line that begins with the sign of a cell.
    pub(super) fn cells(
        &mut self,
        reading: &mut Reading<'_>,
        text: &Text<'_>,
        sign: u8,
        line: Range<usize>,
    ) {
        let bytes = text.words.as_bytes();
        let mut from = line.start;
        let mut at = line.start;
        loop {
            let is_end = at + 1 >= line.end;
            let is_border = !is_end
                && bytes[at] == bytes[at + 1]
                && (bytes[at] == b'|' || (bytes[at] == b'!' && sign == b'!'));
            if is_border || is_end {
                let end = if is_border { at } else { line.end };
                self.open_cell(reading, text, sign, from..end);
                if is_end {
                    return;
                }
                at += 2;
                from = at;
            } else {
                at += 1;
            }
        }
    }

    fn open_cell(
        &mut self,
        reading: &mut Reading<'_>,
        text: &Text<'_>,
        sign: u8,
        range: Range<usize>,
    ) {
        self.close_cell(reading, text);
        if sign != b'+'
            && self.cells.is_empty()
            && self.rows.is_empty()
            && self.row_start == self.start
        {
            self.row_start = range.start;
        }
        let words = &text.words[range.clone()];
        let mut content = range.clone();
        let (mut columns, mut rows) = (1, 1);
        if let Some(bar) = words.find('|')
            && let attributes = &words[..bar]
            && are_attributes(attributes)
        {
            content.start += bar + 1;
            let span = |name| {
                attribute(attributes, name)
                    .and_then(|value| value.trim().parse::<u16>().ok())
                    .map_or(1, |value| value.clamp(1, MOST_SPANNED))
            };
            (columns, rows) = (span("colspan"), span("rowspan"));
        }
        let mut flow = Flow::new();
        flow.first_line(reading, text, content);
        self.cell = Some(OpenCell {
            sign,
            columns,
            rows,
            flow,
        });
    }

    fn close_cell(&mut self, reading: &mut Reading<'_>, text: &Text<'_>) {
        let Some(cell) = self.cell.take() else { return };
        let blocks = cell.flow.finish(reading, text);
        if cell.sign == b'+' {
            caption(blocks, &mut self.caption);
            return;
        }
        self.cells.push(Cell {
            header: cell.sign == b'!',
            columns: cell.columns,
            rows: cell.rows,
            blocks,
        });
    }

    /// Ends the row; the next begins at a byte.
    pub(super) fn close_row(&mut self, reading: &mut Reading<'_>, text: &Text<'_>, at: usize) {
        self.close_cell(reading, text);
        let cells = std::mem::take(&mut self.cells);
        let start = std::mem::replace(&mut self.row_start, at);
        if cells.is_empty() {
            return;
        }
        let is_first = self.rows.iter().all(|row| row.header);
        let end = text.words[..at].trim_end().len().max(start);
        self.rows.push(Row {
            span: text.span(start..end),
            header: is_first && cells.iter().all(|cell| cell.header),
            cells,
        });
    }

    /// What stood between the rows, and the table.
    pub(super) fn finish(
        mut self,
        reading: &mut Reading<'_>,
        text: &Text<'_>,
        end: usize,
    ) -> (Vec<Block>, Block) {
        self.close_row(reading, text, end);
        let span = text.span(self.start..end);
        let mut rows = self.rows;
        if rows.is_empty() {
            rows.push(Row {
                span,
                header: false,
                cells: vec![Cell {
                    header: false,
                    columns: 1,
                    rows: 1,
                    blocks: Vec::new(),
                }],
            });
        }
        let width = |row: &Row| row.cells.iter().map(|cell| usize::from(cell.columns)).sum();
        let columns: usize = rows.iter().map(width).max().unwrap_or(0);
        let table = Table {
            caption: self.caption,
            alignments: vec![Alignment::None; columns],
            rows,
        };
        let strays = if self.strays.is_empty() {
            Vec::new()
        } else {
            self.strays.finish(reading, text)
        };
        (strays, Block::new(span, BlockKind::Table(Box::new(table))))
    }
}

/// True for what sets a cell; anything else before a bar is words that must not be lost.
fn are_attributes(words: &str) -> bool {
    let trimmed = words.trim();
    !words.contains("[[")
        && (trimmed.is_empty() || trimmed.contains('=') || trimmed.eq_ignore_ascii_case("nowrap"))
}

/// Blocks of a caption as its words.
fn caption(blocks: Vec<Block>, out: &mut Vec<Inline>) {
    for block in blocks {
        if !out.is_empty() {
            out.push(Inline::new(block.span, InlineKind::Break));
        }
        match block.kind {
            BlockKind::Paragraph(content) => out.extend(content),
            kind => {
                let words = crate::document::text::of_blocks(&[Block::new(block.span, kind)]);
                out.push(Inline::text(block.span, words));
            }
        }
    }
}
