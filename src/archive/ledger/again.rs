//! What was promised again: the same action in a later incident.
//!
//! Takes groups of actions that are one promise, gives each the nearest of its group in a later and in an earlier incident. Incidents of
//! one day have no order, and those without a day are not asked.

use jiff::civil::Date;

use super::Again;

/// Why two actions are one promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// They have a ticket in common.
    Ticket,
    /// They are written in the same words, whatever their case and marks.
    SameWords,
    /// They are written in nearly the same words.
    Words,
}

/// For each action the next and the last time that it was promised.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Chain {
    /// In the next later incident.
    pub(super) next: Option<Again>,
    /// In the last earlier incident.
    pub(super) last: Option<Again>,
}

/// Joins the actions of a group, which are counted as those of `days` are.
pub(super) fn join(group: &[usize], by: By, days: &[Option<Date>], chains: &mut [Chain]) {
    let dated = group.iter().copied().filter(|at| days[*at].is_some());
    let mut group: Vec<usize> = dated.collect();
    group.sort_by_key(|at| (days[*at], *at));
    let day = |at: usize| days[group[at]];
    // The first of the next later day, and the first of the last earlier one.
    let mut next = None;
    for at in (0..group.len()).rev() {
        if at + 1 < group.len() && day(at + 1) > day(at) {
            next = Some(group[at + 1]);
        }
        let chain = &mut chains[group[at]];
        chain.next = nearer(chain.next, next, by, |one, other| days[one] < days[other]);
    }
    let (mut last, mut first_of_own) = (None, 0);
    for at in 0..group.len() {
        if day(at) > day(first_of_own) {
            last = Some(group[first_of_own]);
            first_of_own = at;
        }
        let chain = &mut chains[group[at]];
        chain.last = nearer(chain.last, last, by, |one, other| days[one] > days[other]);
    }
}

/// The one that is nearer in time; of two of one day that which was known before.
fn nearer(
    known: Option<Again>,
    found: Option<usize>,
    by: By,
    is_nearer: impl Fn(usize, usize) -> bool,
) -> Option<Again> {
    match (known, found) {
        (Some(known), Some(found)) if !is_nearer(found, known.item) => Some(known),
        (_, Some(item)) => Some(Again { item, by }),
        (known, None) => known,
    }
}
