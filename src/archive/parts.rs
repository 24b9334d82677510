//! The parts of an archive that are kept for the next one (`held.rs`): the dearest of those that the whole archive is asked for.
//!
//! What each is, the rooms that make them know.

use super::ledger;
use super::related;
use crate::document::ticket::Tickets;

/// The parts that are kept.
#[derive(Debug, Default)]
pub struct Parts {
    /// The kinds of tickets that the archive had that they are of.
    declared: Tickets,
    pub(super) ledger: ledger::Parts,
    pub(super) related: related::Parts,
}

impl Parts {
    /// Forgets all where an archive declares other tickets.
    pub(super) fn prepare(&mut self, declared: &Tickets) {
        if self.declared != *declared {
            *self = Self {
                declared: declared.clone(),
                ..Self::default()
            };
        }
    }
}
