//! The site's own words in a language: texts, numbers with their words, days.
//!
//! Takes the file of a language (`languages/de.toml` of a theme, and the project's own beside it), gives the words of that language for
//! English ones: English words are what texts are called by, so that templates can be read, and what has no words in a language
//! is said in English. It translates nothing that an author wrote, and it knows neither pages nor templates.
//!
//! A text may hold values in braces: `Page {number} of {of}.`. What stands behind a bar in a key is for who translates and is
//! never shown: `Open|action`.

mod dates;
mod file;
mod fill;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

pub use dates::{Dates, Length};
pub use file::{Declared, Key, Problem};
pub use fill::fill;

/// What a number is called in the text of a number with its word.
pub const NUMBER: &str = "{n}";

/// In which direction a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// From the left to the right.
    #[default]
    Ltr,
    /// From the right to the left.
    Rtl,
}

/// The languages that are written from the right to the left, in the script that they have where a tag names none.
const FROM_RIGHT: [&str; 13] = [
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi",
];

impl Direction {
    /// That of a language, by its tag.
    pub fn of(tag: &str) -> Self {
        let mut parts = tag.split('-');
        let language = parts.next().unwrap_or(tag);
        // A script is the part of four letters: `ku-Arab`, `az-Latn`.
        let script = parts
            .find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
        let is_from_right = match script {
            Some(script) => ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"]
                .iter()
                .any(|known| script.eq_ignore_ascii_case(known)),
            None => FROM_RIGHT
                .iter()
                .any(|known| language.eq_ignore_ascii_case(known)),
        };
        if is_from_right { Self::Rtl } else { Self::Ltr }
    }

    /// As the attribute `dir` has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// The site's own words in one language.
pub struct Language {
    tag: String,
    direction: Direction,
    texts: HashMap<String, String>,
    /// Numbers with their words, by the English word for many; in each the words by kind of number.
    counted: HashMap<String, BTreeMap<&'static str, String>>,
    /// Which kind a number is of; without them all are of the one kind that every language has.
    rules: Option<PluralRules>,
    dates: Dates,
}

impl PartialEq for Language {
    /// The kinds of numbers follow from the tag.
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
            && self.direction == other.direction
            && self.texts == other.texts
            && self.counted == other.counted
            && self.dates == other.dates
    }
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Language")
            .field("tag", &self.tag)
            .finish_non_exhaustive()
    }
}

/// English, where nobody reads a page: in files for programs, in terminals.
pub static ENGLISH: LazyLock<Arc<Language>> = LazyLock::new(Arc::default);

impl Default for Language {
    fn default() -> Self {
        Self::english()
    }
}

/// A language as an author names it, as `lang` has it: `pt-BR` for `pt_BR`; none for what is no tag (`English`).
pub fn tag(written: &str) -> Option<String> {
    let id: LanguageIdentifier = written.trim().parse().ok()?;
    // Longer ones are reserved, and what people write there is a name.
    let is_named = !id.language.is_empty() && id.language.as_str().len() <= 3;
    is_named.then(|| id.to_string())
}

