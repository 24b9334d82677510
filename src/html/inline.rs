//! Inlines as HTML.

use std::fmt::Write as _;

use super::{Writer, escape};
use crate::document::{Inline, InlineKind, Link, Style, anchor::RESERVED, text};

impl<'a> Writer<'a> {
    /// Writes some inlines.
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(words) => escape::push(words, &mut self.body.html),
                InlineKind::Styled(style, content) => {
                    let tag = tag(*style);
                    self.body.html.extend(["<", tag, ">"]);
                    self.inlines(content);
                    self.body.html.extend(["</", tag, ">"]);
                }
                InlineKind::Code(words) => {
                    self.body.html.push_str("<code>");
                    escape::push(words, &mut self.body.html);
                    self.body.html.push_str("</code>");
                }
                InlineKind::Math(math) => {
                    self.body.html.push_str("<span class=\"math\">");
                    escape::push(math, &mut self.body.html);
                    self.body.html.push_str("</span>");
                }
                InlineKind::Link(link) => self.link(link),
                InlineKind::Image(image) => self.body.leave_image(image),
                InlineKind::Break => self.body.html.push_str("<br>\n"),
                InlineKind::FootnoteReference(reference) => {
                    let number = reference.number;
                    let suffix = match reference.occurrence {
                        0 | 1 => String::new(),
                        occurrence => format!("-{occurrence}"),
                    };
                    let mark = reference.mark.as_deref();
                    if self.settings.page {
                        // A citation has a name, which is read in the line: [Knuth1984].
                        let is_name =
                            mark.is_some_and(|mark| mark.starts_with(char::is_alphabetic));
                        let (start, end) = if is_name {
                            ("<span class=\"citation-ref\">[", "</a>]</span>")
                        } else {
                            ("<sup class=\"footnote-ref\">", "</a></sup>")
                        };
                        let _ = write!(
                            self.body.html,
                            "{start}<a href=\"#{RESERVED}fn-{number}\" id=\"{RESERVED}fnref-{number}{suffix}\">"
                        );
                        self.mark(number, mark);
                        self.body.html.push_str(end);
                    } else {
                        let _ = write!(self.body.html, "<a href=\"#{RESERVED}fn-{number}\">[");
                        self.mark(number, mark);
                        self.body.html.push_str("]</a>");
                    }
                }
                InlineKind::Comment(_) => {}
                InlineKind::Anchor(id) => {
                    if self.settings.page {
                        let _ = write!(self.body.html, "<span id=\"{}\"></span>", escape::text(id));
                    }
                }
            }
        }
    }

    /// What a footnote is called.
    pub(super) fn mark(&mut self, number: u32, mark: Option<&str>) {
        match mark {
            Some(mark) => escape::push(mark, &mut self.body.html),
            None => {
                let _ = write!(self.body.html, "{number}");
            }
        }
    }

    fn link(&mut self, link: &'a Link) {
        if link.bare && self.settings.page {
            self.body.named_link(&link.target, None);
            return;
        }
        self.body.begin_link(link);
        self.words(link);
        self.body.end_link();
    }

    /// The words of a link; on a page, one without words shows its target.
    fn words(&mut self, link: &'a Link) {
        let is_silent = self.settings.page
            && text::words(&link.content).trim().is_empty()
            && !link
                .content
                .iter()
                .any(|inline| matches!(inline.kind, InlineKind::Image(_)));
        if is_silent {
            escape::push(&link.target, &mut self.body.html);
        } else {
            self.inlines(&link.content);
        }
    }
}

pub(super) fn tag(style: Style) -> &'static str {
    match style {
        Style::Emphasis => "em",
        Style::Strong => "strong",
        Style::Strike => "del",
        Style::Underline => "u",
        Style::Mark => "mark",
        Style::Subscript => "sub",
        Style::Superscript => "sup",
        Style::Small => "small",
        Style::Keyboard => "kbd",
        Style::Quoted => "q",
    }
}
