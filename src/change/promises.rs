//! What changed in the action items of a report.
//!
//! Takes two states of them, gives items that are new, gone, closed, reopened or told otherwise. Which item is which
//! is found out elsewhere: by its id, which its words give; by its words, where an export gave none; by its tickets; by most of its words.

use serde::Serialize;

use super::incident::Action;
use super::same::Both;

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

/// The changes: closed ones first, gone ones last.
pub(super) fn changes(old: &[Action], new: &[Action]) -> Vec<ActionChange> {
    let mut both = Both {
        left: old.iter().map(Some).collect(),
        open: new.iter().map(Some).collect(),
        pairs: Vec::new(),
    };
    // From the surest to the least sure, each for all items before the next: what one is surely, no other is likely.
    both.pair_by(|action| (!action.id.is_empty()).then_some(&*action.id));
    both.pair_by(|action| (!action.text.is_empty()).then_some(&*action.text));
    both.pair_by(|action| (!action.tickets.is_empty()).then_some(&*action.tickets));
    both.pair_by_words();
    let Both { left, open, pairs } = both;
    let (left, open) = (left.into_iter().flatten(), open.into_iter().flatten());
    let mut changes: Vec<ActionChange> = pairs
        .into_iter()
        .filter_map(|(before, now)| between(before, now))
        .collect();
    changes.extend(open.map(|now| ActionChange {
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
    changes.extend(left.map(|before| ActionChange {
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
    if told(before) == told(now) {
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

/// What is told of an item. That an item without a mark is open or nothing is said of it hangs on the marks of its list: that is no news.
fn told(action: &Action) -> impl PartialEq {
    let status = match &*action.status {
        "unknown" => "open",
        status => status,
    };
    let Action {
        text,
        owner,
        due,
        tickets,
        ..
    } = action;
    (text, status, owner, due, tickets)
}
