//! One chain: reports of the same service with the same cause, none further from the one before it than the window allows.
//!
//! Takes the terms of the reports and their times, gives chains. A head may list thousands of services and causes, of which only the
//! first few make chains: a report of everything recurs with everything.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use super::super::ReportIndex;
use super::super::related::{What, is_broad, is_common, is_wide, says_nothing};
use super::super::spelling::identity;
use super::super::taxonomy::{Taxonomy, full_name};
use super::{Time, Way, days_between};
use crate::facet::Property;
use crate::postmortem::{Origin, Postmortem};

/// So many services and so many causes of a report make chains.
const MOST: usize = 8;

/// One chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// The number of the service among the terms of its index.
    pub service: usize,
    /// The number of the cause among the terms of its index.
    pub cause: usize,
    /// How often it happened: as often on a day as reports of it name different starts, and once at least.
    pub times: usize,
    /// True where no two of its reports state both.
    pub is_suggested: bool,
    names: [Box<str>; 2],
    /// The place of the first that states both.
    first_stated: Option<usize>,
    /// The oldest first.
    members: Vec<Member>,
}

/// A report in a chain.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Member {
    report: u32,
    /// Whether its service is only suggested, and whether its cause is.
    suggested: [bool; 2],
}

/// Those near to a report in a chain.
#[derive(Debug, Default)]
pub(super) struct Near {
    /// Each with whether service and cause are only suggested in one of the two.
    pub(super) members: Vec<(ReportIndex, [bool; 2])>,
    /// True where there are more.
    pub(super) is_cut: bool,
}

impl Chain {
    /// The reports, the oldest first.
    pub fn reports(&self) -> impl DoubleEndedIterator<Item = ReportIndex> {
        self.members.iter().map(|member| member.report as usize)
    }

    /// What its service or its cause is called.
    pub(super) fn name(&self, what: What) -> &str {
        &self.names[usize::from(what == What::Cause)]
    }

    /// At most so many reports before one or behind it, the nearest first. Those of the same day count only where both starts are known.
    pub(super) fn near(
        &self,
        report: ReportIndex,
        times: &[Option<Time>],
        way: Way,
        most: usize,
    ) -> Near {
        let time = |at: usize| times.get(at).copied().flatten();
        let own = time(report).and_then(|own| Some((own, self.place(report, times)?)));
        let Some(((day, start), place)) = own else {
            return Near::default();
        };
        let all = &self.members;
        let before = self.before((day, start), times);
        let order_of = |member: &Member| time(member.report as usize).map(order);
        let same_day = start.map_or(0..0, |_| {
            let own = Some(order((day, start)));
            let end = Some((day, true, None));
            let behind = all.partition_point(|member| order_of(member) <= own);
            behind..all.partition_point(|member| order_of(member) < end)
        });
        let later = all.partition_point(|member| {
            time(member.report as usize).is_some_and(|(other, _)| other <= day)
        });
        let (near, count): (Vec<&Member>, usize) = match way {
            Way::Before => {
                let near = all[..before].iter().rev().take(most);
                (near.collect(), before)
            }
            Way::After => {
                let count = same_day.len() + all.len() - later;
                let near = all[same_day].iter().chain(&all[later..]).take(most);
                (near.collect(), count)
            }
        };
        let suggested = all[place].suggested;
        let members = near.into_iter().map(|member| {
            let either = |at: usize| suggested[at] || member.suggested[at];
            (member.report as usize, [either(0), either(1)])
        });
        Near {
            members: members.collect(),
            is_cut: count > most,
        }
    }

    /// How many came before that time: without a start nobody knows what of its day did.
    fn before(&self, (day, start): Time, times: &[Option<Time>]) -> usize {
        let bound = start.map_or((day, false, None), |_| order((day, start)));
        let time = |member: &Member| times.get(member.report as usize).copied().flatten();
        self.members
            .partition_point(|member| time(member).map(order) < Some(bound))
    }

    /// True where a report and one before it state both.
    pub(super) fn is_stated_before(&self, report: ReportIndex, times: &[Option<Time>]) -> bool {
        let own = times.get(report).copied().flatten();
        let Some((time, place)) = own.zip(self.place(report, times)) else {
            return false;
        };
        let first = self
            .first_stated
            .filter(|first| *first < self.before(time, times));
        self.members[place].suggested == [false; 2] && first.is_some()
    }

    /// The place of a report.
    fn place(&self, report: ReportIndex, times: &[Option<Time>]) -> Option<usize> {
        let key = |at: usize| (times.get(at).copied().flatten().map(order), at);
        let by_key = |member: &Member| key(member.report as usize);
        self.members.binary_search_by_key(&key(report), by_key).ok()
    }
}

/// Reports in the order of time: of one day those that name their start come first.
type Order = (Date, bool, Option<DateTime>);

