//! Tables: cells between signs, or values parted by commas or colons, put in rows by the number of columns.

mod cell;
mod column;
mod separated;

use super::Reading;
use super::attributes_of_blocks::BlockAttributes;
use super::body::Body;
use super::flow::Flow;
use super::paragraph::broken;
use crate::document::{
    Block, BlockKind, Cell as TableCell, Code, Inline, InlineKind, Row, Style, Table,
};
use crate::read::rst::Line;
use crate::source::Span;

use cell::{Cell, Words};
use column::{Column, columns};

/// A table has no more columns.
const MOST: usize = 1_000;

impl Reading<'_> {
    /// The table whose lines these are; the sign is that of the line that begins it.
    pub(super) fn table(
        &mut self,
        lines: &[Line],
        sign: u8,
        span: Span,
        said: &BlockAttributes,
        flow: &mut Flow,
    ) {
        self.place(said, flow);
        let caption = self.title_of(said).unwrap_or_default();
        let format = match (said.named("format"), sign) {
            (Some(format), _) => format,
            (None, b',') => "csv",
            (None, b':') => "dsv",
            (None, _) => "psv",
        };
        let usual = match format {
            "csv" => ",",
            "tsv" => "\t",
            "dsv" => ":",
            _ if sign == b'!' => "!",
            _ => "|",
        };
        let separator = match said.named("separator").filter(|own| !own.is_empty()) {
            Some("\\t") => "\t",
            Some(own) => own,
            None => usual,
        };
        let first = lines.iter().position(|line| !line.is_blank());
        // A blank line right behind the first makes that the header.
        let is_implicit = first == Some(0) && lines.get(1).is_some_and(|line| line.is_blank());
        let mut cells = match format {
            "csv" | "tsv" => separated::quoted(self.text, lines, separator),
            "dsv" => separated::plain(self.text, lines, separator),
            _ => cell::cells(self.text, lines, separator),
        };
        let mut columns = said.named("cols").map_or_else(Vec::new, columns);
        if columns.is_empty() {
            // As many as the first line has.
            let end = first.map_or(0, |first| lines[first].end);
            let count = cells.iter().take_while(|cell| cell.start <= end);
            let count: usize = count.map(|cell| cell.columns as usize).sum();
            columns = vec![Column::default(); count.clamp(1, MOST)];
        }
        let is_header = said.has_option("header")
            || is_implicit && !said.has_option("noheader") && cells.len() >= columns.len();
        let mut rows: Vec<Row> = Vec::new();
        // How many more rows a cell above takes, by column.
        let mut taken = vec![0_u16; columns.len()];
        let mut cells = cells.drain(..).peekable();
        while cells.peek().is_some() {
            let header = is_header && rows.is_empty();
            let row = self.row(&mut cells, &columns, &mut taken, header);
            rows.push(row);
        }
        let table = Table {
            caption,
            alignments: columns.iter().map(|column| column.alignment).collect(),
            rows,
        };
        flow.push(span, BlockKind::Table(Box::new(table)));
    }

    /// The next row.
    fn row<'t>(
        &mut self,
        cells: &mut std::iter::Peekable<impl Iterator<Item = Cell<'t>>>,
        columns: &[Column],
        taken: &mut [u16],
        header: bool,
    ) -> Row {
        // Rows that cells above take whole are none.
        if let Some(least) = taken.iter().min().copied().filter(|least| *least > 0) {
            taken.iter_mut().for_each(|column| *column -= least);
        }
        let mut row: Vec<TableCell> = Vec::new();
        let mut span: Option<Span> = None;
        let mut at = 0;
        while at < columns.len() {
            if taken[at] > 0 {
                taken[at] -= 1;
                at += 1;
                continue;
            }
            let Some(cell) = cells.next() else { break };
            let wanted = (cell.columns as usize).max(1);
            let free = taken[at..].iter().take(wanted);
            let free = free.take_while(|taken| **taken == 0).count();
            let count = wanted.min(free.max(1));
            for column in &mut taken[at..at + count] {
                *column = cell.rows.max(1) - 1;
            }
            let style = cell.style.or(columns[at].style);
            let own = Span::new(cell.start, cell.end);
            span = Some(span.map_or(own, |span| span.join(own)));
            let rows = cell.rows.max(1);
            row.push(TableCell {
                header: header || style == Some('h'),
                columns: count as u16,
                rows,
                blocks: self.cell(cell, style.filter(|_| !header)),
            });
            at += count;
        }
        Row {
            span: span.unwrap_or_default(),
            header,
            cells: row,
        }
    }

    /// What a cell holds.
    fn cell(&mut self, cell: Cell<'_>, style: Option<char>) -> Vec<Block> {
        let span = Span::new(cell.start, cell.end);
        match (style, cell.words) {
            (Some('a'), Words::Lines(lines)) => {
                let body = Body {
                    has_sections: true,
                    ..Body::inner(&lines)
                };
                let before = std::mem::replace(&mut self.in_cell, true);
                let blocks = self.inside(body);
                self.in_cell = before;
                blocks
            }
            (Some('l'), words) => {
                let text = match &words {
                    Words::Lines(lines) => self.text.string(lines),
                    Words::Text(text) => text.words.to_string(),
                };
                let code = Code {
                    language: None,
                    text: text.trim_matches('\n').into(),
                };
                vec![Block::new(span, BlockKind::Code(Box::new(code)))]
            }
            (style, Words::Text(text)) => {
                let content = self.inlines(&text);
                vec![paragraph(content, style, span)]
            }
            (style, Words::Lines(lines)) => {
                let text = self.text;
                let parts = lines.split(|line| line.is_blank());
                let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
                let parts = parts.into_iter().map(|part| {
                    let lines: Vec<Line> = part.iter().map(|line| self.unindented(*line)).collect();
                    let words = cell::unescaped(text, &lines, cell.separator);
                    let content = self.inlines(&words);
                    paragraph(content, style, self.span(&lines))
                });
                parts.collect()
            }
        }
    }
}

/// The words of a cell as its style sets them.
fn paragraph(content: Vec<Inline>, style: Option<char>, span: Span) -> Block {
    let styled = |style, content| vec![Inline::new(span, InlineKind::Styled(style, content))];
    let content = match style {
        _ if content.is_empty() => content,
        Some('e') => styled(Style::Emphasis, content),
        Some('s') => styled(Style::Strong, content),
        Some('m') => super::inline::code_of(content),
        Some('v') => broken(content),
        _ => content,
    };
    Block::new(span, BlockKind::Paragraph(content))
}
