//! The file that `[actions] overlay` names: states of actions, as a tracker exports them (CSV), or as people write them (TOML).
//!
//! Takes its text, gives rows with their places. Columns of an export that mean nothing here are passed over. Whether anything has such an
//! id or ticket is not asked.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use toml::de::DeValue;

use super::open::{self, Opener};
use super::table::{Entry, Problems, Table};
use crate::source::Span;

/// States from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overlay {
    /// The path of the file, beside `book.toml`.
    pub path: Arc<str>,
    /// What it says.
    pub rows: Vec<OverlayRow>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlayRow {
    /// True where it names an action by its id, false where it names a ticket.
    pub by_id: bool,
    /// The id, or the name or address of the ticket.
    pub name: String,
    /// The state as written.
    pub state: String,
    /// Who does it.
    pub owner: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// What columns are called, the surest first; lower case.
const ID: [&str; 2] = ["id", "action"];
const TICKET: [&str; 8] = [
    "ticket",
    "tickets",
    "key",
    "issue key",
    "issue",
    "url",
    "number",
    "iid",
];
const STATE: [&str; 2] = ["status", "state"];
const OWNER: [&str; 3] = ["owner", "assignee", "assignees"];

const HELP: &str =
    "its first line names the columns: `id` or `ticket`, and `status`; `owner` may be another";

const HELP_TABLE: &str =
    "write a table for each: `[[action]]`, `ticket = \"OPS-12\"`, `status = \"done\"`";

/// Reads the file that the key names.
pub(super) fn overlay(
    entry: &Entry<'_>,
    open: Opener<'_>,
    problems: &mut Problems,
) -> Option<Overlay> {
    let DeValue::String(written) = entry.value.get_ref() else {
        problems.wrong_type(entry, "a path", "write `overlay = \"actions.csv\"`");
        return None;
    };
    let span = entry.value.span();
    let is = |ending: &str| {
        let (_, own) = written.rsplit_once('.').unwrap_or_default();
        own.eq_ignore_ascii_case(ending)
    };
    if is("toml") {
        let rows = open::read((written, "overlay", span), open, problems, of_toml)?;
        let path = Arc::from(&**written);
        return Some(Overlay { path, rows });
    }
    if !is("csv") {
        let message = format!("`{written}` is neither a CSV file nor a TOML file, by its name");
        problems.bad_value(span, message, "write `overlay = \"actions.csv\"`");
        return None;
    }
    let example = "overlay = \"actions.csv\"";
    let (path, text) = open::text((written, "overlay", span), example, open, problems)?;
    let mut own = Problems::new(Arc::clone(&path));
    let rows = of_csv(&text, &mut own);
    problems.found.append(own.found);
    Some(Overlay { path, rows })
}

/// `[[action]]` tables.
fn of_toml(root: &Table<'_>, problems: &mut Problems) -> Vec<OverlayRow> {
    root.check(&["action"], &[], problems);
    let mut rows = Vec::new();
    for (table, span) in root.tables("action", HELP_TABLE, problems) {
        table.check(&["id", "ticket", "status", "owner"], &[], problems);
        let id = table.string("id", problems);
        let ticket = table.string("ticket", problems);
        let state = table.string("status", problems);
        let cells = Cells {
            id: id.as_deref().unwrap_or_default(),
            ticket: ticket.as_deref().unwrap_or_default(),
            state: state.as_deref().unwrap_or_default(),
            owner: table.string("owner", problems),
        };
        rows.extend(cells.rows(span, problems));
    }
    rows
}

/// What a row holds.
struct Cells<'a> {
    id: &'a str,
    ticket: &'a str,
    state: &'a str,
    owner: Option<String>,
}

