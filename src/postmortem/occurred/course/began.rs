//! When it began by the timeline: the entry that says so, the first, or the first of trouble where what stands before it only led up to it.
//!
//! Takes entries and the length that the report states, gives a moment with the words that it was read from. It knows nothing of sentences:
//! what these tell goes before or behind in `ends.rs`.

use super::phrases::{Tells, speaks};
use super::words::{Row, hours, last};
use crate::postmortem::Moment;
use crate::postmortem::near::{AnyOf, words};

/// When it began by the timeline, the words that it was read from, and whether these say so.
pub(super) struct Began {
    pub(super) at: Moment,
    pub(super) words: String,
    pub(super) says: bool,
}

/// When it began by the timeline: the entry that says so, else the first that has a time and lies near the day of the incident. Where
/// the first tells of nothing amiss, it may lead up to what happened: then the first entry of trouble, where that came long after it, as
/// where a change slept for days, where something broke hours after a change, or where the length that the report states fits that entry
/// and not the first. But not where the report says that it lasted as long as from the first.
pub(super) fn first(
    rows: &[Row<'_>],
    is_near: impl Fn(&Moment) -> bool,
    stated: Option<u32>,
) -> Option<Began> {
    let began = |row: &Row<'_>, says| Began {
        at: row.at.clone(),
        words: row.words(),
        says,
    };
    let near = rows.iter().filter(|row| is_near(row.at));
    if let Some(row) = near.clone().find(|row| row.tells(Tells::Begin)) {
        return Some(began(row, true));
    }
    let first = near.clone().next()?;
    let is_asleep = |row: &Row<'_>, least: i64| {
        let asleep = hours(first.at, row.at).unwrap_or(0);
        let lasted = stated.map_or(0, |minutes| minutes / 60);
        asleep >= least && u64::from(lasted) < asleep.unsigned_abs()
    };
    // A change that slept did so alone: where anybody was at work or saw something in between, it was no sleep.
    let is_quiet = |row: &Row<'_>| {
        let mut before = near.clone().take_while(|other| !std::ptr::eq(*other, row));
        before.all(|other| is_change(&other.entry.text))
    };
    let leads_up = |row: &Row<'_>| {
        let tells = |what| speaks(&row.entry.text, what) && is_quiet(row);
        is_asleep(row, SLEEPS)
            || is_asleep(row, AFTER_A_CHANGE) && tells(Tells::Break)
            || is_asleep(row, QUIET_AFTER_A_CHANGE)
                && tells(Tells::Amiss)
                && !row.tells(Tells::Notice)
    };
    // In most timelines no entry is long behind the first.
    let may_lead_up = near.clone().any(|row| is_asleep(row, AFTER_A_CHANGE));
    let trouble = (may_lead_up.then_some(near.clone()))
        .and_then(|mut near| near.find(|row| row.is_trouble()))
        .filter(|row| leads_up(row));
    // A stated length is a measure for the entry that says that something is amiss, not for one of an alert or of work.
    let amiss = || {
        let stated = stated.filter(|minutes| *minutes > 0 && !first.is_trouble())?;
        let row = near
            .clone()
            .find(|row| speaks(&row.entry.text, Tells::Amiss))?;
        fits_better(rows, (first, row), stated).then_some(row)
    };
    Some(began(trouble.or_else(amiss).unwrap_or(first), false))
}

/// True where the length that the report states is about that from the later entry to the end, nearer than that from any before it, and
/// that from the first is more than twice as long.
fn fits_better(rows: &[Row<'_>], (first, later): (&Row<'_>, &Row<'_>), stated: u32) -> bool {
    let Some((end, _)) = last(rows, later.at) else {
        return false;
    };
    let lengths = (first.at.minutes_until(&end), later.at.minutes_until(&end));
    let (Some(long), Some(short)) = lengths else {
        return false;
    };
    let twice = |minutes: u32| minutes.saturating_mul(2);
    let mut before = rows
        .iter()
        .take_while(|other| !std::ptr::eq(*other, later))
        .filter_map(|other| other.at.minutes_until(&end));
    before.all(|minutes| minutes.abs_diff(stated) > short.abs_diff(stated))
        && long > twice(stated)
        && short <= twice(stated)
        && stated <= twice(short)
}

/// True for an entry by which something was changed: `Deployed version 5`.
fn is_change(text: &str) -> bool {
    static CHANGES: AnyOf = AnyOf::new(&[
        "deploy",
        "deploys",
        "deployed",
        "deployment",
        "merge",
        "merges",
        "merged",
        "release",
        "released",
        "releases",
        "rollout",
        "rolled",
        "shipped",
        "upgrade",
        "upgraded",
        "upgrades",
        "migrated",
        "migration",
        "pushed",
        "synced",
        "maintenance",
        "deployet",
        "rullet",
        "ausgerollt",
        "eingespielt",
        "desplegado",
        "despliegue",
    ]);
    words(text).any(|word| CHANGES.has(word))
}

/// The one entry that lies as long before another as the report says that it lasted, or as it says that it took to notice it: of these
/// the first that fits both, else the only one that fits the longer. Round numbers of minutes fit many an entry.
pub(super) fn fitting(
    rows: &[Row<'_>],
    (lasted, noticed): (Option<u32>, Option<u32>),
) -> Option<Began> {
    if rows.len() > MOST {
        return None;
    }
    let lies_before = |row: &Row<'_>| {
        lasted.is_some_and(|minutes| {
            let mut rows = rows.iter();
            minutes > 0 && rows.any(|other| row.at.minutes_until(other.done()) == Some(minutes))
        })
    };
    let mut of_lasted: Vec<_> = rows
        .iter()
        .take_while(|row| !row.says(Tells::End))
        .filter(|row| lies_before(row))
        .collect();
    // What lasted went on until an entry that says that it was over, where one fits.
    let is_over = |row: &Row<'_>| {
        let mut ends = rows.iter().filter(|other| other.says(Tells::End));
        ends.any(|other| row.at.minutes_until(other.done()) == lasted)
    };
    if of_lasted.iter().any(|row| is_over(row)) {
        of_lasted.retain(|row| is_over(row));
    }
    let noticed =
        noticed.filter(|noticed| *noticed > 0 && lasted.is_some_and(|lasted| *noticed < lasted));
    // Who notices something does so when an entry begins.
    let leads = |row: &Row<'_>| {
        let mut rows = rows.iter();
        noticed.is_some_and(|after| rows.any(|other| row.at.minutes_until(other.at) == Some(after)))
    };
    let both = of_lasted.iter().find(|row| leads(row));
    let only = match of_lasted.as_slice() {
        [only] if lasted.is_some_and(|minutes| minutes >= 30 && minutes % 5 != 0) => Some(only),
        _ => None,
    };
    let row = both.or(only)?;
    Some(Began {
        at: row.at.clone(),
        words: row.words(),
        says: false,
    })
}

/// Entries among which one is looked for that fits: each is held against each.
const MOST: usize = 60;

/// Hours for which a change slept that is no part of the incident.
const SLEEPS: i64 = 12;

/// The same where the first trouble told is that something broke.
const AFTER_A_CHANGE: i64 = 1;

/// The same where it is that something is amiss, and nobody says that it was only noticed then.
const QUIET_AFTER_A_CHANGE: i64 = 3;
