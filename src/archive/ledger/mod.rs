//! The action ledger: what all reports promise, what is still open, and what was promised again.
//!
//! Takes the reports, gives every action once, in the order in which somebody has to look at them: what is open first, and the oldest
//! first. States from a tracker are put into the reports themselves, so that everybody who asks has the same. It knows no page and no
//! clock: ages are counted to a day that is given, or to that of the newest report.

mod again;
mod age;
mod counts;
mod overlay;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};
use jiff::civil::Date;

use super::held::{Held, Print, held};
use super::{ReportIndex, tracker};
use crate::diagnostic::Diagnostics;
use crate::document::ticket::Tickets;
use crate::postmortem::Postmortem;
use crate::postmortem::action::{Action, Status};

pub use super::tracker::addresses;
pub use again::By;
pub use age::Counted;
pub use counts::Counts;
pub use overlay::{Named, Overlay, Row};
use words::Wording;

/// What the ledger wants to know of the configuration.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// The kinds of tickets.
    pub tickets: Tickets,
    /// States from elsewhere.
    pub overlay: Option<Overlay>,
    /// The day of the build, where somebody says so.
    pub built: Option<Date>,
    /// True where neither page nor data show the ledger: then only the states of the overlay are put into the reports.
    pub is_hidden: bool,
}

/// What is kept of the actions of an archive for the next one.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The actions of each ticket, by their numbers.
    tickets: Held<Vec<Vec<usize>>>,
    /// Those in nearly the same words.
    words: Held<Vec<Vec<usize>>>,
}

/// All actions of an archive.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Ledger {
    /// The actions: those that are not over, those of which nothing tells, those that are; each part with the oldest first, those of
    /// reports without a day last.
    pub items: Vec<Item>,
    /// Where the first part of them ends, and the second.
    ends: (usize, usize),
    /// How many actions of each report are in which state.
    counts: Vec<Counts>,
    /// The items of each report: where its own begin in `of_reports`.
    starts: Vec<usize>,
    of_reports: Vec<usize>,
    /// The day to which ages are counted.
    pub day: Option<Counted>,
}

/// A part of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// To be done, or begun.
    Open,
    /// Nothing tells how far they are.
    Untold,
    /// Done, or dropped.
    Over,
}

/// One action of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its place.
    pub place: Place,
    /// How many days it is old; none where of its report no day is known, or one after that to which ages are counted.
    pub age: Option<u32>,
    /// True where it is open, and the day until which it should be done lies before that to which ages are counted. Of what nobody
    /// knows whether it is done nobody says that it is late.
    pub is_overdue: bool,
    /// The state that its report tells, where the overlay says another.
    pub told: Option<Status>,
    /// Who does it by its report, where the overlay says somebody else.
    pub owner_told: Option<Box<str>>,
    /// Where it was promised again, in the next later incident that did.
    pub again: Option<Again>,
    /// Where it had been promised, in the last earlier incident that did.
    pub before: Option<Again>,
}

/// Another item that is the same promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// Its index in [`Ledger::items`].
    pub item: usize,
    /// Why it is the same.
    pub by: By,
}

/// Where an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// In which report.
    pub report: ReportIndex,
    /// Which of its actions it is.
    pub action: usize,
}

impl Place {
    /// The report.
    pub fn report(self, reports: &[Arc<Postmortem>]) -> &Postmortem {
        &reports[self.report]
    }

    /// The action.
    pub fn action(self, reports: &[Arc<Postmortem>]) -> &Action {
        &reports[self.report].actions[self.action]
    }

    /// The name of the action in the whole archive: that of its report, and its own.
    pub fn id(self, reports: &[Arc<Postmortem>]) -> String {
        [&*self.report(reports).path, "#", &self.action(reports).id].concat()
    }
}

/// What reports promise, what of it is the same, and what the overlay says of it.
#[derive(Debug, Default)]
pub(super) struct Promises {
    places: Vec<Place>,
    /// What was promised again, for each; nothing where the ledger is hidden.
    chains: Vec<again::Chain>,
    said: overlay::Said,
}

