//! The words of a paragraph that may be the summary of a report: without the labels before them, with the list that they announce.
//!
//! Takes words, gives those that tell what happened. A day alone, a remark on the state of the page and a line of labels tell nothing.
//! Which paragraph is asked is not its matter.

use super::when::dates;
use crate::document::{BlockKind, List, text};

/// Words that a label has at most, and its value.
const LABEL: usize = 3;
const VALUE: usize = 5;

/// The words behind the lines at the beginning that are a label and a short value: `Severity: SEV0`.
pub(super) fn behind_labels(words: &str) -> &str {
    let mut rest = words;
    loop {
        let (line, behind) = rest.split_once('\n').unwrap_or((rest, ""));
        if !is_labelled(line) {
            return rest;
        }
        rest = behind;
    }
}

/// Words that a sentence has, and no value: `Result: nobody could pay`.
#[rustfmt::skip] // One a line would bury them.
const VERBS: &[&str] = &[
    "is", "was", "are", "were", "be", "been", "has", "have", "had", "do", "does", "did", "can", "could", "cannot", "couldn't", "can't",
    "will", "would", "should", "must", "went", "lost", "got", "failed", "stopped", "broke", "kunne", "var", "ble", "war", "waren",
];

/// True for a line that is a label with a short value. A sentence ends with a stop, or says what happened.
fn is_labelled(line: &str) -> bool {
    let Some(at) = text::colon(line) else {
        return false;
    };
    let (label, value) = line.split_at(at);
    let value = value.strip_prefix([':', '：']).unwrap_or(value);
    let count = |words: &str, most: usize| {
        let count = words.split_whitespace().take(most + 1).count();
        (1..=most).contains(&count)
    };
    count(label, LABEL)
        && count(value, VALUE)
        && !value.trim_end().ends_with(['.', '!', '。'])
        && !is_sentence(value)
}

/// True for words of which one behind the first is a verb.
fn is_sentence(words: &str) -> bool {
    let mut words = words.split_whitespace().skip(1);
    words.any(|word| VERBS.contains(&word))
}

/// Bytes that a day with the day of its week has at most.
const LONGEST_DAY: usize = 40;

/// True for words that are a day and nothing else.
pub(super) fn is_day(words: &str) -> bool {
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    let commas = words.bytes().filter(|byte| *byte == b',').count();
    if words.len() - commas > LONGEST_DAY {
        return false;
    }
    // `November, 25th 2020`.
    let words = words.replace(',', "");
    dates(&words).next().is_some_and(|found| {
        // The day of the week stands before it.
        let before = words[..found.range.start].trim();
        let is_named = found.weekday.is_some() && !before.contains(' ');
        found.range.end == words.len() && (before.is_empty() || is_named)
    })
}

/// True for a remark on the state of the page: `This page is currently a draft.`
pub(super) fn is_remark(words: &str) -> bool {
    const SAID: &[&str] = &[
        "a draft",
        "this draft",
        "still draft",
        "work is still in progress",
        "work in progress",
        "report is in progress",
        "under construction",
        "to be written",
        "to be completed",
        "to be filled",
    ];
    words.len() < 128 && {
        let lower = words.to_lowercase();
        let is_word = |end: usize| !lower[end..].starts_with(char::is_alphabetic);
        SAID.iter().any(|said| {
            let mut found = lower.match_indices(said);
            found.any(|(at, said)| is_word(at + said.len()))
        })
    }
}

/// True for questions and nothing else: what a template asks.
pub(super) fn is_asked(words: &str) -> bool {
    words.ends_with(['?', '？']) && !words.contains(". ") && !words.contains("! ")
}

/// The sentences before one that only announces what follows: `Builds failed. The course was:`.
pub(super) fn without_announcement(words: &str) -> Option<&str> {
    let end = words.rfind(['.', '!', '?'])?;
    let sentences = &words[..=end];
    let is_closed = words[end + 1..].starts_with(' ');
    (is_closed && sentences.split_whitespace().nth(3).is_some()).then_some(sentences)
}

/// Words that an announcement has at least where it tells something by itself.
const TELLING: usize = 12;

/// An announcement that tells something by itself, without its colon.
pub(super) fn without_colon(words: &str) -> Option<&str> {
    let words = words.trim_end_matches([':', '：']).trim_end();
    let is_telling = words.split_whitespace().nth(TELLING - 1).is_some();
    is_telling.then_some(words)
}

/// Items that an announcement comes with at most.
const MOST: usize = 4;
/// The longest summary made of a list, in bytes.
const LONGEST: usize = 800;

/// The announcement with the items of its list; `None` where these are too many or too long for a paragraph.
pub(super) fn with_items(words: &str, list: &List) -> Option<String> {
    if list.items.len() > MOST {
        return None;
    }
    let mut out = words.to_owned();
    for (number, item) in list.items.iter().enumerate() {
        let first = item.blocks.first()?;
        let BlockKind::Paragraph(content) = &first.kind else {
            return None;
        };
        out.push_str(if number == 0 { " " } else { "; " });
        let words = text::one_line(&text::words(content));
        out.push_str(words.trim_end_matches(['.', ';']));
    }
    (out.len() <= LONGEST).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::{behind_labels, is_asked, is_day, is_remark, without_announcement};

    #[test]
    fn labels_days_and_remarks_tell_nothing() {
        assert_eq!(behind_labels("Severity: SEV0"), "");
        assert_eq!(
            behind_labels("Product: Basket\nIt was down."),
            "It was down."
        );
        assert_eq!(behind_labels("Note: it was down."), "Note: it was down.");
        assert_eq!(
            behind_labels("Result: nobody could pay"),
            "Result: nobody could pay"
        );
        assert!(is_day("November, 25th 2020"));
        assert!(is_day("Tuesday, 3 March 2020."));
        assert!(!is_day("On 3 March 2020 it was down"));
        assert!(is_asked("Did an alert fire? Was it clear?"));
        assert!(!is_asked("Nobody noticed. Why?"));
        assert!(is_remark("This page is currently a draft."));
        assert!(!is_remark("A drafty hall let the servers cool."));
    }

    #[test]
    fn an_announcement_tells_nothing() {
        let words = "Builds failed for an hour. The course was:";
        assert_eq!(
            without_announcement(words),
            Some("Builds failed for an hour.")
        );
        assert_eq!(without_announcement("Two things happened:"), None);
    }
}
