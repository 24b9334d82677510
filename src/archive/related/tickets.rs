//! The tickets that reports name and the places of the web they link to, each with the reports that do.
//!
//! Takes links and names of tickets, gives two lists. Which names mean one ticket is told by [`tracker`], as for the action ledger.

use std::sync::Arc;

use foldhash::HashMap;

use super::super::ReportIndex;
use super::super::linked::Links;
use super::super::own_name::OwnNames;
use super::super::tracker::{self, Trackers};
use super::gathered::Gathered;
use crate::document::ticket::path_of;
use crate::postmortem::Postmortem;
use crate::postmortem::action::ticket_name;

/// So many bytes of an address are shown.
const LONGEST: usize = 70;

/// What one report points at.
enum Found {
    /// An address without scheme.
    Link(String),
    Ticket(Ticket),
}

/// How a report names a ticket.
enum Ticket {
    /// By its address: the name by which it is compared, and what it is called.
    Address(String, String),
    /// By its name alone.
    Name(String),
}

/// The tickets, and the other links.
pub(super) fn gather(
    reports: &[Arc<Postmortem>],
    (links, trackers): (&Links<'_>, &Trackers<'_>),
    own_names: &OwnNames,
) -> (Vec<Gathered>, Vec<Gathered>) {
    let mut places = List::default();
    let mut all: Vec<Vec<Ticket>> = Vec::with_capacity(reports.len());
    for (at, report) in reports.iter().enumerate() {
        let mut own = Vec::new();
        for one in found(report, links.of_report(at), own_names) {
            match one {
                Found::Ticket(ticket) => own.push(ticket),
                Found::Link(address) => {
                    if let Some(is_common) = look(&address) {
                        let shown = || shown(&address);
                        places.add(&address, shown, number_of(at), is_common);
                    }
                }
            }
        }
        all.push(own);
    }
    let mut tickets = List::default();
    for (at, own) in all.into_iter().enumerate() {
        for one in own {
            let (identity, name) = match one {
                Ticket::Address(identity, name) => (identity, name),
                Ticket::Name(name) => (trackers.by_name((at, &reports[at]), &name), name),
            };
            tickets.add(&identity, || name, number_of(at), false);
        }
    }
    (tickets.gathered, places.gathered)
}

fn number_of(report: ReportIndex) -> u32 {
    u32::try_from(report).unwrap_or(u32::MAX)
}

/// Things by their identity, in the order in which they are first met.
#[derive(Default)]
struct List {
    numbers: HashMap<Box<str>, usize>,
    gathered: Vec<Gathered>,
}

impl List {
    /// Adds a thing of a report; what it is called is asked for where it is new.
    fn add(&mut self, identity: &str, name: impl FnOnce() -> String, report: u32, is_common: bool) {
        let number = match self.numbers.get(identity) {
            Some(known) => *known,
            None => {
                self.gathered.push(Gathered {
                    name: name().into(),
                    is_common,
                    is_vague: false,
                    reports: Vec::new(),
                });
                let new = self.gathered.len() - 1;
                self.numbers.insert(identity.into(), new);
                new
            }
        };
        let reports = &mut self.gathered[number].reports;
        if reports.last() != Some(&(report, false)) {
            reports.push((report, false));
        }
    }
}

/// What a report links to and which tickets it names.
fn found<'a>(
    report: &'a Postmortem,
    links: &'a [&'a str],
    own_names: &'a OwnNames,
) -> impl Iterator<Item = Found> + 'a {
    let bare = report.keywords.tickets.iter().map(|one| &**one);
    let tickets = report.actions.iter().flat_map(|action| &action.tickets);
    let addresses = links.iter().filter_map(|link| of_address(link, own_names));
    let names = bare
        .chain(tickets.map(String::as_str))
        .filter_map(|written| {
            let name = || project(written).map(|_| Ticket::Name(written.to_owned()));
            of_address(written, own_names).or_else(|| name().map(Found::Ticket))
        });
    addresses.chain(names)
}

