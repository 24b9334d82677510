//! The running text of a report, as far as facts are looked for in it: its lines by section, and its summary.
//!
//! Comments, code, prompts of templates and links' addresses are no prose; what stands in them is never a fact.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Deref;

use super::keys::Keys;
use super::summary;
use super::template::{is_placeholder, is_prompt, is_template_word};
use super::when::{Found, dates, has_figure};
use super::{Section, SectionKind};
use crate::document::prompt::fingerprint;
use crate::document::section;
use crate::document::{
    Block, BlockKind, Cell, Document, Inline, InlineKind, List, MetaOrigin, Style, text,
};
use crate::source::Span;

/// One line of the text.
pub(super) struct Line {
    /// Its words, where it holds a figure: every fact looked for in lines does, and most lines hold none.
    pub(super) text: String,
    /// The kind of the section it stands in; `None` before the first one.
    pub(super) kind: Option<SectionKind>,
    /// The block it stands in.
    pub(super) span: Span,
    /// The days in it, looked for when somebody first asks.
    days: OnceCell<Vec<Found>>,
}

impl Line {
    /// The days in it, in order.
    pub(super) fn dates(&self) -> &[Found] {
        if self.text.is_empty() {
            return &[];
        }
        self.days.get_or_init(|| dates(&self.text).collect())
    }
}

/// The lines of a document, gathered when somebody first asks: where the head states what is looked for, nobody does.
pub(super) struct Lines<'a> {
    document: &'a Document,
    sections: &'a [Section],
    title: Option<usize>,
    gathered: OnceCell<Vec<Line>>,
}

impl<'a> Lines<'a> {
    /// The lines of this document; the title is left out.
    pub(super) fn new(
        document: &'a Document,
        sections: &'a [Section],
        title: Option<usize>,
    ) -> Self {
        Self {
            document,
            sections,
            title,
            gathered: OnceCell::new(),
        }
    }
}

impl Deref for Lines<'_> {
    type Target = [Line];

    fn deref(&self) -> &[Line] {
        self.gathered
            .get_or_init(|| lines(self.document, self.sections, self.title))
    }
}

/// The lines of a document in order; the title is left out.
fn lines(document: &Document, sections: &[Section], title: Option<usize>) -> Vec<Line> {
    let mut out = Vec::with_capacity(2 * document.blocks.len());
    // Sections come in reading order, so that one pointer follows the blocks. A heading without a kind of its own (a day or
    // a time inside a timeline) belongs to the section around it.
    let mut next = sections.iter().peekable();
    let mut open: Vec<(usize, SectionKind)> = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        if Some(at) == title {
            continue;
        }
        open.retain(|(end, _)| at < *end);
        while let Some(section) = next.next_if(|section| section.at <= at) {
            if section.kind != SectionKind::Other || open.is_empty() {
                open.push((section.end, section.kind));
            }
        }
        let kind = open.last().map(|(_, kind)| *kind);
        block_lines(block, &mut |text, span| {
            let text = if has_figure(&text) {
                text.into_owned()
            } else {
                String::new()
            };
            out.push(Line {
                text,
                kind,
                span,
                days: OnceCell::new(),
            });
        });
    }
    out
}

