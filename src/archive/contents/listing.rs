//! What the lists of an index file name, in their order.
//!
//! Takes the document of an index file and where its links lead, gives entries that may be nested. A list counts where at
//! least one of its links leads to a report or to a folder of reports; other lists are prose. It does not know the folders.

use std::collections::BTreeSet;

use super::super::ReportIndex;
use super::super::references::{References, Target};
use super::super::selection::folder_of;
use super::super::toctree::{self, Toc, Written};
pub(super) use super::headings::Item;
use super::headings::{Headings, group};
use crate::document::{Block, BlockKind, Inline, InlineKind, Link, List, Table, text, walk};
use crate::postmortem::Index;
use crate::source::Span;

/// What an index file lists.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// The entries.
    pub(super) items: Vec<Item>,
    /// Entries that lead nowhere.
    pub(super) dead: Vec<Dead>,
}

/// An entry that leads nowhere: where it stands, and what it names.
#[derive(Debug)]
pub(super) struct Dead {
    pub(super) span: Span,
    pub(super) target: Box<str>,
}

/// Reads the lists of an index file.
pub(super) fn read(own: usize, indexes: &[Index], references: &References) -> Listing {
    let index = &indexes[own];
    let reader = Reader {
        index,
        own,
        indexes,
        references,
    };
    let mut found = Found::default();
    let mut headings = Headings::default();
    reader.blocks(&index.document.blocks, &mut headings, &mut found.dead);
    found.items = headings.finish();
    let mut declared = reader.written(&toctree::listing(&index.document), false);
    reader.hidden(&index.document.blocks, &mut found.items);
    if found.items.is_empty() {
        found.items = std::mem::take(&mut declared.items);
    }
    // One heading over everything says nothing that the title of the page does not.
    while let [Item::Group(_, items)] = &mut found.items[..] {
        found.items = std::mem::take(items);
    }
    Listing {
        items: found.items,
        dead: found.dead,
    }
}

/// Entries while they are collected.
#[derive(Debug, Default)]
struct Found {
    items: Vec<Item>,
    dead: Vec<Dead>,
    /// True where one of the entries is in the archive.
    counts: bool,
}

/// A link of an item, and whether words stand between it and the one before.
struct Mention<'a> {
    link: &'a Link,
    span: Span,
    apart: bool,
}

struct Reader<'a> {
    index: &'a Index,
    /// Its place among the index files.
    own: usize,
    indexes: &'a [Index],
    references: &'a References,
}

