//! Where links lead: reports, index files, assets, elsewhere, nowhere; and who mentions whom.
//!
//! Takes all documents of the site and the paths of all files, gives a [`Target`] for every link and image, and a diagnostic
//! for each that leads nowhere. It makes no addresses: which page a report is on is the site's knowledge.

mod anchors;
mod doc;
mod lookup;
mod named;
pub(in crate::archive) mod near;
mod resolver;
mod tables;
mod trouble;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::toctree;
use super::{Options, ReportIndex};
use crate::diagnostic::{Diagnostics, Severity};
use crate::document::{Pointer, PointerKind, Pointers, wiki};
use crate::postmortem::{Index, Named, Postmortem};
use crate::source::Span;
use doc::Doc;
use resolver::Resolver;
pub(super) use trouble::dead_entry;
use trouble::{Answer, Wish};

/// Where a link or an image leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A report, and an anchor in it.
    Report(ReportIndex, Option<String>),
    /// An index file, and an anchor in it.
    Index(usize, Option<String>),
    /// A folder that holds reports and has no index file, by its path; empty for the root of the source folder.
    Folder(String),
    /// A place in the same document; empty for its beginning.
    Here(String),
    /// A file of the source folder that is copied to the site, by its path there.
    Asset(String),
    /// Out of the archive: an address with a scheme, as written.
    Away(String),
    /// Nowhere: what was written names nothing that the site has.
    Nowhere,
    /// A document that takes no part, a draft for example: not even its name belongs on the site.
    Unpublished,
}

impl Target {
    /// True where there is nothing to link to.
    pub(super) fn is_dead(&self) -> bool {
        matches!(self, Self::Nowhere | Self::Unpublished)
    }
}

/// Every link of the archive, resolved.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct References {
    /// By path of the source, then by target as written: where it leads. Targets out of the archive are listed only where they
    /// are pages of the wiki, whose address is not what was written.
    pub targets: BTreeMap<String, BTreeMap<String, Target>>,
    /// By path of the source, then by id: what the places are called that authors marked.
    pub titles: BTreeMap<Arc<str>, BTreeMap<Box<str>, Box<str>>>,
    /// For each report the reports that link to it, in the archive's order, each once.
    pub backlinks: Vec<Vec<ReportIndex>>,
    /// For each report those that its head calls related, in the order of the head, each once.
    pub related: Vec<Vec<ReportIndex>>,
    /// For each report those whose incidents came back with it by its head, in the order of the head, each once, with the place of the
    /// key that names it.
    pub recurs: Vec<Vec<(ReportIndex, Span)>>,
    /// By report, the keys of its head of which every name is a report: its page lists those, and the key need not be shown.
    pub found_keys: BTreeMap<ReportIndex, BTreeSet<Span>>,
    /// Paths of the assets that published documents point at, sorted, each once.
    pub assets: Vec<String>,
    /// How many images of other hosts the documents show.
    pub remote_images: usize,
}

impl References {
    /// Where a target of the document at `path` leads, both as written; `None` for one that leads out of the archive.
    pub fn target(&self, path: &str, target: &str) -> Option<&Target> {
        self.targets.get(path)?.get(target)
    }

    /// What a place of the document at `path` is called, by its heading or its caption.
    pub fn title(&self, path: &str, anchor: &str) -> Option<&str> {
        Some(self.titles.get(path)?.get(anchor)?)
    }
}

