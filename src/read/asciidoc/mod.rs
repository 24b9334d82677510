//! `AsciiDoc`, by the rules of Asciidoctor.
//!
//! Takes a source, gives its document. A first pass over the lines keeps those that conditions let through and puts included
//! files in their places (`prepare`); then lines become blocks (`body`, `delimited`, `paragraph`, `list`, `table`) and their words
//! inlines (`inline`). No line is ever copied: nested bodies are lists of lines, and every span leads back to the one source.
//! Attributes of the header become pairs of the document's head. What is not shown (comments, settings, what a condition hides)
//! is kept as a comment. It runs no extension: a macro that it does not know is shown as written.

mod aside;
mod attribute;
mod attributes_of_blocks;
mod body;
mod character;
mod collect;
mod condition;
mod delimited;
mod delimiter;
mod flow;
mod footnote;
mod header;
mod inline;
mod line;
mod list;
mod macros;
mod paragraph;
mod part;
mod prepare;
mod resolve;
mod section;
mod table;
mod verbatim;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Block, BlockKind, Document, Include, Inline, Meta, anchor, depth, tidy};
use crate::read::Inserts;
use crate::read::front_matter;
use crate::read::rst::{Line, Text};
use crate::source::{SourceFile, Span};

use aside::Asides;
use attribute::Attributes;
use body::Body;
use flow::Flow;
use footnote::Notes;
use prepare::{Prepared, Shift};
use resolve::Places;

pub(super) use part::part;

/// Reads a whole source.
pub(super) fn read(source: &SourceFile) -> (Document, Diagnostics) {
    read_with(source, source.text.len(), Inserts::new())
}

/// Reads a source that ends at that byte, with what is behind it in the places that are named.
pub(super) fn read_with(
    source: &SourceFile,
    end: usize,
    inserts: Inserts,
) -> (Document, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let (meta, start) = front_matter(source, end, &mut diagnostics);
    let text = Text::cut(&source.text, 0);
    let Prepared {
        lines,
        hidden,
        shifts,
        ..
    } = prepare::prepare(&source.text, start..end, inserts);
    let mut reading = Reading {
        source,
        text: &text,
        diagnostics,
        meta,
        attributes: Attributes::new(),
        asides: Asides::default(),
        notes: Notes::default(),
        places: Places::default(),
        shifts,
        is_head: true,
        depth: 0,
        in_cell: false,
    };
    for hidden in hidden {
        reading.hide(hidden);
    }
    let mut flow = Flow::default();
    reading.body(Body::top(&lines), &mut flow);
    let mut blocks = flow.finish(&mut reading);
    blocks.extend(reading.footnotes());
    let asides = std::mem::take(&mut reading.asides);
    let mut blocks = asides.woven_into(blocks);
    // The ids of titles must stand before anything can lead to them.
    depth::bound(&mut blocks);
    anchor::assign(&mut blocks, &anchor::Seen::ALL);
    reading.resolve(&mut blocks);
    let mut document = Document {
        meta: reading.meta,
        blocks,
    };
    tidy::tidy(&mut document);
    (document, reading.diagnostics)
}

/// The files that a source includes, each with the place of its line: also inside literal text.
pub(super) fn inclusions(source: &SourceFile) -> Vec<(Span, Include)> {
    let (_, start) = front_matter(source, source.text.len(), &mut Diagnostics::new());
    let prepared = prepare::prepare(&source.text, start..source.text.len(), Inserts::new());
    prepared.includes
}

/// The head of a generator of sites, and where it ends. Anything but a fence is text here.
fn front_matter(source: &SourceFile, end: usize, diagnostics: &mut Diagnostics) -> (Meta, usize) {
    let text = &source.text[..end];
    let first = text.lines().find(|line| !line.trim().is_empty());
    if !first.is_some_and(|line| {
        line.starts_with("---") && !line.starts_with("----") || line.trim_end() == "+++"
    }) {
        return (Meta::default(), 0);
    }
    let alone = SourceFile {
        text: text.into(),
        ..source.clone()
    };
    let (mut meta, start) = front_matter::split(&alone, diagnostics);
    if start == 0 {
        return (Meta::default(), 0);
    }
    for entry in &mut meta.entries {
        // Some write the keys as attributes there too.
        if let Some(key) = entry.key.strip_prefix(':') {
            entry.key = key.into();
        }
    }
    (meta, start)
}

/// One reading in progress.
struct Reading<'a> {
    source: &'a SourceFile,
    /// The text of the source, with the files that it includes behind it.
    text: &'a Text<'a>,
    diagnostics: Diagnostics,
    meta: Meta,
    attributes: Attributes,
    /// What is kept and not shown.
    asides: Asides,
    notes: Notes,
    places: Places,
    /// By how much the titles of included files are deeper.
    shifts: Vec<Shift>,
    /// True as long as no block was read: attributes are those of the header.
    is_head: bool,
    /// How many bodies deep this is.
    depth: usize,
    /// True in a cell, where a backslash guards a bar.
    in_cell: bool,
}

/// What stands in so many bodies is not parsed any more.
const NESTED: usize = 40;

impl<'a> Reading<'a> {
    /// The words of a line.
    fn line(&self, line: Line) -> &'a str {
        let text: &'a str = &self.source.text;
        &text[line.start..line.end.max(line.start)]
    }

    /// Where lines stand.
    fn span(&self, lines: &[Line]) -> Span {
        self.text.span_of(lines)
    }

    /// A body inside the one that is read.
    fn inside(&mut self, body: Body<'_>) -> Vec<Block> {
        if body.lines.iter().all(|line| line.is_blank()) {
            return Vec::new();
        }
        if self.depth >= NESTED {
            let span = self.span(body.lines);
            let words = Inline::text(span, self.text.string(body.lines));
            return vec![Block::new(span, BlockKind::Paragraph(vec![words]))];
        }
        self.depth += 1;
        let mut flow = Flow::default();
        self.body(body, &mut flow);
        self.depth -= 1;
        flow.finish(self)
    }

    /// Lines as inlines.
    fn phrase(&mut self, lines: &[Line]) -> Vec<Inline> {
        let text = self.text;
        self.inlines(&text.joined(lines))
    }

    fn note(&mut self, rule: &'static str, message: impl Into<String>, span: Span, help: &str) {
        let note = Diagnostic::note(rule, message)
            .at(&self.source.path, span)
            .help(help);
        self.diagnostics.push(note);
    }

    fn warn(&mut self, rule: &'static str, message: impl Into<String>, span: Span, help: &str) {
        let warning = Diagnostic::warning(rule, message)
            .at(&self.source.path, span)
            .help(help);
        self.diagnostics.push(warning);
    }

    /// Says that a construct is shown as source.
    fn note_kept(&mut self, what: &str, span: Span) {
        self.note(
            "kept-as-source",
            format!("{what} is not understood and shown as source"),
            span,
            "write it in plain AsciiDoc if it should look otherwise",
        );
    }
}
