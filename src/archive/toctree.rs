//! Lists of contents that are no lists of links: a `toctree` and Quarto's `listing`.
//!
//! Takes a block or the head of an index file, gives the entries as written. It does not know what they lead to.

use crate::document::{Block, BlockKind, Document, MetaValue, Toctree, walk};
use crate::source::Span;

/// One entry as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Written {
    /// The document it names, or a pattern of names.
    pub(in super::super) target: String,
    /// The title that the author gave it.
    pub(in super::super) title: Option<String>,
    /// Where it stands, as exactly as is known.
    pub(in super::super) span: Span,
    /// True for a pattern (`./2*`) instead of a name.
    pub(in super::super) is_pattern: bool,
}

/// A list of contents as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Toc {
    /// The entries in their order.
    pub(super) entries: Vec<Written>,
    /// The heading over them, empty where there is none.
    pub(super) caption: String,
    /// True where it gives an order to what is shown otherwise.
    pub(super) is_hidden: bool,
    /// True where patterns give their documents from the last to the first.
    pub(super) is_reversed: bool,
}

/// The list of contents that a block is; `None` for any other block.
pub(super) fn toc(block: &Block) -> Option<Toc> {
    match &block.kind {
        BlockKind::Toctree(toctree) => Some(of_toctree(toctree)),
        _ => None,
    }
}

/// The entries of a `toctree` with their own places.
fn of_toctree(toctree: &Toctree) -> Toc {
    let entries = toctree.others().map(|entry| Written {
        target: entry.target.to_string(),
        title: entry.title.as_deref().map(str::to_owned),
        span: entry.span,
        is_pattern: toctree.is_pattern(entry),
    });
    let mut entries: Vec<Written> = entries.collect();
    let is_reversed = toctree.option("reversed").is_some();
    if is_reversed {
        entries.reverse();
    }
    Toc {
        entries,
        caption: toctree.option("caption").unwrap_or_default().to_owned(),
        is_hidden: toctree.option("hidden").is_some(),
        is_reversed,
    }
}

fn has_wildcard(target: &str) -> bool {
    target.contains(['*', '[', '?'])
}

/// The documents that Quarto's `listing: contents:` in the head names.
pub(super) fn listing(document: &Document) -> Vec<Written> {
    let Some(listing) = document.meta.get("listing") else {
        return Vec::new();
    };
    let contents: Vec<&MetaValue> = match &listing.value {
        MetaValue::List(listings) => listings
            .iter()
            .filter_map(|listing| listing.get("contents"))
            .map(|entry| &entry.value)
            .collect(),
        value => value
            .get("contents")
            .map(|entry| &entry.value)
            .into_iter()
            .collect(),
    };
    contents
        .into_iter()
        .flat_map(MetaValue::texts)
        .map(|target| Written {
            target: target.to_owned(),
            title: None,
            span: listing.span,
            is_pattern: has_wildcard(target),
        })
        // `contents: posts` names a folder, whose own order is the right one.
        .filter(|written| written.is_pattern || written.target.contains('.'))
        .collect()
}

/// True where a document holds a list of contents.
pub(super) fn is_in(document: &Document) -> bool {
    document.blocks.iter().any(|block| toc(block).is_some())
}

/// What the lists of contents in a document name.
pub(super) fn named(document: &Document) -> Vec<Written> {
    let mut all = listing(document);
    walk::blocks(&document.blocks, &mut |block| {
        all.extend(toc(block).unwrap_or_default().entries);
    });
    all.retain(|written| !written.is_pattern);
    all
}
