//! Which of the names that reports bring forward become services: decided once, for all of them.
//!
//! Takes the reports with their candidates, gives those that state no service the surest ones as suggestions. A name that several
//! reports bring forward is surer there; one that nearly all of them do (the product, the organisation) is no surer for that. Where
//! nothing is sure enough, a name that the archive knows for certain serves, or the one thing that was said to be in trouble.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::spelling::identity;
use crate::facet::Property;
use crate::postmortem::{Candidate, Facet, Origin, Postmortem};
use crate::source::Span;

/// So much must speak for a service.
const NEEDED: f32 = 2.0;
/// At most so many are suggested for a report.
const MOST: usize = 4;
/// What has less of the surest one's weight is left out.
const SHARE: f32 = 0.34;
/// What the surest one has above this does not speak against the others.
const ENOUGH: f32 = 8.0;
/// What each further report that brings a name forward adds to its weight, as a share of it.
const AGAIN: f32 = 0.2;
/// No more reports than these add to it.
const MOST_AGAIN: usize = 4;

/// What has less does not count as brought forward.
const BROUGHT: f32 = 0.8;
/// In so many other reports an unsure name must be a sure one.
const CONFIRMED: usize = 2;
/// What that makes of its weight.
const CONFIRMS: f32 = 1.5;

/// So much must speak for a name where nothing speaks more, and no other report is sure of it.
const ALONE: f32 = 1.3;
/// So much for one that other reports are sure of.
const KNOWN: f32 = 0.35;
/// At most so many such names are suggested.
const MOST_UNCERTAIN: usize = 2;

/// So many other reports must be sure of a name that a title has, where nothing at all speaks for a service.
const KNOWN_BY: usize = 3;
/// A word of a title with fewer letters is looked up nowhere.
const SHORTEST: usize = 4;

/// In how many reports a name is brought forward.
#[derive(Default)]
struct Count {
    all: usize,
    sure: usize,
}

/// A candidate with what speaks for it once the archive is asked.
struct Weighed {
    weight: f32,
    /// True where other reports are sure of it.
    is_known: bool,
    candidate: Candidate,
}

/// Suggests services for the reports that state none.
pub(super) fn suggest(reports: &mut [Arc<Postmortem>]) {
    let counts = counts(reports);
    // In a handful of reports nothing is everywhere.
    let everywhere = (reports.len() * 6).div_ceil(10).max(4);
    for report in reports {
        if !report.facets[Property::Service].is_empty() {
            // Nobody asks for them any more; where somebody remembers the report, they stay.
            if let Some(report) = Arc::get_mut(report) {
                report.candidates = Vec::new();
            }
            continue;
        }
        let candidates = match Arc::get_mut(report) {
            Some(report) => std::mem::take(&mut report.candidates),
            None => report.candidates.clone(),
        };
        let weigh = |candidate: Candidate| {
            let count = counts.get(&identity(&candidate.facet.name));
            let (all, sure) = count.map_or((1, 0), |count| (count.all, count.sure));
            let again = if all < everywhere {
                all.saturating_sub(1).min(MOST_AGAIN)
            } else {
                0
            };
            let mut weight =
                candidate.weight * (1.0 + AGAIN * f32::from(u8::try_from(again).unwrap_or(0)));
            let is_known = sure >= CONFIRMED;
            if !candidate.is_sure {
                weight *= if is_known { CONFIRMS } else { 0.0 };
            }
            Weighed {
                weight,
                is_known,
                candidate,
            }
        };
        let mut weighed: Vec<Weighed> = candidates.into_iter().map(weigh).collect();
        weighed.sort_by(|a, b| {
            let by_name = || a.candidate.facet.name.cmp(&b.candidate.facet.name);
            b.weight.total_cmp(&a.weight).then_with(by_name)
        });
        let top = weighed.first().map_or(0.0, |best| best.weight);
        let mut services = if top >= NEEDED {
            let least = NEEDED.max(top.min(ENOUGH) * SHARE);
            named(weighed, MOST, |one| one.weight >= least)
        } else {
            named(weighed, MOST_UNCERTAIN, |one| {
                one.weight >= if one.is_known { KNOWN } else { ALONE }
            })
        };
        if services.is_empty() {
            services = of_title(&report.title, &counts);
        }
        if !services.is_empty() {
            Arc::make_mut(report).facets[Property::Service] = services;
        }
    }
}

