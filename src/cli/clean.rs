//! `pmsite clean`: takes away what a build wrote.

use std::path::PathBuf;

use super::nearest;
use super::project::Project;
use super::report::{self, Volume};
use crate::error::Error;
use crate::output::{self, Cleaned};

/// Which site to take away.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the reports, or of the `book.toml`; without it the nearest one above that has a `book.toml`, else this folder.
    dir: Option<PathBuf>,
    /// The folder of the site, where it is not `DIR/site`.
    #[arg(short, long, value_name = "DIR")]
    dest_dir: Option<PathBuf>,
}

/// Removes the files that the manifest of the last build names.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    let dir = nearest::chosen(arguments.dir.as_deref(), false);
    let mut project = Project::locate(&dir, arguments.dest_dir.as_deref())?;
    // Without its configuration nobody knows which folder the site is.
    let told_as = (report::Format::Human, Volume::Normal);
    if project.is_refused(false, told_as, Some("nothing was removed")) {
        return Ok(2);
    }
    let place = report::shown(&project.output);
    let cleaned = output::clean(&project.output)?;
    report::say(&match cleaned {
        Cleaned::Nothing if arguments.dest_dir.is_some() => {
            format!("there is no `{place}`: nothing to remove")
        }
        Cleaned::Nothing => {
            format!("there is no `{place}`: nothing to remove; a site elsewhere is named with `-d`")
        }
        Cleaned::Site(1) => format!("1 file removed from `{place}`"),
        Cleaned::Site(files) => format!("{files} files removed from `{place}`"),
        Cleaned::Leftovers => {
            format!("what a killed build left is removed from `{place}`; there was no site")
        }
    });
    Ok(0)
}
