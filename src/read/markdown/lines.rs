//! Text for the parser whose lines know where in the source they stand: the way back from the parser's positions to bytes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::source::Span;

/// The longest run of marks of quotes and lists that is looked for before a line.
const MARGIN: usize = 1000;

/// The bytes of a line that is shorter than most.
const SHORT_LINE: usize = 32;

/// A text put together from lines of the source.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    /// What the parser reads.
    pub(super) text: Cow<'a, str>,
    /// For each line the byte of the source at which it starts, and the end of the last one.
    origins: Vec<u32>,
}

impl<'a> Lines<'a> {
    /// The body of a source, from the byte where its head ends.
    pub(super) fn of_body(text: &'a str, start: usize) -> Self {
        let body = text.get(start..).unwrap_or("");
        let mut origins = Vec::with_capacity(body.len() / SHORT_LINE);
        origins.push(start as u32);
        let breaks = memchr::memchr_iter(b'\n', body.as_bytes());
        origins.extend(breaks.map(|at| (start + at + 1) as u32));
        origins.push(text.len() as u32);
        Self {
            text: Cow::Borrowed(body),
            origins,
        }
    }

    /// Some lines with the bytes at which they start; each is given without its line break.
    pub(super) fn of_parts<'p>(parts: impl IntoIterator<Item = (&'p str, u32)>) -> Lines<'static> {
        let mut text = String::new();
        let mut origins = Vec::new();
        let mut end = 0;
        for (line, origin) in parts {
            text.push_str(line);
            text.push('\n');
            origins.push(origin);
            end = origin + line.len() as u32;
        }
        origins.push(end);
        Lines {
            text: Cow::Owned(text),
            origins,
        }
    }

    /// Each line without its break, with the byte at which it starts.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.text
            .split_terminator('\n')
            .zip(self.origins.iter().copied())
    }

    /// Some of the lines, by number from 0.
    pub(super) fn slice(&self, lines: std::ops::Range<usize>) -> Lines<'static> {
        Lines::of_parts(self.iter().skip(lines.start).take(lines.len()))
    }

    /// The byte of the source for a line (from 1) and a byte column (from 1) of the parser.
    pub(super) fn byte(&self, line: usize, column: usize) -> usize {
        let end = self.origins.last().copied().unwrap_or(0) as usize;
        match self.origins.get(line.saturating_sub(1)) {
            Some(origin) => (*origin as usize + column.saturating_sub(1)).min(end),
            None => end,
        }
    }

    /// The byte of the source at which a part of a line (from 1) begins that reaches to the end of the line; where it does not,
    /// that at which the line begins. `masked` is the whole source as the parser saw it.
    pub(super) fn suffix(&self, line: usize, part: &str, masked: &str) -> usize {
        let start = self.byte(line, 1);
        let rest = &masked.as_bytes()[start.min(masked.len())..];
        let rest = &rest[..rest.len().min(part.len() + MARGIN)];
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        if rest[..end].ends_with(part.as_bytes()) {
            start + end - part.len()
        } else {
            start
        }
    }

    /// The whole text as a span of the source.
    pub(super) fn span(&self) -> Span {
        let first = self.origins.first().copied().unwrap_or(0);
        let last = self.origins.last().copied().unwrap_or(first);
        Span {
            start: first,
            end: last.max(first),
        }
    }

    /// Adds the definitions that the text refers to behind it, so that its links and footnotes find them.
    pub(super) fn append_definitions(&mut self, definitions: &Definitions) {
        let mut wanted = BTreeSet::new();
        let mut rest = &*self.text;
        while let Some(at) = rest.find('[') {
            rest = &rest[at + 1..];
            let Some(end) = rest.find([']', '[']) else {
                break;
            };
            let label = rest[..end].to_lowercase();
            if definitions.0.contains_key(&label) {
                wanted.insert(label);
            }
        }
        if wanted.is_empty() {
            return;
        }
        let end = self.origins.last().copied().unwrap_or(0);
        let text = self.text.to_mut();
        for label in &wanted {
            text.push('\n');
            text.push_str(&definitions.0[label]);
            text.push('\n');
        }
        let lines = text.split_terminator('\n').count();
        self.origins.resize(lines + 1, end);
    }
}

/// What links and footnotes of a text refer to, by label in lower case: `[label]: target`. Of a footnote there is a stub only,
/// [`STUB`]; its text stands where the author wrote it.
#[derive(Debug, Default)]
pub(super) struct Definitions(BTreeMap<String, String>);

/// The text of a footnote that stands elsewhere.
pub(super) const STUB: char = '\u{e003}';

impl Definitions {
    /// The definitions of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut out = BTreeMap::new();
        for line in text.lines() {
            let trimmed = line.trim_start_matches(' ');
            if line.len() - trimmed.len() > 3 || !trimmed.starts_with('[') {
                continue;
            }
            let Some(end) = trimmed.find("]:").filter(|end| *end > 1) else {
                continue;
            };
            let label = &trimmed[1..end];
            if label.contains(']') {
                continue;
            }
            let definition = match label.strip_prefix('^') {
                Some(_) => format!("[{label}]: {STUB}"),
                None => trimmed.to_owned(),
            };
            out.entry(label.to_lowercase()).or_insert(definition);
        }
        Self(out)
    }
}
