//! Elements of extensions as nodes: literal text, code, mathematics, galleries, poems.

use std::ops::Range;

use super::Reading;
use super::element::{Element, Sort, attribute};
use super::entity::decoded;
use super::strip::strip;
use super::text::Parts;
use crate::document::{Block, BlockKind, Code, Directive, Inline, InlineKind, text as plain};
use crate::source::Span;

impl Reading<'_> {
    /// An element among words.
    pub(super) fn element_inline(
        &mut self,
        element: &Element,
        parts: &Parts,
        span: Span,
    ) -> Vec<Inline> {
        let content = &self.source.text[parts.content.clone()];
        let kind = match element.sort {
            Sort::Nowiki => return vec![Inline::text(span, decoded(content))],
            Sort::Ref => return vec![self.reference(parts, span)],
            Sort::References => {
                self.given_notes(parts);
                return Vec::new();
            }
            Sort::Math => InlineKind::Math(content.trim().into()),
            Sort::Pre => InlineKind::Code(preformatted(content).into()),
            Sort::Code => InlineKind::Code(content.trim().into()),
            Sort::Gallery | Sort::Poem => {
                let blocks = self.element_blocks(element, parts, span);
                return flattened(blocks);
            }
            Sort::Kept => {
                self.note_kept(&format!("`<{}>`", element.name), span);
                InlineKind::Code(self.source.text[parts.whole.clone()].into())
            }
            Sort::Silent | Sort::Transparent => return Vec::new(),
        };
        vec![Inline::new(span, kind)]
    }

    /// An element between paragraphs.
    pub(super) fn element_blocks(
        &mut self,
        element: &Element,
        parts: &Parts,
        span: Span,
    ) -> Vec<Block> {
        let source: &str = &self.source.text;
        let content = &source[parts.content.clone()];
        let kind = match element.sort {
            Sort::Pre => code(None, preformatted(content)),
            Sort::Code => {
                let attributes = &source[parts.attributes.clone()];
                let language = attribute(attributes, "lang").map(str::trim);
                let language = language.filter(|language| !language.is_empty());
                let text = content.strip_prefix('\n').unwrap_or(content);
                code(language, format!("{}\n", text.trim_end()))
            }
            Sort::Math => BlockKind::Math(content.trim().into()),
            Sort::Gallery => return self.gallery(parts.content.clone()),
            Sort::Poem => BlockKind::Paragraph(self.poem(parts.content.clone())),
            Sort::References => {
                self.given_notes(parts);
                return Vec::new();
            }
            Sort::Kept => {
                self.note_kept(&format!("`<{}>`", element.name), span);
                BlockKind::Directive(Box::new(Directive {
                    name: element.name.into(),
                    source: source[parts.whole.clone()].into(),
                }))
            }
            Sort::Nowiki | Sort::Ref | Sort::Silent | Sort::Transparent => {
                BlockKind::Paragraph(self.element_inline(element, parts, span))
            }
        };
        vec![Block::new(span, kind)]
    }

    fn gallery(&mut self, content: Range<usize>) -> Vec<Block> {
        let mut asides = Vec::new();
        let text = strip(&self.source.text, content, &mut asides);
        self.asides.append(&mut asides);
        let mut out = Vec::new();
        for line in lines(&text.words) {
            let line = text.trimmed(line);
            if line.is_empty() {
                continue;
            }
            let picture = self.gallery_line(&text, line.clone());
            out.push(picture.unwrap_or_else(|| {
                let words = self.inlines(&text, line.clone());
                Block::new(text.span(line), BlockKind::Paragraph(words))
            }));
        }
        out
    }

    /// Lines that stay lines.
    fn poem(&mut self, content: Range<usize>) -> Vec<Inline> {
        let mut asides = Vec::new();
        let text = strip(&self.source.text, content, &mut asides);
        self.asides.append(&mut asides);
        let mut out = Vec::new();
        for line in lines(text.words.trim_end()) {
            if !out.is_empty() {
                let span = text.span(line.start..line.start);
                out.push(Inline::new(span, InlineKind::Break));
            }
            out.extend(self.inlines(&text, line));
        }
        out
    }
}

fn code(language: Option<&str>, text: String) -> BlockKind {
    BlockKind::Code(Box::new(Code {
        language: language.map(Into::into),
        text: text.into(),
    }))
}

fn lines(words: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', words.as_bytes()).chain([words.len()]) {
        out.push(start..end);
        start = end + 1;
    }
    out
}

/// The text of a `<pre>`: references mean their characters, and tags of `<nowiki>` go.
fn preformatted(content: &str) -> String {
    let content = content.strip_prefix('\n').unwrap_or(content);
    let mut out = String::with_capacity(content.len());
    let mut rest = content;
    while let Some((before, inner)) = rest.split_once("<nowiki>")
        && let Some((inner, behind)) = inner.split_once("</nowiki>")
    {
        out.push_str(&decoded(before));
        out.push_str(&decoded(inner));
        rest = behind;
    }
    out.push_str(&decoded(rest));
    out
}

/// Blocks where only inlines can stand.
pub(super) fn flattened(blocks: Vec<Block>) -> Vec<Inline> {
    let mut out = Vec::new();
    for block in blocks {
        if !out.is_empty() {
            out.push(Inline::new(block.span, InlineKind::Break));
        }
        match block.kind {
            BlockKind::Paragraph(content) => out.extend(content),
            BlockKind::Code(code) => out.push(Inline::new(block.span, InlineKind::Code(code.text))),
            BlockKind::Figure(figure) => {
                let figure = *figure;
                out.extend(flattened(figure.blocks));
                out.push(Inline::text(block.span, " "));
                out.extend(figure.caption);
            }
            kind => {
                let words = plain::of_blocks(&[Block::new(block.span, kind)]);
                out.push(Inline::text(block.span, words));
            }
        }
    }
    out
}
