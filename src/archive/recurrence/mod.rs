//! What happened again: incidents of the same service with the same cause within a window of days, and those that a head says came back.
//!
//! Takes the reports with their taxonomies and what heads name, gives chains, each a list in the order of time: of a thousand reports
//! of one service and one cause there is one list and no pair. What came before a report and after it is looked up when it is asked
//! for, the nearest first. A head that calls a later incident the earlier one is told so. It makes no sentences.

mod chain;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use super::references::References;
use super::related::{Reason, What};
use super::taxonomy::Taxonomy;
use super::{Options, ReportIndex};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::postmortem::action::Status;
use crate::postmortem::{Postmortem, Precision};
use crate::source::Span;

pub use chain::Chain;

/// So many of a chain are looked at before a report, and so many behind it.
const MOST: usize = 200;
/// So many at least of each chain, where a report is in many.
const LEAST: usize = 4;

/// When an incident was: its day, and its start in the time of its zone where that is known.
type Time = (Date, Option<DateTime>);

/// Keys of heads of which not every name was taken, by their reports.
pub(super) type Refused = BTreeSet<(ReportIndex, Span)>;

/// All chains.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recurrence {
    /// So many days later at most it is the same thing again.
    days: u32,
    chains: Vec<Chain>,
    /// For each report the chains that it is in.
    of: Vec<Vec<u32>>,
    /// For each report when it was.
    times: Vec<Option<Time>>,
    /// For each report those that its head names, in the order of the head.
    named: Vec<Vec<ReportIndex>>,
    /// For each report those whose heads name it, in the archive's order.
    named_by: Vec<Vec<ReportIndex>>,
    /// For each report its actions that are still to be done.
    open: BTreeMap<ReportIndex, Vec<usize>>,
    /// By the key of an index and the number of a term, its chains, the longest first.
    by_term: BTreeMap<(&'static str, usize), Vec<u32>>,
}

/// The incidents before or behind one that were the same thing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Again {
    /// Those that a head names, then the others, the nearest first.
    pub incidents: Vec<Incident>,
    /// How many others there are.
    pub more: usize,
    /// True where there may be more than that.
    pub is_least: bool,
}

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// The report.
    pub report: ReportIndex,
    /// How many days lie between, where both days are known.
    pub days: Option<u32>,
    /// True where nobody stated it: service or cause are only suggested.
    pub suggested: bool,
    /// What tells that it is the same thing.
    pub reasons: Vec<Reason>,
    /// The earlier of the two: [`Recurrence::open`] tells which of its actions are still to be done.
    pub earlier: ReportIndex,
}

/// Which way is looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// At what came before.
    Before,
    /// At what came behind.
    After,
}

