//! What was not filled in: sections with nothing under their heading, placeholders, prompts; and the sketch of what was.
//!
//! Takes the blocks with their sections, gives places. `N/A` and `none` are answers and no blanks. Comments are for the author.

use super::{Claims, Spot, label};
use crate::document::prompt::fingerprint;
use crate::document::section::kind_of;
use crate::document::{Block, BlockKind, Inline, InlineKind, Row, text, walk};
use crate::postmortem::keys::letters;
use crate::postmortem::publication::STATUS_LABELS;
use crate::postmortem::{Section, SectionKind};
use crate::source::Span;

/// Adds what was not filled in.
pub(super) fn read(blocks: &[Block], sections: &[Section], claims: &mut Claims) {
    empty(blocks, sections, claims);
    let is_thread = |block: &&Block| matches!(block.kind, BlockKind::List(_) | BlockKind::Table(_));
    claims.threads = blocks
        .iter()
        .filter(is_thread)
        .map(|block| block.span)
        .collect();
    // Actions have states of their own.
    let actions = sections.iter().find(|section| {
        matches!(
            section.kind,
            SectionKind::ActionItems | SectionKind::Prevention
        )
    });
    let actions = actions.map_or(u32::MAX, |section| blocks[section.at].span.start);
    let mut buffer = String::new();
    walk::blocks(blocks, &mut |block| match &block.kind {
        BlockKind::Table(table) if block.span.start < actions => {
            for row in &table.rows {
                status_of_row(row, claims);
            }
        }
        BlockKind::Heading(_) => claims.headings.push(block.span.start),
        BlockKind::Paragraph(content) => {
            let words = text::words_in(content, &mut buffer);
            claims.sketch.add(words);
            if block.span.start < actions {
                status(words, block.span, claims);
            }

            if let Some(prompt) = fingerprint(block) {
                claims.prompts.push((prompt, block.span));
            }
            let is_open = may_be_blank(words) && is_blank(words) || is_untimed(words);
            if is_open && !is_code(content) {
                claims.blanks.push(Spot {
                    words: text::one_line(words),
                    span: block.span,
                });
            }
        }
        _ => {}
    });
}

/// `Status: resolved`, also as one line among others.
fn status(words: &str, span: Span, claims: &mut Claims) {
    if words.len() <= LONGEST
        && let Some(at) = text::colon(words)
        && is_status(&words[..at])
    {
        let value = words[at..].trim_start_matches([':', '：']);
        claims.over = claims.over.take().or_else(|| label::over(value, span));
    }
}

fn status_of_row(row: &Row, claims: &mut Claims) {
    if let [key, value, ..] = row.cells.as_slice() {
        let key = text::of_cell(&key.blocks);
        if is_status(&key) {
            let value = text::of_blocks(&value.blocks);
            claims.over = claims.over.take().or_else(|| label::over(&value, row.span));
        }
    }
}

/// True for what a line or a row is called that tells how far the incident is.
fn is_status(key: &str) -> bool {
    let key = key.trim().trim_end_matches([':', '：']);
    key.len() <= LONGEST_LABEL && STATUS_LABELS.contains(&&*letters(key))
}

/// The longest of these labels, with its marks.
const LONGEST_LABEL: usize = 40;

/// Sections that are nothing but their heading.
fn empty(blocks: &[Block], sections: &[Section], claims: &mut Claims) {
    let mut promised = 0;
    for section in sections {
        // Other headings may be entries, items, or words that stand for themselves; so may those of groups of action items.
        let is_group = section.at < promised;
        if section.kind.promises() {
            promised = promised.max(section.end);
        }
        let is_named = section.kind != SectionKind::Other
            && (!is_group || kind_of(&section.heading) != SectionKind::Other);
        let is_known = is_named && section.level.is_some();
        let below = blocks.get(section.at + 1..section.end.min(blocks.len()));
        if is_known && below.is_some_and(|below| below.iter().all(is_nothing)) {
            claims.empty.push(Spot {
                words: section.heading.clone(),
                span: blocks[section.at].span,
            });
        }
    }
}

fn is_nothing(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Comment(_) | BlockKind::Rule => true,
        BlockKind::Paragraph(content) => {
            let is_something = |inline: &Inline| match &inline.kind {
                InlineKind::Image(_) => true,
                InlineKind::Text(words) => !words.trim().is_empty(),
                _ => false,
            };
            !content.iter().any(is_something) && text::words(content).trim().is_empty()
        }
        BlockKind::List(list) => list
            .items
            .iter()
            .all(|item| item.check.is_none() && item.blocks.iter().all(is_nothing)),
        BlockKind::Group(blocks) => blocks.iter().all(is_nothing),
        _ => false,
    }
}

fn is_code(content: &[Inline]) -> bool {
    let is_words =
        |inline: &Inline| matches!(inline.kind, InlineKind::Text(_) | InlineKind::Styled(..));
    !content.iter().any(is_words)
}

/// The longest blank, in bytes.
const LONGEST: usize = 120;

