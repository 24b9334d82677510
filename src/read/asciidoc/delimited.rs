//! Blocks between two lines, by those lines and by what is said of them.

use super::Reading;
use super::attributes_of_blocks::BlockAttributes;
use super::body::Body;
use super::delimiter::Kind;
use super::flow::Flow;
use crate::document::{Admonition, Block, BlockKind, Details, Inline};
use crate::read::rst::Line;
use crate::source::Span;

/// The kind of a note set apart.
pub(super) fn admonition(style: &str) -> Option<&'static str> {
    Some(match style {
        "NOTE" => "note",
        "TIP" => "tip",
        "IMPORTANT" => "important",
        "WARNING" => "warning",
        "CAUTION" => "caution",
        _ => return None,
    })
}

impl Reading<'_> {
    /// The block that begins at a line; gives the line behind it.
    pub(super) fn delimited(
        &mut self,
        body: Body<'_>,
        at: usize,
        kind: Kind,
        said: &BlockAttributes,
        flow: &mut Flow,
    ) -> usize {
        let first = body.lines[at];
        let (end, next) = self.until_end(body.lines, at, kind);
        let inside = &body.lines[at + 1..end];
        let end = body.lines[next - 1].end;
        let span = Span::new(said.begin(first.start), end);
        let mut said = said.clone();
        if kind == Kind::Fence {
            let info = &self.line(first)[3..];
            let language = info.split([',', ' ']).next().unwrap_or("");
            if info.len() > language.len() {
                self.unseen(&[first]);
            }
            if !language.is_empty() && said.style.is_empty() {
                "source".clone_into(&mut said.style);
                said.positional = vec!["source".to_owned(), language.to_owned()];
            }
        }
        let said = &said;
        match (kind, &*said.style) {
            (Kind::Comment, _) | (_, "comment") => self.comment(inside, span),
            (Kind::Table(sign), _) => self.table(inside, sign, span, said, flow),
            (_, "stem" | "latexmath" | "asciimath") => {
                self.above(said, flow);
                flow.push(span, BlockKind::Math(self.text.string(inside).into()));
            }
            (Kind::Pass, _) | (Kind::Open, "pass") => {
                self.above(said, flow);
                flow.raw(inside, span);
            }
            (Kind::Listing | Kind::Fence | Kind::Literal, _)
            | (Kind::Open, "source" | "listing" | "literal") => {
                self.above(said, flow);
                let code = self.code(inside, said);
                flow.push(span, code);
            }
            (Kind::Quote | Kind::Open, "verse") => self.verse(inside, span, said, flow),
            (Kind::Quote, _) | (Kind::Open, "quote" | "abstract") => {
                let blocks = self.inside(Body::inner(inside));
                self.quoted(blocks, span, said, flow);
            }
            (Kind::Sidebar, _) | (Kind::Open, "sidebar") => {
                self.set_apart("sidebar", inside, span, said, flow);
            }
            (_, style) => {
                if let Some(kind) = admonition(style) {
                    self.set_apart(kind, inside, span, said, flow);
                } else if said.has_option("collapsible") {
                    self.folded(inside, span, said, flow);
                } else {
                    self.above(said, flow);
                    let blocks = self.inside(Body::inner(inside));
                    flow.push(span, BlockKind::Group(blocks));
                }
            }
        }
        next
    }

    /// A note set apart.
    fn set_apart(
        &mut self,
        kind: &str,
        inside: &[Line],
        span: Span,
        said: &BlockAttributes,
        flow: &mut Flow,
    ) {
        self.place(said, flow);
        let title = self.title_of(said);
        let blocks = self.inside(Body::inner(inside));
        if title.is_none() && kind == "sidebar" {
            flow.push(span, BlockKind::Group(blocks));
            return;
        }
        let admonition = Admonition {
            kind: kind.into(),
            title,
            folded: false,
            blocks,
        };
        flow.push(span, BlockKind::Admonition(Box::new(admonition)));
    }

    /// Something that its reader unfolds.
    fn folded(&mut self, inside: &[Line], span: Span, said: &BlockAttributes, flow: &mut Flow) {
        self.place(said, flow);
        let title = self.title_of(said);
        let blocks = self.inside(Body::inner(inside));
        let details = Details {
            summary: title.unwrap_or_default(),
            open: said.has_option("open"),
            blocks,
        };
        flow.push(span, BlockKind::Details(Box::new(details)));
    }

    /// A quotation, and who said it where.
    pub(super) fn quoted(
        &mut self,
        mut blocks: Vec<Block>,
        span: Span,
        said: &BlockAttributes,
        flow: &mut Flow,
    ) {
        self.above(said, flow);
        let who = said.at(1).or_else(|| said.named("attribution"));
        let work = said.at(2).or_else(|| said.named("citetitle"));
        let who: Vec<&str> = who.into_iter().chain(work).collect();
        if !who.is_empty() {
            let place = Span::new(span.start as usize, span.start as usize);
            blocks.push(self.attribution(&who.join(", "), place));
        }
        flow.push(span, BlockKind::Quote(blocks));
    }

    /// The line that says whose words they are.
    pub(super) fn attribution(&mut self, words: &str, place: Span) -> Block {
        let mut content = vec![Inline::text(place, "\u{2014} ")];
        content.extend(self.words_at(words, place));
        Block::new(place, BlockKind::Paragraph(content))
    }
}