fn block_lines(block: &Block, push: &mut dyn FnMut(Cow<'_, str>, Span)) {
    match &block.kind {
        BlockKind::Heading(heading) => {
            push(text::words(&heading.content), block.span);
        }
        BlockKind::Paragraph(content)
            if fingerprint(block).is_none() || is_stated_date(content) =>
        {
            if let [
                Inline {
                    kind: InlineKind::Text(text),
                    ..
                },
            ] = content.as_slice()
            {
                push_lines(text, block.span, push);
                return;
            }
            if !tells_figures(content) {
                push("".into(), block.span);
                return;
            }
            push_lines(&with_breaks(content), block.span, push);
        }
        BlockKind::List(list) => {
            for item in &list.items {
                nested_lines(&item.blocks, push);
            }
        }
        BlockKind::DefinitionList(definitions) => {
            for definition in definitions {
                let mut line = text::of_inlines(&definition.term);
                line.push_str(": ");
                line.push_str(&text::of_blocks(&definition.details));
                push(line.into(), block.span);
            }
        }
        BlockKind::Quote(blocks) | BlockKind::Group(blocks) => nested_lines(blocks, push),
        BlockKind::Admonition(admonition) => nested_lines(&admonition.blocks, push),
        BlockKind::Details(details) => nested_lines(&details.blocks, push),
        BlockKind::Table(table) => {
            for row in &table.rows {
                if !row.cells.iter().any(may_tell_figures) {
                    push("".into(), row.span);
                    continue;
                }
                let mut line = String::new();
                for (at, cell) in row.cells.iter().enumerate() {
                    if at > 0 {
                        line.push_str(" | ");
                    }
                    match cell.blocks.as_slice() {
                        [
                            Block {
                                kind: BlockKind::Paragraph(content),
                                ..
                            },
                        ] => text::push_inlines(content, &mut line),
                        blocks => line.push_str(&text::of_blocks(blocks).replace('\n', " ")),
                    }
                }
                push(line.into(), row.span);
            }
        }
        _ => {}
    }
}

/// Gives the lines of a text one by one.
fn push_lines(words: &str, span: Span, push: &mut dyn FnMut(Cow<'_, str>, Span)) {
    let mut rest = words;
    if !text::holds(rest, |byte| byte == b'\n') {
        if !rest.is_empty() {
            push(rest.into(), span);
        }
        return;
    }
    while let Some(end) = memchr::memchr(b'\n', rest.as_bytes()) {
        let line = &rest[..end];
        push(line.strip_suffix('\r').unwrap_or(line).into(), span);
        rest = &rest[end + 1..];
    }
    if !rest.is_empty() {
        push(rest.into(), span);
    }
}

/// False for nearly every cell without a figure.
fn may_tell_figures(cell: &Cell) -> bool {
    let is_plain = |inline: &Inline| matches!(inline.kind, InlineKind::Text(_));
    match cell.blocks.as_slice() {
        [] => false,
        [
            Block {
                kind: BlockKind::Paragraph(content),
                ..
            },
        ] => tells_figures(content) || !content.iter().all(is_plain),
        _ => true,
    }
}

/// True where the words of a paragraph hold a figure.
fn tells_figures(content: &[Inline]) -> bool {
    content.iter().any(|inline| match &inline.kind {
        InlineKind::Text(text) => has_figure(text),
        InlineKind::Styled(_, content) => tells_figures(content),
        InlineKind::Link(link) => tells_figures(&link.content),
        _ => false,
    })
}

fn nested_lines(blocks: &[Block], push: &mut dyn FnMut(Cow<'_, str>, Span)) {
    for block in blocks {
        block_lines(block, push);
    }
}

/// True for `*Date: 13 August, 2021*`, which has the form of a prompt but tells something. A name with a day behind it
/// (`*Ada Lovelace 2021-08-13*`) tells when somebody wrote, not when something happened.
fn is_stated_date(content: &[Inline]) -> bool {
    let words = text::words(content);
    super::when::find_date(&words).is_some_and(|(_, _, range)| {
        let before = words[..range.start].trim();
        before.is_empty() || before.ends_with(':')
    })
}

/// The words of a paragraph; line breaks of the source stay.
fn with_breaks(content: &[Inline]) -> String {
    let mut out = String::with_capacity(text::length(content));
    push_with_breaks(content, &mut out);
    out
}

fn push_with_breaks(content: &[Inline], out: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) => out.push_str(text),
            InlineKind::Break => out.push('\n'),
            InlineKind::Styled(_, content) => push_with_breaks(content, out),
            InlineKind::Link(link) => push_with_breaks(&link.content, out),
            // Code is no prose: dates in it are those of logs and names.
            InlineKind::Code(_) => out.push(' '),
            _ => {}
        }
    }
}

/// Keys under which a head says what happened.
pub(super) const SUMMARY: &[&str] = &[
    "summary",
    "description",
    "abstract",
    "excerpt",
    "tldr",
    "subtitle",
];

/// What happened in one plain paragraph: as the head says, else the first paragraph of a summary section, else the first
/// paragraph before any section.
pub(super) fn summary(
    document: &Document,
    keys: &Keys<'_>,
    sections: &[Section],
    title: Option<usize>,
) -> Option<String> {
    if let Some(stated) = keys.text(SUMMARY) {
        return Some(plain(stated));
    }
    let blocks = &document.blocks;
    let in_section = sections
        .iter()
        .filter(|section| section.kind == SectionKind::Summary)
        .find_map(|section| {
            let inside = &blocks[section.at + 1..section.end.min(blocks.len())];
            first_paragraph(inside, None, Span::default())
        });
    in_section.or_else(|| {
        let first = sections.first().map_or(blocks.len(), |section| section.at);
        // Without a fence a head stays in the body.
        let head = match document.meta.origin {
            MetaOrigin::Head => document.meta.span,
            _ => Span::default(),
        };
        first_paragraph(blocks.get(..first)?, title, head)
    })
}

