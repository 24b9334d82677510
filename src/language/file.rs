//! The file of a language: TOML with texts, numbers with their words, and the patterns of days.
//!
//! Takes its text, gives what it declares and everything that is wrong with it. Whether anything is called by its keys, it does not know.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;

use super::Dates;
use super::fill::names;

/// The kinds of numbers that languages tell apart, as the CLDR names them.
const KINDS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// What a file may hold.
const HELP: &str = "`[texts]` holds texts, `[counted]` tables with the forms of each word, `[dates]` all of its patterns and twelve months";

/// What a text is called by: the table in which it stands, and its English words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A text.
    Text(String),
    /// A number with its word.
    Counted(String),
}

impl Key {
    /// The English words.
    pub fn words(&self) -> &str {
        match self {
            Self::Text(words) | Self::Counted(words) => words,
        }
    }

    /// The table in which it stands.
    pub fn table(&self) -> &'static str {
        match self {
            Self::Text(_) => "texts",
            Self::Counted(_) => "counted",
        }
    }
}

/// What files declare for a language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Declared {
    /// How it writes days.
    pub(super) dates: Option<Dates>,
    /// Texts by their English words.
    pub(super) texts: BTreeMap<String, String>,
    /// Numbers with their words, by the English word for many.
    pub(super) counted: BTreeMap<String, BTreeMap<&'static str, String>>,
    /// Where each key stands in its file, in bytes.
    places: BTreeMap<Key, Range<usize>>,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The bytes of what is wrong.
    pub span: Range<usize>,
    /// What it is.
    pub message: String,
    /// What would be right.
    pub help: String,
}

/// A file as it is written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    dates: Option<Spanned<Dates>>,
    #[serde(default)]
    texts: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    counted: BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<String>>>,
}

impl Declared {
    /// Reads a file. What is wrong with it is told, all of it, and left out.
    pub fn read(text: &str) -> (Self, Vec<Problem>) {
        let written: Written = match toml::from_str(text) {
            Ok(written) => written,
            Err(error) => {
                let problem = Problem {
                    span: error.span().unwrap_or_default(),
                    message: error.message().replace('\n', "; "),
                    help: HELP.to_owned(),
                };
                return (Self::default(), vec![problem]);
            }
        };
        let mut problems = Vec::new();
        let mut declared = Self::default();
        if let Some(dates) = written.dates {
            let before = problems.len();
            for (name, pattern, known) in dates.get_ref().patterns() {
                let found: BTreeSet<&str> = names(pattern).collect();
                if found != known.iter().copied().collect() {
                    problems.push(Problem {
                        span: dates.span(),
                        message: format!("`{name}` has other values than it should: `{pattern}`"),
                        help: format!("it holds {}", braces(known.iter().copied())),
                    });
                }
            }
            if problems.len() == before {
                declared.dates = Some(dates.into_inner());
            }
        }
        for (key, text) in written.texts {
            let place = Key::Text(key.get_ref().clone());
            declared.places.insert(place, key.span());
            if let Some(problem) = differing(key.get_ref(), &text, false) {
                problems.push(problem);
            } else {
                declared.texts.insert(key.into_inner(), text.into_inner());
            }
        }
        for (key, forms) in written.counted {
            let place = Key::Counted(key.get_ref().clone());
            declared.places.insert(place, key.span());
            let forms = counted(&key, forms, &mut problems);
            declared.counted.insert(key.into_inner(), forms);
        }
        (declared, problems)
    }

    /// Adds what another file declares, which goes before.
    pub fn extend(&mut self, other: Self) {
        self.dates = other.dates.or_else(|| self.dates.take());
        self.texts.extend(other.texts);
        self.counted.extend(other.counted);
        self.places.extend(other.places);
    }

    /// The keys, each with the bytes at which it stands in its file.
    pub fn keys(&self) -> impl Iterator<Item = (&Key, Range<usize>)> {
        let places = self.places.iter();
        places.map(|(key, place)| (key, place.clone()))
    }

    /// True where it has words for that key.
    pub fn has(&self, key: &Key) -> bool {
        match key {
            Key::Text(words) => self.texts.contains_key(words),
            Key::Counted(words) => self.counted.contains_key(words),
        }
    }

    /// True where it says how days are written.
    pub fn has_dates(&self) -> bool {
        self.dates.is_some()
    }
}

/// The words of a number by kind of number, without those that are wrong.
fn counted(
    key: &Spanned<String>,
    forms: BTreeMap<Spanned<String>, Spanned<String>>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<&'static str, String> {
    let mut out = BTreeMap::new();
    for (kind, words) in forms {
        let Some(known) = KINDS.into_iter().find(|known| known == kind.get_ref()) else {
            problems.push(Problem {
                span: kind.span(),
                message: format!("there is no kind of number called `{}`", kind.get_ref()),
                help: format!("the kinds are `{}`", KINDS.join("`, `")),
            });
            continue;
        };
        if let Some(problem) = differing(key.get_ref(), &words, true) {
            problems.push(problem);
        } else {
            out.insert(known, words.into_inner());
        }
    }
    if !out.contains_key("other") {
        problems.push(Problem {
            span: key.span(),
            message: format!("`{}` has no words for `other`", key.get_ref()),
            help: "each language has numbers of that kind".to_owned(),
        });
    }
    out
}

/// A text that does not hold the values of its key. Of a counted one the number is no such value: it stands in front where the text does
/// not say where.
fn differing(key: &str, text: &Spanned<String>, is_counted: bool) -> Option<Problem> {
    let is_value = |name: &&str| !(is_counted && *name == "n");
    let values = |text| -> BTreeSet<&str> { names(text).filter(is_value).collect() };
    let (wanted, found) = (values(key), values(text.get_ref()));
    (wanted != found).then(|| Problem {
        span: text.span(),
        message: format!("this text has other values than `{key}`"),
        help: match wanted.len() {
            0 => "it holds no values in braces".to_owned(),
            _ => format!("it holds {}", braces(wanted.into_iter())),
        },
    })
}

fn braces<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{{{name}}}`")).collect();
    names.join(", ")
}