fn order((day, start): Time) -> Order {
    (day, start.is_none(), start)
}

/// A term of a report, and whether it is only suggested.
type OwnTerm = (usize, bool);

/// Every chain of two times and more, in the order of services and causes.
pub(super) fn find(
    reports: &[Arc<Postmortem>],
    taxonomies: &[&[Taxonomy]],
    times: &[Option<Time>],
    days: u32,
) -> Vec<Chain> {
    let find = |property: Property| {
        let mut all = taxonomies.iter().copied().flatten();
        all.find(|taxonomy| taxonomy.key == property.key())
    };
    let (Some(services), Some(causes)) = (find(Property::Service), find(Property::Cause)) else {
        return Vec::new();
    };
    let services_of = own_terms(services, reports, Property::Service);
    let causes_of = own_terms(causes, reports, Property::Cause);
    let mut order_of_time: Vec<(Order, ReportIndex)> = times
        .iter()
        .enumerate()
        .filter_map(|(at, time)| Some((order((*time)?), at)))
        .collect();
    order_of_time.sort_unstable();
    let names = |taxonomy: &Taxonomy| -> Vec<String> {
        let terms = taxonomy.terms.iter();
        terms.map(|term| identity(&term.name)).collect()
    };
    let (service_names, cause_names) = (names(services), names(causes));
    let mut lists: BTreeMap<(usize, usize), Vec<Member>> = BTreeMap::new();
    for (_, at) in order_of_time {
        for (service, service_suggested) in &services_of[at] {
            for (cause, cause_suggested) in &causes_of[at] {
                // A service that is only suggested by the words that tell the cause is the same ground once more.
                if *service_suggested && service_names[*service] == cause_names[*cause] {
                    continue;
                }
                let list = lists.entry((*service, *cause)).or_default();
                list.push(Member {
                    report: u32::try_from(at).unwrap_or(u32::MAX),
                    suggested: [*service_suggested, *cause_suggested],
                });
            }
        }
    }
    let mut chains = Vec::new();
    for ((service, cause), list) in lists {
        let day = |member: &Member| times[member.report as usize].map(|(day, _)| day);
        let is_near = |a: &Member, b: &Member| {
            let both = day(a).zip(day(b));
            both.is_some_and(|(a, b)| days_between(a, b) <= days)
        };
        for members in list.chunk_by(is_near) {
            let times = times_of(members, times);
            if times < 2 {
                continue;
            }
            let is_stated = |one: &Member| one.suggested == [false; 2];
            chains.push(Chain {
                service,
                cause,
                times,
                is_suggested: members.iter().filter(|one| is_stated(one)).count() < 2,
                first_stated: members.iter().position(is_stated),
                names: [
                    full_name(&services.terms, service).into(),
                    full_name(&causes.terms, cause).into(),
                ],
                members: members.to_vec(),
            });
        }
    }
    chains
}

/// How often it happened: of one day those with and without a start may be one time.
fn times_of(members: &[Member], times: &[Option<Time>]) -> usize {
    let mut days: BTreeMap<Date, BTreeSet<DateTime>> = BTreeMap::new();
    for (day, start) in members.iter().filter_map(|one| times[one.report as usize]) {
        days.entry(day).or_default().extend(start);
    }
    days.values().map(|starts| starts.len().max(1)).sum()
}

/// For each report the terms that it has by values of its own, the stated first; at most so many as make chains.
fn own_terms(
    taxonomy: &Taxonomy,
    reports: &[Arc<Postmortem>],
    property: Property,
) -> Vec<Vec<OwnTerm>> {
    let mut found: Vec<Vec<(bool, usize, usize)>> = vec![Vec::new(); reports.len()];
    for (number, term) in taxonomy.terms.iter().enumerate() {
        // Whoever states `security` and no more calls two things of a kind so, not the same thing.
        if says_nothing(&term.id) || is_wide(taxonomy, number) {
            continue;
        }
        let is_weak = match taxonomy.key {
            "cause" => is_broad(&term.id),
            _ => is_common(reports.len(), term.reports.len()),
        };
        for (report, value) in &term.values {
            let facet = reports.get(*report);
            let facet = facet.and_then(|one| one.facets[property].get(*value));
            let is_suggested = facet.is_some_and(|facet| facet.origin == Origin::Suggested);
            if !(is_suggested && is_weak) {
                found[*report].push((is_suggested, *value, number));
            }
        }
    }
    let first = |mut all: Vec<(bool, usize, usize)>| {
        all.sort_unstable();
        let mut out: Vec<OwnTerm> = Vec::new();
        for (is_suggested, _, number) in all {
            if out.len() < MOST && out.iter().all(|(known, _)| *known != number) {
                out.push((number, is_suggested));
            }
        }
        out
    };
    found.into_iter().map(first).collect()
}
