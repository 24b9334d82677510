//! The letter under which people look for a name. Only scripts of a few dozen letters have any; a page of a thousand ideographs needs no
//! thousand headings.

use unicode_normalization::UnicodeNormalization;

use crate::language::Language;

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
            let (shown, _) = Initial::of(name).name(&Language::english());
            assert_eq!(shown, letter, "{name}");
        }
    }
}
