//! Tables of HTML: sections, header cells, spans, captions, alignment.

use scraper::Node;
use scraper::node::Element;

use super::slot::{Lowering, NodeRef, place};
use crate::document::{Alignment, Block, BlockKind, Cell, Inline, Row, Table, text};
use crate::source::Span;

/// Lowers a `table` element. What stands in a table outside of its cells becomes a row of its own.
pub(super) fn table(lowering: &mut Lowering, node: NodeRef<'_>, span: Span, depth: usize) -> Table {
    let mut table = Table::default();
    part(lowering, node, span, depth, false, &mut table);
    let columns = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| usize::from(cell.columns)).sum())
        .max();
    table
        .alignments
        .resize(columns.unwrap_or(0), Alignment::None);
    // Header rows come first; a header row further down is a row of header cells.
    for at in 1..table.rows.len() {
        if table.rows[at].header && !table.rows[at - 1].header {
            table.rows[at].header = false;
        }
    }
    table
}

fn part(
    lowering: &mut Lowering,
    node: NodeRef<'_>,
    span: Span,
    depth: usize,
    head: bool,
    table: &mut Table,
) {
    for child in node.children() {
        let Node::Element(element) = child.value() else {
            continue;
        };
        let span = place(element, span);
        match element.name() {
            "caption" => {
                for block in lowering.flow(child, span, depth + 1) {
                    caption(block, &mut table.caption);
                }
            }
            "thead" => part(lowering, child, span, depth + 1, true, table),
            "tbody" | "tfoot" => part(lowering, child, span, depth + 1, false, table),
            "tr" => {
                let row = row(lowering, child, span, depth + 1, head, table);
                if !row.cells.is_empty() {
                    table.rows.push(row);
                }
            }
            "colgroup" | "col" => {}
            _ => {
                let blocks = lowering.flow(child, span, depth + 1);
                if !blocks.is_empty() {
                    let cell = Cell {
                        header: false,
                        columns: 1,
                        rows: 1,
                        blocks,
                    };
                    table.rows.push(Row {
                        span,
                        header: false,
                        cells: vec![cell],
                    });
                }
            }
        }
    }
}

fn caption(block: Block, out: &mut Vec<Inline>) {
    match block.kind {
        BlockKind::Paragraph(content) => out.extend(content),
        kind => out.push(Inline::text(
            block.span,
            text::of_blocks(&[Block::new(block.span, kind)]),
        )),
    }
}

fn row(
    lowering: &mut Lowering,
    node: NodeRef<'_>,
    span: Span,
    depth: usize,
    head: bool,
    table: &mut Table,
) -> Row {
    let mut cells: Vec<Cell> = Vec::new();
    let mut column = 0;
    for child in node.children() {
        let Node::Element(element) = child.value() else {
            continue;
        };
        let span = place(element, span);
        if let Some(alignment) = alignment(element) {
            if table.alignments.len() <= column {
                table.alignments.resize(column + 1, Alignment::None);
            }
            table.alignments[column] = alignment;
        }
        let columns = count(element, "colspan");
        column += usize::from(columns);
        cells.push(Cell {
            header: element.name() == "th",
            columns,
            rows: count(element, "rowspan"),
            blocks: lowering.flow(child, span, depth + 1),
        });
    }
    let header = head
        || (table.rows.is_empty() && !cells.is_empty() && cells.iter().all(|cell| cell.header));
    if header {
        cells.iter_mut().for_each(|cell| cell.header = true);
    }
    Row {
        span,
        header,
        cells,
    }
}

fn count(element: &Element, key: &str) -> u16 {
    element
        .attr(key)
        .and_then(|n| n.trim().parse().ok())
        .unwrap_or(1)
        .clamp(1, 1000)
}

fn alignment(element: &Element) -> Option<Alignment> {
    let word = element
        .attr("align")
        .map(str::to_ascii_lowercase)
        .or_else(|| {
            let style = element.attr("style")?.to_ascii_lowercase();
            let (_, value) = style.split_once("text-align")?;
            Some(
                value
                    .trim_start_matches([':', ' '])
                    .split([';', ' '])
                    .next()?
                    .to_owned(),
            )
        })?;
    match word.as_str() {
        "left" | "start" => Some(Alignment::Left),
        "center" => Some(Alignment::Center),
        "right" | "end" => Some(Alignment::Right),
        _ => None,
    }
}
