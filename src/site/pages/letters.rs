//! A long index divided by the initial letters of its terms.
//!
//! Takes terms in the order of their index, gives them by letter: figures first, then letters, then all that is neither. Only
//! scripts of a few dozen letters are divided so; a page of a thousand ideographs needs no thousand headings.

use std::collections::BTreeMap;

use crate::language::Language;
use crate::site::initial::Initial;
use crate::site::views::{LetterView, TermNodeView};

/// The terms by initial letter, each in the order given.
pub(super) fn divide(language: &Language, terms: &[TermNodeView]) -> Vec<LetterView> {
    let mut letters: BTreeMap<Initial, Vec<TermNodeView>> = BTreeMap::new();
    for term in terms {
        let own = letters.entry(Initial::of(&term.name)).or_default();
        own.push(term.clone());
    }
    letters
        .into_iter()
        .map(|(initial, terms)| {
            let (letter, anchor) = initial.name(language);
            LetterView {
                letter,
                anchor,
                terms,
            }
        })
        .collect()
}
