//! What no markup is looked for in: `+words+`, `pass:[words]`, `stem:[x]`; and the values of attributes.
//!
//! Takes words, gives words in which a mark of ours stands for each guarded piece, and values stand for names. Asciidoctor does this
//! first too, so that no mark of emphasis inside them counts.

use std::ops::Range;

use super::character::is_word;
use crate::read::asciidoc::Reading;
use crate::read::rst::{Maker, Text};

/// Stands for a guarded piece.
pub(super) const MARK: char = '\u{e000}';

/// What is made of a guarded piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Words as they are.
    Words,
    /// Markup for a browser.
    Raw,
    /// Words with markup after all.
    Inlines,
    Math,
}

/// A guarded piece.
#[derive(Debug)]
pub(super) struct Piece {
    /// Where its mark stands.
    pub(super) at: usize,
    pub(super) sort: Sort,
    /// What is guarded, in the words before.
    pub(super) inside: Range<usize>,
    /// The whole of it there.
    pub(super) whole: Range<usize>,
}

/// Words with marks.
#[derive(Debug)]
pub(super) struct Guarded<'t> {
    /// `None` where nothing had to be changed.
    pub(super) text: Option<Text<'t>>,
    pub(super) pieces: Vec<Piece>,
    /// Where values stand: marks of emphasis in them are words.
    pub(super) inert: Vec<Range<usize>>,
}

impl Reading<'_> {
    /// Puts marks and values into words.
    pub(super) fn guard<'t>(&mut self, text: &'t Text<'_>) -> Guarded<'t> {
        let mut out = Guarded {
            text: None,
            pieces: Vec::new(),
            inert: Vec::new(),
        };
        let words = &*text.words;
        let bytes = words.as_bytes();
        let has_any = memchr::memchr3(b'{', b'+', b'$', bytes).is_some()
            || ["pass:", "stem:", "math:"]
                .iter()
                .any(|name| words.contains(name));
        if !has_any {
            return out;
        }
        let mut made = Maker::default();
        let mut length = 0;
        let mut from = 0;
        let mut at = 0;
        let mut ends = Ends::default();
        while let Some(ahead) = bytes[at..]
            .iter()
            .position(|byte| matches!(byte, b'{' | b'+' | b'$' | b':'))
        {
            at += ahead;
            let is_escaped = at > from && bytes[at - 1] == b'\\';
            if bytes[at] == b'{' {
                let counted = self.counter(words, at);
                let value = match &counted {
                    Some((end, value)) => Some((*end, value.as_str())),
                    None => self.attributes.reference(words, at),
                };
                let Some((end, value)) = value else {
                    at += 1;
                    continue;
                };
                made.push_of(text, from, at - usize::from(is_escaped));
                length += at - usize::from(is_escaped) - from;
                let start = length;
                if is_escaped {
                    made.push_of(text, at, end);
                    length += end - at;
                } else {
                    made.push(value, text.place(at));
                    length += value.len();
                }
                out.inert.push(start..length);
                from = end;
                at = end;
                continue;
            }
            let Some((start, inside, end, sort)) = ends.piece(words, from, at) else {
                at += bytes[at..]
                    .iter()
                    .take_while(|byte| **byte == b'+')
                    .count()
                    .max(1);
                continue;
            };
            if start > from && bytes[start - 1] == b'\\' {
                // It is meant as it is written, but for its backslash.
                made.push_of(text, from, start - 1);
                length += start - 1 - from;
                from = start;
                at = inside.start;
                continue;
            }
            made.push_of(text, from, start);
            length += start - from;
            made.push("\u{e000}", text.place(start));
            out.pieces.push(Piece {
                at: length,
                sort,
                inside,
                whole: start..end,
            });
            length += MARK.len_utf8();
            from = end;
            at = end;
        }
        if from == 0 {
            return out;
        }
        made.push_of(text, from, words.len());
        out.text = Some(made.text(text.place(words.len())));
        out
    }

    /// The next number of a counter: `{counter:name}`.
    fn counter(&mut self, words: &str, at: usize) -> Option<(usize, String)> {
        let rest = words[at..].strip_prefix("{counter")?;
        let is_seen = !rest.starts_with('2');
        let rest = rest.strip_prefix("2:").or_else(|| rest.strip_prefix(':'))?;
        let length =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ':')))?;
        if !rest[length..].starts_with('}') || length == 0 {
            return None;
        }
        let end = words.len() - rest.len() + length + 1;
        let (name, first) = rest[..length]
            .split_once(':')
            .unwrap_or((&rest[..length], "1"));
        let name = name.to_ascii_lowercase();
        let next = match self.attributes.get(&name).map(str::parse::<u32>) {
            Some(Ok(last)) => last.saturating_add(1).to_string(),
            _ => first.to_owned(),
        };
        self.attributes.set(&name, &next);
        Some((end, if is_seen { next } else { String::new() }))
    }
}

