//! Lines that begin with a time of day, as the entries of a list.

use super::Reading;
use super::clock::{Clock, clock, is_day};
use super::lines::{Line, span, trimmed};
use super::shape::marker;
use crate::document::{Block, BlockKind, List, ListItem, Numbering};

impl Reading<'_> {
    /// Reads the entries that begin at a line; gives the line behind them.
    pub(super) fn entries(
        &mut self,
        lines: &[Line],
        at: usize,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        let first = lines[at];
        let is_day = self.opens_day(lines, at);
        if !is_day && !self.begins_entries(lines, at) {
            return None;
        }
        let mut items = Vec::new();
        let mut next = at;
        let mut is_tight = true;
        while let Some(line) = lines.get(next) {
            let words = line.of(self.text);
            let begins = !line.is_blank()
                && line.indent.abs_diff(first.indent) < 2
                && (clock(words).is_some() || self.opens_day(lines, next));
            if !begins {
                break;
            }
            let end = self.entry_end(lines, next, first.indent);
            let body = trimmed(&lines[next..end]);
            items.push(self.entry(body));
            let behind = next_line(lines, end);
            next = if self.goes_on(lines, behind, first.indent) {
                is_tight &= behind == end;
                behind
            } else {
                let whole = span(&lines[at..end])?;
                push(items, whole, is_tight, out);
                return Some(end);
            };
        }
        let whole = span(&lines[at..next])?;
        push(items, whole, is_tight, out);
        Some(next)
    }

    /// True where a line begins an entry, and it is plain that it is one: its time is parted from its words, or more follow.
    fn begins_entries(&self, lines: &[Line], at: usize) -> bool {
        let first = lines[at];
        match clock(first.of(self.text)) {
            None => false,
            Some(Clock::Parted) => true,
            Some(Clock::Bare) if self.is_below_day => true,
            Some(Clock::Bare) => {
                let next = lines[at + 1..]
                    .iter()
                    .take(4)
                    .find(|line| line.is_blank() || line.indent <= first.indent);
                next.is_some_and(|line| clock(line.of(self.text)).is_some())
            }
        }
    }

    /// True for a line that is a day, with entries set in below it, a blank line between at most.
    fn opens_day(&self, lines: &[Line], at: usize) -> bool {
        let line = lines[at];
        if !is_day(line.of(self.text)) {
            return false;
        }
        let mut below = lines[at + 1..].iter().take(2);
        below
            .find(|next| !next.is_blank())
            .is_some_and(|next| next.indent > line.indent && clock(next.of(self.text)).is_some())
    }

    /// True where another entry of the same list stands at a line.
    fn goes_on(&self, lines: &[Line], at: usize, indent: usize) -> bool {
        lines.get(at).is_some_and(|line| {
            line.indent.abs_diff(indent) < 2
                && (clock(line.of(self.text)).is_some() || self.opens_day(lines, at))
        })
    }

    /// The line behind an entry: what is set in belongs to it, and lines that follow without a blank one. Blank lines behind
    /// it are no part of it.
    fn entry_end(&self, lines: &[Line], at: usize, indent: usize) -> usize {
        let mut end = at + 1;
        let mut last = at;
        while let Some(line) = lines.get(end) {
            let words = line.of(self.text);
            if line.is_blank() {
                end += 1;
                continue;
            }
            let is_apart = end > last + 1;
            let is_set_in = line.indent >= indent + 2;
            let goes_on = !is_apart
                && clock(words).is_none()
                && !is_day(words)
                && marker(words).is_none()
                && !words.starts_with('>')
                && super::shape::rule(words).is_none()
                && !words.ends_with(':')
                && super::heading::may_go_on(words);
            if !is_set_in && !goes_on {
                break;
            }
            last = end;
            end += 1;
        }
        last + 1
    }

    /// One entry: its line, and what belongs to it.
    fn entry(&mut self, body: &[Line]) -> ListItem {
        let whole = span(body).unwrap_or_default();
        let mut blocks = Vec::new();
        let (first, rest) = body.split_at(1.min(body.len()));
        let is_one = rest
            .iter()
            .all(|line| !line.is_blank() && marker(line.of(self.text)).is_none())
            && rest.iter().all(|line| clock(line.of(self.text)).is_none());
        if is_one {
            self.push_words_inside(body, &mut blocks);
        } else {
            self.push_words_inside(first, &mut blocks);
            let is_day = first.first().is_some_and(|day| is_day(day.of(self.text)));
            let around = std::mem::replace(&mut self.is_below_day, is_day);
            blocks.extend(self.inside(rest));
            self.is_below_day = around;
        }
        ListItem {
            span: whole,
            check: None,
            blocks,
        }
    }
}

/// The next line that is not blank.
pub(super) fn next_line(lines: &[Line], at: usize) -> usize {
    let blank = lines[at.min(lines.len())..]
        .iter()
        .take_while(|line| line.is_blank());
    at + blank.count()
}

fn push(items: Vec<ListItem>, span: crate::source::Span, tight: bool, out: &mut Vec<Block>) {
    let list = List {
        start: None,
        numbering: Numbering::default(),
        tight,
        items,
    };
    out.push(Block::new(span, BlockKind::List(Box::new(list))));
}