/// What an address is that of; `None` for what is no address of a place of the web.
fn of_address(written: &str, own_names: &OwnNames) -> Option<Found> {
    // The address of a report elsewhere is a place as any other.
    let ticket = ticket_name(written).filter(|ticket| !own_names.has(ticket));
    let Some(ticket) = ticket else {
        return address(written).map(|address| Found::Link(address.to_lowercase()));
    };
    // What else the address of a ticket asks for makes no other ticket of it.
    let place = path_of(written);
    let address = address(place)?;
    // A number says nothing without its tracker.
    let name = if ticket.starts_with('#') {
        shown(&address.to_lowercase())
    } else {
        ticket
    };
    Some(Found::Ticket(Ticket::Address(
        tracker::of_address(place),
        name,
    )))
}

/// What tells the tracker in a name: `OPS` of `OPS-12`, `T` of `T123456`; nothing of `#12`.
fn project(ticket: &str) -> Option<&str> {
    let name = ticket.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_name = name.len() < ticket.len() && name.starts_with(|c: char| c.is_ascii_alphabetic());
    is_name.then(|| name.trim_end_matches('-'))
}

/// An address of the web in the form in which it is compared, but for its case: without scheme, place on the page and `/` at its end.
/// `None` for one that names a whole host, or no place of the web.
fn address(written: &str) -> Option<&str> {
    let (scheme, rest) = written.trim().split_once("://")?;
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or(rest);
    let rest = rest.trim_end_matches('/');
    let www = rest
        .split_at_checked(4)
        .filter(|(www, _)| www.eq_ignore_ascii_case("www."));
    let rest = www.map_or(rest, |(_, rest)| rest);
    let (host, path) = rest.split_once('/')?;
    // Tickets are found in both cases; of other addresses two that differ in case only are rarely two.
    (!host.is_empty() && !path.is_empty()).then_some(rest)
}

/// Hosts of code: there a path of two parts is a whole project.
const CODE: [&str; 4] = ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"];

/// What lists of tickets end with.
const LISTS: [&str; 3] = ["/issues", "/pulls", "/merge_requests"];

/// What an address tells of an incident: nothing where it is that of a whole part of the web, or of a list of tickets or its form for
/// a new one (`None`); little where no figure in it tells one page of many.
fn look(address: &str) -> Option<bool> {
    let (host, path) = address.split_once('/')?;
    let parts = path.split(['/', '?']).filter(|part| !part.is_empty());
    let parts = parts.count();
    let whole = if CODE.contains(&host) { 2 } else { 0 };
    let has_figure = path.contains(|c: char| c.is_ascii_digit());
    if parts <= whole || parts < 2 && !has_figure {
        return None;
    }
    let (place, query) = path
        .split_once('?')
        .map_or((path, None), |(place, query)| (place, Some(query)));
    let form = ["/new", "/new/choose"]
        .iter()
        .find_map(|form| place.strip_suffix(form));
    let of_tickets = form.unwrap_or(place);
    let is_of_tickets = LISTS.iter().any(|end| of_tickets.ends_with(end));
    if is_of_tickets && (form.is_some() || query.is_none()) {
        return None;
    }
    Some(!has_figure)
}

/// An address as a reason names it: of a long one the beginning, and the end, which tells the ticket or the page.
fn shown(address: &str) -> String {
    if address.len() <= LONGEST {
        return address.to_owned();
    }
    let (head, tail) = (LONGEST / 2, address.len() - LONGEST / 2);
    let head = (0..=head).rev().find(|at| address.is_char_boundary(*at));
    let tail = (tail..address.len()).find(|at| address.is_char_boundary(*at));
    let (head, tail) = (head.unwrap_or(0), tail.unwrap_or(address.len()));
    [&address[..head], "…", &address[tail..]].concat()
}
