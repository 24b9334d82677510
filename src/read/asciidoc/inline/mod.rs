//! Words as inlines: what is set otherwise, links, macros, footnotes, signs that stand for a character.
//!
//! Takes words, gives inlines. What is not understood stays words. One pass from the left; what stands between marks is read by the same
//! pass again, up to a depth.

mod address;
mod bracket;
mod character;
mod escape;
mod guarded;
mod link;
mod named;
mod quote;
mod run;

use std::ops::Range;

use super::Reading;
use crate::document::{Inline, InlineKind, Style, text};
use crate::read::html::Weave;
use crate::read::rst::Text;
use crate::read::wikitext;
use crate::source::Span;

use bracket::Brackets;
use guarded::{Guarded, MARK, Piece, Sort};
use quote::{Quote, Set, with_role};
use run::{Found, Run};

/// What stands in so many marks is words.
const NESTED: usize = 16;

/// What is said of words before their marks is no longer.
const ROLES: usize = 200;

/// Words that are read.
struct Words<'w> {
    text: &'w Text<'w>,
    /// The words before anything was put in their place.
    before: &'w Text<'w>,
    pieces: &'w [Piece],
    inert: &'w [Range<usize>],
    brackets: Brackets,
}

/// In what words stand.
#[derive(Debug, Clone, Copy, Default)]
struct Inside {
    /// In the words of a link, where an address is no other.
    link: bool,
    /// In code, where no sign stands for a character.
    code: bool,
    depth: usize,
}

impl Words<'_> {
    /// The words themselves.
    fn all(&self) -> &str {
        &self.text.words
    }

    /// The byte of the source for a byte of the words.
    fn place(&self, at: usize) -> usize {
        // Behind a mark comes what stood behind the guarded piece.
        if let Some(begin) = at.checked_sub(MARK.len_utf8())
            && let Some(piece) = self.piece(begin)
        {
            return self.before.place(piece.whole.end);
        }
        self.text.place(at)
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.place(range.start), self.place(range.end))
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let found = self
            .pieces
            .binary_search_by_key(&at, |piece| piece.at)
            .ok()?;
        Some(&self.pieces[found])
    }

    fn is_inert(&self, at: usize) -> bool {
        let next = self.inert.partition_point(|range| range.end <= at);
        self.inert.get(next).is_some_and(|range| range.start <= at)
    }

    /// A part as its author wrote it, guarded pieces without their guards.
    fn plain(&self, range: Range<usize>) -> String {
        let part = &self.all()[range.clone()];
        let mut out = String::with_capacity(part.len());
        for (at, c) in part.char_indices() {
            match self.piece(range.start + at).filter(|_| c == MARK) {
                Some(piece) => out.push_str(&self.before.words[piece.inside.clone()]),
                None => out.push(c),
            }
        }
        if out.contains("\\]") {
            out.replace("\\]", "]")
        } else {
            out
        }
    }
}

