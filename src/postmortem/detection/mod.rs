//! How the incident was noticed, as far as the report tells: by an alert, by users, by luck.
//!
//! Takes the values behind labels, the lines of the account and the entries of the timeline, gives at most two ways with the words that
//! speak for them. Where the report says that it speaks of detection that decides, at last the entry that tells when it was noticed;
//! elsewhere only whole phrases count. What is denied or
//! wished for (`no alert fired`, `an alert would have`) does not.

mod vocabulary;
pub mod ways;

use super::account::{Line, Part};
use super::near::{AnyOf, to_stop, words, words_back};
use super::phrases::{Hit, around};
use super::timeline::Entry;
use super::{Facet, Origin};
use crate::document::text;
use crate::source::Span;
use vocabulary::Found;

pub(super) use vocabulary::Vocabulary;

/// At most so many ways are suggested.
const MOST: usize = 2;
/// What has less of the surest one's weight is left out.
const SHARE: f32 = 0.6;
/// So much must speak for a way.
const NEEDED: f32 = 1.0;
/// A phrase in a line that tells of what was struck, or why.
const WEAK: f32 = 0.5;
/// A word that counts only where the report speaks of detection, beside a phrase that counts everywhere.
const NAMED: f32 = 0.5;

/// The way that a value of a label names, where it is nothing but its name: `Monitoring`, `customer report`.
pub(super) fn way_of<'v>(value: &str, vocabulary: &'v Vocabulary) -> Option<&'v str> {
    let value = value.trim().trim_end_matches('.').to_lowercase();
    let way = vocabulary.aliases.get(value.as_str())?;
    Some(&vocabulary.ways[*way])
}

/// What speaks for a way.
#[derive(Default, Clone)]
struct Score {
    weight: f32,
    best: f32,
    /// Where the phrase stands in its line that weighs most.
    at: usize,
    evidence: String,
    span: Span,
}

/// The ways that the words suggest, the surest first, else the one that the timeline tells. Values of labels count as what is said of
/// detection.
pub(super) fn suggest<'l>(
    labelled: impl Iterator<Item = (&'l str, Span)>,
    account: &[Line],
    entries: &[Entry],
    vocabulary: &Vocabulary,
) -> Vec<Facet> {
    let mut scores = vec![Score::default(); vocabulary.ways.len()];
    for (value, span) in labelled {
        let found = vocabulary.find(value, true);
        weigh(&found, (value, span), 3.0, vocabulary, &mut scores);
    }
    let speaks_of_it = |line: &&Line| line.part == Part::Detection;
    for line in account.iter().filter(speaks_of_it) {
        let weight = if line.is_first { 3.0 } else { 1.0 };
        let found = vocabulary.find(&line.text, true);
        weigh(
            &found,
            (&line.text, line.span),
            weight,
            vocabulary,
            &mut scores,
        );
    }
    // Lines of the timeline in which no phrase stands.
    let mut silent: Vec<&str> = Vec::new();
    let surest = |scores: &[Score]| {
        scores
            .iter()
            .fold(0.0_f32, |most, one| most.max(one.weight))
    };
    if surest(&scores) < NEEDED {
        let other = account.iter().filter(|line| !speaks_of_it(line));
        let (weak, strong): (Vec<&Line>, Vec<&Line>) =
            other.partition(|line| matches!(line.part, Part::Impact | Part::Cause));
        for line in strong {
            let found = vocabulary.find(&line.text, false);
            if found.is_empty() && line.part == Part::Timeline {
                silent.push(&line.text);
            }
            weigh(
                &found,
                (&line.text, line.span),
                1.0,
                vocabulary,
                &mut scores,
            );
        }
        let mut left: f32 = weak.iter().map(|_| WEAK).sum();
        for line in weak {
            // Where all that are left cannot tell enough, none is looked at.
            if surest(&scores) + left < NEEDED {
                break;
            }
            left -= WEAK;
            let found = vocabulary.find(&line.text, false);
            weigh(
                &found,
                (&line.text, line.span),
                WEAK,
                vocabulary,
                &mut scores,
            );
        }
    }
    let mut best: Vec<(usize, Score)> = scores
        .into_iter()
        .enumerate()
        .filter(|(_, score)| score.weight >= NEEDED)
        .collect();
    if best.is_empty() {
        let told = in_timeline(entries, &silent, vocabulary);
        return Vec::from_iter(told);
    }
    best.sort_by(|a, b| b.1.weight.total_cmp(&a.1.weight).then(a.0.cmp(&b.0)));
    let top = best.first().map_or(0.0, |(_, score)| score.weight);
    best.into_iter()
        .filter(|(_, score)| score.weight >= top * SHARE)
        .take(MOST)
        .map(|best| facet(best, vocabulary))
        .collect()
}

/// Entries of a timeline that are looked at: what is noticed later is another matter.
const ENTRIES: usize = 12;

