//! Whether a phrase that tells of the course counts where it stands: it must be words of its own, and neither denied nor awaited.
//!
//! Takes a text and where the phrase stands in it. Only its own sentence is looked at, and of a long one the part nearby.

use std::ops::Range;

use super::version;
use crate::document::text;
use crate::postmortem::near::{AnyOf, to_stop, words, words_back};

/// True where a phrase stands as words of its own and is not denied.
pub(super) fn counts(text: &str, range: &Range<usize>) -> bool {
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let phrase = &text[range.clone()];
    let is_word = phrase.is_ascii() || !phrase.contains(is_unspaced);
    let is_apart =
        !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric);
    // `the fixed-size buffer`: a part of another word.
    let goes_on = behind
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    if is_word && !is_apart || goes_on || before.ends_with("un") || before.ends_with('-') {
        return false;
    }
    // A mark in capitals stands by itself, whatever the sentence before it says.
    let is_mark = phrase.is_ascii() && phrase.bytes().all(|byte| !byte.is_ascii_lowercase());
    is_mark || begins_anew(before, phrase) || !is_denied(before)
}

/// True for a letter of a script that sets no blanks between words.
fn is_unspaced(c: char) -> bool {
    c as u32 >= 0x2E80
}

/// True where a phrase begins a sentence of its own though no sign ends the one before it, as where lines of an author were joined:
/// `the pump did not restart Incident resolved`.
fn begins_anew(before: &str, phrase: &str) -> bool {
    let is_capital = phrase.starts_with(char::is_uppercase);
    let last = before.trim_end().chars().next_back();
    is_capital && last.is_some_and(char::is_lowercase)
}

/// True where what is told as over is yet to come, asked for, something else, or goes on all the same: `will be resolved`,
/// `waiting for it to be fixed`, `resolved?`, `resolved to the old address`, `is fixed, but the errors continue`.
pub(super) fn is_open(text: &str, range: &Range<usize>) -> bool {
    let behind = text::first(&text[range.end..], NEAR);
    let sentence = to_stop(behind);
    let is_asked = behind
        .trim_start_matches(['"', '”', '*', ')', ' '])
        .starts_with('?');
    let is_name = ends_with_word(&text[range.clone()], "resolved") && is_word_at(behind, "to");
    is_asked
        || is_name
        || is_under_way(&text[..range.start], &text[range.clone()])
        || is_switched_on(text, range)
        || is_in_vain(sentence)
        || ["tomorrow", "soon"]
            .iter()
            .any(|word| is_word_at(behind, word))
        || goes_on(sentence)
        || is_known(&text[range.clone()], &text[..range.start], behind)
        || is_alarm(&text[..range.start])
        || is_awaited(&text[..range.start])
}

/// True where something new was switched on: a feature that was not there before mends nothing, and often is what broke it. What was
/// switched on again, or back on, was.
fn is_switched_on(text: &str, range: &Range<usize>) -> bool {
    static AGAIN: AnyOf = AnyOf::new(&["again", "back", "igjen", "igen", "wieder", "re"]);
    const SWITCHING: &[&str] = &["skrudde", "skrudd"];
    const SWITCHES: &[&str] = &["toggle", "feature", "flag", "bryter"];
    let first = text[range.clone()].split(' ').next().unwrap_or_default();
    if !SWITCHING
        .iter()
        .any(|word| first.eq_ignore_ascii_case(word))
    {
        return false;
    }
    let before = text::last(&text[..range.start], NEAR);
    let behind = to_stop(text::first(&text[range.end..], NEAR));
    let of_switch = |word: &str| {
        let word = word.to_lowercase();
        SWITCHES.iter().any(|switch| word.contains(switch))
    };
    let names_switch = words(before).chain(words(behind)).any(of_switch);
    names_switch
        && !words(behind)
            .chain(words_back(before))
            .any(|word| AGAIN.has(word))
}

