//! `[sections]`: the headings that an archive means kinds of sections by.
//!
//! Takes the table, gives each heading with its kind, in the order of the file. It compares no heading of a report.

use std::collections::BTreeMap;

use super::table::{Entry, Problems, Table, placed};
use crate::document::section::{SectionKind, normal};
use crate::source::Span;

const HELP: &str = "write the headings of a kind as a list: `root_cause = [\"Why it broke\"]`";

/// One declared heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// What it means.
    pub kind: SectionKind,
    /// As written.
    pub words: String,
    /// Where it stands in `book.toml`.
    pub span: Span,
}

/// Reads the table.
pub(super) fn sections(table: &Table<'_>, problems: &mut Problems) -> Vec<Heading> {
    table.check(&SectionKind::ALL.map(SectionKind::name), &[], problems);
    let mut entries: Vec<Entry<'_>> = table.entries().collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    let mut out = Vec::new();
    let mut owners: BTreeMap<String, SectionKind> = BTreeMap::new();
    for entry in entries {
        let Some(kind) = SectionKind::ALL
            .into_iter()
            .find(|kind| kind.name() == entry.key)
        else {
            continue;
        };
        for (heading, span) in placed(&entry, problems, checked) {
            let owner = *owners.entry(normal(&heading)).or_insert(kind);
            if owner == kind {
                out.push(Heading {
                    kind,
                    words: heading,
                    span: Span::new(span.start, span.end),
                });
                continue;
            }
            let message = format!(
                "`{heading}` is given to both `{}` and `{}`",
                owner.name(),
                kind.name()
            );
            problems.bad_value(span, message, "leave it with one of them");
        }
    }
    out
}

fn checked(heading: &str) -> Result<String, (String, String)> {
    if normal(heading).is_empty() {
        let message = format!("`{heading}` holds no word that a heading could be known by");
        return Err((message, HELP.to_owned()));
    }
    Ok(heading.to_owned())
}
