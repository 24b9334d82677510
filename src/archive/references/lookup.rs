//! Finds documents and files of the archive by the paths, addresses and names that authors use for them.
//!
//! Takes the paths of everything there is, gives for a path or a name what it means. It builds its tables in one pass; no
//! question looks at more than a handful of entries. It knows nothing of links and makes no diagnostics.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::super::address::{ends, folder_key, key, last_name, split};
use super::super::selection::{PAGE, by_folder, folder_of, introduction_rank};
use super::super::spelling::{folded, lowered, without_date};
use super::super::{Options, ReportIndex, toctree};
use super::near::Names;
use crate::postmortem::{Index, Postmortem};
use crate::source::path::joined;

/// The shortest name that may be found in a folder other than the one written.
const DISTINCT: usize = 4;

/// A document of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doc {
    /// A report.
    Report(ReportIndex),
    /// An index file.
    Index(usize),
}

/// What a path or name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// A document; `true` where others have an equal right to the name.
    Document(Doc, bool),
    /// An asset, by its path; `true` where others have an equal right.
    Asset(&'a str, bool),
    /// A folder that holds reports and no index file.
    Folder(&'a str),
    /// A file that exists, but is not on the site.
    Other(&'a str),
}

/// One meaning of a key: the strongest, and of equals the first.
#[derive(Debug, Clone, Copy)]
struct Meaning<T> {
    rank: u8,
    value: T,
    ambiguous: bool,
}

type Table<T> = HashMap<String, Meaning<T>>;

fn insert<T: Copy + PartialEq>(table: &mut Table<T>, key: String, rank: u8, value: T) {
    let new = Meaning {
        rank,
        value,
        ambiguous: false,
    };
    let old = table.entry(key).or_insert(new);
    if rank < old.rank {
        *old = new;
    } else if rank == old.rank && old.value != value {
        old.ambiguous = true;
    }
}

/// Everything that a link can name.
pub(super) struct Lookup<'a> {
    /// By the whole path as it stands.
    exact: HashMap<&'a str, Doc>,
    /// By the whole path in key form, and by declared addresses.
    keys: Table<Doc>,
    /// By the ends of those.
    ends: Table<Doc>,
    /// By the folded file name.
    names: Table<Doc>,
    /// By the folded title.
    titles: Table<Doc>,
    assets: &'a [String],
    asset_keys: Table<usize>,
    asset_ends: Table<usize>,
    folders: HashMap<String, &'a str>,
    others: HashMap<String, &'a str>,
    reports: &'a [Arc<Postmortem>],
    indexes: &'a [Index],
    /// The names to propose for one that is not found; made when the first is not.
    near_documents: OnceCell<Names>,
    near_assets: OnceCell<Names>,
}

/// Ranks in the tables: the path of a file, a declared address, an address that another generator derives.
const PATH: u8 = 0;
const DECLARED: u8 = 1;
const DERIVED: u8 = 2;

impl<'a> Lookup<'a> {
    /// The tables over these documents and files. `left_out` are paths of documents that take no part.
    pub(super) fn new(
        reports: &'a [Arc<Postmortem>],
        indexes: &'a [Index],
        options: &'a Options,
        left_out: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut lookup = Self {
            exact: HashMap::with_capacity(reports.len()),
            keys: HashMap::with_capacity(reports.len()),
            ends: HashMap::with_capacity(2 * reports.len()),
            names: HashMap::with_capacity(2 * reports.len()),
            titles: HashMap::with_capacity(reports.len()),
            assets: &options.assets,
            asset_keys: HashMap::new(),
            asset_ends: HashMap::new(),
            folders: HashMap::new(),
            others: HashMap::new(),
            reports,
            indexes,
            near_documents: OnceCell::new(),
            near_assets: OnceCell::new(),
        };
        lookup.add_indexes(indexes);
        // By path, so that "the first" does not depend on dates.
        let mut by_path: Vec<ReportIndex> = (0..reports.len()).collect();
        by_path.sort_by(|a, b| reports[*a].path.cmp(&reports[*b].path));
        for at in by_path {
            lookup.add_report(at, &reports[at]);
        }
        for (at, asset) in options.assets.iter().enumerate() {
            let key = lowered(asset);
            for end in ends(&key) {
                insert(&mut lookup.asset_ends, end.to_owned(), PATH, at);
            }
            insert(&mut lookup.asset_keys, key, PATH, at);
        }
        for other in &options.other_files {
            lookup.others.entry(lowered(other)).or_insert(other);
        }
        for document in left_out {
            for key in [lowered(document), key(document)] {
                lookup.others.entry(key).or_insert(document);
            }
        }
        lookup
    }

    /// Index files: of several in one folder, links to any lead to the one that introduces it, but to a page with a list of
    /// contents of its own.
    fn add_indexes(&mut self, indexes: &'a [Index]) {
        for places in by_folder(indexes).into_values() {
            for at in &places {
                let index = &indexes[*at];
                if introduction_rank(&index.path) == PAGE && toctree::is_in(&index.document) {
                    let doc = Doc::Index(*at);
                    let key = key(&index.path);
                    self.exact.insert(&index.path, doc);
                    insert(&mut self.names, folded(split(&key).1), PATH, doc);
                    self.add_key(&key, PATH, doc);
                    continue;
                }
                let doc = Doc::Index(places[0]);
                self.exact.insert(&index.path, doc);
                if let Some(portion) = &index.portion {
                    self.exact.insert(&portion.file, doc);
                    self.add_key(&key(&portion.file), PATH, doc);
                }
                let key = key(&index.path);
                let folder = split(&key).0.to_owned();
                self.add_key(&folder, PATH, doc);
                if let Some(title) = &index.title {
                    insert(&mut self.titles, folded(title), PATH, doc);
                }
                insert(&mut self.names, folded(&folder), PATH, doc);
                insert(&mut self.keys, key, PATH, doc);
            }
        }
    }

    fn add_report(&mut self, at: ReportIndex, report: &'a Postmortem) {
        let doc = Doc::Report(at);
        self.exact.insert(&report.path, doc);
        self.add_folders(&report.path);
        let key = key(&report.path);
        let folder = if let Some(folder) = folder_key(&key) {
            insert(&mut self.keys, key.clone(), PATH, doc);
            self.add_key(folder, PATH, doc);
            self.add_names(split(folder).1, doc);
            split(folder).0
        } else {
            self.add_key(&key, PATH, doc);
            self.add_names(split(&key).1, doc);
            split(&key).0
        };
        insert(&mut self.names, folded(&key), PATH, doc);
        let title = folded(&report.title);
        if let Some(title) = without_date(&title) {
            insert(&mut self.titles, title.to_owned(), DERIVED, doc);
        }
        insert(&mut self.titles, title, PATH, doc);
        if let Some((slug, _)) = &report.slug {
            let address = if slug.trim_matches('/').contains('/') {
                joined("", slug)
            } else {
                joined(folder, slug.trim_matches('/'))
            };
            self.add_declared(&address, doc);
        }
        for (alias, _) in &report.aliases {
            self.add_declared(&joined("", alias), doc);
        }
    }

    fn add_declared(&mut self, address: &str, doc: Doc) {
        let key = key(address);
        if key.is_empty() {
            return;
        }
        insert(&mut self.names, folded(split(&key).1), DECLARED, doc);
        self.add_key(&key, DECLARED, doc);
    }

    fn add_key(&mut self, key: &str, rank: u8, doc: Doc) {
        insert(&mut self.keys, key.to_owned(), rank, doc);
        if key.is_empty() {
            return;
        }
        for end in ends(key) {
            insert(&mut self.ends, end.to_owned(), rank, doc);
        }
        // Jekyll: `_posts/2018-04-26-outage.md` is published as `2018/04/26/outage.html`.
        let name = split(key).1;
        if let Some((day, rest)) = name.split_at_checked(11)
            && without_date(day).is_none()
            && without_date(name) == Some(rest)
        {
            let dated = format!("{}{rest}", day.replace('-', "/"));
            insert(&mut self.ends, dated, DERIVED, doc);
        }
    }

    fn add_names(&mut self, name: &str, doc: Doc) {
        let name = folded(name);
        if let Some(bare) = without_date(&name) {
            insert(&mut self.names, bare.to_owned(), DERIVED, doc);
        }
        insert(&mut self.names, name, PATH, doc);
    }

    fn add_folders(&mut self, path: &'a str) {
        let mut folder = folder_of(path);
        while self.folders.insert(lowered(folder), folder).is_none() && !folder.is_empty() {
            folder = folder_of(folder);
        }
    }

    /// What a path from a document at `from` means, given as the decoded path.
    pub(super) fn path(&self, from: &str, path: &str) -> Option<Found<'a>> {
        let folder = folder_of(from);
        let from_root = joined("", path);
        let bases = if path.starts_with('/') {
            vec![from_root]
        } else {
            // The third way is that of authors who wrote against the address of the page.
            let page = from.rsplit_once('.').map_or(from, |(page, _)| page);
            vec![joined(folder, path), from_root, joined(page, path)]
        };
        let found = bases.iter().find_map(|base| self.exactly(base));
        let found = found.or_else(|| bases.iter().find_map(|base| self.nearly(base)));
        found.or_else(|| self.by_end(&joined("", path)))
    }

    fn exactly(&self, path: &str) -> Option<Found<'a>> {
        if let Some(doc) = self.exact.get(path) {
            return Some(Found::Document(*doc, false));
        }
        let at = self
            .assets
            .binary_search_by(|asset| asset.as_str().cmp(path))
            .ok()?;
        Some(Found::Asset(&self.assets[at], false))
    }

    /// In another case, with another ending or none, as the address of a folder.
    fn nearly(&self, path: &str) -> Option<Found<'a>> {
        let whole = lowered(path);
        if let Some(other) = self.others.get(&whole) {
            return Some(Found::Other(other));
        }
        if let Some(asset) = self.asset_keys.get(&whole) {
            return Some(Found::Asset(&self.assets[asset.value], asset.ambiguous));
        }
        let key = key(path);
        let folder = folder_key(&key);
        if let Some(meaning) = self
            .keys
            .get(&key)
            .or_else(|| folder.and_then(|folder| self.keys.get(folder)))
        {
            return Some(Found::Document(meaning.value, meaning.ambiguous));
        }
        if let Some(other) = self.others.get(&key) {
            return Some(Found::Other(other));
        }
        let folder = self.folders.get(folder.unwrap_or(&key))?;
        Some(Found::Folder(folder))
    }

    /// By the longest end that names one thing: from a root that lies higher or lower than ours.
    fn by_end(&self, path: &str) -> Option<Found<'a>> {
        let whole = key(path);
        let wanted = folder_key(&whole).unwrap_or(&whole);
        for (cut, end) in ends(wanted).into_iter().enumerate() {
            if let Some(meaning) = self.ends.get(end) {
                // With parts cut off, an end that several documents share says too little.
                let whole = cut == 0;
                if is_distinct(end) && (whole || !meaning.ambiguous) {
                    return Some(Found::Document(meaning.value, meaning.ambiguous));
                }
                break;
            }
        }
        let whole = lowered(path);
        for (cut, end) in ends(&whole).into_iter().enumerate() {
            if let Some(meaning) = self.asset_ends.get(end) {
                let asset = &self.assets[meaning.value];
                let is_whole_path = asset.len() == end.len();
                if (cut == 0 || !meaning.ambiguous) && (is_whole_path || end.contains('/')) {
                    return Some(Found::Asset(asset, meaning.ambiguous));
                }
                break;
            }
        }
        let name = folded(split(wanted).1);
        let meaning = self.names.get(&name)?;
        (is_distinct(&name) && !meaning.ambiguous).then_some(Found::Document(meaning.value, false))
    }

    /// The file of that name, wherever it stands.
    pub(super) fn file(&self, name: &str) -> Option<Found<'a>> {
        let meaning = self.asset_ends.get(&lowered(name))?;
        Some(Found::Asset(&self.assets[meaning.value], meaning.ambiguous))
    }

    /// The path nearest to one that was not found: of an asset where it is that of an image or of some other kind of file.
    pub(super) fn nearest(&self, path: &str, is_image: bool) -> Option<&str> {
        let key = key(path);
        let ending = split(&key).1.rsplit_once('.').map(|(_, ending)| ending);
        let is_file = ending.is_some_and(|ending| (2..=4).contains(&ending.len()));
        if is_image || is_file {
            let assets = || Names::new(self.assets.iter().map(String::as_str));
            self.near_assets.get_or_init(assets).nearest(path)
        } else {
            let documents = || {
                let reports = self.reports.iter().map(|report| &*report.path);
                Names::new(reports.chain(self.indexes.iter().map(|index| &*index.path)))
            };
            self.near_documents.get_or_init(documents).nearest(path)
        }
    }

    /// What a name means: a file name, a path, a title; case, blanks, `-` and `_` do not count.
    pub(super) fn name(&self, name: &str) -> Option<Found<'a>> {
        let whole = folded(name);
        let last = folded(&last_name(name));
        let meaning = [
            (&self.names, &whole),
            (&self.names, &last),
            (&self.titles, &whole),
        ]
        .into_iter()
        .find_map(|(table, name)| (!name.is_empty()).then(|| table.get(name))?)?;
        Some(Found::Document(meaning.value, meaning.ambiguous))
    }
}

/// True for an end that says enough to be found elsewhere: two parts, or a name of some length.
fn is_distinct(end: &str) -> bool {
    end.contains('/') || end.chars().count() >= DISTINCT
}
