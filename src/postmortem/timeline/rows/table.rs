//! Rows of tables as rows of a timeline.
//!
//! Takes a table, gives a row for each of its rows that says something. The column of times is the one with the most of them.

use super::{Gathered, push_words};
use crate::document::{Table, text};
use crate::postmortem::when::stamp::stamp;
use crate::postmortem::when::zone_in;
use crate::source::Span;

/// So many of the first columns may be that of the times.
const COLUMNS: usize = 3;

impl Gathered {
    pub(super) fn table(&mut self, table: &Table) {
        let cells = |row: &crate::document::Row| -> Vec<String> {
            row.cells
                .iter()
                .map(|cell| text::one_line(&text::of_blocks(&cell.blocks)))
                .collect()
        };
        let rows: Vec<(bool, Vec<String>, Span)> = table
            .rows
            .iter()
            .map(|row| {
                (
                    row.cells.iter().all(|cell| cell.header),
                    cells(row),
                    row.span,
                )
            })
            .collect();
        let width = rows.iter().map(|(_, cells, _)| cells.len()).max();
        // For each of the first columns how many cells have a time, how many only a day.
        let counts: Vec<(usize, usize)> = (0..width.unwrap_or(0).min(COLUMNS))
            .map(|column| {
                let body = rows.iter().filter(|(is_head, ..)| !is_head);
                let stamps = body.filter_map(|(_, cells, _)| stamp(cells.get(column)?));
                stamps.fold((0, 0), |(times, days), stamp| match stamp.time {
                    Some(_) => (times + 1, days),
                    None => (times, days + 1),
                })
            })
            .collect();
        let times = (0..counts.len()).max_by_key(|column| (counts[*column].0, usize::MAX - column));
        let Some(time_column) = times.filter(|column| counts[*column] != (0, 0)) else {
            return;
        };
        let day_column =
            (0..counts.len()).find(|column| *column != time_column && counts[*column].1 > 0);
        let zone = rows
            .iter()
            .filter(|(is_head, ..)| *is_head)
            .find_map(|(_, cells, _)| zone_in(cells.get(time_column)?));
        for (number, (is_head, cells, span)) in (0..).zip(&rows) {
            if *is_head {
                continue;
            }
            if let Some(day) = day_column.and_then(|column| stamp(cells.get(column)?)?.day) {
                self.day = Some(day);
            }
            let time = cells.get(time_column).map_or("", String::as_str);
            let found = stamp(time);
            let mut words = String::new();
            for (column, cell) in cells.iter().enumerate() {
                if column != time_column && Some(column) != day_column {
                    push_words(&mut words, cell);
                }
            }
            if words.trim().is_empty() {
                // A row that says nothing is none, but a day over the rows below may stand so.
                if let Some(found) = &found {
                    if found.time.is_none() {
                        self.day = found.day.or(self.day);
                    } else if !time[found.rest..].is_empty() {
                        let mut row = self.row(Some(found.clone()), time, *span);
                        row.line = number;
                        self.rows.push(row);
                    }
                }
                continue;
            }
            let mut row = self.row(found, time, *span);
            let behind = std::mem::take(&mut row.text);
            row.text = words;
            if row.stamp.is_none() {
                // `2021-??-??` is a time that nobody knows: still a row of its own.
                time.clone_into(&mut row.written);
            } else if behind.chars().filter(|c| c.is_alphabetic()).count() > 5 {
                row.text = format!("{behind} {}", row.text);
            }
            row.line = number;
            row.zone.clone_from(&zone);
            self.rows.push(row);
        }
    }
}
