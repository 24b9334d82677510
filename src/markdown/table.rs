//! Tables as Markdown: one line a row.
//!
//! A cell that spans several columns or rows is followed by empty ones, so that those behind it stand where they stood. A row of
//! Markdown is a line: blocks in a cell become lines parted by a tag.

use crate::document::{Alignment, Block, BlockKind, Cell, Inline, Table};

use super::{Line, Writer};

/// So many empty cells a table may have for each of its own, so that a span without end does not become a page without end.
const EMPTY_FOR_EACH: usize = 4;

/// The cells of each row in their columns; `None` for one that another spans.
struct Grid<'a> {
    rows: Vec<Vec<Option<&'a Cell>>>,
    width: usize,
}

impl<'a> Grid<'a> {
    fn of(table: &'a Table) -> Self {
        let own: usize = table.rows.iter().map(|row| row.cells.len()).sum();
        let mut left = own.saturating_mul(EMPTY_FOR_EACH) + 16;
        // For each column the first row that no cell above spans.
        let mut free: Vec<usize> = Vec::new();
        let mut rows = Vec::with_capacity(table.rows.len());
        let mut width = 0;
        for (number, row) in table.rows.iter().enumerate() {
            let mut cells: Vec<Option<&Cell>> = Vec::with_capacity(row.cells.len());
            let mut due = 0;
            for cell in &row.cells {
                let spanned = free.get(cells.len() + due..).unwrap_or_default();
                due += spanned.iter().take_while(|row| **row > number).count();
                let empty = due.min(left);
                left -= empty;
                cells.resize(cells.len() + empty, None);
                let columns = usize::from(cell.columns.max(1));
                if cell.rows > 1 {
                    let end = number.saturating_add(usize::from(cell.rows));
                    let columns = columns.min(left + 1);
                    left -= columns - 1;
                    let at = cells.len();
                    free.resize(free.len().max(at + columns), 0);
                    free[at..at + columns].fill(end);
                }
                cells.push(Some(cell));
                due = columns - 1;
            }
            width = width.max(cells.len());
            rows.push(cells);
        }
        Self { rows, width }
    }
}

impl<'a> Writer<'a> {
    /// Writes a table.
    pub(super) fn table(&mut self, table: &'a Table) {
        self.caption(&table.caption);
        let Grid { rows, width } = Grid::of(table);
        if width == 0 {
            return;
        }
        let has_header = table.rows.first().is_some_and(|row| row.header);
        self.begin();
        if has_header {
            let header = rows.first().map_or(&[][..], Vec::as_slice);
            self.row(header);
            // A row without cells has one all the same.
            self.push(&" |".repeat(width - header.len().max(1)));
        } else {
            self.push(&["|", &" |".repeat(width)].concat());
        }
        self.new_line();
        self.push("|");
        for column in 0..width {
            self.push(match table.alignments.get(column) {
                Some(Alignment::Left) => " :-- |",
                Some(Alignment::Center) => " :-: |",
                Some(Alignment::Right) => " --: |",
                Some(Alignment::None) | None => " --- |",
            });
        }
        for row in rows.iter().skip(usize::from(has_header)) {
            self.new_line();
            self.row(row);
        }
    }

    fn row(&mut self, cells: &[Option<&'a Cell>]) {
        self.push("|");
        for cell in cells {
            self.push(" ");
            if let Some(cell) = cell {
                self.within(Line::Cell, |writer| writer.in_cell(&cell.blocks));
                self.push(" ");
            }
            self.push("|");
        }
        if cells.is_empty() {
            self.push(" |");
        }
    }

    /// Blocks as lines of a cell.
    fn in_cell(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) => self.cell_line(content),
                BlockKind::Heading(heading) => {
                    self.cell_break();
                    self.bold(&heading.content);
                    self.breaks = true;
                }
                BlockKind::List(list) => {
                    for (number, item) in (0..).zip(&list.items) {
                        self.cell_break();
                        match (item.check, list.start) {
                            (Some(true), _) => self.push("☑ "),
                            (Some(false), _) => self.push("☐ "),
                            (None, Some(start)) => {
                                self.push(&format!("{}. ", start.saturating_add(number)));
                            }
                            (None, None) => self.push("• "),
                        }
                        self.in_cell(&item.blocks);
                        self.breaks = true;
                    }
                }
                BlockKind::DefinitionList(definitions) => {
                    for definition in definitions {
                        self.cell_line(&definition.term);
                        self.in_cell(&definition.details);
                    }
                }
                BlockKind::Code(code) => self.cell_code(&code.text),
                BlockKind::Math(math) => self.cell_code(math),
                BlockKind::Directive(directive) => self.cell_code(&directive.source),
                BlockKind::Include(include) => self.cell_code(&include.source),
                BlockKind::Toctree(toctree) => self.cell_code(&toctree.source),
                BlockKind::Quote(blocks) | BlockKind::Group(blocks) => self.in_cell(blocks),
                BlockKind::Admonition(admonition) => {
                    match &admonition.title {
                        Some(title) => self.cell_line(title),
                        None => {
                            self.cell_break();
                            self.kind(&admonition.kind);
                            self.breaks = true;
                        }
                    }
                    self.in_cell(&admonition.blocks);
                }
                BlockKind::Details(details) => {
                    self.cell_line(&details.summary);
                    self.in_cell(&details.blocks);
                }
                BlockKind::Figure(figure) => {
                    self.in_cell(&figure.blocks);
                    self.cell_line(&figure.caption);
                    self.in_cell(&figure.legend);
                }
                BlockKind::Table(table) => {
                    self.cell_line(&table.caption);
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        self.in_cell(&cell.blocks);
                    }
                }
                BlockKind::Footnote(footnote) => self.footnotes.push(footnote),
                BlockKind::Rule | BlockKind::Comment(_) => {}
            }
        }
    }

    fn cell_line(&mut self, content: &[Inline]) {
        self.inlines(content);
        self.breaks = true;
    }

    fn cell_code(&mut self, code: &str) {
        for line in code.lines() {
            self.cell_break();
            self.code_span(line);
            self.breaks = true;
        }
    }

    /// The break that is due before what is no inline.
    fn cell_break(&mut self) {
        if std::mem::take(&mut self.breaks) {
            self.push("<br>");
        }
    }
}
