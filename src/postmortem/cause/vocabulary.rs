//! A vocabulary of causes, ready to be searched for.
//!
//! Takes terms with their phrases, gives what finds all of them in one pass. Phrases of two parts are taken apart. It is made once for an
//! archive, not once a report.

use std::collections::HashMap;

use super::sentence::Side;
use super::terms::{Axis, Causes};
use crate::postmortem::phrases::{Phrases, together};

/// All terms, and the phrases that speak for them.
#[derive(Debug)]
pub(in crate::postmortem) struct Vocabulary {
    /// The axis and the id of each.
    pub(super) terms: Vec<(Axis, String)>,
    /// What finds the phrases, and the parts of those that have two.
    pub(super) parts: Phrases,
    /// What each of them says, by its number.
    pub(super) meanings: Vec<Vec<Meaning>>,
}

/// What a phrase says, or a part of one.
#[derive(Debug, Clone, Copy)]
pub(super) enum Meaning {
    /// It speaks for a term.
    Term { term: usize, force: Force },
    /// It speaks for a term where this other part stands near it.
    Part {
        other: usize,
        term: usize,
        force: Force,
    },
    /// It stands in sentences that name a cause, on this side of it.
    NamesACause(Side),
    /// It may deny what stands behind it: whether it does is a matter of its neighbours.
    Denies,
    /// It denies what stands before it in its sentence.
    DeniesBefore,
    /// It rules out what stands behind it, there and wherever the same words stand.
    RulesOut,
    /// What stands behind it is still to be done.
    Intends,
    /// It means something else than the phrases in it.
    Harmless,
}

/// How strongly a phrase speaks for its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    /// It means nothing else.
    Strong,
    /// It does where the author says what the cause is; elsewhere it is weak.
    Symptom,
    /// It alone is not enough.
    Weak,
}

/// What joins the two parts of a phrase.
const JOINS: &str = " ... ";

/// The parts gathered so far.
#[derive(Default)]
struct Parts {
    numbers: HashMap<String, usize>,
    texts: Vec<String>,
    meanings: Vec<Vec<Meaning>>,
}

impl Parts {
    /// The number of a part.
    fn number(&mut self, part: &str) -> usize {
        if let Some(number) = self.numbers.get(part) {
            return *number;
        }
        let number = self.texts.len();
        self.numbers.insert(part.to_owned(), number);
        self.texts.push(part.to_owned());
        self.meanings.push(Vec::new());
        number
    }

    fn push(&mut self, part: &str, meaning: Meaning) {
        let number = self.number(part);
        self.meanings[number].push(meaning);
    }

    /// Takes a phrase of a term, apart where it has two parts.
    fn push_phrase(&mut self, phrase: &str, term: usize, force: Force) {
        let Some((first, second)) = phrase.split_once(JOINS) else {
            self.push(phrase, Meaning::Term { term, force });
            return;
        };
        let (first, second) = (self.number(first), self.number(second));
        for (part, other) in [(first, second), (second, first)] {
            self.meanings[part].push(Meaning::Part { other, term, force });
        }
    }
}

impl Vocabulary {
    /// Makes the terms ready.
    pub(in crate::postmortem) fn new(causes: &Causes) -> Self {
        let mut terms = Vec::new();
        let mut parts = Parts::default();
        let lists = [
            (&causes.causal, Meaning::NamesACause(Side::Behind)),
            (&causes.causal_before, Meaning::NamesACause(Side::Before)),
            (&causes.denying, Meaning::Denies),
            (&causes.denying_before, Meaning::DeniesBefore),
            (&causes.ruling_out, Meaning::RulesOut),
            (&causes.intending, Meaning::Intends),
            (&causes.harmless, Meaning::Harmless),
        ];
        for (list, says) in lists {
            for words in list {
                parts.push(words, says);
            }
        }
        for (axis, entries) in [
            (Axis::Cause, &causes.cause),
            (Axis::Trigger, &causes.trigger),
        ] {
            for entry in entries {
                let term = terms.len();
                terms.push((axis, entry.id.clone()));
                for (list, force) in [
                    (&entry.phrases, Force::Strong),
                    (&entry.symptoms, Force::Symptom),
                    (&entry.weak, Force::Weak),
                ] {
                    for phrase in list {
                        parts.push_phrase(phrase, term, force);
                    }
                }
            }
        }
        Self {
            terms,
            parts: together(&parts.texts),
            meanings: parts.meanings,
        }
    }
}
