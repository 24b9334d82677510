//! Examples of what was struck: `some services (e.g. Orders, billing) were down`, and lists that a line announces.
//!
//! Takes the words of a line, gives those of them that are examples. There a word in small letters is a name, too. It does not ask what
//! stands around each of them.

use std::ops::Range;

use super::around::INTRODUCING;
use super::context::is_state;
use super::name::Name;
use super::sense::Sense;
use super::shape::Shape;
use super::word::Word;

/// A line of a list that is longer tells something else.
pub(super) const LONGEST_ITEM: usize = 100;
/// So many words before the examples are looked at for what they are examples of.
const NEAR: usize = 4;
/// So many words around them for what happened to them.
const AROUND: usize = 24;
/// No list of examples has more words.
const MOST: usize = 24;
/// No line has more lists of them.
const MOST_LISTS: usize = 4;
/// No example has more words.
const MOST_OF_ONE: usize = 3;

/// The words of a line that are examples of services in trouble.
pub(super) fn examples(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate().skip(1) {
        // No other word introduces them, and most lines have none.
        if !word.is(Sense::EXAMPLE) {
            continue;
        }
        let Some(start) = introduced(words, at) else {
            continue;
        };
        let near = &words[at.saturating_sub(NEAR)..at];
        let end = end(words, start);
        let before = &words[at.saturating_sub(AROUND)..at];
        let behind = &words[end..words.len().min(end + AROUND)];
        let is_struck = before.iter().chain(behind).any(is_trouble);
        if near.iter().any(is_kind) && is_struck && end > start && out.len() < MOST_LISTS {
            out.push(start..end);
        }
    }
    out
}

/// True for a line that announces a list of what was struck: `The affected services were:`.
pub(super) fn announces(line: &str, words: &[Word<'_>]) -> bool {
    let is_open = line
        .trim_end_matches(['*', '_', ' '])
        .ends_with([':', '：']);
    let last = &words[words.len().saturating_sub(AROUND)..];
    is_open && last.iter().any(is_kind) && last.iter().any(is_trouble)
}

/// Where the examples begin that are introduced at a word, one of [`INTRODUCING`].
fn introduced(words: &[Word<'_>], at: usize) -> Option<usize> {
    let (_, second) = INTRODUCING
        .iter()
        .find(|(first, _)| *first == words[at].lower)?;
    match second {
        None => Some(at + 1),
        Some(second) => {
            let next = words.get(at + 1)?;
            (next.lower == *second).then_some(at + 2)
        }
    }
}

/// True for a name that is one of them. In small letters it must be all of it.
pub(super) fn is_one(words: &[Word<'_>], examples: &Range<usize>, name: &Name) -> bool {
    let at = name.from;
    let begins =
        at == examples.start || words[at].is_parted || words[..at].last().is_some_and(joins);
    let ends = || {
        let next = words.get(name.to);
        name.to >= examples.end || next.is_none_or(|next| next.is_parted || joins(next))
    };
    let is_plain = matches!(name.shape, Shape::Plain | Shape::Dashed);
    examples.contains(&at) && begins && (!is_plain || ends())
}

fn joins(word: &Word<'_>) -> bool {
    matches!(
        &*word.lower,
        "and" | "or" | "og" | "und" | "et" | "y" | "en"
    )
}

/// Where they end.
fn end(words: &[Word<'_>], start: usize) -> usize {
    const OTHER: Sense = Sense::BEING
        .with(Sense::VERB)
        .with(Sense::PREPOSITION)
        .with(Sense::INTRODUCES);
    let mut of_one = 0;
    let mut at = start;
    while at < words.len() && at - start < MOST {
        let word = &words[at];
        let joins = joins(word);
        if at > start && word.begins || !joins && word.is(OTHER) {
            break;
        }
        of_one = if joins {
            0
        } else if word.is_parted {
            1
        } else {
            of_one + 1
        };
        if of_one > MOST_OF_ONE {
            break;
        }
        // `(e.g. Orders) stayed degraded`: its words are no example.
        if at > start && is_trouble(word) {
            return at + 1 - of_one.max(1);
        }
        at += 1;
    }
    at
}

/// `services`, `packages`.
fn is_kind(word: &Word<'_>) -> bool {
    word.is(Sense::KIND) || word.is(Sense::COLLECTIVE)
}

fn is_trouble(word: &Word<'_>) -> bool {
    is_state(word) || word.is(Sense::TROUBLE)
}
