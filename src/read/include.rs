//! Files that stand in a document: `include`, `literalinclude` and `csv-table` with `:file:`, which a reader leaves as nodes,
//! and `include::` lines of `AsciiDoc`.
//!
//! Takes a source that was read and a way to the texts of its source folder. As with docutils and Asciidoctor, an included text
//! is text of the document that includes it: both share titles, targets, substitutions, footnotes and roles. So the texts are
//! put behind the source, where each byte has a place of its own, and all is read once more, each at its place. It opens no
//! file itself, and asks for none out of the folder. What cannot be put there stays as source and is told at its place; in the
//! end everything of an included file has the place of what includes it.

use std::collections::HashMap;

use super::asciidoc;
use super::excerpt::{self, Unfit};
use super::refused::{self, Refused, refused};
use super::{Inserts, org, place, rst};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Block, BlockKind, Code, Document, Include, Inclusion, walk};
use crate::source::{Format, SourceFile, Span, path};

/// So deep may files that include each other stand.
pub(super) const DEEPEST: usize = 12;
/// So many files may stand in one document.
pub(super) const MOST: usize = 200;
/// So many bytes of them.
pub(super) const MOST_BYTES: usize = 4 << 20;

/// A syntax whose documents hold files of the same syntax.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Syntax {
    ReStructuredText,
    Org,
    AsciiDoc,
}

impl Syntax {
    fn format(self) -> Format {
        match self {
            Self::ReStructuredText => Format::ReStructuredText,
            Self::Org => Format::Org,
            Self::AsciiDoc => Format::AsciiDoc,
        }
    }
}

/// The text of a file by its path inside the source folder; `None` where there is none.
pub type Open<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// Where an inclusion stands in the whole text, and the file as written there.
type Key = (u32, Box<str>);

/// A document with its files, where it includes any, and the paths of those that are read as a part of it; `document` is what
/// was read of the source alone.
pub(super) fn with_files(
    (source, syntax): (&SourceFile, Syntax),
    document: &Document,
    open: &Open<'_>,
) -> Option<((Document, Diagnostics), Vec<String>)> {
    let own = inclusions((source, syntax), document);
    if own.is_empty() {
        return None;
    }
    let mut files = Files {
        open,
        syntax,
        text: source.text.to_string(),
        parts: Vec::new(),
        trail: vec![source.path.to_string()],
        found: HashMap::new(),
        count: 0,
        bytes: 0,
    };
    for (span, include) in own.clone() {
        files.take_up(0, span, span, include);
    }
    let Files {
        text, parts, found, ..
    } = files;
    let texts = found.iter().filter_map(|(key, found)| match found {
        Found::Text(range) => Some((key.clone(), range.clone())),
        _ => None,
    });
    let inserts: Inserts = texts.collect();
    let whole = SourceFile {
        text: text.into(),
        ..source.clone()
    };
    let length = source.text.len();
    let (mut document, told) = match syntax {
        Syntax::ReStructuredText => rst::read_with(&whole, length, inserts),
        Syntax::Org => org::read_with(&whole, length, inserts),
        Syntax::AsciiDoc => asciidoc::read_with(&whole, length, inserts),
    };
    let mut diagnostics = Diagnostics::new();
    fill(&mut document.blocks, &found, &mut |message, help, span| {
        let told = Diagnostic::warning("missing-include", message);
        diagnostics.push(told.at(&source.path, span).help(help));
    });
    if syntax == Syntax::AsciiDoc {
        // In literal text the line stays a line, and no node tells of it.
        for (span, include) in own {
            if let Some(Found::Unfit(message, help)) = found.get(&(span.start, include.path)) {
                let told = Diagnostic::warning("missing-include", message.as_str());
                let told = told.at(&source.path, span).help(help.as_str());
                if !diagnostics.iter().any(|other| *other == told) {
                    diagnostics.push(told);
                }
            }
        }
    }
    let end = length as u32;
    let places = Places { parts, end };
    place::place_all(&mut document, &|span| places.put(span));
    let own = diagnostics;
    let diagnostics = told
        .iter()
        .chain(&own)
        .map(|told| places.told(told, source));
    let diagnostics = diagnostics.collect();
    let paths = places.parts.into_iter().map(|part| part.path).collect();
    Some(((document, diagnostics), paths))
}

/// The inclusions of a document with their places.
fn inclusions(
    (source, syntax): (&SourceFile, Syntax),
    document: &Document,
) -> Vec<(Span, Include)> {
    if syntax == Syntax::AsciiDoc {
        // They are lines, in literal text too.
        return asciidoc::inclusions(source);
    }
    let mut found = Vec::new();
    walk::blocks(&document.blocks, &mut |block| {
        if let BlockKind::Include(include) = &block.kind {
            found.push((block.span, (**include).clone()));
        }
    });
    found
}

