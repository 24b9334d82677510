//! Directives: fences and containers that mean more than code, with their bodies parsed.
//!
//! Takes the node of a fence or a container with its words, gives the block that it means; its body is read as Markdown where the
//! directive says so. What is not known is kept as source.

use comrak::nodes::AstNode;

use super::fence::{self, Fence};
use super::lines::Lines;
use super::lowering::Lowering;
use crate::document::{
    Admonition, Block, BlockKind, Code, Details, Directive, Figure, Image, Inline, InlineKind,
    TocEntry, Toctree,
};
use crate::source::Span;

impl Lowering<'_, '_> {
    /// A fenced block: code, or a directive.
    pub(super) fn fenced(
        &mut self,
        info: &str,
        literal: &str,
        span: Span,
        (first, last): (usize, usize),
    ) -> BlockKind {
        let fence = if self.reading.extended {
            fence::code(&self.restore(info))
        } else {
            language(info)
        };
        let code = |language: Option<String>, text: &str| {
            BlockKind::Code(Box::new(Code {
                language: language.map(Into::into),
                text: text.into(),
            }))
        };
        let text = self.restored(literal);
        match fence {
            Fence::Code(language) => {
                let is_directive = info.trim_start().starts_with('{');
                let (options, skip) = if is_directive {
                    fence::options(&text)
                } else {
                    (Vec::new(), 0)
                };
                let body = if text.starts_with("---\n") {
                    &*text
                } else {
                    after_lines(&text, skip)
                };
                let block = code(language, body);
                match options.into_iter().find(|(key, _)| key == "caption") {
                    Some((_, caption)) => BlockKind::Figure(Box::new(Figure {
                        blocks: vec![Block::new(span, block)],
                        caption: vec![Inline::text(span, caption)],
                        legend: Vec::new(),
                    })),
                    None => block,
                }
            }
            Fence::Math => BlockKind::Math(text.trim().into()),
            Fence::Figure(file) => self.figure(&file, literal, span, (first, last)),
            Fence::Toctree => self.toctree(span),
            Fence::Group => BlockKind::Group(self.body(literal, 0, (first, last))),
            Fence::Admonition(kind, title, folded) => {
                let (_, skip) = fence::options(&text);
                let blocks = self.body(literal, skip, (first, last));
                admonition(kind, title, (span, folded), blocks)
            }
            Fence::Details(summary) => {
                let (_, skip) = fence::options(&text);
                let blocks = self.body(literal, skip, (first, last));
                details(summary, span, blocks)
            }
            Fence::Other(name) => {
                self.reading
                    .note_kept(&format!("the directive `{name}`"), span);
                let source = self
                    .reading
                    .source
                    .text
                    .get(span.range())
                    .unwrap_or(&text)
                    .trim_end()
                    .into();
                BlockKind::Directive(Box::new(Directive {
                    name: name.into(),
                    source,
                }))
            }
        }
    }

    /// The body of a fenced directive, parsed; `skip` lines of options are left out.
    pub(super) fn body(
        &mut self,
        literal: &str,
        skip: usize,
        (first, last): (usize, usize),
    ) -> Vec<Block> {
        let mut parts: Vec<(&str, u32)> = Vec::new();
        for (number, line) in literal.lines().enumerate().skip(skip) {
            let at = first + 1 + number;
            // The parser may have cut an indent: the line of the source ends with what is left.
            let start = self.lines.byte(at.min(last), 1);
            let whole = self
                .reading
                .source
                .text
                .get(start..)
                .unwrap_or("")
                .lines()
                .next()
                .unwrap_or("");
            let cut = whole.len().saturating_sub(line.len());
            parts.push((line, (start + cut) as u32));
        }
        if parts.is_empty() {
            return Vec::new();
        }
        let lines = Lines::of_parts(self.with_containers(parts));
        self.reading.inner_blocks(lines)
    }

    pub(super) fn figure(
        &mut self,
        file: &str,
        literal: &str,
        span: Span,
        lines: (usize, usize),
    ) -> BlockKind {
        let text = self.restore(literal);
        let (options, skip) = fence::options(&text);
        let get = |key: &str| {
            options
                .iter()
                .find(|(other, _)| other == key)
                .map(|(_, value)| value.as_str())
        };
        let image = Image {
            source: file.into(),
            title: None,
            alt: get("alt").unwrap_or("").into(),
        };
        figure(image, self.body(literal, skip, lines), span)
    }

