//! What brackets, backslashes and signs begin that is neither emphasis nor a link: timestamps, footnotes, targets, entities,
//! formulas, breaks, code, snippets for other writers.

use super::super::affiliated::id_of;
use super::super::folded;
use super::super::shape::is_label;
use super::super::timestamp::timestamp;
use super::entity::entity;
use super::{Piece, Reading, Scan, Words, node, unbroken};
use crate::document::{Inline, InlineKind};

/// No language has a longer name.
const LONGEST: usize = 40;

impl Reading<'_> {
    /// What `[` begins.
    pub(super) fn square(
        &mut self,
        words: &Words<'_>,
        scan: &mut Scan,
        at: usize,
    ) -> Option<usize> {
        let rest = &words.text[at..scan.range.end];
        if rest.starts_with("[[") {
            return self.bracket_link(words, scan, at);
        }
        if rest.starts_with("[fn:") {
            return self.note(words, scan, at);
        }
        Self::stamp(words, scan, at)
    }

    /// What `<` begins.
    pub(super) fn angle(&mut self, words: &Words<'_>, scan: &mut Scan, at: usize) -> Option<usize> {
        let rest = &words.text[at..scan.range.end];
        if rest.starts_with("<<") {
            return self.target(words, scan, at);
        }
        Self::stamp(words, scan, at).or_else(|| self.angle_link(words, scan, at))
    }

    fn stamp(words: &Words<'_>, scan: &mut Scan, at: usize) -> Option<usize> {
        let (shown, length) = timestamp(&words.text[at..scan.range.end])?;
        let range = at..at + length;
        let text = Inline::text(words.span(range.clone()), shown);
        scan.put(words, range.clone(), [text]);
        Some(range.end)
    }

    /// `[fn:label]`, `[fn:label: words]`, `[fn:: words]`.
    fn note(&mut self, words: &Words<'_>, scan: &mut Scan, at: usize) -> Option<usize> {
        let close = words.pair(at).filter(|close| *close < scan.range.end)?;
        let start = at + "[fn:".len();
        let inner = words.text.get(start..close)?;
        let range = at..close + 1;
        let (label, text) = match inner.split_once(':') {
            None => (inner, None),
            Some((label, _)) => {
                let from = start + label.len() + 1;
                let text = &words.text[from..close];
                let from = from + text.len() - text.trim_start().len();
                (label, Some(from..close.max(from)))
            }
        };
        if !(is_label(label) || label.is_empty() && text.is_some()) {
            return None;
        }
        let text = text.map(|text| self.scan(words, text, scan.depth + 1));
        let nodes = self.reference(label, text, words.span(range.clone()));
        scan.put(words, range.clone(), nodes);
        Some(range.end)
    }

    /// `<<target>>`, `<<<words>>>`.
    fn target(&mut self, words: &Words<'_>, scan: &mut Scan, at: usize) -> Option<usize> {
        let is_radio = words.text[at..scan.range.end].starts_with("<<<");
        let (length, mark) = if is_radio { (3, ">>>") } else { (2, ">>") };
        let inner = at + length;
        let close = words.next(mark, inner)?;
        let range = at..close + length;
        let name = words.text.get(inner..close)?;
        let is_name = range.end <= scan.range.end
            && !name.is_empty()
            && name.trim() == name
            && !name.contains(['<', '>', '\n']);
        if !is_name {
            return None;
        }
        let mut nodes = Vec::new();
        if let Some(id) = id_of(name) {
            let known = self.names.entry(folded(name));
            known.or_insert_with(|| id.clone());
            nodes.push(node(words, range.clone(), InlineKind::Anchor(id.into())));
        }
        if is_radio {
            nodes.extend(self.scan(words, inner..close, scan.depth + 1));
        }
        scan.put(words, range.clone(), nodes);
        Some(range.end)
    }

    /// What `\` begins.
    pub(super) fn backslash(words: &Words<'_>, scan: &mut Scan, at: usize) -> Option<usize> {
        let rest = &words.text[at..scan.range.end];
        match rest.as_bytes().get(1)? {
            b'\\' => {
                let behind = rest[2..].trim_start_matches([' ', '\t']);
                let end = scan.range.end - behind.len();
                if !behind.is_empty() && !behind.starts_with('\n') {
                    // No break, and the second begins nothing either.
                    return Some(at + 2);
                }
                let end = end + usize::from(!behind.is_empty());
                let range = at..end;
                scan.put(
                    words,
                    range.clone(),
                    [node(words, range.clone(), InlineKind::Break)],
                );
                Some(end)
            }
            b'(' => Self::formula(words, scan, at, "\\)"),
            b'[' => Self::formula(words, scan, at, "\\]"),
            _ => {
                let (meant, length) = entity(rest)?;
                let range = at..at + length;
                let text = Inline::text(words.span(range.clone()), meant);
                scan.put(words, range.clone(), [text]);
                Some(range.end)
            }
        }
    }

    fn formula(words: &Words<'_>, scan: &mut Scan, at: usize, mark: &'static str) -> Option<usize> {
        let close = words.next(mark, at + 2)?;
        let range = at..close + mark.len();
        if range.end > scan.range.end {
            return None;
        }
        let formula = unbroken(words.text[at + 2..close].trim());
        let kind = InlineKind::Math(formula.into());
        scan.put(words, range.clone(), [node(words, range.clone(), kind)]);
        Some(range.end)
    }

    /// `src_sh{code}`, `src_sh[headers]{code}`, at its `_`.
    pub(super) fn source(words: &Words<'_>, scan: &mut Scan, at: usize) -> Option<usize> {
        let start = at.checked_sub(3).filter(|start| *start >= scan.from)?;
        let text = words.text;
        let is_begin = text.get(start..at) == Some("src")
            && !text[scan.range.start..start]
                .chars()
                .next_back()
                .is_some_and(char::is_alphanumeric);
        if !is_begin {
            return None;
        }
        let rest = &text[at + 1..scan.range.end];
        let length = rest
            .bytes()
            .take(LONGEST)
            .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'[' | b'{'))?;
        let mut open = at + 1 + length;
        let mut nodes = Vec::new();
        if length > 0 && text.as_bytes()[open] == b'[' {
            let close = words.pair(open)?;
            let range = open..close + 1;
            let headers = text.get(open + 1..close)?;
            nodes.push(node(words, range, InlineKind::Comment(headers.into())));
            open = close + 1;
        }
        if length == 0 || text.as_bytes().get(open) != Some(&b'{') {
            return None;
        }
        let close = words.pair(open).filter(|close| *close < scan.range.end)?;
        let range = start..close + 1;
        let code = unbroken(&text[open + 1..close]).replace('\n', " ");
        nodes.insert(0, node(words, range.clone(), InlineKind::Code(code.into())));
        scan.put(words, range.clone(), nodes);
        Some(range.end)
    }

    /// `@@html:words@@`: for a writer as it is.
    pub(super) fn snippet(words: &Words<'_>, scan: &mut Scan, at: usize) -> Option<usize> {
        let rest = words.text[at..scan.range.end].strip_prefix("@@")?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let length = rest.find(|c: char| !is_name(c))?;
        if length == 0 || rest.as_bytes()[length] != b':' {
            return None;
        }
        let inner = at + 2 + length + 1;
        let close = words.next("@@", inner)?;
        let range = at..close + 2;
        if range.end > scan.range.end {
            return None;
        }
        if rest[..length].eq_ignore_ascii_case("html") {
            scan.flush(words, at);
            scan.pieces.push(Piece::Html(inner..close));
            scan.from = range.end;
        } else {
            let kind = InlineKind::Comment(words.text[at..range.end].into());
            scan.put(words, range.clone(), [node(words, range.clone(), kind)]);
        }
        Some(range.end)
    }
}
