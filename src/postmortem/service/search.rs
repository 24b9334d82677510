//! Gathers the names of a report with what speaks for each.
//!
//! Takes its title and its lines one by one, gives the candidates. A mention counts by the shape of the name, by what is said of it and
//! by where it stands; a mention as a tool of the people at work, or as the people themselves, does not count.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Candidate;
use super::context::{Context, context};
use super::example;
use super::idea;
use super::lexicon::Lexicon;
use super::mention::{Mention, Place, Title, is_noun};
use super::name::{Case, Name, name_at};
use super::others::{self, Others};
use super::sense::Sense;
use super::shape::{Shape, shape};
use super::subject::Subject;
use super::word::{Word, words};
use crate::document::text;
use crate::postmortem::account::Line;
use crate::postmortem::{Facet, Origin};
use crate::source::Span;

/// What has less is not kept.
const LEAST: f32 = 0.35;
/// The same for what may be a word like any other.
const LEAST_UNSURE: f32 = 0.8;
/// At most so many are kept.
const MOST: usize = 12;
/// So many bytes of a title are looked at.
const LONGEST_TITLE: usize = 300;
/// What a mention in the title counts.
const TITLE: f32 = 3.0;
/// What each further mention counts of its weight, the weightiest first: a name said ten times is no surer than one said four times.
const SHARES: [f32; 4] = [1.0, 0.5, 0.25, 0.25];
/// What the title adds to how much the words of an evidence say.
const IN_TITLE: f32 = 0.5;
/// What is left of a word that everybody uses.
const GENERIC: f32 = 0.6;
/// Words of the evidence before and behind a name.
const AROUND: usize = 5;
/// Bytes that the evidence has at most.
const LONGEST_EVIDENCE: usize = 120;

/// What was found of one name.
#[derive(Debug)]
struct Found {
    name: String,
    /// Weights of its mentions.
    weights: Vec<f32>,
    is_sure: bool,
    /// True where it is written as in the title, until the text has it.
    is_title: bool,
    is_in_title: bool,
    /// True where its shape alone says that it is called so.
    is_called: bool,
    is_generic: bool,
    /// True where it stands behind an article as a noun of a language that writes them all with capitals.
    is_noun: bool,
    is_technology: bool,
    /// True where it stands not only in the title.
    is_in_text: bool,
    /// True where something is said of it in the text, and in the title.
    is_told: [bool; 2],
    evidence: String,
    span: Span,
    /// How much speaks for it in the words of the evidence.
    best: f32,
}

/// The names found so far.
#[derive(Debug)]
pub(super) struct Search<'l> {
    lexicon: &'l Lexicon,
    found: BTreeMap<String, Found>,
    title: Title,
    /// What the title is about.
    subject: Option<Subject>,
    /// Names that people have, or places.
    others: Others,
    /// True where the line before announced a list of what was struck, or was an item of that list.
    is_announced: bool,
}

impl<'l> Search<'l> {
    /// Nothing found yet.
    pub(super) fn new(lexicon: &'l Lexicon) -> Self {
        Self {
            lexicon,
            found: BTreeMap::new(),
            title: Title::default(),
            subject: None,
            others: Others::default(),
            is_announced: false,
        }
    }

    /// Looks at the title; it comes first.
    pub(super) fn title(&mut self, title: &str, span: Span) {
        // A paragraph is no title.
        let end = (0..=title.len().min(LONGEST_TITLE))
            .rev()
            .find(|at| title.is_char_boundary(*at));
        let line = title[..end.unwrap_or(0)].replace('_', " ");
        let lower = line.to_ascii_lowercase();
        let words = words(&line, &lower, self.lexicon);
        let is_word = |word: &&Word<'_>| word.lower.contains(char::is_alphabetic);
        let count = words.iter().filter(is_word).count();
        let told: Vec<&Word<'_>> = words
            .iter()
            .filter(is_word)
            .filter(|word| shape(word).is_some() || word.is(Sense::SOFTWARE))
            .collect();
        let capitals = told
            .iter()
            .filter(|word| word.text.starts_with(char::is_uppercase));
        // In a title Like This One a capital says nothing.
        let case = if told.len() >= 4 && capitals.count() * 10 >= told.len() * 8 {
            Case::Title
        } else {
            Case::Words
        };
        self.title = Title::new(&told, count);
        self.subject = Subject::of(&line, &words, span);
        let place = Place {
            weight: TITLE,
            span,
            case,
            is_title: true,
            only_trouble: false,
        };
        self.names(&line, &words, place);
    }

