//! What a report says of luck and of surprise: a remark for each item of a list, each row of a table, each paragraph.
//!
//! Takes the passages of a report, gives remarks in the order of the text, each with the place it stands at. What a template asks is no
//! remark, nor is what answers with nothing (`None`). It judges no luck: it is what the author put under such a heading.

use super::SectionKind;
use super::near::words;
use super::passage::{Passage, outermost};
use super::template::{is_placeholder, is_prompt};
use crate::document::prompt::fingerprint;
use crate::document::section::Headings;
use crate::document::{Block, BlockKind, Inline, InlineKind, List, ListItem, Row, text};

/// One remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Of what it speaks.
    pub of: Of,
    /// Its plain words on one line, never empty; of long ones the beginning.
    pub text: Box<str>,
    /// The id of the heading that it stands under; empty where it stands under none.
    pub anchor: Box<str>,
}

/// Of what a remark speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Of {
    /// Of luck: what went right and need not have.
    Luck,
    /// Of surprise: what nobody expected.
    Surprise,
}

/// So many characters of a remark are kept: nobody shows more of it, and a report may be one paragraph.
const LONGEST: usize = 480;

/// Those of one kind; of a report all of luck stand before those of surprise.
pub fn of(remarks: &[Remark], of: Of) -> &[Remark] {
    let from = remarks.partition_point(|remark| remark.of < of);
    let to = remarks.partition_point(|remark| remark.of <= of);
    &remarks[from..to]
}

/// The remarks of a report.
pub(super) fn read(passages: &[Passage<'_>], headings: &Headings) -> Vec<Remark> {
    let is_insight = |passage: &Passage<'_>| {
        passage.kind == SectionKind::Surprise
            && tells_insights(&passage.heading)
            && !headings.declares(&passage.heading)
    };
    let mut found = Vec::new();
    for (kind, of) in [
        (SectionKind::Lucky, Of::Luck),
        (SectionKind::Surprise, Of::Surprise),
    ] {
        for passage in outermost(passages, kind).filter(|passage| !is_insight(passage)) {
            let mut gatherer = Gatherer {
                of,
                anchor: &passage.anchor,
                found: &mut found,
            };
            gatherer.push(&passage.words);
            gatherer.blocks(own(passage, passages));
        }
    }
    found
}

/// True for a heading of insights. What stands there was learned: it may have surprised nobody, unless the heading says so.
fn tells_insights(heading: &str) -> bool {
    let has = |wanted: &[&str]| {
        words(heading).any(|word| wanted.iter().any(|one| word.eq_ignore_ascii_case(one)))
    };
    has(&["insight", "insights"]) && !has(&["surprise", "surprises", "surprised", "surprising"])
}

/// The blocks of a passage before the first heading in it that is about something else.
fn own<'a>(passage: &Passage<'a>, passages: &[Passage<'a>]) -> &'a [Block] {
    // Passages stand in the order of the text.
    let first = passages.partition_point(|other| other.at <= passage.at);
    let other = passages[first..]
        .iter()
        .take_while(|other| other.at < passage.end)
        .find(|other| {
            other.level.is_some() && ![SectionKind::Other, passage.kind].contains(&other.kind)
        });
    let Some(other) = other.filter(|_| passage.level.is_some()) else {
        return passage.blocks;
    };
    let length = other.at - passage.at - 1;
    passage.blocks.get(..length).unwrap_or(passage.blocks)
}

struct Gatherer<'o> {
    of: Of,
    anchor: &'o str,
    found: &'o mut Vec<Remark>,
}

impl Gatherer<'_> {
    fn push(&mut self, words: &str) {
        let words = text::one_line(words);
        if !is_nothing(&words) && !is_prompt(&words) {
            self.found.push(Remark {
                of: self.of,
                text: text::first(&words, LONGEST).into(),
                anchor: self.anchor.into(),
            });
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Paragraph(content) if fingerprint(block).is_none() => {
                    let words = text::words(content);
                    // `We were lucky twice:` says what the list below it says.
                    let next = blocks.get(at + 1).map(|next| &next.kind);
                    let announces = words.trim_end().ends_with([':', '：'])
                        && matches!(next, Some(BlockKind::List(_) | BlockKind::Table(_)));
                    if !announces && has_words(content) {
                        self.push(&words);
                    }
                }
                BlockKind::List(list) => self.list(list),
                BlockKind::DefinitionList(definitions) => {
                    for definition in definitions {
                        let term = text::words(&definition.term);
                        let details = text::of_blocks(&definition.details);
                        self.push(&format!("{term}: {details}"));
                    }
                }
                BlockKind::Table(table) => {
                    let is_head =
                        |row: &&Row| row.header || row.cells.iter().all(|cell| cell.header);
                    for row in table.rows.iter().filter(|row| !is_head(row)) {
                        let cells = row.cells.iter().map(|cell| text::of_cell(&cell.blocks));
                        let cells: Vec<_> = cells.filter(|cell| !is_nothing(cell)).collect();
                        self.push(&cells.join(" · "));
                    }
                }
                BlockKind::Quote(inner) | BlockKind::Group(inner) => self.blocks(inner),
                BlockKind::Details(details) => self.blocks(&details.blocks),
                BlockKind::Admonition(admonition) => self.blocks(&admonition.blocks),
                _ => {}
            }
        }
    }

    fn list(&mut self, list: &List) {
        let asks = |item: &ListItem| {
            (item.blocks.first()).is_some_and(|first| fingerprint(first).is_some())
        };
        for item in list.items.iter().filter(|item| !asks(item)) {
            self.push(&text::of_blocks(&item.blocks));
        }
    }
}

/// False for pictures: what stands in for one is no remark.
fn has_words(content: &[Inline]) -> bool {
    let is_word = |inline: &Inline| match &inline.kind {
        InlineKind::Image(_) | InlineKind::Break => false,
        InlineKind::Text(text) => text.contains(char::is_alphanumeric),
        _ => true,
    };
    content.iter().any(is_word)
}

/// True for words that say that there was none, and for no words.
fn is_nothing(words: &str) -> bool {
    let words = words.trim();
    is_placeholder(words)
        || !words.contains(char::is_alphanumeric)
        || NOTHING.contains(&words.trim_end_matches(['.', '!']).to_lowercase().as_str())
}

/// Answers that say that there was none.
const NOTHING: [&str; 15] = [
    "nothing",
    "no",
    "none really",
    "nothing really",
    "nothing in particular",
    "no luck",
    "not applicable",
    "no surprises",
    "we were not lucky",
    "ingenting",
    "ingen",
    "keine",
    "nichts",
    "aucune",
    "ninguna",
];
