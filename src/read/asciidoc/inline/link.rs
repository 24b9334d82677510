//! Links and places: `<<id,words>>`, `[[id]]`, addresses of mail, and the words in the brackets of a link.

use std::ops::Range;

use super::address;
use super::run::{Found, Run};
use super::{Inside, Words};
use crate::document::{By, Inline, InlineKind, Link};
use crate::read::asciidoc::Reading;
use crate::read::asciidoc::line::is_id;
use crate::source::Span;

/// An id and its words are no longer.
const ID: usize = 500;

impl Reading<'_> {
    /// `<<id>>`, `<<id,words>>`, `<<file.adoc#id,words>>`.
    pub(super) fn reference(
        &mut self,
        run: &mut Run<'_>,
        at: usize,
        inside: Inside,
    ) -> Option<Found> {
        let words = run.words;
        let all = words.all();
        let begin = at + 2;
        let first = all[begin..run.end].chars().next()?;
        if !(first.is_alphanumeric() || matches!(first, '_' | '#' | '/' | '.' | ':')) {
            return None;
        }
        let close = begin + run.angle(begin)?;
        let content = &all[begin..close];
        let (target, own) = match content.find(',') {
            Some(comma) => (begin..begin + comma, Some(begin + comma + 1..close)),
            None => (begin..close, None),
        };
        let target = words.plain(target);
        let target = target.trim().trim_end_matches('#');
        let own = own
            .map(|range| trimmed(all, range))
            .filter(|range| !range.is_empty());
        let span = words.span(at..close + 2);
        let is_file = target.contains('#') || is_document(target);
        let target = if is_file {
            target.to_owned()
        } else {
            format!("#{target}")
        };
        let content = own.map(|range| self.link_words(words, range, inside));
        run.push_words(at);
        run.push(to_place(target, content, span));
        Some(Found::Taken(close + 2))
    }

    /// `[[id]]`, and `[[[id]]]` for an entry of a list of books.
    pub(super) fn anchor(&mut self, run: &mut Run<'_>, at: usize) -> Option<Found> {
        let words = run.words;
        let all = words.all();
        let rest = &all[at..run.end];
        let is_entry = rest.starts_with("[[[");
        let (open, signs) = if is_entry {
            (at + 3, "]]]")
        } else {
            (at + 2, "]]")
        };
        if !rest.starts_with("[[") {
            return None;
        }
        let close = words
            .brackets
            .close(open - 1)
            .filter(|close| *close < run.end)?;
        if !all[close..run.end].starts_with(signs) || close - open > ID {
            return None;
        }
        let (id, shown) = all[open..close]
            .split_once(',')
            .unwrap_or((&all[open..close], ""));
        if !is_id(id) {
            return None;
        }
        let end = close + signs.len();
        let span = words.span(at..end);
        run.push_words(at);
        run.push(Inline::new(span, InlineKind::Anchor(id.into())));
        self.name(id, shown.trim());
        if is_entry {
            let shown = if shown.trim().is_empty() {
                id
            } else {
                shown.trim()
            };
            run.push(Inline::text(span, format!("[{shown}]")));
        }
        Some(Found::Taken(end))
    }

    /// `((term))`, which is shown, and `(((term)))`, which is not.
    pub(super) fn index_term(
        &mut self,
        run: &mut Run<'_>,
        at: usize,
        inside: Inside,
    ) -> Option<Found> {
        let words = run.words;
        let all = words.all();
        let rest = &all[at..run.end];
        let is_hidden = rest.starts_with("(((");
        let signs = if is_hidden { ")))" } else { "))" };
        let begin = at + signs.len();
        let length = run.round(begin, signs)?;
        let (close, end) = (begin + length, begin + length + signs.len());
        if length == 0 {
            return None;
        }
        run.push_words(at);
        if is_hidden {
            let span = words.span(at..end);
            let kind = InlineKind::Comment(words.plain(begin..close).into());
            run.push(Inline::new(span, kind));
        } else {
            let depth = inside.depth + 1;
            let content = self.part(words, begin..close, Inside { depth, ..inside });
            run.extend(content);
        }
        Some(Found::Taken(end))
    }

    /// An address of mail.
    pub(super) fn mail(run: &mut Run<'_>, at: usize, inside: Inside) -> Option<Found> {
        if inside.link {
            return None;
        }
        let words = run.words;
        let (start, end) = address::mail(words.all(), run.from, at, run.end)?;
        let span = words.span(start..end);
        let address = &words.all()[start..end];
        run.push_words(start);
        let content = vec![Inline::text(span, address)];
        run.push(Inline::link(span, format!("mailto:{address}"), content));
        Some(Found::Taken(end))
    }

    /// The words in the brackets of a link; none where nothing but attributes stands there.
    pub(super) fn link_content(
        &mut self,
        words: &Words<'_>,
        range: Range<usize>,
        inside: Inside,
    ) -> Option<Vec<Inline>> {
        let all = words.all();
        let mut own = trimmed(all, range);
        let written = &all[own.clone()];
        if let Some(rest) = written.strip_prefix('"')
            && let Some(length) = rest.find('"')
            && (rest[length + 1..].is_empty() || rest[length + 1..].trim_start().starts_with(','))
        {
            own = own.start + 1..own.start + 1 + length;
        } else if written.contains('=') {
            let mut at = 0;
            // The words end before the first name with a value.
            let parts = written.split(',').map(|part| {
                let start = at;
                at += part.len() + 1;
                (start, part)
            });
            let named = parts.into_iter().find(|(_, part)| is_named(part));
            if let Some((start, _)) = named {
                own.end = own.start + start.saturating_sub(1);
            }
        }
        let mut own = trimmed(all, own);
        if all[own.clone()].ends_with('^') {
            own.end -= 1;
        }
        (!own.is_empty()).then(|| self.link_words(words, own, inside))
    }

    /// The words of a link.
    pub(super) fn link_words(
        &mut self,
        words: &Words<'_>,
        range: Range<usize>,
        inside: Inside,
    ) -> Vec<Inline> {
        let depth = inside.depth + 1;
        let inside = Inside {
            depth,
            link: true,
            ..inside
        };
        self.part(words, range, inside)
    }
}

/// True for `window=_blank`.
fn is_named(part: &str) -> bool {
    part.split_once('=').is_some_and(|(name, _)| {
        matches!(
            name.trim(),
            "window"
                | "role"
                | "id"
                | "opts"
                | "options"
                | "title"
                | "subject"
                | "body"
                | "rel"
                | "xrefstyle"
        )
    })
}

/// A part without blanks around it.
pub(super) fn trimmed(all: &str, range: Range<usize>) -> Range<usize> {
    let words = &all[range.clone()];
    let start = range.start + words.len() - words.trim_start().len();
    start..(range.start + words.trim_end().len()).max(start)
}

/// True for the name of a document.
pub(super) fn is_document(target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or(target);
    [".adoc", ".asciidoc", ".asc", ".md", ".html"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

/// A link to a place or a document; without words it shows what that is called.
pub(super) fn to_place(target: String, content: Option<Vec<Inline>>, span: Span) -> Inline {
    let bare = content.is_none();
    let content = content.unwrap_or_else(|| {
        let shown = target.strip_prefix('#').unwrap_or(&target);
        vec![Inline::text(span, shown)]
    });
    let link = Link {
        target: target.into(),
        title: None,
        by: By::Path,
        bare,
        content,
    };
    Inline::new(span, InlineKind::Link(Box::new(link)))
}
