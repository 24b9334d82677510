//! Whether words promise something, or name a task.
//!
//! Takes the words of a paragraph or an item, gives an answer. A task begins with what is to be done (`Write a runbook …`); a promise
//! says who will do it (`We will …`, `The team plans to …`) in its first sentence. What was done, asked or refused is none, and neither
//! is a remark.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::ticket::is_ticket;

/// Words that a task begins with, in lower case.
#[rustfmt::skip] // One a line would bury them.
const TASKS: &[&str] = &[
    "accept", "add", "address", "adjust", "alert", "allow", "analyse", "analyze", "announce", "apply", "ask", "assess", "assign",
    "attach", "attempt", "audit", "automate", "avoid", "backport", "begin", "block", "bring", "build", "bump", "buy", "call", "catch", "change",
    "check", "clarify", "clean", "close", "collect", "communicate", "compare", "complete", "configure", "connect", "consider", "consult",
    "continue", "convert", "coordinate", "copy", "cover", "create", "cut", "decide", "decommission", "define", "delete", "deploy",
    "deprecate", "describe", "design", "detect", "determine", "develop", "disable", "discuss", "distribute", "divide", "document", "double-check",
    "drain", "drop", "educate", "eliminate", "email", "enable", "encourage", "enforce", "ensure", "escalate", "establish", "estimate",
    "evaluate", "examine", "exclude", "execute", "expand", "explore", "export", "expose", "extend", "figure", "file", "find", "finish",
    "fix", "follow", "force", "formalise", "formalize", "freeze", "generate", "get", "give", "grant", "guard", "handle", "harden", "have",
    "hire", "identify", "implement", "improve", "include", "increase", "inform", "install", "instrument", "introduce", "invest",
    "investigate", "isolate", "keep", "learn", "leave", "let", "limit", "list", "lock", "log", "look", "lower", "maintain", "make",
    "manage", "mark", "measure", "mention", "merge", "migrate", "minimise", "minimize", "mitigate", "modify", "monitor", "move",
    "normalise", "normalize", "notify", "obtain", "open", "optimise", "optimize", "order", "organise", "organize", "patch", "perform",
    "pin", "plan", "post", "practice", "practise", "prepare", "prevent", "prioritise", "prioritize", "probe", "profile", "promote",
    "propose", "protect", "provide", "publish", "purchase", "purge", "push", "put", "quantify", "raise", "re-enable", "reach", "rebuild",
    "recheck", "reclaim", "recommend", "reconfigure", "reconsider", "record", "recover", "redesign", "redirect", "redo", "reduce",
    "reenable", "refactor", "refine", "reimage", "reinstall", "relax", "remind", "remove", "rename", "repair", "replace", "repool",
    "report", "reproduce", "require", "rerun", "research", "reset", "resolve", "restore", "restrict", "rethink", "retire", "retry",
    "revert", "review", "revise", "revisit", "rework", "rewrite", "roll", "rotate", "route", "run", "scale", "scan", "schedule", "secure",
    "see", "send", "separate", "set", "setup", "share", "ship", "show", "silence", "simplify", "sort", "speed", "split", "spread",
    "standardise", "standardize", "start", "stop", "store", "streamline", "strengthen", "study", "substitute", "switch", "synchronise", "synchronize",
    "talk", "teach", "test", "throttle", "tighten", "track", "train", "transfer", "transition", "treat", "trigger", "trim", "try", "tune",
    "turn", "tweak", "unify", "uninstall", "update", "upgrade", "use", "validate", "verify", "watch", "work", "write",
    "endre", "fikse", "fiks", "finn", "finne", "fjern", "fjerne", "forbedre", "gjennomgå", "innføre", "lag", "lage", "legg", "legge", "oppdater", "oppdatere", "oppgrader", "oppgradere", "rydd", "rydde", "sette", "sett", "sjekk", "sjekke", "skriv", "skrive", "sørg", "sørge", "undersøk", "undersøke", "vurder", "vurdere",
    "añadir", "crear", "mejorar", "revisar", "ajouter", "améliorer", "créer", "mettre", "vérifier",
];

/// The same in the order of their letters.
static IN_ORDER: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut words = TASKS.to_vec();
    words.sort_unstable();
    words
});

