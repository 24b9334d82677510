//! Titles by their adornment, and transitions.

use unicode_width::UnicodeWidthChar as _;

use super::Reading;
use super::body::Body;
use super::flow::Flow;
use super::marker::is_rule;
use crate::document::{BlockKind, Heading};
use crate::source::Span;

/// How a title is adorned: the sign over it, where there is one, and the sign under it.
pub(super) type Style = (Option<u8>, u8);

/// A shorter line of signs is no adornment of a longer title, and no transition.
const SHORT: usize = 4;

impl Reading<'_> {
    /// A title with its underline; `None` where the line below is too short to be one.
    pub(super) fn underlined(
        &mut self,
        body: Body<'_>,
        at: usize,
        flow: &mut Flow,
    ) -> Option<usize> {
        let (title, rule) = (body.line(at)?, body.line(at + 1)?);
        let span = body.text.span_of(&body.lines[at..at + 2]);
        if columns(title) > rule.len() {
            if rule.len() < SHORT {
                return None;
            }
            self.note_short(span);
        }
        self.title(body, at, (None, rule.as_bytes()[0]), span, flow);
        Some(at + 2)
    }

    /// A line of signs: over a title, or a transition; `None` where it is words.
    pub(super) fn overline(&mut self, body: Body<'_>, at: usize, flow: &mut Flow) -> Option<usize> {
        let rule = body.line(at)?;
        let span = body.text.span_of(&body.lines[at..=at]);
        let is_long = rule.len() >= SHORT;
        if body.is_blank(at + 1) {
            if !is_long {
                return None;
            }
            flow.push(span, BlockKind::Rule);
            return Some(at + 1);
        }
        let title = body.line(at + 1)?;
        let is_title = !is_rule(title) && body.line(at + 2) == Some(rule);
        let whole = body
            .text
            .span_of(&body.lines[at..(at + 3).min(body.lines.len())]);
        if !is_title {
            if !is_long {
                return None;
            }
            self.note(
                "malformed-markup",
                "a line of signs is neither over a title nor alone",
                span,
                "write the same line under the title, or blank lines around this one",
            );
            flow.push(span, BlockKind::Rule);
            return Some(at + 1);
        }
        let width = columns(title.trim_start());
        if columns(title) > rule.len() {
            if !is_long {
                return None;
            }
            if width > rule.len() {
                self.note_short(whole);
            }
        }
        let sign = rule.as_bytes()[0];
        self.title(body, at + 1, (Some(sign), sign), whole, flow);
        Some(at + 3)
    }

    fn note_short(&mut self, span: Span) {
        self.note(
            "malformed-markup",
            "the line of signs at a title is shorter than the title",
            span,
            "make it as long as the title",
        );
    }

    fn title(&mut self, body: Body<'_>, at: usize, style: Style, span: Span, flow: &mut Flow) {
        let known = self.styles.iter().position(|other| *other == style);
        let level = match known {
            Some(known) => known + 1,
            None if body.is_top => {
                self.styles.push(style);
                self.styles.len()
            }
            None => self.level + 1,
        };
        if body.is_top {
            if level > self.level + 1 {
                self.note(
                    "malformed-markup",
                    format!(
                        "a title of level {level} follows one of level {}",
                        self.level
                    ),
                    span,
                    "adorn it as the titles of the level between",
                );
            }
            self.level = level;
        }
        let mut line = body.lines[at];
        let blanks = body.text.of(line).len() - body.text.of(line).trim_start().len();
        line.start += blanks;
        let content = self.inlines(&body.text.joined(&[line]));
        let heading = Heading {
            level: level.clamp(1, 6) as u8,
            content,
            id: None,
        };
        flow.push(span, BlockKind::Heading(Box::new(heading)));
    }
}

/// How many columns words take.
pub(super) fn columns(words: &str) -> usize {
    if words.is_ascii() {
        return words.len();
    }
    words.chars().map(|c| c.width().unwrap_or(0)).sum()
}
