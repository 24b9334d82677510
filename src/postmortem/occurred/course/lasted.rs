//! How long it lasted, in a sentence: `was down for 31 minutes`, `lasted about two hours`, `a 20-minute outage`.
//!
//! Takes running text, gives minutes with the words that they were read from. A duration is that of the incident where its sentence
//! tells of an outage; another is only the best guess where nothing else tells it.

use std::ops::Range;
use std::sync::LazyLock;

use super::asides::Words;
use super::sentences::{Told, has_word};
use super::stamps::digits;
use crate::document::text;
use crate::postmortem::phrases::{Hit, Phrases, together};
use crate::postmortem::when::{Stated, duration_at, may_tell_duration};

/// What sentences tell of how long it lasted.
#[derive(Debug, Default)]
pub(super) struct Lasted {
    /// From a sentence that tells of an outage.
    pub(super) outage: Option<Stated>,
    /// From any other.
    pub(super) other: Option<Stated>,
}

/// Words before a duration.
const LEADS: &[&str] = &[
    "for ",
    "lasted ",
    "lasting ",
    "lasts ",
    "total downtime was ",
    "outage was ",
    "outage itself was ",
    "downtime was ",
    "disruption was ",
    "interruption was ",
    "total outage was ",
    "total outage time was ",
    "total duration was ",
    "duration of ",
    "downtime of ",
    "outage of ",
    "total of ",
    "duration: ",
    "i ca ",
    "i ",
    "während ",
    "pendant ",
    "durante ",
    "window of ",
    "in about ",
    "in approximately ",
    "totaling ",
    "totalling ",
    "in an interval of ",
    "over an interval of ",
    "for an interval of ",
    "over ",
    "(",
];

/// Words that may stand between those and the duration.
const BETWEEN: &[&str] = &[
    "for ",
    // `under` and `less than` alone are bounds.
    "just under ",
    "a little under ",
    "slightly under ",
    "just less than ",
    "a little less than ",
    "slightly less than ",
    "a little over ",
    "slightly over ",
    "a little more than ",
    "slightly more than ",
    "well over ",
    "about ",
    "approximately ",
    "approx. ",
    "approx ",
    "around ",
    "roughly ",
    "nearly ",
    "almost ",
    "over ",
    "more than ",
    "close to ",
    "a total of ",
    "just ",
    "ca. ",
    "ca ",
    "~",
    "some ",
    "a period of ",
    "an estimated ",
    "the ",
    "rund ",
    "environ ",
    "in total ",
];

/// What a duration right before these words is that of.
const NOUNS: &[&str] = &[
    "outage",
    "outages",
    "downtime",
    "disruption",
    "interruption",
    "degradation",
    "incident",
    "failure",
    "blackout",
    "blip",
    "flash",
    "burst",
    "spike",
    "hiccup",
    "stall",
    "brownout",
    "lockout",
    "freeze",
    "window",
    "period",
];

/// Words of a sentence that tells of an outage.
static OUTAGE: Words = Words::new(&[
    "outage",
    "outages",
    "down",
    "downtime",
    "unavailable",
    "unusable",
    "inaccessible",
    "unreachable",
    "unavailability",
    "offline",
    "lost",
    "disruption",
    "disrupted",
    "degraded",
    "degradation",
    "interrupted",
    "interruption",
    "failure",
    "failures",
    "failed",
    "failing",
    "broken",
    "lasted",
    "lasting",
    "unable",
    "impacted",
    "affected",
    "impact",
    "incident",
    "errors",
    "timeouts",
    "slowdown",
    "500s",
    "503s",
    "5xx",
    "nede",
    "utilgjengelig",
    "indisponible",
    "ausfall",
    "hendelsen",
]);

/// Words of a sentence whose duration is something else: a setting, a habit, a part of the whole.
static SOMETHING_ELSE: Words = Words::new(&[
    "timeout",
    "interval",
    "intervals",
    "ttl",
    "every",
    "each",
    "if",
    "would",
    "should",
    "will",
    "retry",
    "retries",
    "retention",
    "expire",
    "expires",
    "average",
    "per",
    "previous",
    "preceding",
    "compared",
]);

static NOUN: LazyLock<Phrases> = LazyLock::new(|| together(NOUNS));

static LEAD: LazyLock<Phrases> = LazyLock::new(|| together(LEADS));

