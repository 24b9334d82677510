//! The lines of a body as blocks: what makes a paragraph, what ends it, what is set in, by MediaWiki's rules
//! (`BlockLevelPass`).
//!
//! Takes lines one by one, gives blocks at the end. Lines with tags of blocks are handed to the HTML reader, together with the
//! blocks between them, so that a tag finds the one that closes it lines later. Tables are lines of their own (`body`).

use std::ops::Range;

use super::Reading;
use super::heading::heading;
use super::inline::Token;
use super::list::{Lists, MOST};
use super::tag::Class;
use super::text::{Ending, Hole, Text};
use crate::document::{Block, BlockKind, Code, Inline, InlineKind, text as plain};
use crate::read::html::Weave;

/// A finished block, or pieces of a line with tags.
#[derive(Debug)]
enum Piece {
    Block(Block),
    Tokens(Vec<Token>),
    /// A line with tags ends.
    LineEnd(usize),
}

/// Lines that are gathered.
#[derive(Debug)]
enum Open {
    None,
    /// A paragraph; its bytes in the text.
    Paragraph(Range<usize>),
    /// Lines that are set in by a blank, without it.
    Literal(Vec<Range<usize>>),
}

/// The blocks of a body being gathered.
#[derive(Debug)]
pub(super) struct Flow {
    pieces: Vec<Piece>,
    open: Open,
    /// True where the element around the lines lets them make no paragraphs.
    is_inside: bool,
    /// True in a `<blockquote>`, where a blank sets nothing in.
    is_quoted: bool,
    lists: Lists,
}

impl Flow {
    pub(super) fn new() -> Self {
        Self {
            pieces: Vec::new(),
            open: Open::None,
            is_inside: false,
            is_quoted: false,
            lists: Lists::default(),
        }
    }

