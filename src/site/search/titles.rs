//! All titles by their initial letters: which pages there are of them, and which reports stand on each.
//!
//! Takes the reports, gives their places by letter. A short archive has them on one page; a long one has a page for each letter.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::archive::ReportIndex;
use crate::language::ENGLISH;
use crate::postmortem::Postmortem;
use crate::site::path::SitePath;
use crate::site::slug;
use crate::site::words;

use super::super::initial::Initial;

/// The folder of all titles.
const FOLDER: &str = "titles";
/// Reports of an archive whose titles stand on one page.
const ONE_PAGE: usize = 300;

/// All titles by letter.
#[derive(Debug)]
pub(in crate::site) struct Titles {
    /// The page of all letters.
    pub(in crate::site) page: SitePath,
    /// The letters in their order.
    pub(in crate::site) letters: Vec<Letter>,
}

/// The titles of one letter.
#[derive(Debug)]
pub(in crate::site) struct Letter {
    /// What they begin with.
    pub(in crate::site) initial: Initial,
    /// The reports, by title.
    pub(in crate::site) reports: Vec<ReportIndex>,
    /// Its page, where it has one of its own.
    pub(in crate::site) page: Option<SitePath>,
}

impl Titles {
    /// Puts the titles of reports in order.
    pub(in crate::site) fn of(reports: &[Arc<Postmortem>]) -> Self {
        let mut letters: BTreeMap<Initial, Vec<(String, ReportIndex)>> = BTreeMap::new();
        for (at, report) in reports.iter().enumerate() {
            let title = words::list_title(&report.title, report.day());
            let own = letters.entry(Initial::of(title)).or_default();
            own.push((title.to_lowercase(), at));
        }
        let is_long = reports.len() > ONE_PAGE;
        let letters = letters.into_iter().map(|(initial, mut titles)| {
            titles.sort();
            let (_, anchor) = initial.name(&ENGLISH);
            let name = slug::slug(&anchor);
            Letter {
                page: is_long.then(|| SitePath::page(&format!("{FOLDER}/{name}"))),
                initial,
                reports: titles.into_iter().map(|(_, at)| at).collect(),
            }
        });
        Self {
            page: SitePath::page(FOLDER),
            letters: letters.collect(),
        }
    }
}
