//! Lists that an editor writes side by side, each with its depth in a class, as lists in one another.

use ego_tree::NodeId;
use scraper::node::Element;
use scraper::{Html, Node};

use super::detach;
use crate::read::html::NodeRef;

/// How deep a list stands in others, where an editor writes all lists side by side: `lst-kix_abc-2`.
pub(super) fn level(element: &Element) -> Option<usize> {
    element.classes().find_map(|class| {
        let (_, level) = class.strip_prefix("lst-")?.rsplit_once('-')?;
        level.parse().ok().filter(|level| *level < 10)
    })
}

/// Puts a list into the item that it belongs to, and joins it with a list that it goes on with.
pub(super) fn nest(parsed: &mut Html, id: NodeId, wanted: usize) {
    let Some(node) = parsed.tree.get(id) else {
        return;
    };
    let is_list = |node: &NodeRef<'_>| {
        node.value()
            .as_element()
            .is_some_and(|element| matches!(element.name(), "ul" | "ol"))
    };
    let is_blank = |node: &NodeRef<'_>| match node.value() {
        Node::Text(words) => words.trim().is_empty(),
        Node::Comment(_) => true,
        _ => false,
    };
    let before = node.prev_siblings().take(4).find(|node| !is_blank(node));
    let Some(mut list) = before.filter(is_list) else {
        return;
    };
    // From the list before, down to the last one that is less deep.
    loop {
        let found = list.value().as_element().and_then(level).unwrap_or(0);
        let same = list.value().as_element().zip(node.value().as_element());
        if found >= wanted {
            // The same list, broken off by the deeper one.
            if same.is_some_and(|(a, b)| classes(a) == classes(b)) {
                let target = list.id();
                if let Some(mut target) = parsed.tree.get_mut(target) {
                    target.reparent_from_id_append(id);
                }
                detach(parsed, id);
            }
            return;
        }
        let item = list.children().rev().take(4).find(|node| {
            node.value()
                .as_element()
                .is_some_and(|element| element.name() == "li")
        });
        let Some(item) = item else { return };
        let inner = item.children().rev().take(4).find(|node| !is_blank(node));
        match inner.filter(is_list) {
            Some(inner) => list = inner,
            None => {
                let target = item.id();
                if let Some(mut target) = parsed.tree.get_mut(target) {
                    target.append_id(id);
                }
                return;
            }
        }
    }
}

/// The name that an editor gives to a list and its level.
fn classes(element: &Element) -> Option<&str> {
    element.classes().find(|class| class.starts_with("lst-"))
}
