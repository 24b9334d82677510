//! Items of lists as rows of a timeline.
//!
//! Takes a list, gives a row for each item that says something: one with a time, one that stands among such, one below a day. What
//! stands below an item belongs to it, but for items with times of their own.

use std::borrow::Cow;

use super::lines::{lines, may_have_figures, may_have_lines};
use super::{Gathered, Label, Row, is_bare, is_blank_time, is_unfilled, push_words, words_of};
use crate::document::{Block, BlockKind, List};
use crate::postmortem::when::stamp::{Stamp, stamp};

impl Gathered {
    pub(super) fn list(&mut self, list: &List) {
        let label = self.label.take();
        let open = self.open.take();
        // What is read here of items is not read again below.
        let mut begins = Vec::new();
        let has_times = list.items.iter().any(|item| {
            let mut blocks = item.blocks.iter();
            let begin = blocks.next().and_then(Begin::of);
            let is_timed = begin.as_ref().is_some_and(Begin::is_timed);
            begins.push(begin);
            is_timed || blocks.any(|block| times(block) > 0)
        });
        if has_times {
            self.items(list, begins, false);
        } else {
            self.untimed(list, begins, label, open);
        }
    }

    /// The items of a list without a time: what happened at the time above, or on the day above.
    fn untimed(
        &mut self,
        list: &List,
        begins: Vec<Option<Begin<'_>>>,
        label: Option<Label>,
        open: Option<usize>,
    ) {
        let words = || {
            let mut out = String::new();
            let items = list.items.iter();
            for block in items.filter_map(|item| item.blocks.first()) {
                push_words(&mut out, &words_of(block));
            }
            out
        };
        match label {
            Some(label) if label.stamp.time.is_some() => {
                let row = self.labelled(label, &words());
                self.rows.push(row);
            }
            Some(label) => {
                let before = self.rows.len();
                self.items(list, begins, false);
                let rows = self.rows[before..].iter_mut();
                for row in rows.filter(|row| row.stamp.is_none()) {
                    row.stamp = Some(label.stamp.clone());
                    row.written.clone_from(&label.written);
                }
            }
            None => match open.and_then(|at| self.rows.get_mut(at)) {
                Some(row) => push_words(&mut row.text, &words()),
                None => self.items(list, begins, true),
            },
        }
    }

    /// The rows of a list; `begins` is how its first items begin, as far as that is known.
    fn items(&mut self, list: &List, begins: Vec<Option<Begin<'_>>>, is_loose: bool) {
        self.rows.reserve(list.items.len());
        let mut begins = begins.into_iter();
        for item in &list.items {
            let begin = begins.next().flatten();
            let Some((first, nested)) = item.blocks.split_first() else {
                continue;
            };
            // Lines of an item that are items by their looks only.
            let mut lines = match &first.kind {
                BlockKind::Paragraph(content) if may_have_lines(content) => lines(content),
                _ => Vec::new(),
            };
            let further = lines.split_off(lines.len().min(1));
            let is_split = further
                .iter()
                .all(|line| begins_with_time(bare(&line.words)));
            let further = if is_split { further } else { Vec::new() };
            let Begin {
                words,
                stamp: found,
            } = match lines.pop().filter(|_| !further.is_empty()) {
                Some(line) => Begin::of_words(line.words.into()),
                None => begin.unwrap_or_else(|| Begin::of_words(words_of(first))),
            };
            if words.is_empty() && nested.is_empty() {
                continue;
            }
            let is_template = match &found {
                Some(found) => is_unfilled(found, &words),
                None => is_blank(&words),
            };
            if is_template {
                continue;
            }
            let has_time = found.as_ref().is_some_and(|stamp| stamp.time.is_some());
            let has_nested = nested.iter().any(|block| times(block) > 0);
            // A day over a list of times, or words over one.
            if !has_time && has_nested {
                let before = self.day;
                self.day = found.as_ref().and_then(|stamp| stamp.day).or(self.day);
                self.blocks(nested);
                if found.is_none() {
                    self.day = before;
                }
                continue;
            }
            // A day over a list of what happened on it.
            let is_day = found
                .as_ref()
                .is_some_and(|found| found.time.is_none() && is_bare(found, &words));
            let mut row = self.row(found, &words, item.span);
            row.is_loose = is_loose;
            if row.text.is_empty() {
                row.text = nested
                    .first()
                    .map(words_of)
                    .unwrap_or_default()
                    .into_owned();
            }
            if !row.text.is_empty() {
                self.rows.push(row);
            } else if nested.is_empty() && is_day {
                // An item that is only a day stands over the items behind it.
                self.day_over(&words);
            }
            for line in further {
                let words = bare(&line.words);
                self.rows.push(self.row(stamp(words), words, item.span));
            }
            // Times below a time are entries of their own.
            if has_nested {
                let before = self.rows.len();
                self.blocks(nested);
                let own = self.rows.split_off(before);
                self.rows.extend(own.into_iter().filter(Row::is_timed));
            }
            self.open = None;
        }
        self.label = None;
    }
}

/// How an item begins.
struct Begin<'a> {
    words: Cow<'a, str>,
    stamp: Option<Stamp>,
}

impl<'a> Begin<'a> {
    fn of_words(words: Cow<'a, str>) -> Self {
        let stamp = stamp(&words);
        Self { words, stamp }
    }

    /// That of a block; `None` where no figure stands in its words, so that they are no time.
    fn of(block: &'a Block) -> Option<Self> {
        let may_be = match &block.kind {
            BlockKind::Paragraph(content) => may_have_figures(content),
            _ => true,
        };
        may_be.then(|| Self::of_words(words_of(block)))
    }

    fn is_timed(&self) -> bool {
        let stamp = self.stamp.as_ref();
        stamp.is_some_and(|stamp| stamp.time.is_some())
    }
}

/// How many items of a list begin with a time of day; none in what is no list.
pub(super) fn times(block: &Block) -> usize {
    let BlockKind::List(list) = &block.kind else {
        return 0;
    };
    let words = list.items.iter().filter_map(|item| item.blocks.first());
    words.filter(|block| is_timed(block)).count()
}

/// True for an item of a template: `HH:mm: what happened`.
fn is_blank(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    is_blank_time(first.trim_matches(['*', '[', ']', ':', '-']))
}

/// A line without the mark of an item.
fn bare(words: &str) -> &str {
    words.trim_start_matches(['–', '—', '-', '•', '*', ' '])
}

/// True for a block that begins with a time of day.
fn is_timed(block: &Block) -> bool {
    Begin::of(block).is_some_and(|begin| begin.is_timed())
}

fn begins_with_time(words: &str) -> bool {
    stamp(words).is_some_and(|stamp| stamp.time.is_some())
}
