//! What people and programs are told: diagnostics in one of four forms, one line of success, the exit code. Nothing else in
//! pmsite prints a diagnostic.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{ErrorKind, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ways::Ways;
use crate::diagnostic::{Diagnostics, Severity, machine, snippet, visible};
use crate::error::Error;
use crate::scan::{self, Candidate};

/// The form that diagnostics are told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// Drawn with the line of the source, on standard error.
    Human,
    /// One JSON object a line, on standard output.
    Json,
    /// One SARIF 2.1.0 document, on standard output.
    Sarif,
    /// Annotations of a GitHub workflow, on standard output.
    Github,
}

/// How loud the program is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Volume {
    /// Errors and warnings only.
    Quiet,
    /// The line of success too; notes are counted.
    Normal,
    /// Notes too.
    Verbose,
}

impl Volume {
    /// The volume that the options ask for.
    pub(super) fn of(quiet: bool, verbose: bool) -> Self {
        match (quiet, verbose) {
            (true, _) => Self::Quiet,
            (_, true) => Self::Verbose,
            _ => Self::Normal,
        }
    }
}

/// The texts that diagnostics point into: `book.toml`, templates, and sources, which are read again when one is needed, so
/// that a large archive is not held in memory for the sake of a few messages.
pub(super) struct Texts<'a> {
    known: &'a dyn Fn(&str) -> Option<Arc<str>>,
    sources: &'a BTreeMap<Arc<str>, Candidate>,
    ways: &'a Ways,
    last: RefCell<Option<(String, Option<Arc<str>>)>>,
}

impl<'a> Texts<'a> {
    /// Texts from `known`, else from the disk; `ways` says which source a path means.
    pub(super) fn new(
        known: &'a dyn Fn(&str) -> Option<Arc<str>>,
        sources: &'a BTreeMap<Arc<str>, Candidate>,
        ways: &'a Ways,
    ) -> Self {
        Self {
            ways,
            known,
            sources,
            last: RefCell::new(None),
        }
    }

    fn get(&self, path: &str) -> Option<Arc<str>> {
        if let Some((last, text)) = &*self.last.borrow()
            && last == path
        {
            return text.clone();
        }
        let text = (self.known)(path).or_else(|| {
            // What is here was read before, so it was not too large.
            self.sources
                .get(self.ways.inside_sources(path)?)
                .and_then(scan::text_of)
        });
        *self.last.borrow_mut() = Some((path.to_owned(), text.clone()));
        text
    }
}

/// Tells the diagnostics.
pub(super) fn tell(diagnostics: &Diagnostics, texts: &Texts<'_>, format: Format, volume: Volume) {
    tell_all(diagnostics, None, texts, format, volume);
}

/// Tells why a build could not go on, in a form for programs: to people the end of the program says it.
pub(super) fn tell_failure(error: &Error, format: Format) {
    let (none, ways) = (BTreeMap::new(), Ways::default());
    let texts = Texts::new(&|_| None, &none, &ways);
    tell_all(
        &Diagnostics::new(),
        Some(error),
        &texts,
        format,
        Volume::Normal,
    );
}

/// Tells the diagnostics of a build, and why it could not go on where it could not. Some forms are one document, so that all has
/// to be told at once.
pub(super) fn tell_all(
    diagnostics: &Diagnostics,
    failure: Option<&Error>,
    texts: &Texts<'_>,
    format: Format,
    volume: Volume,
) {
    let text_of = |path: &str| texts.get(path);
    // Programs get notes too, unless they are not wanted: what is shown of them is their own affair.
    let least = if format == Format::Human {
        Volume::Verbose
    } else {
        Volume::Normal
    };
    let shown: Diagnostics = diagnostics
        .iter()
        .filter(|diagnostic| volume >= least || diagnostic.severity != Severity::Note)
        .cloned()
        .collect();
    let failure = failure.map(|error| explain(error, true));
    let failure = failure.as_deref();
    match format {
        Format::Human => {
            let drawn = snippet::render_all(&shown, &text_of, std::io::stderr().is_terminal());
            let _ = anstream::stderr().lock().write_all(drawn.as_bytes());
        }
        Format::Json => print(&machine::json(&shown, failure, &text_of)),
        Format::Sarif => print(&machine::sarif(&shown, failure, &text_of)),
        Format::Github => print(&machine::github(&shown, failure, &text_of)),
    }
}

