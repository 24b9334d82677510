//! Words: the bare links in them.

use std::ops::Range;

use crate::document::Inline;
use crate::source::Span;

/// The schemes that are links when they stand bare.
const SCHEMES: &[&str] = &["https", "http", "ftp"];

/// Adds words of a text, their addresses as links.
pub(super) fn push_words(text: &str, range: Range<usize>, out: &mut Vec<Inline>) {
    let words = &text[range.clone()];
    let mut done = 0;
    while let Some((start, end)) = address(words, done) {
        push(words, range.start, done..start, out);
        let span = Span::new(range.start + start, range.start + end);
        let target = &words[start..end];
        out.push(Inline::link(span, target, vec![Inline::text(span, target)]));
        done = end;
    }
    push(words, range.start, done..words.len(), out);
}

fn push(words: &str, offset: usize, range: Range<usize>, out: &mut Vec<Inline>) {
    if !range.is_empty() {
        let span = Span::new(offset + range.start, offset + range.end);
        out.push(Inline::text(span, &words[range]));
    }
}

/// The next address from a byte on.
pub(super) fn address(words: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = words.as_bytes();
    let mut at = from;
    while let Some(ahead) = memchr::memmem::find(&bytes[at..], b"://") {
        let colon = at + ahead;
        at = colon + 3;
        let Some(scheme) = SCHEMES.iter().find(|scheme| {
            let length = scheme.len();
            colon >= from + length
                && bytes[colon - length..colon].eq_ignore_ascii_case(scheme.as_bytes())
        }) else {
            continue;
        };
        let start = colon - scheme.len();
        let before = start.checked_sub(1).map(|at| bytes[at]);
        if start > from && before.is_some_and(|byte| byte.is_ascii_alphanumeric()) {
            continue;
        }
        // What has no host is not gone through: it may be long.
        let has_host = bytes
            .get(at)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'[');
        if has_host {
            return Some((start, end(words, at).max(at + 1)));
        }
    }
    None
}

/// Where the address ends whose host begins at a byte: before white space and such, without the punctuation of the sentence.
fn end(words: &str, host: usize) -> usize {
    let stop = words[host..]
        .find(|sign: char| {
            sign.is_whitespace()
                || sign.is_control()
                || matches!(
                    sign,
                    '<' | '>' | '"' | '“' | '”' | '»' | '«' | '`' | '|' | '、' | '。' | '（' | '）'
                )
        })
        .map_or(words.len(), |at| host + at);
    let mut open = [(b'(', b')', 0_i64), (b'[', b']', 0), (b'{', b'}', 0)];
    for byte in words[host..stop].bytes() {
        for (opens, closes, count) in &mut open {
            *count += i64::from(byte == *opens) - i64::from(byte == *closes);
        }
    }
    let bytes = words.as_bytes();
    let mut end = stop;
    while end > host {
        let last = bytes[end - 1];
        let excess = open
            .iter_mut()
            .find(|(_, closes, count)| *closes == last && *count < 0);
        match (last, excess) {
            (_, Some((_, _, count))) => *count += 1,
            (b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*', None) => {}
            _ => break,
        }
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use crate::document::InlineKind;

    use super::*;

    #[test]
    fn addresses_in_words() {
        for (words, expected) in [
            (
                "see https://example.com/a_(b).",
                vec!["https://example.com/a_(b)"],
            ),
            ("(https://example.com)", vec!["https://example.com"]),
            (
                "<http://a.example>, http://b.example",
                vec!["http://a.example", "http://b.example"],
            ),
            ("xhttp://a.example", vec![]),
            ("http:// a", vec![]),
            ("ssh://a.example", vec![]),
            ("HTTP://A.example/ü?", vec!["HTTP://A.example/ü"]),
            ("http://http://a", vec!["http://http://a"]),
        ] {
            let mut out = Vec::new();
            push_words(words, 0..words.len(), &mut out);
            let found: Vec<&str> = out
                .iter()
                .filter_map(|inline| match &inline.kind {
                    InlineKind::Link(link) => Some(&*link.target),
                    _ => None,
                })
                .collect();
            assert_eq!(found, expected, "{words}");
        }
    }
}
