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

/// Reads a file that stands at `span` of `book.toml` as the value of a key.
pub(super) fn read<T>(
    (path, key, span): (&str, &str, Range<usize>),
    open: Opener<'_>,
    problems: &mut Problems,
    reader: impl FnOnce(&Table<'_>, &mut Problems) -> T,
) -> Option<T> {
    let path = match inside(path, key, &format!("{key} = \"{key}.toml\"")) {
        Ok(path) => path,
        Err((message, help)) => {
            problems.bad_value(span, message, help);
            return None;
        }
    };
    let text = match open(&path) {
        Ok(text) => text,
        Err(why) => {
            let message = format!("`{path}`, which `{key}` names, is not read: {why}");
            problems.push(span, Diagnostic::error("bad-value", message));
            return None;
        }
    };
    let mut own = Problems::new(Arc::from(&*path));
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
