//! The index of what reports have: for each thing the reports that have it, for each report what it has.
//!
//! Takes reports and taxonomies, gives numbers in flat lists: ten thousand reports take some megabytes. What only one report has is
//! left out, and so is what says nothing, such as an unknown cause.

use std::collections::{BTreeMap, HashMap};

use super::super::ReportIndex;
use super::super::own_name::OwnNames;
use super::super::spelling::{identity, lowered};
use super::super::taxonomy::{Taxonomy, full_name};
use super::addresses::linking;
use super::weights::{HANDFUL, Weights, rarity};
use super::{names, tickets};
use crate::document::ticket::Tickets;
use crate::postmortem::{Facet, Origin, Postmortem};

/// A kind of thing that reports share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A ticket.
    Ticket,
    /// The title, where it is one of several words.
    Title,
    /// A service.
    Service,
    /// A cause.
    Cause,
    /// A trigger.
    Trigger,
    /// A link to the same place.
    Link,
    /// A name that is mentioned.
    Word,
}

impl What {
    /// So many things of a kind count for one report, the rarest ones: a head may list thousands.
    fn most(self) -> usize {
        match self {
            Self::Service | Self::Cause | Self::Ticket | Self::Link => 16,
            Self::Trigger => 4,
            Self::Title => 1,
            Self::Word => 24,
        }
    }

    fn weight(self, weights: &Weights) -> u32 {
        match self {
            Self::Ticket => weights.ticket,
            Self::Title => weights.title,
            Self::Service => weights.service,
            Self::Cause => weights.cause,
            Self::Trigger => weights.trigger,
            Self::Link => weights.link,
            Self::Word => weights.word,
        }
    }
}

/// Something that several reports have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Feature {
    pub(super) what: What,
    /// What it is called.
    pub(super) name: Box<str>,
    /// What it counts where two reports share it.
    pub(super) weight: u32,
    /// For a word: the service that is called so. Who shares that has one reason, not two.
    pub(super) service: Option<u32>,
}

impl Feature {
    /// True for what is only a hint where one of two reports suggests or mentions it and neither has it in its title: software that
    /// many things run on. The name of a machine or of a piece of code is more.
    pub(super) fn is_hint(&self, suggested: bool) -> bool {
        match self.what {
            What::Service => suggested,
            What::Word => self.name.chars().all(|c| c.is_alphabetic() || c == ' '),
            _ => false,
        }
    }

    /// What it counts where one of two reports only suggests it, or where both have it: a guess counts half.
    pub(super) fn worth(&self, suggested: bool) -> u32 {
        self.weight / if suggested { 2 } else { 1 }
    }
}

/// That a report has a feature, whether that is only suggested, and whether its title says it: the number of the feature among what a
/// report has, that of the report among those that have a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Having(u32);

impl Having {
    const SUGGESTED: u32 = 1 << 31;
    const IN_TITLE: u32 = 1 << 30;
    const NUMBER: u32 = Self::IN_TITLE - 1;

    fn new(number: u32, suggested: bool, in_title: bool) -> Self {
        let flag = |is_set: bool, flag: u32| if is_set { flag } else { 0 };
        let flags = flag(suggested, Self::SUGGESTED) | flag(in_title, Self::IN_TITLE);
        Self(number & Self::NUMBER | flags)
    }

    /// The same of the other side.
    fn with_number(self, number: u32) -> Self {
        Self(number & Self::NUMBER | self.0 & !Self::NUMBER)
    }

    pub(super) fn number(self) -> u32 {
        self.0 & Self::NUMBER
    }

    pub(super) fn feature(self) -> usize {
        self.number() as usize
    }

    pub(super) fn is_suggested(self) -> bool {
        self.0 & Self::SUGGESTED != 0
    }

    pub(super) fn is_in_title(self) -> bool {
        self.0 & Self::IN_TITLE != 0
    }
}

/// Lists of numbers, one behind the other.
#[derive(Debug, Clone, PartialEq)]
struct Lists<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self::from_iter([])
    }
}

impl<T> Lists<T> {
    fn of(&self, at: usize) -> &[T] {
        let place = |at: usize| self.starts.get(at).map(|start| *start as usize);
        let range = place(at).zip(place(at + 1));
        let items = range.and_then(|(from, to)| self.items.get(from..to));
        items.unwrap_or_default()
    }
}

impl<T> FromIterator<Vec<T>> for Lists<T> {
    fn from_iter<I: IntoIterator<Item = Vec<T>>>(lists: I) -> Self {
        let mut out = Self {
            starts: vec![0],
            items: Vec::new(),
        };
        for list in lists {
            out.items.extend(list);
            // More than four thousand million do not fit in any memory that an archive is built in.
            out.starts
                .push(u32::try_from(out.items.len()).unwrap_or(u32::MAX));
        }
        out.items.shrink_to_fit();
        out
    }
}

