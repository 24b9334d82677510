//! What a site says to programs beside its pages: which files of data there are, and what stands in each.
//!
//! A **catalogue** is one file with an entry for every report. It is given in pieces (head, an entry for each report, tail), so that
//! nobody holds it as a whole. What is known of a report comes from its record, the one that `pmsite export` prints. Nothing here
//! reads the clock or writes to the disk.

mod calendar;
mod catalogue;
mod llms;

use std::sync::Arc;

use crate::archive::ReportIndex;
use crate::config::Output;
use crate::postmortem::Postmortem;

use super::export;
use super::path::SitePath;
use super::{Options, Site};

pub use catalogue::{Catalogue, Entry};

/// The folder of the data. The number is that of the contract: what is promised of its files holds as long as it stays.
const FOLDER: &str = "api/v1";

/// The page that says which data there are.
pub(super) const PAGE: &str = "api";

/// The JSON Schema of a record.
pub(super) fn schema_path() -> SitePath {
    SitePath::file(&format!("{FOLDER}/schema.json"))
}

/// Where the record of a report wants to stand, by the folder of its page.
pub(super) fn record_path(folder: &str) -> SitePath {
    SitePath::file(&format!("{FOLDER}/postmortems/{folder}.json"))
}

/// The catalogues that a site of these reports with these options has, and where.
pub(super) fn catalogues(
    reports: &[Arc<Postmortem>],
    options: &Options,
) -> Vec<(SitePath, Catalogue)> {
    let outputs = &options.outputs;
    let all = [
        (
            outputs.has(Output::Json),
            "api/v1/postmortems.json",
            Catalogue::Json,
        ),
        (
            outputs.has(Output::Ndjson),
            "api/v1/index.ndjson",
            Catalogue::Lines,
        ),
        (
            outputs.has(Output::Csv),
            "api/v1/postmortems.csv",
            Catalogue::Table,
        ),
        // A calendar without an event is none.
        (
            outputs.has(Output::Calendar)
                && reports.iter().any(|report| calendar::has_event(report)),
            "incidents.ics",
            Catalogue::Calendar,
        ),
        (outputs.has(Output::Llms), "llms.txt", Catalogue::Llms),
    ];
    let wanted = all.into_iter().filter(|(is_wanted, ..)| *is_wanted);
    wanted
        .map(|(_, path, catalogue)| (SitePath::file(path), catalogue))
        .collect()
}

/// The record of a report as a file of its own.
pub(super) fn record(site: &Site, at: ReportIndex) -> String {
    export::line(&export::record(site, at)) + "\n"
}
