//! A report as Markdown: its title, a short list of its facts, its text.
//!
//! A link to a report leads to its Markdown, so that who reads Markdown goes on doing so; one to a place in a report leads to the
//! page, which has that place.

use std::sync::PoisonError;

use crate::archive::ReportIndex;
use crate::facet::Property;
use crate::html::escape::allowed;
use crate::language::ENGLISH;
use crate::markdown::{line_start, one_line};
use crate::postmortem::{DateOrigin, Precision};
use crate::site::link::{DocumentLinks, Linker, is_web};
use crate::site::path::SitePath;
use crate::site::views::PairView;
use crate::site::{Site, words};

use super::{frame, head, line, report};

/// The name of the file, beside that of the page.
pub(in crate::site) const NAME: &str = "page.md";

/// The file of a report.
pub(super) fn text(site: &Site, path: &SitePath, at: ReportIndex) -> String {
    let linker = Linker::new(path);
    let own = &site.archive.reports[at];
    let mut out = format!("# {}\n", one_line(&own.title));
    let facts = facts(site, &linker, at);
    if !facts.is_empty() {
        out.push('\n');
    }
    for fact in facts {
        out.extend(["- ", &fact, "\n"]);
    }
    // What the text begins with is not said twice.
    if let Some(summary) = own.summary.as_deref().filter(|_| own.lede) {
        out.extend(["\n", "**Summary:** ", &one_line(summary), "\n"]);
    }
    let links = DocumentLinks {
        site,
        source: &own.path,
        linker: &linker,
        page: &site.addresses[at],
        reports: &site.texts,
    };
    let body = site.markdown.get(at).map(|body| {
        let body = body.lock().unwrap_or_else(PoisonError::into_inner);
        body.fill(&links)
    });
    let body = body.unwrap_or_default();
    let body = body.trim_matches('\n');
    if !body.is_empty() {
        out.extend(["\n", body, "\n"]);
    }
    out
}

/// What the page states beside the text, a line each.
fn facts(site: &Site, linker: &Linker<'_>, at: ReportIndex) -> Vec<String> {
    let own = &site.archive.reports[at];
    let when = &own.occurred;
    let page = &site.addresses[at];
    let mut out = vec![match frame::absolute(site, page) {
        Some(address) => format!("Page: <{address}>"),
        None => format!("Page: [index.html]({})", linker.to(page)),
    }];
    let mut say = |name: &str, value: &str| {
        if !value.trim().is_empty() {
            out.push(format!("{}: {}", line_start(name), one_line(value)));
        }
    };
    if let Some(day) = words::day(&ENGLISH, when) {
        let (name, origin) = match when.origin {
            Some(DateOrigin::Publication) => ("Published", " (no day of the incident found)"),
            Some(DateOrigin::FileName) => ("Day", " (from the file name)"),
            Some(DateOrigin::Timeline) => ("Day", " (first day in the timeline)"),
            Some(DateOrigin::Text) => ("Day", " (first day named in the text)"),
            _ => ("Day", ""),
        };
        say(name, &format!("{}{origin}", day.text));
    }
    let zone = words::zone(when);
    for (name, moment, from) in [
        ("Start", &when.start, &when.evidence.start),
        ("End", &when.end, &when.evidence.end),
    ] {
        // A day is said already.
        if let Some(moment) = moment.as_ref().filter(|one| one.precision < Precision::Day) {
            let note = if from.is_some() {
                " (from the text)"
            } else {
                ""
            };
            say(
                name,
                &format!("{}{note}", words::of_moment(&ENGLISH, moment, zone).text),
            );
        }
    }
    if let Some(minutes) = when.duration_minutes {
        say("Duration", &words::duration(&ENGLISH, minutes));
    }
    if let Some(severity) = line::severity(site, at, None) {
        say("Severity", &severity.label);
    }
    if let Some(status) = &own.status {
        say("Status", status);
    }
    for facet in report::facets(site, linker, at) {
        let terms: Vec<String> = facet
            .terms
            .iter()
            .map(|term| {
                let note = if term.stated { "" } else { " (suggested)" };
                [&term.name, note].concat()
            })
            .collect();
        let property = Property::of_key(facet.key);
        let title = property.map_or(facet.key, Property::title);
        say(title, &terms.join(", "));
    }
    for role in report::roles(site, linker, at) {
        say(&role.role, &role.name);
    }
    let head::Further { links, pairs } = head::further(&ENGLISH, &own.further);
    for PairView { key, value, url } in links.into_iter().chain(pairs) {
        // The whole address: nobody sees what stands behind words.
        match url.filter(|url| is_web(url)).and_then(|url| allowed(&url)) {
            Some(url) => out.push(format!("{}: <{url}>", line_start(&key))),
            None => out.push(format!("{}: {}", line_start(&key), one_line(&value))),
        }
    }
    out
}
