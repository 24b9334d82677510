//! How many actions are in which state.
//!
//! Takes states, gives numbers that can be added up.

use std::iter::Sum;

use crate::postmortem::Postmortem;
use crate::postmortem::action::Status;

/// How many actions are in which state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// To be done, or begun.
    pub open: usize,
    /// How many of those are begun.
    pub in_progress: usize,
    /// Of which nothing tells.
    pub untold: usize,
    /// Done.
    pub done: usize,
    /// Dropped.
    pub dropped: usize,
}

impl Counts {
    pub(super) fn of(report: &Postmortem) -> Self {
        let states = report.actions.iter().map(|action| action.status);
        states.collect()
    }

    /// How many there are.
    pub fn total(self) -> usize {
        self.left() + self.done + self.dropped
    }

    /// How many are not over.
    pub fn left(self) -> usize {
        self.open + self.untold
    }
}

impl FromIterator<Status> for Counts {
    fn from_iter<I: IntoIterator<Item = Status>>(states: I) -> Self {
        let mut counts = Self::default();
        for status in states {
            counts.in_progress += usize::from(status == Status::InProgress);
            *match status {
                Status::Open | Status::InProgress => &mut counts.open,
                Status::Unknown => &mut counts.untold,
                Status::Done => &mut counts.done,
                Status::Dropped => &mut counts.dropped,
            } += 1;
        }
        counts
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |one, other| Self {
            open: one.open + other.open,
            in_progress: one.in_progress + other.in_progress,
            untold: one.untold + other.untold,
            done: one.done + other.done,
            dropped: one.dropped + other.dropped,
        })
    }
}
