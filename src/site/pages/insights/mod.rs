//! The pages of what keeps hurting us: the one with all of it, the lists of its matrix, the registers.
//!
//! Takes what the archive counted, gives it as templates take it: words, addresses, places on a scale. It counts nothing itself.

mod bars;
mod lengths;
mod matrix;
mod recurring;
mod register;

use crate::language::said;
use crate::site::link::Linker;
use crate::site::views::{InsightsView, LinkView};
use crate::site::{Page, Site};

use super::{Shown, frame};

pub(super) use matrix::of_cause;
pub(super) use register::{line as remarked, page as remarks, remarks as remarks_of};

/// The page with all of it.
pub(super) fn all(site: &Site, linker: &Linker<'_>) -> Shown {
    let mut page = frame::of(site, linker, Page::Insights, site.language().text(TITLE));
    let about = site.language().text("What keeps hurting us.");
    page.description = Some(about.to_owned());
    let Some(pages) = &site.insights else {
        // The page stands where it has something to show.
        return Shown::new(page, "insights", &());
    };
    let facts = &pages.facts;
    let reports = site.archive.reports.len();
    let (detection, more_ways) = bars::ways(site.language(), &facts.ways);
    let view = InsightsView {
        reports,
        matrix: facts
            .matrix
            .as_ref()
            .map(|matrix| matrix::view(site, linker, pages, matrix)),
        years: bars::years(site, linker, &facts.years),
        lasted: lengths::view(site, linker, &facts.lasted),
        noticed: lengths::view(site, linker, &facts.noticed),
        detection,
        more_ways,
        told: bars::told(site.language(), &facts.told, reports),
        recurring: recurring::view(site, linker, &facts.recurring),
        registers: register::newest(site, linker, pages),
    };
    Shown::new(page, "insights", &view)
}

/// What the page is called.
const TITLE: &str = said("Insights");

/// The link to it.
fn main(site: &Site, linker: &Linker<'_>) -> Option<LinkView> {
    let pages = site.insights.as_ref()?;
    Some(LinkView {
        title: site.language().text(TITLE).to_owned(),
        url: linker.to(&pages.main),
    })
}
