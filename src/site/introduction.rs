//! What of the root's index file the home page shows.
//!
//! The lists of links to reports gave the contents tree its order and are shown as that tree; what is left is the
//! introduction. Nothing an author wrote may vanish by this: where more is left than an introduction, or where the lists
//! say more than their links, the whole file has a page of its own.

use crate::archive::{References, Target};
use crate::document::{Block, BlockKind, Inline, InlineKind, List, text, walk};
use crate::postmortem::Index;

/// More blocks than this are more than an introduction.
const MOST_BLOCKS: usize = 6;
/// More characters than this are more than an introduction.
const MOST_CHARACTERS: usize = 1500;

/// The root's index file, divided.
#[derive(Debug, Default)]
pub(super) struct Introduction {
    /// What the home page shows.
    pub(super) blocks: Vec<Block>,
    /// True where that is not all, and the file needs a page of its own.
    pub(super) needs_page: bool,
}

/// The root's index file where there is no report to list: it is all that the site has to show.
pub(super) fn alone(index: &Index) -> Introduction {
    let title = title_block(index);
    let blocks = index.document.blocks.iter().enumerate();
    Introduction {
        blocks: blocks
            .filter(|(at, _)| Some(*at) != title)
            .map(|(_, block)| block.clone())
            .collect(),
        needs_page: false,
    }
}

/// Divides the root's index file.
pub(super) fn of(index: &Index, references: &References) -> Introduction {
    let blocks = &index.document.blocks;
    let title = title_block(index);
    let is_list: Vec<bool> = blocks
        .iter()
        .map(|block| orders(block, &index.path, references).is_some())
        .collect();
    let says_more = blocks
        .iter()
        .filter_map(|block| orders(block, &index.path, references))
        .any(|order| order.says_more);
    let rest: Vec<usize> = (0..blocks.len())
        .filter(|at| {
            Some(*at) != title
                && !is_list[*at]
                && !matches!(blocks[*at].kind, BlockKind::Comment(_))
                && !is_heading_of_lists(blocks, &is_list, *at)
        })
        .collect();
    let characters: usize = rest
        .iter()
        .map(|at| {
            text::of_blocks(std::slice::from_ref(&blocks[*at]))
                .chars()
                .count()
        })
        .sum();
    let footnotes = |at: &usize| matches!(blocks[*at].kind, BlockKind::Footnote(_));
    let count = rest.iter().filter(|at| !footnotes(at)).count();
    if count <= MOST_BLOCKS && characters <= MOST_CHARACTERS {
        return Introduction {
            blocks: rest.iter().map(|at| blocks[*at].clone()).collect(),
            needs_page: says_more,
        };
    }
    // The beginning alone: what stands before the first heading and the first list of reports.
    let beginning = rest
        .iter()
        .take_while(|at| {
            !matches!(blocks[**at].kind, BlockKind::Heading(_))
                && !is_list[..**at].iter().any(|is_list| *is_list)
        })
        .take(MOST_BLOCKS)
        .map(|at| blocks[*at].clone())
        .collect();
    Introduction {
        blocks: beginning,
        needs_page: true,
    }
}

/// True for an index file that is nothing but lists of links to reports, with their headings. What `SUMMARY.md` holds besides are chapters,
/// too: links by themselves before and behind its lists, and entries that lead nowhere yet.
pub(super) fn is_pure_list(index: &Index, references: &References) -> bool {
    let title = title_block(index);
    let name = index.path.rsplit('/').next().unwrap_or(&index.path);
    let is_summary = name.to_lowercase().starts_with("summary.");
    let is_chapter = |block: &Block| match &block.kind {
        BlockKind::Paragraph(content) => words_outside_links(content).trim().is_empty(),
        BlockKind::List(list) => {
            let mut order = Order { says_more: false };
            list_orders(list, &index.path, references, &mut order, &mut 0) && !order.says_more
        }
        _ => false,
    };
    index
        .document
        .blocks
        .iter()
        .enumerate()
        .all(|(at, block)| match &block.kind {
            BlockKind::Heading(_) | BlockKind::Comment(_) | BlockKind::Rule => true,
            _ => {
                Some(at) == title
                    || is_summary && is_chapter(block)
                    || orders(block, &index.path, references).is_some_and(|order| !order.says_more)
            }
        })
}

