//! The texts of a report in which causes are looked for, each with what a phrase weighs there.
//!
//! Takes the passages and the blocks of a report, gives pieces of text. What the author calls the cause weighs most; where no passage is
//! called so, its background does, and what stands outside every passage. Timelines and lessons are for reports of which the rest says
//! nothing: they speak of what came later. What is promised tells of no cause. It looks for nothing itself.

use super::super::SectionKind;
use super::super::passage::Passage;
use crate::document::{Block, BlockKind, text};
use crate::source::Span;

/// A text, and what a phrase in it weighs.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) words: String,
    pub(super) span: Span,
    pub(super) weight: f32,
    pub(super) place: Place,
}

/// What a piece is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The title, which names a symptom rather than a cause.
    Title,
    /// A text that tells it all, what matters first.
    Account,
    /// A passage with its own matter.
    Passage,
}

/// What a phrase weighs in the title.
const TITLE: f32 = 3.0;
/// What it weighs outside every passage.
const OUTSIDE: f32 = 1.0;
/// What it weighs there where passages tell the cause.
const OUTSIDE_BESIDE_CAUSES: f32 = 0.5;
/// Bytes of a piece that are looked at: what a report is about stands at its beginning.
const LONGEST: usize = 6_000;

/// What a phrase weighs in a passage in which causes are looked for first.
fn weight(kind: SectionKind, tells_causes: bool) -> Option<f32> {
    match kind {
        SectionKind::RootCause | SectionKind::FiveWhys => Some(3.0),
        SectionKind::Trigger | SectionKind::Leadup => Some(2.0),
        SectionKind::Background if !tells_causes => Some(2.0),
        SectionKind::Summary => Some(1.5),
        SectionKind::Impact | SectionKind::Detection | SectionKind::Background => Some(0.5),
        _ => None,
    }
}

/// What it weighs in a passage that tells of something else: how it was mended, what came of it, what was learnt.
fn further_weight(kind: SectionKind) -> Option<f32> {
    match kind {
        SectionKind::Resolution | SectionKind::WentWrong => Some(0.8),
        SectionKind::Lessons | SectionKind::Surprise => Some(0.6),
        SectionKind::Response => Some(0.5),
        SectionKind::Timeline | SectionKind::KeyEvents => Some(0.4),
        _ => None,
    }
}

/// True where a passage tells the cause, or what set it off.
fn tells_causes(passages: &[Passage<'_>]) -> bool {
    passages.iter().any(|passage| {
        matches!(
            passage.kind,
            SectionKind::RootCause
                | SectionKind::FiveWhys
                | SectionKind::Trigger
                | SectionKind::Leadup
        )
    })
}

/// The pieces of a report in which causes are looked for first.
pub(super) fn pieces(title: &str, passages: &[Passage<'_>], blocks: &[Block]) -> Vec<Piece> {
    let tells_causes = tells_causes(passages);
    let mut out = vec![Piece {
        words: title.to_owned(),
        span: Span::default(),
        weight: TITLE,
        place: Place::Title,
    }];
    push_passages(passages, |kind| weight(kind, tells_causes), &mut out);
    if !tells_causes {
        out.push(outside(passages, blocks, OUTSIDE));
    }
    out
}

/// The others, for a report of which the first tell nothing.
pub(super) fn further_pieces(passages: &[Passage<'_>], blocks: &[Block]) -> Vec<Piece> {
    let mut out = Vec::new();
    push_passages(passages, further_weight, &mut out);
    if tells_causes(passages) {
        out.push(outside(passages, blocks, OUTSIDE_BESIDE_CAUSES));
    }
    out
}

fn push_passages(
    passages: &[Passage<'_>],
    weight: impl Fn(SectionKind) -> Option<f32>,
    out: &mut Vec<Piece>,
) {
    for passage in passages {
        let Some(weight) = weight(passage.kind) else {
            continue;
        };
        let mut words = passage.words.clone();
        push_blocks(passage.blocks, &mut words);
        shorten(&mut words);
        let place = match passage.kind {
            SectionKind::Summary => Place::Account,
            _ => Place::Passage,
        };
        out.push(Piece {
            words,
            span: passage.span,
            weight,
            place,
        });
    }
}

/// What stands in no passage that is looked at or left out.
fn outside(passages: &[Passage<'_>], blocks: &[Block], weight: f32) -> Piece {
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
        weight,
        place: Place::Account,
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
