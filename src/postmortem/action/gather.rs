//! The items of a passage as they stand, with what their containers tell: check boxes, columns, the heading of a group.
//!
//! Takes a passage, gives items in reading order. What stands below an item belongs to it.

mod table;

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Status;
use super::mark::{self, state_of, state_of_group};
use super::promise::is_promise;
use crate::document::section::normal;
use crate::document::{Block, BlockKind, Inline, InlineKind, List, ListItem, Style, text, walk};
use crate::postmortem::SectionKind;
use crate::postmortem::passage::Passage;
use crate::source::Span;

/// One item.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) text: String,
    pub(super) status: Option<Status>,
    pub(super) owner: Option<String>,
    pub(super) due: Option<String>,
    pub(super) links: Vec<String>,
    pub(super) span: Span,
    /// Which row of its table, where it is one; from 0. None where it is nothing that has a place of its own.
    pub(super) line: Option<u32>,
    /// Where the list begins that it is an item of.
    pub(super) list: Option<u32>,
}

/// The items of a passage; `passages` are those of the whole report.
pub(super) fn gather(passage: &Passage<'_>, passages: &[Passage<'_>]) -> Vec<Found> {
    let mut gatherer = Gatherer {
        group: state_of_group(&passage.heading),
        ..Gatherer::default()
    };
    if !passage.words.is_empty() && passage.blocks.is_empty() {
        gatherer.push(&passage.words, Vec::new(), passage.span, None);
        gatherer
            .found
            .iter_mut()
            .for_each(|found| found.line = None);
    }
    let own = own_blocks(passage, passages);
    own.iter().for_each(|blocks| gatherer.blocks(blocks));
    if gatherer.found.is_empty() {
        own.iter().for_each(|blocks| gatherer.headings(blocks));
    }
    if gatherer.found.is_empty() {
        own.iter().for_each(|blocks| gatherer.paragraphs(blocks));
    }
    gatherer.found
}

