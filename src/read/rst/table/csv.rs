//! `.. csv-table::`: values parted by commas, as Python's reader takes them.

use crate::document::{BlockKind, Cell, Inclusion, Row, Table};
use crate::read::rst::Reading;
use crate::read::rst::directive::Call;
use crate::read::rst::flow::Flow;
use crate::read::rst::lines;
use crate::read::rst::substitution::character;
use crate::read::rst::text::{Maker, Text};
use crate::source::Span;

/// Signs that part and hold values.
#[derive(Clone, Copy)]
struct Signs {
    delimiter: char,
    quote: char,
    escape: Option<char>,
    /// White space behind a delimiter is no part of the value.
    skips_space: bool,
}

/// A record: where it stands, and its values.
struct Record {
    span: Span,
    values: Vec<Text<'static>>,
}

impl Reading<'_> {
    pub(in crate::read::rst) fn csv_table(&mut self, call: &Call<'_>, flow: &mut Flow) {
        if let Some(file) = Self::file_of(call) {
            self.push_include(call, &file, Inclusion::Csv, flow);
            return;
        }
        let parts = &call.parts;
        let sign = |name: &str| -> Option<char> {
            match parts.option(name)? {
                "tab" => Some('\t'),
                "space" => Some(' '),
                value if value.len() > 1 => character(value).or_else(|| value.chars().next()),
                value => value.chars().next(),
            }
        };
        let signs = Signs {
            delimiter: sign("delim").unwrap_or(','),
            quote: sign("quote").unwrap_or('"'),
            escape: sign("escape"),
            // Tabs of the source are blanks here.
            skips_space: true,
        };
        let header = parts.option("header").map(|header| {
            let text = Text::cut(header, 0);
            let lines = lines::split(header);
            // The option's own place is known as that of the directive only.
            let mut records = records(&text, &lines, signs);
            for record in &mut records {
                record.span = call.span;
            }
            records.into_iter().map(|record| Record {
                span: record.span,
                values: record
                    .values
                    .into_iter()
                    .map(|value| value.within(call.span))
                    .collect(),
            })
        });
        let mut all: Vec<Record> = header.into_iter().flatten().collect();
        let head = all.len() + parts.number("header-rows");
        all.extend(records(call.text, &parts.content, signs));
        if all.is_empty() {
            self.malformed(call, "holds no values", "write a record a line", flow);
            return;
        }
        let stubs = parts.number("stub-columns");
        let width = all
            .iter()
            .map(|record| record.values.len())
            .max()
            .unwrap_or(0);
        let rows = all.into_iter().enumerate().map(|(at, record)| {
            let header = at < head;
            let missing = width - record.values.len();
            let cells = record.values.iter().map(|value| {
                let lines = lines::split(&value.words);
                self.inside(value, &lines)
            });
            let cells = cells
                .chain(std::iter::repeat_n(Vec::new(), missing))
                .enumerate();
            let cells = cells.map(|(column, blocks)| Cell {
                header: header || column < stubs,
                columns: 1,
                rows: 1,
                blocks,
            });
            let cells = cells.collect();
            Row {
                span: record.span,
                header,
                cells,
            }
        });
        let rows = rows.collect();
        let caption = self.inlines(&call.text.joined(&parts.argument));
        let table = Table {
            caption,
            alignments: Vec::new(),
            rows,
        };
        flow.push(call.span, BlockKind::Table(Box::new(table)));
    }
}

/// The records of some lines; a value in quotes may go on in the next line.
fn records(text: &Text<'_>, lines: &[lines::Line], signs: Signs) -> Vec<Record> {
    let mut out = Vec::new();
    let mut values = Vec::new();
    let mut value = Maker::default();
    let mut begin = None;
    let mut is_quoted = false;
    let mut end = 0;
    for line in lines {
        let words = text.of(*line);
        if !is_quoted && words.trim().is_empty() {
            continue;
        }
        if is_quoted {
            value.push("\n", text.place(end));
        }
        begin.get_or_insert(line.start);
        let mut at_start = !is_quoted;
        let mut chars = words.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let place = line.start + at;
            let here = place + c.len_utf8();
            if Some(c) == signs.escape {
                if let Some((next, c)) = chars.next() {
                    let start = line.start + next;
                    value.push_of(text, start, start + c.len_utf8());
                }
                at_start = false;
            } else if is_quoted {
                if c == signs.quote {
                    if chars.next_if(|(_, next)| *next == signs.quote).is_some() {
                        value.push_of(text, place, here);
                    } else {
                        is_quoted = false;
                    }
                } else {
                    value.push_of(text, place, here);
                }
            } else if c == signs.delimiter {
                values.push(std::mem::take(&mut value).text(text.place(place)));
                at_start = true;
            } else if at_start && c == signs.quote {
                is_quoted = true;
                at_start = false;
            } else if at_start && signs.skips_space && c.is_whitespace() {
                // Skipped.
            } else {
                value.push_of(text, place, here);
                at_start = false;
            }
        }
        end = line.end;
        if !is_quoted {
            finish(text, &mut values, &mut value, begin.take(), end, &mut out);
        }
    }
    if begin.is_some() {
        finish(text, &mut values, &mut value, begin, end, &mut out);
    }
    out
}

fn finish(
    text: &Text<'_>,
    values: &mut Vec<Text<'static>>,
    value: &mut Maker,
    begin: Option<usize>,
    end: usize,
    out: &mut Vec<Record>,
) {
    values.push(std::mem::take(value).text(text.place(end)));
    out.push(Record {
        span: text.span(begin.unwrap_or(end), end),
        values: std::mem::take(values),
    });
}
