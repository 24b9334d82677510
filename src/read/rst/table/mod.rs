//! Tables: drawn as grids, drawn with rules, listed, and as values parted by commas. Here is what they share.

mod columns;
mod csv;
mod grid;
mod list;
mod simple;

use super::Reading;
use super::body::Body;
use super::directive::Call;
use super::flow::Flow;
use super::lines::Line;
use super::literal;
use super::text::Text;
use crate::document::{Block, BlockKind, Cell, Inline, Row, Table};
use crate::source::Span;

/// A cell before its content is read.
struct Draft {
    lines: Vec<Line>,
    columns: usize,
    rows: usize,
}

/// A row before its cells are read.
struct DraftRow {
    span: Span,
    cells: Vec<Draft>,
}

/// Why a table cannot be read.
struct Fault(&'static str);

impl Reading<'_> {
    /// A table of drafts; the first rows are its head, the first columns name the rows.
    fn table(
        &mut self,
        text: &Text<'_>,
        rows: Vec<DraftRow>,
        (head, stubs): (usize, usize),
        caption: Vec<Inline>,
    ) -> BlockKind {
        let rows = rows.into_iter().enumerate().map(|(at, row)| {
            let header = at < head;
            let mut column = 0;
            let cells = row.cells.into_iter().map(|draft| {
                let is_stub = column < stubs;
                column += draft.columns;
                Cell {
                    header: header || is_stub,
                    columns: u16::try_from(draft.columns).unwrap_or(u16::MAX),
                    rows: u16::try_from(draft.rows).unwrap_or(u16::MAX),
                    blocks: self.inside(text, &draft.lines),
                }
            });
            let cells = cells.collect();
            Row {
                span: row.span,
                header,
                cells,
            }
        });
        let rows = rows.collect();
        BlockKind::Table(Box::new(Table {
            caption,
            alignments: Vec::new(),
            rows,
        }))
    }

    /// What comes behind a table: a blank line, or a note. One that could not be read is shown as source.
    fn end_table(
        &mut self,
        read: Result<(), Fault>,
        body: Body<'_>,
        (from, end): (usize, usize),
        flow: &mut Flow,
    ) -> usize {
        match read {
            Ok(()) => {
                if !body.is_blank(end) {
                    self.note_unfinished("a table", body.text, body.lines, end);
                }
                end
            }
            Err(fault) => self.broken_table(body, (from, end), &fault, flow),
        }
    }

    /// Lines that look like a table and are none: shown as they are, and told.
    fn broken_table(
        &mut self,
        body: Body<'_>,
        (from, to): (usize, usize),
        fault: &Fault,
        flow: &mut Flow,
    ) -> usize {
        let lines = &body.lines[from..to];
        let span = body.text.span_of(lines);
        self.warn(
            "malformed-markup",
            format!("this is no table: {}", fault.0),
            span,
            "line its borders up, and leave a blank line behind it",
        );
        flow.push(span, literal::code(body.text, lines, None));
        to
    }

    /// `.. table:: caption` around a table.
    pub(super) fn titled_table(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let caption = self.inlines(&call.text.joined(&call.parts.argument));
        let mut blocks = self.inside(call.text, &call.parts.content);
        let table = blocks.iter_mut().find_map(|block| match &mut block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
        match table {
            Some(table) => table.caption = caption,
            None if caption.is_empty() => {}
            None => blocks.insert(0, Block::new(call.span, BlockKind::Paragraph(caption))),
        }
        flow.extend(blocks);
    }
}

/// The lines of a cell without the indent they share.
fn dedented(text: &str, mut lines: Vec<Line>) -> Vec<Line> {
    let written = lines.iter().filter(|line| !line.is_blank());
    let least = written
        .map(|line| super::lines::indent(text, *line))
        .min()
        .unwrap_or(0);
    for line in &mut lines {
        *line = line.from(least);
    }
    while lines.last().is_some_and(|line| line.is_blank()) {
        lines.pop();
    }
    lines
}

/// A part of a line without blanks at its end.
fn cut(text: &str, start: usize, end: usize) -> Line {
    let length = text[start..end.max(start)].trim_end().len();
    Line {
        start,
        end: start + length,
    }
}
