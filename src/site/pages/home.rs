//! The home page: what happened lately, and the ways into the archive.

use crate::archive::Taxonomy;

use crate::site::link::Linker;
use crate::site::path::SitePath;
use crate::site::views::{HomeView, LinkView, TaxonomyView};
use crate::site::{Page, Site};

use super::line::{Detail, line, strip, term_node};
use super::{Shown, contents, frame};

/// Reports that stand at the top.
const NEWEST: usize = 5;
/// The title that the contents tree gives to the group beside the years.
const UNDATED: &str = "Undated";
/// Terms of each index.
const MOST_TERMS: usize = 8;

/// The home page.
pub(super) fn show(site: &Site, linker: &Linker<'_>) -> Shown {
    let archive = &site.archive;
    let mut page = frame::of(site, linker, Page::Home, &site.view.title);
    page.description.clone_from(&site.view.description);
    let source = archive
        .contents
        .root
        .index
        .and_then(|at| archive.indexes.get(at))
        .map_or("", |index| &index.path);
    let home = SitePath::page("");
    let more = archive.contents.root.index.and_then(|at| {
        let path = site.index_pages.get(at).filter(|path| **path != home)?;
        let title = archive.indexes.get(at)?.title.clone();
        Some(LinkView {
            title: title.unwrap_or_else(|| "Introduction".to_owned()),
            url: linker.to(path),
        })
    });
    let all: Vec<usize> = (0..archive.reports.len()).collect();
    let nodes = &site.groups.nodes;
    let view = HomeView {
        introduction: frame::body(site, linker, source, &site.introduction, None),
        more,
        newest: all
            .iter()
            .take(NEWEST)
            .map(|at| line(site, linker, *at, Detail::Full))
            .collect(),
        contents: contents::of_home(site, linker),
        by_year: nodes[0].direct == 0
            && nodes.iter().any(|node| node.year().is_some())
            && nodes[1..]
                .iter()
                .all(|node| node.year().is_some() || node.title == UNDATED),
        taxonomies: (0..archive.taxonomies.len())
            .map(|t| commonest(site, linker, t))
            .collect(),
        years: strip(site, linker, &all),
        drafts: archive.reports.iter().filter(|report| report.draft).count(),
    };
    Shown::new(page, "home", &view)
}

/// An index with its commonest terms; years and severities keep their own order.
fn commonest(site: &Site, linker: &Linker<'_>, t: usize) -> TaxonomyView {
    let taxonomy = &site.archive.taxonomies[t];
    let mut top = top_level(taxonomy);
    if !matches!(taxonomy.key, "year" | "severity") {
        top.sort_by_key(|k| std::cmp::Reverse(taxonomy.terms[*k].reports.len()));
    }
    TaxonomyView {
        key: taxonomy.key,
        title: taxonomy.title,
        url: linker.to(&site.taxonomies[t].page),
        count: taxonomy.terms.len(),
        terms: top
            .into_iter()
            .take(MOST_TERMS)
            .map(|k| {
                let mut node = term_node(site, linker, t, k);
                node.children.clear();
                node
            })
            .collect(),
    }
}

/// The terms that stand under no other.
pub(super) fn top_level(taxonomy: &Taxonomy) -> Vec<usize> {
    (0..taxonomy.terms.len())
        .filter(|k| taxonomy.terms[*k].parent.is_none())
        .collect()
}
