//! Lists: lines that begin with `*`, `#`, `:` and `;`, each sign a level.
//!
//! Takes such lines one by one, gives lists. Which levels a line closes and opens is MediaWiki's rule; `;` and `:` are terms and
//! what is said of them, and one list.

use std::ops::Range;

use super::Reading;
use super::inline::Token;
use super::tag::Class;
use super::text::{Ending, Hole, Text};
use crate::document::{Block, BlockKind, Definition, Inline, List, ListItem, Numbering};
use crate::read::html::trim;

/// Of more signs the rest are words.
pub(super) const MOST: usize = 40;

/// Reads words that have tags of blocks among them: whoever gathers blocks knows how, and gathers lists.
pub(super) type Woven = fn(&mut Reading<'_>, &Text<'_>, Range<usize>) -> Vec<Block>;

/// The lists that are open, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Lists {
    levels: Vec<Level>,
    /// The signs of the last line, `:` for `;`.
    last: Vec<u8>,
    /// True where the innermost entry that is a term is open.
    in_term: bool,
    /// Lists that were closed at the outermost level.
    done: Vec<Block>,
}

#[derive(Debug)]
struct Level {
    sign: u8,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    is_term: bool,
    /// Its bytes in the text.
    range: Range<usize>,
    blocks: Vec<Block>,
}

impl Lists {
    pub(super) fn is_empty(&self) -> bool {
        self.levels.is_empty() && self.done.is_empty()
    }

    /// Takes a line that begins with so many signs.
    pub(super) fn item(
        &mut self,
        reading: &mut Reading<'_>,
        text: &Text<'_>,
        (line, signs): (Range<usize>, usize),
        woven: Woven,
    ) {
        let prefix = &text.words.as_bytes()[line.start..line.start + signs];
        let last_sign = prefix[signs - 1];
        let rest = line.start + signs..line.end;
        let plain: Vec<u8> = prefix
            .iter()
            .map(|sign| if *sign == b';' { b':' } else { *sign })
            .collect();
        if self.last == plain {
            self.next(last_sign, line.start);
        } else {
            let common = prefix
                .iter()
                .zip(&self.last)
                .take_while(|(a, b)| a == b)
                .count();
            while self.levels.len() > common {
                self.close_level(text);
            }
            if common > 0 {
                if signs <= common {
                    self.next(prefix[common - 1], line.start);
                }
                if self.in_term && prefix[common - 1] == b':' {
                    self.next(b':', line.start);
                }
            }
            for sign in &prefix[common..] {
                self.open(*sign, line.start);
            }
            self.last = plain;
        }
        if last_sign == b';' {
            self.term(reading, text, rest, woven);
        } else {
            let blocks = content(reading, text, rest, woven);
            self.add(blocks, line.end);
        }
    }

    /// A term; what follows its colon is said of it.
    fn term(
        &mut self,
        reading: &mut Reading<'_>,
        text: &Text<'_>,
        rest: Range<usize>,
        woven: Woven,
    ) {
        let tokens = reading.tokens(text, rest.clone());
        let Some((term, details, colon)) = split(text, tokens) else {
            let blocks = content(reading, text, rest.clone(), woven);
            self.add(blocks, rest.end);
            return;
        };
        let term = trim(reading.nest(text, term));
        let blocks = paragraph(text, rest.start..colon, term);
        self.add(blocks, colon);
        self.next(b':', colon);
        let details = trim(reading.nest(text, details));
        let blocks = paragraph(text, colon + 1..rest.end, details);
        self.add(blocks, rest.end);
    }

    fn add(&mut self, blocks: Vec<Block>, end: usize) {
        if let Some(entry) = self
            .levels
            .last_mut()
            .and_then(|level| level.entries.last_mut())
        {
            entry.blocks.extend(blocks);
            entry.range.end = end;
        }
    }

    fn open(&mut self, sign: u8, at: usize) {
        self.levels.push(Level {
            sign: if sign == b';' { b':' } else { sign },
            entries: Vec::new(),
        });
        self.next(sign, at);
    }

    /// The next entry of the innermost list.
    fn next(&mut self, sign: u8, at: usize) {
        if matches!(sign, b';' | b':') {
            self.in_term = sign == b';';
        }
        if let Some(level) = self.levels.last_mut() {
            level.entries.push(Entry {
                is_term: sign == b';',
                range: at..at,
                blocks: Vec::new(),
            });
        }
    }

