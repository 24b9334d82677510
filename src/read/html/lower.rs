//! A parsed tree of HTML, with its slots, as our nodes.

use std::mem;

use scraper::node::Element;
use scraper::{Html, Node};

use super::Weave;
use super::table;
use super::tame::{MARK, is_block_tag};
use crate::document::{
    Admonition, Block, BlockKind, Code, Definition, Details, Directive, Figure, Heading, Image,
    Inline, InlineKind, Link, List, ListItem, Style, text,
};
use crate::source::Span;

/// The element that stands for a finished block.
pub(super) const BLOCK_SLOT: &str = "pm-block";
/// The element that stands for a finished inline.
pub(super) const INLINE_SLOT: &str = "pm-inline";
/// The element that holds a kept source.
pub(super) const KEPT: &str = "pm-kept";
/// The element of an admonition written by another tool's means.
pub(super) const ADMONITION: &str = "pm-admonition";

/// Deeper elements give their words only, so that no input makes the tree (and every walk over it) deeper than this.
const DEPTH: usize = 60;

pub(super) type NodeRef<'a> = ego_tree::NodeRef<'a, Node>;

/// Lowers to blocks.
pub(super) fn blocks(weave: Weave) -> Vec<Block> {
    let parsed = Html::parse_fragment(&weave.html);
    let span = weave.span.unwrap_or_default();
    let mut lowering = Lowering {
        blocks: weave.blocks,
        inlines: weave.inlines,
    };
    let mut out = lowering.flow(root(&parsed), span, 0);
    lowering.rescue(&mut out);
    out
}

/// Lowers to inlines.
pub(super) fn inlines(weave: Weave) -> Vec<Inline> {
    let parsed = Html::parse_fragment(&weave.html);
    let span = weave.span.unwrap_or_default();
    let mut lowering = Lowering {
        blocks: weave.blocks,
        inlines: weave.inlines,
    };
    let mut out = Vec::new();
    lowering.phrase(root(&parsed), span, 0, &mut out);
    out.extend(lowering.inlines.iter_mut().filter_map(Option::take));
    trim(out)
}

/// The element that holds the content: a fragment's parse tree has one `html` element at its top.
fn root(parsed: &Html) -> NodeRef<'_> {
    let top = parsed.tree.root();
    top.children()
        .find(|node| node.value().is_element())
        .unwrap_or(top)
}

pub(super) struct Lowering {
    blocks: Vec<Option<Block>>,
    inlines: Vec<Option<Inline>>,
}

/// Blocks being gathered, with the inlines that do not belong to a block yet.
#[derive(Default)]
struct Flow {
    blocks: Vec<Block>,
    run: Vec<Inline>,
}

