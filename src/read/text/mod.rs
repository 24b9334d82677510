//! Plain text, laid out the way people do in mails and notes, as a document.
//!
//! Takes a source, gives its document. Nothing in such a text is markup, so everything is read by its shape: where a line stands,
//! what it begins with, what stands under it. A shape must be plain, or the words stay a paragraph with its lines: a heading that
//! is missed is read as words, but words that are taken for a heading tear a text apart. Of words it knows just enough not to
//! take prose for something else; it knows nothing of incidents.

mod body;
mod clock;
mod entry;
mod heading;
mod indented;
mod inline;
mod label;
mod lines;
mod list;
mod mail;
mod paragraph;
mod quote;
mod shape;
mod table;
mod title;

use crate::diagnostic::Diagnostics;
use crate::document::{Block, BlockKind, Document, tidy};
use crate::read::front_matter;
use crate::source::{SourceFile, Span};

use heading::Levels;
use lines::Line;

/// Reads a plain text.
pub(super) fn read(source: &SourceFile) -> (Document, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let mut blocks = Vec::new();
    let (meta, start) = match mail::head(&source.text) {
        Some(mail) => {
            blocks = mail.blocks;
            (mail.meta, mail.end)
        }
        None => front_matter::split(source, &mut diagnostics),
    };
    let lines = lines::split(&source.text, start);
    let mut reading = Reading {
        text: &source.text,
        head: meta.span,
        levels: Levels::default(),
        sets_labels_apart: label::are_headings(&source.text, &lines),
        depth: 0,
        is_below_day: false,
    };
    // A head without a subject may have left a comment.
    let has_title = blocks
        .iter()
        .any(|block: &Block| matches!(block.kind, BlockKind::Heading(_)));
    let body = if has_title {
        0
    } else {
        reading.title(&lines, &mut blocks)
    };
    reading.body(&lines[body..], true, &mut blocks);
    let mut document = Document { meta, blocks };
    tidy::tidy(&mut document);
    (document, diagnostics)
}

/// What stands in so many bodies is not looked into any more.
const NESTED: usize = 24;

/// One reading in progress: what all parts of a text share.
struct Reading<'t> {
    text: &'t str,
    /// Where the head stands, if it stays in the body: its lines stay lines.
    head: Span,
    levels: Levels,
    /// True where labels that run into their paragraphs part the text, like headings.
    sets_labels_apart: bool,
    /// How many bodies deep this is.
    depth: usize,
    /// True in what is set in below a line that is a day: there a line that begins with a time is an entry, though it be the only one.
    is_below_day: bool,
}

impl Reading<'_> {
    /// Reads lines that stand inside a construct.
    fn inside(&mut self, lines: &[Line]) -> Vec<Block> {
        let mut out = Vec::new();
        if self.depth >= NESTED {
            if let Some(span) = lines::span(lines) {
                out.push(Block::new(
                    span,
                    BlockKind::Paragraph(self.lines_as_words(lines)),
                ));
            }
            return out;
        }
        self.depth += 1;
        self.body(lines, false, &mut out);
        self.depth -= 1;
        out
    }
}
