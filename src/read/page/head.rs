//! What a page says about itself: in its head, in elements made for times, in what tools write around the content.
//!
//! Takes the parts as they are met, gives the title and the pairs.

use std::collections::HashMap;

use ego_tree::NodeId;
use scraper::{Html, Node};

use super::part::{Main, top};
use crate::document::{
    Block, BlockKind, Heading, Inline, Meta, MetaEntry, MetaOrigin, MetaValue, text,
};
use crate::read::html::{NodeRef, place};
use crate::source::Span;

/// What a page says about itself.
#[derive(Debug, Default)]
pub(super) struct Head {
    title: Option<(String, Span)>,
    /// The heading of the first level that stands outside of the content.
    heading: Option<(String, Span)>,
    language: Option<String>,
    entries: Vec<MetaEntry>,
    /// Where each key stands among them.
    known: HashMap<Box<str>, usize>,
}

/// Names of `meta` elements, and the keys that we know them by.
const NAMES: &[(&str, &str)] = &[
    ("author", "author"),
    ("article:author", "author"),
    ("dc.creator", "author"),
    ("dcterms.creator", "author"),
    ("description", "description"),
    ("og:description", "description"),
    ("keywords", "keywords"),
    ("article:tag", "tags"),
    ("article:published_time", "published"),
    ("datepublished", "published"),
    ("dc.date", "published"),
    ("dcterms.date", "published"),
    ("dcterms.created", "published"),
    ("dcterms.issued", "published"),
    ("date", "date"),
];

/// Signs that stand between the title of a page and the name of its site.
const BETWEEN: &[&str] = &[" - ", " | ", " – ", " — ", " · ", " :: ", " » ", " • "];

impl Head {
    /// The `lang` of the page.
    pub(super) fn language(&mut self, attributes: &str) {
        self.language = attribute(attributes, "lang")
            .or_else(|| attribute(attributes, "xml:lang"))
            .filter(|language| !language.trim().is_empty());
    }

    /// One `meta` element.
    pub(super) fn meta(&mut self, attributes: &str, span: Span) {
        let name = ["name", "property", "itemprop"]
            .iter()
            .find_map(|key| attribute(attributes, key));
        let (Some(name), Some(content)) = (name, attribute(attributes, "content")) else {
            return;
        };
        let name = name.trim().to_ascii_lowercase();
        if let Some((_, key)) = NAMES.iter().find(|(known, _)| *known == name) {
            let is_list = matches!(*key, "keywords" | "tags");
            self.push(key, span, &content, is_list);
        }
    }

    /// The `title` element, its words as written.
    pub(super) fn title(&mut self, words: &str, span: Span) {
        let title = folded(&unescaped(words));
        if self.title.is_none() && !title.is_empty() {
            self.title = Some((title, span));
        }
    }

    /// True where a pair of that key was met.
    pub(super) fn knows(&self, key: &str) -> bool {
        self.known.contains_key(key)
    }

    /// One pair; the first of a key stays.
    pub(super) fn push(&mut self, key: &str, span: Span, value: &str, is_list: bool) {
        let value = folded(value);
        if value.is_empty() {
            return;
        }
        if let Some(at) = self.known.get(key) {
            // Tags stand in an element each.
            if let (true, Some(MetaValue::List(values))) = (
                is_list,
                self.entries.get_mut(*at).map(|known| &mut known.value),
            ) {
                values.push(MetaValue::Text(value.into()));
            }
            return;
        }
        self.known.insert(key.into(), self.entries.len());
        let value = if is_list {
            let values = value
                .split(',')
                .map(str::trim)
                .filter(|one| !one.is_empty());
            MetaValue::List(values.map(|one| MetaValue::Text(one.into())).collect())
        } else {
            MetaValue::Text(value.into())
        };
        self.entries.push(MetaEntry {
            key: key.into(),
            span,
            value,
        });
    }

    /// The title that a tool writes above the content.
    pub(super) fn set_heading(&mut self, title: &str, span: Span) {
        if !title.is_empty() {
            self.title = Some((title.to_owned(), span));
            self.heading.clone_from(&self.title);
        }
    }

    /// Looks at the whole page for a time of publication and, where the content has none, for the title above it.
    pub(super) fn look_around(&mut self, parsed: &Html, main: Main) {
        let mut inside = None;
        let mut outside = None;
        let mut open: Vec<(NodeId, bool)> = vec![(top(parsed).id(), !main.is_part)];
        while let Some((id, is_inside)) = open.pop() {
            let Some(node) = parsed.tree.get(id) else {
                continue;
            };
            let is_inside = is_inside || id == main.id;
            if let Node::Element(element) = node.value() {
                match element.name() {
                    "h1" if is_inside => inside = inside.or(Some(id)),
                    "h1" => outside = outside.or(Some(id)),
                    "time" => self.time(element),
                    _ => {}
                }
            }
            let first = open.len();
            open.extend(node.children().map(|child| (child.id(), is_inside)));
            open[first..].reverse();
        }
        let words = |id: NodeId| {
            let node = parsed.tree.get(id)?;
            let words = folded(&words_of(node));
            let span = place(node.value().as_element()?, Span::default());
            (!words.is_empty()).then_some((words, span))
        };
        if inside.and_then(words).is_some() {
            self.heading = None;
        } else if self.heading.is_none() {
            // The name of a site is a heading on many a page.
            self.heading = outside.and_then(words).filter(|(heading, _)| {
                self.title.as_ref().is_none_or(|(title, _)| {
                    title.contains(heading.as_str()) || heading.contains(title.as_str())
                })
            });
        }
    }

