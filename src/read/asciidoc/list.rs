//! Lists: bullets, numbers, callouts, terms; items with check marks and with blocks of their own.

use super::Reading;
use super::attributes_of_blocks::BlockAttributes;
use super::body::Body;
use super::delimiter::delimiter;
use super::flow::Flow;
use super::line::{Marker, Sign, is_comment, marker, speaks_of_block};
use super::prepare::include_of;
use crate::document::{Block, BlockKind, Definition, List, ListItem, Numbering};
use crate::read::rst::Line;
use crate::source::Span;

impl Reading<'_> {
    /// The list that begins at a line; gives the line behind it.
    pub(super) fn list(
        &mut self,
        lines: &[Line],
        from: usize,
        said: &BlockAttributes,
        flow: &mut Flow,
    ) -> usize {
        self.above(said, flow);
        let Some(first) = marker(self.line(lines[from])) else {
            return from;
        };
        let mut items = Vec::new();
        let mut terms = Vec::new();
        let mut at = from;
        let mut end = lines[from].end;
        let mut next = from;
        while let Some(line) = lines.get(at).copied() {
            let Some(found) = marker(self.line(line)).filter(|found| found.sign == first.sign)
            else {
                break;
            };
            let item = self.collect(lines, at, line.from(found.words), found.sign);
            end = item
                .lines
                .last()
                .map_or(line.end, |last| last.end)
                .max(line.end);
            next = item.next;
            let span = Span::new(line.start, end);
            if matches!(first.sign, Sign::Term(..)) {
                let term = Line {
                    start: line.start + found.term.0,
                    end: line.start + found.term.1,
                };
                terms.push(self.definition(term, &item.lines));
            } else {
                items.push(self.item(first.sign, span, item.lines));
            }
            // Blank lines and comments may stand between items.
            at = next;
            while lines.get(at).is_some_and(|line| line.is_blank()) {
                at += 1;
            }
        }
        let span = Span::new(said.begin(lines[from].start), end);
        let kind = if terms.is_empty() {
            BlockKind::List(Box::new(list(items, &first, said)))
        } else {
            BlockKind::DefinitionList(terms)
        };
        flow.push(span, kind);
        next
    }

    fn definition(&mut self, term: Line, lines: &[Line]) -> Definition {
        let term = self.phrase(&[self.unindented(Line {
            end: term.start + self.line(term).trim_end().len(),
            ..term
        })]);
        let details = if lines.iter().all(|line| line.is_blank()) {
            Vec::new()
        } else {
            self.item_blocks(lines.to_vec())
        };
        Definition { term, details }
    }

    fn item(&mut self, sign: Sign, span: Span, mut lines: Vec<Line>) -> ListItem {
        let mut check = None;
        if matches!(sign, Sign::Bullet(..)) {
            let words = self.line(lines[0]);
            check = match words.get(..4) {
                Some("[ ] ") => Some(false),
                Some("[x] " | "[X] " | "[*] ") => Some(true),
                _ => None,
            };
            if check.is_some() {
                let rest = &words[3..];
                lines[0] = lines[0].from(3 + rest.len() - rest.trim_start().len());
            }
        }
        ListItem {
            span,
            check,
            blocks: self.item_blocks(lines),
        }
    }

    /// The words of an item, and what is attached to it.
    fn item_blocks(&mut self, mut lines: Vec<Line>) -> Vec<Block> {
        let words = lines.first().is_some_and(|line| !line.is_blank());
        if !words {
            // A term has its words below.
            let blank = lines.iter().take_while(|line| line.is_blank()).count();
            lines.drain(..blank);
            let is_words = lines.first().is_some_and(|line| !self.begins_block(*line));
            if !is_words {
                return self.inside(Body::inner(&lines));
            }
        }
        let mut own = Vec::new();
        let mut at = 0;
        while let Some(line) = lines.get(at).copied().filter(|line| !line.is_blank()) {
            if at > 0 && self.begins_block(line) {
                break;
            }
            at += 1;
            if at > 1 && is_comment(self.line(line)) {
                self.comment(&[line.from(2)], self.span(&[line]));
            } else {
                own.push(self.unindented(line));
            }
        }
        let mut blocks = Vec::new();
        if !own.is_empty() {
            let content = self.phrase(&own);
            blocks.push(Block::new(self.span(&own), BlockKind::Paragraph(content)));
        }
        let body = Body {
            is_adjacent: lines.get(at).is_some_and(|line| !line.is_blank()),
            ..Body::inner(&lines[at..])
        };
        blocks.extend(self.inside(body));
        blocks
    }

    /// True for a line that no words of an item go on in.
    fn begins_block(&self, line: Line) -> bool {
        let words = self.line(line);
        speaks_of_block(words)
            || delimiter(words).is_some()
            || words == "+"
            || marker(words).is_some()
            || include_of(words).is_some()
    }
}

/// A list of these items.
fn list(items: Vec<ListItem>, first: &Marker, said: &BlockAttributes) -> List {
    let stated = said
        .named("start")
        .and_then(|start| start.trim().parse().ok());
    let (start, numbering) = match first.sign {
        Sign::Dots(count) => {
            let depth = match count {
                2 => Numbering::LowerLetters,
                3 => Numbering::LowerRoman,
                4 => Numbering::UpperLetters,
                5 => Numbering::UpperRoman,
                _ => Numbering::Figures,
            };
            (Some(1), depth)
        }
        Sign::Number(numbering) => (Some(first.number.unwrap_or(1)), numbering),
        Sign::Callout => (Some(first.number.unwrap_or(1)), Numbering::Figures),
        Sign::Bullet(..) | Sign::Term(..) => (None, Numbering::Figures),
    };
    let numbering = match &*said.style {
        "arabic" | "decimal" => Numbering::Figures,
        "loweralpha" => Numbering::LowerLetters,
        "upperalpha" => Numbering::UpperLetters,
        "lowerroman" => Numbering::LowerRoman,
        "upperroman" => Numbering::UpperRoman,
        _ => numbering,
    };
    let tight = items.iter().all(|item| is_tight(&item.blocks));
    List {
        start: start.map(|start| stated.unwrap_or(start)),
        numbering,
        tight,
        items,
    }
}

/// True for words with nothing but lists behind them.
fn is_tight(blocks: &[Block]) -> bool {
    let mut blocks = blocks.iter();
    blocks.next();
    blocks.all(|block| {
        matches!(
            block.kind,
            BlockKind::List(_) | BlockKind::DefinitionList(_)
        )
    })
}
