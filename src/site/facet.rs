//! Which terms a report stands under, and in which words it said so.
//!
//! Takes the reports and the taxonomies of the archive. It decides nothing about meaning: a report is under a term where
//! the archive says so.

use crate::archive::{ReportIndex, Taxonomy};
use crate::postmortem::{Facet, Origin};

pub(super) use crate::archive::taxonomy::full_name;

/// For every report the terms it is under.
#[derive(Debug, Default)]
pub(super) struct Membership(Vec<Own>);

/// The terms of one report.
#[derive(Debug, Default, Clone)]
struct Own {
    /// The narrowest: taxonomy and term, in the order of the taxonomies.
    terms: Vec<(usize, usize)>,
    /// The values that put it under terms, in the order of these: taxonomy, term, and which of the report's values it is. To look them up
    /// in the lists of the terms, which are as long as the archive, took a hundredth of a build.
    values: Vec<(u32, u32, u32)>,
}

/// Numbers of terms and of values take 32 bits: an archive of more fits in no memory.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A term of a report with the words that speak for it.
#[derive(Debug)]
pub(super) struct Stated<'a> {
    /// The term, as an index into those of its taxonomy.
    pub(super) term: usize,
    /// The value as the report has it; `None` for a term that only stands above another.
    pub(super) facet: Option<&'a Facet>,
}

impl Stated<'_> {
    /// True where the author said it, or a declared name.
    pub(super) fn is_stated(&self) -> bool {
        self.facet
            .is_none_or(|facet| facet.origin != Origin::Suggested)
    }
}

impl Membership {
    /// Turns the lists of the terms around.
    pub(super) fn new(reports: usize, taxonomies: &[Taxonomy]) -> Self {
        let mut of = vec![Own::default(); reports];
        for (t, taxonomy) in taxonomies.iter().enumerate() {
            for (k, term) in taxonomy.terms.iter().enumerate() {
                for report in &term.reports {
                    if let Some(own) = of.get_mut(*report) {
                        own.terms.push((t, k));
                    }
                }
                for (report, at) in &term.values {
                    if let Some(own) = of.get_mut(*report) {
                        own.values.push((number(t), number(k), number(*at)));
                    }
                }
            }
        }
        for Own { terms, values } in &mut of {
            let broader: Vec<(usize, usize)> = terms
                .iter()
                .filter_map(|(t, k)| Some((*t, taxonomies[*t].terms[*k].parent?)))
                .collect();
            terms.retain(|place| !broader.contains(place));
            terms.shrink_to_fit();
            values.shrink_to_fit();
        }
        Self(of)
    }

    /// The narrowest terms of a report: those that have no narrower one of the same report below them.
    pub(super) fn of(&self, report: ReportIndex) -> &[(usize, usize)] {
        self.0.get(report).map_or(&[], |own| &own.terms)
    }

    /// The narrowest terms of a report in one taxonomy.
    pub(super) fn in_taxonomy(
        &self,
        report: ReportIndex,
        taxonomy: usize,
    ) -> impl Iterator<Item = usize> + '_ {
        self.of(report)
            .iter()
            .filter(move |(t, _)| *t == taxonomy)
            .map(|(_, k)| *k)
    }

    /// The narrowest terms of a report, each with the value that put it there; of those that are suggested the surest first. Of
    /// several values (two spellings of one name) it is the one that is best founded, then the first.
    pub(super) fn stated<'a>(
        &self,
        report: ReportIndex,
        taxonomy: usize,
        facets: &'a [Facet],
    ) -> Vec<Stated<'a>> {
        let values = self.0.get(report).map_or(&[][..], |own| &own.values);
        let mut stated: Vec<(usize, Stated<'a>)> = self
            .in_taxonomy(report, taxonomy)
            .map(|k| {
                let place = (number(taxonomy), number(k));
                let first = values.partition_point(|(t, k, _)| (*t, *k) < place);
                let best = values[first..]
                    .iter()
                    .take_while(|(t, k, _)| (*t, *k) == place)
                    .map(|(.., at)| *at as usize)
                    .filter_map(|at| Some((at, facets.get(at)?)))
                    .min_by_key(|(_, facet)| facet.origin);
                let suggested = best.filter(|(_, facet)| facet.origin == Origin::Suggested);
                // What is suggested stands in the order of the values: the surest first.
                let order = suggested.map_or(0, |(at, _)| at + 1);
                let facet = best.map(|(_, facet)| facet);
                (order, Stated { term: k, facet })
            })
            .collect();
        stated.sort_by_key(|(order, _)| *order);
        stated.into_iter().map(|(_, stated)| stated).collect()
    }
}
