//! The pages of indexes and their terms: have we seen this before?
//!
//! Takes an index of the archive, gives the views of its page and of its terms. Which spellings are one term, and in which order they
//! stand, the archive has decided.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::archive::{ReportIndex, Taxonomy};

use crate::site::facet::full_name;
use crate::site::group::FOLD;
use crate::site::link::Linker;
use crate::site::path::SitePath;
use crate::site::views::{LinkView, TaxonomyView, TermNodeView, TermView};
use crate::site::{Page, Site};

use super::line::{Detail, bare_term, by_year, strip, term_node};
use super::{Shown, actions, again, contents, frame, letters};

/// Terms that a preview of an index names.
const MOST_TERMS: usize = 8;
/// An index of more terms is divided by their initial letters.
const UNDIVIDED: usize = 40;
/// Terms that stand before the letters of an index.
const MOST_COMMON: usize = 20;
/// Reports that such a term has at least.
const COMMON: usize = 2;

/// The list of all indexes.
pub(super) fn all(site: &Site, linker: &Linker<'_>) -> Shown {
    let page = frame::of(
        site,
        linker,
        Page::Taxonomies,
        site.language().text("All indexes"),
    );
    let view: Vec<TaxonomyView> = (0..site.archive.taxonomies.len())
        .map(|t| commonest(site, linker, t))
        .collect();
    Shown::new(page, "taxonomies", &view)
}

/// An index with its terms.
pub(super) fn one(site: &Site, linker: &Linker<'_>, t: usize) -> Shown {
    let view = taxonomy(site, linker, t);
    let mut page = frame::of(site, linker, Page::Taxonomy(t), &view.title);
    page.trail.push(indexes(site, linker));
    Shown::new(page, "taxonomy", &view)
}

/// A term of an index.
pub(super) fn term(site: &Site, linker: &Linker<'_>, t: usize, k: usize) -> Shown {
    let taxonomy = &site.archive.taxonomies[t];
    let term = &taxonomy.terms[k];
    let title = full_name(&taxonomy.terms, k);
    let mut page = frame::of(site, linker, Page::Term(t, k), &title);
    page.description.clone_from(&term.description);
    page.trail.extend(trail(site, linker, t));
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
    let suggested = site.suggested.of(t, k);
    let is_mixed = !suggested.is_empty() && suggested.len() < term.reports.len();
    // Both are in the order of the archive.
    let is_stated = |report: &&usize| suggested.binary_search(report).is_err();
    let stated: Vec<usize> = term.reports.iter().filter(is_stated).copied().collect();
    let (chains, more_chains) = again::of_term(site, linker, taxonomy, k);
    let view = TermView {
        name: term.name.clone(),
        taxonomy: taxonomy.key,
        taxonomy_title: site.language().text(taxonomy.title).to_owned(),
        description: term.description.clone(),
        children: term_node(site, linker, t, k).children,
        count: term.reports.len(),
        suggested: suggested.len(),
        years: by_year(site, linker, &term.reports, detail),
        stated_years: if is_mixed {
            by_year(site, linker, &stated, detail)
        } else {
            Vec::new()
        },
        suggested_years: if is_mixed {
            by_year(site, linker, suggested, detail)
        } else {
            Vec::new()
        },
        chains,
        more_chains,
        meets: meets(site, linker, t, k),
        strip: strip(site, linker, &term.reports),
        actions: actions::of_term(site, linker, (t, k), actions::MOST_OF_TERM),
        primer: site.primers.get(&(t, k)).map(|path| linker.to(path)),
    };
    Shown::new(page, "term", &view)
}

/// The way to an index.
pub(super) fn trail(site: &Site, linker: &Linker<'_>, t: usize) -> [LinkView; 2] {
    let index = LinkView {
        title: site
            .language()
            .text(site.archive.taxonomies[t].title)
            .to_owned(),
        url: linker.to(&site.taxonomies[t].page),
    };
    [indexes(site, linker), index]
}

fn indexes(site: &Site, linker: &Linker<'_>) -> LinkView {
    LinkView {
        title: site.language().text("All indexes").to_owned(),
        url: linker.to(&SitePath::page("indexes")),
    }
}