/// The blocks of a passage without what stands in it under a heading of its own that looks back: `### What went wrong` below
/// `## Action items`.
fn own_blocks<'a>(passage: &Passage<'a>, passages: &[Passage<'_>]) -> Vec<&'a [Block]> {
    if passage.level.is_none() {
        return vec![passage.blocks];
    }
    let looks_back = |kind| {
        matches!(
            kind,
            SectionKind::WentWell
                | SectionKind::WentWrong
                | SectionKind::Lucky
                | SectionKind::Surprise
        )
    };
    // Passages stand in the order of the text.
    let first = passages.partition_point(|other| other.at <= passage.at);
    let below = passages[first..]
        .iter()
        .take_while(|other| other.at < passage.end)
        .filter(|other| other.level.is_some() && looks_back(other.kind));
    let mut out = Vec::new();
    let mut from = passage.at + 1;
    let blocks = |from: usize, to: usize| {
        let offset = passage.at + 1;
        passage.blocks.get(from - offset..to - offset)
    };
    for other in below {
        if other.at >= from {
            out.extend(blocks(from, other.at));
            from = other.end;
        }
    }
    if from <= passage.end {
        out.extend(blocks(from, passage.end));
    }
    out
}

/// Some items of a list by themselves.
pub(super) fn items(items: &[&ListItem]) -> Vec<Found> {
    let mut gatherer = Gatherer::default();
    for item in items {
        gatherer.item(item);
    }
    gatherer.found
}

#[derive(Default)]
struct Gatherer {
    found: Vec<Found>,
    /// What the heading of the group says of its items.
    group: Option<Status>,
    /// Where the list begins that is gone through.
    list: Option<u32>,
}

impl Gatherer {
    fn push(&mut self, words: &str, links: Vec<String>, span: Span, check: Option<bool>) {
        let checked = check.map(|done| if done { Status::Done } else { Status::Open });
        let (said, rest) = mark::read(words);
        // What a table or a template left behind has no words.
        if !rest.contains(char::is_alphanumeric) {
            return;
        }
        let text = text::one_line(rest);
        self.found.push(Found {
            owner: owner_in(&text),
            due: None,
            text,
            status: checked.or(said).or(self.group),
            links,
            span,
            line: Some(0),
            list: self.list,
        });
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let details = details(blocks);
        for (at, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::List(_) if details.get(at) == Some(&true) => {}
                BlockKind::Heading(heading) => {
                    self.group = state_of_group(&text::words(&heading.content));
                }
                BlockKind::Paragraph(content) => {
                    if let Some(words) = labelled(content) {
                        let links = links_of(std::slice::from_ref(block));
                        self.push(&words, links, block.span, None);
                        continue;
                    }
                    // `✅ Done:` over a list.
                    if !may_end_with_colon(content) && !is_strong(content) {
                        continue;
                    }
                    let words = text::on_one_line(content);
                    let is_label = words.ends_with(':') || is_strong(content);
                    if is_label && words.split_whitespace().count() <= 6 {
                        self.group = state_of(&words);
                    }
                }
                BlockKind::List(list) => self.list(list),
                BlockKind::Table(table) => {
                    let above = at.checked_sub(1).and_then(|before| blocks.get(before));
                    self.table(table, above);
                }
                BlockKind::Quote(inner) | BlockKind::Group(inner) => self.blocks(inner),
                BlockKind::Details(details) => self.blocks(&details.blocks),
                BlockKind::Admonition(admonition) => self.blocks(&admonition.blocks),
                _ => {}
            }
        }
    }

    fn list(&mut self, list: &List) {
        let around = self.list;
        self.list = list.items.first().map(|item| item.span.start);
        for item in &list.items {
            self.item(item);
        }
        self.list = around;
    }

    fn item(&mut self, item: &ListItem) {
        let Some((first, nested)) = item.blocks.split_first() else {
            return;
        };
        let words = words_of(first);
        let has_list = nested
            .iter()
            .any(|block| matches!(block.kind, BlockKind::List(_)));
        // A name over the items of its own.
        let is_group = has_list
            && item.check.is_none()
            && (words.ends_with(':') && words.split_whitespace().count() <= 6
                || is_strong_block(first));
        if is_group {
            let before = self.group;
            self.group = state_of(&words).or(before);
            self.blocks(nested);
            self.group = before;
            return;
        }
        if let BlockKind::List(inner) = &first.kind {
            self.list(inner);
            return;
        }
        let before = self.found.len();
        self.push(&words, links_of(&item.blocks), item.span, item.check);
        if is_struck(first)
            && let Some(last) = self.found.get_mut(before)
        {
            last.status = Some(Status::Done);
        }
    }

    /// Headings that are the items themselves: numbered ones, or where nothing but text stands under them.
    fn headings(&mut self, blocks: &[Block]) {
        let level = blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Heading(heading) => Some(heading.level),
            _ => None,
        });
        for block in blocks {
            if let BlockKind::Heading(heading) = &block.kind
                && Some(heading.level) == level
            {
                let words = text::on_one_line(&heading.content);
                let bare = words.trim_start_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, '.' | ')' | ' ')
                });
                self.group = None;
                self.push(
                    bare,
                    links_of(std::slice::from_ref(block)),
                    block.span,
                    None,
                );
            }
        }
    }

    /// Paragraphs that begin with a mark, a link or a ticket, or that promise something.
    fn paragraphs(&mut self, blocks: &[Block]) {
        self.group = None;
        for block in blocks {
            let BlockKind::Paragraph(content) = &block.kind else {
                continue;
            };
            let begins_with_link = content
                .first()
                .is_some_and(|first| matches!(first.kind, InlineKind::Link(_)));
            let words = text::on_one_line(content);
            let (said, _) = mark::read(&words);
            if begins_with_link || said.is_some() || is_promise(&words) {
                self.push(
                    &words,
                    links_of(std::slice::from_ref(block)),
                    block.span,
                    None,
                );
            }
        }
    }
}

