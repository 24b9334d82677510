//! Finds documents and files of the archive by the paths, addresses and names that authors use for them.
//!
//! Takes the paths of everything there is, gives for a path or a name what it means. No question looks at more than
//! a handful of entries. It knows nothing of links and makes no diagnostics.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::super::Options;
use super::super::address::{ends, folder_key, key, last_name, split};
use super::super::selection::folder_of;
use super::super::spelling::{folded, lowered};
use super::doc::Doc;
use super::near::Names;
use super::tables::{Called, Tables, index_places};
use crate::postmortem::{Index, Postmortem};
use crate::source::path::joined;

/// The shortest name that may be found in a folder other than the one written.
const DISTINCT: usize = 4;

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

/// Everything that a link can name.
pub(super) struct Lookup<'a> {
    /// By the whole path as it stands.
    exact: HashMap<&'a str, Doc>,
    /// In any other form; made for the first path that is none as it stands.
    tables: OnceCell<Tables<'a>>,
    /// By names instead of paths; made when the first is asked for.
    called: OnceCell<Called>,
    assets: &'a [String],
    other_files: &'a [String],
    /// The documents that take no part.
    left_out: &'a BTreeMap<Arc<str>, &'static str>,
    reports: &'a [Arc<Postmortem>],
    indexes: &'a [Index],
    /// The names to propose for one that is not found; made when the first is not.
    near_documents: OnceCell<Names>,
    near_assets: OnceCell<Names>,
}

impl<'a> Lookup<'a> {
    /// Over these documents and files. `left_out` are the documents that take no part.
    pub(super) fn new(
        reports: &'a [Arc<Postmortem>],
        indexes: &'a [Index],
        options: &'a Options,
        left_out: &'a BTreeMap<Arc<str>, &'static str>,
    ) -> Self {
        let mut exact = HashMap::with_capacity(reports.len());
        for (at, index, has_own) in index_places(indexes) {
            exact.insert(&*index.path, Doc::Index(at));
            if let Some(portion) = index.portion.as_ref().filter(|_| !has_own) {
                exact.insert(&*portion.file, Doc::Index(at));
            }
        }
        for (at, report) in reports.iter().enumerate() {
            exact.insert(&*report.path, Doc::Report(at));
        }
        Self {
            exact,
            tables: OnceCell::new(),
            called: OnceCell::new(),
            assets: &options.assets,
            other_files: &options.other_files,
            left_out,
            reports,
            indexes,
            near_documents: OnceCell::new(),
            near_assets: OnceCell::new(),
        }
    }

    fn tables(&self) -> &Tables<'a> {
        self.tables.get_or_init(|| {
            let mut tables = Tables::of_documents(self.reports, self.indexes);
            tables.add_files(self.assets, self.other_files);
            tables.add_left_out(self.left_out.keys().map(|path| &**path));
            tables
        })
    }

    /// What documents are called.
    fn called(&self) -> &Called {
        (self.called).get_or_init(|| Called::new(self.reports, self.indexes))
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
        if let Some(other) = self.tables().others.get(&whole) {
            return Some(Found::Other(other));
        }
        if let Some(asset) = self.tables().asset_keys.get(&whole) {
            return Some(Found::Asset(&self.assets[asset.value], asset.ambiguous));
        }
        let key = key(path);
        let folder = folder_key(&key);
        if let Some(meaning) = self
            .tables()
            .keys
            .get(&key)
            .or_else(|| folder.and_then(|folder| self.tables().keys.get(folder)))
        {
            return Some(Found::Document(meaning.value, meaning.ambiguous));
        }
        if let Some(other) = self.tables().others.get(&key) {
            return Some(Found::Other(other));
        }
        let folder = self.tables().folders.get(folder.unwrap_or(&key))?;
        Some(Found::Folder(folder))
    }

    /// By the longest end that names one thing: from a root that lies higher or lower than ours.
    fn by_end(&self, path: &str) -> Option<Found<'a>> {
        let whole = key(path);
        let wanted = folder_key(&whole).unwrap_or(&whole);
        for (cut, end) in ends(wanted).into_iter().enumerate() {
            if let Some(meaning) = self.tables().ends.get(end) {
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
            if let Some(meaning) = self.tables().asset_ends.get(end) {
                let asset = &self.assets[meaning.value];
                let is_whole_path = asset.len() == end.len();
                if (cut == 0 || !meaning.ambiguous) && (is_whole_path || end.contains('/')) {
                    return Some(Found::Asset(asset, meaning.ambiguous));
                }
                break;
            }
        }
        let name = folded(split(wanted).1);
        let meaning = self.called().names.get(&name)?;
        (is_distinct(&name) && !meaning.ambiguous).then_some(Found::Document(meaning.value, false))
    }

    /// The file of that name, wherever it stands.
    pub(super) fn file(&self, name: &str) -> Option<Found<'a>> {
        let meaning = self.tables().asset_ends.get(&lowered(name))?;
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
        let Called { names, titles } = self.called();
        let meaning = [(names, &whole), (names, &last), (titles, &whole)]
            .into_iter()
            .find_map(|(table, name)| (!name.is_empty()).then(|| table.get(name))?)?;
        Some(Found::Document(meaning.value, meaning.ambiguous))
    }
}

/// True for an end that says enough to be found elsewhere: two parts, or a name of some length.
fn is_distinct(end: &str) -> bool {
    end.contains('/') || end.chars().count() >= DISTINCT
}
