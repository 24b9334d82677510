//! The times that the entries of a timeline begin with, set apart from what happened then.
//!
//! Takes the words of an entry and those of its time, finds where the time ends and where what happened begins, and writes them as
//! parts: the time, the signs between, the rest. What is known of the time beyond its words is left open, for the page to answer. It reads
//! no time: where the words of one do not stand at the beginning, they stay where they are, and what is known follows behind.

use super::{Writer, escape};
use crate::document::{Inline, InlineKind};

/// The time that a place begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryTime {
    /// Which entry of the timeline the place is, from 0.
    pub entry: u32,
    /// The time as its author wrote it.
    pub written: Box<str>,
    /// What happened, as it begins; empty where that stands elsewhere.
    pub told: Box<str>,
}

/// Where the parts of an entry begin, in bytes of its plain words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    time: usize,
    between: usize,
    told: usize,
    /// True where there is more than a gap around the time.
    has_signs: bool,
}

impl Parts {
    /// The parts of these words; none where they do not begin with that time, or where a part would end in the middle of a link.
    pub(super) fn of(content: &[Inline], time: &EntryTime) -> Option<Self> {
        if time.written.is_empty() {
            return None;
        }
        let mut plain = String::new();
        spell(content, &mut plain);
        let first = plain.find(char::is_alphanumeric)?;
        let starts = plain.char_indices().map(|(at, _)| at);
        let (start, end) = starts
            .take_while(|at| *at <= first)
            .take(MOST_SIGNS)
            .find_map(|at| Some((at, at + length_of(&plain[at..], &time.written)?)))?;
        let told = end + told_at(&plain[end..], &time.told);
        let are_whole = |at: &usize| is_border(content, *at);
        let parts = [start, end, told].iter().all(are_whole);
        // What stands before the time and between the two is shown to nobody who sees columns.
        let is_hidden = |at: usize| at < start || (end..told).contains(&at);
        let keeps_all =
            !stands_in(content, 0, &is_hidden) && plain[..start].chars().all(is_between);
        let is_gap = |text: &str| text.chars().all(char::is_whitespace);
        (parts && keeps_all).then_some(Self {
            has_signs: !is_gap(&plain[..start]) || !is_gap(&plain[end..told]),
            time: start,
            between: end,
            told,
        })
    }
}

/// So many signs may stand before a time: brackets, a dash.
const MOST_SIGNS: usize = 8;

/// How many bytes of a text these words take at its beginning, whatever the gaps between them are.
fn length_of(text: &str, words: &str) -> Option<usize> {
    let mut rest = text;
    for (number, word) in words.split_whitespace().enumerate() {
        let next = rest.trim_start();
        if number > 0 && next.len() == rest.len() {
            return None;
        }
        rest = if number > 0 { next } else { rest };
        rest = rest.strip_prefix(word)?;
    }
    // `10:0` is no part of `10:00`.
    let goes_on = rest.starts_with(char::is_alphanumeric);
    (!goes_on).then_some(text.len() - rest.len())
}

/// Where what happened begins behind a time: there are only signs before it.
fn told_at(behind: &str, told: &str) -> usize {
    let blank = behind.len() - behind.trim_start().len();
    let Some(word) = told.split_whitespace().next() else {
        return blank;
    };
    let first = behind.find(char::is_alphanumeric).unwrap_or(behind.len());
    let Some(found) = behind.find(word).filter(|at| *at <= first) else {
        return blank;
    };
    // A sign that a word begins with belongs to it: `-5 %` of something, `+1`, `(first)`.
    let is_figure = word.starts_with(|c: char| c.is_ascii_digit());
    let belongs = |c: char| {
        let opens = matches!(c, '(' | '[');
        !c.is_whitespace() && (opens || !is_between(c)) || c == '-' && is_figure
    };
    let gap = &behind[..behind[..found].trim_end_matches(belongs).len()];
    // Nor is any other sign left out, `> 50 %`, nor a dash that joins: `11:00-ish`.
    let is_joint = |at: usize| {
        let after = behind[at + 1..].starts_with(char::is_whitespace);
        !after && !behind[..at].ends_with(char::is_whitespace)
    };
    let mut signs = gap.char_indices();
    let meant = signs.find(|(at, c)| !is_between(*c) || *c == '-' && is_joint(*at));
    meant.map_or(gap.len(), |(at, _)| at)
}

/// True for a sign that only parts a time from what happened.
fn is_between(c: char) -> bool {
    c.is_whitespace() || "()[]{}|:,;.-–—*•".contains(c)
}

/// True where something without words stands at a place that `is_hidden` tells: a picture, the mark of a footnote, an anchor.
fn stands_in(content: &[Inline], mut at: usize, is_hidden: &impl Fn(usize) -> bool) -> bool {
    content.iter().any(|inline| {
        let start = at;
        at += length(inline);
        match &inline.kind {
            InlineKind::Styled(_, content) => stands_in(content, start, is_hidden),
            InlineKind::Link(link) => stands_in(&link.content, start, is_hidden),
            InlineKind::Image(_) | InlineKind::FootnoteReference(_) | InlineKind::Anchor(_) => {
                is_hidden(start)
            }
            _ => false,
        }
    })
}

