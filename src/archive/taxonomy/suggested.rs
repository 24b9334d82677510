//! Which reports stand under a term by suggestions only: nobody stated it or anything below it.
//!
//! Takes the reports and their taxonomies, gives lists. It decides nothing about meaning: where a value came from it says itself.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Taxonomy, Term};
use crate::archive::ReportIndex;
use crate::facet::Property;
use crate::postmortem::{Origin, Postmortem};

/// For every term the reports that stand under it by suggestions only.
#[derive(Debug, Default)]
pub struct Suggested(Vec<Vec<Vec<ReportIndex>>>);

impl Suggested {
    /// Asks the values of all terms.
    pub fn new(reports: &[Arc<Postmortem>], taxonomies: &[Taxonomy]) -> Self {
        let of = |taxonomy| of_taxonomy(reports, taxonomy);
        Self(taxonomies.iter().map(of).collect())
    }

    /// Those of one term, in the order of the archive.
    pub fn of(&self, taxonomy: usize, term: usize) -> &[ReportIndex] {
        let terms = self.0.get(taxonomy);
        terms
            .and_then(|terms| terms.get(term))
            .map_or(&[], Vec::as_slice)
    }
}

fn of_taxonomy(reports: &[Arc<Postmortem>], taxonomy: &Taxonomy) -> Vec<Vec<ReportIndex>> {
    let Some(property) = Property::of_key(taxonomy.key) else {
        return Vec::new();
    };
    let is_suggested = |report: ReportIndex, value: usize| {
        let facet = reports
            .get(report)
            .and_then(|report| report.facets[property].get(value));
        facet.is_some_and(|facet| facet.origin == Origin::Suggested)
    };
    let terms = &taxonomy.terms;
    let mut stated: Vec<BTreeSet<ReportIndex>> = terms
        .iter()
        .map(|term| {
            let values = term.values.iter();
            let stated = values.filter(|(report, value)| !is_suggested(*report, *value));
            stated.map(|(report, _)| *report).collect()
        })
        .collect();
    // A child always stands after its parent.
    for at in (0..terms.len()).rev() {
        if let Some(parent) = terms[at].parent.filter(|parent| *parent < at) {
            let own = stated[at].clone();
            stated[parent].extend(own);
        }
    }
    let only_suggested = |(term, stated): (&Term, &BTreeSet<ReportIndex>)| {
        let reports = term.reports.iter().copied();
        reports.filter(|report| !stated.contains(report)).collect()
    };
    terms.iter().zip(&stated).map(only_suggested).collect()
}
