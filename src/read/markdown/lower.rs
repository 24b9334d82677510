//! comrak's blocks as ours. Raw markup and constructs that open or close an element stay [`Piece`]s until their container is
//! complete, so that they can pair with others; [`finish`] weaves them.

use comrak::nodes::{AstNode, ListType, NodeValue, Sourcepos, TableAlignment};

use super::container::{self, Container, Marker};
use super::fence::{self, Fence};
use super::foreign::{self, Form, Part};
use super::inline::InlinePiece;
use super::lines::Lines;
use super::{Reading, attribute};
use crate::document::{
    Admonition, Alignment, Block, BlockKind, Cell, Code, Definition, Details, Directive, Figure,
    Footnote, Heading, Image, Inline, InlineKind, Link, List, ListItem, Row, Table,
};
use crate::read::html::{Weave, is_known_tag};
use crate::source::Span;

/// Deeper blocks give their words without their structure, so that no input makes the tree deeper than this.
const DEPTH: usize = 60;

/// A part of a container.
#[derive(Debug)]
pub(super) enum Piece {
    /// A finished block.
    Block(Block),
    /// Raw markup.
    Raw(String, Span),
    /// A construct that opens an element.
    Open(&'static str, Vec<(&'static str, String)>, Span),
    /// A construct that closes one.
    Close(&'static str),
    /// A paragraph with markup in it that may reach beyond it.
    Mixed(Vec<InlinePiece>, Span),
}

/// Pieces to blocks.
pub(super) fn finish(pieces: Vec<Piece>, reading: &mut Reading<'_>) -> Vec<Block> {
    if pieces.iter().all(|piece| matches!(piece, Piece::Block(_))) {
        let blocks = pieces.into_iter().filter_map(|piece| match piece {
            Piece::Block(block) => Some(block),
            _ => None,
        });
        return blocks.collect();
    }
    let mut weave = Weave::new();
    for piece in pieces {
        match piece {
            Piece::Block(block) => weave.block(block),
            Piece::Raw(markup, span) => weave.raw(&markup, span),
            Piece::Open(name, attributes, span) => open(&mut weave, name, &attributes, span),
            Piece::Close(name) => weave.close(name),
            Piece::Mixed(inlines, span) => {
                weave.open("p", &[], span);
                inlines
                    .into_iter()
                    .for_each(|inline| inline.weave(&mut weave));
                weave.close("p");
            }
        }
    }
    let (blocks, kept) = weave.into_blocks();
    reading.note_kept_markup(kept);
    blocks
}

