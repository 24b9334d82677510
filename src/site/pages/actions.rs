//! The action ledger: what did we promise, and is it done?
//!
//! Takes the ledger of the archive, gives the views of its pages, and of the part that the page of a term shows. Order and ages are the
//! ledger's; here is only how much of it one page bears.

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::archive::ReportIndex;
use crate::archive::ledger::{Again, By, Counted, Counts, Item, Part, addresses};
use crate::language::Language;
use crate::postmortem::action::{Due, Status};

use crate::site::action_text::without_addresses;
use crate::site::actions::{Pages, SHORT};
use crate::site::facet::full_name;
use crate::site::link::{Linker, is_web};
use crate::site::path::SitePath;
use crate::site::views::{
    ActionAgainView, ActionCountsView, ActionDueView, ActionGroupView, ActionLineView,
    ActionTaxonomyView, ActionTermView, ActionYearLinkView, ActionYearView, ActionsView, LinkView,
    TermActionsView, TicketView,
};
use crate::site::{Page, Site, words};

use super::line::{Dated, dated, link};
use super::{Shown, frame};

/// Indexes that what is left to do is counted by.
const COUNTED: [&str; 3] = ["service", "cause", "team"];
/// So many of what is open the ledger shows where it has more pages.
const MOST_OPEN: usize = 100;
/// So many of what nothing tells of.
const MOST_UNTOLD: usize = 50;
/// So many terms of an index.
const MOST_TERMS: usize = 12;
/// So many actions the page of a term shows.
pub(super) const MOST_OF_TERM: usize = 20;
/// Characters of an action in a line.
const MOST_TEXT: usize = 320;
/// Characters of an owner, and of until when it should be done.
const MOST_NAME: usize = 200;
/// Tickets of an action in a line.
const MOST_TICKETS: usize = 8;
/// Bytes of an address that a line leads to.
const LONGEST_ADDRESS: usize = 2000;
/// The id of the list on the page of a term.
const ANCHOR: &str = "pm:actions";

/// The ledger.
pub(super) fn all(site: &Site, linker: &Linker<'_>) -> Shown {
    let mut page = frame::of(site, linker, Page::Actions, site.language().text("Actions"));
    let about = site
        .language()
        .text("What the reports promise, the oldest first.");
    page.description = Some(about.to_owned());
    let archive = &site.archive;
    let ledger = &archive.ledger;
    let is_short = ledger.items.len() <= SHORT;
    let group = |part: Part, most: usize| {
        let items = ledger.items_of(part);
        let shown = if is_short { items.len() } else { most };
        ActionGroupView {
            part: name(part),
            count: items.len(),
            more: items.len().saturating_sub(shown),
            lines: items
                .take(shown)
                .map(|at| line(site, linker, &ledger.items[at]))
                .collect(),
        }
    };
    let mut groups = vec![
        group(Part::Open, MOST_OPEN),
        group(Part::Untold, MOST_UNTOLD),
    ];
    if is_short {
        groups.push(group(Part::Over, 0));
    }
    groups.retain(|group| group.count > 0);
    let to = |path: fn(&Pages) -> &SitePath| {
        let path = site.ledger.as_ref().map(path);
        path.map(|path| linker.to(path)).unwrap_or_default()
    };
    let shown = ActionsView {
        counts: view(
            (0..archive.reports.len())
                .map(|report| ledger.counts(report))
                .sum(),
        ),
        reports: (0..archive.reports.len())
            .filter(|report| !ledger.of(*report).is_empty())
            .count(),
        again: ledger
            .items
            .iter()
            .filter(|item| item.again.is_some())
            .count(),
        overdue: ledger.items.iter().filter(|item| item.is_overdue).count(),
        day: ledger
            .day
            .map(|counted| words::of_date(site.language(), counted.day(), None)),
        built: matches!(ledger.day, Some(Counted::Built(_))),
        groups,
        years: years(site, linker),
        taxonomies: COUNTED
            .into_iter()
            .filter_map(|key| taxonomy(site, linker, key))
            .collect(),
        csv: to(|pages| &pages.csv),
        json: to(|pages| &pages.json),
    };
    Shown::new(page, "actions", &shown)
}

