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
mod repeated;
mod strip;
mod tools;

use ego_tree::NodeId;
use scraper::Html;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Block, Document, Inline, InlineKind, MetaOrigin, tidy, walk};
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
        meta = crate::document::Meta::default();
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
    tighten(&mut blocks, text.len());
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

/// The parser tells where an element begins, not where it ends: each ends where the next begins, at the latest.
fn tighten(blocks: &mut [Block], end: usize) {
    for at in 0..blocks.len() {
        let next = blocks
            .get(at + 1)
            .map(|next| next.span.start as usize)
            .filter(|next| *next >= blocks[at].span.start as usize);
        let end = next.unwrap_or(end).min(end);
        let block = &mut blocks[at];
        let start = block.span.start as usize;
        block.span = Span::new(start, (block.span.end as usize).min(end.max(start)));
        for content in walk::block_inlines_mut(block) {
            tighten_inlines(content, end);
        }
        for children in walk::child_blocks_mut(block) {
            tighten(children, end);
        }
    }
}

fn tighten_inlines(content: &mut [Inline], end: usize) {
    for inline in content {
        let start = inline.span.start as usize;
        inline.span = Span::new(start, (inline.span.end as usize).min(end.max(start)));
        match &mut inline.kind {
            InlineKind::Styled(_, inner) => tighten_inlines(inner, end),
            InlineKind::Link(link) => tighten_inlines(&mut link.content, end),
            _ => {}
        }
    }
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