/// An index with everything in it.
fn taxonomy(site: &Site, linker: &Linker<'_>, t: usize) -> TaxonomyView {
    let own = &site.archive.taxonomies[t];
    let terms: Vec<TermNodeView> = top_level(own)
        .into_iter()
        .map(|k| term_node(site, linker, t, k))
        .collect();
    let divided = terms.len() > UNDIVIDED && !has_own_order(own);
    let mut view = TaxonomyView {
        key: own.key,
        title: site.language().text(own.title).to_owned(),
        url: linker.to(&site.taxonomies[t].page),
        count: terms.len(),
        terms,
        commonest: Vec::new(),
        letters: Vec::new(),
        undated: None,
    };
    if divided {
        let mut common: Vec<&TermNodeView> = view
            .terms
            .iter()
            .filter(|term| term.count >= COMMON)
            .collect();
        common.sort_by_key(|term| Reverse(term.count));
        view.commonest = common.into_iter().take(MOST_COMMON).cloned().collect();
        view.letters = letters::divide(site.language(), &view.terms);
    }
    if own.key == "year" {
        view.undated = contents::of_undated(site, linker);
    }
    view
}

/// An index with its commonest terms; years and severities keep their own order.
pub(super) fn commonest(site: &Site, linker: &Linker<'_>, t: usize) -> TaxonomyView {
    let taxonomy = &site.archive.taxonomies[t];
    let mut top = top_level(taxonomy);
    let count = top.len();
    if !has_own_order(taxonomy) {
        top.sort_by_key(|k| Reverse(taxonomy.terms[*k].reports.len()));
    }
    TaxonomyView {
        key: taxonomy.key,
        title: site.language().text(taxonomy.title).to_owned(),
        url: linker.to(&site.taxonomies[t].page),
        count,
        terms: top
            .into_iter()
            .take(MOST_TERMS)
            .map(|k| bare_term(site, linker, t, k))
            .collect(),
        commonest: Vec::new(),
        letters: Vec::new(),
        undated: None,
    }
}

/// True where the order of the terms says more than how common they are.
fn has_own_order(taxonomy: &Taxonomy) -> bool {
    matches!(taxonomy.key, "year" | "severity")
}

/// The terms that stand under no other.
fn top_level(taxonomy: &Taxonomy) -> Vec<usize> {
    (0..taxonomy.terms.len())
        .filter(|k| taxonomy.terms[*k].parent.is_none())
        .collect()
}

/// Of the terms that some reports have, with how many have each, the commonest.
pub(super) fn most_met(
    site: &Site,
    linker: &Linker<'_>,
    t: usize,
    (reports, counts): (&[ReportIndex], BTreeMap<usize, usize>),
) -> Vec<TermNodeView> {
    let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(k, count)| (Reverse(*count), *k));
    let counts = counts.into_iter().take(MOST_TERMS);
    let views = counts.map(|(k, count)| {
        let suggested = site.suggested.of(t, k);
        let is_suggested = |report: &&ReportIndex| suggested.binary_search(report).is_ok();
        TermNodeView {
            name: full_name(&site.archive.taxonomies[t].terms, k),
            url: linker.to(&site.taxonomies[t].terms[k]),
            count,
            suggested: reports.iter().filter(is_suggested).count(),
            latest: None,
            children: Vec::new(),
        }
    });
    views.collect()
}

/// What the reports of a term most often have in other indexes. Years are left to the strip.
fn meets(site: &Site, linker: &Linker<'_>, own: usize, k: usize) -> Vec<TaxonomyView> {
    let taxonomies = &site.archive.taxonomies;
    let mut counts: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    let reports = &taxonomies[own].terms[k].reports;
    for report in reports {
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
            TaxonomyView {
                key: taxonomies[t].key,
                title: site.language().text(taxonomies[t].title).to_owned(),
                url: linker.to(&site.taxonomies[t].page),
                count,
                terms: most_met(site, linker, t, (reports, counts)),
                commonest: Vec::new(),
                letters: Vec::new(),
                undated: None,
            }
        })
        .collect()
}
