//! The words by which services are found, ready to be asked.
//!
//! Takes lists of words, gives what each word may mean: it is looked up once, and then all is known. It knows words, not texts.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::lists::{Services, Technology};

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
    /// What people do, and no service: `noticed`.
    pub(super) const AGENT: Self = Self(1 << 22);
    /// What a place is: `datacenter`.
    pub(super) const SITE: Self = Self(1 << 23);
    /// What names nothing by itself: words, and what services are and suffer.
    pub(super) const NOTHING: Self =
        Self(Self::NEVER.0 | Self::TROUBLE.0 | Self::STATE.0 | Self::VERB.0 | Self::KIND.0);

    /// True where it is that, too.
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What is known of words. Every word of an account is looked up, and the words are ours: a plain mixing of their bytes is enough.
pub(super) type ByWord<T> = HashMap<String, T, BuildHasherDefault<Mixing>>;

/// Mixes the bytes of a word.
#[derive(Debug, Default)]
pub(super) struct Mixing(u64);

impl Mixing {
    fn mix(&mut self, bytes: u64) {
        self.0 = (self.0.rotate_left(5) ^ bytes).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Mixing {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.mix(u64::from_le_bytes(*eight));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.mix(u64::from_le_bytes(last));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        // The table looks at both ends of the number.
        self.0 ^ self.0 >> 32
    }
}

/// All words.
#[derive(Debug)]
pub(in crate::postmortem) struct Lexicon {
    senses: ByWord<Sense>,
    /// Well-known software.
    pub(super) technologies: Vec<Technology>,
    /// What compounds end in: `tjenesten`.
    pub(super) compound_ends: Vec<String>,
    /// How it is written, in one to three words.
    pub(super) written: ByWord<usize>,
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

/// What the words of each list mean.
const LISTS: [(&str, Sense); 24] = [
    ("kinds", Sense::KIND),
    ("troubles", Sense::TROUBLE),
    ("states", Sense::STATE),
    ("being", Sense::BEING),
    ("adverbs", Sense::ADVERB),
    ("verbs", Sense::VERB),
    ("about", Sense::ABOUT),
    ("prepositions", Sense::PREPOSITION),
    ("tools", Sense::TOOL),
    ("tools-before", Sense::TOOL_BEFORE),
    ("introduces", Sense::INTRODUCES),
    ("determiners", Sense::DETERMINER),
    ("endings", Sense::ENDING),
    ("domains", Sense::DOMAIN),
    ("ambiguous", Sense::AMBIGUOUS),
    ("calendar", Sense::CALENDAR),
    ("compounds", Sense::COMPOUND),
    ("never", Sense::NEVER),
    ("conditions", Sense::NEVER),
    ("attributes", Sense::ATTRIBUTE),
    ("collectives", Sense::COLLECTIVE),
    ("things", Sense::THING),
    ("agents", Sense::AGENT),
    ("places", Sense::SITE),
];

/// The list of the ends of compounds, which are no words by themselves.
const ENDS: &str = "compound-ends";

impl Lexicon {
    /// Makes the words ready.
    pub(in crate::postmortem) fn new(services: &Services) -> Self {
        let mut senses: ByWord<Sense> = ByWord::default();
        for (name, sense) in LISTS {
            for word in services.lists.get(name).into_iter().flatten() {
                senses.entry(word.clone()).or_default().0 |= sense.0;
            }
        }
        let mut written = ByWord::default();
        for (at, technology) in services.technology.iter().enumerate() {
            for words in &technology.words {
                let first = words.split(' ').next().unwrap_or("").to_owned();
                senses.entry(first).or_default().0 |= Sense::SOFTWARE.0;
                written.insert(words.clone(), at);
            }
        }
        Self {
            senses,
            compound_ends: services.lists.get(ENDS).cloned().unwrap_or_default(),
            technologies: services.technology.clone(),
            written,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lists::Services;
    use super::{ENDS, LISTS, Lexicon};

    #[test]
    fn every_word_is_lower_case_and_every_list_means_something() {
        let starter = Services::starter();
        let lexicon = Lexicon::new(&starter);
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
        for list in starter.lists.keys() {
            assert!(
                list == ENDS || LISTS.iter().any(|(name, _)| name == list),
                "{list}"
            );
        }
    }
}
