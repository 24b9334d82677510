//! Glossaries, whose terms can be led to from any document: `:term:`.
//!
//! Several terms may share one explanation, each in a line of its own, which a definition list does not allow.

use super::Call;
use crate::document::{BlockKind, Definition, Inline, InlineKind, anchor};
use crate::read::rst::Reading;
use crate::read::rst::flow::Flow;
use crate::read::rst::lines::{Depth, Line, Ways, indented};

impl Reading<'_> {
    /// Terms with what they mean.
    pub(super) fn glossary(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let lines = &call.parts.content;
        let mut definitions: Vec<Definition> = Vec::new();
        let below =
            |at: usize| indented(&call.text.words, lines, at, Depth::Least, Ways::default());
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let words = call.text.of(*line);
            if line.is_blank() {
                at += 1;
            } else if words.starts_with(".. ") {
                let block = below(at + 1);
                let last = block.lines.last().unwrap_or(line);
                let span = call.text.span(line.start, last.end);
                flow.push(span, BlockKind::Comment(self.source(span).into()));
                at = block.next;
            } else if words.starts_with([' ', '\t']) {
                let block = below(at);
                let details = self.inside(call.text, &block.lines);
                match definitions.last_mut() {
                    Some(last) => last.details.extend(details),
                    None => definitions.push(Definition {
                        term: Vec::new(),
                        details,
                    }),
                }
                at = block.next.max(at + 1);
            } else {
                // What follows ` : ` sorts the term among others.
                let end = words.find(" : ").unwrap_or(words.len());
                let (term, key) = words.split_at(end);
                let written = Line {
                    end: line.start + end,
                    ..*line
                };
                let span = call.text.span(line.start, line.end);
                let place = anchor::of_term(term);
                let mut content = vec![Inline::new(span, InlineKind::Anchor(place.clone().into()))];
                self.names.terms.insert(place);
                content.extend(self.inlines(&call.text.joined(&[written])));
                if !key.is_empty() {
                    content.push(Inline::new(span, InlineKind::Comment(key.into())));
                }
                definitions.push(Definition {
                    term: content,
                    details: Vec::new(),
                });
                at += 1;
            }
        }
        flow.push(call.span, BlockKind::DefinitionList(definitions));
    }
}
