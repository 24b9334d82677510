//! One candidate as a source.
//!
//! Takes a candidate, gives its text or the reason why it has none. Reads the one file and knows of no other, so that any
//! number of threads can load at once.
#![expect(
    clippy::disallowed_methods,
    reason = "scan is where texts are read from the disk"
)]

use std::io::Read;
use std::path::Path;

use super::decode::{How, decode};
use super::set_aside::UNREADABLE_HELP;
use super::sniff::unread_kind;
use super::{Candidate, Reason, SetAside};
use crate::config::shown_size;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Format, SourceFile};

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

/// Reads a candidate of at most so many bytes and decides what it is.
pub fn load(candidate: &Candidate, largest: u64) -> Loaded {
    let mut diagnostics = Diagnostics::new();
    match read(candidate, largest, &mut diagnostics) {
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

/// The bytes of a file, or how many there are where they are more than `largest`. Of a file that is too large no more is read
/// than shows it, also where it grows meanwhile.
pub(super) fn bytes(file: &Path, largest: u64) -> std::io::Result<Result<Vec<u8>, u64>> {
    let file = std::fs::File::open(file)?;
    let length = file.metadata()?.len();
    if length > largest {
        return Ok(Err(length));
    }
    let read = read_at_most(file, largest)?;
    Ok(read.ok_or(largest.saturating_add(1)))
}

/// All that a reader gives; `None` where that is more than `largest` bytes.
pub fn read_at_most(reader: impl Read, largest: u64) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let mut reader = reader.take(largest.saturating_add(1));
    let read = reader.read_to_end(&mut bytes)? as u64;
    Ok((read <= largest).then_some(bytes))
}

/// How large a file is and how large it may be, for a message.
pub(super) fn sizes(length: u64, largest: u64) -> (String, String) {
    let (is, may_be) = (shown_size(length), shown_size(largest));
    if is == may_be {
        // Rounded they would be the same.
        return (format!("{length} bytes"), format!("{largest} bytes"));
    }
    (is, may_be)
}

fn read(
    candidate: &Candidate,
    largest: u64,
    diagnostics: &mut Diagnostics,
) -> Result<SourceFile, Reason> {
    let path = candidate.path.as_str();
    let warn = |rule, message: String| Diagnostic::warning(rule, message).in_file(path);
    let bytes = match bytes(&candidate.disk, largest) {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(length)) => {
            let (is, may_be) = sizes(length, largest);
            let message = format!("the file has {is}, more than {may_be}, and was not read");
            diagnostics.push(warn("skipped-files", message).help(
                "split it into one file a report, or set `max-file-size` in `[build]` of `book.toml`",
            ));
            return Err(Reason::TooLarge);
        }
        Err(cause) => {
            let message = format!("reading the file failed: {cause}");
            // Without it its page would be taken away, as if somebody had removed the report.
            diagnostics.push(
                Diagnostic::error("unreadable-file", message)
                    .in_file(path)
                    .help(UNREADABLE_HELP),
            );
            return Err(Reason::Unreadable);
        }
    };
    let Some(decoded) = decode(bytes) else {
        if candidate.format.is_some() {
            let message = "the file is named as a text but holds binary data and was not read";
            diagnostics.push(warn("unreadable-file", message.to_owned()));
            return Err(Reason::Unreadable);
        }
        return Err(Reason::Binary);
    };
    let text = without_mark(&decoded.text);
    if candidate.format.is_none()
        && let Some(kind) = unread_kind(text)
    {
        return Err(Reason::Unread(kind));
    }
    tell_how(path, &decoded.how, diagnostics);
    let format = candidate.format.unwrap_or(Format::Markdown);
    Ok(SourceFile::new(path, format, text))
}

/// The bytes of a file as text, decoded as those of a candidate are; `None` for a binary.
pub fn text(path: &str, bytes: Vec<u8>, diagnostics: &mut Diagnostics) -> Option<String> {
    let decoded = decode(bytes)?;
    tell_how(path, &decoded.how, diagnostics);
    Some(without_mark(&decoded.text).to_owned())
}

/// The text of a file of at most so many bytes, by its path inside a folder; `None` where it is none, or out of the folder.
pub fn text_inside(root: &Path, inside: &str, largest: u64) -> Option<String> {
    let file = super::real(root, inside).ok()??;
    let decoded = decode(bytes(&file, largest).ok()?.ok()?)?;
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
