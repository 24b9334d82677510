//! The tickets that reports name and the places of the web they link to, each with the reports that do.
//!
//! Takes links and names of tickets, gives two lists. A ticket is known by its address. A name alone (`OPS-12`) is that of the one
//! tracker of the archive where such names lead; where they lead to several, nobody can tell which is meant, and `#12` never tells.

use std::collections::{BTreeMap, HashMap};

use super::feature::Gathered;
use crate::document::PointerKind;
use crate::postmortem::Postmortem;
use crate::postmortem::action::ticket_name;

/// So many bytes of an address are shown.
const LONGEST: usize = 70;

/// What one report points at.
enum Found {
    /// An address without scheme, and the ticket that it is the address of.
    Address(String, Option<String>),
    /// The name of a ticket.
    Name(String),
}

/// The tickets, and the other links.
pub(super) fn gather(reports: &[Postmortem]) -> (Vec<Gathered>, Vec<Gathered>) {
    let all: Vec<Vec<Found>> = reports.iter().map(found).collect();
    // Where tickets of one project lead: what stands before their names.
    let mut trackers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in all.iter().flatten() {
        if let Found::Address(address, Some(ticket)) = one
            && let Some(base) = address.strip_suffix(&ticket.to_lowercase())
            && let Some(project) = project(ticket)
        {
            let bases = trackers.entry(project.to_owned()).or_default();
            if bases.len() < 2 && !bases.iter().any(|known| known == base) {
                bases.push(base.to_owned());
            }
        }
    }
    let mut tickets = List::default();
    let mut links = List::default();
    for (at, own) in all.into_iter().enumerate() {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        for one in own {
            match one {
                Found::Address(address, Some(ticket)) => {
                    // A number says nothing without its tracker.
                    let shown = match ticket.strip_prefix('#') {
                        Some(_) => shown(&address),
                        None => ticket,
                    };
                    tickets.add(address, &shown, at, false);
                }
                Found::Address(address, None) => {
                    let Some(is_common) = look(&address) else {
                        continue;
                    };
                    let shown = shown(&address);
                    links.add(address, &shown, at, is_common);
                }
                Found::Name(name) => {
                    let bases = project(&name).and_then(|project| trackers.get(project));
                    match bases.map(Vec::as_slice) {
                        None | Some([]) => tickets.add(name.clone(), &name, at, false),
                        Some([base]) => {
                            let address = [base, name.to_lowercase().as_str()].concat();
                            tickets.add(address, &name, at, false);
                        }
                        Some(_) => {}
                    }
                }
            }
        }
    }
    (tickets.gathered, links.gathered)
}

/// Things by their identity, in the order in which they are first met.
#[derive(Default)]
struct List {
    numbers: HashMap<String, usize>,
    gathered: Vec<Gathered>,
}

impl List {
    fn add(&mut self, identity: String, name: &str, report: u32, is_common: bool) {
        let gathered = &mut self.gathered;
        let number = *self.numbers.entry(identity).or_insert_with(|| {
            gathered.push(Gathered {
                name: name.into(),
                is_common,
                reports: Vec::new(),
            });
            gathered.len() - 1
        });
        let reports = &mut self.gathered[number].reports;
        if reports.last() != Some(&(report, false)) {
            reports.push((report, false));
        }
    }
}

/// What a report links to and which tickets it names.
fn found(report: &Postmortem) -> Vec<Found> {
    let pointers = report.pointers.targets.iter();
    let pointers = pointers.filter(|one| one.kind == PointerKind::Link);
    let of_text = pointers.map(|one| &*one.target);
    let of_actions = report.actions.iter().flat_map(|action| &action.links);
    let bare = report.keywords.tickets.iter().map(|one| &**one);
    let tickets = report.actions.iter().flat_map(|action| &action.tickets);
    let links = of_text.chain(of_actions.map(String::as_str));
    let addresses = links.filter_map(of_address);
    let names = bare
        .chain(tickets.map(String::as_str))
        .filter_map(|written| {
            let name = || project(written).map(|_| Found::Name(written.to_owned()));
            of_address(written).or_else(name)
        });
    addresses.chain(names).collect()
}

/// What an address is that of; `None` for what is no address of a place of the web.
fn of_address(written: &str) -> Option<Found> {
    let ticket = ticket_name(written);
    // What else the address of a ticket asks for makes no other ticket of it.
    let place = match &ticket {
        Some(_) => written.split('?').next().unwrap_or(written),
        None => written,
    };
    Some(Found::Address(address(place)?, ticket))
}

/// What tells the tracker in a name: `OPS` of `OPS-12`, `T` of `T123456`; nothing of `#12`.
fn project(ticket: &str) -> Option<&str> {
    let name = ticket.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_name = name.len() < ticket.len() && name.starts_with(|c: char| c.is_ascii_alphabetic());
    is_name.then(|| name.trim_end_matches('-'))
}

/// An address of the web in the form in which it is compared: without scheme, place on the page and `/` at its end. `None` for one
/// that names a whole host, or no place of the web.
fn address(written: &str) -> Option<String> {
    let (scheme, rest) = written.trim().split_once("://")?;
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or(rest);
    let rest = rest.trim_end_matches('/');
    let (host, path) = rest.split_once('/')?;
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    if host.is_empty() || path.is_empty() {
        return None;
    }
    // Tickets are found in both cases; of other addresses two that differ in case only are rarely two.
    Some(format!("{host}/{}", path.to_lowercase()))
}

/// Hosts of code: there a path of two parts is a whole project.
const CODE: [&str; 4] = ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"];

/// What an address tells of an incident: nothing where it is that of a whole part of the web (`None`), little where no figure in it
/// tells one page of many.
fn look(address: &str) -> Option<bool> {
    let (host, path) = address.split_once('/')?;
    let parts = path.split(['/', '?']).filter(|part| !part.is_empty());
    let parts = parts.count();
    let whole = if CODE.contains(&host) { 2 } else { 0 };
    let has_figure = path.contains(|c: char| c.is_ascii_digit());
    if parts <= whole || parts < 2 && !has_figure {
        return None;
    }
    Some(!has_figure)
}

/// An address as a reason names it.
fn shown(address: &str) -> String {
    if address.len() <= LONGEST {
        return address.to_owned();
    }
    let mut end = LONGEST;
    while !address.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}…", &address[..end])
}
