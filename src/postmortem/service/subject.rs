//! What a title is about: `Order state metrics` in `Order state metrics showing wrong labels`.
//!
//! Takes the words of a title and the lines of the account, gives the phrase that the title begins with as far as the text says it again:
//! a title may begin with any words, but what the text calls by the same words has that name. It knows nothing of single words.

use super::Candidate;
use super::sense::Sense;
use super::shape::is_region;
use super::word::Word;
use crate::postmortem::{Facet, Origin};
use crate::source::Span;

/// What it counts in the title.
const WEIGHT: f32 = 2.4;
/// What each line that says it again adds, as a share of the line's weight.
const AGAIN: f32 = 0.5;
/// No more lines than these add to it.
const MOST_AGAIN: u8 = 3;
/// It has so many words at most.
const MOST: usize = 4;

/// What a title is about.
#[derive(Debug)]
pub(super) struct Subject {
    /// Its words as the title has them.
    words: Vec<String>,
    /// How many parts each of them has: `Order-state` has two.
    lengths: Vec<usize>,
    /// The parts of all, in lower case.
    parts: Vec<String>,
    /// So many parts the text says again, at most.
    matched: usize,
    /// How often, and how much that counts.
    times: u8,
    weight: f32,
    /// True where the text writes one of them as names are written.
    is_proper: bool,
    /// For each part, whether it ends a word that says what it is: `api`.
    things: Vec<bool>,
    /// For each word, whether it says what happened: `announcement`.
    matters: Vec<bool>,
    evidence: String,
    span: Span,
}

