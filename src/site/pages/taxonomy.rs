//! The pages of indexes and their terms: have we seen this before?

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::site::facet::full_name;
use crate::site::group::FOLD;
use crate::site::link::Linker;
use crate::site::path::SitePath;
use crate::site::views::{LinkView, TaxonomyView, TermNodeView, TermView};
use crate::site::{Page, Site};

use super::home::top_level;
use super::line::{Detail, by_year, strip, term_node};
use super::{Shown, frame};

/// Terms of another index that a term's page names.
const MOST_MET: usize = 8;

/// The list of all indexes.
pub(super) fn all(site: &Site, linker: &Linker<'_>) -> Shown {
    let page = frame::of(site, linker, Page::Taxonomies, "All indexes");
    let view: Vec<TaxonomyView> = (0..site.archive.taxonomies.len())
        .map(|t| taxonomy(site, linker, t))
        .collect();
    Shown::new(page, "taxonomies", &view)
}

/// An index with its terms.
pub(super) fn one(site: &Site, linker: &Linker<'_>, t: usize) -> Shown {
    let view = taxonomy(site, linker, t);
    let mut page = frame::of(site, linker, Page::Taxonomy(t), view.title);
    page.trail.push(indexes(linker));
    Shown::new(page, "taxonomy", &view)
}

/// A term of an index.
pub(super) fn term(site: &Site, linker: &Linker<'_>, t: usize, k: usize) -> Shown {
    let taxonomy = &site.archive.taxonomies[t];
    let term = &taxonomy.terms[k];
    let title = full_name(&taxonomy.terms, k);
    let mut page = frame::of(site, linker, Page::Term(t, k), &title);
    page.description.clone_from(&term.description);
    page.trail.push(indexes(linker));
    page.trail.push(LinkView {
        title: taxonomy.title.to_owned(),
        url: linker.to(&site.taxonomies[t].page),
    });
    let mut parents = Vec::new();
    let mut up = term.parent;
    // A parent always stands before its child, so that this ends.
    while let Some(parent) = up.filter(|parent| *parent < k) {
        parents.push(LinkView {
            title: taxonomy.terms[parent].name.clone(),
            url: linker.to(&site.taxonomies[t].terms[parent]),
        });
        up = taxonomy.terms[parent].parent.filter(|next| *next < parent);
    }
    parents.reverse();
    page.trail.extend(parents);
    let detail = if term.reports.len() > FOLD {
        Detail::Short
    } else {
        Detail::Full
    };
    let view = TermView {
        name: term.name.clone(),
        taxonomy: taxonomy.key,
        taxonomy_title: taxonomy.title,
        description: term.description.clone(),
        children: term_node(site, linker, t, k).children,
        count: term.reports.len(),
        years: by_year(site, linker, &term.reports, detail),
        meets: meets(site, linker, t, k),
        strip: strip(site, linker, &term.reports),
    };
    Shown::new(page, "term", &view)
}

fn indexes(linker: &Linker<'_>) -> LinkView {
    LinkView {
        title: "All indexes".to_owned(),
        url: linker.to(&SitePath::page("indexes")),
    }
}

fn taxonomy(site: &Site, linker: &Linker<'_>, t: usize) -> TaxonomyView {
    let taxonomy = &site.archive.taxonomies[t];
    TaxonomyView {
        key: taxonomy.key,
        title: taxonomy.title,
        url: linker.to(&site.taxonomies[t].page),
        count: taxonomy.terms.len(),
        terms: top_level(taxonomy)
            .into_iter()
            .map(|k| term_node(site, linker, t, k))
            .collect(),
    }
}

/// What the reports of a term most often have in other indexes. Years are left to the strip.
fn meets(site: &Site, linker: &Linker<'_>, own: usize, k: usize) -> Vec<TaxonomyView> {
    let taxonomies = &site.archive.taxonomies;
    let mut counts: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for report in &taxonomies[own].terms[k].reports {
        for (t, other) in site.membership.of(*report) {
            if *t != own && taxonomies[*t].key != "year" {
                *counts.entry(*t).or_default().entry(*other).or_default() += 1;
            }
        }
    }
    counts
        .into_iter()
        .map(|(t, counts)| {
            let count = counts.len();
            let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
            counts.sort_by_key(|(k, count)| (Reverse(*count), *k));
            TaxonomyView {
                key: taxonomies[t].key,
                title: taxonomies[t].title,
                url: linker.to(&site.taxonomies[t].page),
                count,
                terms: counts
                    .into_iter()
                    .take(MOST_MET)
                    .map(|(k, count)| TermNodeView {
                        name: full_name(&taxonomies[t].terms, k),
                        url: linker.to(&site.taxonomies[t].terms[k]),
                        count,
                        latest: None,
                        children: Vec::new(),
                    })
                    .collect(),
            }
        })
        .collect()
}
