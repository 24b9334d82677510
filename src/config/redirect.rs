//! `[output.html.redirect]`: former addresses, as mdBook has them.
//!
//! Takes the table, gives each address with where it leads, in the order of the file. Whether anything stands there it does not know.

use toml::de::DeValue;

use super::table::{Entry, Problems, Table};
use crate::source::Span;

/// A former address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The address, from the root of the site: `/old/queue.html`.
    pub from: String,
    /// Where it leads, from there: `../2021/queue.html`.
    pub to: String,
    /// Where the latter stands in `book.toml`.
    pub span: Span,
}

/// Reads the table.
pub(super) fn redirects(table: &Table<'_>, problems: &mut Problems) -> Vec<Redirect> {
    let mut entries: Vec<Entry<'_>> = table.entries().collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    let mut out = Vec::new();
    for entry in entries {
        let DeValue::String(to) = entry.value.get_ref() else {
            let help = "write `\"/old/page.html\" = \"../new/page.html\"`";
            problems.wrong_type(&entry, "an address", help);
            continue;
        };
        let span = entry.value.span();
        out.push(Redirect {
            from: entry.key.to_owned(),
            to: to.to_string(),
            span: Span::new(span.start, span.end),
        });
    }
    out
}
