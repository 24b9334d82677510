//! The words by which services are found, as data ready to be asked: `services.toml` beside this file.
//!
//! It is parsed once, when the first report asks. It knows words, not texts.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

/// Well-known software, or a noun of services that everybody has.
#[derive(Debug)]
pub(super) struct Technology {
    /// The name that is shown.
    pub(super) name: String,
    /// True for a tool of the people at work: its mere mention says nothing.
    pub(super) is_tool: bool,
    /// True for a word of the language: it is the software only with a capital or as code.
    pub(super) is_word: bool,
    /// True for a noun such as `database`.
    pub(super) is_generic: bool,
}

/// A set of words in lower case.
type Words = HashSet<String>;

impl Lexicon {
    /// True for a word that names nothing by itself, also in the plural.
    pub(super) fn names_nothing(&self, word: &str) -> bool {
        let sets = [
            &self.never,
            &self.troubles,
            &self.states,
            &self.verbs,
            &self.kinds,
        ];
        let is_in = |word: &str| sets.iter().any(|set| set.contains(word));
        is_in(word) || word.strip_suffix('s').is_some_and(is_in)
    }
}

/// All words, by what they say.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// What a name is: `service`, `cluster`.
    pub(super) kinds: Words,
    /// Nouns of trouble: `outage`.
    pub(super) troubles: Words,
    /// What a service is said to be: `down`.
    pub(super) states: Words,
    /// Words of being: `was`, `went`.
    pub(super) being: Words,
    /// What may stand between those: `not`, `completely`.
    pub(super) adverbs: Words,
    /// What a service does in trouble: `crashed`.
    pub(super) verbs: Words,
    /// What stands before `of` and `to`: `outage`, `access`.
    pub(super) about: Words,
    /// `of`, `to`.
    pub(super) prepositions: Words,
    /// What stands behind the name of a tool or of people: `channel`, `team`.
    pub(super) tools: Words,
    /// What stands before it: `via`.
    pub(super) tools_before: Words,
    /// What stands before a name in small letters: `that`, `noticed`.
    pub(super) introduces: Words,
    /// `the`, `a`.
    pub(super) determiners: Words,
    /// Ends of names in parts: `api`.
    pub(super) endings: Words,
    /// Ends of host names: `org`.
    pub(super) domains: Words,
    /// Those of them that end files, too, or are words.
    pub(super) ambiguous: Words,
    /// Months and days.
    pub(super) calendar: Words,
    /// Parts of words joined by dashes that are no names: `third`, `party`.
    pub(super) compounds: Words,
    /// What is never a name by itself.
    pub(super) never: Words,
    /// Well-known software.
    pub(super) technologies: Vec<Technology>,
    /// How it is written, in one to three words.
    pub(super) written: HashMap<String, usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kinds: Words,
    troubles: Words,
    states: Words,
    being: Words,
    adverbs: Words,
    verbs: Words,
    about: Words,
    prepositions: Words,
    tools: Words,
    tools_before: Words,
    introduces: Words,
    determiners: Words,
    endings: Words,
    domains: Words,
    ambiguous: Words,
    calendar: Words,
    compounds: Words,
    never: Words,
    technology: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    words: Vec<String>,
    #[serde(default)]
    tool: bool,
    #[serde(default)]
    word: bool,
    #[serde(default)]
    generic: bool,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("services.toml"))
        .expect("the file is a part of the program, and a test reads it");
    let mut technologies = Vec::new();
    let mut written = HashMap::new();
    for entry in file.technology {
        for words in entry.words {
            written.insert(words, technologies.len());
        }
        technologies.push(Technology {
            name: entry.name,
            is_tool: entry.tool,
            is_word: entry.word,
            is_generic: entry.generic,
        });
    }
    Lexicon {
        kinds: file.kinds,
        troubles: file.troubles,
        states: file.states,
        being: file.being,
        adverbs: file.adverbs,
        verbs: file.verbs,
        about: file.about,
        prepositions: file.prepositions,
        tools: file.tools,
        tools_before: file.tools_before,
        introduces: file.introduces,
        determiners: file.determiners,
        endings: file.endings,
        domains: file.domains,
        ambiguous: file.ambiguous,
        calendar: file.calendar,
        compounds: file.compounds,
        never: file.never,
        technologies,
        written,
    }
});

#[cfg(test)]
mod tests {
    use super::LEXICON;

    #[test]
    fn the_file_is_read_and_every_word_is_lower_case() {
        let lexicon = &*LEXICON;
        let sets = [
            &lexicon.kinds,
            &lexicon.troubles,
            &lexicon.states,
            &lexicon.verbs,
            &lexicon.never,
            &lexicon.endings,
        ];
        for word in sets.into_iter().flatten().chain(lexicon.written.keys()) {
            assert_eq!(*word, word.to_lowercase());
            assert_eq!(word.trim(), word);
        }
        assert!(lexicon.technologies.len() > 100);
        assert!(
            lexicon
                .written
                .keys()
                .all(|words| words.split(' ').count() <= 3)
        );
    }
}
