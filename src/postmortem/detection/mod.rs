//! How the incident was noticed, as far as the report tells: by an alert, by users, by luck.
//!
//! Takes the values behind labels, the lines of the account and the entries of the timeline, gives at most two ways with the words that
//! speak for them. Where the report says that it speaks of detection that decides; elsewhere only whole phrases count. What is denied or
//! wished for (`no alert fired`, `an alert would have`) does not.

mod vocabulary;
pub mod ways;

use super::account::{Line, Part};
use super::phrases::around;
use super::timeline::Entry;
use super::{Facet, Origin};
use crate::source::Span;

pub(super) use vocabulary::Vocabulary;

/// At most so many ways are suggested.
const MOST: usize = 2;
/// What has less of the surest one's weight is left out.
const SHARE: f32 = 0.6;
/// So much must speak for a way.
const NEEDED: f32 = 1.0;
/// A word that counts only where the report speaks of detection, beside a phrase that counts everywhere.
const NAMED: f32 = 0.5;

/// The way that a value of a label names, where it is nothing but its name: `Monitoring`, `customer report`.
pub(super) fn way_of<'v>(value: &str, vocabulary: &'v Vocabulary) -> Option<&'v str> {
    let value = value.trim().trim_end_matches('.').to_lowercase();
    let way = vocabulary.aliases.get(value.as_str())?;
    Some(&vocabulary.ways[*way])
}

/// What speaks for a way.
#[derive(Default, Clone)]
struct Score {
    weight: f32,
    best: f32,
    /// Where the phrase stands in its line that weighs most.
    at: usize,
    evidence: String,
    span: Span,
}

/// The ways that the words suggest, the surest first. Values of labels count as what is said of detection.
pub(super) fn suggest<'l>(
    labelled: impl Iterator<Item = (&'l str, Span)>,
    account: &[Line],
    vocabulary: &Vocabulary,
) -> Vec<Facet> {
    let mut scores = vec![Score::default(); vocabulary.ways.len()];
    for (value, span) in labelled {
        search(value, span, (3.0, true), vocabulary, &mut scores);
    }
    let speaks_of_it = |line: &&Line| line.part == Part::Detection;
    for line in account.iter().filter(speaks_of_it) {
        let weight = if line.is_first { 3.0 } else { 1.0 };
        search(
            &line.text,
            line.span,
            (weight, true),
            vocabulary,
            &mut scores,
        );
    }
    if scores.iter().all(|score| score.weight < NEEDED) {
        for line in account.iter().filter(|line| !speaks_of_it(line)) {
            let weight = match line.part {
                Part::Opening | Part::Summary | Part::Timeline => 1.0,
                Part::Impact | Part::Cause | Part::Detection => 0.5,
            };
            search(
                &line.text,
                line.span,
                (weight, false),
                vocabulary,
                &mut scores,
            );
        }
    }
    let mut best: Vec<(usize, Score)> = scores
        .into_iter()
        .enumerate()
        .filter(|(_, score)| score.weight >= NEEDED)
        .collect();
    best.sort_by(|a, b| b.1.weight.total_cmp(&a.1.weight).then(a.0.cmp(&b.0)));
    let top = best.first().map_or(0.0, |(_, score)| score.weight);
    best.into_iter()
        .filter(|(_, score)| score.weight >= top * SHARE)
        .take(MOST)
        .map(|best| facet(best, vocabulary))
        .collect()
}

/// Entries of a timeline that are looked at: what is noticed later is another matter.
const ENTRIES: usize = 12;

/// The way that the timeline tells: that of the first entry which tells one.
pub(super) fn in_timeline(entries: &[Entry], vocabulary: &Vocabulary) -> Vec<Facet> {
    let of_entry = |entry: &Entry| {
        let mut scores = vec![Score::default(); vocabulary.ways.len()];
        search(
            &entry.text,
            entry.span,
            (1.0, false),
            vocabulary,
            &mut scores,
        );
        let best = scores
            .into_iter()
            .enumerate()
            .filter(|(_, score)| score.weight >= NEEDED)
            .min_by_key(|(_, score)| score.at)?;
        Some(facet(best, vocabulary))
    };
    entries
        .iter()
        .take(ENTRIES)
        .find_map(of_entry)
        .into_iter()
        .collect()
}

