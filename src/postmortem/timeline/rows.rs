//! The rows of a timeline as they stand: items of lists, rows of tables, headings, lines of paragraphs, definitions.
//!
//! Takes the blocks of a passage, gives rows in reading order, each with the time that it begins with as written, and the days that
//! stand over them. What stands below a row (a nested list, a paragraph behind it) belongs to it. It resolves no time.

use crate::document::{Block, BlockKind, Inline, InlineKind, List, Table, text};
use crate::postmortem::when::stamp::{Day, Stamp, stamp};
use crate::postmortem::when::zone_in;
use crate::source::Span;

/// One row.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The time it begins with.
    pub(super) stamp: Option<Stamp>,
    /// The time as written; empty where there is none.
    pub(super) written: String,
    /// Its words without the time.
    pub(super) text: String,
    /// The paragraphs below a heading.
    pub(super) below: String,
    /// Where it stands.
    pub(super) span: Span,
    /// Which line of its paragraph it is.
    pub(super) line: u32,
    /// The day that stands over it.
    pub(super) day: Option<Day>,
    /// The zone that the head of its table names.
    pub(super) zone: Option<String>,
}

/// What was found in the blocks of a passage.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// In reading order.
    pub(super) rows: Vec<Row>,
    /// The day that holds for the rows to come.
    day: Option<Day>,
}

impl Rows {
    /// The rows of these blocks.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut rows = Self::default();
        rows.blocks(blocks);
        rows
    }

    /// How many rows begin with a time of day.
    pub(super) fn timed(&self) -> usize {
        let stamps = self.rows.iter().filter_map(|row| row.stamp.as_ref());
        stamps.filter(|stamp| stamp.time.is_some()).count()
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            at += 1;
            match &block.kind {
                BlockKind::Heading(heading) => {
                    let words = text::one_line(&text::words(&heading.content));
                    if self.day_over(&words) {
                        continue;
                    }
                    let Some(found) = stamp(&words) else {
                        continue;
                    };
                    // What stands under the heading belongs to it.
                    let own = blocks[at..]
                        .iter()
                        .position(|block| matches!(block.kind, BlockKind::Heading(_)))
                        .map_or(blocks.len(), |length| at + length);
                    let below = &blocks[at..own];
                    at = own;
                    let mut row = self.row(Some(found), &words, block.span);
                    if row.text.is_empty() {
                        row.text = below.first().map(words_of).unwrap_or_default();
                    }
                    row.below = words_below(below);
                    self.rows.push(row);
                }
                BlockKind::List(list) => self.list(list),
                BlockKind::Table(table) => self.table(table),
                BlockKind::Paragraph(content) => self.paragraph(content, block.span),
                BlockKind::DefinitionList(definitions) => {
                    for definition in definitions {
                        let term = text::one_line(&text::words(&definition.term));
                        let Some(found) = stamp(&term) else {
                            continue;
                        };
                        let span = definition.term.first().map_or(block.span, |term| term.span);
                        let mut row = self.row(Some(found), &term, span);
                        let details = text::one_line(&text::of_blocks(&definition.details));
                        push_words(&mut row.text, &details);
                        self.rows.push(row);
                    }
                }
                BlockKind::Quote(inner) | BlockKind::Group(inner) => self.blocks(inner),
                BlockKind::Details(details) => self.blocks(&details.blocks),
                BlockKind::Admonition(admonition) => self.blocks(&admonition.blocks),
                _ => {}
            }
        }
    }

    /// True for words that are nothing but a day: it holds for what follows.
    fn day_over(&mut self, words: &str) -> bool {
        let Some(found) = stamp(words) else {
            return false;
        };
        let is_bare = found.time.is_none()
            && words[found.rest..]
                .chars()
                .filter(|c| c.is_alphanumeric())
                .count()
                <= 12;
        if is_bare {
            self.day = found.day;
        }
        is_bare
    }

    fn row(&self, stamp: Option<Stamp>, words: &str, span: Span) -> Row {
        let (written, rest) = match &stamp {
            Some(stamp) => (words[..stamp.end].trim().to_owned(), &words[stamp.rest..]),
            None => (String::new(), words),
        };
        Row {
            stamp,
            written,
            text: text::one_line(rest),
            below: String::new(),
            span,
            line: 0,
            day: self.day,
            zone: None,
        }
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            let Some((first, nested)) = item.blocks.split_first() else {
                continue;
            };
            let words = words_of(first);
            if words.is_empty() && nested.is_empty() {
                continue;
            }
            let found = stamp(&words);
            let has_time = found.as_ref().is_some_and(|stamp| stamp.time.is_some());
            // A day over a list of times, or words over one.
            if !has_time && nested_times(nested) > 0 {
                let before = self.day;
                self.day = found.as_ref().and_then(|stamp| stamp.day).or(self.day);
                self.blocks(nested);
                if found.is_none() {
                    self.day = before;
                }
                continue;
            }
            let mut row = self.row(found, &words, item.span);
            if row.text.is_empty() {
                row.text = nested.first().map(words_of).unwrap_or_default();
            }
            if !row.text.is_empty() {
                self.rows.push(row);
            } else if nested.is_empty() && !has_time {
                // An item that is only a day stands over the items behind it.
                self.day_over(&words);
            }
        }
    }

    fn table(&mut self, table: &Table) {
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
        let counts: Vec<(usize, usize)> = (0..width.unwrap_or(0).min(3))
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
        for (is_head, cells, span) in &rows {
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
                        let row = self.row(Some(found.clone()), time, *span);
                        self.rows.push(row);
                    }
                }
                continue;
            }
            let mut row = self.row(found, time, *span);
            let behind = std::mem::take(&mut row.text);
            row.text = words;
            if row.stamp.is_none() {
                row.written.clear();
            } else if behind.chars().filter(|c| c.is_alphabetic()).count() > 5 {
                row.text = format!("{behind} {}", row.text);
            }
            row.zone.clone_from(&zone);
            self.rows.push(row);
        }
    }

    /// The lines of a paragraph that begin with a time; others go on with the row before.
    fn paragraph(&mut self, content: &[Inline], span: Span) {
        let mut is_first = true;
        let before = self.rows.len();
        for (number, line) in (0..).zip(lines(content)) {
            let words = text::one_line(&line);
            if words.is_empty() {
                continue;
            }
            if self.day_over(&words) {
                is_first = false;
                continue;
            }
            match stamp(&words).filter(|stamp| stamp.time.is_some()) {
                Some(found) => {
                    let mut row = self.row(Some(found), &words, span);
                    row.line = number;
                    self.rows.push(row);
                }
                // Lines behind one of this paragraph go on with it.
                None if !is_first => {
                    if let Some(last) = self.rows.last_mut().filter(|row| row.span == span) {
                        push_words(&mut last.text, &words);
                    }
                }
                None => {}
            }
            is_first = false;
        }
        let own = self.rows.split_off(before);
        self.rows
            .extend(own.into_iter().filter(|row| !row.text.is_empty()));
    }
}

