//! The editor that somebody has chosen.
//!
//! Takes a file, opens it, waits for the editor to end. Which editor that is, `VISUAL` says, else `EDITOR`; none is guessed.

#![expect(
    clippy::disallowed_methods,
    reason = "which editor somebody uses is said by the environment"
)]

use std::path::Path;
use std::process::Command;

use crate::cli::report::shown;
use crate::error::Error;

/// The variables that name an editor, the first that does counts.
const NAMES: [&str; 2] = ["VISUAL", "EDITOR"];

/// An editor with its arguments.
#[derive(Debug)]
pub(super) struct Editor {
    words: Vec<String>,
}

/// The editor that the environment names.
pub(super) fn chosen() -> Result<Editor, Error> {
    for name in NAMES {
        let Some(written) = std::env::var_os(name).filter(|written| !written.is_empty()) else {
            continue;
        };
        let words = written
            .to_str()
            .and_then(|text| shell_words::split(text).ok());
        return match words {
            Some(words) if !words.is_empty() => Ok(Editor { words }),
            _ => Err(Error::Usage(format!(
                "`{name}` names no program: it is `{}`",
                written.to_string_lossy()
            ))),
        };
    }
    Err(Error::Usage(
        "`-e` opens the editor that `VISUAL` or `EDITOR` names, and neither is set".to_owned(),
    ))
}

impl Editor {
    /// Opens a file, and waits.
    pub(super) fn open(&self, file: &Path) -> Result<(), Error> {
        let name = self.words.join(" ");
        let status = Command::new(&self.words[0])
            .args(&self.words[1..])
            .arg(file)
            .status();
        let file = shown(file);
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Error::Usage(format!(
                "`{name}` ended with {status}; the report is in `{file}`"
            ))),
            Err(cause) => Err(Error::Usage(format!(
                "`{name}` cannot be started: {cause}; the report is in `{file}`"
            ))),
        }
    }
}
