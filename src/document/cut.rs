//! One document cut into several: a log of incidents becomes what stands around them, and one document for each.
//!
//! Takes a document, gives documents whose blocks keep their places in the source. Nothing is lost and nothing stands twice, but for
//! footnotes: they go where they are pointed at. It does not decide what is to be cut out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{
    Block, BlockKind, Document, Inline, InlineKind, Meta, TocEntry, Toctree, outline, walk,
};
use crate::source::Span;

/// The sections of one level among the top-level blocks, each with its heading, in the order of the source.
pub fn sections(blocks: &[Block], level: u8) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    gather(&outline::sections(blocks), level, &mut out);
    out
}

fn gather(sections: &[outline::Section<'_>], level: u8, out: &mut Vec<Range<usize>>) {
    for section in sections {
        if section.heading.level == level {
            out.push(section.at..section.end);
        } else if section.heading.level < level {
            gather(&section.sections, level, out);
        }
    }
}

/// The footnotes of a document, by their numbers: two may bear one label.
#[derive(Debug)]
pub struct Notes<'a>(BTreeMap<u32, (usize, &'a Block)>);

impl<'a> Notes<'a> {
    /// The footnotes among the top-level blocks.
    pub fn of(document: &'a Document) -> Self {
        let blocks = document.blocks.iter().enumerate();
        let notes = blocks.filter_map(|(at, block)| match &block.kind {
            BlockKind::Footnote(note) => Some((note.number, (at, block))),
            _ => None,
        });
        Self(notes.collect())
    }
}

/// Those blocks as a document of their own, with the footnotes that it points at: its headings begin at the first level.
pub fn part(document: &Document, range: &Range<usize>, notes: &Notes<'_>) -> Document {
    let mut blocks: Vec<Block> = document.blocks[range.clone()].to_vec();
    let level = match blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Heading(heading)) => heading.level,
        _ => 1,
    };
    for block in &mut blocks {
        if let BlockKind::Heading(heading) = &mut block.kind {
            heading.level = (heading.level + 1).saturating_sub(level).max(1);
        }
    }
    // A line between two parts belongs to neither.
    while matches!(
        blocks.last().map(|block| &block.kind),
        Some(BlockKind::Rule)
    ) {
        blocks.pop();
    }
    // A note may point at another.
    let mut wanted = numbers_of(&blocks);
    let mut open: Vec<u32> = wanted.iter().copied().collect();
    while let Some(number) = open.pop() {
        let Some((_, note)) = notes.0.get(&number) else {
            continue;
        };
        let further = numbers_of(std::slice::from_ref(note));
        open.extend(further.into_iter().filter(|number| wanted.insert(*number)));
    }
    let outside = wanted
        .iter()
        .filter_map(|number| notes.0.get(number))
        .filter(|(at, _)| !range.contains(at));
    blocks.extend(outside.map(|(_, block)| (*block).clone()));
    count_again(&mut blocks);
    Document {
        meta: Meta::default(),
        blocks,
    }
}

/// What is left of a document without these parts. A list of contents stands where they stood; each comes with what it is called
/// there.
pub fn rest(document: &Document, parts: &[(Range<usize>, String)]) -> Document {
    let mut blocks: Vec<Block> = Vec::new();
    let mut entries: Vec<TocEntry> = Vec::new();
    let mut taken: BTreeSet<u32> = BTreeSet::new();
    let mut left = parts.iter().peekable();
    let mut at = 0;
    while at < document.blocks.len() {
        if let Some((range, target)) = left.next_if(|(range, _)| range.start == at) {
            entries.push(TocEntry {
                span: document.blocks[at].span,
                title: None,
                target: target.as_str().into(),
            });
            taken.extend(numbers_of(&document.blocks[range.clone()]));
            at = range.end.max(at + 1);
            continue;
        }
        close(&mut entries, &mut blocks);
        blocks.push(document.blocks[at].clone());
        at += 1;
    }
    close(&mut entries, &mut blocks);
    let own = numbers_of(&blocks);
    blocks.retain(|block| match &block.kind {
        BlockKind::Footnote(note) => own.contains(&note.number) || !taken.contains(&note.number),
        _ => true,
    });
    count_again(&mut blocks);
    Document {
        meta: document.meta.clone(),
        blocks,
    }
}

/// The list of contents of the parts that stood one after the other.
fn close(entries: &mut Vec<TocEntry>, blocks: &mut Vec<Block>) {
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else {
        return;
    };
    let span = Span::new(first.span.start as usize, last.span.end as usize);
    let toctree = Toctree {
        entries: std::mem::take(entries),
        ..Toctree::default()
    };
    blocks.push(Block {
        span,
        kind: BlockKind::Toctree(Box::new(toctree)),
    });
}

/// Counts the references to each footnote again: the way back leads to those of this document.
fn count_again(blocks: &mut [Block]) {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for block in blocks.iter_mut() {
        count_in(block, &mut counts);
    }
    for block in blocks {
        if let BlockKind::Footnote(note) = &mut block.kind {
            note.references = counts.get(&note.number).copied().unwrap_or(0);
        }
    }
}

fn count_in(block: &mut Block, counts: &mut BTreeMap<u32, u32>) {
    for content in walk::block_inlines_mut(block) {
        for inline in content {
            count_inline(inline, counts);
        }
    }
    for children in walk::child_blocks_mut(block) {
        for child in children {
            count_in(child, counts);
        }
    }
}

fn count_inline(inline: &mut Inline, counts: &mut BTreeMap<u32, u32>) {
    match &mut inline.kind {
        InlineKind::FootnoteReference(reference) => {
            let count = counts.entry(reference.number).or_default();
            *count += 1;
            reference.occurrence = *count;
        }
        InlineKind::Styled(_, content) => {
            for inner in content {
                count_inline(inner, counts);
            }
        }
        InlineKind::Link(link) => {
            for inner in &mut link.content {
                count_inline(inner, counts);
            }
        }
        _ => {}
    }
}

/// The numbers of the footnotes that these blocks point at.
fn numbers_of(blocks: &[Block]) -> BTreeSet<u32> {
    let mut numbers = BTreeSet::new();
    walk::inlines(blocks, &mut |inline| {
        if let InlineKind::FootnoteReference(reference) = &inline.kind {
            numbers.insert(reference.number);
        }
    });
    numbers
}
