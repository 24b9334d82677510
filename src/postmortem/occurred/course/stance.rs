//! Where in a text a phrase must stand to tell something: words of many senses tell it only at its edge, before a break, or behind a verb.
//!
//! Takes a text and where the phrase stands in it. Whether it is denied there is the matter of `denial.rs`.

use std::ops::Range;

use crate::postmortem::near::AnyOf;

/// Where a phrase must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stance {
    /// Anywhere.
    Anywhere,
    /// Before the end of the text, or before a sign that ends a sentence or a part of it.
    Last,
    /// At the beginning of the text or at its end.
    Edge,
    /// Behind a word that tells that something came back.
    Returned,
    /// In a sentence that names what does harm.
    OfHarm,
}

impl Stance {
    /// All of them, in order.
    pub(super) const ALL: [Self; 5] = [
        Self::Anywhere,
        Self::Last,
        Self::Edge,
        Self::Returned,
        Self::OfHarm,
    ];

    /// True for a phrase that stands so.
    pub(super) fn is_of(self, text: &str, range: &Range<usize>) -> bool {
        let behind = || &text[range.end..];
        match self {
            Self::Anywhere => true,
            Self::Last => is_break(behind()),
            Self::Edge => is_bare(&text[..range.start]) || is_bare(behind()),
            Self::Returned => returned(&text[..range.start]),
            Self::OfHarm => is_harm(&text[..range.start], behind()),
        }
    }
}

/// True where nothing follows, or a sign that ends a sentence or a part of it, or a word that goes on with when it was.
fn is_break(behind: &str) -> bool {
    static GOES_ON: AnyOf =
        AnyOf::new(&["again", "now", "and", "but", "at", "by", "since", "after"]);
    let Some(first) = behind.chars().next() else {
        return true;
    };
    let rest = behind.trim_start();
    let is_sign =
        !first.is_alphanumeric() && !matches!(first, ' ' | '-' | '/' | '_' | '\'' | '’' | '%');
    let is_dash = rest.len() < behind.len() && rest.starts_with(['-', '–', '—', '(']);
    let word = rest
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or(rest);
    is_sign || rest.is_empty() || is_dash || GOES_ON.has(word)
}

/// True for words without a letter or a figure among them.
fn is_bare(text: &str) -> bool {
    !text.contains(char::is_alphanumeric)
}

/// True where one of the last words of the sentence tells that something came back.
fn returned(before: &str) -> bool {
    static VERBS: AnyOf = AnyOf::new(&[
        "back",
        "return",
        "returns",
        "returned",
        "returning",
        "recover",
        "recovers",
        "recovered",
        "recovering",
        "down",
        "drop",
        "drops",
        "dropped",
        "fall",
        "falls",
        "fell",
        "decreased",
        "decreases",
        "restore",
        "restores",
        "restored",
        "come",
        "comes",
        "came",
        "go",
        "goes",
        "went",
        "reach",
        "reaches",
        "reached",
        "resume",
        "resumes",
        "resumed",
        "stabilized",
        "stabilised",
        "again",
    ]);
    /// Words before the phrase that are looked at.
    const NEAR: usize = 6;
    let mut words = before
        .rsplit([' ', '\n'])
        .filter(|word| !word.is_empty())
        .take(NEAR)
        .take_while(|word| !word.ends_with(['.', ';', '!', '?']));
    words.any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        VERBS.has(word)
    })
}

/// True where a word of the sentence tells that what was taken away did harm, or let it in: `the leaked token was destroyed`.
fn is_harm(before: &str, behind: &str) -> bool {
    static HARMS: AnyOf = AnyOf::new(&[
        "token",
        "tokens",
        "key",
        "keys",
        "credential",
        "credentials",
        "secret",
        "secrets",
        "password",
        "malicious",
        "malware",
        "compromised",
        "leaked",
        "offending",
        "faulty",
        "rogue",
        "bad",
        "broken",
        "corrupt",
        "corrupted",
        "vulnerable",
        "spam",
    ]);
    /// Words on each side of the phrase that are looked at.
    const NEAR: usize = 12;
    let is_end = |word: &&str| word.ends_with(['.', ';', '!', '?']);
    let names = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        HARMS.has(word)
    };
    let mut first = before
        .rsplit([' ', '\n'])
        .take(NEAR)
        .take_while(|word| !is_end(word));
    // The last word of the sentence ends with its sign.
    let mut is_behind_end = false;
    let mut rest = behind.split([' ', '\n']).take(NEAR).take_while(|word| {
        let goes_on = !is_behind_end;
        is_behind_end |= is_end(word);
        goes_on
    });
    first.any(names) || rest.any(names)
}
