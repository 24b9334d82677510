//! Templates: their names and parameters, and how each is shown. None is expanded: only its wiki has its text.
//!
//! Takes the bytes between the braces, gives blocks or inlines that hold every word of them, and pairs of the head where the template is
//! a table of facts.

use std::ops::Range;

use super::Reading;
use super::known::{Meaning, meaning};
use super::literal::flattened;
use crate::document::{
    Admonition, Block, BlockKind, Cell, Directive, Inline, InlineKind, Row, Table, text as plain,
};
use crate::source::Span;

/// A template as written.
pub(super) struct Template<'s> {
    /// What stands before the first bar.
    pub(super) name: &'s str,
    /// What stands behind it, in order.
    pub(super) arguments: Vec<Argument<'s>>,
    pub(super) span: Span,
}

/// One parameter.
pub(super) struct Argument<'s> {
    /// Its name, where it has one.
    pub(super) key: Option<&'s str>,
    /// The bytes of its value, without space around.
    pub(super) value: Range<usize>,
    /// All its bytes.
    pub(super) span: Span,
}

impl<'s> Template<'s> {
    /// The parts of a template; the range holds its braces.
    pub(super) fn new(source: &'s str, range: Range<usize>) -> Self {
        let span = Span::new(range.start, range.end);
        let parts = parts(source, range.start + 2..range.end - 2);
        let name = &source[parts[0].clone()];
        let arguments = parts[1..]
            .iter()
            .map(|part| argument(source, part.clone()))
            .collect();
        Self {
            name: without_comments(name),
            arguments,
            span,
        }
    }

    /// How many parameters have a name.
    fn pairs(&self) -> usize {
        let named = |argument: &&Argument<'_>| argument.key.is_some();
        self.arguments.iter().filter(named).count()
    }

    /// The parameters without a name that say something, and those called by a number.
    fn words(&self, source: &str) -> Vec<Range<usize>> {
        self.arguments
            .iter()
            .filter(|argument| {
                argument
                    .key
                    .is_none_or(|key| key.bytes().all(|byte| byte.is_ascii_digit()))
                    && !source[argument.value.clone()].is_empty()
            })
            .map(|argument| argument.value.clone())
            .collect()
    }
}

/// A name may have a comment behind it.
fn without_comments(name: &str) -> &str {
    name.find("<!--").map_or(name, |at| &name[..at]).trim()
}

/// What stands between the bars, those of templates and links inside passed over.
fn parts(source: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let bytes = &source.as_bytes()[..range.end];
    let (mut out, mut from, mut at) = (Vec::new(), range.start, range.start);
    let (mut braces, mut brackets) = (0_usize, 0_usize);
    // What is not closed is looked for once.
    let (mut no_comment, mut no_nowiki) = (false, false);
    while at < range.end {
        let is_double = bytes.get(at + 1) == Some(&bytes[at]);
        let mut step = if is_double { 2 } else { 1 };
        match bytes[at] {
            b'{' if is_double => braces += 1,
            b'}' if is_double => braces = braces.saturating_sub(1),
            b'[' if is_double => brackets += 1,
            b']' if is_double => brackets = brackets.saturating_sub(1),
            b'|' => {
                step = 1;
                if braces == 0 && brackets == 0 {
                    out.push(from..at);
                    from = at + 1;
                }
            }
            b'<' if bytes[at..].starts_with(b"<!--") && !no_comment => {
                match memchr::memmem::find(&bytes[at + 4..], b"-->") {
                    Some(end) => step = 4 + end + 3,
                    None => no_comment = true,
                }
            }
            b'<' if bytes[at..].starts_with(b"<nowiki>") && !no_nowiki => {
                match memchr::memmem::find(&bytes[at..], b"</nowiki>") {
                    Some(end) => step = end,
                    None => no_nowiki = true,
                }
            }
            _ => step = 1,
        }
        at += step;
    }
    // A bracket that nothing closes hides no bar of ours that matters: the rest is one parameter.
    out.push(from.min(range.end)..range.end);
    out
}

fn argument(source: &str, part: Range<usize>) -> Argument<'_> {
    let words = &source[part.clone()];
    let span = Span::new(part.start, part.end);
    let inner = words.find(['{', '[', '<']).unwrap_or(words.len());
    let equals = words[..inner].find('=');
    let (key, from) = match equals {
        Some(at) if !words[..at].trim().is_empty() && !words[..at].trim().contains('\n') => {
            (Some(words[..at].trim()), part.start + at + 1)
        }
        _ => (None, part.start),
    };
    let value = &source[from..part.end];
    let start = from + (value.len() - value.trim_start().len());
    let value = start..start + value.trim().len();
    Argument { key, value, span }
}

