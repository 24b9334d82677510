//! The vocabulary of causes as data: the starter vocabulary, `causes.toml` beside this file, and what an archive makes of it.
//!
//! Gives terms with their phrases. It looks for nothing: `vocabulary.rs` makes of it what is searched for.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// What a term says: a condition that contributed, or what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// `capacity/memory`.
    Cause,
    /// `change/deploy`.
    Trigger,
}

/// Terms, and the words by which sentences about causes are known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Causes {
    /// Words behind which a sentence tells a cause: `caused by`.
    pub causal: Vec<String>,
    /// Words before which it does: `led to`.
    pub causal_before: Vec<String>,
    /// Words that deny a phrase behind them: `not `.
    pub denying: Vec<String>,
    /// Words that deny a phrase before them: `ruled out`.
    pub denying_before: Vec<String>,
    /// Words that rule out what stands behind them, in the whole text: `not to do with `.
    #[serde(default)]
    pub ruling_out: Vec<String>,
    /// Words behind which a change is still to be made: `need to `.
    #[serde(default)]
    pub intending: Vec<String>,
    /// Words that mean something else than the phrases in them: `application firewall`.
    #[serde(default)]
    pub harmless: Vec<String>,
    /// Conditions that contribute.
    pub cause: Vec<Term>,
    /// What changes.
    pub trigger: Vec<Term>,
}

/// One term with the phrases that speak for it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// `capacity/memory`.
    pub id: String,
    /// `Memory exhausted`, for people who read the vocabulary.
    pub name: String,
    /// What means it and nothing else. ` ... ` joins two parts that stand near each other: `certificate ... expir`.
    pub phrases: Vec<String>,
    /// What means it where the author says what the cause is, and is weak elsewhere.
    #[serde(default)]
    pub symptoms: Vec<String>,
    /// What alone is not enough.
    #[serde(default)]
    pub weak: Vec<String>,
}

impl Term {
    fn lists(&mut self) -> [&mut Vec<String>; 3] {
        [&mut self.phrases, &mut self.symptoms, &mut self.weak]
    }
}

/// The text of the starter vocabulary.
pub const STARTER: &str = include_str!("causes.toml");

static READ: LazyLock<Causes> = LazyLock::new(|| {
    toml::from_str(STARTER).expect("the file is a part of the program, and a test reads it")
});

impl Causes {
    /// The starter vocabulary.
    pub fn starter() -> Self {
        READ.clone()
    }

    /// The same without a term: how sentences about causes are known stays.
    #[must_use]
    pub fn without_terms(self) -> Self {
        Self {
            cause: Vec::new(),
            trigger: Vec::new(),
            ..self
        }
    }

    /// Adds declared terms. Where there is one of that id its phrases stay beside the new ones, or go where `true` stands beside the
    /// declared one. A declared phrase speaks for no other term of its axis.
    pub fn declare(&mut self, declared: Vec<(Axis, Term, bool)>) {
        for axis in [Axis::Cause, Axis::Trigger] {
            let terms = match axis {
                Axis::Cause => &mut self.cause,
                Axis::Trigger => &mut self.trigger,
            };
            let own = declared.iter().filter(|(of, ..)| *of == axis);
            let mut claimed: Vec<&str> = Vec::new();
            let mut places: HashMap<String, usize> = HashMap::new();
            for (at, term) in terms.iter().enumerate() {
                places.entry(term.id.clone()).or_insert(at);
            }
            for (_, term, _) in own.clone() {
                claimed.extend(
                    [&term.phrases, &term.symptoms, &term.weak]
                        .into_iter()
                        .flatten()
                        .map(String::as_str),
                );
            }
            claimed.sort_unstable();
            for list in terms.iter_mut().flat_map(Term::lists) {
                list.retain(|phrase| claimed.binary_search(&phrase.as_str()).is_err());
            }
            for (_, term, replaces) in own {
                let at = *places.entry(term.id.clone()).or_insert_with(|| {
                    terms.push(Term {
                        id: term.id.clone(),
                        name: term.name.clone(),
                        ..Term::default()
                    });
                    terms.len() - 1
                });
                let mut new = term.clone();
                for (list, new) in terms[at].lists().into_iter().zip(new.lists()) {
                    if *replaces {
                        list.clear();
                    }
                    list.append(new);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Axis, Causes, STARTER, Term};

    #[test]
    fn the_file_is_read_and_every_phrase_is_lower_case() {
        let mut starter = Causes::starter();
        assert!(starter.cause.len() + starter.trigger.len() > 20);
        for term in starter.cause.iter_mut().chain(&mut starter.trigger) {
            for phrase in term.lists().into_iter().flatten() {
                assert_eq!(*phrase, phrase.to_lowercase());
            }
        }
        assert!(STARTER.starts_with('#'));
    }

    fn term(id: &str, phrases: &[&str], weak: &[&str]) -> Term {
        let owned = |list: &[&str]| list.iter().map(|&one| one.to_owned()).collect();
        Term {
            id: id.to_owned(),
            phrases: owned(phrases),
            weak: owned(weak),
            ..Term::default()
        }
    }

    #[test]
    fn a_declared_term_adds_to_one_of_its_id_or_replaces_it() {
        let mut causes = Causes {
            cause: vec![
                term("a/b", &["one"], &["two"]),
                term("a/c", &["three"], &[]),
            ],
            ..Causes::default()
        };
        causes.declare(vec![
            (Axis::Cause, term("a/b", &["two", "four"], &[]), false),
            (Axis::Cause, term("a/c", &["five"], &[]), true),
            (Axis::Cause, term("a/d", &["one"], &[]), false),
        ]);
        let expected = vec![
            // `one` went to who claims it, `two` is weak no more.
            term("a/b", &["two", "four"], &[]),
            term("a/c", &["five"], &[]),
            term("a/d", &["one"], &[]),
        ];
        assert_eq!(causes.cause, expected);
    }
}
