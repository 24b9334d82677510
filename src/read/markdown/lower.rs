//! comrak's blocks as ours. Raw markup and constructs that open or close an element stay [`Piece`]s until their container is
//! complete, so that they can pair with others; [`finish`] weaves them.

use comrak::nodes::{AstNode, ListType, NodeValue, TableAlignment};
use smallvec::SmallVec;

use super::lines::Lines;
use super::lowering::{Lowering, open};
use super::piece::InlinePiece;
use super::{Reading, attribute};
use crate::document::{
    Admonition, Alignment, Block, BlockKind, Cell, Code, Definition, Footnote, Heading, Inline,
    InlineKind, List, ListItem, Numbering, Row, Table,
};
use crate::read::html::{MarkupLine, Weave};
use crate::source::Span;

/// Deeper blocks give their words without their structure, so that no input makes the tree deeper than this.
const DEPTH: usize = 60;

/// A part of a container.
#[derive(Debug)]
pub(super) enum Piece {
    /// A finished block.
    Block(Block),
    /// Raw markup.
    Raw(String, Vec<MarkupLine>, Span),
    /// A construct that opens an element.
    Open(&'static str, Vec<(&'static str, String)>, Span),
    /// A construct that closes one.
    Close(&'static str),
    /// A paragraph with markup in it that may reach beyond it.
    Mixed(Vec<InlinePiece>, Span),
}

/// The parts of a container; of few nothing is allocated.
pub(super) type Pieces = SmallVec<[Piece; 2]>;

