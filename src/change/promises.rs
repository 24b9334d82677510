//! What changed in the action items of a report.
//!
//! Takes two states of them, gives items that are new, gone, closed, reopened or told otherwise. An item is known by its id, which its
//! words give; where these changed by its tickets, else by most of its words.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::incident::Action;

/// A change of an action item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActionChange {
    /// What became of it.
    pub change: What,
    /// Its id now, or before where it is gone.
    pub id: String,
    /// What is to be done, as said now, or before where it is gone.
    pub text: String,
    /// How far it was; null where it is new.
    pub old_status: Option<String>,
    /// How far it is; null where it is gone.
    pub new_status: Option<String>,
    /// What was said before, where the words are others; left out where they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_text: Option<String>,
    /// Who did it and who does it now, where that is another; left out where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<(Option<String>, Option<String>)>,
    /// Until when it was to be done and until when it is, where that is another; left out where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<(Option<String>, Option<String>)>,
    /// Its tickets before and now, where they are others; left out where they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tickets: Option<(Vec<String>, Vec<String>)>,
}

/// What became of an action item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It is done or dropped now.
    Closed,
    /// It was done or dropped, and is not any more.
    Reopened,
    /// It is told otherwise: its state, its words, its owner, its term, its tickets.
    Changed,
    /// It is new.
    Added,
    /// It is gone, whatever became of it.
    Gone,
}

/// So many pairs of items are held against each other by their words; beyond that, words that changed make another item.
const MOST_PAIRS: usize = 10_000;

/// The changes: closed ones first, gone ones last.
pub(super) fn changes(old: &[Action], new: &[Action]) -> Vec<ActionChange> {
    let mut left: Vec<&Action> = Vec::new();
    let mut by_id: BTreeMap<&str, &Action> = BTreeMap::new();
    for action in new {
        by_id.insert(&action.id, action);
    }
    let mut changes: Vec<ActionChange> = Vec::new();
    for before in old {
        match by_id.remove(&*before.id) {
            Some(now) => changes.extend(between(before, now)),
            None => left.push(before),
        }
    }
    let mut open: Vec<&Action> = new
        .iter()
        .filter(|action| by_id.contains_key(&*action.id))
        .collect();
    let is_few = left.len().saturating_mul(open.len()) <= MOST_PAIRS;
    left.retain(|before| {
        let by_ticket = || {
            open.iter()
                .position(|now| !now.tickets.is_empty() && now.tickets == before.tickets)
        };
        let by_words = || open.iter().position(|now| is_like(&before.text, &now.text));
        let found = is_few.then(|| by_ticket().or_else(by_words)).flatten();
        changes.extend(found.and_then(|at| between(before, open.remove(at))));
        found.is_none()
    });
    changes.extend(open.into_iter().map(|now| ActionChange {
        change: What::Added,
        id: now.id.clone(),
        text: now.text.clone(),
        old_status: None,
        new_status: Some(now.status.clone()),
        old_text: None,
        owner: None,
        due: None,
        tickets: None,
    }));
    changes.extend(left.into_iter().map(|before| ActionChange {
        change: What::Gone,
        id: before.id.clone(),
        text: before.text.clone(),
        old_status: Some(before.status.clone()),
        new_status: None,
        old_text: None,
        owner: None,
        due: None,
        tickets: None,
    }));
    changes.sort_by_key(|change| change.change);
    changes
}

/// What changed of one item, where anything did.
fn between(before: &Action, now: &Action) -> Option<ActionChange> {
    if before == now {
        return None;
    }
    let is_closed = |action: &Action| matches!(&*action.status, "done" | "dropped");
    Some(ActionChange {
        change: match (is_closed(before), is_closed(now)) {
            (false, true) => What::Closed,
            (true, false) => What::Reopened,
            _ => What::Changed,
        },
        id: now.id.clone(),
        text: now.text.clone(),
        old_status: Some(before.status.clone()),
        new_status: Some(now.status.clone()),
        old_text: (before.text != now.text).then(|| before.text.clone()),
        owner: (before.owner != now.owner).then(|| (before.owner.clone(), now.owner.clone())),
        due: (before.due != now.due).then(|| (before.due.clone(), now.due.clone())),
        tickets: (before.tickets != now.tickets)
            .then(|| (before.tickets.clone(), now.tickets.clone())),
    })
}

/// True for texts that share at least three fifths of the words that either has.
fn is_like(one: &str, other: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    let all = one.len() + other.len() - shared;
    shared > 0 && shared * 5 >= all * 3
}
