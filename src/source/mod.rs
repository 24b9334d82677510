//! A source: one text as it was found, with the path it has inside the archive's folder.
//!
//! Takes nothing and knows no disk: `scan` makes these values, `read` consumes them. A source is plain owned data and
//! can cross threads.

mod format;
pub mod path;
mod span;

use std::sync::Arc;

pub use format::{Format, is_ending, stem};
pub use span::{LineColumn, LineIndex, Span};

/// One text as found: where it stood, in which syntax it is written, and what it says.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path inside the source folder, with `/` between its parts, never absolute and never holding `..`.
    pub path: Arc<str>,
    /// The syntax the text is written in, decided by `scan`.
    pub format: Format,
    /// The text: UTF-8 without a byte order mark, lines ending in `\n`.
    pub text: Arc<str>,
}

impl SourceFile {
    /// A source of the given path, format and text; line ends are made `\n` and a byte order mark is taken away.
    pub fn new(path: impl Into<Arc<str>>, format: Format, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text: Arc<str> = if memchr::memchr(b'\r', text.as_bytes()).is_some() {
            text.replace("\r\n", "\n").replace('\r', "\n").into()
        } else {
            text.into()
        };
        Self {
            path: path.into(),
            format,
            text,
        }
    }
}