/// The words behind a bold label that calls them an action: `**Action item:** Start earlier`.
fn labelled(content: &[Inline]) -> Option<String> {
    const LABELS: &[&str] = &[
        "action",
        "action item",
        "ai",
        "follow up",
        "follow up item",
        "todo",
        "tiltak",
        "maßnahme",
    ];
    let (first, rest) = content.split_first()?;
    let InlineKind::Styled(Style::Strong, label) = &first.kind else {
        return None;
    };
    let label = text::on_one_line(label);
    let is_label = LABELS.contains(&normal(&label).as_str());
    let words = text::on_one_line(rest);
    let is_closed = label.trim_end().ends_with([':', '：']) || words.starts_with([':', '：']);
    let words = words.trim_start_matches([':', '：', ' ']);
    (is_label && is_closed && !words.is_empty()).then(|| words.to_owned())
}

/// For each block, whether it is a list of details: bullets right behind a number of a list that they cut in pieces. Empty where no list
/// has numbers.
fn details(blocks: &[Block]) -> Vec<bool> {
    let is_numbered =
        |block: &Block| matches!(&block.kind, BlockKind::List(list) if list.start.is_some());
    if !blocks.iter().any(is_numbered) {
        return Vec::new();
    }
    let mut out = vec![false; blocks.len()];
    // What the numbered list behind each one begins with.
    let mut behind = vec![None; blocks.len()];
    let mut next = None;
    for (at, block) in blocks.iter().enumerate().rev() {
        match &block.kind {
            BlockKind::Heading(_) => next = None,
            BlockKind::List(list) if list.start.is_some() => {
                behind[at] = next;
                next = list.start;
            }
            _ => {}
        }
    }
    let mut is_piece = false;
    for (at, block) in blocks.iter().enumerate() {
        let BlockKind::List(list) = &block.kind else {
            is_piece = false;
            continue;
        };
        match list.start {
            Some(start) => {
                let end = start.saturating_add(list.items.len() as u64);
                is_piece = start > 1 || behind[at] == Some(end);
            }
            None => out[at] = std::mem::take(&mut is_piece),
        }
    }
    out
}

pub(super) fn words_of(block: &Block) -> Cow<'_, str> {
    match &block.kind {
        BlockKind::Paragraph(content) => text::on_one_line(content),
        _ => text::one_line(&text::of_blocks(std::slice::from_ref(block))).into(),
    }
}

fn is_strong(content: &[Inline]) -> bool {
    matches!(
        content,
        [Inline {
            kind: InlineKind::Styled(Style::Strong, _),
            ..
        }]
    )
}

/// False for nearly every paragraph, after a look at its end.
fn may_end_with_colon(content: &[Inline]) -> bool {
    content.last().is_some_and(|last| match &last.kind {
        InlineKind::Text(words) => {
            let words = words.trim_end();
            words.is_empty() || words.ends_with(':')
        }
        _ => true,
    })
}

fn is_strong_block(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(content) if is_strong(content))
}

/// True for words that are struck out as a whole.
fn is_struck(block: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else {
        return false;
    };
    let mut rest = content.iter().filter(
        |inline| !matches!(&inline.kind, InlineKind::Text(words) if words.trim().is_empty()),
    );
    let first = rest.next();
    first.is_some_and(|inline| matches!(inline.kind, InlineKind::Styled(Style::Strike, _)))
        && rest.next().is_none()
}

fn links_of(blocks: &[Block]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    walk::inlines(blocks, &mut |inline| {
        if let InlineKind::Link(link) = &inline.kind
            && link.target.contains("://")
            && seen.insert(&*link.target)
        {
            out.push(link.target.to_string());
        }
    });
    out
}

/// `@name` where just one stands in the words.
fn owner_in(text: &str) -> Option<String> {
    memchr::memchr(b'@', text.as_bytes())?;
    let mut names = text
        .split_whitespace()
        .filter(|word| word.starts_with('@') && word.len() > 2);
    let name = names
        .next()?
        .trim_end_matches(|c: char| !c.is_alphanumeric());
    names.next().is_none().then(|| name.to_owned())
}
