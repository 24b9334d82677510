//! The words by which feeds and search engines file a report: the terms it states among services, causes and tags.
//!
//! What only its words suggest is left out, since these formats have no place to say so; a narrower term that is suggested gives way to
//! the one above it that is stated.

use std::collections::BTreeSet;

use crate::archive::ReportIndex;
use crate::site::Site;
use crate::site::facet::full_name;

/// The names of these terms, in the order of the indexes.
pub(super) fn of(site: &Site, at: ReportIndex) -> Vec<String> {
    let taxonomies = &site.archive.taxonomies;
    let is_suggested = |t, k| site.suggested.of(t, k).binary_search(&at).is_ok();
    let mut named = BTreeSet::new();
    let own = site.membership.of(at).iter();
    own.filter(|(t, _)| matches!(taxonomies[*t].key, "service" | "cause" | "tag"))
        .filter_map(|(t, k)| {
            let terms = &taxonomies[*t].terms;
            let mut stated = *k;
            while is_suggested(*t, stated) {
                // A parent stands before its children, so that this ends.
                stated = terms[stated].parent.filter(|parent| *parent < stated)?;
            }
            let is_new = named.insert((*t, stated));
            is_new.then(|| full_name(terms, stated))
        })
        .collect()
}
