//! References: `name_`, `` `a phrase`_ ``, `` `words <address>`_ ``, `[1]_`.

use super::end::{Kind, role_end};
use super::{Found, Scan, escaped, is_word, may_end, simple_name, unescaped};
use crate::document::{FootnoteReference, Inline, InlineKind};
use crate::read::rst::name::{Target, folded, normal};
use crate::read::rst::{Pending, Reading};

impl Reading<'_> {
    /// `name_` and `name__`, found at the sign.
    pub(super) fn simple_reference(&mut self, pass: &mut Scan<'_>, at: usize) -> Found {
        let is_anonymous = pass.is_at(at + 1, '_');
        let end = at + if is_anonymous { 2 } else { 1 };
        if !may_end(pass.words, end) {
            return Found::Nothing;
        }
        let Some(start) = name_before(pass, at) else {
            return Found::Nothing;
        };
        let content = pass.text_inline(start, at);
        let pending = if is_anonymous {
            self.next_anonymous()
        } else {
            Pending::Name(normal(&pass.words[start..at]))
        };
        let inline = self.pending(pending, pass.span(start, end), content);
        Found::markup(start, end, inline)
    }

    /// `[1]_`, `[#name]_`, `[*]_`, `[citation]_`.
    pub(super) fn bracketed(&mut self, pass: &mut Scan<'_>, at: usize) -> Found {
        if pass.words[at..].starts_with("[STRIKEOUT:") {
            pass.has_strike = true;
        }
        if !pass.may_begin(at) {
            return Found::Nothing;
        }
        let rest = &pass.words[at + 1..];
        let length = match rest.as_bytes().first() {
            Some(b'*') => 1,
            Some(b'#') => 1 + simple_name(&rest[1..]),
            _ => simple_name(rest),
        };
        let after = at + 1 + length;
        let is_reference = length > 0 && pass.words[after..].starts_with("]_");
        if !is_reference || !may_end(pass.words, after + 2) {
            return Found::Nothing;
        }
        let label = normal(&rest[..length]);
        let span = pass.span(at, after + 2);
        // Till all footnotes are known the number is 0, and what has no name is told apart by its order.
        let automatic = match &*label {
            "#" => Some(0),
            "*" => Some(1),
            _ => None,
        };
        let occurrence = automatic.map_or(0, |which| {
            self.automatic[which] += 1;
            self.automatic[which] - 1
        });
        let reference = FootnoteReference {
            label: label.into(),
            number: 0,
            occurrence,
            mark: Some(rest[..length].into()),
        };
        let kind = InlineKind::FootnoteReference(Box::new(reference));
        Found::markup(at, after + 2, Inline::new(span, kind))
    }

    /// Words in single backquotes, found at the first of them: with a role before or behind, a reference, or neither.
    pub(super) fn interpreted(&mut self, pass: &mut Scan<'_>, at: usize) -> Found {
        let start = at + 1;
        let before = role_before(pass, at);
        let begin = before.unwrap_or(at);
        if !pass.may_start(begin, start) {
            return Found::Nothing;
        }
        if before.is_none() && pass.is_quoted(at, start) {
            return Found::Words(start);
        }
        let Some((end, after)) = pass.ends.find(Kind::Interpreted, pass.words, start) else {
            self.note_unclosed(pass, "a quoted phrase", at, start);
            return Found::Words(start);
        };
        let prefix = before.map(|before| &pass.words[before + 1..at - 1]);
        let suffix = role_end(pass.words, end + 1)
            .filter(|role| *role <= after)
            .map(|role| &pass.words[end + 2..role - 1]);
        let is_reference = pass.words[..after].ends_with('_') && after > end + 1;
        let span = pass.span(begin, after);
        let words = &pass.words[start..end];
        match (prefix, suffix, is_reference) {
            (None, None, true) => {
                let is_anonymous = pass.words[end + 1..after].len() == 2;
                let inline = self.phrase(pass, (start, end), (at, after), is_anonymous);
                Found::markup(at, after, inline)
            }
            (Some(_), Some(_), _) | (_, Some(_), true) | (Some(_), _, true) => {
                self.note(
                    "malformed-markup",
                    "a quoted phrase is marked in two ways",
                    span,
                    "give it one role, before or behind, or make it a reference",
                );
                let kind = InlineKind::Text(pass.words[begin..after].replace('\0', "\\").into());
                Found::markup(begin, after, Inline::new(span, kind))
            }
            (role, other, false) => {
                let source = &pass.words[begin..after];
                let content = pass.span(start, end);
                let pieces = self.role(role.or(other), words, source, span, content);
                Found::Markup {
                    start: begin,
                    end: after,
                    pieces,
                }
            }
        }
    }

    /// A phrase that is a reference: its own words name what it leads to, or an address or a name in angle brackets behind
    /// them.
    fn phrase(
        &mut self,
        pass: &Scan<'_>,
        (start, end): (usize, usize),
        (from, to): (usize, usize),
        is_anonymous: bool,
    ) -> Inline {
        let words = &pass.words[start..end];
        let span = pass.span(from, to);
        let Some((before, inside)) = embedded(words) else {
            let content = pass.text_inline(start, end);
            let pending = if is_anonymous {
                self.next_anonymous()
            } else {
                Pending::Name(normal(&unescaped(words)))
            };
            return self.pending(pending, span, content);
        };
        let shown = unescaped(&words[..before]);
        let is_name = inside.ends_with('_')
            && !inside.ends_with("\0_")
            && super::uri::whole(inside).is_none();
        if is_name {
            let alias = folded(&unescaped(&inside[..inside.len() - 1]));
            let (content, name) = if shown.is_empty() {
                (vec![Inline::text(span, alias.clone())], alias.clone())
            } else {
                (pass.text_inline(start, start + before), shown)
            };
            if !is_anonymous {
                self.names.imply(&name, Target::Name(alias.clone()));
            }
            return self.pending(Pending::Name(normal(&alias)), span, content);
        }
        let target = address(inside);
        let (content, name) = if shown.is_empty() {
            (vec![Inline::text(span, target.clone())], target.clone())
        } else {
            (pass.text_inline(start, start + before), shown)
        };
        if !is_anonymous {
            self.names.imply(&name, Target::Address(target.clone()));
        }
        Inline::link(span, target, content)
    }
}

