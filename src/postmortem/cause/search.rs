//! The phrases of the vocabulary in a text: which count, and how much.
//!
//! Takes a piece of text, gives the terms that its phrases speak for with their weight. A phrase that is denied does not count, and one
//! in a sentence that names a cause counts as much as in a passage about it. Several phrases for one term count less and less: what has
//! many names is not surer than what has one.

use std::collections::BTreeMap;

use super::texts::Piece;
use super::vocabulary::{Force, Meaning, VOCABULARY};
use crate::document::text;

/// What the phrases of one piece say for a term.
#[derive(Debug)]
pub(super) struct Found {
    /// The number of the term.
    pub(super) term: usize,
    /// What they weigh together.
    pub(super) weight: f32,
    /// True where a phrase speaks for it that means nothing else.
    pub(super) is_sure: bool,
    /// Where the phrase stands in the piece that weighs most.
    best: (usize, usize),
}

/// One phrase in a piece.
struct Hit {
    term: usize,
    force: Force,
    /// What it weighs where it stands; 0 before that is known.
    weight: f32,
    start: usize,
    end: usize,
}

/// What a phrase weighs at least where the text speaks of causes.
const OF_CAUSES: f32 = 2.0;
/// What a weak phrase weighs of it.
const WEAK: f32 = 0.34;
/// So often must the symptoms of a term be named before the text is about it.
const AGAIN: u32 = 4;
/// Bytes that a sentence is followed, before and behind the words that name a cause.
const SENTENCE: usize = 300;
/// Characters of the words that speak for a term, before and behind the phrase.
const AROUND: usize = 40;

/// The terms that the phrases in a piece speak for, by their number.
pub(super) fn search(piece: &Piece) -> Vec<Found> {
    let mut hits = hits(piece);
    // The heaviest of a term first; of equal weight the first in the text.
    hits.sort_by(|a, b| {
        let by_weight = b.weight.total_cmp(&a.weight);
        a.term
            .cmp(&b.term)
            .then(by_weight)
            .then(a.start.cmp(&b.start))
    });
    let mut out: Vec<Found> = Vec::new();
    let mut share = 1.0;
    for hit in hits {
        if let Some(last) = out.last_mut().filter(|last| last.term == hit.term) {
            share /= 2.0;
            last.weight += hit.weight * share;
            last.is_sure |= hit.force == Force::Strong;
        } else {
            share = 1.0;
            out.push(Found {
                term: hit.term,
                weight: hit.weight,
                is_sure: hit.force == Force::Strong,
                best: (hit.start, hit.end),
            });
        }
    }
    out
}

impl Found {
    /// The words that speak for the term as the author wrote them.
    pub(super) fn evidence(&self, piece: &Piece) -> String {
        around(&piece.words, self.best.0, self.best.1)
    }
}

/// The phrases that count, in the order of the text.
fn hits(piece: &Piece) -> Vec<Hit> {
    let words = &piece.words;
    let mut hits = Vec::new();
    // The sentences that name a cause, in order, none in another.
    let mut causal: Vec<(usize, usize)> = Vec::new();
    for found in VOCABULARY.phrases.find_overlapping_iter(words) {
        let (start, end) = (found.start(), found.end());
        let is_inside =
            words.as_bytes()[start].is_ascii() && words[..start].ends_with(char::is_alphanumeric);
        if is_inside {
            continue;
        }
        match VOCABULARY.meaning[found.pattern().as_usize()] {
            Meaning::NamesACause => {
                if causal.last().is_none_or(|(_, last)| *last <= start) {
                    causal.push(sentence_around(words, start, end));
                }
            }
            Meaning::Term { term, force } => {
                if !is_denied(&words[..start]) && !is_denied_behind(&words[end..]) {
                    hits.push(Hit {
                        term,
                        force,
                        weight: 0.0,
                        start,
                        end,
                    });
                }
            }
        }
    }
    // What is spoken of again and again is what the text is about.
    let mut times = BTreeMap::new();
    for hit in hits.iter().filter(|hit| hit.force == Force::Symptom) {
        *times.entry(hit.term).or_insert(0) += 1;
    }
    for hit in &mut hits {
        let at = causal.partition_point(|(_, last)| *last <= hit.start);
        let is_causal = causal.get(at).is_some_and(|(first, _)| *first <= hit.start);
        let place = if is_causal {
            piece.weight.max(OF_CAUSES)
        } else {
            piece.weight
        };
        if hit.force == Force::Symptom {
            hit.force = if place >= OF_CAUSES || times[&hit.term] >= AGAIN {
                Force::Strong
            } else {
                Force::Weak
            };
        }
        hit.weight = match hit.force {
            Force::Weak => place * WEAK,
            Force::Strong | Force::Symptom => place,
        };
    }
    hits
}

/// Where the sentence around some words begins and ends.
fn sentence_around(words: &str, start: usize, end: usize) -> (usize, usize) {
    let (before, behind) = (near_before(words, start), near_behind(words, end));
    let begins = [". ", "\n"]
        .iter()
        .filter_map(|mark| before.rfind(mark).map(|at| at + mark.len()))
        .max()
        .unwrap_or(0);
    let ends = [". ", "\n"]
        .iter()
        .filter_map(|mark| behind.find(mark))
        .min()
        .unwrap_or(behind.len());
    (start - before.len() + begins, end + ends)
}

fn near_before(words: &str, at: usize) -> &str {
    let mut from = at.saturating_sub(SENTENCE);
    while !words.is_char_boundary(from) {
        from += 1;
    }
    &words[from..at]
}

fn near_behind(words: &str, at: usize) -> &str {
    let mut to = (at + SENTENCE).min(words.len());
    while !words.is_char_boundary(to) {
        to -= 1;
    }
    &words[at..to]
}

/// True where the words right before say that it was not so: `not caused by`, `no`, `without`.
fn is_denied(before: &str) -> bool {
    let near = before
        .char_indices()
        .rev()
        .nth(32)
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
                | "wasn’t"
                | "isn’t"
                | "weren’t"
                | "weren't"
                | "unrelated"
                | "independent"
                | "ikke"
                | "nicht"
                | "kein"
                | "keine"
                | "pas"
        )
    })
}

/// True where the words behind say so: `… were ruled out as the cause`.
fn is_denied_behind(behind: &str) -> bool {
    let near = behind
        .char_indices()
        .nth(90)
        .map_or(behind, |(at, _)| &behind[..at]);
    let sentence = near
        .split(['.', ';', '!', '?', '\n'])
        .next()
        .unwrap_or(near);
    [
        "ruled out",
        "not the cause",
        "not related",
        "unrelated",
        "not to blame",
    ]
    .iter()
    .any(|denial| sentence.contains(denial))
}

/// The words around a phrase as the author wrote them.
fn around(source: &str, start: usize, end: usize) -> String {
    let begins = source[..start].rfind('\n').map_or(0, |at| at + 1);
    let ends = source[end..].find('\n').map_or(source.len(), |at| end + at);
    let (source, start, end) = (&source[begins..ends], start - begins, end - begins);
    let from = source[..start]
        .char_indices()
        .rev()
        .nth(AROUND)
        .map_or(0, |(at, _)| at);
    let from = source[from..start]
        .find(' ')
        .map_or(from, |at| if from == 0 { 0 } else { from + at + 1 });
    let to = source[end..]
        .char_indices()
        .nth(AROUND)
        .map_or(source.len(), |(at, _)| end + at);
    let to = if to == source.len() {
        to
    } else {
        source[end..to].rfind(' ').map_or(to, |at| end + at)
    };
    text::one_line(&source[from..to])
}