impl Flow {
    fn flush(&mut self) {
        let run = trim(mem::take(&mut self.run));
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            return;
        };
        let span = first.span.join(last.span);
        let kind = match run.as_slice() {
            [
                Inline {
                    kind: InlineKind::Comment(comment),
                    ..
                },
            ] => BlockKind::Comment(comment.clone()),
            _ => BlockKind::Paragraph(run),
        };
        self.blocks.push(Block::new(span, kind));
    }

    fn push(&mut self, span: Span, kind: BlockKind) {
        self.flush();
        self.blocks.push(Block::new(span, kind));
    }
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
                Node::Element(element) if is_block(child, element) => {
                    self.block(child, element, place(element, span), depth + 1, flow);
                }
                _ => self.inline(child, span, depth + 1, &mut flow.run),
            }
        }
    }

    fn block(
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
            _ => {
                flow.flush();
                anchor(element, span, &mut flow.run);
                self.flow_into(node, span, depth, flow);
                flow.flush();
            }
        }
    }

    fn phrasing(&mut self, node: NodeRef<'_>, span: Span, depth: usize) -> Vec<Inline> {
        let mut out = Vec::new();
        self.phrase(node, span, depth, &mut out);
        trim(out)
    }

    fn phrase(&mut self, node: NodeRef<'_>, span: Span, depth: usize, out: &mut Vec<Inline>) {
        for child in node.children() {
            self.inline(child, span, depth + 1, out);
        }
    }

    fn inline(&mut self, node: NodeRef<'_>, span: Span, depth: usize, out: &mut Vec<Inline>) {
        match node.value() {
            Node::Text(words) => push_words(words, span, out),
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

    fn inline_element(
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
            INLINE_SLOT => out.extend(slot(&mut self.inlines, element)),
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
            "a" => self.link(node, element, span, depth, out),
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
            "iframe" | "video" | "audio" | "embed" | "object" | "source" | "track" => {
                let target = ["src", "data", "href"]
                    .iter()
                    .find_map(|key| element.attr(key));
                if let Some(target) = target.map(str::trim).filter(|target| !target.is_empty()) {
                    let words = element.attr("title").unwrap_or(target);
                    let content = vec![Inline::text(span, words)];
                    let link = Link {
                        target: target.into(),
                        title: None,
                        by_name: false,
                        content,
                    };
                    out.push(Inline::new(span, InlineKind::Link(Box::new(link))));
                }
                self.phrase(node, span, depth, out);
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
                    push_words(&format!(" ({title})"), span, out);
                }
            }
            name if is_block_tag(name) || name == ADMONITION => {
                // A block where only words can stand (in a heading, in a cell of a heading row).
                if !out.is_empty() {
                    out.push(Inline::new(span, InlineKind::Break));
                }
                self.phrase(node, span, depth, out);
            }
            _ => self.phrase(node, span, depth, out),
        }
    }

    fn link(
        &mut self,
        node: NodeRef<'_>,
        element: &Element,
        span: Span,
        depth: usize,
        out: &mut Vec<Inline>,
    ) {
        if let Some(name) = element
            .attr("name")
            .filter(|name| !name.is_empty() && element.attr("id").is_none())
        {
            out.push(Inline::new(span, InlineKind::Anchor(name.into())));
        }
        let mut content = Vec::new();
        self.phrase(node, span, depth, &mut content);
        match element.attr("href") {
            Some(target) => {
                let title = element.attr("title").map(Into::into);
                let link = Link {
                    target: target.trim().into(),
                    title,
                    by_name: false,
                    content,
                };
                out.push(Inline::new(span, InlineKind::Link(Box::new(link))));
            }
            None => out.extend(content),
        }
    }

    fn list(&mut self, node: NodeRef<'_>, element: &Element, span: Span, depth: usize) -> List {
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
                        Node::Element(inner) if is_block(child, inner) => {
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
        List {
            start,
            tight,
            items,
        }
    }

    fn item(&mut self, node: NodeRef<'_>, span: Span, depth: usize) -> ListItem {
        ListItem {
            span,
            check: None,
            blocks: self.flow(node, span, depth),
        }
    }

    fn definitions(&mut self, node: NodeRef<'_>, span: Span, depth: usize) -> Vec<Definition> {
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

    fn preformatted(&mut self, node: NodeRef<'_>) -> Code {
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

    fn details(
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
                Node::Element(inner) if is_block(child, inner) => {
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

    fn figure(&mut self, node: NodeRef<'_>, span: Span, depth: usize) -> Figure {
        let mut caption = Vec::new();
        let mut flow = Flow::default();
        for child in node.children() {
            match child.value() {
                Node::Element(inner) if inner.name() == "figcaption" && caption.is_empty() => {
                    caption = self.phrasing(child, place(inner, span), depth + 1);
                }
                Node::Element(inner) if is_block(child, inner) => {
                    self.block(child, inner, place(inner, span), depth + 1, &mut flow);
                }
                _ => self.inline(child, span, depth + 1, &mut flow.run),
            }
        }
        flow.flush();
        Figure {
            blocks: flow.blocks,
            caption,
        }
    }

    fn admonition(
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

    /// All words of a node without its structure, slots included: for what stands deeper than the tree may be.
    fn words(&mut self, node: NodeRef<'_>, span: Span, out: &mut Vec<Inline>) {
        for inner in node.descendants() {
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
                Node::Element(element) if is_block_tag(element.name()) && !out.is_empty() => {
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

/// The finished piece that a slot stands for, once.
fn slot<T>(pieces: &mut [Option<T>], element: &Element) -> Option<T> {
    let number: usize = element.attr("n")?.parse().ok()?;
    pieces.get_mut(number)?.take()
}

/// Where a tag stands.
pub(super) fn place(element: &Element, outer: Span) -> Span {
    element
        .attr(MARK)
        .and_then(|mark| mark.split_once('-'))
        .and_then(|(start, end)| Some(Span::new(start.parse().ok()?, end.parse().ok()?)))
        .unwrap_or(outer)
}

fn anchor(element: &Element, span: Span, out: &mut Vec<Inline>) {
    if let Some(id) = element
        .attr("id")
        .map(str::trim)
        .filter(|id| !id.is_empty())
    {
        out.push(Inline::new(span, InlineKind::Anchor(id.into())));
    }
}

/// True for an element that must stand as a block: by its name, or because a block stands in it.
fn is_block(node: NodeRef<'_>, element: &Element) -> bool {
    let name = element.name();
    name == BLOCK_SLOT
        || name == ADMONITION
        || is_block_tag(name)
        || (name == KEPT && stands_alone(node))
        || (matches!(
            name,
            "span" | "font" | "center" | "a" | "b" | "strong" | "i" | "em" | "label" | "picture"
        ) && has_block(node))
}

/// A kept source is a block where nothing but space stands beside it.
fn stands_alone(node: NodeRef<'_>) -> bool {
    node.parent().is_none_or(|parent| {
        parent
            .children()
            .filter(|other| other.id() != node.id())
            .all(|other| match other.value() {
                Node::Text(words) => words.trim().is_empty(),
                Node::Element(element) => element.name() != INLINE_SLOT,
                _ => true,
            })
    })
}

fn has_block(node: NodeRef<'_>) -> bool {
    node.descendants()
        .skip(1)
        .filter_map(|inner| inner.value().as_element())
        .any(|element| {
            element.name() == BLOCK_SLOT
                || element.name() == ADMONITION
                || is_block_tag(element.name())
        })
}

fn only_text(node: NodeRef<'_>) -> bool {
    node.children().all(|child| child.value().is_text())
}

pub(super) fn all_text(node: NodeRef<'_>) -> String {
    node.descendants()
        .filter_map(|inner| inner.value().as_text())
        .map(|text| &*text.text)
        .collect()
}

/// Words with their white space folded, as HTML shows them.
fn push_words(words: &str, span: Span, out: &mut Vec<Inline>) {
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
fn block_words(block: Block, out: &mut Vec<Inline>) {
    match block.kind {
        BlockKind::Paragraph(content) => {
            if !out.is_empty() {
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

/// Inlines without space at their ends; nothing is left of a run of space.
pub(in crate::read) fn trim(mut inlines: Vec<Inline>) -> Vec<Inline> {
    while let Some(Inline {
        kind: InlineKind::Text(words),
        ..
    }) = inlines.first_mut()
    {
        let trimmed = words.trim_start_matches([' ', '\n']);
        if trimmed.is_empty() {
            inlines.remove(0);
            continue;
        }
        if trimmed.len() < words.len() {
            *words = trimmed.into();
        }
        break;
    }
    while let Some(Inline {
        kind: InlineKind::Text(words),
        ..
    }) = inlines.last_mut()
    {
        let trimmed = words.trim_end_matches([' ', '\n']);
        if trimmed.is_empty() {
            inlines.pop();
            continue;
        }
        if trimmed.len() < words.len() {
            *words = trimmed.into();
        }
        break;
    }
    inlines
}