/// The names of a title that other reports are sure of: `Orders`, also where they know it as `orders.example`.
fn of_title(title: &str, counts: &BTreeMap<String, Count>) -> Vec<Facet> {
    let words = title.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '.'));
    let is_sure = |count: &Count| count.sure >= KNOWN_BY;
    let known = |word: &str| {
        let own = identity(word);
        if counts.get(&own).is_some_and(is_sure) {
            return Some(word.to_owned());
        }
        let host = format!("{own}.");
        let hosts = counts
            .range(host.clone()..)
            .take_while(|(name, _)| name.starts_with(&host));
        let mut sure = hosts.filter(|(_, count)| is_sure(count));
        sure.next().map(|(name, _)| name.clone())
    };
    let names = words
        .filter(|word| word.len() >= SHORTEST)
        .filter_map(known);
    let facet = |name| Facet {
        name,
        origin: Origin::Suggested,
        evidence: Some(title.trim().to_owned()),
        span: Span::default(),
    };
    names.take(1).map(facet).collect()
}

/// The first names that are good enough.
fn named(weighed: Vec<Weighed>, most: usize, is_enough: impl Fn(&Weighed) -> bool) -> Vec<Facet> {
    weighed
        .into_iter()
        .filter(is_enough)
        .map(|one| one.candidate.facet)
        .take(most)
        .collect()
}

fn counts(reports: &[Arc<Postmortem>]) -> BTreeMap<String, Count> {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for report in reports {
        let mut names: BTreeMap<String, bool> = BTreeMap::new();
        for candidate in report.candidates.iter().filter(|one| one.weight >= BROUGHT) {
            let is_sure = candidate.is_sure && candidate.weight >= NEEDED;
            *names.entry(identity(&candidate.facet.name)).or_default() |= is_sure;
        }
        names.extend(
            report.facets[Property::Service]
                .iter()
                .map(|facet| (identity(&facet.name), true)),
        );
        for (name, is_sure) in names {
            let count = counts.entry(name).or_default();
            count.all += 1;
            count.sure += usize::from(is_sure);
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::fixture::report;

    fn candidate(name: &str, weight: f32, is_sure: bool) -> Candidate {
        Candidate {
            facet: Facet {
                name: name.to_owned(),
                origin: Origin::Suggested,
                evidence: None,
                span: Span::default(),
            },
            weight,
            is_sure,
        }
    }

    /// What is suggested for the last of the reports with these candidates.
    fn of_last(all: &[&[(&str, f32, bool)]]) -> Vec<String> {
        let mut reports: Vec<Postmortem> =
            all.iter().map(|_| report("a.md", "", Vec::new())).collect();
        for (report, candidates) in reports.iter_mut().zip(all) {
            report.candidates = candidates
                .iter()
                .map(|(name, weight, is_sure)| candidate(name, *weight, *is_sure))
                .collect();
        }
        let mut reports: Vec<Arc<Postmortem>> = reports.into_iter().map(Arc::new).collect();
        suggest(&mut reports);
        let last = reports.pop().expect("a report");
        let names = last.facets[Property::Service]
            .iter()
            .map(|facet| facet.name.clone());
        names.collect()
    }

    #[test]
    fn the_surest_name_stands_first_and_weak_ones_go() {
        let all: &[&[(&str, f32, bool)]] = &[&[
            ("Ledger", 2.5, true),
            ("Orders", 5.0, true),
            ("hub", 1.5, true),
        ]];
        assert_eq!(of_last(all), ["Orders", "Ledger"]);
    }

    #[test]
    fn a_very_sure_name_leaves_room_for_a_sure_one() {
        let all: &[&[(&str, f32, bool)]] = &[&[
            ("Orders", 14.0, true),
            ("Ledger", 3.0, true),
            ("Tally", 2.2, true),
        ]];
        assert_eq!(of_last(all), ["Orders", "Ledger"]);
    }

    #[test]
    fn where_nothing_is_sure_the_best_serves() {
        assert_eq!(
            of_last(&[&[("hub", 1.5, true), ("Ledger", 0.6, true)]]),
            ["hub"]
        );
        assert!(of_last(&[&[("hub", 1.0, true), ("ledger", 1.9, false)]]).is_empty());
    }

    #[test]
    fn where_nothing_is_sure_a_name_of_two_other_reports_serves() {
        let sure: &[(&str, f32, bool)] = &[("Arcade", 4.0, true)];
        let mentioned: &[(&str, f32, bool)] = &[("arcade", 0.5, false), ("Ledger", 0.5, true)];
        assert_eq!(of_last(&[sure, sure, mentioned]), ["arcade"]);
        assert!(of_last(&[sure, mentioned]).is_empty());
    }
}