impl Reader<'_> {
    fn blocks(&self, blocks: &[Block], headings: &mut Headings, dead: &mut Vec<Dead>) {
        for block in blocks {
            let found = match &block.kind {
                BlockKind::Heading(heading) => {
                    headings.enter(heading.level, title(&heading.content));
                    continue;
                }
                BlockKind::List(list) => self.list(list),
                BlockKind::Table(table) => self.table(table),
                BlockKind::Paragraph(content) => self.paragraph(content),
                BlockKind::Quote(inner) | BlockKind::Group(inner) => {
                    self.blocks(inner, headings, dead);
                    continue;
                }
                BlockKind::Admonition(admonition) => {
                    self.blocks(&admonition.blocks, headings, dead);
                    continue;
                }
                BlockKind::Details(details) => {
                    let mut inner = Headings::default();
                    self.blocks(&details.blocks, &mut inner, dead);
                    let items = inner.finish();
                    if !items.is_empty() {
                        headings.place(group(title(&details.summary), items));
                    }
                    continue;
                }
                _ => match toctree::toc(block) {
                    Some(toc) if !toc.is_hidden => self.toc(toc),
                    _ => continue,
                },
            };
            if found.counts {
                headings.place(found.items);
                dead.extend(found.dead);
            }
        }
    }

    fn list(&self, list: &List) -> Found {
        let mut all = Found::default();
        for item in &list.items {
            let mut own: Vec<&Inline> = Vec::new();
            let mut children = Found::default();
            for block in &item.blocks {
                match &block.kind {
                    BlockKind::Paragraph(content) => own.extend(content),
                    BlockKind::List(list) => {
                        let inner = self.list(list);
                        if inner.counts {
                            children.items.extend(inner.items);
                            children.dead.extend(inner.dead);
                            children.counts = true;
                        }
                    }
                    _ => {}
                }
            }
            let found = self.entry(&own);
            all.counts |= found.counts || children.counts;
            all.dead.extend(found.dead);
            all.dead.extend(children.dead);
            all.items.extend(nested(found.items, children.items, &own));
        }
        all
    }

    /// The entries that the words of one item give.
    fn entry(&self, words: &[&Inline]) -> Found {
        let mut mentions = Vec::new();
        let mut apart = false;
        for inline in words {
            collect(inline, &mut mentions, &mut apart);
        }
        let mut found = Found::default();
        for mention in &mentions {
            // `a, b and c` are three entries; `a, which followed b` is one.
            if found.counts && mention.apart {
                break;
            }
            match self.item(mention.link) {
                Some(item) => {
                    found.items.push(item);
                    found.counts = true;
                }
                None if found.counts => break,
                None => {}
            }
        }
        if found.counts {
            return found;
        }
        let is_dead =
            |mention: &&Mention<'_>| self.target(mention.link).is_some_and(Target::is_dead);
        let dead = |mention: &Mention<'_>| Dead {
            span: mention.span,
            target: mention.link.target.clone(),
        };
        found.dead = mentions.iter().filter(is_dead).map(dead).collect();
        if let [mention] = &mentions[..]
            && self.target(mention.link).is_none()
            && mention.link.target.starts_with("http")
        {
            found.items.push(Item::Link {
                title: title(&mention.link.content),
                target: mention.link.target.to_string(),
            });
        }
        found
    }

    fn table(&self, table: &Table) -> Found {
        let mut all = Found::default();
        for row in table.rows.iter().filter(|row| !row.header) {
            let mut words: Vec<&Inline> = Vec::new();
            for block in row.cells.iter().flat_map(|cell| &cell.blocks) {
                if let BlockKind::Paragraph(content) = &block.kind {
                    words.extend(content);
                }
            }
            let mut found = self.entry(&words);
            // A row is about one report; what else it links to is said of that one.
            found.items.truncate(1);
            all.counts |= found.counts;
            all.items.extend(found.items);
            all.dead.extend(found.dead);
        }
        all
    }

    /// A paragraph that is nothing but links, as wikis and mdBook's summaries have them.
    fn paragraph(&self, content: &[Inline]) -> Found {
        let mut mentions = Vec::new();
        let mut apart = false;
        for inline in content {
            collect(inline, &mut mentions, &mut apart);
        }
        let is_bare = !apart && !mentions.iter().any(|mention| mention.apart);
        let mut found = Found::default();
        if is_bare {
            found.items = mentions.iter().filter_map(|m| self.item(m.link)).collect();
            found.counts = !found.items.is_empty();
        }
        found
    }

    fn written(&self, entries: &[Written], reversed: bool) -> Found {
        let mut found = Found::default();
        for entry in entries {
            found.items.extend(if entry.is_pattern {
                Some(Item::Pattern(entry.target.clone(), reversed))
            } else {
                self.written_item(entry)
            });
        }
        found.counts = !found.items.is_empty();
        found
    }

    /// What an entry of a list of contents names. Unlike a link, it makes of another index file a part of this one, wherever
    /// that stands.
    fn written_item(&self, entry: &Written) -> Option<Item> {
        let title = |otherwise: &str| entry.title.clone().unwrap_or_else(|| otherwise.to_owned());
        let away = |target: &str| Item::Link {
            title: title(target),
            target: target.to_owned(),
        };
        let item = match self.references.target(&self.index.path, &entry.target) {
            Some(Target::Report(report, _)) => Item::Report(*report),
            Some(Target::Index(at, _)) if *at == self.own => return None,
            Some(Target::Index(at, _)) => Item::Index(*at),
            Some(Target::Folder(folder)) => Item::Folder(folder.clone(), Vec::new()),
            Some(Target::Away(address)) => return Some(away(address)),
            None | Some(Target::Asset(_)) => return Some(away(&entry.target)),
            Some(Target::Here(_) | Target::Nowhere | Target::Unpublished) => return None,
        };
        Some(match &entry.title {
            Some(title) => Item::Titled(title.clone(), Box::new(item)),
            None => item,
        })
    }

    /// A list of contents; its caption is a heading over its entries.
    fn toc(&self, toc: Toc) -> Found {
        let mut found = self.written(&toc.entries, toc.is_reversed);
        found.items = group(toc.caption, found.items);
        found
    }

    /// The lists of contents that are not shown: they give a place to what no other list of the file names.
    fn hidden(&self, blocks: &[Block], items: &mut Vec<Item>) {
        let mut hidden = Vec::new();
        walk::blocks(blocks, &mut |block| {
            let toc = toctree::toc(block).filter(|toc| toc.is_hidden);
            hidden.extend(toc.into_iter().flat_map(|toc| self.toc(toc).items));
        });
        if !hidden.is_empty() {
            let mut named = BTreeSet::new();
            reports(items, &mut named);
            drop_reports(&mut hidden, &named);
            items.append(&mut hidden);
        }
    }

    fn target(&self, link: &Link) -> Option<&Target> {
        self.references.target(&self.index.path, &link.target)
    }

    fn item(&self, link: &Link) -> Option<Item> {
        self.item_of(self.target(link))
    }

    fn item_of(&self, target: Option<&Target>) -> Option<Item> {
        let folder = match target? {
            Target::Report(report, _) => return Some(Item::Report(*report)),
            Target::Index(at, _) => folder_of(&self.indexes[*at].path),
            Target::Folder(folder) => folder,
            _ => return None,
        };
        // A link to the own page, to one above or to a neighbour's is navigation.
        let own = folder_of(&self.index.path);
        (folder != own && contains(own, folder))
            .then(|| Item::Folder(folder.to_owned(), Vec::new()))
    }
}

