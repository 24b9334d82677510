//! The action ledger as data: a table and JSON, record by record.
//!
//! Takes the site and something to write to; a record is made, written and forgotten. The order is that of the ledger: what is open first,
//! the oldest first.

use std::borrow::Cow;
use std::io::{Error, Result, Write};

use serde::Serialize;

use crate::archive::ReportIndex;
use crate::archive::ledger::{Again, By, Counted, Item, addresses};
use crate::facet::Property;
use crate::postmortem::action::Status;
use crate::site::Site;
use crate::site::link::is_web;
use crate::site::words;

use super::write::no_formula;
use super::{FacetRecord, facets};

/// One action.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LedgerRecord<'a> {
    /// Its name in the whole archive: the path of its report, `#`, its own id.
    pub id: String,
    /// Its state: `open`, `in_progress`, `done`, `dropped`, `unknown`.
    pub status: &'static str,
    /// The state that its report tells, where the overlay says another.
    pub status_in_report: Option<&'static str>,
    /// How many days it is old.
    pub age_days: Option<u32>,
    /// Until when it should be done, as written.
    pub due: Option<&'a str>,
    /// The same as a day, where it is one.
    pub due_date: Option<String>,
    /// True where it is open, and that day lies before `ages_to`.
    pub overdue: bool,
    /// What is to be done.
    pub text: &'a str,
    /// Who does it, as written.
    pub owner: Option<&'a str>,
    /// Who does it by its report, where the overlay says somebody else.
    pub owner_in_report: Option<&'a str>,
    /// Its tickets.
    pub tickets: Vec<TicketRecord<'a>>,
    /// Where its links lead.
    pub links: &'a [String],
    /// The id of its report.
    pub report: &'a str,
    /// The title of that; the beginning of one of more than five hundred characters.
    pub title: &'a str,
    /// Its address under the root of the site.
    pub url: &'a str,
    /// Its day.
    pub date: Option<&'a str>,
    /// Where it was promised again.
    pub promised_again: Option<AgainRecord>,
    /// Where it had been promised before.
    pub promised_before: Option<AgainRecord>,
}

/// A ticket.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TicketRecord<'a> {
    /// As written.
    pub name: &'a str,
    /// Where it leads, where that is told.
    pub url: Option<Cow<'a, str>>,
}

/// Another action that is the same promise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgainRecord {
    /// Its id.
    pub id: String,
    /// Why it is the same: `ticket`, `same_words`, or `words` where these are nearly the same.
    pub by: &'static str,
}

/// Terms of one index beside an action: all of them stand in the record of its report.
const MOST_TERMS: usize = 50;

/// Characters of a title beside an action.
const MOST_TITLE: usize = 500;

/// What is said of a report beside each of its actions.
#[derive(Debug, Clone)]
struct Around {
    title: String,
    date: Option<String>,
}

impl Around {
    fn of(site: &Site, report: ReportIndex) -> Self {
        let own = &site.archive.reports[report];
        Self {
            title: words::beginning(&own.title, MOST_TITLE),
            date: own.exact_day().map(|day| day.to_string()),
        }
    }
}

/// The cells of a table that tell the terms of a report: services, causes and teams, what is only suggested by itself.
#[derive(Debug, Clone)]
struct Terms([String; 5]);

impl Terms {
    fn of(site: &Site, report: ReportIndex) -> Self {
        let of = |property| {
            let mut facets = facets(site, &site.switched_off, report, property);
            facets.truncate(MOST_TERMS);
            facets
        };
        let names = |facets: &[FacetRecord<'_>], suggested: bool| {
            let own = facets.iter();
            let own = own.filter(|facet| facet.is_stated() != suggested);
            joined(own.map(|facet| &*facet.name)).into_owned()
        };
        let (services, causes, teams) = (
            of(Property::Service),
            of(Property::Cause),
            of(Property::Team),
        );
        Self([
            names(&services, false),
            names(&services, true),
            names(&causes, false),
            names(&causes, true),
            names(&teams, false),
        ])
    }
}