fn facet((way, score): (usize, Score), vocabulary: &Vocabulary) -> Facet {
    Facet {
        name: vocabulary.ways[way].clone(),
        origin: Origin::Suggested,
        evidence: Some(score.evidence),
        span: score.span,
    }
}

/// Adds what the phrases of a line weigh; of one way a line counts its weightiest phrase.
fn search(
    words: &str,
    span: Span,
    (weight, speaks_of_it): (f32, bool),
    vocabulary: &Vocabulary,
    scores: &mut [Score],
) {
    let is_wanted = |phrase: usize| speaks_of_it || !vocabulary.meaning[phrase].1;
    let found = vocabulary.phrases.find_of(words, &is_wanted);
    if found.is_empty() {
        return;
    }
    let mut own: Vec<(f32, std::ops::Range<usize>)> = vec![(0.0, 0..0); scores.len()];
    // Where the last phrase that counts ends, and what it says: one that begins inside it says the rest of it (`users noticed that`).
    let mut last = (0, None);
    for found in found {
        let (way, is_named) = vocabulary.meaning[found.phrase];
        let adds = if is_named { weight * NAMED } else { weight };
        if adds <= own[way].0 {
            continue;
        }
        let before = &words[..found.start];
        let is_inside = words.as_bytes()[found.start].is_ascii_alphanumeric()
            && before.ends_with(char::is_alphanumeric);
        let is_rest = found.start < last.0 && last.1 != Some(way);
        if !is_inside && !is_rest && !is_denied(before) && !is_denied_behind(&words[found.end..]) {
            own[way] = (adds, found.range());
            last = (found.end, Some(way));
        }
    }
    for (score, (adds, range)) in scores.iter_mut().zip(own) {
        if adds == 0.0 {
            continue;
        }
        score.weight += adds;
        if adds > score.best {
            score.best = adds;
            score.at = range.start;
            score.evidence = around(words, range);
            score.span = span;
        }
    }
}

/// True where the words right before say that it was not so, or should be: `no`, `not`, `should have been`, `add`.
fn is_denied(before: &str) -> bool {
    let near = before
        .char_indices()
        .rev()
        .nth(40)
        .map_or(before, |(at, _)| &before[at..]);
    let sentence = near
        .rsplit(['.', ';', '!', '?', '\n'])
        .next()
        .unwrap_or(near);
    let words = sentence.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')));
    words.filter(|word| !word.is_empty()).take(4).any(|word| {
        matches!(
            &*word.to_ascii_lowercase(),
            "not"
                | "no"
                | "never"
                | "without"
                | "isn't"
                | "wasn't"
                | "weren't"
                | "didn't"
                | "wasn’t"
                | "weren’t"
                | "didn’t"
                | "should"
                | "would"
                | "could"
                | "add"
                | "create"
                | "until"
                | "before"
                | "if"
                | "lack"
                | "missing"
                | "ingen"
                | "ikke"
                | "nicht"
                | "kein"
                | "keine"
                | "aucune"
                | "pas"
        )
    })
}

/// True where the words behind say so: `alerts did not fire`, `monitoring was missing`.
fn is_denied_behind(behind: &str) -> bool {
    let near = behind
        .char_indices()
        .nth(40)
        .map_or(behind, |(at, _)| &behind[..at]);
    let sentence = near
        .split(['.', ';', '!', '?', '\n'])
        .next()
        .unwrap_or(near);
    let words = sentence.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')));
    let mut near = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .take(4);
    // `alerts should have`, `alerts would`: what is wished for stands right behind.
    let is_wished = near
        .next()
        .is_some_and(|word| matches!(&*word, "should" | "would" | "could" | "never" | "not"));
    is_wished
        || near.any(|word| {
            matches!(
                &*word,
                "not"
                    | "didn't"
                    | "didn’t"
                    | "wasn't"
                    | "weren't"
                    | "never"
                    | "missing"
                    | "ikke"
                    | "nicht"
            )
        })
}
