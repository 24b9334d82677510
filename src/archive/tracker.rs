//! What a ticket is, whoever names it: `#12` of two trackers are two tickets, `OPS-12` and its address are one.
//!
//! Takes all reports and the declared kinds of tickets, gives every ticket one name by which it can be compared. That is its address where
//! one is declared or linked; else that in the tracker to which the other links of its report, or of its folder, lead; else its name,
//! and of a number alone that within its report. The ledger and related incidents ask it alike. It follows no link.

use std::borrow::Cow;
use std::cell::{LazyCell, OnceCell};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::ReportIndex;
use super::held::Print;
use super::linked::Links;
use crate::document::ticket::{Tickets, path_of};
use crate::postmortem::Postmortem;
use crate::postmortem::action::Action;

/// So many tickets of an action, and so many of its links, are looked at for addresses.
const MOST: usize = 64;

/// How the names of tickets of one tracker look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form<'n> {
    /// `#12`
    Number,
    /// `T123456`
    Task,
    /// `OPS-12`, by the project.
    Key(Project<'n>),
}

/// The name of a project, in ASCII; it is the same in both cases.
#[derive(Debug, Clone, Copy)]
struct Project<'n>(&'n str);

impl Project<'_> {
    fn lower(self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl PartialEq for Project<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(other.0)
    }
}

impl Eq for Project<'_> {}

impl PartialOrd for Project<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Project<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let [own, other] = [self.0, other.0].map(str::bytes);
        let lower = |byte: u8| byte.to_ascii_lowercase();
        own.map(lower).cmp(other.map(lower))
    }
}

/// The name of a ticket in the one way in which it is compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Name<'n> {
    /// One of a known form, by its number.
    Ticket(Form<'n>, &'n str),
    /// Any other, in lower case.
    Other(String),
}

impl<'n> Name<'n> {
    fn of(written: &'n str) -> Self {
        match form_of(written) {
            Some((form, number)) => Self::Ticket(form, number),
            None => Self::Other(written.to_lowercase()),
        }
    }

    /// That of the ticket that a link leads to.
    fn at_end_of(link: &'n str) -> Self {
        match linked(link) {
            Some(Linked { form, number, .. }) => Self::Ticket(form, number),
            None => Self::of(last_part(link)),
        }
    }
}

/// The tracker of names of one form, as far as links tell.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Base {
    /// All lead to this one.
    One(String),
    /// They lead to several.
    Several,
}

/// The trackers that links name, by the form of their tickets.
#[derive(Debug, Default)]
struct Bases<'a>(BTreeMap<Form<'a>, Base>);

impl<'a> Bases<'a> {
    fn add(&mut self, form: Form<'a>, base: &str) {
        match self.0.get_mut(&form) {
            None => {
                self.0.insert(form, Base::One(base.to_owned()));
            }
            Some(Base::One(known)) if known == base => {}
            Some(known) => *known = Base::Several,
        }
    }
}

/// The trackers of an archive.
#[derive(Debug)]
pub(super) struct Trackers<'a> {
    declared: &'a Tickets,
    reports: &'a [Arc<Postmortem>],
    links: &'a Links<'a>,
    known: OnceCell<Known<'a>>,
    print: OnceCell<u128>,
}

/// Where the tickets of reports stand, as far as links tell.
#[derive(Debug)]
struct Known<'a> {
    reports: Vec<Bases<'a>>,
    folders: BTreeMap<&'a str, Bases<'a>>,
    all: Bases<'a>,
}

impl<'a> Trackers<'a> {
    /// Those to which links lead, of the text and of actions.
    pub(super) fn of(
        reports: &'a [Arc<Postmortem>],
        links: &'a Links<'a>,
        declared: &'a Tickets,
    ) -> Self {
        Self {
            declared,
            reports,
            links,
            known: OnceCell::new(),
            print: OnceCell::new(),
        }
    }

    /// The print of all that they are told by, but for what is declared: where reports stand, and where they link to.
    pub(super) fn print(&self) -> u128 {
        *self.print.get_or_init(|| {
            Print::of(|print| {
                let places = self.reports.iter().map(|one| (&one.path, one.file()));
                print.add_all(places.zip(self.links.of_each()));
            })
        })
    }

