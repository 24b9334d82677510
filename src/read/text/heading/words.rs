//! Whether words read like a heading: CAPITALS, `Heading:`, words set like a title, questions.
//!
//! Takes the words of one line. It knows of words just which begin and end sentences, in the languages that reports are mostly
//! written in.

use crate::read::text::clock;
use crate::read::text::label;
use crate::read::text::shape::width;

/// The longest heading.
pub(super) const LONGEST: usize = 100;
/// The longest of those that only stand alone.
const LONGEST_ALONE: usize = 70;
/// So many words have those that are set like sentences.
const MOST_WORDS: usize = 7;
/// So many have those whose words all begin with capitals, and questions.
const WORDS_OF_TITLE: usize = 12;

/// What speaks for a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `ROOT CAUSE`.
    Capitals,
    /// `Root cause:`, with a word that heads parts of reports.
    Named,
    /// `Follow up:`.
    Colon,
    /// `Loss of power`, `What went well?`.
    Alone,
}

/// What speaks for it that a line is a heading.
pub(super) fn shape(line: &str) -> Option<Shape> {
    let words = line.trim_end_matches([':', '：']).trim_end();
    let has_colon = words.len() < line.len();
    let first = words.chars().next()?;
    let last = words.chars().next_back()?;
    let letters = words.chars().filter(|sign| sign.is_alphabetic()).count();
    let count = words.split_whitespace().count();
    let is_broken = words.contains(": ")
        || words.contains(". ")
        || words.contains("://")
        || words.contains('\t')
        || words.contains("  ")
        || words.contains(['{', '}', '=', ';', '|', '\\', '@', '<', '>', '`', '$']);
    if is_broken || letters < 2 || width(words) > LONGEST || clock::is_day(line) {
        return None;
    }
    if clock::clock(words).is_some()
        || matches!(last, '.' | ',' | '!' | '…' | ')' if !ends_bracket(words))
    {
        return None;
    }
    let begins_well = first.is_uppercase()
        || first.is_numeric() && numbered(words).is_some()
        || first.is_alphabetic() && !first.is_lowercase();
    if !begins_well {
        return None;
    }
    let is_caseless = !words
        .chars()
        .any(|sign| sign.is_lowercase() || sign.is_uppercase());
    if !is_caseless
        && letters >= 4
        && count <= 10
        && !words.chars().any(char::is_lowercase)
        && !words.contains(['[', '/', '_'])
    {
        return Some(Shape::Capitals);
    }
    if has_colon {
        if label::is_named(words) {
            return Some(Shape::Named);
        }
        let is_short = count <= 4 && width(words) <= 40 && !words.contains(',');
        return (is_short && !begins_sentence(words) && !ends_sentence(words))
            .then_some(Shape::Colon);
    }
    if width(words) > LONGEST_ALONE || words.starts_with('[') {
        return None;
    }
    let is_question = matches!(last, '?' | '？');
    if is_question {
        return (count <= WORDS_OF_TITLE && asks(words)).then_some(Shape::Alone);
    }
    if is_caseless {
        return (width(words) <= 20 && label::is_named(words)).then_some(Shape::Alone);
    }
    let is_set_as_title = is_set_as_title(words);
    let is_short = if is_set_as_title {
        count <= WORDS_OF_TITLE
    } else {
        count <= MOST_WORDS && !begins_sentence(words) && !words.contains(',')
    };
    is_short.then_some(Shape::Alone)
}

/// True where a closing bracket closes one that the words open.
fn ends_bracket(words: &str) -> bool {
    words.ends_with(')') && words.contains('(')
}

/// The words behind the number of a heading: `2.1 Impact`, `3) Lessons`.
fn numbered(words: &str) -> Option<&str> {
    let end = words.find(|sign: char| !sign.is_ascii_digit() && sign != '.' && sign != ')')?;
    let behind = words[end..].trim_start();
    (end <= 8 && behind.len() < words.len() - end && behind.starts_with(char::is_uppercase))
        .then_some(behind)
}

