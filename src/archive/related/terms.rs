//! The services, causes and triggers that reports share, as their indexes have them.
//!
//! Takes a taxonomy, gives its terms with the reports under each, and what says little of two reports that share it: kinds of causes,
//! nouns of services that everybody has, what the archive itself is about.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::taxonomy::{Taxonomy, full_name};
use super::feature::What;
use super::gathered::{Gathered, most};
use super::weights::{HANDFUL, is_common};
use crate::facet::Property;
use crate::postmortem::service::lists::is_generic;
use crate::postmortem::{Origin, Postmortem};

/// The indexes whose terms count.
pub(super) const TERMS: [(What, Property); 3] = [
    (What::Service, Property::Service),
    (What::Cause, Property::Cause),
    (What::Trigger, Property::Trigger),
];

/// Terms that say that nothing is known.
const UNKNOWN: [&str; 9] = [
    "unknown",
    "none",
    "none-latent",
    "none/latent",
    "other",
    "undetermined",
    "unclear",
    "n-a",
    "various",
];

/// True for a term that says nothing.
pub(in crate::archive) fn says_nothing(id: &str) -> bool {
    UNKNOWN.contains(&id)
}

/// Groups of causes as the starter vocabulary has them: a report that states such a group alone tells a kind of cause, and no cause.
const GROUPS: [&str; 12] = [
    "capacity",
    "cascade",
    "config",
    "data",
    "dependency",
    "hardware",
    "network",
    "observability",
    "process",
    "redundancy",
    "security",
    "software",
];

/// Causes that say too little where only words suggest them: half of all reports suggest one.
const BROAD: [&str; 9] = [
    "capacity/exhaustion",
    "config/error",
    "dependency/failure",
    "hardware/failure",
    "network/failure",
    "observability/gap",
    "process/human-error",
    "security/intrusion",
    "software/defect",
];

/// True for a cause that says something only where it is stated.
pub(in crate::archive) fn is_broad(id: &str) -> bool {
    BROAD.contains(&id)
}

/// True for a cause that holds others: `security`, not `security/intrusion`.
pub(in crate::archive) fn is_wide(taxonomy: &Taxonomy, at: usize) -> bool {
    let term = &taxonomy.terms[at];
    let is_group = !term.children.is_empty() || GROUPS.contains(&&*term.id);
    taxonomy.key == "cause" && term.parent.is_none() && is_group
}

/// The terms of an index with the reports that are under each by a value of their own; `linking` says of each how many reports link to
/// what is called so.
pub(super) fn terms(
    taxonomy: &Taxonomy,
    (reports, linking): (&[Arc<Postmortem>], &[usize]),
    property: Property,
) -> Vec<Gathered> {
    let is_linked = |at: usize| {
        linking
            .get(at)
            .is_some_and(|count| *count > most(reports.len()))
    };
    let of_term = |at: usize| {
        let term = &taxonomy.terms[at];
        let mut of: BTreeMap<u32, bool> = BTreeMap::new();
        for (report, value) in &term.values {
            let facet = reports.get(*report);
            let facet = facet.and_then(|one| one.facets[property].get(*value));
            let is_suggested = facet.is_some_and(|facet| facet.origin == Origin::Suggested);
            let report = u32::try_from(*report).unwrap_or(u32::MAX);
            // Of two spellings of one name the better founded counts.
            *of.entry(report).or_insert(true) &= is_suggested;
        }
        if taxonomy.key == "cause" && is_broad(&term.id) {
            of.retain(|_, is_suggested| !*is_suggested);
        }
        // A kind of causes that so many reports have is a way to file reports.
        if is_wide(taxonomy, at) && is_common(reports.len(), of.len()) {
            of.clear();
        }
        Gathered {
            name: full_name(&taxonomy.terms, at).into(),
            // What only words suggest may be a noun of services that everybody has, or what the archive is about: the product, the
            // organisation that everything here links to.
            is_common: is_wide(taxonomy, at)
                || (is_linked(at) || taxonomy.key == "service" && is_generic(&term.name))
                    && of.values().all(|suggested| *suggested),
            is_vague: false,
            reports: of.into_iter().collect(),
        }
    };
    // Half of an archive may have been set off by a change: that says nothing of two of them, but in a handful it says a little.
    let widest = match taxonomy.key {
        "trigger" => (reports.len() / 3).max(HANDFUL),
        _ => reports.len(),
    };
    let places = 0..taxonomy.terms.len();
    places
        .filter(|at| !says_nothing(&taxonomy.terms[*at].id))
        .filter(|at| taxonomy.terms[*at].reports.len() <= widest)
        .map(of_term)
        .collect()
}
