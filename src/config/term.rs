//! Terms with the phrases that speak for them, in `[vocabulary]` and in files of vocabularies.
//!
//! Takes a table, gives its phrases in lower case. Of two terms that claim one phrase the second is a problem. What a phrase weighs is not
//! known here.

use std::collections::BTreeMap;
use std::ops::Range;

use super::table::{Checked, Problems, Table, placed};

/// What a term is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axis {
    /// A condition that contributed.
    Cause,
    /// What changed.
    Trigger,
    /// How it was noticed.
    Detection,
}

/// A term with what speaks for it; a list that its axis does not have is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What it is one of.
    pub axis: Axis,
    /// `capacity/memory`, `user-report`.
    pub id: String,
    /// The name that people read; empty where there is none.
    pub name: String,
    /// Values of labels that mean it; of ways of noticing only.
    pub aliases: Vec<String>,
    /// What means it and nothing else.
    pub phrases: Vec<String>,
    /// What means it where the text speaks of causes.
    pub symptoms: Vec<String>,
    /// What alone is not enough.
    pub weak: Vec<String>,
    /// What means it where the text speaks of detection.
    pub named: Vec<String>,
    /// True where the phrases of the starter vocabulary for it do not count.
    pub replaces: bool,
}

/// Which term claims a phrase, by axis; aliases apart.
#[derive(Debug, Default)]
pub(super) struct Claimed {
    phrases: BTreeMap<(Axis, bool, String), String>,
}

/// The keys of phrases that terms of an axis have.
pub(super) fn keys(axis: Axis) -> &'static [&'static str] {
    match axis {
        Axis::Cause | Axis::Trigger => &["phrases", "symptoms", "weak"],
        Axis::Detection => &["phrases", "named"],
    }
}

/// Reads the phrases of a table as those of a term.
pub(super) fn term(
    table: &Table<'_>,
    (axis, id): (Axis, &str),
    claimed: &mut Claimed,
    problems: &mut Problems,
) -> Term {
    let mut lists: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for key in keys(axis) {
        lists.insert(key, claimed.list(table, key, (axis, id), problems));
    }
    if axis == Axis::Detection {
        lists.insert(
            "aliases",
            claimed.list(table, "aliases", (axis, id), problems),
        );
    }
    let mut take = |key| lists.remove(key).unwrap_or_default();
    Term {
        axis,
        id: id.to_owned(),
        name: String::new(),
        aliases: take("aliases"),
        phrases: take("phrases"),
        symptoms: take("symptoms"),
        weak: take("weak"),
        named: take("named"),
        replaces: false,
    }
}

impl Claimed {
    fn list(
        &mut self,
        table: &Table<'_>,
        key: &str,
        (axis, id): (Axis, &str),
        problems: &mut Problems,
    ) -> Vec<String> {
        let Some(entry) = table.entry(key) else {
            return Vec::new();
        };
        let mut out: Vec<String> = Vec::new();
        let is_alias = key == "aliases";
        let read = if is_alias { spelling } else { phrase };
        for (phrase, span) in placed(&entry, problems, read) {
            let place = (axis, is_alias, phrase.clone());
            let owner = self.phrases.entry(place).or_insert_with(|| id.to_owned());
            if owner == id {
                out.push(phrase);
                continue;
            }
            let message = format!("`{phrase}` speaks for both `{owner}` and `{id}`");
            problems.bad_value(span, message, "leave it with one of them");
        }
        out
    }
}

/// What joins the two parts of a phrase.
const JOINS: &str = " ... ";

/// A spelling as it is looked for.
fn spelling(written: &str) -> Checked<String> {
    let words = written.trim_start();
    if words.is_empty() {
        let help = "leave it out, or write words as they stand in reports";
        return Err(("a phrase is empty".to_owned(), help.to_owned()));
    }
    Ok(words.to_lowercase())
}

/// A phrase as it is searched for. A blank at its end says that its last word ends there.
pub(super) fn phrase(written: &str) -> Checked<String> {
    let phrase = spelling(written)?;
    let is_open = |part: &str| {
        let part = part.trim();
        part.is_empty() || part.starts_with("... ") || part.ends_with(" ...") || part == "..."
    };
    let never_matches = match phrase.split_once(JOINS) {
        Some((before, behind)) => is_open(before) || is_open(behind) || behind.contains(JOINS),
        None => is_open(&phrase),
    };
    if never_matches {
        let message = format!("`{phrase}` never matches: `...` stands between two parts");
        let help = "write one part before it and one behind, such as `\"disk ... full\"`";
        return Err((message, help.to_owned()));
    }
    Ok(phrase)
}

/// What is wrong with the id of a term, where something is.
pub(super) fn check_id(id: &str, axis: Axis, span: Range<usize>, problems: &mut Problems) {
    let is_word = |part: &str| {
        let is_sign = |c: char| c.is_alphanumeric() && !c.is_uppercase() || c == '-';
        !part.is_empty() && part.chars().all(is_sign)
    };
    let parts: Vec<&str> = id.split('/').collect();
    let (most, help) = match axis {
        Axis::Detection => (
            1,
            "write small letters, figures and `-`, such as `user-report`",
        ),
        _ => (
            2,
            "write `group/kind` in small letters, figures and `-`, such as `capacity/memory`",
        ),
    };
    if parts.len() > most || !parts.iter().all(|part| is_word(part)) {
        problems.bad_value(span, format!("`{id}` is no id"), help);
    }
}