impl Reading<'_> {
    /// Words as inlines.
    pub(super) fn inlines(&mut self, text: &Text<'_>) -> Vec<Inline> {
        let Guarded {
            text: changed,
            pieces,
            inert,
        } = self.guard(text);
        let read = changed.as_ref().unwrap_or(text);
        let words = Words {
            text: read,
            before: text,
            pieces: &pieces,
            inert: &inert,
            brackets: Brackets::of(&read.words),
        };
        self.part(&words, 0..read.words.len(), Inside::default())
    }

    /// Words that do not stand in the source as they are.
    pub(super) fn words_at(&mut self, words: &str, place: Span) -> Vec<Inline> {
        let text = Text::cut(words, 0).within(place);
        self.inlines(&text)
    }

    /// A part of some words as inlines.
    fn part(&mut self, words: &Words<'_>, range: Range<usize>, inside: Inside) -> Vec<Inline> {
        let mut run = Run::new(words, range.clone());
        if inside.depth >= NESTED {
            run.push_words(range.end);
            return run.finish(self);
        }
        let bytes = words.all().as_bytes();
        let mut at = range.start;
        while let Some(ahead) = bytes[at..range.end].iter().position(|byte| is_sign(*byte)) {
            at += ahead;
            match self.construct(&mut run, at, inside) {
                Some(Found::Skipped(next)) => at = next,
                Some(Found::Taken(next)) => {
                    run.take(next);
                    at = next;
                }
                None => {
                    at += if bytes[at] == 0xee {
                        MARK.len_utf8()
                    } else {
                        1
                    }
                }
            }
        }
        run.finish(self)
    }

    /// What the sign at a byte begins or ends, put into the run; `None` where it is a word.
    fn construct(&mut self, run: &mut Run<'_>, at: usize, inside: Inside) -> Option<Found> {
        let words = run.words;
        let all = words.all();
        match all.as_bytes()[at] {
            b'\\' => self.escaped(run, at, inside),
            b'*' | b'_' | b'`' | b'#' | b'^' | b'~' => self.between_marks(run, at, at, "", inside),
            b'"' | b'\'' if all[at + 1..run.end].starts_with('`') => {
                self.between_marks(run, at, at, "", inside)
            }
            b'[' => {
                if let Some(found) = self.anchor(run, at) {
                    return Some(found);
                }
                let close = words.brackets.pair(at).filter(|close| *close < run.end)?;
                let is_role =
                    all[close + 1..run.end].starts_with(['#', '*', '_', '`', '^', '~', '"', '\'']);
                // Roles stand on one line: what goes on is somebody's words.
                if !is_role || close - at > ROLES || all[at..close].contains('\n') {
                    return None;
                }
                let roles = words.plain(at + 1..close);
                self.between_marks(run, at, close + 1, &roles, inside)
            }
            b'<' if all[at..run.end].starts_with("<<") => self.reference(run, at, inside),
            b'(' if all[at..run.end].starts_with("((") => self.index_term(run, at, inside),
            b':' => self.named(run, at, inside),
            b'@' => Self::mail(run, at, inside),
            b'+' => Self::line_break(run, at),
            0xee => Self::guarded_piece(self, run, at, inside),
            _ if inside.code => None,
            b'&' => {
                let (meant, length) = wikitext::decode(&all[at..run.end])?;
                run.push_words(at);
                run.push_with(|out| meant.push(out));
                Some(Found::Taken(at + length))
            }
            b'-' if character::is_dash(all, at) => {
                run.replace(at, "\u{2014}");
                Some(Found::Taken(at + 2))
            }
            b'\'' if character::is_apostrophe(all, at) => {
                run.replace(at, "\u{2019}");
                Some(Found::Taken(at + 1))
            }
            _ => {
                let (character, length) = character::sign(&all[at..run.end])?;
                run.replace(at, character);
                Some(Found::Taken(at + length))
            }
        }
    }

    /// Words between marks that begin at a byte; `start` is where what is said of them begins.
    fn between_marks(
        &mut self,
        run: &mut Run<'_>,
        start: usize,
        at: usize,
        roles: &str,
        inside: Inside,
    ) -> Option<Found> {
        let words = run.words;
        let all = words.all();
        let before = all[..start].chars().next_back();
        if at >= run.end || words.is_inert(at) {
            return None;
        }
        let Quote {
            set,
            inside: range,
            end,
        } = run
            .ends
            .quote(all, at, run.end, before, &|at| words.is_inert(at))?;
        let depth = inside.depth + 1;
        let code = inside.code || set == Set::Code;
        let content = self.part(
            words,
            range,
            Inside {
                code,
                depth,
                ..inside
            },
        );
        run.push_words(start);
        let span = words.span(start..end);
        let set = if roles.is_empty() {
            Some(set)
        } else {
            with_role(set, roles)
        };
        match set {
            Some(Set::Styled(style)) => {
                run.push(Inline::new(span, InlineKind::Styled(style, content)));
            }
            Some(Set::Code) => run.extend(code_of(content)),
            Some(Set::Quoted(open, close)) => {
                run.push(Inline::text(words.span(at..at + 2), open));
                run.extend(content);
                run.push(Inline::text(words.span(end - 2..end), close));
            }
            None => run.extend(content),
        }
        Some(Found::Taken(end))
    }

    /// A break that the author meant: a blank and `+` at the end of a line.
    fn line_break(run: &mut Run<'_>, at: usize) -> Option<Found> {
        let all = run.words.all();
        let rest = &all[at + 1..];
        let is_break = all[..at].ends_with(' ') && (rest.is_empty() || rest.starts_with('\n'));
        if !is_break || at <= run.from {
            return None;
        }
        let blank = at - 1;
        if blank < run.from {
            return None;
        }
        run.push_words(blank);
        let end = (at + 1 + usize::from(!rest.is_empty())).min(run.end);
        let span = run.words.span(blank..end);
        run.push(Inline::new(span, InlineKind::Break));
        Some(Found::Taken(end))
    }

    /// The guarded piece whose mark stands at a byte.
    fn guarded_piece(&mut self, run: &mut Run<'_>, at: usize, inside: Inside) -> Option<Found> {
        let words = run.words;
        let piece = words.piece(at)?;
        let before = words.before;
        let span = before.span(piece.whole.start, piece.whole.end);
        let content = &before.words[piece.inside.clone()];
        run.push_words(at);
        match piece.sort {
            Sort::Words => run.push(Inline::text(span, content)),
            Sort::Raw => run.push_raw(&content.replace("\\]", "]"), span),
            Sort::Math => {
                let formula = content.replace("\\]", "]");
                run.push(Inline::new(span, InlineKind::Math(formula.into())));
            }
            Sort::Inlines => {
                let text = Text::cut(content, 0).within(span);
                let inner = Words {
                    text: &text,
                    before: &text,
                    pieces: &[],
                    inert: &[],
                    brackets: Brackets::of(content),
                };
                let depth = inside.depth + 1;
                let content = self.part(&inner, 0..content.len(), Inside { depth, ..inside });
                run.extend(content);
            }
        }
        Some(Found::Taken(at + MARK.len_utf8()))
    }

    /// Pieces of which some are raw markup, through the HTML reader.
    fn woven(&mut self, weave: Weave) -> Vec<Inline> {
        let (inlines, kept) = weave.into_inlines();
        for kept in kept {
            self.note_kept(&format!("`<{}>`", kept.name), kept.span);
        }
        inlines
    }
}

