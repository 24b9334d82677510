//! What of a document is no fact: comments, paragraphs that have the form of a prompt, values that stand for nothing.
//!
//! Takes a document, gives facts about what was set aside, in the order of the text.

use super::fact::Fact;
use crate::document::prompt::fingerprint;
use crate::document::{BlockKind, Document, Inline, InlineKind, text, walk};
use crate::source::Span;

/// What was set aside.
pub(super) fn of(document: &Document) -> Vec<Fact> {
    let mut found: Vec<(Span, &'static str, String)> = Vec::new();
    walk::blocks(&document.blocks, &mut |block| match &block.kind {
        BlockKind::Comment(words) => found.push((block.span, "comment", text::one_line(words))),
        BlockKind::Paragraph(content) if fingerprint(block).is_some() => {
            found.push((block.span, "prompt", text::one_line(&text::words(content))));
        }
        _ => {}
    });
    walk::inlines(&document.blocks, &mut |inline: &Inline| {
        if let InlineKind::Comment(words) = &inline.kind {
            found.push((inline.span, "comment", text::one_line(words)));
        }
    });
    found.sort();
    let facts = found.into_iter().map(|(span, name, words)| Fact {
        name: name.to_owned(),
        value: words,
        span: Some(span),
        ..Fact::default()
    });
    facts.collect()
}
