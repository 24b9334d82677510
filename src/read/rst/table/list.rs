//! `.. list-table::`: a list of rows, each a list of cells.

use crate::document::{BlockKind, Cell, Row, Table};
use crate::read::rst::Reading;
use crate::read::rst::directive::Call;
use crate::read::rst::flow::Flow;

impl Reading<'_> {
    pub(in crate::read::rst) fn list_table(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let parts = &call.parts;
        let (head, stubs) = (parts.number("header-rows"), parts.number("stub-columns"));
        let mut blocks = self.inside(call.text, &parts.content);
        let comments = blocks.extract_if(.., |block| matches!(block.kind, BlockKind::Comment(_)));
        let comments = comments.collect();
        flow.extend(comments);
        let is_rows = matches!(
            blocks.as_slice(),
            [block] if matches!(&block.kind, BlockKind::List(list)
                if list.start.is_none() && list.items.iter().all(is_row))
        );
        let list = match blocks.pop().map(|block| block.kind) {
            Some(BlockKind::List(list)) if is_rows => *list,
            _ => {
                let help = "write a list of rows, each row a list of cells";
                self.malformed(call, "holds no list of lists", help, flow);
                return;
            }
        };
        let rows = list.items.into_iter().enumerate().map(|(at, item)| {
            let header = at < head;
            let lists = item
                .blocks
                .into_iter()
                .filter_map(|block| match block.kind {
                    BlockKind::List(list) => Some(list),
                    _ => None,
                });
            let cells = lists.flat_map(|list| list.items).enumerate();
            let cells = cells.map(|(column, item)| Cell {
                header: header || column < stubs,
                columns: 1,
                rows: 1,
                blocks: item.blocks,
            });
            Row {
                span: item.span,
                header,
                cells: cells.collect(),
            }
        });
        let table = Table {
            caption: Vec::new(),
            alignments: Vec::new(),
            rows: rows.collect(),
        };
        let caption = self.inlines(&call.text.joined(&parts.argument));
        let table = Table { caption, ..table };
        flow.push(call.span, BlockKind::Table(Box::new(table)));
    }
}

/// True for an item that is nothing but a list of cells.
fn is_row(item: &crate::document::ListItem) -> bool {
    matches!(
        item.blocks.as_slice(),
        [block] if matches!(&block.kind, BlockKind::List(list) if list.start.is_none())
    )
}
