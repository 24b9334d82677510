//! comrak's inlines as ours: words merged, roles and attribute lists understood, raw markup woven in.
//!
//! Takes the node of a paragraph, a heading or a cell, gives its inlines, or their pieces where markup among them may pair with markup
//! outside. It resolves no link.

use comrak::nodes::{AstNode, NodeValue};

use super::attribute;
use super::foreign::{self, Form, Part};
use super::lowering::Lowering;
use super::piece::{InlinePiece, InlinePieces, push_words};
use crate::document::{By, FootnoteReference, Image, Inline, InlineKind, Link, Style, text};
use crate::read::html::Weave;
use crate::source::Span;

/// Deeper inlines give their words only.
const DEPTH: usize = 60;

impl Lowering<'_, '_> {
    /// Pieces to inlines.
    pub(super) fn finish_inlines(&mut self, pieces: InlinePieces) -> Vec<Inline> {
        let is_finished =
            |piece: &InlinePiece| matches!(piece, InlinePiece::Words(..) | InlinePiece::Inline(_));
        if pieces.iter().all(is_finished) {
            let mut inlines = Vec::with_capacity(pieces.len());
            inlines.extend(pieces.into_iter().filter_map(|piece| match piece {
                InlinePiece::Words(words, span) => Some(Inline::text(span, words)),
                InlinePiece::Inline(inline) => Some(inline),
                _ => None,
            }));
            return inlines;
        }
        let mut weave = Weave::new();
        pieces.into_iter().for_each(|piece| piece.weave(&mut weave));
        let (inlines, kept) = weave.into_inlines();
        self.reading.note_kept_markup(kept);
        inlines
    }

