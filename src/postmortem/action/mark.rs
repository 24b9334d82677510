//! The marks of a state in the words of an action: `[x]`, `☑`, `(done)`, `DONE in …`, `Status: Done - …`, `Utført`.
//!
//! Takes words, gives the state that they tell, and the words without the mark where it stands before them.

mod end;

use std::sync::LazyLock;

use super::Status;
use super::promise::behind_ticket;
use end::at_end;

/// What a mark before the words tells.
const SIGNS: &[(char, Status)] = &[
    ('☑', Status::Done),
    ('☒', Status::Done),
    ('✅', Status::Done),
    ('✔', Status::Done),
    ('✓', Status::Done),
    ('🗹', Status::Done),
    ('☐', Status::Open),
    ('⬜', Status::Open),
    ('🔲', Status::Open),
    ('🚧', Status::InProgress),
    ('⏳', Status::InProgress),
    ('❌', Status::Dropped),
];

/// Words that name a state, in lower case.
#[rustfmt::skip] // A state a line.
const WORDS: &[(Status, &[&str])] = &[
    (Status::Done, &["done", "completed", "complete", "closed", "resolved", "fixed", "merged", "finished", "implemented", "deployed", "shipped", "utført", "gjort", "ferdig", "løst", "klart", "färdig", "erledigt", "fertig", "abgeschlossen", "terminé", "fait", "hecho", "completado", "feito", "concluído", "gereed", "klaar", "zrobione", "完了", "対応済み", "対応済", "済", "已完成", "완료"]),
    (Status::InProgress, &["in progress", "in review", "ongoing", "on going", "on-going", "started", "doing", "wip", "pågår", "påbegynt", "under arbeid", "in arbeit", "en cours", "en curso", "em andamento", "進行中", "対応中", "进行中"]),
    (Status::Open, &["open", "todo", "to do", "to-do", "not started", "not done", "pending", "planned", "backlog", "unresolved", "new", "unscheduled", "on hold", "stalled", "postponed", "deferred", "ikke startet", "åpen", "offen", "ouvert", "abierto", "aberto", "未対応", "未着手"]),
    (Status::Dropped, &["dropped", "won't do", "wontfix", "won't fix", "cancelled", "canceled", "declined", "rejected", "abandoned", "superseded", "obsolete", "invalid", "duplicate", "avvist", "verworfen"]),
];

/// The same words by their first two bytes: words that begin with no such pair name no state.
static BY_BEGINNING: LazyLock<Vec<(Beginning, &str, Status)>> = LazyLock::new(|| {
    let all = WORDS.iter().flat_map(|(status, names)| {
        let of_one = move |name: &&'static str| Some((beginning(name)?, *name, *status));
        names.iter().filter_map(of_one)
    });
    let mut all: Vec<_> = all.collect();
    all.sort_unstable_by_key(|(beginning, ..)| *beginning);
    all
});

type Beginning = [u8; 2];

/// The first two bytes of a text in lower case; `None` for one of fewer.
fn beginning(text: &str) -> Option<Beginning> {
    let bytes = *text.as_bytes().first_chunk::<2>()?;
    Some(bytes.map(|byte| byte.to_ascii_lowercase()))
}

/// False for words of ASCII that begin as no name of a state does.
fn may_be_state(words: &str) -> bool {
    let by_two = |begins| BY_BEGINNING.binary_search_by_key(&begins, |(begins, ..)| *begins);
    !words.is_ascii() || beginning(words).is_some_and(|begins| by_two(begins).is_ok())
}

/// More bytes than words have that name a state.
const LONGEST: usize = 40;

/// The state that words name as a whole: the value of a column, a heading, the words before a colon.
pub(super) fn state_of(words: &str) -> Option<Status> {
    let words = words.trim();
    if let Some((status, _)) = sign(words)
        && words.chars().filter(|c| c.is_alphabetic()).count() <= 24
    {
        return Some(status);
    }
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    let begins = beginning(bare)?;
    let lower;
    let (bare, begins) = if bare.is_ascii() {
        (bare, begins)
    } else {
        lower = bare.to_lowercase();
        (&*lower, beginning(&lower)?)
    };
    if bare.len() > LONGEST {
        return None;
    }
    let is_name = |name: &str| {
        let (head, rest) = bare.as_bytes().split_at_checked(name.len())?;
        let is_apart = matches!(
            rest,
            [] | [b' ' | b',' | b'.' | b':' | b'(' | b'-' | b';' | b'/', ..]
        );
        (is_apart && head.eq_ignore_ascii_case(name.as_bytes())).then_some(())
    };
    let first = BY_BEGINNING.partition_point(|(other, ..)| *other < begins);
    let near = BY_BEGINNING[first..].iter();
    near.take_while(|(other, ..)| *other == begins)
        .find_map(|(_, name, status)| is_name(name).map(|()| *status))
}

