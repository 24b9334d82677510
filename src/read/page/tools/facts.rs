//! Tables and lines of facts that a tool writes about a page, as pairs of its head.

use std::collections::HashSet;

use ego_tree::NodeId;
use scraper::Html;
use scraper::node::Element;

use super::span_of;
use crate::read::html::{KEPT, MEDIA, NodeRef};
use crate::read::page::head::{Head, folded, words_of};
use crate::source::Span;

/// One row of a table of facts.
struct Fact {
    key: String,
    span: Span,
    words: String,
    is_list: bool,
}

/// The rows of a table of facts as pairs; gives whether all that it tells is told by them. Where it is not, it stays as it is.
pub(super) fn facts(parsed: &Html, id: NodeId, head: &mut Head) -> bool {
    let Some(table) = parsed.tree.get(id) else {
        return false;
    };
    let mut found: Vec<Fact> = Vec::new();
    let mut keys = HashSet::new();
    let mut open: Vec<NodeRef<'_>> = table.children().collect();
    while let Some(node) = open.pop() {
        match name(node) {
            Some("thead" | "tbody" | "tfoot") => open.extend(node.children()),
            Some("colgroup") => {}
            Some("tr") => {
                let Some(fact) = fact(node) else { return false };
                if head.knows(&fact.key) || !keys.insert(fact.key.clone()) {
                    return false;
                }
                found.push(fact);
            }
            Some(_) => return false,
            None if has_words(node) => return false,
            None => {}
        }
    }
    for fact in found.iter().rev() {
        head.push(&fact.key, fact.span, &fact.words, fact.is_list);
    }
    true
}

/// A row of one head and one value, and of nothing else.
fn fact(row: NodeRef<'_>) -> Option<Fact> {
    let mut cells = row.children().filter(|node| name(*node).is_some());
    let (key, value) = (cells.next()?, cells.next()?);
    if cells.next().is_some()
        || name(key) != Some("th")
        || name(value) != Some("td")
        || row
            .children()
            .any(|node| name(node).is_none() && has_words(node))
    {
        return None;
    }
    let mut chosen: Vec<String> = Vec::new();
    let mut mark = None;
    for node in value.descendants() {
        let Some(element) = node.value().as_element() else {
            continue;
        };
        match element.name() {
            // What has no words would be lost in a pair.
            "img" | "table" | MEDIA | KEPT => return None,
            _ if element.classes().any(|class| class == "selected-value") => {
                chosen.push(folded(&words_of(node)));
            }
            _ if element.classes().any(|class| class == "checkbox-on") => mark = Some("yes"),
            _ if element.classes().any(|class| class == "checkbox-off") => mark = Some("no"),
            _ => {}
        }
    }
    let all = folded(&words_of(value));
    let is_list = chosen.len() > 1;
    let words = match mark {
        Some(mark) if all.is_empty() => mark.to_owned(),
        _ if is_list => chosen.join(","),
        _ => all.trim_start_matches('@').to_owned(),
    };
    let key = folded(&words_of(key));
    (!key.is_empty()).then(|| Fact {
        key,
        span: span_of(row),
        words,
        is_list,
    })
}

fn name(node: NodeRef<'_>) -> Option<&str> {
    node.value().as_element().map(Element::name)
}

fn has_words(node: NodeRef<'_>) -> bool {
    node.value()
        .as_text()
        .is_some_and(|words| !words.trim().is_empty())
}

/// A line of so many bytes says who and when; a longer one says more.
const LINE: usize = 200;

/// Who wrote the page, who changed it last, and when; gives whether the line says no more than that.
pub(super) fn authors(parsed: &Html, id: NodeId, head: &mut Head) -> bool {
    let Some(node) = parsed.tree.get(id) else {
        return false;
    };
    for key in ["author", "editor"] {
        let named = node.descendants().find(|inner| {
            inner
                .value()
                .as_element()
                .is_some_and(|element| element.classes().any(|class| class == key))
        });
        if let Some(named) = named {
            head.push(key, span_of(named), &words_of(named), false);
        }
    }
    let words = folded(&words_of(node));
    let is_short = words.len() <= LINE;
    if is_short && let Some((_, when)) = words.rsplit_once(" on ") {
        head.push("last modified", span_of(node), when, false);
    }
    is_short
}
