//! Why it happened, as far as the words of the report let one suggest: causes and triggers by weighted phrases.
//!
//! Takes the passages of a report that has stated no cause, gives causes and triggers of a vocabulary with the words that
//! speak for them. Only what speaks of causes is searched, before it what the author calls the cause; a phrase that is denied does not
//! count, and what stays below a confidence is not suggested: two right causes beat five.

mod search;
pub mod terms;
mod texts;
mod vocabulary;

use std::collections::BTreeMap;

use super::passage::Passage;
use super::{Facet, Origin};
use crate::document::Block;
use search::{Found, search};
use terms::Axis;

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
/// At most so many causes.
const MOST_CAUSES: usize = 2;
/// At most so many triggers.
const MOST_TRIGGERS: usize = 1;
/// What has less of the surest one's weight is left out.
const SHARE: f32 = 0.5;

/// How much speaks for a term, and where most does.
struct Score {
    weight: f32,
    is_sure: bool,
    /// What the piece weighs that says most, and its number.
    best: (f32, usize),
    found: Found,
}

/// The causes and triggers that the words suggest.
pub(super) fn suggest(
    vocabulary: &Vocabulary,
    title: &str,
    passages: &[Passage<'_>],
    blocks: &[Block],
) -> Suggested {
    let pieces = texts::pieces(title, passages, blocks);
    let mut scores: BTreeMap<usize, Score> = BTreeMap::new();
    for (number, piece) in pieces.iter().enumerate() {
        for found in search(piece, vocabulary) {
            match scores.get_mut(&found.term) {
                Some(score) => {
                    score.weight += found.weight;
                    score.is_sure |= found.is_sure;
                    if found.weight > score.best.0 {
                        score.best = (found.weight, number);
                        score.found = found;
                    }
                }
                None => {
                    let score = Score {
                        weight: found.weight,
                        is_sure: found.is_sure,
                        best: (found.weight, number),
                        found,
                    };
                    scores.insert(score.found.term, score);
                }
            }
        }
    }
    let best_of = |axis, most| {
        let mut best: Vec<(&usize, &Score)> = scores
            .iter()
            .filter(|(term, score)| {
                vocabulary.terms[**term].0 == axis && score.is_sure && score.weight >= NEEDED
            })
            .collect();
        // Of equal weight the first of the vocabulary.
        best.sort_by(|a, b| b.1.weight.total_cmp(&a.1.weight).then(a.0.cmp(b.0)));
        let top = best.first().map_or(0.0, |(_, score)| score.weight);
        let sure = best
            .into_iter()
            .filter(|(_, score)| score.weight >= top * SHARE);
        let facet = |(term, score): (&usize, &Score)| {
            let piece = &pieces[score.best.1];
            Facet {
                name: vocabulary.terms[*term].1.clone(),
                origin: Origin::Suggested,
                evidence: Some(score.found.evidence(piece)),
                span: piece.span,
            }
        };
        sure.take(most).map(facet).collect()
    };
    Suggested {
        causes: best_of(Axis::Cause, MOST_CAUSES),
        triggers: best_of(Axis::Trigger, MOST_TRIGGERS),
    }
}
