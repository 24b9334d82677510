//! Blocks as Markdown with what only the whole archive can tell left open, as in the bodies of pages.
//!
//! Takes blocks once, when their document is read, and gives the text for each [`Resolver`] that asks. What a prompt of a template
//! asks for is left out where the page folds it.

use crate::document::outline::Levels;
use crate::document::{Block, Image};
use crate::html::escape::{allowed, allowed_picture};
use crate::html::{Href, Picture, Resolver};

use super::{Line, Writer, escape};

/// A text being written.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Markdown.
    pub(super) text: String,
    /// What open places ask about, one behind the other.
    asked: String,
    /// In the order of their places.
    open: Vec<Open>,
}

/// Written blocks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Body {
    text: Box<str>,
    asked: Box<str>,
    open: Box<[Open]>,
}

/// A place that is still open.
#[derive(Debug, Clone, PartialEq)]
struct Open {
    at: usize,
    what: What,
}

/// What is to be asked. Lengths are those of words that were kept for it, one behind the other.
#[derive(Debug, Clone, Copy, PartialEq)]
enum What {
    /// A link begins: its target, its title.
    Link(usize, Option<usize>),
    /// The innermost open link ends.
    LinkEnd,
    /// A link to a document without words of its own: its target; true where what it shows could begin a block.
    Named(usize, bool),
    /// An image: its source, its words, its title.
    Image(usize, usize, Option<usize>),
    /// A paragraph begins that may be a prompt; its fingerprint.
    Paragraph(u64),
    /// That paragraph ends.
    ParagraphEnd,
}

impl Body {
    /// Writes blocks without the one at `skip`, the title. Headings begin with the second level and skip none; footnotes stand at the end.
    pub fn new(blocks: &[Block], skip: Option<usize>) -> Self {
        let mut writer = Writer {
            draft: Draft::default(),
            prefix: String::new(),
            is_fresh: true,
            pads: false,
            before: None,
            at_line_start: true,
            reference_at: None,
            line: Line::Free,
            breaks: false,
            links: 0,
            stars: 0,
            strikes: 0,
            depth: 0,
            levels: Levels::default(),
            footnotes: Vec::new(),
        };
        for (at, block) in blocks.iter().enumerate() {
            if Some(at) != skip {
                writer.block(block);
            }
        }
        writer.footnotes();
        let Draft { text, asked, open } = writer.draft;
        Self {
            text: text.into(),
            asked: asked.into(),
            open: open.into(),
        }
    }

    /// The Markdown with all answers.
    pub fn fill(&self, resolver: &dyn Resolver) -> String {
        let mut out = String::with_capacity(self.text.len() + 64 * self.open.len());
        let (mut from, mut asked) = (0, 0);
        // How the open links end; a link within a link is only words.
        let mut ends: Vec<Option<String>> = Vec::new();
        let mut paragraph = None;
        for open in &*self.open {
            out.push_str(&self.text[from..open.at]);
            from = open.at;
            let mut words = |length: usize| {
                let words = &self.asked[asked..asked + length];
                asked += length;
                words
            };
            let is_linked = ends.iter().any(Option::is_some);
            match open.what {
                What::Link(target, title) => {
                    let (target, title) = (words(target), title.map(&mut words));
                    let end = (!is_linked).then(|| end(&resolver.link(target), title));
                    let end = end.flatten();
                    if end.is_some() {
                        out.push('[');
                    }
                    ends.push(end);
                }
                What::LinkEnd => out.extend(ends.pop().flatten()),
                What::Named(target, begins) => {
                    let target = words(target);
                    let title = resolver.title(target);
                    let title = shown(title.as_deref().unwrap_or(target), begins);
                    match end(&resolver.link(target), None).filter(|_| !is_linked) {
                        Some(end) => out.extend(["[", &title, &end]),
                        None => out.push_str(&title),
                    }
                }
                What::Image(source, alt, title) => {
                    let (source, alt) = (words(source), words(alt));
                    let title = title.map(&mut words);
                    match resolver.image(source) {
                        Picture::Shown(address) => match allowed_picture(&address) {
                            Some(address) => {
                                out.extend(["![", alt, &target(&address, title)]);
                            }
                            None => out.push_str(alt),
                        },
                        Picture::Linked(address) => {
                            match allowed(&address).filter(|_| !is_linked) {
                                Some(address) => {
                                    out.extend(["[", alt, &target(&address, None)]);
                                }
                                None => out.push_str(alt),
                            }
                        }
                        Picture::Missing => out.push_str(alt),
                    }
                }
                What::Paragraph(fingerprint) => {
                    paragraph = resolver.is_prompt(fingerprint).then_some(out.len());
                }
                What::ParagraphEnd => {
                    if let Some(start) = paragraph.take() {
                        out.truncate(start);
                    }
                }
            }
        }
        out.push_str(&self.text[from..]);
        out
    }
}

