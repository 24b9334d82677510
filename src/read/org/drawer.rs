//! Drawers: properties of a headline or of the whole text, and others; planning lines.
//!
//! Properties that only Emacs asks for are kept and not shown. Others are facts that an author wrote: those of the whole text are pairs of
//! its head, those of a headline a list of terms below it. Any other drawer is folded, as it is in Emacs.

use std::ops::Range;

use super::affiliated::id_of;
use super::flow::Flow;
use super::lines::{Body, Part, trimmed};
use super::shape::{Shape, shape, starts_with};
use super::{Reading, folded, span};
use crate::document::{Block, BlockKind, Definition, Details, Inline, InlineKind, MetaValue};

/// What a drawer of properties says.
pub(super) struct Properties {
    /// All of it.
    range: Range<usize>,
    /// The line behind it.
    pub(super) next: usize,
    /// What `CUSTOM_ID` says.
    pub(super) id: Option<String>,
    /// What `ID` says.
    pub(super) anchors: Vec<Inline>,
    /// True where some of it is not among the pairs.
    is_more: bool,
    /// Names and values, without those that only Emacs asks for.
    pairs: Vec<(Range<usize>, Range<usize>)>,
}

/// Properties by which authors speak to Emacs.
const OF_EMACS: &[&str] = &[
    "ARCHIVE",
    "CATEGORY",
    "CLOCK_MODELINE_TOTAL",
    "COLUMNS",
    "COOKIE_DATA",
    "CUSTOM_ID",
    "HEADER-ARGS",
    "ID",
    "LOGGING",
    "LOG_INTO_DRAWER",
    "NOBLOCKING",
    "ORDERED",
    "ROAM_ALIASES",
    "ROAM_REFS",
    "STYLE",
    "TABLE_EXPORT_FILE",
    "TABLE_EXPORT_FORMAT",
    "UNNUMBERED",
    "VISIBILITY",
];

impl Reading<'_> {
    /// The bytes of a line of `SCHEDULED:`, `DEADLINE:`, `CLOSED:` right below a headline.
    pub(super) fn planning(&self, part: &Part, at: usize) -> Option<Range<usize>> {
        let line = part.lines[at];
        let range = trimmed(self.text, line.start..line.end);
        let words = self.words(range.clone());
        let is_planning = ["SCHEDULED:", "DEADLINE:", "CLOSED:"]
            .iter()
            .any(|keyword| words.starts_with(keyword));
        is_planning.then_some(range)
    }

    /// The drawer of properties that begins at a line.
    pub(super) fn properties(&mut self, part: &Part, at: usize, to: usize) -> Option<Properties> {
        let body = Body::of(part, at, to);
        let is_begin = at < body.to
            && matches!(shape(body.words(self.text, at)), Shape::Drawer(name) if name.eq_ignore_ascii_case("PROPERTIES"));
        if !is_begin {
            return None;
        }
        let end = part.end(":end:", at + 1, body.to)?;
        let mut found = Properties {
            range: body.line(at).start..body.line(end).end,
            next: end + 1,
            id: None,
            anchors: Vec::new(),
            is_more: false,
            pairs: Vec::new(),
        };
        for line in at + 1..end {
            // A drawer holds properties and nothing else; what does is no such drawer.
            let (name, value) = pair(self.text, body.line(line))?;
            found.pairs.push((name, value));
        }
        let pairs = std::mem::take(&mut found.pairs);
        for (name, value) in pairs {
            let key = self.words(name.clone()).to_ascii_uppercase();
            let words = self.words(value.clone());
            match key.as_str() {
                "CUSTOM_ID" if !words.is_empty() => {
                    let id: String = words.split_whitespace().collect::<Vec<_>>().join("-");
                    self.names
                        .entry(format!("#{words}"))
                        .or_insert_with(|| id.clone());
                    found.id = Some(id);
                }
                "ID" if id_of(words).is_some() => {
                    let id = words.split_whitespace().collect::<Vec<_>>().join("-");
                    self.names
                        .entry(format!("id:{}", folded(words)))
                        .or_insert_with(|| id.clone());
                    let anchor = InlineKind::Anchor(id.into());
                    found.anchors.push(Inline::new(span(&value), anchor));
                }
                _ => {}
            }
            let is_of_emacs = OF_EMACS.contains(&key.as_str())
                || key.starts_with("EXPORT_")
                || key.starts_with("HEADER-ARGS");
            if is_of_emacs {
                found.is_more = true;
            } else {
                found.pairs.push((name, value));
            }
        }
        Some(found)
    }

    /// Shows what properties say, or tells it of the whole text.
    pub(super) fn show_properties(&mut self, found: Properties, is_head: bool, flow: &mut Flow) {
        if found.pairs.is_empty() || is_head {
            if found.is_more || found.pairs.is_empty() {
                flow.comment(span(&found.range), self.words(found.range.clone()));
            }
            for (name, value) in found.pairs {
                let place = name.start..value.end;
                let words = self.plain(value);
                let value = MetaValue::Text(words.into());
                self.tell(self.words(name), span(&place), value);
            }
            return;
        }
        if found.is_more {
            flow.comment(span(&found.range), self.words(found.range.clone()));
        }
        let pairs = found.pairs.into_iter().map(|(name, value)| {
            let words = self.phrase(value.clone());
            let details = Block::new(span(&value), BlockKind::Paragraph(words));
            Definition {
                term: vec![Inline::text(span(&name), self.words(name))],
                details: vec![details],
            }
        });
        let kind = BlockKind::DefinitionList(pairs.collect());
        flow.push(span(&found.range), kind);
    }

    /// The properties of the whole text, at its top; gives the line behind them.
    pub(super) fn head_properties(
        &mut self,
        body: Body<'_>,
        at: usize,
        flow: &mut Flow,
    ) -> Option<usize> {
        if !flow.is_head() {
            return None;
        }
        let mut found = self.properties(body.part, at, body.to)?;
        for anchor in std::mem::take(&mut found.anchors) {
            flow.affiliated.anchors.push(anchor);
        }
        let next = found.next;
        self.show_properties(found, true, flow);
        Some(next)
    }

    /// Any other drawer; gives the line behind it.
    pub(super) fn drawer(
        &mut self,
        body: Body<'_>,
        at: usize,
        end: usize,
        name: &str,
        flow: &mut Flow,
    ) -> usize {
        let line = body.line(at);
        let range = line.start..body.line(end).end;
        let place = trimmed(self.text, line);
        let summary = vec![Inline::text(span(&(place.start + 1..place.end - 1)), name)];
        let inner = Body::of(body.part, at + 1, end);
        let details = Details {
            summary,
            open: !starts_with(name, "logbook"),
            blocks: self.inside(inner),
        };
        flow.push(span(&range), BlockKind::Details(Box::new(details)));
        end + 1
    }
}

/// The name and the value of `:name: value`.
fn pair(text: &str, line: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let line = trimmed(text, line);
    let words = &text[line.clone()];
    let rest = words.strip_prefix(':')?;
    let length = rest.find(|c: char| c.is_whitespace()).unwrap_or(rest.len());
    let name = rest[..length].strip_suffix(':')?;
    if name.is_empty() {
        return None;
    }
    let start = line.start + 1;
    // A value is added to by `:name+: value`.
    let written = name.trim_end_matches('+').len();
    let value = trimmed(text, start + length..line.end);
    Some((start..start + written, value))
}
