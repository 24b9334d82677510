//! How wikis and editors write what HTML has no element for: titles, lists inside lists, notes, check marks, tables of facts.
//!
//! Takes a parsed page, rewrites its tree into plain HTML. Each form is known by the classes that its tool writes; what has none of
//! them is left as it is.

mod facts;
mod nested;

use ego_tree::NodeId;
use scraper::node::{Element, Text};
use scraper::{Html, Node};

use super::furniture::{LeftOut, What};
use super::head::{Head, folded, words_of};
use crate::read::html::{ADMONITION, CHECK, NodeRef, place};
use crate::source::Span;

use facts::{authors, facts};
use nested::{level, nest};

/// What is to be done with an element.
enum Change {
    /// It becomes the title.
    Title,
    /// Its link leads where the link of a service leads on to.
    Lead(String),
    /// It is a list that belongs into the one before it, so deep.
    Nest(usize),
    /// It is a note set apart, of that kind.
    Note(String),
    /// It is a check mark.
    Check(bool),
    /// It is an item with a check mark.
    CheckedItem(bool),
    /// It is a table of facts about the page.
    Facts,
    /// It tells who wrote the page and when.
    Authors,
    /// It holds the title, behind the name of a space.
    SpaceTitle,
    /// It is a list of contents that the tool made.
    Contents,
}

/// Rewrites a page.
pub(super) fn rewrite(parsed: &mut Html, head: &mut Head, left_out: &mut LeftOut) {
    let mut has_title = false;
    let changes: Vec<(NodeId, Change)> = parsed
        .tree
        .root()
        .descendants()
        .filter_map(|node| {
            let change = change(node.value().as_element()?, &mut has_title)?;
            Some((node.id(), change))
        })
        .collect();
    for (id, change) in changes {
        apply(parsed, id, &change, head, left_out);
    }
}

fn change(element: &Element, has_title: &mut bool) -> Option<Change> {
    let is = |class: &str| element.classes().any(|given| given == class);
    match element.name() {
        "p" if is("title") && !*has_title => {
            *has_title = true;
            return Some(Change::Title);
        }
        "a" => return led_on(element.attr("href")?).map(Change::Lead),
        "ul" | "ol" => {
            if let Some(level) = level(element) {
                return Some(Change::Nest(level));
            }
        }
        "table" if is("properties") => return Some(Change::Facts),
        "li" if element.attr("data-inline-task-id").is_some() => {
            return Some(Change::CheckedItem(is("checked")));
        }
        "div" if is("checkbox") && (is("checkbox-on") || is("checkbox-off")) => {
            return Some(Change::Check(is("checkbox-on")));
        }
        "figure" if is("callout") => return Some(Change::Note("note".to_owned())),
        "div" | "section" | "aside" => {
            if is("page-metadata") {
                return Some(Change::Authors);
            }
            if is("toc-macro") {
                return Some(Change::Contents);
            }
            return note(element).map(Change::Note);
        }
        "span" if element.id() == Some("title-text") => return Some(Change::SpaceTitle),
        _ => {}
    }
    None
}

/// The kind of a note set apart.
fn note(element: &Element) -> Option<String> {
    const MACRO: &str = "confluence-information-macro";
    let mut classes = element.classes();
    if classes.clone().any(|class| class == MACRO) {
        let kind =
            classes.find_map(
                |class| match class.strip_prefix(MACRO)?.strip_prefix('-')? {
                    "information" => Some("info"),
                    kind @ ("note" | "warning" | "tip") => Some(kind),
                    _ => None,
                },
            );
        return Some(kind.unwrap_or("note").to_owned());
    }
    if classes.clone().any(|class| class == "admonition") {
        let kind =
            classes.find(|class| *class != "admonition" && !class.starts_with("admonition-"));
        return Some(kind.unwrap_or("note").to_ascii_lowercase());
    }
    None
}

/// Where the address of a service leads on to that counts who follows links.
fn led_on(target: &str) -> Option<String> {
    let query = target
        .trim()
        .strip_prefix("https://www.google.com/url?")
        .or_else(|| target.trim().strip_prefix("http://www.google.com/url?"))?;
    let value = query.split('&').find_map(|pair| pair.strip_prefix("q="))?;
    let plain = unquoted(value)?;
    (plain.starts_with("http://") || plain.starts_with("https://") || plain.starts_with("mailto:"))
        .then_some(plain)
}

