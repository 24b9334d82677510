//! Lines that end with a time: `Noticed: 17.09.2023 09.05`.
//!
//! Takes the blocks of a timeline of which no line begins with a time, gives a row for each line whose words behind the colon are one.

use super::lines::pieces;
use super::{Gathered, Row};
use crate::document::{Block, BlockKind, Inline};
use crate::postmortem::when::stamp::stamp;
use crate::source::Span;

/// So many lines are a timeline.
const LINES: usize = 2;

impl Gathered {
    /// The rows of lines that name first what happened, then when; `None` where these are none.
    pub(in crate::postmortem::timeline) fn of_labels(blocks: &[Block]) -> Option<Self> {
        let mut rows = Self::default();
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) => rows.labels(content, block.span, true),
                BlockKind::List(list) => {
                    for item in &list.items {
                        if let Some(BlockKind::Paragraph(content)) =
                            item.blocks.first().map(|block| &block.kind)
                        {
                            rows.labels(content, item.span, false);
                        }
                    }
                }
                _ => {}
            }
        }
        (rows.timed() >= LINES).then_some(rows)
    }

    /// The rows of a paragraph. Only one that stands by itself has lines that are places on the page; an item is one place.
    fn labels(&mut self, content: &[Inline], span: Span, has_lines: bool) {
        for (words, number) in pieces(content) {
            if let Some(row) = self.label_row(&words, span) {
                self.rows.push(Row {
                    line: if has_lines { number } else { 0 },
                    ..row
                });
            }
        }
    }

    fn label_row(&self, words: &str, span: Span) -> Option<Row> {
        let (name, time) = words.split_once(": ")?;
        let time = time.trim();
        let found = stamp(time).filter(|found| found.time.is_some())?;
        let is_all = !time[found.rest..].contains(char::is_alphanumeric);
        if !is_all || !name.contains(char::is_alphabetic) {
            return None;
        }
        let mut row = self.row(Some(found), time, span);
        name.trim_matches(['*', ' ']).clone_into(&mut row.text);
        Some(row)
    }
}