/// What says that somebody will do it.
#[rustfmt::skip] // A language a line.
const WILL: &[&str] = &[
    " will ", "we'll ", "we’ll ", " plan to ", " plans to ", " planning ", " intend to ", " intends to ", " going to ", " are looking into ", " is looking into ",
    " vil ", " skal ", " planlegger ", " werden ", " wollen ",
];

/// The longest paragraph that is one task.
const LONGEST: usize = 600;

/// True for words that promise something.
pub(super) fn is_promise(words: &str) -> bool {
    let words = words.trim();
    if words.len() > LONGEST {
        return false;
    }
    let end = words.find(['.', '!', '?']).unwrap_or(words.len());
    let (sentence, behind) = words.split_at(end);
    if behind.starts_with('?') || words.ends_with(':') {
        return false;
    }
    let lower = sentence.to_lowercase();
    begins_with_task(&lower)
        || WILL.iter().any(|will| lower.contains(will)) && !lower.contains(" not ")
}

/// True for words that name a task: they begin with what is to be done or to be left undone.
pub(super) fn is_task(words: &str) -> bool {
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let words = behind_ticket(words).unwrap_or(words);
    let near = match words.get(..NEAR) {
        None if words.len() <= NEAR => words,
        Some(near) if near.is_ascii() => near,
        _ => {
            let end = words.char_indices().nth(NEAR);
            end.map_or(words, |(at, _)| &words[..at])
        }
    };
    let lower = near.to_lowercase();
    let is_adverb = |word: &str| {
        word.ends_with("ly") || matches!(word, "also" | "always" | "maybe" | "perhaps")
    };
    let behind_adverb = lower.split_once(' ').filter(|(word, _)| is_adverb(word));
    begins_with_task(&lower)
        || behind_adverb.is_some_and(|(_, rest)| begins_with_task(rest))
        || NEEDS.iter().any(|needs| lower.starts_with(needs))
}

/// The words behind the ticket that a task begins with: `OPS-12 - write a runbook`.
pub(super) fn behind_ticket(words: &str) -> Option<&str> {
    let (ticket, rest) = words.split_once(' ')?;
    let name = ticket.trim_matches(|c: char| matches!(c, ':' | '[' | ']' | '(' | ')'));
    let is_ticket = is_ticket(name.rsplit(':').next().unwrap_or(name));
    let behind = rest.trim_start_matches(['-', '–', '—', ':', ' ']);
    let is_set_off = behind.len() < rest.len() || ticket.ends_with([':', ']', ')']);
    (is_ticket && is_set_off).then_some(behind)
}

/// True for words that suggest something: it may stand among tasks.
pub(super) fn suggests(words: &str) -> bool {
    const MODALS: &[&str] = &[
        "should", "might", "could", "would", "must", "needs", "ought",
    ];
    /// What begins so is wanted, not had.
    const BETTER: &[&str] = &["better ", "more ", "improved ", "faster ", "stricter "];
    // What somebody else said suggests nothing; a name in quotes is passed over.
    let words = &*without_quotes(words);
    let begins = |better: &&str| {
        let head = words.as_bytes().get(..better.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(better.as_bytes()))
    };
    if BETTER.iter().any(begins) {
        return true;
    }
    let is_modal = |word: &[u8]| {
        (4..=6).contains(&word.len())
            && (MODALS.iter()).any(|modal| modal.as_bytes().eq_ignore_ascii_case(word))
    };
    let is_had = |word: &[u8]| word.eq_ignore_ascii_case(b"have");
    if words.is_ascii() {
        let is_mark = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte != b'\'';
        let mut words = words.as_bytes().split(is_mark);
        words.by_ref().any(is_modal) && words.next().is_some_and(|next| !is_had(next))
    } else {
        let words = words.split(|c: char| !c.is_alphanumeric() && c != '\'');
        let mut words = words.map(str::as_bytes);
        words.by_ref().any(is_modal) && words.next().is_some_and(|next| !is_had(next))
    }
}

