//! The state that the end of an item tells: `… (done)`, `… - DONE`, `… #12 Done`, `…, which is now fixed`.
//!
//! Takes words, gives a state. Words that only end so (`what must be Done`) tell none.

use super::super::Status;
use super::{SIGNS, may_be_state, state_of};

/// The word of a state that closes an item behind its ticket, and the words before it.
fn closing(text: &str) -> Option<(&str, &str)> {
    let (before, last) = split_last(text)?;
    match last {
        "Done" | "DONE" | "Declined" | "Pending" | "Stalled" | "Unresolved" => Some((before, last)),
        "progress" => Some((before.strip_suffix(" In")?, "In progress")),
        _ => None,
    }
}

/// The last word of a text, and what stands before the blank before it.
fn split_last(text: &str) -> Option<(&str, &str)> {
    let at = memchr::memrchr(b' ', text.as_bytes())?;
    Some((&text[..at], &text[at + 1..]))
}

/// What stands behind the last of these marks in a text.
fn behind_last<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    // Blanks are everywhere, the sign of a mark is not.
    let sign = usize::from(mark.starts_with(' '));
    let (bytes, mark) = (text.as_bytes(), mark.as_bytes());
    let mut before = bytes;
    while let Some(at) = memchr::memrchr(mark[sign], before) {
        before = &bytes[..at];
        if let Some(at) = at.checked_sub(sign)
            && bytes[at..].starts_with(mark)
        {
            return text.get(at + mark.len()..);
        }
    }
    None
}

/// A state in brackets or behind a dash at the end of the words: `… (done)`, `… - DONE`, `… (done in #12)`, `… Utført`.
pub(super) fn at_end(text: &str) -> Option<Status> {
    let text = text.trim_end_matches(['.', ' ']);
    let of = |words: &str| {
        let words = words.trim();
        // Nearly all others begin otherwise.
        let state = now(words);
        if state.starts_with(|c: char| c.is_ascii_alphabetic()) && !may_be_state(state) {
            return None;
        }
        // `merged but not deployed` is not done, `done but the ticket stays open until the next release` is.
        if words.contains(" but not ") {
            return None;
        }
        let words = state.split_once(" but ").map_or(state, |(state, _)| state);
        let status = state_of(words)?;
        let is_short = words.split_whitespace().count() <= 6;
        is_short.then_some(status)
    };
    if let Some(open) = text
        .strip_suffix([')', ']'])
        .and_then(|_| text.rfind(['(', '[']))
        && let Some(status) = of(&text[open + 1..text.len() - 1])
    {
        return Some(status);
    }
    // `… #12 Done`, `… Done https://example.org/12`; not `what must be Done`.
    let is_address = |word: &str| word.contains(':') && word.contains("://");
    let told = split_last(text)
        .filter(|(_, last)| is_address(last))
        .map_or(text, |(before, _)| before);
    if let Some((before, word)) = closing(told)
        && let Some(status) = state_of(word)
        && before.rsplit(' ').next().is_some_and(|last| {
            !matches!(
                last,
                "is" | "was" | "be" | "are" | "were" | "been" | "get" | "not" | "as"
            )
        })
    {
        return Some(status);
    }
    if was_told(text) {
        return Some(Status::Done);
    }
    // Most words end with neither.
    let is_ascii = text.is_ascii();
    if is_ascii && memchr::memchr3(b'-', b'|', b'.', text.as_bytes()).is_none() {
        return None;
    }
    if let Some(sentence) = behind_last(text, ". ")
        && of(sentence) == Some(Status::Done)
        && says_how(sentence)
    {
        return Some(Status::Done);
    }
    let dashes: &[&str] = if is_ascii {
        &[" - ", " -- ", " | "]
    } else {
        &[" - ", " – ", " — ", " -- ", " | ", "→ ", "✅ "]
    };
    for dash in dashes {
        if let Some(clause) = behind_last(text, dash)
            && let Some(status) = of(clause).filter(|_| says_how(now(clause)))
        {
            return Some(status);
        }
    }
    let last = text.chars().next_back().filter(|last| !last.is_ascii())?;
    let sign = SIGNS.iter().find(|(sign, _)| *sign == last);
    sign.map(|(_, status)| *status)
}

/// Words without the one that says that it is so by now: `now fixed`, `already done`.
fn now(words: &str) -> &str {
    let words = words.trim_start();
    let behind = |word| words.strip_prefix(word);
    behind("already ")
        .or_else(|| behind("now "))
        .unwrap_or(words)
}

/// True where the last clause says that it was done: `… - this has already been done`, `…, which is now fixed`.
fn was_told(text: &str) -> bool {
    const SUBJECTS: &[&str] = &["this", "it", "which", "that", "these", "they", "those"];
    const BETWEEN: &[&str] = &[
        "has", "have", "is", "was", "are", "were", "been", "already", "now", "since", "all", "also",
    ];
    /// The longest such clause.
    const CLAUSE: usize = 6;
    let Some((mut before, last)) = split_last(text) else {
        return false;
    };
    if state_of(last) != Some(Status::Done) {
        return false;
    }
    for between in 0..CLAUSE {
        let (rest, word) = split_last(before).unwrap_or(("", before));
        let lower = word.trim_start_matches('(').to_lowercase();
        if between > 0 && SUBJECTS.contains(&lower.as_str()) {
            let signs = ['.', ',', '-', '–', '—', ';', ':', '!'];
            return rest.ends_with(signs) || word.starts_with('(');
        }
        if !BETWEEN.contains(&lower.as_str()) {
            return false;
        }
        before = rest;
    }
    false
}

/// True for a state alone, or with where or when it was reached: `done`, `DONE in #12`; not for `complete coverage of the parser`.
fn says_how(words: &str) -> bool {
    let mut words = words.split_whitespace();
    let is_alone = words.next().is_some_and(|word| word.len() < 16);
    let behind = words.next().map(str::to_lowercase);
    is_alone
        && behind.is_none_or(|word| {
            matches!(
                word.as_str(),
                "in" | "by"
                    | "via"
                    | "on"
                    | "with"
                    | "as"
                    | "see"
                    | "already"
                    | "progress"
                    | "but"
                    | "fix"
                    | "i"
            ) || word.starts_with(['(', '#', 'h'])
        })
}
