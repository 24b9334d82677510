//! Services, causes, triggers, detection, tags, teams: what a head states, as it states it; never invented.
//!
//! Takes the keys of a head, gives the values of every property. It knows no declared name and makes no two spellings one: that does the
//! archive.

use std::collections::BTreeSet;

use super::keys::{Keys, letters};
use super::template::{is_no_value, is_placeholder};
use super::{Facet, Facets, Origin};
use crate::document::{MetaEntry, MetaValue, text};
use crate::facet::Property;
use crate::source::Span;

/// How a single text under a key that may hold several values is cut.
#[derive(Clone, Copy, PartialEq)]
enum Cut {
    /// Not at all: `company: Smith, Jones and Sons`.
    Whole,
    /// At commas and semicolons.
    Commas,
    /// At commas, else at blanks, as Jekyll does.
    Blanks,
}

pub(super) const SERVICES: &[&str] = &[
    "services",
    "service",
    "affectedservices",
    "servicesaffected",
    "affectedservice",
    "impactedservices",
    "affected",
    "affectedsystems",
    "systemsaffected",
    "systems",
    "system",
    "affectedcomponents",
    "components",
    "component",
    "products",
    "product",
    "tjenester",
    "dienste",
];
pub(super) const CAUSES: &[&str] = &[
    "causes",
    "cause",
    "rootcauses",
    "rootcause",
    "contributingfactors",
    "contributingfactor",
    "contributingcauses",
];
pub(super) const TRIGGERS: &[&str] = &["triggers", "trigger", "triggeredby"];
pub(super) const DETECTION: &[&str] = &[
    "detection",
    "detectionmethod",
    "detectedby",
    "detectionsource",
];
pub(super) const TEAMS: &[&str] = &[
    "teams",
    "team",
    "ownerteam",
    "owningteam",
    "responsibleteam",
    "squad",
    "squads",
];
pub(super) const COMPANIES: &[&str] = &["company", "organisation", "organization"];
pub(super) const TAGS: &[&str] = &["tags", "tag", "filetags"];
pub(super) const KEYWORDS: &[&str] = &["keywords", "topics", "tech", "technologies", "technology"];
pub(super) const CATEGORIES: &[&str] = &["categories", "category"];

/// Categories that are a cause or a trigger in the vocabulary of causes. Every other category is a tag.
#[rustfmt::skip] // A category a line.
const CATEGORY_CAUSES: &[(&str, Property, &str)] = &[
    ("automation", Property::Trigger, "automation/action"),
    ("cascadingfailure", Property::Cause, "cascade"),
    ("configchange", Property::Trigger, "change/config"),
    ("hardware", Property::Cause, "hardware"),
    ("security", Property::Cause, "security"),
    ("time", Property::Trigger, "time"),
    ("undescriptive", Property::Cause, "unknown"),
];

/// How a property is read.
struct Way {
    /// Its keys, with how a single text under them is cut.
    keys: &'static [(&'static [&'static str], Cut)],
    /// Which of its values are names.
    is_name: fn(&str) -> bool,
}

impl Way {
    fn of(property: Property) -> Self {
        let any = |_: &str| true;
        let some = |name: &str| !is_no_value(name);
        let (keys, is_name): (&[_], fn(&str) -> bool) = match property {
            // A cause told in sentences is text for the page, not a name to index by.
            Property::Service => (&[(SERVICES, Cut::Commas)], is_name),
            Property::Cause => (&[(CAUSES, Cut::Commas)], is_name),
            Property::Trigger => (&[(TRIGGERS, Cut::Commas)], is_name),
            Property::Detection => (&[(DETECTION, Cut::Commas)], is_name),
            Property::Tag => (&[(TAGS, Cut::Blanks), (KEYWORDS, Cut::Commas)], any),
            Property::Team => (&[(TEAMS, Cut::Commas), (COMPANIES, Cut::Whole)], some),
        };
        Self { keys, is_name }
    }
}

/// Reads the facets of a head.
pub(super) fn read(keys: &Keys<'_>) -> Facets {
    let mut facets = Facets::default();
    for property in Property::ALL {
        let way = Way::of(property);
        for (names, cut) in way.keys {
            collect(&mut facets[property], keys, names, *cut, way.is_name);
        }
    }
    for entry in keys.all(CATEGORIES) {
        keys.mark(entry);
        for name in values(entry, Cut::Blanks) {
            let letters = letters(&name);
            let known = CATEGORY_CAUSES.iter().find(|(word, ..)| *word == letters);
            match known {
                Some((_, property, id)) => facets[*property].push(facet(*id, entry)),
                None => facets[Property::Tag].push(facet(name, entry)),
            }
        }
    }
    for list in facets.lists_mut() {
        keep_first(list);
    }
    facets
}

/// Gathers the values under some keys. Where one of them is no name, the entry stays unread, so that all of its words are
/// shown.
fn collect(
    out: &mut Vec<Facet>,
    keys: &Keys<'_>,
    names: &[&str],
    cut: Cut,
    is_name: impl Fn(&str) -> bool,
) {
    for entry in keys.all(names) {
        let values = values(entry, cut);
        let (before, count) = (out.len(), values.len());
        let names = values.into_iter().filter(|name| is_name(name));
        out.extend(names.map(|name| facet(name, entry)));
        if out.len() - before == count {
            keys.mark(entry);
        }
    }
}

/// The names in values that stand behind labels in the text: each is short enough to be one, and none is a figure.
pub(super) fn names<'v>(values: impl Iterator<Item = (&'v str, Span)>) -> Vec<Facet> {
    let mut out = Vec::new();
    for (value, span) in values {
        for part in split_outside_brackets(value) {
            let name = clean(part);
            let is_name = !name.is_empty()
                && is_name(&name)
                && name.split(' ').count() <= LONGEST_LABELLED
                && name.starts_with(|c: char| c.is_alphabetic());
            if is_name {
                out.push(Facet {
                    name,
                    origin: Origin::Stated,
                    evidence: None,
                    span,
                });
            }
        }
    }
    keep_first(&mut out);
    out
}

