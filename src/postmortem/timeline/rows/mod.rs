//! The rows of a timeline as they stand: items of lists, rows of tables, headings, lines of paragraphs, definitions.
//!
//! Takes the blocks of a passage, gives rows in reading order, each with the time that it begins with as written, and the days that
//! stand over them. What stands below a row (a nested list, a paragraph behind it) belongs to it. It resolves no time.

mod labels;
mod lines;
mod list;
mod table;

use std::borrow::Cow;

use jiff::civil::Date;

use crate::document::{Block, BlockKind, Heading, Inline, InlineKind, text};
use crate::postmortem::template::is_only_braces;
use crate::postmortem::when::stamp::{Day, Stamp, begins_as_sentence, stamp};
use crate::postmortem::when::{weekday, zone_in};
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
    /// Which line of its paragraph or row of its table it is.
    pub(super) line: u32,
    /// The day that stands over it.
    pub(super) day: Option<Day>,
    /// The zone that the head of its table names.
    pub(super) zone: Option<String>,
    /// True for an item of a list without any time: it belongs to the timeline only where none of that has one.
    pub(super) is_loose: bool,
    /// True for a line of running text, which begins as sentences do: `At 10:20 UTC the …`.
    pub(super) is_prose: bool,
}

/// What was found in the blocks of a passage.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// In reading order.
    pub(super) rows: Vec<Row>,
    /// The day that holds for the rows to come.
    day: Option<Day>,
    /// A time or a day that stands on a line of its own: what comes next is what happened then.
    label: Option<Label>,
    /// The row that a list right behind it belongs to.
    open: Option<usize>,
}

/// A time on a line of its own.
#[derive(Debug)]
struct Label {
    stamp: Stamp,
    written: String,
    span: Span,
    line: u32,
}