/// Opens an element of our own.
pub(super) fn open(
    weave: &mut Weave,
    name: &str,
    attributes: &[(&'static str, String)],
    span: Span,
) {
    let attributes: Vec<(&str, &str)> = attributes
        .iter()
        .map(|(key, value)| (*key, value.as_str()))
        .collect();
    weave.open(name, &attributes, span);
}

/// The lowering of one parse.
pub(super) struct Lowering<'r, 'a> {
    pub(super) reading: &'r mut Reading<'a>,
    pub(super) lines: &'r Lines<'r>,
    pub(super) containers: &'r [Container],
}

impl Lowering<'_, '_> {
    /// The bytes of the source that a position of the parser means.
    pub(super) fn span(&self, at: Sourcepos) -> Span {
        let text = &self.reading.source.text;
        let floor = |mut byte: usize| {
            byte = byte.min(text.len());
            while !text.is_char_boundary(byte) {
                byte -= 1;
            }
            byte
        };
        let start = floor(self.lines.byte(at.start.line, at.start.column));
        let end = floor(self.lines.byte(at.end.line, at.end.column + 1));
        Span::new(start, end)
    }

    fn blocks<'n>(&mut self, node: &'n AstNode<'n>, depth: usize) -> Vec<Block> {
        let pieces = self.pieces(node, depth);
        finish(pieces, self.reading)
    }

    /// The children of a node.
    pub(super) fn pieces<'n>(&mut self, node: &'n AstNode<'n>, depth: usize) -> Vec<Piece> {
        let mut out = Vec::new();
        for child in node.children() {
            if depth > DEPTH {
                self.flat(child, &mut out);
            } else {
                self.piece(child, depth, &mut out);
            }
        }
        out
    }

    /// The words of a node that stands too deep: its leaves, one after the other.
    fn flat<'n>(&mut self, node: &'n AstNode<'n>, out: &mut Vec<Piece>) {
        for inner in node.descendants() {
            let is_leaf = matches!(
                inner.data().value,
                NodeValue::Paragraph
                    | NodeValue::Heading(_)
                    | NodeValue::CodeBlock(_)
                    | NodeValue::HtmlBlock(_)
                    | NodeValue::TableCell
                    | NodeValue::DescriptionTerm
            );
            if is_leaf {
                self.piece(inner, DEPTH, out);
            }
        }
    }

    fn piece<'n>(&mut self, node: &'n AstNode<'n>, depth: usize, out: &mut Vec<Piece>) {
        let (span, value) = {
            let data = node.data();
            (self.span(data.sourcepos), data.value.clone())
        };
        let kind = match value {
            NodeValue::Paragraph
            | NodeValue::TableCell
            | NodeValue::DescriptionTerm
            | NodeValue::Subtext => {
                self.paragraph(node, span, depth, out);
                return;
            }
            NodeValue::HtmlBlock(html) => {
                self.html(&html.literal, span, out);
                return;
            }
            NodeValue::Heading(heading) => self.heading(node, heading.level),
            NodeValue::List(list) => {
                let start = (list.list_type == ListType::Ordered).then_some(list.start as u64);
                let items = node.children().map(|item| self.item(item, depth)).collect();
                BlockKind::List(Box::new(List {
                    start,
                    tight: list.tight,
                    items,
                }))
            }
            NodeValue::DescriptionList => BlockKind::DefinitionList(self.definitions(node, depth)),
            NodeValue::CodeBlock(code) if code.fenced => {
                let (first, last) = (
                    node.data().sourcepos.start.line,
                    node.data().sourcepos.end.line,
                );
                self.fenced(&code.info, &code.literal, span, (first, last))
            }
            NodeValue::CodeBlock(code) => {
                let text = self.restore(&code.literal);
                BlockKind::Code(Box::new(Code {
                    language: None,
                    text: text.into(),
                }))
            }
            NodeValue::BlockQuote | NodeValue::MultilineBlockQuote(_) => {
                BlockKind::Quote(self.blocks(node, depth + 1))
            }
            NodeValue::Alert(alert) => BlockKind::Admonition(Box::new(Admonition {
                kind: alert.alert_type.default_title().to_lowercase().into(),
                title: alert.title.map(|title| vec![Inline::text(span, title)]),
                folded: false,
                blocks: self.blocks(node, depth + 1),
            })),
            NodeValue::BlockDirective(directive) => self.colon(node, &directive.info, span, depth),
            NodeValue::Table(table) => self.table(node, &table.alignments, depth),
            NodeValue::ThematicBreak => BlockKind::Rule,
            NodeValue::FootnoteDefinition(footnote) => BlockKind::Footnote(Box::new(Footnote {
                label: footnote.name.into(),
                number: 0,
                references: 0,
                blocks: self.blocks(node, depth + 1),
            })),
            _ => BlockKind::Group(self.blocks(node, depth + 1)),
        };
        out.push(Piece::Block(Block::new(span, kind)));
    }

    fn paragraph<'n>(
        &mut self,
        node: &'n AstNode<'n>,
        span: Span,
        depth: usize,
        out: &mut Vec<Piece>,
    ) {
        if let Some(block) = self.container(node, span) {
            out.push(Piece::Block(block));
            return;
        }
        if let Some(math) = only_math(node) {
            out.push(Piece::Block(Block::new(span, BlockKind::Math(math.into()))));
            return;
        }
        if self.reading.extended && self.constructs_alone(node, out) {
            return;
        }
        let mut pieces = self.inline_pieces(node, depth);
        if self.reading.extended {
            Self::attributes_at_end(&mut pieces);
        }
        let reaches_out = pieces.iter().any(InlinePiece::reaches_out);
        if reaches_out {
            out.push(Piece::Mixed(pieces, span));
            return;
        }
        let content = self.finish_inlines(pieces);
        let kind = match content.as_slice() {
            [] => return,
            [
                Inline {
                    kind: InlineKind::Comment(comment),
                    ..
                },
            ] => BlockKind::Comment(comment.clone()),
            [
                Inline {
                    kind: InlineKind::Text(words),
                    ..
                },
            ] if self.reading.extended && is_contents_mark(words) => {
                BlockKind::Comment(words.clone())
            }
            _ => BlockKind::Paragraph(content),
        };
        out.push(Piece::Block(Block::new(span, kind)));
    }

    /// A paragraph that is nothing but constructs of a template language.
    fn constructs_alone<'n>(&mut self, node: &'n AstNode<'n>, out: &mut Vec<Piece>) -> bool {
        let masked = self.reading.masked;
        let mut words = String::new();
        for child in node.children() {
            match &child.data().value {
                NodeValue::Text(text) => words.push_str(text),
                NodeValue::SoftBreak | NodeValue::LineBreak => words.push('\n'),
                _ => return false,
            }
        }
        if !masked.is_masked(&words) {
            return false;
        }
        let parts = masked.parts(&words);
        let alone = parts.iter().all(|part| match part {
            Part::Words(words) => words.trim().is_empty(),
            Part::Construct(construct) => {
                !matches!(foreign::form(construct), Form::Words | Form::Inline(_))
            }
        });
        if !alone {
            return false;
        }
        for part in &parts {
            let Part::Construct(construct) = part else {
                continue;
            };
            let span = construct.span;
            let kind = match foreign::form(construct) {
                Form::Figure(block) => block.kind,
                Form::Open(name, attributes) => {
                    out.push(Piece::Open(name, attributes, span));
                    continue;
                }
                Form::Close(name) => {
                    out.push(Piece::Close(name));
                    continue;
                }
                Form::Comment => BlockKind::Comment(construct.source.as_str().into()),
                Form::Kept | Form::Words | Form::Inline(_) => {
                    self.reading
                        .note_kept(&format!("`{}`", brief(&construct.source)), span);
                    let directive = Directive {
                        name: "template".into(),
                        source: construct.source.as_str().into(),
                    };
                    BlockKind::Directive(Box::new(directive))
                }
            };
            out.push(Piece::Block(Block::new(span, kind)));
        }
        true
    }

    /// The container that a placeholder paragraph stands for.
    fn container<'n>(&mut self, node: &'n AstNode<'n>, span: Span) -> Option<Block> {
        if self.containers.is_empty() {
            return None;
        }
        let only = node
            .first_child()
            .filter(|child| child.next_sibling().is_none())?;
        let number = match &only.data().value {
            NodeValue::Text(text) => container::number(text)?,
            _ => return None,
        };
        let container = self.containers.get(number)?;
        let whole = Span {
            start: container.start,
            end: container.lines.span().end.max(span.end),
        };
        let lines = container.lines.slice(0..usize::MAX / 2);
        let blocks = self.reading.inner_blocks(lines);
        let words = |title: &str| {
            vec![Inline::text(
                Span {
                    start: container.start,
                    end: container.start,
                },
                title,
            )]
        };
        let kind = match container.marker {
            Marker::Tab => {
                let title = container.title.as_deref().unwrap_or("");
                BlockKind::Details(Box::new(Details {
                    summary: words(title),
                    open: true,
                    blocks,
                }))
            }
            Marker::Admonition | Marker::Folded { .. } => {
                let title = container.title.as_deref().filter(|title| !title.is_empty());
                BlockKind::Admonition(Box::new(Admonition {
                    kind: container.kind.as_str().into(),
                    title: title.map(words),
                    folded: container.marker == Marker::Folded { open: false },
                    blocks,
                }))
            }
        };
        Some(Block::new(whole, kind))
    }

    fn html(&mut self, literal: &str, span: Span, out: &mut Vec<Piece>) {
        let markup = self.restore(literal);
        let trimmed = markup.trim();
        if let Some(comment) = trimmed
            .strip_prefix("<!--")
            .and_then(|rest| rest.strip_suffix("-->"))
            && !comment.contains("-->")
        {
            out.push(Piece::Block(Block::new(
                span,
                BlockKind::Comment(comment.into()),
            )));
            return;
        }
        if self.reading.extended
            && let Some(name) = leading_name(trimmed)
            && self.reparse(literal, name, span, out)
        {
            return;
        }
        out.push(Piece::Raw(markup, span));
    }

    /// Markup that the parser took for HTML but whose content is Markdown: behind a word in angle brackets that is no tag
    /// (`<username>`), and inside a tag that says `markdown="1"`.
    fn reparse(&mut self, literal: &str, name: &str, span: Span, out: &mut Vec<Piece>) -> bool {
        let first_line = literal.lines().next().unwrap_or("");
        let is_word = !is_known_tag(name) && !name.starts_with(|c: char| c.is_ascii_uppercase());
        let says_markdown =
            first_line.contains(" markdown=") && first_line.trim_end().ends_with('>');
        let rest_lines = literal.lines().count().saturating_sub(1);
        if !is_word && (!says_markdown || rest_lines == 0) {
            return false;
        }
        let mut at = span.start;
        let mut parts: Vec<(String, u32)> = Vec::new();
        for line in literal.lines() {
            parts.push((line.to_owned(), at));
            at += line.len() as u32 + 1;
        }
        if is_word {
            // The backslash keeps the parser from taking it for a tag again.
            let line = &parts[0].0;
            let indent = line.len() - line.trim_start().len();
            parts[0].0 = format!("\\{}", &line[indent..]);
            parts[0].1 = (span.start + indent as u32).saturating_sub(1);
        } else {
            out.push(Piece::Raw(self.restore(first_line), span));
            parts.remove(0);
        }
        let lines = Lines::of_parts(parts.iter().map(|(line, at)| (line.as_str(), *at)));
        out.extend(self.reading.pieces(&lines));
        true
    }

    fn heading<'n>(&mut self, node: &'n AstNode<'n>, level: u8) -> BlockKind {
        let pieces = self.inline_pieces(node, 0);
        let mut content = self.finish_inlines(pieces);
        let mut id = None;
        if self.reading.extended
            && let Some(Inline {
                kind: InlineKind::Text(words),
                ..
            }) = content.last_mut()
            && let Some((before, attributes)) = attribute::at_end(words)
        {
            id = attributes.id.map(Into::into);
            *words = before.into();
            content = crate::read::html::trim(content);
        }
        BlockKind::Heading(Box::new(Heading { level, content, id }))
    }

    fn item<'n>(&mut self, node: &'n AstNode<'n>, depth: usize) -> ListItem {
        let (span, check) = {
            let data = node.data();
            let check = match &data.value {
                NodeValue::TaskItem(task) => Some(task.symbol.is_some()),
                _ => None,
            };
            (self.span(data.sourcepos), check)
        };
        ListItem {
            span,
            check,
            blocks: self.blocks(node, depth + 1),
        }
    }

    fn definitions<'n>(&mut self, node: &'n AstNode<'n>, depth: usize) -> Vec<Definition> {
        let mut out = Vec::new();
        for item in node.children() {
            let mut definition = Definition {
                term: Vec::new(),
                details: Vec::new(),
            };
            for part in item.children() {
                let is_term = matches!(part.data().value, NodeValue::DescriptionTerm);
                if !is_term {
                    definition.details.extend(self.blocks(part, depth + 1));
                    continue;
                }
                for block in self.blocks(part, depth + 1) {
                    match block.kind {
                        BlockKind::Paragraph(content) => definition.term.extend(content),
                        kind => definition.details.push(Block::new(block.span, kind)),
                    }
                }
                if definition.term.is_empty() {
                    let pieces = self.inline_pieces(part, depth);
                    definition.term = self.finish_inlines(pieces);
                }
            }
            out.push(definition);
        }
        out
    }

    fn table<'n>(
        &mut self,
        node: &'n AstNode<'n>,
        alignments: &[TableAlignment],
        depth: usize,
    ) -> BlockKind {
        let alignments = alignments.iter().map(|alignment| match alignment {
            TableAlignment::None => Alignment::None,
            TableAlignment::Left => Alignment::Left,
            TableAlignment::Center => Alignment::Center,
            TableAlignment::Right => Alignment::Right,
        });
        let mut table = Table {
            caption: Vec::new(),
            alignments: alignments.collect(),
            rows: Vec::new(),
        };
        for row in node.children() {
            let (span, header) = {
                let data = row.data();
                (
                    self.span(data.sourcepos),
                    matches!(data.value, NodeValue::TableRow(true)),
                )
            };
            let cells = row.children().map(|cell| {
                let mut pieces = Vec::new();
                let span = self.span(cell.data().sourcepos);
                self.paragraph(cell, span, depth, &mut pieces);
                Cell {
                    header,
                    columns: 1,
                    rows: 1,
                    blocks: finish(pieces, self.reading),
                }
            });
            let cells = cells.collect();
            table.rows.push(Row {
                span,
                header,
                cells,
            });
        }
        BlockKind::Table(Box::new(table))
    }

    /// A fenced block: code, or a directive.
    fn fenced(
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
        let code = |language: Option<String>, text: String| {
            BlockKind::Code(Box::new(Code {
                language: language.map(Into::into),
                text: text.into(),
            }))
        };
        let text = self.restore(literal);
        match fence {
            Fence::Code(language) => {
                let skip = if info.trim_start().starts_with('{') {
                    fence::options(&text).1
                } else {
                    0
                };
                let text = if skip == 0 || text.starts_with("---\n") {
                    text
                } else {
                    after_lines(&text, skip).to_owned()
                };
                code(language, text)
            }
            Fence::Math => BlockKind::Math(text.trim().into()),
            Fence::Figure(file) => self.figure(&file, literal, span, (first, last)),
            Fence::Toctree => self.toctree(&text, span),
            Fence::Group => BlockKind::Group(self.body(literal, 0, (first, last))),
            Fence::Admonition(kind, title, folded) => {
                let (_, skip) = fence::options(&text);
                let blocks = self.body(literal, skip, (first, last));
                let title = title.map(|title| vec![Inline::text(span, title)]);
                BlockKind::Admonition(Box::new(Admonition {
                    kind: kind.into(),
                    title,
                    folded,
                    blocks,
                }))
            }
            Fence::Details(summary) => {
                let (_, skip) = fence::options(&text);
                let blocks = self.body(literal, skip, (first, last));
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
    fn body(&mut self, literal: &str, skip: usize, (first, last): (usize, usize)) -> Vec<Block> {
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
        let lines = Lines::of_parts(parts);
        self.reading.inner_blocks(lines)
    }

    fn figure(
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
        let image = Inline::new(span, InlineKind::Image(Box::new(image)));
        let mut blocks = vec![Block::new(span, BlockKind::Paragraph(vec![image]))];
        let mut caption = Vec::new();
        for block in self.body(literal, skip, lines) {
            match block.kind {
                BlockKind::Paragraph(content) if caption.is_empty() => caption = content,
                kind => blocks.push(Block::new(block.span, kind)),
            }
        }
        BlockKind::Figure(Box::new(Figure { blocks, caption }))
    }

    /// A list of documents: its entries are links by name.
    fn toctree(&mut self, text: &str, span: Span) -> BlockKind {
        let (options, skip) = fence::options(text);
        let is_glob = options.iter().any(|(key, _)| key == "glob");
        if is_glob {
            self.reading.note_kept("a `toctree` with `glob`", span);
            let source = self
                .reading
                .source
                .text
                .get(span.range())
                .unwrap_or(text)
                .trim_end()
                .into();
            return BlockKind::Directive(Box::new(Directive {
                name: "toctree".into(),
                source,
            }));
        }
        let entries = text
            .lines()
            .skip(skip)
            .map(str::trim)
            .filter(|line| !line.is_empty());
        let items = entries.map(|entry| {
            let (words, target) = match entry
                .strip_suffix('>')
                .and_then(|entry| entry.split_once('<'))
            {
                Some((words, target)) => (words.trim(), target.trim()),
                None => (entry, entry),
            };
            let content = vec![Inline::text(span, words)];
            let link = Link {
                target: target.into(),
                title: None,
                by_name: true,
                content,
            };
            let link = Inline::new(span, InlineKind::Link(Box::new(link)));
            ListItem {
                span,
                check: None,
                blocks: vec![Block::new(span, BlockKind::Paragraph(vec![link]))],
            }
        });
        BlockKind::List(Box::new(List {
            start: None,
            tight: true,
            items: items.collect(),
        }))
    }

    /// A container between colons.
    fn colon<'n>(
        &mut self,
        node: &'n AstNode<'n>,
        info: &str,
        span: Span,
        depth: usize,
    ) -> BlockKind {
        let info = self.restore(info);
        let blocks = self.blocks(node, depth + 1);
        match fence::colon(&info) {
            Fence::Admonition(kind, title, folded) => {
                let title = title.map(|title| vec![Inline::text(span, title)]);
                BlockKind::Admonition(Box::new(Admonition {
                    kind: kind.into(),
                    title,
                    folded,
                    blocks,
                }))
            }
            Fence::Details(summary) => {
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
            Fence::Figure(file) => {
                let image = Image {
                    source: file.into(),
                    title: None,
                    alt: "".into(),
                };
                let image = Inline::new(span, InlineKind::Image(Box::new(image)));
                let mut all = vec![Block::new(span, BlockKind::Paragraph(vec![image]))];
                all.extend(blocks);
                BlockKind::Figure(Box::new(Figure {
                    blocks: all,
                    caption: Vec::new(),
                }))
            }
            Fence::Group => BlockKind::Group(blocks),
            Fence::Code(_) | Fence::Math | Fence::Toctree | Fence::Other(_) => {
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

    /// What the author wrote where the parser saw masks and placeholders.
    pub(super) fn restore(&self, text: &str) -> String {
        let mut out = self.reading.masked.restore(text).into_owned();
        if !self.containers.is_empty() && out.contains(container::START) {
            for (number, container) in self.containers.iter().enumerate() {
                let letters: String = number
                    .to_string()
                    .bytes()
                    .map(|digit| (digit - b'0' + b'a') as char)
                    .collect();
                out = out.replace(
                    &format!("{}{letters}z", container::START),
                    &container.source,
                );
            }
        }
        out
    }
}

/// The language of a fence of `CommonMark`: the first word.
fn language(info: &str) -> Fence {
    Fence::Code(info.split_whitespace().next().map(str::to_owned))
}

fn after_lines(text: &str, lines: usize) -> &str {
    let mut rest = text;
    for _ in 0..lines {
        rest = rest.split_once('\n').map_or("", |(_, after)| after);
    }
    rest
}

/// The first words of a construct, for a message of one line.
fn brief(source: &str) -> String {
    let line = source.lines().next().unwrap_or("");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}

/// The name of the tag that a block of markup starts with.
fn leading_name(markup: &str) -> Option<&str> {
    let rest = markup.strip_prefix('<')?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .unwrap_or(rest.len());
    (end > 0).then_some(&rest[..end])
}

/// A paragraph that asks another tool for a table of contents; pages have their own.
fn is_contents_mark(words: &str) -> bool {
    matches!(
        words.trim(),
        "[TOC]" | "[toc]" | "[[_TOC_]]" | "{:toc}" | "${toc}"
    )
}

/// The text of displayed mathematics that stands alone.
fn only_math<'n>(node: &'n AstNode<'n>) -> Option<String> {
    let only = node
        .first_child()
        .filter(|child| child.next_sibling().is_none())?;
    match &only.data().value {
        NodeValue::Math(math) if math.display_math => Some(math.literal.clone()),
        _ => None,
    }
}
