//! The phrases of the vocabulary in a text, and how much they weigh.
//!
//! Takes a piece of text, gives the terms that its phrases speak for with their weight. Which count is a matter of `denial`; one where
//! a sentence tells the cause counts nearly as much as in a passage about it, one that tells what came of it counts less. Several phrases
//! for one term count less and less: what has many names is not surer than what has one.

use super::sentence::{self, Connective, Sentences, Told};
use super::texts::{Piece, Place};
use super::vocabulary::{Force, Meaning, Vocabulary};
use crate::postmortem::phrases::{self, around};

/// What the phrases of one piece say for a term.
#[derive(Debug)]
pub(super) struct Found {
    /// The number of the term.
    pub(super) term: usize,
    /// What they weigh together.
    pub(super) weight: f32,
    /// True where a phrase speaks for it that means nothing else.
    pub(super) is_sure: bool,
    /// True where that phrase means nothing else wherever it stands: its words say more than those of a symptom.
    pub(super) is_own: bool,
    /// True where the author says that it is the cause: `the cause was a full disk`.
    pub(super) is_stated: bool,
    /// Where the phrase stands in the piece that weighs most.
    best: (usize, usize),
}

/// One phrase in a piece.
#[derive(Debug)]
pub(super) struct Hit {
    pub(super) term: usize,
    force: Force,
    /// What it weighs where it stands; 0 before that is known.
    weight: f32,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the second of two parts begins; the beginning where there is one.
    pub(super) second: usize,
    /// True for a phrase that means nothing else wherever it stands.
    is_own: bool,
    /// True where the author says that it is the cause.
    is_stated: bool,
}

