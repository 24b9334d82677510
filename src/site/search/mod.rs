//! The files of the search index: which there are, and what stands in each.
//!
//! Takes the index of the archive's words ([`crate::search::Index`]) and gives scripts that hold nothing but data: a call each, so that a
//! page can load them from `file://` too, where no page may read a file. What reports say stays data: no text of theirs can end a script.
//! It answers no query; that is a script of the theme.

mod blocks;
mod facets;
mod manifest;
mod titles;
mod words;

use std::fmt::Write as _;

use serde::Serialize;

use crate::archive::{Archive, Taxonomy};
use crate::search::{Gathered, Index, Labels};

use super::facet::{Membership, full_name};
use super::path::SitePath;
use super::{Page, Site};

pub(super) use titles::Titles;

/// The folder of the search page and of its files.
const FOLDER: &str = "search";
/// Reports of one block: what is shown of a result is loaded by blocks.
const BLOCK: usize = 32;
/// The index by year has its own form in the facets.
const YEAR: &str = "year";

/// What the site has for who searches it.
#[derive(Debug)]
pub(super) struct Search {
    /// The search page.
    pub(super) page: SitePath,
    /// All titles by letter.
    pub(super) titles: Titles,
    index: Index,
    blocks: usize,
}

impl Search {
    /// Makes the index of an archive.
    pub(super) fn new(
        archive: &Archive,
        gathered: Gathered,
        membership: &Membership,
        language: &str,
    ) -> Self {
        let taxonomies = &archive.taxonomies;
        let starts: Vec<usize> = starts(taxonomies);
        let of = |report: usize| {
            let own = membership.of(report).iter();
            own.filter(|(t, _)| taxonomies[*t].key != YEAR)
                .map(|(t, k)| starts[*t] + k)
                .collect()
        };
        let labels = Labels {
            names: (taxonomies.iter())
                .flat_map(|taxonomy| {
                    let terms = 0..taxonomy.terms.len();
                    terms.map(|k| match taxonomy.key {
                        YEAR => String::new(),
                        _ => full_name(&taxonomy.terms, k),
                    })
                })
                .collect(),
            of: &of,
            language,
        };
        let paths: Vec<_> = archive.reports.iter().map(|report| &report.path).collect();
        let index = Index::new(gathered, &paths, &labels, &|fingerprint| {
            archive.prompts.contains(&fingerprint)
        });
        Self {
            page: SitePath::page(FOLDER),
            titles: Titles::of(&archive.reports),
            index,
            blocks: archive.reports.len().div_ceil(BLOCK),
        }
    }

    /// The files of the index, each with what stands in it.
    pub(super) fn files(&self) -> Vec<(SitePath, Page)> {
        let file = |name: &str| SitePath::file(&format!("{FOLDER}/{name}.js"));
        let mut out = vec![
            (file("manifest"), Page::SearchManifest),
            (file("facets"), Page::SearchFacets),
        ];
        out.extend((0..self.blocks).map(|at| (file(&format!("d{at}")), Page::SearchReports(at))));
        out.extend(
            (0..self.index.shards().len())
                .map(|at| (file(&format!("w{at}")), Page::SearchWords(at))),
        );
        out
    }
}

/// Where the terms of each index begin in the list of all terms.
fn starts(taxonomies: &[Taxonomy]) -> Vec<usize> {
    let mut next = 0;
    let starts = taxonomies.iter().map(|taxonomy| {
        let start = next;
        next += taxonomy.terms.len();
        start
    });
    starts.collect()
}

/// The text of a file of the index.
pub(super) fn text(site: &Site, page: Page) -> String {
    let Some(search) = &site.search else {
        return String::new();
    };
    match page {
        Page::SearchManifest => call("manifest", None, &manifest::of(site, search)),
        Page::SearchFacets => call("facets", None, &facets::of(site)),
        Page::SearchReports(at) => call("reports", Some(at), &blocks::of(site, search, at)),
        Page::SearchWords(at) => {
            let shard = search.index.shards().get(at);
            call("words", Some(at), &shard.map(words::Entries))
        }
        _ => String::new(),
    }
}

/// A script that gives data to the search page.
fn call(kind: &str, number: Option<usize>, data: &impl Serialize) -> String {
    let mut out = format!("window.pmsiteSearch.add(\"{kind}\",");
    let _ = match number {
        Some(number) => write!(out, "{number},"),
        None => write!(out, "\"\","),
    };
    push_data(data, &mut out);
    out.push_str(");\n");
    out
}

/// Adds data as JSON that may stand in any script: nothing in it can end one or begin markup.
fn push_data(data: &impl Serialize, out: &mut String) {
    // Lists and texts alone: writing them cannot fail.
    let json = serde_json::to_string(data).unwrap_or_default();
    let mut rest = json.as_str();
    while let Some(at) = rest.find(['<', '>', '\u{2028}', '\u{2029}']) {
        out.push_str(&rest[..at]);
        let mut letters = rest[at..].chars();
        let _ = write!(out, "\\u{:04x}", letters.next().map_or(0, u32::from));
        rest = letters.as_str();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::call;

    #[test]
    fn what_reports_say_stays_data() {
        let hostile = "</script><script>alert(1)</script> \u{2028}\u{2029} \" \\ <!--";
        let script = call("reports", Some(3), &[hostile]);
        assert!(
            !script.contains(['<', '>', '\u{2028}', '\u{2029}']),
            "{script}"
        );
        let json = script
            .strip_prefix("window.pmsiteSearch.add(\"reports\",3,")
            .and_then(|rest| rest.strip_suffix(");\n"));
        let back: Vec<String> = serde_json::from_str(json.unwrap_or_default()).expect("it is JSON");
        assert_eq!(back, [hostile]);
    }
}
