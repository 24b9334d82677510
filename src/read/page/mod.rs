//! A whole page of HTML as a document: one that somebody wrote, saved from a browser, or exported from a wiki or an editor.
//!
//! Takes a source, gives its document. `strip` takes out what no reader of a page sees and hears what its head says, the HTML
//! reader parses the rest, `main_content` finds the report in it, `furniture` leaves out menus and the like inside, `tools` knows how
//! wikis and editors write what HTML has no element for, `repeated` keeps once what stands there twice. What is left out is told. It
//! runs no script, loads nothing, and reads no style sheet.

mod furniture;
mod head;
mod main_content;
mod measure;
mod part;
mod repeated;
mod strip;
mod tighten;
mod tools;

use ego_tree::NodeId;
use scraper::Html;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Document, Meta, MetaOrigin, tidy};
use crate::read::front_matter;
use crate::read::html::{Kept, MarkupLine, Weave};
use crate::source::{SourceFile, Span};

use furniture::LeftOut;
use head::Head;

/// The rule that tells what of a page is not shown.
const LEFT_OUT: &str = "left-out";

/// Reads a page.
pub(super) fn read(source: &SourceFile) -> (Document, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let text = &*source.text;
    let (mut meta, start) = front_matter::split(source, &mut diagnostics);
    // Front matter stands before a page; lines of a page that look like a head are its own.
    if meta.origin == MetaOrigin::Head || start == 0 {
        meta = Meta::default();
    }
    let start = if meta.is_empty() { 0 } else { start };
    let mut head = Head::default();
    let mut left_out = LeftOut::default();
    let mut weave = Weave::new();
    for range in strip::pieces(text, start, &mut head, &mut left_out) {
        let piece = &text[range.clone()];
        let lines = lines(text, range.start, piece);
        weave.raw(piece, &lines, Span::new(range.start, range.end));
    }
    let prepare = |parsed: &mut Html| prepare(parsed, &mut head, &mut left_out);
    let (mut blocks, kept) = weave.into_blocks_of(prepare);
    tighten::tighten(&mut blocks, text.len());
    if let Some(title) = head.title_block() {
        blocks.insert(0, title);
    }
    repeated::keep_once(&mut blocks, &source.path, &mut diagnostics);
    head.tell(&blocks, &mut meta);
    left_out.tell(&source.path, &mut diagnostics);
    tell_kept(&kept, source, &mut diagnostics);
    let mut document = Document { meta, blocks };
    tidy::tidy(&mut document);
    (document, diagnostics)
}

/// Finds the report in a parsed page, takes out what does not belong to it, and gives its node.
fn prepare(parsed: &mut Html, head: &mut Head, left_out: &mut LeftOut) -> NodeId {
    tools::rewrite(parsed, head, left_out);
    let sizes = measure::Sizes::of(parsed);
    let main = main_content::find(parsed, &sizes);
    head.look_around(parsed, main);
    furniture::take_out(parsed, main, &sizes, left_out);
    main.id
}

/// Where the lines of a piece stand.
fn lines(text: &str, start: usize, piece: &str) -> Vec<MarkupLine> {
    let mut at = start;
    piece
        .split_inclusive('\n')
        .map(|line| {
            let place = MarkupLine::new(line, at, text);
            at += line.len();
            place
        })
        .collect()
}

fn tell_kept(kept: &[Kept], source: &SourceFile, diagnostics: &mut Diagnostics) {
    for Kept { name, span } in kept {
        let message = format!("`<{name}>` is not understood and shown as source");
        diagnostics.push(
            Diagnostic::note("kept-as-source", message)
                .at(&source.path, *span)
                .help("write it in plain HTML if it should look otherwise"),
        );
    }
}
