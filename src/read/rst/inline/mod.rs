//! Inline markup by docutils' rules: where it may start, where it ends, and what it is.
//!
//! Takes a text, gives inlines. In the text an escaping backslash has become `\0`, which no source holds any more: that is how
//! docutils does it, and bytes stay where they are. Explicit markup is found first, addresses in the words between
//! (`uri`). A start without its end is words. Linear: a search for an end that found none is never made again.

mod character;
mod end;
mod escape;
mod reference;
mod role;
mod strike;
mod uri;

use super::text::Text;
use super::{Pending, Reading};
use crate::document::{By, Image, Inline, InlineKind, Style};
use crate::read::html::Weave;
use crate::source::Span;

pub(super) use escape::{escaped, plain_address, simple_name, unescaped};
pub(super) use reference::address;
pub(super) use role::Role;

use character::{is_pair, is_word, may_stand_before};
use end::{Ends, Kind};
use escape::{may_end, without_space};

/// Bytes at which markup may begin.
const TRIGGERS: [bool; 256] = {
    let mut table = [false; 256];
    let signs = b"*`_|[";
    let mut at = 0;
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    table
};

/// Inlines, with raw markup that only the HTML reader understands.
pub(super) enum Piece {
    /// A finished inline.
    Inline(Inline),
    /// Markup of a raw role.
    Raw(String, Span),
}

/// A text whose inlines are read.
struct Scan<'s> {
    text: &'s Text<'s>,
    /// The words with `\0` for every escaping backslash.
    words: &'s str,
    /// Where the words begin that no markup before has taken: to markup, the text begins there.
    base: usize,
    ends: Ends,
    out: Vec<Piece>,
    has_strike: bool,
}