/// True where the path stands in the folder, or is it.
pub(super) fn contains(folder: &str, path: &str) -> bool {
    folder.is_empty()
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The entries of an item and those of the lists in it, put together.
fn nested(own: Vec<Item>, children: Vec<Item>, words: &[&Inline]) -> Vec<Item> {
    if children.is_empty() {
        return own;
    }
    let mut own = own;
    match &mut own[..] {
        [] => {
            let words: Vec<Inline> = words.iter().map(|inline| (*inline).clone()).collect();
            group(title(&words), children)
        }
        [Item::Folder(_, inside)] => {
            inside.extend(children);
            own
        }
        [Item::Report(_)] => {
            let mut words_of_link = Vec::new();
            let mut apart = false;
            for inline in words {
                collect(inline, &mut words_of_link, &mut apart);
            }
            let title = words_of_link
                .first()
                .map(|mention| title(&mention.link.content))
                .unwrap_or_default();
            own.extend(children);
            group(title, own)
        }
        _ => {
            own.extend(children);
            own
        }
    }
}

/// The words of a heading or an item as a title.
fn title(content: &[Inline]) -> String {
    let words = text::of_inlines(content);
    words.trim().trim_end_matches(':').trim_end().to_owned()
}

fn collect<'a>(inline: &'a Inline, mentions: &mut Vec<Mention<'a>>, apart: &mut bool) {
    match &inline.kind {
        InlineKind::Link(link) => {
            mentions.push(Mention {
                link,
                span: inline.span,
                apart: *apart,
            });
            *apart = false;
        }
        InlineKind::Styled(_, content) => {
            for inline in content {
                collect(inline, mentions, apart);
            }
        }
        InlineKind::Text(words) | InlineKind::Code(words) => {
            *apart |= words
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| !matches!(word, "" | "and" | "or"));
        }
        _ => {}
    }
}

/// Takes reports out of some entries, and groups that hold nothing without them.
fn drop_reports(items: &mut Vec<Item>, named: &BTreeSet<ReportIndex>) {
    items.retain_mut(|item| match item {
        Item::Report(report) => !named.contains(report),
        Item::Titled(_, inner) => !matches!(&**inner, Item::Report(at) if named.contains(at)),
        Item::Group(_, inner) => {
            drop_reports(inner, named);
            !inner.is_empty()
        }
        _ => true,
    });
}

/// True where some entries hold a pattern, at any depth.
pub(super) fn has_pattern(items: &[Item]) -> bool {
    items.iter().any(|item| match item {
        Item::Pattern(..) => true,
        Item::Group(_, items) => has_pattern(items),
        _ => false,
    })
}

/// The reports among some entries and all that stand under them.
pub(super) fn reports(items: &[Item], out: &mut BTreeSet<ReportIndex>) {
    for item in items {
        match item {
            Item::Report(report) => {
                out.insert(*report);
            }
            Item::Folder(_, items) | Item::Group(_, items) => reports(items, out),
            Item::Titled(_, item) => reports(std::slice::from_ref(item), out),
            Item::Index(_) | Item::Link { .. } | Item::Pattern(..) => {}
        }
    }
}
