//! The ways of noticing as data: the starter vocabulary, `detection.toml` beside this file, and what an archive makes of it.
//!
//! Gives ways with their phrases. It looks for nothing: `vocabulary.rs` makes of it what is searched for.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

/// All ways.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ways {
    /// In the order in which of equal weight the first counts.
    pub way: Vec<Way>,
}

/// One way of noticing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// `user-report`.
    pub id: String,
    /// Values of labels that mean it: `customer report`.
    pub aliases: Vec<String>,
    /// What means it wherever the report tells what happened.
    pub phrases: Vec<String>,
    /// What means it where the report speaks of detection.
    pub named: Vec<String>,
}

/// The text of the starter vocabulary.
pub const STARTER: &str = include_str!("detection.toml");

static READ: LazyLock<Ways> = LazyLock::new(|| {
    toml::from_str(STARTER).expect("the file is a part of the program, and a test reads it")
});

impl Ways {
    /// The starter vocabulary.
    pub fn starter() -> Self {
        READ.clone()
    }

    /// Adds declared ways. Where there is one of that id its words stay beside the new ones, or go where `true` stands beside the
    /// declared one. A declared phrase speaks for no other way, and a declared alias means no other.
    pub fn declare(&mut self, declared: Vec<(Way, bool)>) {
        let aliases: HashSet<&String> = declared.iter().flat_map(|(way, _)| &way.aliases).collect();
        let phrases: HashSet<&String> = (declared.iter())
            .flat_map(|(way, _)| way.phrases.iter().chain(&way.named))
            .collect();
        for way in &mut self.way {
            way.aliases.retain(|alias| !aliases.contains(alias));
            way.phrases.retain(|phrase| !phrases.contains(phrase));
            way.named.retain(|phrase| !phrases.contains(phrase));
        }
        let ids = self.way.iter().enumerate();
        let mut places: HashMap<String, usize> =
            ids.map(|(at, way)| (way.id.clone(), at)).collect();
        for (way, replaces) in declared {
            let at = *places.entry(way.id.clone()).or_insert_with(|| {
                self.way.push(Way {
                    id: way.id.clone(),
                    ..Way::default()
                });
                self.way.len() - 1
            });
            let old = &mut self.way[at];
            if replaces {
                *old = way;
            } else {
                old.aliases.extend(way.aliases);
                old.phrases.extend(way.phrases);
                old.named.extend(way.named);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Way, Ways};

    #[test]
    fn the_file_is_read_and_every_word_is_lower_case() {
        let starter = Ways::starter();
        assert_eq!(starter.way.len(), 7);
        for way in &starter.way {
            for word in way.aliases.iter().chain(&way.phrases).chain(&way.named) {
                assert_eq!(*word, word.to_lowercase());
            }
        }
    }

    #[test]
    fn a_declared_way_adds_to_one_of_its_id_or_replaces_it() {
        let way = |id: &str, phrases: &[&str]| Way {
            id: id.to_owned(),
            phrases: phrases.iter().map(|&one| one.to_owned()).collect(),
            ..Way::default()
        };
        let mut ways = Ways {
            way: vec![way("alert", &["one", "two"]), way("luck", &["three"])],
        };
        ways.declare(vec![
            (way("alert", &["four"]), false),
            (way("luck", &["five"]), true),
            (way("audit", &["two"]), false),
        ]);
        let expected = vec![
            way("alert", &["one", "four"]),
            way("luck", &["five"]),
            way("audit", &["two"]),
        ];
        assert_eq!(ways.way, expected);
    }
}
