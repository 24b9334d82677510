//! Rows of tables as rows of a timeline.
//!
//! Takes a table, gives a row for each of its rows that says something. The column of times is the one with the most of them.

use super::{Gathered, is_blank_time, push_words};
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
        let times = times.filter(|column| counts[*column] != (0, 0));
        let Some(time_column) = times.or_else(|| named_column(&rows)) else {
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
            if found.is_none() && is_blank_time(time) {
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

/// Names of columns of times.
const TIMES: &[&str] = &[
    "time",
    "times",
    "timestamp",
    "date",
    "when",
    "tid",
    "tidspunkt",
    "klokkeslett",
    "klokken",
    "dato",
    "zeit",
    "uhrzeit",
    "zeitpunkt",
    "heure",
    "hora",
    "fecha",
    "tijd",
    "tijdstip",
    "czas",
    "時刻",
    "日時",
    "時間",
    "时间",
];

/// The column that is called one of times where no time in it can be read, but each of its cells has figures: `20202-01-16 12:00`.
fn named_column(rows: &[(bool, Vec<String>, Span)]) -> Option<usize> {
    let (_, head, _) = rows.iter().find(|(is_head, ..)| *is_head)?;
    let is_time = |name: &String| {
        let first = name.split([' ', '/', '(']).next().unwrap_or_default();
        TIMES.contains(&first.to_lowercase().as_str())
    };
    let column = head.iter().take(COLUMNS).position(is_time)?;
    let mut body = rows.iter().filter(|(is_head, ..)| !is_head);
    let has_clock = |cell: &String| {
        cell.split(':')
            .skip(1)
            .any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let is_timed =
        |(_, cells, _): &(bool, Vec<String>, Span)| cells.get(column).is_some_and(has_clock);
    (rows.len() > 2 && body.all(is_timed)).then_some(column)
}
