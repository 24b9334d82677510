//! A primer: what should somebody know who is on call for this service tonight?
//!
//! It says nothing that its reports do not say, and chooses: the newest incidents, the commonest causes, the oldest promises.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::ReportIndex;
use crate::archive::insights::Ways;
use crate::postmortem::remark::Of;
use crate::site::facet::full_name;
use crate::site::link::{DocumentLinks, Linker};
use crate::site::views::{
    LinkView, NoticedView, PrimerView, RemarkedView, RunbookView, TermNodeView,
};
use crate::site::{Page, Site, words};

use super::line::{Detail, line, link};
use super::{Shown, actions, frame, insights, taxonomy};

/// Incidents that it shows.
const LATEST: usize = 5;
/// Ways of noticing.
const MOST_WAYS: usize = 8;
/// Actions.
const MOST_ACTIONS: usize = 10;
/// Runbooks.
const MOST_RUNBOOKS: usize = 12;
/// Reports that tell of luck.
const MOST_LUCK: usize = 5;
/// Characters of words that may name something: fewer are `here` and `again`.
const FEWEST_WORDS: usize = 6;
/// Characters of the words of a link.
const MOST_WORDS: usize = 120;

/// The primer of a service.
pub(super) fn show(site: &Site, linker: &Linker<'_>, (t, k): (usize, usize)) -> Shown {
    let own = &site.archive.taxonomies[t];
    let reports = &own.terms[k].reports;
    let name = full_name(&own.terms, k);
    let url = linker.to(&site.taxonomies[t].terms[k]);
    let mut page = frame::of(
        site,
        linker,
        Page::Primer(t, k),
        &(site.language()).filled(
            "{service}: primer for people on call",
            &[("service", &name)],
        ),
    );
    page.trail.extend(taxonomy::trail(site, linker, t));
    page.trail.push(LinkView {
        title: name.clone(),
        url: url.clone(),
    });
    // Its name alone is that of the page of the service.
    page.trail.push(LinkView {
        title: site.language().text("Primer").to_owned(),
        url: linker.to(linker.from()),
    });
    let (causes, without_cause) = causes(site, linker, reports);
    let (detection, unnoticed) = detection(site, reports);
    let (runbooks, more_runbooks) = runbooks(site, linker, reports);
    let view = PrimerView {
        name,
        url,
        count: reports.len(),
        suggested: site.suggested.of(t, k).len(),
        latest: (reports.iter().take(LATEST))
            .map(|at| line(site, linker, *at, Detail::Full))
            .collect(),
        causes,
        without_cause,
        detection,
        unnoticed,
        actions: actions::of_term(site, linker, (t, k), MOST_ACTIONS),
        runbooks,
        more_runbooks,
        luck: luck(site, linker, reports),
    };
    Shown::new(page, "primer", &view)
}

/// The commonest causes of these reports, and how many have none.
fn causes(site: &Site, linker: &Linker<'_>, reports: &[ReportIndex]) -> (Vec<TermNodeView>, usize) {
    let mut taxonomies = site.archive.taxonomies.iter();
    let Some(t) = taxonomies.position(|taxonomy| taxonomy.key == "cause") else {
        return (Vec::new(), 0);
    };
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut without = 0;
    for report in reports {
        let mut has_one = false;
        for k in site.membership.in_taxonomy(*report, t) {
            *counts.entry(k).or_default() += 1;
            has_one = true;
        }
        without += usize::from(!has_one);
    }
    let causes = taxonomy::most_met(site, linker, t, (reports, counts));
    (causes, without)
}

/// How the incidents of these reports were noticed, and how many do not tell.
fn detection(site: &Site, reports: &[ReportIndex]) -> (Vec<NoticedView>, usize) {
    let Ways { all, unknown } = Ways::of(reports.iter().map(|at| &*site.archive.reports[*at]));
    let views = all.into_iter().take(MOST_WAYS).map(|way| NoticedView {
        name: words::way(site.language(), &way.name),
        count: way.reports,
        suggested: way.suggested,
    });
    (views.collect(), unknown)
}

/// What these reports call runbooks, each once, and how many more there are.
fn runbooks(
    site: &Site,
    linker: &Linker<'_>,
    reports: &[ReportIndex],
) -> (Vec<RunbookView>, usize) {
    let mut met: BTreeSet<String> = BTreeSet::new();
    let mut out = Vec::new();
    for at in reports {
        let report = &site.archive.reports[*at];
        let links = DocumentLinks {
            site,
            source: &report.path,
            linker,
            page: &site.addresses[*at],
            reports: &site.addresses,
        };
        for pointer in site.runbooks.of(report, *at) {
            let Some((url, external)) = links.safe(&pointer.target) else {
                continue;
            };
            if !met.insert(url.clone()) || out.len() == MOST_RUNBOOKS {
                continue;
            }
            // `here` names no runbook.
            let words = pointer.words.trim();
            let is_name = words.chars().count() >= FEWEST_WORDS;
            let words = if is_name { words } else { &*pointer.target };
            out.push(RunbookView {
                title: words::beginning(words, MOST_WORDS),
                url,
                external,
                report: link(site, linker, *at),
            });
        }
    }
    let more = met.len() - out.len();
    (out, more)
}

/// What these reports say of luck.
fn luck(site: &Site, linker: &Linker<'_>, reports: &[ReportIndex]) -> Vec<RemarkedView> {
    let lucky = reports
        .iter()
        .filter(|at| !insights::remarks_of(site, **at, Of::Luck).is_empty());
    lucky
        .take(MOST_LUCK)
        .map(|at| insights::remarked(site, linker, *at, Of::Luck))
        .collect()
}
