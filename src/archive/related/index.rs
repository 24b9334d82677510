//! The index of what reports have: for each thing the reports that have it, for each report what it has.
//!
//! Takes reports and taxonomies, gives numbers in flat lists: ten thousand reports take some megabytes. What only one report has is
//! left out, and so is what says nothing, such as an unknown cause.

use std::cell::LazyCell;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::super::ReportIndex;
use super::super::held::{Print, held};
use super::super::linked::Links;
use super::super::own_name::OwnNames;
use super::super::spelling::{identity, lowered};
use super::super::taxonomy::Taxonomy;
use super::super::tracker::Trackers;
use super::Parts;
use super::addresses::Places;
use super::feature::{Feature, Having, What};
use super::gathered::{Gathered, rare, several};
use super::terms::{TERMS, terms};
use super::weights::{Weights, is_common, rarity};
use super::{names, tickets, titles};
use crate::postmortem::Postmortem;

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

impl Index {
    pub(super) fn new(
        reports: &[Arc<Postmortem>],
        (taxonomies, own_names): (&[&[Taxonomy]], &OwnNames),
        (links, trackers): (&Links<'_>, &Trackers<'_>),
        (weights, parts): (&Weights, Option<&mut Parts>),
    ) -> Self {
        let count = reports.len();
        let (mut kept_pointed, mut kept_names, mut kept_linking) = (None, None, None);
        if let Some(parts) = parts {
            kept_pointed = Some(&mut parts.pointed);
            kept_names = Some(&mut parts.names);
            kept_linking = Some(&mut parts.linking);
        }
        let places = LazyCell::new(|| Places::of(links));
        let all = || taxonomies.iter().copied().flatten();
        let mut of_terms = Vec::with_capacity(TERMS.len());
        for (what, property) in TERMS {
            let taxonomy = all().find(|taxonomy| taxonomy.key == property.key());
            let Some(taxonomy) = taxonomy.filter(|_| what.weight(weights) > 0) else {
                continue;
            };
            let linking = (what == What::Service).then(|| {
                let names = || taxonomy.terms.iter().map(|term| &*term.name);
                let of = |print: &mut Print| {
                    print.add(trackers.print());
                    print.add_all(names());
                };
                let make =
                    || places.linking(&names().map(identity).zip(0..).collect(), names().len());
                held(kept_linking.take(), of, make)
            });
            let linking = linking.as_deref().map_or(&[][..], Vec::as_slice);
            of_terms.push((what, several(terms(taxonomy, (reports, linking), property))));
        }
        let of = |print: &mut Print| {
            print.add(trackers.print());
            print.add(own_names);
            for report in reports {
                let tickets = report.actions.iter().flat_map(|action| &action.tickets);
                print.add_all(tickets);
                print.add(&report.keywords.tickets);
            }
        };
        let pointed = held(kept_pointed, of, || {
            let (tickets, links) = tickets::gather(reports, (links, trackers), own_names);
            (several(tickets), rare(several(links), count))
        });
        let of_titles = (weights.title > 0).then(|| {
            let several = [titles::titles(reports), titles::alike(reports)].map(several);
            several.map(|all| rare(all, count))
        });
        let names = (weights.word > 0).then(|| {
            let of = |print: &mut Print| {
                print.add(trackers.print());
                print.add_all(names::called(taxonomies));
                for report in reports {
                    print.add(&report.keywords);
                    print.add_all(names::people_of(report));
                }
            };
            held(kept_names, of, || {
                rare(several(names::gather(reports, &places, taxonomies)), count)
            })
        });
        let mut lists: Vec<(What, &[Gathered])> = Vec::new();
        lists.extend(of_terms.iter().map(|(what, all)| (*what, &**all)));
        if weights.ticket > 0 {
            lists.push((What::Ticket, &pointed.0));
        }
        if let Some([same, alike]) = &of_titles {
            lists.extend([(What::Title, &**same), (What::TitleWords, alike)]);
        }
        if weights.link > 0 {
            lists.push((What::Link, &pointed.1));
        }
        lists.extend(names.iter().map(|all| (What::Word, all.as_slice())));
        let all = lists.into_iter();
        let gathered = all.flat_map(|(what, all)| all.iter().map(move |one| (what, one)));

        // Services come before words.
        let mut services: HashMap<String, u32> = HashMap::new();
        let mut features = Vec::new();
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
                name: Arc::clone(&one.name),
                weight: weight / if one.is_common { 2 } else { 1 },
                is_vague: one.is_vague,
                is_common: one.is_common || is_common(count, one.reports.len()),
                service: known,
            });
            let lower = lowered(&features[number as usize].name);
            for (report, suggested) in one.reports.iter().copied() {
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
