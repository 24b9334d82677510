//! The words by which services are found, as data: the starter vocabulary, `services.toml` beside this file.
//!
//! Gives lists of words by their names, and well-known software. What each list means is said in the file and by `lexicon.rs`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// All words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Services {
    /// Well-known software, and nouns of services that everybody has.
    pub technology: Vec<Technology>,
    /// Words by the name of their list: `kinds`, `troubles`.
    #[serde(flatten)]
    pub lists: BTreeMap<String, Vec<String>>,
}

/// Well-known software, or a noun of services that everybody has.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Technology {
    /// The name that is shown: `PostgreSQL`.
    pub name: String,
    /// How it is written, in one to three words: `postgres`.
    pub words: Vec<String>,
    /// True for a tool of the people at work: its mere mention says nothing.
    #[serde(default)]
    pub tool: bool,
    /// True for a word of the language: it is the software only with a capital or as code.
    #[serde(default)]
    pub word: bool,
    /// True for a noun such as `database`.
    #[serde(default)]
    pub generic: bool,
}

/// The text of the starter vocabulary.
pub const STARTER: &str = include_str!("services.toml");

static READ: LazyLock<Services> = LazyLock::new(|| {
    toml::from_str(STARTER).expect("the file is a part of the program, and a test reads it")
});

/// True for a noun of services that everybody has, as the starter vocabulary names it: `database`.
pub fn is_generic(name: &str) -> bool {
    READ.technology
        .iter()
        .any(|one| one.generic && one.name == name)
}

impl Services {
    /// The starter vocabulary.
    pub fn starter() -> Self {
        READ.clone()
    }
}