    fn known(&self) -> &Known<'a> {
        self.known
            .get_or_init(|| Known::of(self.reports, self.links))
    }

    /// The names by which the tickets of an action are compared, in their order, and whether an address tells them.
    pub(super) fn identities(
        &self,
        (at, report): (ReportIndex, &Postmortem),
        action: &Action,
    ) -> Vec<(String, bool)> {
        let both = action.tickets.iter().zip(told(self.declared, action));
        both.map(|(ticket, told)| match told {
            Some(Told::Declared(address)) => (of_declared(&address), true),
            Some(Told::Linked(address)) => (of_address(address), true),
            None => (self.by_name((at, report), ticket), false),
        })
        .collect()
    }

    /// The name by which a ticket is compared of which nobody says where it leads: one that no other report has where nobody can tell.
    pub(super) fn by_name(&self, (at, report): (ReportIndex, &Postmortem), ticket: &str) -> String {
        let name = ticket.to_lowercase();
        let within_report = || [&*report.path, "\n", &name].concat();
        let Some((form, number)) = form_of(ticket) else {
            // A kind that the archive declares without an address: there is one tracker of it.
            return name;
        };
        let known = self.known();
        let folders = known.folders.get(folder(report));
        // A number alone says too little to take it from the reports of other teams.
        let all = (form != Form::Number).then_some(&known.all);
        let near = [known.reports.get(at), folders, all];
        let mut known = near.into_iter().flatten();
        match known.find_map(|bases| bases.0.get(&form)) {
            Some(Base::One(base)) => joined(base, form, number),
            // Reports number their items as they number their tickets: `#1` of another is no sign of the same.
            Some(Base::Several) => within_report(),
            None if form == Form::Number => within_report(),
            None => name,
        }
    }
}

impl<'a> Known<'a> {
    fn of(reports: &'a [Arc<Postmortem>], links: &Links<'a>) -> Self {
        let mut known = Self {
            reports: Vec::with_capacity(reports.len()),
            folders: BTreeMap::new(),
            all: Bases::default(),
        };
        for (report, links) in reports.iter().zip(links.of_each()) {
            let mut own = Bases::default();
            let mut last: Option<Linked<'_>> = None;
            for link in links {
                let Some(linked) = linked(link) else {
                    continue;
                };
                // The links of one report mostly lead to one tracker: to add it again changes nothing.
                if last.is_none_or(|last| !last.is_in_tracker_of(&linked)) {
                    let (form, base) = (linked.form, linked.base());
                    known.all.add(form, &base);
                    let folder = known.folders.entry(folder(report));
                    folder.or_default().add(form, &base);
                    own.add(form, &base);
                }
                last = Some(linked);
            }
            known.reports.push(own);
        }
        known
    }
}

/// The folder of the file that a report is written in.
fn folder(report: &Postmortem) -> &str {
    report
        .file()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
}

/// What tells where a ticket leads.
enum Told<'a> {
    /// The address that the archive gives such names.
    Declared(String),
    /// A link of the action.
    Linked(&'a str),
}

/// Where the tickets of an action lead, in their order: as the archive declares it, else by the first link of the action that ends with
/// the name. Of more than so many tickets or links nobody looks at the rest.
pub fn addresses<'a>(declared: &Tickets, action: &'a Action) -> Vec<Option<Cow<'a, str>>> {
    let told = told(declared, action).into_iter();
    told.map(|told| {
        told.map(|told| match told {
            Told::Declared(address) => Cow::Owned(address),
            Told::Linked(address) => Cow::Borrowed(address),
        })
    })
    .collect()
}

fn told<'a>(declared: &Tickets, action: &'a Action) -> Vec<Option<Told<'a>>> {
    if action.tickets.is_empty() {
        return Vec::new();
    }
    let links = || action.links.iter().take(MOST);
    let names =
        LazyCell::new(|| -> Vec<Name<'_>> { links().map(|link| Name::at_end_of(link)).collect() });
    let linked = |ticket: &String| {
        // Mostly there is one link, and it ends with the name.
        let first = links().next()?;
        if !is_number(ticket) && last_part(first).eq_ignore_ascii_case(ticket) {
            return Some(Told::Linked(first));
        }
        let name = Name::of(ticket);
        let at = names.iter().position(|of_link| *of_link == name)?;
        action.links.get(at).map(|link| Told::Linked(link))
    };
    let told = |ticket: &String| {
        let declared = declared
            .kind_of(ticket)
            .and_then(|kind| kind.address_of(ticket));
        declared.map(Told::Declared).or_else(|| linked(ticket))
    };
    let tickets = action.tickets.iter().enumerate();
    tickets
        .map(|(at, ticket)| if at < MOST { told(ticket) } else { None })
        .collect()
}

