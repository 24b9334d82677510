//! The words of a line or a paragraph as inlines.
//!
//! Takes bytes of a [`Text`], gives nodes. One walk finds what begins with a sign of its own (links, marks, addresses,
//! apostrophes), then the apostrophes are paired line by line (`quote`), then everything is nested: by ourselves where there
//! are no tags, else by the HTML reader, which knows how tags and apostrophes that overlap are shown.

mod address;
mod external;
mod file;
mod internal;
mod nest;
mod quote;
mod title;

use std::ops::Range;

use super::Reading;
use super::tag::Tag;
use super::text::{Ending, Hole, MARK, MARK_LENGTH, Text};
use crate::document::{Inline, InlineKind, Style};
use crate::source::Span;

/// What stands in so many others is words.
const NESTED: usize = 12;

/// A piece of a line.
#[derive(Debug)]
pub(super) enum Token {
    /// Words as written: bytes of the text.
    Words(Range<usize>),
    /// Two apostrophes and more.
    Quote(Range<usize>),
    /// Where a style begins or ends.
    Style(Style, Ending, usize),
    /// A tag: its bytes in the source, and in the text.
    Tag(&'static Tag, Ending, Range<usize>, usize),
    /// A finished node.
    Node(Inline),
}

impl Reading<'_> {
    /// Bytes of a text as inlines, without space at their ends.
    pub(super) fn inlines(&mut self, text: &Text<'_>, range: Range<usize>) -> Vec<Inline> {
        let tokens = self.tokens(text, text.trimmed(range));
        super::super::html::trim(self.nest(text, tokens))
    }

    /// The words of a link: an address in them is no link of its own.
    fn label(&mut self, text: &Text<'_>, range: Range<usize>) -> Vec<Inline> {
        let outer = std::mem::replace(&mut self.in_link, true);
        let tokens = self.tokens(text, range);
        self.in_link = outer;
        self.nest(text, tokens)
    }

    /// Bytes of a text as pieces, their apostrophes paired.
    pub(super) fn tokens(&mut self, text: &Text<'_>, range: Range<usize>) -> Vec<Token> {
        if self.depth >= NESTED {
            let span = text.span(range);
            return vec![Token::Node(self.as_written(span.range()))];
        }
        let mut walk = Scan {
            words: &text.words,
            end: range.end,
            from: range.start,
            at: range.start,
            splits_lines: memchr::memmem::find(text.words[range].as_bytes(), b"''").is_some(),
            partners: None,
            unclosed_until: 0,
            tokens: Vec::new(),
        };
        self.depth += 1;
        self.scan(text, &mut walk);
        self.depth -= 1;
        let Scan {
            tokens,
            splits_lines,
            ..
        } = walk;
        if splits_lines {
            quote::pair(text, tokens)
        } else {
            tokens
        }
    }

    fn scan(&mut self, text: &Text<'_>, walk: &mut Scan<'_>) {
        let bytes = &walk.words.as_bytes()[..walk.end];
        let splits = walk.splits_lines;
        while let Some(ahead) = bytes[walk.at..].iter().position(|byte| {
            matches!(byte, b'[' | b'\'' | b':' | 0xee) || (*byte == b'\n' && splits)
        }) {
            let at = walk.at + ahead;
            walk.at = at;
            let next = match bytes[at] {
                b'\'' => Some(walk.quote(at)),
                b'\n' => {
                    walk.flush(at + 1);
                    Some(at + 1)
                }
                b':' if self.in_link => None,
                b':' => Self::free_address(text, walk, at),
                b'[' => self.bracket(text, walk, at),
                _ => self.mark(text, walk, at),
            };
            walk.at = next.unwrap_or(at + 1);
        }
        walk.flush(walk.end);
    }

