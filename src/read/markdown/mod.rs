//! Markdown as GitHub, Hugo, Zola, Jekyll, `MkDocs`, Quarto and `MyST` know it, lowered to the document tree.
//!
//! Takes a source, gives its document. comrak parses; its tree lives in an arena that cannot cross threads, so it is lowered
//! here, in the same call. Forms of other generators are recognised around it: `foreign` masks template constructs so that
//! they survive the parser, `container` lifts out indented admonitions, `fence` knows what fences of directives mean, raw
//! HTML goes through the HTML reader. What is recognised but not understood is kept as source and noted. It does not run any
//! template and includes no file.

mod attribute;
mod colons;
mod container;
mod directive;
mod fence;
mod foreign;
mod inline;
mod letters;
mod lines;
mod lower;
mod lowering;
mod outside;
mod piece;
mod unfinished;

use std::collections::HashMap;

use comrak::{Arena, Options, parse_document};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{
    Block, BlockKind, Document, Inline, InlineKind, MetaOrigin, text, tidy, walk,
};
use crate::read::front_matter;
use crate::source::{SourceFile, Span};

use lines::{Definitions, Lines, STUB};
use lower::{Piece, Pieces};
use lowering::Lowering;

/// Reads Markdown with everything on.
pub(super) fn read(source: &SourceFile) -> (Document, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let (meta, start) = front_matter::split(source, &mut diagnostics);
    let masked = foreign::mask(&source.text, start);
    let mut reading = Reading {
        source,
        extended: true,
        options: options(&source.text),
        masked: &masked,
        diagnostics,
        definitions: None,
        depth: 0,
    };
    let lines = Lines::of_body(&masked.text, start);
    let blocks = reading.blocks(&lines);
    let mut document = Document { meta, blocks };
    number_footnotes(&mut document.blocks);
    if document.meta.origin == MetaOrigin::Head && start == 0 {
        break_lines(&mut document);
    }
    tidy::tidy(&mut document);
    (document, reading.diagnostics)
}

/// The lines of a `Key: value` head that stays in the body stay lines.
fn break_lines(document: &mut Document) {
    let head = document.meta.span;
    for block in &mut document.blocks {
        let BlockKind::Paragraph(content) = &mut block.kind else {
            continue;
        };
        if block.span.start < head.start || block.span.end > head.end + 1 {
            continue;
        }
        let mut lines = Vec::new();
        for inline in std::mem::take(content) {
            let InlineKind::Text(words) = &inline.kind else {
                lines.push(inline);
                continue;
            };
            for (at, line) in words.split('\n').enumerate() {
                if at > 0 {
                    lines.push(Inline::new(inline.span, InlineKind::Break));
                }
                if !line.is_empty() {
                    lines.push(Inline::text(inline.span, line));
                }
            }
        }
        *content = lines;
    }
}

/// Reads `CommonMark` with every extension off.
pub(super) fn read_commonmark(source: &SourceFile) -> (Document, Diagnostics) {
    let masked = foreign::Masked::plain(&source.text);
    let mut reading = Reading {
        source,
        extended: false,
        options: Options::default(),
        masked: &masked,
        diagnostics: Diagnostics::new(),
        definitions: None,
        depth: 0,
    };
    let lines = Lines::of_body(&masked.text, 0);
    let blocks = reading.blocks(&lines);
    let mut document = Document {
        blocks,
        ..Document::default()
    };
    tidy::tidy(&mut document);
    (document, reading.diagnostics)
}

/// So many `>` without a blank between them quote nothing that anybody wrote.
const QUOTES: &str = ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>";

fn options(text: &str) -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.table = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.strikethrough = true;
    // For each `>` of a run the parser looks through the whole run for an alert: the square of its length.
    extension.alerts = memchr::memmem::find(text.as_bytes(), QUOTES.as_bytes()).is_none();
    extension.autolink = true;
    extension.description_lists = true;
    extension.math_dollars = true;
    extension.math_code = true;
    extension.block_directive = true;
    extension.wikilinks_title_after_pipe = true;
    extension.shortcodes = true;
    extension.cjk_friendly_emphasis = true;
    options.parse.tasklist_in_table = true;
    // comrak would drop footnotes that nothing refers to, and move the others.
    options.parse.leave_footnote_definitions = true;
    options
}

/// One reading in progress: what the nested parses of one source share.
struct Reading<'a> {
    source: &'a SourceFile,
    extended: bool,
    options: Options<'static>,
    masked: &'a foreign::Masked,
    diagnostics: Diagnostics,
    /// The link definitions of the whole source, gathered when a nested part first needs them.
    definitions: Option<Definitions>,
    /// How many parses deep this is: a directive's body is a parse of its own.
    depth: usize,
}

/// A directive inside so many others is not parsed any more but kept as code.
const NESTED_PARSES: usize = 12;

