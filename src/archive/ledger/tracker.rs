//! What a ticket is, whoever names it: `#12` of two trackers are two tickets, `OPS-12` and its address are one.
//!
//! Takes the actions of all reports and the declared kinds of tickets, gives every ticket one name by which it can be compared. That is
//! its address where one is declared or linked; else that in the tracker to which the other links of its report, or of its folder, lead;
//! else its name within its folder. It follows no link.

use std::collections::BTreeMap;

use crate::archive::ReportIndex;
use crate::document::ticket::Tickets;
use crate::postmortem::Postmortem;
use crate::postmortem::action::Action;

/// How the names of tickets of one tracker look.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// `#12`
    Number,
    /// `T123456`
    Task,
    /// `OPS-12`, by the project.
    Key(String),
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
struct Bases(BTreeMap<Form, Base>);

impl Bases {
    fn add(&mut self, form: &Form, base: &str) {
        match self.0.get_mut(form) {
            None => {
                self.0.insert(form.clone(), Base::One(base.to_owned()));
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
    of_reports: BTreeMap<ReportIndex, Bases>,
    of_folders: BTreeMap<String, Bases>,
    of_all: Bases,
}

impl<'a> Trackers<'a> {
    /// Those to which the links of actions lead.
    pub(super) fn of(reports: &[Postmortem], declared: &'a Tickets) -> Self {
        let mut trackers = Self {
            declared,
            of_reports: BTreeMap::new(),
            of_folders: BTreeMap::new(),
            of_all: Bases::default(),
        };
        for (at, report) in reports.iter().enumerate() {
            for link in report.actions.iter().flat_map(|action| &action.links) {
                let Some(Linked { form, base, .. }) = linked(link) else {
                    continue;
                };
                trackers.of_all.add(&form, &base);
                let folder = folder(report);
                match trackers.of_folders.get_mut(folder) {
                    Some(bases) => bases.add(&form, &base),
                    None => {
                        let bases = trackers.of_folders.entry(folder.to_owned());
                        bases.or_default().add(&form, &base);
                    }
                }
                trackers.of_reports.entry(at).or_default().add(&form, &base);
            }
        }
        trackers
    }

    /// The kinds of tickets that the archive declares.
    pub(super) fn declared(&self) -> &Tickets {
        self.declared
    }

    /// The names by which the tickets of an action are compared, in their order.
    pub(super) fn identities(
        &self,
        (at, report): (ReportIndex, &Postmortem),
        action: &Action,
    ) -> Vec<String> {
        let addresses = addresses(self.declared, action);
        let both = action.tickets.iter().zip(addresses);
        both.map(|(ticket, address)| match address {
            Some(address) => of_address(&address),
            None => self.by_name((at, report), ticket),
        })
        .collect()
    }

    /// The name by which a ticket is compared of which nobody says where it leads.
    fn by_name(&self, (at, report): (ReportIndex, &Postmortem), ticket: &str) -> String {
        let name = ticket.to_lowercase();
        let within_folder = || [folder(report), "\n", &name].concat();
        let Some((form, number)) = form_of(ticket) else {
            // A kind that the archive declares without an address: there is one tracker of it.
            return name;
        };
        let folders = self.of_folders.get(folder(report));
        // A number alone says too little to take it from the reports of other teams.
        let all = (form != Form::Number).then_some(&self.of_all);
        let near = [self.of_reports.get(&at), folders, all];
        let mut known = near.into_iter().flatten();
        match known.find_map(|bases| bases.0.get(&form)) {
            Some(Base::One(base)) => joined(base, &form, number),
            Some(Base::Several) => [&*report.path, "\n", &name].concat(),
            None if form == Form::Number => within_folder(),
            None => name,
        }
    }
}

/// The folder of the file that a report is written in.
fn folder(report: &Postmortem) -> &str {
    report
        .file()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
}

/// Where the tickets of an action lead, in their order: as the archive declares it, else by the first link of the action that ends with
/// the name.
pub fn addresses(declared: &Tickets, action: &Action) -> Vec<Option<String>> {
    let mut links: BTreeMap<String, &String> = BTreeMap::new();
    if !action.tickets.is_empty() {
        for link in &action.links {
            let name = linked(link).map(|linked| name_of(&linked.form, linked.number));
            let name = name.unwrap_or_else(|| last_part(link).to_lowercase());
            links.entry(name).or_insert(link);
        }
    }
    let address = |ticket: &String| {
        let declared = declared
            .kind_of(ticket)
            .and_then(|kind| kind.address_of(ticket));
        declared.or_else(|| {
            let name = form_of(ticket).map(|(form, number)| name_of(&form, number));
            let name = name.unwrap_or_else(|| ticket.to_lowercase());
            links.get(&name).map(|link| (*link).clone())
        })
    };
    action.tickets.iter().map(address).collect()
}

/// A name of that form in the one way in which it is compared.
fn name_of(form: &Form, number: &str) -> String {
    match form {
        Form::Number => ["#", number].concat(),
        Form::Task => ["t", number].concat(),
        Form::Key(project) => [project, "-", number].concat(),
    }
}

/// The name of a ticket by its address: no scheme, no query, no difference of case.
pub(super) fn of_address(address: &str) -> String {
    match linked(address) {
        Some(Linked { form, base, number }) => joined(&base, &form, number),
        None => bare(address).to_lowercase(),
    }
}

/// The name at the end of an address, where it has the form of a ticket's: `OPS-12`.
pub(super) fn name_in(address: &str) -> Option<&str> {
    let last = last_part(address);
    matches!(form_of(last), Some((Form::Key(_) | Form::Task, _))).then_some(last)
}

fn joined(base: &str, form: &Form, number: &str) -> String {
    match form {
        Form::Number => [base, "#", number].concat(),
        Form::Task => [base, "/t", number].concat(),
        Form::Key(project) => [base, "/", project, "-", number].concat(),
    }
}

/// An address of a ticket, taken apart.
struct Linked<'l> {
    form: Form,
    /// The tracker, in lower case.
    base: String,
    number: &'l str,
}

fn linked(link: &str) -> Option<Linked<'_>> {
    if !(link.starts_with("http://") || link.starts_with("https://")) {
        return None;
    }
    let (before, last) = bare(link).rsplit_once('/')?;
    if is_number(last) {
        let (tracker, kind) = before.rsplit_once('/')?;
        let tracker = tracker.trim_end_matches("/-").to_lowercase();
        // What GitLab counts apart; on GitHub both are numbered together.
        let base = match kind {
            "issues" | "pull" | "pulls" => tracker,
            "merge_requests" => tracker + "/merge_requests",
            _ => return None,
        };
        return Some(Linked {
            form: Form::Number,
            base,
            number: last,
        });
    }
    let (form, number) = form_of(last)?;
    Some(Linked {
        form,
        base: before.to_lowercase(),
        number,
    })
}

/// An address without scheme, query, fragment and the slashes at its end.
fn bare(address: &str) -> &str {
    let address = address
        .split_once("://")
        .map_or(address, |(_, behind)| behind);
    let path = address.split(['?', '#']).next().unwrap_or(address);
    path.trim_end_matches('/')
}

fn last_part(address: &str) -> &str {
    let bare = bare(address);
    bare.rsplit_once('/').map_or(bare, |(_, last)| last)
}

/// The form of a name and its number.
fn form_of(name: &str) -> Option<(Form, &str)> {
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
    (is_project && is_number(number)).then(|| (Form::Key(project.to_lowercase()), number))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit())
}
