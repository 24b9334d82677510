//! Inlines of HTML: words with their white space folded, styles, links, images, what stands for a control.

use ego_tree::NodeId;
use scraper::Node;
use scraper::node::Element;

use super::link::{link_of, link_words, name_anchor};
use super::names::{ADMONITION, BLOCK_SLOT, DEPTH, INLINE_SLOT, KEPT, MEDIA};
use super::slot::{Lowering, NodeRef, all_text, anchor, has_words, place, slot, trim};
use super::tame::is_block_tag;
use crate::document::{Block, BlockKind, Image, Inline, InlineKind, Style, text};
use crate::source::Span;

impl Lowering {
    pub(super) fn phrasing(&mut self, node: NodeRef<'_>, span: Span, depth: usize) -> Vec<Inline> {
        let mut out = Vec::new();
        self.phrase(node, span, depth, &mut out);
        trim(out)
    }

    pub(super) fn phrase(
        &mut self,
        node: NodeRef<'_>,
        span: Span,
        depth: usize,
        out: &mut Vec<Inline>,
    ) {
        for child in node.children() {
            self.inline(child, span, depth + 1, out);
        }
    }

    pub(super) fn inline(
        &mut self,
        node: NodeRef<'_>,
        span: Span,
        depth: usize,
        out: &mut Vec<Inline>,
    ) {
        match node.value() {
            Node::Text(words) => {
                let begun = self.begun(node);
                push_words(&words[begun..], span, out);
            }
            Node::Comment(comment) => {
                out.push(Inline::new(
                    span,
                    InlineKind::Comment(comment.to_string().into()),
                ));
            }
            Node::Element(element) => {
                let span = place(element, span);
                if depth > DEPTH {
                    self.words(node, span, out);
                } else {
                    self.inline_element(node, element, span, depth, out);
                }
            }
            _ => {}
        }
    }

    pub(super) fn inline_element(
        &mut self,
        node: NodeRef<'_>,
        element: &Element,
        span: Span,
        depth: usize,
        out: &mut Vec<Inline>,
    ) {
        let styled = |style| Some(style);
        let style = match element.name() {
            "em" | "i" | "cite" | "dfn" | "var" => styled(Style::Emphasis),
            "strong" | "b" => styled(Style::Strong),
            "del" | "s" | "strike" => styled(Style::Strike),
            "ins" | "u" => styled(Style::Underline),
            "mark" => styled(Style::Mark),
            "sub" => styled(Style::Subscript),
            "sup" => styled(Style::Superscript),
            "small" => styled(Style::Small),
            "kbd" => styled(Style::Keyboard),
            "q" => styled(Style::Quoted),
            _ => None,
        };
        anchor(element, span, out);
        if let Some(style) = style {
            let mut content = Vec::new();
            self.phrase(node, span, depth, &mut content);
            if !content.is_empty() {
                out.push(Inline::new(span, InlineKind::Styled(style, content)));
            }
            return;
        }
        match element.name() {
            INLINE_SLOT => {
                let begun = self.begun(node);
                let mut piece = slot(&mut self.inlines, element);
                if begun > 0
                    && let Some(Inline {
                        kind: InlineKind::Text(words),
                        ..
                    }) = &mut piece
                {
                    *words = words[begun..].into();
                }
                out.extend(piece);
            }
            BLOCK_SLOT => {
                if let Some(block) = slot(&mut self.blocks, element) {
                    block_words(block, out);
                }
            }
            "br" => out.push(Inline::new(span, InlineKind::Break)),
            "code" | "tt" | "samp" if only_text(node) => {
                out.push(Inline::new(span, InlineKind::Code(all_text(node).into())));
            }
            KEPT => out.push(Inline::new(span, InlineKind::Code(all_text(node).into()))),
            "a" => {
                name_anchor(element, span, out);
                let mut content = Vec::new();
                self.phrase(node, span, depth, &mut content);
                link_words(content, link_of(element).as_ref(), span, out);
            }
            "img" => {
                let image = Image {
                    source: element.attr("src").unwrap_or("").trim().into(),
                    title: element.attr("title").map(Into::into),
                    alt: element.attr("alt").unwrap_or("").into(),
                };
                if !image.source.is_empty() || !image.alt.is_empty() {
                    out.push(Inline::new(span, InlineKind::Image(Box::new(image))));
                }
            }
            MEDIA | "embed" | "source" | "track" => {
                let target = ["src", "data", "href"]
                    .iter()
                    .find_map(|key| element.attr(key));
                if let Some(target) = target.map(str::trim).filter(|target| !target.is_empty()) {
                    let words = element.attr("title").unwrap_or(target);
                    let content = vec![Inline::text(span, words)];
                    out.push(Inline::link(span, target, content));
                }
            }
            "input" => match element.attr("type").map(str::to_ascii_lowercase).as_deref() {
                Some("checkbox" | "radio") => {
                    push_words(
                        if element.attr("checked").is_some() {
                            "☑"
                        } else {
                            "☐"
                        },
                        span,
                        out,
                    );
                }
                _ => push_words(
                    element
                        .attr("value")
                        .or(element.attr("placeholder"))
                        .unwrap_or(""),
                    span,
                    out,
                ),
            },
            "abbr" | "acronym" => {
                self.phrase(node, span, depth, out);
                if let Some(title) = element
                    .attr("title")
                    .map(str::trim)
                    .filter(|title| !title.is_empty())
                {
                    // What it stands for comes behind the whole word: `APIs (…)`.
                    if let Some((next, end)) = self.end_of_word(node) {
                        push_words(&end, span, out);
                        self.begun = Some((next, end.len()));
                    }
                    push_words(&format!(" ({title})"), span, out);
                }
            }
            name if is_block_tag(name) || name == ADMONITION => {
                // A block where only words can stand (in a heading, in a cell of a heading row).
                if has_words(out) {
                    out.push(Inline::new(span, InlineKind::Break));
                }
                self.phrase(node, span, depth, out);
            }
            _ => self.phrase(node, span, depth, out),
        }
    }
}