/// The plain words of inlines, as [`length`] counts them.
fn spell(content: &[Inline], out: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) | InlineKind::Math(words) => {
                out.push_str(words);
            }
            InlineKind::Styled(_, content) => spell(content, out),
            InlineKind::Link(link) => spell(&link.content, out),
            InlineKind::Break => out.push('\n'),
            InlineKind::Image(_)
            | InlineKind::FootnoteReference(_)
            | InlineKind::Comment(_)
            | InlineKind::Anchor(_) => {}
        }
    }
}

/// How many bytes the plain words of an inline have.
fn length(inline: &Inline) -> usize {
    match &inline.kind {
        InlineKind::Text(words) | InlineKind::Code(words) | InlineKind::Math(words) => words.len(),
        InlineKind::Styled(_, content) => content.iter().map(length).sum(),
        InlineKind::Link(link) => link.content.iter().map(length).sum(),
        InlineKind::Break => 1,
        InlineKind::Image(_)
        | InlineKind::FootnoteReference(_)
        | InlineKind::Comment(_)
        | InlineKind::Anchor(_) => 0,
    }
}

/// True where words can be parted there: in a text, or between two inlines, but not in a link.
fn is_border(content: &[Inline], at: usize) -> bool {
    let mut start = 0;
    for inline in content {
        let end = start + length(inline);
        if start < at && at < end {
            return match &inline.kind {
                InlineKind::Text(_) => true,
                InlineKind::Styled(_, inner) => is_border(inner, at - start),
                _ => false,
            };
        }
        start = end;
    }
    true
}

impl<'a> Writer<'a> {
    /// The words of an entry that has a column for its time: the time, how long after the start it was, what happened. The caller ends
    /// the last.
    pub(super) fn entry_in_columns(&mut self, content: &'a [Inline], parts: Parts, entry: u32) {
        self.time(content, parts, entry);
        self.body.since(entry);
        if parts.has_signs {
            // For who reads without columns.
            self.body.html.push_str("<span class=\"between\">");
            self.inlines_between(content, 0, parts.time);
            self.inlines_between(content, parts.between, parts.told);
            self.body.html.push_str("</span>");
        }
        self.body.html.push_str(" <div class=\"what\">");
    }

    /// What happened, behind the time in its column.
    pub(super) fn entry_told(&mut self, content: &'a [Inline], parts: Parts) {
        self.inlines_between(content, parts.told, usize::MAX);
    }

    /// The words of an entry in a line: its time is followed by what is known of it.
    pub(super) fn entry_in_line(&mut self, content: &'a [Inline], parts: Parts, entry: u32) {
        self.inlines_between(content, 0, parts.time);
        self.time(content, parts, entry);
        self.body.since(entry);
        self.inlines_between(content, parts.between, usize::MAX);
    }

    /// Words that begin with the time of the place that the writer is in, else as they are.
    pub(super) fn words_of_entry(&mut self, content: &'a [Inline]) {
        let time = self.marks.time();
        match time.and_then(|time| Some((Parts::of(content, time)?, time.entry))) {
            Some((parts, entry)) => {
                self.marks.told();
                self.entry_in_line(content, parts, entry);
            }
            None => self.inlines(content),
        }
    }

    fn time(&mut self, content: &'a [Inline], parts: Parts, entry: u32) {
        self.body.html.push_str("<span class=\"at\">");
        self.body.begin_time(entry);
        self.inlines_between(content, parts.time, parts.between);
        self.body.end_time(entry);
        self.body.html.push_str("</span>");
    }

    /// Writes what of some inlines stands between two places of their plain words.
    fn inlines_between(&mut self, content: &'a [Inline], from: usize, to: usize) {
        let mut start = 0;
        for inline in content {
            let end = start + length(inline);
            let is_inside = from <= start && (end <= to && start < to);
            let is_touched = start < to && from < end;
            if is_inside {
                self.inlines(std::slice::from_ref(inline));
            } else if is_touched {
                let (from, to) = (from.saturating_sub(start), to.min(end) - start);
                match &inline.kind {
                    InlineKind::Text(words) => {
                        let part = words.get(from..to).unwrap_or_default();
                        escape::push(part, &mut self.body.html);
                    }
                    InlineKind::Styled(style, inner) => {
                        let tag = super::inline::tag(*style);
                        self.body.html.extend(["<", tag, ">"]);
                        self.inlines_between(inner, from, to);
                        self.body.html.extend(["</", tag, ">"]);
                    }
                    // `Parts::of` parts nothing else.
                    _ => {}
                }
            }
            start = end;
        }
    }
}
