//! Readers: syntax in, [`Document`] out. Each reader is a pure, total function; the table below is all of them.
//!
//! A reader never fails and never drops text. What it does not understand is kept in the tree and noted with its place. It
//! knows nothing of incidents.

mod asciidoc;
mod excerpt;
pub mod front_matter;
mod html;
mod include;
mod markdown;
mod org;
mod page;
mod place;
mod refused;
mod rst;
mod splice;
mod text;
mod wikitext;

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::source::{Format, SourceFile};
use include::Syntax;

pub use include::Open;

/// Texts that stand behind that of a document, each by where it is to be put there: the place of an inclusion, and the file as
/// written.
type Inserts = HashMap<(u32, Box<str>), Range<usize>>;

/// Reads one source, as a report or an index file is read; a file that it includes is a node.
pub fn read(source: &SourceFile) -> (Document, Diagnostics) {
    lifted(source, fragment(source))
}

/// Reads one source with the files that it includes; gives the paths of those, too, whose text became text of the document.
pub fn with_files(source: &SourceFile, open: &Open<'_>) -> (Document, Diagnostics, Vec<String>) {
    let alone = fragment(source);
    let including = |syntax| include::with_files((source, syntax), &alone.0, open);
    let (read, files) = match source.format {
        Format::ReStructuredText => including(Syntax::ReStructuredText),
        Format::Org => including(Syntax::Org),
        Format::AsciiDoc => including(Syntax::AsciiDoc),
        Format::Markdown => splice::with_files(source, open),
        Format::CommonMark | Format::Wikitext | Format::Text | Format::Html => None,
    }
    .unwrap_or((alone, Vec::new()));
    let (document, diagnostics) = lifted(source, read);
    (document, diagnostics, files)
}

fn lifted(source: &SourceFile, mut read: (Document, Diagnostics)) -> (Document, Diagnostics) {
    if source.format == Format::ReStructuredText {
        rst::lift(&mut read.0);
    }
    read
}

/// Reads one source by itself: what its head says stays in its body too, where its syntax writes it as text.
pub fn fragment(source: &SourceFile) -> (Document, Diagnostics) {
    match source.format {
        Format::Markdown => markdown::read(source),
        Format::CommonMark => markdown::read_commonmark(source),
        Format::ReStructuredText => rst::read(source),
        Format::Wikitext => wikitext::read(source),
        Format::AsciiDoc => asciidoc::read(source),
        Format::Text => text::read(source),
        Format::Org => org::read(source),
        Format::Html => page::read(source),
    }
}
