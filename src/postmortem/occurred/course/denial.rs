//! Whether a phrase that tells of the course counts where it stands: it must be words of its own, and neither denied nor awaited.
//!
//! Takes a text and where the phrase stands in it. Only its own sentence is looked at, and of a long one the part nearby.

use std::ops::Range;

/// True where a phrase stands as words of its own and is not denied.
pub(super) fn counts(text: &str, range: &Range<usize>) -> bool {
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let phrase = &text[range.clone()];
    let is_word = !phrase.contains(is_unspaced);
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
    let behind = text[range.end..].char_indices().nth(NEAR);
    let behind = behind.map_or(&text[range.end..], |(end, _)| &text[range.end..][..end]);
    let is_asked = behind
        .trim_start_matches(['"', '”', '*', ')', ' '])
        .starts_with('?');
    let is_name = ends_with_word(&text[range.clone()], "resolved") && is_word_at(behind, "to");
    is_asked
        || is_name
        || is_under_way(&text[..range.start], &text[range.clone()])
        || is_in_vain(behind)
        || ["tomorrow", "soon"]
            .iter()
            .any(|word| is_word_at(behind, word))
        || goes_on(behind)
        || is_alarm(&text[..range.start])
        || is_awaited(&text[..range.start])
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
fn is_in_vain(behind: &str) -> bool {
    const VAIN: &[&str] = &[
        "no luck",
        "to no avail",
        "without success",
        "not help",
        "n't help",
        "n’t help",
        "not work",
        "n't work",
        "n’t work",
    ];
    let sentence = behind.split(['.', ';', '!', '?']).next().unwrap_or(behind);
    VAIN.iter().any(|vain| sentence.contains(vain))
}

/// True where a text goes on with that word.
fn is_word_at(text: &str, word: &str) -> bool {
    text.strip_prefix(' ')
        .and_then(|text| text.split(|c: char| !c.is_alphanumeric()).next())
        .is_some_and(|first| first.eq_ignore_ascii_case(word))
}

/// True where the clause before a phrase says that it is yet to come.
fn is_awaited(before: &str) -> bool {
    const AWAITS: &[&str] = &[
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
    ];
    // What was looked at is so already: `was confirmed to be resolved`.
    const SEEN: &[&str] = &[
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
    ];
    let from = before.char_indices().rev().nth(NEAR);
    let near = from.map_or(before, |(from, _)| &before[from..]);
    let clause = near.rsplit(['.', ';', '!', '?', ',', ':']).next();
    let words: Vec<&str> = clause
        .unwrap_or(near)
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .filter(|word| !word.is_empty())
        .collect();
    let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
    let is_of = |word: &str, list: &[&str]| list.iter().any(|other| is(word, other));
    // Another clause: `we wait for the caches and everything is back`.
    let own = words
        .iter()
        .rposition(|word| is_of(word, &["and", "but", "then"]));
    let words = &words[own.map_or(0, |at| at + 1)..];
    let to_be = words
        .windows(2)
        .rposition(|two| is(two[0], "to") && is(two[1], "be"));
    // One word may stand between: `to be fully restored`.
    let is_to_be = to_be
        .filter(|at| at + 3 >= words.len())
        .is_some_and(|at| !words[..at].last().is_some_and(|word| is_of(word, SEEN)));
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
        is(word, "once") && next.is_some_and(|next| is_of(next, &["again", "more"]))
    };
    is_to_be
        || words.iter().enumerate().any(|(at, word)| {
            is_of(word, AWAITS) && !is_month(at, word) && !is_again(at, word)
                || word.ends_with("'ll")
                || word.ends_with("’ll")
        })
}

/// True where the sentence behind a phrase takes it back: `, but the errors continue`. Who goes on with looking at it does not.
fn goes_on(behind: &str) -> bool {
    const TURNS: &[&str] = &["but", "however"];
    const GOES_ON: &[&str] = &["continue", "continues", "continued", "still"];
    const LOOKS: &[&str] = &[
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
    ];
    let sentence = behind.split(['.', ';', '!', '?']).next().unwrap_or(behind);
    let mut words = sentence
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .skip_while(|word| !TURNS.iter().any(|turn| word.eq_ignore_ascii_case(turn)))
        .peekable();
    let is_turned = words.peek().is_some();
    let (mut goes_on, mut looks) = (false, false);
    for word in words {
        goes_on |= GOES_ON.iter().any(|other| word.eq_ignore_ascii_case(other));
        looks |= LOOKS.iter().any(|other| word.eq_ignore_ascii_case(other));
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
    const DENIALS: &[&str] = &[
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
    ];
    // A text without sentences costs no more than its length.
    let mut from = before.len().saturating_sub(LONGEST);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let near = &before[from..];
    let sentence = near.rsplit(['.', ';', '!', '?']).next().unwrap_or(near);
    sentence
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .any(|word| {
            let is_short = word.ends_with("n't") || word.ends_with("n’t");
            is_short
                || DENIALS
                    .iter()
                    .any(|denial| word.eq_ignore_ascii_case(denial))
        })
}