/// The way that the timeline tells: that of the first entry which tells one. Entries that stand in silent lines tell none.
fn in_timeline(entries: &[Entry], silent: &[&str], vocabulary: &Vocabulary) -> Option<Facet> {
    let mut silent = silent;
    let mut is_silent = |entry: &&Entry| {
        // Lines and entries stand in the same order.
        let line = silent.iter().position(|line| {
            let before = line.strip_suffix(entry.text.as_str());
            before.is_some_and(|before| !before.ends_with(char::is_alphanumeric))
        });
        if let Some(line) = line {
            silent = &silent[line + 1..];
        }
        line.is_some()
    };
    let mut loud = entries
        .iter()
        .take(ENTRIES)
        .filter(|entry| !is_silent(entry));
    loud.find_map(|entry| of_entry(entry, 1.0, false, vocabulary))
}

/// The way that the entry tells by which the report says when it was noticed: that entry speaks of detection, so single words count. The
/// first of them does: behind it stands what was noticed (`Monitoring detects that users cannot log in`).
pub(super) fn of_noticing(entry: &Entry, vocabulary: &Vocabulary) -> Option<Facet> {
    of_entry(entry, NEEDED / NAMED, true, vocabulary)
}

/// True for a word that says that somebody noticed. By itself it does not say who: `It is noticed that …`.
fn is_noticing(words: &str) -> bool {
    static NOTICES: AnyOf = AnyOf::new(&["noticed", "oppdaget", "bemerkt"]);
    NOTICES.has(words)
}

/// The way of which an entry speaks first.
fn of_entry(
    entry: &Entry,
    weight: f32,
    speaks_of_it: bool,
    vocabulary: &Vocabulary,
) -> Option<Facet> {
    let mut found = vocabulary.find(&entry.text, speaks_of_it);
    found.retain(|one| !one.is_named || !is_noticing(&entry.text[one.hit.range()]));
    if found.is_empty() {
        return None;
    }
    let mut scores = vec![Score::default(); vocabulary.ways.len()];
    weigh(
        &found,
        (&entry.text, entry.span),
        weight,
        vocabulary,
        &mut scores,
    );
    let best = scores
        .into_iter()
        .enumerate()
        .filter(|(_, score)| score.weight >= NEEDED)
        .min_by_key(|(_, score)| score.at)?;
    Some(facet(best, vocabulary))
}

fn facet((way, score): (usize, Score), vocabulary: &Vocabulary) -> Facet {
    Facet {
        name: vocabulary.ways[way].clone(),
        origin: Origin::Suggested,
        evidence: Some(score.evidence),
        span: score.span,
    }
}

/// Adds what the phrases of a line weigh; of one way a line counts its weightiest phrase.
fn weigh(
    found: &[Found],
    (words, span): (&str, Span),
    weight: f32,
    vocabulary: &Vocabulary,
    scores: &mut [Score],
) {
    if found.is_empty() {
        return;
    }
    let mut own: Vec<(f32, std::ops::Range<usize>)> = vec![(0.0, 0..0); scores.len()];
    // Where the last phrase that counts ends, and what it says: one that begins inside it says the rest of it (`users noticed that`).
    let mut last = (0, None);
    for Found { hit, way, is_named } in found {
        let Some(way) = &told_by(words, hit, *way, vocabulary) else {
            continue;
        };
        let adds = if *is_named { weight * NAMED } else { weight };
        if adds <= own[*way].0 {
            continue;
        }
        let before = &words[..hit.start];
        let is_inside = words.as_bytes()[hit.start].is_ascii_alphanumeric()
            && before.ends_with(char::is_alphanumeric);
        let is_rest = hit.start < last.0 && last.1 != Some(*way);
        let behind = &words[hit.end..];
        let is_told =
            || !is_denied(before) && !is_denied_behind(behind) && !is_left_open(before, behind);
        if !is_inside && !is_rest && is_told() {
            own[*way] = (adds, hit.range());
            last = (hit.end, Some(*way));
        }
    }
    for (score, (adds, range)) in scores.iter_mut().zip(own) {
        if adds == 0.0 {
            continue;
        }
        score.weight += adds;
        if adds > score.best {
            score.best = adds;
            score.at = range.start;
            score.evidence = around(words, range);
            score.span = span;
        }
    }
}