impl Promises {
    /// Gathers those of all reports.
    pub(super) fn of(
        reports: &[Arc<Postmortem>],
        trackers: &tracker::Trackers<'_>,
        (options, parts): (&Options, Option<&mut Parts>),
        diagnostics: &mut Diagnostics,
    ) -> Self {
        if options.is_hidden && options.overlay.is_none() {
            return Self::default();
        }
        let places: Vec<Place> = (reports.iter().enumerate())
            .flat_map(|(report, own)| {
                (0..own.actions.len()).map(move |action| Place { report, action })
            })
            .collect();
        let (mut of_tickets, mut of_words) = (None, None);
        if let Some(parts) = parts {
            (of_tickets, of_words) = (Some(&mut parts.tickets), Some(&mut parts.words));
        }
        let mut said = overlay::Said::default();
        let mut groups = None;
        if let Some(overlay) = &options.overlay {
            let ticketed = tickets(reports, &places, trackers);
            let names = overlay::Names {
                reports,
                places: &places,
                tickets: &ticketed.tickets,
                numbers: &ticketed.numbers,
                led: &ticketed.led,
            };
            said = overlay::read(overlay, &names, diagnostics);
            groups = Some(Arc::new(ticketed.groups()));
        }
        let mut chains = Vec::new();
        if !options.is_hidden {
            let actions = || places.iter().map(|place| place.action(reports));
            let groups = groups.unwrap_or_else(|| {
                let of = |print: &mut Print| {
                    print.add(trackers.print());
                    let named = actions().map(|action| (&action.tickets, &action.links));
                    print.add_all(places.iter().map(|place| place.report).zip(named));
                };
                held(of_tickets, of, || {
                    tickets(reports, &places, trackers).groups()
                })
            });
            let wordings = || actions().map(Wording::of);
            let of = |print: &mut Print| print.add_all(wordings());
            let of_words = held(of_words, of, || words::groups(wordings()));
            chains = self::chains(reports, &places, &groups, &of_words);
        }
        Self {
            places,
            chains,
            said,
        }
    }
}

impl Ledger {
    /// Puts the states of the overlay into the reports, and lists what they promise.
    pub(super) fn new(
        reports: &mut [Arc<Postmortem>],
        promises: Promises,
        options: &Options,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let Promises {
            places,
            chains,
            said,
        } = promises;
        let mut told: Vec<Option<Status>> = vec![None; places.len()];
        let mut owners_told: BTreeMap<usize, Box<str>> = BTreeMap::new();
        for (at, (status, owner)) in said.of {
            let Place { report, action } = places[at];
            let known = &reports[report].actions[action];
            let is_other_owner = owner.is_some() && known.owner != owner;
            if known.status == status && !is_other_owner {
                continue;
            }
            let action = &mut Arc::make_mut(&mut reports[report]).actions[action];
            if action.status != status {
                told[at] = Some(std::mem::replace(&mut action.status, status));
            }
            if is_other_owner {
                let own = std::mem::replace(&mut action.owner, owner);
                owners_told.extend(own.map(|own| (at, own.into_boxed_str())));
            }
        }
        if options.is_hidden {
            return Self::default();
        }
        let day = age::counted(reports, options.built, diagnostics);
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by_cached_key(|at| {
            let place = places[*at];
            let rank = match place.action(reports).status {
                Status::Open | Status::InProgress => 0,
                Status::Unknown => 1,
                Status::Done | Status::Dropped => 2,
            };
            let own = place.report(reports).day();
            // Reports stand with the newest first, those of one day by their paths.
            (rank, own.is_none(), own, place)
        });
        let is_left = |at: &usize| !places[*at].action(reports).status.is_over();
        let is_open = |at: &usize| is_left(at) && !is_untold(places[*at].action(reports));
        let ends = (
            order.partition_point(is_open),
            order.partition_point(is_left),
        );
        // Where each action is in that order.
        let mut at_end = vec![0; places.len()];
        for (new, old) in order.iter().enumerate() {
            at_end[*old] = new;
        }
        let moved = |own: usize, again: Option<Again>| {
            again.map(|Again { item, by }| Again {
                item: at_end[item],
                by: match by {
                    By::Words if is_same(reports, places[own], places[item]) => By::SameWords,
                    by => by,
                },
            })
        };
        let is_overdue = |action: &Action| {
            let due = action.due.as_ref().and_then(|due| due.date);
            let late = due.zip(day).is_some_and(|(due, day)| due < day.day());
            late && matches!(action.status, Status::Open | Status::InProgress)
        };
        let items = order.iter().map(|at| Item {
            place: places[*at],
            age: day.and_then(|day| age::age(places[*at].report(reports), day.day())),
            is_overdue: is_overdue(places[*at].action(reports)),
            told: told[*at],
            owner_told: owners_told.remove(at),
            again: moved(*at, chains[*at].next),
            before: moved(*at, chains[*at].last),
        });
        let items: Vec<Item> = items.collect();
        let (starts, of_reports) = by_report(reports.len(), &items);
        Self {
            counts: reports.iter().map(|report| Counts::of(report)).collect(),
            items,
            ends,
            starts,
            of_reports,
            day,
        }
    }

