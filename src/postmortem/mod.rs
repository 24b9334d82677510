//! What a written report says about an incident: the typed reading of one document.
//!
//! Takes a [`Document`], gives a [`Reading`]. It knows meaning (titles, dates, severities, sections), not syntax, and it
//! never sees a path on disk, another report or an address of the site. Every fact carries where it came from; what the
//! document does not state stays empty.

mod account;
pub mod action;
pub mod braces;
pub mod cause;
pub mod claim;
mod declared;
pub mod detection;
mod evidence;
pub mod extract;
mod facets;
pub mod five_whys;
mod keys;
pub mod keyword;
pub mod known_keys;
mod label;
mod lede;
pub mod log;
mod named;
mod names;
mod near;
mod occurred;
mod participant;
mod passage;
mod phrases;
pub mod places;
mod property;
mod prose;
mod publication;
mod reinterpret;
pub mod remark;
mod role;
mod room;
pub mod scorecard;
pub mod service;
mod settings;
mod severity;
mod summary;
mod template;
#[cfg(test)]
mod tests;
pub mod timeline;
mod title;
mod unsplit;
mod values;
pub mod vocabulary;
pub mod when;

use std::sync::Arc;

use jiff::civil::Date;

use crate::document::{Document, MetaEntry, Pointers};
use crate::source::Span;

pub use crate::document::section::SectionKind;
pub use declared::Names;
pub use extract::{Clues, extract};
pub use keyword::Keywords;
pub use named::Named;
pub use names::is_bundle;
pub use participant::Participant;
pub use service::Candidate;
pub use settings::Settings;
pub use values::{Facet, Facets, Origin};
pub use when::{DateOrigin, Moment, Precision, When};

/// What a document turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// A report of an incident, or at least something that may be one (see [`Postmortem::evidence`]).
    Report(Arc<Postmortem>),
    /// A page that gives order and introduction: `index.md`, `README.md`, `SUMMARY.md`.
    Index(Box<Index>),
    /// No report: a template, or a file that every repository has (`LICENSE.md`).
    Aside(Aside),
}

/// A document that is no report.
#[derive(Debug, Clone, PartialEq)]
pub struct Aside {
    /// Why it is none.
    pub why: &'static str,
    /// What stands in it under headings of luck and surprise: what a template says there reports often keep.
    pub remarks: Vec<remark::Remark>,
}

/// One report.
#[derive(Debug, Clone, PartialEq)]
pub struct Postmortem {
    /// Path of its source inside the source folder.
    pub path: Arc<str>,
    /// What it is a part of, where it is no file of its own: then the path is one that no file has.
    pub portion: Option<Portion>,
    /// The name of the format it was written in, for example `markdown`.
    pub format: &'static str,
    /// Its title, never empty.
    pub title: String,
    /// Index of the top-level heading that repeats the title and is therefore not shown again in the body.
    pub title_block: Option<usize>,
    /// The id of that heading: links may name it.
    pub title_id: Option<Box<str>>,
    /// When the incident happened, as far as the document tells.
    pub occurred: When,
    /// The readings of its day, where its figures have two and nothing in the document tells which is meant.
    pub undecided: Option<Box<Undecided>>,
    /// The language of the text where its head says so (`lang`, `language`).
    pub language: Option<String>,
    /// How bad it was, as stated.
    pub severity: Option<Severity>,
    /// How far the report is, as written: `draft`, `Final`, `In review (second round)`.
    pub status: Option<String>,
    /// Who may read it, as written: `public`, `internal`, `staff, board`.
    pub audience: Option<String>,
    /// True where it must not be published: `draft: true`, `published: false`, `status: Draft`, a folder `_drafts`, an
    /// audience that is not public.
    pub draft: bool,
    /// What it says of each property: services, causes, tags, ….
    pub facets: Facets,
    /// Names in the text that may be those of services, the surest first, where none is stated; the archive decides which of them
    /// it suggests.
    pub candidates: Vec<Candidate>,
    /// Who took part, and as what, where the document lists them.
    pub participants: Vec<Participant>,
    /// One plain paragraph on what happened, where there is one.
    pub summary: Option<String>,
    /// True where the summary stands in the head, and the body does not begin with the same words: it must be shown above it.
    pub lede: bool,
    /// The declared last part of the address (`slug`), or a whole declared path (`path`, `permalink`).
    pub slug: Option<(String, Span)>,
    /// Addresses that must lead here too.
    pub aliases: Vec<(String, Span)>,
    /// A declared place in the order of its folder (`weight`, `nav_order`, `sidebar_position`).
    pub weight: Option<i64>,
    /// What its head says that has no place of its own here, as written.
    pub further: Vec<MetaEntry>,
    /// Its sections in reading order.
    pub sections: Vec<Section>,
    /// What happened when, in the order of the text.
    pub timeline: Vec<timeline::Entry>,
    /// What was promised, in the order of the text.
    pub actions: Vec<action::Action>,
    /// The chain of whys, in the order of the text.
    pub five_whys: Vec<five_whys::Why>,
    /// What it says of luck and of surprise, in the order of the text.
    pub remarks: Vec<remark::Remark>,
    /// Its scorecard, where it has one.
    pub scorecard: Option<scorecard::Scorecard>,
    /// The reports that its head calls related (`related`), as written.
    pub related: Vec<Named>,
    /// The reports of incidents that came back with this one, by its head (`recurs`), as written.
    pub recurs: Vec<Named>,
    /// What it mentions by name; the archive makes an index of it and lets go of it.
    pub keywords: Keywords,
    /// How much speaks for an incident report, from 0; see [`mod@extract`].
    pub evidence: u32,
    /// What its body points at, the places in it, and what may be a prompt of its template.
    pub pointers: Pointers,
    /// What it says of itself that can be held against itself.
    pub claims: claim::Claims,
}

