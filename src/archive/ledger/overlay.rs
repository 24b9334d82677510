//! States from elsewhere: what a tracker says of actions that stand in old reports.
//!
//! Takes the rows of a file, gives the actions that they name their state and owner, and tells of rows that name nothing, too much, or
//! what another row names. An action with several tickets is over when all of them are. It reads no file.

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::HashMap;

use super::super::tracker::{name_in, of_address, whole};
use super::Place;
use crate::archive::references::near::Alike;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::postmortem::Postmortem;
use crate::postmortem::action::Status;
use crate::source::Span;

/// The rows of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overlay {
    /// The path of the file, as messages show it.
    pub path: Arc<str>,
    /// Its rows, in their order.
    pub rows: Vec<Row>,
    /// What the words of the tracker mean, where they mean something of their own.
    pub states: Vec<(String, Status)>,
}

/// What one row says.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Of which action.
    pub named: Named,
    /// The state as written.
    pub state: String,
    /// Who does it.
    pub owner: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// How a row names what it speaks of.
#[derive(Debug, Clone, PartialEq)]
pub enum Named {
    /// By the id of an action: `a1b2c3d4e5f6`, or with the path of its report, `2021-01-30-disk.md#a1b2c3d4e5f6`.
    Action(String),
    /// By a ticket, its name or its address.
    Ticket(String),
}

impl Named {
    fn words(&self) -> &str {
        match self {
            Self::Action(words) | Self::Ticket(words) => words.trim(),
        }
    }
}

/// What a row was found to speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    /// One action.
    Action(usize),
    /// A ticket, by its number.
    Ticket(usize),
}

/// The actions of an archive, as rows name them.
pub(super) struct Names<'a> {
    pub(super) reports: &'a [Arc<Postmortem>],
    pub(super) places: &'a [Place],
    /// The tickets of each action, by their numbers.
    pub(super) tickets: &'a [Vec<usize>],
    /// The number of each ticket, by the name that it is compared by.
    pub(super) numbers: &'a HashMap<String, usize>,
    /// Of which of these an address tells where they lead.
    pub(super) led: &'a [bool],
}

/// What the rows say of actions: state and owner, by action.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) of: BTreeMap<usize, (Status, Option<String>)>,
}

/// Reads the rows.
pub(super) fn read(overlay: &Overlay, names: &Names<'_>, diagnostics: &mut Diagnostics) -> Said {
    let index = Index::of(names);
    let mut by_target: BTreeMap<Target, (&Row, Option<Status>)> = BTreeMap::new();
    let mut disputed: Vec<Target> = Vec::new();
    // An id and a ticket of the same words are two things.
    let mut by_words: BTreeMap<(bool, String), &Row> = BTreeMap::new();
    let mut unknown: Vec<&Row> = Vec::new();
    for row in &overlay.rows {
        let twice = |first: &Row| said_twice(overlay, first, row);
        let target = match index.find(row, names) {
            Ok(target) => target,
            Err(Miss::Unknown) => {
                let is_id = matches!(row.named, Named::Action(_));
                let words = row.named.words().to_lowercase();
                let first = *by_words.entry((is_id, words)).or_insert(row);
                if std::ptr::eq(first, row) {
                    unknown.push(row);
                } else {
                    diagnostics.push(twice(first));
                }
                continue;
            }
            Err(Miss::Several(said, help)) => {
                let message = format!("`{}` {said}", row.named.words());
                let told = Diagnostic::warning("ambiguous-action", message);
                diagnostics.push(told.at(&overlay.path, row.span).help(help));
                continue;
            }
        };
        let status = overlay.status_of(&row.state);
        if let Some((first, known)) = by_target.get(&target) {
            diagnostics.push(twice(first));
            if *known != status {
                disputed.push(target);
            }
            continue;
        }
        if status.is_none() {
            diagnostics.push(unknown_state(overlay, row));
        }
        by_target.insert(target, (row, status));
    }
    if !unknown.is_empty() {
        let (ids, tickets) = index.alike();
        for row in unknown {
            let wanted = row.named.words().to_lowercase();
            let guess = match row.named {
                Named::Action(_) => ids.nearest(&wanted),
                Named::Ticket(_) => tickets.nearest(&wanted),
            };
            diagnostics.push(not_known(overlay, row, guess));
        }
    }
    // Of two rows that say different things neither is taken.
    for target in disputed {
        by_target.remove(&target);
    }
    let said = by_target
        .into_iter()
        .filter_map(|(target, (row, status))| Some((target, (status?, row.owner.clone()))));
    settle(&said.collect(), names)
}

