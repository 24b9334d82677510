//! `pmsite export`: what was understood of every report, as data.

use std::path::PathBuf;

use super::progress::Bar;
use super::project::Project;
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
    let told_as = (report::Format::Human, Volume::Normal);
    if project.is_refused(false, told_as, None) {
        return Ok(2);
    }
    let ways = project.ways();
    let book_text = |path: &str| project.book.text(ways.inside_project(path)?);
    let skip = project.skip();
    let input = Input {
        drafts: arguments.drafts,
        ..project.input(&skip)
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
