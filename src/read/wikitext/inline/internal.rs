//! Links to pages: `[[Page]]`, `[[Page#Place|words]]`; files and categories are written so too.

use super::super::Reading;
use super::super::text::{MARK, Text};
use super::title::{Named, named, target};
use super::{Scan, address, words};
use crate::document::{By, Inline, InlineKind, Link};

impl Reading<'_> {
    /// The link whose brackets begin at a byte; gives the byte behind it.
    pub(super) fn internal(
        &mut self,
        text: &Text<'_>,
        walk: &mut Scan<'_>,
        begin: usize,
    ) -> Option<usize> {
        let all = &walk.words[..walk.end];
        let inner = begin + 2;
        let end = inner
            + all[inner..].find(|c| {
                matches!(c, '|' | ']' | '[' | '{' | '}' | '<' | '>' | '\n') || c == MARK
            })?;
        let raw = &all[inner..end];
        if address::protocol(raw).is_some() {
            return None;
        }
        let has_label = match all.as_bytes()[end] {
            b'|' => true,
            b']' if all[end..].starts_with("]]") => false,
            _ => return None,
        };
        let name = named(raw)?;
        let file = match name {
            Named::File(_) => Some(walk.partner(begin)?),
            _ => None,
        };
        let (label, close) = match file {
            Some(close) => (None, close),
            None if has_label => {
                let close = label_end(all, end + 1)?;
                (Some(end + 1..close), close)
            }
            None => (None, end),
        };
        let mut behind = close + 2;
        walk.flush(begin);
        match name {
            Named::File(name) => {
                let nodes = self.file(text, &name, inner..close, begin..behind);
                walk.from = behind;
                nodes.into_iter().for_each(|node| walk.node(node));
                return Some(behind);
            }
            Named::Category(name) => {
                self.tag(name, text.span(begin..behind));
                walk.from = behind;
                return Some(behind);
            }
            Named::Page(target) => {
                let mut content = match label {
                    Some(label) => self.label(text, label),
                    None => {
                        let shown = raw.strip_prefix(':').unwrap_or(raw);
                        vec![words(shown, text.span(end - shown.len()..end))]
                    }
                };
                let letters = all.as_bytes()[behind..].iter();
                let trail = letters.take_while(|byte| byte.is_ascii_lowercase()).count();
                if trail > 0 {
                    let range = behind..behind + trail;
                    content.push(words(&all[range.clone()], text.span(range)));
                    behind += trail;
                }
                walk.from = behind;
                walk.node(Inline::new(
                    text.span(begin..behind),
                    InlineKind::Link(Box::new(Link {
                        by: by(&target),
                        bare: false,
                        target: target.into(),
                        title: None,
                        content,
                    })),
                ));
            }
        }
        Some(behind)
    }

    /// A link to a page by its name alone, as other places of the syntax write it.
    pub(in crate::read::wikitext) fn page_link(
        name: &str,
        content: Vec<Inline>,
        span: crate::source::Span,
    ) -> Option<Inline> {
        let target = match named(name)? {
            Named::Page(target) => target,
            Named::File(name) => target(&format!("File:{name}"), None),
            Named::Category(name) => target(&format!("Category:{name}"), None),
        };
        let link = Link {
            by: by(&target),
            bare: false,
            target: target.into(),
            title: None,
            content,
        };
        Some(Inline::new(span, InlineKind::Link(Box::new(link))))
    }
}

/// A page is meant by its name, a place of this page as it stands.
fn by(target: &str) -> By {
    if target.starts_with('#') {
        By::Path
    } else {
        By::Name
    }
}

/// Where the `]]` begins that ends words of a link; no other link may begin before it.
fn label_end(all: &str, from: usize) -> Option<usize> {
    let bytes = all.as_bytes();
    let mut at = from;
    let mut has_bracket = false;
    loop {
        at += memchr::memchr2(b'[', b']', &bytes[at..])?;
        let is_double = bytes.get(at + 1) == Some(&bytes[at]);
        match bytes[at] {
            b'[' if is_double => return None,
            b'[' => has_bracket = true,
            _ if is_double => break,
            _ => {}
        }
        at += 1;
    }
    if at == from {
        return None;
    }
    // `[[Page|[1]]]`: the first of three belongs to the words.
    if has_bracket && bytes.get(at + 2) == Some(&b']') {
        at += 1;
    }
    Some(at)
}
