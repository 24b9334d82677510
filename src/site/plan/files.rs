//! The files that programs and the search read, and the pages that belong to them.
//!
//! Takes what has its path already, gives these files theirs. What stands in them is the knowledge of `data` and `search`.

use super::super::bodies::WordsOfAll;
use super::super::path::SitePath;
use super::super::register::Owner;
use super::super::search::{self, Search};
use super::super::{Catalogue, Options, Page, data, facet};
use super::Plan;
use crate::config::Output;

impl Plan<'_> {
    /// The search page with its files, and the pages of all titles.
    pub(super) fn search(
        &mut self,
        words: WordsOfAll,
        membership: &facet::Membership,
        options: &Options,
    ) -> Search {
        let mut search = match words {
            WordsOfAll::Now(words) => {
                Search::new(self.archive, words, (membership, &options.language))
            }
            WordsOfAll::Later(kept) => Search::later(self.archive, kept),
        };
        self.put(search.page.clone(), Page::Search, "the search page");
        self.register
            .keep(search::is_file, "a file of the search index");
        for (path, page) in search.files_at_once() {
            self.put(path, page, "a file of the search index");
        }
        self.put(
            search.titles.page.clone(),
            Page::Titles,
            "the list of all titles",
        );
        for (at, letter) in search.titles.letters.iter_mut().enumerate() {
            if let Some(page) = &mut letter.page {
                *page = self.put_page(page.folder(), Page::TitlesOf(at), "a list of titles");
            }
        }
        search
    }

    /// The files for programs that the archive has as a whole, and the page that names them.
    pub(super) fn data(&mut self, options: &Options) -> Vec<(SitePath, Catalogue)> {
        let catalogues = data::catalogues(&self.archive.reports, options);
        for (path, _) in &catalogues {
            let owner = Owner::Site(format!("`{path}`"));
            // They come before all that reports ask for, so that nobody has their paths.
            let _ = self.register.claim(path, owner);
        }
        let outputs = &options.outputs;
        if outputs.has(Output::Json) || outputs.has(Output::Ndjson) || outputs.has(Output::Records)
        {
            let path = data::schema_path();
            self.put(path, Page::Schema, "the schema of records");
        }
        if !catalogues.is_empty() {
            self.put(SitePath::page(data::PAGE), Page::Data, "the page of data");
        }
        catalogues
    }
}
