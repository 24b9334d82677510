//! Tables drawn with bars, with or without lines between them.

use super::{Parts, part, place};
use crate::read::text::lines::Line;
use crate::source::Span;

/// True for a line between rows: `+---+---+`, `|---|---|`, `├───┼───┤`.
fn is_border(words: &str) -> bool {
    let mut has_line = false;
    let is_drawn = words.chars().all(|sign| {
        has_line |= matches!(sign, '-' | '=' | '─' | '═' | '━');
        matches!(
            sign,
            '+' | '-' | '=' | '|' | ':' | ' ' | '\u{2500}'..='\u{257f}'
        )
    });
    is_drawn
        && has_line
        && words.starts_with(|sign| matches!(sign, '+' | '|' | '\u{2500}'..='\u{257f}'))
}

/// The bar that rows of a line are drawn with.
fn bar(words: &str) -> Option<char> {
    let first = words.chars().next()?;
    let is_row = matches!(first, '|' | '│' | '║')
        && words.len() > 2 * first.len_utf8()
        && words.ends_with(first);
    is_row.then_some(first)
}

/// A table: its rows, and whether the first is a head.
type Rows = (Vec<Parts>, bool);

/// The rows that lines are drawn as, and how many lines they take; no rows where the lines are drawn but do not fit together.
pub(super) fn rows(text: &str, lines: &[Line]) -> Option<(Option<Rows>, usize)> {
    let first = lines[0].of(text);
    if !is_border(first) && bar(first).is_none() {
        return None;
    }
    let drawn = lines
        .iter()
        .take_while(|line| is_border(line.of(text)) || bar(line.of(text)).is_some());
    let used = drawn.count();
    let lines = &lines[..used];
    let body = lines
        .iter()
        .filter(|line| !is_border(line.of(text)))
        .count();
    if used < 2 || body < 1 {
        return None;
    }
    Some((fitted(text, lines, body), used))
}

/// The rows, where every line has as many cells.
fn fitted(text: &str, lines: &[Line], body: usize) -> Option<Rows> {
    let borders = lines.len() - body;
    // With a line behind each row, rows may have several lines.
    let groups = borders > 3;
    let mut rows: Vec<Parts> = Vec::new();
    let mut width = None;
    let mut has_head = false;
    let mut is_new = true;
    let mut seen_rows = 0;
    for line in lines {
        let words = line.of(text);
        if is_border(words) {
            has_head |= seen_rows == 1 && rows.len() == 1;
            is_new = true;
            continue;
        }
        seen_rows += 1;
        let cells = cells(text, *line);
        if *width.get_or_insert(cells.len()) != cells.len() {
            return None;
        }
        match rows.last_mut() {
            Some(row) if groups && !is_new => {
                row.span = row.span.join(place(*line));
                for (cell, more) in row.cells.iter_mut().zip(cells) {
                    cell.push(more);
                }
            }
            _ => rows.push(Parts {
                span: place(*line),
                cells: cells.into_iter().map(|cell| vec![cell]).collect(),
            }),
        }
        is_new = false;
    }
    (width? > 0).then_some((rows, has_head && seen_rows > 1))
}

fn cells(text: &str, line: Line) -> Vec<Span> {
    let words = line.of(text);
    let Some(bar) = bar(words) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut start = bar.len_utf8();
    for (at, found) in words.match_indices(bar).skip(1) {
        out.push(part(text, line.start + start, line.start + at));
        start = at + found.len();
    }
    out
}