/// Makes a record of each action in the order of the ledger; what is said of its report is made once.
fn each<T>(
    site: &Site,
    of_report: impl Fn(ReportIndex) -> T,
    mut write: impl FnMut(&LedgerRecord<'_>, &T) -> Result<()>,
) -> Result<()> {
    let mut known: Vec<Option<(Around, T)>> = Vec::new();
    known.resize_with(site.archive.reports.len(), || None);
    for item in &site.archive.ledger.items {
        let report = item.place.report;
        let (around, own) =
            known[report].get_or_insert_with(|| (Around::of(site, report), of_report(report)));
        write(&record(site, around, item), own)?;
    }
    Ok(())
}

fn record<'a>(site: &'a Site, around: &'a Around, item: &'a Item) -> LedgerRecord<'a> {
    let reports = &site.archive.reports;
    let action = item.place.action(reports);
    let url = site.addresses[item.place.report].address();
    let again = |again: &Option<Again>| {
        let Again { item, by } = (*again)?;
        Some(AgainRecord {
            id: site.archive.ledger.items.get(item)?.place.id(reports),
            by: match by {
                By::Ticket => "ticket",
                By::SameWords => "same_words",
                By::Words => "words",
            },
        })
    };
    let addresses = addresses(&site.options.tickets, action);
    let tickets = action.tickets.iter().zip(addresses);
    let tickets = tickets.map(|(name, address)| TicketRecord {
        name,
        url: address.filter(|address| is_web(address)),
    });
    let due_date = action.due.as_ref().and_then(|due| due.date);
    LedgerRecord {
        id: item.place.id(reports),
        status: action.status.name(),
        status_in_report: item.told.map(Status::name),
        age_days: item.age,
        due: action.due.as_ref().map(|due| &*due.as_written),
        due_date: due_date.map(|date| date.to_string()),
        overdue: item.is_overdue,
        text: &action.text,
        owner: action.owner.as_deref(),
        owner_in_report: item.owner_told.as_deref(),
        tickets: tickets.collect(),
        links: &action.links,
        report: url.trim_end_matches('/'),
        title: &around.title,
        url,
        date: around.date.as_deref(),
        promised_again: again(&item.again),
        promised_before: again(&item.before),
    }
}

/// Writes the ledger as JSON: to which day ages are counted, and the actions, one a line.
pub fn actions_json(site: &Site, sink: &mut dyn Write) -> Result<()> {
    let day = site.archive.ledger.day;
    let head = serde_json::json!({
        "ages_to": day.map(|counted| counted.day().to_string()),
        "ages_to_is": day.map(|counted| match counted {
            Counted::Built(_) => "build_date",
            Counted::Newest(_) => "newest_report",
        }),
    });
    let head = head.to_string();
    write!(sink, "{},\"actions\":[", head.trim_end_matches('}'))?;
    let mut separator = "\n";
    // A record is a hundred small pieces: they are gathered where that costs least.
    let mut line = Vec::new();
    each(
        site,
        |_| (),
        |record, ()| {
            line.clear();
            line.extend_from_slice(separator.as_bytes());
            separator = ",\n";
            serde_json::to_writer(&mut line, record).map_err(Error::from)?;
            sink.write_all(&line)
        },
    )?;
    sink.write_all(b"\n]}\n")
}

/// Writes the ledger as CSV with a header. What is only suggested stands in columns of its own; lists are joined by `; `; a cell that a
/// spreadsheet would take for a formula gets a `'` before it.
pub fn actions_csv(site: &Site, sink: &mut dyn Write) -> Result<()> {
    const HEADER: [&str; 22] = [
        "id",
        "status",
        "status_in_report",
        "age_days",
        "text",
        "owner",
        "tickets",
        "report",
        "title",
        "url",
        "date",
        "services",
        "services_suggested",
        "causes",
        "causes_suggested",
        "teams",
        "promised_again",
        "promised_before",
        "owner_in_report",
        "due",
        "due_date",
        "overdue",
    ];
    let mut writer = ::csv::Writer::from_writer(sink);
    writer.write_record(HEADER)?;
    let terms = |report| Terms::of(site, report);
    each(site, terms, |record, terms| {
        let cells = cells(record, terms).map(no_formula);
        writer.write_record(cells.iter().map(|cell| cell.as_bytes()))?;
        Ok(())
    })?;
    writer.flush()
}

fn cells<'r>(record: &'r LedgerRecord<'_>, of_report: &'r Terms) -> [Cow<'r, str>; 22] {
    let [
        services,
        services_suggested,
        causes,
        causes_suggested,
        teams,
    ] = &of_report.0;
    let again = |again: &'r Option<AgainRecord>| {
        let id = again.as_ref().map(|again| again.id.as_str());
        id.unwrap_or_default().into()
    };
    [
        record.id.as_str().into(),
        record.status.into(),
        record.status_in_report.unwrap_or_default().into(),
        record
            .age_days
            .map_or_else(String::new, |days| days.to_string())
            .into(),
        record.text.into(),
        record.owner.unwrap_or_default().into(),
        joined(record.tickets.iter().map(|ticket| ticket.name)),
        record.report.into(),
        record.title.into(),
        record.url.into(),
        record.date.unwrap_or_default().into(),
        services.into(),
        services_suggested.into(),
        causes.into(),
        causes_suggested.into(),
        teams.into(),
        again(&record.promised_again),
        again(&record.promised_before),
        record.owner_in_report.unwrap_or_default().into(),
        record.due.unwrap_or_default().into(),
        record.due_date.as_deref().unwrap_or_default().into(),
        if record.overdue { "yes" } else { "" }.into(),
    ]
}

/// A list in one cell; that of one thing is the thing.
fn joined<'r>(mut all: impl Iterator<Item = &'r str>) -> Cow<'r, str> {
    let first = all.next().unwrap_or_default();
    let Some(second) = all.next() else {
        return first.into();
    };
    let mut list = [first, "; ", second].concat();
    for one in all {
        list.extend(["; ", one]);
    }
    list.into()
}
