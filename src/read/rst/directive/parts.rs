//! The parts of a directive: argument, options, content, by docutils' rules.
//!
//! Takes the lines behind `::`, gives the parts. Options nobody knows are kept like all others.

use std::fmt::Write as _;

use crate::read::rst::lines::{Depth, Line, Ways, indented};
use crate::read::rst::marker::{Marker, marker};
use crate::read::rst::text::Text;

/// What a directive is given.
#[derive(Debug, Default)]
pub(in crate::read::rst) struct Parts {
    /// The lines of its argument.
    pub(in crate::read::rst) argument: Vec<Line>,
    /// Its options: name and value, white space of the value folded to line breaks.
    pub(in crate::read::rst) options: Vec<(Box<str>, Box<str>)>,
    /// Which options have words below their names.
    below: Vec<usize>,
    /// The lines of its content.
    pub(in crate::read::rst) content: Vec<Line>,
}

/// Directives whose first words are content.
fn has_no_argument(name: &str) -> bool {
    let is_other = matches!(
        name,
        "compound"
            | "epigraph"
            | "highlights"
            | "pull-quote"
            | "parsed-literal"
            | "meta"
            | "math"
            | "mermaid"
            | "replace"
            | "tabs"
            | "tab-set"
            | "toctree"
            | "glossary"
            | "hlist"
            | "line-block"
            | "header"
            | "footer"
            | "tags"
    );
    is_other || super::admonition::is_plain(name)
}

/// Directives whose first paragraph is content as it is, options or not.
fn has_content_only(name: &str) -> bool {
    matches!(name, "replace" | "header" | "footer" | "meta")
}

impl Parts {
    /// The parts of a directive of that name, in lower case.
    pub(in crate::read::rst) fn of(text: &Text<'_>, lines: &[Line], name: &str) -> Self {
        let lines = match lines.first() {
            Some(first) if first.is_blank() => &lines[1..],
            _ => lines,
        };
        if has_content_only(name) {
            return Self {
                content: trimmed(lines),
                ..Self::default()
            };
        }
        let head = lines.iter().take_while(|line| !line.is_blank()).count();
        let (head, rest) = lines.split_at(head);
        let is_field = |line: &Line| matches!(marker(text.of(*line)), Marker::Field(..));
        let words = head.iter().position(is_field).unwrap_or(head.len());
        let (words, options) = head.split_at(words);
        let (options, below, left) = read_options(text, options);
        if has_no_argument(name) && !words.is_empty() {
            let content: Vec<Line> = words.iter().chain(&left).chain(rest).copied().collect();
            return Self {
                argument: Vec::new(),
                options,
                below,
                content: trimmed(&content),
            };
        }
        Self {
            argument: words.to_vec(),
            options,
            below,
            content: if left.is_empty() {
                trimmed(rest)
            } else {
                trimmed(&[&left, rest].concat())
            },
        }
    }

    /// What a directive may be given that no node has a place for: an argument below its name, an option with words below its name,
    /// words of an option that was given before.
    pub(in crate::read::rst) fn rest(&self, text: &Text<'_>, start: usize) -> Option<String> {
        let first = text.words[start..]
            .find('\n')
            .map_or(text.words.len(), |end| start + end);
        let is_below = self.argument.last().is_some_and(|line| line.start > first);
        let mut out = if is_below {
            text.string(&self.argument)
        } else {
            String::new()
        };
        let is_kept = |name: &str| matches!(name, "alt" | "caption" | "header" | "subtitle");
        let mut placed: Vec<&str> = Vec::new();
        for (at, (name, value)) in self.options.iter().enumerate() {
            let is_left = if !is_kept(name) {
                self.below.contains(&at)
            } else if placed.contains(&&**name) {
                true
            } else {
                placed.push(name);
                false
            };
            if is_left {
                let _ = write!(out, "\n:{name}: {value}");
            }
        }
        (!out.is_empty()).then(|| out.trim().to_owned())
    }

    /// The value of an option; empty for a flag.
    pub(in crate::read::rst) fn option(&self, name: &str) -> Option<&str> {
        let found = self.options.iter().find(|(other, _)| &**other == name)?;
        Some(&found.1)
    }

    /// The number that an option says.
    pub(in crate::read::rst) fn number(&self, name: &str) -> usize {
        let value = self.option(name).and_then(|value| value.parse().ok());
        value.unwrap_or(0)
    }

    /// The argument as an address: its white space counts for nothing.
    pub(in crate::read::rst) fn address(&self, text: &Text<'_>) -> String {
        let words = text.string(&self.argument);
        crate::read::rst::inline::plain_address(&words)
    }

    /// True where the argument names HTML among the formats it is for.
    pub(in crate::read::rst) fn is_html(&self, text: &Text<'_>) -> bool {
        let formats = text.string(&self.argument);
        formats
            .split_whitespace()
            .any(|format| format.eq_ignore_ascii_case("html"))
    }
}

/// Name and value.
type Options = Vec<(Box<str>, Box<str>)>;

/// The options of some lines, which of them have words below their names, and the lines that belong to none.
fn read_options(text: &Text<'_>, lines: &[Line]) -> (Options, Vec<usize>, Vec<Line>) {
    let mut below = Vec::new();
    let mut out = Vec::new();
    let mut left = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let Marker::Field(name, words) = marker(text.of(*line)) else {
            left.push(*line);
            at += 1;
            continue;
        };
        let block = indented(&text.words, lines, at, Depth::First(words), Ways::default());
        if block.lines.last().is_some_and(|last| last.start > line.end) {
            below.push(out.len());
        }
        let name = text.of(*line)[1..name].trim().to_lowercase();
        let value = text.string(&block.lines);
        out.push((name.into(), value.trim().into()));
        at = block.next;
    }
    (out, below, left)
}

/// Lines without blank ones around them.
fn trimmed(lines: &[Line]) -> Vec<Line> {
    let is_written = |line: &Line| !line.is_blank();
    let start = lines.iter().position(is_written).unwrap_or(lines.len());
    let end = lines
        .iter()
        .rposition(is_written)
        .map_or(start, |last| last + 1);
    lines[start..end].to_vec()
}