/// The way that a phrase speaks for: where its last word says that somebody was told, and the words behind by whom, it is that one's.
/// `we were alerted by a customer` tells of no alert, and `alerted by Ada` says only who told it.
fn told_by(words: &str, hit: &Hit, way: usize, vocabulary: &Vocabulary) -> Option<usize> {
    static TOLD: AnyOf = AnyOf::new(&[
        "alerted",
        "notified",
        "paged",
        "informed",
        "varslet",
        "varsla",
        "informert",
        "alarmert",
        "alarmiert",
        "informiert",
    ]);
    static BY: AnyOf = AnyOf::new(&["by", "av", "von", "durch", "af", "par", "por"]);
    // A phrase stands for every word that begins with its last: `alert` for `alerted`.
    let rest = &words[hit.end..];
    let end = hit.end
        + rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
    let own = &words[hit.start..end];
    let mut last = words_back(own);
    let is_told = match last.next() {
        Some(word) if BY.has(word) => last.next().is_some_and(|word| TOLD.has(word)),
        Some(word) => TOLD.has(word),
        None => false,
    };
    if !is_told {
        return Some(way);
    }
    let behind = to_stop(text::first(&words[end..], NEAR));
    let behind = behind.split(['\n', ',']).next().unwrap_or(behind);
    let said = if words_back(own).next().is_some_and(|word| BY.has(word)) {
        behind
    } else {
        let mut near = self::words(behind);
        match near.next() {
            // Marks may stand before it: `paged – by the alarm`.
            Some(word) if behind.starts_with(' ') && BY.has(word) => {
                behind.split_once(word).map_or("", |(_, said)| said)
            }
            // Nothing says by whom.
            _ => return Some(way),
        }
    };
    let agents = vocabulary.find(said, true);
    let is_person = |found: &&Found| OF_PEOPLE.contains(&&*vocabulary.ways[found.way]);
    match agents.iter().find(is_person) {
        Some(person) => Some(person.way),
        // `alerted by Grafana`.
        None => (!agents.is_empty()).then_some(way),
    }
}

/// The ways in which somebody tells.
const OF_PEOPLE: [&str; 3] = ["user-report", "staff-notice", "vendor-notice"];

/// True where the words right before say that it was not so, or should be: `no`, `not`, `should have been`, `add`.
fn is_denied(before: &str) -> bool {
    static DENIALS: AnyOf = AnyOf::new(&[
        "not", "no", "never", "without", "isn't", "wasn't", "weren't", "didn't", "should", "would",
        "could", "add", "create", "until", "before", "if", "lack", "missing", "ingen", "ikke",
        "nicht", "kein", "keine", "aucune", "pas",
    ]);
    // One more character than is near: the first may be half a word.
    let near = text::last(before, NEAR + 1);
    let line = near.rsplit('\n').next().unwrap_or(near);
    let mut words = words_back(line).take(4);
    words.any(|word| DENIALS.has(word) || is_short(word, &["wasn", "weren", "didn"]))
}

/// True where the words behind say so: `alerts did not fire`, `monitoring was missing`.
fn is_denied_behind(behind: &str) -> bool {
    static WISHES: AnyOf = AnyOf::new(&["should", "would", "could", "never", "not"]);
    static DENIALS: AnyOf = AnyOf::new(&[
        "not", "didn't", "wasn't", "weren't", "never", "missing", "ikke", "nicht",
    ]);
    let near = text::first(behind, NEAR);
    let line = near.split('\n').next().unwrap_or(near);
    let mut near = words(to_stop(line)).take(4);
    // `alerts should have`, `alerts would`: what is wished for stands right behind.
    let is_wished = near.next().is_some_and(|word| WISHES.has(word));
    is_wished || near.any(|word| DENIALS.has(word) || is_short(word, &["didn"]))
}

/// True where the report says that it does not tell: `does not say how the outage was noticed`, `how it was noticed is unknown`.
fn is_left_open(before: &str, behind: &str) -> bool {
    static QUESTIONS: AnyOf = AnyOf::new(&["how", "who", "whether", "wie", "wer", "hvordan"]);
    static OPEN: AnyOf = AnyOf::new(&[
        "not",
        "no",
        "never",
        "nobody",
        "nothing",
        "unknown",
        "unclear",
        "unsure",
        "isn't",
        "doesn't",
        "don't",
        "hasn't",
        "nicht",
        "unklar",
        "unbekannt",
        "ikke",
    ]);
    let is_open = |word| OPEN.has(word) || is_short(word, &["isn", "doesn", "don", "hasn"]);
    let mut back = words_back(text::last(before, FAR)).take(12);
    if !back.any(|word| QUESTIONS.has(word)) {
        return false;
    }
    let near = text::first(behind, NEAR);
    back.take(5).any(is_open) || words(to_stop(near)).take(5).any(is_open)
}

/// Characters before a phrase in which a question may ask for it.
const FAR: usize = 100;

/// Characters before and behind a phrase in which it is denied.
const NEAR: usize = 40;

/// True for a denial with the curved mark of a short form: `didn’t`.
fn is_short(word: &str, verbs: &[&str]) -> bool {
    let verb = word
        .strip_suffix(['t', 'T'])
        .and_then(|word| word.strip_suffix('’'));
    verb.is_some_and(|verb| verbs.iter().any(|other| verb.eq_ignore_ascii_case(other)))
}
