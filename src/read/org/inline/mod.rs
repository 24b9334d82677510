//! Markup among words: one walk over a run of words, by the signs that may begin something.
//!
//! Takes bytes of the source, or what a macro gave, and gives inlines. Every search for an end that fails is remembered, and
//! brackets are paired in one walk, so that what is never closed costs no second one. It knows no lines.

mod address;
mod emphasis;
mod entity;
mod link;
mod macros;
mod object;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::ops::Range;

use super::Reading;
use crate::document::{Inline, InlineKind};
use crate::read::html::{MarkupLine, Weave};
use crate::source::Span;
use emphasis::Closers;

/// What stands in so many others is words.
const NESTED: usize = 12;

/// Words, and what is known of them.
struct Words<'w> {
    text: &'w str,
    /// All that may be looked at.
    range: Range<usize>,
    /// Where they stand, if they are none of the source.
    place: Option<Span>,
    /// For each bracket and brace the one that closes it.
    pairs: OnceCell<Vec<(usize, usize)>>,
    /// Where each mark was last looked for, and where it was found.
    found: RefCell<HashMap<&'static str, (usize, Option<usize>)>>,
}

impl<'w> Words<'w> {
    fn new(text: &'w str, range: Range<usize>, place: Option<Span>) -> Self {
        Self {
            text,
            range,
            place,
            pairs: OnceCell::new(),
            found: RefCell::new(HashMap::new()),
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.place
            .unwrap_or_else(|| Span::new(range.start, range.end))
    }

    /// Words without the line breaks and blanks around them.
    fn inline(&self, range: Range<usize>) -> Inline {
        let words = &self.text[range.clone()];
        Inline::text(self.span(range), unbroken(words))
    }

    /// Where the bracket or brace closes that opens at a byte.
    fn pair(&self, at: usize) -> Option<usize> {
        let pairs = self.pairs.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let (mut squares, mut braces, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
            for at in self.range.clone() {
                let open = match bytes[at] {
                    b'[' => {
                        squares.push(at);
                        continue;
                    }
                    b'{' => {
                        braces.push(at);
                        continue;
                    }
                    b']' => squares.pop(),
                    b'}' => braces.pop(),
                    _ => continue,
                };
                pairs.extend(open.map(|open| (open, at)));
            }
            pairs.sort_unstable();
            pairs
        });
        let found = pairs.binary_search_by_key(&at, |(open, _)| *open);
        found.ok().map(|found| pairs[found].1)
    }

    /// The next place of a mark at or behind a byte.
    fn next(&self, mark: &'static str, from: usize) -> Option<usize> {
        let mut found = self.found.borrow_mut();
        if let Some((asked, answer)) = found.get(mark)
            && *asked <= from
            && answer.is_none_or(|answer| answer >= from)
        {
            return *answer;
        }
        let rest = self.text.get(from..self.range.end)?;
        let answer = memchr::memmem::find(rest.as_bytes(), mark.as_bytes()).map(|at| from + at);
        found.insert(mark, (from, answer));
        answer
    }
}

/// Words whose line breaks have no blanks beside them.
fn unbroken(words: &str) -> String {
    if !words.contains('\n') {
        return words.to_owned();
    }
    let mut out = String::with_capacity(words.len());
    let mut lines = words.split('\n').peekable();
    let mut is_first = true;
    while let Some(line) = lines.next() {
        let line = if is_first { line } else { line.trim_start() };
        let is_last = lines.peek().is_none();
        out.push_str(if is_last { line } else { line.trim_end() });
        if !is_last {
            out.push('\n');
        }
        is_first = false;
    }
    out
}

/// A part of a run of words.
enum Piece {
    Node(Inline),
    /// Markup of HTML.
    Html(Range<usize>),
}

/// A walk over some of the words.
struct Scan {
    range: Range<usize>,
    at: usize,
    /// Where the words begin that are no piece yet.
    from: usize,
    pieces: Vec<Piece>,
    closers: Closers,
    depth: usize,
}

impl Scan {
    /// Makes a piece of the words up to there.
    fn flush(&mut self, words: &Words<'_>, to: usize) {
        if self.from < to {
            self.pieces.push(Piece::Node(words.inline(self.from..to)));
        }
        self.from = self.from.max(to);
    }

