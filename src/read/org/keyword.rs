//! Lines such as `#+KEY: value`: what they say about the document, about the next element, or to Emacs.
//!
//! Those of the head are its pairs, whatever their names; behind it only those that Org knows as the document's. What speaks to
//! Emacs alone is kept and not shown. Any other is shown as written.

use std::collections::btree_map::Entry;
use std::ops::Range;

use super::flow::Flow;
use super::lines::{Body, trimmed};
use super::{Reading, span};
use crate::document::{MetaValue, text};
use crate::read::html::MarkupLine;

/// Keywords that say something of the document, wherever they stand.
const OF_DOCUMENT: &[&str] = &[
    "AUTHOR",
    "CATEGORY",
    "CREATOR",
    "DATE",
    "DESCRIPTION",
    "EMAIL",
    "EXCLUDE_TAGS",
    "EXPORT_FILE_NAME",
    "FILETAGS",
    "HTML_CONTAINER",
    "HTML_DOCTYPE",
    "HTML_HEAD",
    "HTML_HEAD_EXTRA",
    "HTML_LINK_HOME",
    "HTML_LINK_UP",
    "HTML_MATHJAX",
    "KEYWORDS",
    "LANGUAGE",
    "LATEX_CLASS",
    "LATEX_CLASS_OPTIONS",
    "LATEX_COMPILER",
    "LATEX_HEADER",
    "LATEX_HEADER_EXTRA",
    "OPTIONS",
    "SELECT_TAGS",
    "SETUPFILE",
    "STARTUP",
    "SUBTITLE",
    "TITLE",
];

/// Keywords that speak to Emacs, or to another writer than that of HTML.
const UNSEEN: &[&str] = &[
    "ARCHIVE",
    "BIBLIOGRAPHY",
    "BIND",
    "CINDEX",
    "CITE_EXPORT",
    "COLUMNS",
    "CONSTANTS",
    "FINDEX",
    "HEADER",
    "HEADERS",
    "INDEX",
    "KINDEX",
    "LATEX",
    "LINK",
    "MACRO",
    "PLOT",
    "PRINT_BIBLIOGRAPHY",
    "PRIORITIES",
    "RESULTS",
    "SEQ_TODO",
    "TBLFM",
    "TEXINFO",
    "TINDEX",
    "TOC",
    "TODO",
    "TYP_TODO",
    "VINDEX",
];

/// Keywords whose lines are one.
const OF_LINES: [&str; 5] = ["AUTHOR", "DESCRIPTION", "KEYWORDS", "SUBTITLE", "TITLE"];

