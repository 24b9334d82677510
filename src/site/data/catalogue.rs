//! Files with an entry for every report, in pieces.
//!
//! Takes a site, gives for each of its catalogues the head, the entries of one report after the other, and the tail. Who puts them
//! together asks for the reports in their order. The record of a report is made once for all of them.

use std::borrow::Cow;
use std::sync::Arc;

use super::{calendar, llms};
use crate::archive::ReportIndex;
use crate::site::Site;
use crate::site::export;
use crate::site::path::SitePath;

/// A file with an entry for every report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Catalogue {
    /// All records as one JSON array.
    Json,
    /// All records as JSON, one a line.
    Lines,
    /// Their flat facts as CSV.
    Table,
    /// The incidents as a calendar.
    Calendar,
    /// Links to all reports, for programs that read language.
    Llms,
}

/// What a report adds to a catalogue: its text, with what stands around it there. All forms of JSON share one text.
#[derive(Debug)]
pub struct Entry {
    before: &'static str,
    text: Arc<String>,
    after: &'static str,
}

impl Entry {
    /// Its parts, one behind the other.
    pub fn parts(&self) -> [&str; 3] {
        [self.before, &self.text, self.after]
    }
}

impl From<String> for Entry {
    fn from(text: String) -> Self {
        Self {
            before: "",
            text: Arc::new(text),
            after: "",
        }
    }
}

impl Site {
    /// The catalogues, each with its path.
    pub fn catalogues(&self) -> impl Iterator<Item = (&SitePath, Catalogue)> {
        self.catalogues.iter().map(|(path, one)| (path, *one))
    }

    /// What stands in a catalogue before its first entry.
    pub fn catalogue_head(&self, catalogue: Catalogue) -> String {
        match catalogue {
            Catalogue::Json | Catalogue::Lines => String::new(),
            Catalogue::Table => export::header(),
            Catalogue::Calendar => calendar::head(self),
            Catalogue::Llms => llms::head(self),
        }
    }

    /// What a report adds to each of the catalogues, in their order.
    pub fn catalogue_entries(&self, at: ReportIndex) -> Vec<Entry> {
        let record = export::record(self, at);
        let line = Arc::new(export::line(&record));
        let json = |before, after| Entry {
            before,
            text: Arc::clone(&line),
            after,
        };
        let catalogues = self.catalogues.iter();
        catalogues
            .map(|(_, catalogue)| match catalogue {
                Catalogue::Json if at == 0 => json("[\n", ""),
                Catalogue::Json => json(",\n", ""),
                Catalogue::Lines => json("", "\n"),
                Catalogue::Table => export::row(&record).into(),
                Catalogue::Calendar => calendar::event(self, at, &record).into(),
                Catalogue::Llms => llms::entry(self, at).into(),
            })
            .collect()
    }

    /// What stands in a catalogue behind its last entry.
    pub fn catalogue_tail(&self, catalogue: Catalogue) -> Cow<'static, str> {
        match catalogue {
            Catalogue::Json if self.archive.reports.is_empty() => "[]\n".into(),
            Catalogue::Json => "\n]\n".into(),
            Catalogue::Lines | Catalogue::Table => "".into(),
            Catalogue::Calendar => calendar::TAIL.into(),
            Catalogue::Llms => llms::tail(self).into(),
        }
    }
}
