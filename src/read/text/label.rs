//! Labels that run into their text: `Summary of impact: … Root cause: … Mitigation: …`.
//!
//! Takes the words of a line, gives the labels in it. Anything may stand before a colon, so a label has a word that heads
//! parts of reports; the one table of such words says which. Where labels carry the text they are its headings; where one or
//! two stand in it they are set strong.

use std::ops::Range;

use super::lines::Line;
use crate::document::section;

/// The longest label.
const LONGEST: usize = 60;
/// A label has so many words at most.
const MOST_WORDS: usize = 6;
/// Under a label that is a heading stand so many words at least.
const CONTENT: usize = 8;
/// So many labels carry a text.
const CARRYING: usize = 3;

/// True for words among which is one that heads parts of reports.
pub(super) fn is_named(words: &str) -> bool {
    words.len() <= LONGEST
        && words.split_whitespace().count() <= MOST_WORDS
        && section::speaks_of_section(words)
        // In text it is a note of the author's to himself.
        && !words.eq_ignore_ascii_case("todo")
}

/// A label and where its text begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// Its words, without the colon.
    pub(super) words: Range<usize>,
    /// Where its colon ends.
    pub(super) colon: usize,
    /// Where the text behind it begins.
    pub(super) text: usize,
}

/// Adds the labels in the words of one line to those of the lines before it: one at its beginning, and those that begin a
/// sentence behind another label. No label is broken over two lines; one may end its line if that is not the last.
pub(super) fn labels(words: &str, is_last: bool, out: &mut Vec<Label>) {
    let mut from = None;
    for (at, sign) in words.char_indices() {
        let colon = at + sign.len_utf8();
        let behind = &words[colon..];
        let is_colon = match sign {
            ':' => behind.is_empty() || behind.starts_with(char::is_whitespace),
            '：' => true,
            _ => false,
        };
        if !is_colon {
            continue;
        }
        let Some(start) = beginning(words, from.unwrap_or(0), at) else {
            continue;
        };
        let label = &words[start..at];
        let text = words.len() - behind.trim_start().len();
        let has_text = text < words.len() || !is_last;
        if label.starts_with(char::is_lowercase) || !is_named(label) || !has_text {
            continue;
        }
        if out.is_empty() && start > 0 {
            // Before the first label, a line without one at its beginning is prose.
            break;
        }
        from = Some(text);
        out.push(Label {
            words: start..at,
            colon,
            text,
        });
    }
}

/// Where the sentence begins that ends at a colon, if that is near.
fn beginning(words: &str, from: usize, colon: usize) -> Option<usize> {
    let mut near = from.max(colon.saturating_sub(LONGEST));
    while !words.is_char_boundary(near) {
        near += 1;
    }
    let head = words.get(near..colon)?;
    let ends = |(at, sign): &(usize, char)| {
        let behind = &head[at + sign.len_utf8()..];
        *sign == '。' || matches!(sign, '.' | '!' | '?') && behind.starts_with(char::is_whitespace)
    };
    let end = head.char_indices().rev().find(ends);
    let start = match end {
        Some((at, sign)) => near + at + sign.len_utf8(),
        None if near == from => from,
        None => return None,
    };
    let label = &words[start..colon];
    Some(start + (label.len() - label.trim_start().len()))
}

/// True where labels carry the text, so that they are its headings: there are several, and text stands behind each.
pub(super) fn are_headings(text: &str, lines: &[Line]) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    let mut is_first = true;
    for line in lines {
        let words = line.of(text);
        if is_first && !line.is_blank() {
            let mut all = Vec::new();
            labels(words, true, &mut all);
            for label in &all {
                let name = &words[label.words.clone()];
                let content = words[label.text..].split_whitespace().take(CONTENT).count();
                if content >= CONTENT && !seen.contains(&name) {
                    seen.push(name);
                }
            }
            if seen.len() >= CARRYING || all.len() >= 2 {
                return true;
            }
        }
        is_first = line.is_blank();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_words() {
        for (words, expected) in [
            (
                "Summary of impact: It broke. Root cause: A bug. Mitigation: A fix.",
                vec!["Summary of impact", "Root cause", "Mitigation"],
            ),
            ("Impact: none", vec!["Impact"]),
            ("It broke. Impact: none", vec![]),
            ("Bob: the impact is bad", vec![]),
            ("The reason was this: a cause", vec![]),
            ("Impact:none", vec![]),
            ("Impact: ", vec![]),
            ("影響: 注文を受け付けられない", vec!["影響"]),
            ("影響：注文を受け付けられない", vec!["影響"]),
        ] {
            let mut found = Vec::new();
            labels(words, true, &mut found);
            let found: Vec<&str> = found.into_iter().map(|label| &words[label.words]).collect();
            assert_eq!(found, expected, "{words}");
        }
    }
}
