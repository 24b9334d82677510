//! `[sections]`: the headings that an archive means kinds of sections by.
//!
//! Takes the table, gives each heading with its kind, in the order of the file. It compares no heading of a report.

use std::collections::BTreeMap;

use super::table::{Entry, Problems, Table, list};
use crate::document::section::{SectionKind, normal};

const HELP: &str = "write the headings of a kind as a list: `root_cause = [\"Why it broke\"]`";

/// Reads the table.
pub(super) fn sections(table: &Table<'_>, problems: &mut Problems) -> Vec<(SectionKind, String)> {
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
        for heading in list(&entry, problems, checked) {
            let owner = *owners.entry(normal(&heading)).or_insert(kind);
            if owner == kind {
                out.push((kind, heading));
                continue;
            }
            let message = format!(
                "`{heading}` is given to both `{}` and `{}`",
                owner.name(),
                kind.name()
            );
            problems.bad_value(entry.value.span(), message, "leave it with one of them");
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