impl Reading<'_> {
    /// The inlines of a text.
    pub(super) fn inlines(&mut self, text: &Text<'_>) -> Vec<Inline> {
        let words = escaped(&text.words);
        let mut pass = Scan {
            text,
            words: &words,
            base: 0,
            ends: Ends::default(),
            out: Vec::new(),
            has_strike: false,
        };
        self.scan(&mut pass);
        let has_strike = pass.has_strike;
        let mut out = self.woven(pass.out);
        if has_strike {
            strike::wrap(&mut out);
        }
        out
    }

    /// Pieces as inlines; raw markup goes through the HTML reader.
    fn woven(&mut self, pieces: Vec<Piece>) -> Vec<Inline> {
        if pieces.iter().all(|piece| matches!(piece, Piece::Inline(_))) {
            let inlines = pieces.into_iter().filter_map(|piece| match piece {
                Piece::Inline(inline) => Some(inline),
                Piece::Raw(..) => None,
            });
            return inlines.collect();
        }
        let mut weave = Weave::new();
        for piece in pieces {
            match piece {
                Piece::Inline(inline) => weave.inline(inline),
                Piece::Raw(markup, span) => weave.raw(&markup, &[], span),
            }
        }
        let (inlines, kept) = weave.into_inlines();
        for kept in kept {
            self.note_kept(&format!("`<{}>`", kept.name), kept.span);
        }
        inlines
    }

    fn scan(&mut self, pass: &mut Scan<'_>) {
        let bytes = pass.words.as_bytes();
        // Words that are not in `out` yet begin there.
        let mut from = 0;
        let mut at = 0;
        while let Some(ahead) = bytes[at..].iter().position(|byte| TRIGGERS[*byte as usize]) {
            at += ahead;
            let found = match bytes[at] {
                b'*' => self.starred(pass, at),
                b'|' => self.substitution_reference(pass, at),
                b'[' => self.bracketed(pass, at),
                b'_' if bytes.get(at + 1) == Some(&b'`') => self.inline_target(pass, at),
                b'_' => self.simple_reference(pass, at),
                _ => self.quoted(pass, at),
            };
            match found {
                Found::Nothing => at += 1,
                Found::Words(end) => {
                    pass.base = end;
                    at = end;
                }
                Found::Markup { start, end, pieces } => {
                    pass.plain(from, start);
                    pass.out.extend(pieces);
                    pass.base = end;
                    from = end;
                    at = end;
                }
            }
        }
        pass.plain(from, bytes.len());
    }

    /// `*emphasis*` and `**strong**`.
    fn starred(&mut self, pass: &mut Scan<'_>, at: usize) -> Found {
        let is_strong = pass.is_at(at + 1, '*');
        let (sign, kind, style, what) = if is_strong {
            (2, Kind::Strong, Style::Strong, "strong words")
        } else {
            (1, Kind::Emphasis, Style::Emphasis, "emphasis")
        };
        let words = |pass: &Scan<'_>, start, end| {
            let content = pass.text_inline(start, end);
            vec![Inline::new(
                pass.span(start - sign, end + sign),
                InlineKind::Styled(style, content),
            )]
        };
        self.simple(pass, at, sign, kind, what, words)
    }

    /// Markup with a start and an end of so many bytes.
    fn simple(
        &mut self,
        pass: &mut Scan<'_>,
        at: usize,
        sign: usize,
        kind: Kind,
        what: &str,
        make: impl FnOnce(&Scan<'_>, usize, usize) -> Vec<Inline>,
    ) -> Found {
        let start = at + sign;
        if !pass.may_start(at, start) {
            return Found::Nothing;
        }
        if pass.is_quoted(at, start) {
            return Found::Words(start);
        }
        let Some((end, after)) = pass.ends.find(kind, pass.words, start) else {
            self.note_unclosed(pass, what, at, start);
            return Found::Words(start);
        };
        let pieces = make(pass, start, end);
        Found::Markup {
            start: at,
            end: after,
            pieces: pieces.into_iter().map(Piece::Inline).collect(),
        }
    }

    /// `` ``literal`` ``, `` `words` `` with or without a role, `` `phrase`_ ``.
    fn quoted(&mut self, pass: &mut Scan<'_>, at: usize) -> Found {
        if pass.is_at(at + 1, '`') && pass.may_start(at, at + 2) {
            let make = |pass: &Scan<'_>, start: usize, end: usize| {
                let words = pass.words[start..end].replace('\0', "\\");
                vec![Inline::new(
                    pass.span(start - 2, end + 2),
                    InlineKind::Code(words.into()),
                )]
            };
            return self.simple(pass, at, 2, Kind::Literal, "a literal", make);
        }
        if pass.is_at(at + 1, '`') {
            return Found::Nothing;
        }
        self.interpreted(pass, at)
    }

    /// `` _`a place` ``.
    fn inline_target(&mut self, pass: &mut Scan<'_>, at: usize) -> Found {
        let mut name = String::new();
        let made = self.simple(pass, at, 2, Kind::Target, "a target", |pass, start, end| {
            name = unescaped(&pass.words[start..end]);
            let place = Inline::new(
                pass.span(start - 2, start),
                InlineKind::Anchor(super::name::id(&name).into()),
            );
            let mut inlines = vec![place];
            inlines.extend(pass.text_inline(start, end));
            inlines
        });
        if !name.is_empty() {
            let place = super::name::Target::Place(super::name::id(&name));
            self.names.give(&name, place);
        }
        made
    }

    /// `|name|`, `|name|_`, `|name|__`.
    fn substitution_reference(&mut self, pass: &mut Scan<'_>, at: usize) -> Found {
        if pass.is_at(at + 1, '|') {
            return Found::Nothing;
        }
        let start = at + 1;
        if !pass.may_start(at, start) {
            return Found::Nothing;
        }
        if pass.is_quoted(at, start) {
            return Found::Words(start);
        }
        let Some((end, after)) = pass.ends.find(Kind::Substitution, pass.words, start) else {
            // A bar is rarely meant as markup, so nothing is said about it.
            return Found::Words(start);
        };
        let name = unescaped(&pass.words[start..end]);
        let span = pass.span(at, after);
        let shown = pass.text_inline(start, end);
        let inner = self.pending(Pending::Substitution(name.clone()), span, shown);
        let inline = match &pass.words[end + 1..after] {
            "" => inner,
            "__" => {
                let pending = self.next_anonymous();
                self.pending(pending, span, vec![inner])
            }
            _ => self.pending(Pending::Name(name), span, vec![inner]),
        };
        Found::markup(at, after, inline)
    }

    /// Says that markup has no end.
    fn note_unclosed(&mut self, pass: &Scan<'_>, what: &str, at: usize, start: usize) {
        let sign = &pass.words[at..start];
        self.note(
            "malformed-markup",
            format!("{what} begins here and never ends"),
            pass.span(at, start),
            &format!("close it, or write `\\{sign}` if the sign itself is meant"),
        );
    }
}

