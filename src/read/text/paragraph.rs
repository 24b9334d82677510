//! Paragraphs: which lines were broken for their width and which because the author meant it.

use std::ops::Range;

use super::Reading;
use super::inline::push_words;
use super::label::{Label, labels};
use super::lines::{Line, span};
use super::shape::width;
use crate::document::{Block, BlockKind, Inline, InlineKind, Style};
use crate::source::Span;

/// Narrower lines were not broken for their width.
const NARROW: usize = 45;
/// A program tells the time at the beginning of its lines.
const LOGGED_WITHIN: usize = 40;
/// Wider lines are paragraphs by themselves: an editor broke them, not the author.
const WIDE: usize = 130;

impl Reading<'_> {
    /// Reads the paragraph that begins at a line; gives the line behind it.
    pub(super) fn paragraph(&mut self, lines: &[Line], at: usize, out: &mut Vec<Block>) -> usize {
        let mut end = at + 1;
        while !self.interrupts(lines, end, lines[at]) {
            end += 1;
        }
        // A title in the midst of lines takes the line above its underline with it.
        if end > at + 1
            && self.depth == 0
            && let Some(under) = lines.get(end)
            && super::shape::rule(under.of(self.text)).is_some()
            && lines.get(end + 1).is_none_or(|line| !line.is_blank())
            && self.drawn_at(lines, end - 1).is_some()
        {
            end -= 1;
        }
        self.push_words_of(&lines[at..end], out);
        end
    }

    /// Adds lines of words as one paragraph or several, and lines of a log as they stand.
    pub(super) fn push_words_of(&mut self, lines: &[Line], out: &mut Vec<Block>) {
        let mut rest = lines;
        while let Some(log) = self.log(rest) {
            self.push_prose(&rest[..log.start], out);
            self.push_code(&rest[log.clone()], out);
            rest = &rest[log.end..];
        }
        self.push_prose(rest, out);
    }

    /// The same inside an item, where no label is a heading.
    pub(super) fn push_words_inside(&mut self, lines: &[Line], out: &mut Vec<Block>) {
        self.depth += 1;
        self.push_words_of(lines, out);
        self.depth -= 1;
    }

    fn push_prose(&mut self, lines: &[Line], out: &mut Vec<Block>) {
        if lines.len() > 1 && lines.iter().any(|line| self.is_wide(*line)) {
            for line in lines {
                self.push_labelled(std::slice::from_ref(line), out);
            }
        } else {
            self.push_labelled(lines, out);
        }
    }

    /// True for a line that is a paragraph by itself.
    pub(super) fn is_wide(&self, line: Line) -> bool {
        line.end - line.start > WIDE && width(line.of(self.text)) > WIDE
    }

    /// The first lines that a program wrote, two or more, by the seconds in their first words.
    fn log(&self, lines: &[Line]) -> Option<Range<usize>> {
        let is_logged = |line: &Line| {
            let words = line.of(self.text);
            let head = &words.as_bytes()[..words.len().min(LOGGED_WITHIN)];
            head.windows(8).any(|window| {
                let has_digits = [0, 1, 3, 4, 6, 7]
                    .iter()
                    .all(|at| window[*at].is_ascii_digit());
                has_digits && window[2] == b':' && window[5] == b':'
            })
        };
        let first = lines
            .windows(2)
            .position(|pair| pair.iter().all(is_logged))?;
        let run = lines[first..].iter().take_while(|line| is_logged(line));
        Some(first..first + run.count())
    }

    /// Adds a paragraph, its labels as headings or set strong.
    fn push_labelled(&mut self, lines: &[Line], out: &mut Vec<Block>) {
        let Some(whole) = span(lines) else { return };
        let found = if self.in_head(whole) {
            Vec::new()
        } else {
            self.labels(lines)
        };
        let Some(first) = found.first() else {
            let content = self.lines_as_words(lines);
            out.push(Block::new(whole, BlockKind::Paragraph(content)));
            return;
        };
        let widest = self.widest(lines);
        let is_heading = self.sets_labels_apart && self.depth == 0;
        let before = (whole.start as usize, first.words.start);
        let mut content = Vec::new();
        self.push_between(lines, before, widest, &mut content);
        if is_heading {
            push_paragraph(before, std::mem::take(&mut content), out);
        }
        for (number, label) in found.iter().enumerate() {
            let end = found
                .get(number + 1)
                .map_or(whole.end as usize, |next| next.words.start);
            let name = Span::new(label.words.start, label.words.end);
            let with_colon = Span::new(label.words.start, label.colon);
            let text = (label.text, end);
            if is_heading {
                let level = self.label_level();
                self.push_heading(level, name, with_colon, out);
                let mut inner = Vec::new();
                self.push_between(lines, text, widest, &mut inner);
                push_paragraph(text, inner, out);
            } else {
                let line = lines.partition_point(|line| line.end <= label.words.start);
                if line > 0 && lines[line].start == label.words.start {
                    let gap = Span::new(lines[line - 1].end, label.words.start);
                    content.push(Inline::new(gap, InlineKind::Break));
                }
                let strong = vec![Inline::text(with_colon, with_colon.of(self.text))];
                content.push(Inline::new(
                    with_colon,
                    InlineKind::Styled(Style::Strong, strong),
                ));
                // Behind a wide colon no blank is written.
                let blank = Span::new(label.colon, label.text);
                if blank.start < blank.end || lines[line].end == label.colon {
                    content.push(Inline::text(blank, " "));
                }
                self.push_between(lines, text, widest, &mut content);
            }
        }
        if !content.is_empty() {
            out.push(Block::new(whole, BlockKind::Paragraph(content)));
        }
    }

    /// The labels in some lines, by where they stand in the text.
    fn labels(&self, lines: &[Line]) -> Vec<Label> {
        let mut out = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let known = out.len();
            labels(line.of(self.text), at + 1 == lines.len(), &mut out);
            for label in &mut out[known..] {
                label.words.start += line.start;
                label.words.end += line.start;
                label.colon += line.start;
                label.text += line.start;
            }
        }
        out
    }

    /// True for what the head says.
    fn in_head(&self, span: Span) -> bool {
        self.head.start < self.head.end
            && self.head.start <= span.start
            && span.end <= self.head.end
    }

    /// Adds the words of some lines, each parted from the next by what parts them.
    pub(super) fn push_lines(&self, lines: &[Line], out: &mut Vec<Inline>) {
        if let Some(span) = span(lines) {
            let widest = self.widest(lines);
            self.push_between(lines, (span.start as usize, span.end as usize), widest, out);
        }
    }

    /// Adds those words of some lines that stand between two bytes.
    fn push_between(
        &self,
        lines: &[Line],
        (start, end): (usize, usize),
        widest: usize,
        out: &mut Vec<Inline>,
    ) {
        // Only the lines between: a paragraph may have as many labels as lines.
        let first = lines.partition_point(|line| line.end <= start);
        let mut before: Option<Line> = None;
        for line in &lines[first..] {
            let (from, to) = (line.start.max(start), line.end.min(end));
            if line.start >= end {
                break;
            }
            if from >= to {
                continue;
            }
            if let Some(before) = before {
                let gap = Span::new(before.end, line.start);
                if self.is_broken_for_width(before, *line, widest) {
                    out.push(Inline::text(gap, "\n"));
                } else {
                    out.push(Inline::new(gap, InlineKind::Break));
                }
            }
            push_words(self.text, from..to, out);
            before = Some(*line);
        }
    }

    /// How wide the lines are.
    pub(super) fn widest(&self, lines: &[Line]) -> usize {
        let wide = lines
            .iter()
            .map(|line| line.indent + width(line.of(self.text)));
        wide.max().unwrap_or(0)
    }

    /// True where the first word of the next line had no room on the line before it.
    pub(super) fn is_broken_for_width(&self, before: Line, next: Line, widest: usize) -> bool {
        if self.in_head(next.span()) {
            return false;
        }
        let words = next.of(self.text);
        // In the midst of a sentence nobody means a new line.
        let is_within = words.starts_with(char::is_lowercase)
            && !before.of(self.text).ends_with(['.', ':', '!', '?']);
        if is_within || widest < NARROW {
            return is_within;
        }
        let first = words.split_whitespace().next().unwrap_or("");
        before.indent + width(before.of(self.text)) + 1 + width(first) + 2 > widest
    }
}

/// Adds what stands between two bytes as a paragraph, if it is more than blanks.
fn push_paragraph((start, end): (usize, usize), content: Vec<Inline>, out: &mut Vec<Block>) {
    let content = crate::read::html::trim(content);
    if !content.is_empty() {
        let span = Span::new(start, end);
        out.push(Block::new(span, BlockKind::Paragraph(content)));
    }
}
