//! A vocabulary of causes, ready to be searched for.
//!
//! Takes terms with their phrases, gives what finds all of them in one pass. It is made once for an archive, not once a report.

use super::terms::{Axis, Causes};
use crate::postmortem::phrases::{Phrases, together};

/// All terms, and the phrases that speak for them.
#[derive(Debug)]
pub(in crate::postmortem) struct Vocabulary {
    /// The axis and the id of each.
    pub(super) terms: Vec<(Axis, String)>,
    pub(super) phrases: Phrases,
    /// What each of them says, by its number.
    pub(super) meaning: Vec<Meaning>,
}

/// What a phrase says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Meaning {
    /// It speaks for a term.
    Term { term: usize, force: Force },
    /// It stands in sentences that name a cause.
    NamesACause,
    /// It may deny what stands behind it: whether it does is a matter of its neighbours.
    Denies,
    /// It denies what stands before it in its sentence.
    DeniesBefore,
}

/// How strongly a phrase speaks for its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    /// It means nothing else.
    Strong,
    /// It does where the text speaks of causes; elsewhere it is weak.
    Symptom,
    /// It alone is not enough.
    Weak,
}

impl Vocabulary {
    /// Makes the terms ready.
    pub(in crate::postmortem) fn new(causes: &Causes) -> Self {
        let mut terms = Vec::new();
        let mut phrases: Vec<&str> = Vec::new();
        let mut meaning = Vec::new();
        let mut push = |list: &'_ [String], says: Meaning| {
            meaning.extend(list.iter().map(|_| says));
        };
        let lists = [
            (&causes.causal, Meaning::NamesACause),
            (&causes.denying, Meaning::Denies),
            (&causes.denying_before, Meaning::DeniesBefore),
        ];
        for (list, says) in lists {
            push(list, says);
            phrases.extend(list.iter().map(String::as_str));
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
                    push(list, Meaning::Term { term, force });
                    phrases.extend(list.iter().map(String::as_str));
                }
            }
        }
        let phrases = together(&phrases);
        Self {
            terms,
            phrases,
            meaning,
        }
    }
}