/// The first duration of each kind.
pub(super) fn lasted(texts: &[Told]) -> Lasted {
    let mut lasted = Lasted::default();
    for told in texts.iter().filter(|told| told.is_top) {
        // Most texts name no length of time at all, others have neither a figure nor words that lead to a number.
        if !may_tell_duration(&told.words) || !told.has_figure && !LEAD.stand_in(&told.words) {
            continue;
        }
        for sentence in sentences(&told.words) {
            if lasted.outage.is_some() {
                return lasted;
            }
            let Some((minutes, words)) = in_sentence(sentence) else {
                continue;
            };
            // `in about 45 minutes` tells what happened meanwhile.
            let is_meanwhile = words.starts_with(['i', 'I']);
            let slot = if !is_meanwhile && has_word(sentence, &OUTAGE) {
                &mut lasted.outage
            } else {
                &mut lasted.other
            };
            slot.get_or_insert(Stated {
                minutes,
                as_written: words.trim_start_matches('(').trim().to_owned(),
                span: told.span,
            });
        }
    }
    lasted
}

/// The sentences of a text; `approx. 20 minutes` ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    const SHORT: &[&str] = &["approx", "appr", "ca"];
    let ends = |part: &str| {
        let word = part.strip_suffix(". ").unwrap_or(part);
        let last = word
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or(word);
        !SHORT.iter().any(|short| last.eq_ignore_ascii_case(short))
    };
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut parts = rest.match_indices(". ").map(|(at, stop)| at + stop.len());
        let end = parts.find(|end| ends(&rest[..*end])).unwrap_or(rest.len());
        let (sentence, behind) = rest.split_at(end);
        rest = behind;
        (!sentence.is_empty()).then_some(sentence)
    })
}

/// What says of the whole how long it was, wherever it stands.
const WHOLE: &[&str] = &[
    "outage lasted",
    "incident lasted",
    "downtime lasted",
    "disruption lasted",
    "interruption lasted",
    "total downtime of",
    "total downtime was",
    "total outage of",
    "total outage was",
    "total outage time was",
    "total duration of",
    "total duration was",
];

static OF_WHOLE: LazyLock<Phrases> = LazyLock::new(|| together([WHOLE, BEFORE_END].concat()));

/// The duration that a sentence of the report tells as that of the whole: `the outage lasted about 47 minutes`.
pub(super) fn of_whole(texts: &[Told]) -> Option<Stated> {
    texts
        .iter()
        .filter(|told| may_tell_duration(&told.words) && OF_WHOLE.stand_in(&told.words))
        .flat_map(|told| sentences(&told.words).map(move |said| (said, told.span)))
        .filter(|(sentence, _)| OF_WHOLE.stand_in(sentence))
        .find_map(|(sentence, span)| {
            let (minutes, words) = in_sentence(sentence)?;
            Some(Stated {
                minutes,
                as_written: words.trim().to_owned(),
                span,
            })
        })
}

/// Words that say that nobody knows how long it lasted, or since when.
const UNKNOWN: &[&str] = &[
    "duration is unknown",
    "duration was unknown",
    "duration remains unknown",
    "duration: unknown",
    "duration unknown",
    "duration is not known",
    "duration of the outage is unknown",
    "duration of the incident is unknown",
    "duration of the impact is unknown",
    "duration of the exposure is unknown",
    "unknown duration",
    "unknown length of time",
    "unknown amount of time",
    "unknown period of time",
    "between unknown time and",
    "between an unknown time and",
    "since an unknown time",
    "from an unknown time",
];

static NOT_KNOWN: LazyLock<Phrases> = LazyLock::new(|| together(UNKNOWN));

/// True where the text says that nobody knows how long it lasted.
pub(super) fn says_unknown(texts: &[Told]) -> bool {
    // All of them have that word, which few texts have.
    let known = |told: &&Told| {
        let bytes = told.words.as_bytes();
        let is_known = |at: usize| {
            let word = &bytes[at..];
            word.starts_with(b"known") || word.starts_with(b"KNOWN")
        };
        memchr::memchr2_iter(b'k', b'K', bytes).any(is_known)
    };
    let mut tops = texts.iter().filter(|told| told.is_top).filter(known);
    tops.any(|told| NOT_KNOWN.stand_in(&told.words))
}

/// The first duration of a sentence, and the words that tell it.
fn in_sentence(sentence: &str) -> Option<(u32, &str)> {
    let of_noun = || {
        let is_told = has_noun(sentence);
        is_told.then(|| named(sentence).or_else(|| set_apart(sentence)))?
    };
    if !may_tell_duration(sentence) {
        return None;
    }
    let (minutes, place) = led(sentence).or_else(of_noun)?;
    let before = text::last(&sentence[..place.start], 41);
    let behind = text::first(&sentence[place.end..], 12);
    let is_else = has_word(before, &SOMETHING_ELSE) || has_word(behind, &SOMETHING_ELSE);
    (!is_else).then(|| (minutes, &sentence[place]))
}