/// What a phrase weighs at least where a sentence tells the cause.
const OF_CAUSES: f32 = 2.0;
/// What it weighs at least in a sentence that names a cause elsewhere.
const BESIDE_CAUSES: f32 = 1.0;
/// A text of less weight speaks of other things: there a sentence that names a cause lifts a phrase only so many times.
const OF_OTHER_THINGS: f32 = 0.5;
const LIFTED: f32 = 2.0;
const LIFTED_BESIDE: f32 = 1.5;
/// What is left of the weight of a phrase that a cause behind it explains.
const EXPLAINED: f32 = 0.8;
/// What is left of the weight of a phrase that tells what came of the cause.
const CONSEQUENCE: f32 = 0.6;
/// What is left of it far from the beginning of an account, where the author tells how it went on.
const LATE: f32 = 0.6;
/// So many bytes are the beginning of an account.
const BEGINNING: usize = 900;
/// From this weight on a text says what the cause is: what may be a symptom is none there.
const SAYS_THE_CAUSE: f32 = 2.5;
/// What a weak phrase weighs.
const WEAK: f32 = 0.34;
/// What is left of that in a title.
const IN_A_TITLE: f32 = 0.5;
/// Words of so few bytes count only as a whole.
const SHORT: usize = 4;
/// Bytes between the two parts of a phrase.
const APART: usize = 60;

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
            last.is_stated |= hit.is_stated;
            if hit.is_own && !last.is_own {
                last.is_own = true;
                last.best = (hit.start, hit.end);
            }
        } else {
            share = 1.0;
            out.push(Found {
                term: hit.term,
                weight: hit.weight,
                is_sure: hit.force == Force::Strong,
                is_own: hit.is_own,
                is_stated: hit.is_stated,
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

/// What stands in a piece, phrase by phrase, in the order in which they end.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) hits: Vec<Hit>,
    connectives: Vec<Connective>,
    /// Where the words end that deny what stands behind them.
    pub(super) denials: Vec<usize>,
    /// Where the words begin that deny what stands before them.
    pub(super) denials_behind: Vec<usize>,
    /// Where the words end that rule out what stands behind them.
    pub(super) rulings: Vec<usize>,
    /// Where the words end behind which a change is still to be made.
    pub(super) intentions: Vec<usize>,
    /// What means something else than the phrases in it.
    pub(super) harmless: Vec<(usize, usize)>,
}

/// The phrases that count, with their weight.
fn hits(piece: &Piece, vocabulary: &Vocabulary) -> Vec<Hit> {
    let words = &piece.words;
    let found = vocabulary.parts.find(words);
    if found.is_empty() {
        return Vec::new();
    }
    let sentences = Sentences::of(words);
    let mut seen = see(words, &found, &sentences, vocabulary);
    if seen.hits.is_empty() {
        return seen.hits;
    }
    sentence::sort(&mut seen.connectives);
    let mut hits = seen.retained(words, &sentences, vocabulary);
    leave_to_billing(&mut hits, vocabulary);
    for hit in &mut hits {
        let told = sentence::told((hit.start, hit.end), &seen.connectives, &sentences);
        weigh(hit, piece, told);
        hit.is_stated = hit.force == Force::Strong
            && sentence::is_stated(hit.start, words, &seen.connectives, &sentences);
    }
    hits
}

/// Takes out what tells of capacity where money is what ran out: `exhausted the allocated funds`.
fn leave_to_billing(hits: &mut Vec<Hit>, vocabulary: &Vocabulary) {
    let id = |hit: &Hit| vocabulary.terms[hit.term].1.as_str();
    let of_money: Vec<usize> = hits
        .iter()
        .filter(|hit| hit.second > hit.start && id(hit) == "process/billing")
        .flat_map(|hit| [hit.start, hit.second])
        .collect();
    if !of_money.is_empty() {
        hits.retain(|hit| !(id(hit).starts_with("capacity/") && of_money.contains(&hit.start)));
    }
}

/// Gives a phrase the weight that it has where it stands.
fn weigh(hit: &mut Hit, piece: &Piece, told: Told) {
    let is_late = piece.place == Place::Account && hit.start > BEGINNING;
    let own = if is_late {
        piece.weight * LATE
    } else {
        piece.weight
    };
    let lift = |own: f32, to: f32, times: f32| {
        if piece.weight < OF_OTHER_THINGS {
            own.max(piece.weight * times)
        } else {
            own.max(to)
        }
    };
    let weight = match told {
        Told::Nothing => own,
        Told::Cause => lift(own, OF_CAUSES, LIFTED),
        Told::Nearby => lift(own * EXPLAINED, BESIDE_CAUSES, LIFTED_BESIDE),
        Told::Consequence => own * CONSEQUENCE,
    };
    if hit.force == Force::Symptom {
        // A title names the symptom.
        hit.force = if weight >= SAYS_THE_CAUSE && piece.place != Place::Title {
            Force::Strong
        } else {
            Force::Weak
        };
    }
    hit.weight = match hit.force {
        Force::Weak if piece.place == Place::Title => weight * WEAK * IN_A_TITLE,
        Force::Weak => weight * WEAK,
        Force::Strong | Force::Symptom => weight,
    };
}

/// What the phrases of the vocabulary say that were found in a text.
fn see(
    words: &str,
    found: &[phrases::Hit],
    sentences: &Sentences,
    vocabulary: &Vocabulary,
) -> Seen {
    let mut seen = Seen::default();
    let mut last = Parts::default();
    for found in found {
        let (start, end) = (found.start, found.end);
        let part = found.phrase;
        let is_begin = is_begin(words, start);
        let is_whole = is_begin && (end - start > SHORT || !is_cut(words, start, end));
        let mut is_noted = false;
        for meaning in &vocabulary.meanings[part] {
            match *meaning {
                Meaning::Denies => {
                    let is_short_form =
                        words[start..].starts_with("n'") || words[start..].starts_with("n\u{2019}");
                    if is_begin || is_short_form {
                        seen.denials.push(end);
                    }
                }
                Meaning::DeniesBefore => seen.denials_behind.push(start),
                Meaning::RulesOut if is_begin => seen.rulings.push(end),
                Meaning::Intends if is_begin => seen.intentions.push(end),
                Meaning::Harmless => seen.harmless.push((start, end)),
                Meaning::NamesACause(side) if is_begin => {
                    seen.connectives.push(Connective { start, end, side });
                }
                Meaning::Term { term, force } if is_whole => {
                    seen.push(term, force, (start, end), start);
                }
                Meaning::Part { other, term, force } if is_whole => {
                    if !is_noted {
                        last.insert(part, (start, end));
                        is_noted = true;
                    }
                    let Some((from, to)) = last.get(other) else {
                        continue;
                    };
                    let is_near = start.checked_sub(to).is_some_and(|apart| apart <= APART);
                    if is_near && sentences.is_one(from, start) {
                        seen.push(term, force, (from, end), start);
                    }
                }
                _ => {}
            }
        }
    }
    seen
}

/// Where parts of phrases were seen last.
#[derive(Debug, Default)]
struct Parts {
    /// A bit for each of them, where some share one: most are asked for in vain.
    bits: [u64; 4],
    places: Vec<(usize, (usize, usize))>,
}

impl Parts {
    fn insert(&mut self, part: usize, place: (usize, usize)) {
        self.bits[part / 64 % 4] |= 1 << (part % 64);
        match self.places.iter_mut().find(|known| known.0 == part) {
            Some(known) => known.1 = place,
            None => self.places.push((part, place)),
        }
    }

    fn get(&self, part: usize) -> Option<(usize, usize)> {
        if self.bits[part / 64 % 4] >> (part % 64) & 1 == 0 {
            return None;
        }
        let known = self.places.iter().find(|known| known.0 == part);
        known.map(|known| known.1)
    }
}

impl Seen {
    fn push(&mut self, term: usize, force: Force, (start, end): (usize, usize), second: usize) {
        self.hits.push(Hit {
            term,
            force,
            weight: 0.0,
            start,
            end,
            second,
            is_own: force == Force::Strong,
            is_stated: false,
        });
    }
}

/// True where a word begins; words of scripts without blanks begin everywhere.
fn is_begin(words: &str, start: usize) -> bool {
    let bytes = words.as_bytes();
    if !bytes[start].is_ascii() {
        return true;
    }
    match start.checked_sub(1).map(|before| bytes[before]) {
        None => true,
        Some(before) if before.is_ascii() => !before.is_ascii_alphanumeric(),
        Some(_) => !words[..start].ends_with(char::is_alphanumeric),
    }
}

/// True for a short phrase that is only a part of another: `dns` in `dnsPolicy` and `external-dns`. A plural is none.
fn is_cut(words: &str, start: usize, end: usize) -> bool {
    let bytes = words.as_bytes();
    let before = start.checked_sub(1).map(|before| bytes[before]);
    let behind = if bytes.get(end) == Some(&b's') {
        end + 1
    } else {
        end
    };
    let goes_on = match bytes.get(behind) {
        None => false,
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => words[behind..].starts_with(char::is_alphanumeric),
    };
    goes_on || matches!(before, Some(b'-' | b'_' | b'.' | b'/'))
}
