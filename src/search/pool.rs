//! Reading the words of many reports on many threads: each takes a reader that nobody uses, and puts it back.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use crate::document::Block;

use super::language::Language;
use super::lexicon::Lexicon;
use super::words::{Head, Reader, Words};

/// The readers of words; as many as were ever at work at once.
#[derive(Debug, Default)]
pub struct Pool {
    readers: Mutex<Readers>,
    /// Told when one comes to rest.
    rested: Condvar,
}

#[derive(Debug, Default)]
struct Readers {
    /// Those at rest, each with its number.
    resting: Vec<(usize, Box<Reader>)>,
    /// How many there are.
    made: usize,
}

impl Pool {
    /// The words of a report in a language, given by its tag.
    pub fn words(&self, head: Head<'_>, blocks: &[Block], language: &str) -> Words {
        let (number, mut reader) = self.reader();
        let mut words = reader.read(head, blocks, Language::of(language));
        words.lexicon = number;
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        readers.resting.push((number, reader));
        self.rested.notify_all();
        words
    }

    fn reader(&self) -> (usize, Box<Reader>) {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        readers.resting.pop().unwrap_or_else(|| {
            readers.made += 1;
            (readers.made - 1, Box::default())
        })
    }

    /// What was read, by the paths of the sources. No report is being read any more.
    pub fn gathered(self, of_reports: BTreeMap<Arc<str>, Arc<Words>>) -> Gathered {
        let readers = self.readers.into_inner();
        let mut readers = readers.unwrap_or_else(PoisonError::into_inner).resting;
        readers.sort_by_key(|(number, _)| *number);
        Gathered {
            lexicons: (readers.into_iter())
                .map(|(_, reader)| reader.lexicon)
                .collect(),
            of_reports,
        }
    }

    /// The same of words that somebody keeps, while others may be reading more. It waits for those.
    fn copied(&self, of_reports: &BTreeMap<Arc<str>, Arc<Words>>) -> Gathered {
        let readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        let are_at_work = |readers: &mut Readers| readers.resting.len() < readers.made;
        let readers = self.rested.wait_while(readers, are_at_work);
        let readers = readers.unwrap_or_else(PoisonError::into_inner);
        let mut lexicons: Vec<(usize, &Lexicon)> = (readers.resting.iter())
            .map(|(number, reader)| (*number, &reader.lexicon))
            .collect();
        lexicons.sort_by_key(|(number, _)| *number);
        Gathered {
            lexicons: lexicons.into_iter().map(|(_, one)| one.clone()).collect(),
            of_reports: of_reports.clone(),
        }
    }
}

/// The words of all reports where they are remembered between builds, to be gathered when somebody searches.
#[derive(Debug, Clone)]
pub struct KeptWords {
    /// What they were read with.
    pub pool: Arc<Pool>,
    /// By the paths of the sources.
    pub of_reports: BTreeMap<Arc<str>, Arc<Words>>,
}

impl KeptWords {
    /// What is on it now.
    pub fn gathered(&self) -> Gathered {
        self.pool.copied(&self.of_reports)
    }
}

/// The words of all reports.
#[derive(Debug, Default)]
pub struct Gathered {
    /// What the numbers of words mean.
    pub(super) lexicons: Vec<Lexicon>,
    /// By the paths of the sources.
    pub(super) of_reports: BTreeMap<Arc<str>, Arc<Words>>,
}
