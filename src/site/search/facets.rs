//! What results can be narrowed by: indexes, days, what is still to be done.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use serde::Serialize;

use crate::archive::Taxonomy;
use crate::search::Numbers;
use crate::site::Site;
use crate::site::facet::full_name;

use super::YEAR;

/// The day from which days are counted.
const FIRST: Date = date(1900, 1, 1);

/// The facets of all reports.
#[derive(Serialize)]
pub(super) struct Facets {
    /// The reports of each year.
    years: BTreeMap<String, String>,
    /// The day of each report, counted from 1 on the first; 0 where it is not known.
    days: String,
    #[serde(rename = "facets")]
    indexes: Vec<Facet>,
    /// The reports with actions that are to be done.
    open: String,
}

/// An index, its terms in their order.
#[derive(Serialize)]
struct Facet {
    key: &'static str,
    title: &'static str,
    /// What they are called.
    names: Vec<String>,
    /// The ids of those whose id does not follow from the name, by their places.
    ids: BTreeMap<usize, String>,
    /// The reports of each, a blank apart.
    reports: String,
}

/// The facets of a site.
pub(super) fn of(site: &Site) -> Facets {
    let archive = &site.archive;
    let mut years: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
    for (at, report) in archive.reports.iter().enumerate() {
        if let Some(day) = report.day() {
            years.entry(day.year()).or_default().push(at);
        }
    }
    let days: Numbers = (archive.reports.iter())
        .map(|report| report.day().and_then(number_of).unwrap_or(0))
        .collect();
    let has_open = |at: &usize| archive.ledger.counts(*at).open > 0;
    let taxonomies = archive.taxonomies.iter();
    Facets {
        years: (years.into_iter())
            .map(|(year, reports)| (year.to_string(), list(reports)))
            .collect(),
        days: days.into_text(),
        indexes: taxonomies
            .filter(|one| one.key != YEAR)
            .map(facet)
            .collect(),
        open: list((0..archive.reports.len()).filter(has_open)),
    }
}

fn facet(taxonomy: &Taxonomy) -> Facet {
    let terms = &taxonomy.terms;
    let names: Vec<String> = (0..terms.len()).map(|at| full_name(terms, at)).collect();
    let own_ids = terms.iter().zip(&names).enumerate();
    let reports: Vec<String> = (terms.iter())
        .map(|term| list(term.reports.iter().copied()))
        .collect();
    Facet {
        key: taxonomy.key,
        title: taxonomy.title,
        ids: own_ids
            .filter(|(_, (term, name))| term.id != plain_id(name))
            .map(|(at, (term, _))| (at, term.id.clone()))
            .collect(),
        names,
        reports: reports.join(" "),
    }
}

/// The id that a page makes of a name without being told: letters and figures of ASCII in small letters, a hyphen for all that stands
/// between two of them.
fn plain_id(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_ascii_lowercase()
}

fn list(reports: impl IntoIterator<Item = usize>) -> String {
    Numbers::gaps(reports.into_iter().map(|at| at as u32)).into_text()
}

/// The number of a day.
fn number_of(day: Date) -> Option<u32> {
    let since = (day - FIRST).get_days();
    u32::try_from(since.checked_add(1)?).ok()
}
