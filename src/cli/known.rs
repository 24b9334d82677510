//! The baseline on the disk: where it is, read before a build tells what it found, written by `pmsite check --write-baseline`.

#![expect(
    clippy::disallowed_methods,
    reason = "the command line reads and writes the list of what is known"
)]

use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::project::Project;
use super::report;
use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::pipeline::{self, Baseline};

/// What an archive had before.
#[derive(Debug)]
pub(super) struct Known {
    path: PathBuf,
    /// As messages call it.
    name: String,
    /// `None` where there is no such file.
    baseline: Option<Baseline>,
}

impl Known {
    /// Reads the baseline of a project. A file that `book.toml` names must be there, unless it is to be written.
    pub(super) fn read(project: &Project, is_to_be_written: bool) -> Result<Self, Error> {
        let path = project.baseline();
        let name = report::shown(&path);
        let baseline = match std::fs::read_to_string(&path) {
            Ok(_) if is_to_be_written => None,
            Ok(text) => Some(Baseline::parse(&text).map_err(|problem| {
                Error::Usage(format!(
                    "`{name}` is no baseline: {problem}; `pmsite check --write-baseline` makes it anew"
                ))
            })?),
            Err(cause) if cause.kind() == ErrorKind::NotFound => {
                if project.config.baseline.is_some() && !is_to_be_written {
                    return Err(Error::Usage(format!(
                        "`{name}`, which `[lint] baseline` names, does not exist: \
                         `pmsite check --write-baseline` makes it"
                    )));
                }
                None
            }
            Err(_) if is_to_be_written => None,
            Err(cause) => return Err(Error::io("reading", &path, cause)),
        };
        Ok(Self {
            path,
            name,
            baseline,
        })
    }

    /// Leaves out what is known of what was found in sources, with paths inside their folder; gives how many messages that were.
    pub(super) fn hide(&mut self, diagnostics: &mut Diagnostics, project: &Project) -> usize {
        let Some(baseline) = &mut self.baseline else {
            return 0;
        };
        // What `[lint]` allows is not shown anyway: it is neither known nor new.
        pipeline::leave_out_allowed(diagnostics, &project.config);
        let hidden = baseline.hide(diagnostics);
        diagnostics.extend(baseline.stale(&self.name));
        hidden
    }

    /// Writes what was found as known, whole or not at all, and leaves it out.
    pub(super) fn write(
        &self,
        diagnostics: &mut Diagnostics,
        project: &Project,
    ) -> Result<usize, Error> {
        pipeline::leave_out_allowed(diagnostics, &project.config);
        let mut baseline = Baseline::of(diagnostics);
        put(&self.path, &baseline.to_text())?;
        Ok(baseline.hide(diagnostics))
    }

    /// As messages call the file.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// Writes a file beside its place and moves it there.
pub(super) fn put(path: &Path, text: &str) -> Result<(), Error> {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let mut staged = path.as_os_str().to_owned();
    staged.push(".new");
    let staged = PathBuf::from(staged);
    // What stands there may be a link to somewhere else: it is taken away, never written through.
    let written = remove(&staged)
        .and_then(|()| std::fs::File::create_new(&staged))
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| std::fs::rename(&staged, path));
    written.map_err(|cause| {
        // What could not be moved is of no use to anybody.
        let _ = std::fs::remove_file(&staged);
        Error::io("writing", path, cause)
    })
}

fn remove(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => Err(cause),
        _ => Ok(()),
    }
}

/// `34 known`, for the line of success.
pub(super) fn counted(hidden: usize) -> String {
    match hidden {
        0 => String::new(),
        n => format!("; {n} known"),
    }
}
