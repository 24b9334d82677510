//! The search page, and the pages of all titles by letter. Without a script they are the way to every report by its name.

use crate::language::said;
use crate::site::link::Linker;
use crate::site::search::{Search, Titles};
use crate::site::views::{InitialView, LinkView, SearchView, TitleGroupView, TitlesView};
use crate::site::{Page, Site};

use super::line::{Detail, line};
use super::{Shown, frame};

/// What the page of all titles is called.
const ALL_TITLES: &str = said("All titles");

/// The search page.
pub(super) fn show(site: &Site, linker: &Linker<'_>, search: &Search) -> Shown {
    let mut page = frame::of(site, linker, Page::Search, site.language().text("Search"));
    page.description = Some(
        (site.language())
            .text("Search the reports of this archive.")
            .to_owned(),
    );
    let view = SearchView {
        count: site.archive.reports.len(),
        titles: linker.to(&search.titles.page),
        letters: letters(site, linker, &search.titles, None),
        indexes: indexes(site, linker),
    };
    Shown::new(page, "search", &view)
}

/// All titles, or only the letters they begin with.
pub(super) fn titles(site: &Site, linker: &Linker<'_>, search: &Search) -> Shown {
    let titles = &search.titles;
    let page = frame::of(site, linker, Page::Titles, site.language().text(ALL_TITLES));
    let own = (0..titles.letters.len()).filter(|at| titles.letters[*at].page.is_none());
    let view = TitlesView {
        count: site.archive.reports.len(),
        letters: letters(site, linker, titles, None),
        groups: own.map(|at| group(site, linker, titles, at)).collect(),
        indexes: indexes(site, linker),
    };
    Shown::new(page, "titles", &view)
}

/// The titles of one letter.
pub(super) fn of_letter(site: &Site, linker: &Linker<'_>, search: &Search, at: usize) -> Shown {
    let titles = &search.titles;
    let (letter, _) = titles.letters[at].initial.name(site.language());
    let title = format!("{}: {letter}", site.language().text(ALL_TITLES));
    let mut page = frame::of(site, linker, Page::TitlesOf(at), &title);
    page.trail.push(LinkView {
        title: site.language().text(ALL_TITLES).to_owned(),
        url: linker.to(&titles.page),
    });
    let view = TitlesView {
        count: site.archive.reports.len(),
        letters: letters(site, linker, titles, Some(at)),
        groups: vec![group(site, linker, titles, at)],
        indexes: Vec::new(),
    };
    Shown::new(page, "titles", &view)
}

fn letters(
    site: &Site,
    linker: &Linker<'_>,
    titles: &Titles,
    here: Option<usize>,
) -> Vec<InitialView> {
    let letters = titles.letters.iter().enumerate();
    letters
        .map(|(at, one)| {
            let (letter, anchor) = one.initial.name(site.language());
            InitialView {
                letter,
                url: match &one.page {
                    Some(page) => linker.to(page),
                    None => linker.to_place(&titles.page, Some(&anchor)),
                },
                count: one.reports.len(),
                current: here == Some(at),
            }
        })
        .collect()
}

fn group(site: &Site, linker: &Linker<'_>, titles: &Titles, at: usize) -> TitleGroupView {
    let one = &titles.letters[at];
    let (letter, anchor) = one.initial.name(site.language());
    let reports = one.reports.iter();
    TitleGroupView {
        letter,
        anchor,
        reports: reports
            .map(|at| line(site, linker, *at, Detail::Short))
            .collect(),
    }
}

fn indexes(site: &Site, linker: &Linker<'_>) -> Vec<LinkView> {
    let taxonomies = site.archive.taxonomies.iter().zip(&site.taxonomies);
    taxonomies
        .map(|(taxonomy, paths)| LinkView {
            title: site.language().text(taxonomy.title).to_owned(),
            url: linker.to(&paths.page),
        })
        .collect()
}
