//! Inlines as HTML.

use std::fmt::Write as _;

use super::{Href, Picture, Writer, escape};
use crate::document::{Image, Inline, InlineKind, Link, Style, text};

impl<'a> Writer<'a> {
    /// Writes some inlines.
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(words) => escape::push(words, &mut self.out),
                InlineKind::Styled(style, content) => {
                    let tag = tag(*style);
                    let _ = write!(self.out, "<{tag}>");
                    self.inlines(content);
                    let _ = write!(self.out, "</{tag}>");
                }
                InlineKind::Code(words) => {
                    self.out.push_str("<code>");
                    escape::push(words, &mut self.out);
                    self.out.push_str("</code>");
                }
                InlineKind::Math(math) => {
                    self.out.push_str("<span class=\"math\">");
                    escape::push(math, &mut self.out);
                    self.out.push_str("</span>");
                }
                InlineKind::Link(link) => self.link(link),
                InlineKind::Image(image) => self.image(image),
                InlineKind::Break => self.out.push_str("<br>\n"),
                InlineKind::FootnoteReference(reference) => {
                    let number = reference.number;
                    let suffix = match reference.occurrence {
                        0 | 1 => String::new(),
                        occurrence => format!("-{occurrence}"),
                    };
                    let mark = reference.mark.as_deref();
                    if self.settings.page {
                        let _ = write!(
                            self.out,
                            "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"fnref-{number}{suffix}\">"
                        );
                        self.mark(number, mark);
                        self.out.push_str("</a></sup>");
                    } else {
                        let _ = write!(self.out, "<a href=\"#fn-{number}\">[");
                        self.mark(number, mark);
                        self.out.push_str("]</a>");
                    }
                }
                InlineKind::Comment(_) => {}
                InlineKind::Anchor(id) => {
                    if self.settings.page {
                        let _ = write!(self.out, "<span id=\"{}\"></span>", escape::text(id));
                    }
                }
            }
        }
    }

    /// What a footnote is called.
    pub(super) fn mark(&mut self, number: u32, mark: Option<&str>) {
        match mark {
            Some(mark) => escape::push(mark, &mut self.out),
            None => {
                let _ = write!(self.out, "{number}");
            }
        }
    }

    fn link(&mut self, link: &'a Link) {
        let address = match self.settings.resolver.link(link) {
            Href::To(address) => escape::address(&address),
            Href::Broken => None,
            Href::Withheld => {
                self.out.push_str("<span class=\"broken-link\">");
                self.words(link);
                self.out.push_str("</span>");
                return;
            }
        };
        let Some(address) = address else {
            let _ = write!(
                self.out,
                "<span class=\"broken-link\" title=\"{}\">",
                escape::text(&link.target)
            );
            self.words(link);
            self.out.push_str("</span>");
            return;
        };
        let _ = write!(self.out, "<a href=\"{address}\"");
        if let Some(title) = &link.title {
            let _ = write!(self.out, " title=\"{}\"", escape::text(title));
        }
        self.out.push('>');
        self.words(link);
        self.out.push_str("</a>");
    }

    /// The words of a link; on a page, one without words shows its target.
    fn words(&mut self, link: &'a Link) {
        let is_silent = self.settings.page
            && text::of_inlines(&link.content).trim().is_empty()
            && !link
                .content
                .iter()
                .any(|inline| matches!(inline.kind, InlineKind::Image(_)));
        if is_silent {
            escape::push(&link.target, &mut self.out);
        } else {
            self.inlines(&link.content);
        }
    }

    fn image(&mut self, image: &'a Image) {
        let alt = escape::text(&image.alt);
        let shown = if image.alt.trim().is_empty() {
            &image.source
        } else {
            &image.alt
        };
        match self.settings.resolver.image(image) {
            Picture::Shown(address) => {
                if let Some(address) = escape::picture(&address) {
                    let _ = write!(self.out, "<img src=\"{address}\" alt=\"{alt}\"");
                    if let Some(title) = &image.title {
                        let _ = write!(self.out, " title=\"{}\"", escape::text(title));
                    }
                    self.out.push_str(if self.settings.page {
                        " loading=\"lazy\">"
                    } else {
                        ">"
                    });
                    return;
                }
            }
            Picture::Linked(address) => {
                if let Some(address) = escape::address(&address) {
                    let _ = write!(self.out, "<a class=\"remote-image\" href=\"{address}\">");
                    escape::push(shown, &mut self.out);
                    self.out.push_str("</a>");
                    return;
                }
            }
            Picture::Missing => {}
        }
        let _ = write!(
            self.out,
            "<span class=\"missing-image\" title=\"{}\">",
            escape::text(&image.source)
        );
        escape::push(shown, &mut self.out);
        self.out.push_str("</span>");
    }
}

fn tag(style: Style) -> &'static str {
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