/// How many items of the lists among these blocks begin with a time of day.
fn nested_times(blocks: &[Block]) -> usize {
    let lists = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::List(list) => Some(list),
        _ => None,
    });
    let items = lists.flat_map(|list| &list.items);
    let words = items.filter_map(|item| item.blocks.first().map(words_of));
    words
        .filter(|words| stamp(words).is_some_and(|stamp| stamp.time.is_some()))
        .count()
}

/// The words of one block on one line.
fn words_of(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(content) => text::one_line(&text::of_inlines(content)),
        BlockKind::Heading(heading) => text::one_line(&text::words(&heading.content)),
        _ => text::one_line(&text::of_blocks(std::slice::from_ref(block))),
    }
}

/// Blocks below a row whose words are looked at.
const BELOW: usize = 6;

/// The words of the paragraphs that stand below a row.
fn words_below(blocks: &[Block]) -> String {
    let mut out = String::new();
    let is_running =
        |block: &&Block| matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::List(_));
    for block in blocks.iter().filter(is_running).take(BELOW) {
        push_words(&mut out, &words_of(block));
    }
    out
}

fn push_words(out: &mut String, words: &str) {
    if !out.is_empty() && !words.is_empty() {
        out.push(' ');
    }
    out.push_str(words);
}

/// The lines of a paragraph as its source has them.
fn lines(content: &[Inline]) -> Vec<String> {
    let mut out = vec![String::new()];
    for inline in content {
        if matches!(inline.kind, InlineKind::Break) {
            out.push(String::new());
            continue;
        }
        let words = text::of_inlines(std::slice::from_ref(inline));
        for (number, part) in words.split('\n').enumerate() {
            if number > 0 {
                out.push(String::new());
            }
            if let Some(line) = out.last_mut() {
                line.push_str(part);
            }
        }
    }
    out
}
