//! Files with an entry for every report, in pieces.
//!
//! Takes a site, gives for each of its catalogues the head, the entries of one report after the other, and the tail. Who puts them
//! together asks for the reports in their order. The record of a report is made once for all of them.

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
        }
    }

    /// What a report adds to each of the catalogues, in their order.
    pub fn catalogue_entries(&self, at: ReportIndex) -> Vec<String> {
        let record = export::record(self, at);
        let line = export::line(&record);
        let catalogues = self.catalogues.iter();
        catalogues
            .map(|(_, catalogue)| match catalogue {
                Catalogue::Json if at == 0 => format!("[\n{line}"),
                Catalogue::Json => format!(",\n{line}"),
                Catalogue::Lines => format!("{line}\n"),
                Catalogue::Table => export::row(&record),
            })
            .collect()
    }

    /// What stands in a catalogue behind its last entry.
    pub fn catalogue_tail(&self, catalogue: Catalogue) -> &'static str {
        match catalogue {
            Catalogue::Json if self.archive.reports.is_empty() => "[]\n",
            Catalogue::Json => "\n]\n",
            Catalogue::Lines | Catalogue::Table => "",
        }
    }
}
