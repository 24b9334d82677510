//! One report of an export, as far as changes are told of it.
//!
//! Takes the text of an export (one array, or a record a line), gives its records. Fields that it does not know are passed over, and
//! those that are missing are empty: exports of older and newer versions can be compared. It reads no table.

use serde::Deserialize;

/// What is compared of a record; the names are those of the export.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct Incident {
    /// The address without the `/` at its end.
    pub id: String,
    /// The path of the source.
    pub source: String,
    /// The lines of it, where it holds several reports.
    pub lines: Option<(usize, usize)>,
    /// The address under the root of the site.
    pub url: String,
    /// The title.
    pub title: String,
    /// The day.
    pub date: Option<String>,
    /// When it began.
    pub start: Option<String>,
    /// When it ended.
    pub end: Option<String>,
    /// How long it lasted.
    pub duration_minutes: Option<u32>,
    /// Further moments.
    pub milestones: Milestones,
    /// How bad it was.
    pub severity: Option<Severity>,
    /// The state of the report.
    pub status: Option<String>,
    /// The services affected.
    pub services: Vec<Facet>,
    /// The contributing causes.
    pub causes: Vec<Facet>,
    /// What set it off.
    pub triggers: Vec<Facet>,
    /// How it was noticed.
    pub detection: Vec<String>,
    /// Free tags.
    pub tags: Vec<String>,
    /// The teams involved.
    pub teams: Vec<String>,
    /// What happened, in a paragraph.
    pub summary: Option<String>,
    /// The sections.
    pub sections: Vec<Section>,
    /// The timeline.
    pub timeline: Vec<Entry>,
    /// The action items.
    pub actions: Vec<Action>,
}

/// Moments between start and end.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct Milestones {
    /// When it was noticed.
    pub detected: Option<String>,
    /// When somebody took it up.
    pub acknowledged: Option<String>,
    /// When it was declared an incident.
    pub declared: Option<String>,
    /// When its effect was stopped.
    pub mitigated: Option<String>,
    /// When it was over.
    pub resolved: Option<String>,
}

/// A severity.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct Severity {
    /// As written.
    pub label: String,
}

/// A value that reports are indexed by.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct Facet {
    /// Its name.
    pub name: String,
    /// Where it came from.
    pub origin: String,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct Section {
    /// Its heading.
    pub heading: String,
}

/// An entry of a timeline.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// When.
    pub at: Option<String>,
    /// The time as written.
    pub as_written: String,
    /// What happened.
    pub text: String,
}

/// An action item.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct Action {
    /// Its permanent name.
    pub id: String,
    /// What is to be done.
    pub text: String,
    /// How far it is.
    pub status: String,
    /// Who does it.
    pub owner: Option<String>,
    /// Its tickets.
    pub tickets: Vec<String>,
    /// Until when, as written.
    pub due: Option<String>,
}

/// The records of an export: one JSON array, or one JSON object a line. The error says where the text is none.
pub fn read(text: &str) -> Result<Vec<Incident>, String> {
    let text = text.trim_start_matches('\u{feff}');
    let begins = text.trim_start();
    if !begins.is_empty() && !begins.starts_with(['[', '{']) {
        return Err("it is no JSON; `pmsite export --format json` makes one".to_owned());
    }
    let incidents: Vec<Incident> = if begins.starts_with('[') {
        serde_json::from_str(text).map_err(|fault| fault.to_string())?
    } else {
        let lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty());
        let read = |(number, line)| {
            serde_json::from_str(line).map_err(|fault| format!("line {}: {fault}", number + 1))
        };
        lines.map(read).collect::<Result<_, String>>()?
    };
    match incidents.iter().position(|incident| incident.id.is_empty()) {
        Some(at) => Err(format!(
            "its record {} has no `id`; `pmsite export --format json` makes one that can be compared",
            at + 1
        )),
        None => Ok(incidents),
    }
}
