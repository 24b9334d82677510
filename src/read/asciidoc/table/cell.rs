//! Cells between signs: `|words`, `2+|words`, `.2+a|words`.

use super::MOST;
use super::column::style;
use crate::read::rst::{Line, Maker, Text};

/// A cell as it is written.
#[derive(Debug)]
pub(super) struct Cell<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) columns: u16,
    pub(super) rows: u16,
    pub(super) style: Option<char>,
    pub(super) words: Words<'t>,
    pub(super) separator: &'t str,
}

/// What a cell holds.
#[derive(Debug)]
pub(super) enum Words<'t> {
    /// Lines of the source.
    Lines(Vec<Line>),
    /// Words whose quotation marks are taken away.
    Text(Text<'t>),
}

/// What stands before the sign of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Spec {
    times: usize,
    columns: u16,
    rows: u16,
    style: Option<char>,
}

const PLAIN: Spec = Spec {
    times: 1,
    columns: 1,
    rows: 1,
    style: None,
};

/// The cells of some lines.
pub(super) fn cells<'t>(text: &'t Text<'_>, lines: &[Line], separator: &'t str) -> Vec<Cell<'t>> {
    let mut out: Vec<Cell<'t>> = Vec::new();
    // The cell that is open, and what stands before the first sign.
    let mut open: Option<(usize, Spec, Vec<Line>)> = None;
    let mut most = text.words.len().max(MOST);
    let mut close = |open: Option<(usize, Spec, Vec<Line>)>, out: &mut Vec<Cell<'t>>| {
        let Some((start, spec, lines)) = open else {
            return;
        };
        let lines = trimmed(text, lines);
        let end = lines.last().map_or(start, |line| line.end).max(start);
        // A cell that is repeated takes room that its source did not.
        let size = (end - start).max(64);
        for _ in 0..spec.times.min((most / size).max(1)) {
            most = most.saturating_sub(size);
            out.push(Cell {
                start,
                end,
                columns: spec.columns,
                rows: spec.rows,
                style: spec.style,
                words: Words::Lines(lines.clone()),
                separator,
            });
        }
    };
    for line in lines {
        let mut from = line.start;
        while let Some((spec, begin, behind)) =
            next_sign(text, from, line.end, line.start, separator)
        {
            if begin > from || open.is_some() {
                let part = Line {
                    start: from,
                    end: begin.max(from),
                };
                let part = Line {
                    end: from + text.words[from..part.end].trim_end().len(),
                    ..part
                };
                match &mut open {
                    Some((_, _, lines)) => lines.push(part),
                    // Words before the first sign are a cell of their own.
                    None if !part.is_blank() => open = Some((from, PLAIN, vec![part])),
                    None => {}
                }
            }
            close(open.take(), &mut out);
            open = Some((begin, spec, Vec::new()));
            from = behind;
        }
        let rest = Line {
            start: from,
            end: line.end,
        };
        match &mut open {
            Some((_, _, lines)) => lines.push(rest),
            None if !rest.is_blank() => open = Some((from, PLAIN, vec![rest])),
            None => {}
        }
    }
    close(open, &mut out);
    out
}

/// The lines of a cell without blank ones around and without blanks before its first words.
fn trimmed(text: &Text<'_>, mut lines: Vec<Line>) -> Vec<Line> {
    while lines
        .last()
        .is_some_and(|line| text.of(clean(*line)).trim().is_empty())
    {
        lines.pop();
    }
    let blank = lines
        .iter()
        .take_while(|line| text.of(clean(**line)).trim().is_empty())
        .count();
    lines.drain(..blank);
    if let Some(first) = lines.first_mut() {
        let words = text.of(clean(*first));
        *first = first.from(words.len() - words.trim_start().len());
    }
    lines.into_iter().map(clean).collect()
}

fn clean(line: Line) -> Line {
    Line {
        end: line.end.max(line.start),
        ..line
    }
}

/// The next sign in a line: what stands before it, where that begins, and the byte behind the sign.
fn next_sign(
    text: &Text<'_>,
    from: usize,
    end: usize,
    line: usize,
    separator: &str,
) -> Option<(Spec, usize, usize)> {
    let words = &text.words;
    let mut at = from;
    loop {
        let found = at + words.get(at..end.max(at))?.find(separator)?;
        let behind = found + separator.len();
        if words[..found].ends_with('\\') {
            at = behind;
            continue;
        }
        let before = &words[from..found];
        let begin = before
            .rfind([' ', '\t'])
            .map_or(from, |blank| from + blank + 1);
        let word = &words[begin..found];
        // It stands behind a blank, or at the beginning of its line.
        let may_stand = begin > from || from == line;
        let spec = spec(word).filter(|_| may_stand && !word.is_empty());
        return Some(match spec {
            Some(spec) => (spec, begin, behind),
            None => (PLAIN, found, behind),
        });
    }
}

/// What a word before the sign says, if it says anything: `2+`, `.3+^m`, `2*`.
fn spec(word: &str) -> Option<Spec> {
    let mut out = PLAIN;
    let mut rest = word;
    let numbers = rest.len()
        - rest
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
            .len();
    if numbers > 0 {
        let (number, behind) = (&rest[..numbers], &rest[numbers..]);
        if let Some(behind) = behind.strip_prefix('*') {
            out.times = number.parse().ok().filter(|times| *times > 0)?;
            rest = behind;
        } else if let Some(behind) = behind.strip_prefix('+') {
            let (columns, rows) = number.split_once('.').unwrap_or((number, ""));
            let count = |number: &str| match number {
                "" => Some(1),
                number => number
                    .parse::<u16>()
                    .ok()
                    .map(|count| count.clamp(1, 1_000)),
            };
            out.columns = count(columns)?;
            out.rows = count(rows)?;
            rest = behind;
        } else if number != "." {
            return None;
        }
    }
    let signs = rest.trim_start_matches(['<', '^', '>', '.']);
    out.style = style(signs);
    let fits = signs.is_empty() || (signs.len() == 1 && out.style.is_some());
    fits.then_some(out)
}

/// Lines as one text in which a guarded sign is just the sign.
pub(super) fn unescaped<'t>(text: &'t Text<'_>, lines: &[Line], separator: &str) -> Text<'t> {
    let joined = text.joined(lines);
    let guarded = format!("\\{separator}");
    if !joined.words.contains(&guarded) {
        return joined;
    }
    let mut made = Maker::default();
    let mut from = 0;
    while let Some(ahead) = joined.words[from..].find(&guarded) {
        made.push_of(&joined, from, from + ahead);
        from += ahead + 1;
        made.push_of(&joined, from, from + separator.len());
        from += separator.len();
    }
    let end = joined.words.len();
    made.push_of(&joined, from, end);
    made.text(joined.place(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_a_sign_are_understood() {
        let plain = PLAIN;
        for (word, expected) in [
            (
                "2+",
                Some(Spec {
                    columns: 2,
                    ..plain
                }),
            ),
            (".3+", Some(Spec { rows: 3, ..plain })),
            (
                "2.3+^.>s",
                Some(Spec {
                    columns: 2,
                    rows: 3,
                    style: Some('s'),
                    ..plain
                }),
            ),
            ("3*", Some(Spec { times: 3, ..plain })),
            (
                "a",
                Some(Spec {
                    style: Some('a'),
                    ..plain
                }),
            ),
            (">", Some(plain)),
            ("12", None),
            ("ab", None),
            ("word", None),
            ("0*", None),
        ] {
            assert_eq!(spec(word), expected, "{word}");
        }
    }
}
