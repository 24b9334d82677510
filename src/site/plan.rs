//! Which file stands where: gives every page, asset and former address its path, in one fixed order.
//!
//! The order decides who keeps a wished address: the site's own pages, reports, groups, other index files, former addresses,
//! copied files. It renders nothing.

mod contents;
mod files;
mod indexes;

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

use minijinja::Value;
use minijinja::value::Serde;

use crate::archive::taxonomy::Suggested;
use crate::archive::{Archive, ReportIndex};
use crate::config::Output;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::highlight::Highlighter;
use crate::html::{Body, Means};

use super::clash::{self, CLASH};
use super::group::Groups;
use super::introduction::{self, Introduction};
use super::options::Options;
use super::path::SitePath;
use super::register::{Owner, Register};
use super::runbooks::Runbooks;
use super::weeks::Weeks;
use super::{
    Bodies, Page, Site, actions, address, alias, data, facet, insights, pages, redirect, slug,
};

/// What is being filled: the map of pages, and who has claimed what.
struct Plan<'a> {
    archive: &'a Archive,
    register: Register,
    pages: BTreeMap<SitePath, Page>,
    diagnostics: Diagnostics,
}

/// Makes the site of an archive.
pub(super) fn plan(archive: Archive, mut bodies: Bodies, options: Options) -> (Site, Diagnostics) {
    let has_url = options.site_url.is_some();
    let mut plan = Plan {
        archive: &archive,
        register: Register::default(),
        pages: BTreeMap::new(),
        diagnostics: Diagnostics::new(),
    };
    plan.fixed(&options);
    let ledger = if options.without_ledger {
        None
    } else {
        plan.ledger()
    };
    let weeks = if options.outputs.has(Output::Anniversaries) {
        plan.weeks()
    } else {
        None
    };
    let taxonomies = plan.taxonomies(&options);
    let suggested = Suggested::new(&archive.reports, &archive.taxonomies);
    let insights = if options.without_insights {
        None
    } else {
        plan.insights(&suggested)
    };
    let primers = if options.outputs.has(Output::Primers) {
        plan.primers(&taxonomies)
    } else {
        BTreeMap::new()
    };
    let runbooks = if primers.is_empty() {
        Runbooks::default()
    } else {
        Runbooks::of_all(&archive.reports)
    };
    let membership = facet::Membership::new(archive.reports.len(), &archive.taxonomies);
    let search = (bodies.words.take()).map(|words| plan.search(words, &membership, &options));
    let styles = plan.styles(&options.additional_css);
    let catalogues = plan.data(&options);

    let addresses =
        address::of_reports(&archive.reports, &mut plan.register, &mut plan.diagnostics);
    for (report, path) in addresses.iter().enumerate() {
        plan.pages.insert(path.clone(), Page::Report(report));
    }
    let records = if options.outputs.has(Output::Records) {
        plan.records(&addresses)
    } else {
        Vec::new()
    };
    let texts = if options.outputs.has(Output::PageMd) {
        plan.texts(&addresses)
    } else {
        Vec::new()
    };
    let years = plan.years(&taxonomies);
    let mut groups = Groups::new(&archive.contents, archive.reports.len(), &options.words);
    plan.groups(&mut groups, &years, &addresses);
    let introduction = match archive
        .contents
        .root
        .index
        .and_then(|at| archive.indexes.get(at))
    {
        Some(index) if archive.reports.is_empty() => introduction::alone(index),
        Some(index) => introduction::of(index, &archive.references),
        None => Introduction::default(),
    };
    let (index_pages, loose_indexes) = plan.indexes(&groups, introduction.needs_page);
    let redirects = alias::of_reports(
        &archive.reports,
        &addresses,
        options.site_url.as_deref(),
        &mut plan.register,
        &mut plan.diagnostics,
    );
    let of_book = redirect::of_book(
        &options.redirects,
        &archive.reports,
        &addresses,
        &mut plan.register,
        &mut plan.diagnostics,
    );
    for (path, report) in redirects.into_iter().chain(of_book) {
        plan.pages.insert(path, Page::Redirect(report));
    }
    let assets = plan.assets();
    let remote = plan.archive.references.remote_images;
    if remote > 0 && !options.allow_remote_images {
        let message = match remote {
            1 => "1 image of another host is shown as a link".to_owned(),
            n => format!("{n} images of other hosts are shown as links"),
        };
        plan.diagnostics.push(
            Diagnostic::note("remote-image", message)
                .help("copy them beside the reports, or set `remote-images = \"allow\"` under `[output.html]`"),
        );
    }
    if !has_url {
        let message = match &options.site_path {
            Some(path) => format!(
                "no sitemap.xml, robots.txt and feeds: they need the site's whole address, and `{path}` is a path on a host that is not named"
            ),
            None => {
                "no sitemap.xml, robots.txt and feeds, and `404.html` has its looks at the root alone: they need the site's address"
                    .to_owned()
            }
        };
        plan.diagnostics.push(
            Diagnostic::note("no-site-url", message)
            .help("set `site-url = \"https://…/\"` under `[output.html]` in book.toml, or give `--site-url`"),
        );
    }

    let Plan {
        pages, diagnostics, ..
    } = plan;
    let mut places = vec![None; archive.reports.len()];
    for (place, report) in archive.contents.order.iter().enumerate() {
        if let Some(known) = places.get_mut(*report) {
            *known = Some(place);
        }
    }
    let by_date = is_by_date(&archive);
    let markdown = (archive.reports.iter().take(texts.len()))
        .map(|report| Mutex::new(bodies.markdown.remove(&report.path).unwrap_or_default()))
        .collect();
    let bodies = (archive.reports.iter())
        .map(|report| Mutex::new(bodies.html.remove(&report.path).unwrap_or_default()))
        .collect();
    let view = pages::site_view(&archive, &options);
    let value = Value::from(Serde(&view));
    let switched_off = facet::Membership::new(archive.reports.len(), &archive.switched_off);
    let highlighter = (!options.plain_code).then(Highlighter::default);
    let means = Means {
        highlighter: highlighter.as_ref(),
        language: &options.words,
    };
    let introduction = Body::of_page(&introduction.blocks, None, &[], means);
    let site = Site {
        lines: archive
            .reports
            .iter()
            .map(|_| pages::ShortLine::default())
            .collect(),
        frames: OnceLock::new(),
        archive,
        options,
        pages,
        addresses,
        index_pages,
        folder_pages: contents::folder_pages(&groups),
        loose_indexes,
        groups,
        taxonomies,
        primers,
        ledger,
        insights,
        weeks,
        search,
        runbooks,
        years,
        membership,
        switched_off,
        suggested,
        assets,
        catalogues,
        records,
        texts,
        styles,
        introduction,
        highlighter,
        bodies,
        markdown,
        places,
        by_date,
        view,
        value,
    };
    (site, diagnostics)
}