/// True for a byte that may begin or end something.
fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        b'\\'
            | b'*'
            | b'_'
            | b'`'
            | b'#'
            | b'^'
            | b'~'
            | b'"'
            | b'\''
            | b'['
            | b'<'
            | b'('
            | b':'
            | b'@'
            | b'+'
            | b'&'
            | b'-'
            | b'.'
            | b'='
            | 0xee
    )
}

/// Words as code: what is set otherwise in them gives its words, links stay links.
pub(super) fn code_of(content: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    // Words are gathered: joining them one by one would copy a long run again and again.
    let mut run: Option<(String, Span)> = None;
    let close = |run: &mut Option<(String, Span)>, out: &mut Vec<Inline>| {
        if let Some((words, span)) = run.take() {
            out.push(Inline::new(span, InlineKind::Code(words.into())));
        }
    };
    for mut inline in content {
        let words = match &mut inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) => words.replace('\n', " "),
            InlineKind::Styled(style, _) if *style != Style::Keyboard => {
                text::of_inlines(std::slice::from_ref(&inline)).replace('\n', " ")
            }
            other => {
                if let InlineKind::Link(link) = other {
                    link.content = code_of(std::mem::take(&mut link.content));
                }
                close(&mut run, &mut out);
                out.push(inline);
                continue;
            }
        };
        match &mut run {
            Some((all, span)) => {
                all.push_str(&words);
                *span = span.join(inline.span);
            }
            None => run = Some((words, inline.span)),
        }
    }
    close(&mut run, &mut out);
    out
}