/// What was found where markup may begin.
enum Found {
    /// Nothing: the sign is a word.
    Nothing,
    /// No markup, and the text goes on behind that byte as if it began there.
    Words(usize),
    /// Markup from a byte to another.
    Markup {
        start: usize,
        end: usize,
        pieces: Vec<Piece>,
    },
}

impl Found {
    fn markup(start: usize, end: usize, inline: Inline) -> Self {
        Self::Markup {
            start,
            end,
            pieces: vec![Piece::Inline(inline)],
        }
    }
}

impl Scan<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        self.text.span(start, end)
    }

    fn is_at(&self, at: usize, sign: char) -> bool {
        self.words[at.min(self.words.len())..].starts_with(sign)
    }

    fn before(&self, at: usize) -> Option<char> {
        self.words[self.base..at].chars().next_back()
    }

    /// True where markup may start by what stands before it.
    fn may_begin(&self, at: usize) -> bool {
        at >= self.base && self.before(at).is_none_or(may_stand_before)
    }

    /// True where markup may start by what stands before and behind its sign.
    fn may_start(&self, at: usize, behind: usize) -> bool {
        let next = self.words[behind..].chars().next();
        next.is_none_or(|next| !next.is_whitespace()) && self.may_begin(at)
    }

    /// True for a sign in quotation marks, or at the end: it starts nothing.
    fn is_quoted(&self, at: usize, behind: usize) -> bool {
        if at == self.base {
            return false;
        }
        match (self.before(at), self.words[behind..].chars().next()) {
            (_, None) => true,
            (Some(open), Some(close)) => is_pair(open, close),
            (None, _) => false,
        }
    }

    /// Words as one inline, or none.
    fn text_inline(&self, start: usize, end: usize) -> Vec<Inline> {
        let words = unescaped(&self.words[start..end]);
        if words.is_empty() {
            return Vec::new();
        }
        vec![Inline::text(self.span(start, end), words)]
    }

    /// Words in which only addresses are markup.
    fn plain(&mut self, start: usize, end: usize) {
        let mut from = start;
        uri::find(&self.words[start..end], |first, last, target| {
            let (first, last) = (start + first, start + last);
            self.words(from, first);
            let content = self.text_inline(first, last);
            let link = crate::document::Link {
                target: unescaped(&target).into(),
                title: None,
                by: By::Path,
                bare: false,
                content,
            };
            let inline = Inline::new(self.span(first, last), InlineKind::Link(Box::new(link)));
            self.out.push(Piece::Inline(inline));
            from = last;
        });
        self.words(from, end);
    }

    fn words(&mut self, start: usize, end: usize) {
        let words = &self.words[start..end];
        if words.is_empty() {
            return;
        }
        let text: Box<str> = if words.contains('\0') {
            unescaped(words).into()
        } else {
            Box::from(words)
        };
        if !text.is_empty() {
            let inline = Inline::text(self.span(start, end), text);
            self.out.push(Piece::Inline(inline));
        }
    }
}

/// An image with the words that stand for it.
pub(super) fn image(source: String, alt: String, span: Span) -> Inline {
    Inline::new(
        span,
        InlineKind::Image(Box::new(Image {
            source: source.into(),
            title: None,
            alt: alt.into(),
        })),
    )
}
