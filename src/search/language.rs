//! Languages whose words have stems, and the stems.
//!
//! Takes language tags (`de-CH`) and words in small letters, gives stems: what stands in the same group is found together. A word with a
//! figure or a sign in it is a name and its own stem, and so is one in letters that its language does not have.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(super) enum Language {
    /// One without stems.
    Other,
    Arabic,
    Danish,
    Dutch,
    English,
    Finnish,
    French,
    German,
    Greek,
    Hungarian,
    Italian,
    Norwegian,
    Portuguese,
    Romanian,
    Russian,
    Spanish,
    Swedish,
    Tamil,
    Turkish,
}

impl Language {
    /// The language that a tag means.
    pub(super) fn of(tag: &str) -> Self {
        let name = tag.split(['-', '_']).next().unwrap_or_default();
        match name.trim().to_ascii_lowercase().as_str() {
            "ar" => Self::Arabic,
            "da" => Self::Danish,
            "nl" => Self::Dutch,
            "en" => Self::English,
            "fi" => Self::Finnish,
            "fr" => Self::French,
            "de" => Self::German,
            "el" => Self::Greek,
            "hu" => Self::Hungarian,
            "it" => Self::Italian,
            "nb" | "nn" | "no" => Self::Norwegian,
            "pt" => Self::Portuguese,
            "ro" => Self::Romanian,
            "ru" => Self::Russian,
            "es" => Self::Spanish,
            "sv" => Self::Swedish,
            "ta" => Self::Tamil,
            "tr" => Self::Turkish,
            _ => Self::Other,
        }
    }

    fn algorithm(self) -> Option<Algorithm> {
        Some(match self {
            Self::Other => return None,
            Self::Arabic => Algorithm::Arabic,
            Self::Danish => Algorithm::Danish,
            Self::Dutch => Algorithm::Dutch,
            Self::English => Algorithm::English,
            Self::Finnish => Algorithm::Finnish,
            Self::French => Algorithm::French,
            Self::German => Algorithm::German,
            Self::Greek => Algorithm::Greek,
            Self::Hungarian => Algorithm::Hungarian,
            Self::Italian => Algorithm::Italian,
            Self::Norwegian => Algorithm::Norwegian,
            Self::Portuguese => Algorithm::Portuguese,
            Self::Romanian => Algorithm::Romanian,
            Self::Russian => Algorithm::Russian,
            Self::Spanish => Algorithm::Spanish,
            Self::Swedish => Algorithm::Swedish,
            Self::Tamil => Algorithm::Tamil,
            Self::Turkish => Algorithm::Turkish,
        })
    }

    /// True for a letter that words of the language are made of.
    fn has(self, c: char) -> bool {
        match self {
            Self::Other => false,
            Self::Arabic => matches!(c, '\u{620}'..='\u{652}'),
            Self::Greek => matches!(c, '\u{370}'..='\u{3ff}'),
            Self::Russian => matches!(c, '\u{430}'..='\u{45f}'),
            Self::Tamil => matches!(c, '\u{b80}'..='\u{bff}'),
            _ => {
                matches!(c, 'a'..='z' | '\u{df}'..='\u{f6}' | '\u{f8}'..='\u{17f}' | '\u{219}' | '\u{21b}')
            }
        }
    }

    /// The stem of a word in small letters.
    pub(super) fn stem(self, word: &str) -> Cow<'_, str> {
        match self.algorithm() {
            Some(algorithm) if word.chars().all(|c| self.has(c)) => {
                let stem = Stemmer::create(algorithm).stem(word);
                if stem.is_empty() {
                    Cow::Borrowed(word)
                } else {
                    stem
                }
            }
            _ => Cow::Borrowed(word),
        }
    }
}
