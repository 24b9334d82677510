//! The words by which services are found, ready to be asked.
//!
//! Takes lists of words, gives what each word may mean: it is looked up once, and then all is known. It knows words, not texts.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::around;
use super::lists::{Services, Technology};
use super::sense::Sense;
use super::table::Table;

/// What is known of some words. They are ours: a plain mixing of their bytes is enough.
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
    senses: Table<Sense>,
    /// Which of the technologies is written in that one word. Every word of an account is asked for: this table is small enough to be
    /// always at hand, that of the senses is not.
    software: Table<usize>,
    /// Well-known software.
    pub(super) technologies: Vec<Technology>,
    /// What compounds end in: `tjenesten`.
    pub(super) compounds: Compounds,
    /// How it is written, in one to three words.
    pub(super) written: ByWord<usize>,
}

impl Lexicon {
    /// What a word in lower case may mean.
    #[inline]
    pub(super) fn senses(&self, word: &str) -> Sense {
        self.senses.get(word).unwrap_or_default()
    }

    /// The name of the software that is called so by one word in lower case, and whether everybody uses that word.
    pub(in crate::postmortem) fn software(&self, word: &str) -> Option<(&str, bool)> {
        let known = self.technologies.get(self.software.get(word)?)?;
        Some((&known.name, known.generic))
    }

    /// True for the end of the name of a host, in lower case; one that is a word as well ends longer names only.
    pub(in crate::postmortem) fn ends_host(&self, end: &str, is_long: bool) -> bool {
        let senses = self.senses(end);
        senses.has(Sense::DOMAIN) && (is_long || !senses.has(Sense::AMBIGUOUS))
    }

    /// True for a word that names nothing by itself, also in the plural.
    pub(in crate::postmortem) fn names_nothing(&self, word: &str) -> bool {
        self.senses(word).has(Sense::NOTHING) || self.is_plural_of_nothing(word)
    }

    /// True for the plural of one.
    pub(super) fn is_plural_of_nothing(&self, word: &str) -> bool {
        word.as_bytes().last() == Some(&b's')
            && self.senses(&word[..word.len() - 1]).has(Sense::NOTHING)
    }
}

/// What the words of each list mean.
const LISTS: [(&str, Sense); 26] = [
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
    ("function-words", Sense::FUNCTION),
    ("qualities", Sense::QUALITY),
    ("attributes", Sense::ATTRIBUTE),
    ("collectives", Sense::COLLECTIVE),
    ("things", Sense::THING),
    ("agents", Sense::AGENT),
    ("places", Sense::SITE),
];

/// What words mean whatever the lists say.
const FIXED: [(&[&str], Sense); 4] = [
    (&around::FIRST, Sense::EXAMPLE),
    (&around::NEGLECTING, Sense::NEGLECT),
    (&around::PEOPLE, Sense::PEOPLE),
    (&around::PLACES, Sense::PLACE),
];

/// The list of the ends of compounds, which are no words by themselves.
const ENDS: &str = "compound-ends";

/// What compounds end in: `tjenesten`.
#[derive(Debug)]
pub(super) struct Compounds {
    ends: Vec<String>,
    /// A bit for the last bytes of each, where some share one: nearly every word ends otherwise.
    lasts: [u64; LASTS],
}

/// So many numbers of bits there are.
const LASTS: usize = 16;

/// The shortest compound.
const SHORTEST: usize = 10;
/// The fewest bytes before its end.
const SHORTEST_FIRST: usize = 4;

impl Compounds {
    fn new(ends: &[String]) -> Self {
        let mut lasts = [0; LASTS];
        for end in ends {
            match Self::last(end) {
                Some((at, bit)) => lasts[at] |= bit,
                // What stands before such a short one may be any letter.
                None => lasts = [u64::MAX; LASTS],
            }
        }
        Self {
            ends: ends.to_vec(),
            lasts,
        }
    }

    /// The bit of the last four bytes of a word, and which number it is in.
    #[inline]
    fn last(word: &str) -> Option<(usize, u64)> {
        let last = u32::from_le_bytes(*word.as_bytes().last_chunk::<4>()?);
        let mixed = last.wrapping_mul(0x9e37_79b1) as usize >> 16;
        Some((mixed / 64 % LASTS, 1 << (mixed % 64)))
    }

    /// True for a word that ends in one of them and has more before it.
    #[inline]
    pub(super) fn end(&self, word: &str) -> bool {
        word.len() >= SHORTEST
            && Self::last(word).is_some_and(|(at, bit)| self.lasts[at] & bit != 0)
            && self.one_ends(word)
    }

    fn one_ends(&self, word: &str) -> bool {
        self.ends.iter().any(|end| {
            let first = word.strip_suffix(&**end);
            first.is_some_and(|first| first.len() >= SHORTEST_FIRST)
        })
    }
}

impl Lexicon {
    /// Makes the words ready.
    pub(in crate::postmortem) fn new(services: &Services) -> Self {
        let listed: usize = services.lists.values().map(Vec::len).sum();
        let named: usize = services.technology.iter().map(|one| one.words.len()).sum();
        let fixed: usize = FIXED.iter().map(|(words, _)| words.len()).sum();
        let count = listed + named + fixed;
        let mut senses = Table::with_room(count);
        let mut add = |word: &str, sense: Sense| {
            let known: &mut Sense = senses.entry(word);
            *known = known.with(sense);
        };
        for (name, sense) in LISTS {
            for word in services.lists.get(name).into_iter().flatten() {
                add(word, sense);
            }
        }
        for (words, sense) in FIXED {
            for word in words {
                add(word, sense);
            }
        }
        let mut software = Table::with_room(named);
        let mut written = ByWord::default();
        for (at, technology) in services.technology.iter().enumerate() {
            for words in &technology.words {
                match words.split_once(' ') {
                    Some((first, _)) => add(first, Sense::SOFTWARE.with(Sense::LONGER)),
                    None => {
                        add(words, Sense::SOFTWARE);
                        *software.entry(words) = at;
                    }
                }
                written.insert(words.clone(), at);
            }
        }
        Self {
            senses,
            software,
            compounds: Compounds::new(services.lists.get(ENDS).map_or(&[], Vec::as_slice)),
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
        for word in lexicon
            .senses
            .words()
            .chain(lexicon.written.keys().map(String::as_str))
        {
            assert_eq!(word, word.to_lowercase());
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