impl Gathered {
    /// The rows of these blocks.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut rows = Self::default();
        rows.blocks(blocks);
        // A prompt of a template is no entry.
        rows.rows
            .retain(|row| row.stamp.is_some() || !is_only_braces(&row.text));
        rows
    }

    /// How many rows begin with a time of day.
    pub(super) fn timed(&self) -> usize {
        self.rows.iter().filter(|row| row.is_timed()).count()
    }

    /// True where no row has a time or a day.
    pub(super) fn is_undated(&self) -> bool {
        self.rows.iter().all(|row| row.stamp.is_none())
    }

    /// Rows are running text where each of them begins as sentences do.
    pub(super) fn tell_prose(&mut self) {
        let is_prose = self.rows.iter().all(|row| begins_as_sentence(&row.written));
        self.rows.iter_mut().for_each(|row| row.is_prose = is_prose);
    }

    /// Without what stands before the first row with a day or a time and behind the last.
    pub(super) fn trim(&mut self) {
        let is_dated = |row: &Row| row.stamp.is_some();
        let last = self.rows.iter().rposition(is_dated);
        self.rows.truncate(last.map_or(0, |last| last + 1));
        let first = self.rows.iter().position(is_dated);
        self.rows.drain(..first.unwrap_or(0));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            at += 1;
            match &block.kind {
                BlockKind::Heading(heading) => at = self.heading(heading, blocks, at),
                BlockKind::List(list) => self.list(list),
                BlockKind::Table(table) => {
                    self.label = None;
                    self.open = None;
                    self.table(table);
                }
                BlockKind::Paragraph(content) => self.paragraph(content, block.span),
                BlockKind::DefinitionList(definitions) => {
                    for definition in definitions {
                        let term = text::on_one_line(&definition.term);
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

    /// The heading before `at`, with what stands under it; gives where the rest begins.
    fn heading(&mut self, heading: &Heading, blocks: &[Block], at: usize) -> usize {
        self.label = None;
        self.open = None;
        let span = blocks[at - 1].span;
        let words = text::on_one_line(&heading.content);
        let Some(found) = stamp(&words) else {
            return at;
        };
        let is_time = found.time.is_some();
        // What stands under a time belongs to it; under a day stand sections of its own.
        let ends = |block: &Block| match &block.kind {
            BlockKind::Heading(next) => is_time || next.level <= heading.level,
            _ => false,
        };
        let own = blocks[at..].iter().position(ends);
        let end = own.map_or(blocks.len(), |length| at + length);
        let below = &blocks[at..end];
        let is_bare = is_bare(&found, &words);
        if !is_time {
            let mut inner = Self {
                day: found.day.or(self.day),
                ..Self::default()
            };
            inner.blocks(below);
            if inner.timed() > 0 || is_bare && below.is_empty() {
                self.day = inner.day;
                self.rows.append(&mut inner.rows);
                return end;
            }
            self.day = if is_bare { found.day } else { self.day };
            // A list of what happened on that day.
            let mut blocks = below.iter();
            let first = blocks.find(|block| !matches!(block.kind, BlockKind::Heading(_)));
            if is_bare
                && !inner.rows.is_empty()
                && first.is_some_and(|block| !matches!(block.kind, BlockKind::Paragraph(_)))
            {
                for mut row in inner.rows {
                    row.is_loose = false;
                    row.written = written(&words, &found);
                    row.stamp = row.stamp.or_else(|| Some(found.clone()));
                    self.rows.push(row);
                }
                return end;
            }
        }
        let mut row = self.row(Some(found), &words, span);
        if is_time && below.iter().any(|block| list::times(block) > 1) {
            let mut inner = Self {
                day: row.stamp.as_ref().and_then(|stamp| stamp.day).or(self.day),
                ..Self::default()
            };
            inner.blocks(below);
            inner.trim();
            if !row.text.is_empty() {
                self.rows.push(row);
            }
            self.rows.append(&mut inner.rows);
            return end;
        }
        if row.text.is_empty() {
            // A link that stands alone tells where it was said, not what.
            let told = below.iter().find(|block| !is_link(block));
            let told = told.or(below.first()).map(words_of);
            row.text = told.unwrap_or_default().into_owned();
        }
        row.below = words_below(below);
        if is_time || !row.text.is_empty() {
            self.rows.push(row);
        }
        end
    }

    /// True for words that are nothing but a day: it holds for what follows.
    fn day_over(&mut self, words: &str) -> bool {
        let Some(found) = stamp(words).filter(|found| found.time.is_none()) else {
            return false;
        };
        let is_bare = is_bare(&found, words);
        if is_bare {
            self.day = found.day;
        }
        is_bare
    }

    /// The row of words that stand on one line.
    fn row(&self, stamp: Option<Stamp>, words: &str, span: Span) -> Row {
        let (written, rest) = match &stamp {
            Some(stamp) => (written(words, stamp), &words[stamp.rest..]),
            None => (String::new(), words),
        };
        Row {
            stamp,
            written,
            text: rest.trim().to_owned(),
            below: String::new(),
            span,
            line: 0,
            day: self.day,
            zone: None,
            is_loose: false,
            is_prose: false,
        }
    }

    /// The row of a label with the words behind it.
    fn labelled(&self, label: Label, words: &str) -> Row {
        let mut row = self.row(None, words, label.span);
        row.stamp = Some(label.stamp);
        row.written = label.written;
        row.line = label.line;
        row
    }
}

impl Row {
    /// The whole day that it begins with, where something is told of it.
    pub(super) fn day_told(&self) -> Option<Date> {
        let Some(Day::Whole(date)) = self.stamp.as_ref()?.day else {
            return None;
        };
        let letters = self.text.chars().filter(|c| c.is_alphanumeric());
        let is_told = letters.take(13).count() == 13;
        (is_told && !begins_as_sentence(&self.written)).then_some(date)
    }

    /// True for one that begins with a time of day.
    pub(super) fn is_timed(&self) -> bool {
        let stamp = self.stamp.as_ref();
        stamp.is_some_and(|stamp| stamp.time.is_some())
    }
}

/// The time that words begin with, as written.
fn written(words: &str, stamp: &Stamp) -> String {
    let written = words[..stamp.end].trim();
    // A bracket is written around the time, not in it.
    let is_open = |open: char, close: char| written.starts_with(open) && !written.contains(close);
    if is_open('[', ']') || is_open('(', ')') {
        return written[1..].trim_start().to_owned();
    }
    let marks = ['*', '|', '•', '·', ' '];
    written.trim_start_matches(marks).to_owned()
}

/// True for words that are a day or a time, and hardly more.
pub(super) fn is_label(words: &str) -> bool {
    stamp(words).is_some_and(|found| {
        let is_time = found.time.is_some();
        // `2021-03-05 Follow-up` is a section of its own.
        is_bare(&found, words) && (is_time || names_nothing(&words[found.rest..]))
    })
}

/// True for words behind a day that add no more than the day of the week or a zone.
fn names_nothing(rest: &str) -> bool {
    rest.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.contains(char::is_alphabetic))
        .all(|word| weekday::named(word).is_some() || zone_in(word).is_some())
}

/// True for words that say hardly more than their day or time.
fn is_bare(stamp: &Stamp, words: &str) -> bool {
    let rest = words[stamp.rest..].chars();
    rest.filter(|c| c.is_alphanumeric()).take(13).count() <= 12
}

/// True for a time that a template left blank: `HH:mm`, `YYYY-MM-DD hh:mm`.
fn is_blank_time(words: &str) -> bool {
    const PARTS: &[char] = &[':', '-', '.', '/', ' '];
    let is_part = |part: &str| {
        let mut letters = part.chars();
        let first = letters.next();
        first.is_some_and(|c| "HhMmSsYyDdTtJjÅå".contains(c))
            && part.chars().count() >= 2
            && letters.all(|c| Some(c) == first)
    };
    let may_be = words.len() > 4 && words.len() <= LONGEST_BLANK && words.contains(PARTS);
    may_be && words.split(PARTS).all(is_part)
}

/// True for a line of a template of which only the day was filled in: `2021-03-04 HH:mm | what happened`. Where somebody told what
/// happened on that day, it is an entry all the same.
fn is_unfilled(stamp: &Stamp, words: &str) -> bool {
    let behind = words.get(stamp.rest..).unwrap_or_default();
    let mut parts = behind.split_whitespace();
    let first = parts.next().unwrap_or_default();
    let is_blank = || is_blank_time(first.trim_matches(['*', '[', ']', '|', ':', '-']));
    stamp.time.is_none() && is_blank() && asks_for_words(parts)
}

/// True for the few words by which a template asks for what happened.
fn asks_for_words<'a>(mut words: impl Iterator<Item = &'a str>) -> bool {
    const ASKS: &[&str] = &["description", "describe", "happened", "event", "text"];
    /// No template asks in more.
    const MOST: usize = 8;
    let mut asks = false;
    let mut is_empty = true;
    for word in words.by_ref().take(MOST) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        is_empty &= word.is_empty();
        asks |= ASKS.iter().any(|ask| word.eq_ignore_ascii_case(ask));
    }
    is_empty || asks && words.next().is_none()
}

/// No blank time is longer.
const LONGEST_BLANK: usize = 20;

/// The words of one block on one line.
fn words_of(block: &Block) -> Cow<'_, str> {
    match &block.kind {
        BlockKind::Paragraph(content) => text::on_one_line(content),
        BlockKind::Heading(heading) => text::on_one_line(&heading.content),
        // The head of a table says nothing, and a cell without a letter no more.
        BlockKind::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            let mut out = String::new();
            for cell in cells.filter(|cell| !cell.header) {
                let words = text::one_line(&text::of_blocks(&cell.blocks));
                if words.contains(char::is_alphabetic) {
                    push_words(&mut out, &words);
                }
            }
            out.into()
        }
        _ => text::one_line(&text::of_blocks(std::slice::from_ref(block))).into(),
    }
}

/// True for a paragraph that is a link and nothing else.
fn is_link(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(content)
        if matches!(content.as_slice(), [Inline { kind: InlineKind::Link(_), .. }]))
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
