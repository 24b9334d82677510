//! Actions in nearly the same words.
//!
//! Takes the words of actions, gives those that say nearly the same as groups: their words, without endings of the plural and words that
//! say nothing, are the same for the most part, and numbers and denials are the same wholly. Words are compared with the first of a group
//! only, so that no group drifts away, and each once with a few of those that share a rare word, so that the cost does not grow with the
//! square of the archive: of texts of few words, made again and again with one other word in them, some that are alike are not found.

use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt};
use xxhash_rust::xxh3::xxh3_64;

use crate::document::section::normal;
use crate::document::ticket;
use crate::postmortem::action::Action;

/// So many words of sense an action has at least that is known by its words.
const FEWEST: usize = 3;

/// A word of so many letters beyond ASCII is a sentence of a script that has no blanks.
const SENTENCE: usize = 8;

/// So many characters of an action are read: who says the same so far says the same.
const MOST_READ: usize = 400;

/// Of ten words so many must be common to both.
const ALIKE: (usize, usize) = (8, 10);

/// With so many groups that share one word a text is compared.
const MOST_OF_WORD: usize = 16;

/// With so many groups at all.
const MOST_COMPARED: usize = 64;

/// So many tickets of an action are compared one by one with its words.
const FEW: usize = 8;

/// The words of an action, ready to be compared.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Words {
    /// Fingerprints of its words, sorted, each once.
    words: Box<[u64]>,
    /// That of its numbers and denials.
    exact: u64,
}

/// What is compared of an action.
#[derive(Debug, Clone, Copy, Hash)]
pub(super) struct Wording<'a> {
    text: &'a str,
    tickets: &'a [String],
}

impl<'a> Wording<'a> {
    /// That of an action.
    pub(super) fn of(action: &'a Action) -> Self {
        Self {
            text: &action.text,
            tickets: &action.tickets,
        }
    }
}

/// The groups of two actions and more, each in the order given.
pub(super) fn groups<'a>(actions: impl Iterator<Item = Wording<'a>>) -> Vec<Vec<usize>> {
    let mut buffer = Buffer::default();
    let all: Vec<Option<Words>> = actions
        .map(|action| words_of(action, &mut buffer))
        .collect();
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for word in all.iter().flatten().flat_map(|words| words.words.iter()) {
        *counts.entry(*word).or_default() += 1;
    }
    // The same words, in whatever order.
    let mut same: HashMap<&Words, usize> = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut firsts: Vec<&Words> = Vec::new();
    let mut by_word: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut compared: Vec<usize> = Vec::with_capacity(MOST_COMPARED);
    let mut rare = Vec::new();
    for (at, words) in all.iter().enumerate() {
        let Some(words) = words else {
            continue;
        };
        if let Some(group) = same.get(words) {
            groups[*group].push(at);
            continue;
        }
        rarest(words, &counts, &mut rare);
        // One that shares several rare words is met for each of them.
        compared.clear();
        let known = rare
            .iter()
            .filter_map(|(_, word)| by_word.get(word))
            .flatten();
        for group in known {
            if compared.len() == MOST_COMPARED {
                break;
            }
            if !compared.contains(group) {
                compared.push(*group);
            }
        }
        let near = compared
            .iter()
            .find(|group| is_alike(firsts[**group], words))
            .copied();
        let group = near.unwrap_or_else(|| {
            let new = groups.len();
            // Most are alone.
            groups.push(Vec::with_capacity(1));
            firsts.push(words);
            for (_, word) in &rare {
                let known = by_word.entry(*word).or_default();
                if known.len() < MOST_OF_WORD {
                    known.push(new);
                }
            }
            new
        });
        same.insert(words, group);
        groups[group].push(at);
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// Its rarest words: two texts that are alike have one of these in common.
fn rarest(words: &Words, counts: &HashMap<u64, u32>, rare: &mut Vec<(u32, u64)>) {
    let counted = |word: &u64| (counts.get(word).copied().unwrap_or(0), *word);
    rare.clear();
    rare.extend(words.words.iter().map(counted));
    rare.sort_unstable();
    rare.truncate(rare.len() - most_common(rare.len()) + 1);
}

/// So many of a text's words are in each that is like it.
fn most_common(words: usize) -> usize {
    (words * ALIKE.0).div_ceil(ALIKE.1)
}

fn is_alike(one: &Words, other: &Words) -> bool {
    if one.exact != other.exact {
        return false;
    }
    let (mut a, mut b) = (&*one.words, &*other.words);
    let longest = a.len().max(b.len());
    if a.len().min(b.len()) * ALIKE.1 < longest * ALIKE.0 {
        return false;
    }
    let mut common = 0;
    while let ([first, behind @ ..], [second, beyond @ ..]) = (a, b) {
        match first.cmp(second) {
            std::cmp::Ordering::Less => a = behind,
            std::cmp::Ordering::Greater => b = beyond,
            std::cmp::Ordering::Equal => {
                common += 1;
                (a, b) = (behind, beyond);
            }
        }
    }
    let either = one.words.len() + other.words.len() - common;
    common * ALIKE.1 >= either * ALIKE.0
}

/// `None` where they are too few to tell one promise from another.
fn words_of(Wording { text, tickets }: Wording<'_>, buffer: &mut Buffer) -> Option<Words> {
    let end = (text.len() > MOST_READ).then(|| text.char_indices().nth(MOST_READ));
    let text = end.flatten().map_or(text, |(at, _)| &text[..at]);
    let text = match tickets {
        [] => normal(text),
        tickets => normal(without_tickets(text, tickets, &mut buffer.text)),
    };
    let (words, exact) = (&mut buffer.words, &mut buffer.exact);
    words.clear();
    exact.clear();
    let mut is_sentence = false;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if word.bytes().any(|byte| byte.is_ascii_digit()) || denies(word) {
            exact.push_str(word);
            exact.push(' ');
        } else if !says_nothing(word) {
            is_sentence |= !word.is_ascii() && word.chars().count() >= SENTENCE;
            words.push(xxh3_64(singular(word).as_bytes()));
        }
    }
    words.sort_unstable();
    words.dedup();
    (words.len() >= FEWEST || is_sentence).then(|| Words {
        words: words.as_slice().into(),
        exact: xxh3_64(exact.as_bytes()),
    })
}

/// What is filled anew for each action.
#[derive(Default)]
struct Buffer {
    text: String,
    words: Vec<u64>,
    exact: String,
}

/// The words of an action but for its tickets, one blank apart: another ticket may be another place for the same work.
fn without_tickets<'b>(text: &str, tickets: &[String], out: &'b mut String) -> &'b str {
    let many: BTreeSet<&str> = match tickets.len() {
        0..=FEW => BTreeSet::new(),
        _ => tickets.iter().map(String::as_str).collect(),
    };
    let is_ticket = |word: &str| match tickets.len() {
        0..=FEW => tickets.iter().any(|ticket| ticket == word),
        _ => many.contains(word),
    };
    out.clear();
    for (_, word) in ticket::words(text).filter(|(_, word)| !is_ticket(word)) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// True for a word that tells no promise from another.
