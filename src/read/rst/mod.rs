//! reStructuredText as docutils and Sphinx know it, read by rules of our own.
//!
//! Takes a source, gives its document. It works on lines that are pairs of bytes in one text (`lines`, `text`), so that every
//! span is true; constructs are told apart by docutils' patterns in docutils' order (`marker`), inline markup by docutils'
//! rules for its start and end. Names may be used before they are given, so references stay [`Pending`] until the whole text
//! is read (`resolve`). Raw HTML goes through the HTML reader. What is not understood is kept as source and noted. It runs
//! nothing and includes no file: a `toctree` and an `include` are nodes of the tree, for those who know the other files.

mod body;
mod directive;
mod enumerator;
mod explicit;
mod field;
mod flow;
mod footnote;
mod head;
mod indices;
mod inline;
mod line_block;
mod lines;
mod list;
mod literal;
mod marker;
mod name;
mod paragraph;
mod quote;
mod resolve;
mod squeezed;
mod substitution;
mod table;
mod text;
mod title;

use std::collections::HashMap;

use super::Inserts;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Block, BlockKind, By, Document, Inline, Meta, anchor, depth, tidy};
use crate::source::{SourceFile, Span};

use body::Body;
use flow::Flow;
use inline::Role;
use name::Names;
use substitution::Substitution;
use title::Style;

pub(super) use directive::numbered;
pub(super) use head::lift;
pub(super) use lines::{Line, split};
pub(super) use text::{Maker, Text};

/// Reads a whole source; what its head says stays in its body too.
pub(super) fn read(source: &SourceFile) -> (Document, Diagnostics) {
    read_with(source, source.text.len(), Inserts::new())
}

/// Reads a source that ends at that byte, with what is behind it in the places that are named.
pub(super) fn read_with(
    source: &SourceFile,
    end: usize,
    inserts: Inserts,
) -> (Document, Diagnostics) {
    let text = Text::of_source(&source.text[..end], 0);
    let lines = lines::split(&text.words);
    let mut reading = Reading {
        source,
        diagnostics: Diagnostics::new(),
        inserts,
        level: 0,
        styles: Vec::new(),
        names: Names::default(),
        pending: Vec::new(),
        literals: Vec::new(),
        anonymous: 0,
        automatic: [0; 2],
        substitutions: HashMap::new(),
        roles: HashMap::new(),
        default_role: None,
        highlight: None,
        meta: Meta::default(),
        depth: 0,
        is_squeezed: false,
    };
    reading.is_squeezed = squeezed::is_squeezed(&text.words, &lines);
    if reading.is_squeezed {
        reading.note_squeezed(&text, &lines);
    }
    let mut flow = Flow::default();
    let body = Body {
        text: &text,
        lines: &lines,
        is_top: true,
    };
    reading.body(body, &mut flow);
    let mut blocks = flow.finish(&mut reading);
    // The ids of titles must stand before anything can lead to them.
    depth::bound(&mut blocks);
    anchor::assign(&mut blocks, &anchor::Seen::ALL);
    reading.resolve(&mut blocks);
    indices::set_aside(&mut blocks, source);
    let mut document = Document {
        meta: reading.meta,
        blocks,
    };
    tidy::tidy(&mut document);
    (document, reading.diagnostics)
}

/// One reading in progress: what all parts of a source share.
struct Reading<'a> {
    source: &'a SourceFile,
    diagnostics: Diagnostics,
    /// What is still to be put somewhere.
    inserts: Inserts,
    /// The adornments of titles, the first level first.
    styles: Vec<Style>,
    /// The level of the last title.
    level: usize,
    names: Names,
    /// What is pending, each with the place of its reference.
    pending: Vec<(Span, Pending)>,
    /// Literal texts with markup, each with its place: what they are pending for must be known before they are words.
    literals: Vec<(Span, Vec<Inline>)>,
    /// How many references without a name there were.
    anonymous: usize,
    /// How many references to footnotes without a number or name there were, and to those with a sign.
    automatic: [u32; 2],
    substitutions: HashMap<String, Substitution>,
    /// The roles that the text defines.
    roles: HashMap<String, Role>,
    default_role: Option<Role>,
    /// The language of code that names none.
    highlight: Option<String>,
    meta: Meta,
    /// How many bodies deep this is.
    depth: usize,
    /// True where every indent was made one blank.
    is_squeezed: bool,
}

