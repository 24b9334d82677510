//! Lines between equals signs: headings.

use std::ops::Range;

use super::Reading;
use super::text::Text;
use crate::document::{Block, BlockKind, Heading};

/// The level of a line that is a heading, and where its words stand in it.
pub(super) fn heading(line: &str) -> Option<(u8, Range<usize>)> {
    let line = line.trim_end();
    let opening = line.len() - line.trim_start_matches('=').len();
    if opening == line.len() {
        // Nothing but signs: those in the middle are its words.
        let level = ((opening.checked_sub(1)?) / 2).min(6);
        let words = level..line.len() - level;
        return (level > 0).then_some((level as u8, words));
    }
    let closing = line.len() - line.trim_end_matches('=').len();
    let level = opening.min(closing).min(6);
    (level > 0).then_some((level as u8, level..line.len() - level))
}

impl Reading<'_> {
    /// The heading of a line.
    pub(super) fn heading(
        &mut self,
        text: &Text<'_>,
        level: u8,
        content: Range<usize>,
        line: Range<usize>,
    ) -> Block {
        let content = self.inlines(text, text.trimmed(content));
        let heading = Heading {
            level,
            content,
            id: None,
        };
        let span = text.span(text.trimmed(line));
        Block::new(span, BlockKind::Heading(Box::new(heading)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_words() {
        for (line, expected) in [
            ("== a ==", Some((2, " a "))),
            ("=a= ", Some((1, "a"))),
            ("===a==", Some((2, "=a"))),
            ("========a========", Some((6, "==a=="))),
            ("=====", Some((2, "="))),
            ("==", None),
            ("= x = y", None),
        ] {
            let found = heading(line).map(|(level, range)| (level, &line[range]));
            assert_eq!(found, expected, "{line}");
        }
    }
}
