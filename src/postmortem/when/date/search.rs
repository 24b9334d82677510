//! Where in a text a day may be written.
//!
//! Takes a text, tries each of its figures once, and the name of a month before it. What a form means is the matter of `date`.

use super::{Found, Trust, month_first, numeric};
use crate::document::text;
use crate::postmortem::when::cursor::{GAP, WIDEST, is_small_word};
use crate::postmortem::when::figure::{has_figure, last_year, next_figure};
use crate::postmortem::when::{month, signs, weekday};

/// The days of a text, in its order.
pub(super) struct Dates<'a> {
    text: &'a str,
    at: usize,
    /// No date begins behind that byte.
    end: usize,
    trust: Trust,
}

impl<'a> Dates<'a> {
    pub(super) fn new(text: &'a str, trust: Trust) -> Self {
        // No date goes without a figure, and in running text none without those of its year.
        let end = match trust {
            Trust::Prose => last_year(text),
            Trust::Value if has_figure(text) => text.len(),
            Trust::Value => 0,
        };
        Self {
            text,
            at: 0,
            end,
            trust,
        }
    }
}

impl Iterator for Dates<'_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        let text = self.text;
        // Every date has figures, and only the name of a month may stand before them.
        while let Some(figure) = next_figure(text, self.at).filter(|at| *at < self.end) {
            let run = signs::figures(&text.as_bytes()[figure..]);
            let named = named_before(text, self.at, figure);
            let named = named.and_then(|(start, month, name)| {
                let found = month_first(&text[start..], month, name);
                Some((start, found?))
            });
            let found = named.or_else(|| {
                let is_inside = is_inside(&text[..figure]);
                let found = (!is_inside).then(|| numeric(&text[figure..], run, self.trust));
                Some((figure, found.flatten()?))
            });
            let Some((start, (date, precision, length))) = found else {
                self.at = figure + run;
                continue;
            };
            self.at = start + length;
            let near = text::last(&text[..start], 21);
            return Some(Found {
                date,
                precision,
                range: start..start + length,
                weekday: weekday::before(near).or_else(|| weekday::behind(&text[start + length..])),
            });
        }
        None
    }
}

/// The name of a month that leads to figures: where it begins, which it is, and its length. It does not begin before that byte.
fn named_before(text: &str, from: usize, figure: usize) -> Option<(usize, i8, usize)> {
    let end = without_gap(text, from, figure)?;
    let (start, month) = word_before(text, from, end)?;
    if is_small_word(&text[start..end]) {
        let end = without_gap(text, from, start)?;
        let (start, month) = word_before(text, from, end)?;
        return Some((start, month?, end - start));
    }
    Some((start, month?, end - start))
}

/// Where the word ends that a gap parts from what begins at that byte.
fn without_gap(text: &str, from: usize, to: usize) -> Option<usize> {
    let mut end = to;
    for _ in 0..WIDEST {
        let Some(c) = text[from..end].chars().next_back() else {
            break;
        };
        if GAP.one(text, end - c.len_utf8()) == 0 {
            break;
        }
        end -= c.len_utf8();
    }
    (end < to).then_some(end)
}

/// Where the word begins that ends there, and the month that it names; `None` where no short word ends there.
fn word_before(text: &str, from: usize, end: usize) -> Option<(usize, Option<i8>)> {
    let mut start = end;
    for c in text[from..end].chars().rev() {
        if !c.is_alphanumeric() || c.is_ascii_digit() {
            break;
        }
        start -= c.len_utf8();
        if end - start > month::LONGEST {
            return None;
        }
    }
    let month = month::number(&text[start..end]);
    let month = month.filter(|_| !is_inside(&text[..start]));
    (start < end).then_some((start, month))
}

/// True inside a longer word (`PM2021`), behind a point (`1.2021`) or a sign of numbers (`#2021`, `v2021`).
fn is_inside(before: &str) -> bool {
    match before.as_bytes().last() {
        None => false,
        Some(b'#' | b'.' | b'+' | b'$' | b'=') => true,
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        // Scripts without blanks between words set dates right behind letters.
        Some(_) => {
            let last = before.chars().next_back();
            last.is_some_and(|c| c.is_alphanumeric() && (c as u32) < 0x2E80)
        }
    }
}
