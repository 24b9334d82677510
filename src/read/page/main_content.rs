//! Which part of a page is the report.
//!
//! Takes a parsed page, gives the node. An element that says by its name, its role or its id that it holds the content is taken
//! where it holds enough of it, and where no other says the same; else the whole page is.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeId;
use scraper::node::Element;
use scraper::{Html, Node};

use super::furniture;
use super::measure::Sizes;
use super::part::{Main, top};
use crate::read::html::NodeRef;

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

/// What is named more surely must hold so much of what is named less surely around it, in hundredths.
const INNER_SHARE: usize = 80;
/// Or all of it but so many bytes: a line of authors, the names of files.
const AROUND: usize = 150;

/// Of several elements of one name, one is the content where it holds so much of them all, in hundredths.
const ALONE: usize = 90;

/// An element that says that it holds the content.
#[derive(Debug, Clone, Copy)]
struct Found {
    rank: usize,
    id: NodeId,
    /// The element of the same rank that it stands in.
    within: Option<NodeId>,
}

/// Finds the report.
pub(super) fn find(parsed: &Html, sizes: &Sizes) -> Main {
    let top = top(parsed);
    let (found, furniture) = candidates(parsed, top, sizes);
    let all = sizes.get(top.id()).all.saturating_sub(furniture);
    let scattered = scattered(&found, sizes);
    let is_enough = |id: NodeId| {
        let size = sizes.get(id).all;
        size > 0 && size * 100 >= all * SHARE
    };
    let mut best: Option<Found> = None;
    for one in &found {
        let fits = one.within.is_none()
            && !scattered.contains(&one.id)
            && is_enough(one.id)
            && best.is_none_or(|best| one.rank < best.rank)
            // What stands in one of several parts is not the whole either.
            && (one.rank == MAIN || !holders(parsed, one.id).any(|id| scattered.contains(&id)));
        if fits {
            best = Some(*one);
        }
    }
    let Some(mut best) = best else {
        return Main {
            id: top.id(),
            is_part: false,
        };
    };
    // A surer name inside of a plainer one must not cost half of what that holds.
    let own = |id: NodeId| {
        let size = sizes.get(id);
        size.all.saturating_sub(size.linked)
    };
    if best.rank > ARTICLE {
        let named: HashMap<NodeId, Found> = found
            .iter()
            .filter(|one| one.rank > best.rank && !scattered.contains(&one.id))
            .map(|one| (one.id, *one))
            .collect();
        for outer in holders(parsed, best.id).filter_map(|id| named.get(&id)) {
            let (inner, whole) = (own(best.id), own(outer.id));
            if inner * 100 < whole * INNER_SHARE && inner + AROUND < whole {
                best = *outer;
            }
        }
    }
    Main {
        id: best.id,
        is_part: true,
    }
}

/// The elements that say that they hold the content, in the order of the page, and the size of the menus beside them.
fn candidates(parsed: &Html, top: NodeRef<'_>, sizes: &Sizes) -> (Vec<Found>, usize) {
    let mut found: Vec<Found> = Vec::new();
    let mut furniture = 0;
    // Each with the elements of every rank that it stands in, as a chain from the innermost outwards.
    let mut chain: Vec<(Found, Option<usize>)> = Vec::new();
    let mut inside: Vec<(NodeId, Option<usize>)> =
        top.children().map(|node| (node.id(), None)).collect();
    inside.reverse();
    while let Some((id, mut around)) = inside.pop() {
        let Some(node) = parsed.tree.get(id) else {
            continue;
        };
        let Node::Element(element) = node.value() else {
            continue;
        };
        // What stands in menus is no content, whatever it is called.
        if furniture::is_menu(element) {
            furniture += sizes.get(id).all;
            continue;
        }
        if let Some(rank) = rank(element) {
            let mut at = around;
            let mut within = None;
            while let Some((outer, next)) = at.and_then(|at| chain.get(at)) {
                if outer.rank == rank {
                    within = Some(outer.id);
                    break;
                }
                at = *next;
            }
            let one = Found { rank, id, within };
            found.push(one);
            // One of a rank is enough in a chain, so that none grows long.
            if within.is_none() {
                chain.push((one, around));
                around = Some(chain.len() - 1);
            }
        }
        let first = inside.len();
        inside.extend(node.children().map(|child| (child.id(), around)));
        inside[first..].reverse();
    }
    (found, furniture)
}

/// Those whose rank says nothing, since several elements beside one another bear it: each is a part of what is told.
fn scattered(found: &[Found], sizes: &Sizes) -> HashSet<NodeId> {
    let mut ranks: HashMap<usize, (usize, usize)> = HashMap::new();
    let outermost = || found.iter().filter(|one| one.within.is_none());
    for one in outermost() {
        let size = sizes.get(one.id).all;
        let (largest, sum) = ranks.entry(one.rank).or_default();
        *largest = size.max(*largest);
        *sum += size;
    }
    outermost()
        .filter(|one| {
            let (largest, sum) = ranks.get(&one.rank).copied().unwrap_or_default();
            let is_alone = largest * 100 >= sum * ALONE;
            !is_alone || sizes.get(one.id).all < largest
        })
        .map(|one| one.id)
        .collect()
}

/// What an element stands in, from the inside outwards.
fn holders(parsed: &Html, id: NodeId) -> impl Iterator<Item = NodeId> {
    let node = parsed.tree.get(id);
    node.into_iter()
        .flat_map(|node| node.ancestors().map(|outer| outer.id()))
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
