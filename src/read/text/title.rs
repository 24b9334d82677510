//! The title: what stands first, alone and short, or is underlined.

use super::Reading;
use super::clock;
use super::heading::is_set_as_title;
use super::lines::Line;
use super::shape::{marker, rule, width};
use crate::document::Block;

/// The longest title.
const LONGEST: usize = 120;

impl Reading<'_> {
    /// Adds the title that a text begins with, and gives the line behind it; 0 where it has none.
    pub(super) fn title(&mut self, lines: &[Line], out: &mut Vec<Block>) -> usize {
        let Some(first) = lines.iter().position(|line| !line.is_blank()) else {
            return 0;
        };
        if let Some(behind) = self.drawn_heading(lines, first, out) {
            return behind;
        }
        let line = lines[first];
        let Some(next) = lines.get(first + 1) else {
            return 0;
        };
        let has_more = lines[first + 1..].iter().any(|line| !line.is_blank());
        if !has_more || !is_title(line.of(self.text)) || !self.ends_title(*next, line) {
            return 0;
        }
        self.levels.set_title();
        self.push_heading(1, line.span(), line.span(), out);
        first + 1
    }

    /// True for a line that does not go on with the words of the title.
    fn ends_title(&self, next: Line, title: Line) -> bool {
        let words = next.of(self.text);
        let begins = next.start as u64;
        next.is_blank()
            || rule(words).is_some()
            || marker(words).is_some()
            || clock::clock(words).is_some()
            || clock::is_day(words)
            || clock::begins_with_day(words)
            || next.indent > title.indent + 1
            || u64::from(self.head.start) == begins && self.head.end > self.head.start
            || width(words) > LONGEST
            || is_elsewhere(words) && !is_elsewhere(title.of(self.text))
    }
}

/// True for words in none of the alphabets: beneath a title in one of these they name a translation.
fn is_elsewhere(words: &str) -> bool {
    let mut letters = words.chars().filter(|sign| sign.is_alphabetic());
    letters.clone().next().is_some() && letters.all(|sign| sign >= '\u{2e80}')
}

/// True for words that may be a title.
fn is_title(words: &str) -> bool {
    let Some(first) = words.chars().next() else {
        return false;
    };
    let ends_sentence = words.ends_with(['.', ',', ';', '…', '。']) && !words.ends_with("etc.");
    words.len() <= 4 * LONGEST
        && width(words) <= LONGEST
        && !ends_sentence
        && !words.ends_with(':')
        && !words.contains("://")
        && !words.contains(". ")
        && words.chars().any(char::is_alphabetic)
        && !first.is_lowercase()
        && (first.is_alphanumeric() || matches!(first, '[' | '"' | '“' | '«' | '(' | '#'))
        && !matches!(clock::clock(words), Some(clock::Clock::Parted))
        && marker(words).is_none()
        && (is_set_as_title(words) || !is_sentence(words))
}

/// True for words that tell something instead of naming it.
fn is_sentence(words: &str) -> bool {
    const FIRST: &[&str] = &[
        "we", "i", "it", "he", "she", "they", "you", "this", "that", "these", "those", "there",
        "here", "on", "for", "due", "at", "in", "from", "during", "after", "between", "around",
        "two", "about", "when", "while", "as", "hi", "hello", "dear", "see",
    ];
    const LAST: &[&str] = &[
        "a", "an", "the", "of", "to", "and", "or", "with", "by", "is", "was",
    ];
    let plain = |word: &str| {
        word.trim_matches(|sign: char| !sign.is_alphabetic())
            .to_lowercase()
    };
    let first = words.split_whitespace().next().map(plain);
    let last = words.split_whitespace().next_back().map(plain);
    first.is_some_and(|word| FIRST.contains(&&*word))
        || last.is_some_and(|word| LAST.contains(&&*word))
}
