//! What sentences tell of the course: a range of times, single times, how long it lasted.
//!
//! Takes the passages that tell of summary and impact, before others; gives moments and minutes with the words that they were read
//! from. A number is a time only where it is set off as one.

use super::Clock;
use super::words::{END, speaks};
use crate::document::{Block, BlockKind, text};
use crate::postmortem::passage::Passage;
use crate::postmortem::when::parse_duration;
use crate::postmortem::when::stamp::{Stamp, later, stamp};
use crate::postmortem::{Moment, SectionKind};

impl Clock<'_> {
    /// The first time that the text names, and the first behind words that tell that it was over.
    pub(super) fn told(
        &self,
        passages: &[Passage<'_>],
        blocks: &[Block],
    ) -> (Option<Moment>, Option<Moment>) {
        let (mut start, mut end) = (None, None);
        let mut texts = prose(passages, blocks);
        for kind in TOLD {
            for passage in passages.iter().filter(|passage| passage.kind == *kind) {
                texts.push(passage.words.clone());
                texts.extend(paragraphs(passage.blocks));
            }
        }
        for words in &texts {
            for (found, place) in times(words) {
                let Some(time) = found.time else {
                    continue;
                };
                let sentence = words[..place.start].rsplit(". ").next().unwrap_or("");
                if is_elsewhere(sentence, &words[place.end..]) {
                    continue;
                }
                let near = sentence
                    .char_indices()
                    .rev()
                    .nth(60)
                    .map_or(sentence, |(at, _)| &sentence[at..]);
                let written = || text::one_line(&format!("{near}{}", &words[place.clone()]));
                let is_over = speaks(near, &END)
                    || near.trim_end().ends_with("until")
                    || near.trim_end().ends_with(" til");
                let slot = if is_over { &mut end } else { &mut start };
                if slot.is_none() {
                    *slot = self.at(found.day, time, found.zone.as_deref(), &written());
                }
            }
        }
        (start, end)
    }

    /// The first range of times in summary, impact or the first lines: `from 17:35 to 21:25`.
    pub(super) fn range(
        &self,
        passages: &[Passage<'_>],
        blocks: &[Block],
    ) -> Option<(Moment, Moment)> {
        prose(passages, blocks).iter().find_map(|words| {
            let (found, place) = ranges(words)?;
            let (until_day, time_end) = found.until?;
            let start = self.at(
                found.day,
                found.time?,
                found.zone.as_deref(),
                &words[place.clone()],
            )?;
            let date = until_day.or(found.day);
            let mut end = self.at(date, time_end, found.zone.as_deref(), &words[place])?;
            if end.local < start.local && until_day.is_none() {
                end.local = later(start.local, end.local, time_end.is_whole)?;
            }
            (end.local > start.local).then_some((start, end))
        })
    }
}

/// The texts in which an author tells how long it lasted: summary and impact, else what stands before the first heading.
fn prose(passages: &[Passage<'_>], blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    for kind in [
        SectionKind::Impact,
        SectionKind::Summary,
        SectionKind::Metadata,
    ] {
        for passage in passages.iter().filter(|passage| passage.kind == kind) {
            out.push(passage.words.clone());
            out.extend(paragraphs(passage.blocks));
        }
    }
    let first = blocks
        .iter()
        .position(|block| matches!(block.kind, BlockKind::Heading(_)) && block.span.start > 0);
    let top = first.map_or(
        blocks,
        |first| if first == 0 { blocks } else { &blocks[..first] },
    );
    out.extend(paragraphs(top).into_iter().take(4));
    out
}

fn paragraphs(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    for block in blocks.iter().take(12) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                let mut words = text::one_line(&text::of_inlines(content));
                // Sentences are gone through for each time in them.
                if let Some((end, _)) = words.char_indices().nth(LONGEST) {
                    words.truncate(end);
                }
                out.push(words);
            }
            BlockKind::List(list) => {
                for item in list.items.iter().take(12) {
                    out.extend(paragraphs(&item.blocks));
                }
            }
            _ => {}
        }
    }
    out
}

/// Characters of a paragraph that are looked at.
const LONGEST: usize = 2_000;

/// Where a report tells its course besides summary and impact, in the order in which things happen.
const TOLD: &[SectionKind] = &[
    SectionKind::Leadup,
    SectionKind::Trigger,
    SectionKind::Detection,
    SectionKind::Background,
    SectionKind::Response,
    SectionKind::Resolution,
    SectionKind::Other,
];

