//! Rows of tables as rows of a timeline.
//!
//! Takes a table, gives a row for each of its rows that says something. The column of times is the one with the most of them.

use std::borrow::Cow;

use super::{Gathered, is_blank_time, push_words};
use crate::document::{Block, BlockKind, Cell, Table, text};
use crate::postmortem::when::stamp::{Stamp, stamp};
use crate::postmortem::when::zone_in;
use crate::source::Span;

/// So many of the first columns may be that of the times.
const COLUMNS: usize = 3;

/// A row of a table as it is read.
struct Cells<'a> {
    is_head: bool,
    words: Vec<Cow<'a, str>>,
    /// The times in the first columns; none of a head.
    stamps: Vec<Option<Stamp>>,
    span: Span,
}

impl<'a> Cells<'a> {
    fn of(row: &'a crate::document::Row) -> Self {
        let is_head = row.cells.iter().all(|cell| cell.header);
        let words: Vec<_> = row.cells.iter().map(words_of).collect();
        let looked_at = if is_head { 0 } else { COLUMNS };
        let stamps = words.iter().take(looked_at).map(|words| stamp(words));
        Self {
            is_head,
            stamps: stamps.collect(),
            words,
            span: row.span,
        }
    }
}

/// The words of a cell on one line.
fn words_of(cell: &Cell) -> Cow<'_, str> {
    match cell.blocks.as_slice() {
        [
            Block {
                kind: BlockKind::Paragraph(content),
                ..
            },
        ] => text::on_one_line(content),
        blocks => text::one_line(&text::of_blocks(blocks)).into(),
    }
}

impl Gathered {
    pub(super) fn table(&mut self, table: &Table) {
        let rows: Vec<Cells<'_>> = table.rows.iter().map(Cells::of).collect();
        let width = rows.iter().map(|row| row.words.len()).max();
        // For each of the first columns how many cells have a time, how many only a day.
        let counts: Vec<(usize, usize)> = (0..width.unwrap_or(0).min(COLUMNS))
            .map(|column| {
                let stamps = rows
                    .iter()
                    .filter_map(|row| row.stamps.get(column)?.as_ref());
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
        let mut heads = rows.iter().filter(|row| row.is_head);
        let zone = heads.find_map(|row| zone_in(row.words.get(time_column)?));
        for (number, row) in (0..).zip(rows) {
            let Cells {
                is_head,
                words: cells,
                mut stamps,
                span,
            } = row;
            if is_head {
                continue;
            }
            if let Some(day) = day_column.and_then(|column| stamps.get(column)?.as_ref()?.day) {
                self.day = Some(day);
            }
            let time = cells.get(time_column).map_or("", |time| &**time);
            let found = stamps.get_mut(time_column).and_then(Option::take);
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
                        let mut row = self.row(Some(found.clone()), time, span);
                        row.line = number;
                        self.rows.push(row);
                    }
                }
                continue;
            }
            if found.is_none() && is_blank_time(time) {
                continue;
            }
            let mut row = self.row(found, time, span);
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

/// The column that is called one of times where no time in it can be read, but each of its cells has figures: `20303-02-11 09:15`.
fn named_column(rows: &[Cells<'_>]) -> Option<usize> {
    let head = rows.iter().find(|row| row.is_head)?;
    let is_time = |name: &Cow<'_, str>| {
        let first = name.split([' ', '/', '(']).next().unwrap_or_default();
        TIMES.contains(&first.to_lowercase().as_str())
    };
    let column = head.words.iter().take(COLUMNS).position(is_time)?;
    let mut body = rows.iter().filter(|row| !row.is_head);
    let has_clock = |cell: &Cow<'_, str>| {
        cell.split(':')
            .skip(1)
            .any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let is_timed = |row: &Cells<'_>| row.words.get(column).is_some_and(has_clock);
    (rows.len() > 2 && body.all(is_timed)).then_some(column)
}