impl Reading<'_> {
    /// A template that stands by itself.
    pub(super) fn template_blocks(&mut self, range: Range<usize>) -> Vec<Block> {
        let source = self.source;
        let template = Template::new(&source.text, range.clone());
        let pairs = template.pairs();
        let kind = match meaning(template.name, pairs) {
            Meaning::Metadata => {
                self.metadata(&template);
                return Vec::new();
            }
            Meaning::Note(kind) => self.admonition(&template, kind),
            Meaning::Quote => {
                let words = template.words(&source.text);
                BlockKind::Quote(
                    words
                        .into_iter()
                        .flat_map(|range| self.blocks(range))
                        .collect(),
                )
            }
            Meaning::Computed => {
                self.note_kept("what only a wiki can compute", template.span);
                BlockKind::Directive(Box::new(Directive {
                    name: "wikitext".into(),
                    source: source.text[range].into(),
                }))
            }
            Meaning::Unknown if pairs > 1 && pairs == template.arguments.len() => {
                self.sheet(&template)
            }
            _ => {
                let content = self.template_inline(range);
                if content.is_empty() {
                    return Vec::new();
                }
                BlockKind::Paragraph(content)
            }
        };
        vec![Block::new(template.span, kind)]
    }

    /// A template among words.
    pub(super) fn template_inline(&mut self, range: Range<usize>) -> Vec<Inline> {
        let source = self.source;
        let template = Template::new(&source.text, range.clone());
        let words = template.words(&source.text);
        let span = template.span;
        match meaning(template.name, template.pairs()) {
            Meaning::Metadata => {
                self.metadata(&template);
                Vec::new()
            }
            Meaning::Silent => {
                self.asides.push(range);
                Vec::new()
            }
            Meaning::Title => {
                if let Some((_, title)) = template.name.split_once(':') {
                    self.title(title.trim(), span);
                }
                Vec::new()
            }
            Meaning::Words | Meaning::Note(_) | Meaning::Quote if !words.is_empty() => {
                self.joined(words, span)
            }
            Meaning::LastWords if !words.is_empty() => {
                let last = words.len() - 1;
                self.phrase(words[last].clone())
            }
            Meaning::Code if !words.is_empty() => {
                let content = self.joined(words, span);
                let words = plain::of_inlines(&content);
                vec![Inline::new(span, InlineKind::Code(words.into()))]
            }
            Meaning::Computed => {
                self.note_kept("what only a wiki can compute", span);
                vec![Inline::new(
                    span,
                    InlineKind::Code(source.text[range].into()),
                )]
            }
            _ => self.unknown(&template),
        }
    }

    /// A parameter of a template, in the text of one: what stands instead of it.
    pub(super) fn parameter(&mut self, range: Range<usize>) -> Vec<Inline> {
        let parts = parts(&self.source.text, range.start + 3..range.end - 3);
        match parts.get(1) {
            Some(instead) => self.phrase(instead.clone()),
            None => vec![self.as_written(range)],
        }
    }

    fn joined(&mut self, words: Vec<Range<usize>>, span: Span) -> Vec<Inline> {
        let mut out = Vec::new();
        for range in words {
            if !out.is_empty() {
                out.push(Inline::text(span, ", "));
            }
            let words = self.phrase(range);
            out.extend(words);
        }
        out
    }

    /// A template that nobody knows: its name and what it is given.
    fn unknown(&mut self, template: &Template<'_>) -> Vec<Inline> {
        let span = template.span;
        let mut out = vec![Inline::text(span, template.name)];
        let mut separator = ": ";
        for argument in &template.arguments {
            if self.source.text[argument.value.clone()].is_empty() {
                continue;
            }
            out.push(Inline::text(span, separator));
            separator = ", ";
            if let Some(key) = argument.key.filter(|key| key.parse::<u8>().is_err()) {
                out.push(Inline::text(argument.span, format!("{key} = ")));
            }
            let blocks = self.blocks(argument.value.clone());
            out.extend(flattened(blocks));
        }
        out
    }

    fn admonition(&mut self, template: &Template<'_>, kind: &'static str) -> BlockKind {
        let mut blocks = Vec::new();
        let mut title = None;
        for argument in &template.arguments {
            match argument.key.map(str::to_lowercase).as_deref() {
                Some("title" | "heading" | "header") => {
                    title = Some(self.phrase(argument.value.clone()));
                }
                None | Some("text" | "message" | "content" | "1" | "2") => {
                    blocks.extend(self.blocks(argument.value.clone()));
                }
                // How it is set.
                Some(_) => {
                    let value = argument.value.clone();
                    self.asides.push(value);
                }
            }
        }
        BlockKind::Admonition(Box::new(Admonition {
            kind: kind.into(),
            title: title.filter(|title| !title.is_empty()),
            folded: false,
            blocks,
        }))
    }

    /// A template of pairs: a table of them.
    fn sheet(&mut self, template: &Template<'_>) -> BlockKind {
        let cell = |header, blocks| Cell {
            header,
            columns: 1,
            rows: 1,
            blocks,
        };
        let mut rows = Vec::new();
        for argument in &template.arguments {
            let key = argument.key.unwrap_or_default();
            let words = vec![Inline::text(argument.span, key)];
            let name = vec![Block::new(argument.span, BlockKind::Paragraph(words))];
            let value = self.blocks(argument.value.clone());
            rows.push(Row {
                span: argument.span,
                header: false,
                cells: vec![cell(true, name), cell(false, value)],
            });
        }
        BlockKind::Table(Box::new(Table {
            caption: vec![Inline::text(template.span, template.name)],
            alignments: Vec::new(),
            rows,
        }))
    }
}
