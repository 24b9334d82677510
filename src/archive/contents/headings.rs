//! Headings above lists as groups, nested by level.
//!
//! Takes headings and the entries of lists in the order of a document. It reads no list itself.

use super::super::ReportIndex;

/// One entry of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// A report.
    Report(ReportIndex),
    /// A folder with its own index file or without, and the entries that stand under the link to it.
    Folder(String, Vec<Item>),
    /// An index file beside the one that introduces its folder, by its place among the index files.
    Index(usize),
    /// An entry under a title that the list gives it.
    Titled(String, Box<Item>),
    /// A link out of the archive.
    Link {
        /// Its words.
        title: String,
        /// Where to.
        target: String,
    },
    /// Entries under a heading, or under an item without a link.
    Group(String, Vec<Item>),
    /// Every report whose path fits the pattern, in the order of paths or against it.
    Pattern(String, bool),
}

/// The headings that are open while the blocks of a document are read.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// Level, title and entries of each open heading.
    open: Vec<(u8, String, Vec<Item>)>,
    items: Vec<Item>,
    met: usize,
}

impl Headings {
    /// Opens a heading, after closing those of its level and below.
    pub(super) fn enter(&mut self, level: u8, title: String) {
        self.met += 1;
        // The first heading of the highest level is the title of the page.
        if self.met == 1 && level == 1 {
            return;
        }
        self.close(level);
        self.open.push((level, title, Vec::new()));
    }

    fn close(&mut self, level: u8) {
        while self.open.last().is_some_and(|(open, ..)| *open >= level) {
            if let Some((_, title, items)) = self.open.pop()
                && !items.is_empty()
            {
                self.place(group(title, items));
            }
        }
    }

    /// Puts entries under the heading that is open.
    pub(super) fn place(&mut self, items: Vec<Item>) {
        match self.open.last_mut() {
            Some((_, _, open)) => open.extend(items),
            None => self.items.extend(items),
        }
    }

    /// Closes all and gives the entries.
    pub(super) fn finish(mut self) -> Vec<Item> {
        self.close(0);
        self.items
    }
}

/// A group, or its items where it has no title.
pub(super) fn group(title: String, items: Vec<Item>) -> Vec<Item> {
    if title.is_empty() {
        items
    } else {
        vec![Item::Group(title, items)]
    }
}
