//! Pages: which files the site has, and what stands in each.
//!
//! Takes an [`Archive`], gives a [`Site`]: an ordered map from [`SitePath`] to [`Page`], where a page is small (what it
//! shows), and [`Site::render`], a pure function of the site. It knows no looks: templates are filled by a function that the
//! pipeline passes in. It touches no disk; assets are only named.

mod action_text;
mod actions;
mod address;
mod alias;
mod alike;
mod bodies;
mod clash;
mod data;
pub mod export;
mod facet;
mod group;
mod initial;
mod insights;
mod introduction;
mod link;
pub mod options;
mod pages;
pub mod path;
mod plan;
mod redirect;
mod register;
mod runbooks;
mod search;
pub mod shared;
pub mod slug;
pub mod views;
mod weeks;
mod words;

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use minijinja::Value;
use minijinja::value::Serde;

use crate::archive::taxonomy::Suggested;
use crate::archive::{Archive, ReportIndex};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::highlight::Highlighter;
use crate::html::{Body, Means};
use crate::language::Language;
use crate::markdown;
use crate::postmortem::Postmortem;
use crate::postmortem::remark::Of;
use crate::search as words_of_reports;

pub use bodies::Bodies;
pub use data::{Catalogue, Entry as CatalogueEntry};
pub use options::{Changes, Options};
pub use path::SitePath;
use shared::Seen;
use views::SiteView;

/// Fills the template of that name with those values.
pub type FillTemplate<'a> = dyn Fn(&str, Value) -> Result<Vec<u8>, Diagnostic> + 'a;

/// One file that the site makes: what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// The home page.
    Home,
    /// The page of a report.
    Report(ReportIndex),
    /// The page of a group of the contents tree.
    Group(usize),
    /// The page of an index file that is more than the introduction of a group.
    Index(usize),
    /// Everything that stands directly in the root, where that is too much for the home page.
    Contents,
    /// The list of all indexes.
    Taxonomies,
    /// An index with its terms.
    Taxonomy(usize),
    /// A term of an index.
    Term(usize, usize),
    /// What people on call should know of a service.
    Primer(usize, usize),
    /// What all reports promise.
    Actions,
    /// A page of the actions of one year.
    ActionsOf(usize),
    /// The action ledger as a table.
    ActionsCsv,
    /// The same as data.
    ActionsJson,
    /// What keeps hurting us.
    Insights,
    /// A row of the matrix there: the reports of a cause by service.
    InsightsCause(usize),
    /// A page of what reports say of luck or of surprise, from 0.
    Remarks(Of, usize),
    /// The incidents by the week of the year.
    Anniversaries,
    /// Those of one week, from 0.
    Week(usize),
    /// Where the archive is searched.
    Search,
    /// What a search loads first.
    SearchManifest,
    /// What results can be narrowed by.
    SearchFacets,
    /// What results show of a block of reports.
    SearchReports(usize),
    /// A part of the words that are searched.
    SearchWords(usize),
    /// First letters of words by those that follow.
    SearchFirsts(usize),
    /// All titles, by letter.
    Titles,
    /// Those of one letter.
    TitlesOf(usize),
    /// The feed of all reports.
    Feed,
    /// The feed of a term.
    TermFeed(usize, usize),
    /// The feed of all reports as JSON.
    JsonFeed,
    /// The feed of a term as JSON.
    TermJsonFeed(usize, usize),
    /// The list of all feeds.
    Opml,
    /// Which data there are.
    Data,
    /// The record of a report.
    Record(ReportIndex),
    /// A report as Markdown.
    Markdown(ReportIndex),
    /// The JSON Schema of a record.
    Schema,
    /// A former address of a report.
    Redirect(ReportIndex),
    /// What a host shows for a missing address.
    NotFound,
    /// `sitemap.xml`.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// `.nojekyll`: tells GitHub Pages to publish the files as they are.
    NoJekyll,
    /// `CNAME`: tells GitHub Pages the custom domain.
    Cname,
}

/// How a page is made and by whom it is found.
struct Making {
    kind: &'static str,
    template: Option<&'static str>,
    listed: bool,
}

/// A page that people read and search engines may list.
const fn read(kind: &'static str, template: &'static str) -> Making {
    Making {
        kind,
        template: Some(template),
        listed: true,
    }
}

/// A file that a template fills and nobody looks for: a feed, a former address.
const fn beside(kind: &'static str, template: &'static str) -> Making {
    Making {
        kind,
        template: Some(template),
        listed: false,
    }
}

/// A file without looks.
const fn bare(kind: &'static str) -> Making {
    Making {
        kind,
        template: None,
        listed: false,
    }
}

