//! Damaged copies whose indents were squeezed to one blank: what belongs to an item of a list stands in by one column, wherever
//! its words begin.
//!
//! Decides whether a text is one, and how far in the lines of an item stand there.

use super::Reading;
use super::body::Body;
use super::lines::{Depth, Line, indent};
use super::marker::{Marker, marker};
use super::text::Text;

/// The line that proves the damage: it goes on with an item, set in by one blank.
fn proof(text: &str, lines: &[Line]) -> Option<usize> {
    let mut is_item = false;
    for (at, line) in lines.iter().enumerate() {
        let words = &text[line.start..line.end.max(line.start)];
        if is_item && indent(text, *line) == 1 {
            return Some(at);
        }
        is_item = match marker(words.trim_start_matches(' ')) {
            Marker::Bullet(_, words_at) => words_at < words.len(),
            Marker::Enumerator(found) => found.words < words.len(),
            _ => false,
        };
    }
    None
}

/// True where no line stands in by more than one blank, and an item goes on in a line that stands in by one.
pub(super) fn is_squeezed(text: &str, lines: &[Line]) -> bool {
    // Whole texts are asked, so the common case must end soon.
    lines.iter().all(|line| indent(text, *line) < 2) && proof(text, lines).is_some()
}

impl Reading<'_> {
    /// How far in the lines of an item stand.
    pub(super) fn depth_of_item(
        &self,
        body: Body<'_>,
        at: usize,
        bytes: usize,
        columns: usize,
    ) -> Depth {
        let text = &body.text.words;
        let next = body.lines.get(at + 1);
        // A line right behind the item's first belongs to it, however far in it stands.
        let next_indent = next
            .map(|line| indent(text, *line))
            .filter(|indent| (1..columns).contains(indent));
        match next_indent {
            Some(indent) => Depth::Known(indent, bytes),
            None if self.is_squeezed => Depth::Known(1, bytes),
            None => Depth::Known(columns, bytes),
        }
    }

    pub(super) fn note_squeezed(&mut self, text: &Text<'_>, lines: &[Line]) {
        let Some(line) = proof(&text.words, lines).and_then(|at| lines.get(at)) else {
            return;
        };
        let span = text.span(line.start, line.end);
        self.note(
            "squeezed-indents",
            "every indent of this copy is one blank; what belongs together was guessed",
            span,
            "fetch the file again from where it is kept: this copy lost its blanks",
        );
    }
}
