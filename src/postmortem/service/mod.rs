//! Which services a report is about, where it states none: names found by their shape and by what is said of them.
//!
//! Takes the title and the lines of the account, gives candidates with what speaks for each. Where a report says what was struck counts
//! most; how it was noticed and why counts less. It decides nothing: which candidates become suggestions is decided for the whole archive
//! at once, in `archive/service.rs`. Who wrote or did something is no name for it.

mod context;
mod example;
mod lexicon;
pub mod lists;
mod mention;
mod name;
mod search;
mod shape;
mod subject;
mod word;

use super::Facet;
use super::account::{Line, Part};
use crate::source::Span;
use search::Search;

pub(super) use lexicon::Lexicon;

/// A name that may be one of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The name with the words that speak for it.
    pub facet: Facet,
    /// How much speaks for it: 2 is enough by itself.
    pub weight: f32,
    /// False where it may be a word like any other, and only other reports can tell.
    pub is_sure: bool,
}

/// So much more the first sentence of a part counts.
const FIRST: f32 = 1.3;

/// The names that may be those of services, the surest first.
pub(super) fn candidates(
    (title, span): (&str, Span),
    account: &[Line],
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let mut search = Search::new(lexicon);
    search.title(title, span);
    for line in account {
        let weight = match line.part {
            Part::Opening | Part::Summary => 1.5,
            Part::Impact => 1.3,
            Part::Detection | Part::Cause | Part::Timeline => 0.6,
        };
        let first = if line.is_first { FIRST } else { 1.0 };
        // A timeline tells of much else.
        let only_trouble = line.part == Part::Timeline;
        search.line(&line.text, weight * first, only_trouble, line.span);
    }
    search.finish()
}
