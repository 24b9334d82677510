//! MediaWiki text, and copies of its pages saved as text.
//!
//! Takes a source, gives its document. A first pass takes out comments and puts a mark in the place of tags, templates and
//! elements that are a whole by themselves (`strip`); then lines become blocks (`body`, `flow`, `table`, `list`) and their words
//! inlines (`inline`), by MediaWiki's own rules, so that a report looks as it did in the wiki. Every span leads back to the one
//! source. Templates that say something about the report become its head; a template is never expanded, since only its wiki
//! has its text. HTML tags go through the HTML reader. It knows no address: a link to a page begins with `wiki:`.

mod body;
mod brace;
mod copy;
mod element;
mod entity;
mod flow;
mod heading;
mod inline;
mod known;
mod list;
mod literal;
mod metadata;
mod note;
mod redirect;
mod strip;
mod table;
mod tag;
mod template;
mod text;

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Block, BlockKind, Document, Inline, Meta, MetaOrigin, MetaValue, tidy};
use crate::source::{SourceFile, Span};

use copy::Copy;
use note::Notes;
use strip::{Aside, strip};

pub(super) use entity::decode;

/// Reads a source.
pub(super) fn read(source: &SourceFile) -> (Document, Diagnostics) {
    let mut reading = Reading {
        source,
        diagnostics: Diagnostics::new(),
        asides: Vec::new(),
        meta: Meta::default(),
        tags: Vec::new(),
        notes: Notes::default(),
        numbered: 0,
        depth: 0,
        in_link: false,
        copy: None,
    };
    let mut asides = Vec::new();
    let text = strip(&source.text, 0..source.text.len(), &mut asides);
    reading.asides = asides;
    reading.copy = Copy::of(&text);
    let mut blocks = reading.body(&text);
    blocks.extend(reading.footnotes());
    reading.gather_tags();
    let blocks = with_asides(&source.text, blocks, std::mem::take(&mut reading.asides));
    let mut document = Document {
        meta: reading.meta,
        blocks,
    };
    tidy::tidy(&mut document);
    (document, reading.diagnostics)
}

/// One reading in progress.
struct Reading<'a> {
    source: &'a SourceFile,
    diagnostics: Diagnostics,
    /// What is kept and not shown.
    asides: Vec<Aside>,
    meta: Meta,
    /// The categories.
    tags: Vec<(Span, String)>,
    notes: Notes,
    /// How many links without words there were.
    numbered: usize,
    /// In how many others this text stands.
    depth: usize,
    /// True in the words of a link, where an address is no other.
    in_link: bool,
    /// What is known of a copy of a page.
    copy: Option<Copy>,
}

/// What stands in so many others is words.
const NESTED: usize = 12;

impl Reading<'_> {
    /// A part of the source that stands in another, as blocks.
    fn blocks(&mut self, range: Range<usize>) -> Vec<Block> {
        if self.depth >= NESTED {
            let words = self.as_written(range);
            return vec![Block::new(words.span, BlockKind::Paragraph(vec![words]))];
        }
        let text = strip(&self.source.text, range, &mut self.asides);
        self.depth += 1;
        let blocks = self.body(&text);
        self.depth -= 1;
        blocks
    }

    /// A part of the source that stands in another, as inlines.
    fn phrase(&mut self, range: Range<usize>) -> Vec<Inline> {
        if self.depth >= NESTED {
            return vec![self.as_written(range)];
        }
        let text = strip(&self.source.text, range, &mut self.asides);
        self.depth += 1;
        let inlines = self.inlines(&text, 0..text.words.len());
        self.depth -= 1;
        inlines
    }

    /// A part of the source as words.
    fn as_written(&self, range: Range<usize>) -> Inline {
        let span = Span::new(range.start, range.end);
        Inline::text(span, &self.source.text[range])
    }

    /// Notes a category.
    fn tag(&mut self, name: String, span: Span) {
        self.tags.push((span, name));
    }

    /// The categories as tags of the head.
    fn gather_tags(&mut self) {
        let (Some(first), Some(last)) = (self.tags.first(), self.tags.last()) else {
            return;
        };
        let span = first.0.join(last.0);
        let mut names: Vec<MetaValue> = Vec::new();
        for (_, name) in std::mem::take(&mut self.tags) {
            let name = MetaValue::Text(name.into());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        self.tell("tags", span, MetaValue::List(names));
    }

    /// Adds a pair to the head.
    fn tell(&mut self, key: &str, span: Span, value: MetaValue) {
        self.meta.tell(MetaOrigin::Templates, key, span, value);
    }

    /// Says that a construct is shown as source.
    fn note_kept(&mut self, what: &str, span: Span) {
        let note = Diagnostic::note(
            "kept-as-source",
            format!("{what} is not understood and shown as source"),
        )
        .at(&self.source.path, span)
        .help("only its wiki can draw it; write what it shows, if it matters");
        self.diagnostics.push(note);
    }

    fn warn(&mut self, rule: &'static str, message: String, span: Span, help: &str) {
        let warning = Diagnostic::warning(rule, message)
            .at(&self.source.path, span)
            .help(help);
        self.diagnostics.push(warning);
    }
}

/// The blocks with what is kept and not shown before the first that begins behind it.
fn with_asides(source: &str, blocks: Vec<Block>, mut asides: Vec<Aside>) -> Vec<Block> {
    if asides.is_empty() {
        return blocks;
    }
    asides.sort_by_key(|aside| (aside.start, aside.end));
    asides.dedup();
    let comment = |aside: Aside| {
        let words = &source[aside.clone()];
        let words = words
            .strip_prefix("<!--")
            .and_then(|words| words.strip_suffix("-->"))
            .unwrap_or(words);
        let span = Span::new(aside.start, aside.end);
        Block::new(span, BlockKind::Comment(words.into()))
    };
    let mut asides = asides.into_iter().peekable();
    let mut out = Vec::with_capacity(blocks.len() + asides.len());
    for block in blocks {
        let is_before = |aside: &Aside| aside.start < block.span.start as usize;
        while let Some(aside) = asides.next_if(is_before) {
            out.push(comment(aside));
        }
        out.push(block);
    }
    out.extend(asides.map(comment));
    out
}
