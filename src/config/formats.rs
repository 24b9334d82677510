//! `[formats]`: what files are, declared by glob.
//!
//! Takes the table, gives its rows. It matches no path: `scan` does.

use super::glob::glob;
use super::table::{Problems, Table};
use crate::source::Format;

/// One row of `[formats]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The files: a glob on paths inside the source folder.
    pub glob: String,
    /// The syntax they are written in; `None` for files that are no documents, only to be pointed at.
    pub format: Option<Format>,
}

/// The word for files that are no documents.
const ASSET: &str = "asset";

/// Reads the table; rows that say nothing known are problems.
pub(super) fn formats(table: &Table<'_>, problems: &mut Problems) -> Vec<Declared> {
    let mut out = Vec::new();
    for entry in table.entries() {
        if let Err((message, help)) = glob(entry.key) {
            problems.bad_value(entry.key_span.clone(), message, help);
            continue;
        }
        let format = table.checked(entry.key, problems, |name| match Format::from_name(name) {
            Some(format) => Ok(Some(format)),
            None if name == ASSET => Ok(None),
            None => {
                let names: Vec<String> = Format::ALL
                    .into_iter()
                    .map(Format::name)
                    .chain([ASSET])
                    .map(|name| format!("`{name}`"))
                    .collect();
                Err((
                    format!("`{name}` is no format"),
                    format!("known are {}", names.join(", ")),
                ))
            }
        });
        out.extend(format.map(|format| Declared {
            glob: entry.key.to_owned(),
            format,
        }));
    }
    out
}
