//! `[STRIKEOUT:words]`, as pandoc writes what reStructuredText has no mark for.

use crate::document::{Inline, InlineKind, Style};
use crate::source::Span;

const OPEN: &str = "[STRIKEOUT:";

/// Wraps what stands between the marks; a mark without its end stays as it is.
pub(super) fn wrap(inlines: &mut Vec<Inline>) {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    // What stands before the mark that is open, with the mark's own span and the brackets open inside.
    let mut open: Option<(Vec<Inline>, Span, usize)> = None;
    for inline in std::mem::take(inlines) {
        let InlineKind::Text(words) = &inline.kind else {
            out.push(inline);
            continue;
        };
        let span = inline.span;
        let mut rest: &str = words;
        while !rest.is_empty() {
            match &mut open {
                None => match rest.find(OPEN) {
                    Some(at) => {
                        push(&mut out, &rest[..at], span);
                        open = Some((std::mem::take(&mut out), span, 0));
                        rest = &rest[at + OPEN.len()..];
                    }
                    None => {
                        push(&mut out, rest, span);
                        rest = "";
                    }
                },
                Some((_, _, depth)) => {
                    let Some(at) = closing(rest, depth) else {
                        push(&mut out, rest, span);
                        break;
                    };
                    push(&mut out, &rest[..at], span);
                    rest = &rest[at + 1..];
                    if let Some((before, start, _)) = open.take() {
                        let content = std::mem::replace(&mut out, before);
                        out.push(Inline::new(
                            start.join(span),
                            InlineKind::Styled(Style::Strike, content),
                        ));
                    }
                }
            }
        }
    }
    if let Some((before, span, _)) = open {
        let content = std::mem::replace(&mut out, before);
        push(&mut out, OPEN, span);
        out.extend(content);
    }
    *inlines = out;
}

/// Where the bracket that closes the mark stands.
fn closing(words: &str, depth: &mut usize) -> Option<usize> {
    for (at, byte) in words.bytes().enumerate() {
        match byte {
            b'[' => *depth += 1,
            b']' if *depth == 0 => return Some(at),
            b']' => *depth -= 1,
            _ => {}
        }
    }
    None
}

fn push(out: &mut Vec<Inline>, words: &str, span: Span) {
    if !words.is_empty() {
        out.push(Inline::text(span, words));
    }
}
