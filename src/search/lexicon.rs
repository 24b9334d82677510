//! The words that one thread has met, by number, and how often each stands in the part of a text that is being read.
//!
//! Takes words one by one, gives numbers; and at the end of a part which words stand in it. A word of two languages has two numbers, since
//! its stems differ. Numbers depend on the order of the files: nothing of them reaches a page.

use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::language::Language;
use super::short::Short;
use super::token::Token;

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
    /// The numbers of short words, which nearly all are: each is compared as two numbers.
    short: HashTable<Numbered>,
    /// The numbers of all others.
    long: HashTable<u32>,
    /// How often each stands in the part that is being read.
    here: Vec<u8>,
    /// Those that do.
    met: Vec<u32>,
    /// The short words of that part, until it ends: the table is larger than what the processor has at hand, and of many words that are
    /// looked up one right behind the other it fetches several at once.
    waiting: Vec<Waiting>,
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

/// A short word that has a number.
#[derive(Debug, Clone, Copy)]
struct Numbered {
    word: Short,
    number: u32,
    language: Language,
}

/// A short word that waits to be counted.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    word: Short,
    language: Language,
    in_title: bool,
}

/// The place of a short word in the table: both halves folded into one number.
fn hash(word: Short, language: Language, seed: u64) -> u64 {
    const ODD: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93];
    let Short([first, second]) = word;
    let second = second.rotate_left(32) ^ language as u64 ^ ODD[1];
    let product = u128::from(first ^ seed) * u128::from(second);
    let folded = (product >> 64) as u64 ^ product as u64;
    folded.wrapping_mul(ODD[0])
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
            waiting: Vec::new(),
        }
    }
}

impl Lexicon {
    /// Counts a word.
    #[inline]
    pub(super) fn meet(&mut self, word: Token<'_>, language: Language, in_title: bool) {
        let word = match word {
            Token::Short(word) => word,
            Token::Bytes(bytes) => match Short::of(bytes) {
                Some(word) => word,
                None => {
                    let number = self.number_of_long(bytes, language);
                    return self.count(number, in_title);
                }
            },
        };
        self.waiting.push(Waiting {
            word,
            language,
            in_title,
        });
    }

    fn count(&mut self, number: u32, in_title: bool) {
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

    fn number_of_short(&mut self, word: Short, language: Language) -> u32 {
        let seed = self.seed;
        let hash_of = |one: &Numbered| hash(one.word, one.language, seed);
        let hash = hash(word, language, seed);
        let is_it = |one: &Numbered| one.word == word && one.language == language;
        if let Some(known) = self.short.find(hash, is_it) {
            return known.number;
        }
        let (bytes, length) = word.bytes();
        let number = self.add(&bytes[..length], language);
        let new = Numbered {
            word,
            number,
            language,
        };
        self.short.insert_unique(hash, new, hash_of);
        number
    }

    fn number_of_long(&mut self, word: &[u8], language: Language) -> u32 {
        let (next, seed) = (self.words.len() as u32, self.seed);
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
        self.add(word, language)
    }

    /// A new word; gives its number.
    fn add(&mut self, word: &[u8], language: Language) -> u32 {
        let (number, from) = (self.words.len() as u32, self.letters.len() as u32);
        self.letters.extend_from_slice(word);
        self.words.push(Known {
            from,
            to: self.letters.len() as u32,
            language,
        });
        self.here.push(0);
        number
    }

    /// The part that was read ends: how many words were met in it.
    pub(super) fn end(&mut self) -> usize {
        let mut waiting = std::mem::take(&mut self.waiting);
        for one in waiting.drain(..) {
            let number = self.number_of_short(one.word, one.language);
            self.count(number, one.in_title);
        }
        self.waiting = waiting;
        self.met.len()
    }

    /// The words of a part that has ended, each with how often it stands there; the next part begins.
    pub(super) fn take(&mut self, mut give: impl FnMut(u32, u8)) {
        for number in self.met.drain(..) {
            let times = std::mem::take(&mut self.here[number as usize]);
            give(number, times);
        }
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