/// Everything that reports share.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Index {
    pub(super) features: Vec<Feature>,
    having: Lists<Having>,
    reports: Lists<Having>,
}

/// What is gathered of one thing: what it is called, and who has it in the order of the archive.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) name: Box<str>,
    /// True for what counts half: it says little that two share it.
    pub(super) is_common: bool,
    pub(super) reports: Vec<(u32, bool)>,
}

impl Index {
    pub(super) fn new(
        reports: &[Postmortem],
        (taxonomies, own_names, declared): (&[&[Taxonomy]], &OwnNames, &Tickets),
        weights: &Weights,
    ) -> Self {
        let count = reports.len();
        let mut gathered: Vec<(What, Gathered)> = Vec::new();
        let mut add = |what: What, all: Vec<Gathered>| {
            let several = all.into_iter().filter(|one| one.reports.len() > 1);
            gathered.extend(several.map(|one| (what, one)));
        };
        let all = || taxonomies.iter().copied().flatten();
        for (what, key, values) in TERMS {
            let taxonomy = all().find(|taxonomy| taxonomy.key == key);
            if let Some(taxonomy) = taxonomy.filter(|_| what.weight(weights) > 0) {
                add(what, terms(taxonomy, reports, values));
            }
        }
        let (found_tickets, found_links) = tickets::gather(reports, own_names, declared);
        if weights.ticket > 0 {
            add(What::Ticket, found_tickets);
        }
        if weights.title > 0 {
            add(What::Title, rare(titles(reports), count));
        }
        if weights.link > 0 {
            add(What::Link, rare(found_links, count));
        }
        if weights.word > 0 {
            add(What::Word, rare(names::gather(reports, taxonomies), count));
        }

        // Services come before words.
        let mut services: HashMap<String, u32> = HashMap::new();
        let mut features = Vec::with_capacity(gathered.len());
        let mut having: Vec<Vec<Having>> = vec![Vec::new(); count];
        let own_titles: Vec<String> = reports.iter().map(|one| lowered(&one.title)).collect();
        for (number, (what, one)) in (0_u32..).zip(gathered) {
            let weight = what.weight(weights) * rarity(count, one.reports.len());
            let is_named = matches!(what, What::Service | What::Word);
            let known = match what {
                What::Service => {
                    services.insert(identity(&one.name), number);
                    None
                }
                What::Word => services.get(&identity(&one.name)).copied(),
                _ => None,
            };
            features.push(Feature {
                what,
                name: one.name,
                weight: weight / if one.is_common { 2 } else { 1 },
                service: known,
            });
            let lower = lowered(&features[number as usize].name);
            for (report, suggested) in one.reports {
                let at = report as usize;
                let in_title = is_named && has_word(&own_titles[at], &lower);
                having[at].push(Having::new(number, suggested, in_title));
            }
        }
        let mut of_features: Vec<Vec<Having>> = vec![Vec::new(); features.len()];
        for (report, own) in having.iter_mut().enumerate() {
            keep_rarest(own, &features);
            for one in own.iter() {
                let report = u32::try_from(report).unwrap_or(u32::MAX);
                of_features[one.feature()].push(one.with_number(report));
            }
        }
        Self {
            features,
            having: having.into_iter().collect(),
            reports: of_features.into_iter().collect(),
        }
    }

    /// What a report has, in the order of the features.
    pub(super) fn having(&self, report: ReportIndex) -> &[Having] {
        self.having.of(report)
    }

    /// Who has a feature, in the order of the archive.
    pub(super) fn reports(&self, feature: usize) -> &[Having] {
        self.reports.of(feature)
    }
}

/// The values of a report under one key.
type Values = fn(&Postmortem) -> &[Facet];

/// The indexes whose terms count.
const TERMS: [(What, &str, Values); 3] = [
    (What::Service, "service", |report| &report.services),
    (What::Cause, "cause", |report| &report.causes),
    (What::Trigger, "trigger", |report| &report.triggers),
];

/// Terms that say that nothing is known.
const UNKNOWN: [&str; 9] = [
    "unknown",
    "none",
    "none-latent",
    "none/latent",
    "other",
    "undetermined",
    "unclear",
    "n-a",
    "various",
];

/// True for a term that says nothing.
pub(in super::super) fn says_nothing(id: &str) -> bool {
    UNKNOWN.contains(&id)
}

/// Groups of causes as the starter vocabulary has them: a report that states such a group alone tells a kind of cause, and no cause.
const GROUPS: [&str; 12] = [
    "capacity",
    "cascade",
    "config",
    "data",
    "dependency",
    "hardware",
    "network",
    "observability",
    "process",
    "redundancy",
    "security",
    "software",
];