/// What becomes of each action.
fn settle(said: &BTreeMap<Target, (Status, Option<String>)>, names: &Names<'_>) -> Said {
    let mut out = Said::default();
    for (at, tickets) in names.tickets.iter().enumerate() {
        if let Some((status, owner)) = said.get(&Target::Action(at)) {
            out.of.insert(at, (*status, owner.clone()));
            continue;
        }
        let rows: Vec<_> = tickets
            .iter()
            .map(|ticket| said.get(&Target::Ticket(*ticket)))
            .collect();
        let told: Vec<Status> = rows.iter().flatten().map(|(status, _)| *status).collect();
        let own = names.places[at].action(names.reports).status;
        if let Some(status) = together(&told, tickets.len(), own) {
            let owner = rows.iter().flatten().find_map(|(_, owner)| owner.clone());
            out.of.insert(at, (status, owner));
        }
    }
    out
}

/// The state of an action with `count` tickets of which some are told. One that is over ends nothing while another may be open.
fn together(told: &[Status], count: usize, own: Status) -> Option<Status> {
    let is_any = |status: Status| told.contains(&status);
    if told.is_empty() {
        return None;
    }
    let left: Vec<Status> = (told.iter().copied())
        .filter(|status| !status.is_over())
        .collect();
    let over = told.len() - left.len();
    Some(match left.as_slice() {
        [] if told.len() == count && is_any(Status::Done) => Status::Done,
        [] if told.len() == count => Status::Dropped,
        // What nobody told of: the report may.
        [] if own == Status::Unknown => Status::InProgress,
        [] => own,
        [..] if over > 0 || left.contains(&Status::InProgress) => Status::InProgress,
        [first, ..] => *first,
    })
}

impl Overlay {
    fn status_of(&self, words: &str) -> Option<Status> {
        let words = words.trim();
        let own = self
            .states
            .iter()
            .find(|(name, _)| name.to_lowercase() == words.to_lowercase());
        own.map(|(_, status)| *status)
            .or_else(|| Status::of_words(words))
    }
}

/// Why a row names no action.
enum Miss {
    Unknown,
    /// What is said of it, and what would be right.
    Several(String, String),
}

/// Actions and tickets by the words that may name them, in lower case.
struct Index {
    /// By their ids alone, and with the paths of their reports.
    actions: BTreeMap<String, Vec<usize>>,
    /// By their names, as reports write them; the tickets by their numbers, and where one of them stands.
    tickets: BTreeMap<String, BTreeMap<usize, usize>>,
}

impl Index {
    fn of(names: &Names<'_>) -> Self {
        let mut actions: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut tickets: BTreeMap<String, BTreeMap<usize, usize>> = BTreeMap::new();
        for (at, place) in names.places.iter().enumerate() {
            let action = place.action(names.reports);
            actions.entry(action.id.clone()).or_default().push(at);
            let full = place.id(names.reports).to_lowercase();
            actions.entry(full).or_default().push(at);
            for (ticket, number) in action.tickets.iter().zip(&names.tickets[at]) {
                let known = tickets.entry(ticket.to_lowercase()).or_default();
                known.entry(*number).or_insert(at);
            }
        }
        Self { actions, tickets }
    }

    fn find(&self, row: &Row, names: &Names<'_>) -> Result<Target, Miss> {
        match &row.named {
            Named::Action(id) => self.action(&id.trim().to_lowercase(), names),
            Named::Ticket(ticket) => self.ticket(ticket.trim(), names),
        }
    }

