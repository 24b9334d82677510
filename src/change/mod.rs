//! What changed between two states of an archive, in terms of incidents.
//!
//! Takes the records of both (of an export, or of a folder), gives what is new, what is gone, what is told otherwise, and which addresses
//! nothing stands at any more. It knows nothing of folders and pages, and says nothing itself: [`told`] and [`marked`] make texts of it.

mod course;
mod facts;
mod form;
pub mod incident;
mod pairs;
mod promises;
mod same;
mod text;

use std::collections::BTreeSet;

use serde::Serialize;

pub use course::EntryChange;
pub use facts::{Fact, Values};
pub use incident::Incident;
pub use promises::{ActionChange, What};
pub use text::{marked, told};

/// One state of an archive.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Its reports.
    pub incidents: Vec<Incident>,
    /// The addresses of its pages, former ones that lead on included; `None` where only its reports are known.
    pub pages: Option<BTreeSet<String>>,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Changes {
    /// Reports that are new.
    pub added: Vec<Named>,
    /// Reports that are gone.
    pub gone: Vec<Named>,
    /// Reports that are told otherwise.
    pub changed: Vec<Changed>,
    /// Addresses at which nothing stands any more, in order.
    pub vanished: Vec<String>,
}

impl Changes {
    /// True where nothing changed.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// A report, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// The path of its source.
    pub source: String,
    /// Its title.
    pub title: String,
    /// Its day.
    pub date: Option<String>,
}

/// A report that is told otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// Its id now.
    pub id: String,
    /// The path of its source now.
    pub source: String,
    /// Its title now.
    pub title: String,
    /// Its day now.
    pub date: Option<String>,
    /// Its facts of one value that changed.
    pub facts: Vec<Fact>,
    /// Its lists that changed.
    pub lists: Vec<Values>,
    /// Its action items that changed.
    pub actions: Vec<ActionChange>,
    /// The entries of its timeline that changed.
    pub timeline: Vec<EntryChange>,
}

/// What changed from the one state to the other.
pub fn compare(old: &State, new: &State) -> Changes {
    let pairs = pairs::pairs(&old.incidents, &new.incidents);
    Changes {
        added: pairs.added.into_iter().map(named).collect(),
        gone: pairs.gone.into_iter().map(named).collect(),
        changed: (pairs.both.into_iter())
            .filter_map(|(old, new)| changed(old, new))
            .collect(),
        vanished: vanished(old, new),
    }
}

fn named(incident: &Incident) -> Named {
    Named {
        id: incident.id.clone(),
        source: incident.source.clone(),
        title: incident.title.clone(),
        date: incident.date.clone(),
    }
}

fn changed(old: &Incident, new: &Incident) -> Option<Changed> {
    let Named {
        id,
        source,
        title,
        date,
    } = named(new);
    let changed = Changed {
        id,
        source,
        title,
        date,
        facts: facts::facts(old, new),
        lists: facts::values(old, new),
        actions: promises::changes(&old.actions, &new.actions),
        timeline: course::changes(&old.timeline, &new.timeline),
    };
    let is_any = !changed.facts.is_empty()
        || !changed.lists.is_empty()
        || !changed.actions.is_empty()
        || !changed.timeline.is_empty();
    is_any.then_some(changed)
}

/// The addresses of the old state that the new one has not. Of two folders all pages count, else those of reports.
fn vanished(old: &State, new: &State) -> Vec<String> {
    let of_reports = |state: &State| -> BTreeSet<String> {
        let addresses = state.incidents.iter().map(|incident| incident.url.clone());
        addresses.filter(|address| !address.is_empty()).collect()
    };
    let had = match (&old.pages, &new.pages) {
        (Some(pages), Some(_)) => pages.clone(),
        _ => of_reports(old),
    };
    let has = new.pages.clone().unwrap_or_else(|| of_reports(new));
    had.difference(&has).cloned().collect()
}
