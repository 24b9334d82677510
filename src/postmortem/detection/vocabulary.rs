//! The ways of noticing as data, ready to be searched for: `detection.toml` beside this file.
//!
//! It is parsed once, when the first report asks.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::postmortem::phrases::{Phrases, together};

/// All ways, and the phrases that speak for them.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Their ids.
    pub(super) ways: Vec<String>,
    /// Which way a value of a label means.
    pub(super) words: HashMap<String, usize>,
    pub(super) phrases: Phrases,
    /// For each phrase its way, and whether it counts only where the report speaks of detection.
    pub(super) meaning: Vec<(usize, bool)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    way: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    words: Vec<String>,
    phrases: Vec<String>,
    named: Vec<String>,
}

pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("detection.toml"))
        .expect("the file is a part of the program, and a test reads it");
    let mut ways = Vec::new();
    let mut words = HashMap::new();
    let (mut phrases, mut meaning) = (Vec::new(), Vec::new());
    for entry in file.way {
        let way = ways.len();
        words.insert(entry.id.clone(), way);
        words.extend(entry.words.into_iter().map(|word| (word, way)));
        ways.push(entry.id);
        for (list, is_named) in [(entry.phrases, false), (entry.named, true)] {
            for phrase in list {
                phrases.push(phrase);
                meaning.push((way, is_named));
            }
        }
    }
    let phrases = together(&phrases);
    Vocabulary {
        ways,
        words,
        phrases,
        meaning,
    }
});

#[cfg(test)]
mod tests {
    use super::VOCABULARY;

    #[test]
    fn the_file_is_read_and_every_word_is_lower_case() {
        assert_eq!(VOCABULARY.ways.len(), 7);
        let file = include_str!("detection.toml");
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(line, line.to_lowercase());
        }
    }
}