/// What a reference waits for.
#[derive(Debug, Clone)]
enum Pending {
    /// A name.
    Name(String),
    /// The target without a name that is so many others behind the first.
    Anonymous(usize),
    /// What a substitution stands for.
    Substitution(String),
    /// A label here, or in another document by it; true where the words are the author's own.
    Label(String, By, bool),
}

/// Stands before the number of what is pending, where the target of a link will be.
const MARK: char = '\u{e003}';

/// What stands in so many bodies is not parsed any more.
const NESTED: usize = 60;

impl Reading<'_> {
    /// A link whose target will be known when the whole text is read.
    fn pending(&mut self, pending: Pending, span: Span, content: Vec<Inline>) -> Inline {
        let target = format!("{MARK}{}", self.pending.len());
        self.pending.push((span, pending));
        Inline::link(span, target, content)
    }

    /// Literal text with markup, which gives its words when the whole text is read.
    fn literal_words(&mut self, content: Vec<Inline>, span: Span) -> String {
        self.literals.push((span, content));
        format!("{MARK}{}", self.literals.len() - 1)
    }

    /// What a reference without a name waits for.
    fn next_anonymous(&mut self) -> Pending {
        self.anonymous += 1;
        Pending::Anonymous(self.anonymous - 1)
    }

    /// A body inside the one that is read.
    fn inside(&mut self, text: &Text<'_>, lines: &[lines::Line]) -> Vec<Block> {
        if lines.is_empty() {
            return Vec::new();
        }
        if self.depth >= NESTED {
            let span = text.span_of(lines);
            let words = Inline::text(span, text.string(lines));
            return vec![Block::new(span, BlockKind::Paragraph(vec![words]))];
        }
        self.depth += 1;
        let mut flow = Flow::default();
        let body = Body {
            text,
            lines,
            is_top: false,
        };
        self.body(body, &mut flow);
        self.depth -= 1;
        flow.finish(self)
    }

    /// What stands behind the source and is to be put here; false where nothing is.
    fn insert(&mut self, at: Span, path: &str, is_top: bool, flow: &mut Flow) -> bool {
        // Each but once: in the cell of a table several may have one place.
        let Some(range) = self.inserts.remove(&(at.start, path.into())) else {
            return false;
        };
        let source = self.source;
        let text = Text::of_source(&source.text[range.clone()], range.start);
        let lines = lines::split(&text.words);
        let is_squeezed = squeezed::is_squeezed(&text.words, &lines);
        let before = std::mem::replace(&mut self.is_squeezed, is_squeezed);
        let body = Body {
            text: &text,
            lines: &lines,
            is_top,
        };
        self.body(body, flow);
        self.is_squeezed = before;
        true
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
            "write it in plain reStructuredText if it should look otherwise",
        );
    }

    /// Says that something is kept as a comment.
    fn note_left_out(&mut self, what: &str, span: Span) {
        self.note(
            "left-out",
            format!("{what} is not shown"),
            span,
            "if it belongs on the page, write it outside of this construct",
        );
    }

    /// Says that a construct ends where no blank line follows.
    fn note_unfinished(&mut self, what: &str, text: &Text<'_>, all: &[lines::Line], next: usize) {
        let Some(line) = all.get(next) else { return };
        let span = text.span(line.start, line.end);
        self.note(
            "malformed-markup",
            format!("{what} ends here without a blank line"),
            span,
            "put a blank line before this one, or set it in as far as what it belongs to",
        );
    }
}
