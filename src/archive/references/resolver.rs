//! Answers where one target leads: the order in which the ways to read it are tried.
//!
//! Takes a target as written and the document it stands in, gives a [`Target`] and what is wrong with it, still without a
//! place. What a path or name means is the knowledge of [`Lookup`].

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::super::Options;
use super::super::address::{Address, decoded, is_known_scheme, own_path, scheme};
use super::super::spelling::folded;
use super::Target;
use super::anchors::Anchors;
use super::doc::Doc;
use super::lookup::{Found, Lookup};
use super::trouble::{
    Answer, IsRead, Wish, ambiguous, broken_anchor, no_wiki, not_found, unknown_term, unpublished,
};
use crate::document::anchor::{self, MADE_BY_SPHINX, RESERVED, TERM};
use crate::document::{Pointers, wiki};
use crate::postmortem::{Index, Postmortem};

/// What all documents share while their links are resolved.
pub(super) struct Resolver<'a> {
    reports: &'a [Arc<Postmortem>],
    indexes: &'a [Index],
    left_out: &'a BTreeMap<Arc<str>, &'static str>,
    own_addresses: &'a [String],
    wiki: Option<&'a str>,
    lookup: Lookup<'a>,
    index_pointers: &'a [Pointers],
    report_anchors: Vec<OnceCell<Anchors>>,
    index_anchors: Vec<OnceCell<Anchors>>,
    /// Explicit anchors of the whole archive, for links that name one without its document: by their folded names. Most archives have
    /// no such link.
    labels: OnceCell<HashMap<String, (Doc, &'a str)>>,
    /// The terms of all glossaries, by their ids; made when the first is asked for.
    terms: OnceCell<HashMap<&'a str, Doc>>,
    /// By the path of the file.
    portions: HashMap<&'a str, Places<'a>>,
}

/// The places in the documents that were cut out of one file, by their folded ids: a link to the file may mean any of them.
type Places<'a> = HashMap<String, (Doc, &'a str)>;

impl<'a> Resolver<'a> {
    /// What is needed for these documents and files; `index_pointers` are those of the index files, in their order.
    pub(super) fn new(
        reports: &'a [Arc<Postmortem>],
        indexes: &'a [Index],
        index_pointers: &'a [Pointers],
        left_out: &'a BTreeMap<Arc<str>, &'static str>,
        options: &'a Options,
    ) -> Self {
        let mut portions: HashMap<&str, Places<'_>> = HashMap::new();
        let cut_indexes = (indexes.iter().zip(index_pointers).enumerate())
            .map(|(at, (index, pointers))| (Doc::Index(at), index.portion.as_ref(), pointers));
        let cut_reports = (reports.iter().enumerate())
            .map(|(at, report)| (Doc::Report(at), report.portion.as_ref(), &report.pointers));
        for (doc, portion, pointers) in cut_indexes.chain(cut_reports) {
            let Some(portion) = portion else {
                continue;
            };
            let places = portions.entry(&*portion.file).or_default();
            for id in pointers.headings.iter().chain(&pointers.anchors) {
                places.entry(folded(id)).or_insert((doc, &**id));
            }
        }
        Self {
            reports,
            indexes,
            left_out,
            own_addresses: &options.own_addresses,
            wiki: options.wiki.as_deref(),
            lookup: Lookup::new(reports, indexes, options, left_out),
            report_anchors: reports.iter().map(|_| OnceCell::new()).collect(),
            index_pointers,
            index_anchors: indexes.iter().map(|_| OnceCell::new()).collect(),
            labels: OnceCell::new(),
            terms: OnceCell::new(),
            portions,
        }
    }

    fn labels(&self) -> &HashMap<String, (Doc, &'a str)> {
        self.labels.get_or_init(|| {
            let mut labels = HashMap::new();
            for (id, doc) in self.given_anchors().filter(|(id, _)| !id.starts_with(TERM)) {
                labels.entry(folded(id)).or_insert((doc, id));
            }
            labels
        })
    }