    /// True where nothing was gathered.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty() && matches!(self.open, Open::None) && self.lists.is_empty()
    }

    /// Takes a line.
    pub(super) fn line(&mut self, reading: &mut Reading<'_>, text: &Text<'_>, line: Range<usize>) {
        let words = &text.words[line.clone()];
        if words.starts_with('=')
            && let Some((level, content)) = heading(words)
        {
            let content = line.start + content.start..line.start + content.end;
            let block = reading.heading(text, level, content, line);
            self.block(reading, text, block);
            return;
        }
        if words.starts_with("----") {
            let rest = line.end - words.trim_start_matches('-').len();
            let rule = Block::new(text.span(line.start..rest), BlockKind::Rule);
            self.block(reading, text, rule);
            self.first_line(reading, text, rest..line.end);
            return;
        }
        let signs = words.bytes().take(MOST);
        let prefix = signs
            .take_while(|byte| matches!(byte, b'*' | b'#' | b':' | b';'))
            .count();
        if prefix > 0 {
            self.close_open(reading, text);
            self.lists.item(reading, text, (line, prefix), woven);
            return;
        }
        self.close_lists(text);
        if memchr::memchr(0xee, words.as_bytes()).is_some()
            && self.line_with_marks(reading, text, line.clone())
        {
            return;
        }
        if self.is_inside {
            self.markup(reading, text, line);
            return;
        }
        if words.starts_with("[[")
            && let Some((block, behind)) = reading.leading_file(text, line.clone())
        {
            self.block(reading, text, block);
            if !words[behind - line.start..].trim().is_empty() {
                self.open = Open::Paragraph(behind..line.end);
            }
            return;
        }
        let is_blank = words.trim().is_empty();
        let is_literal = matches!(self.open, Open::Literal(_));
        if words.starts_with(' ') && (is_literal || !is_blank) && !self.is_quoted {
            let inner = line.start + 1..line.end;
            if let Open::Literal(lines) = &mut self.open {
                lines.push(inner);
            } else {
                self.close_open(reading, text);
                self.open = Open::Literal(vec![inner]);
            }
            return;
        }
        if is_blank {
            self.close_open(reading, text);
        } else if let Open::Paragraph(range) = &mut self.open {
            range.end = line.end;
        } else {
            self.close_open(reading, text);
            self.open = Open::Paragraph(line);
        }
    }

    /// A line with marks; true where it was taken.
    fn line_with_marks(
        &mut self,
        reading: &mut Reading<'_>,
        text: &Text<'_>,
        line: Range<usize>,
    ) -> bool {
        let (mut opens, mut closes, mut templates, mut others) = (false, false, 0, 0);
        let mut is_quoted = self.is_quoted;
        for (_, hole) in text.holes_in(line.clone()) {
            others += 1;
            match hole {
                Hole::Template(_) => templates += 1,
                Hole::Element(element, _) => closes |= element.is_block(),
                Hole::Parameter(_) => {}
                Hole::Tag(tag, ending, _) => {
                    let is_open = *ending == Ending::Opens;
                    match tag.class {
                        Class::Inline => {}
                        Class::Part => opens = true,
                        Class::Block => (opens, closes) = (opens || is_open, closes || !is_open),
                        Class::Cell => (opens, closes) = (opens || !is_open, closes || is_open),
                        Class::Wrapper => closes = true,
                    }
                    if tag.name == "blockquote" {
                        is_quoted = is_open;
                    }
                }
            }
        }
        if opens || closes {
            self.close_open(reading, text);
            self.is_quoted = is_quoted;
            self.is_inside = !closes;
            self.markup(reading, text, line);
            return true;
        }
        let is_alone = templates > 0
            && templates == others
            && text.words[line.clone()]
                .chars()
                .all(|c| c == super::text::MARK || c.is_whitespace());
        // A template among the lines of a paragraph is a word of it.
        if !is_alone || self.is_inside {
            return false;
        }
        let blocks: Vec<Block> = text
            .holes_in(line)
            .filter_map(|(_, hole)| match hole {
                Hole::Template(range) => Some(range.clone()),
                _ => None,
            })
            .collect::<Vec<_>>()
            .into_iter()
            .flat_map(|range| reading.template_blocks(range))
            .collect();
        self.close_open(reading, text);
        self.pieces.extend(blocks.into_iter().map(Piece::Block));
        true
    }

    /// A line with tags, or between those of an element around it.
    fn markup(&mut self, reading: &mut Reading<'_>, text: &Text<'_>, line: Range<usize>) {
        let mut from = line.start;
        let blocks: Vec<(usize, Hole)> = text
            .holes_in(line.clone())
            .filter(|(_, hole)| matches!(hole, Hole::Element(element, _) if element.is_block()))
            .map(|(at, hole)| (at, hole.clone()))
            .collect();
        for (at, hole) in blocks {
            self.tokens(reading, text, from..at);
            from = at + super::text::MARK_LENGTH;
            if let Hole::Element(element, parts) = hole {
                let span = text.span(at..from);
                let blocks = reading.element_blocks(element, &parts, span);
                self.pieces.extend(blocks.into_iter().map(Piece::Block));
            }
        }
        self.tokens(reading, text, from..line.end);
        if matches!(self.pieces.last(), Some(Piece::Tokens(_))) {
            self.pieces.push(Piece::LineEnd(line.end));
        }
    }

    fn tokens(&mut self, reading: &mut Reading<'_>, text: &Text<'_>, range: Range<usize>) {
        let is_blank = text.words[range.clone()].trim().is_empty();
        if !is_blank {
            let tokens = reading.tokens(text, range);
            self.pieces.push(Piece::Tokens(tokens));
        }
    }

    /// Words that make no paragraph with the lines behind them: those behind the mark of a cell.
    pub(super) fn first_line(
        &mut self,
        reading: &mut Reading<'_>,
        text: &Text<'_>,
        line: Range<usize>,
    ) {
        let line = text.trimmed(line);
        if line.is_empty() {
            return;
        }
        if memchr::memchr(0xee, text.words[line.clone()].as_bytes()).is_some()
            && self.line_with_marks(reading, text, line.clone())
        {
            return;
        }
        self.open = Open::Paragraph(line);
        self.close_open(reading, text);
    }

    /// Takes a finished block.
    pub(super) fn block(&mut self, reading: &mut Reading<'_>, text: &Text<'_>, block: Block) {
        self.close_open(reading, text);
        self.close_lists(text);
        self.is_inside = false;
        self.pieces.push(Piece::Block(block));
    }

    fn close_lists(&mut self, text: &Text<'_>) {
        let lists = self.lists.close(text);
        self.pieces.extend(lists.into_iter().map(Piece::Block));
    }

    fn close_open(&mut self, reading: &mut Reading<'_>, text: &Text<'_>) {
        match std::mem::replace(&mut self.open, Open::None) {
            Open::None => {}
            Open::Paragraph(range) => {
                let span = text.span(text.trimmed(range.clone()));
                let content = reading.inlines(text, range);
                if !content.is_empty() {
                    let paragraph = Block::new(span, BlockKind::Paragraph(content));
                    self.pieces.push(Piece::Block(paragraph));
                }
            }
            Open::Literal(lines) => {
                if let Some(block) = literal(reading, text, &lines) {
                    self.pieces.push(Piece::Block(block));
                }
            }
        }
    }

    /// All blocks.
    pub(super) fn finish(mut self, reading: &mut Reading<'_>, text: &Text<'_>) -> Vec<Block> {
        self.close_open(reading, text);
        self.close_lists(text);
        let has_markup = self
            .pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Tokens(_)));
        let mut blocks = Vec::with_capacity(self.pieces.len());
        if !has_markup {
            for piece in self.pieces {
                if let Piece::Block(block) = piece {
                    blocks.push(block);
                }
            }
            return blocks;
        }
        let mut weave = Weave::new();
        for piece in self.pieces {
            match piece {
                Piece::Block(block) => weave.block(block),
                Piece::Tokens(tokens) => reading.weave(text, tokens, &mut weave, true),
                Piece::LineEnd(at) => weave.raw("\n", &[], text.span(at..at)),
            }
        }
        weave.into_blocks().0
    }
}