    /// Puts inlines in the place of the words from there to there.
    fn put(
        &mut self,
        words: &Words<'_>,
        range: Range<usize>,
        nodes: impl IntoIterator<Item = Inline>,
    ) {
        self.flush(words, range.start);
        self.pieces.extend(nodes.into_iter().map(Piece::Node));
        self.from = range.end;
    }
}

/// True for a byte that may begin markup, or in an address stands behind its scheme.
fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        b'*' | b'/' | b'_' | b'+' | b'=' | b'~' | b'[' | b'<' | b'{' | b'\\' | b'@' | b'^' | b':'
    )
}

impl Reading<'_> {
    /// A part of the source as inlines.
    pub(super) fn phrase(&mut self, range: Range<usize>) -> Vec<Inline> {
        if range.is_empty() {
            return Vec::new();
        }
        let text = self.text;
        let words = Words::new(text, range.clone(), None);
        self.scan(&words, range, 0)
    }

    /// Some of the words as inlines.
    fn scan(&mut self, words: &Words<'_>, range: Range<usize>, depth: usize) -> Vec<Inline> {
        let bytes = words.text.as_bytes();
        if depth >= NESTED || !bytes[range.clone()].iter().copied().any(is_sign) {
            return if range.is_empty() {
                Vec::new()
            } else {
                vec![words.inline(range)]
            };
        }
        let mut scan = Scan {
            at: range.start,
            from: range.start,
            pieces: Vec::new(),
            closers: Closers::default(),
            depth,
            range: range.clone(),
        };
        while let Some(ahead) = bytes[scan.at..range.end]
            .iter()
            .position(|byte| is_sign(*byte))
        {
            let at = scan.at + ahead;
            scan.at = at;
            let next = self.sign(words, &mut scan, at);
            scan.at = next.unwrap_or(at + 1);
        }
        scan.flush(words, range.end);
        self.woven(words, scan.pieces)
    }

    /// What a sign begins; gives the byte behind it, where it begins anything.
    fn sign(&mut self, words: &Words<'_>, scan: &mut Scan, at: usize) -> Option<usize> {
        match words.text.as_bytes()[at] {
            b'*' | b'/' | b'+' | b'=' | b'~' => self.emphasis(words, scan, at),
            b'_' => self
                .emphasis(words, scan, at)
                .or_else(|| Self::source(words, scan, at))
                .or_else(|| self.script(words, scan, at)),
            b'^' => self.script(words, scan, at),
            b'[' => self.square(words, scan, at),
            b'<' => self.angle(words, scan, at),
            b'{' => self.expansion(words, scan, at),
            b'\\' => Self::backslash(words, scan, at),
            b'@' => Self::snippet(words, scan, at),
            _ => self.bare_address(words, scan, at),
        }
    }

    /// Pieces as inlines; where there is markup of HTML, its reader weaves them with it.
    fn woven(&mut self, words: &Words<'_>, pieces: Vec<Piece>) -> Vec<Inline> {
        let is_html = |piece: &Piece| matches!(piece, Piece::Html(_));
        if !pieces.iter().any(is_html) {
            let nodes = pieces.into_iter().filter_map(|piece| match piece {
                Piece::Node(node) => Some(node),
                Piece::Html(_) => None,
            });
            return nodes.collect();
        }
        let mut weave = Weave::new();
        for piece in pieces {
            match piece {
                Piece::Node(node) => weave.inline(node),
                Piece::Html(range) => {
                    let markup = &words.text[range.clone()];
                    let span = words.span(range);
                    let start = span.start as usize;
                    let line = MarkupLine::new(markup, start, &self.source.text);
                    weave.raw(markup, &[line], span);
                }
            }
        }
        let (inlines, kept) = weave.into_inlines();
        for kept in kept {
            self.note_kept(&format!("`<{}>`", kept.name), kept.span);
        }
        inlines
    }

    /// Words as inlines that are none of the source, there.
    fn foreign(&mut self, text: &str, place: Span, depth: usize) -> Vec<Inline> {
        let words = Words::new(text, 0..text.len(), Some(place));
        self.scan(&words, 0..text.len(), depth)
    }
}

/// An inline of that kind in the place of some words.
fn node(words: &Words<'_>, range: Range<usize>, kind: InlineKind) -> Inline {
    Inline::new(words.span(range), kind)
}
