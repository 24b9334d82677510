//! Finds documents and files of the archive by the paths, addresses and names that authors use for them.
//!
//! Takes the paths of everything there is, gives for a path or a name what it means. It builds its tables in one pass; no
//! question looks at more than a handful of entries. It knows nothing of links and makes no diagnostics.

use std::cell::OnceCell;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

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
    /// By names instead of paths; made when the first is asked for.
    called: OnceCell<Called>,
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

/// What documents are called.
#[derive(Default)]
struct Called {
    /// By the folded file name.
    names: Table<Doc>,
    /// By the folded title.
    titles: Table<Doc>,
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
            called: OnceCell::new(),
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
        for at in by_path(reports) {
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

    fn add_indexes(&mut self, indexes: &'a [Index]) {
        for (at, index, has_own) in index_places(indexes) {
            let doc = Doc::Index(at);
            let key = key(&index.path);
            self.exact.insert(&index.path, doc);
            if has_own {
                self.add_key(&key, PATH, doc);
                continue;
            }
            if let Some(portion) = &index.portion {
                self.exact.insert(&portion.file, doc);
                self.add_key(&self::key(&portion.file), PATH, doc);
            }
            self.add_key(split(&key).0, PATH, doc);
            insert(&mut self.keys, key, PATH, doc);
        }
    }

    fn add_report(&mut self, at: ReportIndex, report: &'a Postmortem) {
        let doc = Doc::Report(at);
        self.exact.insert(&report.path, doc);
        self.add_folders(&report.path);
        let key = key(&report.path);
        if let Some(folder) = folder_key(&key) {
            insert(&mut self.keys, key.clone(), PATH, doc);
            self.add_key(folder, PATH, doc);
        } else {
            self.add_key(&key, PATH, doc);
        }
        for declared in declared(report, &key) {
            self.add_key(&declared, DECLARED, doc);
        }
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

    /// What documents are called.
    fn called(&self) -> &Called {
        (self.called).get_or_init(|| Called::new(self.reports, self.indexes))
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
        let meaning = self.called().names.get(&name)?;
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
        let Called { names, titles } = self.called();
        let meaning = [(names, &whole), (names, &last), (titles, &whole)]
            .into_iter()
            .find_map(|(table, name)| (!name.is_empty()).then(|| table.get(name))?)?;
        Some(Found::Document(meaning.value, meaning.ambiguous))
    }
}

impl Called {
    fn new(reports: &[Arc<Postmortem>], indexes: &[Index]) -> Self {
        let mut called = Self::default();
        for (at, index, has_own) in index_places(indexes) {
            let doc = Doc::Index(at);
            let key = key(&index.path);
            if has_own {
                insert(&mut called.names, folded(split(&key).1), PATH, doc);
                continue;
            }
            if let Some(title) = &index.title {
                insert(&mut called.titles, folded(title), PATH, doc);
            }
            insert(&mut called.names, folded(split(&key).0), PATH, doc);
        }
        for at in by_path(reports) {
            called.add_report(at, &reports[at]);
        }
        called
    }

    fn add_report(&mut self, at: ReportIndex, report: &Postmortem) {
        let doc = Doc::Report(at);
        let key = key(&report.path);
        let name = folded(split(folder_key(&key).unwrap_or(&key)).1);
        if let Some(bare) = without_date(&name) {
            insert(&mut self.names, bare.to_owned(), DERIVED, doc);
        }
        insert(&mut self.names, name, PATH, doc);
        insert(&mut self.names, folded(&key), PATH, doc);
        let title = folded(&report.title);
        if let Some(title) = without_date(&title) {
            insert(&mut self.titles, title.to_owned(), DERIVED, doc);
        }
        insert(&mut self.titles, title, PATH, doc);
        for declared in declared(report, &key) {
            insert(&mut self.names, folded(split(&declared).1), DECLARED, doc);
        }
    }
}

/// The index files, each with that which links to it lead to, and whether that is itself because of a list of contents of its own: of
/// several in one folder, links to any other lead to the one that introduces it.
fn index_places(indexes: &[Index]) -> impl Iterator<Item = (usize, &Index, bool)> {
    by_folder(indexes).into_values().flat_map(move |places| {
        let first = places[0];
        let each = places.into_iter().map(move |at| {
            let index = &indexes[at];
            let has_own = introduction_rank(&index.path) == PAGE && toctree::is_in(&index.document);
            (if has_own { at } else { first }, index, has_own)
        });
        each.collect::<Vec<_>>()
    })
}

/// The reports by path, so that "the first" does not depend on dates.
fn by_path(reports: &[Arc<Postmortem>]) -> Vec<ReportIndex> {
    let mut places: Vec<ReportIndex> = (0..reports.len()).collect();
    places.sort_by(|a, b| reports[*a].path.cmp(&reports[*b].path));
    places
}

/// The addresses that the head of a report declares, in key form; `key` is that of its path.
fn declared<'r>(report: &'r Postmortem, own: &'r str) -> impl Iterator<Item = String> + 'r {
    let folder = split(folder_key(own).unwrap_or(own)).0;
    let slug = report.slug.iter().map(move |(slug, _)| {
        if slug.trim_matches('/').contains('/') {
            joined("", slug)
        } else {
            joined(folder, slug.trim_matches('/'))
        }
    });
    let aliases = report.aliases.iter().map(|(alias, _)| joined("", alias));
    let keys = slug.chain(aliases).map(|address| key(&address));
    keys.filter(|key| !key.is_empty())
}

/// True for an end that says enough to be found elsewhere: two parts, or a name of some length.
fn is_distinct(end: &str) -> bool {
    end.contains('/') || end.chars().count() >= DISTINCT
}
