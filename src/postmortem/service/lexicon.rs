//! The words by which services are found, as data ready to be asked: `services.toml` beside this file.
//!
//! It is parsed once, when the first report asks: every word is looked up once, and then it is known all that it may mean. It knows
//! words, not texts.

use std::collections::HashMap;
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

/// What a word may mean: some of the constants, joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sense(u32);

impl Sense {
    /// What a name is: `service`, `cluster`.
    pub(super) const KIND: Self = Self(1);
    /// A noun of trouble: `outage`.
    pub(super) const TROUBLE: Self = Self(1 << 1);
    /// What a service is said to be: `down`.
    pub(super) const STATE: Self = Self(1 << 2);
    /// A word of being: `was`, `went`.
    pub(super) const BEING: Self = Self(1 << 3);
    /// What may stand between those: `not`, `completely`.
    pub(super) const ADVERB: Self = Self(1 << 4);
    /// What a service does in trouble: `crashed`.
    pub(super) const VERB: Self = Self(1 << 5);
    /// What stands before `of` and `to`: `outage`, `access`.
    pub(super) const ABOUT: Self = Self(1 << 6);
    /// `of`, `to`.
    pub(super) const PREPOSITION: Self = Self(1 << 7);
    /// What stands behind the name of a tool or of people: `channel`, `team`.
    pub(super) const TOOL: Self = Self(1 << 8);
    /// What stands before it: `via`.
    pub(super) const TOOL_BEFORE: Self = Self(1 << 9);
    /// What stands before a name in small letters: `that`, `noticed`.
    pub(super) const INTRODUCES: Self = Self(1 << 10);
    /// `the`, `a`.
    pub(super) const DETERMINER: Self = Self(1 << 11);
    /// The end of a name in parts: `api`.
    pub(super) const ENDING: Self = Self(1 << 12);
    /// The end of a host name: `org`.
    pub(super) const DOMAIN: Self = Self(1 << 13);
    /// One that ends files, too, or is a word.
    pub(super) const AMBIGUOUS: Self = Self(1 << 14);
    /// A month or a day.
    pub(super) const CALENDAR: Self = Self(1 << 15);
    /// A part of a word joined by dashes that is no name: `third`, `party`.
    pub(super) const COMPOUND: Self = Self(1 << 16);
    /// What is never a name by itself.
    pub(super) const NEVER: Self = Self(1 << 17);
    /// The first word of a software.
    pub(super) const SOFTWARE: Self = Self(1 << 18);
    /// The end of the name of a field or a condition: `probe`.
    pub(super) const ATTRIBUTE: Self = Self(1 << 19);
    /// What many services are together: `systems`, `packages`.
    pub(super) const COLLECTIVE: Self = Self(1 << 20);
    /// What the last word of a name may say that it is, which no other word beside a name does: `sdk`.
    pub(super) const THING: Self = Self(1 << 21);
    /// What names nothing by itself: words, and what services are and suffer.
    pub(super) const NOTHING: Self =
        Self(Self::NEVER.0 | Self::TROUBLE.0 | Self::STATE.0 | Self::VERB.0 | Self::KIND.0);

    /// True where it is that, too.
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// All words.
#[derive(Debug)]
pub(super) struct Lexicon {
    senses: HashMap<String, Sense>,
    /// Well-known software.
    pub(super) technologies: Vec<Technology>,
    /// What compounds end in: `tjenesten`.
    pub(super) compound_ends: Vec<String>,
    /// How it is written, in one to three words.
    pub(super) written: HashMap<String, usize>,
}

impl Lexicon {
    /// What a word in lower case may mean.
    pub(super) fn senses(&self, word: &str) -> Sense {
        self.senses.get(word).copied().unwrap_or_default()
    }

    /// True for a word that names nothing by itself, also in the plural.
    pub(super) fn names_nothing(&self, word: &str) -> bool {
        let is_nothing = |word: &str| self.senses(word).has(Sense::NOTHING);
        is_nothing(word) || word.strip_suffix('s').is_some_and(is_nothing)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kinds: Vec<String>,
    troubles: Vec<String>,
    states: Vec<String>,
    being: Vec<String>,
    adverbs: Vec<String>,
    verbs: Vec<String>,
    about: Vec<String>,
    prepositions: Vec<String>,
    tools: Vec<String>,
    tools_before: Vec<String>,
    introduces: Vec<String>,
    determiners: Vec<String>,
    endings: Vec<String>,
    domains: Vec<String>,
    ambiguous: Vec<String>,
    calendar: Vec<String>,
    compounds: Vec<String>,
    never: Vec<String>,
    conditions: Vec<String>,
    attributes: Vec<String>,
    collectives: Vec<String>,
    things: Vec<String>,
    compound_ends: Vec<String>,
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
    let mut senses: HashMap<String, Sense> = HashMap::new();
    let lists = [
        (Sense::KIND, file.kinds),
        (Sense::TROUBLE, file.troubles),
        (Sense::STATE, file.states),
        (Sense::BEING, file.being),
        (Sense::ADVERB, file.adverbs),
        (Sense::VERB, file.verbs),
        (Sense::ABOUT, file.about),
        (Sense::PREPOSITION, file.prepositions),
        (Sense::TOOL, file.tools),
        (Sense::TOOL_BEFORE, file.tools_before),
        (Sense::INTRODUCES, file.introduces),
        (Sense::DETERMINER, file.determiners),
        (Sense::ENDING, file.endings),
        (Sense::DOMAIN, file.domains),
        (Sense::AMBIGUOUS, file.ambiguous),
        (Sense::CALENDAR, file.calendar),
        (Sense::COMPOUND, file.compounds),
        (Sense::NEVER, file.never),
        (Sense::NEVER, file.conditions),
        (Sense::ATTRIBUTE, file.attributes),
        (Sense::COLLECTIVE, file.collectives),
        (Sense::THING, file.things),
    ];
    for (sense, words) in lists {
        for word in words {
            senses.entry(word).or_default().0 |= sense.0;
        }
    }
    let mut technologies = Vec::new();
    let mut written = HashMap::new();
    for entry in file.technology {
        for words in entry.words {
            let first = words.split(' ').next().unwrap_or("").to_owned();
            senses.entry(first).or_default().0 |= Sense::SOFTWARE.0;
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
        senses,
        compound_ends: file.compound_ends,
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
        for word in lexicon.senses.keys().chain(lexicon.written.keys()) {
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