/// The same for the heading of a group, which may tell it in brackets: `Immediate actions (completed)`.
pub(super) fn state_of_group(heading: &str) -> Option<Status> {
    state_of(heading).or_else(|| {
        let (_, inside) = heading.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        state_of(inside)
    })
}

/// Words of a state that no sentence begins with: behind them a capital begins the task itself.
const BEFORE_CAPITALS: &[&str] = &[
    "Done",
    "Not done",
    "In progress",
    "Declined",
    "Unresolved",
    "On-going",
    "Ongoing",
    "Pending",
    "On hold",
    "Stalled",
];

/// The state before a task with nothing between them: `In progress Investigate the pump`.
fn before_capital(text: &str) -> Option<(Status, &str)> {
    // Most words begin with none of their letters.
    let first = text.bytes().next()?;
    let (word, rest) = BEFORE_CAPITALS
        .iter()
        .filter(|word| word.as_bytes()[0] == first)
        .find_map(|word| Some((*word, text.strip_prefix(word)?)))?;
    let rest = rest.strip_prefix(' ')?;
    let is_task = rest.starts_with(char::is_uppercase) || behind_ticket(rest).is_some();
    Some((state_of(word).filter(|_| is_task)?, rest))
}

/// True where a state stands before a task with nothing between them.
pub(super) fn stands_before(text: &str) -> bool {
    before_capital(text.trim_start()).is_some()
}

/// The sign before the words, and what it takes.
fn sign(text: &str) -> Option<(Status, usize)> {
    // None of them is of ASCII.
    let first = text.chars().next().filter(|first| !first.is_ascii())?;
    let (_, status) = SIGNS.iter().find(|(sign, _)| *sign == first)?;
    let rest = &text[first.len_utf8()..];
    let rest = rest.trim_start_matches('\u{fe0f}').trim_start();
    Some((*status, text.len() - rest.len()))
}

/// The state that an item tells in its words, and the words behind a mark that stands before them.
pub(super) fn read(text: &str) -> (Option<Status>, &str) {
    let text = text.trim_start_matches(['•', '·', ' ', '\u{a0}']);
    if let Some((status, length)) = sign(text) {
        return (Some(status), &text[length..]);
    }
    for (mark, status) in [
        ("[x]", Status::Done),
        ("[X]", Status::Done),
        ("[ ]", Status::Open),
        ("[]", Status::Open),
    ] {
        if text.starts_with('[')
            && let Some(rest) = text.strip_prefix(mark)
        {
            return (Some(status), rest.trim_start());
        }
    }
    if let Some((status, rest)) = before_capital(text) {
        return (Some(status), rest);
    }
    let is_labelled = text
        .get(.."status".len())
        .is_some_and(|head| head.eq_ignore_ascii_case("status"));
    let lower_head: String = if is_labelled {
        text.chars().take(24).collect::<String>().to_lowercase()
    } else {
        String::new()
    };
    // `Status: Done - the words`.
    for label in ["status:", "status -", "status :"] {
        if lower_head.starts_with(label)
            && let Some(value) = text.get(label.len()..)
        {
            let value = value.trim_start();
            let end = value
                .find([' ', '-', ',', '.', ';', '\t', '–', ':'])
                .unwrap_or(value.len());
            let long = value.find(" - ").or_else(|| value.find(" – "));
            let long = long.filter(|at| *at <= 24);
            let two_words = value
                .match_indices(' ')
                .nth(1)
                .map_or(value.len(), |(at, _)| at);
            let cuts = [long, Some(end), Some(two_words)];
            let found = cuts
                .into_iter()
                .flatten()
                .find_map(|cut| Some((state_of(&value[..cut])?, cut)));
            if let Some((status, cut)) = found {
                let rest = value[cut..].trim_start_matches([' ', '-', '–', ':', ',', '.']);
                return (Some(status), if rest.is_empty() { value } else { rest });
            }
        }
    }
    // `DONE: the words`, `(done) the words`, `Done - the words`.
    let head = text.trim_start_matches(['(', '[', '*']);
    let end = head
        .find(|c: char| !(c.is_alphabetic()))
        .unwrap_or(head.len());
    let word = &head[..end];
    let is_bracketed = head.len() < text.len();
    let behind = head[end..].trim_start_matches([')', ']', '*']);
    let is_set_off = behind.starts_with([':', '：'])
        || behind.trim_start().starts_with(['-', '–', '—'])
        || is_bracketed && behind.len() < head[end..].len();
    if is_set_off && let Some(status) = state_of(word).filter(|_| !word.is_empty()) {
        let rest = behind.trim_start_matches([':', '：', ' ', '-', '–', '—']);
        if !rest.is_empty() {
            return (Some(status), rest);
        }
    }
    (at_end(text).or_else(|| in_capitals(text)), text)
}

