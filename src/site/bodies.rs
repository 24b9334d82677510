//! The texts of the reports, as they were made while their files were read: the site shows them, and makes none.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::html::Body;
use crate::markdown;
use crate::search::{Gathered, KeptWords};

/// The texts of reports by the paths of their sources.
#[derive(Debug, Default)]
pub struct Bodies {
    pub(super) html: BTreeMap<Arc<str>, Arc<Body>>,
    pub(super) markdown: BTreeMap<Arc<str>, Arc<markdown::Body>>,
    pub(super) words: Option<WordsOfAll>,
}

/// The words of all reports.
#[derive(Debug)]
pub(super) enum WordsOfAll {
    /// For an index that is made at once.
    Now(Gathered),
    /// For one that is made when somebody searches.
    Later(KeptWords),
}

impl Bodies {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the text of a report as its page shows it.
    pub fn insert(&mut self, path: Arc<str>, body: Arc<Body>) {
        self.html.insert(path, body);
    }

    /// Adds the same as Markdown.
    pub fn insert_markdown(&mut self, path: Arc<str>, body: Arc<markdown::Body>) {
        self.markdown.insert(path, body);
    }

    /// The words of all reports, for the search index; without them there is none.
    pub fn set_words(&mut self, words: Gathered) {
        self.words = Some(WordsOfAll::Now(words));
    }

    /// The same for an index that is made when somebody searches: until then nobody knows which files it has, and
    /// [`Site::pages`](super::Site::pages) leaves them out.
    pub fn keep_words(&mut self, kept: KeptWords) {
        self.words = Some(WordsOfAll::Later(kept));
    }
}
