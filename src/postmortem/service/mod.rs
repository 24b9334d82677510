//! Which services a report is about, where it states none: names found by their shape and by what is said of them.
//!
//! Takes title and passages, gives candidates with what speaks for each. It looks where a report says what was struck (its title, its
//! first words, summary, impact), and less where it tells how it was noticed and why. It decides nothing: which candidates become
//! suggestions is decided for the whole archive at once, in `archive/service.rs`. It never looks at who wrote or did something.

mod context;
mod lexicon;
mod name;
mod search;
mod shape;
mod word;

use super::passage::Passage;
use super::{Facet, SectionKind};
use crate::document::prompt::fingerprint;
use crate::document::{Block, BlockKind, Inline, InlineKind};
use crate::source::Span;
use search::Search;

/// A name that may be one of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The name with the words that speak for it.
    pub facet: Facet,
    /// How much speaks for it: 2 is enough by itself.
    pub weight: f32,
    /// False where it may be a word like any other, and only other reports can tell.
    pub is_sure: bool,
}

/// So much more the first sentence of a part counts.
const FIRST: f32 = 1.3;

/// The names that may be those of services, the surest first.
pub(super) fn candidates(
    title: &str,
    title_block: Option<usize>,
    passages: &[Passage<'_>],
    blocks: &[Block],
) -> Vec<Candidate> {
    let mut search = Search::default();
    let span = title_block
        .and_then(|at| blocks.get(at))
        .map_or(Span::default(), |block| block.span);
    search.title(title, span);
    for zone in zones(title_block, passages, blocks) {
        // What stands first is what it is about.
        let mut weight = zone.weight * FIRST;
        zone.each_line(&mut |line, span| {
            let is_sentence = search.line(line, weight, zone.is_timeline, span);
            if is_sentence {
                weight = zone.weight;
            }
        });
    }
    search.finish()
}

/// A part of a report that may name services.
struct Zone<'a> {
    words: &'a str,
    span: Span,
    blocks: &'a [Block],
    weight: f32,
    /// How many bytes of it are looked at.
    most: usize,
    /// True for a timeline, which tells of much else: only what is said to have been in trouble there counts.
    is_timeline: bool,
}

fn zones<'a>(
    title: Option<usize>,
    passages: &'a [Passage<'a>],
    blocks: &'a [Block],
) -> Vec<Zone<'a>> {
    let first = passages
        .iter()
        .find(|passage| passage.level.is_some())
        .map_or(blocks.len(), |passage| passage.at);
    let start = title.map_or(0, |title| title + 1).min(first);
    let mut out = vec![Zone {
        words: "",
        span: Span::default(),
        blocks: &blocks[start..first],
        weight: 1.5,
        most: 1_500,
        is_timeline: false,
    }];
    let (mut end, mut at) = (0, None);
    for passage in passages {
        let (weight, most) = match passage.kind {
            SectionKind::Summary => (1.5, 1_500),
            SectionKind::Impact => (1.3, 1_200),
            SectionKind::Detection
            | SectionKind::Leadup
            | SectionKind::Trigger
            | SectionKind::RootCause
            | SectionKind::Background => (0.6, 800),
            SectionKind::Timeline => (0.6, 1_000),
            _ => continue,
        };
        // What stands inside another passage is read with it.
        if passage.at < end && passage.level.is_some() || at == Some(passage.span) {
            continue;
        }
        if passage.level.is_some() {
            end = passage.end;
        }
        at = Some(passage.span);
        out.push(Zone {
            words: &passage.words,
            span: passage.span,
            blocks: passage.blocks,
            weight,
            most,
            is_timeline: passage.kind == SectionKind::Timeline,
        });
    }
    out
}

impl Zone<'_> {
    /// Its lines, at most as many bytes as are looked at, each with its place.
    fn each_line(&self, take: &mut dyn FnMut(&str, Span)) {
        let mut left = self.most;
        let mut cut = |line: &str, span: Span| {
            let mut end = line.len().min(left);
            while !line.is_char_boundary(end) {
                end -= 1;
            }
            left -= end;
            take(&line[..end], span);
            left > 0
        };
        if self.words.is_empty() || cut(self.words, self.span) {
            each_line(self.blocks, &mut cut);
        }
    }
}

/// The lines of blocks that are prose, code between backticks, until the taker has enough.
fn each_line(blocks: &[Block], take: &mut dyn FnMut(&str, Span) -> bool) -> bool {
    blocks.iter().all(|block| match &block.kind {
        BlockKind::Paragraph(content) => {
            if fingerprint(block).is_some() {
                return true;
            }
            let mut line = String::new();
            push(content, &mut line);
            take(&line, block.span)
        }
        BlockKind::List(list) => list.items.iter().all(|item| each_line(&item.blocks, take)),
        BlockKind::Quote(inner) | BlockKind::Group(inner) => each_line(inner, take),
        BlockKind::Admonition(admonition) => each_line(&admonition.blocks, take),
        BlockKind::Table(table) => table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .all(|cell| each_line(&cell.blocks, take)),
        _ => true,
    })
}

fn push(content: &[Inline], out: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) => out.extend(text.chars().map(|c| match c {
                '\n' => ' ',
                '`' => '\'',
                c => c,
            })),
            InlineKind::Styled(_, content) => push(content, out),
            InlineKind::Code(code) => {
                out.push('`');
                out.extend(
                    code.chars()
                        .map(|c| if matches!(c, '`' | '\n') { ' ' } else { c }),
                );
                out.push('`');
            }
            InlineKind::Link(link) => push(&link.content, out),
            InlineKind::Break => out.push(' '),
            _ => {}
        }
    }
}
