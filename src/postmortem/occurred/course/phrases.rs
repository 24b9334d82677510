//! What words tell of the course: that it began or is over, that somebody noticed it, took it up, declared, mitigated or resolved it.
//!
//! Takes a text and a table of phrases, says whether one stands in it as words of their own that the sentence does not deny.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::postmortem::phrases::together;

/// Words of an entry that tell that something is broken from then on.
const BEGINS: &[&str] = &[
    "outage begins",
    "outage began",
    "outage starts",
    "outage started",
    "downtime start",
    "downtime begins",
    "event start",
    "incident start",
    "incident begins",
    "incident began",
    "impact begins",
    "impact starts",
    "impact began",
    "officially began",
    "outage officially began",
    "start of outage",
    "start of incident",
    "start of impact",
    "start av hendelse",
    "problem starts",
    "problem started",
];

/// Words that tell that everything is well again.
const ALL_WELL: &[&str] = &[
    "outage ends",
    "outage ended",
    "outage over",
    "outage is over",
    "end of outage",
    "downtime end",
    "event end",
    "incident end",
    "incident ended",
    "incident ends",
    "incident over",
    "incident closed",
    "incident resolved",
    "incident is resolved",
    "incident declared as resolved",
    "incident declared resolved",
    "outage officially resolved",
    "officially resolved",
    "outage resolved",
    "problem solved",
    "all clear",
    "all-clear",
    "back online",
    "back to normal",
    "returns to normal",
    "returned to normal",
    "return to normal",
    "returned to a normal",
    "everything returned",
    "fully recovered",
    "full recovery",
    "fully restored",
    "fully operational",
    "service restored",
    "services restored",
    "everything is up",
    "everything is back",
    "everything is working",
    "everything working",
    "everything works",
    "everything back",
    "everything is fine",
    "all is well",
    "all is now well",
    "normal again",
    "working again",
    "works again",
    "impact ends",
    "impact ended",
    "normaliserte seg",
    "tilbake til normalt",
    "tilbake i normal",
    "oppe igjen",
    "fungerer igjen",
    "virker igjen",
    "behoben",
    "rétabli",
    "resuelto",
    "復旧",
    "恢复",
];

/// Further words of an entry that tell that it is over: that of which they are told may be a part only.
const ENDS: &[&str] = &[
    "problem fixed",
    "is restored",
    "was restored",
    "issue resolved",
    "resolved",
    "recovered",
    "recovers",
    "up and running",
    "is back",
    "are back",
    "no more errors",
    "fix deployed",
    "problem is fixed",
    "is fixed",
    "fixed",
    "goes away",
    "went away",
    "operational",
    "functional state",
    "functional again",
    "back up and running",
    "is back up",
    "are back up",
    "resumes",
    "resumed",
    "seems fine",
    "confirmed working",
    "successfully again",
    "issue is closed",
    "issue closed",
    "stabilised",
    "stabilized",
    "was fixed",
    "løst",
    "i orden",
    "goes back up",
    "went back up",
    "came back up",
    "comes back up",
    "brought back up",
    "came back online",
    "service is up",
    "site is up",
    "up again",
    "available again",
    "accessible again",
    "reachable again",
    "healthy again",
    "online again",
    "alerts cleared",
    "alert cleared",
    "alerts clear",
    "errors stopped",
    "errors stop",
    "errors ceased",
    "recovery complete",
    "recovery completed",
    "restored service",
    "service was up",
    "confirmed fixed",
    "repaired",
    "rettet",
    "fikset",
    "résolu",
    "wieder verfügbar",
    "solucionado",
];

/// Words of a sentence that tell that something broke at the time before them.
const BREAKS: &[&str] = &[
    "went down",
    "goes down",
    "went offline",
    "experienced",
    "became unavailable",
    "became unresponsive",
    "became unreachable",
    "became inaccessible",
    "started to fail",
    "started failing",
    "began to fail",
    "began failing",
    "stopped working",
    "stopped responding",
    "crashed",
    "suffered",
];

/// Words of an entry that tell that it was noticed.
const NOTICES: &[&str] = &[
    "alert fired",
    "alert fires",
    "alerts fired",
    "alerts fire",
    "alert received",
    "alerts received",
    "alert triggered",
    "alerts triggered",
    "alarm fired",
    "first alert",
    "first report",
    "first reports",
    "first user report",
    "first detected",
    "issue detected",
    "problem detected",
    "incident detected",
    "users report",
    "users reported",
    "users reporting",
    "user reports",
    "user reported",
    "customers report",
    "customers reported",
    "customer reported",
    "customer reports",
    "paged",
    "pager goes off",
    "pager went off",
    "pages fire",
    "pagerduty alert",
    "monitoring alert",
    "icinga reports",
    "nagios reports",
    "varsel mottatt",
];

/// Words of an entry that tell that somebody took it up.
const TAKES_UP: &[&str] = &[
    "acknowledged",
    "acknowledges",
    "acknowledge",
    "acks",
    "acked",
    "ack'd",
    "investigation starts",
    "investigation started",
    "investigation begins",
    "investigation began",
    "started investigating",
    "starts investigating",
    "start investigating",
    "begins investigating",
    "began investigating",
    "begin investigating",
    "on-call responds",
    "on-call responded",
    "begynner feilsøking",
    "startet feilsøking",
];

