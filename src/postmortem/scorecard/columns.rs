//! The cells of a scorecard by their columns, and which column means what.
//!
//! Takes a table, gives its words in rows of columns: a cell that spans several rows or columns stands in each of them. It judges no
//! words but those of the head, and numbers.

use super::points::Points;
use crate::document::section::normal;
use crate::document::{Table, text};
use crate::source::Span;

/// More columns than any scorecard has.
const WIDEST: usize = 16;

/// The words of a table.
pub(super) struct Grid {
    rows: Vec<Row>,
}

/// One row of it.
pub(super) struct Row {
    is_head: bool,
    pub(super) cells: Vec<String>,
    pub(super) span: Span,
}

impl Grid {
    pub(super) fn of(table: &Table) -> Self {
        // For each column, the words of a cell that reaches down into further rows, and how many.
        let mut reaching: Vec<(u16, String)> = vec![(0, String::new()); WIDEST];
        let rows = table.rows.iter().map(|row| {
            let mut cells: Vec<String> = Vec::new();
            let mut own = row.cells.iter();
            while cells.len() < WIDEST {
                let (left, words) = &mut reaching[cells.len()];
                if *left > 0 {
                    *left -= 1;
                    cells.push(words.clone());
                    continue;
                }
                let Some(cell) = own.next() else {
                    break;
                };
                let words = text::one_line(&text::of_blocks(&cell.blocks));
                for _ in 0..cell.columns.max(1) {
                    if let Some(column) = reaching.get_mut(cells.len()) {
                        *column = (cell.rows.max(1) - 1, words.clone());
                        cells.push(words.clone());
                    }
                }
            }
            Row {
                is_head: row.header || row.cells.iter().all(|cell| cell.header),
                cells,
                span: row.span,
            }
        });
        Self {
            rows: rows.collect(),
        }
    }

    /// The rows below the head.
    pub(super) fn body(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !row.is_head)
    }
}

/// Which column means what.
pub(super) struct Columns {
    pub(super) group: Option<usize>,
    pub(super) question: usize,
    pub(super) answer: usize,
    pub(super) note: Option<usize>,
}

impl Columns {
    /// By the words of the head, else by what stands in the columns: answers are short and count, questions are the longest words.
    /// `None` for a table without answers that count.
    pub(super) fn of(grid: &Grid) -> Option<Self> {
        let head = grid.rows.iter().find(|row| row.is_head);
        let names: Vec<String> = head.map_or_else(Vec::new, |row| {
            row.cells.iter().map(|cell| normal(cell)).collect()
        });
        let column = |wanted: &[&str]| {
            names.iter().position(|name| {
                let mut words = name.split(' ');
                words.any(|word| wanted.contains(&word))
            })
        };
        let width = grid.body().map(|row| row.cells.len()).max()?;
        let question = column(&[
            "question",
            "questions",
            "criterion",
            "criteria",
            "check",
            "frage",
            "spørsmål",
        ])
        .or_else(|| (0..width).max_by_key(|at| (letters(grid, *at), usize::MAX - at)))?;
        let answer = column(&[
            "score", "scores", "answer", "answers", "points", "result", "rating", "svar", "antwort",
        ])
        .filter(|at| *at != question)
        .or_else(|| {
            let counts = |at: usize| {
                let cells = grid.body().filter_map(|row| row.cells.get(at));
                cells
                    .filter(|cell| Points::of_answer(cell, "").is_some())
                    .count()
            };
            let columns = (0..width).filter(|at| *at != question && counts(*at) > 0);
            columns.max_by_key(|at| (counts(*at), usize::MAX - at))
        })?;
        let note = column(&["note", "notes", "comment", "comments", "remark", "remarks"])
            .or_else(|| (names.is_empty() && answer + 1 < width).then_some(answer + 1))
            .filter(|at| *at != question && *at != answer);
        let group = (0..question).find(|at| *at != answer && Some(*at) != note);
        Some(Self {
            group,
            question,
            answer,
            note,
        })
    }
}

/// How many letters stand in a column.
fn letters(grid: &Grid, at: usize) -> usize {
    let cells = grid.body().filter_map(|row| row.cells.get(at));
    cells
        .map(|cell| cell.chars().filter(|c| c.is_alphabetic()).count())
        .sum()
}
