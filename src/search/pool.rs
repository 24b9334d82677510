//! Reading the words of many reports on many threads: each takes a reader that nobody uses, and puts it back.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::document::Block;

use super::language::Language;
use super::lexicon::Lexicon;
use super::words::{Head, Reader, Words};

/// The readers of words; as many as were ever at work at once.
#[derive(Debug, Default)]
pub struct Pool {
    /// Those at rest, each with its number.
    resting: Mutex<Vec<(usize, Box<Reader>)>>,
    /// How many there are.
    made: Mutex<usize>,
}

impl Pool {
    /// The words of a report in a language, given by its tag.
    pub fn words(&self, head: Head<'_>, blocks: &[Block], language: &str) -> Words {
        let (number, mut reader) = self.reader();
        let mut words = reader.read(head, blocks, Language::of(language));
        words.lexicon = number;
        let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        resting.push((number, reader));
        words
    }

    fn reader(&self) -> (usize, Box<Reader>) {
        let rested = {
            let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
            resting.pop()
        };
        rested.unwrap_or_else(|| {
            let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
            *made += 1;
            (*made - 1, Box::default())
        })
    }

    /// What was read, by the paths of the sources. No report is being read any more.
    pub fn gathered(self, of_reports: BTreeMap<Arc<str>, Words>) -> Gathered {
        let mut readers = self
            .resting
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        readers.sort_by_key(|(number, _)| *number);
        Gathered {
            lexicons: readers
                .into_iter()
                .map(|(_, reader)| reader.lexicon)
                .collect(),
            of_reports,
        }
    }
}

/// The words of all reports.
#[derive(Debug, Default)]
pub struct Gathered {
    /// What the numbers of words mean.
    pub(super) lexicons: Vec<Lexicon>,
    /// By the paths of the sources.
    pub(super) of_reports: BTreeMap<Arc<str>, Words>,
}
