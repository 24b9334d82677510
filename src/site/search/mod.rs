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
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Serialize;
use xxhash_rust::xxh3::Xxh3;

use crate::archive::{Archive, Taxonomy};
use crate::search::{Gathered, Index, KeptWords, Labels, Words};

use super::facet::{Membership, full_name};
use super::path::SitePath;
use super::{Page, Site};

pub(super) use titles::Titles;

/// The folder of the search page and of its files.
const FOLDER: &str = "search";
/// Reports of one block: what is shown of a result is loaded by blocks.
const BLOCK: usize = 96;
/// The index by year has its own form in the facets.
const YEAR: &str = "year";

/// What the site has for who searches it.
#[derive(Debug)]
pub(super) struct Search {
    /// The search page.
    pub(super) page: SitePath,
    /// All titles by letter.
    pub(super) titles: Titles,
    blocks: usize,
    /// The index with what all its files carry, once somebody asked.
    made: OnceLock<Made>,
    /// What the index is made of when somebody asks, where it is not made at once.
    kept: Option<Mutex<KeptWords>>,
}

#[derive(Debug)]
struct Made {
    index: Index,
    /// What all files of one writing carry.
    generation: OnceLock<String>,
}

impl Search {
    /// For an archive whose index is made at once.
    pub(super) fn new(
        archive: &Archive,
        gathered: Gathered,
        (membership, language): (&Membership, &str),
    ) -> Self {
        let search = Self::of(archive, None);
        let index = index(archive, gathered, (membership, language));
        search.made.get_or_init(|| Made::of(index));
        search
    }

    /// For one whose index is made when somebody searches.
    pub(super) fn later(archive: &Archive, kept: KeptWords) -> Self {
        Self::of(archive, Some(Mutex::new(kept)))
    }

    fn of(archive: &Archive, kept: Option<Mutex<KeptWords>>) -> Self {
        Self {
            page: SitePath::page(FOLDER),
            titles: Titles::of(&archive.reports),
            blocks: archive.reports.len().div_ceil(BLOCK),
            made: OnceLock::new(),
            kept,
        }
    }

    /// True where the index is made when somebody searches: only then it is known which files it has.
    pub(super) fn is_later(&self) -> bool {
        self.kept.is_some()
    }

    /// Takes other words of a report: of an index that is made when somebody searches.
    pub(super) fn put(&mut self, path: &Arc<str>, words: Option<Arc<Words>>) {
        if let Some(kept) = &mut self.kept {
            let kept = kept.get_mut().unwrap_or_else(PoisonError::into_inner);
            if let Some(words) = words {
                kept.of_reports.insert(Arc::clone(path), words);
            }
            self.made = OnceLock::new();
        }
    }

    fn made(&self, site: &Site) -> &Made {
        self.made.get_or_init(|| {
            let gathered = self.kept.as_ref().map(|kept| {
                let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.gathered()
            });
            let names = (&site.membership, &*site.options.language);
            Made::of(index(&site.archive, gathered.unwrap_or_default(), names))
        })
    }

    /// The index.
    fn index(&self, site: &Site) -> &Index {
        &self.made(site).index
    }

    /// The files of the index, each with what stands in it.
    pub(super) fn files(&self, index: &Index) -> Vec<(SitePath, Page)> {
        let file = |name: &str| SitePath::file(&format!("{FOLDER}/{name}.js"));
        let mut out = vec![
            (file("manifest"), Page::SearchManifest),
            (file("facets"), Page::SearchFacets),
        ];
        out.extend((0..self.blocks).map(|at| (file(&format!("d{at}")), Page::SearchReports(at))));
        let words = 0..index.shards().len();
        out.extend(words.map(|at| (file(&format!("w{at}")), Page::SearchWords(at))));
        let firsts = 0..index.firsts().files.len();
        out.extend(firsts.map(|at| (file(&format!("f{at}")), Page::SearchFirsts(at))));
        out
    }

    /// The files of an index that was made at once.
    pub(super) fn files_at_once(&self) -> Vec<(SitePath, Page)> {
        let made = self.made.get().filter(|_| !self.is_later());
        made.map(|made| self.files(&made.index)).unwrap_or_default()
    }

    /// What stands at that path, of the files of an index that is made when somebody searches.
    pub(super) fn file(&self, site: &Site, path: &SitePath) -> Option<Page> {
        if !self.is_later() || !is_file(path.as_str()) {
            return None;
        }
        let files = self.files(self.index(site));
        let found = files.into_iter().find(|(own, _)| own == path);
        found.map(|(_, page)| page)
    }
}

impl Made {
    fn of(index: Index) -> Self {
        Self {
            index,
            generation: OnceLock::new(),
        }
    }
}

