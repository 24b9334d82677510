//! Code as HTML: a box with the name of the language, and spans with the classes of what the highlighter told.
//!
//! The words of the author are written once, from the first byte to the last, with marks between them: without its tags a block is
//! what it was.

use std::sync::Arc;

use super::{Writer, escape};
use crate::document::Code;
use crate::highlight::{self, Highlighter, Run};

/// The code of a body, in bytes: what is beyond it stays plain, so that a text of nothing but code costs no more than any other. Of
/// code in languages that are costly it is [`highlight::MOST_COSTLY`].
const MOST: usize = 512_000;

/// The code met so far in a body.
pub(super) struct Met<'a> {
    highlighter: Option<&'a Highlighter>,
    blocks: usize,
    /// The bytes that were highlighted,
    bytes: usize,
    /// and those in languages that are costly.
    costly: usize,
}

impl<'a> Met<'a> {
    pub(super) fn new(highlighter: Option<&'a Highlighter>) -> Self {
        Self {
            highlighter,
            blocks: 0,
            bytes: 0,
            costly: 0,
        }
    }

    /// What highlights a block, where there may be more. Blocks count whether or not somebody asked for them before, so that a page
    /// does not depend on others.
    fn take(&mut self, code: &Code) -> Option<&'a Highlighter> {
        let highlighter = self.highlighter?;
        let bytes = code.text.len();
        let costly = bytes * code.language.as_deref().map_or(0, highlight::cost);
        if self.bytes + bytes > MOST || self.costly + costly > highlight::MOST_COSTLY {
            return None;
        }
        self.bytes += bytes;
        self.costly += costly;
        Some(highlighter)
    }
}

impl<'a> Writer<'a> {
    /// Writes a block of code.
    pub(super) fn code(&mut self, code: &'a Code) {
        if self.settings.page {
            self.box_of(code.language.as_deref());
        } else {
            self.body.html.push_str("<pre>");
        }
        match &code.language {
            Some(language) => {
                self.body.html.push_str("<code class=\"language-");
                escape::push(language, &mut self.body.html);
                self.body.html.push_str("\">");
            }
            None => self.body.html.push_str("<code>"),
        }
        self.highlighted(code);
        self.body.html.push_str("</code></pre>");
        self.body
            .html
            .push_str(if self.settings.page { "</div>\n" } else { "\n" });
    }

    /// Begins the box on a page. It scrolls, so it must be reachable by keyboard, and have a name of its own.
    fn box_of(&mut self, language: Option<&str>) {
        self.body.has_code = true;
        self.code.blocks += 1;
        let shown = language.map(|name| highlight::label(name).unwrap_or(name));
        self.body.html.push_str("<div class=\"code\"");
        if let Some(shown) = shown {
            self.body.html.push_str(" data-language=\"");
            escape::push(shown, &mut self.body.html);
            self.body.html.push('"');
        }
        let label = self.numbered("Code {number}", self.code.blocks);
        self.body.html.extend([
            "><pre tabindex=\"0\" role=\"region\" aria-label=\"",
            &escape::text(&label),
        ]);
        if let Some(shown) = shown {
            self.body.html.push_str(", ");
            escape::push(shown, &mut self.body.html);
        }
        self.body.html.push_str("\">");
    }

    fn highlighted(&mut self, code: &Code) {
        let runs: Arc<[Run]> = match self.code.take(code) {
            Some(highlighter) => highlighter.runs(code.language.as_deref(), &code.text),
            None => Arc::default(),
        };
        let html = &mut self.body.html;
        let mut from = 0;
        for Run { start, end, class } in &*runs {
            let (start, end) = (*start as usize, *end as usize);
            escape::push(&code.text[from..start], html);
            html.extend(["<span class=\"", class.name(), "\">"]);
            escape::push(&code.text[start..end], html);
            html.push_str("</span>");
            from = end;
        }
        escape::push(&code.text[from..], html);
    }
}