    /// A list of documents, between fences or colons.
    fn toctree(&mut self, span: Span) -> BlockKind {
        let source = span.of(&self.reading.source.text).trim_end();
        let mut lines: Vec<&str> = source.lines().skip(1).map(bare).collect();
        lines.pop_if(|line| is_end(line));
        let (options, skip) = fence::options(&lines.join("\n"));
        let entries = lines.iter().skip(skip).filter(|line| !line.is_empty());
        // Each line is a part of the source, which tells where it stands.
        let place = |line: &str| {
            let start = span.start as usize + (line.as_ptr() as usize - source.as_ptr() as usize);
            Span::new(start, start + line.len())
        };
        BlockKind::Toctree(Box::new(Toctree {
            entries: entries
                .map(|line| TocEntry::written(line, place(line)))
                .collect(),
            options: options
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
            source: source.into(),
        }))
    }

    /// A container between colons.
    pub(super) fn colon<'n>(
        &mut self,
        node: &'n AstNode<'n>,
        info: &str,
        span: Span,
        depth: usize,
    ) -> BlockKind {
        let info = self.restore(info);
        let mut blocks = self.blocks(node, depth + 1);
        if info.trim_start().starts_with('{') {
            drop_options(&mut blocks);
        }
        match fence::colon(&info) {
            Fence::Admonition(kind, title, folded) => {
                admonition(kind, title, (span, folded), blocks)
            }
            Fence::Details(summary) => details(summary, span, blocks),
            Fence::Figure(file) => {
                let image = Image {
                    source: file.into(),
                    title: None,
                    alt: "".into(),
                };
                figure(image, blocks, span)
            }
            Fence::Group => BlockKind::Group(blocks),
            Fence::Toctree => self.toctree(span),
            Fence::Code(_) | Fence::Math | Fence::Other(_) => {
                self.reading
                    .note_kept(&format!("the container `:::{info}`"), span);
                let line = format!(":::{info}");
                let directive = Directive {
                    name: "container".into(),
                    source: line.into(),
                };
                let mut all = vec![Block::new(span, BlockKind::Directive(Box::new(directive)))];
                all.extend(blocks);
                BlockKind::Group(all)
            }
        }
    }
}

/// An image with what is said of it: first its caption, then its legend.
fn figure(image: Image, said: Vec<Block>, span: Span) -> BlockKind {
    let image = Inline::new(span, InlineKind::Image(Box::new(image)));
    let (mut caption, mut legend) = (Vec::new(), Vec::new());
    for block in said {
        match block.kind {
            BlockKind::Paragraph(content) if caption.is_empty() => caption = content,
            kind => legend.push(Block::new(block.span, kind)),
        }
    }
    BlockKind::Figure(Box::new(Figure {
        blocks: vec![Block::new(span, BlockKind::Paragraph(vec![image]))],
        caption,
        legend,
    }))
}

fn admonition(
    kind: String,
    title: Option<String>,
    (span, folded): (Span, bool),
    blocks: Vec<Block>,
) -> BlockKind {
    BlockKind::Admonition(Box::new(Admonition {
        kind: kind.into(),
        title: title.map(|title| vec![Inline::text(span, title)]),
        folded,
        blocks,
    }))
}

fn details(summary: String, span: Span, blocks: Vec<Block>) -> BlockKind {
    let summary = if summary.is_empty() {
        Vec::new()
    } else {
        vec![Inline::text(span, summary)]
    };
    BlockKind::Details(Box::new(Details {
        summary,
        open: false,
        blocks,
    }))
}

/// The language of a fence of `CommonMark`: the first word.
fn language(info: &str) -> Fence {
    Fence::Code(info.split_whitespace().next().map(str::to_owned))
}

/// A line without the marks of the containers that it stands in.
fn bare(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>']).trim_end()
}

/// True for the fence that ends a block.
fn is_end(line: &str) -> bool {
    line.len() > 2
        && ['`', '~', ':']
            .iter()
            .any(|sign| line.chars().all(|c| c == *sign))
}

fn after_lines(text: &str, lines: usize) -> &str {
    let mut rest = text;
    for _ in 0..lines {
        rest = rest.split_once('\n').map_or("", |(_, after)| after);
    }
    rest
}

/// The `:key: value` lines at the head of a container of `MyST` are its options, not its text.
fn drop_options(blocks: &mut Vec<Block>) {
    let Some(Block {
        kind: BlockKind::Paragraph(content),
        ..
    }) = blocks.first_mut()
    else {
        return;
    };
    let Some(Inline {
        kind: InlineKind::Text(words),
        ..
    }) = content.first_mut()
    else {
        return;
    };
    let lines = fence::options(words).1;
    if lines == 0 || !words.starts_with(':') {
        return;
    }
    let left: Box<str> = after_lines(words, lines).into();
    let is_empty = left.is_empty() && content.len() == 1;
    if let Some(first) = content.first_mut() {
        first.kind = InlineKind::Text(left);
    }
    if is_empty {
        blocks.remove(0);
    }
}
