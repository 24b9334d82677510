//! The passages of a report: what stands under a heading, or behind words that serve as one: `**Impact:** …`, `- **Context**`,
//! `Root cause: …`, a term with its definition, the first cell of a row.
//!
//! Takes the blocks of a document with its sections, gives passages in reading order. Words serve as a heading only where they are the
//! name of a section; what stands in bold and is none ends the passage before it. It reads no facts.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::when::is_clock_time;
use super::{Section, SectionKind};
use crate::document::section::Headings;
use crate::document::{
    Block, BlockKind, Document, Inline, InlineKind, List, ListItem, Style, Table, text,
};
use crate::source::Span;

/// One passage.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    /// What it is about.
    pub(super) kind: SectionKind,
    /// The words that head it, without a colon.
    pub(super) heading: String,
    /// The level of its heading; `None` where words in the text serve as one.
    pub(super) level: Option<u8>,
    /// The id of its heading; that of the section around it where it has none of its own.
    pub(super) anchor: String,
    /// Index of the top-level block in which it begins.
    pub(super) at: usize,
    /// Index after the last top-level block of it.
    pub(super) end: usize,
    /// Where its heading stands.
    pub(super) span: Span,
    /// The words on the line of its heading, where these serve as one.
    pub(super) words: String,
    /// Its blocks, without those words.
    pub(super) blocks: &'a [Block],
}

/// The longest words that serve as a heading.
const LONGEST: usize = 60;

/// Every passage of a document, headings included; the title is left out.
pub(super) fn passages<'a>(
    document: &'a Document,
    sections: &[Section],
    title: Option<usize>,
    headings: &Headings,
) -> Vec<Passage<'a>> {
    let blocks = &document.blocks;
    let mut out = Vec::new();
    let first = sections.first().map_or(blocks.len(), |section| section.at);
    let mut reader = Reader {
        blocks,
        headings,
        anchor: "",
        out: &mut out,
    };
    match title.filter(|at| *at < first) {
        Some(title) => {
            reader.region(0, title);
            reader.region(title + 1, first);
        }
        None => reader.region(0, first),
    }
    for (number, section) in sections.iter().enumerate() {
        reader.anchor = &section.anchor;
        let own_end = sections
            .get(number + 1)
            .map_or(section.end, |next| next.at.min(section.end));
        reader.out.push(Passage {
            kind: section.kind,
            heading: section.heading.clone(),
            level: section.level,
            anchor: section.anchor.clone(),
            at: section.at,
            end: section.end,
            span: blocks[section.at].span,
            words: String::new(),
            blocks: &blocks[section.at + 1..section.end],
        });
        // The entries of these begin with words in bold, too.
        let has_entries = section.kind.promises()
            || matches!(section.kind, SectionKind::Timeline | SectionKind::Scorecard);
        if !has_entries {
            reader.region(section.at + 1, own_end);
        }
    }
    out
}

/// The passages of a kind that stand inside no other of that kind: those are read with it.
pub(super) fn outermost<'p, 'a>(
    passages: &'p [Passage<'a>],
    kind: SectionKind,
) -> impl Iterator<Item = &'p Passage<'a>> {
    let mut end = 0;
    passages.iter().filter(move |passage| {
        let is_outermost = passage.kind == kind && passage.at >= end;
        if is_outermost && passage.level.is_some() {
            end = passage.end;
        }
        is_outermost
    })
}

struct Reader<'a, 'o> {
    blocks: &'a [Block],
    headings: &'o Headings,
    anchor: &'o str,
    out: &'o mut Vec<Passage<'a>>,
}

/// Words that serve as a heading: themselves, and what stands behind them on their line.
struct Lead {
    heading: String,
    words: String,
    is_bold: bool,
    /// Looked up when somebody first asks.
    kind: OnceCell<SectionKind>,
}