/// Causes that say too little where only words suggest them: half of all reports suggest one.
const BROAD: [&str; 9] = [
    "capacity/exhaustion",
    "config/error",
    "dependency/failure",
    "hardware/failure",
    "network/failure",
    "observability/gap",
    "process/human-error",
    "security/intrusion",
    "software/defect",
];

/// True for a cause that says something only where it is stated.
pub(in super::super) fn is_broad(id: &str) -> bool {
    BROAD.contains(&id)
}

/// True for a cause that holds others: `security`, not `security/intrusion`.
pub(in super::super) fn is_wide(taxonomy: &Taxonomy, at: usize) -> bool {
    let term = &taxonomy.terms[at];
    let is_group = !term.children.is_empty() || GROUPS.contains(&&*term.id);
    taxonomy.key == "cause" && term.parent.is_none() && is_group
}

/// The terms of an index with the reports that are under each by a value of their own.
fn terms(taxonomy: &Taxonomy, reports: &[Postmortem], values: Values) -> Vec<Gathered> {
    let linking = if taxonomy.key == "service" {
        let names = taxonomy.terms.iter().map(|term| identity(&term.name));
        linking(reports, &names.zip(0..).collect(), taxonomy.terms.len())
    } else {
        Vec::new()
    };
    let of_term = |at: usize| {
        let term = &taxonomy.terms[at];
        let mut of: BTreeMap<u32, bool> = BTreeMap::new();
        for (report, value) in &term.values {
            let facet = reports.get(*report).and_then(|one| values(one).get(*value));
            let is_suggested = facet.is_some_and(|facet| facet.origin == Origin::Suggested);
            let report = u32::try_from(*report).unwrap_or(u32::MAX);
            // Of two spellings of one name the better founded counts.
            *of.entry(report).or_insert(true) &= is_suggested;
        }
        if taxonomy.key == "cause" && is_broad(&term.id) {
            of.retain(|_, is_suggested| !*is_suggested);
        }
        Gathered {
            name: full_name(&taxonomy.terms, at).into(),
            // What only words suggest may be what the archive is about: the product, the organisation that everything here links to.
            is_common: is_wide(taxonomy, at)
                || linking
                    .get(at)
                    .is_some_and(|count| *count > most(reports.len()))
                    && of.values().all(|suggested| *suggested),
            reports: of.into_iter().collect(),
        }
    };
    // Half of an archive may have been set off by a change: that says nothing of two of them, but in a handful it says a little.
    let widest = match taxonomy.key {
        "trigger" => (reports.len() / 3).max(HANDFUL),
        _ => reports.len(),
    };
    let places = 0..taxonomy.terms.len();
    places
        .filter(|at| !says_nothing(&taxonomy.terms[*at].id))
        .filter(|at| taxonomy.terms[*at].reports.len() <= widest)
        .map(of_term)
        .collect()
}

/// The titles of several words.
fn titles(reports: &[Postmortem]) -> Vec<Gathered> {
    let mut of: BTreeMap<String, Vec<(u32, bool)>> = BTreeMap::new();
    for (report, one) in reports.iter().enumerate() {
        if one.title.split_whitespace().nth(1).is_some() {
            let report = u32::try_from(report).unwrap_or(u32::MAX);
            let having = of.entry(identity(&one.title)).or_default();
            having.push((report, false));
        }
    }
    let gathered = of.into_values().map(|having| Gathered {
        name: having
            .first()
            .map_or("", |(report, _)| &reports[*report as usize].title)
            .into(),
        is_common: false,
        reports: having,
    });
    gathered.collect()
}

/// So many of the reports of an archive may have what is rare there.
pub(super) fn most(reports: usize) -> usize {
    (reports / 16).max((reports / 3).clamp(2, 4))
}

/// Leaves out what too many reports have: a link of the template, a word that everyone here uses.
fn rare(mut all: Vec<Gathered>, reports: usize) -> Vec<Gathered> {
    let most = most(reports);
    all.retain(|one| one.reports.len() <= most);
    all
}

/// True where a name stands in a text by itself, both in lower case.
fn has_word(text: &str, name: &str) -> bool {
    let is_end = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(name).any(|(at, name)| {
        let behind = &text[at + name.len()..];
        is_end(text[..at].chars().next_back()) && is_end(behind.chars().next())
    })
}

/// Keeps the rarest things of each kind.
fn keep_rarest(own: &mut Vec<Having>, features: &[Feature]) {
    let what = |one: &Having| features[one.feature()].what;
    let weight = |one: &Having| features[one.feature()].weight;
    own.sort_by_key(|one| (what(one), std::cmp::Reverse(weight(one)), one.feature()));
    let mut kept = 0;
    let mut last = None;
    own.retain(|one| {
        let kind = what(one);
        if last != Some(kind) {
            (last, kept) = (Some(kind), 0);
        }
        kept += 1;
        kept <= kind.most()
    });
    own.sort_by_key(|one| one.feature());
    own.shrink_to_fit();
}
