//! The action items of a report in which nothing is called so: a list whose items carry marks of their state, or the tasks with which
//! the last list ends.
//!
//! Takes passages and blocks, gives items in reading order. Lists of other passages that have a name of their own are left alone. A copy of
//! a page that lost its headings has its times, its conclusions and its tasks in one list: its tasks are those behind the last time.

use std::borrow::Cow;

use super::gather::{Found, items, words_of};
use super::mark;
use super::promise::{behind_ticket, is_task, suggests};
use super::ticket::is_ticket;
use crate::document::{Block, BlockKind, InlineKind, List, ListItem};
use crate::postmortem::SectionKind;
use crate::postmortem::passage::Passage;
use crate::postmortem::when::stamp::stamp;

/// The items of lists outside of a timeline that carry marks of their state.
pub(super) fn marked(passages: &[Passage<'_>], blocks: &[Block]) -> Vec<Found> {
    let mut found = Vec::new();
    for list in lists(passages, blocks) {
        // One line that tells of a status is no list of promises.
        let marks = list.items.iter().filter(|item| is_marked(item)).count();
        let is_list = marks * 2 >= list.items.len() && (marks > 1 || list.items.len() == 1);
        if is_list || all_close(list) {
            let own = &list.items[told_before(list)..];
            found.extend(items(&own.iter().collect::<Vec<_>>()));
            continue;
        }
        let tail = list.items.iter().rev().take_while(|item| is_marked(item));
        let from = list.items.len() - tail.count();
        if list.items.len() - from > 1 {
            found.extend(items(&list.items[from..].iter().collect::<Vec<_>>()));
        }
    }
    found
}

/// How many items a list begins with that are no tasks, where all behind them say their status: what was learnt lost its heading.
fn told_before(list: &List) -> usize {
    let says = |item: &ListItem| words(item).get(..7).is_some_and(is_label);
    let count = list.items.iter().take_while(|item| !says(item)).count();
    let is_told = |item: &ListItem| {
        let words = words(item);
        !is_marked(item) && !is_task(&words) && !suggests(&words)
    };
    let (before, behind) = list.items.split_at(count);
    if behind.len() > 1 && behind.iter().all(says) && before.iter().all(is_told) {
        count
    } else {
        0
    }
}

/// The item with which the last list ends, where a label says that it has a state: `Status: Done - …`.
pub(super) fn last_marked(passages: &[Passage<'_>], blocks: &[Block]) -> Vec<Found> {
    let last = lists(passages, blocks)
        .last()
        .and_then(|list| list.items.last());
    let is_one = |item: &&ListItem| words(item).get(..7).is_some_and(is_label);
    items(last.filter(is_one).as_slice())
}

/// The lists outside of a timeline.
fn lists<'a>(passages: &[Passage<'_>], blocks: &'a [Block]) -> impl Iterator<Item = &'a List> {
    // Where lists are something else. Sections inside one another would be gone through again and again.
    let mut elsewhere = vec![false; blocks.len()];
    let mut end = 0;
    for passage in passages.iter().filter(|passage| passage.level.is_some()) {
        let is_other = matches!(
            passage.kind,
            SectionKind::Timeline | SectionKind::KeyEvents | SectionKind::References
        );
        if is_other && passage.end > end {
            let from = passage.at.max(end).min(blocks.len());
            end = passage.end.min(blocks.len());
            elsewhere[from..end.max(from)].fill(true);
        }
    }
    let inside = blocks.iter().zip(elsewhere);
    inside.filter_map(|(block, is_elsewhere)| match &block.kind {
        BlockKind::List(list) if !is_elsewhere => Some(&**list),
        _ => None,
    })
}

fn is_marked(item: &ListItem) -> bool {
    item.check.is_some() || may_say_status(item) && says_status(&words(item))
}

/// False for nearly every item, after a look at its first letter.
fn may_say_status(item: &ListItem) -> bool {
    let Some(BlockKind::Paragraph(content)) = item.blocks.first().map(|block| &block.kind) else {
        return true;
    };
    let Some(InlineKind::Text(text)) = content.first().map(|first| &first.kind) else {
        return true;
    };
    // Those that `says_status` knows.
    let first = text.trim_start().chars().next();
    first.is_none_or(|first| matches!(first, 'D' | 'I' | 'N' | 'O' | 'P' | 'S' | 'U' | 's'))
}

fn says_status(words: &str) -> bool {
    mark::stands_before(words) || words.get(..7).is_some_and(is_label)
}

fn is_label(head: &str) -> bool {
    head.eq_ignore_ascii_case("status:")
}

/// The words that an item begins with.
fn words(item: &ListItem) -> Cow<'_, str> {
    item.blocks.first().map(words_of).unwrap_or_default()
}

