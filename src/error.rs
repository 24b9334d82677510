//! The tool cannot go on: a folder cannot be read, a disk is full, a flag makes no sense. Never used for somebody's text;
//! that is a [`crate::diagnostic::Diagnostic`].

use std::fmt;
use std::path::{Path, PathBuf};

/// Why the tool cannot go on.
#[derive(Debug)]
pub enum Error {
    /// A file or folder did not obey.
    Io {
        /// What was attempted, as a participle: `reading`, `writing`, `creating`.
        attempt: &'static str,
        /// On which path.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// A failure after the first step of the move: the folder holds files of the last site and of the new one, each of them whole.
    HalfDone(Box<Error>),
    /// Another program, or a machine elsewhere, did not do what it was asked.
    Failed(String),
    /// The command line or the configuration makes no sense; the program exits with 2.
    Usage(String),
    /// What was asked would destroy something; the program exits with 2 and has changed nothing.
    Refused(String),
}

impl Error {
    /// A failure of the file system.
    pub fn io(attempt: &'static str, path: &Path, cause: std::io::Error) -> Self {
        Self::Io {
            attempt,
            path: path.to_owned(),
            cause,
        }
    }

    /// The exit code that belongs to it: 1 for the machine's failures, 2 for wrong use.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Io { .. } | Self::HalfDone(_) | Self::Failed(_) => 1,
            Self::Usage(_) | Self::Refused(_) => 2,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io {
                attempt,
                path,
                cause,
            } => write!(f, "{attempt} `{}` failed: {cause}", path.display()),
            Self::HalfDone(error) => error.fmt(f),
            Self::Failed(message) | Self::Usage(message) | Self::Refused(message) => {
                f.write_str(message)
            }
        }
    }
}

impl std::error::Error for Error {}
