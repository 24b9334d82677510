//! Which phrases count: not those that are denied, ruled out, still to come, or a part of words that mean something else.
//!
//! Takes the phrases seen in a piece with the words around them, gives those that count. What a text rules out as the cause counts nowhere
//! in it, wherever the same words stand. It weighs nothing.

use super::search::{Hit, Seen};
use super::sentence::Sentences;
use super::terms::Axis;
use super::vocabulary::Vocabulary;

/// Bytes between a word that denies and what it denies.
const NEAR: usize = 32;
/// Bytes before words such as `ruled out` in which they deny a phrase.
const BEHIND: usize = 90;

impl Seen {
    /// Takes the phrases, gives those that count.
    pub(super) fn retained(
        &mut self,
        words: &str,
        sentences: &Sentences,
        vocabulary: &Vocabulary,
    ) -> Vec<Hit> {
        let mut hits = std::mem::take(&mut self.hits);
        for ends in [
            &mut self.denials,
            &mut self.denials_behind,
            &mut self.rulings,
            &mut self.intentions,
        ] {
            // Nearly always they are in order.
            if !ends.is_sorted() {
                ends.sort_unstable();
            }
        }
        let is_after = |ends: &[usize], at: usize| {
            let before = ends.partition_point(|end| *end <= at);
            let before = before.checked_sub(1).map(|before| ends[before]);
            before.is_some_and(|end| leaves_denied(&words[end..at]))
        };
        // Of two parts either may be denied: `no disk was full`, `the disk was not full`.
        let is_behind =
            |ends: &[usize], hit: &Hit| is_after(ends, hit.start) || is_after(ends, hit.second);
        let is_denied_behind = |hit: &Hit| {
            let behind = self
                .denials_behind
                .partition_point(|start| *start < hit.end);
            self.denials_behind.get(behind).is_some_and(|start| {
                start - hit.start <= BEHIND && sentences.is_one(hit.start, *start)
            })
        };
        self.harmless.sort_unstable();
        let is_inside = |at: usize| {
            let before = self.harmless.partition_point(|(start, _)| *start <= at);
            before
                .checked_sub(1)
                .is_some_and(|before| at < self.harmless[before].1)
        };
        let is_harmless = |hit: &Hit| is_inside(hit.start) || is_inside(hit.second);
        let mut ruled_out: Vec<(usize, String)> = hits
            .iter()
            .filter(|hit| !self.rulings.is_empty() && is_behind(&self.rulings, hit))
            .map(|hit| (hit.term, words[hit.start..hit.end].to_lowercase()))
            .collect();
        ruled_out.sort_unstable();
        let is_ruled_out = |hit: &Hit| {
            !ruled_out.is_empty() && {
                let own = (hit.term, words[hit.start..hit.end].to_lowercase());
                ruled_out.binary_search(&own).is_ok()
            }
        };
        hits.retain(|hit| {
            let is_change = || vocabulary.terms[hit.term].0 == Axis::Trigger;
            let is_intended =
                || !self.intentions.is_empty() && is_change() && is_behind(&self.intentions, hit);
            let is_denied = || {
                !self.denials.is_empty() && is_behind(&self.denials, hit)
                    || !self.denials_behind.is_empty() && is_denied_behind(hit)
            };
            let counts_for_nothing =
                || !self.harmless.is_empty() && is_harmless(hit) || is_ruled_out(hit);
            !(is_denied() || is_intended() || counts_for_nothing())
        });
        hits
    }
}

/// True where what stands between a word that denies and a phrase leaves the phrase denied: a few words of the same sentence.
fn leaves_denied(between: &str) -> bool {
    between.len() <= NEAR
        && !between.contains(['.', ';', '!', '?', '\n'])
        && between.split_whitespace().count() <= 3
}
