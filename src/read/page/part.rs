//! A part of a page, as a node of its tree. Which part is the report is decided elsewhere.

use ego_tree::NodeId;
use scraper::Html;

use crate::read::html::NodeRef;

/// The part of a page that is the report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Main {
    /// Its node.
    pub(super) id: NodeId,
    /// True where it is a part of the page, false where it is all of it.
    pub(super) is_part: bool,
}

/// The node that holds the whole page.
pub(super) fn top(parsed: &Html) -> NodeRef<'_> {
    let root = parsed.tree.root();
    root.children()
        .find(|node| node.value().is_element())
        .unwrap_or(root)
}