/// True for a list of several items each of which ends with a state, and none of which begins with a time.
fn all_close(list: &List) -> bool {
    let closes = |item: &ListItem| {
        let words = words(item);
        mark::read(&words).0.is_some() && stamp(&words).is_none()
    };
    list.items.len() > 1 && list.items.iter().all(closes)
}

/// The tasks with which the report ends. Paragraphs may stand behind a list that holds nothing else.
pub(super) fn at_end(passages: &[Passage<'_>], blocks: &[Block]) -> Vec<Found> {
    let is_behind = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_));
    let Some(at) = blocks.iter().rposition(|block| !is_behind(block)) else {
        return Vec::new();
    };
    let BlockKind::List(list) = &blocks[at].kind else {
        return Vec::new();
    };
    if at > 0 && announces(&blocks[at - 1]) {
        return items(&list.items.iter().collect::<Vec<_>>());
    }
    let section = passages
        .iter()
        .rfind(|passage| passage.level.is_some() && passage.at < at && at < passage.end);
    let may_stand = section.is_none_or(|passage| match passage.kind {
        SectionKind::Other
        | SectionKind::WentWrong
        | SectionKind::Lessons
        | SectionKind::Questions => true,
        // What stands right below such a heading went well, or took part. Behind words a heading may have been lost, and so it was where an
        // item tells its state.
        SectionKind::Lucky | SectionKind::WentWell | SectionKind::Participants => {
            let has_state = |item: &ListItem| mark::read(&words(item)).0.is_some();
            passage.at + 1 < at && is_behind(&blocks[at - 1]) || list.items.iter().any(has_state)
        }
        _ => false,
    });
    if !may_stand {
        return Vec::new();
    }
    let is_last = at + 1 == blocks.len();
    let found = tasks(list, is_last);
    // Under a heading of its own such a list refers to what others wrote.
    let with_tickets = if section.is_none() && is_last {
        ticketed(list)
    } else {
        Vec::new()
    };
    if found.is_empty() && with_tickets.is_empty() && section.is_none() && is_last && wants(list) {
        return items(&list.items.iter().collect::<Vec<_>>());
    }
    items(if with_tickets.len() > found.len() {
        &with_tickets
    } else {
        &found
    })
}

/// True for a list of several items each of which says what should be otherwise.
fn wants(list: &List) -> bool {
    const WANTING: &[&str] = &[
        " should ",
        " must ",
        " needs to ",
        " need to ",
        " will need ",
    ];
    let is_one = |item: &ListItem| {
        let words = words(item);
        let mut wanting = WANTING.iter().filter_map(|want| words.split_once(want));
        wanting
            .next()
            .is_some_and(|(_, rest)| !rest.starts_with("have "))
    };
    list.items.len() > 1 && list.items.iter().all(is_one)
}

/// The items with which a list ends, where there are several and each names a ticket of its own before or behind its words.
fn ticketed(list: &List) -> Vec<&ListItem> {
    let has_ticket = |item: &&ListItem| {
        let words = words(item);
        let is_timed = || stamp(&words).is_some_and(|stamp| stamp.time.is_some());
        let is_question = || words.contains('?');
        let ends = || ends_with_ticket(&words) && !is_question();
        (behind_ticket(&words).is_some() || ends()) && !is_timed()
    };
    let count = list.items.iter().rev().take_while(has_ticket).count();
    let from = if count > 1 {
        list.items.len() - count
    } else {
        list.items.len()
    };
    list.items[from..].iter().collect()
}

