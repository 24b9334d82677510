//! Tables and lines of facts that a tool writes about a page, as pairs of its head.

use ego_tree::NodeId;
use scraper::Html;

use super::span_of;
use crate::read::html::NodeRef;
use crate::read::page::head::{Head, folded, words_of};

/// The rows of a table of facts as pairs.
pub(super) fn facts(parsed: &Html, id: NodeId, head: &mut Head) {
    let Some(table) = parsed.tree.get(id) else {
        return;
    };
    let is = |node: &NodeRef<'_>, name: &str| {
        node.value()
            .as_element()
            .is_some_and(|element| element.name() == name)
    };
    for row in table.descendants().filter(|node| is(node, "tr")) {
        let key = row.children().find(|node| is(node, "th"));
        let value = row.children().find(|node| is(node, "td"));
        let (Some(key), Some(value)) = (key, value) else {
            continue;
        };
        let chosen: Vec<String> = value
            .descendants()
            .filter(|node| {
                node.value()
                    .as_element()
                    .is_some_and(|element| element.classes().any(|class| class == "selected-value"))
            })
            .map(|node| folded(&words_of(node)))
            .collect();
        let words = if chosen.len() > 1 {
            chosen.join(",")
        } else {
            folded(&words_of(value))
        };
        let words = words.trim_start_matches('@');
        let key = folded(&words_of(key));
        if !key.is_empty() {
            head.push(&key, span_of(row), words, chosen.len() > 1);
        }
    }
}

/// Who wrote the page, and when it was changed last.
pub(super) fn authors(parsed: &Html, id: NodeId, head: &mut Head) {
    let Some(node) = parsed.tree.get(id) else {
        return;
    };
    let author = node.descendants().find(|inner| {
        inner
            .value()
            .as_element()
            .is_some_and(|element| element.classes().any(|class| class == "author"))
    });
    if let Some(author) = author {
        head.push("author", span_of(author), &words_of(author), false);
    }
    let words = folded(&words_of(node));
    if let Some((_, when)) = words.rsplit_once(" on ") {
        head.push("last modified", span_of(node), when, false);
    }
}