/// True where the reading order goes by the days of the reports, the newest first, but for one step in ten at most: lists that people keep
/// have a report that was added late.
fn is_by_date(archive: &Archive) -> bool {
    let order = &archive.contents.order;
    let day = |report: &ReportIndex| archive.reports.get(*report).and_then(|report| report.day());
    let (mut steps, mut wrong) = (0_usize, 0_usize);
    for (one, next) in order.iter().zip(order.iter().skip(1)) {
        if let (Some(day), Some(next)) = (day(one), day(next)) {
            steps += 1;
            wrong += usize::from(day < next);
        }
    }
    steps > 0 && wrong * 10 <= steps
}

impl Plan<'_> {
    /// Claims a path that nobody else may have, and puts a page there.
    fn put(&mut self, path: SitePath, page: Page, what: &str) {
        if let Err(holder) = self.register.claim(&path, Owner::Site(what.to_owned())) {
            let reports = &self.archive.reports;
            self.diagnostics.push(Diagnostic::error(
                CLASH,
                format!(
                    "`{path}` is wanted by {what} and by {}",
                    holder.describe(reports)
                ),
            ));
            return;
        }
        self.pages.insert(path, page);
    }

    /// Claims the page of a folder, with a number behind its name where that is taken.
    fn put_page(&mut self, folder: &str, page: Page, what: &str) -> SitePath {
        let (path, _) = self
            .register
            .claim_page(folder, Owner::Site(what.to_owned()));
        self.pages.insert(path.clone(), page);
        path
    }

    fn fixed(&mut self, options: &Options) {
        self.put(SitePath::page(""), Page::Home, "the home page");
        self.put(
            SitePath::file("404.html"),
            Page::NotFound,
            "the page for missing addresses",
        );
        self.put(SitePath::file(".nojekyll"), Page::NoJekyll, "`.nojekyll`");
        if options.cname.is_some() {
            self.put(SitePath::file("CNAME"), Page::Cname, "`CNAME`");
        }
        if options.site_url.is_some() {
            self.put(SitePath::file("sitemap.xml"), Page::Sitemap, "the sitemap");
            self.put(SitePath::file("robots.txt"), Page::Robots, "`robots.txt`");
            // A feed needs a date of its newest entry.
            if self
                .archive
                .reports
                .iter()
                .any(|report| pages::has_feed_date(report))
            {
                let outputs = &options.outputs;
                if outputs.has(Output::Atom) {
                    self.put(SitePath::file("feed.xml"), Page::Feed, "the feed");
                }
                if outputs.has(Output::JsonFeed) {
                    let path = SitePath::file(pages::JSON_FEED);
                    self.put(path, Page::JsonFeed, "the feed as JSON");
                }
                if outputs.has(Output::Opml)
                    && (outputs.has(Output::Atom) || outputs.has(Output::JsonFeed))
                {
                    self.put(SitePath::file(pages::OPML), Page::Opml, "the list of feeds");
                }
            }
        }
        if !self.archive.taxonomies.is_empty() {
            self.put(
                SitePath::page("indexes"),
                Page::Taxonomies,
                "the list of indexes",
            );
        }
    }

    /// The pages of the action ledger.
    fn ledger(&mut self) -> Option<actions::Pages> {
        let pages = actions::Pages::of(self.archive)?;
        self.put(pages.main.clone(), Page::Actions, "the action ledger");
        for (at, year) in pages.years.iter().enumerate() {
            let what = "a page of the action ledger";
            self.put(year.path.clone(), Page::ActionsOf(at), what);
        }
        let csv = "the table of the action ledger";
        self.put(pages.csv.clone(), Page::ActionsCsv, csv);
        let json = "the data of the action ledger";
        self.put(pages.json.clone(), Page::ActionsJson, json);
        Some(pages)
    }

    /// The pages of what keeps hurting us.
    fn insights(&mut self, suggested: &Suggested) -> Option<insights::Pages> {
        let mut pages = insights::Pages::of(self.archive, suggested)?;
        self.put(pages.main.clone(), Page::Insights, "the insights");
        for (at, path) in pages.causes.iter_mut().enumerate() {
            let what = "a list of the insights";
            *path = self.put_page(path.folder(), Page::InsightsCause(at), what);
        }
        for register in &pages.registers {
            for (at, path) in register.pages.iter().enumerate() {
                let what = "a register of the insights";
                self.put(path.clone(), Page::Remarks(register.of, at), what);
            }
        }
        Some(pages)
    }

    /// The pages of the weeks.
    fn weeks(&mut self) -> Option<Weeks> {
        let weeks = Weeks::of(&self.archive.reports)?;
        self.put(weeks.main.clone(), Page::Anniversaries, "the anniversaries");
        for (at, page) in weeks.pages.iter().enumerate() {
            if let Some(path) = page {
                self.put(path.clone(), Page::Week(at), "a week of the anniversaries");
            }
        }
        Some(weeks)
    }

    /// The file of each record, by the address of its report.
    fn records(&mut self, addresses: &[SitePath]) -> Vec<SitePath> {
        let mut out = Vec::new();
        for (at, address) in addresses.iter().enumerate() {
            let wish = data::record_path(address.folder());
            let owner = Owner::Site(format!("the record of `{}`", self.archive.reports[at].path));
            let (path, _) = self.register.claim_file(wish.as_str(), owner);
            self.pages.insert(path.clone(), Page::Record(at));
            out.push(path);
        }
        out
    }

    /// The file of each report as Markdown, beside its page.
    fn texts(&mut self, addresses: &[SitePath]) -> Vec<SitePath> {
        let mut out = Vec::new();
        for (at, address) in addresses.iter().enumerate() {
            let wish = address.beside(pages::MARKDOWN);
            let owner = Owner::Site(format!(
                "the Markdown of `{}`",
                self.archive.reports[at].path
            ));
            let (path, holder) = self.register.claim_file(wish.as_str(), owner);
            if let Some(holder) = holder {
                let reports = &self.archive.reports;
                let found = clash::of_markdown(reports, at, &wish, &path, &holder);
                self.diagnostics.push(found);
            }
            self.pages.insert(path.clone(), Page::Markdown(at));
            out.push(path);
        }
        out
    }

    fn styles(&mut self, declared: &[String]) -> Vec<(String, SitePath)> {
        declared
            .iter()
            .map(|style| {
                let wish = SitePath::file(&format!("static/additional/{}", slug::kept_path(style)));
                let owner = Owner::Site(format!("the style sheet `{style}`"));
                let (path, _) = self.register.claim_file(wish.as_str(), owner);
                (style.clone(), path)
            })
            .collect()
    }

    fn assets(&mut self) -> BTreeMap<String, SitePath> {
        let mut out = BTreeMap::new();
        for source in &self.archive.references.assets {
            let mut wish = slug::kept_path(source);
            // The theme's files and the project's style sheets stand there.
            for own in ["theme", "static"] {
                let is_in = wish
                    .split('/')
                    .next()
                    .is_some_and(|first| first.eq_ignore_ascii_case(own));
                if is_in {
                    wish.insert_str(own.len(), "-2");
                }
            }
            let (path, holder) = self
                .register
                .claim_file(&wish, Owner::Asset(source.clone()));
            if let Some(holder) = holder {
                self.diagnostics.push(
                    Diagnostic::warning(
                        CLASH,
                        format!(
                            "`{wish}` is already {}; the file stands at `{path}`",
                            holder.describe(&self.archive.reports)
                        ),
                    )
                    .in_file(source.as_str())
                    .help("rename the file"),
                );
            }
            out.insert(source.clone(), path);
        }
        out
    }
}
