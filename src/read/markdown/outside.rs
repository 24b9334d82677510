//! What stands in Markdown without being Markdown: paragraphs of template constructs, lifted containers, blocks of HTML.

use comrak::nodes::{AstNode, NodeValue};

use super::container::{self, Marker};
use super::foreign::{self, Form, Part};
use super::lines::Lines;
use super::lower::{Piece, Pieces};
use super::lowering::Lowering;
use crate::document::{Admonition, Block, BlockKind, Details, Directive, Inline};
use crate::read::html::{MarkupLine, is_known_tag};
use crate::source::Span;

impl Lowering<'_, '_> {
    /// A paragraph that is nothing but constructs of a template language.
    pub(super) fn constructs_alone<'n>(&mut self, node: &'n AstNode<'n>, out: &mut Pieces) -> bool {
        let masked = self.reading.masked;
        if masked.is_empty() {
            return false;
        }
        let mut words = String::new();
        for child in node.children() {
            match &child.data().value {
                NodeValue::Text(text) => words.push_str(text),
                NodeValue::SoftBreak | NodeValue::LineBreak => words.push('\n'),
                _ => return false,
            }
        }
        if !masked.is_masked(&words) {
            return false;
        }
        let parts = masked.parts(&words);
        let alone = parts.iter().all(|part| match part {
            Part::Words(words) => words.trim().is_empty(),
            Part::Construct(construct) => {
                !matches!(foreign::form(construct), Form::Words | Form::Inline(_))
            }
        });
        if !alone {
            return false;
        }
        for part in &parts {
            let Part::Construct(construct) = part else {
                continue;
            };
            let span = construct.span;
            let kind = match foreign::form(construct) {
                Form::Figure(block) => block.kind,
                Form::Open(name, attributes) => {
                    out.push(Piece::Open(name, attributes, span));
                    continue;
                }
                Form::Close(name) => {
                    out.push(Piece::Close(name));
                    continue;
                }
                Form::Comment => BlockKind::Comment(construct.source.as_str().into()),
                Form::Kept | Form::Words | Form::Inline(_) => {
                    self.reading
                        .note_kept(&format!("`{}`", brief(&construct.source)), span);
                    let directive = Directive {
                        name: "template".into(),
                        source: construct.source.as_str().into(),
                    };
                    BlockKind::Directive(Box::new(directive))
                }
            };
            out.push(Piece::Block(Block::new(span, kind)));
        }
        true
    }

    /// What MDX adds to Markdown among its paragraphs: imports and exports, which are kept as source, and comments.
    pub(super) fn mdx<'n>(&mut self, node: &'n AstNode<'n>, span: Span) -> Option<Block> {
        let path = self.reading.source.path.as_bytes();
        let is_mdx = path
            .last_chunk::<4>()
            .is_some_and(|end| end.eq_ignore_ascii_case(b".mdx"));
        if !is_mdx {
            return None;
        }
        let first = node.first_child()?;
        let starts = |words: &[&str]| match &first.data().value {
            NodeValue::Text(text) => words.iter().any(|word| text.starts_with(word)),
            _ => false,
        };
        let source = span.of(&self.reading.source.text);
        if starts(&["{/*"]) && source.trim_end().ends_with("*/}") {
            return Some(Block::new(span, BlockKind::Comment(source.into())));
        }
        let is_module = source.lines().all(|line| {
            let line = line.trim();
            line.starts_with("export ")
                || (line.starts_with("import ") && line.contains(['"', '\'']))
        });
        if !starts(&["import ", "export "]) || !is_module {
            return None;
        }
        let directive = Directive {
            name: "module".into(),
            source: source.trim_end().into(),
        };
        self.reading.note_kept("a module line of MDX", span);
        Some(Block::new(span, BlockKind::Directive(Box::new(directive))))
    }

    /// The container that a placeholder paragraph stands for.
    pub(super) fn container<'n>(&mut self, node: &'n AstNode<'n>, span: Span) -> Option<Block> {
        if self.containers.is_empty() {
            return None;
        }
        let only = node
            .first_child()
            .filter(|child| child.next_sibling().is_none())?;
        let number = match &only.data().value {
            NodeValue::Text(text) => container::number(text)?,
            _ => return None,
        };
        let container = self.containers.get(number)?;
        let whole = Span {
            start: container.start,
            end: container.lines.span().end.max(span.end),
        };
        let lines = container.lines.slice(0..usize::MAX / 2);
        let blocks = self.reading.inner_blocks(lines);
        let masked = self.reading.masked;
        let words = |title: &str| {
            vec![Inline::text(
                Span {
                    start: container.start,
                    end: container.start,
                },
                masked.restore(title),
            )]
        };
        let kind = match container.marker {
            Marker::Tab => {
                let title = container.title.as_deref().unwrap_or("");
                BlockKind::Details(Box::new(Details {
                    summary: words(title),
                    open: true,
                    blocks,
                }))
            }
            Marker::Admonition | Marker::Folded { .. } => {
                let title = container.title.as_deref().filter(|title| !title.is_empty());
                BlockKind::Admonition(Box::new(Admonition {
                    kind: container.kind.as_str().into(),
                    title: title.map(words),
                    folded: container.marker == Marker::Folded { open: false },
                    blocks,
                }))
            }
        };
        Some(Block::new(whole, kind))
    }

    /// A block of HTML, which begins in a line of the parse.
    pub(super) fn html(&mut self, literal: &str, line: usize, span: Span, out: &mut Pieces) {
        let (markup, lines) = self.markup(literal, line);
        let trimmed = markup.trim();
        if let Some(comment) = trimmed
            .strip_prefix("<!--")
            .and_then(|rest| rest.strip_suffix("-->"))
            && !comment.contains("-->")
        {
            out.push(Piece::Block(Block::new(
                span,
                BlockKind::Comment(comment.into()),
            )));
            return;
        }
        if self.reading.extended
            && let Some(name) = leading_name(trimmed)
            && self.reparse(literal, name, line, span, out)
        {
            return;
        }
        out.push(Piece::Raw(markup, lines, span));
    }

    /// Markup as the author wrote it, and where its lines stand: the parser took away what stood before them in a quote or an
    /// item of a list, and a placeholder may stand for many lines.
    fn markup(&self, literal: &str, first: usize) -> (String, Vec<MarkupLine>) {
        let source = &self.reading.source.text;
        let masked = &self.reading.masked.text;
        let mut markup = String::with_capacity(literal.len());
        let mut lines = Vec::new();
        for (number, line) in literal.split_inclusive('\n').enumerate() {
            let mut at = self
                .lines
                .suffix(first + number, line.trim_end_matches('\n'), masked);
            let restored = self.restore(line);
            for part in restored.split_inclusive('\n') {
                lines.push(MarkupLine::new(part.trim_end_matches('\n'), at, source));
                at += part.len();
            }
            markup.push_str(&restored);
        }
        (markup, lines)
    }

    /// Markup that the parser took for HTML but whose content is Markdown: behind a word in angle brackets that is no tag
    /// (`<username>`), and inside a tag that says `markdown="1"`.
    pub(super) fn reparse(
        &mut self,
        literal: &str,
        name: &str,
        line: usize,
        span: Span,
        out: &mut Pieces,
    ) -> bool {
        let first_line = literal.lines().next().unwrap_or("");
        let is_word = !is_known_tag(name) && !name.starts_with(|c: char| c.is_ascii_uppercase());
        let says_markdown =
            first_line.contains(" markdown=") && first_line.trim_end().ends_with('>');
        let rest_lines = literal.lines().count().saturating_sub(1);
        if !is_word && (!says_markdown || rest_lines == 0) {
            return false;
        }
        let masked = &self.reading.masked.text;
        let mut parts: Vec<(String, u32)> = Vec::new();
        for (number, text) in literal.lines().enumerate() {
            let at = self.lines.suffix(line + number, text, masked);
            parts.push((text.to_owned(), at as u32));
        }
        if is_word {
            // The backslash keeps the parser from taking it for a tag again.
            let line = &parts[0].0;
            let indent = line.len() - line.trim_start().len();
            parts[0].0 = format!("\\{}", &line[indent..]);
            parts[0].1 = (parts[0].1 + indent as u32).saturating_sub(1);
        } else {
            let (markup, lines) = self.markup(first_line, line);
            out.push(Piece::Raw(markup, lines, span));
            parts.remove(0);
        }
        let parts = parts.iter().map(|(line, at)| (line.as_str(), *at));
        let lines = Lines::of_parts(self.with_containers(parts.collect()));
        out.extend(self.reading.inner_pieces(lines));
        true
    }
}

/// The first words of a construct, for a message of one line.
fn brief(source: &str) -> String {
    let line = source.lines().next().unwrap_or("");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}

/// The name of the tag that a block of markup starts with.
fn leading_name(markup: &str) -> Option<&str> {
    let rest = markup.strip_prefix('<')?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .unwrap_or(rest.len());
    (end > 0).then_some(&rest[..end])
}
