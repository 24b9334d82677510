//! Flat headings as a tree of sections: which blocks stand under which heading; and how far all of them move below the title of a page.

use super::{Block, BlockKind, Heading, walk};

/// The level of the highest heading below the title of a page, which is the only one of the first.
const HIGHEST: i8 = 2;

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

/// By how many levels headings move so that the highest stands right below the title, which is the block at `skip` or stands elsewhere.
pub fn shift_below_title(blocks: &[Block], skip: Option<usize>) -> i8 {
    let mut highest: Option<u8> = None;
    for (at, block) in blocks.iter().enumerate() {
        if Some(at) != skip {
            walk::blocks(std::slice::from_ref(block), &mut |block| {
                if let BlockKind::Heading(heading) = &block.kind {
                    highest = Some(highest.map_or(heading.level, |h| h.min(heading.level)));
                }
            });
        }
    }
    highest.map_or(0, |level| HIGHEST - i8::try_from(level).unwrap_or(HIGHEST))
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
