//! The account that a report gives of its incident: the lines that say what was struck, how it was noticed and why, gathered once.
//!
//! Takes passages and blocks, gives lines by the part they stand in, code between backticks. Prompts of templates, code blocks and
//! addresses are left out. Of each part only the beginning counts: what a report is about stands there. It reads no facts.

use std::borrow::Cow;

use super::SectionKind;
use super::passage::Passage;
use crate::document::prompt::fingerprint;
use crate::document::{Block, BlockKind, Inline, InlineKind, text};
use crate::source::Span;

/// Which part of a report a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What stands before the first heading.
    Opening,
    Summary,
    Impact,
    Detection,
    /// What led to it and why.
    Cause,
    Timeline,
}

impl Part {
    fn of(kind: SectionKind) -> Option<Self> {
        match kind {
            SectionKind::Summary => Some(Self::Summary),
            SectionKind::Impact => Some(Self::Impact),
            SectionKind::Detection => Some(Self::Detection),
            SectionKind::Leadup
            | SectionKind::Trigger
            | SectionKind::RootCause
            | SectionKind::Background => Some(Self::Cause),
            SectionKind::Timeline => Some(Self::Timeline),
            _ => None,
        }
    }

    /// How many bytes of one such part are looked at.
    fn most(self) -> usize {
        match self {
            Self::Opening | Self::Summary => 1_500,
            Self::Impact | Self::Detection => 1_200,
            Self::Timeline => 1_000,
            Self::Cause => 800,
        }
    }
}

/// One line.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) part: Part,
    /// True for what stands first in its part, up to the first line that is long enough for a sentence.
    pub(super) is_first: bool,
    /// Its words; code stands between backticks.
    pub(super) text: Cow<'a, str>,
    /// True for an item of a list right behind a paragraph, or behind the words that a part begins with.
    pub(super) is_listed: bool,
    pub(super) span: Span,
}

/// A line has so many bytes at least where it may be a sentence.
const SENTENCE: usize = 24;

/// A beginning with fewer bytes tells nothing of an incident.
const LEAST_TOLD: usize = 60;
/// So many sections under headings of a report's own are read in its place.
const MOST_OWN: usize = 2;

/// The lines of a report that give the account of its incident.
pub(super) fn account<'a>(
    title: Option<usize>,
    passages: &'a [Passage<'a>],
    blocks: &'a [Block],
) -> Vec<Line<'a>> {
    let mut out = Vec::new();
    let first = passages
        .iter()
        .find(|passage| passage.level.is_some())
        .map_or(blocks.len(), |passage| passage.at);
    let start = title.map_or(0, |title| title + 1).min(first);
    gather(
        Part::Opening,
        ("", Span::default()),
        &blocks[start..first],
        &mut out,
    );
    let (mut end, mut last) = (0, None);
    for passage in passages {
        let Some(part) = Part::of(passage.kind) else {
            continue;
        };
        // What stands inside another passage is read with it.
        let is_inside = passage.at < end && passage.level.is_some() || last == Some(passage.span);
        if is_inside {
            continue;
        }
        if passage.level.is_some() {
            end = passage.end;
        }
        last = Some(passage.span);
        gather(
            part,
            (&passage.words, passage.span),
            passage.blocks,
            &mut out,
        );
    }
    let begins = |line: &&Line<'_>| matches!(line.part, Part::Opening | Part::Summary);
    let told: usize = out.iter().filter(begins).map(|line| line.text.len()).sum();
    if told < LEAST_TOLD {
        // It is told under headings of the report's own.
        let is_own =
            |passage: &&Passage<'_>| passage.kind == SectionKind::Other && passage.level.is_some();
        for passage in passages.iter().filter(is_own).take(MOST_OWN) {
            let lead = (&*passage.words, passage.span);
            gather(Part::Opening, lead, passage.blocks, &mut out);
        }
    }
    out
}

