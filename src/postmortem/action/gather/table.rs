//! Tables of actions: a row is an item, its columns tell state, owner and until when.
//!
//! Takes a table, gives items. Which column is which is told by the names in its head, also where that stands above the table as words.

use super::super::mark::state_of;
use super::{Gatherer, links_of};
use crate::document::section::normal;
use crate::document::{Block, BlockKind, Table, text};
use crate::postmortem::template::is_no_value;

impl Gatherer {
    /// The rows of a table, `above` being what stands before it.
    pub(super) fn table(&mut self, table: &Table, above: Option<&Block>) {
        let cell = |cell: &crate::document::Cell| text::one_line(&text::of_blocks(&cell.blocks));
        let head = table
            .rows
            .iter()
            .find(|row| row.header || row.cells.iter().all(|cell| cell.header));
        let headless = above.and_then(|above| lost_head(above, table));
        let has_lost = headless.is_some();
        let names: Vec<String> = headless
            .or_else(|| Some(head?.cells.iter().map(|one| normal(&cell(one))).collect()))
            .unwrap_or_default();
        let column = |wanted: &[&str]| {
            names.iter().position(|name| {
                wanted
                    .iter()
                    .any(|word| name.split(' ').any(|part| part == *word))
            })
        };
        let status = column(&["status", "state", "done", "fremdrift", "状態", "ステータス"]);
        let owner = column(&[
            "owner",
            "owners",
            "assignee",
            "assigned",
            "who",
            "responsible",
            "eier",
            "ansvarlig",
            "verantwortlich",
            "担当",
            "担当者",
            "responsable",
        ]);
        let due = names.iter().position(|name| is_due(name));
        let action = column(&[
            "action",
            "actions",
            "item",
            "task",
            "description",
            "aksjon",
            "tiltak",
            "what",
            "todo",
            "improvement",
            "maßnahme",
            "acción",
            "アクション",
        ]);
        for (number, row) in (0..).zip(&table.rows) {
            if !has_lost && (row.header || row.cells.iter().all(|cell| cell.header)) {
                continue;
            }
            let cells: Vec<String> = row.cells.iter().map(cell).collect();
            let at = action.filter(|at| cells.get(*at).is_some_and(|words| !words.is_empty()));
            let is_text = |at: &usize| {
                Some(*at) != status
                    && Some(*at) != owner
                    && Some(*at) != due
                    && cells[*at].chars().filter(|c| c.is_alphabetic()).count() > 3
            };
            let Some(at) = at.or_else(|| (0..cells.len()).find(is_text)) else {
                continue;
            };
            let links = row
                .cells
                .iter()
                .flat_map(|cell| links_of(&cell.blocks))
                .collect();
            let before = self.found.len();
            self.push(&cells[at], links, row.span, None);
            let Some(last) = self.found.get_mut(before) else {
                continue;
            };
            last.line = Some(number);
            if let Some(words) = owner
                .and_then(|at| cells.get(at))
                .filter(|words| !words.is_empty() && !is_no_value(words))
            {
                last.owner = Some(words.clone());
            }
            let until = due.and_then(|at| cells.get(at));
            last.due = until.filter(|until| !is_no_value(until)).cloned();
            let by_column = status.and_then(|at| state_of(cells.get(at)?));
            // Without such a column a cell may say it: a link called `Done`.
            let by_cell = || {
                (0..cells.len())
                    .filter(|other| *other != at && ![owner, due].contains(&Some(*other)))
                    .find_map(|other| state_of(&cells[other]))
            };
            last.status = by_column.or(last.status).or_else(by_cell);
        }
    }
}

/// True for the name of a column that says until when: `Due`, `Expected date`, `Deadline`.
fn is_due(name: &str) -> bool {
    #[rustfmt::skip] // A language a line.
    const ALONE: &[&str] = &[
        "due", "deadline", "eta",
        "frist", "forfall", "förfallodatum",
        "fällig", "fälligkeit", "termin",
        "échéance", "vencimiento", "plazo", "prazo", "scadenza",
        "期限", "期日", "截止日期",
    ];
    // `Expected outcome` is another column.
    #[rustfmt::skip]
    const AWAITED: &[&str] = &["expected", "target", "planned", "estimated", "forventet", "geplant", "prévu", "prévue"];
    const DATES: &[&str] = &["date", "completion", "by", "dato", "datum", "fecha", "data"];
    let has = |words: &[&str]| name.split(' ').any(|part| words.contains(&part));
    has(ALONE) || has(AWAITED) && has(DATES)
}

/// The names of columns that stand above their table as words, since the line under them is missing: what looks like the head of the
/// table is its first row then.
fn lost_head(above: &Block, table: &Table) -> Option<Vec<String>> {
    let BlockKind::Paragraph(content) = &above.kind else {
        return None;
    };
    let words = text::on_one_line(content);
    let inside = words.trim().strip_prefix('|')?.strip_suffix('|')?;
    let names: Vec<String> = inside.split('|').map(normal).collect();
    let width = table.rows.first()?.cells.len();
    (names.len() == width).then_some(names)
}