    fn inlines<'n>(&mut self, node: &'n AstNode<'n>, depth: usize) -> Vec<Inline> {
        let pieces = self.inline_pieces(node, depth);
        self.finish_inlines(pieces)
    }

    /// The inlines inside a node where they are nothing but words, as in most paragraphs, and nothing in them can mean more: they
    /// need one text and no pieces.
    pub(super) fn plain_words<'n>(&self, node: &'n AstNode<'n>) -> Option<Inline> {
        let mut length = 0;
        for child in node.children() {
            length += match &child.data().value {
                NodeValue::Text(words) => {
                    let is_more = self.reading.masked.is_masked(words)
                        || memchr::memchr(b'}', words.as_bytes()).is_some()
                        || (!self.containers.is_empty() && words.contains(super::container::START));
                    if is_more {
                        return None;
                    }
                    words.len()
                }
                NodeValue::SoftBreak => 1,
                _ => return None,
            };
        }
        let mut words = String::with_capacity(length);
        for child in node.children() {
            match &child.data().value {
                NodeValue::Text(text) => words.push_str(text),
                _ => words.push('\n'),
            }
        }
        let first = self.span(node.first_child()?.data().sourcepos);
        let last = self.span(node.last_child()?.data().sourcepos);
        (!words.is_empty()).then(|| Inline::text(first.join(last), words))
    }

    /// The inlines inside a node.
    pub(super) fn inline_pieces<'n>(
        &mut self,
        node: &'n AstNode<'n>,
        depth: usize,
    ) -> InlinePieces {
        let mut out = InlinePieces::new();
        for child in node.children() {
            self.inline_piece(child, depth, &mut out);
        }
        out
    }

    fn inline_piece<'n>(&mut self, node: &'n AstNode<'n>, depth: usize, out: &mut InlinePieces) {
        let data = node.data();
        let span = self.span(data.sourcepos);
        if depth > DEPTH {
            drop(data);
            self.flat_words(node, span, out);
            return;
        }
        let kind = match &data.value {
            NodeValue::Text(words) => {
                self.words(words, span, out);
                return;
            }
            NodeValue::SoftBreak => {
                push_words("\n", span, out);
                return;
            }
            NodeValue::LineBreak => InlineKind::Break,
            NodeValue::Code(code) => {
                let literal = self.restore(&code.literal);
                match self.role(&literal, span, out) {
                    Some(kind) => kind,
                    None => InlineKind::Code(literal.into()),
                }
            }
            NodeValue::Math(math) => InlineKind::Math(
                self.math(math.dollar_math, math.display_math, &math.literal)
                    .into(),
            ),
            NodeValue::HtmlInline(markup) => {
                let markup = self.restore(markup);
                match simple_markup(&markup) {
                    Some(kind) => kind,
                    None => {
                        out.push(InlinePiece::Raw(markup, span));
                        return;
                    }
                }
            }
            NodeValue::ShortCode(code) => {
                // `10:100:20` is a ratio or a part of an address, no emoji.
                if self.stands_free(span) {
                    push_words(&code.emoji, span, out);
                } else {
                    push_words(&format!(":{}:", code.code), span, out);
                }
                return;
            }
            NodeValue::Emph => InlineKind::Styled(Style::Emphasis, self.inlines(node, depth + 1)),
            NodeValue::Strong => InlineKind::Styled(Style::Strong, self.inlines(node, depth + 1)),
            NodeValue::Strikethrough => {
                InlineKind::Styled(Style::Strike, self.inlines(node, depth + 1))
            }
            NodeValue::Link(link) => {
                let (target, by_name) = self.target(&link.url);
                let title = self.restore(&link.title);
                InlineKind::Link(Box::new(Link {
                    target: target.into(),
                    title: (!title.is_empty()).then(|| title.into()),
                    by: if by_name { By::Name } else { By::Path },
                    bare: false,
                    content: self.inlines(node, depth + 1),
                }))
            }
            NodeValue::Image(image) => {
                let title = self.restore(&image.title);
                InlineKind::Image(Box::new(Image {
                    source: self.target(&image.url).0.into(),
                    title: (!title.is_empty()).then(|| title.into()),
                    alt: text::of_inlines(&self.inlines(node, depth + 1)).into(),
                }))
            }
            NodeValue::WikiLink(link) => {
                let content = self.inlines(node, depth + 1);
                let target = self.restore(&link.url);
                if !is_name(&target) && !is_followed_by_target(node) {
                    let source = span.of(&self.reading.source.text).to_owned();
                    push_words(&source, span, out);
                    return;
                }
                InlineKind::Link(Box::new(Link {
                    target: target.into(),
                    title: None,
                    by: By::Name,
                    bare: false,
                    content,
                }))
            }
            NodeValue::FootnoteReference(reference) => {
                InlineKind::FootnoteReference(Box::new(FootnoteReference {
                    label: reference.name.as_str().into(),
                    number: reference.ix,
                    occurrence: reference.ref_num,
                    mark: None,
                }))
            }
            NodeValue::TaskItem(task) => {
                push_words(
                    if task.symbol.is_some() {
                        "☑ "
                    } else {
                        "☐ "
                    },
                    span,
                    out,
                );
                return;
            }
            _ => {
                // Nothing else is switched on; were it, its words would be kept.
                drop(data);
                let inner = self.inline_pieces(node, depth + 1);
                out.extend(inner);
                return;
            }
        };
        out.push(InlinePiece::Inline(Inline::new(span, kind)));
    }

    /// Words, with the constructs and attribute lists in them.
    fn words(&mut self, words: &str, span: Span, out: &mut InlinePieces) {
        let mut words = words;
        if let Some(after) = bracketed_link(words, out) {
            words = after;
        }
        if self.reading.extended
            && let Some(InlinePiece::Inline(before)) = out.last()
            && matches!(
                before.kind,
                InlineKind::Link(_)
                    | InlineKind::Image(_)
                    | InlineKind::Code(_)
                    | InlineKind::Styled(..)
            )
            && let Some((attributes, after)) = attribute::at_start(words)
        {
            if let Some(id) = attributes.id {
                out.push(InlinePiece::Inline(Inline::new(
                    span,
                    InlineKind::Anchor(id.into()),
                )));
            }
            words = after;
        }
        let masked = self.reading.masked;
        if !masked.is_masked(words) {
            if !self.containers.is_empty() && words.contains(super::container::START) {
                let restored = self.restore(words);
                push_words(&restored, span, out);
            } else {
                push_words(words, span, out);
            }
            return;
        }
        for part in masked.parts(words) {
            let construct = match part {
                Part::Words(words) => {
                    push_words(words, span, out);
                    continue;
                }
                Part::Construct(construct) => construct,
            };
            match foreign::form(construct) {
                Form::Words => push_words(&construct.source, construct.span, out),
                Form::Comment => {
                    let comment = InlineKind::Comment(construct.source.as_str().into());
                    out.push(InlinePiece::Inline(Inline::new(construct.span, comment)));
                }
                Form::Inline(inline) => match inline.kind {
                    InlineKind::Text(words) => push_words(&words, inline.span, out),
                    _ => out.push(InlinePiece::Inline(inline)),
                },
                Form::Open(name, attributes) => {
                    out.push(InlinePiece::Open(name, attributes, construct.span));
                }
                Form::Close(name) => out.push(InlinePiece::Close(name)),
                Form::Figure(_) | Form::Kept => {
                    self.reading.note_kept(
                        &format!("`{}`", construct.source.replace('\n', " ")),
                        construct.span,
                    );
                    let code = InlineKind::Code(construct.source.as_str().into());
                    out.push(InlinePiece::Inline(Inline::new(construct.span, code)));
                }
            }
        }
    }

    /// True where no letter, digit or colon touches a span of the source.
    fn stands_free(&self, span: Span) -> bool {
        let text = &self.reading.source.text;
        let touches = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == ':');
        let before = text
            .get(..span.start as usize)
            .and_then(|text| text.chars().next_back());
        let after = text
            .get(span.end as usize..)
            .and_then(|text| text.chars().next());
        !touches(before) && !touches(after)
    }

    fn target(&self, url: &str) -> (String, bool) {
        let written = self.restore(url);
        if self.reading.extended {
            foreign::target(&written)
        } else {
            (written, false)
        }
    }

    fn math(&self, dollars: bool, display: bool, literal: &str) -> String {
        let literal = self.restore(literal);
        match (dollars, display) {
            (true, true) => format!("$${literal}$$"),
            (true, false) => format!("${literal}$"),
            (false, _) => literal,
        }
    }

    /// `MyST`'s roles: `` {doc}`a.md` `` is a word in braces before a code span.
    fn role(&mut self, literal: &str, span: Span, out: &mut InlinePieces) -> Option<InlineKind> {
        if !self.reading.extended {
            return None;
        }
        let Some(InlinePiece::Words(words, _)) = out.last_mut() else {
            return None;
        };
        let start = words.ends_with('}').then(|| words.rfind('{')).flatten()?;
        let name = words[start + 1..words.len() - 1].to_owned();
        let (shown, target) = match literal
            .strip_suffix('>')
            .and_then(|rest| rest.rsplit_once('<'))
        {
            Some((shown, target)) => (shown.trim(), target.trim()),
            None => (literal, literal),
        };
        let styled = |style| InlineKind::Styled(style, vec![Inline::text(span, literal)]);
        let kind = match name.as_str() {
            "doc" | "ref" | "any" | "numref" | "download" => InlineKind::Link(Box::new(Link {
                target: target.trim_start_matches('~').into(),
                title: None,
                by: match &*name {
                    "download" => By::Path,
                    "ref" | "numref" => By::Label,
                    _ => By::Name,
                },
                bare: shown == target && name != "download",
                content: vec![Inline::text(span, shown)],
            })),
            "sub" | "subscript" => styled(Style::Subscript),
            "sup" | "superscript" => styled(Style::Superscript),
            "kbd" => styled(Style::Keyboard),
            "strong" => styled(Style::Strong),
            "emphasis" | "term" | "abbr" => styled(Style::Emphasis),
            "math" => InlineKind::Math(literal.into()),
            "code" | "literal" | "file" | "command" | "samp" | "guilabel" | "option" | "envvar" => {
                InlineKind::Code(literal.into())
            }
            _ => return None,
        };
        words.truncate(start);
        if words.is_empty() {
            out.pop();
        }
        Some(kind)
    }

    /// kramdown's attribute list on the last line of a paragraph.
    pub(super) fn attributes_at_end(pieces: &mut InlinePieces) {
        let Some(InlinePiece::Words(words, span)) = pieces.last_mut() else {
            return;
        };
        if memchr::memchr(b'}', words.as_bytes()).is_none() {
            return;
        }
        let Some(start) = memchr::memmem::rfind(words.as_bytes(), b"{:")
            .filter(|start| !words[*start..].contains('\n'))
        else {
            return;
        };
        let Some(attributes) = attribute::parse(&words[start..]) else {
            return;
        };
        // `{:error}` behind words may be words; a list with nothing of an attribute must have its line to itself.
        let is_bare = attributes == attribute::Attributes::default();
        if is_bare && !(words[..start].trim().is_empty() || words[..start].ends_with('\n')) {
            return;
        }
        let span = *span;
        words.truncate(words[..start].trim_end().len());
        if words.is_empty() {
            pieces.pop();
        }
        if let Some(id) = attributes.id {
            pieces.insert(
                0,
                InlinePiece::Inline(Inline::new(span, InlineKind::Anchor(id.into()))),
            );
        }
    }

    /// The words of an inline that stands too deep.
    fn flat_words<'n>(&mut self, node: &'n AstNode<'n>, span: Span, out: &mut InlinePieces) {
        for inner in node.descendants() {
            let words = match &inner.data().value {
                NodeValue::Text(words) => self.restore(words),
                NodeValue::Code(code) => self.restore(&code.literal),
                NodeValue::HtmlInline(markup) => self.restore(markup),
                NodeValue::Math(math) => self.restore(&math.literal),
                NodeValue::SoftBreak | NodeValue::LineBreak => "\n".to_owned(),
                _ => continue,
            };
            push_words(&words, span, out);
        }
    }
}

