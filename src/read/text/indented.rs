//! What is set in: preformatted, unless it is prose or a list that only stands further in.

use super::Reading;
use super::body::SET_IN;
use super::inline::address;
use super::lines::{Line, span, trimmed};
use super::shape::{adorned, marker};
use crate::document::{Block, BlockKind, Code};

/// Tabs lead to the next multiple of so many columns.
const TAB: usize = 8;

impl Reading<'_> {
    /// Reads the lines that are set in from a line on; gives the line behind them.
    pub(super) fn indented(
        &mut self,
        lines: &[Line],
        at: usize,
        base: usize,
        out: &mut Vec<Block>,
    ) -> usize {
        let inside = lines[at..]
            .iter()
            .take_while(|line| line.is_blank() || line.indent >= base + SET_IN);
        let block = trimmed(&lines[at..at + inside.count()]);
        let end = at + block.len();
        if self.is_text(block) {
            let least = block
                .iter()
                .filter(|line| !line.is_blank())
                .map(|line| line.indent)
                .min()
                .unwrap_or(0);
            let body: Vec<Line> = block.iter().map(|line| line.less(least)).collect();
            out.extend(self.inside(&body));
            return end;
        }
        self.push_code(block, out);
        end
    }

    /// Adds lines as they stand, without what all of them are set in.
    pub(super) fn push_code(&self, lines: &[Line], out: &mut Vec<Block>) {
        let Some(whole) = span(lines) else { return };
        let least = lines
            .iter()
            .filter(|line| !line.is_blank())
            .map(|line| line.indent)
            .min()
            .unwrap_or(0);
        let mut text = String::new();
        for line in lines {
            if !line.is_blank() {
                text.extend(std::iter::repeat_n(
                    ' ',
                    (line.indent - least).min(10 * TAB),
                ));
                text.push_str(line.of(self.text));
            }
            text.push('\n');
        }
        let code = Code {
            language: None,
            text: text.into(),
        };
        out.push(Block::new(whole, BlockKind::Code(Box::new(code))));
    }

    /// True for lists, addresses and sentences: they are set in, but not to be kept as they stand.
    fn is_text(&self, block: &[Line]) -> bool {
        let Some(first) = block.first() else {
            return true;
        };
        let words = first.of(self.text);
        if words.starts_with('>') || marker(words).is_some_and(|(marker, _)| marker.interrupts()) {
            return true;
        }
        if adorned(words).is_some() {
            return false;
        }
        let is_address = |line: &Line| {
            let words = line.of(self.text);
            line.is_blank() || address(words, 0) == Some((0, words.len()))
        };
        if block.iter().all(is_address) {
            return true;
        }
        // The first paragraph speaks for all.
        let paragraph: Vec<&str> = block
            .iter()
            .take_while(|line| !line.is_blank())
            .take(8)
            .map(|line| line.of(self.text))
            .collect();
        is_sentence(&paragraph)
    }
}

/// True for lines that read as prose.
fn is_sentence(lines: &[&str]) -> bool {
    let Some((first, last)) = lines.first().zip(lines.last()) else {
        return false;
    };
    let words: usize = lines
        .iter()
        .map(|line| line.split_whitespace().count())
        .sum();
    let all: usize = lines.iter().map(|line| line.len()).sum();
    let plain: usize = lines
        .iter()
        .flat_map(|line| line.chars())
        .filter(|sign| sign.is_alphabetic() || matches!(sign, ' ' | ',' | '.' | '\'' | '’' | '-'))
        .map(char::len_utf8)
        .sum();
    let ends = lines.len() >= 8 || last.ends_with(['.', '!', '?', ':', '"', '”', ')']);
    first.starts_with(|sign: char| sign.is_uppercase() || matches!(sign, '"' | '“'))
        && words >= 6
        && plain * 100 >= all * 93
        && ends
        && !lines
            .iter()
            .any(|line| line.contains("   ") || line.ends_with([';', '{', '}', '\\']))
}