/// Pieces to blocks.
pub(super) fn finish(pieces: Pieces, reading: &mut Reading<'_>) -> Vec<Block> {
    if pieces.iter().all(|piece| matches!(piece, Piece::Block(_))) {
        let mut blocks = Vec::with_capacity(pieces.len());
        blocks.extend(pieces.into_iter().filter_map(|piece| match piece {
            Piece::Block(block) => Some(block),
            _ => None,
        }));
        return blocks;
    }
    let mut weave = Weave::new();
    for piece in pieces {
        match piece {
            Piece::Block(block) => weave.block(block),
            Piece::Raw(markup, lines, span) => weave.raw(&markup, &lines, span),
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

impl Lowering<'_, '_> {
    pub(super) fn blocks<'n>(&mut self, node: &'n AstNode<'n>, depth: usize) -> Vec<Block> {
        let pieces = self.pieces(node, depth);
        finish(pieces, self.reading)
    }

    /// The children of a node.
    pub(super) fn pieces<'n>(&mut self, node: &'n AstNode<'n>, depth: usize) -> Pieces {
        let mut out = Pieces::new();
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
    fn flat<'n>(&mut self, node: &'n AstNode<'n>, out: &mut Pieces) {
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

    fn piece<'n>(&mut self, node: &'n AstNode<'n>, depth: usize, out: &mut Pieces) {
        let (span, value) = {
            let mut data = node.data_mut();
            // Nobody asks for a text twice.
            let value = match &mut data.value {
                NodeValue::CodeBlock(code) => NodeValue::CodeBlock(std::mem::take(code)),
                NodeValue::HtmlBlock(html) => NodeValue::HtmlBlock(std::mem::take(html)),
                value => value.clone(),
            };
            (self.span(data.sourcepos), value)
        };
        let value = self.finished(node, value);
        let kind = match value {
            NodeValue::Paragraph
            | NodeValue::TableCell
            | NodeValue::DescriptionTerm
            | NodeValue::Subtext => {
                self.paragraph(node, span, depth, out);
                return;
            }
            NodeValue::HtmlBlock(html) => {
                let line = node.data().sourcepos.start.line;
                self.html(&html.literal, line, span, out);
                return;
            }
            NodeValue::Heading(heading) => self.heading(node, heading.level),
            NodeValue::List(list) => {
                let start = (list.list_type == ListType::Ordered).then_some(list.start as u64);
                let items = node.children().map(|item| self.item(item, depth)).collect();
                BlockKind::List(Box::new(List {
                    start,
                    numbering: Numbering::default(),
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
                title: alert
                    .title
                    .map(|title| vec![Inline::text(span, self.restore(&title))]),
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
                mark: None,
                blocks: self.blocks(node, depth + 1),
            })),
            _ => BlockKind::Group(self.blocks(node, depth + 1)),
        };
        out.push(Piece::Block(Block::new(span, kind)));
    }

    fn paragraph<'n>(&mut self, node: &'n AstNode<'n>, span: Span, depth: usize, out: &mut Pieces) {
        if let Some(block) = self.container(node, span) {
            out.push(Piece::Block(block));
            return;
        }
        if let Some(block) = self.mdx(node, span) {
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
        let mut content = if let Some(words) = self.plain_words(node) {
            vec![words]
        } else {
            let mut pieces = self.inline_pieces(node, depth);
            if self.reading.extended {
                Self::attributes_at_end(&mut pieces);
            }
            let reaches_out = pieces.iter().any(InlinePiece::reaches_out);
            if reaches_out {
                out.push(Piece::Mixed(pieces.into_vec(), span));
                return;
            }
            self.finish_inlines(pieces)
        };
        if self.reading.extended {
            targets(&mut content);
        }
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
        let alignments_count = alignments.len();
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
                let mut pieces = Pieces::new();
                let span = self.span(cell.data().sourcepos);
                self.paragraph(cell, span, depth, &mut pieces);
                Cell {
                    header,
                    columns: 1,
                    rows: 1,
                    blocks: finish(pieces, self.reading),
                }
            });
            let cells: Vec<Cell> = cells.collect();
            let mut cells = cells;
            self.cells_beyond(span, alignments_count, header, &mut cells);
            // kramdown's attribute list behind a table is one more row to the parser.
            let is_attributes = cells.iter().all(|cell| cell.blocks.is_empty())
                && span
                    .of(&self.reading.source.text)
                    .trim_start_matches([' ', '|'])
                    .starts_with("{:");
            if is_attributes {
                continue;
            }
            table.rows.push(Row {
                span,
                header,
                cells,
            });
        }
        BlockKind::Table(Box::new(table))
    }

    /// Cells of a row beyond those of the head: the parser drops them, the author wrote them.
    fn cells_beyond(&mut self, row: Span, columns: usize, header: bool, cells: &mut Vec<Cell>) {
        let masked = self.reading.masked;
        let line = row.of(&masked.text).trim_end();
        let bars = memchr::memchr_iter(b'|', line.as_bytes())
            .filter(|at| !line[..*at].ends_with('\\'))
            .collect::<Vec<_>>();
        let start = usize::from(line.starts_with('|'));
        let last = usize::from(line.ends_with('|') && !line.ends_with("\\|"));
        // One bar between two cells.
        if header || (bars.len() + 1).saturating_sub(start + last) <= columns {
            return;
        }
        let Some(first_lost) = bars.get(columns - 1 + start) else {
            return;
        };
        let mut from = first_lost + 1;
        let ends = bars[columns + start..]
            .iter()
            .copied()
            .chain((last == 0).then_some(line.len()));
        for end in ends.collect::<Vec<_>>() {
            let words = &line[from..end];
            let cut = words.len() - words.trim_start().len();
            let origin = row.start + (from + cut) as u32;
            let blocks = match words.trim() {
                "" => Vec::new(),
                words => self
                    .reading
                    .inner_blocks(Lines::of_parts([(words, origin)])),
            };
            cells.push(Cell {
                header,
                columns: 1,
                rows: 1,
                blocks,
            });
            from = end + 1;
        }
    }
}

/// `MyST`'s targets, lines such as `(deploy-failure)=` before what they name, become anchors.
fn targets(content: &mut Vec<Inline>) {
    let may_be_one = content.first().is_some_and(|first| {
        matches!(&first.kind, InlineKind::Text(words) if words.trim_start().starts_with('('))
    });
    if !may_be_one {
        return;
    }
    let mut anchors = Vec::new();
    while let Some(Inline {
        kind: InlineKind::Text(words),
        span,
    }) = content.first_mut()
    {
        let (line, after) = words.split_once('\n').unwrap_or((words, ""));
        let label = line
            .trim()
            .strip_prefix('(')
            .and_then(|line| line.strip_suffix(")="));
        let Some(label) =
            label.filter(|label| !label.is_empty() && !label.contains(['(', ')', ' ']))
        else {
            break;
        };
        anchors.push(Inline::new(*span, InlineKind::Anchor(label.into())));
        let after: Box<str> = after.into();
        if after.is_empty() {
            content.remove(0);
            break;
        }
        *words = after;
    }
    content.splice(0..0, anchors);
}

/// A paragraph that asks another tool for a table of contents; pages have their own.
fn is_contents_mark(words: &str) -> bool {
    words.trim_start().starts_with(['[', '{', '$'])
        && matches!(
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