/// A page of the actions of one year.
pub(super) fn of_year(site: &Site, linker: &Linker<'_>, at: usize) -> Shown {
    let ledger = &site.archive.ledger;
    let pages = site.ledger.as_ref();
    let years = pages.map_or(&[][..], |pages| &pages.years);
    let items = pages.map_or(&[][..], |pages| pages.items(at));
    let own = years.get(at);
    let year = own.and_then(|own| own.year);
    let title = year_title(site.language(), year);
    let mut page = frame::of(site, linker, Page::ActionsOf(at), &title);
    page.trail.extend(pages.map(|pages| LinkView {
        title: site.language().text("Actions").to_owned(),
        url: linker.to(&pages.main),
    }));
    let groups = [Part::Open, Part::Untold, Part::Over].map(|part| {
        let own = items.iter().filter(|item| ledger.part(**item) == part);
        let lines: Vec<ActionLineView> = own
            .map(|item| line(site, linker, &ledger.items[*item]))
            .collect();
        ActionGroupView {
            part: name(part),
            count: lines.len(),
            lines,
            more: 0,
        }
    });
    let link = |at: Option<usize>| {
        let page = years.get(at?)?;
        let mut title = year_title(site.language(), page.year);
        if page.of > 1 {
            let number = page.number.to_string();
            let values = [("title", &*title), ("number", &*number)];
            title = site.language().filled("{title}, page {number}", &values);
        }
        Some(LinkView {
            title,
            url: linker.to(&page.path),
        })
    };
    let view = ActionYearView {
        year,
        number: own.map_or(1, |own| own.number),
        of: own.map_or(1, |own| own.of),
        groups: groups.into_iter().filter(|group| group.count > 0).collect(),
        previous: link(at.checked_sub(1)),
        next: link(Some(at + 1)),
    };
    Shown::new(page, "actions", &view)
}

/// What the reports of a term promise, with so many that are not over; none where that is nothing, or nobody looks for it there.
pub(super) fn of_term(
    site: &Site,
    linker: &Linker<'_>,
    (t, k): (usize, usize),
    most: usize,
) -> Option<TermActionsView> {
    let taxonomy = &site.archive.taxonomies[t];
    let url = linker.to(&site.ledger.as_ref()?.main);
    if !COUNTED.contains(&taxonomy.key) {
        return None;
    }
    let ledger = &site.archive.ledger;
    let reports = &taxonomy.terms[k].reports;
    let counts: Counts = reports.iter().map(|report| ledger.counts(*report)).sum();
    if counts.total() == 0 {
        return None;
    }
    // Those of one report stand in the order of the ledger: no more of them are shown than of all.
    let mut items: Vec<usize> = (reports.iter())
        .flat_map(|report| ledger.of(*report).iter().take(most))
        .copied()
        .filter(|item| ledger.part(*item) != Part::Over)
        .collect();
    items.sort_unstable();
    items.truncate(most);
    let more = counts.left() - items.len();
    let suggested = site.suggested.of(t, k);
    let lines = items.into_iter().map(|at| {
        let item = &ledger.items[at];
        ActionLineView {
            suggested: suggested.binary_search(&item.place.report).is_ok(),
            ..line(site, linker, item)
        }
    });
    Some(TermActionsView {
        counts: view(counts),
        lines: lines.collect(),
        more,
        url,
    })
}

/// An action as a line of a list.
fn line(site: &Site, linker: &Linker<'_>, item: &Item) -> ActionLineView {
    let Dated { day, age } = dated(site, item.place.report);
    let action = item.place.action(&site.archive.reports);
    let addresses = addresses(&site.options.tickets, action);
    let tickets = action.tickets.iter().zip(addresses).take(MOST_TICKETS);
    let tickets = tickets.map(|(ticket, address)| TicketView {
        name: ticket.clone(),
        url: address
            .filter(|address| is_web(address) && address.len() <= LONGEST_ADDRESS)
            .map(Cow::into_owned),
    });
    let tickets: Vec<TicketView> = tickets.collect();
    let shown: Vec<&str> = tickets
        .iter()
        .filter_map(|one| one.url.as_deref())
        .collect();
    let text = without_addresses(&action.text, &shown);
    ActionLineView {
        text: words::beginning(&text, MOST_TEXT),
        status: action.status.name(),
        told: item.told.map(Status::name),
        owner: action
            .owner
            .as_deref()
            .map(|owner| words::beginning(owner, MOST_NAME)),
        owner_told: item
            .owner_told
            .as_deref()
            .map(|owner| words::beginning(owner, MOST_NAME)),
        due: action.due.as_ref().map(|due| due_view(site, due, item)),
        tickets,
        more_tickets: action.tickets.len().saturating_sub(MOST_TICKETS),
        report: link(site, linker, item.place.report),
        url: linker.to_place(&site.addresses[item.place.report], action.anchor.as_deref()),
        day: day.clone(),
        age: age.clone().filter(|_| item.age.is_some()),
        again: again(site, linker, item.again),
        before: again(site, linker, item.before),
        suggested: false,
    }
}

