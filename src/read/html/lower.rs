//! A parsed tree of HTML, with its slots, as our nodes.
//!
//! Takes the tree of an HTML parser, gives blocks and inlines, with what was put into its slots. It passes no markup on, and deeper than
//! a bound it keeps the words alone.

use std::collections::HashMap;

use ego_tree::NodeId;
use scraper::node::Element;
use scraper::{Html, Node};

use super::Weave;
use super::link::{link_blocks, link_of, name_anchor};
use super::names::{ADMONITION, BLOCK_SLOT, DEPTH, INLINE_SLOT, KEPT};
use super::phrase::{block_words, push_words};
use super::slot::{
    Flow, Lowering, NodeRef, all_text, anchor, has_block, has_words, is_block_name, place, slot,
    trim,
};
use super::table;
use super::tame::is_block_tag;
use crate::document::{
    Block, BlockKind, Directive, Heading, Inline, InlineKind, List, Numbering, depth,
};
use crate::source::Span;

/// Lowers to blocks.
pub(super) fn blocks(weave: Weave) -> Vec<Block> {
    part(weave, |parsed| root(parsed).id())
}

/// Lowers what stands in one node to blocks; which that is, is decided when the whole is parsed.
pub(super) fn part(weave: Weave, prepare: impl FnOnce(&mut Html) -> NodeId) -> Vec<Block> {
    let mut parsed = Html::parse_fragment(&weave.html);
    let chosen = prepare(&mut parsed);
    let span = weave.span.unwrap_or_default();
    let mut lowering = Lowering {
        blocks: weave.blocks,
        inlines: weave.inlines,
        lonely: HashMap::new(),
        begun: None,
    };
    let chosen = parsed.tree.get(chosen).unwrap_or_else(|| root(&parsed));
    let mut out = lowering.flow(chosen, span, 0);
    lowering.rescue(&mut out);
    // What this gives may be a finished block of the next weave, and so on outwards: depths would multiply.
    depth::bound(&mut out);
    out
}

/// Lowers to inlines.
pub(super) fn inlines(weave: Weave) -> Vec<Inline> {
    let parsed = Html::parse_fragment(&weave.html);
    let span = weave.span.unwrap_or_default();
    let mut lowering = Lowering {
        blocks: weave.blocks,
        inlines: weave.inlines,
        lonely: HashMap::new(),
        begun: None,
    };
    let mut out = Vec::new();
    lowering.phrase(root(&parsed), span, 0, &mut out);
    out.extend(lowering.inlines.iter_mut().filter_map(Option::take));
    depth::bound_inlines(&mut out);
    trim(out)
}

/// The element that holds the content: a fragment's parse tree has one `html` element at its top.
fn root(parsed: &Html) -> NodeRef<'_> {
    let top = parsed.tree.root();
    top.children()
        .find(|node| node.value().is_element())
        .unwrap_or(top)
}

impl Lowering {
    /// The children of a node as blocks; inlines between blocks become paragraphs.
    pub(super) fn flow(&mut self, node: NodeRef<'_>, span: Span, depth: usize) -> Vec<Block> {
        let mut flow = Flow::default();
        self.flow_into(node, span, depth, &mut flow);
        flow.flush();
        flow.blocks
    }

    fn flow_into(&mut self, node: NodeRef<'_>, span: Span, depth: usize, flow: &mut Flow) {
        for child in node.children() {
            match child.value() {
                Node::Element(element) if self.is_block(child, element) => {
                    self.block(child, element, place(element, span), depth + 1, flow);
                }
                _ => self.inline(child, span, depth + 1, &mut flow.run),
            }
        }
    }

