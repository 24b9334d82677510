//! What stands in each page: one function per kind, each giving the frame of the page and the view its template takes.

mod actions;
mod again;
mod beside;
mod contents;
mod data;
mod feed;
mod feed_names;
mod frame;
mod head;
mod home;
mod index;
mod insights;
mod json_feed;
mod json_ld;
mod keywords;
mod letters;
mod line;
mod markdown;
mod phases;
mod primer;
mod report;
mod search;
mod taxonomy;
mod timeline;
mod weeks;

pub(super) use feed::has_date as has_feed_date;
pub(super) use feed_names::{JSON as JSON_FEED, OPML};
pub(super) use frame::{Frames, site_view};
pub(super) use line::ShortLine;
pub(super) use markdown::NAME as MARKDOWN;

use minijinja::Value;
use minijinja::value::Serde;

use super::link::Linker;
use super::path::SitePath;
use super::views::{PageView, RedirectView, SitemapView};
use super::{Page, Site};

/// A page as its template takes it.
pub(super) struct Shown {
    /// The frame.
    pub(super) page: PageView,
    /// The name under which the template sees the view.
    pub(super) name: &'static str,
    /// The view.
    pub(super) value: Value,
}

impl Shown {
    fn new(page: PageView, name: &'static str, view: &impl serde::Serialize) -> Self {
        Self {
            page,
            name,
            value: Value::from(Serde(view)),
        }
    }
}

/// What makes the links of a page.
fn linker<'a>(site: &Site, path: &'a SitePath, page: Page) -> Linker<'a> {
    match page {
        Page::NotFound => Linker::for_missing(path, site.options.home()),
        _ => Linker::new(path),
    }
}

/// The frame and view of a page that has a template.
pub(super) fn show(site: &Site, path: &SitePath, page: Page) -> Shown {
    let linker = linker(site, path, page);
    match page {
        Page::Home => home::show(site, &linker),
        Page::Report(report) => report::show(site, &linker, report),
        Page::Group(at) => index::group(site, &linker, at),
        Page::Index(at) => index::file(site, &linker, at),
        Page::Contents => index::contents(site, &linker),
        Page::Taxonomies => taxonomy::all(site, &linker),
        Page::Taxonomy(t) => taxonomy::one(site, &linker, t),
        Page::Term(t, k) => taxonomy::term(site, &linker, t, k),
        Page::Primer(t, k) => primer::show(site, &linker, (t, k)),
        Page::Actions => actions::all(site, &linker),
        Page::ActionsOf(at) => actions::of_year(site, &linker, at),
        Page::Insights => insights::all(site, &linker),
        Page::InsightsCause(row) => insights::of_cause(site, &linker, row),
        Page::Remarks(of, at) => insights::remarks(site, &linker, of, at),
        Page::Anniversaries => weeks::all(site, &linker),
        Page::Week(at) => weeks::one(site, &linker, at),
        Page::Search | Page::Titles | Page::TitlesOf(_) => match (&site.search, page) {
            (Some(own), Page::Titles) => search::titles(site, &linker, own),
            (Some(own), Page::TitlesOf(at)) => search::of_letter(site, &linker, own, at),
            (Some(own), _) => search::show(site, &linker, own),
            (None, _) => bare(site, &linker, page),
        },
        Page::Feed => feed::all(site, &linker),
        Page::TermFeed(t, k) => feed::of_term(site, &linker, t, k),
        Page::Opml => feed::list(site, &linker),
        Page::Data => data::show(site, &linker),
        Page::Redirect(report) => redirect(site, &linker, report),
        Page::NotFound => not_found(site, &linker),
        Page::Sitemap => sitemap(site, &linker),
        Page::Robots
        | Page::ActionsCsv
        | Page::ActionsJson
        | Page::JsonFeed
        | Page::TermJsonFeed(..)
        | Page::Record(_)
        | Page::Markdown(_)
        | Page::Schema
        | Page::SearchManifest
        | Page::SearchFacets
        | Page::SearchReports(_)
        | Page::SearchWords(_)
        | Page::SearchFirsts(_)
        | Page::NoJekyll
        | Page::Cname => bare(site, &linker, page),
    }
}

/// A page without a view of its own.
fn bare(site: &Site, linker: &Linker<'_>, page: Page) -> Shown {
    Shown {
        page: frame::of(site, linker, page, ""),
        name: "plain",
        value: Value::from(()),
    }
}

/// The text of a file without looks.
pub(super) fn plain(site: &Site, path: &SitePath, page: Page) -> String {
    match (page, &site.options.cname) {
        (Page::JsonFeed, _) => json_feed::all(site, path),
        (Page::TermJsonFeed(t, k), _) => json_feed::of_term(site, path, t, k),
        (Page::Record(at), _) => super::data::record(site, at),
        (Page::Markdown(at), _) => markdown::text(site, path, at),
        (Page::Schema, _) => super::export::schema::text(),
        (
            Page::SearchManifest
            | Page::SearchFacets
            | Page::SearchReports(_)
            | Page::SearchWords(_)
            | Page::SearchFirsts(_),
            _,
        ) => super::search::text(site, page),
        (Page::Cname, Some(name)) => format!("{}\n", name.trim()),
        _ => String::new(),
    }
}

fn redirect(site: &Site, linker: &Linker<'_>, report: usize) -> Shown {
    let target = &site.addresses[report];
    let view = RedirectView {
        url: linker.to(target),
        title: site.archive.reports[report].title.clone(),
    };
    let mut page = frame::of(site, linker, Page::Redirect(report), &view.title);
    page.canonical = frame::absolute(site, target);
    Shown::new(page, "redirect", &view)
}

fn not_found(site: &Site, linker: &Linker<'_>) -> Shown {
    let mut page = frame::of(
        site,
        linker,
        Page::NotFound,
        site.language().text("Page not found"),
    );
    page.canonical = None;
    Shown {
        page,
        name: "not_found",
        value: Value::from(()),
    }
}

fn sitemap(site: &Site, linker: &Linker<'_>) -> Shown {
    let view = SitemapView {
        urls: site
            .pages()
            .filter(|(_, page)| page.is_listed())
            .filter_map(|(path, _)| frame::absolute(site, path))
            .collect(),
    };
    let page = frame::of(site, linker, Page::Sitemap, "Sitemap");
    Shown::new(page, "sitemap", &view)
}
