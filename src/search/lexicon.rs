//! The words that one thread has met, by number, and how often each stands in the part of a text that is being read.
//!
//! Takes words one by one, gives numbers; and at the end of a part which words stand in it. A word of two languages has two numbers, since
//! its stems differ. Numbers depend on the order of the files: nothing of them reaches a page.

use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::language::Language;

/// More often than this makes no difference.
pub(super) const OFTEN: u8 = 4;
/// How often a word stands that stands in a title.
pub(super) const TITLE: u8 = 5;

/// Words by number.
#[derive(Debug, Clone)]
pub(super) struct Lexicon {
    /// What places in the tables depend on: nobody can write words that all want the same.
    seed: u64,
    /// All words, one behind the other.
    letters: Vec<u8>,
    /// Where each stands there, and its language.
    words: Vec<Known>,
    /// The numbers of words of at most sixteen bytes, which nearly all are: each is compared as two numbers.
    short: HashTable<(Short, u32)>,
    /// The numbers of all others.
    long: HashTable<u32>,
    /// How often each stands in the part that is being read.
    here: Vec<u8>,
    /// Those that do.
    met: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    from: u32,
    to: u32,
    language: Language,
}

/// A word of a lexicon.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) letters: &'a str,
    pub(super) language: Language,
}

/// A word of at most sixteen bytes with its language: its first eight bytes and its last, and how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Short(u64, u64, u8, Language);

impl Short {
    fn of(word: &[u8], language: Language) -> Option<Self> {
        let length = word.len();
        let (first, last) = match length {
            0..4 => {
                let byte = |at: usize| u64::from(word.get(at).copied().unwrap_or(0));
                (byte(0) | byte(1) << 8 | byte(2) << 16, 0)
            }
            4..8 => {
                let four = |bytes: Option<&[u8; 4]>| {
                    u64::from(u32::from_le_bytes(bytes.copied().unwrap_or_default()))
                };
                (four(word.first_chunk()), four(word.last_chunk()))
            }
            8..=16 => {
                let eight = |bytes: Option<&[u8; 8]>| {
                    u64::from_le_bytes(bytes.copied().unwrap_or_default())
                };
                (eight(word.first_chunk()), eight(word.last_chunk()))
            }
            _ => return None,
        };
        Some(Self(first, last, length as u8, language))
    }

    /// Both halves folded into one number.
    fn hash(self, seed: u64) -> u64 {
        const ODD: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93];
        let Self(first, last, length, language) = self;
        let other = u64::from(length) << 8 | language as u64;
        let product = u128::from(first ^ seed) * u128::from(last.rotate_left(32) ^ other ^ ODD[1]);
        let folded = (product >> 64) as u64 ^ product as u64;
        folded.wrapping_mul(ODD[0])
    }
}

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            seed: RandomState::new().hash_one(0),
            letters: Vec::new(),
            words: Vec::new(),
            short: HashTable::new(),
            long: HashTable::new(),
            here: Vec::new(),
            met: Vec::new(),
        }
    }
}

impl Lexicon {
    /// Counts a word.
    pub(super) fn meet(&mut self, word: &[u8], language: Language, in_title: bool) {
        let number = self.number(word, language);
        let Some(times) = self.here.get_mut(number as usize) else {
            return;
        };
        if *times == 0 {
            self.met.push(number);
        }
        *times = if in_title {
            TITLE
        } else {
            (*times + 1).min(OFTEN.max(*times))
        };
    }

    fn number(&mut self, word: &[u8], language: Language) -> u32 {
        let (next, seed) = (self.words.len() as u32, self.seed);
        if let Some(short) = Short::of(word, language) {
            let hash = short.hash(seed);
            if let Some((_, number)) = self.short.find(hash, |(other, _)| *other == short) {
                return *number;
            }
            self.short
                .insert_unique(hash, (short, next), |(other, _)| other.hash(seed));
        } else {
            let hash = xxh3_64_with_seed(word, seed);
            let (letters, words) = (&self.letters, &self.words);
            let own = |number: u32| {
                let known = words[number as usize];
                (
                    &letters[known.from as usize..known.to as usize],
                    known.language,
                )
            };
            if let Some(number) = self
                .long
                .find(hash, |number| own(*number) == (word, language))
            {
                return *number;
            }
            self.long
                .insert_unique(hash, next, |number| xxh3_64_with_seed(own(*number).0, seed));
        }
        let from = self.letters.len() as u32;
        self.letters.extend_from_slice(word);
        self.words.push(Known {
            from,
            to: self.letters.len() as u32,
            language,
        });
        self.here.push(0);
        next
    }

    /// The words of the part that was read, each with how often it stands there; the next part begins.
    pub(super) fn take(&mut self, mut give: impl FnMut(u32, u8)) {
        for number in self.met.drain(..) {
            let times = std::mem::take(&mut self.here[number as usize]);
            give(number, times);
        }
    }

    /// How many words were met in the part that is being read.
    pub(super) fn met(&self) -> usize {
        self.met.len()
    }

    /// All words, in the order of their numbers.
    pub(super) fn words(&self) -> impl ExactSizeIterator<Item = Word<'_>> {
        self.words.iter().map(|known| Word {
            letters: str::from_utf8(&self.letters[known.from as usize..known.to as usize])
                .unwrap_or_default(),
            language: known.language,
        })
    }
}
