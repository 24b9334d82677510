//! Org, as Emacs reads and exports it: the subset that reports use.
//!
//! Takes a source, gives its document. Lines are pairs of bytes (`lines`), told apart by their shape (`shape`); a headline always
//! wins over what stands around it, elements are found in Emacs' order (`body`), and markup among words follows Org's rules for what
//! may stand beside it (`inline`). Nothing is run: code blocks, calls and macros of Emacs Lisp stay as written. Links to places of
//! the text and footnotes wait in the tree until all of it is read (`resolve`, `footnote`). Raw HTML goes through the HTML reader.
//! What is not understood is shown as written and noted. A file that is included is a node, for those who know the other files.

mod affiliated;
mod block;
mod body;
mod drawer;
mod flow;
mod footnote;
mod headline;
mod include;
mod inline;
mod keyword;
mod lines;
mod list;
mod resolve;
mod settings;
mod shape;
mod table;
mod timestamp;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::Inserts;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{
    Block, BlockKind, By, Directive, Document, Inline, InlineKind, Link, Meta, MetaOrigin,
    MetaValue, anchor, depth, tidy,
};
use crate::source::{SourceFile, Span};

use flow::Flow;
use footnote::Notes;
use lines::{Body, Part};
use resolve::Pending;
use settings::Settings;

/// Reads a source.
pub(super) fn read(source: &SourceFile) -> (Document, Diagnostics) {
    read_with(source, source.text.len(), Inserts::new())
}

/// Reads a source that ends at that byte, with what is behind it in the places that are named.
pub(super) fn read_with(
    source: &SourceFile,
    end: usize,
    inserts: Inserts,
) -> (Document, Diagnostics) {
    let part = Part::new(&source.text, 0..end);
    let mut settings = Settings::of(&source.text, &part);
    let mut behind: Vec<Range<usize>> = inserts.values().cloned().collect();
    behind.sort_by_key(|range| range.start);
    for range in behind {
        settings.gather(&source.text, &Part::new(&source.text, range));
    }
    let mut reading = Reading {
        source,
        text: &source.text,
        diagnostics: Diagnostics::new(),
        inserts,
        settings,
        meta: Meta::default(),
        joined: BTreeMap::new(),
        notes: Notes::default(),
        names: HashMap::new(),
        titles: HashMap::new(),
        pending: Vec::new(),
        depth: 0,
        level: 0,
        shift: 0,
        is_inserted: false,
        in_link: false,
        expanded: 0,
    };
    let mut flow = Flow::of_document();
    reading.sections(&part, &mut flow);
    let mut blocks = flow.finish(&mut reading);
    reading.join_lines();
    // Their texts hold links too.
    reading.footnotes(&mut blocks);
    // The ids of headings must stand before anything can lead to them.
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

/// One reading in progress: what all parts of a source share.
struct Reading<'a> {
    source: &'a SourceFile,
    text: &'a str,
    diagnostics: Diagnostics,
    /// What is still to be put somewhere.
    inserts: Inserts,
    settings: Settings,
    meta: Meta,
    /// For keywords that may have several lines the number of their pair, and the words so far.
    joined: BTreeMap<&'static str, (usize, String)>,
    notes: Notes,
    /// The ids of places by their names, as names are compared.
    names: HashMap<String, String>,
    /// The titles of headings as they are compared, by where the headlines begin.
    titles: HashMap<u32, String>,
    /// The links that are pending, each with its place.
    pending: Vec<(Span, Pending)>,
    /// In how many others this stands.
    depth: usize,
    /// The level of the last headline.
    level: usize,
    /// By how much the headlines of an included file stand deeper than written.
    shift: isize,
    /// True in a file that is included: what it says of itself is not said of the document.
    is_inserted: bool,
    /// True in the words of a link, where an address is no other.
    in_link: bool,
    /// How many bytes came out of macros.
    expanded: usize,
}

/// What stands in so many bodies is not parsed any more.
const NESTED: usize = 50;

/// Stands before the number of a pending link, where its target will be.
const MARK: char = '\u{e003}';

impl<'a> Reading<'a> {
    /// The body of something, as blocks.
    fn inside(&mut self, body: Body<'_>) -> Vec<Block> {
        if self.depth >= NESTED {
            let range = body.range(self.text);
            let words = Inline::text(span(&range), &self.text[range.clone()]);
            return vec![Block::new(span(&range), BlockKind::Paragraph(vec![words]))];
        }
        self.depth += 1;
        let mut flow = Flow::default();
        self.body(body, &mut flow);
        self.depth -= 1;
        flow.finish(self)
    }

    /// A part of the source.
    fn words(&self, range: Range<usize>) -> &'a str {
        let text: &'a str = self.text;
        text.get(range).unwrap_or("")
    }

    /// A link whose target will be known when the whole text is read.
    fn pending(&mut self, pending: Pending, span: Span, content: Vec<Inline>) -> Inline {
        let target = format!("{MARK}{}", self.pending.len());
        let is_bare = content.is_empty();
        let content = if is_bare {
            vec![Inline::text(span, pending.words())]
        } else {
            content
        };
        self.pending.push((span, pending));
        link(target, By::Path, is_bare, content, span)
    }

    /// Adds a pair to the head.
    fn tell(&mut self, key: &str, span: Span, value: MetaValue) {
        self.meta.tell(MetaOrigin::Keywords, key, span, value);
    }

    /// Shows a construct as source, and says so.
    fn kept(&mut self, what: &str, name: &str, range: Range<usize>, flow: &mut Flow) {
        self.note_kept(what, span(&range));
        let directive = Directive {
            name: name.to_lowercase().into(),
            source: self.words(range.clone()).into(),
        };
        flow.push(span(&range), BlockKind::Directive(Box::new(directive)));
    }

    fn note_kept(&mut self, what: &str, span: Span) {
        let note = Diagnostic::note(
            "kept-as-source",
            format!("{what} is not understood and shown as source"),
        );
        self.diagnostics.push(
            note.at(&self.source.path, span)
                .help("write it in plain Org if it should look otherwise"),
        );
    }

    /// Says that something is kept as a comment.
    fn note_left_out(&mut self, what: &str, help: &str, span: Span) {
        let note = Diagnostic::note("left-out", format!("{what} is not shown"));
        self.diagnostics
            .push(note.at(&self.source.path, span).help(help));
    }

    fn note_malformed(&mut self, message: String, help: &str, span: Span) {
        let note = Diagnostic::note("malformed-markup", message);
        self.diagnostics
            .push(note.at(&self.source.path, span).help(help));
    }

    fn warn_undefined(&mut self, message: String, help: &str, span: Span) {
        let warning = Diagnostic::warning("undefined-name", message);
        self.diagnostics
            .push(warning.at(&self.source.path, span).help(help));
    }
}

fn span(range: &Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

fn link(target: String, by: By, bare: bool, content: Vec<Inline>, span: Span) -> Inline {
    Inline::new(
        span,
        InlineKind::Link(Box::new(Link {
            target: target.into(),
            title: None,
            by,
            bare,
            content,
        })),
    )
}

/// A name as Org compares it: case does not count, nor how many blanks there are.
fn folded(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
