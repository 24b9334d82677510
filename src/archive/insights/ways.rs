//! How incidents were noticed: how many reports name which way.
//!
//! Takes the reports, gives the ways, the commonest first, spellings of one name together. A report that names two counts for both; one
//! that names none is counted apart.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::archive::spelling::{identity, natural};
use crate::facet::Property;
use crate::postmortem::{Origin, Postmortem};

/// The ways.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ways {
    /// Those that any report names, the commonest first.
    pub all: Vec<Way>,
    /// How many reports name none.
    pub unknown: usize,
}

/// One way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Its name as most reports write it, for example `user-report`.
    pub name: String,
    /// How many reports name it.
    pub reports: usize,
    /// How many of them only by words that suggest it.
    pub suggested: usize,
}

/// So many names of one report are looked at: a head may list thousands.
const MOST: usize = 32;

impl Ways {
    /// Those of some reports.
    pub fn of<'a>(reports: impl IntoIterator<Item = &'a Postmortem>) -> Self {
        #[derive(Default)]
        struct Found<'a> {
            spellings: BTreeMap<&'a str, usize>,
            reports: usize,
            suggested: usize,
        }
        let mut found: BTreeMap<String, Found<'_>> = BTreeMap::new();
        let mut unknown = 0;
        for report in reports {
            unknown += usize::from(report.facets[Property::Detection].is_empty());
            // Two spellings of one way in one report are one.
            let mut own: BTreeMap<String, (&str, bool)> = BTreeMap::new();
            for facet in report.facets[Property::Detection].iter().take(MOST) {
                let is_suggested = facet.origin == Origin::Suggested;
                let known = own.entry(identity(&facet.name));
                let (_, suggested) = known.or_insert((&facet.name, is_suggested));
                *suggested &= is_suggested;
            }
            for (key, (name, is_suggested)) in own {
                let found = found.entry(key).or_default();
                *found.spellings.entry(name).or_default() += 1;
                found.reports += 1;
                found.suggested += usize::from(is_suggested);
            }
        }
        let mut all: Vec<Way> = found
            .into_values()
            .map(|found| {
                let mut spellings: Vec<(&str, usize)> = found.spellings.into_iter().collect();
                spellings.sort_by_key(|(name, count)| (Reverse(*count), *name));
                Way {
                    name: spellings.first().map_or("", |(name, _)| name).to_owned(),
                    reports: found.reports,
                    suggested: found.suggested,
                }
            })
            .collect();
        all.sort_by_cached_key(|way| (Reverse(way.reports), natural(&way.name)));
        Self { all, unknown }
    }
}