impl Reading<'_> {
    /// A keyword; gives the line behind it.
    pub(super) fn keyword(
        &mut self,
        body: Body<'_>,
        at: usize,
        key: &str,
        option: Option<Range<usize>>,
        value: Range<usize>,
        flow: &mut Flow,
    ) -> usize {
        let line = trimmed(self.text, body.line(at));
        let name = key.to_ascii_uppercase();
        match name.as_str() {
            "CAPTION" => {
                // What is meant for a list of tables is said at length behind it.
                if let Some(option) = option {
                    flow.comment(span(&option), self.words(option.clone()));
                }
                self.caption(value, flow);
            }
            "NAME" | "TBLNAME" | "SRCNAME" | "RESNAME" | "LABEL" => self.name(value, flow),
            "INCLUDE" => self.include(line, value, flow),
            "HTML" => self.html(&[value], flow),
            "CALL" => self.kept("a call of Emacs", key, line, flow),
            "PROPERTY" => self.property(line, value, flow),
            _ if name.starts_with("ATTR_") => {
                self.attributes(value, flow);
                flow.comment(span(&line), self.words(line.clone()));
            }
            "TAGS" if !self.is_list_of_tags(&value) => {
                flow.comment(span(&line), self.words(line.clone()));
            }
            _ if UNSEEN.contains(&name.as_str()) => {
                flow.comment(span(&line), self.words(line.clone()));
            }
            _ if self.is_inserted && OF_DOCUMENT.contains(&name.as_str()) => {
                flow.comment(span(&line), self.words(line.clone()));
            }
            _ if flow.is_head() || flow.is_document && OF_DOCUMENT.contains(&name.as_str()) => {
                self.head_keyword(key, &name, option.is_some(), &line, value);
            }
            _ => self.kept(&format!("`#+{key}:`"), key, line, flow),
        }
        at + 1
    }

    /// What a keyword says about the document.
    fn head_keyword(
        &mut self,
        key: &str,
        name: &str,
        is_list: bool,
        line: &Range<usize>,
        value: Range<usize>,
    ) {
        let list = |words: &mut dyn Iterator<Item = &str>| {
            let words = words.map(str::trim).filter(|word| !word.is_empty());
            MetaValue::List(words.map(|word| MetaValue::Text(word.into())).collect())
        };
        let words = self.words(value.clone());
        let said = match name {
            _ if is_list => list(&mut words.split_whitespace()),
            "TAGS" if words.contains(',') => list(&mut words.split(',')),
            "TAGS" | "FILETAGS" => list(&mut words.split([':', ' ', '\t'])),
            _ if words.is_empty() => MetaValue::Null,
            "OPTIONS" | "STARTUP" | "SETUPFILE" => MetaValue::Text(words.into()),
            _ if name.starts_with("HTML_") || name.starts_with("LATEX_") => {
                MetaValue::Text(words.into())
            }
            _ => MetaValue::Text(self.plain(value).into()),
        };
        // A title and its like may be written on several lines.
        if let (Some(known), MetaValue::Text(words)) =
            (OF_LINES.iter().find(|known| **known == name), &said)
        {
            let at = self.meta.entries.len();
            match self.joined.entry(known) {
                Entry::Vacant(first) => {
                    first.insert((at, words.to_string()));
                }
                Entry::Occupied(before) => {
                    let (at, joined) = before.into_mut();
                    joined.push_str(if *known == "AUTHOR" { ", " } else { " " });
                    joined.push_str(words);
                    let entry = &mut self.meta.entries[*at];
                    entry.span = entry.span.join(span(line));
                    self.meta.span = self.meta.span.join(span(line));
                    return;
                }
            }
        }
        self.tell(key, span(line), said);
    }

    /// Gives the pairs that were written on several lines all of their words.
    pub(super) fn join_lines(&mut self) {
        for (_, (at, words)) in std::mem::take(&mut self.joined) {
            self.meta.entries[at].value = MetaValue::Text(words.into());
        }
    }

    /// `#+PROPERTY: name value`.
    fn property(&mut self, line: Range<usize>, value: Range<usize>, flow: &mut Flow) {
        let words = self.words(value.clone());
        let (name, _) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        if !name.is_empty() && !name.to_lowercase().starts_with("header-args") {
            let said = self.plain(value.start + name.len()..value.end);
            self.tell(name, span(&line), MetaValue::Text(said.into()));
            return;
        }
        flow.comment(span(&line), self.words(line.clone()));
    }

    /// True for tags of a document; Emacs has a line of them, too, that says which keys stand for which.
    fn is_list_of_tags(&self, value: &Range<usize>) -> bool {
        !self.words(value.clone()).contains(['{', '}', '(', ')'])
    }

    /// The plain words of a part of the source.
    pub(super) fn plain(&mut self, range: Range<usize>) -> String {
        let range = trimmed(self.text, range);
        let words = self.phrase(range);
        text::of_inlines(&words).trim().to_owned()
    }

    /// Lines of HTML.
    pub(super) fn html(&mut self, lines: &[Range<usize>], flow: &mut Flow) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return;
        };
        let whole = span(&(first.start..last.end.max(first.start)));
        let mut markup = String::new();
        let mut places = Vec::with_capacity(lines.len());
        for line in lines {
            let words = self.words(line.clone());
            places.push(MarkupLine::new(words, line.start, &self.source.text));
            markup.push_str(words);
            markup.push('\n');
        }
        flow.raw(markup, places, whole);
    }
}