/// Words that stand alone where nothing is linked or shown.
fn shown(words: &str, begins: bool) -> String {
    if begins {
        escape::line_start(words)
    } else {
        escape::one_line(words)
    }
}

/// How a link ends that leads there; `None` where it leads nowhere, or where no page may lead.
fn end(href: &Href, title: Option<&str>) -> Option<String> {
    match href {
        Href::To(address) => Some(target(&allowed(address)?, title)),
        Href::Broken | Href::Withheld => None,
    }
}

fn target(address: &str, title: Option<&str>) -> String {
    let address = escape::address(address);
    match title {
        Some(title) if !title.is_empty() => format!("]({address} \"{title}\")"),
        _ => format!("]({address})"),
    }
}

impl Draft {
    /// Leaves open where a link leads; its words come next.
    pub(super) fn begin_link(&mut self, target: &str, title: Option<&str>) {
        self.asked.push_str(target);
        let title = title.map(|title| self.ask(&escape::title(title)));
        self.leave(What::Link(target.len(), title));
    }

    /// The words of the link end.
    pub(super) fn end_link(&mut self) {
        self.leave(What::LinkEnd);
    }

    /// A link to a document, whose title is shown; `begins` where that could begin a block.
    pub(super) fn named_link(&mut self, target: &str, begins: bool) {
        self.asked.push_str(target);
        self.leave(What::Named(target.len(), begins));
    }

    /// Leaves open what becomes of an image; `begins` where its words could begin a block.
    pub(super) fn image(&mut self, image: &Image, begins: bool) {
        let Image { source, alt, title } = image;
        self.asked.push_str(source);
        let alt = if alt.trim().is_empty() { source } else { alt };
        let alt = self.ask(&shown(alt, begins));
        let title = title.as_deref();
        let title = title.map(|title| self.ask(&escape::title(title)));
        self.leave(What::Image(source.len(), alt, title));
    }

    /// Leaves open whether a paragraph is a prompt.
    pub(super) fn begin_paragraph(&mut self, fingerprint: u64) {
        self.leave(What::Paragraph(fingerprint));
    }

    /// The words of the paragraph end.
    pub(super) fn end_paragraph(&mut self) {
        self.leave(What::ParagraphEnd);
    }

    /// The last sign, where it is known: an open place may end otherwise.
    pub(super) fn last(&self) -> Option<char> {
        (!self.is_open()).then(|| self.text.chars().next_back())?
    }

    /// True right behind an open place.
    pub(super) fn is_open(&self) -> bool {
        let last = self.open.last();
        last.is_some_and(|open| open.at == self.text.len())
    }

    /// Makes sure that no `!` stands right before a bracket: that would be an image.
    pub(super) fn part_from_bang(&mut self) {
        if self.last() == Some('!') {
            self.text.insert(self.text.len() - 1, '\\');
        }
    }

    fn ask(&mut self, words: &str) -> usize {
        self.asked.push_str(words);
        words.len()
    }

    fn leave(&mut self, what: What) {
        let at = self.text.len();
        self.open.push(Open { at, what });
    }
}