/// Where searches for an end have failed: behind there is none.
#[derive(Debug)]
struct Ends {
    none: [usize; 5],
    found: [Option<(usize, usize)>; 5],
}

impl Default for Ends {
    fn default() -> Self {
        Self {
            none: [usize::MAX; 5],
            found: [None; 5],
        }
    }
}

impl Ends {
    /// The guarded piece whose sign or colon stands at a byte: where it begins, what is inside, and where it ends.
    fn piece(
        &mut self,
        words: &str,
        from: usize,
        at: usize,
    ) -> Option<(usize, Range<usize>, usize, Sort)> {
        let rest = &words[at..];
        for (number, sign, sort) in [
            (0, "+++", Sort::Raw),
            (1, "++", Sort::Words),
            (2, "$$", Sort::Words),
        ] {
            if rest.starts_with(sign) {
                let begin = at + sign.len();
                if let Some(end) = self.find(words, begin + 1, number, |words, from| {
                    words.get(from..)?.find(sign).map(|ahead| from + ahead)
                }) {
                    return Some((at, begin..end, end + sign.len(), sort));
                }
            }
        }
        if rest.starts_with(':') {
            return self.named(words, from, at);
        }
        if !rest.starts_with('+') {
            return None;
        }
        let before = words[..at].chars().next_back();
        let is_open = before.is_none_or(|c| !is_word(c) && !matches!(c, ';' | ':' | '}'))
            && rest[1..].starts_with(|c: char| !c.is_whitespace());
        if !is_open {
            return None;
        }
        let end = self.find(words, at + 2, 3, |words, from| {
            let bytes = words.as_bytes();
            memchr::memchr_iter(b'+', bytes.get(from..)?)
                .map(|ahead| from + ahead)
                .find(|end| {
                    !bytes[end - 1].is_ascii_whitespace()
                        && words[end + 1..].chars().next().is_none_or(|c| !is_word(c))
                })
        })?;
        Some((at, at + 1..end, end + 1, Sort::Words))
    }

    /// `pass:q[words]`, `stem:[x]` by their colon.
    fn named(
        &mut self,
        words: &str,
        from: usize,
        colon: usize,
    ) -> Option<(usize, Range<usize>, usize, Sort)> {
        let before = &words[from..colon];
        let names = ["pass", "stem", "latexmath", "asciimath"];
        let name = names.into_iter().find(|name| before.ends_with(name))?;
        let start = colon - name.len();
        if words[from..start].chars().next_back().is_some_and(is_word) {
            return None;
        }
        let subs = words[colon + 1..]
            .bytes()
            .take_while(|byte| byte.is_ascii_lowercase() || *byte == b',')
            .count();
        let open = colon + 1 + subs;
        if !words[open..].starts_with('[') {
            return None;
        }
        let subs = &words[colon + 1..open];
        let end = self.find(words, open + 1, 4, |words, from| {
            let bytes = words.as_bytes();
            memchr::memchr_iter(b']', bytes.get(from..)?)
                .map(|ahead| from + ahead)
                .find(|end| bytes[end - 1] != b'\\')
        })?;
        let sort = match name {
            "pass" if subs.is_empty() || subs == "m" || subs == "macros" => Sort::Raw,
            "pass"
                if matches!(
                    subs,
                    "c" | "v" | "verbatim" | "specialchars" | "specialcharacters"
                ) =>
            {
                Sort::Words
            }
            "pass" => Sort::Inlines,
            _ => Sort::Math,
        };
        Some((start, open + 1..end, end + 1, sort))
    }

    /// The end that a search finds from a byte on, remembered.
    fn find(
        &mut self,
        words: &str,
        from: usize,
        number: usize,
        search: impl Fn(&str, usize) -> Option<usize>,
    ) -> Option<usize> {
        if from >= self.none[number] {
            return None;
        }
        if let Some((begin, end)) = self.found[number]
            && begin <= from
            && from <= end
        {
            return Some(end);
        }
        // A search from inside a character begins behind it.
        let begin = (from..=words.len()).find(|at| words.is_char_boundary(*at))?;
        match search(words, begin) {
            Some(end) => {
                self.found[number] = Some((from, end));
                Some(end)
            }
            None => {
                self.none[number] = from;
                None
            }
        }
    }
}