/// What an inclusion stands for.
enum Found {
    /// A text behind that of the document.
    Text(std::ops::Range<usize>),
    /// Literal text.
    Code(Code),
    /// Nothing: why, and what would help.
    Unfit(String, String),
}

/// A text behind that of the document.
struct Part {
    /// Where it begins; the next begins where it ends.
    start: usize,
    path: String,
    /// Where the document includes it, maybe by way of others.
    span: Span,
}

/// The files of a document while they are gathered.
struct Files<'a> {
    open: &'a Open<'a>,
    /// The syntax of the document, in which its files are written too.
    syntax: Syntax,
    /// The text of the document, and behind it those of its files.
    text: String,
    parts: Vec<Part>,
    found: HashMap<Key, Found>,
    /// The files that are open, the document first.
    trail: Vec<String>,
    count: usize,
    bytes: usize,
}

impl Files<'_> {
    /// Looks for what an inclusion stands for that has a place in the text that begins at that byte; `at` is its place in the
    /// document.
    fn take_up(&mut self, start: usize, span: Span, at: Span, include: Include) {
        let key = (span.start + start as u32, include.path.clone());
        if self.found.contains_key(&key) {
            return;
        }
        let found = match self.find(&include) {
            Err((message, help)) => Found::Unfit(message, help),
            Ok((_, Piece::Code(code))) => Found::Code(code),
            Ok((path, Piece::Text(text))) => {
                if !self.text.ends_with('\n') {
                    self.text.push('\n');
                }
                let start = self.text.len();
                self.text.push_str(&text);
                self.parts.push(Part {
                    start,
                    path: path.clone(),
                    span: at,
                });
                let part = SourceFile::new(path.as_str(), self.syntax.format(), &text);
                let document = match self.syntax {
                    Syntax::ReStructuredText => rst::read(&part).0,
                    Syntax::Org => org::read(&part).0,
                    // Its lines name the files.
                    Syntax::AsciiDoc => Document::default(),
                };
                self.trail.push(path);
                for (span, include) in inclusions((&part, self.syntax), &document) {
                    self.take_up(start, span, at, include);
                }
                self.trail.pop();
                Found::Text(start..start + text.len())
            }
        };
        self.found.insert(key, found);
    }

    /// The path of the file and what of it stands there; or why nothing does, and what would help.
    fn find(&mut self, include: &Include) -> Result<(String, Piece), Refused> {
        let written = &*include.path;
        let from = self.trail.last().map_or("", String::as_str);
        let paths = inside(from, written);
        let Some(first) = paths.first().cloned() else {
            return Err(refused::out_of_folder(written));
        };
        if self.trail.contains(&first) {
            return Err(refused::in_itself(written));
        }
        if self.trail.len() > DEEPEST || self.count >= MOST {
            return Err(refused::too_many(written));
        }
        self.count += 1;
        let open = |path: String| (self.open)(&path).map(|text| (path, text));
        let (path, text) = paths
            .into_iter()
            .find_map(open)
            .ok_or_else(|| refused::missing(&first))?;
        if self.trail.contains(&path) {
            return Err(refused::in_itself(written));
        }
        let text = SourceFile::new(path.as_str(), self.syntax.format(), &text).text;
        self.bytes += text.len();
        if self.bytes > MOST_BYTES {
            return Err(refused::too_long(written));
        }
        let part = match self.syntax {
            Syntax::AsciiDoc => asciidoc::part(&text, &include.options).map_err(Unfit::NotFound),
            Syntax::ReStructuredText | Syntax::Org => excerpt::of(&text, &include.options),
        };
        let part = part.map_err(|unfit| match unfit {
            Unfit::NotFound(words) => refused(
                format!(
                    "`{path}` does not hold `{words}`, where the included part should begin or end"
                ),
                "correct the option, or the file",
            ),
            Unfit::NotKnown(option) => refused(
                format!("the option `{option}` of an included file is not understood"),
                "name the lines by `:lines:`",
            ),
        })?;
        let piece = match include.how {
            Inclusion::Literal | Inclusion::Code => Piece::Code(code(include, part)),
            Inclusion::Csv => Piece::Text(table(&include.source, &part)),
            Inclusion::Parse => Piece::Text(part),
        };
        Ok((path, piece))
    }
}

/// What of a file stands in a document.
enum Piece {
    /// Text to be read.
    Text(String),
    /// Literal text.
    Code(Code),
}

