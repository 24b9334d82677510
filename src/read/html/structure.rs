//! Blocks of HTML that have parts: lists, definitions, preformatted text, details, figures, admonitions.

use scraper::Node;
use scraper::node::Element;

use super::names::{BLOCK_SLOT, CHECK, DEPTH, INLINE_SLOT};
use super::slot::{Flow, Lowering, NodeRef, place, slot, trim};
use crate::document::{
    Admonition, Block, BlockKind, Code, Definition, Details, Figure, Inline, List, ListItem,
    Numbering, text,
};
use crate::source::Span;

impl Lowering {
    pub(super) fn list(
        &mut self,
        node: NodeRef<'_>,
        element: &Element,
        span: Span,
        depth: usize,
    ) -> List {
        let start = (element.name() == "ol").then(|| {
            element
                .attr("start")
                .and_then(|n| n.trim().parse().ok())
                .unwrap_or(1)
        });
        let mut items: Vec<ListItem> = Vec::new();
        for child in node.children() {
            match child.value() {
                Node::Element(inner) if inner.name() == "li" => {
                    items.push(self.item(child, place(inner, span), depth + 1));
                }
                Node::Text(words) if words.trim().is_empty() => {}
                Node::Comment(_) => {}
                // Lists written straight into a list (Google Docs does) belong to the item before.
                _ => {
                    let mut flow = Flow::default();
                    match child.value() {
                        Node::Element(inner) if self.is_block(child, inner) => {
                            self.block(child, inner, place(inner, span), depth + 1, &mut flow);
                        }
                        _ => self.inline(child, span, depth + 1, &mut flow.run),
                    }
                    flow.flush();
                    match items.last_mut() {
                        Some(item) => item.blocks.extend(flow.blocks),
                        None => items.push(ListItem {
                            span,
                            check: None,
                            blocks: flow.blocks,
                        }),
                    }
                }
            }
        }
        let tight = items.iter().all(|item| {
            item.blocks
                .iter()
                .filter(|block| matches!(block.kind, BlockKind::Paragraph(_)))
                .count()
                <= 1
        });
        let numbering = match element.attr("type") {
            Some("a") => Numbering::LowerLetters,
            Some("A") => Numbering::UpperLetters,
            Some("i") => Numbering::LowerRoman,
            Some("I") => Numbering::UpperRoman,
            _ => Numbering::Figures,
        };
        List {
            start,
            numbering,
            tight,
            items,
        }
    }

    pub(super) fn item(&mut self, node: NodeRef<'_>, span: Span, depth: usize) -> ListItem {
        let check = node.value().as_element();
        let check = check.and_then(|element| element.attr(CHECK));
        ListItem {
            span,
            check: check.map(|check| check == "yes"),
            blocks: self.flow(node, span, depth),
        }
    }

    pub(super) fn definitions(
        &mut self,
        node: NodeRef<'_>,
        span: Span,
        depth: usize,
    ) -> Vec<Definition> {
        let mut out: Vec<Definition> = Vec::new();
        for child in node.children() {
            let Node::Element(element) = child.value() else {
                let mut run = Vec::new();
                self.inline(child, span, depth, &mut run);
                let run = trim(run);
                if !run.is_empty() {
                    detail(&mut out).push(Block::new(span, BlockKind::Paragraph(run)));
                }
                continue;
            };
            let span = place(element, span);
            match element.name() {
                "dt" => {
                    let term = self.phrasing(child, span, depth + 1);
                    out.push(Definition {
                        term,
                        details: Vec::new(),
                    });
                }
                "div" if depth < DEPTH => out.extend(self.definitions(child, span, depth + 1)),
                _ => {
                    let blocks = self.flow(child, span, depth + 1);
                    detail(&mut out).extend(blocks);
                }
            }
        }
        out
    }

    pub(super) fn preformatted(&mut self, node: NodeRef<'_>) -> Code {
        let language = node
            .descendants()
            .filter_map(|inner| inner.value().as_element())
            .flat_map(Element::classes)
            .find_map(|class| {
                class
                    .strip_prefix("language-")
                    .or_else(|| class.strip_prefix("lang-"))
            })
            .map(Into::into);
        let mut words = String::new();
        for inner in node.descendants() {
            match inner.value() {
                Node::Text(text) => words.push_str(text),
                Node::Element(element) if element.name() == "br" => words.push('\n'),
                Node::Element(element) if element.name() == INLINE_SLOT => {
                    words.extend(
                        slot(&mut self.inlines, element).map(|inline| text::of_inlines(&[inline])),
                    );
                }
                Node::Element(element) if element.name() == BLOCK_SLOT => {
                    words.extend(
                        slot(&mut self.blocks, element).map(|block| text::of_blocks(&[block])),
                    );
                }
                _ => {}
            }
        }
        Code {
            language,
            text: words.into(),
        }
    }

    pub(super) fn details(
        &mut self,
        node: NodeRef<'_>,
        element: &Element,
        span: Span,
        depth: usize,
    ) -> Details {
        let mut summary: Vec<Inline> = element
            .attr("pm-summary")
            .map(|words| Inline::text(span, words))
            .into_iter()
            .collect();
        let mut flow = Flow::default();
        for child in node.children() {
            match child.value() {
                Node::Element(inner) if inner.name() == "summary" && summary.is_empty() => {
                    summary = self.phrasing(child, place(inner, span), depth + 1);
                }
                Node::Element(inner) if self.is_block(child, inner) => {
                    self.block(child, inner, place(inner, span), depth + 1, &mut flow);
                }
                _ => self.inline(child, span, depth + 1, &mut flow.run),
            }
        }
        flow.flush();
        Details {
            summary,
            open: element.attr("open").is_some(),
            blocks: flow.blocks,
        }
    }

    pub(super) fn figure(&mut self, node: NodeRef<'_>, span: Span, depth: usize) -> Figure {
        let mut caption = Vec::new();
        let mut flow = Flow::default();
        for child in node.children() {
            match child.value() {
                Node::Element(inner) if inner.name() == "figcaption" && caption.is_empty() => {
                    caption = self.phrasing(child, place(inner, span), depth + 1);
                }
                Node::Element(inner) if self.is_block(child, inner) => {
                    self.block(child, inner, place(inner, span), depth + 1, &mut flow);
                }
                _ => self.inline(child, span, depth + 1, &mut flow.run),
            }
        }
        flow.flush();
        Figure {
            blocks: flow.blocks,
            caption,
            legend: Vec::new(),
        }
    }

    pub(super) fn admonition(
        &mut self,
        node: NodeRef<'_>,
        element: &Element,
        span: Span,
        depth: usize,
    ) -> Admonition {
        let kind = element
            .attr("type")
            .or(element.attr("kind"))
            .unwrap_or("note")
            .trim()
            .to_lowercase();
        let title = element
            .attr("title")
            .map(str::trim)
            .filter(|title| !title.is_empty());
        Admonition {
            kind: kind.into(),
            title: title.map(|title| vec![Inline::text(span, title)]),
            folded: element.attr("folded").is_some(),
            blocks: self.flow(node, span, depth),
        }
    }
}

fn detail(out: &mut Vec<Definition>) -> &mut Vec<Block> {
    if out.is_empty() {
        out.push(Definition {
            term: Vec::new(),
            details: Vec::new(),
        });
    }
    let last = out.len() - 1;
    &mut out[last].details
}