/// A report whose day has two readings, read both ways.
#[derive(Debug, Clone, PartialEq)]
pub struct Undecided {
    /// The day as written: `7/5/2023`.
    pub as_written: String,
    /// Where it stands.
    pub span: Span,
    /// With the day first.
    pub day_first: (When, Vec<timeline::Entry>),
    /// With the month first.
    pub month_first: (When, Vec<timeline::Entry>),
}

/// A page that gives order and introduction.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// Path of its source inside the source folder.
    pub path: Arc<str>,
    /// What it is a part of: a log without the reports that were cut out of it.
    pub portion: Option<Portion>,
    /// Its title, where it has one of its own.
    pub title: Option<String>,
    /// True where it must not be published.
    pub draft: bool,
    /// Its place in the order of its folder's siblings.
    pub weight: Option<i64>,
    /// How deep its list of contents should go (`maxdepth`), where it says so.
    pub max_depth: Option<u32>,
    /// The document itself; links in its lists give the order.
    pub document: Document,
}

/// A part of a file that holds several reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portion {
    /// The path of the file inside the source folder.
    pub file: Arc<str>,
    /// The first and the last line of it, from 1; both 0 for what is left of the file around its reports.
    pub lines: (usize, usize),
}

/// A section of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What the section is about.
    pub kind: SectionKind,
    /// The heading as written, without markup.
    pub heading: String,
    /// The id of the heading in the document.
    pub anchor: String,
    /// Index of the heading among the top-level blocks.
    pub at: usize,
    /// Index after the last block of the section, subsections included.
    pub end: usize,
    /// The level of the heading, 1 to 6; `None` where words in the text serve as one.
    pub level: Option<u8>,
    /// Where its heading stands, or the line that begins with words that serve as one.
    pub span: Span,
}

/// How bad an incident was.
#[derive(Debug, Clone, PartialEq)]
pub struct Severity {
    /// As written: `SEV-2`, `Critical`.
    pub label: String,
    /// 0 (worst) to 5; `None` where the label is not known.
    pub level: Option<u8>,
    /// Where it came from.
    pub origin: Origin,
}

impl Postmortem {
    /// The day that orders and dates the report: the incident's, else the day of publication.
    pub fn day(&self) -> Option<Date> {
        self.occurred.date
    }

    /// The same where a day is known: of one month or year nobody can count days.
    pub fn exact_day(&self) -> Option<Date> {
        let is_rough = matches!(
            self.occurred.precision,
            Some(Precision::Month | Precision::Year)
        );
        self.day().filter(|_| !is_rough)
    }

    /// The file that it is written in.
    pub fn file(&self) -> &Arc<str> {
        Portion::file_of(self.portion.as_ref(), &self.path)
    }
}

impl Index {
    /// The file that it is written in.
    pub fn file(&self) -> &Arc<str> {
        Portion::file_of(self.portion.as_ref(), &self.path)
    }
}

impl Portion {
    fn file_of<'a>(portion: Option<&'a Self>, path: &'a Arc<str>) -> &'a Arc<str> {
        portion.map_or(path, |portion| &portion.file)
    }
}
