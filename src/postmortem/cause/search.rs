//! The phrases of the vocabulary in a text: which count, and how much.
//!
//! Takes a piece of text, gives the terms that its phrases speak for with their weight. A phrase that is denied does not count, and one
//! in a sentence that names a cause counts as much as in a passage about it. Several phrases for one term count less and less: what has
//! many names is not surer than what has one.

use super::texts::Piece;
use super::vocabulary::{Force, Meaning, Vocabulary};
use crate::postmortem::phrases::around;

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
const AGAIN: u16 = 4;
/// Bytes that a sentence is followed, before and behind the words that name a cause.
const SENTENCE: usize = 300;
/// Words of so few bytes count only as a whole.
const SHORT: usize = 4;
/// Bytes between a word that denies and what it denies.
const NEAR: usize = 32;
/// Bytes before words such as `ruled out` in which they deny a phrase.
const BEHIND: usize = 90;

/// The terms that the phrases in a piece speak for, by their number.
pub(super) fn search(piece: &Piece, vocabulary: &Vocabulary) -> Vec<Found> {
    let mut hits = hits(piece, vocabulary);
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
        around(&piece.words, self.best.0..self.best.1)
    }
}

/// The phrases that count, in the order in which they end.
fn hits(piece: &Piece, vocabulary: &Vocabulary) -> Vec<Hit> {
    let words = &piece.words;
    let mut hits: Vec<Hit> = Vec::new();
    // The sentences that name a cause, in order, none in another.
    let mut causal: Vec<(usize, usize)> = Vec::new();
    // Where the last word that denies ends.
    let mut denial = None;
    // How often a phrase of a term was a symptom.
    let mut symptoms: Vec<u16> = Vec::new();
    for found in vocabulary.phrases.find(words) {
        let (start, end) = (found.start, found.end);
        let meaning = vocabulary.meaning[found.phrase];
        let (term, force) = match meaning {
            Meaning::Denies => {
                let is_short_form =
                    words[start..].starts_with("n'") || words[start..].starts_with("n\u{2019}");
                if is_begin(words, start) || is_short_form {
                    denial = Some(end);
                }
                continue;
            }
            Meaning::DeniesBefore => {
                let denied = sentence_around(words, start, start)
                    .0
                    .max(start.saturating_sub(BEHIND));
                // Hits come in the order in which they end: only the last ones can stand there.
                let from = hits.partition_point(|hit| hit.end <= denied);
                let to = hits.partition_point(|hit| hit.end <= start);
                hits.drain(from..to);
                continue;
            }
            Meaning::NamesACause => {
                let is_new = causal.last().is_none_or(|(_, last)| *last <= start);
                if is_new && is_begin(words, start) {
                    causal.push(sentence_around(words, start, end));
                }
                continue;
            }
            Meaning::Term { term, force } => (term, force),
        };
        let is_denied = denial.is_some_and(|end| end <= start && leaves_denied(&words[end..start]));
        if is_denied || !is_begin(words, start) || is_cut(words, start, end) {
            continue;
        }
        if force == Force::Symptom {
            symptoms.resize(vocabulary.terms.len(), 0);
            symptoms[term] = symptoms[term].saturating_add(1);
        }
        hits.push(Hit {
            term,
            force,
            weight: 0.0,
            start,
            end,
        });
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
            // What is spoken of again and again is what the text is about.
            hit.force = if place >= OF_CAUSES || symptoms[hit.term] >= AGAIN {
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

/// True where a word begins; words of scripts without blanks begin everywhere.
fn is_begin(words: &str, start: usize) -> bool {
    !words.as_bytes()[start].is_ascii() || !words[..start].ends_with(char::is_alphanumeric)
}

/// True for a short word that is only the beginning of another: `dns` in `dnsPolicy`. A plural is none.
fn is_cut(words: &str, start: usize, end: usize) -> bool {
    let behind = words[end..].strip_prefix('s').unwrap_or(&words[end..]);
    end - start <= SHORT && words.is_char_boundary(end) && behind.starts_with(char::is_alphanumeric)
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

/// True where what stands between a word that denies and a phrase leaves the phrase denied: a few words of the same sentence.
fn leaves_denied(between: &str) -> bool {
    between.len() <= NEAR
        && !between.contains(['.', ';', '!', '?', '\n'])
        && between.split_whitespace().count() <= 3
}