    /// A `time` element, where it tells when the page was published.
    fn time(&mut self, element: &scraper::node::Element) {
        let is_of_page = element.attr("pubdate").is_some()
            || element
                .attr("itemprop")
                .is_some_and(|prop| prop.eq_ignore_ascii_case("datepublished"))
            || element.classes().any(|class| {
                matches!(
                    class,
                    "published" | "entry-date" | "dt-published" | "post-date"
                )
            });
        if let Some(when) = element.attr("datetime").filter(|_| is_of_page) {
            self.push("published", place(element, Span::default()), when, false);
        }
    }

    /// The title that stands above the content, as its first block.
    pub(super) fn title_block(&self) -> Option<Block> {
        let (title, span) = self.heading.as_ref()?;
        let heading = Heading {
            level: 1,
            content: vec![Inline::text(*span, title.as_str())],
            id: None,
        };
        Some(Block::new(*span, BlockKind::Heading(Box::new(heading))))
    }

    /// Adds the pairs to those of the front matter, which has the first word.
    pub(super) fn tell(self, blocks: &[Block], meta: &mut Meta) {
        let title = self.title.map(|(title, span)| {
            let title = shortened(&title, blocks).to_owned();
            (title, span)
        });
        let mut entries = Vec::new();
        if let Some((title, span)) = title {
            // The one heading of the first level is the title, whatever the page is called.
            let is_title = sole_title(blocks).is_none_or(|sole| sole == title);
            entries.push(MetaEntry {
                key: if is_title { "title" } else { "page title" }.into(),
                span,
                value: MetaValue::Text(title.into()),
            });
        }
        entries.extend(self.entries);
        if let Some(language) = self.language {
            entries.push(MetaEntry {
                key: "lang".into(),
                span: Span::default(),
                value: MetaValue::Text(language.into()),
            });
        }
        entries.retain(|entry| meta.get(&entry.key).is_none());
        if entries.is_empty() {
            return;
        }
        if meta.origin == MetaOrigin::None {
            meta.origin = MetaOrigin::Page;
            let spans = entries.iter().map(|entry| entry.span);
            meta.span = spans.reduce(Span::join).unwrap_or_default();
        }
        meta.entries.extend(entries);
    }
}

/// The words of the heading of the first level, where there is just one.
fn sole_title(blocks: &[Block]) -> Option<String> {
    let mut titles = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(heading) if heading.level == 1 => Some(heading),
        _ => None,
    });
    let title = titles.next().filter(|_| titles.next().is_none())?;
    Some(folded(&text::of_inlines(&title.content)))
}

/// The title of a page without the name of its site: as its first heading has it, else up to the last sign between the two, where what
/// follows is short.
fn shortened<'t>(title: &'t str, blocks: &[Block]) -> &'t str {
    let heading = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading(heading) => Some(text::of_inlines(&heading.content)),
        _ => None,
    });
    let heading = heading.as_deref().map_or("", str::trim);
    // The name of the site may stand before it or behind it.
    let is_parted = |rest: &str| {
        BETWEEN.iter().any(|sign| {
            rest.trim() == sign.trim() || rest.starts_with(sign) || rest.ends_with(sign)
        })
    };
    if !heading.is_empty()
        && let Some(at) = title.find(heading)
        && (is_parted(&title[..at]) || is_parted(&title[at + heading.len()..]))
    {
        return &title[at..at + heading.len()];
    }
    let cut = BETWEEN.iter().filter_map(|sign| title.rfind(sign)).max();
    match cut {
        Some(at) if at * 2 >= title.len() => title[..at].trim_end(),
        _ => title,
    }
}

/// The words of a node.
pub(super) fn words_of(node: NodeRef<'_>) -> String {
    let mut out = String::new();
    for inner in node.descendants() {
        if let Node::Text(words) = inner.value() {
            out.push_str(words);
        }
    }
    out
}

/// Words on one line.
pub(super) fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The value of an attribute as written in a tag.
fn attribute(attributes: &str, key: &str) -> Option<String> {
    let mut rest = attributes;
    while let Some(at) = rest.find('=') {
        let name = rest[..at].trim_end();
        let name = name
            .rsplit(|sign: char| sign.is_whitespace() || sign == '/')
            .next()
            .unwrap_or("");
        let behind = rest[at + 1..].trim_start();
        let (value, next) = match behind.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = &behind[1..];
                let end = inner.find(quote).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or(""))
            }
            _ => {
                let end = behind.find(char::is_whitespace).unwrap_or(behind.len());
                (&behind[..end], &behind[end..])
            }
        };
        if name.eq_ignore_ascii_case(key) {
            return Some(unescaped(value));
        }
        rest = next;
    }
    None
}

/// Words with their references to characters resolved, as the parser does it.
fn unescaped(words: &str) -> String {
    if !words.contains('&') {
        return words.to_owned();
    }
    let escaped = words.replace('<', "&lt;");
    words_of(top(&Html::parse_fragment(&escaped)))
}