/// An address as written: white space in it counts for nothing but where it is escaped; an address of mail gets its scheme.
pub(in crate::read::rst) fn address(words: &str) -> String {
    let mut out = super::without_space(words);
    if super::uri::is_mail(&escaped(&out)) {
        out.insert_str(0, "mailto:");
    }
    out
}

/// Where the words before an embedded address end, and what stands in its brackets.
fn embedded(words: &str) -> Option<(usize, &str)> {
    let inner = words
        .strip_suffix('>')
        .filter(|inner| !inner.ends_with('\0'))?;
    let is_bare = |at: usize| !inner[..at].ends_with('\0');
    let last = |sign: u8| memchr::memrchr_iter(sign, inner.as_bytes()).find(|at| is_bare(*at));
    let open = last(b'<')?;
    if last(b'>').is_some_and(|close| close > open) {
        return None;
    }
    let inside = &inner[open + 1..];
    let is_tight =
        !inside.starts_with(char::is_whitespace) && !inside.ends_with(char::is_whitespace);
    let before = inner[..open].trim_end_matches([' ', '\n']);
    let is_apart = before.is_empty() || before.len() < open;
    (is_tight && is_apart && !inside.is_empty()).then_some((before.len(), inside))
}

/// Where the simple name before a byte begins, if markup may start there.
fn name_before(pass: &Scan<'_>, at: usize) -> Option<usize> {
    let words = &pass.words[pass.base..at];
    let mut start = None;
    let mut next_is_word = false;
    for (before, c) in words.char_indices().rev() {
        let is_sign = matches!(c, '-' | '.' | '_' | '+' | ':');
        if is_word(c) {
            let begin = pass.base + before;
            if pass.may_begin(begin) {
                start = Some(begin);
            }
            next_is_word = true;
        } else if is_sign && next_is_word {
            next_is_word = false;
        } else {
            break;
        }
    }
    start
}

/// Where a role before a backquote begins.
fn role_before(pass: &Scan<'_>, at: usize) -> Option<usize> {
    let words = &pass.words[pass.base..at];
    let inner = words.strip_suffix(':')?;
    // From the right, the name is what a name may be; the colon before it is the first that leaves all of it a name.
    let mut found = None;
    let mut next_is_word = false;
    for (before, c) in inner.char_indices().rev() {
        let begin = pass.base + before;
        if c == ':' && next_is_word && pass.may_begin(begin) {
            found = Some(begin);
        }
        if is_word(c) {
            next_is_word = true;
        } else if matches!(c, '-' | '.' | '_' | '+' | ':') && next_is_word {
            next_is_word = false;
        } else {
            break;
        }
    }
    found
}