/// False for nearly every paragraph, after one look at its length and its first letter.
fn may_be_blank(words: &str) -> bool {
    if words.len() > LONGEST {
        return false;
    }
    let begins = |words: &str| {
        let bare = words.trim_start_matches(|c: char| is_mark(c) || c.is_whitespace());
        let first = bare.bytes().next();
        first.is_none_or(|byte| byte == b'{' || may_begin(byte))
    };
    begins(words)
        || text::colon(words).is_some_and(|at| {
            let mut behind = words[at..].chars();
            behind.next();
            begins(behind.as_str())
        })
}

/// Words that say that something is still to be written.
const OPEN: &[&str] = &[
    "tbd",
    "tba",
    "tbw",
    "tbc",
    "todo",
    "fixme",
    "to be determined",
    "to be written",
    "to be added",
    "to be completed",
    "to be filled in",
    "fill in",
    "fill me in",
    "lorem ipsum",
    "coming soon",
    "work in progress",
    "wip",
];

/// The longest words without the marks around them that may say so, in bytes.
const LONGEST_BARE: usize = 40;

/// Marks that stand around what is to be filled in.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '[' | ']' | '(' | ')' | '<' | '>' | '_' | '*' | '.' | ' ' | '…'
    )
}

/// True for words that a template or an unfinished draft left: `TBD`, `Impact: TODO`, `{{ summary }}`, `Xh Xm`, `YYYY-MM-DD`.
fn is_blank(words: &str) -> bool {
    let words = words.trim();
    let parts = text::colon(words).and_then(|_| words.split_once([':', '：']));
    let value = match parts {
        // A label names what is to come; a sentence that ends so is something, and so is a time of which a part is unknown.
        Some((label, value)) if !value.trim().is_empty() && is_label(label) => value,
        _ => words,
    };
    let value = value.trim();
    if value.len() > LONGEST_BARE && !value.ends_with(is_mark) && !value.starts_with(is_mark) {
        return is_mustache(words);
    }
    let bare = value.trim_matches(is_mark);
    if bare.is_empty() || bare.len() > LONGEST_BARE {
        return is_mustache(words);
    }
    let is_open = OPEN.iter().any(|open| bare.eq_ignore_ascii_case(open));
    is_open || is_form(bare) || is_mustache(words)
}

/// True for a line of a timeline of which only the day was filled in: `2021-03-04 HH:mm what happened`.
fn is_untimed(words: &str) -> bool {
    let is_of_day = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '/' | ' ');
    let behind = words.trim_start_matches(is_of_day).as_bytes();
    let day = words.len() - behind.len();
    let time = behind.get(..5);
    (6..=LONGEST_DAY).contains(&day)
        && time.is_some_and(|time| time.eq_ignore_ascii_case(b"HH:mm"))
        && !behind.get(5).is_some_and(u8::is_ascii_alphanumeric)
}

/// The longest day in figures, with the blanks behind it.
const LONGEST_DAY: usize = 12;

/// True for `{{ … }}` with a few words in it and nothing else; who writes a sentence there has filled it in. `{{#include …}}` is a command.
fn is_mustache(words: &str) -> bool {
    let inside = words
        .strip_prefix("{{")
        .and_then(|rest| rest.strip_suffix("}}"));
    inside.is_some_and(|inside| !inside.starts_with('#') && inside.split_whitespace().count() <= 4)
}

fn is_label(words: &str) -> bool {
    words.len() <= 40 && !words.contains('(') && words.contains(char::is_alphabetic)
}

/// False for what begins neither words that say that something is open nor a form.
fn may_begin(byte: u8) -> bool {
    matches!(byte | 0x20, b't' | b'f' | b'l' | b'c' | b'w') || begins_form(char::from(byte))
}

/// True for what a form begins with.
fn begins_form(c: char) -> bool {
    matches!(
        c,
        'Y' | 'y' | 'D' | 'd' | 'M' | 'm' | 'H' | 'h' | 'X' | 'x' | '?' | '%' | '/' | '-' | ':'
    )
}

/// True for a form of a date, a time or a length: letters that stand for figures, with signs or units between them.
fn is_form(words: &str) -> bool {
    if !words.starts_with(begins_form) {
        return false;
    }
    let upper = words.to_uppercase();
    let is_date = [
        "YYYY-MM-DD",
        "DD/MM/YYYY",
        "MM/DD/YYYY",
        "DD.MM.YYYY",
        "HH:MM",
        "XX:XX",
    ]
    .iter()
    .any(|form| upper.starts_with(form));
    let is_length = {
        let mut parts = words.split_whitespace();
        let is_part = |part: &str| {
            let unit = part.trim_start_matches(['X', 'x']);
            let count = part.len() - unit.len();
            (1..=2).contains(&count)
                && matches!(unit, "h" | "m" | "d" | "s" | "min" | "hours" | "minutes")
        };
        parts.clone().next().is_some() && parts.all(is_part)
    };
    let is_marks = words.len() >= 2
        && words
            .chars()
            .all(|c| matches!(c, '?' | '%' | 'X' | ' ' | '/' | '-' | ':'))
        && (words.contains("??") || words.contains("XX"));
    is_date || is_length || is_marks
}