impl Lead {
    /// A lead whose kind is known.
    fn known(heading: &str, words: &str, kind: SectionKind) -> Self {
        Self {
            heading: heading.to_owned(),
            words: words.to_owned(),
            is_bold: false,
            kind: kind.into(),
        }
    }

    fn kind(&self, headings: &Headings) -> SectionKind {
        *self.kind.get_or_init(|| {
            if self.is_bold {
                headings.kind_of(&self.heading)
            } else {
                headings.named(&self.heading).unwrap_or(SectionKind::Other)
            }
        })
    }

    /// True where somebody knows what it is about: the table, or the archive that declares it, be it as `other`.
    fn is_known(&self, headings: &Headings) -> bool {
        self.kind(headings) != SectionKind::Other || headings.declares(&self.heading)
    }
}

impl<'a> Reader<'a, '_> {
    /// The passages among blocks that stand under one heading.
    fn region(&mut self, from: usize, to: usize) {
        let blocks = self.blocks;
        // Where promises end: what leads in lists and tables among them names groups of them.
        let mut groups = from;
        for at in from..to.min(blocks.len()) {
            match &blocks[at].kind {
                BlockKind::Paragraph(content) => {
                    let leads = leads_of(content, self.headings);
                    let last = leads.len().saturating_sub(1);
                    for (number, lead) in leads.into_iter().enumerate() {
                        // What follows the paragraph belongs to the last of them.
                        let end = if number == last {
                            let promises = lead.kind(self.headings).promises();
                            let is_alone = promises && lead.words.is_empty();
                            let own = usize::from(is_alone && self.has_list(at + 1, to));
                            let end = self.end_of(at + own, to);
                            groups = if promises { end } else { groups };
                            end
                        } else {
                            at + 1
                        };
                        self.push(lead, blocks[at].span, (at, end), &blocks[at + 1..end]);
                    }
                }
                _ if at < groups => {}
                BlockKind::List(list) => self.list(list, at, to),
                BlockKind::DefinitionList(definitions) => {
                    for definition in definitions {
                        let lead = Lead {
                            heading: text::one_line(&text::words(&definition.term)),
                            words: String::new(),
                            is_bold: false,
                            kind: OnceCell::new(),
                        };
                        self.push(lead, blocks[at].span, (at, at + 1), &definition.details);
                    }
                }
                BlockKind::Table(table) => self.table(table, at),
                _ => {}
            }
        }
    }

    /// The items that begin with words that serve as a heading, where that is how the list is made.
    fn list(&mut self, list: &'a List, at: usize, to: usize) {
        let leads: Vec<Option<Lead>> = list
            .items
            .iter()
            .map(|item| self.lead_of_item(item))
            .collect();
        let is_open = self.is_open(list);
        let known = leads
            .iter()
            .flatten()
            .filter(|lead| lead.is_known(self.headings));
        let nested = list.items.iter().any(|item| item.blocks.len() > 1);
        if known.count() < if nested || is_open { 1 } else { 2 } {
            return;
        }
        let closing = list.items.len().saturating_sub(1);
        for ((number, item), lead) in list.items.iter().enumerate().zip(leads) {
            let Some(lead) = lead else {
                continue;
            };
            if number == closing && is_open {
                let (end, blocks) = (self.end_of(at, to), self.blocks);
                self.push(lead, item.span, (at, end), &blocks[at + 1..end]);
            } else {
                self.push(lead, item.span, (at, at + 1), &item.blocks[1..]);
            }
        }
    }

    /// The words that an item begins with, where they serve as a heading.
    fn lead_of_item(&self, item: &ListItem) -> Option<Lead> {
        match &item.blocks.first()?.kind {
            BlockKind::Paragraph(content) => leads_of(content, self.headings).into_iter().next(),
            _ => None,
        }
    }

    /// True where a list stands that closes with no name of a section.
    fn has_list(&self, at: usize, to: usize) -> bool {
        let block = self.blocks.get(at).filter(|_| at < to);
        block.is_some_and(
            |block| matches!(&block.kind, BlockKind::List(list) if !self.is_open(list)),
        )
    }

    /// True where the last item is the bold name of a section and nothing else: what it heads stands below the list.
    fn is_open(&self, list: &List) -> bool {
        let Some(item) = list.items.last().filter(|item| item.blocks.len() == 1) else {
            return false;
        };
        self.lead_of_item(item).is_some_and(|lead| {
            lead.is_bold && lead.words.is_empty() && lead.is_known(self.headings)
        })
    }

    /// The rows of a table of two columns whose first cells name sections.
    fn table(&mut self, table: &'a Table, at: usize) {
        let is_pairs = table.rows.iter().all(|row| row.cells.len() == 2);
        if !is_pairs {
            return;
        }
        for row in &table.rows {
            let heading = text::one_line(&text::of_blocks(&row.cells[0].blocks));
            let heading = heading.trim_end_matches([':', '：']).trim_end();
            if heading.len() <= LONGEST
                && let Some(kind) = self.headings.named(heading)
            {
                let lead = Lead::known(heading, "", kind);
                self.push(lead, row.span, (at, at + 1), &row.cells[1].blocks);
            }
        }
    }

    fn push(&mut self, lead: Lead, span: Span, (at, end): (usize, usize), blocks: &'a [Block]) {
        if !lead.is_known(self.headings) {
            return;
        }
        let kind = lead.kind(self.headings);
        self.out.push(Passage {
            kind,
            heading: lead.heading,
            level: None,
            anchor: self.anchor.to_owned(),
            at,
            end,
            span,
            words: lead.words,
            blocks,
        });
    }

    /// Where the passage that a paragraph begins ends: before the next paragraph that begins one.
    fn end_of(&self, at: usize, to: usize) -> usize {
        let blocks = &self.blocks[at + 1..to.min(self.blocks.len())];
        let begins = |block: &Block| match &block.kind {
            BlockKind::Paragraph(content) => !leads_of(content, self.headings).is_empty(),
            BlockKind::Rule => true,
            BlockKind::List(list) => {
                let first = list.items.first();
                let first = first.and_then(|item| self.lead_of_item(item));
                first.is_some_and(|lead| lead.is_bold) || self.is_open(list)
            }
            _ => false,
        };
        let length = blocks.iter().position(begins).unwrap_or(blocks.len());
        at + 1 + length
    }
}