impl Cells<'_> {
    /// One row, or one for each of several tickets.
    fn rows(self, span: Range<usize>, problems: &mut Problems) -> Vec<OverlayRow> {
        let (id, ticket) = (plain(self.id), plain(self.ticket));
        let by_id = !id.is_empty();
        let names = if by_id { vec![id] } else { names_in(ticket) };
        let lacks = if names.is_empty() {
            "names neither the id of an action nor a ticket"
        } else if self.state.trim().is_empty() {
            "tells no state"
        } else {
            let owner = self.owner.as_deref().map(plain);
            let owner = owner.filter(|owner| !owner.is_empty()).map(str::to_owned);
            let row = |name: &str| OverlayRow {
                by_id,
                name: name.to_owned(),
                state: self.state.trim().to_owned(),
                owner: owner.clone(),
                span: Span::new(span.start, span.end),
            };
            return names.into_iter().map(row).collect();
        };
        problems.bad_value(span, format!("this row {lacks}"), HELP);
        Vec::new()
    }
}

/// The names of tickets in one cell: `OPS-1; OPS-2`, `OPS-1, OPS-2`. An address may hold such a sign, but no blank behind it. Each is
/// taken once.
fn names_in(cell: &str) -> Vec<&str> {
    let is_address = cell.contains("://");
    let (mut names, mut seen) = (Vec::new(), BTreeSet::new());
    let mut rest = cell;
    while !rest.is_empty() {
        let is_end = |at: usize| {
            let behind = &rest[at + 1..];
            !is_address || behind.is_empty() || behind.starts_with(char::is_whitespace)
        };
        let mut ends = rest.match_indices([',', ';', '\n']).map(|(at, _)| at);
        let (name, behind) = match ends.find(|at| is_end(*at)) {
            Some(at) => (&rest[..at], &rest[at + 1..]),
            None => (rest, ""),
        };
        let name = plain(name);
        if !name.is_empty() && seen.insert(name) {
            names.push(name);
        }
        rest = behind;
    }
    names
}

/// A cell without the `'` that keeps spreadsheets from running it.
fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(|c: char| !c.is_alphanumeric()) => rest,
        _ => cell,
    }
}

fn of_csv(text: &str, problems: &mut Problems) -> Vec<OverlayRow> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - bare.len();
    let head = bare.lines().next().unwrap_or_default();
    // As spreadsheets of many countries write them.
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|sign| {
            let count = head.bytes().filter(|byte| byte == sign).count();
            (count, *sign == b',')
        })
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(bare.as_bytes());
    let names: Vec<String> = match reader.headers() {
        Ok(names) => names
            .iter()
            .map(|name| name.trim().to_lowercase())
            .collect(),
        Err(_) => Vec::new(),
    };
    let column = |wanted: &[&str]| {
        let found = |name: &&str| names.iter().position(|own| own == name);
        wanted.iter().find_map(found)
    };
    let (id, ticket, state, owner) = (column(&ID), column(&TICKET), column(&STATE), column(&OWNER));
    if state.is_none() || id.is_none() && ticket.is_none() {
        let lacks = if state.is_none() {
            "a column `status`"
        } else {
            "a column `id` or `ticket`"
        };
        let message = format!("the first line does not name {lacks}");
        problems.bad_value(skipped..skipped + head.len(), message, HELP);
        return Vec::new();
    }
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        let from = reader.position().byte() as usize;
        match reader.read_record(&mut record) {
            Ok(true) => {}
            // The text is UTF-8, and rows may have any length: nothing else can be wrong.
            Ok(false) | Err(_) => break,
        }
        let to = reader.position().byte() as usize;
        let line = &bare[from.min(bare.len())..to.min(bare.len())];
        let start = skipped + from + (line.len() - line.trim_start().len());
        let end = skipped + from + line.trim_end().len();
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default();
        let cells = Cells {
            id: cell(id),
            ticket: cell(ticket),
            state: cell(state),
            owner: Some(cell(owner).to_owned()),
        };
        rows.extend(cells.rows(start.min(end)..end, problems));
    }
    rows
}
