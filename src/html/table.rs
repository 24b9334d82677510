//! Tables as HTML.

use std::fmt::Write as _;

use super::entry::Parts;
use super::{EntryTime, Writer, escape};
use crate::document::{Alignment, Block, BlockKind, Cell, Inline, Table, text};

impl<'a> Writer<'a> {
    /// Writes a table.
    pub(super) fn table(&mut self, table: &'a Table) {
        if self.settings.page {
            self.tables += 1;
            let label = match text::of_inlines(&table.caption) {
                caption if caption.trim().is_empty() => {
                    self.numbered("Table {number}", self.tables)
                }
                caption => caption,
            };
            let _ = writeln!(
                self.body.html,
                "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">",
                escape::text(&label)
            );
        }
        self.body.html.push_str("<table>\n");
        if !table.caption.is_empty() {
            self.body.html.push_str("<caption>");
            self.inlines(&table.caption);
            self.body.html.push_str("</caption>\n");
        }
        let headers = table.rows.iter().take_while(|row| row.header).count();
        for (number, (at, row)) in (0..).zip(table.rows.iter().enumerate()) {
            if at == 0 && headers > 0 {
                self.body.html.push_str("<thead>\n");
            }
            if at == headers {
                self.body.html.push_str("<tbody>\n");
            }
            let in_head = at < headers;
            let id = self.arrive(row.span, number);
            self.body.html.extend(["<tr", &id, ">"]);
            let time = self.marks.time();
            let is_time = |cell: &Cell| time.is_some_and(|time| begins_with(cell, time));
            // The day may stand in a cell before it.
            let timed = row.cells.iter().take(COLUMNS).position(is_time);
            let mut column = 0;
            for (place, cell) in row.cells.iter().enumerate() {
                let alignment = table.alignments.get(column).copied().unwrap_or_default();
                let leaves = timed.is_none_or(|timed| timed <= place);
                self.cell(cell, (alignment, in_head), (timed == Some(place), leaves));
                column += usize::from(cell.columns);
            }
            self.body.html.push_str("</tr>\n");
            if at + 1 == headers {
                self.body.html.push_str("</thead>\n");
            }
        }
        if table.rows.len() > headers {
            self.body.html.push_str("</tbody>\n");
        }
        self.body.html.push_str("</table>\n");
        if self.settings.page {
            self.body.html.push_str("</div>\n");
        }
    }

    /// Writes a cell. Of an entry of the timeline it is told whether its words begin with the time, and whether notes may follow them.
    fn cell(
        &mut self,
        cell: &'a Cell,
        (alignment, in_head): (Alignment, bool),
        (has_time, leaves): (bool, bool),
    ) {
        let tag = if cell.header { "th" } else { "td" };
        self.body.html.extend(["<", tag]);
        if cell.header {
            self.body.html.push_str(if in_head {
                " scope=\"col\""
            } else {
                " scope=\"row\""
            });
        }
        let alignment = match alignment {
            Alignment::None => "",
            Alignment::Left => "left",
            Alignment::Center => "center",
            Alignment::Right => "right",
        };
        let short = if self.settings.page && is_short(cell) {
            "short"
        } else {
            ""
        };
        match (alignment, short) {
            ("", "") => {}
            ("", class) | (class, "") => {
                self.body.html.extend([" class=\"", class, "\""]);
            }
            (one, two) => {
                self.body.html.extend([" class=\"", one, " ", two, "\""]);
            }
        }
        if cell.columns > 1 {
            let _ = write!(self.body.html, " colspan=\"{}\"", cell.columns);
        }
        if cell.rows > 1 {
            let _ = write!(self.body.html, " rowspan=\"{}\"", cell.rows);
        }
        self.body.html.push('>');
        match cell.blocks.as_slice() {
            [
                Block {
                    kind: BlockKind::Paragraph(content),
                    ..
                },
            ] if has_time => self.words_of_entry(content),
            [
                Block {
                    kind: BlockKind::Paragraph(content),
                    ..
                },
            ] => self.inlines(content),
            blocks => self.blocks(blocks),
        }
        if leaves && !cell.blocks.is_empty() {
            self.leave();
        }
        self.body.html.extend(["</", tag, ">"]);
    }
}

/// So many of the first columns may be that of the times.
const COLUMNS: usize = 3;

/// The words of a cell that holds one paragraph and nothing else.
fn sole_paragraph(cell: &Cell) -> Option<&[Inline]> {
    match cell.blocks.as_slice() {
        [block] => match &block.kind {
            BlockKind::Paragraph(content) => Some(content),
            _ => None,
        },
        _ => None,
    }
}

/// True for a cell whose words begin with that time.
fn begins_with(cell: &Cell, time: &EntryTime) -> bool {
    sole_paragraph(cell).is_some_and(|content| Parts::of(content, time).is_some())
}

/// True for a cell that holds a time, a date or a number, which reads badly when it wraps.
fn is_short(cell: &Cell) -> bool {
    let Some(content) = sole_paragraph(cell) else {
        return false;
    };
    let words = text::words(content);
    let words = words.trim();
    words.len() <= 24
        && words.bytes().any(|byte| byte.is_ascii_digit())
        && words
            .split([' ', ':', '-', '.', '/', ',', '~', '+', '(', ')'])
            .all(|part| {
                part.bytes().all(|byte| byte.is_ascii_digit())
                    || part.len() <= 4
                    || part.ends_with('Z')
            })
}
