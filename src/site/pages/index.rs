//! The pages of groups and index files.

use crate::document::Block;
use crate::html::Body;
use crate::postmortem::Index;

use crate::site::group::GroupIndex;
use crate::site::link::Linker;
use crate::site::shared::Markup;
use crate::site::views::{EntryView, GroupView, IndexView};
use crate::site::{Page, Site, introduction};

use super::{Shown, contents, frame};

/// The page of a group of the contents tree.
pub(super) fn group(site: &Site, linker: &Linker<'_>, at: GroupIndex) -> Shown {
    let node = &site.groups.nodes[at];
    let mut page = frame::of(site, linker, Page::Group(at), &node.title);
    let above = site.groups.above(at);
    page.trail.extend(frame::group_links(site, linker, &above));
    let index = node.index.and_then(|index| site.archive.indexes.get(index));
    // A log shows its reports where they stood in it.
    let is_log = index.is_some_and(|index| index.portion.is_some());
    let (text, has_code) = index.map_or_else(<(Markup, bool)>::default, |index| {
        body(site, linker, index, is_log)
    });
    let view = IndexView {
        title: node.title.clone(),
        body: text,
        has_code,
        contents: if is_log {
            empty()
        } else {
            contents::of_group(site, linker, at)
        },
        edit_url: index.and_then(|index| frame::edit_url(site, &index.path)),
    };
    Shown::new(page, "index", &view)
}

/// The page of an index file that is more than the introduction of a group.
pub(super) fn file(site: &Site, linker: &Linker<'_>, at: usize) -> Shown {
    let index = &site.archive.indexes[at];
    let (text, has_code) = body(site, linker, index, index.portion.is_some());
    let view = IndexView {
        title: contents::title(site, at),
        body: text,
        has_code,
        contents: empty(),
        edit_url: frame::edit_url(site, &index.path),
    };
    let page = frame::of(site, linker, Page::Index(at), &view.title);
    Shown::new(page, "index", &view)
}

/// Everything that stands directly in the root.
pub(super) fn contents(site: &Site, linker: &Linker<'_>) -> Shown {
    let mut contents = contents::of_group(site, linker, 0);
    // The groups of the root are on the home page.
    contents
        .entries
        .retain(|entry: &EntryView| entry.group.is_none());
    let view = IndexView {
        title: site.language().text("Contents").to_owned(),
        body: Markup::default(),
        has_code: false,
        contents,
        edit_url: None,
    };
    let page = frame::of(site, linker, Page::Contents, &view.title);
    Shown::new(page, "index", &view)
}

/// The text of an index file, and whether there is code in it; its lists of contents are shown as those of the group, or where they
/// stand.
fn body(site: &Site, linker: &Linker<'_>, index: &Index, with_lists: bool) -> (Markup, bool) {
    let title = introduction::title_block(index);
    let shown = index.document.blocks.iter().enumerate();
    let blocks: Vec<Block> = shown
        .filter(|(at, block)| {
            Some(*at) != title && (with_lists || !introduction::is_toctree(block))
        })
        .map(|(_, block)| block.clone())
        .collect();
    let body = Body::of_page(&blocks, None, &[], site.means());
    (
        frame::body(site, linker, &index.path, &body),
        body.has_code(),
    )
}

fn empty() -> GroupView {
    GroupView {
        title: String::new(),
        url: None,
        count: 0,
        entries: Vec::new(),
        cut: false,
    }
}
