//! Headings: underlined ones, those between adornments, CAPITALS, `Heading:` lines, and short lines that stand alone.
//!
//! Takes a line with what stands around it. How certain a shape is decides what it asks for beside itself.

use super::Reading;
use super::inline::push_words;
use super::lines::Line;
use super::shape::{adorned, marker, rule, width};
use super::{clock, label};
use crate::document::{Block, BlockKind, Heading, Inline};
use crate::source::Span;

/// The levels of headings by their adornments, in the order in which they are met.
#[derive(Debug, Default)]
pub(super) struct Levels {
    /// The adornments met.
    styles: Vec<(Kind, char)>,
    /// True where a title stands above all that has no adornment.
    has_bare_title: bool,
}

/// How a heading is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Underlined,
    Overlined,
    Framed,
}

impl Levels {
    /// A title without adornment stands above everything.
    pub(super) fn set_title(&mut self) {
        self.has_bare_title = true;
    }

    /// The level of a heading that is drawn so.
    pub(super) fn drawn(&mut self, kind: Kind, sign: char) -> u8 {
        let style = (kind, sign);
        let at = self.styles.iter().position(|known| *known == style);
        let at = at.unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        level(at + 1 + usize::from(self.has_bare_title))
    }

    /// The level of a heading that is only words: under those that are drawn.
    fn bare(&self) -> u8 {
        let above = self.styles.len() + usize::from(self.has_bare_title);
        level(above.max(1) + 1)
    }
}

fn level(depth: usize) -> u8 {
    u8::try_from(depth.min(6)).unwrap_or(6)
}

/// The longest heading.
const LONGEST: usize = 100;
/// The longest of those that only stand alone.
const LONGEST_ALONE: usize = 70;
/// So many words have those that are set like sentences.
const WORDS: usize = 7;
/// So many have those whose words all begin with capitals, and questions.
const WORDS_OF_TITLE: usize = 12;

impl Reading<'_> {
    /// The heading that begins at a line of the body: adds it, and gives the line behind it.
    pub(super) fn heading(
        &mut self,
        lines: &[Line],
        at: usize,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        self.drawn_heading(lines, at, out)
            .or_else(|| self.bare_heading(lines, at, out))
    }

    /// A heading with something drawn around it.
    pub(super) fn drawn_heading(
        &mut self,
        lines: &[Line],
        at: usize,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        let line = *lines.get(at)?;
        let words = line.of(self.text);
        let drawn = |number: usize| rule(lines.get(number)?.of(self.text));
        if let Some((sign, range)) = adorned(words) {
            let level = self.levels.drawn(Kind::Framed, sign);
            let span = Span::new(line.start + range.start, line.start + range.end);
            self.push_heading(level, span, line.span(), out);
            return Some(at + 1);
        }
        if let Some(sign) = rule(words) {
            // A line above and one below.
            let title = *lines.get(at + 1)?;
            let below = *lines.get(at + 2)?;
            let fits = drawn(at + 2) == Some(sign)
                && self.may_be_title(title)
                && width(below.of(self.text)) == width(words);
            if !fits {
                return None;
            }
            let level = self.levels.drawn(Kind::Overlined, sign);
            let whole = Span::new(line.start, below.end);
            self.push_heading(level, title.span(), whole, out);
            return Some(at + 3);
        }
        let below = *lines.get(at + 1)?;
        let sign = drawn(at + 1).filter(|sign| *sign != '.')?;
        let (above, under) = (width(words), width(below.of(self.text)));
        // Who underlines counts roughly.
        let fits = under >= 3 && under * 2 >= above && under <= above * 2 + 6;
        if !fits || !self.may_be_title(line) || line.indent.abs_diff(below.indent) > 2 {
            return None;
        }
        let level = self.levels.drawn(Kind::Underlined, sign);
        self.push_heading(level, line.span(), Span::new(line.start, below.end), out);
        Some(at + 2)
    }

    /// True for a line that may stand over an underline.
    fn may_be_title(&self, line: Line) -> bool {
        let words = line.of(self.text);
        !line.is_blank()
            && words.len() <= 4 * LONGEST
            && words.contains(char::is_alphanumeric)
            && width(words) <= LONGEST
            && !words.starts_with(['|', '+', '>'])
            && !matches!(marker(words), Some((super::shape::Marker::Bullet(_), _)))
    }

    /// A heading that is only words.
    fn bare_heading(&mut self, lines: &[Line], at: usize, out: &mut Vec<Block>) -> Option<usize> {
        let line = *lines.get(at)?;
        let words = line.of(self.text);
        if words.len() > 4 * LONGEST || !self.has_content(lines, at) {
            return None;
        }
        let is_apart = at == 0 || lines[at - 1].is_blank();
        let after = lines.get(at + 1)?;
        let stands_alone = after.is_blank() || self.opens_block(*after, line);
        let shape = shape(words)?;
        let is_heading = match shape {
            Shape::Capitals | Shape::Named => is_apart || stands_alone,
            Shape::Colon => is_apart,
            // Over a line that is a whole paragraph no blank line is needed.
            Shape::Alone => {
                let stands_over = is_set_as_title(words) && self.is_wide(*after);
                is_apart && (stands_alone || stands_over) && line.indent < 4
            }
        };
        if !is_heading {
            return None;
        }
        let end = line.start + words.trim_end_matches([':', '：']).trim_end().len();
        let level = self.levels.bare();
        self.push_heading(level, Span::new(line.start, end), line.span(), out);
        Some(at + 1)
    }

    /// True where something follows that a heading could stand over.
    fn has_content(&self, lines: &[Line], at: usize) -> bool {
        // A blank line or two; whoever leaves more has ended.
        lines[at + 1..]
            .iter()
            .take(4)
            .find(|line| !line.is_blank())
            .is_some_and(|line| !line.of(self.text).starts_with("--"))
    }

    /// True for a line that begins something else than the paragraph before it.
    fn opens_block(&self, line: Line, before: Line) -> bool {
        let words = line.of(self.text);
        marker(words).is_some_and(|(marker, _)| marker.interrupts())
            || clock::clock(words).is_some()
            || line.indent >= before.indent + 2
    }

    /// The level of labels that are headings.
    pub(super) fn label_level(&self) -> u8 {
        self.levels.bare()
    }

    /// Adds a heading of these words.
    pub(super) fn push_heading(
        &mut self,
        level: u8,
        words: Span,
        whole: Span,
        out: &mut Vec<Block>,
    ) {
        let mut content: Vec<Inline> = Vec::new();
        push_words(self.text, words.range(), &mut content);
        out.push(Block::new(
            whole,
            BlockKind::Heading(Box::new(Heading {
                level,
                content,
                id: None,
            })),
        ));
    }
}

/// True for a line that may go on with the one before it: one that names a part of the text may not.
pub(super) fn may_go_on(words: &str) -> bool {
    !matches!(shape(words), Some(Shape::Capitals | Shape::Named))
}

/// What speaks for a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `ROOT CAUSE`.
    Capitals,
    /// `Root cause:`, with a word that heads parts of reports.
    Named,
    /// `Follow up:`.
    Colon,
    /// `Loss of power`, `What went well?`.
    Alone,
}

fn shape(line: &str) -> Option<Shape> {
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
        count <= WORDS && !begins_sentence(words) && !words.contains(',')
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
pub(super) fn is_set_as_title(words: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_headings() {
        for (line, expected) in [
            ("ROOT CAUSE", Some(Shape::Capitals)),
            ("ROOT CAUSE:", Some(Shape::Capitals)),
            ("Root cause:", Some(Shape::Named)),
            ("Follow up:", Some(Shape::Colon)),
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