/// The first paragraph that tells something, behind the head if that stands in the body.
/// A paragraph with a bold lead-in counts only where it says `Summary:`, and one below an item in bold that names another section only
/// where that is its impact.
fn first_paragraph(blocks: &[Block], title: Option<usize>, head: Span) -> Option<String> {
    let mut is_announced = false;
    let mut is_other = false;
    let mut first: Option<String> = None;
    for (at, block) in blocks.iter().enumerate() {
        let content = match &block.kind {
            BlockKind::Paragraph(content) => content,
            BlockKind::Heading(_) if Some(at) != title => break,
            BlockKind::List(list) => {
                if let Some(kind) = named_by_last(list) {
                    is_announced = kind == SectionKind::Summary;
                    is_other = !matches!(
                        kind,
                        SectionKind::Summary | SectionKind::Impact | SectionKind::Other
                    );
                }
                continue;
            }
            _ => continue,
        };
        let is_head =
            head.start < head.end && head.start <= block.span.start && block.span.end <= head.end;
        if is_head || fingerprint(block).is_some() {
            continue;
        }
        if let Some((label, rest)) = lead_in(content) {
            is_announced = section::kind_of(&label) == SectionKind::Summary;
            is_other = false;
            if is_announced && tells_something(&rest) {
                return Some(rest);
            }
            continue;
        }
        if is_other
            || first
                .as_deref()
                .is_some_and(|first| !is_announced && !is_caption(first))
        {
            continue;
        }
        let Some(words) = telling(content, blocks.get(at + 1)) else {
            continue;
        };
        if is_announced {
            return Some(words);
        }
        // A line of a few words counts only where no sentences follow.
        if first.is_none() || words.ends_with(['.', '!', '。']) && !is_caption(&words) {
            first = Some(words);
        }
    }
    first
}

/// The words of a paragraph as far as they tell what happened; what announces a list comes with its items.
fn telling(content: &[Inline], next: Option<&Block>) -> Option<String> {
    let words = text::words(content);
    let words = text::one_line(summary::behind_labels(&words));
    let is_one = tells_something(&words)
        && has_words(content)
        && !is_greeting(&words)
        && !summary::is_day(&words)
        && !summary::is_asked(&words)
        && !summary::is_remark(&words);
    if !is_one || !words.ends_with([':', '：']) {
        return is_one.then_some(words);
    }
    if let Some(sentences) = summary::without_announcement(&words) {
        return Some(sentences.to_owned());
    }
    let with_items = match next.map(|next| &next.kind) {
        Some(BlockKind::List(list)) => summary::with_items(&words, list),
        _ => None,
    };
    with_items.or_else(|| summary::without_colon(&words).map(str::to_owned))
}

/// What the last item of a list names where it is the bold name of a section and nothing else: what it heads stands below the list.
fn named_by_last(list: &List) -> Option<SectionKind> {
    let [
        Block {
            kind: BlockKind::Paragraph(content),
            ..
        },
    ] = list.items.last()?.blocks.as_slice()
    else {
        return None;
    };
    let (label, rest) = lead_in(content)?;
    rest.is_empty()
        .then(|| section::kind_of(label.trim().trim_end_matches([':', '：'])))
}

/// True for a few words that are no sentence: what stands above a log or a mail.
fn is_caption(words: &str) -> bool {
    words.len() < 60 && !words.ends_with(['.', '!', '?', '。', '…', ')'])
}

/// A bold label at the start of a paragraph that a colon closes, and the words behind it.
fn lead_in(content: &[Inline]) -> Option<(String, String)> {
    let mut rest = content.iter().skip_while(
        |inline| matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty()),
    );
    let InlineKind::Styled(Style::Strong, label) = &rest.next()?.kind else {
        return None;
    };
    let label = text::of_inlines(label);
    let mut words = String::new();
    rest.for_each(|inline| text::push_inlines(std::slice::from_ref(inline), &mut words));
    let closes = label.trim_end().ends_with(':') || words.trim_start().starts_with(':');
    let is_alone = words.trim().is_empty();
    (closes || is_alone).then(|| {
        let words = words.trim_start().trim_start_matches(':');
        (label, text::one_line(words))
    })
}

/// True for `Hello all,` and its like in any language: a few words that a comma ends.
fn is_greeting(words: &str) -> bool {
    words.ends_with([',', '，', '、']) && words.split_whitespace().take(7).count() < 7
}

fn tells_something(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic());
    letters.take(8).count() == 8
        && !is_placeholder(words)
        && !is_template_word(words)
        && !is_prompt(words)
}

/// The beginning of a text in which a link must end, so that a text of brackets costs no more than its length.
fn window(text: &str) -> &str {
    text.char_indices()
        .nth(500)
        .map_or(text, |(end, _)| &text[..end])
}

/// The words of a head's value without the commonest inline marks: `[words](address)`, `**`, backticks.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, link) = rest.split_at(at);
        let near = window(&link[1..]);
        let parts = near.split_once("](").and_then(|(words, behind)| {
            let (address, _) = behind.split_once(')')?;
            let fits = !words.contains(['[', ']', '\n']) && !address.contains([' ', '\n']);
            fits.then(|| (words, &link[1 + words.len() + 2 + address.len() + 1..]))
        });
        out.push_str(before);
        if let Some((words, tail)) = parts {
            out.push_str(words);
            rest = tail;
        } else {
            out.push('[');
            rest = &link[1..];
        }
    }
    out.push_str(rest);
    text::one_line(&out.replace("**", "").replace('`', ""))
}

/// True where the paragraph is more than pictures.
fn has_words(content: &[Inline]) -> bool {
    content.iter().any(|inline| {
        !matches!(inline.kind, InlineKind::Image(_) | InlineKind::Break) && {
            text::words(std::slice::from_ref(inline)).contains(char::is_alphabetic)
        }
    })
}
