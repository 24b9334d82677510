//! Lists with bullets, numbers and letters, in one another by how far in they stand.

use super::Reading;
use super::entry::next_line;
use super::lines::{Line, line as line_between, span, trimmed};
use super::shape::{Marker, marker, rule, width};
use crate::document::{Block, BlockKind, List, ListItem, Numbering};

/// Wider lines are not broken for their width.
const WIDE: usize = 110;
/// Nor are narrower ones.
const NARROW: usize = 50;

impl Reading<'_> {
    /// True where a line begins a list: a lone number may head a paragraph, a lone letter may be a word.
    pub(super) fn is_list(&self, lines: &[Line], at: usize) -> bool {
        let Some((first, _)) = marker(lines[at].of(self.text)) else {
            return false;
        };
        match first {
            Marker::Bullet(_) | Marker::Box | Marker::Number(..) => true,
            Marker::Letter(..) => {
                matches!(first, Marker::Letter('a' | 'A' | 'i' | 'I', ..))
            }
        }
    }

    /// Reads the list that begins at a line; gives the line behind it.
    pub(super) fn list(&mut self, lines: &[Line], at: usize, out: &mut Vec<Block>) -> usize {
        let Some((first, _)) = marker(lines[at].of(self.text)) else {
            return at;
        };
        let indent = lines[at].indent;
        let mut items = Vec::new();
        let mut next = at;
        let mut end = at;
        let mut is_tight = true;
        let mut counted = first;
        while let Some(line) = lines.get(next) {
            let found = marker(line.of(self.text)).filter(|(found, _)| {
                line.indent.abs_diff(indent) < 2
                    && found.is_of_one_list(first)
                    && (next == at || follows(counted, *found, items.len()))
            });
            let Some((found, before)) = found else { break };
            counted = found;
            end = self.item_end(lines, next, indent);
            items.push(self.item(&lines[next..end], before));
            next = next_line(lines, end);
            is_tight &= next == end || next >= lines.len();
        }
        // A blank line behind the last item is none between items.
        let is_tight = is_tight || items.len() < 2 || self.is_tight(&lines[at..end], indent);
        let (start, numbering) = match first {
            Marker::Bullet(_) | Marker::Box => (None, Numbering::default()),
            Marker::Number(number, ..) => (Some(number), Numbering::Figures),
            Marker::Letter(letter, ..) => match letter {
                'i' => (Some(1), Numbering::LowerRoman),
                'I' => (Some(1), Numbering::UpperRoman),
                _ if letter.is_uppercase() => (Some(1), Numbering::UpperLetters),
                _ => (Some(1), Numbering::LowerLetters),
            },
        };
        let made = List {
            start,
            numbering,
            tight: is_tight,
            items,
        };
        let whole = span(&lines[at..end]).unwrap_or_default();
        out.push(Block::new(whole, BlockKind::List(Box::new(made))));
        end
    }

    /// True where no blank line stands before an item.
    fn is_tight(&self, lines: &[Line], indent: usize) -> bool {
        lines.windows(2).all(|pair| {
            let is_item =
                pair[1].indent.abs_diff(indent) < 2 && marker(pair[1].of(self.text)).is_some();
            !(pair[0].is_blank() && is_item)
        })
    }

    /// The line behind an item: what is set in belongs to it, and lines that it was broken into.
    fn item_end(&self, lines: &[Line], at: usize, indent: usize) -> usize {
        let mut end = at + 1;
        let mut last = at;
        while let Some(line) = lines.get(end) {
            if line.is_blank() {
                end += 1;
                continue;
            }
            let is_apart = end > last + 1;
            let belongs = if line.indent > indent + 1 {
                true
            } else if line.indent > indent {
                marker(line.of(self.text)).is_none()
            } else {
                !is_apart && self.is_lazy(lines[last], *line)
            };
            if !belongs {
                break;
            }
            last = end;
            end += 1;
        }
        last + 1
    }

    /// True for a line that goes on with the words of the line before it without being set in.
    fn is_lazy(&self, before: Line, line: Line) -> bool {
        let words = line.of(self.text);
        let above = before.of(self.text);
        let is_wide = (NARROW..=WIDE).contains(&above.len().min(WIDE + 1));
        marker(words).is_none()
            && rule(words).is_none()
            && !words.starts_with('>')
            && super::clock::clock(words).is_none()
            && !words.ends_with(':')
            && (words.starts_with(char::is_lowercase)
                || (is_wide && !above.ends_with(['.', ':', '!', '?'])))
    }

    /// One item: the words behind its marker, and what belongs to it.
    fn item(&mut self, lines: &[Line], before: usize) -> ListItem {
        let lines = trimmed(lines);
        let whole = span(lines).unwrap_or_default();
        let Some((first, rest)) = lines.split_first() else {
            return ListItem {
                span: whole,
                check: None,
                blocks: Vec::new(),
            };
        };
        let mut start = (first.start + before).min(first.end);
        let mut check = None;
        let words = &self.text[start..first.end];
        for (mark, is_done) in [("[ ]", false), ("[]", false), ("[x]", true), ("[X]", true)] {
            if let Some(behind) = words.strip_prefix(mark)
                && behind.starts_with(char::is_whitespace)
            {
                check = Some(is_done);
                start = first.end - behind.trim_start().len();
            }
        }
        // Behind a box that is the marker itself the words stand.
        let behind = match before {
            0 => start,
            _ => (first.start + before).min(first.end),
        };
        let column = first.indent + width(&self.text[first.start..behind]);
        let head = Line {
            indent: 0,
            ..line_between(self.text, start, first.end)
        };
        // The words up to the first line that begins something of its own; a time that they begin with opens no list here.
        let begins_inside =
            |line: &Line| line.is_blank() || line.indent > column + 1 || self.opens_inside(*line);
        let plain = if head.is_blank() || self.opens_inside(head) && !self.is_time(head) {
            0
        } else {
            1 + rest.iter().take_while(|line| !begins_inside(line)).count()
        };
        let mut body = Vec::with_capacity(lines.len());
        if !head.is_blank() {
            body.push(head);
        }
        body.extend(rest.iter().map(|line| line.less(column)));
        let (words, further) = body.split_at(plain);
        let mut blocks = Vec::new();
        self.push_words_inside(words, &mut blocks);
        if !further.is_empty() {
            blocks.extend(self.inside(further));
        }
        ListItem {
            span: whole,
            check,
            blocks,
        }
    }

    /// True for a line that begins something of its own in an item.
    fn opens_inside(&self, line: Line) -> bool {
        let words = line.of(self.text);
        marker(words).is_some()
            || words.starts_with('>')
            || rule(words).is_some()
            || self.is_time(line)
    }

    fn is_time(&self, line: Line) -> bool {
        super::clock::clock(line.of(self.text)).is_some()
    }
}

/// True where a number or letter goes on counting by one behind so many items, or all are 1: a list shows no others as they were
/// written.
fn follows(last: Marker, next: Marker, items: usize) -> bool {
    match (last, next) {
        (Marker::Number(1, ..), Marker::Number(1, ..)) => true,
        (Marker::Number(last, ..), Marker::Number(next, ..)) => {
            next == last + 1 && (last > 1 || items == 1)
        }
        (Marker::Letter(last, ..), Marker::Letter(next, ..)) => {
            u32::from(next) == u32::from(last) + 1
        }
        _ => true,
    }
}
