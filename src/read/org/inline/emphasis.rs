//! `*bold*`, `/italic/`, `_underlined_`, `+struck out+`, `=verbatim=`, `~code~`, `a_{b}`, `a^{b}`.
//!
//! A mark begins something behind a blank, a dash, a quote or an opening bracket, and ends it before a blank or punctuation; what it
//! encloses neither begins nor ends with a blank.

use super::{Reading, Scan, Words, node, unbroken};
use crate::document::{InlineKind, Style};

/// Where each mark was last found to close something.
#[derive(Debug, Default)]
pub(super) struct Closers {
    /// For each mark from where it was looked for, and where it stands.
    known: [Option<(usize, Option<usize>)>; 6],
}

/// Marks in the order of what is known of them.
const MARKS: [u8; 6] = *b"*/_+=~";

impl Reading<'_> {
    /// Words between two marks.
    pub(super) fn emphasis(
        &mut self,
        words: &Words<'_>,
        scan: &mut Scan,
        at: usize,
    ) -> Option<usize> {
        let before = words.text[scan.range.start..at].chars().next_back();
        if !before.is_none_or(may_precede) {
            return None;
        }
        let inner = &words.text[at + 1..scan.range.end];
        if inner.chars().next().is_none_or(char::is_whitespace) {
            return None;
        }
        let mark = words.text.as_bytes()[at];
        let close = scan.closer(words, mark, at + 2)?;
        let range = at..close + 1;
        let inner = at + 1..close;
        let kind = match mark {
            b'=' | b'~' => InlineKind::Code(unbroken(&words.text[inner]).replace('\n', " ").into()),
            _ => {
                let style = match mark {
                    b'*' => Style::Strong,
                    b'/' => Style::Emphasis,
                    b'_' => Style::Underline,
                    _ => Style::Strike,
                };
                InlineKind::Styled(style, self.scan(words, inner, scan.depth + 1))
            }
        };
        scan.put(words, range.clone(), [node(words, range.clone(), kind)]);
        Some(range.end)
    }

    /// Words in braces below or above the line.
    pub(super) fn script(
        &mut self,
        words: &Words<'_>,
        scan: &mut Scan,
        at: usize,
    ) -> Option<usize> {
        let bytes = words.text.as_bytes();
        let before = words.text[scan.range.start..at].chars().next_back()?;
        if before.is_whitespace() || bytes.get(at + 1) != Some(&b'{') || !self.settings.has_scripts
        {
            return None;
        }
        let close = words.pair(at + 1).filter(|close| *close < scan.range.end)?;
        let inner = at + 2..close;
        if inner.is_empty() {
            return None;
        }
        let style = if bytes[at] == b'_' {
            Style::Subscript
        } else {
            Style::Superscript
        };
        let range = at..close + 1;
        let kind = InlineKind::Styled(style, self.scan(words, inner, scan.depth + 1));
        scan.put(words, range.clone(), [node(words, range.clone(), kind)]);
        Some(range.end)
    }
}

impl Scan {
    /// Where a mark stands at or behind a byte that closes something.
    fn closer(&mut self, words: &Words<'_>, mark: u8, from: usize) -> Option<usize> {
        let slot = MARKS.iter().position(|known| *known == mark)?;
        if let Some((asked, answer)) = self.closers.known[slot]
            && asked <= from
            && answer.is_none_or(|answer| answer >= from)
        {
            return answer;
        }
        let end = self.range.end;
        let rest = words.text.as_bytes().get(from..end).unwrap_or(&[]);
        let answer = memchr::memchr_iter(mark, rest)
            .map(|at| from + at)
            .find(|at| {
                let before = words.text[..*at].chars().next_back();
                let behind = words.text[at + 1..end].chars().next();
                !before.is_none_or(char::is_whitespace) && behind.is_none_or(may_follow)
            });
        self.closers.known[slot] = Some((from, answer));
        answer
    }
}

fn may_precede(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '(' | '{' | '\'' | '"' | '\u{200b}')
}

fn may_follow(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '.'
                | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | '\''
                | '"'
                | ')'
                | '}'
                | '\\'
                | '['
                | '\u{200b}'
        )
}