/// The words of a paragraph that serve as headings: bold ones at the beginning of a line, closed by a colon or alone on it, and the
/// name of a section before a colon.
fn leads_of(content: &[Inline], headings: &Headings) -> Vec<Lead> {
    let mut out = Vec::new();
    if !may_lead(content) {
        return out;
    }
    // Takes a line; false where the paragraph begins otherwise.
    let mut take = |text: &str, bold: usize| {
        // An entry of a timeline: `20:12 ines: the new version goes out`.
        let is_lead = |lead: &Lead| !is_clock_time(&lead.heading);
        if let Some(lead) = lead_of((text, bold), headings).filter(is_lead) {
            out.push(lead);
            return true;
        }
        let Some(Lead { words, .. }) = out.last_mut() else {
            return text.is_empty();
        };
        // A line that goes on.
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(text);
        true
    };
    let is_led = match content {
        [
            Inline {
                kind: InlineKind::Text(words),
                ..
            },
        ] => words.split('\n').all(|line| take(line.trim_start(), 0)),
        _ => lines(content)
            .iter()
            .all(|line| take(&line.text, line.bold)),
    };
    if is_led { out } else { Vec::new() }
}

/// False for nearly every paragraph: its first words are neither bold nor closed by a colon nearby.
fn may_lead(content: &[Inline]) -> bool {
    let is_blank = |inline: &&Inline| match &inline.kind {
        InlineKind::Text(words) => words.trim().is_empty(),
        InlineKind::Comment(_) | InlineKind::Anchor(_) | InlineKind::Break => true,
        _ => false,
    };
    match content
        .iter()
        .find(|inline| !is_blank(inline))
        .map(|inline| &inline.kind)
    {
        Some(InlineKind::Styled(Style::Strong, _)) => true,
        Some(InlineKind::Text(words)) => {
            let near = words.trim_start().as_bytes();
            let near = &near[..near.len().min(LONGEST + 4)];
            // The wide colon is the last of three bytes.
            near.contains(&b':') || near.contains(&0x9a)
        }
        _ => false,
    }
}