/// True where a fault was mended before, and elsewhere: `a bug that was fixed in v0.6`.
fn is_known(phrase: &str, before: &str, behind: &str) -> bool {
    const MENDED: [&str; 5] = ["fixed", "resolved", "solved", "patched", "repaired"];
    let is_mended = MENDED.iter().any(|word| ends_with_word(phrase, word));
    is_mended && (version::is_elsewhere(behind) || version::is_known_before(before))
}

/// True for what a machine calls out: `PROBLEM - state of units is CRITICAL: the host is operational but`.
fn is_alarm(before: &str) -> bool {
    before.contains("PROBLEM - ") && !before.contains("RECOVERY")
}

/// Characters around a phrase that are looked at.
const NEAR: usize = 120;

fn ends_with_word(text: &str, word: &str) -> bool {
    text.rsplit(' ')
        .next()
        .is_some_and(|last| last.eq_ignore_ascii_case(word))
}

/// True where it is told as going on and not as what came of it: `started fixing the issue`, but not `purged the cache, fixing the issue`.
fn is_under_way(before: &str, phrase: &str) -> bool {
    const ENDING: &[&str] = &["fixing", "resolving", "restoring"];
    let first = phrase.split(' ').next().unwrap_or(phrase);
    let before = before.trim_end();
    let is_result = before.ends_with(',')
        || ends_with_word(before, "thus")
        || ends_with_word(before, "thereby");
    ENDING.iter().any(|word| first.eq_ignore_ascii_case(word)) && !is_result
}

/// True where the sentence behind a phrase says that it did not help: `fixed the address, still no luck`.
fn is_in_vain(sentence: &str) -> bool {
    let is_denial = |before: &[u8]| {
        [&b"not"[..], b"n't", "n’t".as_bytes()]
            .iter()
            .any(|denial| before.ends_with(denial))
    };
    let sentence = sentence.as_bytes();
    memchr::memchr_iter(b' ', sentence).any(|blank| {
        let (before, word) = (&sentence[..blank], &sentence[blank + 1..]);
        match word.first() {
            Some(b'l') => word.starts_with(b"luck") && before.ends_with(b"no"),
            Some(b'a') => word.starts_with(b"avail") && before.ends_with(b"to no"),
            Some(b's') => word.starts_with(b"success") && before.ends_with(b"without"),
            Some(b'h') => word.starts_with(b"help") && is_denial(before),
            Some(b'w') => word.starts_with(b"work") && is_denial(before),
            _ => false,
        }
    })
}

/// True where a text goes on with that word.
fn is_word_at(text: &str, word: &str) -> bool {
    text.strip_prefix(' ')
        .and_then(|text| text.split(|c: char| !c.is_alphanumeric()).next())
        .is_some_and(|first| first.eq_ignore_ascii_case(word))
}

/// True where the clause before a phrase says that it is yet to come.
fn is_awaited(before: &str) -> bool {
    static AWAITS: AnyOf = AnyOf::new(&[
        "will",
        "shall",
        "may",
        "might",
        "must",
        "expect",
        "expects",
        "expecting",
        "hope",
        "hopes",
        "wait",
        "waits",
        "waiting",
        "await",
        "awaits",
        "awaiting",
        "ask",
        "asks",
        "asked",
        "once",
    ]);
    // What was looked at is so already: `was confirmed to be resolved`.
    static SEEN: AnyOf = AnyOf::new(&[
        "seem",
        "seems",
        "seemed",
        "appear",
        "appears",
        "appeared",
        "found",
        "confirmed",
        "verified",
        "known",
        "declared",
        "considered",
        "deemed",
        "reported",
        "seen",
    ]);
    static LINKS: AnyOf = AnyOf::new(&["and", "but", "then"]);
    // One more than is near: the first may be half a word.
    let near = text::last(before, NEAR + 1);
    let clause = near.rsplit(['.', ';', '!', '?', ',', ':']).next();
    // Another clause: `we wait for the caches and everything is back`.
    let own = || words_back(clause.unwrap_or(near)).take_while(|word| !LINKS.has(word));
    let is_short = |word: &str| word.ends_with("'ll") || word.ends_with("’ll");
    let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
    if !own().any(|word| AWAITS.has(word) || is_short(word) || is(word, "be")) {
        return false;
    }
    let mut words: Vec<&str> = own().collect();
    words.reverse();
    let to_be = words
        .windows(2)
        .rposition(|two| is(two[0], "to") && is(two[1], "be"));
    // One word may stand between: `to be fully restored`.
    let is_to_be = to_be
        .filter(|at| at + 3 >= words.len())
        .is_some_and(|at| !words[..at].last().is_some_and(|word| SEEN.has(word)));
    let is_figure = |at: Option<usize>| {
        at.and_then(|at| words.get(at))
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    };
    // `on 3 May`.
    let is_month = |at: usize, word: &str| {
        word == "May" && (is_figure(at.checked_sub(1)) || is_figure(Some(at + 1)))
    };
    // `is once again at its usual rate`
    let is_again = |at: usize, word: &str| {
        let next = words.get(at + 1);
        is(word, "once") && next.is_some_and(|next| is(next, "again") || is(next, "more"))
    };
    is_to_be
        || words.iter().enumerate().any(|(at, word)| {
            AWAITS.has(word) && !is_month(at, word) && !is_again(at, word) || is_short(word)
        })
}

