//! Which terms a report stands under, and in which words it said so.
//!
//! Takes the reports and the taxonomies of the archive. It decides nothing about meaning: a report is under a term where
//! the archive says so.

use crate::archive::{ReportIndex, Taxonomy, Term};
use crate::language::said;
use crate::postmortem::{Facet, Origin, Postmortem};

pub(super) use crate::archive::taxonomy::full_name;

/// A property of a report that has values.
pub(super) struct Property {
    /// The key of its taxonomy.
    pub(super) key: &'static str,
    /// Its title where it has no taxonomy.
    pub(super) title: &'static str,
    /// The title of one value.
    pub(super) one: &'static str,
    /// Its values.
    pub(super) of: fn(&Postmortem) -> &[Facet],
}

/// The properties that a report's page lists, in order. Severity and days have their own places.
pub(super) const PROPERTIES: [Property; 6] = [
    Property {
        key: "service",
        title: said("Services"),
        one: said("Service"),
        of: |report| &report.services,
    },
    Property {
        key: "cause",
        title: said("Causes"),
        one: said("Cause"),
        of: |report| &report.causes,
    },
    Property {
        key: "trigger",
        title: said("Triggers"),
        one: said("Trigger"),
        of: |report| &report.triggers,
    },
    Property {
        key: "detection",
        title: said("Detection"),
        one: said("Detection"),
        of: |report| &report.detection,
    },
    Property {
        key: "tag",
        title: said("Tags"),
        one: said("Tag"),
        of: |report| &report.tags,
    },
    Property {
        key: "team",
        title: said("Teams"),
        one: said("Team"),
        of: |report| &report.teams,
    },
];

/// For every report the narrowest terms it is under: taxonomy and term, in the order of the taxonomies.
#[derive(Debug, Default)]
pub(super) struct Membership(Vec<Vec<(usize, usize)>>);

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
        let mut of = vec![Vec::new(); reports];
        for (t, taxonomy) in taxonomies.iter().enumerate() {
            for (k, term) in taxonomy.terms.iter().enumerate() {
                for report in &term.reports {
                    if let Some(list) = of.get_mut(*report) {
                        list.push((t, k));
                    }
                }
            }
        }
        for own in &mut of {
            let broader: Vec<(usize, usize)> = own
                .iter()
                .filter_map(|(t, k)| Some((*t, taxonomies[*t].terms[*k].parent?)))
                .collect();
            own.retain(|place| !broader.contains(place));
        }
        Self(of)
    }

    /// The narrowest terms of a report: those that have no narrower one of the same report below them.
    pub(super) fn of(&self, report: ReportIndex) -> &[(usize, usize)] {
        self.0.get(report).map_or(&[], Vec::as_slice)
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
        terms: &[Term],
        facets: &'a [Facet],
    ) -> Vec<Stated<'a>> {
        let mut stated: Vec<(usize, Stated<'a>)> = self
            .in_taxonomy(report, taxonomy)
            .map(|k| {
                // The values stand in the order of the reports.
                let values = &terms[k].values;
                let first = values.partition_point(|(of, _)| *of < report);
                let best = values[first..]
                    .iter()
                    .take_while(|(of, _)| *of == report)
                    .filter_map(|(_, at)| Some((*at, facets.get(*at)?)))
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