/// True for a paragraph that says that a list of what is to be done follows.
fn announces(block: &Block) -> bool {
    const SAID: &[&str] = &[
        "list of action items",
        "action items:",
        "following action",
        "actions were agreed",
        "actions are planned",
        "we will do the following",
        "next steps:",
    ];
    matches!(block.kind, BlockKind::Paragraph(_)) && {
        let lower = words_of(block).to_lowercase();
        SAID.iter().any(|said| lower.contains(said))
    }
}

/// The tasks at the end of a list: from the first one behind the last time, where two of three items are some. A list with times counts
/// only where nothing follows it.
fn tasks(list: &List, is_last: bool) -> Vec<&ListItem> {
    let words: Vec<Cow<'_, str>> = list.items.iter().map(words).collect();
    let is_timed = |words: &Cow<'_, str>| stamp(words).is_some_and(|stamp| stamp.time.is_some());
    let behind = words.iter().rposition(is_timed).map_or(0, |at| at + 1);
    if behind > 0 && !is_last {
        return Vec::new();
    }
    let begins = |words: &Cow<'_, str>| {
        let is_meant = || suggests(words) || is_last && begins_with_doing(words);
        is_task(words) || says_status(words) || ends_with_ticket(words) && is_meant()
    };
    let Some(first) = words[behind..].iter().position(begins) else {
        return Vec::new();
    };
    // `Thorough monitoring, OPS-12` is one where it stands right before them.
    let named = words[behind..behind + first].iter().rev();
    let first = first
        - named
            .take_while(|words| is_last && ends_with_ticket(words))
            .count();
    let mut found = Vec::new();
    let (mut others, mut adopted) = (0, 0);
    let mut is_announced = false;
    // What stands alone between two tasks is one, too, where nothing else follows.
    let mut between: Vec<Option<&ListItem>> = Vec::new();
    for (item, words) in list.items.iter().zip(&words).skip(behind + first) {
        // What an item announces lost its place below it.
        if is_announced && words.starts_with(char::is_lowercase) {
            continue;
        }
        is_announced = words.ends_with(':');
        let has_mark = item.check.is_some() || mark::read(words).0.is_some();
        let has_ticket = behind_ticket(words).is_some() || ends_with_ticket(words);
        let is_one = is_task(words) || has_mark || has_ticket || suggests(words);
        if is_one {
            if is_last && let [Some(alone)] = between.as_slice() {
                adopted += 1;
                found.push(*alone);
            }
            between.clear();
            found.push(item);
        } else {
            others += 1;
            between.push(may_stand_between(words).then_some(item));
        }
    }
    if found.len() >= 2 * others + adopted {
        found
    } else {
        Vec::new()
    }
}

/// False for a question, for what announces something, and for a sentence that tells how it was.
fn may_stand_between(words: &str) -> bool {
    const TELLING: &[&str] = &[
        "we", "i", "if", "it", "there", "this", "that", "these", "the", "when", "since", "result",
        "yes", "no", "is", "are", "was", "but",
    ];
    let first = words
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let is_telling = TELLING.iter().any(|word| word.eq_ignore_ascii_case(first));
    let is_told =
        |word: &str| matches!(word, "is" | "was" | "are" | "were" | "has" | "had" | "have");
    let is_telling = is_telling || words.split(' ').take(5).any(is_told);
    !is_telling && !words.contains('?') && !words.ends_with(':') && !words.contains(" not ")
}

/// `Adding a list of pumps`.
fn begins_with_doing(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    first.len() > 5 && first.ends_with("ing") && first.starts_with(char::is_uppercase)
}

/// True for words behind which a ticket stands, set off from them or called one: `A copy of the backups - OPS-12`, `… Task T1234`,
/// `… tasks:T12345`, `… https://tasks.example.org/T12345`.
fn ends_with_ticket(words: &str) -> bool {
    let Some((before, last)) = words.trim_end().rsplit_once(' ') else {
        return false;
    };
    let name = last.trim_matches(['(', ')', '.']);
    let word = before.rsplit([' ', '(']).next().unwrap_or(before);
    let is_called = ["task", "ticket", "bug", "issue"]
        .iter()
        .any(|one| word.eq_ignore_ascii_case(one));
    let is_set_off = before.ends_with(['-', '–', '—', ':']) || last.starts_with('(');
    is_ticket(name.rsplit([':', '/']).next().unwrap_or(name))
        && (is_called || is_set_off || name.contains(':'))
}