/// A part of a file as literal text.
fn code(include: &Include, part: String) -> Code {
    let option = |name: &str| excerpt::option(&include.options, name);
    let language = match include.how {
        Inclusion::Code => option("language").or_else(|| option("code")),
        _ => None,
    };
    let numbers = option("number-lines").or_else(|| option("lineno-start"));
    let numbers = numbers.or_else(|| option("linenos").map(|_| ""));
    let text = match numbers {
        Some(first) => rst::numbered(&part, first.trim().parse().unwrap_or(1)),
        None => part,
    };
    Code {
        language: language.filter(|name| !name.is_empty()).map(Into::into),
        text: text.into(),
    }
}

/// Puts literal texts in their places and tells what stands for nothing.
fn fill(
    blocks: &mut [Block],
    found: &HashMap<Key, Found>,
    tell: &mut impl FnMut(String, String, Span),
) {
    for block in blocks {
        if let BlockKind::Include(include) = &block.kind {
            let key = (block.span.start, include.path.clone());
            match found.get(&key) {
                Some(Found::Code(code)) => {
                    block.kind = BlockKind::Code(Box::new(code.clone()));
                }
                Some(Found::Unfit(message, help)) => {
                    tell(message.clone(), help.clone(), block.span);
                }
                Some(Found::Text(_)) | None => tell(
                    format!("`{}` is not included in this place", include.path),
                    "write what it holds into the document".to_owned(),
                    block.span,
                ),
            }
            continue;
        }
        for children in walk::child_blocks_mut(block) {
            fill(children, found, tell);
        }
    }
}

/// From the places in the whole text to those in the document.
struct Places {
    parts: Vec<Part>,
    /// The byte at which the document's own text ends.
    end: u32,
}

impl Places {
    /// The part that a byte is in; `None` in the document's own text.
    fn part(&self, byte: u32) -> Option<&Part> {
        let next = self
            .parts
            .partition_point(|part| part.start <= byte as usize);
        self.parts.get(next.checked_sub(1)?)
    }

    /// What begins or ends in a part stands where that is included.
    fn put(&self, span: &mut Span) {
        let Some(last) = self.part(span.end.max(span.start + 1) - 1) else {
            // A line break of ours may stand before the first part.
            span.start = span.start.min(self.end);
            span.end = span.end.min(self.end);
            return;
        };
        let first = self.part(span.start).map_or(
            Span {
                start: span.start,
                end: span.start,
            },
            |first| first.span,
        );
        *span = first.join(last.span);
    }

    /// What was told, at its place in the document.
    fn told(&self, told: &Diagnostic, source: &SourceFile) -> Diagnostic {
        let span = told.place.as_ref().and_then(|place| place.span);
        let Some(part) = span.and_then(|span| self.part(span.start)) else {
            // What begins in the document may end in a part.
            let mut told = told.clone();
            if let Some(span) = told.place.as_mut().and_then(|place| place.span.as_mut()) {
                self.put(span);
            }
            return told;
        };
        let message = format!("in `{}`: {}", part.path, told.message);
        let own = Diagnostic::new(told.severity, told.rule, message).at(&source.path, part.span);
        Diagnostic {
            help: told.help.clone(),
            ..own
        }
    }
}

/// The paths that a file named in the document at `from` may have; none out of the source folder. What begins with `/` stands at
/// the root of the documents, which may lie deeper than that of the source folder.
fn inside(from: &str, written: &str) -> Vec<String> {
    if written.contains("://") || written.contains(['\\', '\0']) {
        return Vec::new();
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    if !written.starts_with('/') {
        return path::inside(folder, written).into_iter().collect();
    }
    let ends = folder.match_indices('/').map(|(at, _)| at);
    let roots = [0].into_iter().chain(ends).chain([folder.len()]);
    let mut paths: Vec<String> = roots
        .filter_map(|end| path::inside(&folder[..end], written))
        .collect();
    paths.dedup();
    paths
}

/// The directive of a table with the lines of its file as its content.
fn table(source: &str, lines: &str) -> String {
    let mut out = String::new();
    for (number, line) in source.lines().enumerate() {
        let words = line.trim();
        let is_file = [":file:", ":url:", ":encoding:"]
            .iter()
            .any(|option| words.starts_with(option));
        if is_file || words.is_empty() {
            continue;
        }
        match (number, words.starts_with(':')) {
            (0, _) => {}
            (_, true) => out.push_str("   "),
            (_, false) => out.push_str("      "),
        }
        out.push_str(words);
        out.push('\n');
    }
    out.push('\n');
    for line in lines.lines() {
        out.push_str("   ");
        out.push_str(line);
        out.push('\n');
    }
    out
}
