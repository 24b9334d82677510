//! Which documents take part: drafts, index files, and what is no incident report are set aside here, each with a note.

use std::collections::BTreeSet;

use super::Options;
use crate::diagnostic::Diagnostics;
use crate::postmortem::{Index, Postmortem, Reading};

/// What was selected.
#[derive(Debug, Default)]
pub struct Selection {
    /// The reports that take part.
    pub reports: Vec<Postmortem>,
    /// The index files that take part.
    pub indexes: Vec<Index>,
    /// How many drafts were left out.
    pub drafts_left_out: usize,
}

/// Decides which readings take part.
pub fn select(
    readings: Vec<Reading>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Selection {
    let _ = (readings, options, diagnostics);
    Selection::default()
}

/// Fingerprints of prompts that stand verbatim in three reports or more.
pub fn recurring_prompts(reports: &[Postmortem]) -> BTreeSet<u64> {
    let _ = reports;
    BTreeSet::new()
}