/// The name of a ticket by its address: no scheme, no difference of case, and no query where the path tells the ticket.
pub(super) fn of_address(address: &str) -> String {
    match linked(address) {
        Some(linked) => joined(&linked.base(), linked.form, linked.number),
        // Some trackers tell the ticket there: `show_bug.cgi?id=12`, `#/ticket/12`.
        None => whole(address),
    }
}

/// The name of a ticket by the address that the archive gives its kind.
fn of_declared(address: &str) -> String {
    if address.contains(['?', '#']) {
        whole(address)
    } else {
        of_address(address)
    }
}

/// The name of a ticket by an address of which every part counts.
pub(super) fn whole(address: &str) -> String {
    without_scheme(address).trim_end_matches('/').to_lowercase()
}

/// The name at the end of an address, where it has the form of a ticket's: `OPS-12`.
pub(super) fn name_in(address: &str) -> Option<&str> {
    let last = last_part(address);
    matches!(form_of(last), Some((Form::Key(_) | Form::Task, _))).then_some(last)
}

fn joined(base: &str, form: Form<'_>, number: &str) -> String {
    match form {
        Form::Number => [base, "#", number].concat(),
        Form::Task => [base, "/t", number].concat(),
        Form::Key(project) => [base, "/", &project.lower(), "-", number].concat(),
    }
}

/// An address of a ticket, taken apart.
struct Linked<'l> {
    form: Form<'l>,
    /// The tracker.
    tracker: &'l str,
    /// True for what GitLab counts apart; on GitHub both are numbered together.
    is_merge_request: bool,
    number: &'l str,
}

impl Linked<'_> {
    /// True where both name a ticket of one form in one tracker, written alike.
    fn is_in_tracker_of(&self, other: &Self) -> bool {
        let of = |one: &Self| (one.form, one.tracker, one.is_merge_request);
        of(self) == of(other)
    }

    /// The tracker, in lower case.
    fn base(&self) -> String {
        let tracker = self.tracker.to_lowercase();
        if self.is_merge_request {
            tracker + "/merge_requests"
        } else {
            tracker
        }
    }
}

fn linked(link: &str) -> Option<Linked<'_>> {
    let address = link
        .strip_prefix("https://")
        .or_else(|| link.strip_prefix("http://"))?;
    let (before, last) = apart(path_of(address))?;
    if is_number(last) {
        let (tracker, kind) = apart(before)?;
        let is_merge_request = match kind {
            "issues" | "pull" | "pulls" => false,
            "merge_requests" => true,
            _ => return None,
        };
        return Some(Linked {
            form: Form::Number,
            tracker: tracker.trim_end_matches("/-"),
            is_merge_request,
            number: last,
        });
    }
    let (form, number) = form_of(last)?;
    Some(Linked {
        form,
        tracker: before,
        is_merge_request: false,
        number,
    })
}

/// The last part of an address, and what stands before it.
fn apart(address: &str) -> Option<(&str, &str)> {
    let slash = memchr::memrchr(b'/', address.as_bytes())?;
    Some((&address[..slash], &address[slash + 1..]))
}

fn without_scheme(address: &str) -> &str {
    // To look for `://` as a whole would set up a search for each address.
    let mut signs = memchr::memchr_iter(b':', address.as_bytes());
    let behind = signs.find_map(|at| address[at..].strip_prefix("://"));
    behind.unwrap_or(address)
}

fn last_part(address: &str) -> &str {
    let bare = path_of(without_scheme(address));
    apart(bare).map_or(bare, |(_, last)| last)
}

/// The form of a name and its number.
fn form_of(name: &str) -> Option<(Form<'_>, &str)> {
    if let Some(number) = name.strip_prefix('#') {
        return is_number(number).then_some((Form::Number, number));
    }
    if let Some(number) = name.strip_prefix(['T', 't'])
        && is_number(number)
    {
        return Some((Form::Task, number));
    }
    let (project, number) = name.split_once('-')?;
    let is_project = project.starts_with(|c: char| c.is_ascii_alphabetic())
        && project.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_project && is_number(number)).then_some((Form::Key(Project(project)), number))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit())
}
