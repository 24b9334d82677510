//! What was promised: the action items of a report.
//!
//! Takes its passages and blocks, gives items with what they say of their state, their owner and their tickets. The items are the
//! entries of what stands under such a heading: items of lists, rows of tables, headings, paragraphs that begin with a mark or promise
//! something. Where no passage is called so, a list serves whose items carry marks of their state, or the tasks with which the report
//! ends. `None` and rows of a template are no items.

mod gather;
mod mark;
mod promise;
pub(super) mod ticket;
mod unnamed;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::SectionKind;
use super::passage::{Passage, outermost};
use super::template::{is_blank_task, tells_of_none};
use super::when::{Precision, dates, is_month, parse_date, weekday};
use crate::document::Block;
use crate::document::section::normal;
use crate::document::ticket::Tickets;
use crate::source::Span;
use gather::{Found, gather};
pub use ticket::of_address as ticket_name;
use unnamed::{at_end, last_marked, marked};

/// One thing that somebody is to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// A name that lasts as long as its words: `a` and twelve figures.
    pub id: String,
    /// What is to be done, in plain words.
    pub text: String,
    /// How far it is.
    pub status: Status,
    /// Who does it, as written.
    pub owner: Option<String>,
    /// Until when, where a column says it.
    pub due: Option<Due>,
    /// Its tickets, as written: `OPS-12`, `#123`.
    pub tickets: Vec<String>,
    /// Where its links lead.
    pub links: Vec<String>,
    /// Where it stands.
    pub span: Span,
    /// Which row of its table, where it is one; from 0.
    pub line: u32,
    /// The id of its place on the page of its report: `a-` and the figures of its name. None where it has no place of its own there, or
    /// where its author gave that id to another.
    pub anchor: Option<Box<str>>,
}

/// Gives actions ids that no other place of the text has, none of which is one of `taken`.
pub(super) fn name<'a>(actions: &mut [Action], taken: impl Iterator<Item = &'a str>) {
    if actions.is_empty() {
        return;
    }
    let taken: BTreeSet<&str> = taken.filter(|id| id.starts_with("a-")).collect();
    for action in actions {
        action.anchor = action
            .anchor
            .take()
            .filter(|anchor| !taken.contains(&**anchor));
    }
}

impl Action {
    /// The part of its id that tells its words: twins have the same.
    pub fn words(&self) -> &str {
        self.id.split('-').next().unwrap_or(&self.id)
    }
}

/// Until when something is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// As written: `end of March`, `2021-03-31`.
    pub as_written: String,
    /// The day, where just one is written, and no word that turns it into another.
    pub date: Option<Date>,
}

impl Due {
    fn new(as_written: String) -> Self {
        let day = parse_date(&as_written)
            .filter(|(_, precision)| *precision == Precision::Day && is_one_day(&as_written));
        Self {
            date: day.map(|(date, _)| date),
            as_written,
        }
    }
}

/// Words that may stand with a day that is the last one.
const WITH_DAY: [&str; 19] = [
    "by", "on", "until", "due", "the", "of", "st", "nd", "rd", "th", "til", "innen", "bis", "zum",
    "am", "le", "el", "de", "di",
];

/// True for a day with nothing that turns it into another one: `after 31 March`, `31 March, moved to 30 April`.
fn is_one_day(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic());
    let is_known = |word: &str| {
        let lower = word.to_lowercase();
        is_month(&lower) || weekday::named(&lower).is_some() || WITH_DAY.contains(&&*lower)
    };
    words.filter(|word| !word.is_empty()).all(is_known) && dates(text).nth(1).is_none()
}

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// To be done, as its mark says or as others of the report that are marked done let one read.
    Open,
    /// Begun.
    InProgress,
    /// Done.
    Done,
    /// It will not be done, or something else is done instead.
    Dropped,
    /// Nothing tells.
    Unknown,
}

impl Status {
    /// The word that the export uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in_progress",
            Self::Done => "done",
            Self::Dropped => "dropped",
            Self::Unknown => "unknown",
        }
    }

    /// The state that a word of a tracker names: one of those above, else as people and trackers write it (`In Review`, `Closed`).
    pub fn of_words(words: &str) -> Option<Self> {
        let all = [Self::Open, Self::InProgress, Self::Done, Self::Dropped];
        let words = words.trim();
        let is_name = |status: &Self| status.name().eq_ignore_ascii_case(words);
        let named = all.into_iter().find(is_name);
        named.or_else(|| mark::state_of(words))
    }

    /// True where nothing is left to do.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}