    /// In which part of the items one stands.
    pub fn part(&self, item: usize) -> Part {
        match item {
            at if at < self.ends.0 => Part::Open,
            at if at < self.ends.1 => Part::Untold,
            _ => Part::Over,
        }
    }

    /// The items of a part, as indices.
    pub fn items_of(&self, part: Part) -> std::ops::Range<usize> {
        match part {
            Part::Open => 0..self.ends.0,
            Part::Untold => self.ends.0..self.ends.1,
            Part::Over => self.ends.1..self.items.len(),
        }
    }

    /// How many actions of a report are in which state.
    pub fn counts(&self, report: ReportIndex) -> Counts {
        self.counts.get(report).copied().unwrap_or_default()
    }

    /// The items of a report, as indices into [`Ledger::items`], in their order there.
    pub fn of(&self, report: ReportIndex) -> &[usize] {
        let range = self.starts.get(report).zip(self.starts.get(report + 1));
        range.map_or(&[], |(from, to)| &self.of_reports[*from..*to])
    }
}

/// True where nothing tells the state of an action.
fn is_untold(action: &Action) -> bool {
    action.status == Status::Unknown
}

/// True where two actions are written in the same words, whatever their case and marks.
fn is_same(reports: &[Arc<Postmortem>], one: Place, other: Place) -> bool {
    let words = |place: Place| place.action(reports).words();
    words(one) == words(other)
}

/// The tickets of all actions.
struct Ticketed {
    /// Those of each action, by their numbers.
    tickets: Vec<Vec<usize>>,
    /// The number of each by the name that it is compared by.
    numbers: HashMap<String, usize>,
    /// Of which of them an address tells where they lead.
    led: Vec<bool>,
}

fn tickets(
    reports: &[Arc<Postmortem>],
    places: &[Place],
    trackers: &tracker::Trackers<'_>,
) -> Ticketed {
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut led = Vec::new();
    let tickets = places.iter().map(|place| {
        let action = place.action(reports);
        let own = (place.report, place.report(reports));
        let number = |(name, is_led)| {
            let new = numbers.len();
            let number = *numbers.entry(name).or_insert(new);
            if number == new {
                led.push(false);
            }
            led[number] |= is_led;
            number
        };
        let names = trackers.identities(own, action).into_iter();
        names.map(number).collect()
    });
    Ticketed {
        tickets: tickets.collect(),
        numbers,
        led,
    }
}

impl Ticketed {
    /// The actions of each ticket that several have.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); self.numbers.len()];
        for (at, own) in self.tickets.iter().enumerate() {
            for ticket in own {
                groups[*ticket].push(at);
            }
        }
        groups.retain(|group| group.len() > 1);
        groups
    }
}

/// What was promised again, for each action: by groups of those with one ticket, and of those in nearly the same words.
fn chains(
    reports: &[Arc<Postmortem>],
    places: &[Place],
    of_tickets: &[Vec<usize>],
    of_words: &[Vec<usize>],
) -> Vec<again::Chain> {
    // A month is no day: whether it came before another of that month nobody knows.
    let day = |place: &Place| place.report(reports).exact_day();
    let days: Vec<Option<Date>> = places.iter().map(day).collect();
    let mut chains = vec![again::Chain::default(); places.len()];
    for (groups, by) in [(of_tickets, By::Ticket), (of_words, By::Words)] {
        for group in groups {
            again::join(group, by, &days, &mut chains);
        }
    }
    chains
}

/// The items of each report: where they begin, and which they are.
fn by_report(reports: usize, items: &[Item]) -> (Vec<usize>, Vec<usize>) {
    let mut starts = vec![0; reports + 1];
    for item in items {
        starts[item.place.report + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut of = vec![0; items.len()];
    for (at, item) in items.iter().enumerate() {
        let place = &mut next[item.place.report];
        of[*place] = at;
        *place += 1;
    }
    (starts, of)
}
