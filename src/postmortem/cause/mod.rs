//! Why it happened, as far as the words of the report let one suggest: causes and triggers by weighted phrases.
//!
//! Takes the passages of a report that has stated no cause, gives causes and triggers of a vocabulary with the words that
//! speak for them. What speaks of causes is searched, before it what the author calls the cause; where that says nothing, the rest. A
//! phrase that is denied does not count, and what stays below a confidence is not suggested: two right causes beat five.

mod denial;
mod search;
mod sentence;
pub mod terms;
mod texts;
mod vocabulary;

use std::collections::BTreeMap;

use super::passage::Passage;
use super::{Facet, Origin};
use crate::document::Block;
use search::{Found, search};
use terms::Axis;
use texts::{Piece, Place};

pub(super) use vocabulary::Vocabulary;

/// What a report suggests.
#[derive(Debug, Default)]
pub(super) struct Suggested {
    /// The causes, the surest first.
    pub(super) causes: Vec<Facet>,
    /// The triggers, the surest first.
    pub(super) triggers: Vec<Facet>,
}

/// So much must speak for one before it is suggested.
const NEEDED: f32 = 1.5;
/// So much of all that a report says, where what speaks of causes says nothing.
const NEEDED_OF_ALL: f32 = 0.8;
/// So much of that where no phrase means nothing else.
const NEEDED_OF_HINTS: f32 = 1.2;
/// What a phrase weighs at least where a text says that it is a cause.
const TOLD: f32 = 2.0;
/// At most so many causes.
const MOST_CAUSES: usize = 2;
/// At most so many triggers.
const MOST_TRIGGERS: usize = 1;
/// What has less of the surest one's weight is left out.
const SHARE: f32 = 0.5;

/// Kinds that say no more than their group: `capacity/exhaustion`. A finer one of the group says it better.
const BROAD: [&str; 5] = ["exhaustion", "failure", "defect", "error", "gap"];
/// It needs so much of what speaks for the broad one.
const SHARE_OF_BROAD: f32 = 0.6;

/// How much speaks for a term, and where most does.
struct Score {
    weight: f32,
    is_sure: bool,
    /// True where the author says that it is the cause.
    is_stated: bool,
    /// What the piece weighs that says most, and its number.
    best: (f32, usize),
    found: Found,
}

/// What the pieces of a report say.
struct Scores<'v> {
    vocabulary: &'v Vocabulary,
    pieces: Vec<Piece>,
    by_term: BTreeMap<usize, Score>,
}

