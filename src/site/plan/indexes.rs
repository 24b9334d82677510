//! The pages of the indexes: of each index, of its terms with their feeds, and the primers of services.
//!
//! Takes the taxonomies of the archive, gives each of them its paths. What stands on these pages is not known here.

use std::collections::BTreeMap;

use super::super::path::SitePath;
use super::super::{Options, Page, TaxonomyPaths, pages, slug};
use super::Plan;
use crate::config::Output;
use crate::facet::{Index, Property};

impl Plan<'_> {
    /// The pages of the indexes and of their terms, with the feeds of these.
    pub(super) fn taxonomies(&mut self, options: &Options) -> Vec<TaxonomyPaths> {
        let archive = self.archive;
        let feeds = options.site_url.is_some();
        let mut out = Vec::new();
        for (t, taxonomy) in archive.taxonomies.iter().enumerate() {
            let folder = slug::slug(taxonomy.plural);
            let what = format!("the index `{folder}`");
            let page = self.put_page(&folder, Page::Taxonomy(t), &what);
            let mut terms = Vec::new();
            for (k, term) in taxonomy.terms.iter().enumerate() {
                let parts: Vec<String> = term.id.split('/').map(slug::slug).collect();
                let what = format!("the page of `{}` in {what}", term.name);
                let wish = format!("{}/{}", page.folder(), parts.join("/"));
                let path = self.put_page(&wish, Page::Term(t, k), &what);
                let dated = |at: &usize| {
                    archive
                        .reports
                        .get(*at)
                        .is_some_and(|report| pages::has_feed_date(report))
                };
                if feeds && term.reports.iter().any(dated) {
                    let what = format!("the feed of `{}`", term.name);
                    if options.outputs.has(Output::Atom) {
                        self.put(path.beside("feed.xml"), Page::TermFeed(t, k), &what);
                    }
                    if options.outputs.has(Output::JsonFeed) {
                        let path = path.beside(pages::JSON_FEED);
                        self.put(path, Page::TermJsonFeed(t, k), &what);
                    }
                }
                terms.push(path);
            }
            out.push(TaxonomyPaths { page, terms });
        }
        out
    }

    /// The primer of each service that several reports tell of.
    pub(super) fn primers(
        &mut self,
        paths: &[TaxonomyPaths],
    ) -> BTreeMap<(usize, usize), SitePath> {
        /// One incident is told by its own report.
        const FEWEST: usize = 2;
        let mut out = BTreeMap::new();
        let archive = self.archive;
        for (t, (taxonomy, paths)) in archive.taxonomies.iter().zip(paths).enumerate() {
            if taxonomy.key != Property::Service.key() {
                continue;
            }
            for (k, (term, path)) in taxonomy.terms.iter().zip(&paths.terms).enumerate() {
                if term.reports.len() >= FEWEST {
                    let wish = format!("{}/primer", path.folder());
                    let what = format!("the primer of `{}`", term.name);
                    out.insert((t, k), self.put_page(&wish, Page::Primer(t, k), &what));
                }
            }
        }
        out
    }

    /// The pages of the years.
    pub(super) fn years(&self, paths: &[TaxonomyPaths]) -> BTreeMap<i16, SitePath> {
        let mut out = BTreeMap::new();
        for (taxonomy, paths) in self.archive.taxonomies.iter().zip(paths) {
            if taxonomy.key != Index::Year.key() {
                continue;
            }
            for (term, path) in taxonomy.terms.iter().zip(&paths.terms) {
                if let Ok(year) = term.id.parse() {
                    out.insert(year, path.clone());
                }
            }
        }
        out
    }
}
