//! Which services a report is about, where it states none: names found by their shape and by what is said of them.
//!
//! Takes the title and the lines of the account, gives candidates with what speaks for each. Where a report says what was struck counts
//! most; how it was noticed and why counts less. It decides nothing: which candidates become suggestions is decided for the whole archive
//! at once, in `archive/service.rs`. Who wrote or did something is no name for it.

mod around;
mod context;
mod example;
mod idea;
mod lexicon;
pub mod lists;
mod mention;
mod name;
mod others;
mod search;
mod sense;
mod shape;
mod subject;
mod table;
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
        search.line(line, weight * first, only_trouble);
    }
    search.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sure names that a title and a summary bring forward, however little speaks for them.
    fn sure(title: &str, summary: &str) -> Vec<String> {
        let line = Line {
            part: Part::Summary,
            is_first: true,
            text: summary.into(),
            is_listed: false,
            span: Span::default(),
        };
        let lexicon = Lexicon::new(&lists::Services::starter());
        candidates((title, Span::default()), &[line], &lexicon)
            .into_iter()
            .filter(|candidate| candidate.is_sure)
            .map(|candidate| candidate.facet.name)
            .collect()
    }

    #[test]
    fn the_text_settles_whether_a_title_begins_with_a_name() {
        let title = "Harrows study hub dying";
        assert_eq!(
            sure(title, "We were asked by Harrows whether all was well."),
            ["Harrows"]
        );
        assert!(
            sure(
                "Replay order export issue",
                "A replay of all orders took an hour."
            )
            .is_empty()
        );
    }

    #[test]
    fn a_noun_that_everybody_has_is_brought_forward_where_it_was_in_trouble() {
        assert_eq!(
            sure("Slow start", "The hub was unreachable for an hour."),
            ["hub"]
        );
        assert!(sure("Slow start", "We looked at the hub for an hour.").is_empty());
    }
}
