//! The starter vocabulary as data, ready to be searched for: `causes.toml` beside this file.
//!
//! It is parsed once, when the first report asks. Phrases of two parts are taken apart, so that one pass over a text finds all parts.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::sentence::Side;
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    causal: Vec<String>,
    causal_before: Vec<String>,
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

pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("causes.toml"))
        .expect("the file is a part of the program, and a test reads it");
    let mut terms = Vec::new();
    let mut parts = Parts::default();
    let lists = [
        (file.causal, Meaning::NamesACause(Side::Behind)),
        (file.causal_before, Meaning::NamesACause(Side::Before)),
        (file.denying, Meaning::Denies),
        (file.denying_before, Meaning::DeniesBefore),
    ];
    for (list, says) in lists {
        for words in list {
            parts.push(&words, says);
        }
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
                    parts.push_phrase(&phrase, term, force);
                }
            }
        }
    }
    Vocabulary {
        terms,
        parts: together(&parts.texts),
        meanings: parts.meanings,
    }
});

#[cfg(test)]
mod tests {
    use super::VOCABULARY;

    #[test]
    fn the_file_is_read_and_every_phrase_is_lower_case_and_stands_once() {
        assert!(VOCABULARY.terms.len() > 20);
        let file = include_str!("causes.toml");
        for line in file
            .lines()
            .filter(|line| line.contains(" = [") && !line.starts_with('#'))
        {
            assert_eq!(line, line.to_lowercase(), "{line}");
            let mut phrases: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
            phrases.sort_unstable();
            let all = phrases.len();
            phrases.dedup();
            assert_eq!(phrases.len(), all, "one stands twice in {line}");
        }
    }
}