/// Marks English words that are said in the language of the site later: a test looks for them.
pub const fn said(english: &'static str) -> &'static str {
    english
}

/// Writes a number; most have one figure or two.
fn push_number(number: u64, out: &mut String) {
    match u8::try_from(number) {
        Ok(figure @ 0..10) => out.push(char::from(b'0' + figure)),
        Ok(both @ 10..100) => {
            out.extend([both / 10, both % 10].map(|figure| char::from(b'0' + figure)));
        }
        _ => out.push_str(&number.to_string()),
    }
}

/// The English words of a key without what is for translators alone.
fn shown(key: &str) -> &str {
    let end = key.bytes().position(|byte| byte == b'|');
    end.map_or(key, |end| &key[..end])
}

impl Language {
    /// English, which needs no file.
    pub fn english() -> Self {
        Self::of("en", &Declared::default())
    }

    /// The language of that tag with what files declare for it, the later before the earlier.
    pub fn of(tag: &str, declared: &Declared) -> Self {
        let texts = declared.texts.iter();
        let counted = declared.counted.iter();
        Self {
            tag: tag.to_owned(),
            direction: Direction::of(tag),
            texts: texts
                .map(|(key, text)| (key.clone(), text.clone()))
                .collect(),
            counted: counted
                .map(|(key, forms)| (key.clone(), forms.clone()))
                .collect(),
            rules: rules(tag),
            dates: declared.dates.clone().unwrap_or_default(),
        }
    }

    /// Its tag, as `lang` has it: what the project asks for (`de-AT`), where its words are of that language.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// In which direction it is written.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// How it writes days.
    pub fn dates(&self) -> &Dates {
        &self.dates
    }

    /// A text.
    pub fn text<'a>(&'a self, english: &'a str) -> &'a str {
        // English has none of its own, unless the project says something otherwise.
        if self.texts.is_empty() {
            return shown(english);
        }
        self.texts
            .get(english)
            .map_or_else(|| shown(english), String::as_str)
    }

    /// A text with values, by their names.
    pub fn filled(&self, english: &str, values: &[(&str, &str)]) -> String {
        let value = |name: &str, out: &mut String| {
            let found = values.iter().find(|(known, _)| *known == name);
            found.is_some_and(|(_, value)| {
                out.push_str(value);
                true
            })
        };
        fill(self.text(english), value)
    }

    /// A number with its word: `1 report`, `3 reports`. `one` and `many` are the English words, `many` is the key. Where `{n}` stands in
    /// them the number stands there, else in front.
    pub fn counted(&self, count: u64, one: &str, many: &str) -> String {
        let words = self.form(count, one, many);
        if !words.bytes().any(|byte| byte == b'{') {
            let mut out = String::with_capacity(words.len() + 8);
            push_number(count, &mut out);
            out.extend([" ", words]);
            return out;
        }
        fill(words, |name, out| {
            let is_number = name == "n";
            if is_number {
                push_number(count, out);
            }
            is_number
        })
    }

    /// The same with `{n}` still to be filled, and whatever else stands there.
    pub fn counted_message<'a>(&'a self, count: u64, one: &'a str, many: &'a str) -> Cow<'a, str> {
        let words = self.form(count, one, many);
        if words.contains(NUMBER) {
            Cow::Borrowed(words)
        } else {
            Cow::Owned([NUMBER, " ", words].concat())
        }
    }

    /// The words that stand for so many.
    fn form<'a>(&'a self, count: u64, one: &'a str, many: &'a str) -> &'a str {
        match self.counted.get(many) {
            Some(forms) => {
                let form = forms.get(self.kind(count)).or_else(|| forms.get("other"));
                form.map_or_else(|| shown(many), String::as_str)
            }
            None if count == 1 => shown(one),
            None => shown(many),
        }
    }

    /// A text where the language has words of its own for it.
    pub fn own_text(&self, english: &str) -> Option<&str> {
        self.texts.get(english).map(String::as_str)
    }

    /// The same of a number with its word, by kind of number.
    pub fn own_forms(&self, many: &str) -> Option<&BTreeMap<&'static str, String>> {
        self.counted.get(many)
    }

    /// Of which kind a number is, as the CLDR names it: `one`, `other`, ….
    pub fn kind(&self, count: u64) -> &'static str {
        let kind = self
            .rules
            .as_ref()
            .and_then(|rules| rules.select(count).ok());
        match kind {
            Some(PluralCategory::ZERO) => "zero",
            Some(PluralCategory::ONE) => "one",
            Some(PluralCategory::TWO) => "two",
            Some(PluralCategory::FEW) => "few",
            Some(PluralCategory::MANY) => "many",
            Some(PluralCategory::OTHER) | None => "other",
        }
    }
}

/// The rules of a language, by the CLDR.
fn rules(tag: &str) -> Option<PluralRules> {
    let primary = tag.split('-').next()?;
    // The tables know it by the name of both ways to write it.
    let primary = if matches!(primary, "nb" | "nn") {
        "no"
    } else {
        primary
    };
    let known = [tag, primary].into_iter();
    known
        .filter_map(|tag| tag.parse::<LanguageIdentifier>().ok())
        .find_map(|id| PluralRules::create(id, PluralRuleType::CARDINAL).ok())
}

#[cfg(test)]
mod tests;
