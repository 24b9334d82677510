//! Where lines and blocks begin.

use super::{Line, Writer, escape};

impl Writer<'_> {
    /// Begins a block: a blank line before it where something stands above.
    pub(super) fn begin(&mut self) {
        if std::mem::take(&mut self.pads) {
            self.draft.text.push(' ');
        }
        if !std::mem::replace(&mut self.is_fresh, false) {
            self.draft.text.push('\n');
            self.draft.text.push_str(self.prefix.trim_end());
            self.new_line();
        }
        self.before = None;
        self.breaks = false;
        self.at_line_start = true;
    }

    /// Begins a line of the same block.
    pub(super) fn new_line(&mut self) {
        escape::new_line(&mut self.draft.text, &self.prefix);
        self.at_line_start = true;
    }

    /// Adds what is no words of an author.
    pub(super) fn push(&mut self, markup: &str) {
        self.draft.text.push_str(markup);
        self.at_line_start = false;
    }

    /// Adds words.
    pub(super) fn words(&mut self, words: &str) {
        let place = escape::Place {
            prefix: (self.line == Line::Free).then_some(&self.prefix),
            in_link: self.links > 0,
            in_strike: self.strikes > 0,
            in_heading: self.line == Line::Heading,
            behind_open: self.draft.is_open(),
            behind_reference: self.is_behind_reference(),
        };
        escape::push(words, &mut self.draft.text, &mut self.at_line_start, place);
    }

    /// True right behind a footnote's reference that begins the line.
    fn is_behind_reference(&self) -> bool {
        self.reference_at == Some(self.draft.text.len())
    }

    /// True where words that are kept for later could be read as the beginning of a block.
    pub(super) fn may_begin_block(&self) -> bool {
        self.at_line_start || self.is_behind_reference()
    }

    /// Lines as they are.
    pub(super) fn verbatim(&mut self, text: &str) {
        for line in text.lines() {
            if line.trim().is_empty() {
                self.draft.text.push('\n');
                self.draft.text.push_str(self.prefix.trim_end());
            } else {
                self.new_line();
                // Some of them would end the line for a reader of Markdown.
                let is_shown = |sign: &char| !sign.is_control() || *sign == '\t';
                self.draft.text.extend(line.chars().filter(is_shown));
            }
        }
    }

    /// Writes what stands in a container: its first line goes on behind the mark that was written, the others begin with `room`.
    pub(super) fn inside(&mut self, room: &str, write: impl FnOnce(&mut Self)) {
        let length = self.prefix.len();
        self.prefix.push_str(room);
        self.is_fresh = true;
        self.pads = true;
        self.before = None;
        self.depth += 1;
        write(self);
        self.depth -= 1;
        self.prefix.truncate(length);
        self.is_fresh = false;
        self.pads = false;
        self.before = None;
    }
}