/// Words of an entry that tell that it was declared an incident.
const DECLARES: &[&str] = &[
    "incident declared",
    "incident is declared",
    "incident was declared",
    "declared incident",
    "declared an incident",
    "declares incident",
    "declares an incident",
    "declare an incident",
    "declared a major incident",
    "incident opened",
    "incident raised",
    "incident room opened",
    "outage declared",
    "declared an outage",
    "declares an outage",
];

/// Words of an entry that tell that the effect was stopped.
const MITIGATES: &[&str] = &[
    "mitigated",
    "mitigation in place",
    "mitigation applied",
    "mitigation deployed",
    "workaround in place",
    "workaround applied",
    "workaround deployed",
    "rolled back",
    "rollback complete",
    "rollback completed",
    "rollback finished",
    "rollback deployed",
    "reverted",
    "revert deployed",
    "failed over",
    "failover complete",
    "failover completed",
];

/// Words of an entry that tell that it was resolved.
const RESOLVES: &[&str] = &[
    "resolved",
    "all clear",
    "all-clear",
    "incident closed",
    "incident over",
    "incident ended",
    "incident ends",
    "issue closed",
    "fully recovered",
    "full recovery",
    "outage ends",
    "outage ended",
    "problem fixed",
    "problem solved",
];

/// What words can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    /// That it began.
    Begin,
    /// That everything is well again.
    Well,
    /// That somebody noticed it.
    Notice,
    /// That somebody took it up.
    TakeUp,
    /// That it was declared.
    Declare,
    /// That it was mitigated.
    Mitigate,
    /// That it was resolved.
    Resolve,
    /// That something broke.
    Break,
    /// That it is over.
    End,
}

/// The phrases of each.
const PHRASES: [(Tells, &[&[&str]]); 9] = [
    (Tells::Begin, &[BEGINS]),
    (Tells::Well, &[ALL_WELL]),
    (Tells::Notice, &[NOTICES]),
    (Tells::TakeUp, &[TAKES_UP]),
    (Tells::Declare, &[DECLARES]),
    (Tells::Mitigate, &[MITIGATES]),
    (Tells::Resolve, &[RESOLVES]),
    (Tells::Break, &[BREAKS]),
    (Tells::End, &[ALL_WELL, ENDS]),
];

/// All phrases, looked for at once, and what each tells.
struct Table {
    search: AhoCorasick,
    tells: Vec<Told>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut by_phrase: BTreeMap<&str, Told> = BTreeMap::new();
    for (tells, lists) in PHRASES {
        for phrase in lists.iter().copied().flatten() {
            by_phrase.entry(phrase).or_default().0 |= 1 << tells as u16;
        }
    }
    Table {
        search: together(by_phrase.keys()),
        tells: by_phrase.into_values().collect(),
    }
});

/// What a text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Told(u16);

impl Told {
    /// What phrases tell that stand in a text as words of their own and are not denied.
    pub(super) fn by(text: &str) -> Self {
        let mut told = Self::default();
        for found in TABLE.search.find_overlapping_iter(text) {
            let of_phrase = TABLE.tells[found.pattern().as_usize()];
            let is_over = of_phrase.has(Tells::End) || of_phrase.has(Tells::Mitigate);
            if of_phrase.0 & !told.0 != 0
                && counts(text, &found.range())
                && !(is_over && is_open(text, &found.range()))
            {
                told.0 |= of_phrase.0;
            }
        }
        told
    }

    /// True where it tells that.
    pub(super) fn has(self, what: Tells) -> bool {
        self.0 & (1 << what as u16) != 0
    }
}

/// True where a text tells that.
pub(super) fn speaks(text: &str, what: Tells) -> bool {
    Told::by(text).has(what)
}

/// True where a phrase stands as words of its own and is not denied.
fn counts(text: &str, range: &Range<usize>) -> bool {
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let phrase = &text[range.clone()];
    let is_word = phrase.is_ascii();
    let is_apart =
        !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric);
    if is_word && !is_apart || before.ends_with("un") || before.ends_with('-') {
        return false;
    }
    // A mark in capitals stands by itself, whatever the sentence before it says.
    let is_mark = is_word && phrase.bytes().all(|byte| !byte.is_ascii_lowercase());
    is_mark || !is_denied(before)
}

/// True where what is told as over is yet to come, asked for, something else, or goes on all the same: `will be resolved`,
/// `waiting for it to be fixed`, `resolved?`, `resolved to the old address`, `is fixed, but the errors continue`.
fn is_open(text: &str, range: &Range<usize>) -> bool {
    let behind = text[range.end..].char_indices().nth(NEAR);
    let behind = behind.map_or(&text[range.end..], |(end, _)| &text[range.end..][..end]);
    let is_asked = behind
        .trim_start_matches(['"', '”', '*', ')', ' '])
        .starts_with('?');
    let is_name = ends_with_word(&text[range.clone()], "resolved") && is_word_at(behind, "to");
    is_asked
        || is_name
        || ["tomorrow", "soon"]
            .iter()
            .any(|word| is_word_at(behind, word))
        || goes_on(behind)
        || is_awaited(&text[..range.start])
}

/// Characters around a phrase that are looked at.
const NEAR: usize = 120;

fn ends_with_word(text: &str, word: &str) -> bool {
    text.rsplit(' ')
        .next()
        .is_some_and(|last| last.eq_ignore_ascii_case(word))
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
    is_to_be
        || words
            .iter()
            .any(|word| is_of(word, AWAITS) || word.ends_with("'ll") || word.ends_with("’ll"))
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
    let sentence = before.rsplit(['.', ';', '!', '?']).next().unwrap_or(before);
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
