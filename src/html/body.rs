//! Blocks as HTML with what only the whole archive can tell left open: where links lead, what becomes of images, which
//! paragraphs are prompts of a template.
//!
//! Takes blocks once, when their document is read, so that no tree has to live until its page is made; gives HTML for each
//! page that asks, with the answers of that page's [`Resolver`]. An archive holds the bodies of all its reports at once: each
//! is one text, some times as large as its source (pressed, about as large), and a list of the open places.

use std::cell::Cell;
use std::fmt::Write as _;

use super::open::{Found, Places, What};
use super::pressed::Text;
use super::{Href, Known, Mark, Means, Picture, Resolver, Settings, Writer, escape};
use crate::document::{Block, Image, Link};

/// A picture that is wider is not seen whole in a text: it leads to its file. In pixels.
const TEXT_WIDTH: u32 = 640;

/// How a link ends.
const LINK_END: &str = "</a>";

/// A larger buffer is given back, so that one huge report does not cost its size for as long as the build lasts.
const LARGEST_KEPT: usize = 1 << 20;

/// A body being written.
pub(super) struct Draft {
    /// HTML, and at each open place the words of the author that the answer needs, unescaped.
    pub(super) html: String,
    /// In the order of their places.
    open: Found,
    /// True where a block of code was met.
    pub(super) has_code: bool,
}

/// Written blocks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Body {
    html: Text,
    open: Places,
    /// True for a page of the site, see [`Settings::page`].
    page: bool,
    has_code: bool,
}

impl Body {
    /// Writes blocks for a page of the site, without the one at `skip` (a title that the page shows already); the headings
    /// below it begin with `h2` and skip no level. Footnotes stand at the end, in the order of their numbers.
    /// `marks` are the places that get an id and notes of ours.
    pub fn of_page(
        blocks: &[Block],
        skip: Option<usize>,
        marks: &[Mark],
        means: Means<'_>,
    ) -> Self {
        let settings = Settings { page: true };
        Self::write(blocks, skip, settings, marks, means)
    }

    /// Writes blocks.
    pub fn new(blocks: &[Block], skip: Option<usize>, settings: Settings) -> Self {
        Self::write(blocks, skip, settings, &[], Means::default())
    }

    /// The same in less room: for who keeps many and asks for few.
    #[must_use]
    pub fn pressed(self) -> Self {
        Self {
            html: self.html.pressed(),
            ..self
        }
    }

    /// True where there is a block of code in it.
    pub fn has_code(&self) -> bool {
        self.has_code
    }

    fn write(
        blocks: &[Block],
        skip: Option<usize>,
        settings: Settings,
        marks: &[Mark],
        means: Means<'_>,
    ) -> Self {
        // One buffer a thread, so that each body costs one allocation of exactly its size.
        thread_local! {
            static BUFFER: Cell<String> = const { Cell::new(String::new()) };
        }
        let mut html = BUFFER.take();
        html.clear();
        let draft = Draft {
            html,
            open: Found::default(),
            has_code: false,
        };
        let writer = Writer::new(draft, settings, marks, means);
        let Draft {
            html,
            open,
            has_code,
        } = writer.document(blocks, skip);
        let body = Self {
            html: Text::Plain(html.as_str().into()),
            open: open.into(),
            page: settings.page,
            has_code,
        };
        if html.capacity() <= LARGEST_KEPT {
            BUFFER.set(html);
        }
        body
    }
}

impl Draft {
    /// Leaves open where a link leads; its words come next.
    pub(super) fn begin_link(&mut self, link: &Link) {
        let at = self.here();
        self.html.push_str(&link.target);
        let title = self.optional(link.title.as_deref());
        self.leave(at, What::Link(link.target.len(), title));
    }

    /// A link to a document; without words its title is shown.
    pub(super) fn named_link(&mut self, target: &str, words: Option<&str>) {
        let at = self.here();
        self.html.push_str(target);
        if let Some(words) = words {
            self.leave(at, What::Link(target.len(), None));
            escape::push(words, &mut self.html);
            self.end_link();
        } else {
            self.leave(at, What::Named(target.len()));
        }
    }

    /// The words of the link end.
    pub(super) fn end_link(&mut self) {
        self.leave(self.here(), What::LinkEnd);
    }

