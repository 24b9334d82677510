//! What a document points at, what can be pointed at in it, and its possible prompts: all that the archive has to know of a
//! body.
//!
//! Takes a tree, gives lists in the order of the source. It does not know where anything leads.

use super::anchor::{self, RESERVED};
use super::{Block, BlockKind, By, Inline, InlineKind, prompt, text, walk};
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
    /// What places that the author marked are called, by their ids.
    pub titles: Vec<(Box<str>, Box<str>)>,
    /// Fingerprints of paragraphs that have the form of a prompt: they are one where they recur.
    pub prompts: Vec<u64>,
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
    /// The words of a link.
    pub words: Box<str>,
}

/// What points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerKind {
    /// A link by path or address.
    Link,
    /// A link that names a document instead of giving a path.
    Name,
    /// A link that names a place of any document by its label.
    Label,
    /// An entry of a list of contents: a name too.
    Entry,
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
            titles,
            prompts,
        } = &mut out;
        let mut notes: Vec<Box<str>> = Vec::new();
        let mut of_entries = Vec::new();
        let mut inline = |inline: &Inline| {
            let (target, kind, words) = match &inline.kind {
                InlineKind::Anchor(id) => {
                    anchors.push(id.clone());
                    return;
                }
                InlineKind::Link(link) => {
                    let kind = match link.by {
                        By::Path => PointerKind::Link,
                        By::Name => PointerKind::Name,
                        By::Label => PointerKind::Label,
                    };
                    (&link.target, kind, text::words(&link.content))
                }
                InlineKind::Image(image) => (&image.source, PointerKind::Image, "".into()),
                _ => return,
            };
            targets.push(Pointer {
                span: inline.span,
                target: target.clone(),
                kind,
                words: words.into(),
            });
        };
        walk::blocks(blocks, &mut |block| {
            match &block.kind {
                BlockKind::Heading(heading) => headings.extend(heading.id.clone()),
                BlockKind::Footnote(note) => {
                    notes.push(format!("{RESERVED}fn-{}", note.number).into());
                }
                BlockKind::Toctree(toctree) => {
                    let entries = toctree.others().filter(|entry| !toctree.is_pattern(entry));
                    of_entries.extend(entries.map(|entry| Pointer {
                        span: entry.span,
                        target: entry.target.clone(),
                        kind: PointerKind::Entry,
                        words: entry.title.clone().unwrap_or_default(),
                    }));
                }
                _ => {}
            }
            prompts.extend(prompt::fingerprint(block));
            walk::each_inlines(block, &mut |content| walk::inlines_of(content, &mut inline));
        });
        if !anchors.is_empty() {
            *titles = anchor::titles(blocks);
        }
        anchors.append(&mut notes);
        targets.append(&mut of_entries);
        targets.shrink_to_fit();
        headings.shrink_to_fit();
        anchors.shrink_to_fit();
        titles.shrink_to_fit();
        prompts.shrink_to_fit();
        out
    }
}
