//! Which pages the action ledger has: one of what is open, and of a long one those of its years.
//!
//! Takes the ledger, gives the lists of the pages. Who finds all actions of an archive on one page needs no others.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::archive::Archive;

use super::path::SitePath;

/// A ledger of so many actions at most stands on one page.
pub(super) const SHORT: usize = 200;
/// So many actions stand on one page of a year at most.
const MOST: usize = 400;

/// The pages of the ledger.
#[derive(Debug)]
pub(super) struct Pages {
    /// That of what is open.
    pub(super) main: SitePath,
    /// The table.
    pub(super) csv: SitePath,
    /// The data.
    pub(super) json: SitePath,
    /// Those of the years, the newest first, those without a day last.
    pub(super) years: Vec<YearPage>,
    /// The items of these, as indices, page by page.
    items: Vec<usize>,
}

/// A page of one year.
#[derive(Debug)]
pub(super) struct YearPage {
    /// Where it stands.
    pub(super) path: SitePath,
    /// The year; none for reports without a day.
    pub(super) year: Option<i16>,
    /// Which page of its year it is, from 1.
    pub(super) number: usize,
    /// How many that has.
    pub(super) of: usize,
    /// Where its items begin, and where they end.
    range: (usize, usize),
}

impl Pages {
    /// The pages of an archive; none where nothing is promised.
    pub(super) fn of(archive: &Archive) -> Option<Self> {
        let ledger = &archive.ledger;
        if ledger.items.is_empty() {
            return None;
        }
        let mut pages = Self {
            main: SitePath::page("actions"),
            csv: SitePath::file("api/v1/actions.csv"),
            json: SitePath::file("api/v1/actions.json"),
            years: Vec::new(),
            items: Vec::new(),
        };
        if ledger.items.len() <= SHORT {
            return Some(pages);
        }
        let mut by_year: BTreeMap<Reverse<Option<i16>>, Vec<usize>> = BTreeMap::new();
        for (at, item) in ledger.items.iter().enumerate() {
            let day = item.place.report(&archive.reports).day();
            let year = day.map(jiff::civil::Date::year);
            by_year.entry(Reverse(year)).or_default().push(at);
        }
        for (Reverse(year), items) in by_year {
            let of = items.len().div_ceil(MOST);
            for (number, part) in (1..).zip(items.chunks(MOST)) {
                let name = year.map_or_else(|| "undated".to_owned(), |year| format!("{year:04}"));
                let folder = match number {
                    1 => format!("actions/{name}"),
                    number => format!("actions/{name}/{number}"),
                };
                let from = pages.items.len();
                pages.items.extend_from_slice(part);
                pages.years.push(YearPage {
                    path: SitePath::page(&folder),
                    year,
                    number,
                    of,
                    range: (from, pages.items.len()),
                });
            }
        }
        Some(pages)
    }

    /// The items of a page of a year.
    pub(super) fn items(&self, at: usize) -> &[usize] {
        let range = self.years.get(at).map(|page| page.range);
        range.map_or(&[], |(from, to)| &self.items[from..to])
    }
}