/// The first letter of Thai: from there on stand the scripts that have no blanks between words.
const FIRST_WITHOUT_BLANKS: char = '\u{e00}';

impl Lowering {
    /// The letters right behind a node that belong to the same word, and the node whose words begin with them.
    fn end_of_word(&self, node: NodeRef<'_>) -> Option<(NodeId, String)> {
        let next = node.next_sibling()?;
        let words: &str = match next.value() {
            Node::Text(words) => words,
            Node::Element(element) if element.name() == INLINE_SLOT => {
                let number: usize = element.attr("n")?.parse().ok()?;
                match &self.inlines.get(number)?.as_ref()?.kind {
                    InlineKind::Text(words) => words,
                    _ => return None,
                }
            }
            _ => return None,
        };
        // Where words stand without blanks between them, what follows is another one: `APIが停止`.
        let has_blanks = |c: char| c < FIRST_WITHOUT_BLANKS;
        let letters = |words: &str| {
            let end = words.find(|c: char| !c.is_alphabetic() || !has_blanks(c));
            end.unwrap_or(words.len())
        };
        let end = letters(words);
        // `API's`.
        let mark = words[end..]
            .chars()
            .next()
            .filter(|c| matches!(c, '\'' | '’'));
        let owned = mark.map_or(0, |mark| {
            let behind = end + mark.len_utf8();
            let more = letters(&words[behind..]);
            if more > 0 { mark.len_utf8() + more } else { 0 }
        });
        let whole = end + owned;
        (whole > 0).then(|| (next.id(), words[..whole].to_owned()))
    }

    /// So many bytes of the words of a node stand already.
    fn begun(&mut self, node: NodeRef<'_>) -> usize {
        let begun = self.begun.take_if(|(next, _)| *next == node.id());
        begun.map_or(0, |(_, bytes)| bytes)
    }
}

fn only_text(node: NodeRef<'_>) -> bool {
    node.children().all(|child| child.value().is_text())
}

/// Words with their white space folded, as HTML shows them.
pub(super) fn push_words(words: &str, span: Span, out: &mut Vec<Inline>) {
    let mut folded = String::with_capacity(words.len());
    for c in words.chars() {
        if c.is_ascii_whitespace() {
            let blank = if c == '\n' { '\n' } else { ' ' };
            match folded.chars().next_back() {
                Some(' ' | '\n') => {}
                _ => folded.push(blank),
            }
        } else {
            folded.push(c);
        }
    }
    if !folded.is_empty() {
        out.push(Inline::text(span, folded));
    }
}

/// The words of a block where only inlines can stand.
pub(super) fn block_words(block: Block, out: &mut Vec<Inline>) {
    match block.kind {
        BlockKind::Paragraph(content) => {
            if has_words(out) {
                out.push(Inline::new(block.span, InlineKind::Break));
            }
            out.extend(content);
        }
        BlockKind::Code(code) => out.push(Inline::new(block.span, InlineKind::Code(code.text))),
        kind => {
            let words = text::of_blocks(&[Block::new(block.span, kind)]);
            push_words(&words, block.span, out);
        }
    }
}
