//! Lines of words: paragraphs, and terms with what is said of them.

use super::Reading;
use super::body::Body;
use super::flow::Flow;
use super::lines::{Depth, Line, Ways, indented};
use super::marker::{Marker, is_rule, marker};
use crate::document::{BlockKind, Definition, Inline, InlineKind};

impl Reading<'_> {
    /// A paragraph, a title or a list of definitions: its second line decides.
    pub(super) fn text(&mut self, body: Body<'_>, at: usize, flow: &mut Flow) -> usize {
        if body.is_indented(at + 1) {
            return self.definitions(body, at, flow);
        }
        let second = body.line(at + 1).unwrap_or("");
        if is_rule(second)
            && let Some(next) = self.underlined(body, at, flow)
        {
            return next;
        }
        let end = body.block_end(at + 1);
        if body.is_indented(end) {
            let line = body.lines[end];
            let span = body.text.span(line.start, line.end);
            self.note(
                "malformed-markup",
                "a line in the middle of a paragraph is set in",
                span,
                "put a blank line before it, or do not set it in",
            );
        }
        self.paragraph(body, at, end, flow)
    }

    /// A paragraph of these lines; gives the line behind it and what it announces.
    fn paragraph(&mut self, body: Body<'_>, at: usize, end: usize, flow: &mut Flow) -> usize {
        let mut lines: Vec<Line> = body.lines[at..end].to_vec();
        let is_announcing = cut_announcement(body, &mut lines);
        if !lines.is_empty() {
            let span = body.text.span_of(&lines);
            let content = self.inlines(&body.text.joined(&lines));
            if !content.is_empty() {
                flow.push(span, BlockKind::Paragraph(content));
            }
        }
        if is_announcing {
            self.literal(body, end, flow)
        } else {
            end
        }
    }

    fn definitions(&mut self, body: Body<'_>, from: usize, flow: &mut Flow) -> usize {
        let mut rows = Vec::new();
        let mut at = from;
        let mut next;
        let mut is_finished;
        loop {
            let ways = Ways::default();
            let block = indented(&body.text.words, body.lines, at + 1, Depth::Least, ways);
            let term = self.term(body, at);
            let details = self.inside(body.text, &block.lines);
            rows.push(Definition { term, details });
            (next, is_finished) = (block.next, block.is_finished);
            at = body.after_blanks(next);
            let is_term = body
                .line(at)
                .is_some_and(|line| !line.starts_with(' ') && marker(line) == Marker::Text)
                && body.is_indented(at + 1);
            if !is_term {
                break;
            }
        }
        let last = (from..next)
            .rev()
            .find(|at| !body.is_blank(*at))
            .unwrap_or(from);
        let span = body.text.span_of(&body.lines[from..=last]);
        if !is_finished {
            self.note_unfinished("a definition", body.text, body.lines, next);
        }
        flow.push(span, BlockKind::DefinitionList(rows));
        next
    }

    /// A term with its classifiers, which stand behind ` : `.
    fn term(&mut self, body: Body<'_>, at: usize) -> Vec<Inline> {
        let content = self.inlines(&body.text.joined(&body.lines[at..=at]));
        let mut out = Vec::with_capacity(content.len());
        for inline in content {
            let InlineKind::Text(words) = &inline.kind else {
                out.push(inline);
                continue;
            };
            let mut parts = words.split(" : ");
            let first = parts.next().unwrap_or("");
            let mut rest = parts.map(|part| part.trim_start_matches(' ')).peekable();
            if rest.peek().is_none() {
                out.push(inline);
                continue;
            }
            out.push(Inline::text(inline.span, first.trim_end()));
            while let Some(part) = rest.next() {
                // Blanks at the end part the words from what follows, unless a colon does.
                let part = if rest.peek().is_some() {
                    part.trim_end()
                } else {
                    part
                };
                out.push(Inline::text(inline.span, format!(" : {part}")));
            }
        }
        out
    }
}

/// Takes the `::` that announces literal text off the end of a paragraph; `words::` keeps one colon.
fn cut_announcement(body: Body<'_>, lines: &mut Vec<Line>) -> bool {
    let Some(last) = lines.last_mut() else {
        return false;
    };
    let words = body.text.of(*last);
    let Some(before) = words.strip_suffix("::") else {
        return false;
    };
    let backslashes = before.len() - before.trim_end_matches('\\').len();
    if backslashes % 2 == 1 {
        return false;
    }
    let stays = before.trim_end();
    if stays.is_empty() {
        lines.pop();
    } else if stays.len() < before.len() {
        last.end = last.start + stays.len();
    } else {
        last.end -= 1;
    }
    true
}
