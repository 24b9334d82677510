//! `pmsite export`: what was understood of every report, as data.

use std::path::PathBuf;

use super::progress::Bar;
use super::project::{BOOK, Project};
use super::report::{self, Texts, Volume};
use crate::error::Error;
use crate::pipeline::{self, Input};
use crate::site::export;

/// What to export, and as what.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the reports, or of the `book.toml`.
    #[arg(default_value = ".")]
    dir: PathBuf,
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
    let mut project = Project::locate(&arguments.dir, None)?;
    let book = project.book.clone();
    let ways = project.ways();
    let book_text = |path: &str| {
        book.clone()
            .filter(|_| ways.inside_project(path) == Some(BOOK))
    };
    if report::is_fatal(&project.diagnostics, false) {
        ways.lead_to_project(&mut project.diagnostics);
        let sources = std::collections::BTreeMap::new();
        let texts = Texts::new(&book_text, &sources, &ways);
        report::tell(
            &project.diagnostics,
            &texts,
            report::Format::Human,
            Volume::Normal,
        );
        return Ok(2);
    }
    let skip = project.skip();
    let input = Input {
        source: &project.source,
        declared_source: project.declared_source,
        skip: &skip,
        config: &project.config,
        drafts: arguments.drafts,
        standing: 0,
        with_memory: false,
    };
    let bar = Bar::new(false);
    let mut built = pipeline::assemble(&input, &bar)?;
    bar.finish();
    pipeline::apply_levels(&mut built.diagnostics, &project.config);
    let fatal = report::is_fatal(&built.diagnostics, false);
    if fatal {
        ways.lead_to_sources(&mut built.diagnostics);
        // The records are right all the same; only the site would not be.
        report::tell(
            &built.diagnostics,
            &Texts::new(&book_text, &built.sources, &ways),
            report::Format::Human,
            Volume::Quiet,
        );
    }
    let records = export::records(&built.site);
    report::print(&match arguments.format {
        Form::Json => export::json(&records),
        Form::Ndjson => export::ndjson(&records),
        Form::Csv => export::csv(&records),
    });
    Ok(u8::from(fatal))
}