/// The times of day in a text that are set off as such: `10:43`, `9 pm`, `0817 UTC`.
fn times(words: &str) -> Vec<(Stamp, std::ops::Range<usize>)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = words[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let before = words[..start].chars().next_back();
        let is_apart = before.is_none_or(|c| {
            !c.is_alphanumeric() && !matches!(c, '.' | '-' | ':' | '/' | '#' | '$')
        });
        let stamp = is_apart.then(|| stamp(&words[start..])).flatten();
        match stamp.filter(|stamp| stamp.time.is_some()) {
            Some(stamp) => {
                at = start + stamp.end.max(1);
                let is_clock = words[start..at].contains(':')
                    || stamp.zone.is_some()
                    || words[start..at].to_lowercase().contains('m');
                if is_clock {
                    out.push((stamp, start..at));
                }
            }
            None => {
                at = start + digits(&words[start..]);
            }
        }
    }
    out
}

/// True for a sentence whose times are no part of what happened: an appointment, a habit, another day.
fn is_elsewhere(before: &str, behind: &str) -> bool {
    const WORDS: &[&str] = &[
        "scheduled",
        "meeting",
        "will",
        "join",
        "daily",
        "weekly",
        "every",
        "each",
        "session",
        "please",
        "next",
        "usually",
        "normally",
    ];
    let behind = behind.split(". ").next().unwrap_or(behind);
    let mut words = before
        .split(|c: char| !c.is_alphanumeric())
        .chain(behind.split(|c: char| !c.is_alphanumeric()));
    words.any(|word| WORDS.iter().any(|other| word.eq_ignore_ascii_case(other)))
}

/// The first range of times in a text.
fn ranges(words: &str) -> Option<(Stamp, std::ops::Range<usize>)> {
    let mut at = 0;
    while let Some(found) = words[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let before = words[..start].chars().next_back();
        let is_apart =
            before.is_none_or(|c| !c.is_alphanumeric() && c != '.' && c != '-' && c != ':');
        if is_apart
            && let Some(stamp) = stamp(&words[start..])
            && stamp.until.is_some()
        {
            let end = start + stamp.end;
            return Some((stamp, start..end));
        }
        at = start + digits(&words[start..]);
    }
    None
}

/// How long it lasted, in a sentence: `for 31 minutes`, `lasted about 2 hours`, `a 20-minute outage`.
pub(super) fn lasted(passages: &[Passage<'_>], blocks: &[Block]) -> Option<(u32, String)> {
    const LEADS: &[&str] = &[
        "for about ",
        "for approximately ",
        "for around ",
        "for roughly ",
        "for nearly ",
        "for almost ",
        "for over ",
        "for more than ",
        "for up to ",
        "for a total of ",
        "for ",
        "lasted for ",
        "lasted ",
        "lasting ",
        "duration of ",
        "downtime of ",
        "outage of ",
        "total of ",
        "duration: ",
        "approximately ",
        "about ",
        "roughly ",
        "i ca ",
        "i ",
    ];
    let begins = |words: &str, at: usize| {
        LEADS.iter().find_map(|lead| {
            let from = at.checked_sub(lead.len())?;
            let is_lead = words.get(from..at)?.eq_ignore_ascii_case(lead);
            let is_apart = !words[..from].ends_with(char::is_alphanumeric);
            (is_lead && is_apart).then_some(from)
        })
    };
    prose(passages, blocks).iter().find_map(|words| {
        let mut at = 0;
        while let Some(found) = words[at..].find(|c: char| c.is_ascii_digit()) {
            let figure = at + found;
            at = figure + digits(&words[figure..]);
            let number = words[..figure].trim_end_matches('~').len();
            let Some(from) = begins(words, number) else {
                continue;
            };
            // No duration is longer, and none is looked for twice in one text.
            let value = words[figure..].char_indices().nth(48);
            let value = value.map_or(&words[figure..], |(end, _)| &words[figure..figure + end]);
            let value = value.split([';', '(']).next().unwrap_or("");
            if let Some(minutes) = parse_duration(value).filter(|minutes| *minutes > 0) {
                let end = words[figure..].char_indices().nth(24);
                let end = end.map_or(words.len(), |(length, _)| figure + length);
                return Some((minutes, words[from..end].trim().to_owned()));
            }
        }
        None
    })
}

/// How many figures a text begins with.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}
