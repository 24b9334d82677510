//! Cells parted by a sign alone: values in quotation marks (CSV), and values with a backslash before a sign (DSV).

use super::cell::{Cell, Words};
use crate::read::rst::{Line, Maker, Text};

fn cell<'t>(start: usize, end: usize, words: Words<'t>, separator: &'t str) -> Cell<'t> {
    Cell {
        start,
        end: end.max(start),
        columns: 1,
        rows: 1,
        style: None,
        words,
        separator,
    }
}

/// Values parted by a sign; a backslash guards one.
pub(super) fn plain<'t>(text: &'t Text<'_>, lines: &[Line], separator: &'t str) -> Vec<Cell<'t>> {
    let mut out = Vec::new();
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let mut start = line.start;
        let mut from = start;
        loop {
            let found = text.words[from..line.end]
                .find(separator)
                .map(|ahead| from + ahead);
            if let Some(at) = found.filter(|at| text.words[..*at].ends_with('\\')) {
                from = at + separator.len();
                continue;
            }
            let end = found.unwrap_or(line.end);
            let words = &text.words[start..end];
            let own = Line {
                start: start + words.len() - words.trim_start().len(),
                end: start + words.trim_end().len(),
            };
            out.push(cell(start, end, Words::Lines(vec![own]), separator));
            let Some(at) = found else { break };
            start = at + separator.len();
            from = start;
        }
    }
    out
}

/// Values of which some stand in quotation marks, where a doubled mark is one.
pub(super) fn quoted<'t>(text: &'t Text<'_>, lines: &[Line], separator: &'t str) -> Vec<Cell<'t>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at).copied() {
        at += 1;
        if line.is_blank() {
            continue;
        }
        let mut line = line;
        let mut from = line.start;
        loop {
            let rest = &text.words[from..line.end];
            let start = from + rest.len() - rest.trim_start_matches([' ', '\t']).len();
            if text.words[start..line.end].starts_with('"') {
                let mut value = Quoted::new(start);
                let end = value.take(text, &mut line, lines, &mut at);
                let behind = &text.words[end..line.end];
                let next = behind.find(separator);
                // Words behind the closing mark are kept.
                let stop = next.map_or(line.end, |ahead| end + ahead);
                value.made.push_of(text, end, stop);
                let words = Words::Text(value.made.text(text.place(stop)));
                out.push(cell(start, stop, words, separator));
                let Some(ahead) = next else { break };
                from = end + ahead + separator.len();
                continue;
            }
            let found = text.words[from..line.end]
                .find(separator)
                .map(|ahead| from + ahead);
            let end = found.unwrap_or(line.end);
            let words = text.words[start.min(end)..end].trim_end();
            let own = Line {
                start: start.min(end),
                end: start.min(end) + words.len(),
            };
            out.push(cell(
                start.min(end),
                end,
                Words::Lines(vec![own]),
                separator,
            ));
            let Some(found) = found else { break };
            from = found + separator.len();
        }
    }
    out
}

/// A value in quotation marks.
struct Quoted {
    made: Maker,
    from: usize,
}

impl Quoted {
    fn new(mark: usize) -> Self {
        Self {
            made: Maker::default(),
            from: mark + 1,
        }
    }

    /// Takes the value, over lines where it goes on; gives the byte behind its closing mark.
    fn take(&mut self, text: &Text<'_>, line: &mut Line, lines: &[Line], at: &mut usize) -> usize {
        loop {
            let found = text.words[self.from..line.end].find('"');
            let Some(mark) = found.map(|ahead| self.from + ahead) else {
                self.made.push_of(text, self.from, line.end);
                let Some(next) = lines.get(*at).copied() else {
                    return line.end;
                };
                self.made.push("\n", text.place(line.end));
                *line = Line {
                    end: next.end.max(next.start),
                    ..next
                };
                *at += 1;
                self.from = line.start;
                continue;
            };
            self.made.push_of(text, self.from, mark);
            if text.words[mark + 1..line.end].starts_with('"') {
                self.made.push_of(text, mark, mark + 1);
                self.from = mark + 2;
            } else {
                return mark + 1;
            }
        }
    }
}
