//! Where links lead: reports, index files, assets, elsewhere, nowhere; and who mentions whom.
//!
//! Takes all documents of the site and the paths of all files, gives a [`Target`] for every link and image, and a diagnostic
//! for each that leads nowhere. It makes no addresses: which page a report is on is the site's knowledge.

mod address;
mod anchors;
mod lookup;
mod near;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::contents::listing;
use super::{Options, ReportIndex};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Block, InlineKind, walk};
use crate::postmortem::{Index, Postmortem};
use crate::source::Span;
use address::{Address, decoded, is_bare_host, is_known_scheme, own_path, scheme};
use anchors::Anchors;
use lookup::{Doc, Found, Lookup};

pub(super) use address::last_name;

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
}

/// Every link of the archive, resolved.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct References {
    /// By path of the source, then by target as written: where it leads. Targets out of the archive are not listed.
    pub targets: BTreeMap<String, BTreeMap<String, Target>>,
    /// For each report the reports that link to it, in the archive's order, each once.
    pub backlinks: Vec<Vec<ReportIndex>>,
    /// Paths of the assets that published documents point at, sorted, each once.
    pub assets: Vec<String>,
}

impl References {
    /// Where a target of the document at `path` leads, both as written; `None` for one that leads out of the archive.
    pub fn target(&self, path: &str, target: &str) -> Option<&Target> {
        self.targets.get(path)?.get(target)
    }
}

/// Resolves every link and image of every document. `left_out` names the documents that take no part, and what they are.
pub fn resolve(
    reports: &[Postmortem],
    indexes: &[Index],
    left_out: &BTreeMap<Arc<str>, &'static str>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> References {
    let resolver = Resolver::new(reports, indexes, left_out, options);
    let mut references = References {
        backlinks: vec![Vec::new(); reports.len()],
        ..References::default()
    };
    let mut assets = BTreeSet::new();
    let report_texts = reports
        .iter()
        .enumerate()
        .map(|(at, report)| (Doc::Report(at), &report.path, &report.document));
    let index_texts = indexes
        .iter()
        .enumerate()
        .map(|(at, index)| (Doc::Index(at), &index.path, &index.document));
    for (doc, path, document) in report_texts.chain(index_texts) {
        let mut text = Text::new(&resolver, path, &document.blocks);
        text.links(&document.blocks, diagnostics);
        if let Doc::Index(_) = doc {
            for entry in listing::declared(document) {
                text.entry(&entry.target, entry.span, diagnostics);
            }
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
        if !text.targets.is_empty() {
            references.targets.insert(path.to_string(), text.targets);
        }
    }
    references.assets = assets.into_iter().collect();
    references
}

/// What is asked for: the answer and the complaint depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Wish {
    Link,
    /// A link that names a document instead of giving its path.
    Name,
    Image,
}

/// An answer: where it leads, and what is wrong with it, still without a place.
#[derive(Debug, Clone)]
struct Answer {
    target: Target,
    trouble: Option<Diagnostic>,
}

impl From<Target> for Answer {
    fn from(target: Target) -> Self {
        Self {
            target,
            trouble: None,
        }
    }
}

/// The links of one document while they are resolved.
struct Text<'a> {
    resolver: &'a Resolver<'a>,
    path: &'a Arc<str>,
    anchors: Anchors,
    answers: HashMap<(String, Wish), Answer>,
    targets: BTreeMap<String, Target>,
}

impl<'a> Text<'a> {
    fn new(resolver: &'a Resolver<'a>, path: &'a Arc<str>, blocks: &[Block]) -> Self {
        Self {
            resolver,
            path,
            anchors: Anchors::new(blocks),
            answers: HashMap::new(),
            targets: BTreeMap::new(),
        }
    }

    fn links(&mut self, blocks: &[Block], diagnostics: &mut Diagnostics) {
        walk::inlines(blocks, &mut |inline| {
            let (target, wish) = match &inline.kind {
                InlineKind::Link(link) if link.by_name => (&link.target, Wish::Name),
                InlineKind::Link(link) => (&link.target, Wish::Link),
                InlineKind::Image(image) => (&image.source, Wish::Image),
                _ => return,
            };
            if let Some(trouble) = self.answer(target, wish) {
                diagnostics.push(trouble.at(self.path, inline.span));
            }
        });
    }

    /// An entry of a list of contents that is no link.
    fn entry(&mut self, target: &str, span: Span, diagnostics: &mut Diagnostics) {
        if let Some(mut trouble) = self.answer(target, Wish::Name) {
            if trouble.rule == "broken-link" {
                listing::as_dead_entry(&mut trouble);
            }
            diagnostics.push(trouble.at(self.path, span));
        }
    }