/// True where each word of some length begins with a capital, after the first.
pub(in crate::read::text) fn is_set_as_title(words: &str) -> bool {
    words
        .split_whitespace()
        .filter(|word| word.chars().filter(|sign| sign.is_alphabetic()).count() > 3)
        .all(|word| {
            word.chars()
                .find(|sign| sign.is_alphabetic())
                .is_none_or(|sign| !sign.is_lowercase())
        })
}

/// True for words that begin a sentence rather than a heading.
fn begins_sentence(words: &str) -> bool {
    const WORDS: &[&str] = &[
        "we",
        "i",
        "it",
        "he",
        "she",
        "they",
        "you",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "the",
        "but",
        "and",
        "or",
        "so",
        "if",
        "when",
        "while",
        "then",
        "because",
        "as",
        "see",
        "please",
        "hi",
        "hello",
        "dear",
        "thanks",
        "thank",
        "regards",
        "sincerely",
        "cheers",
        "best",
        "kind",
        "yours",
        "also",
        "not",
        "note",
        "all",
        "some",
        "many",
        "lots",
        "my",
        "our",
        "your",
        "from",
        "to",
        "cc",
        "subject",
        "sent",
        "image",
        "source",
        "update",
    ];
    let first = words.split_whitespace().next().unwrap_or("");
    let first = first
        .trim_matches(|sign: char| !sign.is_alphabetic())
        .to_lowercase();
    let first = first.split(['\'', '’']).next().unwrap_or("");
    WORDS.contains(&first)
}

/// True for words that lead to what follows them.
fn ends_sentence(words: &str) -> bool {
    const WORDS: &[&str] = &[
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "following",
        "follows",
        "below",
        "by",
        "with",
        "to",
        "for",
        "of",
        "wrote",
        "writes",
        "schrieb",
        "said",
        "says",
        "this",
        "that",
        "these",
    ];
    let last = words
        .split_whitespace()
        .next_back()
        .unwrap_or("")
        .to_lowercase();
    WORDS.contains(&last.as_str())
}

/// True for a question that could stand over an answer.
fn asks(words: &str) -> bool {
    const WORDS: &[&str] = &[
        "what", "why", "how", "where", "when", "who", "which", "did", "was", "were", "could",
        "hva", "hvor", "hvorfor", "hvordan", "was", "warum", "wie", "wo", "que", "pourquoi",
        "comment", "qué", "cómo", "vad", "varför", "hur",
    ];
    let first = words.split_whitespace().next().unwrap_or("");
    let first = first
        .trim_matches(|sign: char| !sign.is_alphabetic())
        .to_lowercase();
    WORDS.contains(&first.as_str())
}

/// True for a line that may go on with the one before it: one that names a part of the text may not.
pub(in crate::read::text) fn may_go_on(words: &str) -> bool {
    !matches!(shape(words), Some(Shape::Capitals | Shape::Named))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_headings() {
        for (line, expected) in [
            ("ROOT CAUSE", Some(Shape::Capitals)),
            ("ROOT CAUSE:", Some(Shape::Capitals)),
            ("Root cause:", Some(Shape::Named)),
            ("Follow up:", Some(Shape::Named)),
            ("Loss of Power", Some(Shape::Alone)),
            ("Impact on the API", Some(Shape::Alone)),
            (
                "Recovering the Volumes in the Affected Availability Zone",
                Some(Shape::Alone),
            ),
            ("What went well?", Some(Shape::Alone)),
            ("2.1 Impact", Some(Shape::Alone)),
            ("影響:", Some(Shape::Named)),
            ("The team saw the following:", None),
            ("We got the alert:", None),
            ("We had a small outage", None),
            ("It broke.", None),
            ("Image: https://example.com/a.png", None),
            ("9:30 - it broke", None),
            ("2021-01-30", None),
            ("Is this right?", None),
            ("lower case", None),
            ("a", None),
            ("Three of the four disks were full by then", None),
        ] {
            assert_eq!(shape(line), expected, "{line}");
        }
    }
}
