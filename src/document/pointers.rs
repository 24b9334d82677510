//! What a document points at, and what can be pointed at in it: all that the archive has to know of a body.
//!
//! Takes a tree, gives lists in the order of the source. It does not know where anything leads.

use super::{Block, BlockKind, Inline, InlineKind, walk};
use crate::source::Span;

/// The ways out of a document and the places in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pointers {
    /// Its links and images, each as often as it stands there.
    pub targets: Vec<Pointer>,
    /// The ids of its headings.
    pub headings: Vec<Box<str>>,
    /// The ids of the places that its author marked otherwise.
    pub anchors: Vec<Box<str>>,
}

/// One link or image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer {
    /// Where it stands.
    pub span: Span,
    /// Where it leads, as written.
    pub target: Box<str>,
    /// What it is.
    pub kind: PointerKind,
}

/// What points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerKind {
    /// A link by path or address.
    Link,
    /// A link that names a document instead of giving a path.
    Name,
    /// An image.
    Image,
}

impl Pointers {
    /// What these blocks point at, and what can be pointed at in them.
    pub fn of(blocks: &[Block]) -> Self {
        let mut out = Self::default();
        let Self {
            targets,
            headings,
            anchors,
        } = &mut out;
        let mut notes: Vec<Box<str>> = Vec::new();
        let mut inline = |inline: &Inline| {
            let (target, kind) = match &inline.kind {
                InlineKind::Anchor(id) => {
                    anchors.push(id.clone());
                    return;
                }
                InlineKind::Link(link) if link.by_name => (&link.target, PointerKind::Name),
                InlineKind::Link(link) => (&link.target, PointerKind::Link),
                InlineKind::Image(image) => (&image.source, PointerKind::Image),
                _ => return,
            };
            targets.push(Pointer {
                span: inline.span,
                target: target.clone(),
                kind,
            });
        };
        walk::blocks(blocks, &mut |block| {
            match &block.kind {
                BlockKind::Heading(heading) => headings.extend(heading.id.clone()),
                BlockKind::Footnote(note) => notes.push(format!("fn-{}", note.number).into()),
                _ => {}
            }
            for content in walk::block_inlines(block) {
                walk::inlines_of(content, &mut inline);
            }
        });
        anchors.append(&mut notes);
        targets.shrink_to_fit();
        headings.shrink_to_fit();
        anchors.shrink_to_fit();
        out
    }
}
