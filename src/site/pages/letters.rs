//! A long index divided by the initial letters of its terms.
//!
//! Takes terms in the order of their index, gives them by letter: figures first, then letters, then all that is neither. Only
//! scripts of a few dozen letters are divided so; a page of a thousand ideographs needs no thousand headings.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::language::Language;
use crate::site::views::{LetterView, TermNodeView};

/// What a term begins with, in the order of the page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::site) enum Initial {
    /// A figure.
    Figure,
    /// A letter, in upper case.
    Letter(String),
    /// A sign of a script that has very many, or none.
    Other,
}

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

impl Initial {
    /// The letter under which people look for a name: without its marks, signs before it passed over.
    pub(in crate::site) fn of(name: &str) -> Self {
        match name.nfd().find(|c| c.is_alphanumeric()) {
            Some(c) if c.is_numeric() => Self::Figure,
            Some(c) if c.is_alphabetic() && !is_one_of_thousands(c) => {
                Self::Letter(c.to_uppercase().collect())
            }
            _ => Self::Other,
        }
    }

    /// What it is called on a page, and what its place there is.
    pub(in crate::site) fn name(&self, language: &Language) -> (String, String) {
        match self {
            Self::Figure => ("0–9".to_owned(), "figures".to_owned()),
            Self::Letter(letter) => (letter.clone(), format!("letter-{letter}")),
            Self::Other => (language.text("Other").to_owned(), "others".to_owned()),
        }
    }
}

/// True for a character of a script that has very many: ideographs, kana, the parts of Korean syllables.
fn is_one_of_thousands(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_where_people_look_for_them() {
        for (name, letter) in [
            ("apple", "A"),
            ("Éclair", "E"),
            (".NET", "N"),
            ("3rd party", "0–9"),
            ("ßcript", "SS"),
            ("дом", "Д"),
            ("東京", "Other"),
            ("&", "Other"),
        ] {
            let term = TermNodeView {
                name: name.to_owned(),
                url: String::new(),
                count: 1,
                suggested: 0,
                latest: None,
                children: Vec::new(),
            };
            assert_eq!(
                divide(&Language::english(), &[term])[0].letter,
                letter,
                "{name}"
            );
        }
    }
}