    pub(super) fn block(
        &mut self,
        node: NodeRef<'_>,
        element: &Element,
        span: Span,
        depth: usize,
        flow: &mut Flow,
    ) {
        if depth > DEPTH {
            self.words(node, span, &mut flow.run);
            return;
        }
        match element.name() {
            BLOCK_SLOT => {
                flow.flush();
                flow.blocks.extend(slot(&mut self.blocks, element));
            }
            "p" if !has_block(node) => {
                flow.flush();
                anchor(element, span, &mut flow.run);
                self.phrase(node, span, depth, &mut flow.run);
                flow.flush();
            }
            "hr" => flow.push(span, BlockKind::Rule),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = element.name().as_bytes()[1] - b'0';
                let content = self.phrasing(node, span, depth);
                let id = element
                    .attr("id")
                    .filter(|id| !id.trim().is_empty())
                    .map(Into::into);
                flow.push(
                    span,
                    BlockKind::Heading(Box::new(Heading { level, content, id })),
                );
            }
            "blockquote" => {
                let blocks = self.flow(node, span, depth);
                flow.push(span, BlockKind::Quote(blocks));
            }
            "ul" | "ol" | "menu" => {
                let list = self.list(node, element, span, depth);
                flow.push(span, BlockKind::List(Box::new(list)));
            }
            "li" => {
                // An item without a list: a bullet of its own.
                let item = self.item(node, span, depth);
                flow.push(
                    span,
                    BlockKind::List(Box::new(List {
                        start: None,
                        numbering: Numbering::default(),
                        tight: true,
                        items: vec![item],
                    })),
                );
            }
            "dl" => {
                let definitions = self.definitions(node, span, depth);
                flow.push(span, BlockKind::DefinitionList(definitions));
            }
            "pre" => {
                let code = self.preformatted(node);
                flow.push(span, BlockKind::Code(Box::new(code)));
            }
            "details" => {
                let details = self.details(node, element, span, depth);
                flow.push(span, BlockKind::Details(Box::new(details)));
            }
            "figure" => {
                let figure = self.figure(node, span, depth);
                flow.push(span, BlockKind::Figure(Box::new(figure)));
            }
            "table" => {
                let table = table::table(self, node, span, depth);
                flow.push(span, BlockKind::Table(Box::new(table)));
            }
            ADMONITION => {
                let admonition = self.admonition(node, element, span, depth);
                flow.push(span, BlockKind::Admonition(Box::new(admonition)));
            }
            KEPT => {
                let source = all_text(node);
                let name = element.attr("name").unwrap_or("markup");
                let directive = Directive {
                    name: name.into(),
                    source: source.trim_end().into(),
                };
                flow.push(span, BlockKind::Directive(Box::new(directive)));
            }
            "a" => {
                // A link holds words only: each block inside is linked by itself.
                flow.flush();
                anchor(element, span, &mut flow.run);
                name_anchor(element, span, &mut flow.run);
                let mut blocks = self.flow(node, span, depth);
                if let Some(link) = link_of(element) {
                    link_blocks(&mut blocks, &link, span);
                }
                flow.flush();
                flow.blocks.extend(blocks);
            }
            _ => {
                flow.flush();
                anchor(element, span, &mut flow.run);
                self.flow_into(node, span, depth, flow);
                flow.flush();
            }
        }
    }

    /// True for an element that must stand as a block: by its name, or because a block stands in it.
    pub(super) fn is_block(&mut self, node: NodeRef<'_>, element: &Element) -> bool {
        let name = element.name();
        is_block_name(name)
            || (name == KEPT && self.stands_alone(node))
            || (matches!(
                name,
                "a" | "b"
                    | "big"
                    | "button"
                    | "del"
                    | "em"
                    | "font"
                    | "i"
                    | "ins"
                    | "label"
                    | "mark"
                    | "picture"
                    | "s"
                    | "small"
                    | "span"
                    | "strong"
                    | "u"
            ) && has_block(node))
    }

    /// A kept source is a block where nothing but space and other elements stand beside it.
    fn stands_alone(&mut self, node: NodeRef<'_>) -> bool {
        let Some(parent) = node.parent() else {
            return true;
        };
        *self.lonely.entry(parent.id()).or_insert_with(|| {
            parent.children().all(|child| match child.value() {
                Node::Text(words) => words.trim().is_empty(),
                Node::Element(element) => element.name() != INLINE_SLOT,
                _ => true,
            })
        })
    }

    /// All words of a node without its structure, slots included: for what stands deeper than the tree may be.
    pub(super) fn words(&mut self, node: NodeRef<'_>, span: Span, out: &mut Vec<Inline>) {
        // What was looked at once is not looked at again: there may be nothing but space for long.
        let (mut has_any, mut seen) = (false, 0);
        for inner in node.descendants() {
            has_any = has_any || has_words(&out[seen.min(out.len())..]);
            seen = out.len();
            match inner.value() {
                Node::Text(words) => push_words(words, span, out),
                Node::Element(element) if element.name() == INLINE_SLOT => {
                    out.extend(slot(&mut self.inlines, element));
                }
                Node::Element(element) if element.name() == BLOCK_SLOT => {
                    if let Some(block) = slot(&mut self.blocks, element) {
                        block_words(block, out);
                    }
                }
                Node::Element(element) if is_block_tag(element.name()) && has_any => {
                    out.push(Inline::new(span, InlineKind::Break));
                }
                _ => {}
            }
        }
    }

    /// What no slot asked for (the parser may drop an element, never a finished piece of ours) is added at the end.
    fn rescue(&mut self, out: &mut Vec<Block>) {
        out.extend(self.blocks.iter_mut().filter_map(Option::take));
        let left: Vec<Inline> = self.inlines.iter_mut().filter_map(Option::take).collect();
        if let (Some(first), Some(last)) = (left.first(), left.last()) {
            out.push(Block::new(
                first.span.join(last.span),
                BlockKind::Paragraph(left),
            ));
        }
    }
}