/// One line of a paragraph: how many of its first bytes are bold, and its words.
#[derive(Default)]
struct TextLine {
    bold: usize,
    text: String,
}

/// The lines of a paragraph as its source has them.
fn lines(content: &[Inline]) -> Vec<TextLine> {
    let mut out = vec![TextLine::default()];
    for inline in content {
        let (words, is_bold) = match &inline.kind {
            InlineKind::Break => {
                out.push(TextLine::default());
                continue;
            }
            InlineKind::Styled(Style::Strong, words) => (text::words(words), true),
            InlineKind::Text(words) => (Cow::Borrowed(&**words), false),
            InlineKind::Comment(_) | InlineKind::Anchor(_) => continue,
            _ => (text::words(std::slice::from_ref(inline)), false),
        };
        for (number, part) in words.split('\n').enumerate() {
            if number > 0 {
                out.push(TextLine::default());
            }
            let Some(line) = out.last_mut() else {
                continue;
            };
            if line.text.trim().is_empty() {
                line.text.clear();
                line.text.push_str(part.trim_start());
                line.bold = if is_bold { line.text.len() } else { 0 };
            } else {
                if is_bold && line.bold == line.text.len() {
                    line.bold += part.len();
                }
                line.text.push_str(part);
            }
        }
    }
    out
}

/// The words that serve as a heading in a line of which so many bytes are bold.
fn lead_of((line, bold): (&str, usize), headings: &Headings) -> Option<Lead> {
    if bold > 0 {
        let (bold, rest) = line.split_at(bold);
        let heading = bold
            .trim_end()
            .trim_end_matches([':', '：', '.'])
            .trim_end();
        let inside = bold.trim_end().len() > heading.len() && !bold.trim_end().ends_with('.');
        let is_closed = inside
            || rest.trim_start().starts_with([':', '：'])
            || rest.trim().is_empty()
            || rest.trim_start().starts_with(['-', '–', '—'])
            || bold.trim_end().ends_with('.');
        let is_short = !heading.is_empty() && heading.len() <= LONGEST;
        let words = rest
            .trim_start()
            .trim_start_matches([':', '：', '-', '–', '—']);
        return (is_closed && is_short).then(|| Lead {
            heading: heading.to_owned(),
            words: words.trim().to_owned(),
            is_bold: true,
            kind: OnceCell::new(),
        });
    }
    let near = text::colon(line).filter(|at| *at <= LONGEST)?;
    let heading = line[..near].trim();
    let rest = line[near..].trim_start_matches([':', '：']);
    let is_apart =
        rest.is_empty() || rest.starts_with(char::is_whitespace) || line[near..].starts_with('：');
    let may_be_name = is_apart
        && !heading.starts_with(char::is_lowercase)
        // A note of the author's to somebody.
        && (rest.trim().is_empty() || !heading.eq_ignore_ascii_case("todo"));
    if !may_be_name {
        return None;
    }
    let kind = headings.named(heading)?;
    Some(Lead::known(heading, rest.trim(), kind))
}

impl From<Passage<'_>> for Section {
    fn from(passage: Passage<'_>) -> Self {
        Self {
            kind: passage.kind,
            heading: passage.heading,
            anchor: passage.anchor,
            at: passage.at,
            end: passage.end,
            level: passage.level,
            span: passage.span,
        }
    }
}