    fn close_level(&mut self, text: &Text<'_>) {
        let Some(level) = self.levels.pop() else {
            return;
        };
        if level.sign == b':' {
            self.in_term = false;
        }
        let range = match (level.entries.first(), level.entries.last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => return,
        };
        let kind = match level.sign {
            b':' => BlockKind::DefinitionList(definitions(level.entries)),
            sign => BlockKind::List(Box::new(List {
                start: (sign == b'#').then_some(1),
                numbering: Numbering::default(),
                tight: true,
                items: level
                    .entries
                    .into_iter()
                    .map(|entry| ListItem {
                        span: text.span(entry.range),
                        check: None,
                        blocks: entry.blocks,
                    })
                    .collect(),
            })),
        };
        let block = Block::new(text.span(range.clone()), kind);
        if self.levels.is_empty() {
            self.done.push(block);
        } else {
            self.add(vec![block], range.end);
        }
    }

    /// Closes all lists and gives them.
    pub(super) fn close(&mut self, text: &Text<'_>) -> Vec<Block> {
        while !self.levels.is_empty() {
            self.close_level(text);
        }
        self.last.clear();
        std::mem::take(&mut self.done)
    }
}

/// Entries as terms with what is said of each.
fn definitions(entries: Vec<Entry>) -> Vec<Definition> {
    let mut out: Vec<Definition> = Vec::new();
    for mut entry in entries {
        let is_words = matches!(
            entry.blocks.as_slice(),
            [Block {
                kind: BlockKind::Paragraph(_),
                ..
            }]
        );
        if entry.is_term
            && is_words
            && let Some(Block {
                kind: BlockKind::Paragraph(term),
                ..
            }) = entry.blocks.pop()
        {
            out.push(Definition {
                term,
                details: Vec::new(),
            });
            continue;
        }
        match out.last_mut() {
            Some(last) if !entry.is_term && !last.term.is_empty() && last.details.is_empty() => {
                last.details = entry.blocks;
            }
            _ => out.push(Definition {
                term: Vec::new(),
                details: entry.blocks,
            }),
        }
    }
    out
}

/// The words of an entry; those with tags of blocks are blocks.
fn content(
    reading: &mut Reading<'_>,
    text: &Text<'_>,
    range: Range<usize>,
    woven: Woven,
) -> Vec<Block> {
    let has_blocks = text.holes_in(range.clone()).any(|(_, hole)| match hole {
        Hole::Tag(tag, ..) => tag.class != Class::Inline,
        Hole::Element(element, _) => element.is_block(),
        _ => false,
    });
    if has_blocks {
        return woven(reading, text, range);
    }
    let content = reading.inlines(text, range.clone());
    paragraph(text, range, content)
}

fn paragraph(text: &Text<'_>, range: Range<usize>, content: Vec<Inline>) -> Vec<Block> {
    if content.is_empty() {
        return Vec::new();
    }
    let span = text.span(text.trimmed(range));
    vec![Block::new(span, BlockKind::Paragraph(content))]
}

/// The pieces before and behind the first colon that stands in no tag, style or link, and its byte. One between two figures is
/// part of a time.
fn split(text: &Text<'_>, mut tokens: Vec<Token>) -> Option<(Vec<Token>, Vec<Token>, usize)> {
    let mut depth = 0_usize;
    let mut found = None;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Style(_, Ending::Opens, _) => depth += 1,
            Token::Tag(tag, Ending::Opens, ..) if !tag.is_void => depth += 1,
            Token::Style(_, Ending::Closes, _) | Token::Tag(_, Ending::Closes, ..) => {
                depth = depth.saturating_sub(1);
            }
            Token::Words(range) if depth == 0 => {
                if let Some(colon) = colon(&text.words, range.clone()) {
                    found = Some((at, range.clone(), colon));
                    break;
                }
            }
            _ => {}
        }
    }
    let (at, range, colon) = found?;
    let mut rest = tokens.split_off(at);
    tokens.push(Token::Words(range.start..colon));
    rest[0] = Token::Words(colon + 1..range.end);
    Some((tokens, rest, colon))
}

fn colon(words: &str, range: Range<usize>) -> Option<usize> {
    let bytes = words.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    memchr::memchr_iter(b':', &bytes[range.clone()])
        .map(|at| range.start + at)
        .find(|at| !(*at > 0 && is_digit(at - 1) && is_digit(at + 1)))
}
