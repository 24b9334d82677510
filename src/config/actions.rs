//! `[actions]`: whether there is a ledger of what reports promise, and a file with the states that a tracker knows.
//!
//! Takes the table, gives its values; the file is read by `overlay`. Which actions there are, and what the words of states mean, it does
//! not know.

use toml::de::DeValue;

use super::open::Opener;
use super::overlay::{Overlay, overlay};
use super::table::{Problems, Table, closest};

/// `[actions]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actions {
    /// `ledger = false`: no page, no data.
    pub without_ledger: bool,
    /// `overlay`: states from elsewhere.
    pub overlay: Option<Overlay>,
    /// `[actions.states]`: words of a tracker with the state that they mean, one of [`STATES`].
    pub states: Vec<(String, &'static str)>,
}

/// The states that words can mean.
pub const STATES: [&str; 5] = ["open", "in_progress", "done", "dropped", "unknown"];

/// Reads the table.
pub(super) fn actions(table: &Table<'_>, open: Opener<'_>, problems: &mut Problems) -> Actions {
    table.check(&["ledger", "overlay", "states"], &[], problems);
    let ledger = table.boolean("ledger", problems);
    Actions {
        without_ledger: ledger == Some(false),
        overlay: table
            .entry("overlay")
            .and_then(|entry| overlay(&entry, open, problems)),
        states: table
            .table("states", problems)
            .map(|table| states(&table, problems))
            .unwrap_or_default(),
    }
}

fn states(table: &Table<'_>, problems: &mut Problems) -> Vec<(String, &'static str)> {
    let mut out = Vec::new();
    for entry in table.entries() {
        let help = format!("write one of `{}`", STATES.join("`, `"));
        let DeValue::String(written) = entry.value.get_ref() else {
            problems.wrong_type(&entry, "a state", &help);
            continue;
        };
        match STATES.into_iter().find(|state| state == written) {
            Some(state) => out.push((entry.key.to_owned(), state)),
            None => {
                let meant = closest(written, &STATES.map(|state| state));
                let help = meant.map_or(help, |meant| format!("did you mean `{meant}`?"));
                let message = format!("`{written}` is no state of an action");
                problems.bad_value(entry.value.span(), message, help);
            }
        }
    }
    out
}
