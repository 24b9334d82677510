//! Files that stand in Markdown as mdBook has it: `{{#include queue.md}}`, anywhere in the text, also in code.
//!
//! Takes a source and a way to the texts of its source folder, gives the document that is read of the text with the files in it. As with
//! mdBook this is done before anything is understood, so an included text is text of the document. Everything in it has the place of the
//! line that names the file. It opens no file itself, and asks for none out of the folder; what is not there stays as written, and is told.

use memchr::memmem;

use super::include::{DEEPEST, MOST, MOST_BYTES, Open};
use super::refused::{self, Refused, refused};
use super::{fragment, place};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::source::{SourceFile, Span, path};

/// No line that names a file is longer.
const LONGEST: usize = 1000;

/// A document with its files, where it includes any, and their paths.
pub(super) fn with_files(
    source: &SourceFile,
    open: &Open<'_>,
) -> Option<((Document, Diagnostics), Vec<String>)> {
    memmem::find(source.text.as_bytes(), b"{{#")?;
    let mut splice = Splice {
        open,
        source,
        text: String::with_capacity(source.text.len()),
        pieces: Vec::new(),
        trail: vec![source.path.to_string()],
        paths: Vec::new(),
        told: Diagnostics::new(),
        count: 0,
    };
    splice.take(&source.text, None);
    let Splice {
        text,
        pieces,
        paths,
        told,
        ..
    } = splice;
    if paths.is_empty() && told.is_empty() {
        return None;
    }
    let whole = SourceFile {
        text: text.into(),
        ..source.clone()
    };
    let (mut document, read) = fragment(&whole);
    let places = Places(pieces);
    place::place_all(&mut document, &|span| places.put(span));
    let mut diagnostics = told;
    diagnostics.extend(read.iter().map(|told| {
        let mut told = told.clone();
        if let Some(span) = told.place.as_mut().and_then(|place| place.span.as_mut()) {
            places.put(span);
        }
        told
    }));
    Some(((document, diagnostics), paths))
}

/// A text that is put together.
struct Splice<'a> {
    open: &'a Open<'a>,
    source: &'a SourceFile,
    /// What there is of it.
    text: String,
    pieces: Vec<Piece>,
    /// The files that are open, the document first.
    trail: Vec<String>,
    /// The files whose text became a part of it.
    paths: Vec<String>,
    told: Diagnostics,
    count: usize,
}

/// What the text is from some byte on: the document's own from that byte of it on, or that of a file, included there.
#[derive(Debug, Clone, Copy)]
struct Piece {
    start: usize,
    whose: Whose,
}

#[derive(Debug, Clone, Copy)]
enum Whose {
    Own(usize),
    File(Span),
}

/// What stands between `{{#` and `}}`.
struct Call<'t> {
    file: &'t str,
    part: &'t str,
    /// What the text gets around it.
    is_code: bool,
}

impl Splice<'_> {
    /// Adds a text, with what it includes; `at` is the place in the document of a text that is not its own.
    fn take(&mut self, text: &str, at: Option<Span>) {
        let mut done = 0;
        while let Some(found) = memmem::find(&text.as_bytes()[done..], b"{{#") {
            let begin = done + found;
            let call = call(&text[begin..]);
            let is_shown = text[..begin].ends_with('\\');
            let Some((call, length)) = call.filter(|_| !is_shown) else {
                self.push(&text[done..begin + 3], done, at);
                done = begin + 3;
                continue;
            };
            self.push(&text[done..begin], done, at);
            done = begin + length;
            let span = at.unwrap_or_else(|| Span::new(begin, done));
            match self.find(&call) {
                Ok((path, part)) => {
                    self.paths.push(path.clone());
                    self.trail.push(path);
                    self.whose(Whose::File(span));
                    if call.is_code {
                        self.text.push_str("```rust\n");
                    }
                    self.take(part.trim_end(), Some(span));
                    if call.is_code {
                        self.text.push_str("\n```");
                    }
                    self.trail.pop();
                }
                Err((message, help)) => {
                    self.push(&text[begin..done], begin, at);
                    let told = Diagnostic::warning("missing-include", message).help(help);
                    let told = told.at(&self.source.path, span);
                    if !self.told.iter().any(|other| *other == told) {
                        self.told.push(told);
                    }
                }
            }
        }
        self.push(&text[done..], done, at);
    }

    /// Adds words of a text, which begin at that byte of it.
    fn push(&mut self, words: &str, start: usize, at: Option<Span>) {
        self.whose(at.map_or(Whose::Own(start), Whose::File));
        self.text.push_str(words);
    }

    fn whose(&mut self, whose: Whose) {
        let start = self.text.len();
        self.pieces.push(Piece { start, whose });
    }

    /// The path of a file and what of it is meant; or why there is none, and what would help.
    fn find(&mut self, call: &Call<'_>) -> Result<(String, String), Refused> {
        let written = call.file;
        let from = self.trail.last().map_or("", String::as_str);
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let is_path = !written.contains("://") && !written.starts_with('/');
        let inside = is_path.then(|| path::inside(folder, written)).flatten();
        let Some(path) = inside else {
            return Err(refused::out_of_folder(written));
        };
        if self.trail.contains(&path) {
            return Err(refused::in_itself(written));
        }
        if self.trail.len() > DEEPEST || self.count >= MOST {
            return Err(refused::too_many(written));
        }
        self.count += 1;
        let Some(text) = (self.open)(&path) else {
            return Err(refused::missing(&path));
        };
        let text = SourceFile::new(path.as_str(), self.source.format, &text).text;
        if self.text.len() + text.len() > self.source.text.len() + MOST_BYTES {
            return Err(refused::too_long(written));
        }
        let part = part(&text, call.part).ok_or_else(|| {
            refused(
                format!(
                    "`{path}` does not hold `{}`, the part that is to be included",
                    call.part
                ),
                "correct the name, or mark the lines with `ANCHOR: name` and `ANCHOR_END: name`",
            )
        })?;
        Ok((path, part))
    }
}

