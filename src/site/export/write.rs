//! Records as text: JSON, line-wise JSON, CSV; whole or one by one. What comes first in an archive is the caller's business.

use std::borrow::Cow;

use super::{FacetRecord, Record};

/// The columns of the CSV.
const HEADER: [&str; 30] = [
    "id",
    "source",
    "url",
    "format",
    "lang",
    "title",
    "date",
    "date_origin",
    "start",
    "end",
    "duration_minutes",
    "timezone",
    "detected",
    "mitigated",
    "resolved",
    "severity",
    "severity_level",
    "status",
    "audience",
    "services",
    "causes",
    "triggers",
    "detection",
    "tags",
    "teams",
    "summary",
    "services_suggested",
    "causes_suggested",
    "triggers_suggested",
    "detection_suggested",
];

/// The records as one JSON array, a record a line.
pub fn json(records: &[Record]) -> String {
    let lines: Vec<String> = records.iter().map(line).collect();
    if lines.is_empty() {
        "[]\n".to_owned()
    } else {
        format!("[\n{}\n]\n", lines.join(",\n"))
    }
}

/// The records as JSON, one a line.
pub fn ndjson(records: &[Record]) -> String {
    records.iter().map(|record| line(record) + "\n").collect()
}

/// The flat facts of the records as CSV with a header; lists are joined by `; `, and what is only suggested stands in columns of its own at
/// the end. A cell that a spreadsheet
/// would take for a formula gets a `'` before it: who needs the exact text has JSON.
pub fn csv(records: &[Record]) -> String {
    let rows = records.iter().map(row);
    std::iter::once(header()).chain(rows).collect()
}

/// The line of the CSV that names its columns.
pub(in crate::site) fn header() -> String {
    csv_line(HEADER.iter().map(ToString::to_string).collect())
}

/// The line of the CSV that a record is.
pub(in crate::site) fn row(record: &Record) -> String {
    csv_line(cells(record))
}

/// One line of CSV.
fn csv_line(cells: Vec<String>) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, and a line by itself has as many cells as it has.
    let cells = cells
        .into_iter()
        .map(|cell| no_formula(cell.into()).into_owned());
    let _: Result<(), ::csv::Error> = writer.write_record::<Vec<String>, _>(cells.collect());
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

fn cells(record: &Record) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let names = |facets: &[FacetRecord], stated: bool| {
        let own = facets.iter().filter(|facet| facet.is_stated() == stated);
        let names: Vec<&str> = own.map(|facet| facet.name.as_str()).collect();
        names.join("; ")
    };
    let severity = record.severity.as_ref();
    let level = severity.and_then(|severity| severity.level);
    vec![
        record.id.clone(),
        record.source.clone(),
        record.url.clone(),
        record.format.clone(),
        text(&record.lang),
        record.title.clone(),
        text(&record.date),
        record.date_origin.unwrap_or_default().to_owned(),
        text(&record.start),
        text(&record.end),
        record
            .duration_minutes
            .map_or_else(String::new, |minutes| minutes.to_string()),
        text(&record.timezone),
        text(&record.milestones.detected),
        text(&record.milestones.mitigated),
        text(&record.milestones.resolved),
        severity.map_or_else(String::new, |severity| severity.label.clone()),
        level.map_or_else(String::new, |level| level.to_string()),
        text(&record.status),
        text(&record.audience),
        names(&record.services, true),
        names(&record.causes, true),
        names(&record.triggers, true),
        names(&record.detected_by, true),
        record.tags.join("; "),
        record.teams.join("; "),
        text(&record.summary),
        names(&record.services, false),
        names(&record.causes, false),
        names(&record.triggers, false),
        names(&record.detected_by, false),
    ]
}

/// A record as JSON, without a line break.
pub(in crate::site) fn line(record: &Record) -> String {
    // A record has only text keys and finite numbers, so that this cannot fail.
    serde_json::to_string(record).unwrap_or_default()
}