/// Resolves every link and image of every document. `left_out` names the documents that take no part, and what they are.
pub fn resolve(
    reports: &[Arc<Postmortem>],
    indexes: &[Index],
    left_out: &BTreeMap<Arc<str>, &'static str>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> References {
    let index_pointers: Vec<Pointers> = indexes
        .iter()
        .map(|index| Pointers::of(&index.document.blocks))
        .collect();
    let resolver = Resolver::new(reports, indexes, &index_pointers, left_out, options);
    let mut references = References {
        backlinks: vec![Vec::new(); reports.len()],
        ..References::default()
    };
    let mut assets = BTreeSet::new();
    let report_texts = reports.iter().enumerate().map(|(at, report)| {
        let paths = (&report.path, report.file());
        (Doc::Report(at), paths, &report.pointers)
    });
    let index_texts = indexes.iter().enumerate().map(|(at, index)| {
        let paths = (&index.path, index.file());
        (Doc::Index(at), paths, &index_pointers[at])
    });
    for (doc, (path, file), pointers) in report_texts.chain(index_texts) {
        let listed = match doc {
            Doc::Index(at) => toctree::listing(&indexes[at].document),
            Doc::Report(_) => Vec::new(),
        };
        let mut text = Text::new(&resolver, doc, path, file);
        text.links(pointers, diagnostics);
        // Among the pointers of an index file are the entries of its lists of contents.
        for entry in listed.iter().filter(|entry| !entry.is_pattern) {
            text.entry(&entry.target, entry.span, diagnostics);
        }
        for target in text.targets.values() {
            match target {
                Target::Report(to, _) => {
                    if let Doc::Report(from) = doc
                        && from != *to
                        && references.backlinks[*to].last() != Some(&from)
                    {
                        references.backlinks[*to].push(from);
                    }
                }
                Target::Asset(asset) => {
                    assets.insert(asset.clone());
                }
                _ => {}
            }
        }
        references.remote_images += text.remote_images;
        if !pointers.titles.is_empty() {
            let titles = pointers.titles.iter().cloned();
            let titles = titles.collect::<BTreeMap<Box<str>, Box<str>>>();
            references.titles.insert(Arc::clone(path), titles);
        }
        if !text.targets.is_empty() {
            references.targets.insert(path.to_string(), text.targets);
        }
    }
    for (at, report) in reports.iter().enumerate() {
        let mut named = |key: &str, names: &[Named]| {
            let found = named::resolve(&resolver, (at, report), (key, names), diagnostics);
            let keys = names.iter().map(|one| one.span);
            let known = keys.filter(|span| !found.open.contains(&span.start));
            if !names.is_empty() {
                let own = references.found_keys.entry(at).or_default();
                own.extend(known);
            }
            found.reports
        };
        let related = named("related", &report.related).into_iter();
        let recurs = named("recurs", &report.recurs);
        references.related.push(related.map(|(at, _)| at).collect());
        references.recurs.push(recurs);
    }
    references.assets = assets.into_iter().collect();
    references
}

/// The links of one document while they are resolved.
struct Text<'a, 't> {
    resolver: &'a Resolver<'a>,
    doc: Doc,
    path: &'a Arc<str>,
    /// The file that its links are written in.
    file: &'a str,
    answers: HashMap<(&'t str, Wish), Answer>,
    targets: BTreeMap<String, Target>,
    /// Images of other hosts.
    remote_images: usize,
}

impl<'a, 't> Text<'a, 't> {
    fn new(resolver: &'a Resolver<'a>, doc: Doc, path: &'a Arc<str>, file: &'a str) -> Self {
        Self {
            resolver,
            doc,
            path,
            file,
            answers: HashMap::new(),
            targets: BTreeMap::new(),
            remote_images: 0,
        }
    }

    fn links(&mut self, pointers: &'t Pointers, diagnostics: &mut Diagnostics) {
        for pointer in &pointers.targets {
            let Pointer {
                span, target, kind, ..
            } = pointer;
            let wish = match kind {
                PointerKind::Name => Wish::Name,
                PointerKind::Label => Wish::Label,
                PointerKind::Link if self.resolver.leads_away(target) => continue,
                PointerKind::Link => Wish::Link,
                PointerKind::Entry => Wish::Entry,
                PointerKind::Image => Wish::Image,
            };
            self.answer(target, wish, *span, diagnostics);
        }
    }

    /// An entry of a list of contents that is no link.
    fn entry(&mut self, target: &'t str, span: Span, diagnostics: &mut Diagnostics) {
        self.answer(target, Wish::Entry, span, diagnostics);
    }

    /// Resolves a target, keeps where it leads, and tells what is wrong with it.
    fn answer(&mut self, target: &'t str, wish: Wish, span: Span, diagnostics: &mut Diagnostics) {
        let question = (target, wish);
        if let Some(answer) = self.answers.get(&question) {
            let trouble = answer.trouble.clone();
            diagnostics.extend(trouble.map(|trouble| trouble.at(self.path, span)));
            return;
        }
        let is_read =
            |rule: &'static str| !diagnostics.only_counts(self.path, rule, Severity::Warning);
        let answer = (self.resolver).resolve(self.file, self.doc, target, wish, &is_read);
        self.remote_images +=
            usize::from(wish == Wish::Image && matches!(answer.target, Target::Away(_)));
        let is_as_written =
            matches!(answer.target, Target::Away(_)) && wiki::page(target).is_none();
        if !is_as_written {
            let known = self
                .targets
                .entry(target.to_owned())
                .or_insert(Target::Nowhere);
            if known.is_dead() {
                *known = answer.target.clone();
            }
        }
        let trouble = answer.trouble.clone();
        diagnostics.extend(trouble.map(|trouble| trouble.at(self.path, span)));
        self.answers.insert(question, answer);
    }
}

#[cfg(test)]
mod tests;