/// Lines that were set in by a blank.
fn literal(reading: &mut Reading<'_>, text: &Text<'_>, lines: &[Range<usize>]) -> Option<Block> {
    let (first, last) = (lines.first()?, lines.last()?);
    let span = text.span(first.start..last.end);
    let lines: Vec<Vec<Inline>> = lines
        .iter()
        .map(|line| {
            let tokens = reading.tokens(text, line.clone());
            reading.nest(text, tokens)
        })
        .collect();
    // Where words alone would lose something, the lines stay lines of a paragraph.
    let kind = if lines.iter().flatten().all(is_plain) {
        let mut words = String::new();
        for line in &lines {
            words.push_str(&plain::of_inlines(line));
            words.push('\n');
        }
        BlockKind::Code(Box::new(Code {
            language: None,
            text: words.into(),
        }))
    } else {
        let mut content = Vec::new();
        for line in lines {
            if !content.is_empty() {
                content.push(Inline::new(span, InlineKind::Break));
            }
            content.extend(line);
        }
        BlockKind::Paragraph(content)
    };
    Some(Block::new(span, kind))
}

/// True for what its words tell wholly.
fn is_plain(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(_) | InlineKind::Code(_) | InlineKind::Break => true,
        InlineKind::Styled(_, content) => content.iter().all(is_plain),
        InlineKind::Link(link) => plain::of_inlines(&link.content) == *link.target,
        _ => false,
    }
}

/// The blocks of words that have tags of blocks among them.
fn woven(reading: &mut Reading<'_>, text: &Text<'_>, range: Range<usize>) -> Vec<Block> {
    let mut flow = Flow::new();
    flow.first_line(reading, text, range);
    flow.finish(reading, text)
}
