//! Macros that are blocks: `image::a.png[]`, `video::a.mp4[]`, `toc::[]`. One that is not known is shown as written.

use super::Reading;
use super::attributes_of_blocks::BlockAttributes;
use super::flow::Flow;
use super::line::block_macro;
use super::prepare::include_of;
use crate::document::{Block, BlockKind, Directive, Figure, Image, Inline, InlineKind};
use crate::read::rst::Line;
use crate::source::Span;

impl Reading<'_> {
    /// The macro that a line is; false where it is none.
    pub(super) fn block_macro(
        &mut self,
        line: Line,
        said: &BlockAttributes,
        flow: &mut Flow,
    ) -> bool {
        let words = self.line(line);
        let Some((name, target, brackets)) = block_macro(words) else {
            return false;
        };
        if include_of(words).is_some() {
            return false;
        }
        let span = Span::new(said.begin(line.start), line.end);
        let target = self.attributes.expanded(target);
        let own = BlockAttributes::of_macro(&self.attributes.expanded(brackets));
        match name {
            "image" if !target.is_empty() => {
                self.place(said, flow);
                let picture = self.picture(&target, &own, said, span);
                let title = match self.title_of(said) {
                    Some(title) => title,
                    None => own
                        .named("title")
                        .map_or_else(Vec::new, |title| self.words_at(title, span)),
                };
                let paragraph = BlockKind::Paragraph(vec![picture]);
                if title.is_empty() {
                    flow.push(span, paragraph);
                } else {
                    let figure = Figure {
                        blocks: vec![Block::new(span, paragraph)],
                        caption: title,
                        legend: Vec::new(),
                    };
                    flow.push(span, BlockKind::Figure(Box::new(figure)));
                }
            }
            "video" | "audio" if !target.is_empty() => {
                self.above(said, flow);
                let film = self.media(&target, &own, span);
                flow.push(span, BlockKind::Paragraph(vec![film]));
            }
            // Pages have a contents list of their own.
            "toc" => self.unseen(&[line]),
            _ => {
                self.note_kept(&format!("the macro `{name}`"), span);
                self.above(said, flow);
                let directive = Directive {
                    name: name.into(),
                    source: words.into(),
                };
                flow.push(span, BlockKind::Directive(Box::new(directive)));
            }
        }
        true
    }

    /// A picture, with the link that it may be.
    pub(super) fn picture(
        &mut self,
        target: &str,
        own: &BlockAttributes,
        said: &BlockAttributes,
        span: Span,
    ) -> Inline {
        let alt = own
            .at(0)
            .or_else(|| own.named("alt"))
            .or_else(|| said.named("alt"));
        let alt = alt.map_or_else(|| called(target), str::to_owned);
        let picture = Image {
            source: self.in_folder(target).into(),
            title: None,
            alt: alt.into(),
        };
        let picture = Inline::new(span, InlineKind::Image(Box::new(picture)));
        let link = own
            .named("link")
            .or_else(|| said.named("link"))
            .map(str::trim);
        match link.filter(|link| !link.is_empty()) {
            Some("self") => Inline::link(span, self.in_folder(target), vec![picture]),
            Some("none") | None => picture,
            Some(target) => Inline::link(span, target, vec![picture]),
        }
    }

    /// Something played: a link to it.
    fn media(&mut self, target: &str, own: &BlockAttributes, span: Span) -> Inline {
        let address = match own.at(0) {
            Some("youtube") => {
                let video = target.split('/').next().unwrap_or(target);
                format!("https://www.youtube.com/watch?v={video}")
            }
            Some("vimeo") => format!("https://vimeo.com/{target}"),
            _ => self.in_folder(target),
        };
        let words = own.named("title").unwrap_or(&address).to_owned();
        Inline::link(span, address, vec![Inline::text(span, words)])
    }

    /// A file in the folder that the document names for pictures.
    fn in_folder(&self, target: &str) -> String {
        let folder = self.attributes.get("imagesdir").unwrap_or("");
        let folder = folder.trim().trim_end_matches('/');
        let is_whole = target.starts_with('/') || target.contains(':');
        if folder.is_empty() || folder == "." || is_whole {
            target.to_owned()
        } else {
            format!("{folder}/{target}")
        }
    }
}

/// What a picture without words is called: by its file.
fn called(target: &str) -> String {
    let name = target.rsplit('/').next().unwrap_or(target);
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    name.replace(['_', '-'], " ")
}