/// True for words that begin with what somebody did: `Sent word to all users`, `Rotated the keys`.
pub(super) fn begins_in_the_past(text: &str) -> bool {
    const IRREGULAR: &[&str] = &[
        "sent", "wrote", "made", "told", "held", "ran", "gave", "took", "built", "rebuilt",
        "rewrote", "found", "met", "brought", "spoke",
    ];
    /// Words that end so and ask for something.
    const ASK: &[&str] = &["embed", "shed", "bed", "shred"];
    let first = text
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| !word.is_empty());
    let first = first.unwrap_or_default().to_lowercase();
    let is_regular =
        first.ends_with("ed") && !first.ends_with("eed") && !ASK.contains(&first.as_str());
    is_regular || IRREGULAR.contains(&first.as_str())
}

/// `DONE` in capitals anywhere: nobody shouts it otherwise.
fn in_capitals(text: &str) -> Option<Status> {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    // All bytes at once: without a way out in between the processor takes many together.
    let shouts = pairs.fold(false, |any, (one, next)| {
        any | (one.is_ascii_uppercase() & next.is_ascii_uppercase())
    });
    if !shouts {
        return None;
    }
    let mut words = text.split(|c: char| !c.is_alphabetic());
    words
        .any(|word| matches!(word, "DONE" | "FIXED" | "COMPLETED" | "UTFØRT"))
        .then_some(Status::Done)
        .filter(|_| !text.to_lowercase().contains("not "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_in_words() {
        use Status::{Done, Dropped, InProgress, Open};
        for (text, status, rest) in [
            ("[x] mend it", Some(Done), "mend it"),
            ("☐ mend it", Some(Open), "mend it"),
            ("☑️ mend it", Some(Done), "mend it"),
            ("DONE: mend it", Some(Done), "mend it"),
            ("(done) mend it", Some(Done), "mend it"),
            ("Done - mend it", Some(Done), "mend it"),
            ("Status: Done - mend it", Some(Done), "mend it"),
            ("Status: Unresolved mend it", Some(Open), "mend it"),
            ("Status: on-going - mend it", Some(InProgress), "mend it"),
            ("mend it (DONE)", Some(Done), "mend it (DONE)"),
            (
                "mend it. DONE in PR #12",
                Some(Done),
                "mend it. DONE in PR #12",
            ),
            ("mend it (done in #12)", Some(Done), "mend it (done in #12)"),
            ("mend it, see #12 Done", Some(Done), "mend it, see #12 Done"),
            (
                "mend it (already done)",
                Some(Done),
                "mend it (already done)",
            ),
            ("mend what is Done", None, "mend what is Done"),
            (
                "mend it - this has already been done.",
                Some(Done),
                "mend it - this has already been done.",
            ),
            (
                "mend it Done https://example.org/12",
                Some(Done),
                "mend it Done https://example.org/12",
            ),
            (
                "mend it -- now fixed with #12",
                Some(Done),
                "mend it -- now fixed with #12",
            ),
            (
                "mend it when this has been done",
                None,
                "mend it when this has been done",
            ),
            (
                "mend it. done in the panel.",
                Some(Done),
                "mend it. done in the panel.",
            ),
            (
                "mend it -- done but the ticket stays open until June",
                Some(Done),
                "mend it -- done but the ticket stays open until June",
            ),
            ("mend it - won't fix", Some(Dropped), "mend it - won't fix"),
            (
                "Fixed the pump that we own",
                None,
                "Fixed the pump that we own",
            ),
            ("Status: – done", Some(Done), "– done"),
            (
                "Write test: complete coverage of the parser",
                None,
                "Write test: complete coverage of the parser",
            ),
            ("Open the valve", None, "Open the valve"),
            ("Done Test the valve", Some(Done), "Test the valve"),
            ("Not done Test the valve", Some(Open), "Test the valve"),
            ("In progress of time", None, "In progress of time"),
            (
                "once this is done, mend it",
                None,
                "once this is done, mend it",
            ),
        ] {
            assert_eq!(read(text), (status, rest), "{text}");
        }
    }
}
