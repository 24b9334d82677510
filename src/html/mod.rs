//! Blocks and inlines as safe HTML. Text is escaped, addresses with a scheme that could run are refused, and no markup of a
//! source is ever passed on: readers turn it into nodes. Where links lead is the caller's knowledge ([`Resolver`]); what a
//! page looks like is the theme's.
//!
//! Blocks are written once, into a [`Body`] that leaves open what only the whole archive can tell; it is filled for each page
//! that shows it.

mod admonition;
mod block;
mod body;
mod code;
mod entry;
pub mod escape;
mod inline;
mod mark;
mod open;
mod pressed;
mod table;

use crate::document::{Block, BlockKind, Footnote, Inline, InlineKind, outline::Levels};
use crate::highlight::Highlighter;
use crate::language::{ENGLISH, Language};
use crate::source::Span;

pub use body::Body;
pub use entry::EntryTime;
pub use mark::{Mark, Note};

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Href {
    /// There: an address ready to be written into an attribute (it is escaped here, its scheme is checked here).
    To(String),
    /// Nowhere: the words are shown, marked as a broken link.
    Broken,
    /// To something that is not published: the words are shown, and no more.
    Withheld,
}

/// What becomes of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// It is shown from that address.
    Shown(String),
    /// It becomes a link with its alternative text.
    Linked(String),
    /// There is no such file: its alternative text is shown, marked as missing.
    Missing,
}

/// What is known of the time of an entry of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// For the `datetime` attribute: `2021-07-11T10:00+02:00`, without an offset where none is known.
    pub machine: String,
    /// The same of its end, where it has one.
    pub until: Option<String>,
    /// By the clock of UTC, for machines and for people, where its zone is known and another one.
    pub utc: Option<(String, String)>,
    /// How long after the start of the incident: `+5 min`.
    pub since: Option<String>,
    /// True where the author said "about".
    pub is_approximate: bool,
}

/// What must be asked about links, images, prompts and times.
pub trait Resolver {
    /// Where a link with that target leads.
    fn link(&self, target: &str) -> Href;
    /// The title of the document that a target names.
    fn title(&self, target: &str) -> Option<String> {
        let _ = target;
        None
    }
    /// What becomes of the image of that source.
    fn image(&self, source: &str) -> Picture;
    /// How wide and high the image of that source is, in pixels, where that is known.
    fn image_size(&self, source: &str) -> Option<(u32, u32)> {
        let _ = source;
        None
    }
    /// The language of our own words.
    fn language(&self) -> &Language {
        &ENGLISH
    }
    /// True for a paragraph that is a prompt of a template and shall be folded; `fingerprint` is that of its words.
    fn is_prompt(&self, fingerprint: u64) -> bool {
        let _ = fingerprint;
        false
    }
    /// What is known of the time of that entry of the timeline.
    fn time(&self, entry: u32) -> Option<Known> {
        let _ = entry;
        None
    }
}

/// How blocks are written.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// True where headings stand below the title of a page and carry their ids, footnotes their marks and tables their scroll boxes
    /// (a page of the site); false for the bare fragment that `pmsite render` prints.
    pub page: bool,
}

/// What a page of the site is written with.
#[derive(Debug, Clone, Copy)]
pub struct Means<'a> {
    /// What code is highlighted with; without it code is plain.
    pub highlighter: Option<&'a Highlighter>,
    /// The language of our own words beside those of the author.
    pub language: &'a Language,
}

impl Default for Means<'_> {
    fn default() -> Self {
        Self {
            highlighter: None,
            language: &ENGLISH,
        }
    }
}

/// Blocks being written.
struct Writer<'a> {
    body: body::Draft,
    settings: Settings,
    footnotes: Vec<&'a Footnote>,
    /// The places that get an id and notes of ours.
    marks: mark::Marks<'a>,
    /// How many tables were met so far.
    tables: usize,
    levels: Levels,
    /// So many quotations and items are around.
    inside: usize,
    /// The code met so far.
    code: code::Met<'a>,
    /// The language of our own words.
    language: &'a Language,
}

impl<'a> Writer<'a> {
    fn new(body: body::Draft, settings: Settings, marks: &'a [Mark], means: Means<'a>) -> Self {
        Self {
            body,
            settings,
            footnotes: Vec::new(),
            marks: mark::Marks::new(marks),
            tables: 0,
            levels: Levels::default(),
            inside: 0,
            code: code::Met::new(means.highlighter),
            language: means.language,
        }
    }

    /// Words of ours.
    fn text(&self, english: &'static str) -> &'a str {
        self.language.text(english)
    }

    /// Words of ours with a number.
    fn numbered(&self, english: &'static str, number: usize) -> String {
        self.language
            .filled(english, &[("number", &number.to_string())])
    }

    /// Writes blocks without the one at `skip`, then the footnotes.
    fn document(mut self, blocks: &'a [Block], skip: Option<usize>) -> body::Draft {
        let mut first = self.marks.first_entry();
        for (at, block) in blocks.iter().enumerate() {
            let holds =
                |first: Span| block.span.start <= first.start && first.end <= block.span.end;
            if first.is_some_and(holds) {
                first = None;
                self.body.begin_timeline();
            }
            if Some(at) != skip {
                self.block(block);
            } else if let BlockKind::Heading(title) = &block.kind {
                // What leads to the title leads to where it would stand.
                let is_place = |inline: &&Inline| matches!(inline.kind, InlineKind::Anchor(_));
                for place in title.content.iter().filter(is_place) {
                    self.inlines(std::slice::from_ref(place));
                }
            }
        }
        self.footnotes();
        self.body
    }
}