fn again(site: &Site, linker: &Linker<'_>, again: Option<Again>) -> Option<ActionAgainView> {
    let Again { item, by } = again?;
    let other = site.archive.ledger.items.get(item)?;
    Some(ActionAgainView {
        report: link(site, linker, other.place.report),
        same_ticket: by == By::Ticket,
        same_words: by == By::SameWords,
    })
}

fn due_view(site: &Site, due: &Due, item: &Item) -> ActionDueView {
    let day = due
        .date
        .map(|date| words::of_date(site.language(), date, None));
    let (machine, text) = match day {
        Some(day) => (Some(day.machine), day.text),
        None => (None, words::beginning(&due.as_written, MOST_NAME)),
    };
    ActionDueView {
        text,
        machine,
        overdue: item.is_overdue,
    }
}

fn name(part: Part) -> &'static str {
    match part {
        Part::Open => "open",
        Part::Untold => "untold",
        Part::Over => "over",
    }
}

fn year_title(language: &Language, year: Option<i16>) -> String {
    match year {
        Some(year) => {
            let year = language.dates().year(year);
            language.filled("Actions of {year}", &[("year", &year)])
        }
        None => language.text("Actions without a date").to_owned(),
    }
}

/// As templates take it.
fn view(counts: Counts) -> ActionCountsView {
    let Counts {
        open,
        in_progress,
        untold,
        done,
        dropped,
    } = counts;
    ActionCountsView {
        open,
        in_progress,
        untold,
        done,
        dropped,
    }
}

fn years(site: &Site, linker: &Linker<'_>) -> Vec<ActionYearLinkView> {
    let Some(pages) = &site.ledger else {
        return Vec::new();
    };
    let state = |at: &usize| {
        let item = &site.archive.ledger.items[*at];
        item.place.action(&site.archive.reports).status
    };
    let years = pages.years.chunk_by(|one, other| one.year == other.year);
    let mut at = 0;
    years
        .map(|of_year| {
            let own = at..at + of_year.len();
            at = own.end;
            let counts: Counts = own
                .map(|page| pages.items(page).iter().map(state).collect())
                .sum();
            ActionYearLinkView {
                year: of_year[0].year,
                url: linker.to(&of_year[0].path),
                counts: view(counts),
            }
        })
        .collect()
}

/// The terms of an index by what is left to do; none where there is no such index, or nothing to do in it.
fn taxonomy(site: &Site, linker: &Linker<'_>, key: &str) -> Option<ActionTaxonomyView> {
    let archive = &site.archive;
    let mut taxonomies = archive.taxonomies.iter();
    let t = taxonomies.position(|taxonomy| taxonomy.key == key)?;
    let taxonomy = &archive.taxonomies[t];
    let of = |reports: &[ReportIndex]| -> Counts {
        let ledger = &archive.ledger;
        reports.iter().map(|report| ledger.counts(*report)).sum()
    };
    let mut terms: Vec<(usize, Counts)> = taxonomy
        .terms
        .iter()
        .enumerate()
        .map(|(k, term)| (k, of(&term.reports)))
        .filter(|(_, counts)| counts.left() > 0)
        .collect();
    // What only stands above others says no more than they do.
    terms.retain(|(k, _)| {
        let term = &taxonomy.terms[*k];
        term.children.is_empty() || !term.values.is_empty()
    });
    terms.sort_by_key(|(k, counts)| (Reverse(counts.open), Reverse(counts.untold), *k));
    let more = terms.len().saturating_sub(MOST_TERMS);
    terms.truncate(MOST_TERMS);
    let views: Vec<ActionTermView> = terms
        .into_iter()
        .map(|(k, counts)| ActionTermView {
            name: full_name(&taxonomy.terms, k),
            url: linker.to_place(&site.taxonomies[t].terms[k], Some(ANCHOR)),
            counts: view(counts),
            suggested: of(site.suggested.of(t, k)).left(),
        })
        .collect();
    (!views.is_empty()).then(|| ActionTaxonomyView {
        key: taxonomy.key,
        title: site.language().text(taxonomy.title).to_owned(),
        url: linker.to(&site.taxonomies[t].page),
        terms: views,
        more,
    })
}
