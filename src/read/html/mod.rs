//! HTML into the document tree: the raw HTML that stands between Markdown, woven together with what the outer syntax read, and
//! the whole pages that `page` hands on.
//!
//! A [`Weave`] collects pieces in source order: raw markup, finished blocks, finished inlines. At the end the markup is parsed
//! by an HTML parser as one text in which finished pieces are slots, so that opening and closing tags find each other across
//! blocks, and then lowered to our nodes. No markup of the source is passed on: what has no node becomes text or a kept
//! source. `tame` decides what a tag is before the parser sees it.

mod link;
mod lower;
mod names;
mod nesting;
mod phrase;
mod place;
mod slot;
mod structure;
mod table;
mod tame;

use std::fmt::Write as _;

use ego_tree::NodeId;
use scraper::Html;

use crate::document::{Block, Inline};
use crate::source::Span;

pub(super) use names::{ADMONITION, CHECK, KEPT, MEDIA};
pub(super) use place::MarkupLine;
pub(super) use slot::{NodeRef, place, trim};
pub(super) use tame::{TagEnds, is_block_tag, is_known_tag};

/// Pieces of markup, blocks and inlines in the order of the source.
#[derive(Debug, Default)]
pub(super) struct Weave {
    html: String,
    blocks: Vec<Option<Block>>,
    inlines: Vec<Option<Inline>>,
    kept: Vec<Kept>,
    nesting: nesting::Nesting,
    span: Option<Span>,
}

/// Markup that was not understood and is shown as source instead; the reader notes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    /// The name of the element, for example `script`.
    pub(super) name: String,
    /// Where it stands.
    pub(super) span: Span,
}

/// Markup as its author wrote it.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) markup: String,
    /// Where each of its lines stands.
    pub(super) lines: Vec<MarkupLine>,
    pub(super) span: Span,
}

impl Weave {
    /// Finished blocks with the markup between them; each piece says how many blocks stand before it, in the order of the text.
    pub(super) fn between(
        blocks: Vec<Block>,
        raw: impl IntoIterator<Item = (usize, Raw)>,
    ) -> (Vec<Block>, Vec<Kept>) {
        let mut weave = Self::new();
        let mut raw = raw.into_iter().peekable();
        let count = blocks.len();
        let mut blocks = blocks.into_iter();
        for at in 0..=count {
            while let Some((_, raw)) = raw.next_if(|(before, _)| *before == at) {
                weave.raw(&raw.markup, &raw.lines, raw.span);
            }
            if let Some(block) = blocks.next() {
                weave.block(block);
            }
        }
        weave.into_blocks()
    }

    /// An empty weave.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds raw markup as the author wrote it. `lines` says where each of its lines stands; without it the first line is taken
    /// to stand at the start of the span.
    pub(super) fn raw(&mut self, markup: &str, lines: &[MarkupLine], span: Span) {
        self.grow(span);
        let mut taming = tame::Taming {
            out: &mut self.html,
            kept: &mut self.kept,
            nesting: &mut self.nesting,
        };
        taming.tame(markup, lines, span);
    }

    /// Adds words.
    pub(super) fn words(&mut self, words: &str, span: Span) {
        // Inlines keep their own places, and words that stand between blocks need one too.
        self.inline(Inline::text(span, words));
    }

    /// Adds an opening tag of our own with its attributes.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)], span: Span) {
        self.grow(span);
        if !self.nesting.open(name, "") {
            for (_, words) in attributes.iter().filter(|(key, _)| is_shown(key)) {
                self.words(&format!("{words} "), span);
            }
            return;
        }
        self.html.push('<');
        self.html.push_str(name);
        tame::mark(&mut self.html, span);
        for (key, value) in attributes {
            let _ = write!(self.html, " {key}=\"");
            tame::escape_into(value, &mut self.html);
            self.html.push('"');
        }
        self.html.push('>');
    }

    /// Adds a closing tag of our own.
    pub(super) fn close(&mut self, name: &str) {
        if self.nesting.close(name) {
            let _ = write!(self.html, "</{name}>");
        }
    }

    /// Adds a finished block.
    pub(super) fn block(&mut self, block: Block) {
        self.grow(block.span);
        let _ = write!(
            self.html,
            "<{} n=\"{}\"></{}>",
            names::BLOCK_SLOT,
            self.blocks.len(),
            names::BLOCK_SLOT
        );
        self.blocks.push(Some(block));
    }

    /// Adds a finished inline.
    pub(super) fn inline(&mut self, inline: Inline) {
        self.grow(inline.span);
        let _ = write!(
            self.html,
            "<{} n=\"{}\"></{}>",
            names::INLINE_SLOT,
            self.inlines.len(),
            names::INLINE_SLOT
        );
        self.inlines.push(Some(inline));
    }

    /// Parses and lowers everything to blocks.
    pub(super) fn into_blocks(mut self) -> (Vec<Block>, Vec<Kept>) {
        let kept = std::mem::take(&mut self.kept);
        (lower::blocks(self), kept)
    }

    /// Parses everything, has the tree prepared, and lowers what stands in the node that the preparation names.
    pub(super) fn into_blocks_of(
        mut self,
        prepare: impl FnOnce(&mut Html) -> NodeId,
    ) -> (Vec<Block>, Vec<Kept>) {
        let kept = std::mem::take(&mut self.kept);
        (lower::part(self, prepare), kept)
    }

    /// Parses and lowers everything to inlines; a block inside gives its words.
    pub(super) fn into_inlines(mut self) -> (Vec<Inline>, Vec<Kept>) {
        let kept = std::mem::take(&mut self.kept);
        (lower::inlines(self), kept)
    }

    fn grow(&mut self, span: Span) {
        self.span = Some(self.span.map_or(span, |whole| whole.join(span)));
    }
}

/// True for an attribute of our own tags whose value is shown.
fn is_shown(key: &str) -> bool {
    matches!(key, "pm-summary" | "title")
}
