//! Pieces of a line as nested nodes.

use super::{Token, words};
use crate::document::{Inline, InlineKind, Style, text as plain};
use crate::read::html::Weave;
use crate::read::wikitext::Reading;
use crate::read::wikitext::tag::Tag;
use crate::read::wikitext::text::{Ending, MARK_LENGTH, Text};
use crate::source::Span;

impl Reading<'_> {
    /// Nests pieces whose apostrophes are paired.
    pub(in crate::read::wikitext) fn nest(
        &mut self,
        text: &Text<'_>,
        tokens: Vec<Token>,
    ) -> Vec<Inline> {
        let has_tags = tokens.iter().any(|token| matches!(token, Token::Tag(..)));
        if has_tags && !is_simple(&tokens) {
            let mut weave = Weave::new();
            self.weave(text, tokens, &mut weave, false);
            let (inlines, _) = weave.into_inlines();
            return inlines;
        }
        let mut open: Vec<(Open, usize, Vec<Inline>)> = Vec::new();
        let mut out = Vec::new();
        for token in tokens {
            match token {
                Token::Words(range) | Token::Quote(range) => {
                    out.push(words(&text.words[range.clone()], text.span(range)));
                }
                Token::Node(node) => out.push(node),
                Token::Style(style, Ending::Opens, at) => {
                    open.push((Open::Style(style), at, std::mem::take(&mut out)));
                }
                Token::Tag(tag, Ending::Opens, _, at) => {
                    open.push((kind(tag), at, std::mem::take(&mut out)));
                }
                Token::Style(_, Ending::Closes, at) => close(text, &mut open, &mut out, at),
                Token::Tag(_, Ending::Closes, _, at) => {
                    close(text, &mut open, &mut out, at + MARK_LENGTH);
                }
            }
        }
        // Paired apostrophes and simple tags are all closed.
        while !open.is_empty() {
            let end = open.last().map_or(0, |(_, at, _)| *at);
            close(text, &mut open, &mut out, end);
        }
        out
    }

    /// Hands pieces with tags to the HTML reader, as words or among blocks.
    pub(in crate::read::wikitext) fn weave(
        &mut self,
        text: &Text<'_>,
        tokens: Vec<Token>,
        weave: &mut Weave,
        among_blocks: bool,
    ) {
        let mut code = 0_usize;
        for token in tokens {
            match token {
                Token::Words(range) | Token::Quote(range) => {
                    let span = text.span(range.clone());
                    let words = &text.words[range];
                    // A parser would move anything but space out of a table.
                    if among_blocks && words.trim_matches([' ', '\t', '\n']).is_empty() {
                        weave.raw(words, &[], span);
                    } else {
                        weave.inline(shown(words, span, code > 0));
                    }
                }
                Token::Node(node) => match node.kind {
                    InlineKind::Text(words) if code > 0 => {
                        weave.inline(Inline::new(node.span, InlineKind::Code(words)));
                    }
                    kind => weave.inline(Inline::new(node.span, kind)),
                },
                Token::Style(style, Ending::Opens, at) => {
                    weave.open(element(style), &[], text.span(at..at + 2));
                }
                Token::Style(style, Ending::Closes, _) => weave.close(element(style)),
                Token::Tag(tag, ending, range, _) => {
                    if tag.is_code() {
                        code = match ending {
                            Ending::Opens => code + 1,
                            Ending::Closes => code.saturating_sub(1),
                        };
                    }
                    let markup = &self.source.text[range.clone()];
                    // `</br>` is one of the ways to write a line break.
                    let markup = if tag.is_void {
                        markup.replacen("</", "<", 1)
                    } else {
                        markup.to_owned()
                    };
                    weave.raw(&markup, &[], Span::new(range.start, range.end));
                }
            }
        }
    }
}

/// Words between tags.
fn shown(raw: &str, span: Span, is_code: bool) -> Inline {
    if !is_code {
        return words(raw, span);
    }
    let words = super::super::entity::decoded(raw);
    Inline::new(span, InlineKind::Code(words.into()))
}

/// What is open: a style, literal words, or an element that does nothing to its words.
enum Open {
    Style(Style),
    Code,
    Nothing,
}

fn kind(tag: &Tag) -> Open {
    match tag.name {
        "b" | "strong" => Open::Style(Style::Strong),
        "i" | "em" | "cite" | "dfn" | "var" => Open::Style(Style::Emphasis),
        "s" | "del" | "strike" => Open::Style(Style::Strike),
        "u" | "ins" => Open::Style(Style::Underline),
        "mark" => Open::Style(Style::Mark),
        "sub" => Open::Style(Style::Subscript),
        "sup" => Open::Style(Style::Superscript),
        "small" => Open::Style(Style::Small),
        "kbd" => Open::Style(Style::Keyboard),
        "q" => Open::Style(Style::Quoted),
        "code" | "tt" | "samp" => Open::Code,
        _ => Open::Nothing,
    }
}

/// True where tags and apostrophes nest properly and no tag has attributes that mean something, so that no parser is needed.
fn is_simple(tokens: &[Token]) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for token in tokens {
        let (name, ending) = match token {
            Token::Tag(tag, Ending::Opens, range, _) if tag.name.len() + 2 != range.len() => {
                return false;
            }
            Token::Tag(tag, ending, ..) => {
                let is_known = !matches!(kind(tag), Open::Nothing) || tag.name == "big";
                if !is_known {
                    return false;
                }
                (tag.name, *ending)
            }
            Token::Style(style, ending, _) => (element(*style), *ending),
            _ => continue,
        };
        if ending == Ending::Opens {
            // Equal ones in each other are for the parser, and what is deep too.
            if open.contains(&name) || open.len() > 8 {
                return false;
            }
            open.push(name);
        } else if open.pop() != Some(name) {
            return false;
        }
    }
    open.is_empty()
}

fn close(
    text: &Text<'_>,
    open: &mut Vec<(Open, usize, Vec<Inline>)>,
    out: &mut Vec<Inline>,
    end: usize,
) {
    let Some((what, start, before)) = open.pop() else {
        return;
    };
    let content = std::mem::replace(out, before);
    if content.is_empty() {
        return;
    }
    let span = text.span(start..end.max(start));
    let is_literal = content
        .iter()
        .all(|inline| matches!(inline.kind, InlineKind::Text(_)));
    match what {
        Open::Style(style) => out.push(Inline::new(span, InlineKind::Styled(style, content))),
        Open::Code if is_literal => {
            let words = plain::of_inlines(&content);
            out.push(Inline::new(span, InlineKind::Code(words.into())));
        }
        Open::Code => out.extend(literal(content)),
        Open::Nothing => out.extend(content),
    }
}

/// Words in styles as literal words.
fn literal(content: Vec<Inline>) -> Vec<Inline> {
    content
        .into_iter()
        .map(|Inline { span, kind }| match kind {
            InlineKind::Text(words) => Inline::new(span, InlineKind::Code(words)),
            InlineKind::Styled(style, content) => {
                Inline::new(span, InlineKind::Styled(style, literal(content)))
            }
            kind => Inline::new(span, kind),
        })
        .collect()
}

/// The element by which MediaWiki writes a style.
fn element(style: Style) -> &'static str {
    if style == Style::Strong { "b" } else { "i" }
}
