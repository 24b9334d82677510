//! Records as text: JSON, line-wise JSON, CSV; whole or one by one. What comes first in an archive is the caller's business.

use std::borrow::Cow;

use super::{FacetRecord, Record};

/// What stands in a column for a record.
type Cell = for<'r> fn(&'r Record<'_>) -> Cow<'r, str>;

/// The columns of the CSV. Their order is a promise: new ones stand at the end.
const COLUMNS: [(&str, Cell); 30] = [
    ("id", |record| record.id.into()),
    ("source", |record| record.source.into()),
    ("url", |record| record.url.into()),
    ("format", |record| record.format.into()),
    ("lang", |record| or_empty(record.lang)),
    ("title", |record| record.title.into()),
    ("date", |record| or_empty(record.date.as_deref())),
    ("date_origin", |record| or_empty(record.date_origin)),
    ("start", |record| or_empty(record.start.as_deref())),
    ("end", |record| or_empty(record.end.as_deref())),
    ("duration_minutes", |record| number(record.duration_minutes)),
    ("timezone", |record| or_empty(record.timezone)),
    ("detected", |record| {
        or_empty(record.milestones.detected.as_deref())
    }),
    ("mitigated", |record| {
        or_empty(record.milestones.mitigated.as_deref())
    }),
    ("resolved", |record| {
        or_empty(record.milestones.resolved.as_deref())
    }),
    ("severity", |record| {
        or_empty(record.severity.as_ref().map(|severity| severity.label))
    }),
    ("severity_level", |record| {
        let level = record.severity.as_ref().and_then(|severity| severity.level);
        number(level.map(u32::from))
    }),
    ("status", |record| or_empty(record.status)),
    ("audience", |record| or_empty(record.audience)),
    ("services", |record| names(&record.services, true)),
    ("causes", |record| names(&record.causes, true)),
    ("triggers", |record| names(&record.triggers, true)),
    ("detection", |record| names(&record.detected_by, true)),
    ("tags", |record| record.tags.join("; ").into()),
    ("teams", |record| record.teams.join("; ").into()),
    ("summary", |record| or_empty(record.summary)),
    ("services_suggested", |record| {
        names(&record.services, false)
    }),
    ("causes_suggested", |record| names(&record.causes, false)),
    ("triggers_suggested", |record| {
        names(&record.triggers, false)
    }),
    ("detection_suggested", |record| {
        names(&record.detected_by, false)
    }),
];

fn or_empty(value: Option<&str>) -> Cow<'_, str> {
    value.unwrap_or_default().into()
}

fn number(value: Option<u32>) -> Cow<'static, str> {
    value.map_or(Cow::Borrowed(""), |value| value.to_string().into())
}

/// The names of what is stated, or of what is only suggested.
fn names(facets: &[FacetRecord<'_>], stated: bool) -> Cow<'static, str> {
    let own = facets.iter().filter(|facet| facet.is_stated() == stated);
    let names: Vec<&str> = own.map(|facet| &*facet.name).collect();
    names.join("; ").into()
}

/// The records as one JSON array, a record a line.
pub fn json(records: &[Record<'_>]) -> String {
    let lines: Vec<String> = records.iter().map(line).collect();
    if lines.is_empty() {
        "[]\n".to_owned()
    } else {
        format!("[\n{}\n]\n", lines.join(",\n"))
    }
}

/// The records as JSON, one a line.
pub fn ndjson(records: &[Record<'_>]) -> String {
    records.iter().map(|record| line(record) + "\n").collect()
}

/// The flat facts of the records as CSV with a header; lists are joined by `; `, and what is only suggested stands in columns of its own at
/// the end. A cell that a spreadsheet
/// would take for a formula gets a `'` before it: who needs the exact text has JSON.
pub fn csv(records: &[Record<'_>]) -> String {
    let rows = records.iter().map(row);
    std::iter::once(header()).chain(rows).collect()
}

/// The line of the CSV that names its columns.
pub(in crate::site) fn header() -> String {
    csv_line(COLUMNS.map(|(name, _)| Cow::Borrowed(name)))
}

/// The line of the CSV that a record is.
pub(in crate::site) fn row(record: &Record<'_>) -> String {
    csv_line(COLUMNS.map(|(_, cell)| cell(record)))
}

/// One line of CSV.
fn csv_line<'a>(cells: impl IntoIterator<Item = Cow<'a, str>>) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, and a line by itself has as many cells as it has.
    for cell in cells {
        let _: Result<(), ::csv::Error> = writer.write_field(&*no_formula(cell));
    }
    let _: Result<(), ::csv::Error> = writer.write_record(None::<&[u8]>);
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The cell as text: what begins like a formula is run by spreadsheets, and reports are written by anybody.
pub(super) fn no_formula(cell: Cow<'_, str>) -> Cow<'_, str> {
    // Spreadsheets pass over white space before the sign, and some take a full-width one as well.
    let first = cell.trim_start().chars().next();
    if first.is_some_and(|sign| "=+-@＝＋－＠".contains(sign)) {
        format!("'{cell}").into()
    } else {
        cell
    }
}

/// A record as JSON, without a line break.
pub(in crate::site) fn line(record: &Record<'_>) -> String {
    // A record has only text keys and finite numbers, so that this cannot fail.
    serde_json::to_string(record).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::COLUMNS;
    use crate::facet::Property;

    /// Their order is a promise and follows no table; that none is missing does.
    #[test]
    fn every_property_has_a_column() {
        for property in Property::ALL {
            let name = property.list();
            assert!(COLUMNS.iter().any(|(column, _)| *column == name), "{name}");
        }
    }
}