/// The action items of a report.
pub(super) fn read(passages: &[Passage<'_>], blocks: &[Block], declared: &Tickets) -> Vec<Action> {
    let of_kind = |kind| {
        let found = outermost(passages, kind).flat_map(|passage| gather(passage, passages));
        found.collect()
    };
    let mut found: Vec<Found> = of_kind(SectionKind::ActionItems);
    if found.is_empty()
        && !passages
            .iter()
            .any(|passage| passage.kind == SectionKind::ActionItems)
    {
        found = of_kind(SectionKind::Prevention);
    }
    if found.is_empty() {
        found = marked(passages, blocks);
    }
    let is_named = |passage: &Passage<'_>| {
        matches!(
            passage.kind,
            SectionKind::ActionItems | SectionKind::Prevention
        )
    };
    if found.is_empty() && !passages.iter().any(is_named) {
        found = at_end(passages, blocks);
    }
    if found.is_empty() {
        found = last_marked(passages, blocks);
    }
    // What they are called whatever their case and marks.
    let mut names: Vec<String> = Vec::with_capacity(found.len());
    found.retain(|one| {
        let name = normal(&one.text);
        // Nobody filled in what a template has; what leads somewhere, or is done, somebody did.
        let may_be_blank = one.links.is_empty() && one.status != Some(Status::Done);
        let is_none = says_none(&one.text, &name) || may_be_blank && is_blank_task(&one.text);
        let is_action = !is_none;
        names.extend(is_action.then_some(name));
        is_action
    });
    settle(&mut found);
    let mut actions: Vec<Action> = Vec::with_capacity(found.len());
    let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
    for (one, name) in found.into_iter().zip(names) {
        let number = number_of(&name);
        let mut id = id_of(number);
        let twins: &mut u32 = counts.entry(number).or_default();
        *twins += 1;
        if *twins > 1 {
            id = format!("{id}-{twins}");
        }
        let anchor = one.line.map(|_| ["a-", &id[1..]].concat().into());
        actions.push(Action {
            id,
            line: one.line.unwrap_or(0),
            anchor,
            tickets: ticket::tickets(&one.text, &one.links, declared),
            text: one.text,
            status: one.status.unwrap_or(Status::Unknown),
            owner: one.owner,
            due: one.due.map(Due::new),
            links: one.links,
            span: one.span,
        });
    }
    actions
}

/// An item without any mark is open where its document marks what is over: who marks only what is still to do tells nothing of the rest.
/// An item that tells what was done, in a list all others of which are marked so, lacks its mark only: of that nothing tells.
fn settle(found: &mut [Found]) {
    let is_over = |one: &Found| matches!(one.status, Some(Status::Done | Status::Dropped));
    if !found.iter().any(is_over) {
        return;
    }
    // Of each list, whether something in it is over, and whether nothing is left that is to be done.
    let mut lists: BTreeMap<u32, (bool, bool)> = BTreeMap::new();
    for one in found.iter() {
        let Some(list) = one.list else { continue };
        let (any, all) = lists.entry(list).or_insert((false, true));
        *any |= is_over(one);
        *all &= is_over(one) || one.status.is_none() && mark::begins_in_the_past(&one.text);
    }
    for one in found {
        let list = one.list.and_then(|list| lists.get(&list));
        if list != Some(&(true, true)) {
            one.status = one.status.or(Some(Status::Open));
        }
    }
}

/// True for words that say that nothing is to be done.
fn says_none(text: &str, name: &str) -> bool {
    const NOTHING: &[&str] = &[
        "none",
        "nothing",
        "no action",
        "no actions",
        "no action items",
        "no action needed",
        "no action required",
        "no actions needed",
        "no further action",
        "no further actions",
        "no further action required",
        "nothing to do",
        "not needed",
        "no follow up",
        "ingen",
        "ingen tiltak",
        "keine",
        "aucune",
        "ninguna",
        "なし",
        "无",
    ];
    // Braces may stand in a promise: that is asked by whoever asks for the items of a template.
    NOTHING.contains(&name) || !text.contains("{{") && tells_of_none(text)
}

/// What stands for the name of an action: 48 bits.
fn number_of(name: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(name.as_bytes()) >> 16
}

/// `a` and the twelve figures of that number.
fn id_of(number: u64) -> String {
    let mut id = String::with_capacity(13);
    id.push('a');
    for at in (0..12).rev() {
        let [figure, ..] = (number >> (4 * at)).to_le_bytes();
        id.push(char::from(b"0123456789abcdef"[usize::from(figure & 15)]));
    }
    id
}