impl Page {
    /// The table of kinds: a new page is a row here.
    const fn making(self) -> Making {
        match self {
            Self::Home => read("home", "home.html"),
            Self::Report(_) => read("report", "report.html"),
            Self::Group(_) | Self::Index(_) | Self::Contents => read("index", "index.html"),
            Self::Taxonomies => read("taxonomies", "taxonomies.html"),
            Self::Taxonomy(_) => read("taxonomy", "taxonomy.html"),
            Self::Term(..) => read("term", "term.html"),
            Self::Primer(..) => read("primer", "primer.html"),
            Self::Actions => read("actions", "actions.html"),
            Self::ActionsOf(_) => read("actions", "action_year.html"),
            Self::Insights => read("insights", "insights.html"),
            Self::InsightsCause(_) => read("insights", "insights_cause.html"),
            Self::Remarks(..) => read("insights", "remarks.html"),
            Self::Anniversaries => read("anniversaries", "anniversaries.html"),
            Self::Week(_) => read("anniversaries", "week.html"),
            Self::Search => read("search", "search.html"),
            Self::Titles | Self::TitlesOf(_) => read("titles", "titles.html"),
            Self::Data => read("data", "data.html"),
            Self::Feed | Self::TermFeed(..) => beside("feed", "feed.xml"),
            Self::Opml => beside("opml", "feeds.opml"),
            Self::Redirect(_) => beside("redirect", "redirect.html"),
            Self::NotFound => beside("not_found", "not_found.html"),
            Self::Sitemap => beside("sitemap", "sitemap.xml"),
            Self::Robots => beside("robots", "robots.txt"),
            Self::ActionsCsv | Self::ActionsJson => bare("data"),
            Self::JsonFeed
            | Self::TermJsonFeed(..)
            | Self::Record(_)
            | Self::Markdown(_)
            | Self::Schema
            | Self::SearchManifest
            | Self::SearchFacets
            | Self::SearchReports(_)
            | Self::SearchWords(_)
            | Self::SearchFirsts(_)
            | Self::NoJekyll
            | Self::Cname => bare("plain"),
        }
    }

    /// The kind, as templates know it.
    pub fn kind(self) -> &'static str {
        self.making().kind
    }

    /// The template that it is made with; none for a file without looks.
    pub fn template(self) -> Option<&'static str> {
        self.making().template
    }

    /// True for data that may be as long as the archive: it is best written in parts, by [`Site::write`].
    pub fn is_data(self) -> bool {
        matches!(self, Self::ActionsCsv | Self::ActionsJson)
    }

    /// True for a page that people read and search engines may list.
    pub fn is_listed(self) -> bool {
        self.making().listed
    }
}

/// All pages over an archive.
#[derive(Debug)]
pub struct Site {
    archive: Archive,
    options: Options,
    pages: BTreeMap<SitePath, Page>,
    /// The page of each report.
    addresses: Vec<SitePath>,
    /// The page that shows each index file.
    index_pages: Vec<SitePath>,
    /// The page of each folder of the contents tree.
    folder_pages: BTreeMap<String, SitePath>,
    /// Index files with a page of their own that no group leads to, by the group to list them in.
    loose_indexes: BTreeMap<usize, Vec<usize>>,
    groups: group::Groups,
    taxonomies: Vec<TaxonomyPaths>,
    /// The primers, by index and term.
    primers: BTreeMap<(usize, usize), SitePath>,
    /// The pages of the action ledger, where it has any.
    ledger: Option<actions::Pages>,
    /// The pages of what keeps hurting us, where it has any.
    insights: Option<insights::Pages>,
    /// The incidents by the week of the year, where there are such pages.
    weeks: Option<weeks::Weeks>,
    /// What there is for who searches, where there is that.
    search: Option<search::Search>,
    /// The links of reports to runbooks, where there are primers.
    runbooks: runbooks::Runbooks,
    /// The page of each year that has one.
    years: BTreeMap<i16, SitePath>,
    membership: facet::Membership,
    /// The same for the indexes without pages: records do not depend on which have some.
    switched_off: facet::Membership,
    /// Which reports stand under a term by suggestions only.
    suggested: Suggested,
    /// Source path and output path of each file to copy.
    assets: BTreeMap<String, SitePath>,
    /// The files with an entry for every report.
    catalogues: Vec<(SitePath, Catalogue)>,
    /// The file of each record, where there are such.
    records: Vec<SitePath>,
    /// The file of each report as Markdown, where there are such.
    texts: Vec<SitePath>,
    /// As declared, and output path.
    styles: Vec<(String, SitePath)>,
    introduction: Body,
    /// What code of index files is highlighted with; none where that is switched off.
    highlighter: Option<Highlighter>,
    /// The text of each report.
    bodies: Vec<Mutex<Arc<Body>>>,
    /// The same as Markdown, where there are such files.
    markdown: Vec<Mutex<Arc<markdown::Body>>>,
    /// The short line of each report, made when a list first shows it.
    lines: Vec<pages::ShortLine>,
    /// What pages have around them, made when the first is shown.
    frames: OnceLock<pages::Frames>,
    /// The place of each report in the reading order.
    places: Vec<Option<usize>>,
    /// True where the reading order is that of the days, the newest first, but for a few reports.
    by_date: bool,
    view: SiteView,
    /// The view as templates take it, made once.
    value: Value,
}