    /// What a mark stands for.
    fn mark(&mut self, text: &Text<'_>, walk: &mut Scan<'_>, at: usize) -> Option<usize> {
        let hole = text.hole(at)?;
        debug_assert!(walk.words[at..].starts_with(MARK), "a hole has its mark");
        let end = at + MARK_LENGTH;
        walk.flush(at);
        walk.from = end;
        let span = text.span(at..end);
        match hole {
            Hole::Tag(tag, ..) if tag.name == "br" => {
                walk.node(Inline::new(span, InlineKind::Break));
            }
            Hole::Tag(tag, ending, range) => {
                let token = Token::Tag(tag, *ending, range.clone(), at);
                walk.tokens.push(token);
            }
            Hole::Element(element, parts) => {
                let nodes = self.element_inline(element, parts, span);
                nodes.into_iter().for_each(|node| walk.node(node));
            }
            Hole::Template(range) => {
                let nodes = self.template_inline(range.clone());
                nodes.into_iter().for_each(|node| walk.node(node));
            }
            Hole::Parameter(range) => {
                let nodes = self.parameter(range.clone());
                nodes.into_iter().for_each(|node| walk.node(node));
            }
        }
        Some(end)
    }

    /// What an opening bracket begins.
    fn bracket(&mut self, text: &Text<'_>, walk: &mut Scan<'_>, at: usize) -> Option<usize> {
        let is_double = walk.words.as_bytes().get(at + 1) == Some(&b'[') && at + 1 < walk.end;
        if is_double {
            // Of many brackets the last two begin a link.
            let run = walk.words.as_bytes()[at..walk.end]
                .iter()
                .take_while(|byte| **byte == b'[')
                .count();
            if run == 3 {
                return Some(at + 3);
            }
            let begin = at + run - 2;
            if let Some(next) = self.internal(text, walk, begin) {
                return Some(next);
            }
            let next = (!self.in_link).then(|| self.external(text, walk, begin + 1));
            return next.flatten().or(Some(begin + 2));
        }
        if self.in_link {
            return None;
        }
        self.external(text, walk, at)
    }
}

/// A walk over some words.
pub(super) struct Scan<'w> {
    words: &'w str,
    end: usize,
    at: usize,
    /// Where the words begin that are no token yet.
    from: usize,
    /// True where apostrophes must know where lines end.
    splits_lines: bool,
    /// For each `[[` of these words its `]]`, once that was asked.
    partners: Option<Vec<(usize, usize)>>,
    /// No bracket of the same line closes a link to an address before this byte.
    unclosed_until: usize,
    tokens: Vec<Token>,
}

impl Scan<'_> {
    /// Makes a token of the words up to there.
    fn flush(&mut self, to: usize) {
        if self.from < to {
            self.tokens.push(Token::Words(self.from..to));
        }
        self.from = self.from.max(to);
    }

    fn node(&mut self, node: Inline) {
        self.tokens.push(Token::Node(node));
    }

    fn quote(&mut self, at: usize) -> usize {
        let run = self.words.as_bytes()[at..self.end]
            .iter()
            .take_while(|byte| **byte == b'\'')
            .count();
        if run > 1 {
            self.flush(at);
            self.tokens.push(Token::Quote(at..at + run));
            self.from = at + run;
        }
        at + run
    }

    /// Where the `]]` begins that belongs to the `[[` at a byte; every pair is found in one walk.
    fn partner(&mut self, at: usize) -> Option<usize> {
        let (words, from, end) = (self.words, self.at, self.end);
        let partners = self.partners.get_or_insert_with(|| {
            let bytes = &words.as_bytes()[..end];
            let (mut open, mut pairs) = (Vec::new(), Vec::new());
            let mut at = from;
            while let Some(ahead) = memchr::memchr2(b'[', b']', &bytes[at..]) {
                at += ahead;
                if bytes.get(at + 1) != Some(&bytes[at]) {
                    at += 1;
                    continue;
                }
                if bytes[at] == b'[' {
                    open.push(at);
                } else if let Some(begin) = open.pop() {
                    pairs.push((begin, at));
                }
                at += 2;
            }
            pairs.sort_unstable();
            pairs
        });
        let found = partners.binary_search_by_key(&at, |(begin, _)| *begin);
        found.ok().map(|found| partners[found].1)
    }
}

/// Words, there.
pub(super) fn words(text: &str, span: Span) -> Inline {
    Inline::text(span, super::entity::decoded(text))
}
