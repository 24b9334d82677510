//! What every part of the lowering stands on: the finished pieces behind their slots, blocks being gathered, and small
//! questions about a parsed node. It lowers nothing itself.

use std::collections::HashMap;
use std::mem;

use ego_tree::NodeId;
use scraper::Node;
use scraper::node::Element;

use super::names::{ADMONITION, BLOCK_SLOT, MARK};
use super::tame::is_block_tag;
use crate::document::{Block, BlockKind, Inline, InlineKind};
use crate::source::Span;

/// A node of parsed HTML.
pub(in crate::read) type NodeRef<'a> = ego_tree::NodeRef<'a, Node>;

pub(super) struct Lowering {
    pub(super) blocks: Vec<Option<Block>>,
    pub(super) inlines: Vec<Option<Inline>>,
    /// Whether a kept source inside a node is a block, asked once per node.
    pub(super) lonely: HashMap<NodeId, bool>,
    /// A node so many bytes of whose words stand already with the word that they are the end of.
    pub(super) begun: Option<(NodeId, usize)>,
}

/// Blocks being gathered, with the inlines that do not belong to a block yet.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    pub(super) run: Vec<Inline>,
}

impl Flow {
    pub(super) fn flush(&mut self) {
        let run = trim(mem::take(&mut self.run));
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            return;
        };
        let span = first.span.join(last.span);
        let kind = match run.as_slice() {
            [
                Inline {
                    kind: InlineKind::Comment(comment),
                    ..
                },
            ] => BlockKind::Comment(comment.clone()),
            _ => BlockKind::Paragraph(run),
        };
        self.blocks.push(Block::new(span, kind));
    }

    pub(super) fn push(&mut self, span: Span, kind: BlockKind) {
        self.flush();
        self.blocks.push(Block::new(span, kind));
    }
}

/// The finished piece that a slot stands for, once.
pub(super) fn slot<T>(pieces: &mut [Option<T>], element: &Element) -> Option<T> {
    let number: usize = element.attr("n")?.parse().ok()?;
    pieces.get_mut(number)?.take()
}

/// Where a tag stands.
pub(in crate::read) fn place(element: &Element, outer: Span) -> Span {
    element
        .attr(MARK)
        .and_then(|mark| mark.split_once('-'))
        .and_then(|(start, end)| Some(Span::new(start.parse().ok()?, end.parse().ok()?)))
        .unwrap_or(outer)
}

pub(super) fn anchor(element: &Element, span: Span, out: &mut Vec<Inline>) {
    if let Some(id) = element
        .attr("id")
        .map(str::trim)
        .filter(|id| !id.is_empty())
    {
        out.push(Inline::new(span, InlineKind::Anchor(id.into())));
    }
}

pub(super) fn has_block(node: NodeRef<'_>) -> bool {
    node.descendants()
        .skip(1)
        .filter_map(|inner| inner.value().as_element())
        .any(|element| is_block_name(element.name()))
}

pub(super) fn is_block_name(name: &str) -> bool {
    name == BLOCK_SLOT || name == ADMONITION || is_block_tag(name)
}

pub(super) fn all_text(node: NodeRef<'_>) -> String {
    node.descendants()
        .filter_map(|inner| inner.value().as_text())
        .map(|text| &*text.text)
        .collect()
}

const BLANKS: [char; 2] = [' ', '\n'];

/// Inlines without space at their ends; nothing is left of a run of space.
pub(in crate::read) fn trim(mut inlines: Vec<Inline>) -> Vec<Inline> {
    // Counted first: taking them away one by one would move the rest again and again.
    let blank = inlines
        .iter()
        .take_while(
            |inline| matches!(&inline.kind, InlineKind::Text(words) if words.trim_matches(BLANKS).is_empty()),
        )
        .count();
    inlines.drain(..blank);
    if let Some(Inline {
        kind: InlineKind::Text(words),
        ..
    }) = inlines.first_mut()
    {
        let trimmed = words.trim_start_matches(BLANKS);
        if trimmed.len() < words.len() {
            *words = trimmed.into();
        }
    }
    while let Some(Inline {
        kind: InlineKind::Text(words),
        ..
    }) = inlines.last_mut()
    {
        let trimmed = words.trim_end_matches(BLANKS);
        if trimmed.is_empty() {
            inlines.pop();
            continue;
        }
        if trimmed.len() < words.len() {
            *words = trimmed.into();
        }
        break;
    }
    inlines
}

/// True where anything but white space has been gathered.
pub(super) fn has_words(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match &inline.kind {
        InlineKind::Text(words) => !words.trim().is_empty(),
        InlineKind::Comment(_) | InlineKind::Anchor(_) | InlineKind::Break => false,
        _ => true,
    })
}