/// Lets a text go.
fn clear<T: Default>(text: Option<&Mutex<T>>) {
    if let Some(text) = text {
        *text.lock().unwrap_or_else(PoisonError::into_inner) = T::default();
    }
}

/// Where an index and its terms stand.
#[derive(Debug)]
struct TaxonomyPaths {
    page: SitePath,
    terms: Vec<SitePath>,
}

impl Site {
    /// Gives every page, asset and former address its path. Two claims to one path are an error that names both. `bodies` holds
    /// the text of each report, written for its page.
    pub fn new(archive: Archive, bodies: Bodies, options: Options) -> (Self, Diagnostics) {
        plan::plan(archive, bodies, options)
    }

    /// Forgets what only this page is made of: it is made, and nobody asks for it again. An archive is large, and so are its texts.
    pub fn forget(&self, page: Page) {
        match page {
            Page::Report(at) => clear(self.bodies.get(at)),
            Page::Markdown(at) => clear(self.markdown.get(at)),
            _ => {}
        }
    }

    /// The text of a report.
    fn body(&self, report: ReportIndex) -> Arc<Body> {
        let body = &self.bodies[report];
        Arc::clone(&body.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Shows another text of a report that tells the archive nothing new ([`crate::archive::retold`]): as its page shows it, as
    /// Markdown where there is such a file, and its words where the index is made when somebody searches.
    pub fn retell(
        &mut self,
        at: ReportIndex,
        report: Arc<Postmortem>,
        (body, markdown): (Arc<Body>, Option<Arc<markdown::Body>>),
        words: Option<Arc<words_of_reports::Words>>,
    ) {
        if let Some(search) = &mut self.search {
            search.put(&report.path, words);
        }
        if let Some(known) = self.markdown.get_mut(at) {
            *known = Mutex::new(markdown.unwrap_or_default());
        }
        self.bodies[at] = Mutex::new(body);
        self.lines[at] = pages::ShortLine::default();
        self.archive.reports[at] = report;
    }

    /// Forgets what only pages are made of, when all are made: what moves them into place needs room.
    pub fn let_go(&mut self) {
        self.bodies = Vec::new();
        self.markdown = Vec::new();
        self.lines = Vec::new();
        self.search = None;
        self.frames = OnceLock::new();
    }

    /// The collection that the site shows.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// Every page, in the order of the paths.
    pub fn pages(&self) -> impl Iterator<Item = (&SitePath, Page)> {
        self.pages.iter().map(|(path, page)| (path, *page))
    }

    /// What stands at that path.
    pub fn page(&self, path: &SitePath) -> Option<Page> {
        let page = self.pages.get(path).copied();
        page.or_else(|| self.search.as_ref()?.file(self, path))
    }

    /// The site's own words.
    fn language(&self) -> &Language {
        &self.options.words
    }

    /// What texts of index files are written with.
    fn means(&self) -> Means<'_> {
        Means {
            highlighter: self.highlighter.as_ref(),
            language: self.language(),
        }
    }

    /// When the file of a report was changed, where that is known.
    fn history(&self, report: &Postmortem) -> Option<Changes> {
        self.options.history.get(&**report.file()).copied()
    }

    /// The page of a report.
    pub fn address(&self, report: ReportIndex) -> &SitePath {
        &self.addresses[report]
    }

    /// The files to copy: path in the source folder and path in the site, sorted by the first.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &SitePath)> {
        self.assets.iter().map(|(from, to)| (from.as_str(), to))
    }

    /// The project's own style sheets: as declared, and the path in the site that pages load them from.
    pub fn styles(&self) -> impl Iterator<Item = (&str, &SitePath)> {
        self.styles.iter().map(|(from, to)| (from.as_str(), to))
    }

    /// Where a file of the source folder is copied to.
    fn asset(&self, path: &str) -> Option<&SitePath> {
        self.assets.get(path)
    }

    #[expect(
        clippy::result_large_err,
        reason = "a fault ends the build; it is made once, not on a hot path"
    )]
    /// The bytes of a page. A fault of a template is the only thing that can go wrong.
    pub fn render(
        &self,
        path: &SitePath,
        page: Page,
        fill: &FillTemplate<'_>,
    ) -> Result<Vec<u8>, Diagnostic> {
        if page.is_data() {
            let mut bytes = Vec::new();
            // Writing to memory cannot fail.
            let _: std::io::Result<()> = self.write(page, &mut bytes);
            return Ok(bytes);
        }
        let Some(template) = page.template() else {
            return Ok(pages::plain(self, path, page).into_bytes());
        };
        let shown = pages::show(self, path, page);
        let context = Value::from_object(Seen {
            page: Value::from(Serde(&shown.page)),
            site: self.value.clone(),
            name: shown.name,
            view: shown.value,
        });
        fill(template, context)
    }

    /// Writes a page that is data, record by record: neither it nor what it is made of is ever held as a whole.
    pub fn write(&self, page: Page, sink: &mut dyn Write) -> std::io::Result<()> {
        match page {
            Page::ActionsCsv => export::actions_csv(self, sink),
            Page::ActionsJson => export::actions_json(self, sink),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
