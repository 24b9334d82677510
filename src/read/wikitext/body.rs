//! The lines of a body, with the tables among them.
//!
//! Takes a text, gives its blocks. Tables stand in tables; each line goes to the innermost cell that is open, so that every line
//! is read once, however deep it stands. Rules of MediaWiki's `doTableStuff`.

use std::ops::Range;

use super::Reading;
use super::flow::Flow;
use super::table::Open;
use super::text::Text;
use crate::document::{Block, BlockKind, Definition};

/// In so many tables a line that would begin another is words.
const NESTED: usize = 20;

impl Reading<'_> {
    /// A text as blocks.
    pub(super) fn body(&mut self, text: &Text<'_>) -> Vec<Block> {
        let mut body = Body {
            flow: Flow::new(),
            tables: Vec::new(),
        };
        let mut start = 0;
        let end = text.words.len();
        let breaks = memchr::memchr_iter(b'\n', text.words.as_bytes());
        let mut skip = 0;
        for line_end in breaks.chain([end]) {
            let line = start..line_end;
            start = line_end + 1;
            if line.start < skip {
                continue;
            }
            if self.depth == 0 && self.copy.is_some() {
                let table = self.copy.as_mut().and_then(|copy| copy.table(line.start));
                if let Some((table, behind)) = table {
                    let block = self.copied_table(text, table);
                    body.flow.block(self, text, block);
                    skip = behind;
                    continue;
                }
                if let Some(file) = self.copied_file(text, line.clone()) {
                    body.flow.block(self, text, file);
                    continue;
                }
            }
            if line.start == 0 && self.depth == 0 && self.redirect(text, line.clone()) {
                body.flow.first_line(self, text, line);
                continue;
            }
            body.line(self, text, line);
        }
        while !body.tables.is_empty() {
            body.close_table(self, text, end..end);
        }
        body.flow.finish(self, text)
    }
}

struct Body {
    flow: Flow,
    tables: Vec<Open>,
}

impl Body {
    /// Where a finished block goes.
    fn flow(&mut self) -> &mut Flow {
        match self.tables.last_mut() {
            Some(table) => table.flow(),
            None => &mut self.flow,
        }
    }

    fn line(&mut self, reading: &mut Reading<'_>, text: &Text<'_>, line: Range<usize>) {
        let words = &text.words[line.clone()];
        if let Some((indent, rest)) = table_start(words)
            && self.tables.len() < NESTED
        {
            let attributes = line.end - rest..line.end;
            self.tables.push(Open::new(line.start, indent, attributes));
            return;
        }
        let Some(table) = self.tables.last_mut() else {
            self.flow.line(reading, text, line);
            return;
        };
        let trimmed = words.trim_start();
        let start = line.end - trimmed.len();
        let inner = start..line.end;
        if trimmed.starts_with("|}") {
            self.close_table(reading, text, start + 2..line.end);
        } else if trimmed.starts_with("|-") {
            table.close_row(reading, text, start);
        } else if trimmed.starts_with("|+") {
            table.cells(reading, text, b'+', start + 2..line.end);
        } else if trimmed.starts_with(['|', '!']) {
            table.cells(reading, text, trimmed.as_bytes()[0], start + 1..inner.end);
        } else {
            table.flow().line(reading, text, line);
        }
    }

    /// Ends the innermost table; words may follow.
    fn close_table(&mut self, reading: &mut Reading<'_>, text: &Text<'_>, rest: Range<usize>) {
        let Some(table) = self.tables.pop() else {
            return;
        };
        let indent = table.indent();
        let (strays, table) = table.finish(reading, text, rest.start);
        let mut behind = Flow::new();
        behind.first_line(reading, text, rest);
        let mut blocks = vec![table];
        blocks.extend(behind.finish(reading, text));
        let flow = self.flow();
        for stray in strays {
            flow.block(reading, text, stray);
        }
        for _ in 0..indent {
            let span = blocks[0].span;
            let details = std::mem::take(&mut blocks);
            let list = BlockKind::DefinitionList(vec![Definition {
                term: Vec::new(),
                details,
            }]);
            blocks.push(Block::new(span, list));
        }
        for block in blocks {
            flow.block(reading, text, block);
        }
    }
}

/// How far a line that begins a table is set in, and how many of its bytes are attributes.
fn table_start(words: &str) -> Option<(usize, usize)> {
    let rest = words.trim_start_matches(':');
    // More would make the tree deeper than it may be.
    let indent = (words.len() - rest.len()).min(20);
    let rest = rest.trim_start().strip_prefix("{|")?;
    Some((indent, rest.len()))
}
