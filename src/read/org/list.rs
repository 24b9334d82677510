//! Lists: bullets, numbers, terms, check boxes.
//!
//! How far in a line stands decides what it belongs to: an item goes on as long as lines stand further in than its bullet. Two blank
//! lines end every list. Emacs makes one list of all items that stand equally far in, whatever their bullets; here numbers and bullets are
//! two, and so are terms and items with a blank line between them, since no number that was written may vanish.

use super::body::end_of;
use super::flow::Flow;
use super::lines::{Body, indent};
use super::shape::{Item, Shape, item, shape};
use super::{Reading, span};
use crate::document::{Block, BlockKind, Definition, Inline, List, ListItem, Numbering};
use crate::source::Span;

/// What a list is made of.
enum Made {
    Items(List),
    Terms(Vec<Definition>),
}

impl Made {
    /// True where an item begins a list of its own: a number that its author set, or items of another kind.
    fn ends_before(&self, item: &Item, is_apart: bool) -> bool {
        match self {
            Self::Items(list) => {
                item.counter.is_some()
                    || list.start.is_some() != item.number.is_some()
                    || is_apart && item.term.is_some()
            }
            Self::Terms(_) => item.number.is_some() || is_apart && item.term.is_none(),
        }
    }
}

impl Reading<'_> {
    /// The list that begins at a line; gives the line behind it.
    pub(super) fn list(&mut self, body: Body<'_>, from: usize, flow: &mut Flow) -> usize {
        let depth = indent(body.words(self.text, from));
        let mut at = from;
        let mut begin = from;
        let mut made: Option<Made> = None;
        let mut ended = from;
        while let Some(parts) = self.item_at(body, at, depth) {
            if made
                .as_ref()
                .is_some_and(|made| made.ends_before(&parts, at > ended))
                && let Some(list) = made.take()
            {
                self.push_list(body, begin, ended, list, flow);
                begin = at;
            }
            let (end, next, is_last) = self.item_end(body, at, depth);
            let made = made.get_or_insert_with(|| match parts {
                Item { term: Some(_), .. } => Made::Terms(Vec::new()),
                _ => Made::Items(List {
                    start: parts.number.map(|number| parts.counter.unwrap_or(number)),
                    numbering: Numbering::Figures,
                    tight: true,
                    items: Vec::new(),
                }),
            });
            self.item(body, at, end, &parts, made);
            ended = end;
            at = next;
            if is_last {
                break;
            }
        }
        if let Some(list) = made {
            self.push_list(body, begin, ended, list, flow);
        }
        at.max(from + 1)
    }

    fn push_list(&self, body: Body<'_>, from: usize, to: usize, made: Made, flow: &mut Flow) {
        let place = span(&body.range_of(self.text, from, to));
        let kind = match made {
            Made::Items(list) => BlockKind::List(Box::new(list)),
            Made::Terms(terms) => BlockKind::DefinitionList(terms),
        };
        flow.push(place, kind);
    }

    /// The item that begins at a line so far in.
    fn item_at(&self, body: Body<'_>, at: usize, depth: usize) -> Option<Item> {
        if at >= body.to {
            return None;
        }
        let line = body.words(self.text, at);
        // A rule is none.
        matches!(shape(line), Shape::Item)
            .then(|| item(line))
            .flatten()
            .filter(|_| indent(line) == depth)
    }

    /// The line behind an item, the one where what follows begins, and whether the list ends here whatever that is.
    fn item_end(&self, body: Body<'_>, from: usize, depth: usize) -> (usize, usize, bool) {
        let mut end = from + 1;
        let mut at = from + 1;
        let mut blank = 0;
        while at < body.to {
            let line = body.words(self.text, at);
            let shape = shape(line);
            if shape == Shape::Blank {
                blank += 1;
                at += 1;
                if blank == 2 {
                    // Where two blank lines are, nothing of this list goes on.
                    return (end, at, true);
                }
                continue;
            }
            if indent(line) <= depth {
                return (end, at, false);
            }
            blank = 0;
            // What is enclosed may hold blank lines, and lines that stand less far in.
            at = end_of(body, at, &shape).map_or(at, |last| last) + 1;
            end = at;
        }
        (end, at, false)
    }

    fn item(&mut self, body: Body<'_>, at: usize, end: usize, parts: &Item, made: &mut Made) {
        let line = body.line(at);
        let start = line.start;
        let range = body.range_of(self.text, at, end);
        let mut inner = Body::of(body.part, at, end);
        let term = parts.term.map(|(from, to)| start + from..start + to);
        let words = match (&made, &term) {
            // A term in a list of items is words of its item.
            (Made::Items(_), Some(term)) => term.start,
            _ => start + parts.words,
        };
        inner.first = Some(words);
        let blocks = self.inside(inner);
        match made {
            Made::Items(list) => {
                let paragraphs = |blocks: &[Block]| {
                    blocks
                        .iter()
                        .filter(|block| matches!(block.kind, BlockKind::Paragraph(_)))
                        .count()
                };
                list.tight &= paragraphs(&blocks) <= 1;
                list.items.push(ListItem {
                    span: span(&range),
                    check: parts.check,
                    blocks,
                });
            }
            Made::Terms(terms) => {
                let place = term.clone().unwrap_or(words..words);
                let mut content = Vec::new();
                if let Some(check) = parts.check {
                    // Terms have no boxes.
                    let mark = if check { "[X] " } else { "[ ] " };
                    content.push(Inline::text(Span::new(start, place.start), mark));
                }
                content.extend(self.phrase(place));
                terms.push(Definition {
                    term: content,
                    details: blocks,
                });
            }
        }
    }
}
