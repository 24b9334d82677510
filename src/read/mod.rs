//! Readers: syntax in, [`Document`] out. Each reader is a pure, total function; the table below is all of them.
//!
//! A reader never fails and never drops text. What it does not understand is kept in the tree and noted with its place. It
//! knows nothing of incidents.

mod excerpt;
pub mod front_matter;
mod html;
mod include;
mod markdown;
mod page;
mod rst;
mod text;
mod wikitext;

use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::source::{Format, SourceFile};

pub use include::{Open, include};

/// Reads one source, as a report or an index file is read.
pub fn read(source: &SourceFile) -> (Document, Diagnostics) {
    let (mut document, diagnostics) = fragment(source);
    if source.format == Format::ReStructuredText {
        rst::lift(&mut document);
    }
    (document, diagnostics)
}

/// Reads one source by itself: what its head says stays in its body too, where its syntax writes it as text.
pub fn fragment(source: &SourceFile) -> (Document, Diagnostics) {
    match source.format {
        Format::Markdown => markdown::read(source),
        Format::CommonMark => markdown::read_commonmark(source),
        Format::ReStructuredText => rst::read(source),
        Format::Wikitext => wikitext::read(source),
        Format::Text => text::read(source),
        Format::Html => page::read(source),
    }
}