/// True where `(` follows: `[[4]](#references)`.
fn is_followed_by_target<'n>(node: &'n AstNode<'n>) -> bool {
    node.next_sibling().is_some_and(
        |next| matches!(&next.data().value, NodeValue::Text(words) if words.starts_with('(')),
    )
}

/// `[[4]](#references)` is a link whose words are in brackets; the parser took the inner part for a link by name. Mends the
/// link, and gives the words after it.
fn bracketed_link<'t>(words: &'t str, out: &mut [InlinePiece]) -> Option<&'t str> {
    let Some(InlinePiece::Inline(Inline {
        kind: InlineKind::Link(link),
        span,
    })) = out.last_mut()
    else {
        return None;
    };
    let (target, after) = words
        .strip_prefix('(')
        .filter(|_| link.by == By::Name)?
        .split_once(')')?;
    if target.contains(char::is_whitespace) {
        return None;
    }
    link.target = target.into();
    link.by = By::Path;
    link.content.insert(0, Inline::text(*span, "["));
    link.content.push(Inline::text(*span, "]"));
    Some(after)
}

/// Markup that needs no parser.
fn simple_markup(markup: &str) -> Option<InlineKind> {
    if let Some(comment) = markup
        .strip_prefix("<!--")
        .and_then(|rest| rest.strip_suffix("-->"))
    {
        return Some(InlineKind::Comment(comment.into()));
    }
    let name = markup
        .strip_prefix('<')?
        .strip_suffix('>')?
        .trim_end_matches('/')
        .trim_end();
    name.eq_ignore_ascii_case("br").then_some(InlineKind::Break)
}

/// True for what may be the name of a document; `[[ -z $x ]]` is a shell's test.
fn is_name(target: &str) -> bool {
    !target.is_empty()
        && target.trim() == target
        && !target.starts_with(['-', '"', '$', '\'', '!'])
        && !target.contains(['<', '>', '$', '"'])
        // `[[1]]` is a reference to a list of sources.
        && !target.bytes().all(|byte| byte.is_ascii_digit())
}
