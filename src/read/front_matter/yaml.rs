//! YAML heads: the parser's events become pairs, scalars as written.
//!
//! The events are used rather than a typed value, because only they keep `1.10`, `no` and dates as the author wrote them
//! and know the bytes of everything. Aliases are copied under a budget, so that a small text cannot become a large tree.

use std::collections::{BTreeSet, HashMap};

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span as YamlSpan};

use super::{Fault, Head};
use crate::document::{MetaEntry, MetaValue};
use crate::source::Span;

/// How many bytes of values the anchors and aliases of one head may add.
const ALIAS_BUDGET: usize = 1024 * 1024;
/// What a value weighs besides the bytes of its text.
const NODE: usize = 64;

/// Reads the text between the fences, which stands at `offset` in the source.
pub(super) fn read(text: &str, offset: usize, report: &mut dyn FnMut(Fault)) -> Head {
    let mut tree = Tree::new(text, offset);
    for event in Parser::new_from_str(text) {
        let step = match event {
            Ok((event, span)) => tree.event(&event, span),
            Err(error) => Err(scan_fault(&error, text, offset)),
        };
        if let Err(fault) = step {
            return Head::Broken(fault);
        }
    }
    match tree.root {
        None | Some(MetaValue::Null) => Head::Pairs(Vec::new()),
        Some(MetaValue::Map(entries)) => {
            for fault in tree.faults {
                report(fault);
            }
            warn_of_repeats(&entries, report);
            Head::Pairs(entries)
        }
        // A scalar or a list between two rules is a paragraph, a heading or a list of the body.
        Some(_) => Head::Body,
    }
}

/// A value under construction.
enum Open {
    List(Vec<MetaValue>),
    Map {
        entries: Vec<MetaEntry>,
        key: Option<(Box<str>, Span)>,
        /// Values under `<<`, which come after the map's own pairs.
        merged: Vec<MetaValue>,
    },
}

struct Frame {
    open: Open,
    anchor: usize,
    start: usize,
}

struct Tree<'a> {
    text: &'a str,
    offset: usize,
    stack: Vec<Frame>,
    /// What each anchor stands for, with its weight; `None` for a value too large to be repeated.
    anchors: HashMap<usize, Option<(MetaValue, usize)>>,
    copied: usize,
    root: Option<MetaValue>,
    faults: Vec<Fault>,
}

impl<'a> Tree<'a> {
    fn new(text: &'a str, offset: usize) -> Self {
        Self {
            text,
            offset,
            stack: Vec::new(),
            anchors: HashMap::new(),
            copied: 0,
            root: None,
            faults: Vec::new(),
        }
    }

    fn event(&mut self, event: &Event<'_>, span: YamlSpan) -> Result<(), Fault> {
        let range = span.byte_range().unwrap_or(0..0);
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                let is_string = tag.as_ref().is_some_and(|tag| tag.suffix() == "str");
                let value = scalar(value, *style == ScalarStyle::Plain && !is_string);
                self.value(value, range, *anchor);
            }
            Event::SequenceStart(_, anchor, _) => self.stack.push(Frame {
                open: Open::List(Vec::new()),
                anchor: *anchor,
                start: range.start,
            }),
            Event::MappingStart(_, anchor, _) => self.stack.push(Frame {
                open: Open::Map {
                    entries: Vec::new(),
                    key: None,
                    merged: Vec::new(),
                },
                anchor: *anchor,
                start: range.start,
            }),
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
            Event::Alias(id) => {
                let meant = self.anchors.get(id);
                let meant = meant.map_or(Some((MetaValue::Null, NODE)), Clone::clone);
                let Some((value, weight)) =
                    meant.filter(|(_, weight)| self.copied + weight <= ALIAS_BUDGET)
                else {
                    return Err(Fault {
                        span: self.span(range),
                        message: "the aliases of the front matter add up to more than can be meant"
                            .to_owned(),
                        help: Some("write the values out instead of repeating aliases".to_owned()),
                    });
                };
                self.copied += weight;
                self.value(value, range, 0);
            }
            _ => {}
        }
        Ok(())
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.offset + range.start, self.offset + range.end)
    }

    fn close(&mut self, end: usize) {
        let Some(frame) = self.stack.pop() else {
            return;
        };
        let start = frame.start;
        let value = match frame.open {
            Open::List(items) => MetaValue::List(items),
            Open::Map {
                entries, merged, ..
            } => MetaValue::Map(with_merged(entries, merged)),
        };
        let source = self.text.get(start..end).unwrap_or("");
        let is_inner = self
            .stack
            .last()
            .is_some_and(|frame| self.text.get(frame.start..start) == Some("{"));
        if source.starts_with("{{") && !is_inner {
            // YAML takes `{{ name }}` for a table in a table; people mean a variable of a template.
            let line = self.text[start..].lines().next().unwrap_or("").trim_end();
            let text = if line.ends_with("}}") { line } else { source };
            self.faults.push(Fault {
                span: self.span(start..start + text.len()),
                message: "a template variable stands unquoted in the front matter".to_owned(),
                help: Some(format!("quote the value: \"{text}\"")),
            });
            self.value(MetaValue::Text(text.into()), start..end, frame.anchor);
            return;
        }
        self.value(value, start..end, frame.anchor);
    }

    fn value(&mut self, value: MetaValue, range: std::ops::Range<usize>, anchor: usize) {
        if anchor != 0 {
            // An anchor around an anchor is one more copy.
            let weight = weight(&value, ALIAS_BUDGET - self.copied);
            self.copied += weight.unwrap_or(0);
            let meant = weight.map(|weight| (value.clone(), weight));
            self.anchors.insert(anchor, meant);
        }
        let span = self.span(range.clone());
        let is_top = self.stack.len() == 1;
        let offset = self.offset;
        let text = self.text;
        match self.stack.last_mut().map(|frame| &mut frame.open) {
            None => self.root = Some(value),
            Some(Open::List(items)) => items.push(value),
            Some(Open::Map {
                entries,
                key,
                merged,
            }) => match key.take() {
                None => {
                    let name = match value {
                        MetaValue::Text(name) => name,
                        MetaValue::Bool(_) | MetaValue::Null => {
                            text.get(range).unwrap_or("").trim().into()
                        }
                        _ => text.get(range).unwrap_or("").into(),
                    };
                    *key = Some((name, span));
                }
                Some((name, _)) if &*name == "<<" => merged.push(value),
                Some((name, key_span)) => {
                    let end = (span.end as usize).max(key_span.end as usize);
                    let mut whole = Span::new(key_span.start as usize, end);
                    if is_top {
                        // A block ends behind its last line break; the pair's place ends before it.
                        let source = text.get(whole.start as usize - offset..end - offset);
                        let length = source.map_or(0, |source| source.trim_end().len());
                        whole.end = whole.start + length as u32;
                    }
                    entries.push(MetaEntry {
                        key: name,
                        span: whole,
                        value,
                    });
                }
            },
        }
    }
}