impl Reading<'_> {
    /// Parses lines and lowers them to blocks.
    fn blocks(&mut self, lines: &Lines<'_>) -> Vec<Block> {
        let pieces = self.pieces(lines);
        self.finish(pieces)
    }

    /// Parses the body of a construct: text that stands inside another text, and may use its definitions.
    fn inner_blocks(&mut self, lines: Lines<'_>) -> Vec<Block> {
        let pieces = self.inner_pieces(lines);
        self.finish(pieces)
    }

    /// The same, to pieces.
    fn inner_pieces(&mut self, mut lines: Lines<'_>) -> Pieces {
        let definitions = self
            .definitions
            .get_or_insert_with(|| Definitions::of(&self.masked.text));
        lines.append_definitions(definitions);
        self.pieces(&lines)
    }

    /// Parses lines to pieces: finished blocks, and raw markup that may pair with markup further on.
    fn pieces(&mut self, lines: &Lines<'_>) -> Pieces {
        if self.depth >= NESTED_PARSES {
            let span = lines.span();
            let code = crate::document::Code {
                language: None,
                text: self.masked.restore(&lines.text).into(),
            };
            let code = BlockKind::Code(Box::new(code));
            return Pieces::from_iter([Piece::Block(Block::new(span, code))]);
        }
        self.depth += 1;
        let split = if self.extended {
            container::split(lines)
        } else {
            None
        };
        let (lines, containers) = match &split {
            Some(split) => (&split.lines, split.containers.as_slice()),
            None => (lines, &[][..]),
        };
        let bounded = self.extended.then(|| colons::bound(lines)).flatten();
        let lines = bounded.as_ref().unwrap_or(lines);
        let arena = Arena::new();
        let options = self.options.clone();
        let root = parse_document(&arena, &lines.text, &options);
        let pieces = Lowering {
            reading: self,
            lines,
            containers,
        }
        .pieces(root, 0);
        self.depth -= 1;
        pieces
    }

    /// Pieces to blocks: where there is raw markup, the HTML reader pairs it.
    fn finish(&mut self, pieces: Pieces) -> Vec<Block> {
        lower::finish(pieces, self)
    }

    fn note(&mut self, rule: &'static str, message: String, span: Span, help: &str) {
        let note = Diagnostic::note(rule, message)
            .at(&self.source.path, span)
            .help(help);
        self.diagnostics.push(note);
    }

    /// Says that a construct is shown as source.
    fn note_kept(&mut self, what: &str, span: Span) {
        self.note(
            "kept-as-source",
            format!("{what} is not understood and shown as source"),
            span,
            "write it in Markdown if it should look otherwise",
        );
    }

    fn note_kept_markup(&mut self, kept: Vec<super::html::Kept>) {
        for kept in kept {
            self.note_kept(&format!("`<{}>`", kept.name), kept.span);
        }
    }
}

/// Numbers footnotes in the order of their first reference, over all parses of the document; those without a reference come
/// after. Stubs, which stood for a footnote in a nested parse, go.
fn number_footnotes(blocks: &mut Vec<Block>) {
    let mut has_footnotes = false;
    walk::blocks(blocks, &mut |block| {
        has_footnotes |= matches!(block.kind, BlockKind::Footnote(_));
    });
    if !has_footnotes {
        return;
    }
    drop_stubs(blocks);
    let mut numbers = Numbers::default();
    number_references(blocks, &mut numbers);
    number_texts(blocks, &mut numbers);
}

/// The number of each label, and how often it was referred to so far.
#[derive(Default)]
struct Numbers {
    of_label: HashMap<String, (u32, u32)>,
    highest: u32,
}

fn drop_stubs(blocks: &mut Vec<Block>) {
    blocks.retain(|block| match &block.kind {
        BlockKind::Footnote(footnote) => !text::of_blocks(&footnote.blocks).starts_with(STUB),
        _ => true,
    });
    for block in blocks {
        for children in walk::child_blocks_mut(block) {
            drop_stubs(children);
        }
    }
}

fn number_references(blocks: &mut [Block], numbers: &mut Numbers) {
    for block in blocks {
        for content in walk::block_inlines_mut(block) {
            number_in(content, numbers);
        }
        for children in walk::child_blocks_mut(block) {
            number_references(children, numbers);
        }
    }
}

fn number_in(content: &mut [Inline], numbers: &mut Numbers) {
    for inline in content {
        match &mut inline.kind {
            InlineKind::FootnoteReference(reference) => {
                let next = numbers.highest + 1;
                let entry = numbers
                    .of_label
                    .entry(reference.label.to_lowercase())
                    .or_insert((next, 0));
                numbers.highest = numbers.highest.max(entry.0);
                entry.1 += 1;
                (reference.number, reference.occurrence) = *entry;
            }
            InlineKind::Styled(_, children) => number_in(children, numbers),
            InlineKind::Link(link) => number_in(&mut link.content, numbers),
            _ => {}
        }
    }
}

fn number_texts(blocks: &mut [Block], numbers: &mut Numbers) {
    for block in blocks {
        if let BlockKind::Footnote(footnote) = &mut block.kind {
            let next = numbers.highest + 1;
            let (number, references) = *numbers
                .of_label
                .entry(footnote.label.to_lowercase())
                .or_insert((next, 0));
            numbers.highest = numbers.highest.max(number);
            footnote.number = number;
            footnote.references = references;
        }
        for children in walk::child_blocks_mut(block) {
            number_texts(children, numbers);
        }
    }
}