/// Words of a name in a text: there sentences are nearer than in a head.
const LONGEST_LABELLED: usize = 5;

fn facet(name: impl Into<String>, entry: &MetaEntry) -> Facet {
    Facet {
        name: name.into(),
        origin: Origin::Stated,
        evidence: None,
        span: entry.span,
    }
}

/// So many names are a few.
const FEW: usize = 16;

/// Keeps the first of names that differ in case only.
fn keep_first(list: &mut Vec<Facet>) {
    if list.len() < 2 {
        return;
    }
    // Of a few names of ASCII each is held against those before it.
    if list.len() <= FEW && list.iter().all(|facet| facet.name.is_ascii()) {
        let mut at = 1;
        while at < list.len() {
            let name = &list[at].name;
            let is_known = |facet: &Facet| facet.name.eq_ignore_ascii_case(name);
            if list[..at].iter().any(is_known) {
                list.remove(at);
            } else {
                at += 1;
            }
        }
        return;
    }
    let mut seen = BTreeSet::new();
    list.retain(|facet| seen.insert(facet.name.to_lowercase()));
}

/// The names under a key: items of a list as they are, a single text cut; placeholders left out.
fn values(entry: &MetaEntry, cut: Cut) -> Vec<String> {
    let parts: Vec<&str> = match &entry.value {
        // True and false name nothing.
        MetaValue::Bool(_) => Vec::new(),
        MetaValue::Text(text) => match cut {
            Cut::Whole => vec![text],
            Cut::Blanks if !text.contains([',', ';']) => text.split_whitespace().collect(),
            Cut::Commas | Cut::Blanks => split_outside_brackets(text),
        },
        value => value.texts(),
    };
    parts
        .into_iter()
        .map(clean)
        .filter(|name| !name.is_empty() && !is_placeholder(name))
        .collect()
}

/// Cuts at commas, semicolons and line breaks that stand in no bracket: `Loki (logs, traces), Grafana` is two.
fn split_outside_brackets(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut depth) = (0, 0_u32);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' | ';' | '\n' if depth == 0 => {
                out.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(&text[start..]);
    out
}

/// A name without the marks of a list, of code or of a wiki link around it.
fn clean(name: &str) -> String {
    let mut name = name.trim();
    while let Some(rest) = name.strip_prefix("- ") {
        name = rest;
    }
    // The last of `a, b, and c`.
    name = name.strip_prefix("and ").unwrap_or(name);
    while let Some(rest) = name.strip_prefix("[[") {
        name = rest;
    }
    while let Some(rest) = name.strip_suffix("]]") {
        name = rest;
    }
    text::one_line(name.trim_matches(['`', '"', '*']))
}

/// True for words short enough to be a name and not a sentence, and that say more than that there is none yet.
fn is_name(text: &str) -> bool {
    !is_no_value(text)
        && (text.len() <= 80 || text.chars().count() <= 80)
        && text.split(' ').count() <= 8
        && !text.ends_with('.')
}
