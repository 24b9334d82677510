//! The parts of a run of inlines before raw markup among them is woven in.
//!
//! Takes words, finished inlines and markup in their order. It parses nothing.

use smallvec::SmallVec;

use super::lowering::open;
use crate::document::Inline;
use crate::read::html::{Weave, is_block_tag};
use crate::source::Span;

/// A part of a run of inlines.
#[derive(Debug)]
pub(super) enum InlinePiece {
    /// Words, to which more may be added.
    Words(String, Span),
    /// A finished inline that is no words.
    Inline(Inline),
    /// Raw markup.
    Raw(String, Span),
    /// A construct that opens an element.
    Open(&'static str, Vec<(&'static str, String)>, Span),
    /// A construct that closes one.
    Close(&'static str),
}

/// The parts of a run of inlines; of few nothing is allocated.
pub(super) type InlinePieces = SmallVec<[InlinePiece; 4]>;

impl InlinePiece {
    /// True for markup of a block: it may pair with markup outside of the paragraph.
    pub(super) fn reaches_out(&self) -> bool {
        match self {
            Self::Words(..) | Self::Inline(_) => false,
            Self::Raw(markup, _) => {
                let name = markup.trim_start_matches(['<', '/']);
                let end = name
                    .find(|c: char| !c.is_ascii_alphanumeric())
                    .unwrap_or(name.len());
                is_block_tag(&name[..end])
            }
            Self::Open(..) | Self::Close(_) => true,
        }
    }

    /// Adds it to a weave.
    pub(super) fn weave(self, weave: &mut Weave) {
        match self {
            Self::Words(words, span) => weave.words(&words, span),
            Self::Inline(inline) => weave.inline(inline),
            Self::Raw(markup, span) => weave.raw(&markup, &[], span),
            Self::Open(name, attributes, span) => open(weave, name, &attributes, span),
            Self::Close(name) => weave.close(name),
        }
    }
}

/// Adds words, joined to the words before them.
pub(super) fn push_words(words: &str, span: Span, out: &mut InlinePieces) {
    if words.is_empty() {
        return;
    }
    if let Some(InlinePiece::Words(before, whole)) = out.last_mut() {
        before.push_str(words);
        *whole = whole.join(span);
        return;
    }
    out.push(InlinePiece::Words(words.to_owned(), span));
}
