//! Files that `book.toml` names and that are read with it: lists of names, vocabularies.
//!
//! Takes a name and what opens files, gives the parsed text to a reader; its problems have their places in that file. It touches no disk:
//! who calls [`super::parse_with`] does.

use std::ops::Range;
use std::sync::Arc;

use toml::de::DeTable;

use super::place::inside;
use super::table::{Problems, Table};
use crate::diagnostic::Diagnostic;

/// Gives the text of a file beside `book.toml`, or says why there is none: `there is no file`.
pub type Opener<'a> = &'a dyn Fn(&str) -> Result<Arc<str>, String>;

/// The path and the text of a file that stands at `span` of `book.toml` as the value of a key; `example` is how one is named.
pub(super) fn text(
    (path, key, span): (&str, &str, Range<usize>),
    example: &str,
    open: Opener<'_>,
    problems: &mut Problems,
) -> Option<(Arc<str>, Arc<str>)> {
    let path = match inside(path, key, example) {
        Ok(path) => path,
        Err((message, help)) => {
            problems.bad_value(span, message, help);
            return None;
        }
    };
    match open(&path) {
        Ok(text) => Some((Arc::from(path), text)),
        Err(why) => {
            let message = format!("`{path}`, which `{key}` names, is not read: {why}");
            problems.push(span, Diagnostic::error("bad-value", message));
            None
        }
    }
}

/// Reads a file of TOML that stands at `span` of `book.toml` as the value of a key.
pub(super) fn read<T>(
    (path, key, span): (&str, &str, Range<usize>),
    open: Opener<'_>,
    problems: &mut Problems,
    reader: impl FnOnce(&Table<'_>, &mut Problems) -> T,
) -> Option<T> {
    let example = format!("{key} = \"{key}.toml\"");
    let (path, text) = text((path, key, span), &example, open, problems)?;
    let mut own = Problems::new(path);
    let (root, syntax) = DeTable::parse_recoverable(&text);
    let value = if syntax.is_empty() {
        Some(reader(&Table::new("", root.get_ref()), &mut own))
    } else {
        for fault in syntax {
            own.syntax(fault.message(), fault.span(), &text);
        }
        None
    };
    problems.found.append(own.found);
    value
}
