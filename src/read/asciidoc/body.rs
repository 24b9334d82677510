//! The blocks of a body, one behind the other: what speaks of the next block, then the block.

use super::Reading;
use super::attribute::entry;
use super::attributes_of_blocks::BlockAttributes;
use super::delimiter::{Kind, delimiter, ends};
use super::flow::Flow;
use super::line::{anchor, brackets, is_block_title, is_comment, is_page_break, is_rule, marker};
use crate::document::{BlockKind, Inline, InlineKind, Style};
use crate::read::rst::Line;
use crate::source::Span;

/// Lines to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body<'b> {
    pub(super) lines: &'b [Line],
    /// True where titles make sections.
    pub(super) has_sections: bool,
    /// True right behind the words of an item, where indented lines are words too.
    pub(super) is_adjacent: bool,
}

impl<'b> Body<'b> {
    /// The lines of a document.
    pub(super) fn top(lines: &'b [Line]) -> Self {
        Self {
            lines,
            has_sections: true,
            is_adjacent: false,
        }
    }

    /// Lines inside a block.
    pub(super) fn inner(lines: &'b [Line]) -> Self {
        Self {
            lines,
            has_sections: false,
            is_adjacent: false,
        }
    }
}

impl Reading<'_> {
    /// Reads all blocks of a body.
    pub(super) fn body(&mut self, body: Body<'_>, flow: &mut Flow) {
        let mut at = 0;
        while at < body.lines.len() {
            let mut said = BlockAttributes::default();
            at = self.said(body.lines, at, &mut said);
            if at < body.lines.len() {
                let next = self.block(body, at, &said, flow);
                // Every block takes a line at least.
                at = next.max(at + 1);
            } else if let Some(title) = said.title {
                // A title without a block is words.
                let title = self.block_title(title);
                flow.push(title.span, BlockKind::Paragraph(vec![title]));
            }
        }
    }

    /// Reads what speaks of the next block; gives its line.
    pub(super) fn said(
        &mut self,
        lines: &[Line],
        from: usize,
        said: &mut BlockAttributes,
    ) -> usize {
        let mut at = from;
        while let Some(line) = lines.get(at).copied() {
            let words = self.line(line);
            let mut next = at + 1;
            if words.is_empty() {
            } else if let Some(Kind::Comment) = delimiter(words) {
                next = self.comment_block(lines, at);
            } else if is_comment(words) {
                let inside = line.from(2);
                self.comment(&[inside], self.span(&[line]));
            } else if let Some(found) = entry(&self.source.text, lines, at) {
                next = found.next;
                self.entry(&found, &lines[at..next]);
            } else if let Some((id, _)) = anchor(words) {
                said.id = Some(id.to_owned());
                said.start.get_or_insert(line.start);
                self.name(id, anchor(words).map_or("", |(_, words)| words));
            } else if let Some(inside) = brackets(words) {
                let inside = self.attributes.expanded(inside);
                said.read(&inside);
                said.start.get_or_insert(line.start);
                if said.style.contains(' ') {
                    self.prose_in_brackets(line);
                }
            } else if is_block_title(words) {
                if let Some(before) = said.title.replace(line.from(1)) {
                    self.unseen(&[before]);
                }
                said.start.get_or_insert(line.start);
            } else {
                break;
            }
            at = next;
        }
        at
    }

    /// Keeps a line of brackets that holds more than what can be said of a block.
    fn prose_in_brackets(&mut self, line: Line) {
        self.unseen(&[line]);
        self.note(
            "left-out",
            "a line in brackets speaks of the next block and is not shown",
            self.span(&[line]),
            "write `{empty}` before the bracket if it is meant as text",
        );
    }

    /// A comment of several lines; gives the line behind it.
    pub(super) fn comment_block(&mut self, lines: &[Line], at: usize) -> usize {
        let (inside, next) = self.until_end(lines, at, Kind::Comment);
        let span = self.span(&lines[at..next]);
        self.comment(&lines[at + 1..inside], span);
        next
    }

    /// The line that ends what a line begins, and the line behind it.
    pub(super) fn until_end(&mut self, lines: &[Line], at: usize, kind: Kind) -> (usize, usize) {
        let first = self.line(lines[at]);
        let found = lines[at + 1..]
            .iter()
            .position(|line| ends(kind, first, self.line(*line)));
        if let Some(length) = found {
            return (at + 1 + length, at + 2 + length);
        }
        self.warn(
            "malformed-markup",
            format!("the block `{first}` is not closed"),
            self.span(&lines[at..=at]),
            "write the same line behind its last one",
        );
        (lines.len(), lines.len())
    }

    /// A block; gives the line behind it.
    fn block(
        &mut self,
        body: Body<'_>,
        at: usize,
        said: &BlockAttributes,
        flow: &mut Flow,
    ) -> usize {
        let line = body.lines[at];
        let words = self.line(line);
        if let Some(next) = self.section(body, at, said, flow) {
            return next;
        }
        self.is_head = false;
        if let Some(kind) = delimiter(words) {
            return self.delimited(body, at, kind, said, flow);
        }
        let is_indented = words.starts_with([' ', '\t']);
        if !is_indented {
            let span = Span::new(line.start, line.end);
            if is_rule(words) {
                self.above(said, flow);
                flow.push(span, BlockKind::Rule);
                return at + 1;
            }
            if is_page_break(words) {
                self.above(said, flow);
                self.unseen(&[line]);
                return at + 1;
            }
            if self.block_macro(line, said, flow) {
                return at + 1;
            }
        }
        // Words that are set otherwise are not taken for a list.
        let is_words = matches!(
            &*said.style,
            "source" | "listing" | "literal" | "verse" | "pass" | "stem" | "comment" | "normal"
        );
        if !is_words && marker(words).is_some() {
            return self.list(body.lines, at, said, flow);
        }
        self.paragraph(body, at, said, flow)
    }

    /// The place that is said of a block, and its title as a line above it.
    pub(super) fn above(&mut self, said: &BlockAttributes, flow: &mut Flow) {
        self.place(said, flow);
        if let Some(title) = said.title {
            let title = self.block_title(title);
            flow.push(title.span, BlockKind::Paragraph(vec![title]));
        }
    }

    /// The place that is said of a block.
    pub(super) fn place(&mut self, said: &BlockAttributes, flow: &mut Flow) {
        if let (Some(id), Some(start)) = (&said.id, said.start) {
            if let Some(title) = said.title {
                self.name(id, self.line(title));
            }
            flow.anchor(id, Span::new(start, start));
        }
    }

    /// The title of a block that has no place for one.
    fn block_title(&mut self, title: Line) -> Inline {
        let content = self.phrase(&[title]);
        let span = Span::new(title.start - 1, title.end);
        Inline::new(span, InlineKind::Styled(Style::Strong, content))
    }

    /// The title of a block as inlines.
    pub(super) fn title_of(&mut self, said: &BlockAttributes) -> Option<Vec<Inline>> {
        said.title.map(|title| self.phrase(&[title]))
    }
}