impl Recurrence {
    /// Finds the chains; gives with them the keys of heads of which not every name was taken.
    pub(super) fn new(
        reports: &[Arc<Postmortem>],
        taxonomies: &[&[Taxonomy]],
        references: &References,
        options: &Options,
        diagnostics: &mut Diagnostics,
    ) -> (Self, Refused) {
        let times: Vec<Option<Time>> = reports.iter().map(|report| time_of(report)).collect();
        let (named, refused) = named(reports, references, &times, diagnostics);
        let mut named_by = vec![Vec::new(); reports.len()];
        for (from, targets) in named.iter().enumerate() {
            for to in targets {
                named_by[*to].push(from);
            }
        }
        let chains = match options.recurrence_days {
            0 => Vec::new(),
            days => chain::find(reports, taxonomies, &times, days),
        };
        let mut of = vec![Vec::new(); reports.len()];
        let mut by_term: BTreeMap<(&'static str, usize), Vec<u32>> = BTreeMap::new();
        for (number, chain) in (0..).zip(&chains) {
            for report in chain.reports() {
                of[report].push(number);
            }
            for term in [("service", chain.service), ("cause", chain.cause)] {
                by_term.entry(term).or_default().push(number);
            }
        }
        for list in by_term.values_mut() {
            list.sort_by_key(|number| {
                let chain = &chains[*number as usize];
                (chain.is_suggested, std::cmp::Reverse(chain.times), *number)
            });
        }
        let is_open = |status: Status| matches!(status, Status::Open | Status::InProgress);
        let open = reports.iter().enumerate().filter_map(|(at, report)| {
            let actions = report.actions.iter().enumerate();
            let open = actions.filter(|(_, action)| is_open(action.status));
            let open: Vec<usize> = open.map(|(place, _)| place).collect();
            (!open.is_empty()).then_some((at, open))
        });
        let found = Self {
            days: options.recurrence_days,
            open: open.collect(),
            chains,
            of,
            times,
            named,
            named_by,
            by_term,
        };
        (found, refused)
    }

    /// The actions of a report that are still to be done: indexes into its list.
    pub fn open(&self, report: ReportIndex) -> &[usize] {
        self.open.get(&report).map_or(&[], Vec::as_slice)
    }

    /// So many days later at most it is the same thing again; 0 where only heads say so.
    pub fn days(&self) -> u32 {
        self.days
    }

    /// All chains, in the order of services and causes.
    pub fn chains(&self) -> impl ExactSizeIterator<Item = &Chain> {
        self.chains.iter()
    }

    /// Each report with each that its head names, in the archive's order.
    pub fn named(&self) -> impl Iterator<Item = (ReportIndex, ReportIndex)> {
        let each = self.named.iter().enumerate();
        each.flat_map(|(later, earlier)| earlier.iter().map(move |earlier| (later, *earlier)))
    }

    /// True where a chain has an incident before that of a report, or behind it.
    pub fn has_near(&self, chain: &Chain, report: ReportIndex, way: Way) -> bool {
        !chain.near(report, &self.times, way, 1).members.is_empty()
    }

    /// True where a report and one before it state the service and the cause of a chain.
    pub fn is_stated(&self, chain: &Chain, report: ReportIndex) -> bool {
        chain.is_stated_before(report, &self.times)
    }

    /// The chains of a term of an index, the stated first, of these the longest.
    pub fn of_term(&self, key: &'static str, term: usize) -> impl ExactSizeIterator<Item = &Chain> {
        let none: &[u32] = &[];
        let numbers = self.by_term.get(&(key, term)).map_or(none, Vec::as_slice);
        numbers.iter().map(|number| &self.chains[*number as usize])
    }

    /// What was the same thing before a report, or behind it; at most so many besides those that a head names.
    pub fn of(&self, report: ReportIndex, way: Way, most: usize) -> Again {
        let Some(chains) = self.of.get(report) else {
            return Again::default();
        };
        let named = match way {
            Way::Before => &self.named[report],
            Way::After => &self.named_by[report],
        };
        let mut seen: BTreeSet<ReportIndex> = named.iter().copied().collect();
        let mut is_least = false;
        let each = (MOST / chains.len().max(1)).max(LEAST);
        let mut found: BTreeMap<ReportIndex, Vec<Shared>> = BTreeMap::new();
        for number in chains {
            let chain = &self.chains[*number as usize];
            let near = chain.near(report, &self.times, way, each);
            is_least |= near.is_cut;
            for (other, suggested) in near.members {
                found.entry(other).or_default().push(Shared {
                    chain: *number,
                    suggested,
                });
            }
        }
        let mut order: Vec<ReportIndex> = found.keys().copied().collect();
        order.retain(|other| !seen.contains(other));
        order.sort_by_key(|other| (self.days_between(report, *other), *other));
        seen.extend(&order);
        // What a head names is always listed: somebody wrote it so that it be seen.
        let listed = named.iter().chain(order.iter().take(most));
        let incidents: Vec<Incident> = listed
            .enumerate()
            .map(|(place, other)| {
                let is_named = place < named.len();
                let shared = found.get(other).map_or(&[][..], Vec::as_slice);
                self.incident((report, *other), way, is_named, shared)
            })
            .collect();
        Again {
            more: seen.len() - incidents.len(),
            is_least,
            incidents,
        }
    }

    fn incident(
        &self,
        (report, other): (ReportIndex, ReportIndex),
        way: Way,
        is_named: bool,
        shared: &[Shared],
    ) -> Incident {
        let mut reasons = Vec::new();
        if is_named {
            reasons.push(Reason::Recurs);
        }
        for what in [What::Service, What::Cause] {
            for suggested in [false, true] {
                let of = shared
                    .iter()
                    .filter(|one| one.is_suggested(what) == suggested);
                let names = of.map(|one| self.chains[one.chain as usize].name(what).to_owned());
                let names: BTreeSet<String> = names.collect();
                if !names.is_empty() {
                    let names = names.into_iter().collect();
                    reasons.push(Reason::Shared {
                        what,
                        suggested,
                        names,
                    });
                }
            }
        }
        let earlier = match way {
            Way::Before => other,
            Way::After => report,
        };
        Incident {
            report: other,
            days: self.days_between(report, other),
            suggested: !is_named && shared.iter().all(|one| one.suggested != [false; 2]),
            reasons,
            earlier,
        }
    }

    fn days_between(&self, report: ReportIndex, other: ReportIndex) -> Option<u32> {
        let day = |at: ReportIndex| self.times.get(at).copied().flatten().map(|(day, _)| day);
        Some(days_between(day(report)?, day(other)?))
    }
}

/// How two reports are in one chain: which, and whether its service and its cause are only suggested in one of them.
#[derive(Debug, Clone, Copy)]
struct Shared {
    chain: u32,
    suggested: [bool; 2],
}

impl Shared {
    fn is_suggested(self, what: What) -> bool {
        self.suggested[usize::from(what == What::Cause)]
    }
}

/// When an incident was; of a report that only tells the month or the year nobody knows. A start without a zone comes before no other.
fn time_of(report: &Postmortem) -> Option<Time> {
    let day = report.exact_day()?;
    let start = report.occurred.start.as_ref();
    let start = start.filter(|start| start.precision < Precision::Day);
    let start = start.and_then(|start| {
        let offset = jiff::SignedDuration::from_secs(start.offset?.into());
        Some(start.local.saturating_sub(offset))
    });
    Some((day, start))
}

/// The days between two days, whichever comes first.
fn days_between(one: Date, other: Date) -> u32 {
    let days = one.until(other).map_or(0, |span| span.get_days());
    days.unsigned_abs()
}

/// For each report those that its head names and that were no later; what is wrong with the others is told, and their keys are given.
fn named(
    reports: &[Arc<Postmortem>],
    references: &References,
    times: &[Option<Time>],
    diagnostics: &mut Diagnostics,
) -> (Vec<Vec<ReportIndex>>, Refused) {
    let all = references.recurs.iter().enumerate();
    let pairs: BTreeSet<(ReportIndex, ReportIndex)> = all
        .flat_map(|(from, targets)| targets.iter().map(move |(to, _)| (from, *to)))
        .collect();
    let day = |at: ReportIndex| times.get(at).copied().flatten().map(|(day, _)| day);
    let mut out = vec![Vec::new(); reports.len()];
    let mut refused = Refused::new();
    for (from, targets) in references.recurs.iter().enumerate() {
        for (to, span) in targets {
            let path = &reports[*to].path;
            let later = day(*to).filter(|other| day(from).is_some_and(|own| *other > own));
            let is_earlier = day(*to).zip(day(from)).is_some_and(|(a, b)| a < b);
            let message = if let Some(later) = later {
                format!("`recurs` names `{path}`, which happened later, on {later}")
            } else if pairs.contains(&(*to, from)) && !is_earlier {
                format!("`recurs` names `{path}`, whose head names this report in turn")
            } else {
                out[from].push(*to);
                continue;
            };
            let told = Diagnostic::warning("recurs-later", message)
                .help("write `recurs` into the head of the later report, with the name of the earlier one");
            diagnostics.push(told.at(&reports[from].path, *span));
            refused.insert((from, *span));
        }
    }
    (out, refused)
}

#[cfg(test)]
mod tests;