/// Words without what stands in quotes.
fn without_quotes(words: &str) -> Cow<'_, str> {
    const QUOTES: [char; 5] = ['"', '“', '”', '«', '»'];
    // A quote of more than one byte begins with one of two.
    let [single, left, right] = ["\"", "“", "«"].map(|quote| quote.as_bytes()[0]);
    if memchr::memchr3(single, left, right, words.as_bytes()).is_none() {
        return words.into();
    }
    words.split(QUOTES).step_by(2).collect::<String>().into()
}

/// What is looked at of an item, in characters.
const NEAR: usize = 60;

/// Beginnings of tasks that nobody has taken yet.
const NEEDS: &[&str] = &[
    "we might want to ",
    "we may want to ",
    "we should ",
    "we need to ",
    "we must ",
    "we will ",
    "we'll ",
    "we’ll ",
    "need to ",
    "needs to ",
    "should we ",
    "do not ",
    "don't ",
    "don’t ",
    "task created",
    "ticket created",
    "issue created",
    "todo",
    "to do",
];

/// Words behind one that is no task but the name of a thing: `Change 12 was merged`, `Test of the pump failed`.
#[rustfmt::skip] // One a line would bury them.
const OF_THINGS: &[&str] = &[
    "is", "was", "are", "were", "has", "had", "have", "of", "from", "at", "began", "started", "failed", "fails", "came", "showed", "shows", "goes", "went", "by", "did", "does", "caused", "for",
];

/// Words behind a verb that tells what happened.
#[rustfmt::skip] // One a line would bury them.
const BEHIND_VERBS: &[&str] = &[
    "a", "after", "all", "an", "and", "as", "at", "because", "before", "but", "by", "during", "fast", "for", "from", "in", "on", "our",
    "out", "the", "to", "us", "well", "when", "while", "with", "within", "without",
];

fn begins_with_task(lower: &str) -> bool {
    let mut words = lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | '/' | ':'));
    let is_one = |first: &str| IN_ORDER.binary_search(&first).is_ok();
    if !words.next().is_some_and(is_one) {
        return false;
    }
    let (Some(next), then) = (words.next(), words.next()) else {
        return false;
    };
    // `Fix patch is deployed`, but `Check what is deployed`.
    let is_thing = matches!(then, Some("is" | "was" | "are" | "were" | "has" | "had"))
        && !(next.starts_with("wh") || matches!(next, "how" | "if" | "that" | "there"));
    // `Alert fired within a minute`, but `Add automated tests`.
    let is_told = next.len() > 3
        && next.trim_end_matches('.').ends_with("ed")
        && then.is_none_or(|then| {
            then.is_empty() || then.ends_with("ly") || BEHIND_VERBS.contains(&then)
        });
    !is_thing && !is_told && !OF_THINGS.contains(&next)
}

#[cfg(test)]
mod tests {
    use super::{is_promise, is_task, suggests};

    #[test]
    fn tasks_and_things() {
        assert!(is_task("Do not mount it on every host"));
        assert!(is_task("Improve our alarms to ensure that:"));
        assert!(is_task("Check what is deployed there"));
        assert!(is_task("ops:T15805 - create an alarm for the queue"));
        assert!(is_task("Completely rewrite the module"));
        assert!(!is_task("T15805 was closed"));
        assert!(is_task("Add automated tests for renewals"));
        assert!(!is_task("Alert fired within a minute"));
        assert!(!is_task("Restore worked"));
        assert!(!is_task("Change 12 was merged"));
        assert!(!is_task("The pump was switched off"));
        assert!(!is_task("Monitoring is a gap"));
        assert!(!is_task(""));
        assert!(suggests("A list of numbers might help"));
        assert!(!suggests("One case fails, \"it should run again\""));
        assert!(!suggests("The alarm should have told us"));
    }

    #[test]
    fn promises_among_paragraphs() {
        for (words, expected) in [
            ("Write a runbook for renewals.", true),
            ("We will move to another issuer.", true),
            ("The platform team plans to scan all uploads.", true),
            ("Skrive mer detaljerte tester", true),
            ("The change above should be enough.", false),
            ("Can we detect it again? Perhaps.", false),
            ("No, that took a while.", false),
            ("We will not change this.", false),
            ("We asked these questions:", false),
            ("", false),
        ] {
            assert_eq!(is_promise(words), expected, "{words}");
        }
    }
}
