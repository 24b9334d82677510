//! The course by the timeline's own words: which entry tells that something is broken, and which that it is over.
//!
//! Takes entries and sentences, gives moments with the words that they were read from. An end that no words tell is none.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::timed;
use crate::postmortem::Moment;
use crate::postmortem::timeline::Entry;

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

/// Words of an entry that tell that it is over.
const ENDS: &[&str] = &[
    "outage ends",
    "outage ended",
    "outage over",
    "end of outage",
    "downtime end",
    "event end",
    "incident end",
    "incident over",
    "incident closed",
    "incident resolved",
    "incident is resolved",
    "incident declared as resolved",
    "incident declared resolved",
    "outage officially resolved",
    "officially resolved",
    "outage resolved",
    "problem fixed",
    "problem solved",
    "all clear",
    "back online",
    "back to normal",
    "fully recovered",
    "full recovery",
    "fully restored",
    "service restored",
    "services restored",
    "is restored",
    "was restored",
    "issue resolved",
    "resolved",
    "recovered",
    "recovers",
    "everything is up",
    "up and running",
    "is back",
    "are back",
    "normal again",
    "works again",
    "working again",
    "no more errors",
    "fix deployed",
    "impact ends",
    "impact ended",
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
    "oppe igjen",
    "fungerer igjen",
    "i orden",
    "behoben",
    "rétabli",
    "resuelto",
    "復旧",
    "恢复",
];

/// When it began by the timeline: the entry that says so, else the first that has a time.
pub(super) fn first(timeline: &[Entry]) -> Option<(Moment, String)> {
    let timed = || {
        timeline
            .iter()
            .filter_map(|entry| Some((entry, entry.at.as_ref().filter(|at| timed(at))?)))
    };
    let says = timed().find(|(entry, _)| speaks(&entry.text, &BEGIN));
    let (entry, moment) = says.or_else(|| timed().next())?;
    Some((moment.clone(), entry.text.clone()))
}

/// When it was over by the timeline: the last entry that says so.
pub(super) fn last(timeline: &[Entry]) -> Option<(Moment, String)> {
    let start = timeline.iter().find_map(|entry| entry.at.as_ref())?.local;
    timeline.iter().rev().find_map(|entry| {
        let moment = entry
            .until
            .as_ref()
            .or(entry.at.as_ref())
            .filter(|at| timed(at))?;
        (speaks(&entry.text, &END) && moment.local > start)
            .then(|| (moment.clone(), entry.text.clone()))
    })
}

/// Phrases that are looked for together.
pub(super) type Phrases = LazyLock<AhoCorasick>;

static BEGIN: Phrases = LazyLock::new(|| together(BEGINS));

/// Those that tell that it is over.
pub(super) static END: Phrases = LazyLock::new(|| together(ENDS));

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
        let is_negated = before.ends_with("un") || before.ends_with('-') || is_denied(before);
        let is_apart =
            !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric);
        !is_negated && (!is_word || is_apart)
    })
}

/// True where the sentence denies what follows: `not yet`, `can no longer be`, `nobody`.
fn is_denied(before: &str) -> bool {
    const DENIALS: &[&str] = &[
        "not", "no", "never", "cannot", "nobody", "nothing", "without", "until", "before",
        "unless", "ikke", "nicht", "kein", "keine", "pas",
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
