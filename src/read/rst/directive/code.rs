//! Code, literal text with markup, mathematics, markup of other languages.

use super::Call;
use crate::document::{Block, BlockKind, Code, Figure, Inline};
use crate::read::html::MarkupLine;
use crate::read::rst::Reading;
use crate::read::rst::flow::Flow;
use crate::read::rst::literal;

impl Reading<'_> {
    pub(super) fn code(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let parts = &call.parts;
        let kind = match call.name.as_str() {
            "parsed-literal" => {
                let inlines = self.inlines(&call.text.joined(&parts.content));
                let text = self.literal_words(inlines, call.span);
                BlockKind::Code(Box::new(Code {
                    language: None,
                    text: text.into(),
                }))
            }
            "mermaid" => literal::code(call.text, &parts.content, Some("mermaid")),
            "uml" | "plantuml" => literal::code(call.text, &parts.content, Some("plantuml")),
            "graphviz" | "digraph" | "graph" => {
                literal::code(call.text, &parts.content, Some("dot"))
            }
            _ => {
                let language = call.first_word().map(str::to_owned);
                let language = language.or_else(|| self.highlight.clone());
                let mut kind = literal::code(call.text, &parts.content, language.as_deref());
                if let (BlockKind::Code(code), Some(first)) =
                    (&mut kind, parts.option("number-lines"))
                {
                    // The words around may speak of lines by their numbers.
                    code.text = numbered(&code.text, first.parse().unwrap_or(1)).into();
                }
                kind
            }
        };
        match parts.option("caption") {
            Some(caption) => {
                let figure = Figure {
                    blocks: vec![Block::new(call.span, kind)],
                    caption: vec![Inline::text(call.span, caption)],
                    legend: Vec::new(),
                };
                flow.push(call.span, BlockKind::Figure(Box::new(figure)));
            }
            None => flow.push(call.span, kind),
        }
    }

    pub(super) fn math(call: &Call<'_>, flow: &mut Flow) {
        // Formulas are parted by blank lines.
        for lines in call.parts.content.split(|line| line.is_blank()) {
            if !lines.is_empty() {
                let span = call.text.span_of(lines);
                flow.push(span, BlockKind::Math(call.text.string(lines).into()));
            }
        }
    }

    /// Markup that is for a writer as it is: that of HTML is read, others are kept unseen.
    pub(super) fn raw(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let parts = &call.parts;
        let is_elsewhere = parts.option("file").is_some() || parts.option("url").is_some();
        if is_elsewhere {
            self.note_kept("markup of another file", call.span);
            self.kept(call, flow);
        } else if parts.is_html(call.text) {
            let mut markup = call.text.string(&parts.content);
            // Markup may follow right behind: its words are others.
            markup.push('\n');
            let lines = parts.content.iter().map(|line| {
                let start = call.text.place(line.start);
                MarkupLine::new(call.text.of(*line), start, &self.source.text)
            });
            let lines = lines.collect();
            flow.raw(markup, lines, call.text.span_of(&parts.content));
        } else {
            self.note_left_out("markup for another writer than that of HTML", call.span);
            self.unseen(call, flow);
        }
    }
}

/// Text with a number before each line, set to the right.
pub(in crate::read) fn numbered(text: &str, first: usize) -> String {
    let count = text.lines().count();
    let width = (first.saturating_add(count).saturating_sub(1))
        .to_string()
        .len();
    let lines = text.lines().enumerate();
    let lines = lines.map(|(at, line)| format!("{:>width$} {line}\n", first.saturating_add(at)));
    lines.collect()
}
