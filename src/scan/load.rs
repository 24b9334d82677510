//! One candidate as a source.
//!
//! Takes a candidate, gives its text or the reason why it has none. Reads the one file and knows of no other, so that any
//! number of threads can load at once.
#![expect(
    clippy::disallowed_methods,
    reason = "scan is where texts are read from the disk"
)]

use super::decode::{How, decode};
use super::sniff::unread_kind;
use super::{Candidate, Reason, SetAside};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Format, SourceFile};

/// The largest text that is read.
const LARGEST: u64 = 16 * 1024 * 1024;

/// What became of a candidate: a source, or something set aside.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The text, where it is one that a reader takes.
    pub source: Option<SourceFile>,
    /// Why there is no source; `None` where there is one.
    pub set_aside: Option<SetAside>,
    /// What is to be said about the file by itself.
    pub diagnostics: Diagnostics,
}

/// Reads a candidate and decides what it is.
pub fn load(candidate: &Candidate) -> Loaded {
    let mut diagnostics = Diagnostics::new();
    match read(candidate, &mut diagnostics) {
        Ok(source) => Loaded {
            source: Some(source),
            set_aside: None,
            diagnostics,
        },
        Err(reason) => Loaded {
            source: None,
            set_aside: Some(SetAside {
                reason,
                path: candidate.path.clone(),
            }),
            diagnostics,
        },
    }
}

fn read(candidate: &Candidate, diagnostics: &mut Diagnostics) -> Result<SourceFile, Reason> {
    let path = candidate.path.as_str();
    let warn = |rule, message: String| Diagnostic::warning(rule, message).in_file(path);
    let bytes = std::fs::metadata(&candidate.disk).and_then(|facts| {
        if facts.len() > LARGEST {
            Ok(None)
        } else {
            std::fs::read(&candidate.disk).map(Some)
        }
    });
    let bytes = match bytes {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            let limit = LARGEST / 1024 / 1024;
            let message = format!("the file is larger than {limit} MiB and was not read");
            diagnostics
                .push(warn("skipped-files", message).help("split it into one file a report"));
            return Err(Reason::TooLarge);
        }
        Err(cause) => {
            let message = format!("reading the file failed: {cause}");
            diagnostics.push(warn("unreadable-file", message));
            return Err(Reason::Unreadable);
        }
    };
    let Some(decoded) = decode(bytes) else {
        if candidate.is_markdown_by_name {
            let message = "the file is named as a text but holds binary data and was not read";
            diagnostics.push(warn("unreadable-file", message.to_owned()));
            return Err(Reason::Unreadable);
        }
        return Err(Reason::Binary);
    };
    let text = without_mark(&decoded.text);
    if !candidate.is_markdown_by_name
        && let Some(kind) = unread_kind(text)
    {
        return Err(Reason::Unread(kind));
    }
    tell_how(path, &decoded.how, diagnostics);
    Ok(SourceFile::new(path, Format::Markdown, text))
}

/// The bytes of a file as text, decoded as those of a candidate are; `None` for a binary.
pub fn text(path: &str, bytes: Vec<u8>, diagnostics: &mut Diagnostics) -> Option<String> {
    let decoded = decode(bytes)?;
    tell_how(path, &decoded.how, diagnostics);
    Some(without_mark(&decoded.text).to_owned())
}

/// The text without its byte order mark.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Says so where the bytes were no plain UTF-8.
fn tell_how(path: &str, how: &How, diagnostics: &mut Diagnostics) {
    let told = match how {
        How::Utf8 => return,
        How::As(encoding) => Diagnostic::note(
            "decoded-text",
            format!("the file is not UTF-8; read as {encoding}"),
        ),
        How::Damaged(faults) => Diagnostic::warning(
            "decoded-text",
            format!("the file is UTF-8 but for {faults} places, now shown as `\u{fffd}`"),
        ),
    };
    diagnostics.push(told.in_file(path).help("save it as UTF-8"));
}
