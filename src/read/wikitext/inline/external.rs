//! Links to addresses: `[https://example.org words]`, and addresses in running words.

use super::super::Reading;
use super::super::entity;
use super::super::text::Text;
use super::{Scan, address, words};
use crate::document::{Inline, InlineKind};

impl Reading<'_> {
    /// The link whose bracket stands at a byte; gives the byte behind it.
    pub(super) fn external(
        &mut self,
        text: &Text<'_>,
        walk: &mut Scan<'_>,
        at: usize,
    ) -> Option<usize> {
        let all = &walk.words[..walk.end];
        let start = at + 1;
        let body = start + address::protocol(&all[start..])?;
        let end = address::end(all, body);
        if end == body {
            return None;
        }
        let label = end
            + all[end..]
                .find(|c| !address::is_space(c))
                .unwrap_or(all.len() - end);
        let close = walk.label_end(label)?;
        walk.flush(at);
        let behind = close + 1;
        walk.from = behind;
        let span = text.span(at..behind);
        let target = entity::decoded(&all[start..end]);
        if label == close {
            self.numbered += 1;
            let content = vec![Inline::text(span, number(self.numbered))];
            walk.node(Inline::link(span, target, content));
            return Some(behind);
        }
        let mut content = self.label(text, label..close);
        // A link in its words ends it.
        let inner = content
            .iter()
            .position(|inline| matches!(inline.kind, InlineKind::Link(_)));
        let rest = inner.map(|inner| content.split_off(inner));
        if !content.is_empty() || rest.is_none() {
            walk.node(Inline::link(span, target, content));
        }
        for node in rest.into_iter().flatten() {
            walk.node(node);
        }
        Some(behind)
    }

    /// The address in running words whose scheme ends at a colon; gives the byte behind it.
    pub(super) fn free_address(
        text: &Text<'_>,
        walk: &mut Scan<'_>,
        colon: usize,
    ) -> Option<usize> {
        let all = &walk.words[..walk.end];
        let (start, end) = address::free(all, walk.from, colon)?;
        walk.flush(start);
        walk.from = end;
        let span = text.span(start..end);
        let shown = words(&all[start..end], span);
        let target = entity::decoded(&all[start..end]);
        walk.node(Inline::link(span, target, vec![shown]));
        Some(end)
    }
}

impl Scan<'_> {
    /// Where the bracket stands that ends the words of a link, on the same line; links to pages in it are passed over.
    fn label_end(&mut self, from: usize) -> Option<usize> {
        if from < self.unclosed_until {
            return None;
        }
        let bytes = &self.words.as_bytes()[..self.end];
        let mut at = from;
        loop {
            let found = memchr::memchr3(b'[', b']', b'\n', &bytes[at..]);
            at = found.map_or(self.end, |ahead| at + ahead);
            match bytes.get(at) {
                Some(b']') => return Some(at),
                Some(b'[') if bytes.get(at + 1) == Some(&b'[') => {
                    at = self.partner(at).map_or(at + 2, |close| close + 2);
                }
                Some(b'[') => at += 1,
                _ => {
                    self.unclosed_until = at;
                    return None;
                }
            }
        }
    }
}

/// What MediaWiki shows of an address without words.
fn number(number: usize) -> String {
    format!("[{number}]")
}
