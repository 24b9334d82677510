//! Tables drawn as grids: cells are traced along their borders, as docutils does it.

use std::collections::{BTreeSet, HashMap};

use super::columns::Columns;
use super::{Draft, DraftRow, Fault, cut, dedented};
use crate::read::rst::Reading;
use crate::read::rst::body::Body;
use crate::read::rst::flow::Flow;
use crate::read::rst::marker::is_grid_rule;

/// Borders are looked at so many times per sign of a table at most; what needs more is no table of a person.
const LOOKS: usize = 200;

/// A drawn table.
struct Grid<'g> {
    text: &'g str,
    lines: Vec<Columns>,
    /// The signs of all lines, `width` a line; a rule of the head is like any other rule here.
    signs: Vec<u8>,
    width: usize,
    looks: usize,
}

/// A cell: the lines and columns of its borders.
struct Traced {
    top: usize,
    left: usize,
    bottom: usize,
    right: usize,
}

/// The borders of all cells.
#[derive(Default)]
struct Borders {
    rows: BTreeSet<usize>,
    columns: BTreeSet<usize>,
}

impl Reading<'_> {
    /// The table whose top border is that line; gives the line behind it.
    pub(in crate::read::rst) fn grid_table(
        &mut self,
        body: Body<'_>,
        from: usize,
        flow: &mut Flow,
    ) -> usize {
        let mut end = body.block_end(from);
        let is_border = |at: usize| {
            let line = body.line(at).unwrap_or("");
            line.starts_with(['+', '|'])
        };
        end = (from..end).find(|at| !is_border(*at)).unwrap_or(end);
        let is_rule = |at: &usize| is_grid_rule(body.line(*at).unwrap_or(""), b'-');
        // The bottom is the last rule; two rules below each other hold nothing.
        let Some(bottom) = (from + 2..end).rev().find(is_rule) else {
            let fault = Fault("it has no bottom");
            return self.broken_table(body, (from, end), &fault, flow);
        };
        let end = bottom + 1;
        let read = self.read_grid(body, from, end, flow);
        self.end_table(read, body, (from, end), flow)
    }

    fn read_grid(
        &mut self,
        body: Body<'_>,
        from: usize,
        end: usize,
        flow: &mut Flow,
    ) -> Result<(), Fault> {
        let text = &*body.text.words;
        let lines: Vec<Columns> = body.lines[from..end]
            .iter()
            .map(|line| Columns::of(text, *line))
            .collect();
        let width = lines[0].count();
        let mut head = None;
        let mut signs = Vec::with_capacity(width * lines.len());
        for (at, line) in lines.iter().enumerate() {
            let last = width
                .checked_sub(1)
                .map_or(b' ', |last| line.sign(text, last));
            if line.count() != width || !matches!(last, b'+' | b'|') {
                return Err(Fault("its right border is not in one column"));
            }
            let is_head = is_grid_rule(body.line(from + at).unwrap_or(""), b'=');
            if is_head && head.replace(at).is_some() {
                return Err(Fault("it has two heads"));
            }
            for column in 0..width {
                let sign = line.sign(text, column);
                signs.push(if is_head && sign == b'=' { b'-' } else { sign });
            }
        }
        if head.is_some_and(|head| head == 0 || head + 1 == lines.len()) {
            return Err(Fault("its head has no rows, or the rest has none"));
        }
        let looks = LOOKS * signs.len();
        let mut grid = Grid {
            text,
            lines,
            signs,
            width,
            looks,
        };
        let (cells, borders) = grid.trace()?;
        let index = |set: &BTreeSet<usize>| -> HashMap<usize, usize> {
            set.iter()
                .enumerate()
                .map(|(at, border)| (*border, at))
                .collect()
        };
        let (row_of, column_of) = (index(&borders.rows), index(&borders.columns));
        let at = |map: &HashMap<usize, usize>, border: usize| {
            map.get(&border)
                .copied()
                .ok_or(Fault("its borders do not meet"))
        };
        let mut starts: Vec<usize> = borders.rows.iter().copied().collect();
        starts.pop();
        let mut rows: Vec<DraftRow> = starts
            .iter()
            .map(|start| DraftRow {
                span: body
                    .text
                    .span_of(&body.lines[from + start + 1..=from + start + 1]),
                cells: Vec::new(),
            })
            .collect();
        for cell in cells {
            let (row, column) = (at(&row_of, cell.top)?, at(&column_of, cell.left)?);
            let draft = Draft {
                lines: grid.content(&cell),
                columns: at(&column_of, cell.right)? - column,
                rows: at(&row_of, cell.bottom)? - row,
            };
            rows.get_mut(row)
                .ok_or(Fault("its borders do not meet"))?
                .cells
                .push(draft);
        }
        let head = match head {
            Some(head) => at(&row_of, head)?,
            None => 0,
        };
        let span = body.text.span_of(&body.lines[from..end]);
        let table = self.table(body.text, rows, (head, 0), Vec::new());
        flow.push(span, table);
        Ok(())
    }
}