    /// Looks at a line.
    pub(super) fn line(&mut self, line: &Line<'_>, weight: f32, only_trouble: bool) {
        let span = line.span;
        let is_item = line.is_listed && line.text.len() <= example::LONGEST_ITEM;
        // What stands behind the list was not announced.
        self.is_announced &= is_item;
        // What is asked or considered has not happened.
        let told = idea::without(&line.text);
        let line = &*told;
        let lower = line.to_ascii_lowercase();
        let words = words(line, &lower, self.lexicon);
        let place = Place {
            weight,
            span,
            case: Case::Words,
            is_title: false,
            only_trouble,
        };
        self.title.look(&words);
        if let Some(subject) = &mut self.subject {
            subject.look(&words, weight);
        }
        self.names(line, &words, place);
        self.is_announced |= example::announces(line, &words);
    }

    fn names(&mut self, line: &str, words: &[Word<'_>], place: Place) {
        let mut at = 0;
        let examples = if place.is_title {
            Vec::new()
        } else if self.is_announced {
            std::iter::once(0..1).collect()
        } else {
            example::examples(words)
        };
        // Where the last name ended, and what was said of it: `Orders, Billing and Search were down`.
        let mut last: Option<(usize, Context)> = None;
        while at < words.len() {
            let name = if words[at].is_passed_over() {
                None
            } else {
                name_at(words, at, place.case)
            };
            let Some(name) = name else {
                at += 1;
                continue;
            };
            at = name.to;
            // `Order System (OMS) failed`.
            let is_abbreviated = words.get(name.to).is_some_and(|word| word.is_bracketed)
                && words.get(name.to + 1).is_some_and(|word| !word.is_parted);
            let end = name.to + usize::from(is_abbreviated);
            let mut around = context(words, name.from, end, place.is_title);
            let is_example = examples
                .iter()
                .any(|range| example::is_one(words, range, &name));
            if is_example {
                around.make_example();
            } else if around.weight == 0.0
                && let Some((end, before)) = last
                && is_listed(words, end, name.from)
            {
                around = Context { kinds: 0, ..before };
            }
            last = Some((name.to, around));
            if others::is_owner(line, words, &name) {
                continue;
            }
            self.others.note(words, &name, &around);
            if let Some(mention) = self.title.judge(words, &name, &around, place) {
                self.add(line, words, &name, &around, &mention, place);
            }
        }
    }

    fn add(
        &mut self,
        line: &str,
        words: &[Word<'_>],
        name: &Name,
        around: &Context,
        mention: &Mention,
        place: Place,
    ) {
        let speaks = around.weight + if place.is_title { IN_TITLE } else { 0.0 };
        let evidence = || evidence(line, words, name.from..name.to + around.kinds);
        let is_generic = name
            .technology
            .is_some_and(|at| self.lexicon.technologies[at].generic);
        let shown = name.shown(words);
        let found = self
            .found
            .entry(shown.to_lowercase())
            .or_insert_with(|| Found {
                name: shown.clone(),
                weights: Vec::new(),
                is_sure: false,
                is_title: place.is_title,
                is_in_title: false,
                is_called: false,
                is_generic,
                is_noun: false,
                is_told: [false; 2],
                is_in_text: false,
                is_technology: name.technology.is_some(),
                evidence: evidence(),
                span: place.span,
                best: speaks,
            });
        // The text writes a name as it is written; a title may come from the name of a file.
        let is_better =
            |found: &Found| !words[name.from].begins && spelling(&shown) > spelling(&found.name);
        let is_new = !place.is_title && shown != found.name;
        if is_new && (is_better(found) || found.is_plain_title()) {
            found.name = shown;
        }
        found.is_noun |= is_noun(words, name);
        found.is_title &= place.is_title;
        found.is_in_title |= place.is_title;
        found.is_called |= name.shape >= Shape::Parts;
        // `Sync issues` are said of any word.
        let is_told = around.weight > 0.0 && !around.is_in_trouble;
        let is_verb = name.shape == Shape::Plain && around.is_behind_kind;
        // `The wonky cluster` is no cluster of that name.
        let is_said_of_it = name.to - name.from == 1
            && name.technology.is_none()
            && words[name.from].is(Sense::QUALITY);
        let is_of_names = (around.kinds > 0 || is_told && !is_verb) && !is_said_of_it;
        found.is_told[usize::from(place.is_title)] |= is_of_names;
        found.is_in_text |= !place.is_title;
        // What is told of it in title and text is told of a name.
        found.is_sure |= mention.is_sure || found.is_told == [true; 2];
        if found.weights.len() < SHARES.len() * 2 {
            found.weights.push(mention.weight);
        }
        if speaks > found.best {
            found.best = speaks;
            found.evidence = evidence();
            found.span = place.span;
        }
    }

    /// The names, the surest first.
    pub(super) fn finish(mut self) -> Vec<Candidate> {
        let mut found = std::mem::take(&mut self.found);
        found.retain(|name, found| {
            let is_in_title = found.is_in_title || self.title.has(name);
            is_in_title
                || !self
                    .others
                    .is_one(name, found.is_called, found.weights.len())
        });
        let mut all: Vec<Candidate> = found
            .into_values()
            .map(|mut found| {
                // A capital in the middle of a sentence makes the first word of a title a name.
                if found.is_in_title && !found.is_technology {
                    self.title.settle(&mut found.name);
                    let is_name = self.title.is_name(&found.name);
                    let is_word = !found.is_in_text && self.title.is_word(&found.name);
                    found.is_sure = is_name || found.is_sure && !is_word;
                    found.is_called |= is_name;
                }
                found.is_sure &= !found.is_noun || found.is_called;
                found.weighed()
            })
            .collect();
        if let Some(mut subject) = self.subject.and_then(Subject::candidate) {
            // `Orders` is a part of `Orders SDK`, where that is what the title is about.
            let begins = |name: &str| {
                let rest = subject.facet.name.strip_prefix(name);
                rest.is_some_and(|rest| rest.starts_with(' '))
            };
            let is_part = |one: &Candidate| begins(&one.facet.name);
            let parts: f32 = all
                .iter()
                .filter(|one| is_part(one))
                .map(|one| one.weight)
                .sum();
            all.retain(|one| !is_part(one));
            subject.weight = subject.weight.max(parts);
            all.push(subject);
        }
        all.sort_by(|a, b| {
            let by_name = || a.facet.name.cmp(&b.facet.name);
            b.is_sure
                .cmp(&a.is_sure)
                .then(b.weight.total_cmp(&a.weight))
                .then_with(by_name)
        });
        let mut kept: Vec<Candidate> = Vec::new();
        for candidate in all {
            // `Orders` and `Orders Store` are one: the surer one stays.
            let one = kept.iter_mut().find(|other| {
                let (other, own) = (&other.facet.name, &candidate.facet.name);
                is_part(other, own) || is_host_of(own, other)
            });
            if let Some(one) = one {
                one.weight += candidate.weight * SHARES[2];
            } else if candidate.weight >= least(&candidate) && kept.len() < MOST {
                kept.push(candidate);
            }
        }
        kept
    }
}

/// How much of a name its capitals tell: one inside more than the first letter, that more than none.
fn spelling(name: &str) -> u8 {
    if name.is_ascii() {
        let mut pairs = name.as_bytes().windows(2);
        return if pairs.any(|pair| pair[0] != b' ' && pair[1].is_ascii_uppercase()) {
            2
        } else {
            u8::from(name.starts_with(|c: char| c.is_ascii_uppercase()))
        };
    }
    let inside = |word: &str| word.chars().skip(1).any(char::is_uppercase);
    if name.split(' ').any(inside) {
        2
    } else {
        u8::from(name.starts_with(char::is_uppercase))
    }
}

fn least(candidate: &Candidate) -> f32 {
    if candidate.is_sure {
        LEAST
    } else {
        LEAST_UNSURE
    }
}

impl Found {
    /// True where only the title has it, whose first letter is always large.
    fn is_plain_title(&self) -> bool {
        self.is_title && spelling(&self.name) < 2
    }

    fn weighed(mut self) -> Candidate {
        self.weights.sort_by(|a, b| b.total_cmp(a));
        let weight: f32 = self
            .weights
            .iter()
            .zip(SHARES)
            .map(|(weight, share)| weight * share)
            .sum();
        // A word of the title alone, of which nothing is said, may be anything.
        let is_called =
            self.is_called || self.is_in_text || self.is_technology || self.best > IN_TITLE;
        Candidate {
            weight: if self.is_generic {
                weight * GENERIC
            } else {
                weight
            },
            is_sure: self.is_sure && is_called,
            facet: Facet {
                name: self.name,
                origin: Origin::Suggested,
                evidence: Some(self.evidence),
                span: self.span,
            },
        }
    }
}

/// True where a name follows another in an enumeration.
fn is_listed(words: &[Word<'_>], end: usize, from: usize) -> bool {
    match from.checked_sub(end) {
        Some(0) => words[from].is_parted && !words[from].begins && !words[from].is_bracketed,
        Some(1) => matches!(
            &*words[end].lower,
            "and" | "or" | "og" | "und" | "et" | "y" | "&"
        ),
        _ => false,
    }
}

/// True where the words of one name are among those of the other.
fn is_part<'n>(a: &'n str, b: &'n str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let is_same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    if short.is_ascii() && long.is_ascii() {
        let words = |name: &'n str| name.as_bytes().split(|byte| *byte == b' ');
        return words(short).all(|word| words(long).any(|other| word.eq_ignore_ascii_case(other)));
    }
    let mut words = short.split(' ');
    words.all(|word| long.split(' ').any(|other| is_same(word, other)))
}

/// True for a host whose first part is the name: `orders.example.org` is where `Orders` is found.
fn is_host_of(host: &str, name: &str) -> bool {
    // Nearly every name goes on otherwise behind so many bytes.
    host.as_bytes().get(name.len()) == Some(&b'.')
        && host
            .split_once('.')
            .is_some_and(|(first, domain)| first.eq_ignore_ascii_case(name) && domain.contains('.'))
}

/// The words around a name as the author wrote them.
fn evidence(line: &str, words: &[Word<'_>], name: Range<usize>) -> String {
    let mut from = name.start;
    while from > 0 && name.start - from < AROUND && !words[from].begins {
        from -= 1;
    }
    let mut to = name.end.min(words.len());
    while to < words.len() && to < name.end + AROUND && !words[to].begins {
        to += 1;
    }
    let (start, own) = (words[from].range().start, words[name.start].range().end);
    let mut end = words[to - 1]
        .range()
        .end
        .min(start + LONGEST_EVIDENCE)
        .max(own);
    while !line.is_char_boundary(end) {
        end += 1;
    }
    let words = &line[start..end];
    if memchr::memchr(b'`', words.as_bytes()).is_none() {
        return text::one_line(words);
    }
    text::one_line(&words.replace('`', ""))
}
