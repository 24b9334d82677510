//! Tables without bars: cells parted by tabs, or aligned by blanks.

use super::{Parts, part, place};
use crate::read::text::lines::Line;

/// Cells that are aligned stand so many blanks apart.
const GAP: usize = 2;
/// So many lines must agree where no rule shows the columns.
const AGREEING: usize = 3;

/// Rows whose cells are parted by tabs, as many in each.
pub(super) fn by_tabs(text: &str, lines: &[Line]) -> Option<Vec<Parts>> {
    let tabs = |line: &Line| line.of(text).bytes().filter(|byte| *byte == b'\t').count();
    let count = tabs(&lines[0]);
    if count == 0 || !lines.iter().all(|line| tabs(line) == count) {
        return None;
    }
    let rows = lines.iter().map(|line| {
        let words = line.of(text);
        let mut cells = Vec::with_capacity(count + 1);
        let mut start = 0;
        for at in memchr::memchr_iter(b'\t', words.as_bytes()).chain([words.len()]) {
            cells.push(vec![part(text, line.start + start, line.start + at)]);
            start = at + 1;
        }
        Parts {
            span: place(*line),
            cells,
        }
    });
    Some(rows.collect())
}

/// Rows under a head that is underlined column by column: `---- -----`.
pub(super) fn by_rule(text: &str, lines: &[Line]) -> Option<(Vec<Parts>, usize)> {
    let rule = lines[1].of(text);
    let is_rule = rule.chars().all(|sign| matches!(sign, '-' | '=' | ' '))
        && rule.starts_with(['-', '='])
        && lines.len() > 2;
    if !is_rule {
        return None;
    }
    // Where each column begins, in characters from the beginning of the line.
    let mut starts = Vec::new();
    let mut before = ' ';
    for (at, sign) in rule.chars().enumerate() {
        if sign != ' ' && before == ' ' {
            starts.push(lines[1].indent + at);
        }
        before = sign;
    }
    if starts.len() < 2 {
        return None;
    }
    let end = lines[2..]
        .iter()
        .position(|line| line.of(text).starts_with("--"))
        .map_or(lines.len(), |at| at + 2);
    let mut rows = Vec::new();
    for (number, line) in lines[..end].iter().enumerate() {
        if number != 1 {
            rows.push(Parts {
                span: place(*line),
                cells: cut(text, *line, &starts)?,
            });
        }
    }
    // A line that closes the table is drawn like the one under its head.
    let closes = lines.get(end).is_some_and(|line| {
        line.of(text)
            .chars()
            .all(|sign| matches!(sign, '-' | '=' | ' '))
    });
    Some((rows, end + usize::from(closes)))
}

/// Rows whose cells begin in the same columns, each parted from the next by two blanks or more.
pub(super) fn by_blanks(text: &str, lines: &[Line]) -> Option<Vec<Parts>> {
    if lines.len() < AGREEING {
        return None;
    }
    let starts = starts(text, lines[0])?;
    let agree = |line: &Line| starts_of(text, *line).as_deref() == Some(&*starts);
    if !lines.iter().all(agree) {
        return None;
    }
    lines
        .iter()
        .map(|line| {
            Some(Parts {
                span: place(*line),
                cells: cut(text, *line, &starts)?,
            })
        })
        .collect()
}

fn starts(text: &str, line: Line) -> Option<Vec<usize>> {
    starts_of(text, line).filter(|starts| starts.len() > 1)
}

/// The columns in which the parts of a line begin; `None` for one with tabs.
fn starts_of(text: &str, line: Line) -> Option<Vec<usize>> {
    let words = line.of(text);
    if words.contains('\t') {
        return None;
    }
    let mut out = vec![line.indent];
    let mut blanks = 0;
    for (at, sign) in words.chars().enumerate() {
        if sign == ' ' {
            blanks += 1;
        } else {
            if blanks >= GAP {
                out.push(line.indent + at);
            }
            blanks = 0;
        }
    }
    Some(out)
}

/// A line cut at columns; `None` where a cut would go through a word.
fn cut(text: &str, line: Line, starts: &[usize]) -> Option<Vec<Vec<crate::source::Span>>> {
    let words = line.of(text);
    let mut bytes = Vec::with_capacity(starts.len());
    let mut wanted = starts.iter().skip(1).peekable();
    let mut before = ' ';
    for (column, (at, sign)) in words.char_indices().enumerate() {
        while wanted
            .next_if(|start| **start <= line.indent + column)
            .is_some()
        {
            if before != ' ' && sign != ' ' {
                return None;
            }
            bytes.push(at);
        }
        before = sign;
    }
    bytes.resize(starts.len() - 1, words.len());
    let mut start = 0;
    let mut cells = Vec::with_capacity(starts.len());
    for end in bytes.into_iter().chain([words.len()]) {
        cells.push(vec![part(text, line.start + start, line.start + end)]);
        start = end;
    }
    Some(cells)
}

/// True for lines that would lose their columns as a paragraph: half of them have gaps, or are drawn.
pub(super) fn are_drawn(text: &str, lines: &[Line]) -> bool {
    let drawn = lines
        .iter()
        .filter(|line| {
            let words = line.of(text);
            words.contains("    ") || words.contains(|sign| matches!(sign, '\u{2500}'..='\u{259f}'))
        })
        .count();
    drawn >= 2 && drawn * 2 >= lines.len()
}
