//! `[output.*]`: which files there are beside the pages.
//!
//! As with mdBook a table switches its output on, and `enable = false` in it switches it off. What costs a file for each report is off
//! where no table asks for it; all else is on. It does not know which files an output consists of.

use super::table::{Problems, Table};

/// The keys of `[output]` that are read here.
pub(super) const OUTPUTS: [&str; 13] = [
    "json",
    "ndjson",
    "csv",
    "atom",
    "json-feed",
    "opml",
    "calendar",
    "json-ld",
    "llms",
    "page-md",
    "anniversaries",
    "primers",
    "search",
];

/// Which files there are beside the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outputs {
    /// `[output.json]`: all records as one array.
    pub json: bool,
    /// `[output.json] per-report`: a file for each record.
    pub records: bool,
    /// `[output.ndjson]`: all records, one a line.
    pub ndjson: bool,
    /// `[output.csv]`: their flat facts as a table.
    pub csv: bool,
    /// `[output.atom]`: feeds.
    pub atom: bool,
    /// `[output.json-feed]`: the same feeds in JSON.
    pub json_feed: bool,
    /// `[output.opml]`: the list of all feeds.
    pub opml: bool,
    /// `[output.calendar]`: the incidents as a calendar.
    pub calendar: bool,
    /// `[output.json-ld]`: what pages of reports say to search engines.
    pub json_ld: bool,
    /// `[output.llms]`: the archive for programs that read language.
    pub llms: bool,
    /// `[output.page-md]`: the text of each report as Markdown, beside its page.
    pub page_md: bool,
    /// `[output.anniversaries]`: the incidents by the week of the year.
    pub anniversaries: bool,
    /// `[output.primers]`: for each service what people on call should know.
    pub primers: bool,
    /// `[output.search]`: the search page, its index, all titles by letter.
    pub search: bool,
}

impl Default for Outputs {
    fn default() -> Self {
        Self {
            json: true,
            records: false,
            ndjson: true,
            csv: true,
            atom: true,
            json_feed: true,
            opml: true,
            calendar: true,
            json_ld: true,
            llms: true,
            page_md: false,
            anniversaries: true,
            primers: true,
            search: true,
        }
    }
}

/// Reads the tables below `[output]`.
pub(super) fn outputs(output: &Table<'_>, problems: &mut Problems) -> Outputs {
    let mut outputs = Outputs::default();
    if let Some(table) = output.table("json", problems) {
        table.check(&["enable", "per-report"], &[], problems);
        outputs.json = is_enabled(&table, problems);
        outputs.records = table.boolean("per-report", problems).unwrap_or(false);
    }
    for (key, switch) in [
        ("ndjson", &mut outputs.ndjson),
        ("csv", &mut outputs.csv),
        ("atom", &mut outputs.atom),
        ("json-feed", &mut outputs.json_feed),
        ("opml", &mut outputs.opml),
        ("calendar", &mut outputs.calendar),
        ("json-ld", &mut outputs.json_ld),
        ("llms", &mut outputs.llms),
        ("page-md", &mut outputs.page_md),
        ("anniversaries", &mut outputs.anniversaries),
        ("primers", &mut outputs.primers),
        ("search", &mut outputs.search),
    ] {
        if let Some(table) = output.table(key, problems) {
            table.check(&["enable"], &[], problems);
            *switch = is_enabled(&table, problems);
        }
    }
    outputs
}

/// A table that says nothing of it is there because its output is wanted.
fn is_enabled(table: &Table<'_>, problems: &mut Problems) -> bool {
    table.boolean("enable", problems).unwrap_or(true)
}