/// The diagnostics as people are told them, without colours.
#[cfg(feature = "serve")]
pub(super) fn drawn(diagnostics: &Diagnostics, texts: &Texts<'_>) -> String {
    snippet::render_all(diagnostics, &|path| texts.get(path), false)
}

/// True where the diagnostics forbid to write: an error, or with `strict` a warning.
pub(super) fn is_fatal(diagnostics: &Diagnostics, strict: bool) -> bool {
    diagnostics.count(Severity::Error) > 0 || (strict && diagnostics.count(Severity::Warning) > 0)
}

/// "1 error, 2 warnings and 3 notes"; empty where there is none.
pub(super) fn counts(diagnostics: &Diagnostics, volume: Volume) -> String {
    let mut parts = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        match diagnostics.count(severity) {
            0 => {}
            1 => parts.push(format!("1 {}", severity.name())),
            n => parts.push(format!("{n} {}s", severity.name())),
        }
    }
    let hidden = volume < Volume::Verbose && diagnostics.count(Severity::Note) > 0;
    let mut out = parts.join(", ");
    if hidden {
        out.push_str(" (notes are shown with -v)");
    }
    out
}

/// Says a line to the person at the terminal; names of files may be in it, whatever these hold.
pub(super) fn say(line: &str) {
    anstream::eprintln!("{}", visible(line));
}

/// Prints to standard output; a reader that has gone away is no error.
pub(super) fn print(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// What an error says to people: which path from where they are, and what they can do about it. Only of a build can another
/// folder be the way out.
pub(super) fn explain(error: &Error, of_build: bool) -> String {
    let (attempt, path, cause) = match error {
        Error::HalfDone(error) => {
            return format!(
                "{}; the site is partly the new one already, no file is half written: \
                 build again to end the work",
                explain(error, of_build)
            );
        }
        Error::Io {
            attempt,
            path,
            cause,
        } => (attempt, path, cause),
        Error::Failed(_) | Error::Usage(_) | Error::Refused(_) => return error.to_string(),
    };
    let help = match cause.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "; make room on the disk",
        ErrorKind::ReadOnlyFilesystem if is_writing(attempt) && of_build => {
            "; choose a folder that can be written to with `-d`"
        }
        ErrorKind::PermissionDenied if is_writing(attempt) && of_build => {
            "; allow it to be written, or choose another folder with `-d`"
        }
        ErrorKind::PermissionDenied if is_writing(attempt) => "; allow its folder to be written",
        ErrorKind::PermissionDenied if *attempt == "entering" && of_build => {
            "; allow it to be entered, or choose another folder with `-d`"
        }
        ErrorKind::PermissionDenied if *attempt == "entering" => "; allow it to be entered",
        ErrorKind::PermissionDenied => "; allow it to be read",
        ErrorKind::NotADirectory => "; it is a file, or a part of its path is",
        _ => "",
    };
    format!("{attempt} `{}` failed: {cause}{help}", shown(path))
}

fn is_writing(attempt: &str) -> bool {
    matches!(attempt, "writing" | "creating" | "removing" | "locking")
}

/// A path as people write it: from the current folder where it lies in it.
pub(super) fn shown(path: &Path) -> String {
    from_here(path).display().to_string()
}

/// The path from the current folder where it lies in it.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line knows where it was started"
)]
pub(super) fn from_here(path: &Path) -> PathBuf {
    let from_here = std::env::current_dir()
        .ok()
        .and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    match from_here {
        // The current folder itself.
        Some(path) if path.as_os_str().is_empty() => PathBuf::from("."),
        Some(path) => path,
        None => path.to_owned(),
    }
}
