//! The sentences of a text, and on which side of their words the cause stands.
//!
//! Takes a text and the words in it that name a cause, `due to` or `led to`, gives for a place in a sentence whether a cause is told there
//! or a consequence. It knows no cause.

use std::ops::Range;

/// On which side of words such as `due to` and `led to` the cause stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// `due to a bug`
    Behind,
    /// `a bug led to`
    Before,
}

/// Words that name a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Connective {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) side: Side,
}

/// What a sentence tells at some place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// Nothing names a cause in this sentence.
    Nothing,
    /// The words stand where the cause is told.
    Cause,
    /// They stand where something names a cause, on its other side.
    Nearby,
    /// They tell what came of it.
    Consequence,
}

/// The sentences of a text.
#[derive(Debug)]
pub(super) struct Sentences {
    /// Where each begins but the first, in order.
    begins: Vec<usize>,
}

/// Bytes of a sentence, about.
const SENTENCE: usize = 96;

impl Sentences {
    /// The sentences of a text: a line ends one, and so does a full stop before a blank.
    pub(super) fn of(words: &str) -> Self {
        let bytes = words.as_bytes();
        // The last byte of the full stop of scripts without blanks.
        let is_wide = |at: usize| bytes[..at].ends_with(&[0xe3, 0x80]);
        let mut begins = Vec::with_capacity(bytes.len() / SENTENCE + 4);
        for at in memchr::memchr3_iter(b'.', b'!', b'?', bytes) {
            if bytes.get(at + 1) == Some(&b' ') {
                begins.push(at + 2);
            }
        }
        for at in memchr::memchr2_iter(b'\n', 0x82, bytes) {
            if bytes[at] == b'\n' || is_wide(at) {
                begins.push(at + 1);
            }
        }
        begins.sort_unstable();
        Self { begins }
    }

    /// Where the sentence at a place begins, and where the next one does.
    pub(super) fn around(&self, at: usize) -> Range<usize> {
        let next = self.begins.partition_point(|begin| *begin <= at);
        let own = next.checked_sub(1).map_or(0, |own| self.begins[own]);
        own..self.begins.get(next).copied().unwrap_or(usize::MAX)
    }

    /// True where two places, the first of which comes first, are in one sentence.
    pub(super) fn is_one(&self, first: usize, second: usize) -> bool {
        self.around(first).contains(&second)
    }
}

/// Of words that begin together the longest: `caused by` is no `caused`. In order, as [`told`] wants them.
pub(super) fn sort(connectives: &mut Vec<Connective>) {
    connectives.sort_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    connectives.dedup_by_key(|connective| connective.start);
}

/// What the sentence around some words tells with them.
pub(super) fn told(
    (start, end): (usize, usize),
    connectives: &[Connective],
    sentences: &Sentences,
) -> Told {
    if connectives.is_empty() {
        return Told::Nothing;
    }
    let own = sentences.around(start);
    let is_here = |connective: &&Connective| own.contains(&connective.start);
    let next = connectives.partition_point(|connective| connective.start < start);
    let before = next.checked_sub(1).map(|at| &connectives[at]);
    let before = before.filter(is_here);
    let inside = connectives.get(next).filter(|one| one.end <= end);
    let behind = connectives[next..].iter().find(|one| one.start >= end);
    let behind = behind.filter(is_here);
    let is_cause = before.is_some_and(|one| one.side == Side::Behind)
        || behind.is_some_and(|one| one.side == Side::Before)
        || inside.is_some();
    if is_cause {
        Told::Cause
    } else if before.is_some() {
        Told::Consequence
    } else if behind.is_some() {
        Told::Nearby
    } else {
        Told::Nothing
    }
}

/// Words that call something the cause, in lower case; a form of `to be` stands behind them or in them.
const CALLS_IT_SO: [&str; 9] = [
    "cause was",
    "cause is",
    "the cause",
    "root cause",
    "ursache",
    "årsak",
    "orsak",
    "oorzaak",
    "原因",
];

/// False for nearly every text in which nothing is called the cause.
pub(super) fn may_state(words: &str) -> bool {
    const STEMS: [&str; 5] = ["ause", "rsache", "rsak", "orzaak", "原因"];
    STEMS
        .iter()
        .any(|stem| memchr::memmem::find(words.as_bytes(), stem.as_bytes()).is_some())
}

/// True where a sentence calls what stands at that place the cause: `the cause of it was a full disk`.
pub(super) fn is_stated(
    start: usize,
    words: &str,
    connectives: &[Connective],
    sentences: &Sentences,
) -> bool {
    const IS: [&str; 10] = [
        "was", "is", "were", "are", "war", "ist", "var", "er", "är", "は",
    ];
    let next = connectives.partition_point(|connective| connective.start < start);
    let before = next.checked_sub(1).map(|at| &connectives[at]);
    let Some(before) =
        before.filter(|one| sentences.around(start).contains(&one.start) && one.end <= start)
    else {
        return false;
    };
    let called = words[before.start..before.end].to_lowercase();
    let is_called = CALLS_IT_SO.contains(&called.as_str());
    let mut between = words[before.end..start].split(|c: char| !c.is_alphanumeric());
    is_called
        && (called.ends_with("was")
            || called.ends_with("is")
            || between.any(|word| IS.contains(&word)))
}

#[cfg(test)]
mod tests {
    use super::{Connective, Sentences, Side, Told, sort, told};

    fn at(text: &str, words: &str) -> (usize, usize) {
        let start = text.find(words).expect("the words stand in the text");
        (start, start + words.len())
    }

    #[test]
    fn the_cause_stands_behind_due_to_and_before_led_to() {
        let text =
            "Full. A typo led to crashes. Users saw errors due to a lock. Slow start.\nAll well";
        let sentences = Sentences::of(text);
        let mut connectives = Vec::new();
        for (words, side) in [("led to", Side::Before), ("due to", Side::Behind)] {
            let (start, end) = at(text, words);
            connectives.push(Connective { start, end, side });
        }
        sort(&mut connectives);
        for (words, says) in [
            ("Full", Told::Nothing),
            ("typo", Told::Cause),
            ("crashes", Told::Consequence),
            ("errors", Told::Nearby),
            ("lock", Told::Cause),
            ("Slow", Told::Nothing),
            ("well", Told::Nothing),
        ] {
            assert_eq!(
                told(at(text, words), &connectives, &sentences),
                says,
                "{words}"
            );
        }
    }

    #[test]
    fn of_words_that_begin_together_the_longest_counts() {
        let one = |end, side| Connective {
            start: 3,
            end,
            side,
        };
        let mut connectives = vec![one(9, Side::Before), one(12, Side::Behind)];
        sort(&mut connectives);
        assert_eq!(connectives, [one(12, Side::Behind)]);
    }
}
