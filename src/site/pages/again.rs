//! What happened again, on the pages of reports and of terms.
//!
//! Takes what the archive knows of a report's or a term's chains, gives it as templates take it. What nobody states says so.

use std::collections::BTreeSet;

use crate::archive::recurrence::{Chain, Way};
use crate::archive::{ReportIndex, Taxonomy};

use crate::site::Site;
use crate::site::alike;
use crate::site::facet::full_name;
use crate::site::link::Linker;
use crate::site::views::{AgainView, ChainView, IncidentView, TermLinkView};
use crate::site::words;

use super::line::{Detail, line};

/// Reports that a page lists, besides those that a head names.
const MOST: usize = 3;
/// Open actions that are told of one.
const MOST_ACTIONS: usize = 2;
/// Characters of one of them.
const MOST_WORDS: usize = 120;
/// Chains that the page of a term lists.
const MOST_CHAINS: usize = 8;
/// Reports that it lists of each.
const MOST_OF_CHAIN: usize = 3;

/// The same thing before a report or behind it; what is listed is added to `listed`.
pub(super) fn of_report(
    site: &Site,
    linker: &Linker<'_>,
    (at, way): (ReportIndex, Way),
    listed: &mut BTreeSet<ReportIndex>,
) -> Option<AgainView> {
    let again = site.archive.recurrence.of(at, way, MOST);
    listed.extend(again.incidents.iter().map(|incident| incident.report));
    let incidents = again.incidents.into_iter();
    let reports: Vec<IncidentView> = incidents
        .map(|incident| {
            let (open_actions, more_open) = open_actions(site, incident.earlier);
            IncidentView {
                line: line(site, linker, incident.report, Detail::Short),
                days: incident.days,
                reasons: alike::all(site.language(), &incident.reasons),
                suggested: incident.suggested,
                open_actions,
                more_open,
            }
        })
        .collect();
    (!reports.is_empty()).then(|| AgainView {
        suggested: reports.iter().all(|one| one.suggested),
        more: again.more,
        is_least: again.is_least,
        reports,
    })
}

/// The first actions of a report that are still to be done, and how many more there are.
pub(super) fn open_actions(site: &Site, report: ReportIndex) -> (Vec<String>, usize) {
    let actions = &site.archive.reports[report].actions;
    let places = site.archive.recurrence.open(report);
    let open = places.iter().filter_map(|place| actions.get(*place));
    let open = open
        .take(MOST_ACTIONS)
        .map(|action| words::beginning(&action.text, MOST_WORDS));
    (open.collect(), places.len().saturating_sub(MOST_ACTIONS))
}

/// What of a term came back, and how many more chains there are.
pub(super) fn of_term(
    site: &Site,
    linker: &Linker<'_>,
    taxonomy: &Taxonomy,
    term: usize,
) -> (Vec<ChainView>, usize) {
    let chains = site.archive.recurrence.of_term(taxonomy.key, term);
    let more = chains.len().saturating_sub(MOST_CHAINS);
    let view = |chain: &Chain| ChainView {
        other: match taxonomy.key {
            "service" => term_link(site, linker, "cause", chain.cause),
            _ => term_link(site, linker, "service", chain.service),
        },
        times: chain.times,
        suggested: chain.is_suggested,
        newest: chain
            .reports()
            .rev()
            .take(MOST_OF_CHAIN)
            .map(|report| line(site, linker, report, Detail::Short))
            .collect(),
    };
    (chains.take(MOST_CHAINS).map(view).collect(), more)
}

/// A term with its page, where its index has pages.
pub(super) fn term_link(site: &Site, linker: &Linker<'_>, key: &str, term: usize) -> TermLinkView {
    let place = |all: &[Taxonomy]| all.iter().position(|taxonomy| taxonomy.key == key);
    let archive = &site.archive;
    let (terms, url) = if let Some(t) = place(&archive.taxonomies) {
        let url = linker.to(&site.taxonomies[t].terms[term]);
        (Some(&archive.taxonomies[t].terms), Some(url))
    } else {
        let off = place(&archive.switched_off).map(|t| &archive.switched_off[t].terms);
        (off, None)
    };
    TermLinkView {
        name: terms.map_or_else(String::new, |terms| full_name(terms, term)),
        url,
        stated: true,
        evidence: None,
    }
}
