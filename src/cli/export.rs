//! `pmsite export`: what was understood of every report, as data.

use std::path::PathBuf;

use super::assembled::{Assembled, assemble};
use super::nearest;
use super::report;
use crate::error::Error;
use crate::site::export;

/// What to export, and as what.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the reports, or of the `book.toml`; without it the nearest one above that has a `book.toml`, else this folder.
    dir: Option<PathBuf>,
    /// The form of the data.
    #[arg(long, value_enum, default_value_t = Form::Json)]
    format: Form,
    /// Take drafts in.
    #[arg(long)]
    drafts: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Form {
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// A table with a header line.
    Csv,
}

/// Prints the records.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    let dir = nearest::chosen(arguments.dir.as_deref(), false);
    let Some(Assembled { built, is_fatal }) = assemble(&dir, arguments.drafts, None)? else {
        return Ok(2);
    };
    let records = export::records(&built.site);
    report::print(&match arguments.format {
        Form::Json => export::json(&records),
        Form::Ndjson => export::ndjson(&records),
        Form::Csv => export::csv(&records),
    });
    Ok(u8::from(is_fatal))
}
