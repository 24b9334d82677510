//! The running text in which an author tells the course: summary and impact, else what stands at the top.
//!
//! Takes the passages and blocks of a report, gives texts on one line each, cut short where they are long.

use std::borrow::Cow;

use super::Known;
use super::sentences::Told;
use crate::document::{Block, BlockKind, text};
use crate::postmortem::SectionKind;
use crate::postmortem::passage::Passage;
use crate::postmortem::timeline::Entry;
use crate::source::Span;

/// The texts in which an author tells how long it lasted: summary and impact, else what stands before the first heading.
pub(super) fn prose<'a>(known: &Known<'a>) -> Vec<Told<'a>> {
    let mut out = all_prose(known);
    drop_undated(&mut out, known);
    out
}

fn all_prose<'a>(known: &Known<'a>) -> Vec<Told<'a>> {
    let (passages, blocks) = (known.passages, known.blocks);
    let mut out = Vec::new();
    for kind in [
        SectionKind::Impact,
        SectionKind::Summary,
        SectionKind::Metadata,
    ] {
        of_passages(passages, kind, &mut out);
    }
    let first = blocks
        .iter()
        .position(|block| matches!(block.kind, BlockKind::Heading(_)) && block.span.start > 0);
    let top = first.map_or(
        blocks,
        |first| if first == 0 { blocks } else { &blocks[..first] },
    );
    // Items of lists between them do not count.
    let mut plain = 0;
    for block in top.iter().take(NEAR) {
        if plain < ABOVE {
            plain += usize::from(!matches!(block.kind, BlockKind::List(_)));
            paragraphs(std::slice::from_ref(block), (false, false), &mut out);
        }
    }
    let (title, span) = known.title;
    out.push(Told::new(
        shortened(title.into()),
        span.unwrap_or_default(),
        (false, false),
    ));
    out
}

/// The texts in which an author tells of its course besides: where there are no sections, what stands further below.
pub(super) fn elsewhere<'a>(known: &Known<'a>) -> Vec<Told<'a>> {
    let mut out = Vec::new();
    for kind in TOLD {
        of_passages(known.passages, *kind, &mut out);
    }
    if known.passages.is_empty() {
        let mut all = Vec::new();
        paragraphs(
            known.blocks.get(4..).unwrap_or(&[]),
            (false, false),
            &mut all,
        );
        out = all;
    }
    drop_undated(&mut out, known);
    out
}

/// Takes out the lines of entries of which nobody knows the day: theirs is not that of the incident.
fn drop_undated(texts: &mut Vec<Told<'_>>, known: &Known<'_>) {
    let entries = &known.timeline.entries;
    let is_undated = |entry: &&Entry| entry.at.is_none() && entry.from.day.is_unknown();
    let undated: Vec<Span> = entries
        .iter()
        .filter(is_undated)
        .map(|entry| entry.span)
        .collect();
    if undated.is_empty() {
        return;
    }
    // Entries stand in the order of the text.
    texts.retain(|told| {
        let next = undated.partition_point(|span| span.end <= told.span.start);
        let overlaps = |span: &Span| span.start < told.span.end.max(told.span.start + 1);
        !undated.get(next).is_some_and(overlaps)
    });
}

fn of_passages<'a>(passages: &'a [Passage<'a>], kind: SectionKind, out: &mut Vec<Told<'a>>) {
    let is_impact = kind == SectionKind::Impact;
    // The times of a meeting are its own.
    let is_of = |passage: &&Passage<'_>| passage.kind == kind && !is_of_meeting(&passage.heading);
    for passage in passages.iter().filter(is_of) {
        let words = passage.words.as_str().into();
        out.push(Told::new(
            shortened(words),
            passage.span,
            (is_impact, false),
        ));
        let from = out.len();
        paragraphs(passage.blocks, (is_impact, false), out);
        for told in out.iter_mut().skip(from + AT_THE_TOP) {
            told.is_top = false;
        }
    }
}

fn is_of_meeting(heading: &str) -> bool {
    const MEETING: &[u8] = b"meeting";
    let mut places = heading.as_bytes().windows(MEETING.len());
    places.any(|place| place.eq_ignore_ascii_case(MEETING))
}

fn paragraphs<'a>(
    blocks: &'a [Block],
    (is_impact, is_item): (bool, bool),
    out: &mut Vec<Told<'a>>,
) {
    for block in blocks.iter().take(NEAR) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                let words = text::on_one_line(content);
                out.push(Told::new(
                    shortened(words),
                    block.span,
                    (is_impact, is_item),
                ));
            }
            BlockKind::List(list) => {
                for item in list.items.iter().take(NEAR) {
                    paragraphs(&item.blocks, (is_impact, true), out);
                }
            }
            _ => {}
        }
    }
}

/// Blocks of a section, and items of a list, that are looked at.
const NEAR: usize = 12;

/// Blocks above the first heading that are looked at, beside lists.
const ABOVE: usize = 4;

/// Paragraphs of a section that tell of the whole.
const AT_THE_TOP: usize = 3;

/// Characters of a paragraph that are looked at: its sentences are gone through for each time in them.
const LONGEST: usize = 2_000;

fn shortened(words: Cow<'_, str>) -> Cow<'_, str> {
    if words.len() <= LONGEST {
        return words;
    }
    let end = words.char_indices().nth(LONGEST).map(|(end, _)| end);
    match (words, end) {
        (words, None) => words,
        (Cow::Borrowed(words), Some(end)) => Cow::Borrowed(&words[..end]),
        (Cow::Owned(mut words), Some(end)) => {
            words.truncate(end);
            Cow::Owned(words)
        }
    }
}

/// Where a report tells its course besides summary and impact, in the order in which things happen.
const TOLD: &[SectionKind] = &[
    SectionKind::Timeline,
    SectionKind::Leadup,
    SectionKind::Trigger,
    SectionKind::Detection,
    SectionKind::Background,
    SectionKind::Response,
    SectionKind::Resolution,
    SectionKind::Other,
];