/// An address without its percent signs.
fn unquoted(value: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            let (high, low) = (digit()?, digit()?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn apply(parsed: &mut Html, id: NodeId, change: &Change, head: &mut Head, left_out: &mut LeftOut) {
    match change {
        Change::Title => rename(parsed, id, "h1"),
        Change::Lead(target) => {
            with_element(parsed, id, |element| set(element, "href", target));
        }
        Change::Nest(level) => nest(parsed, id, *level),
        Change::Note(kind) => set_apart(parsed, id, kind),
        Change::Check(is_done) => match item_of(parsed, id) {
            Some(item) => {
                check(parsed, item, *is_done);
                detach(parsed, id);
            }
            None => {
                rename(parsed, id, "span");
                push_mark(parsed, id, *is_done);
            }
        },
        Change::CheckedItem(is_done) => check(parsed, id, *is_done),
        Change::Facts => {
            if facts(parsed, id, head) {
                detach(parsed, id);
            }
        }
        Change::Authors => {
            if authors(parsed, id, head) {
                if let Some(node) = parsed.tree.get(id) {
                    left_out.add(What::Byline, span_of(node));
                }
                detach(parsed, id);
            }
        }
        Change::SpaceTitle => {
            if let Some(node) = parsed.tree.get(id) {
                let words = folded(&words_of(node));
                let title = words.split_once(" : ").map_or(&*words, |(_, title)| title);
                head.set_heading(title, span_of(node));
            }
        }
        Change::Contents => {
            if let Some(node) = parsed.tree.get(id) {
                left_out.add(What::Menu, span_of(node));
            }
            detach(parsed, id);
        }
    }
}

fn span_of(node: NodeRef<'_>) -> Span {
    node.value()
        .as_element()
        .map(|element| place(element, Span::default()))
        .unwrap_or_default()
}

fn with_element(parsed: &mut Html, id: NodeId, change: impl FnOnce(&mut Element)) {
    if let Some(mut node) = parsed.tree.get_mut(id)
        && let Node::Element(element) = node.value()
    {
        change(element);
    }
}

fn detach(parsed: &mut Html, id: NodeId) {
    if let Some(mut node) = parsed.tree.get_mut(id) {
        node.detach();
    }
}

fn rename(parsed: &mut Html, id: NodeId, name: &str) {
    with_element(parsed, id, |element| element.name.local = name.into());
}

/// Sets an attribute. They stand in the order of their names, by which they are looked for.
fn set(element: &mut Element, key: &str, value: &str) {
    if let Some((_, known)) = element
        .attrs
        .iter_mut()
        .find(|(name, _)| &*name.local == key)
    {
        *known = value.into();
        return;
    }
    let mut name = element.name.clone();
    name.prefix = None;
    name.ns = "".into();
    name.local = key.into();
    element.attrs.push((name, value.into()));
    element.attrs.sort_by(|(a, _), (b, _)| a.cmp(b));
}

/// Gives an item its check mark.
fn check(parsed: &mut Html, item: NodeId, is_done: bool) {
    with_element(parsed, item, |element| {
        set(element, CHECK, if is_done { "yes" } else { "no" });
    });
}

/// The item that begins with an element which holds nothing.
fn item_of(parsed: &Html, id: NodeId) -> Option<NodeId> {
    let node = parsed.tree.get(id)?;
    let item = node.parent()?;
    let is_item = item.value().as_element()?.name() == "li";
    let is_blank = |other: NodeRef<'_>| match other.value() {
        Node::Text(words) => words.trim().is_empty(),
        Node::Comment(_) => true,
        _ => false,
    };
    let is_first = node.prev_siblings().all(is_blank);
    (is_item && is_first && !node.has_children()).then_some(item.id())
}

/// A check mark before the words of an element.
fn push_mark(parsed: &mut Html, id: NodeId, is_done: bool) {
    let mark = if is_done { "☑ " } else { "☐ " };
    if let Some(mut node) = parsed.tree.get_mut(id) {
        node.prepend(Node::Text(Text { text: mark.into() }));
    }
}

/// Makes an element a note; the paragraph that only titles it becomes its title.
fn set_apart(parsed: &mut Html, id: NodeId, kind: &str) {
    let Some(node) = parsed.tree.get(id) else {
        return;
    };
    let title = node.children().find(|child| {
        child.value().as_element().is_some_and(|element| {
            element
                .classes()
                .any(|class| matches!(class, "admonition-title" | "title"))
        })
    });
    let title = title.map(|title| (title.id(), folded(&words_of(title))));
    with_element(parsed, id, |element| {
        element.name.local = ADMONITION.into();
        set(element, "type", kind);
        if let Some((_, title)) = &title
            && !title.eq_ignore_ascii_case(kind)
        {
            set(element, "title", title);
        }
    });
    if let Some((title, _)) = title {
        detach(parsed, title);
    }
}
