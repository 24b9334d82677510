//! Lines up to a blank one: words, literal text, a quotation, a note, by what is said of them and by how they begin.

use super::Reading;
use super::attributes_of_blocks::BlockAttributes;
use super::body::Body;
use super::delimited::admonition;
use super::delimiter::delimiter;
use super::flow::Flow;
use super::line::{is_comment, marker, speaks_of_block};
use super::prepare::include_of;
use crate::document::{
    Admonition, Block, BlockKind, Directive, Include, Inclusion, Inline, InlineKind,
};
use crate::read::rst::Line;
use crate::source::Span;

impl Reading<'_> {
    /// The paragraph that begins at a line; gives the line behind it.
    pub(super) fn paragraph(
        &mut self,
        body: Body<'_>,
        at: usize,
        said: &BlockAttributes,
        flow: &mut Flow,
    ) -> usize {
        if let Some(next) = self.include_line(body.lines[at], said, flow) {
            return at + next;
        }
        let is_indented = self.line(body.lines[at]).starts_with([' ', '\t']);
        let is_literal = is_indented && !body.is_adjacent && said.style != "normal";
        let is_code = matches!(
            &*said.style,
            "source" | "listing" | "literal" | "pass" | "stem"
        );
        let (lines, next) = self.run(body, at, is_literal || is_code);
        let Some(first) = lines.first() else {
            return next;
        };
        let start = said.begin(first.start);
        let end = lines.last().map_or(first.end, |line| line.end);
        let span = Span::new(start, end);
        match &*said.style {
            "comment" => self.comment(&lines, span),
            "pass" => {
                self.above(said, flow);
                flow.raw(&lines, span);
            }
            "stem" | "latexmath" | "asciimath" => {
                self.above(said, flow);
                flow.push(span, BlockKind::Math(self.text.string(&lines).into()));
            }
            "source" | "listing" | "literal" => {
                self.above(said, flow);
                let code = self.code(&lines, said);
                flow.push(span, code);
            }
            "verse" => self.verse(&lines, span, said, flow),
            _ if is_literal => {
                self.above(said, flow);
                let lines = self.without_indent(lines);
                let code = self.code(&lines, &BlockAttributes::default());
                flow.push(span, code);
            }
            "quote" | "abstract" => {
                let inside = self.words_of(&lines, said);
                let blocks = vec![Block::new(span, BlockKind::Paragraph(inside))];
                self.quoted(blocks, span, said, flow);
            }
            style => {
                let words = self.line(lines[0]);
                let label = words.split_once(':').and_then(|(label, rest)| {
                    let kind = admonition(label)?;
                    rest.starts_with([' ', '\t'])
                        .then_some((kind, label.len() + 1))
                });
                if let Some(kind) = admonition(style) {
                    self.short_note(kind, lines, span, said, flow);
                } else if let Some((kind, length)) = label {
                    let mut lines = lines;
                    let rest = &words[length..];
                    let blanks = rest.len() - rest.trim_start().len();
                    lines[0] = lines[0].from(length + blanks);
                    self.short_note(kind, lines, span, said, flow);
                } else if words.starts_with("> ") || words == ">" {
                    self.marked_quote(lines, span, said, flow);
                } else if !self.quoted_words(&lines, span, said, flow) {
                    self.above(said, flow);
                    let content = self.words_of(&lines, said);
                    flow.push(span, BlockKind::Paragraph(content));
                }
            }
        }
        next
    }

    /// The lines of a paragraph, and the line behind it.
    fn run(&mut self, body: Body<'_>, at: usize, is_literal: bool) -> (Vec<Line>, usize) {
        let mut lines = vec![body.lines[at]];
        let mut next = at + 1;
        while let Some(line) = body
            .lines
            .get(next)
            .copied()
            .filter(|line| !line.is_blank())
        {
            let words = self.line(line);
            let is_end = speaks_of_block(words)
                || delimiter(words).is_some()
                || words == "+"
                || (body.is_adjacent && marker(words).is_some())
                || (!is_literal && include_of(words).is_some());
            if is_end {
                break;
            }
            next += 1;
            if !is_literal && is_comment(words) {
                self.comment(&[line.from(2)], self.span(&[line]));
            } else {
                lines.push(line);
            }
        }
        (lines, next)
    }

    /// The words of a paragraph; with the option `hardbreaks` each line ends where its author ended it.
    fn words_of(&mut self, lines: &[Line], said: &BlockAttributes) -> Vec<Inline> {
        let is_broken = said.has_option("hardbreaks")
            || self.attributes.get("hardbreaks").is_some()
            || self.attributes.get("hardbreaks-option").is_some();
        // Blanks before the words of a line say nothing.
        let lines: Vec<Line> = lines.iter().map(|line| self.unindented(*line)).collect();
        let content = self.phrase(&lines);
        if is_broken { broken(content) } else { content }
    }

    /// A line without the blanks before its words.
    pub(super) fn unindented(&self, line: Line) -> Line {
        let words = self.line(line);
        line.from(words.len() - words.trim_start_matches([' ', '\t']).len())
    }

    /// Lines without the blanks that all of them begin with.
    fn without_indent(&self, lines: Vec<Line>) -> Vec<Line> {
        let indent = |line: &Line| {
            let words = self.line(*line);
            words.len() - words.trim_start_matches([' ', '\t']).len()
        };
        let least = lines.iter().map(indent).min().unwrap_or(0);
        lines.into_iter().map(|line| line.from(least)).collect()
    }

    /// A note of one paragraph.
    fn short_note(
        &mut self,
        kind: &str,
        lines: Vec<Line>,
        span: Span,
        said: &BlockAttributes,
        flow: &mut Flow,
    ) {
        self.place(said, flow);
        let title = self.title_of(said);
        let content = self.words_of(&lines, said);
        let admonition = Admonition {
            kind: kind.into(),
            title,
            folded: false,
            blocks: vec![Block::new(self.span(&lines), BlockKind::Paragraph(content))],
        };
        flow.push(span, BlockKind::Admonition(Box::new(admonition)));
    }

    /// Lines that stay lines.
    pub(super) fn verse(
        &mut self,
        lines: &[Line],
        span: Span,
        said: &BlockAttributes,
        flow: &mut Flow,
    ) {
        let content = broken(self.phrase(lines));
        let blocks = vec![Block::new(span, BlockKind::Paragraph(content))];
        self.quoted(blocks, span, said, flow);
    }

    /// A quotation as Markdown writes it: `> words`.
    fn marked_quote(
        &mut self,
        lines: Vec<Line>,
        span: Span,
        said: &BlockAttributes,
        flow: &mut Flow,
    ) {
        let mut inside: Vec<Line> = lines
            .into_iter()
            .map(|line| {
                let words = self.line(line);
                let rest = words.strip_prefix("> ").or_else(|| words.strip_prefix('>'));
                line.from(words.len() - rest.unwrap_or(words).len())
            })
            .collect();
        let who = inside
            .last()
            .and_then(|line| self.line(*line).strip_prefix("-- "));
        let mut said = said.clone();
        if let Some(who) = who.filter(|_| inside.len() > 1) {
            said.named.push(("attribution".into(), who.into()));
            said.positional.clear();
            inside.pop();
        }
        let blocks = self.inside(Body::inner(&inside));
        self.quoted(blocks, span, &said, flow);
    }

    /// A quotation in quotation marks with a line behind it that says whose it is: `-- Ann`.
    fn quoted_words(
        &mut self,
        lines: &[Line],
        span: Span,
        said: &BlockAttributes,
        flow: &mut Flow,
    ) -> bool {
        let [inner @ .., last] = lines else {
            return false;
        };
        let Some(who) = self.line(*last).strip_prefix("-- ") else {
            return false;
        };
        let (Some(first), Some(end)) = (inner.first(), inner.last()) else {
            return false;
        };
        if !self.line(*first).starts_with('"') || !self.line(*end).ends_with('"') {
            return false;
        }
        let mut inside = inner.to_vec();
        inside[0] = inside[0].from(1);
        if let Some(last) = inside.last_mut() {
            last.end -= 1;
        }
        let content = self.phrase(&inside);
        let mut said = said.clone();
        said.named.push(("attribution".into(), who.into()));
        let blocks = vec![Block::new(
            self.span(&inside),
            BlockKind::Paragraph(content),
        )];
        self.quoted(blocks, span, &said, flow);
        true
    }

    /// A line that names another file; how many lines that takes.
    fn include_line(
        &mut self,
        line: Line,
        said: &BlockAttributes,
        flow: &mut Flow,
    ) -> Option<usize> {
        let words = self.line(line);
        let (path, options) = include_of(words)?;
        let path = self.attributes.expanded(path);
        let options = BlockAttributes::of_macro(&self.attributes.expanded(options));
        self.above(said, flow);
        let span = self.span(&[line]);
        if path.contains("://") {
            self.note_kept("a file from another place", span);
            let directive = Directive {
                name: "include".into(),
                source: words.into(),
            };
            flow.push(span, BlockKind::Directive(Box::new(directive)));
            return Some(1);
        }
        let include = Include {
            path: path.trim().into(),
            how: Inclusion::Parse,
            options: options.named,
            source: words.into(),
        };
        flow.push(span, BlockKind::Include(Box::new(include)));
        Some(1)
    }
}

/// Words whose line breaks are meant.
pub(super) fn broken(content: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(content.len());
    for mut inline in content {
        match &mut inline.kind {
            InlineKind::Text(words) if words.contains('\n') => {
                for (number, part) in words.split('\n').enumerate() {
                    if number > 0 {
                        out.push(Inline::new(inline.span, InlineKind::Break));
                    }
                    if !part.is_empty() {
                        out.push(Inline::text(inline.span, part));
                    }
                }
                continue;
            }
            InlineKind::Styled(_, inner) => *inner = broken(std::mem::take(inner)),
            InlineKind::Link(link) => link.content = broken(std::mem::take(&mut link.content)),
            _ => {}
        }
        out.push(inline);
    }
    out
}
