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
    csv_line(HEADER.map(Cow::Borrowed))
}

/// The line of the CSV that a record is.
pub(in crate::site) fn row(record: &Record<'_>) -> String {
    csv_line(cells(record))
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

fn cells<'a>(record: &'a Record<'_>) -> [Cow<'a, str>; 30] {
    fn or_empty(value: Option<&str>) -> Cow<'_, str> {
        value.unwrap_or_default().into()
    }
    let names = |facets: &[FacetRecord<'_>], stated: bool| {
        let own = facets.iter().filter(|facet| facet.is_stated() == stated);
        let names: Vec<&str> = own.map(|facet| &*facet.name).collect();
        Cow::from(names.join("; "))
    };
    let number = |value: Option<u32>| value.map(|value| value.to_string());
    let severity = record.severity.as_ref();
    let level = severity.and_then(|severity| severity.level);
    let milestones = &record.milestones;
    [
        record.id.into(),
        record.source.into(),
        record.url.into(),
        record.format.into(),
        or_empty(record.lang),
        record.title.into(),
        or_empty(record.date.as_deref()),
        or_empty(record.date_origin),
        or_empty(record.start.as_deref()),
        or_empty(record.end.as_deref()),
        number(record.duration_minutes).unwrap_or_default().into(),
        or_empty(record.timezone),
        or_empty(milestones.detected.as_deref()),
        or_empty(milestones.mitigated.as_deref()),
        or_empty(milestones.resolved.as_deref()),
        or_empty(severity.map(|severity| severity.label)),
        number(level.map(u32::from)).unwrap_or_default().into(),
        or_empty(record.status),
        or_empty(record.audience),
        names(&record.services, true),
        names(&record.causes, true),
        names(&record.triggers, true),
        names(&record.detected_by, true),
        record.tags.join("; ").into(),
        record.teams.join("; ").into(),
        or_empty(record.summary),
        names(&record.services, false),
        names(&record.causes, false),
        names(&record.triggers, false),
        names(&record.detected_by, false),
    ]
}

/// A record as JSON, without a line break.
pub(in crate::site) fn line(record: &Record<'_>) -> String {
    // A record has only text keys and finite numbers, so that this cannot fail.
    serde_json::to_string(record).unwrap_or_default()
}