fn says_nothing(word: &str) -> bool {
    matches!(
        word.as_bytes(),
        b"a" | b"all"
            | b"an"
            | b"and"
            | b"any"
            | b"are"
            | b"as"
            | b"at"
            | b"be"
            | b"by"
            | b"for"
            | b"from"
            | b"in"
            | b"into"
            | b"is"
            | b"it"
            | b"its"
            | b"make"
            | b"more"
            | b"must"
            | b"need"
            | b"needs"
            | b"of"
            | b"on"
            | b"or"
            | b"our"
            | b"should"
            | b"so"
            | b"sure"
            | b"that"
            | b"the"
            | b"their"
            | b"them"
            | b"there"
            | b"this"
            | b"to"
            | b"we"
            | b"when"
            | b"will"
            | b"with"
    )
}

/// True for a word that turns the sense around.
fn denies(word: &str) -> bool {
    matches!(
        word.as_bytes(),
        b"no" | b"not" | b"never" | b"without" | b"stop"
    )
}

/// `alerts` is `alert`; `access` stays.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(rest) if rest.len() >= 3 && !rest.ends_with(['s', 'u', 'i']) => rest,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postmortem::action::Status;
    use crate::source::Span;

    fn grouped(texts: &[&str]) -> Vec<Vec<usize>> {
        let action = |text: &&str| Action {
            id: String::new(),
            text: (*text).to_owned(),
            status: Status::Unknown,
            owner: None,
            tickets: vec!["OPS-7".to_owned()],
            links: Vec::new(),
            due: None,
            span: Span::new(0, 0),
            line: 0,
            anchor: None,
        };
        let actions: Vec<Action> = texts.iter().map(action).collect();
        groups(actions.iter().map(Wording::of))
    }

    #[test]
    fn nearly_the_same_words_are_one_promise() {
        for (one, other) in [
            (
                "Raise the limit of open files",
                "raise limits on open files!",
            ),
            (
                "OPS-7: rotate the old certificates",
                "Rotate old certificates",
            ),
            (
                "Write a runbook for the failover of the second database host",
                "Write runbook for failover of second database host soon",
            ),
            (
                "バックアップの監視を追加する",
                "バックアップの監視を追加する。",
            ),
        ] {
            assert_eq!(grouped(&[one, other]), [vec![0, 1]], "{one} / {other}");
        }
    }

    #[test]
    fn other_numbers_denials_and_short_words_are_not() {
        for (one, other) in [
            ("Replace the disk of node 4", "Replace the disk of node 5"),
            (
                "Restart the queue by hand",
                "Do not restart the queue by hand",
            ),
            ("Add alerts", "Add alerts"),
            (
                "Add alerts for the queue depth",
                "Add alerts for the disk space",
            ),
        ] {
            assert_eq!(grouped(&[one, other]), [[0; 0]; 0], "{one} / {other}");
        }
    }
}
