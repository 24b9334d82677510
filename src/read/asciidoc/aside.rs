//! What is kept and not shown: comments, settings, what a condition hides. It may stand inside a paragraph or a list, where it
//! parts nothing; so it is gathered by itself and put between the blocks of the document.

use super::Reading;
use super::prepare::Hidden;
use crate::document::{Block, BlockKind};
use crate::read::rst::Line;
use crate::source::Span;

/// What was gathered.
#[derive(Debug, Default)]
pub(super) struct Asides(Vec<(Span, Box<str>)>);

impl Asides {
    /// Blocks with each aside before the first that begins behind it.
    pub(super) fn woven_into(mut self, blocks: Vec<Block>) -> Vec<Block> {
        if self.0.is_empty() {
            return blocks;
        }
        self.0.sort_by_key(|(span, _)| *span);
        self.0.dedup();
        let mut asides = self.0.into_iter().peekable();
        let mut out = Vec::with_capacity(blocks.len() + asides.len());
        for block in blocks {
            let is_before = |(span, _): &(Span, Box<str>)| span.start < block.span.start;
            while let Some((span, words)) = asides.next_if(is_before) {
                out.push(Block::new(span, BlockKind::Comment(words)));
            }
            out.push(block);
        }
        out.extend(asides.map(|(span, words)| Block::new(span, BlockKind::Comment(words))));
        out
    }
}

impl Reading<'_> {
    /// Keeps lines unseen.
    pub(super) fn unseen(&mut self, lines: &[Line]) {
        if !lines.is_empty() {
            let words = self.text.string(lines);
            self.asides.0.push((self.span(lines), words.into()));
        }
    }

    /// Keeps a comment without its slashes.
    pub(super) fn comment(&mut self, lines: &[Line], span: Span) {
        let mut words = String::new();
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                words.push('\n');
            }
            words.push_str(self.line(*line));
        }
        self.asides.0.push((span, words.into()));
    }

    /// Keeps what a condition hides, and says so.
    pub(super) fn hide(&mut self, hidden: Hidden) {
        let Hidden { span, condition } = hidden;
        let words = span.of(&self.source.text);
        self.asides.0.push((span, words.into()));
        if let Some(condition) = condition {
            self.note(
                "left-out",
                format!("what stands under `{condition}` is not shown"),
                span,
                "set the attribute in the header, or take the condition away, if it belongs on the page",
            );
        }
    }
}