    /// Resolves a target, keeps where it leads, and gives what is wrong with it.
    fn answer(&mut self, target: &str, wish: Wish) -> Option<Diagnostic> {
        let question = (target.to_owned(), wish);
        if let Some(answer) = self.answers.get(&question) {
            return answer.trouble.clone();
        }
        let answer = self
            .resolver
            .resolve(self.path, &self.anchors, target, wish);
        if !matches!(answer.target, Target::Away(_)) {
            let known = self
                .targets
                .entry(target.to_owned())
                .or_insert(Target::Nowhere);
            if *known == Target::Nowhere {
                *known = answer.target.clone();
            }
        }
        let trouble = answer.trouble.clone();
        self.answers.insert(question, answer);
        trouble
    }
}

/// What all documents share while their links are resolved.
struct Resolver<'a> {
    reports: &'a [Postmortem],
    indexes: &'a [Index],
    left_out: &'a BTreeMap<Arc<str>, &'static str>,
    own_addresses: &'a [String],
    lookup: Lookup<'a>,
    report_anchors: Vec<Anchors>,
    index_anchors: Vec<Anchors>,
    /// Explicit anchors of the whole archive, for links that name one without its document.
    labels: HashMap<&'a str, Doc>,
}

impl<'a> Resolver<'a> {
    fn new(
        reports: &'a [Postmortem],
        indexes: &'a [Index],
        left_out: &'a BTreeMap<Arc<str>, &'static str>,
        options: &'a Options,
    ) -> Self {
        let mut labels = HashMap::new();
        let mut add = |blocks: &'a [Block], doc: Doc| {
            walk::inlines(blocks, &mut |inline| {
                if let InlineKind::Anchor(id) = &inline.kind {
                    labels.entry(&**id).or_insert(doc);
                }
            });
        };
        for (at, index) in indexes.iter().enumerate() {
            add(&index.document.blocks, Doc::Index(at));
        }
        for (at, report) in reports.iter().enumerate() {
            add(&report.document.blocks, Doc::Report(at));
        }
        let left_out_paths = left_out.keys().map(|path| &**path);
        Self {
            reports,
            indexes,
            left_out,
            own_addresses: &options.own_addresses,
            lookup: Lookup::new(reports, indexes, options, left_out_paths),
            report_anchors: reports
                .iter()
                .map(|report| Anchors::new(&report.document.blocks))
                .collect(),
            index_anchors: indexes
                .iter()
                .map(|index| Anchors::new(&index.document.blocks))
                .collect(),
            labels,
        }
    }

    fn resolve(&self, from: &str, own: &Anchors, written: &str, wish: Wish) -> Answer {
        let target = written.trim();
        if let Some(path) = own_path(target, self.own_addresses) {
            return self.resolve_own(from, target, &path, wish);
        }
        if target.starts_with("//") {
            return Target::Away(written.to_owned()).into();
        }
        if let Some(scheme) = scheme(target) {
            // `Ext:Cache.md` may be a file.
            let file = (!is_known_scheme(scheme))
                .then(|| self.find(from, target, wish))
                .flatten();
            return match file {
                Some(found) => self.answer_found(target, &found, None, wish),
                None => Target::Away(written.to_owned()).into(),
            };
        }
        if let Some(anchor) = target.strip_prefix('#') {
            return answer_here(own, anchor);
        }
        let Address { path, anchor } = address_of(target, wish);
        if path.is_empty() {
            return not_found(target, wish, None);
        }
        if let Some(found) = self.find(from, path, wish) {
            return self.answer_found(target, &found, anchor, wish);
        }
        // A name may hold the characters that end a path elsewhere.
        if let Some(found) = self.find(from, target, wish) {
            return self.answer_found(target, &found, None, wish);
        }
        if wish == Wish::Name
            && let Some(doc) = self.labels.get(target)
        {
            return self.answer_document(*doc, Some(target));
        }
        let near = self.lookup.near.nearest(&decoded(path));
        not_found(target, wish, near)
    }

    /// An absolute address of the site or of the repository: what the site does not have leads there.
    fn resolve_own(&self, from: &str, target: &str, path: &str, wish: Wish) -> Answer {
        let Address { path, anchor } = Address::new(path);
        let found = match self.lookup.path(from, &decoded(path)) {
            None | Some(Found::Other(_)) => return Target::Away(target.to_owned()).into(),
            Some(found) => found,
        };
        // `#L10-L20` marks lines where a repository shows the source.
        let lines = anchor.and_then(|anchor| anchor.strip_prefix('L'));
        let is_lines = lines.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let anchor = anchor.filter(|_| !is_lines);
        let answer = self.answer_found(target, &found, anchor, wish);
        if answer.target == Target::Nowhere {
            return Target::Away(target.to_owned()).into();
        }
        answer
    }

    fn find(&self, from: &str, path: &str, wish: Wish) -> Option<Found<'a>> {
        let plain = decoded(path);
        self.lookup
            .path(from, &plain)
            .or_else(|| self.lookup.path(from, path))
            .or_else(|| (wish == Wish::Name).then(|| self.lookup.name(&plain))?)
    }

    fn answer_found(
        &self,
        target: &str,
        found: &Found<'a>,
        anchor: Option<&str>,
        wish: Wish,
    ) -> Answer {
        match found {
            Found::Asset(asset, several) => {
                let mut answer = Answer::from(Target::Asset((*asset).to_owned()));
                if *several {
                    answer.trouble = Some(ambiguous(target, asset));
                }
                answer
            }
            Found::Document(..) | Found::Folder(_) if wish == Wish::Image => {
                not_found(target, wish, None)
            }
            Found::Document(doc, several) => {
                let mut answer = self.answer_document(*doc, anchor);
                if *several {
                    answer.trouble = Some(ambiguous(target, self.path_of(*doc)));
                }
                answer
            }
            Found::Folder(folder) => Target::Folder((*folder).to_owned()).into(),
            Found::Other(path) => {
                let what = self.left_out.get(*path).copied().unwrap_or("a file");
                let (subject, verb) = match wish {
                    Wish::Image => ("image", "is"),
                    Wish::Link | Wish::Name => ("link to", "leads to"),
                };
                Answer {
                    target: Target::Nowhere,
                    trouble: Some(Diagnostic::warning(
                        "unpublished-link",
                        format!("the {subject} `{target}` {verb} {what} that is not on the site")
                            .replace("set aside that is", "set aside and is"),
                    )),
                }
            }
        }
    }

    fn answer_document(&self, doc: Doc, anchor: Option<&str>) -> Answer {
        let anchors = match doc {
            Doc::Report(at) => &self.report_anchors[at],
            Doc::Index(at) => &self.index_anchors[at],
        };
        let mut trouble = None;
        let anchor = anchor.filter(|anchor| !is_top(anchor)).and_then(|anchor| {
            let id = anchors.find(anchor);
            if id.is_none() {
                let place = format!("`{}`", self.path_of(doc));
                trouble = Some(broken_anchor(anchor, &place, anchors));
            }
            id.map(str::to_owned)
        });
        let target = match doc {
            Doc::Report(at) => Target::Report(at, anchor),
            Doc::Index(at) => Target::Index(at, anchor),
        };
        Answer { target, trouble }
    }

    fn path_of(&self, doc: Doc) -> &str {
        match doc {
            Doc::Report(at) => &self.reports[at].path,
            Doc::Index(at) => &self.indexes[at].path,
        }
    }
}