/// The lines of one part, as far as they are looked at.
fn gather<'a>(
    part: Part,
    (words, span): (&'a str, Span),
    blocks: &'a [Block],
    out: &mut Vec<Line<'a>>,
) {
    let mut left = part.most();
    let mut is_first = true;
    let mut take = |text: Cow<'a, str>, is_listed: bool, span: Span| {
        let mut end = text.len().min(left);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        if end < text.len() {
            // Half a word is none.
            end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
            left = end;
        }
        let text = match text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
            Cow::Owned(mut text) => {
                text.truncate(end);
                Cow::Owned(text)
            }
        };
        left -= end;
        let is_sentence = text.len() >= SENTENCE;
        out.push(Line {
            part,
            is_first,
            text,
            is_listed,
            span,
        });
        is_first &= !is_sentence;
        left > 0
    };
    if words.is_empty() {
        each_line(blocks, false, &mut take);
    } else if take(words.into(), false, span) {
        let is_list = |block: &&Block| matches!(block.kind, BlockKind::List(_));
        let lists = usize::from(blocks.first().as_ref().is_some_and(is_list));
        let (list, rest) = blocks.split_at(lists);
        if each_line(list, true, &mut take) {
            each_line(rest, false, &mut take);
        }
    }
}

/// What takes a line, whether it is listed, and where it stands; false where it has enough.
type Taker<'t, 'a> = dyn FnMut(Cow<'a, str>, bool, Span) -> bool + 't;

/// The lines of blocks that are prose, until the taker has enough.
fn each_line<'a>(blocks: &'a [Block], is_listed: bool, take: &mut Taker<'_, 'a>) -> bool {
    let is_behind = |at: usize| {
        let before = at.checked_sub(1).map(|at| &blocks[at].kind);
        before.is_some_and(|before| matches!(before, BlockKind::Paragraph(_)))
    };
    blocks
        .iter()
        .enumerate()
        .all(|(at, block)| match &block.kind {
            BlockKind::Paragraph(content) => {
                if fingerprint(block).is_some() {
                    return true;
                }
                take(line(content), is_listed, block.span)
            }
            BlockKind::List(list) => {
                let is_listed = is_listed || is_behind(at);
                let mut items = list.items.iter();
                items.all(|item| each_line(&item.blocks, is_listed, take))
            }
            BlockKind::Quote(inner) | BlockKind::Group(inner) => each_line(inner, false, take),
            BlockKind::Admonition(admonition) => each_line(&admonition.blocks, false, take),
            BlockKind::Table(table) => table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .all(|cell| each_line(&cell.blocks, false, take)),
            _ => true,
        })
}

/// The words of a line, borrowed where they stand so already.
fn line(content: &[Inline]) -> Cow<'_, str> {
    if let [
        Inline {
            kind: InlineKind::Text(text),
            ..
        },
    ] = content
        && !text::holds(text, |byte| matches!(byte, b'\n' | b'`'))
    {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text::length(content));
    push(content, &mut line);
    Cow::Owned(line)
}

fn push(content: &[Inline], out: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) if !text::holds(text, |byte| matches!(byte, b'\n' | b'`')) => {
                out.push_str(text);
            }
            InlineKind::Text(text) => {
                let mut rest = &**text;
                while let Some(at) = memchr::memchr2(b'\n', b'`', rest.as_bytes()) {
                    out.push_str(&rest[..at]);
                    out.push(if rest.as_bytes()[at] == b'`' {
                        '\''
                    } else {
                        ' '
                    });
                    rest = &rest[at + 1..];
                }
                out.push_str(rest);
            }
            InlineKind::Styled(_, content) => push(content, out),
            InlineKind::Code(code) => {
                out.push('`');
                if text::holds(code, |byte| matches!(byte, b'\n' | b'`')) {
                    out.push_str(&code.replace(['`', '\n'], " "));
                } else {
                    out.push_str(code);
                }
                out.push('`');
            }
            InlineKind::Link(link) => push(&link.content, out),
            InlineKind::Break => out.push(' '),
            _ => {}
        }
    }
}
