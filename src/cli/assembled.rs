//! An archive put together for a command that tells of it and writes nothing: `export`, `diff`.
//!
//! Takes a folder, gives what its reports were understood as. Errors of the sources are told, and stop nothing: what was understood is
//! right all the same, only the site would not be. It prints nothing but these.

use std::path::Path;

use super::progress::Bar;
use super::project::Project;
use super::report::{self, Format, Texts, Volume};
use crate::error::Error;
use crate::pipeline::{self, Built, Input};

/// An archive put together.
#[derive(Debug)]
pub(super) struct Assembled {
    /// What came of it.
    pub(super) built: Built,
    /// True where the sources have errors, which were told.
    pub(super) is_fatal: bool,
}

/// Puts the archive of a folder together. `None` where its configuration has an error, which was told; `undone` is said then.
pub(super) fn assemble(
    folder: &Path,
    drafts: bool,
    undone: Option<&str>,
) -> Result<Option<Assembled>, Error> {
    let mut project = Project::locate(folder, None)?;
    if project.is_refused(false, (Format::Human, Volume::Normal), undone) {
        return Ok(None);
    }
    let ways = project.ways();
    let book_text = |path: &str| project.book.text(ways.inside_project(path)?);
    let skip = project.skip();
    let input = Input {
        drafts,
        ..project.input(&skip)
    };
    let bar = Bar::new(false);
    let mut built = pipeline::assemble(&input, &bar)?;
    bar.finish();
    pipeline::apply_levels(&mut built.diagnostics, &project.config);
    let is_fatal = report::is_fatal(&built.diagnostics, false);
    if is_fatal {
        ways.lead_to_sources(&mut built.diagnostics);
        report::tell(
            &built.diagnostics,
            &Texts::new(&book_text, &built.sources, &ways),
            Format::Human,
            Volume::Quiet,
        );
    }
    Ok(Some(Assembled { built, is_fatal }))
}
