//! What words tell of the course: that it began or is over, that somebody noticed it, took it up, declared, mitigated or resolved it.
//!
//! Takes a text and a table of phrases, says whether one stands in it as words of their own that the sentence does not deny.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

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

/// Phrases that are looked for together.
pub(super) type Phrases = LazyLock<AhoCorasick>;

pub(super) static BEGIN: Phrases = LazyLock::new(|| together(BEGINS));
pub(super) static WELL: Phrases = LazyLock::new(|| together(ALL_WELL));
pub(super) static NOTICE: Phrases = LazyLock::new(|| together(NOTICES));
pub(super) static TAKE_UP: Phrases = LazyLock::new(|| together(TAKES_UP));
pub(super) static DECLARE: Phrases = LazyLock::new(|| together(DECLARES));
pub(super) static MITIGATE: Phrases = LazyLock::new(|| together(MITIGATES));
pub(super) static RESOLVE: Phrases = LazyLock::new(|| together(RESOLVES));

/// Those that tell that something broke.
pub(super) static BREAK: Phrases = LazyLock::new(|| together(BREAKS));

/// Those that tell that it is over.
pub(super) static END: Phrases = LazyLock::new(|| together(&[ALL_WELL, ENDS].concat()));

fn together(phrases: &[&str]) -> AhoCorasick {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(phrases)
        .expect("a few dozen short phrases fit")
}

/// True where one of the phrases stands in a text as words of their own and is not denied.
pub(super) fn speaks(text: &str, phrases: &Phrases) -> bool {
    phrases.find_overlapping_iter(text).any(|found| {
        let (before, behind) = (&text[..found.start()], &text[found.end()..]);
        let is_word = text[found.range()].is_ascii();
        // A mark in capitals stands by itself, whatever the sentence before it says.
        let is_mark = is_word
            && text[found.range()]
                .bytes()
                .all(|byte| !byte.is_ascii_lowercase());
        let is_negated =
            before.ends_with("un") || before.ends_with('-') || !is_mark && is_denied(before);
        let is_apart =
            !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric);
        !is_negated && (!is_word || is_apart)
    })
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
