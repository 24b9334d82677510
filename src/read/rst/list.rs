//! Bullet lists and enumerated lists.

use super::Reading;
use super::body::Body;
use super::enumerator::{Enumerator, Sequence};
use super::flow::Flow;
use super::marker::{Marker, marker};
use crate::document::{Block, BlockKind, List, ListItem, Numbering};

impl Reading<'_> {
    /// A list whose items begin with that sign.
    pub(super) fn bullets(
        &mut self,
        body: Body<'_>,
        from: usize,
        sign: char,
        flow: &mut Flow,
    ) -> usize {
        let mut items = Vec::new();
        let mut at = from;
        let mut next = from;
        let mut is_finished = true;
        while let Some(line) = body.line(at) {
            let words = match marker(line) {
                Marker::Bullet(other, words) if other == sign => words,
                _ => break,
            };
            (next, is_finished) = self.list_item(body, at, (words, sign), &mut items);
            at = body.after_blanks(next);
        }
        let list = List {
            start: None,
            numbering: Numbering::default(),
            tight: false,
            items,
        };
        self.push_list(body, (from, next), is_finished, list, flow);
        next
    }

    fn list_item(
        &mut self,
        body: Body<'_>,
        at: usize,
        (words, sign): (usize, char),
        items: &mut Vec<ListItem>,
    ) -> (usize, bool) {
        let columns = words + 1 - sign.len_utf8();
        let block = self.item(body, at, (words, columns));
        let end = block
            .lines
            .last()
            .map_or(body.lines[at].end, |line| line.end);
        let blocks = self.inside(body.text, &block.lines);
        items.push(ListItem {
            span: body.text.span(body.lines[at].start, end),
            check: None,
            blocks,
        });
        let mut next = block.next;
        // Without its indent, a nested item goes on like a line of what it stands in.
        if self.is_squeezed && self.depth > 0 {
            next = self.squeezed_rest(body, next, items);
        }
        (next, block.is_finished)
    }

    /// Lines right behind a nested item of a squeezed copy that begin nothing: the rest of its last paragraph.
    fn squeezed_rest(&mut self, body: Body<'_>, from: usize, items: &mut [ListItem]) -> usize {
        let mut end = from;
        let is_after_words = from > 0 && !body.is_blank(from - 1);
        while is_after_words
            && body
                .line(end)
                .is_some_and(|line| !line.is_empty() && marker(line) == Marker::Text)
        {
            end += 1;
        }
        let Some(item) = items.last_mut().filter(|_| end > from) else {
            return from;
        };
        let lines = &body.lines[from..end];
        let more = self.inlines(&body.text.joined(lines));
        let span = body.text.span_of(lines);
        item.span = item.span.join(span);
        match item.blocks.last_mut() {
            Some(Block {
                kind: BlockKind::Paragraph(content),
                span: whole,
            }) => {
                content.push(crate::document::Inline::text(span, "\n"));
                content.extend(more);
                *whole = whole.join(span);
            }
            _ => item
                .blocks
                .push(Block::new(span, BlockKind::Paragraph(more))),
        }
        end
    }

    /// A list whose items are numbered; `None` where the first line is no item after all.
    pub(super) fn enumerated(
        &mut self,
        body: Body<'_>,
        from: usize,
        first: Enumerator<'_>,
        flow: &mut Flow,
    ) -> Option<usize> {
        let (sequence, start) = first.number(None)?;
        if !first.is_followed(sequence, start, body.line(from + 1)) {
            return None;
        }
        // What is left to the reader is counted in figures.
        let kind = match sequence {
            Sequence::Auto => Sequence::Arabic,
            sequence => sequence,
        };
        let mut is_auto = sequence == Sequence::Auto;
        let mut items = Vec::new();
        let (mut at, mut number, mut found) = (from, start, first);
        let (mut next, mut is_finished);
        loop {
            (next, is_finished) = self.list_item(body, at, (found.words, '.'), &mut items);
            at = body.after_blanks(next);
            let Some(Marker::Enumerator(other)) = body.line(at).map(marker) else {
                break;
            };
            let Some((sequence, value)) = other.number(Some(kind)) else {
                break;
            };
            let is_auto_item = sequence == Sequence::Auto;
            let is_next = is_auto_item
                || (sequence == kind && !is_auto && Some(value) == number.checked_add(1));
            if other.form != first.form
                || !is_next
                || !other.is_followed(sequence, value, body.line(at + 1))
            {
                break;
            }
            is_auto |= is_auto_item;
            number = value;
            found = other;
        }
        let list = List {
            start: Some(start),
            numbering: match kind {
                Sequence::Auto | Sequence::Arabic => Numbering::Figures,
                Sequence::LowerAlpha => Numbering::LowerLetters,
                Sequence::UpperAlpha => Numbering::UpperLetters,
                Sequence::LowerRoman => Numbering::LowerRoman,
                Sequence::UpperRoman => Numbering::UpperRoman,
            },
            tight: false,
            items,
        };
        self.push_list(body, (from, next), is_finished, list, flow);
        Some(next)
    }

    fn push_list(
        &mut self,
        body: Body<'_>,
        (from, next): (usize, usize),
        is_finished: bool,
        mut list: List,
        flow: &mut Flow,
    ) {
        let span = match (list.items.first(), list.items.last()) {
            (Some(first), Some(end)) => first.span.join(end.span),
            _ => body.text.span_of(&body.lines[from..next]),
        };
        if !is_finished {
            self.note_unfinished("a list", body.text, body.lines, next);
        }
        list.tight = list.items.iter().all(is_simple);
        flow.push(span, BlockKind::List(Box::new(list)));
    }
}

/// True for an item of one paragraph at most, with lists behind it.
fn is_simple(item: &ListItem) -> bool {
    let mut blocks = item.blocks.iter();
    let is_paragraph = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_));
    let is_list = |block: &Block| matches!(block.kind, BlockKind::List(_));
    blocks
        .next()
        .is_none_or(|first| is_paragraph(first) || is_list(first))
        && blocks.all(is_list)
}