    fn action(&self, id: &str, names: &Names<'_>) -> Result<Target, Miss> {
        match self.actions.get(id).map(Vec::as_slice) {
            None | Some([]) => Err(Miss::Unknown),
            Some([one]) => Ok(Target::Action(*one)),
            Some([first, ..]) => Err(Miss::Several(
                "is the id of actions of several reports".to_owned(),
                format!(
                    "write the path of its report before it, such as `{}`",
                    names.places[*first].id(names.reports)
                ),
            )),
        }
    }

    fn ticket(&self, ticket: &str, names: &Names<'_>) -> Result<Target, Miss> {
        let is_address = ticket.contains("://");
        if is_address {
            let mut known = [of_address(ticket), whole(ticket)].into_iter();
            if let Some(number) = known.find_map(|name| names.numbers.get(&name)) {
                return Ok(Target::Ticket(*number));
            }
        }
        let name = if is_address {
            name_in(ticket).ok_or(Miss::Unknown)?
        } else {
            ticket
        };
        let mut name = name.to_lowercase();
        if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()) {
            name.insert(0, '#');
        }
        let Some(known) = self.tickets.get(&name) else {
            return Err(Miss::Unknown);
        };
        let mut known = known.iter();
        match (known.next(), known.next()) {
            // That tracker is another.
            (Some((number, _)), None) if is_address && names.led[*number] => Err(Miss::Unknown),
            (Some((number, _)), None) => Ok(Target::Ticket(*number)),
            (Some((_, one)), Some((_, other))) => {
                let of = |at: usize| names.places[at].report(names.reports).path.clone();
                Err(Miss::Several(
                    format!(
                        "is one ticket in `{}` and another in `{}`",
                        of(*one),
                        of(*other)
                    ),
                    "write the address of the ticket; `[tickets]` in `book.toml` can say where such names lead"
                        .to_owned(),
                ))
            }
            _ => Err(Miss::Unknown),
        }
    }

    /// The names that can be proposed for ids, and those for tickets.
    fn alike(&self) -> (Alike, Alike) {
        let shown = |name: &String| (name.clone(), name.clone());
        (
            Alike::new(self.actions.keys().map(shown).collect()),
            Alike::new(self.tickets.keys().map(shown).collect()),
        )
    }
}

fn said_twice(overlay: &Overlay, first: &Row, again: &Row) -> Diagnostic {
    let (words, before) = (again.named.words(), first.named.words());
    let is_other_state = overlay.status_of(&first.state) != overlay.status_of(&again.state);
    let message = if words == before {
        format!("`{words}` stands here for the second time")
    } else {
        format!("`{words}` is `{before}`, which stands above")
    };
    let help = if is_other_state {
        "neither is taken, since they tell different states: remove the one that does not hold"
    } else {
        "remove one of them"
    };
    Diagnostic::warning("overlay-clash", message)
        .at(&overlay.path, again.span)
        .label(&overlay.path, Some(first.span), "the first time")
        .help(help)
}

fn unknown_state(overlay: &Overlay, row: &Row) -> Diagnostic {
    let message = format!("`{}` is no state of an action", row.state.trim());
    Diagnostic::warning("unknown-state", message)
        .at(&overlay.path, row.span)
        .words(row.state.trim())
        .help(format!(
            "say what it means in `book.toml`: under `[actions.states]`, `\"{}\" = \"in_progress\"`",
            row.state.trim()
        ))
}

fn not_known(overlay: &Overlay, row: &Row, guess: Option<&str>) -> Diagnostic {
    let words = row.named.words();
    // An export of a tracker holds more than what reports name; an id is written for one of them.
    let told = match row.named {
        Named::Action(_) => Diagnostic::warning(
            "unknown-action",
            format!("no report has an action with the id `{words}`"),
        ),
        Named::Ticket(_) => Diagnostic::note(
            "unknown-action",
            format!("no action of a report names the ticket `{words}`"),
        ),
    };
    let told = told.at(&overlay.path, row.span).words(words);
    match guess {
        Some(guess) => told.help(format!("did you mean `{guess}`?")),
        None => told,
    }
}