/// The heading that repeats the title of an index file: the first block that is shown, where it is the only one of its
/// level or says what the title says.
pub(super) fn title_block(index: &Index) -> Option<usize> {
    let blocks = &index.document.blocks;
    let at = blocks
        .iter()
        .position(|block| !matches!(block.kind, BlockKind::Comment(_)))?;
    let BlockKind::Heading(first) = &blocks[at].kind else {
        return None;
    };
    let says_title = index
        .title
        .as_deref()
        .is_some_and(|title| title.trim() == text::of_inlines(&first.content).trim());
    let alone = blocks[at + 1..].iter().all(
        |block| !matches!(&block.kind, BlockKind::Heading(other) if other.level <= first.level),
    );
    (says_title || (alone && index.title.is_none())).then_some(at)
}

/// What is known of a list that gives an order.
struct Order {
    /// True where its items hold more words than those of their links.
    says_more: bool,
}

/// Whether a block is a list of links to reports.
fn orders(block: &Block, path: &str, references: &References) -> Option<Order> {
    let list = match &block.kind {
        BlockKind::List(list) => list,
        // The archive has turned its patterns into the entries of the contents.
        _ if is_toctree(block) => return Some(Order { says_more: false }),
        _ => return None,
    };
    let mut order = Order { says_more: false };
    let mut reports = 0;
    list_orders(list, path, references, &mut order, &mut reports).then_some(())?;
    (reports > 0).then_some(order)
}

/// True for a list of documents by pattern, which a reader leaves to the archive: the contents show what it means.
pub(super) fn is_toctree(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Toctree(_) => true,
        BlockKind::Directive(directive) => &*directive.name == "toctree",
        _ => false,
    }
}

/// True where each item has a link, or is a heading over a list of such items.
fn list_orders(
    list: &List,
    path: &str,
    references: &References,
    order: &mut Order,
    reports: &mut usize,
) -> bool {
    list.items.iter().all(|item| {
        let mut linked = false;
        let mut nested = false;
        let mut own = String::new();
        let mut words = false;
        for block in &item.blocks {
            match &block.kind {
                BlockKind::Paragraph(content) => {
                    words = true;
                    own.push_str(&words_outside_links(content));
                    walk::inlines_of(content, &mut |inline| {
                        if let InlineKind::Link(link) = &inline.kind {
                            linked = true;
                            if let Some(Target::Report(..) | Target::Index(..)) =
                                references.target(path, &link.target)
                            {
                                *reports += 1;
                            }
                        }
                    });
                }
                BlockKind::List(inner) => {
                    if !list_orders(inner, path, references, order, reports) {
                        return false;
                    }
                    nested = true;
                }
                BlockKind::Comment(_) => {}
                _ => order.says_more = true,
            }
        }
        // The words of an item without a link are the title of the group below it.
        order.says_more |= linked && own.chars().any(char::is_alphanumeric);
        linked || (nested && words)
    })
}

fn words_outside_links(content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        match &inline.kind {
            InlineKind::Link(_) => {}
            InlineKind::Styled(_, inner) => out.push_str(&words_outside_links(inner)),
            _ => out.push_str(&text::of_inlines(std::slice::from_ref(inline))),
        }
    }
    out
}

/// True for a heading over nothing but lists that give an order: the tree shows it as the title of a group.
fn is_heading_of_lists(blocks: &[Block], is_list: &[bool], at: usize) -> bool {
    let BlockKind::Heading(heading) = &blocks[at].kind else {
        return false;
    };
    let section = at + 1..blocks.len();
    let mut lists = 0;
    for other in section {
        match &blocks[other].kind {
            BlockKind::Heading(next) if next.level <= heading.level => break,
            BlockKind::Heading(_) | BlockKind::Comment(_) => {}
            _ if is_list[other] => lists += 1,
            _ => return false,
        }
    }
    lists > 0
}