/// A scalar as it is meant where quotes do not make it a text.
pub(super) fn scalar(value: &str, is_plain: bool) -> MetaValue {
    if is_plain {
        match value {
            "" | "~" | "null" | "Null" | "NULL" => return MetaValue::Null,
            "true" | "True" | "TRUE" => return MetaValue::Bool(true),
            "false" | "False" | "FALSE" => return MetaValue::Bool(false),
            _ => {}
        }
    }
    MetaValue::Text(value.into())
}

/// How many bytes a value takes, where that is not more than `most`.
fn weight(value: &MetaValue, most: usize) -> Option<usize> {
    let mut left = most.checked_sub(NODE)?;
    let mut inner = |value: &MetaValue, key: usize| {
        left = left.checked_sub(key)?;
        left -= weight(value, left)?;
        Some(())
    };
    match value {
        MetaValue::List(items) => items.iter().try_for_each(|item| inner(item, 0))?,
        MetaValue::Map(entries) => entries
            .iter()
            .try_for_each(|entry| inner(&entry.value, entry.key.len()))?,
        MetaValue::Text(text) => left = left.checked_sub(text.len())?,
        MetaValue::Null | MetaValue::Bool(_) => {}
    }
    Some(most - left)
}

/// A map's own pairs, then those of the maps it merges that it does not have itself.
fn with_merged(mut entries: Vec<MetaEntry>, merged: Vec<MetaValue>) -> Vec<MetaEntry> {
    if merged.is_empty() {
        return entries;
    }
    let mut known: BTreeSet<Box<str>> = entries.iter().map(|entry| entry.key.clone()).collect();
    let mut queue = merged;
    queue.reverse();
    while let Some(value) = queue.pop() {
        match value {
            MetaValue::List(items) => queue.extend(items.into_iter().rev()),
            MetaValue::Map(others) => {
                for other in others {
                    if known.insert(other.key.clone()) {
                        entries.push(other);
                    }
                }
            }
            _ => {}
        }
    }
    entries
}

/// A key that stands twice: the first counts, both are kept.
pub(super) fn warn_of_repeats(entries: &[MetaEntry], report: &mut dyn FnMut(Fault)) {
    let mut seen = BTreeSet::new();
    for entry in entries {
        if !seen.insert(&*entry.key) {
            let start = entry.span.start as usize;
            report(Fault {
                span: Span::new(start, start + entry.key.len()),
                message: format!("the key `{}` stands twice; the first one counts", entry.key),
                help: Some("remove one of them, or join their values to one list".to_owned()),
            });
        }
    }
}

/// What the parser complains about, in our words where they help.
fn scan_fault(error: &ScanError, text: &str, offset: usize) -> Fault {
    let border = |at: usize| {
        (0..=at.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0)
    };
    let info = error.info();
    let mut at = border(error.marker().byte_offset().unwrap_or(0));
    if info.contains("tab")
        && let Some(tab) = text[at..].find('\t')
    {
        // The parser points at what stands before the tab.
        at += tab;
    } else if text[at..].trim().is_empty() {
        // At the very end there is nothing to point at: the last letter is.
        at = border(text.trim_end().len().saturating_sub(1));
    }
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[at..]
        .find('\n')
        .map_or(text.len(), |newline| at + newline);
    let line = &text[line_start..line_end];
    let length = text[at..line_end].chars().next().map_or(0, char::len_utf8);
    let help = if line.trim_start_matches(' ').starts_with('\t') {
        Some("indent with blanks, not with tabs".to_owned())
    } else {
        quoted(line).map(|line| format!("quote the value: `{line}`"))
    };
    Fault {
        span: Span::new(
            offset + at,
            offset + at + length.max(1).min(text.len() - at),
        ),
        message: format!("the front matter is no valid YAML: {}", sentence(&info)),
        help: help.or_else(|| {
            Some("values that hold `: `, `#`, `{` or `[` must stand in quotes".to_owned())
        }),
    }
}

/// The first letter in lower case, no full stop.
fn sentence(text: &str) -> String {
    let text = text.trim().trim_end_matches('.');
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

/// The line with its value in quotes, where it has an unquoted one.
fn quoted(line: &str) -> Option<String> {
    let (key, value) = line.split_once(": ")?;
    let value = value.trim();
    if value.is_empty() || value.starts_with(['"', '\'', '|', '>']) || key.contains('#') {
        return None;
    }
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    Some(format!("{}: \"{value}\"", key.trim()))
}
