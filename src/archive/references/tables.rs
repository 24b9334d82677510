//! Tables by which documents and files are found whose path is not written as it stands: in key form, by its end, by a name.
//!
//! Takes documents and files, gives tables. Each is made in one pass, and only where somebody asks.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::super::address::{ends, folder_key, key, split};
use super::super::selection::{PAGE, by_folder, folder_of, introduction_rank};
use super::super::spelling::{folded, lowered, without_date};
use super::super::{ReportIndex, toctree};
use super::doc::Doc;
use crate::postmortem::{Index, Postmortem};
use crate::source::path::joined;

/// One meaning of a key: the strongest, and of equals the first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning<T> {
    rank: u8,
    pub(super) value: T,
    pub(super) ambiguous: bool,
}

pub(super) type Table<T> = HashMap<String, Meaning<T>>;

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

/// Ranks in the tables: the path of a file, a declared address, an address that another generator derives.
const PATH: u8 = 0;
const DECLARED: u8 = 1;
const DERIVED: u8 = 2;

/// Paths in other forms than as they stand.
pub(super) struct Tables<'a> {
    /// By the whole path in key form, and by declared addresses.
    pub(super) keys: Table<Doc>,
    /// By the ends of those.
    pub(super) ends: Table<Doc>,
    /// Assets by their numbers, by the whole path in lower case.
    pub(super) asset_keys: Table<usize>,
    /// By the ends of those.
    pub(super) asset_ends: Table<usize>,
    /// Folders that hold reports, in lower case.
    pub(super) folders: HashMap<String, &'a str>,
    /// Files that exist and are not on the site.
    pub(super) others: HashMap<String, &'a str>,
}

impl<'a> Tables<'a> {
    /// Those of documents.
    pub(super) fn of_documents(reports: &'a [Arc<Postmortem>], indexes: &'a [Index]) -> Self {
        let mut tables = Self {
            keys: HashMap::with_capacity(reports.len()),
            ends: HashMap::with_capacity(2 * reports.len()),
            asset_keys: HashMap::new(),
            asset_ends: HashMap::new(),
            folders: HashMap::new(),
            others: HashMap::new(),
        };
        for (at, index, has_own) in index_places(indexes) {
            tables.add_index(Doc::Index(at), index, has_own);
        }
        for at in by_path(reports) {
            tables.add_report(Doc::Report(at), &reports[at]);
        }
        tables
    }

    /// Adds files of the source folder: assets, and those that are not on the site.
    pub(super) fn add_files(&mut self, assets: &[String], others: &'a [String]) {
        for (at, asset) in assets.iter().enumerate() {
            let key = lowered(asset);
            for end in ends(&key) {
                insert(&mut self.asset_ends, end.to_owned(), PATH, at);
            }
            insert(&mut self.asset_keys, key, PATH, at);
        }
        for other in others {
            self.others.entry(lowered(other)).or_insert(other);
        }
    }

    /// Adds the paths of documents that take no part.
    pub(super) fn add_left_out(&mut self, documents: impl Iterator<Item = &'a str>) {
        for document in documents {
            for key in [lowered(document), key(document)] {
                self.others.entry(key).or_insert(document);
            }
        }
    }

    fn add_index(&mut self, doc: Doc, index: &Index, has_own: bool) {
        let key = key(&index.path);
        if has_own {
            self.add_key(&key, PATH, doc);
            return;
        }
        if let Some(portion) = &index.portion {
            self.add_key(&self::key(&portion.file), PATH, doc);
        }
        self.add_key(split(&key).0, PATH, doc);
        insert(&mut self.keys, key, PATH, doc);
    }

    fn add_report(&mut self, doc: Doc, report: &'a Postmortem) {
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

    fn add_folders(&mut self, path: &'a str) {
        let mut folder = folder_of(path);
        while self.folders.insert(lowered(folder), folder).is_none() && !folder.is_empty() {
            folder = folder_of(folder);
        }
    }
}

/// What documents are called.
#[derive(Default)]
pub(super) struct Called {
    /// By the folded file name.
    pub(super) names: Table<Doc>,
    /// By the folded title.
    pub(super) titles: Table<Doc>,
}

impl Called {
    /// Those of documents.
    pub(super) fn new(reports: &[Arc<Postmortem>], indexes: &[Index]) -> Self {
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
pub(super) fn index_places(indexes: &[Index]) -> impl Iterator<Item = (usize, &Index, bool)> {
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