impl Grid<'_> {
    fn sign(&self, line: usize, column: usize) -> u8 {
        self.signs[line * self.width + column]
    }

    /// All cells, from the top left corner on, and where their borders are. Every column must be seen from top to bottom.
    fn trace(&mut self) -> Result<(Vec<Traced>, Borders), Fault> {
        let (bottom, right) = (self.lines.len() - 1, self.width - 1);
        let mut seen: Vec<usize> = vec![0; self.width];
        let mut corners = BTreeSet::from([(0, 0)]);
        let mut cells = Vec::new();
        let mut borders = Borders::default();
        borders.rows.insert(0);
        borders.columns.insert(0);
        while let Some((top, left)) = corners.pop_first() {
            if top == bottom || left == right || top < seen[left] {
                continue;
            }
            let Some(cell) = self.cell(top, left, &mut borders) else {
                continue;
            };
            for column in &mut seen[left..cell.right] {
                if *column != top {
                    return Err(Fault("its cells overlap"));
                }
                *column = cell.bottom;
            }
            corners.insert((top, cell.right));
            corners.insert((cell.bottom, left));
            cells.push(cell);
        }
        if seen[..right].iter().any(|seen| *seen != bottom) {
            return Err(Fault("its borders do not close"));
        }
        Ok((cells, borders))
    }

    /// The smallest cell with that top left corner; adds the borders that meet it.
    fn cell(&mut self, top: usize, left: usize, borders: &mut Borders) -> Option<Traced> {
        let mut columns = Vec::new();
        for right in left + 1..self.width {
            self.looks = self.looks.checked_sub(1)?;
            match self.sign(top, right) {
                b'+' => {
                    columns.push(right);
                    if let Some((bottom, rows, more)) = self.down(top, left, right) {
                        borders.columns.extend(columns);
                        borders.columns.extend(more);
                        borders.rows.extend(rows);
                        return Some(Traced {
                            top,
                            left,
                            bottom,
                            right,
                        });
                    }
                }
                b'-' => {}
                _ => return None,
            }
        }
        None
    }

    /// Down the right border, to the first line along which the cell closes.
    fn down(
        &mut self,
        top: usize,
        left: usize,
        right: usize,
    ) -> Option<(usize, Vec<usize>, Vec<usize>)> {
        let mut rows = Vec::new();
        for line in top + 1..self.lines.len() {
            self.looks = self.looks.checked_sub(1)?;
            match self.sign(line, right) {
                b'+' => {
                    rows.push(line);
                    if let Some((more, columns)) = self.back(top, left, line, right) {
                        rows.extend(more);
                        return Some((line, rows, columns));
                    }
                }
                b'|' => {}
                _ => return None,
            }
        }
        None
    }

    /// Back along the bottom and up the left border.
    fn back(
        &mut self,
        top: usize,
        left: usize,
        bottom: usize,
        right: usize,
    ) -> Option<(Vec<usize>, Vec<usize>)> {
        let mut columns = Vec::new();
        for column in (left + 1..right).rev() {
            self.looks = self.looks.checked_sub(1)?;
            match self.sign(bottom, column) {
                b'+' => columns.push(column),
                b'-' => {}
                _ => return None,
            }
        }
        if self.sign(bottom, left) != b'+' {
            return None;
        }
        let mut rows = Vec::new();
        for line in (top + 1..bottom).rev() {
            self.looks = self.looks.checked_sub(1)?;
            match self.sign(line, left) {
                b'+' => rows.push(line),
                b'|' => {}
                _ => return None,
            }
        }
        Some((rows, columns))
    }

    /// The lines inside a cell.
    fn content(&self, cell: &Traced) -> Vec<crate::read::rst::lines::Line> {
        let lines = self.lines[cell.top + 1..cell.bottom].iter();
        let lines =
            lines.map(|line| cut(self.text, line.byte(cell.left + 1), line.byte(cell.right)));
        dedented(self.text, lines.collect())
    }
}