impl Subject {
    /// What a title is about, if it begins with more than a word.
    pub(super) fn of(title: &str, words: &[Word<'_>], span: Span) -> Option<Self> {
        // What stands behind the last mark is the matter: `Incident report of Monday - Orders hub slow`.
        let is_first = |at: usize| at == 0 || words[at].begins || words[at].is_parted;
        let start = (0..words.len()).filter(|at| is_first(*at)).find_map(|at| {
            let skipped = |word: &&Word<'_>| word.names_nothing() || is_number(word);
            let start = at + words[at..].iter().take_while(skipped).count();
            let end = start + phrase(&words[start..]);
            (end > start + 1).then_some(start..end)
        })?;
        let told = &words[start];
        let split = told.iter().map(|word| word.lower.split('-'));
        let lengths: Vec<usize> = split.clone().map(Iterator::count).collect();
        let of_word = |(word, length): (&Word<'_>, &usize)| {
            let is_thing = is_thing(word);
            let length = *length;
            (1..=length).map(move |part| part == length && is_thing)
        };
        Some(Self {
            things: told.iter().zip(&lengths).flat_map(of_word).collect(),
            lengths,
            matters: told.iter().map(is_matter).collect(),
            words: told.iter().map(|word| word.text.to_owned()).collect(),
            parts: split.flatten().map(str::to_owned).collect(),
            matched: 0,
            times: 0,
            weight: WEIGHT,
            is_proper: false,
            evidence: title.trim().to_owned(),
            span,
        })
    }

    /// Looks for it in a line.
    pub(super) fn look(&mut self, words: &[Word<'_>], weight: f32) {
        let mut is_here = false;
        let first = self.parts.first().and_then(|part| part.bytes().next());
        for (at, word) in words.iter().enumerate() {
            // Nearly every word begins otherwise.
            if word.lower.bytes().next() != first {
                continue;
            }
            let (count, to) = self.matched_at(&words[at..]);
            if count < 2 {
                continue;
            }
            is_here = true;
            self.matched = self.matched.max(count);
            let own = &words[at..at + to];
            self.is_proper |= own.iter().any(|word| !word.begins && is_capital(word));
        }
        if is_here && self.times < MOST_AGAIN {
            self.times += 1;
            self.weight += weight * AGAIN;
        }
    }

    /// How many of its words stand there, and in how many words: `order-state metrics` are three in two.
    fn matched_at(&self, words: &[Word<'_>]) -> (usize, usize) {
        let mut count = 0;
        for (to, word) in words.iter().enumerate().take(MOST) {
            if to > 0 && word.is_parted {
                return (count, to);
            }
            for part in word.lower.split('-') {
                if self.parts.get(count).is_none_or(|own| own != part) {
                    return (count, to);
                }
                count += 1;
            }
        }
        (count, words.len().min(MOST))
    }

    /// The candidate that it is.
    pub(super) fn candidate(self) -> Option<Candidate> {
        let is_thing = self
            .matched
            .checked_sub(1)
            .is_some_and(|last| self.things[last]);
        // Half a word is none.
        let mut left = self.matched;
        let whole = self.lengths.iter().take_while(|length| {
            let rest = left.checked_sub(**length);
            left = rest.unwrap_or(0);
            rest.is_some()
        });
        let whole = whole.count();
        let name = self.words[..whole].join(" ");
        // `Orders announcement`: what happened to Orders is no part of its name.
        let is_matter = whole.checked_sub(1).is_some_and(|last| self.matters[last]);
        let is_told = self.times > 0 && !name.is_empty() && !is_matter;
        (is_told && (is_thing || self.is_proper)).then_some(Candidate {
            weight: self.weight,
            is_sure: true,
            facet: Facet {
                name,
                origin: Origin::Suggested,
                evidence: Some(self.evidence),
                span: self.span,
            },
        })
    }
}

/// How many words belong to the phrase that begins there.
fn phrase(words: &[Word<'_>]) -> usize {
    let ends = |word: &Word<'_>| {
        const OTHER: Sense = Sense::TROUBLE
            .with(Sense::STATE)
            .with(Sense::VERB)
            .with(Sense::BEING)
            .with(Sense::ABOUT)
            .with(Sense::PREPOSITION)
            .with(Sense::DETERMINER)
            .with(Sense::INTRODUCES)
            .with(Sense::CALENDAR)
            .with(Sense::FUNCTION)
            .with(Sense::TOOL_BEFORE);
        let is_verb = |end: &str| word.lower.ends_with(end);
        word.is(OTHER)
            || is_number(word)
            || is_region(&word.lower)
            || ["ing", "ed", "ly"].into_iter().any(is_verb)
    };
    let Some(first) = words.first() else {
        return 0;
    };
    // Known software has its own name.
    let is_software = |word: &Word<'_>| word.is(Sense::SOFTWARE) && !is_thing(word);
    if ends(first) || first.is(Sense::SOFTWARE) || first.is_code {
        return 0;
    }
    let rest = words[1..]
        .iter()
        .take_while(|word| !word.is_parted && !word.is_code && !ends(word) && !is_software(word));
    let count = 1 + rest.take(MOST - 1).count();
    // `Orders service` is called Orders.
    let kinds = words[..count].iter().rev();
    count - kinds.take_while(|word| word.is(Sense::KIND)).count()
}

/// True for a word that says what happened to what stands before it.
fn is_matter(word: &Word<'_>) -> bool {
    // `Report`, `event` and `update` may end a name: `Expense Report`.
    const MATTERS: [&str; 9] = [
        "announcement",
        "announcements",
        "launch",
        "migration",
        "upgrade",
        "rollout",
        "rollback",
        "maintenance",
        "incident",
    ];
    MATTERS.contains(&&*word.lower)
}

fn is_number(word: &Word<'_>) -> bool {
    word.text.starts_with(|c: char| c.is_ascii_digit())
}

fn is_capital(word: &Word<'_>) -> bool {
    word.text.starts_with(char::is_uppercase)
}

/// True for a word that says what a name is: `api`, `metrics`.
fn is_thing(word: &Word<'_>) -> bool {
    const THINGS: Sense = Sense::KIND.with(Sense::ENDING).with(Sense::THING);
    word.is(THINGS)
}
