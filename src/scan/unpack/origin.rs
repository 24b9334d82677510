//! The way back from the bytes of what was taken out of a patch to the bytes of the patch.
//!
//! Takes pieces that say which byte stands where, gives spans; [`lead_back`] moves whole diagnostics. What is between two pieces
//! is the same text on both sides.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::Span;

/// From here to the next piece both sides hold the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// The byte in the text made.
    pub(super) own: u32,
    /// The byte in the text it was made of.
    pub(super) outer: u32,
}

impl Piece {
    pub(super) fn new(own: usize, outer: usize) -> Self {
        let Span { start: own, .. } = Span::new(own, own);
        let Span { start: outer, .. } = Span::new(outer, outer);
        Self { own, outer }
    }
}

/// A text that was made of another, with the way back. Its pieces rise on both sides.
#[derive(Debug)]
pub(super) struct Flat<'t> {
    pub(super) text: std::borrow::Cow<'t, str>,
    pub(super) pieces: Vec<Piece>,
}

impl<'t> Flat<'t> {
    /// The text as it is.
    pub(super) fn whole(text: &'t str) -> Self {
        Self {
            text: text.into(),
            pieces: vec![Piece::new(0, 0)],
        }
    }

    /// The span in the text that this one was made of.
    pub(super) fn span(&self, span: Span) -> Span {
        span_in(&self.pieces, span)
    }
}

/// Where a source stands in the file it was taken out of: a patch, a log.
#[derive(Debug, Clone)]
pub struct Origin {
    patch: Arc<str>,
    /// The line of the patch that names the source.
    head: Span,
    pieces: Vec<Piece>,
}

impl Origin {
    /// The origin of a text whose pieces lead into `flat`.
    pub(super) fn new(patch: &Arc<str>, head: Span, flat: &Flat<'_>, lines: &[Piece]) -> Self {
        let mut pieces: Vec<Piece> = Vec::with_capacity(lines.len());
        for (at, line) in lines.iter().enumerate() {
            let end = lines.get(at + 1).map_or(u32::MAX, |next| next.own);
            pieces.push(Piece {
                own: line.own,
                outer: byte_in(&flat.pieces, line.outer),
            });
            // What is not plain inside the line.
            let from = flat.pieces.partition_point(|piece| piece.own <= line.outer);
            let inside = flat.pieces[from..].iter().map(|piece| Piece {
                own: line.own + (piece.own - line.outer),
                outer: piece.outer,
            });
            pieces.extend(inside.take_while(|piece| piece.own < end));
        }
        Self {
            patch: Arc::clone(patch),
            head,
            pieces,
        }
    }

    /// The origin of a document whose bytes are counted in that file.
    pub fn of_file(file: &Arc<str>) -> Self {
        Self {
            patch: Arc::clone(file),
            head: Span::new(0, 0),
            pieces: Vec::new(),
        }
    }

    /// The path of the file that holds it.
    pub fn file(&self) -> &Arc<str> {
        &self.patch
    }

    /// The bytes of the patch that hold these bytes of the source.
    pub fn span(&self, span: Span) -> Span {
        span_in(&self.pieces, span)
    }

    /// Says at the source's place in the patch that it was not taken out.
    pub(in crate::scan) fn not_taken(&self, message: &str, help: &str) -> Diagnostic {
        Diagnostic::warning(super::RULE, message)
            .at(&self.patch, self.head)
            .help(help)
    }

    /// Says that another patch holds a source of the same path, which is read.
    pub fn taken_before(&self, path: &str, first: &Self) -> Diagnostic {
        let message = format!("two patches add `{path}`");
        self.not_taken(
            &message,
            "the one in the first patch is read; remove a patch",
        )
        .label(&first.patch, Some(first.head), "added first here")
    }

    fn lead(&self, place: &mut Place) {
        let span = place.span.map_or(self.head, |span| self.span(span));
        *place = Place {
            path: Arc::clone(&self.patch),
            span: Some(span),
            words: place.words.take(),
        };
    }
}

/// Moves what is said of sources to the patches that hold them: there people find the line.
pub fn lead_back(diagnostics: &mut Diagnostics, origins: &BTreeMap<Arc<str>, Origin>) {
    if origins.is_empty() {
        return;
    }
    diagnostics.retain_mut(|diagnostic: &mut Diagnostic| {
        let labels = diagnostic.labels.iter_mut().map(|label| &mut label.place);
        for place in diagnostic.place.iter_mut().chain(labels) {
            if let Some(origin) = origins.get(&place.path) {
                origin.lead(place);
            }
        }
        true
    });
}

fn byte_in(pieces: &[Piece], byte: u32) -> u32 {
    let next = pieces.partition_point(|piece| piece.own <= byte);
    let Some(piece) = next.checked_sub(1).and_then(|at| pieces.get(at)) else {
        return byte;
    };
    let outer = piece.outer.saturating_add(byte - piece.own);
    pieces.get(next).map_or(outer, |next| outer.min(next.outer))
}

/// The end is looked for from the last byte inside, so that it does not leap over what stands between two pieces.
fn span_in(pieces: &[Piece], span: Span) -> Span {
    let start = byte_in(pieces, span.start);
    let end = if span.end > span.start {
        byte_in(pieces, span.end - 1).saturating_add(1)
    } else {
        start
    };
    Span::new(start as usize, end as usize)
}