/// The causes and triggers that the words suggest.
pub(super) fn suggest(
    vocabulary: &Vocabulary,
    title: &str,
    passages: &[Passage<'_>],
    blocks: &[Block],
) -> Suggested {
    let mut scores = Scores {
        vocabulary,
        pieces: Vec::new(),
        by_term: BTreeMap::new(),
    };
    scores.add(texts::pieces(title, passages, blocks));
    let further = texts::further_pieces(passages, blocks);
    if !scores.by_term.values().any(|score| score.is_stated) {
        scores.add_stated(&further);
    }
    let suggested = scores.best(|score| score.is_stated || score.is_sure && score.weight >= NEEDED);
    if !suggested.causes.is_empty() || !suggested.triggers.is_empty() {
        return suggested;
    }
    scores.add(further);
    scores.best(|score| {
        let needed = if score.is_sure {
            NEEDED_OF_ALL
        } else {
            NEEDED_OF_HINTS
        };
        score.weight >= needed
    })
}

impl Scores<'_> {
    /// Adds what further pieces say.
    fn add(&mut self, pieces: Vec<Piece>) {
        for piece in pieces {
            let number = self.pieces.len();
            for found in search(&piece, self.vocabulary) {
                self.count(found, number);
            }
            self.pieces.push(piece);
        }
    }

    /// Adds what further pieces call the cause, and nothing else of them.
    fn add_stated(&mut self, pieces: &[Piece]) {
        for piece in pieces
            .iter()
            .filter(|piece| sentence::may_state(&piece.words))
        {
            let number = self.pieces.len();
            let found = search(piece, self.vocabulary);
            for found in found.into_iter().filter(|found| found.is_stated) {
                self.count(found, number);
            }
            self.pieces.push(piece.clone());
        }
    }

    fn count(&mut self, found: Found, number: usize) {
        if let Some(score) = self.by_term.get_mut(&found.term) {
            score.weight += found.weight;
            score.is_sure |= found.is_sure;
            score.is_stated |= found.is_stated;
            let says_more = (found.is_own, found.weight) > (score.found.is_own, score.best.0);
            if says_more {
                score.best = (found.weight, number);
                score.found = found;
            }
        } else {
            let score = Score {
                weight: found.weight,
                is_sure: found.is_sure,
                is_stated: found.is_stated,
                best: (found.weight, number),
                found,
            };
            self.by_term.insert(score.found.term, score);
        }
    }

    /// The surest of those that have enough.
    fn best(&self, is_enough: impl Fn(&Score) -> bool) -> Suggested {
        Suggested {
            causes: self.best_of(Axis::Cause, MOST_CAUSES, &is_enough),
            triggers: self.best_of(Axis::Trigger, MOST_TRIGGERS, &is_enough),
        }
    }

    /// A finer kind of the same group in place of a broad one, where nearly as much speaks for it.
    fn finer<'s>(
        &self,
        best: &[(usize, &'s Score)],
        broad: (usize, &'s Score),
    ) -> (usize, &'s Score) {
        let parts = |term: usize| self.vocabulary.terms[term].1.split_once('/');
        let Some((group, _)) = parts(broad.0).filter(|(_, kind)| BROAD.contains(kind)) else {
            return broad;
        };
        let is_finer = |(term, score): &&(usize, &Score)| {
            let is_kind =
                parts(*term).is_some_and(|(own, kind)| own == group && !BROAD.contains(&kind));
            is_kind && score.is_sure && score.weight >= broad.1.weight * SHARE_OF_BROAD
        };
        best.iter().find(is_finer).copied().unwrap_or(broad)
    }

    /// The surest of one axis, one of a group: a second kind of the same is mostly another word for the first.
    fn best_of(&self, axis: Axis, most: usize, is_enough: impl Fn(&Score) -> bool) -> Vec<Facet> {
        let term_of = |term: usize| &self.vocabulary.terms[term];
        let mut best: Vec<(usize, &Score)> = self
            .by_term
            .iter()
            .map(|(term, score)| (*term, score))
            .filter(|(term, score)| term_of(*term).0 == axis && is_enough(score))
            .collect();
        // Beside what the author calls the cause only that is suggested which a text says to be one, too; a title names a symptom.
        if axis == Axis::Cause && best.iter().any(|(_, score)| score.is_stated) {
            let is_told = |score: &Score| {
                score.best.0 >= TOLD && self.pieces[score.best.1].place != Place::Title
            };
            best.retain(|(_, score)| score.is_stated || is_told(score));
        }
        // Of equal weight the first of the vocabulary.
        best.sort_by(|a, b| {
            let by_weight = b.1.weight.total_cmp(&a.1.weight);
            let is_first = |score: &Score| axis == Axis::Cause && score.is_stated;
            is_first(b.1)
                .cmp(&is_first(a.1))
                .then(by_weight)
                .then(a.0.cmp(&b.0))
        });
        let top = best.first().map_or(0.0, |(_, score)| score.weight);
        let mut groups: Vec<&str> = Vec::new();
        let mut out = Vec::new();
        for (term, score) in &best {
            // What speaks for the broad one counts: a finer one in its place may have less.
            if out.len() == most || score.weight < top * SHARE {
                break;
            }
            let (term, score) = self.finer(&best, (*term, *score));
            let id = &term_of(term).1;
            let group = id.split('/').next().unwrap_or(id);
            if groups.contains(&group) {
                continue;
            }
            groups.push(group);
            let piece = &self.pieces[score.best.1];
            out.push(Facet {
                name: id.clone(),
                origin: Origin::Suggested,
                evidence: Some(score.found.evidence(piece)),
                span: piece.span,
            });
        }
        out
    }
}
