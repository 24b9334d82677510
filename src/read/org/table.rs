//! Tables: lines between bars.
//!
//! Rows above the first rule are headers where others follow. A row of `/`, `<` and `>` groups columns, a row of `<l>`, `<c>`, `<r>` sets
//! them: neither is shown. Formulas below a table are kept; what they gave stands in its cells.

use std::ops::Range;

use super::flow::Flow;
use super::lines::{Body, trimmed};
use super::shape::Shape;
use super::{Reading, span};
use crate::document::{Alignment, Block, BlockKind, Cell, Row, Table};

impl Reading<'_> {
    /// The table that begins at a line; gives the line behind it.
    pub(super) fn table(&mut self, body: Body<'_>, from: usize, flow: &mut Flow) -> usize {
        let next = self.run(body, from, |shape| matches!(shape, Shape::Table));
        let mut alignments: Vec<Alignment> = Vec::new();
        let mut rows: Vec<(Range<usize>, Vec<Range<usize>>)> = Vec::new();
        let mut headers = None;
        let mut has_groups = false;
        for at in from..next {
            let line = trimmed(self.text, body.line(at));
            let words = self.words(line.clone());
            if words.starts_with("|-") {
                if !rows.is_empty() && headers.is_none() {
                    headers = Some(rows.len());
                }
                continue;
            }
            let cells = self.cells(&line);
            if self.is_grouping(&cells) {
                has_groups = true;
                flow.comment(span(&line), words);
            } else if let Some(set) = self.set(&cells) {
                alignments = set;
                flow.comment(span(&line), words);
            } else {
                rows.push((line, cells));
            }
        }
        if rows.is_empty() {
            let range = body.range_of(self.text, from, next);
            flow.comment(span(&range), self.words(range.clone()));
            return next;
        }
        // The first column of a table with groups is that of the marks.
        let is_empty = |cells: &Vec<Range<usize>>| cells.first().is_none_or(Range::is_empty);
        let skipped = usize::from(has_groups && rows.iter().all(|(_, cells)| is_empty(cells)));
        let headers = headers.filter(|count| *count < rows.len()).unwrap_or(0);
        let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        let mut table = Table {
            caption: Vec::new(),
            alignments: Vec::new(),
            rows: Vec::with_capacity(rows.len()),
        };
        for (number, (line, cells)) in rows.into_iter().enumerate() {
            let header = number < headers;
            let cells = cells.into_iter().skip(skipped);
            table.rows.push(Row {
                span: span(&line),
                header,
                cells: cells.map(|cell| self.cell(cell, header)).collect(),
            });
        }
        let alignments = alignments
            .into_iter()
            .chain(std::iter::repeat(Alignment::None));
        table.alignments = alignments.take(width).skip(skipped).collect();
        let range = body.range_of(self.text, from, next);
        flow.push(span(&range), BlockKind::Table(Box::new(table)));
        next
    }

    fn cell(&mut self, range: Range<usize>, header: bool) -> Cell {
        let words = self.phrase(range.clone());
        let blocks = if words.is_empty() {
            Vec::new()
        } else {
            vec![Block::new(span(&range), BlockKind::Paragraph(words))]
        };
        Cell {
            header,
            columns: 1,
            rows: 1,
            blocks,
        }
    }

    /// The cells of a row, without the blanks around their words.
    fn cells(&self, line: &Range<usize>) -> Vec<Range<usize>> {
        let words = self.words(line.clone());
        let mut out = Vec::new();
        let mut start = line.start + 1;
        for bar in memchr::memchr_iter(b'|', words.as_bytes()).skip(1) {
            out.push(trimmed(self.text, start..line.start + bar));
            start = line.start + bar + 1;
        }
        if start < line.end {
            out.push(trimmed(self.text, start..line.end));
        }
        out
    }

    /// True for a row such as `| / | < | > |`.
    fn is_grouping(&self, cells: &[Range<usize>]) -> bool {
        let mut words = cells.iter().map(|cell| self.words(cell.clone()));
        words.next() == Some("/") && words.all(|word| matches!(word, "" | "<" | ">" | "<>"))
    }

    /// How a row such as `| <l> | <r10> |` sets the columns.
    fn set(&self, cells: &[Range<usize>]) -> Option<Vec<Alignment>> {
        let mut is_set = false;
        let mut out = Vec::with_capacity(cells.len());
        for cell in cells {
            let words = self.words(cell.clone());
            if words.is_empty() || words == "/" && out.is_empty() {
                out.push(Alignment::None);
                continue;
            }
            let inner = words.strip_prefix('<')?.strip_suffix('>')?;
            let width = inner.trim_start_matches(['l', 'c', 'r']);
            if inner.is_empty()
                || inner.len() - width.len() > 1
                || !width.bytes().all(|byte| byte.is_ascii_digit())
            {
                return None;
            }
            is_set = true;
            out.push(match inner.as_bytes()[0] {
                b'l' => Alignment::Left,
                b'c' => Alignment::Center,
                b'r' => Alignment::Right,
                _ => Alignment::None,
            });
        }
        is_set.then_some(out)
    }
}
