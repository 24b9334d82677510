//! What was gathered of one thing before it is known whether reports share it, and what of it is left out.

use std::sync::Arc;

/// What is gathered of one thing: what it is called, and who has it in the order of the archive.
#[derive(Debug, Clone, Default)]
pub(super) struct Gathered {
    pub(super) name: Arc<str>,
    /// True for what counts half: it says little that two share it.
    pub(super) is_common: bool,
    /// True for a word that nothing but its capital tells to be a name.
    pub(super) is_vague: bool,
    pub(super) reports: Vec<(u32, bool)>,
}

/// So many of the reports of an archive may have what is rare there.
pub(super) fn most(reports: usize) -> usize {
    (reports / 16).max((reports / 3).clamp(2, 4))
}

/// Leaves out what only one report has.
pub(super) fn several(mut all: Vec<Gathered>) -> Vec<Gathered> {
    all.retain(|one| one.reports.len() > 1);
    all
}

/// Leaves out what too many reports have: a link of the template, a word that everyone here uses.
pub(super) fn rare(mut all: Vec<Gathered>, reports: usize) -> Vec<Gathered> {
    let most = most(reports);
    all.retain(|one| one.reports.len() <= most);
    all
}
