//! The first pass: which lines are read at all.
//!
//! Takes a text, gives its lines. What a condition hides is left out and told; a file that is included stands in the place of the
//! line that names it, inside literal text too. It follows the attributes as far as conditions and the paths of files need them.

use std::ops::Range;

use super::attribute::{Attributes, entry};
use super::attributes_of_blocks::BlockAttributes;
use super::condition::{self, condition};
use super::delimiter::{Kind, delimiter};
use crate::document::{Include, Inclusion};
use crate::read::Inserts;
use crate::read::rst::{Line, split};
use crate::source::Span;

/// What is read of a text.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub(super) lines: Vec<Line>,
    pub(super) hidden: Vec<Hidden>,
    /// By how much the titles of included files are deeper.
    pub(super) shifts: Vec<Shift>,
    /// The files that have no text here.
    pub(super) includes: Vec<(Span, Include)>,
}

/// What is not shown.
#[derive(Debug)]
pub(super) struct Hidden {
    pub(super) span: Span,
    /// The condition that hides it; `None` for the lines of a condition that holds.
    pub(super) condition: Option<String>,
}

/// By how many levels the titles in a part of the text are deeper.
#[derive(Debug, Clone)]
pub(super) struct Shift {
    pub(super) range: Range<usize>,
    pub(super) levels: i32,
}

/// Prepares a part of a text.
pub(super) fn prepare(text: &str, range: Range<usize>, inserts: Inserts) -> Prepared {
    let mut preparing = Preparing {
        text,
        inserts,
        attributes: Attributes::new(),
        out: Prepared::default(),
    };
    preparing.take(range);
    preparing.out
}

struct Preparing<'t> {
    text: &'t str,
    inserts: Inserts,
    attributes: Attributes,
    out: Prepared,
}

/// A condition that is open.
struct Open {
    line: Line,
    holds: bool,
}

impl Preparing<'_> {
    fn words(&self, line: Line) -> &str {
        &self.text[line.start..line.end.max(line.start)]
    }

    fn take(&mut self, range: Range<usize>) {
        let text = self.text;
        let mut lines = split(&text[range.clone()]);
        for line in &mut lines {
            line.start += range.start;
            line.end += range.start;
        }
        // What the text behind its last line break is: nothing.
        if lines.last().is_some_and(|line| line.is_blank()) {
            lines.pop();
        }
        let mut open: Vec<Open> = Vec::new();
        // The outermost condition that does not hold.
        let mut hiding: Option<usize> = None;
        let mut fence: Option<(Kind, Line)> = None;
        let mut at = 0;
        while let Some(line) = lines.get(at).copied() {
            at += 1;
            let words = &text[line.start..line.end.max(line.start)];
            let is_comment = matches!(fence, Some((Kind::Comment, _)));
            if !is_comment && words.ends_with(']') {
                if let Some(found) = condition(words, &self.attributes) {
                    self.condition(line, found, &mut open, &mut hiding);
                    continue;
                }
                if hiding.is_none() && self.include(line) {
                    continue;
                }
            }
            if hiding.is_some() {
                continue;
            }
            let is_escaped = words.starts_with("\\if")
                && condition(&words[1..], &self.attributes).is_some()
                || words.starts_with("\\include::") && words.ends_with(']')
                || words.starts_with("\\endif::") && words.ends_with(']');
            self.out.lines.push(line.from(usize::from(is_escaped)));
            match &fence {
                Some((kind, first)) => {
                    let is_end = match kind {
                        Kind::Fence => words == "```",
                        _ => words == self.words(*first),
                    };
                    if is_end {
                        fence = None;
                    }
                }
                None => {
                    if let Some(entry) = entry(text, &lines, at - 1) {
                        self.attributes.take(&entry);
                        self.out.lines.extend(&lines[at..entry.next]);
                        at = entry.next;
                    } else if let Some(kind) = delimiter(words).filter(|kind| kind.is_verbatim()) {
                        fence = Some((kind, line));
                    }
                }
            }
        }
        if let Some(hider) = hiding.and_then(|at| open.get(at)) {
            let span = Span::new(hider.line.start, range.end);
            let condition = Some(self.words(hider.line).to_owned());
            self.out.hidden.push(Hidden { span, condition });
        }
    }

    fn condition(
        &mut self,
        line: Line,
        found: condition::Line,
        open: &mut Vec<Open>,
        hiding: &mut Option<usize>,
    ) {
        let span = Span::new(line.start, line.end);
        match found {
            condition::Line::If(holds) => {
                if hiding.is_none() {
                    if holds {
                        self.seen(span);
                    } else {
                        *hiding = Some(open.len());
                    }
                }
                open.push(Open { line, holds });
            }
            condition::Line::One(holds, before) => {
                if hiding.is_some() {
                    return;
                }
                if holds {
                    self.out.lines.push(Line {
                        start: line.start + before,
                        end: line.end - 1,
                    });
                } else {
                    let condition = &self.words(line)[..before];
                    let condition = Some(format!("{condition}…]"));
                    self.out.hidden.push(Hidden { span, condition });
                }
            }
            condition::Line::End => {
                let closed = open.pop();
                match *hiding {
                    Some(hider) if hider >= open.len() => {
                        *hiding = None;
                        if let Some(closed) = closed.filter(|closed| !closed.holds) {
                            let condition = Some(self.words(closed.line).to_owned());
                            let span = Span::new(closed.line.start, line.end);
                            self.out.hidden.push(Hidden { span, condition });
                        }
                    }
                    Some(_) => {}
                    None => self.seen(span),
                }
            }
        }
    }

    fn seen(&mut self, span: Span) {
        let condition = None;
        self.out.hidden.push(Hidden { span, condition });
    }

    /// Puts the lines of a file in the place of the line that names it; false where it has none, or is none.
    fn include(&mut self, line: Line) -> bool {
        let text = self.text;
        let words = &text[line.start..line.end.max(line.start)];
        let Some((path, options)) = include_of(words) else {
            return false;
        };
        let path: Box<str> = self.attributes.expanded(path).trim().into();
        let attributes = BlockAttributes::of_macro(&self.attributes.expanded(options));
        let place = Span::new(line.start, line.end);
        let Some(range) = self.inserts.remove(&(place.start, path.clone())) else {
            let include = Include {
                path,
                how: Inclusion::Parse,
                options: attributes.named,
                source: words.into(),
            };
            self.out.includes.push((place, include));
            return false;
        };
        let levels = attributes.named("leveloffset").map_or(0, |levels| {
            levels.trim().trim_start_matches('+').parse().unwrap_or(0)
        });
        if levels != 0 {
            let range = range.clone();
            self.out.shifts.push(Shift { range, levels });
        }
        self.seen(place);
        self.take(range);
        true
    }
}

/// The path and the options of a line that names a file: `include::path[options]`.
pub(super) fn include_of(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("include::")?.strip_suffix(']')?;
    let (path, options) = rest.split_once('[')?;
    let fits = !path.trim().is_empty() && !path.starts_with([' ', '\t']);
    fits.then_some((path, options))
}