/// A name may hold a question mark; in a path it begins a query.
fn address_of(target: &str, wish: Wish) -> Address<'_> {
    match (wish, target.split_once('#')) {
        (Wish::Name, Some((path, anchor))) => Address {
            path,
            anchor: Some(anchor),
        },
        (Wish::Name, None) => Address {
            path: target,
            anchor: None,
        },
        _ => Address::new(target),
    }
}

/// The beginning of a page, which needs no id.
fn is_top(anchor: &str) -> bool {
    anchor.is_empty() || anchor.eq_ignore_ascii_case("top")
}

fn answer_here(own: &Anchors, anchor: &str) -> Answer {
    if let Some(id) = own.find(anchor).filter(|_| !anchor.is_empty()) {
        return Target::Here(id.to_owned()).into();
    }
    if is_top(anchor) {
        return Target::Here(String::new()).into();
    }
    Answer {
        target: Target::Nowhere,
        trouble: Some(broken_anchor(anchor, "this document", own)),
    }
}

fn broken_anchor(anchor: &str, place: &str, anchors: &Anchors) -> Diagnostic {
    let diagnostic = Diagnostic::warning(
        "broken-anchor",
        format!("`#{anchor}` is no heading of {place}"),
    );
    match anchors.nearest(anchor) {
        Some(near) => diagnostic.help(format!("did you mean `#{near}`?")),
        None => diagnostic,
    }
}

fn ambiguous(target: &str, taken: &str) -> Diagnostic {
    Diagnostic::note(
        "ambiguous-link",
        format!("`{target}` names several files; `{taken}` is taken, the first by path"),
    )
    .help("write the path from the folder of this document")
}

fn not_found(target: &str, wish: Wish, near: Option<&str>) -> Answer {
    let diagnostic = match wish {
        Wish::Image => Diagnostic::warning(
            "missing-asset",
            format!("there is no file for the image `{target}`"),
        ),
        _ if target.is_empty() => Diagnostic::warning("broken-link", "the link has no target"),
        _ => Diagnostic::warning(
            "broken-link",
            format!("the link to `{target}` leads nowhere"),
        ),
    };
    let help = if is_bare_host(target) {
        Some(format!(
            "for an address of the web write `https://{target}`"
        ))
    } else {
        near.map(|near| format!("did you mean `{near}`?"))
    };
    Answer {
        target: Target::Nowhere,
        trouble: Some(match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }),
    }
}

#[cfg(test)]
mod tests;
