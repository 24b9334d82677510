//! How much text stands in each element of a page, and how much of that leads elsewhere.

use std::collections::HashMap;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{Html, Node};

/// The characters in an element, white space aside.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Size {
    pub(super) all: usize,
    /// Those that are the words of links.
    pub(super) linked: usize,
}

impl Size {
    /// True where most words are links.
    pub(super) fn is_linked(self) -> bool {
        self.linked * 2 > self.all
    }
}

/// The sizes of all elements.
pub(super) struct Sizes(HashMap<NodeId, Size>);

impl Sizes {
    /// Measures a page.
    pub(super) fn of(parsed: &Html) -> Self {
        let mut sizes = HashMap::new();
        let mut open: Vec<Size> = vec![Size::default()];
        for edge in parsed.tree.root().traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Text(words) => {
                        let count = words
                            .bytes()
                            .filter(|byte| !byte.is_ascii_whitespace())
                            .count();
                        if let Some(size) = open.last_mut() {
                            size.all += count;
                        }
                    }
                    Node::Element(_) => open.push(Size::default()),
                    _ => {}
                },
                Edge::Close(node) => {
                    let Node::Element(element) = node.value() else {
                        continue;
                    };
                    let mut size = open.pop().unwrap_or_default();
                    if element.name() == "a" {
                        size.linked = size.all;
                    }
                    if let Some(outer) = open.last_mut() {
                        outer.all += size.all;
                        outer.linked += size.linked;
                    }
                    sizes.insert(node.id(), size);
                }
            }
        }
        Self(sizes)
    }

    /// The size of an element.
    pub(super) fn get(&self, node: NodeId) -> Size {
        self.0.get(&node).copied().unwrap_or_default()
    }
}
