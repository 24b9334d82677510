//! Titles: `== Title`, `## Title`, and words with a line under them.

use super::Reading;
use super::attributes_of_blocks::BlockAttributes;
use super::body::Body;
use super::flow::Flow;
use super::line::{title, underlined};
use crate::document::{BlockKind, Heading, Inline, InlineKind, text};
use crate::read::rst::Line;
use crate::source::Span;

impl Reading<'_> {
    /// The title that begins at a line; gives the line behind it.
    pub(super) fn section(
        &mut self,
        body: Body<'_>,
        at: usize,
        said: &BlockAttributes,
        flow: &mut Flow,
    ) -> Option<usize> {
        let is_discrete = matches!(&*said.style, "discrete" | "float");
        if !body.has_sections && !is_discrete {
            return None;
        }
        let line = body.lines[at];
        let words = self.line(line);
        let (level, content, next) = if let Some((level, start, end)) = title(words) {
            let content = Line {
                start: line.start + start,
                end: line.start + end,
            };
            (level, content, at + 1)
        } else {
            let under = body.lines.get(at + 1).filter(|under| !under.is_blank())?;
            (underlined(words, self.line(*under))?, line, at + 2)
        };
        let has_title = self.attributes.get("doctitle").is_some();
        let is_title = level == 0 && self.is_head && !is_discrete && !has_title;
        self.is_head = is_title;
        let content = self.heading(content, said);
        let shift: i32 = {
            let shifts = self.shifts.iter();
            let around = shifts.filter(|shift| shift.range.contains(&line.start));
            let own = self.attributes.get("leveloffset").unwrap_or("0");
            let own: i32 = own.trim_start_matches('+').parse().unwrap_or(0);
            around
                .map(|shift| shift.levels)
                .sum::<i32>()
                .saturating_add(own)
        };
        let level = i32::try_from(level + 1).unwrap_or(6);
        let level = u8::try_from(level.saturating_add(shift).clamp(1, 6)).unwrap_or(6);
        if is_title {
            let words = text::of_inlines(&content);
            self.attributes.set("doctitle", words.trim());
        }
        let start = said.begin(line.start);
        let end = body.lines[next - 1].end;
        let heading = Heading {
            level,
            content,
            id: said.id.as_deref().map(Into::into),
        };
        flow.push(Span::new(start, end), BlockKind::Heading(Box::new(heading)));
        if is_title {
            return Some(self.header(body.lines, next));
        }
        Some(next)
    }

    /// The words of a title; the first place in them is its id.
    fn heading(&mut self, line: Line, said: &BlockAttributes) -> Vec<Inline> {
        let mut content = self.phrase(&[line]);
        if let Some(block_title) = said.title {
            // A title has none of its own: it is kept.
            let words = self.phrase(&[block_title]);
            content.push(Inline::new(self.span(&[block_title]), InlineKind::Break));
            content.extend(words);
        }
        content
    }
}
