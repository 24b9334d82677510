//! The action items of a report in which nothing is called so: a list whose items carry marks of their state, or the tasks with which
//! the last list ends.
//!
//! Takes passages and blocks, gives items in reading order. Lists of other passages that have a name of their own are left alone. A copy of
//! a page that lost its headings has its times, its conclusions and its tasks in one list: its tasks are those behind the last time.

use super::gather::{Found, items, words_of};
use super::mark;
use super::promise::is_task;
use crate::document::{Block, BlockKind, List, ListItem};
use crate::postmortem::SectionKind;
use crate::postmortem::passage::Passage;
use crate::postmortem::when::stamp::stamp;

/// The items of lists outside of a timeline that carry marks of their state.
pub(super) fn marked(passages: &[Passage<'_>], blocks: &[Block]) -> Vec<Found> {
    let mut found = Vec::new();
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
    for (block, is_elsewhere) in blocks.iter().zip(elsewhere) {
        let BlockKind::List(list) = &block.kind else {
            continue;
        };
        if is_elsewhere {
            continue;
        }
        // One line that tells of a status is no list of promises.
        let marks = list.items.iter().filter(|item| is_marked(item)).count();
        if marks * 2 >= list.items.len() && (marks > 1 || list.items.len() == 1) {
            found.extend(items(&list.items.iter().collect::<Vec<_>>()));
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

fn is_marked(item: &ListItem) -> bool {
    item.check.is_some()
        || item
            .blocks
            .first()
            .is_some_and(|first| says_status(&words_of(first)))
}

fn says_status(words: &str) -> bool {
    mark::stands_before(words)
        || words
            .get(..7)
            .is_some_and(|head| head.eq_ignore_ascii_case("status:"))
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
        // What stands right below such a heading went well, or took part. Behind words a heading may have been lost.
        SectionKind::Lucky | SectionKind::WentWell | SectionKind::Participants => {
            passage.at + 1 < at && is_behind(&blocks[at - 1])
        }
        _ => false,
    });
    if may_stand {
        items(&tasks(list, at + 1 == blocks.len()))
    } else {
        Vec::new()
    }
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
    let words: Vec<String> = list
        .items
        .iter()
        .map(|item| {
            item.blocks
                .first()
                .map(words_of)
                .unwrap_or_default()
                .into_owned()
        })
        .collect();
    let is_timed = |words: &String| stamp(words).is_some_and(|stamp| stamp.time.is_some());
    let behind = words.iter().rposition(is_timed).map_or(0, |at| at + 1);
    if behind > 0 && !is_last {
        return Vec::new();
    }
    let Some(first) = words[behind..].iter().position(|words| is_task(words)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut others = 0;
    let mut is_announced = false;
    for (item, words) in list.items.iter().zip(&words).skip(behind + first) {
        // What an item announces lost its place below it.
        if is_announced && words.starts_with(char::is_lowercase) {
            continue;
        }
        is_announced = words.ends_with(':');
        if is_task(words) {
            found.push(item);
        } else {
            others += 1;
        }
    }
    if found.len() >= 2 * others {
        found
    } else {
        Vec::new()
    }
}