/// True where the sentence behind a phrase takes it back: `, but the errors continue`. Who goes on with looking at it does not.
fn goes_on(sentence: &str) -> bool {
    static TURNS: AnyOf = AnyOf::new(&["but", "however"]);
    static GOES_ON: AnyOf = AnyOf::new(&["continue", "continues", "continued", "still"]);
    static LOOKS: AnyOf = AnyOf::new(&[
        "we",
        "i",
        "monitor",
        "monitoring",
        "monitored",
        "watch",
        "watching",
        "investigate",
        "investigating",
        "investigation",
        "observe",
        "observing",
        "look",
        "looking",
        "cause",
        "team",
    ]);
    // A mark of a short form parts two words here: `we'll`.
    let words = words(sentence).flat_map(|word| word.split(['\'', '’']));
    let mut words = words.skip_while(|word| !TURNS.has(word)).peekable();
    let is_turned = words.peek().is_some();
    let (mut goes_on, mut looks) = (false, false);
    for word in words {
        goes_on |= GOES_ON.has(word);
        looks |= LOOKS.has(word);
    }
    is_turned && goes_on && !looks
}

/// True where what begins is no harm but work on it: `investigation of the `, `a call about this `.
pub(super) fn is_of_work(before: &str) -> bool {
    let mut words = before.trim_end().rsplit(' ');
    let is_of = |word: Option<&str>, list: &[&str]| {
        word.is_some_and(|word| list.iter().any(|other| word.eq_ignore_ascii_case(other)))
    };
    is_of(words.next(), &["the", "this", "an"])
        && is_of(words.next(), &["of", "into", "on", "for", "about"])
}

/// Bytes of a sentence before a phrase in which a word denies it.
const LONGEST: usize = 300;

/// True where the sentence denies what follows: `not yet`, `can no longer be`, `nobody`.
fn is_denied(before: &str) -> bool {
    static DENIALS: AnyOf = AnyOf::new(&[
        "not",
        "no",
        "never",
        "cannot",
        "nobody",
        "nothing",
        "without",
        "until",
        "before",
        "unless",
        "ikke",
        "nicht",
        "kein",
        "keine",
        "pas",
        "believing",
        "believe",
        "believed",
        "thought",
        "assumed",
        "assuming",
        "despite",
        "although",
        "though",
        "should",
        "would",
        "could",
        "if",
        "hopefully",
        "hoping",
        "expected",
        "eta",
        "whether",
        "try",
        "trying",
        "tries",
    ]);
    // A text without sentences costs no more than its length.
    let mut from = before.len().saturating_sub(LONGEST);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    words_back(&before[from..]).any(|word| {
        let is_short = word.ends_with('t') && (word.ends_with("n't") || word.ends_with("n’t"));
        is_short || DENIALS.has(word)
    })
}
