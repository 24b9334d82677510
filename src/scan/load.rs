//! One candidate as a source.
//!
//! Takes a candidate, gives its text, the texts it holds, or the reason why it has none. Reads the one file and knows of no
//! other, so that any number of threads can load at once.
#![expect(
    clippy::disallowed_methods,
    reason = "scan is where texts are read from the disk"
)]

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use super::decide::{Kind, Unread, by_name};
use super::decode::{How, decode};
use super::set_aside::UNREADABLE_HELP;
use super::sniff::kind_of;
use super::unpack::{is_page, unpack};
use super::{Candidate, Reason, SetAside, Unpacked};
use crate::config::shown_size;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::{Format, SourceFile};

/// What became of a candidate: a source, the sources it holds, or something set aside.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The text, where it is one that a reader takes.
    pub source: Option<SourceFile>,
    /// The sources that were taken out of it, where it is a patch.
    pub unpacked: Vec<Unpacked>,
    /// Why the file itself is no source; `None` where it is one.
    pub set_aside: Option<SetAside>,
    /// What is to be said about the file by itself.
    pub diagnostics: Diagnostics,
}

/// Reads a candidate of at most so many bytes and decides what it is.
pub fn load(candidate: &Candidate, largest: u64) -> Loaded {
    let mut diagnostics = Diagnostics::new();
    let (source, unpacked, reason) = match read(candidate, largest, &mut diagnostics) {
        Ok(What::Source(source)) => (Some(source), Vec::new(), None),
        Ok(What::Patch(patch)) => match unpack(&patch, &mut diagnostics) {
            unpacked if unpacked.is_empty() => {
                // What a patch changes is of no interest where nothing of it is read.
                diagnostics.retain_mut(|told| told.severity != Severity::Note);
                (None, unpacked, Some(Reason::Unread(Unread::Patch)))
            }
            unpacked => (None, unpacked, Some(Reason::Unpacked)),
        },
        Err(reason) => (None, Vec::new(), Some(reason)),
    };
    Loaded {
        source,
        unpacked,
        set_aside: reason.map(|reason| SetAside {
            reason,
            path: candidate.path.clone(),
        }),
        diagnostics,
    }
}

/// The text of a candidate as diagnostics point into it, whatever it is.
pub fn text_of(candidate: &Candidate) -> Option<Arc<str>> {
    let bytes = bytes(&candidate.disk, u64::MAX).ok()?.ok()?;
    let decoded = decode(bytes)?;
    let format = candidate.format.unwrap_or(Format::Markdown);
    Some(SourceFile::new(candidate.path.as_str(), format, without_mark(&decoded.text)).text)
}

/// What a text is to us.
enum What {
    Source(SourceFile),
    /// A file that holds others.
    Patch(SourceFile),
}

/// The bytes of a file, or how many there are where they are more than `largest`. Of a file that is too large no more is read
/// than shows it, also where it grows meanwhile.
pub(super) fn bytes(file: &Path, largest: u64) -> std::io::Result<Result<Vec<u8>, u64>> {
    let file = std::fs::File::open(file)?;
    let length = file.metadata()?.len();
    if length > largest {
        return Ok(Err(length));
    }
    // One byte more shows the end at once.
    let room = usize::try_from(length).map_or(0, |length| length + 1);
    let read = read_into(Vec::with_capacity(room), file, largest)?;
    Ok(read.ok_or(largest.saturating_add(1)))
}

/// The first bytes of a file, at most so many.
pub(super) fn beginning(file: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(file)?
        .take(most)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// All that a reader gives; `None` where that is more than `largest` bytes.
pub fn read_at_most(reader: impl Read, largest: u64) -> std::io::Result<Option<Vec<u8>>> {
    read_into(Vec::new(), reader, largest)
}

fn read_into(
    mut bytes: Vec<u8>,
    reader: impl Read,
    largest: u64,
) -> std::io::Result<Option<Vec<u8>>> {
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
) -> Result<What, Reason> {
    let path = candidate.path.as_str();
    let named = by_name(path.rsplit('/').next().unwrap_or(path));
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
    let kind = match (candidate.format, named) {
        (Some(format), _) => Kind::Document(format),
        (None, Kind::Unread(kind)) => Kind::Unread(kind),
        (None, _) => kind_of(text),
    };
    let (format, is_patch) = match kind {
        Kind::Document(format) => (format, format == Format::Html && is_page(text)),
        Kind::Unread(Unread::Patch) => (Format::Text, true),
        Kind::Unread(kind) => return Err(Reason::Unread(kind)),
        _ => return Err(Reason::UnknownKind),
    };
    tell_how(path, &decoded.how, diagnostics);
    let is_plain = format == Format::Text && matches!(ending(path), Some("txt" | "text"));
    if candidate.format.is_none() && !is_patch && !is_plain {
        let name = format.name();
        diagnostics.push(
            Diagnostic::note(
                "guessed-format",
                format!("the name does not say what the text is; read as {name} by its lines"),
            )
            .in_file(path)
            .help("give it the ending of its format, or name it in `[formats]` of `book.toml`"),
        );
    }
    let source = SourceFile::new(path, format, text);
    Ok(if is_patch {
        What::Patch(source)
    } else {
        What::Source(source)
    })
}

/// What stands behind the last dot of a path.
fn ending(path: &str) -> Option<&str> {
    path.rsplit_once('.').map(|(_, ending)| ending)
}

/// The format of a text by its name and, where that says nothing, by its lines; `None` where neither says anything.
pub fn format_of_text(name: &str, text: &str) -> Option<Format> {
    let kind = match by_name(name) {
        Kind::ByContent => kind_of(text),
        kind => kind,
    };
    match kind {
        Kind::Document(format) => Some(format),
        _ => None,
    }
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
