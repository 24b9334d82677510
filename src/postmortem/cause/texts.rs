//! The texts of a report in which causes are looked for, each with what a phrase weighs there.
//!
//! Takes the passages and the blocks of a report, gives pieces of text. What the author calls the cause weighs most; where no passage is
//! called so, its background does, and what stands outside every passage. Timelines, promises and lessons are left out: they speak of
//! what came later. It looks for nothing itself.

use super::super::SectionKind;
use super::super::passage::Passage;
use crate::document::{Block, BlockKind, text};
use crate::source::Span;

/// A text, and what a phrase in it weighs.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) words: String,
    pub(super) span: Span,
    pub(super) weight: f32,
}

/// What a phrase weighs in the title.
const TITLE: f32 = 3.0;
/// What it weighs outside every passage.
const OUTSIDE: f32 = 1.0;
/// Bytes of a piece that are looked at: what a report is about stands at its beginning.
const LONGEST: usize = 6_000;

/// What a phrase weighs in a passage; `None` where it is not looked for.
fn weight(kind: SectionKind, speaks_of_causes: bool) -> Option<f32> {
    match kind {
        SectionKind::RootCause | SectionKind::FiveWhys => Some(3.0),
        SectionKind::Trigger | SectionKind::Leadup => Some(2.0),
        SectionKind::Background if !speaks_of_causes => Some(2.0),
        SectionKind::Summary => Some(1.5),
        SectionKind::Impact | SectionKind::Detection | SectionKind::Background => Some(0.5),
        _ => None,
    }
}

/// The pieces of a report.
pub(super) fn pieces(title: &str, passages: &[Passage<'_>], blocks: &[Block]) -> Vec<Piece> {
    let speaks_of_causes = passages.iter().any(|passage| {
        matches!(
            passage.kind,
            SectionKind::RootCause
                | SectionKind::FiveWhys
                | SectionKind::Trigger
                | SectionKind::Leadup
        )
    });
    let mut out = vec![Piece {
        words: title.to_owned(),
        span: Span::default(),
        weight: TITLE,
    }];
    for passage in passages {
        let Some(weight) = weight(passage.kind, speaks_of_causes) else {
            continue;
        };
        let mut words = passage.words.clone();
        push_blocks(passage.blocks, &mut words);
        shorten(&mut words);
        out.push(Piece {
            words,
            span: passage.span,
            weight,
        });
    }
    if !speaks_of_causes {
        out.push(outside(passages, blocks));
    }
    out
}

/// What stands in no passage that is looked at or left out.
fn outside(passages: &[Passage<'_>], blocks: &[Block]) -> Piece {
    let mut words = String::new();
    let mut at = 0;
    let mut next = passages
        .iter()
        .filter(|passage| passage.level.is_some() && passage.kind != SectionKind::Other)
        .peekable();
    while at < blocks.len() && words.len() <= LONGEST {
        while next.next_if(|passage| passage.end <= at).is_some() {}
        match next.peek() {
            Some(passage) if passage.at <= at => at = passage.end,
            _ => {
                push_blocks(&blocks[at..=at], &mut words);
                at += 1;
            }
        }
    }
    shorten(&mut words);
    Piece {
        words,
        span: blocks.first().map_or(Span::default(), |block| block.span),
        weight: OUTSIDE,
    }
}

/// One paragraph alone may be longer than all that is looked at.
fn shorten(words: &mut String) {
    let mut end = words.len().min(LONGEST);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    words.truncate(end);
}

/// The words of blocks that are prose.
fn push_blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        if out.len() > LONGEST {
            return;
        }
        match &block.kind {
            BlockKind::Code(_) | BlockKind::Comment(_) | BlockKind::Math(_) => {}
            BlockKind::Heading(heading) => {
                begin_line(out);
                text::push_inlines(&heading.content, out);
            }
            BlockKind::Paragraph(content) => {
                begin_line(out);
                text::push_inlines(content, out);
            }
            BlockKind::List(list) => {
                for item in &list.items {
                    push_blocks(&item.blocks, out);
                }
            }
            BlockKind::Quote(inner) | BlockKind::Group(inner) => push_blocks(inner, out),
            _ => {
                begin_line(out);
                out.push_str(&text::of_blocks(std::slice::from_ref(block)));
            }
        }
    }
}

fn begin_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}
