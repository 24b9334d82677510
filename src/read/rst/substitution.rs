//! Substitutions: `.. |name| replace:: words`, and what may stand for a name.

use super::Reading;
use super::body::Body;
use super::directive::Parts;
use super::explicit;
use super::flow::Flow;
use super::inline::{image, unescaped};
use super::lines::{Depth, Indented, Line, Ways, indented};
use super::name::folded;
use super::text::Text;
use crate::document::{BlockKind, Inline, InlineKind};
use crate::read::html::Weave;
use crate::source::Span;

/// What stands for a name.
#[derive(Debug, Default)]
pub(super) struct Substitution {
    pub(super) content: Vec<Inline>,
    /// White space before it goes.
    pub(super) trims_before: bool,
    /// White space behind it goes.
    pub(super) trims_after: bool,
}

impl Reading<'_> {
    /// The definition of a name that begins at that byte of a line; `None` where it is none.
    pub(super) fn substitution(
        &mut self,
        body: Body<'_>,
        at: usize,
        words: usize,
        flow: &mut Flow,
    ) -> Option<Indented> {
        let ways = Ways {
            keep_indent: true,
            keep_top: true,
            ..Ways::default()
        };
        let (block, span) = Self::extent(body, at, words, ways);
        let (name, mut lines) = name_of(body.text, &block.lines)?;
        if lines.first().is_some_and(|line| line.is_blank()) {
            lines.remove(0);
        }
        let mut content = Substitution::default();
        self.stands_for(body.text, &lines, &name, span, &mut content);
        flow.push(span, BlockKind::Comment(self.source(span).into()));
        self.substitutions.entry(name).or_insert(content);
        Some(block)
    }

    /// What a name stands for, by the directive behind it.
    fn stands_for(
        &mut self,
        text: &Text<'_>,
        lines: &[Line],
        name: &str,
        span: Span,
        out: &mut Substitution,
    ) {
        let Some(first) = lines.first() else {
            return;
        };
        let blanks = text.of(*first).len() - text.of(*first).trim_start().len();
        let start = first.from(blanks);
        let Some((directive, words)) = explicit::directive(text.of(start)) else {
            self.note_kept(&format!("the substitution `{name}`"), span);
            out.content = vec![Inline::text(span, text.string(lines))];
            return;
        };
        let mut all = lines.to_vec();
        all[0] = start;
        let ways = Ways {
            keep_top: true,
            ..Ways::default()
        };
        let block = indented(&text.words, &all, 0, Depth::First(words), ways);
        let parts = Parts::of(text, &block.lines, &directive.to_lowercase());
        let whole = |parts: &Parts| -> Vec<Line> {
            let lines = parts.argument.iter().chain(&parts.content);
            lines.filter(|line| !line.is_blank()).copied().collect()
        };
        let trims = |option: &str| parts.option(option).or(parts.option("trim")).is_some();
        (out.trims_before, out.trims_after) = (trims("ltrim"), trims("rtrim"));
        out.content = match &*directive.to_lowercase() {
            "replace" => self.inlines(&text.joined(&whole(&parts))),
            "unicode" => vec![Inline::text(
                span,
                characters(&text.string(&parts.argument)),
            )],
            "image" => {
                let alt = parts.option("alt").unwrap_or(name).to_owned();
                let source = parts.address(text);
                let image = image(source, alt, span);
                vec![self.linked(image, parts.option("target"), span)]
            }
            "raw" if parts.is_html(text) => {
                let mut weave = Weave::new();
                weave.raw(&text.string(&parts.content), &[], span);
                let (inlines, kept) = weave.into_inlines();
                for kept in kept {
                    self.note_kept(&format!("`<{}>`", kept.name), kept.span);
                }
                inlines
            }
            "raw" => {
                self.note_left_out("markup for another writer than that of HTML", span);
                Vec::new()
            }
            other => {
                // The day of a build is no part of a text that is to be the same tomorrow.
                self.note_kept(&format!("`{other}` for the substitution `{name}`"), span);
                vec![Inline::new(
                    span,
                    InlineKind::Code(format!("|{name}|").into()),
                )]
            }
        };
    }
}

/// The name between bars, which may go on in the next line, and what follows it.
fn name_of(text: &Text<'_>, lines: &[Line]) -> Option<(String, Vec<Line>)> {
    let mut name = String::new();
    for (at, line) in lines.iter().enumerate() {
        let words = text.of(*line);
        let bytes = words.as_bytes();
        let bars = memchr::memchr_iter(b'|', bytes);
        let end = bars
            .filter(|bar| matches!(bytes.get(bar + 1), None | Some(b' ')))
            .find(|bar| {
                let before = &words[..*bar];
                let backslashes = before.len() - before.trim_end_matches('\\').len();
                let is_bare = backslashes.is_multiple_of(2);
                let is_behind_words = !before.ends_with(char::is_whitespace);
                is_bare && is_behind_words && !(before.is_empty() && name.is_empty())
            });
        if let Some(end) = end {
            name.push_str(&words[..end]);
            let rest = &words[end + 1..];
            let blanks = rest.len() - rest.trim_start().len();
            let mut rest = vec![line.from(end + 1 + blanks)];
            rest.extend(&lines[at + 1..]);
            return Some((folded(&unescaped(&super::inline::escaped(&name))), rest));
        }
        name.push_str(words);
        name.push(' ');
    }
    None
}

/// What the codes of `unicode` stand for; what is no code is itself, and `..` begins a comment.
fn characters(argument: &str) -> String {
    let mut out = String::new();
    for word in argument.split_whitespace() {
        if word == ".." {
            break;
        }
        match character(word) {
            Some(c) => out.push(c),
            None => out.push_str(word),
        }
    }
    out
}

/// The character that a code means: `0xA9`, `U+00A9`, `169`.
pub(super) fn character(word: &str) -> Option<char> {
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return char::from_u32(word.parse().ok()?);
    }
    let digits = ["0x", "x", "\\x", "U+", "u", "\\u", "U"]
        .into_iter()
        .find_map(|prefix| word.strip_prefix(prefix))
        .or_else(|| word.strip_prefix("&#x")?.strip_suffix(';'))?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}
