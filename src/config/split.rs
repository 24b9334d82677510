//! `[[split]]`: the files that hold several reports.
//!
//! Takes the tables, gives them as values. It matches no path: `scan` does.

use toml::de::DeValue;

use super::glob::glob;
use super::table::{Problems, Table, list};

/// One table of `[[split]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The files: globs on paths inside the source folder.
    pub files: Vec<String>,
    /// The level of the headings that reports begin with, 1 to 6.
    pub level: u8,
}

const HELP: &str =
    "write a table for each kind of log: `[[split]]`, `files = \"incident-log.md\"`, `level = 2`";

/// Reads the tables; one that says too little is a problem.
pub(super) fn splits(root: &Table<'_>, problems: &mut Problems) -> Vec<Split> {
    let mut out = Vec::new();
    for (table, span) in root.tables("split", HELP, problems) {
        table.check(&["files", "level"], &[], problems);
        let files = files(&table, problems);
        let level = level(&table, problems);
        for (key, is_missing) in [
            ("files", table.entry("files").is_none()),
            ("level", table.entry("level").is_none()),
        ] {
            if is_missing {
                let message = format!("this `[[split]]` has no `{key}`");
                problems.bad_value(span.clone(), message, HELP);
            }
        }
        if let Some(level) = level {
            out.push(Split { files, level });
        }
    }
    out
}

/// One glob, or a list of them.
fn files(table: &Table<'_>, problems: &mut Problems) -> Vec<String> {
    match table.entry("files") {
        Some(entry) if matches!(entry.value.get_ref(), DeValue::Array(_)) => {
            list(&entry, problems, glob)
        }
        Some(_) => table.checked("files", problems, glob).into_iter().collect(),
        None => Vec::new(),
    }
}

fn level(table: &Table<'_>, problems: &mut Problems) -> Option<u8> {
    let entry = table.entry("level")?;
    let DeValue::Integer(written) = entry.value.get_ref() else {
        problems.wrong_type(
            &entry,
            "a whole number",
            "write `level = 2` for headings as `##`",
        );
        return None;
    };
    let level = written.to_string().parse().ok();
    let level = level.filter(|level| (1..=6).contains(level));
    if level.is_none() {
        problems.bad_value(
            entry.value.span(),
            format!("`{written}` is no level of a heading"),
            "write a number from 1 (`#`) to 6 (`######`)",
        );
    }
    level
}