    /// Leaves open what becomes of an image.
    pub(super) fn leave_image(&mut self, image: &Image) {
        let at = self.here();
        self.html.push_str(&image.source);
        self.html.push_str(&image.alt);
        let title = self.optional(image.title.as_deref());
        let (source, alt) = (image.source.len(), image.alt.len());
        self.leave(at, What::Image(source, alt, title));
    }

    /// Leaves open whether a paragraph is a prompt; its words come next.
    pub(super) fn begin_paragraph(&mut self, fingerprint: u64) {
        self.leave(self.here(), What::Paragraph(fingerprint));
    }

    /// The words of the paragraph end.
    pub(super) fn end_paragraph(&mut self) {
        self.leave(self.here(), What::ParagraphEnd);
    }

    /// The timeline begins with the next block.
    pub(super) fn begin_timeline(&mut self) {
        self.leave(self.here(), What::Timeline);
    }

    /// The time of an entry begins.
    pub(super) fn begin_time(&mut self, entry: u32) {
        self.leave(self.here(), What::Time(entry));
    }

    /// It ends.
    pub(super) fn end_time(&mut self, entry: u32) {
        self.leave(self.here(), What::TimeEnd(entry));
    }

    /// Leaves open how long after the start an entry was.
    pub(super) fn since(&mut self, entry: u32) {
        self.leave(self.here(), What::Since(entry));
    }

    /// Leaves open what is known of the time of an entry that does not begin with it.
    pub(super) fn beside(&mut self, entry: u32) {
        self.leave(self.here(), What::Beside(entry));
    }

    fn here(&self) -> usize {
        self.html.len()
    }

    fn optional(&mut self, words: Option<&str>) -> Option<usize> {
        let words = words?;
        self.html.push_str(words);
        Some(words.len())
    }

    fn leave(&mut self, at: usize, what: What) {
        self.open.push(at, what);
    }
}

impl Body {
    /// The HTML with all answers.
    pub fn fill(&self, resolver: &dyn Resolver) -> String {
        self.fill_to_timeline(resolver).0
    }

    /// The same, and where in it the timeline begins: between two blocks of the outermost level.
    pub fn fill_to_timeline(&self, resolver: &dyn Resolver) -> (String, Option<usize>) {
        self.html.read(|html| self.filled(html, resolver))
    }

    fn filled(&self, html: &str, resolver: &dyn Resolver) -> (String, Option<usize>) {
        let mut timeline = None;
        let mut times = Times {
            resolver,
            last: None,
        };
        let mut out = String::with_capacity(html.len() + 16 * self.open.size());
        let mut ends: Vec<&'static str> = Vec::new();
        let mut from = 0;
        for (at, what) in self.open.each() {
            out.push_str(&html[from..at]);
            from = at;
            let mut words = |length: usize| {
                let words = &html[from..from + length];
                from += length;
                words
            };
            match what {
                What::Link(target, title) => {
                    let (target, title) = (words(target), title.map(&mut words));
                    ends.push(link(target, title, resolver, &mut out));
                }
                What::Named(target) => {
                    let target = words(target);
                    let end = link(target, None, resolver, &mut out);
                    let title = resolver.title(target);
                    escape::push(title.as_deref().unwrap_or(target), &mut out);
                    out.push_str(end);
                }
                What::LinkEnd | What::ParagraphEnd => {
                    out.push_str(ends.pop().unwrap_or_default());
                }
                What::Image(source, alt, title) => {
                    let (source, alt) = (words(source), words(alt));
                    let title = title.map(&mut words);
                    let in_link = ends.contains(&LINK_END);
                    self.image((source, alt, title), in_link, resolver, &mut out);
                }
                What::Timeline => timeline = Some(out.len()),
                What::Time(entry) => {
                    if let Some(known) = times.of(entry) {
                        time(known, &mut out);
                    }
                }
                What::TimeEnd(entry) => {
                    if let Some(known) = times.of(entry) {
                        out.push_str("</time>");
                        utc(known, &mut out);
                    }
                }
                What::Since(entry) => {
                    if let Some(known) = times.of(entry) {
                        since(known, &mut out);
                    }
                }
                What::Beside(entry) => {
                    if let Some(known) = times.of(entry) {
                        utc(known, &mut out);
                        since(known, &mut out);
                    }
                }
                What::Paragraph(fingerprint) => {
                    let end = if resolver.is_prompt(fingerprint) {
                        let summary = resolver.language().text("Template text");
                        out.push_str("<details class=\"prompt\"><summary>");
                        escape::push(summary, &mut out);
                        out.push_str("</summary>\n<p>");
                        "</p>\n</details>\n"
                    } else {
                        out.push_str("<p>");
                        "</p>\n"
                    };
                    ends.push(end);
                }
            }
        }
        out.push_str(&html[from..]);
        (out, timeline)
    }