/// The inclusion that begins a text, with its length.
fn call(text: &str) -> Option<(Call<'_>, usize)> {
    let end = memmem::find(text.as_bytes().get(..text.len().min(LONGEST))?, b"}}")?;
    let inner = text.get("{{#".len()..end)?;
    let (name, rest) = inner.split_once(char::is_whitespace)?;
    if !matches!(name, "include" | "rustdoc_include" | "playground") {
        return None;
    }
    // `playground` has options behind the file.
    let named = match name {
        "playground" => rest.split_whitespace().next().unwrap_or_default(),
        _ => rest.trim(),
    };
    let (file, part) = named.split_once(':').unwrap_or((named, ""));
    let is_one = !file.is_empty() && !inner.contains('\n');
    let call = Call {
        file,
        part,
        is_code: name == "playground",
    };
    is_one.then_some((call, end + "}}".len()))
}

/// The lines that are meant: all, `2`, `2:`, `:10`, `2:10`, or those between two marks of that name.
fn part(text: &str, wanted: &str) -> Option<String> {
    if wanted.is_empty() {
        return Some(text.to_owned());
    }
    let (first, last) = wanted.split_once(':').unwrap_or((wanted, wanted));
    let number = |written: &str| written.trim().parse::<usize>().ok();
    let is_number = |written: &str| written.trim().is_empty() || number(written).is_some();
    if !is_number(first) || !is_number(last) {
        return between(text, first.trim());
    }
    let first = number(first).unwrap_or(1).max(1);
    let last = number(last).unwrap_or(usize::MAX);
    let lines = text.lines().skip(first - 1);
    let lines: Vec<&str> = lines
        .take(last.saturating_add(1).saturating_sub(first))
        .collect();
    Some(lines.join("\n"))
}

/// The lines between `ANCHOR: name` and `ANCHOR_END: name`, without marks.
fn between(text: &str, name: &str) -> Option<String> {
    let mark = |line: &str, mark: &str| {
        let (_, rest) = line.split_once(mark)?;
        let rest = rest.trim_start();
        let end = rest.find(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '-' | '_'));
        Some(rest[..end.unwrap_or(rest.len())].to_owned())
    };
    let begins = |line: &str| mark(line, "ANCHOR:").is_some_and(|found| found == name);
    let mut lines = text.lines().skip_while(|line| !begins(line));
    lines.next()?;
    let lines: Vec<&str> = lines
        .take_while(|line| mark(line, "ANCHOR_END:").is_none_or(|found| found != name))
        .filter(|line| !line.contains("ANCHOR:") && !line.contains("ANCHOR_END:"))
        .collect();
    Some(lines.join("\n"))
}

/// From the places in the text that was put together to those in the document.
struct Places(Vec<Piece>);

impl Places {
    fn piece(&self, byte: usize) -> Option<&Piece> {
        // Pieces without a byte stand before the one that begins there, too.
        let next = self.0.partition_point(|piece| piece.start <= byte);
        self.0.get(next.checked_sub(1)?)
    }

    fn put(&self, span: &mut Span) {
        let (start, end) = (span.start as usize, span.end as usize);
        let first = self.piece(start).map_or(start, |piece| match piece.whose {
            Whose::Own(from) => from + (start - piece.start),
            Whose::File(at) => at.start as usize,
        });
        let last = end.max(start + 1) - 1;
        let last = self.piece(last).map_or(end, |piece| match piece.whose {
            Whose::Own(from) => from + (end - piece.start.min(end)),
            Whose::File(at) => at.end as usize,
        });
        *span = Span::new(first, last.max(first));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_file() {
        let text = "a\nb // ANCHOR: x\nc\n// ANCHOR: y\nd\n# ANCHOR_END: y\n# ANCHOR_END: x\ne\n";
        for (wanted, expected) in [
            ("", Some(text)),
            ("3", Some("c")),
            ("7:", Some("# ANCHOR_END: x\ne")),
            (":2", Some("a\nb // ANCHOR: x")),
            ("3:3", Some("c")),
            ("5:2", Some("")),
            ("99", Some("")),
            ("x", Some("c\nd")),
            ("y", Some("d")),
            ("z", None),
            (":18446744073709551615", Some(text.trim_end())),
        ] {
            assert_eq!(part(text, wanted).as_deref(), expected, "{wanted}");
        }
    }
}