/// A duration behind words that lead to one.
fn led(sentence: &str) -> Option<(u32, Range<usize>)> {
    LEAD.find(sentence).into_iter().find_map(|lead| {
        let is_apart = !sentence[..lead.start].ends_with(char::is_alphanumeric);
        let mut at = lead.end;
        // Few words stand between.
        for _ in 0..3 {
            let rest = &sentence[at..];
            let between = BETWEEN.iter().find(|word| {
                rest.get(..word.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(word))
            });
            at += between.map_or(0, |word| word.len());
        }
        let (minutes, length) = duration_at(&sentence[at..])?;
        // `for a day` is a manner of speaking.
        let is_vague = minutes >= 24 * 60 && sentence[at..].starts_with("a ");
        let behind = &sentence[at + length..];
        let is_ago = behind.trim_start().starts_with("ago");
        let is_of_tool = sentence[at..].starts_with(OF_TOOL);
        // `from 05:10 to 05:13 (3m20s)`: in brackets stands a duration right behind what lasted so long, and nothing else.
        let is_loose = sentence[lead.start..].starts_with('(')
            && !(behind.starts_with(')')
                && (sentence[..lead.start]
                    .trim_end()
                    .ends_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
                    || ends_with_noun(&sentence[..lead.start])));
        // `in a series of transfers over 41 minutes before being stopped`.
        let is_over = sentence[lead.start..lead.end].eq_ignore_ascii_case("over ");
        let is_loose = is_loose || is_over && !is_before_end(behind);
        (is_apart && !is_ago && !is_vague && !is_loose && !is_of_tool && minutes > 0)
            .then(|| (minutes, lead.start..at + length))
    })
}

/// How a tool writes how long it ran: `(duration: 00m 41s)`.
const OF_TOOL: &str = "00m";

/// A duration that commas set apart: `as long as it was down, some 12 minutes`.
fn set_apart(sentence: &str) -> Option<(u32, Range<usize>)> {
    let mut from = 0;
    for part in sentence.split_inclusive([',', ';']) {
        let start = from;
        from += part.len();
        if start == 0 || !part.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let Some((minutes, length)) = duration_at(part.trim_start()) else {
            continue;
        };
        let at = start + part.len() - part.trim_start().len();
        let rest = sentence[at + length..from].trim_end_matches(|c: char| !c.is_alphanumeric());
        if rest.is_empty() && minutes > 0 {
            return Some((minutes, at..at + length));
        }
    }
    None
}

/// True where words go on with what ended it: ` before being mitigated`.
fn is_before_end(behind: &str) -> bool {
    BEFORE_END
        .iter()
        .any(|words| behind.trim_start().starts_with(words))
}

/// What tells that the duration before it went on until the end.
const BEFORE_END: &[&str] = &[
    "before being mitigated",
    "before being stopped",
    "before being fixed",
    "before being resolved",
    "before it was mitigated",
    "before it was stopped",
    "before it was fixed",
    "before it was resolved",
];

/// A duration right before the word for what lasted so long: `a 20-minute outage`, `7 minute cascading failure`.
fn named(sentence: &str) -> Option<(u32, Range<usize>)> {
    let mut at = 0;
    // A number begins a word, be it in figures or in letters: `a two-hour outage`.
    while let Some(found) = sentence[at..].find(char::is_alphanumeric) {
        let start = at + found;
        let word = sentence[start..].find(|c: char| !c.is_alphanumeric());
        let is_figure = sentence[start..].starts_with(|c: char| c.is_ascii_digit());
        at = match word {
            Some(_) if is_figure => start + digits(&sentence[start..]),
            Some(length) => start + length,
            None => sentence.len(),
        };
        let is_apart =
            !sentence[..start].ends_with(|c: char| c.is_alphanumeric() || ".:-/".contains(c));
        if !is_apart {
            continue;
        }
        let Some((minutes, length)) = duration_at(&sentence[start..]) else {
            continue;
        };
        let end = start + length;
        if sentence[start..].starts_with(OF_TOOL) {
            at = end;
            continue;
        }
        let mut words = sentence[end..]
            .split([' ', '-'])
            .filter(|word| !word.is_empty());
        // `a 7 minute cascading failure`, `4 hours outage`, `20 minutes of downtime`.
        let most = if sentence[start..end].ends_with('s') {
            2
        } else {
            3
        };
        let is_named = words.by_ref().take(most).any(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            NOUNS.iter().any(|noun| word.eq_ignore_ascii_case(noun))
        });
        if is_named && minutes > 0 {
            return Some((minutes, start..end));
        }
    }
    None
}

/// True for words that end with one for what lasted: `during that period `.
fn ends_with_noun(before: &str) -> bool {
    let word = before.trim_end().rsplit(' ').next().unwrap_or(before);
    NOUNS.iter().any(|noun| word.eq_ignore_ascii_case(noun))
}

/// True where a word for what lasted stands in a sentence.
fn has_noun(sentence: &str) -> bool {
    let is_apart = |hit: &Hit| {
        let (before, behind) = (&sentence[..hit.start], &sentence[hit.end..]);
        !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric)
    };
    NOUN.find(sentence).iter().any(is_apart)
}
