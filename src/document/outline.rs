//! Flat headings as a tree of sections: which blocks stand under which heading; and the levels at which a page shows them.

use super::{Block, BlockKind, Heading};

/// The deepest level that HTML and Markdown have.
const DEEPEST: u8 = 6;

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

/// The levels at which the headings below the title of a page are shown. Each stands one below the heading that it belongs to, whatever
/// its author wrote, so that none is skipped: readers of screens go by them.
#[derive(Debug, Default)]
pub struct Levels {
    /// The levels, as written, of the headings that the next one may belong to.
    open: Vec<u8>,
}

impl Levels {
    /// The level of the next heading in the order of the text, 2 to 6; `written` is the one that its author gave it.
    pub fn next(&mut self, written: u8) -> u8 {
        while self.open.last().is_some_and(|above| *above >= written) {
            self.open.pop();
        }
        self.open.push(written);
        u8::try_from(self.open.len())
            .map_or(DEEPEST, |depth| depth.saturating_add(1))
            .min(DEEPEST)
    }

    /// The level of a heading inside of a quotation or of an item: below the heading around it. What follows does not belong to it.
    pub fn inside(&self) -> u8 {
        u8::try_from(self.open.len())
            .map_or(DEEPEST, |depth| depth.saturating_add(2))
            .min(DEEPEST)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_below_the_title_skip_no_level() {
        for (written, shown) in [
            (&[2, 3, 3, 2][..], &[2, 3, 3, 2][..]),
            (&[1, 2, 1], &[2, 3, 2]),
            // Three below a title of the first level, then one of the second: each begins a section of the whole.
            (&[3, 3, 2, 3], &[2, 2, 2, 3]),
            // One that skips a level stands where the next one of the level between would.
            (&[2, 4, 4, 3, 4], &[2, 3, 3, 3, 4]),
            (&[1, 2, 3, 4, 5, 6, 7, 1], &[2, 3, 4, 5, 6, 6, 6, 2]),
        ] {
            let mut levels = Levels::default();
            let all: Vec<u8> = written.iter().map(|one| levels.next(*one)).collect();
            assert_eq!(all, shown, "{written:?}");
        }
        let mut levels = Levels::default();
        let all = [levels.next(2), levels.inside(), levels.next(2)];
        assert_eq!(
            all,
            [2, 3, 2],
            "a heading in a quotation changes nothing behind it"
        );
    }
}
