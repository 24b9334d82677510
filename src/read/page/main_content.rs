//! Which part of a page is the report.
//!
//! Takes a parsed page, gives the node. An element that says by its name, its role or its id that it holds the content is taken
//! where it holds enough of it; else the whole page is.

use ego_tree::NodeId;
use scraper::node::Element;
use scraper::{Html, Node};

use super::furniture;
use super::measure::Sizes;

/// The part of a page that is the report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Main {
    /// Its node.
    pub(super) id: NodeId,
    /// True where it is a part of the page, false where it is all of it.
    pub(super) is_part: bool,
}

/// Ids and classes that tools give to the content, the surest first.
const NAMES: &[&str] = &[
    "main-content",
    "wiki-content",
    "page-body",
    "mw-parser-output",
    "mw-content-text",
    "markdown-body",
    "entry-content",
    "post-content",
    "post-body",
    "article-body",
    "article-content",
    "article__content",
    "md-content",
    "td-content",
    "book-page",
    "page-content",
    "maincontent",
    "main_content",
    "bodycontent",
    "content",
    "documentwrapper",
    "main",
];

/// The content is so much of the page, menus and the like aside, in hundredths.
const SHARE: usize = 40;

/// Finds the report.
pub(super) fn find(parsed: &Html, sizes: &Sizes) -> Main {
    let top = top(parsed);
    let mut found: Vec<(usize, NodeId)> = Vec::new();
    let mut articles = 0;
    // What stands in menus is no content, whatever it is called.
    let mut inside: Vec<NodeId> = top.children().map(|node| node.id()).collect();
    let mut furniture = 0;
    inside.reverse();
    while let Some(id) = inside.pop() {
        let Some(node) = parsed.tree.get(id) else {
            continue;
        };
        let Node::Element(element) = node.value() else {
            continue;
        };
        if furniture::is_menu(element) {
            furniture += sizes.get(id).all;
            continue;
        }
        if let Some(rank) = rank(element) {
            articles += usize::from(element.name() == "article");
            found.push((rank, id));
        }
        let first = inside.len();
        inside.extend(node.children().map(|child| child.id()));
        inside[first..].reverse();
    }
    let all = sizes.get(top.id()).all.saturating_sub(furniture);
    let is_enough = |id: NodeId| {
        let size = sizes.get(id).all;
        size > 0 && size * 100 >= all * SHARE
    };
    let best = found
        .iter()
        // Of several articles each is a part of what is told.
        .filter(|(rank, id)| is_enough(*id) && (*rank != ARTICLE || articles == 1))
        .min_by_key(|(rank, _)| *rank);
    match best {
        Some((_, id)) => Main {
            id: *id,
            is_part: true,
        },
        None => Main {
            id: top.id(),
            is_part: false,
        },
    }
}

/// The node that holds the whole page.
pub(super) fn top(parsed: &Html) -> crate::read::html::NodeRef<'_> {
    let root = parsed.tree.root();
    root.children()
        .find(|node| node.value().is_element())
        .unwrap_or(root)
}

const MAIN: usize = 0;
const ARTICLE: usize = 1;

/// How plainly an element says that it is the content: the less, the plainer.
fn rank(element: &Element) -> Option<usize> {
    let role = element.attr("role").unwrap_or("");
    if element.name() == "main" || role.eq_ignore_ascii_case("main") {
        return Some(MAIN);
    }
    if element.name() == "article" || role.eq_ignore_ascii_case("article") {
        return Some(ARTICLE);
    }
    let names = element.id().into_iter().chain(element.classes());
    names
        .filter_map(|name| {
            let name = name.to_ascii_lowercase();
            NAMES.iter().position(|known| *known == name)
        })
        .min()
        .map(|at| ARTICLE + 1 + at)
}
