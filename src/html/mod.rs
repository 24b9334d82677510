//! Blocks and inlines as safe HTML. Text is escaped, addresses with a scheme that could run are refused, and no markup of a
//! source is ever passed on: readers turn it into nodes. Where links lead is the caller's knowledge ([`Resolver`]); what a
//! page looks like is the theme's.

mod block;
pub mod escape;
mod inline;

use crate::document::{Block, Footnote, Image, Link};

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

/// What a writer must ask about links, images and prompts.
pub trait Resolver {
    /// Where a link leads.
    fn link(&self, link: &Link) -> Href;
    /// What becomes of an image.
    fn image(&self, image: &Image) -> Picture;
    /// True for a paragraph that is a prompt of a template and shall be folded; `fingerprint` is that of its words.
    fn is_prompt(&self, fingerprint: u64) -> bool {
        let _ = fingerprint;
        false
    }
}

/// How a fragment is written.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    /// Answers for links, images and prompts.
    pub resolver: &'a dyn Resolver,
    /// Added to the level of every heading (the result stays between 1 and 6).
    pub heading_shift: i8,
    /// True where headings carry their ids, footnotes their marks and tables their scroll boxes (a page of the site); false
    /// for the bare fragment that `pmsite render` prints.
    pub page: bool,
}

impl std::fmt::Debug for Settings<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("heading_shift", &self.heading_shift)
            .field("page", &self.page)
            .finish()
    }
}

/// Writes blocks as HTML; `skip` is the index of a top-level block to leave out (a title that the page shows already).
/// Footnotes stand at the end, in the order of their numbers.
pub fn fragment<'a>(blocks: &'a [Block], skip: Option<usize>, settings: Settings<'a>) -> String {
    let mut writer = Writer {
        out: String::new(),
        settings,
        footnotes: Vec::new(),
        tables: 0,
    };
    for (at, block) in blocks.iter().enumerate() {
        if Some(at) != skip {
            writer.block(block);
        }
    }
    writer.footnotes();
    writer.out
}

/// A fragment being written.
struct Writer<'a> {
    out: String,
    settings: Settings<'a>,
    footnotes: Vec<&'a Footnote>,
    /// How many tables were met so far.
    tables: usize,
}
