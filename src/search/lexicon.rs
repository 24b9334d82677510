//! The words that one thread has met, by number, and how often each stands in the part of a text that is being read.
//!
//! Takes words one by one, gives numbers; and at the end of a part which words stand in it. A word of two languages has two numbers, since
//! its stems differ. Numbers depend on the order of the files: nothing of them reaches a page.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use super::language::Language;

/// More often than this makes no difference.
pub(super) const OFTEN: u8 = 4;
/// How often a word stands that stands in a title.
pub(super) const TITLE: u8 = 5;

/// Words by number.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// All words, one behind the other.
    letters: String,
    /// Where each ends, its language, and how often it stands in all texts.
    words: Vec<Known>,
    table: HashTable<u32>,
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
    times: u32,
}

/// A word of a lexicon.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) letters: &'a str,
    pub(super) language: Language,
    pub(super) times: u32,
}

impl Lexicon {
    /// Counts a word.
    pub(super) fn meet(&mut self, word: &str, language: Language, in_title: bool) {
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

    fn number(&mut self, word: &str, language: Language) -> u32 {
        let hash = hash(word, language);
        let (letters, words) = (&self.letters, &self.words);
        let is_it = |number: &u32| {
            let known = words[*number as usize];
            known.language == language && letters[known.from as usize..known.to as usize] == *word
        };
        if let Some(number) = self.table.find(hash, is_it) {
            let number = *number;
            self.words[number as usize].times += 1;
            return number;
        }
        let number = self.words.len() as u32;
        let from = self.letters.len() as u32;
        self.letters.push_str(word);
        self.words.push(Known {
            from,
            to: self.letters.len() as u32,
            language,
            times: 1,
        });
        self.here.push(0);
        let (letters, words) = (&self.letters, &self.words);
        self.table.insert_unique(hash, number, |number| {
            let known = words[*number as usize];
            hash_of(letters, known)
        });
        number
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
            letters: &self.letters[known.from as usize..known.to as usize],
            language: known.language,
            times: known.times,
        })
    }
}

fn hash_of(letters: &str, known: Known) -> u64 {
    hash(
        &letters[known.from as usize..known.to as usize],
        known.language,
    )
}

fn hash(word: &str, language: Language) -> u64 {
    xxh3_64(word.as_bytes()).wrapping_add((language as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}
