//! What results can be narrowed by: indexes, days, what is still to be done.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, date};
use serde::Serialize;

use crate::archive::Taxonomy;
use crate::facet::Property;
use crate::language::Language;
use crate::postmortem::Postmortem;
use crate::search::Numbers;
use crate::site::Site;
use crate::site::facet::full_name;
use crate::site::words;

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
    title: String,
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
            .map(|taxonomy| facet(site.language(), taxonomy))
            .chain(detection(site.language(), &archive.reports))
            .collect(),
        open: list((0..archive.reports.len()).filter(has_open)),
    }
}

/// A term: its id, its name, its reports.
type Value = (String, String, String);

fn facet(language: &Language, taxonomy: &Taxonomy) -> Facet {
    let terms = &taxonomy.terms;
    let values = terms.iter().enumerate().map(|(at, term)| {
        let reports = list(term.reports.iter().copied());
        (term.id.clone(), full_name(terms, at), reports)
    });
    Facet::new(taxonomy.key, language.text(taxonomy.title), values)
}

/// The ways in which incidents were noticed, which have no pages of their own; none where no report tells one.
fn detection(language: &Language, reports: &[Arc<Postmortem>]) -> Option<Facet> {
    let mut ways: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        for way in &report.facets[Property::Detection] {
            let name = words::way(language, &way.name);
            let (_, own) = ways
                .entry(name.to_lowercase())
                .or_insert_with(|| (name, Vec::new()));
            if own.last() != Some(&at) {
                own.push(at);
            }
        }
    }
    let is_told = !ways.is_empty();
    let values = ways.into_iter().map(|(small, (name, reports))| {
        // Of a name in another script no letter would be left.
        let id = Some(plain_id(&name)).filter(|id| !id.is_empty());
        (id.unwrap_or(small), name, list(reports))
    });
    is_told.then(|| Facet::new("detection", language.text("Detection"), values))
}

impl Facet {
    fn new(key: &'static str, title: &str, values: impl Iterator<Item = Value>) -> Self {
        let mut facet = Self {
            key,
            title: title.to_owned(),
            names: Vec::new(),
            ids: BTreeMap::new(),
            reports: String::new(),
        };
        for (at, (id, name, reports)) in values.enumerate() {
            if id != plain_id(&name) {
                facet.ids.insert(at, id);
            }
            if at > 0 {
                facet.reports.push(' ');
            }
            facet.reports.push_str(&reports);
            facet.names.push(name);
        }
        facet
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