    fn terms(&self) -> &HashMap<&'a str, Doc> {
        self.terms.get_or_init(|| {
            let mut terms = HashMap::new();
            for (id, doc) in self.given_anchors().filter(|(id, _)| id.starts_with(TERM)) {
                terms.entry(id).or_insert(doc);
            }
            terms
        })
    }

    /// The anchors that authors gave, with their documents.
    fn given_anchors(&self) -> impl Iterator<Item = (&'a str, Doc)> {
        let of_indexes = self.index_pointers.iter().enumerate();
        let of_indexes = of_indexes.map(|(at, pointers)| (Doc::Index(at), pointers));
        let of_reports = self.reports.iter().enumerate();
        let of_reports = of_reports.map(|(at, report)| (Doc::Report(at), &report.pointers));
        of_indexes.chain(of_reports).flat_map(|(doc, pointers)| {
            let own = pointers.anchors.iter().map(|id| &**id);
            own.filter(|id| !id.starts_with(RESERVED))
                .map(move |id| (id, doc))
        })
    }

    /// True for a link out of the archive, which needs no further thought.
    pub(super) fn leads_away(&self, target: &str) -> bool {
        self.own_addresses.is_empty()
            && (target.starts_with("https://") || target.starts_with("http://"))
    }

    /// The anchors of a document; most are never asked for.
    fn anchors(&self, doc: Doc) -> &Anchors {
        match doc {
            Doc::Report(at) => {
                self.report_anchors[at].get_or_init(|| Anchors::new(&self.reports[at].pointers))
            }
            Doc::Index(at) => {
                self.index_anchors[at].get_or_init(|| Anchors::new(&self.index_pointers[at]))
            }
        }
    }

    /// Where a target of the document `own`, at `from`, leads.
    pub(super) fn resolve(
        &self,
        from: &str,
        own: Doc,
        written: &str,
        wish: Wish,
        is_read: IsRead<'_>,
    ) -> Answer {
        let target = written.trim();
        if wish == Wish::Label {
            return self.resolve_label(from, target, is_read);
        }
        if let Some(page) = wiki::page(target) {
            return self.resolve_page(from, page, wish, is_read);
        }
        if let Some(path) = own_path(target, self.own_addresses) {
            return self.resolve_own(from, target, &path, wish, is_read);
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
                Some(found) => self.answer_found(target, &found, None, wish, is_read),
                None => Target::Away(written.to_owned()).into(),
            };
        }
        if let Some(anchor) = target.strip_prefix('#') {
            let here = answer_here(self.anchors(own), anchor, is_read);
            let elsewhere = || self.in_file_of(own, anchor);
            return match here.target {
                Target::Nowhere => elsewhere().unwrap_or(here),
                _ => here,
            };
        }
        let Address { path, anchor } = address_of(target, wish);
        if path.is_empty() {
            return not_found(target, wish, || None, is_read);
        }
        if let Some(found) = self.find(from, path, wish) {
            return self.answer_found(target, &found, anchor, wish, is_read);
        }
        // A name may hold the characters that end a path elsewhere.
        if target != path
            && let Some(found) = self.find(from, target, wish)
        {
            return self.answer_found(target, &found, None, wish, is_read);
        }
        if wish.takes_names()
            && let Some(answer) = self.labelled(target, is_read)
        {
            return answer;
        }
        let near = || self.lookup.nearest(&decoded(path), wish == Wish::Image);
        not_found(target, wish, near, is_read)
    }

    /// Where a label of a document at `from` leads: to the place of that label, the heading, the document that it names.
    fn resolve_label(&self, from: &str, label: &str, is_read: IsRead<'_>) -> Answer {
        if let Some(term) = label.strip_prefix(TERM) {
            let id = anchor::of_term(term);
            return match self.terms().get(&*id) {
                Some(doc) => self.answer_document(*doc, Some(&id), is_read),
                None => unknown_term(term),
            };
        }
        let wish = Wish::Label;
        let document = || {
            let found = self.find(from, label, wish)?;
            Some(self.answer_found(label, &found, None, wish, is_read))
        };
        let known = self.labelled(label, is_read);
        let known = known.or_else(|| self.heading(from, label, is_read));
        known.or_else(document).unwrap_or_else(|| {
            if MADE_BY_SPHINX.contains(&label) {
                let what = "a page that Sphinx makes";
                return Answer {
                    target: Target::Nowhere,
                    trouble: Some(unpublished(label, wish, what)),
                };
            }
            let near = || self.lookup.nearest(label, false);
            not_found(label, wish, near, is_read)
        })
    }

    /// A place by its label: case, blanks, `-` and `_` do not count.
    fn labelled(&self, label: &str, is_read: IsRead<'_>) -> Option<Answer> {
        let label = anchor::slug(label);
        let (doc, id) = self.labels().get(&folded(&label))?;
        Some(self.answer_document(*doc, Some(id), is_read))
    }

    /// A heading behind the path of its document, as Sphinx's `autosectionlabel` names it: `reports/queue:Timeline`.
    fn heading(&self, from: &str, label: &str, is_read: IsRead<'_>) -> Option<Answer> {
        let (path, heading) = label.split_once(':')?;
        let Some(Found::Document(doc, _)) = self.find(from, path, Wish::Name) else {
            return None;
        };
        self.anchors(doc).find(heading)?;
        Some(self.answer_document(doc, Some(heading), is_read))
    }

    /// An absolute address of the site or of the repository: what the site does not have leads there.
    fn resolve_own(
        &self,
        from: &str,
        target: &str,
        path: &str,
        wish: Wish,
        is_read: IsRead<'_>,
    ) -> Answer {
        let Address { path, anchor } = Address::new(path);
        let found = match self.lookup.path(from, &decoded(path)) {
            None | Some(Found::Other(_)) => return Target::Away(target.to_owned()).into(),
            Some(found) => found,
        };
        // `#L10-L20` marks lines where a repository shows the source.
        let lines = anchor.and_then(|anchor| anchor.strip_prefix('L'));
        let is_lines = lines.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let anchor = anchor.filter(|_| !is_lines);
        let answer = self.answer_found(target, &found, anchor, wish, is_read);
        if answer.target.is_dead() {
            return Target::Away(target.to_owned()).into();
        }
        answer
    }

    /// A page of the wiki: a document or a file that we have, else where the wiki has it.
    fn resolve_page(&self, from: &str, page: &str, wish: Wish, is_read: IsRead<'_>) -> Answer {
        let (name, anchor) = match page.split_once('#') {
            Some((name, anchor)) => (name, Some(anchor)),
            None => (page, None),
        };
        let file = name.strip_prefix("File:");
        // Whoever saves pages as files puts another sign for the slashes in their names.
        let flat = file.unwrap_or(name).replace('/', "_");
        let blanks = file.unwrap_or(name).replace('_', " ");
        let found = [file.unwrap_or(name), &flat, &blanks]
            .into_iter()
            .find_map(|name| {
                let anywhere = || file.and_then(|_| self.lookup.file(name));
                self.find(from, name, wish).or_else(anywhere)
            });
        match (found, self.wiki, file) {
            (Some(found @ (Found::Document(..) | Found::Asset(..))), ..) => {
                self.answer_found(name, &found, anchor, wish, is_read)
            }
            // This page of every wiki leads to the file itself.
            (_, Some(base), Some(file)) if wish == Wish::Image => {
                let page = format!("Special:FilePath/{file}");
                Target::Away(wiki::address(base, &page)).into()
            }
            (_, Some(base), _) => Target::Away(wiki::address(base, page)).into(),
            (_, None, Some(file)) if wish == Wish::Image => not_found(file, wish, || None, is_read),
            (_, None, _) => no_wiki(page),
        }
    }

    fn find(&self, from: &str, path: &str, wish: Wish) -> Option<Found<'a>> {
        let plain = decoded(path);
        let as_written = || (*plain != *path).then(|| self.lookup.path(from, path))?;
        self.lookup
            .path(from, &plain)
            .or_else(as_written)
            .or_else(|| wish.takes_names().then(|| self.lookup.name(&plain))?)
    }

    fn answer_found(
        &self,
        target: &str,
        found: &Found<'a>,
        anchor: Option<&str>,
        wish: Wish,
        is_read: IsRead<'_>,
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
                not_found(target, wish, || None, is_read)
            }
            Found::Document(doc, several) => {
                let mut answer = self.answer_document(*doc, anchor, is_read);
                if *several {
                    answer.trouble = Some(ambiguous(target, self.path_of(*doc)));
                }
                answer
            }
            Found::Folder(folder) => Target::Folder((*folder).to_owned()).into(),
            Found::Other(path) => {
                let (leads_to, what) = match self.left_out.get(*path) {
                    Some(what) => (Target::Unpublished, *what),
                    None => (Target::Nowhere, "a file"),
                };
                Answer {
                    target: leads_to,
                    trouble: Some(unpublished(target, wish, what)),
                }
            }
        }
    }

    fn answer_document(&self, doc: Doc, anchor: Option<&str>, is_read: IsRead<'_>) -> Answer {
        let mut trouble = None;
        let mut elsewhere = None;
        let anchor = anchor.filter(|anchor| !is_top(anchor)).and_then(|anchor| {
            let anchors = self.anchors(doc);
            let id = anchors.find(anchor);
            if id.is_none() {
                elsewhere = self.in_file_of(doc, anchor);
                let place = format!("`{}`", self.path_of(doc));
                trouble = Some(broken_anchor(anchor, &place, anchors, is_read));
            }
            id.map(str::to_owned)
        });
        elsewhere.unwrap_or_else(|| Answer {
            target: target_in(doc, anchor),
            trouble,
        })
    }

    /// The place that an anchor names in what else was cut out of the file of a document.
    fn in_file_of(&self, doc: Doc, anchor: &str) -> Option<Answer> {
        let file = match doc {
            Doc::Report(at) => self.reports[at].portion.as_ref(),
            Doc::Index(at) => self.indexes[at].portion.as_ref(),
        }?;
        let places = self.portions.get(&*file.file)?;
        let decoded = decoded(anchor);
        let forms = [folded(&decoded), folded(&anchor::slug(&decoded))];
        let (doc, id) = forms.iter().find_map(|form| places.get(form))?;
        Some(target_in(*doc, Some((*id).to_owned())).into())
    }

    fn path_of(&self, doc: Doc) -> &str {
        match doc {
            Doc::Report(at) => &self.reports[at].path,
            Doc::Index(at) => &self.indexes[at].path,
        }
    }
}

fn target_in(doc: Doc, anchor: Option<String>) -> Target {
    match doc {
        Doc::Report(at) => Target::Report(at, anchor),
        Doc::Index(at) => Target::Index(at, anchor),
    }
}

/// A name may hold a question mark; in a path it begins a query.
fn address_of(target: &str, wish: Wish) -> Address<'_> {
    match (wish, target.split_once('#')) {
        (Wish::Name | Wish::Entry, Some((path, anchor))) => Address {
            path,
            anchor: Some(anchor),
        },
        (Wish::Name | Wish::Entry, None) => Address {
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

fn answer_here(own: &Anchors, anchor: &str, is_read: IsRead<'_>) -> Answer {
    if let Some(id) = own.find(anchor).filter(|_| !anchor.is_empty()) {
        return Target::Here(id.to_owned()).into();
    }
    if is_top(anchor) {
        return Target::Here(String::new()).into();
    }
    Answer {
        target: Target::Nowhere,
        trouble: Some(broken_anchor(anchor, "this document", own, is_read)),
    }
}
