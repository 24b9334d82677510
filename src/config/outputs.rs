//! `[output.*]`: which files there are beside the pages.
//!
//! As with mdBook a table switches its output on, and `enable = false` in it switches it off. What costs a file for each report is off
//! where no table asks for it; all else is on. It does not know which files an output consists of.

use super::table::{Problems, Table};

/// Something that a site can have beside its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// `[output.json]`: all records as one array.
    Json,
    /// `[output.json] per-report`: a file for each record.
    Records,
    /// `[output.ndjson]`: all records, one a line.
    Ndjson,
    /// `[output.csv]`: their flat facts as a table.
    Csv,
    /// `[output.atom]`: feeds.
    Atom,
    /// `[output.json-feed]`: the same feeds in JSON.
    JsonFeed,
    /// `[output.opml]`: the list of all feeds.
    Opml,
    /// `[output.calendar]`: the incidents as a calendar.
    Calendar,
    /// `[output.json-ld]`: what pages of reports say to search engines.
    JsonLd,
    /// `[output.llms]`: the archive for programs that read language.
    Llms,
    /// `[output.page-md]`: the text of each report as Markdown, beside its page.
    PageMd,
    /// `[output.anniversaries]`: the incidents by the week of the year.
    Anniversaries,
    /// `[output.primers]`: for each service what people on call should know.
    Primers,
    /// `[output.search]`: the search page, its index, all titles by letter.
    Search,
}

/// The tables of `[output]` that are read here, in the order of messages, and whether their output is made where there is no such table.
const TABLES: [(&str, Output, bool); 13] = [
    ("json", Output::Json, true),
    ("ndjson", Output::Ndjson, true),
    ("csv", Output::Csv, true),
    ("atom", Output::Atom, true),
    ("json-feed", Output::JsonFeed, true),
    ("opml", Output::Opml, true),
    ("calendar", Output::Calendar, true),
    ("json-ld", Output::JsonLd, true),
    ("llms", Output::Llms, true),
    ("page-md", Output::PageMd, false),
    ("anniversaries", Output::Anniversaries, true),
    ("primers", Output::Primers, true),
    ("search", Output::Search, true),
];

/// The keys of `[output]` that are read here.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|(key, ..)| *key)
}

/// Which files there are beside the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outputs(u16);

impl Outputs {
    /// True where the site has it.
    pub fn has(self, output: Output) -> bool {
        self.0 & (1 << output as u16) != 0
    }

    fn set(&mut self, output: Output, is_on: bool) {
        self.0 &= !(1 << output as u16);
        self.0 |= u16::from(is_on) << output as u16;
    }
}

impl Default for Outputs {
    fn default() -> Self {
        let mut outputs = Self(0);
        for (_, output, is_on) in TABLES {
            outputs.set(output, is_on);
        }
        outputs
    }
}

/// Reads the tables below `[output]`.
pub(super) fn outputs(output: &Table<'_>, problems: &mut Problems) -> Outputs {
    let mut outputs = Outputs::default();
    for (key, switch, _) in TABLES {
        let Some(table) = output.table(key, problems) else {
            continue;
        };
        let known: &[&str] = match switch {
            Output::Json => &["enable", "per-report"],
            _ => &["enable"],
        };
        table.check(known, &[], problems);
        // A table that says nothing of it is there because its output is wanted.
        outputs.set(switch, table.boolean("enable", problems).unwrap_or(true));
        if switch == Output::Json {
            let records = table.boolean("per-report", problems).unwrap_or(false);
            outputs.set(Output::Records, records);
        }
    }
    outputs
}