    fn image(
        &self,
        (source, alt, title): (&str, &str, Option<&str>),
        in_link: bool,
        resolver: &dyn Resolver,
        out: &mut String,
    ) {
        let shown = if alt.trim().is_empty() { source } else { alt };
        match resolver.image(source) {
            Picture::Shown(address) => {
                if let Some(address) = escape::picture(&address) {
                    let size = resolver.image_size(source).filter(|_| self.page);
                    let is_wide = size.is_some_and(|(width, _)| width > TEXT_WIDTH);
                    let has_link = is_wide && !in_link;
                    if has_link {
                        let _ = write!(out, "<a class=\"full-size\" href=\"{address}\"");
                        if alt.trim().is_empty() {
                            let label = resolver.language().text("The picture in its full size");
                            let _ = write!(out, " aria-label=\"{}\"", escape::text(label));
                        }
                        out.push('>');
                    }
                    let _ = write!(out, "<img src=\"{address}\" alt=\"{}\"", escape::text(alt));
                    if let Some(title) = title {
                        let _ = write!(out, " title=\"{}\"", escape::text(title));
                    }
                    if let Some((width, height)) = size {
                        let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
                    }
                    if self.page {
                        out.push_str(" loading=\"lazy\" decoding=\"async\"");
                    }
                    out.push_str(if has_link { "></a>" } else { ">" });
                    return;
                }
            }
            Picture::Linked(address) => {
                if let Some(address) = escape::address(&address) {
                    let _ = write!(out, "<a class=\"remote-image\" href=\"{address}\">");
                    escape::push(shown, out);
                    out.push_str("</a>");
                    return;
                }
            }
            Picture::Missing => {}
        }
        let _ = write!(
            out,
            "<span class=\"missing-image\" title=\"{}\">",
            escape::text(source)
        );
        escape::push(shown, out);
        out.push_str("</span>");
    }
}

/// What is known of the times of entries. The open places of one entry follow each other: it is asked for once.
struct Times<'r> {
    resolver: &'r dyn Resolver,
    last: Option<(u32, Option<Known>)>,
}

impl Times<'_> {
    fn of(&mut self, entry: u32) -> Option<&Known> {
        let known = self.last.take().filter(|(of, _)| *of == entry);
        let known = known.unwrap_or_else(|| (entry, self.resolver.time(entry)));
        self.last.insert(known).1.as_ref()
    }
}

/// Begins a time as its author wrote it.
fn time(known: &Known, out: &mut String) {
    out.push_str("<time class=\"written");
    if known.is_approximate {
        out.push_str(" about");
    }
    out.push_str("\" datetime=\"");
    escape::push(&known.machine, out);
    if let Some(until) = &known.until {
        out.push_str("\" data-until=\"");
        escape::push(until, out);
    }
    out.push_str("\">");
}

/// The same by the clock of UTC.
fn utc(known: &Known, out: &mut String) {
    if let Some((machine, words)) = &known.utc {
        out.push_str(" <time class=\"utc\" datetime=\"");
        escape::push(machine, out);
        out.push_str("\">");
        escape::push(words, out);
        out.push_str("</time>");
    }
}

/// How long after the start it was.
fn since(known: &Known, out: &mut String) {
    if let Some(since) = &known.since {
        out.push_str(" <span class=\"since\">");
        escape::push(since, out);
        out.push_str("</span>");
    }
}

/// Begins a link; gives how it ends.
fn link(
    target: &str,
    title: Option<&str>,
    resolver: &dyn Resolver,
    out: &mut String,
) -> &'static str {
    let address = match resolver.link(target) {
        Href::To(address) => escape::address(&address),
        Href::Broken => None,
        Href::Withheld => {
            out.push_str("<span class=\"broken-link\">");
            return "</span>";
        }
    };
    let Some(address) = address else {
        out.push_str("<span class=\"broken-link\" title=\"");
        escape::push(target, out);
        out.push_str("\">");
        return "</span>";
    };
    out.push_str("<a href=\"");
    out.push_str(&address);
    out.push('"');
    if let Some(title) = title {
        out.push_str(" title=\"");
        escape::push(title, out);
        out.push('"');
    }
    out.push('>');
    LINK_END
}
