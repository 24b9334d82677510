//! Flat headings as a tree of sections: which blocks stand under which heading.

use super::{Block, BlockKind, Heading};

/// One heading with what stands under it.
#[derive(Debug, Clone, PartialEq)]
pub struct Section<'a> {
    /// The heading.
    pub heading: &'a Heading,
    /// Index of the heading among the blocks of the document.
    pub at: usize,
    /// Index after the last block that belongs to the section, subsections included.
    pub end: usize,
    /// The sections of a deeper level inside.
    pub sections: Vec<Section<'a>>,
}

/// The sections of the top-level blocks, nested by level.
pub fn sections(blocks: &[Block]) -> Vec<Section<'_>> {
    let headings: Vec<(usize, &Heading)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| match &block.kind {
            BlockKind::Heading(heading) => Some((at, &**heading)),
            _ => None,
        })
        .collect();
    nest(&headings, blocks.len())
}

fn nest<'a>(headings: &[(usize, &'a Heading)], end: usize) -> Vec<Section<'a>> {
    let mut out = Vec::new();
    let mut rest = headings;
    while let Some(((at, heading), below)) = rest.split_first() {
        let inner = below
            .iter()
            .take_while(|(_, other)| other.level > heading.level)
            .count();
        let section_end = below.get(inner).map_or(end, |(next, _)| *next);
        out.push(Section {
            heading,
            at: *at,
            end: section_end,
            sections: nest(&below[..inner], section_end),
        });
        rest = &below[inner..];
    }
    out
}
