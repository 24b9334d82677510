//! The starter vocabulary as data, ready to be searched for: `causes.toml` beside this file.
//!
//! It is parsed once, when the first report asks.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::postmortem::phrases::{Phrases, together};

/// What a term says: a condition that contributed, or what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    Cause,
    Trigger,
}

/// One term.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) id: String,
    pub(super) axis: Axis,
}

/// All terms, and the phrases that speak for them.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) terms: Vec<Term>,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    causal: Vec<String>,
    denying: Vec<String>,
    denying_before: Vec<String>,
    cause: Vec<Entry>,
    trigger: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    #[expect(
        dead_code,
        reason = "the name is for people who read the file, and for the pages to come"
    )]
    name: String,
    phrases: Vec<String>,
    #[serde(default)]
    symptoms: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
}

pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("causes.toml"))
        .expect("the file is a part of the program, and a test reads it");
    let mut terms = Vec::new();
    let mut phrases: Vec<String> = Vec::new();
    let mut meaning = Vec::new();
    let lists = [
        (file.causal, Meaning::NamesACause),
        (file.denying, Meaning::Denies),
        (file.denying_before, Meaning::DeniesBefore),
    ];
    for (list, says) in lists {
        meaning.extend(list.iter().map(|_| says));
        phrases.extend(list);
    }
    for (axis, entries) in [(Axis::Cause, file.cause), (Axis::Trigger, file.trigger)] {
        for entry in entries {
            let term = terms.len();
            terms.push(Term { id: entry.id, axis });
            for (list, force) in [
                (entry.phrases, Force::Strong),
                (entry.symptoms, Force::Symptom),
                (entry.weak, Force::Weak),
            ] {
                for phrase in list {
                    phrases.push(phrase);
                    meaning.push(Meaning::Term { term, force });
                }
            }
        }
    }
    let phrases = together(&phrases);
    Vocabulary {
        terms,
        phrases,
        meaning,
    }
});

#[cfg(test)]
mod tests {
    use super::VOCABULARY;

    #[test]
    fn the_file_is_read_and_every_phrase_is_lower_case() {
        assert!(VOCABULARY.terms.len() > 20);
        let file = include_str!("causes.toml");
        for line in file
            .lines()
            .filter(|line| line.starts_with("phrases") || line.starts_with("weak"))
        {
            assert_eq!(line, line.to_lowercase(), "{line}");
        }
    }
}