/// True for paths that files of an index may have, however large it is: nobody else gets them.
pub(super) fn is_file(path: &str) -> bool {
    let name = path
        .strip_prefix(FOLDER)
        .and_then(|path| path.strip_prefix('/'));
    let Some(name) = name.and_then(|name| name.strip_suffix(".js")) else {
        return false;
    };
    let is_numbered = |name: &str| {
        let number = name.strip_prefix(['d', 'w', 'f']);
        number.is_some_and(|number| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    matches!(name, "manifest" | "facets") || is_numbered(name)
}

/// Makes the index of an archive.
fn index(
    archive: &Archive,
    gathered: Gathered,
    (membership, language): (&Membership, &str),
) -> Index {
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
    Index::new(gathered, &paths, &labels, &|fingerprint| {
        archive.prompts.contains(&fingerprint)
    })
}

/// What all files of one writing carry: a fingerprint of all that they say. A page that has files of two writings, one of which some host
/// kept, can tell.
fn generation<'a>(site: &Site, search: &'a Search) -> &'a str {
    search.made(site).generation.get_or_init(|| {
        let mut print = Print(Xxh3::new());
        print.take(&manifest::of(site, search));
        print.take(&facets::of(site));
        for at in 0..search.blocks {
            print.take(&blocks::of(site, search, at));
        }
        search.index(site).each_text(|text| {
            print.0.update(text.as_bytes());
            print.0.update(b"\n");
        });
        format!("{:016x}", print.0.digest())
    })
}

/// A fingerprint being made of what is written to it.
struct Print(Xxh3);

impl Print {
    fn take(&mut self, data: &impl Serialize) {
        // Lists and texts alone, and nothing is kept: writing them cannot fail.
        let _ = serde_json::to_writer(self, data);
    }
}

impl std::io::Write for Print {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
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
    let generation = generation(site, search);
    match page {
        Page::SearchManifest => call("manifest", None, generation, &manifest::of(site, search)),
        Page::SearchFacets => call("facets", None, generation, &facets::of(site)),
        Page::SearchReports(at) => {
            let block = blocks::of(site, search, at);
            call("reports", Some(at), generation, &block)
        }
        Page::SearchWords(at) => {
            let shard = search.index(site).shards().get(at);
            let words = shard.map(|shard| words::of(search.index(site), shard));
            call("words", Some(at), generation, &words)
        }
        Page::SearchFirsts(at) => {
            let letters = search.index(site).firsts().files.get(at);
            call("firsts", Some(at), generation, &letters)
        }
        _ => String::new(),
    }
}

/// A script that gives data to the search page.
fn call(kind: &str, number: Option<usize>, generation: &str, data: &impl Serialize) -> String {
    let mut out = format!("window.pmsiteSearch.add(\"{kind}\",");
    let _ = match number {
        Some(number) => write!(out, "{number},"),
        None => write!(out, "\"\","),
    };
    let _ = write!(out, "\"{generation}\",");
    push_data(data, &mut out);
    out.push_str(");\n");
    out
}

/// Adds data as JSON that may stand in any script: nothing in it can end one or begin markup.
fn push_data(data: &impl Serialize, out: &mut String) {
    // Lists and texts alone: writing them cannot fail.
    let json = serde_json::to_string(data).unwrap_or_default();
    let mut from = 0;
    // Both separators begin with this byte, and so do dashes and curly quotes.
    for at in memchr::memchr3_iter(b'<', b'>', 0xe2, json.as_bytes()) {
        let letter = json[at..].chars().next().unwrap_or_default();
        if matches!(letter, '<' | '>' | '\u{2028}' | '\u{2029}') {
            out.push_str(&json[from..at]);
            let _ = write!(out, "\\u{:04x}", u32::from(letter));
            from = at + letter.len_utf8();
        }
    }
    out.push_str(&json[from..]);
}

#[cfg(test)]
mod tests {
    use super::call;

    #[test]
    fn what_reports_say_stays_data() {
        let hostile = "</script><script>alert(1)</script> \u{2028}\u{2029} \" \\ <!--";
        let script = call("reports", Some(3), "0a", &[hostile]);
        assert!(
            !script.contains(['<', '>', '\u{2028}', '\u{2029}']),
            "{script}"
        );
        let json = script
            .strip_prefix("window.pmsiteSearch.add(\"reports\",3,\"0a\",")
            .and_then(|rest| rest.strip_suffix(");\n"));
        let back: Vec<String> = serde_json::from_str(json.unwrap_or_default()).expect("it is JSON");
        assert_eq!(back, [hostile]);
    }
}
