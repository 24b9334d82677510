//! What happened when: the timeline of a report.
//!
//! Takes its passages and its blocks, gives entries in the order of the text, each with the time as written and, where day and clock
//! are known, as a moment. Where no passage is called a timeline, that part of the text serves whose lines begin with times. What
//! holds no times is no timeline, but for a list under that heading.

pub(super) mod anchor;
pub mod inferred;
mod resolve;
mod rows;

use std::sync::LazyLock;

use jiff::civil::Date;
use memchr::memmem::Finder;

use super::passage::{Passage, outermost};
use super::when::stamp::begins_as_sentence;
use super::when::{Conventions, Found, dates, zone_in};
use super::{Moment, Precision, SectionKind};
use crate::document::section::Headings;
use crate::document::{Block, BlockKind, text};
use crate::source::Span;
use resolve::{Context, resolve};
use rows::{Gathered, Row};

/// One entry of a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// When, where day and time are known; the day alone has [`Precision::Day`].
    pub at: Option<Moment>,
    /// Until when; few entries say it.
    pub until: Option<Box<Moment>>,
    /// The time as written; empty where the entry has none.
    pub as_written: String,
    /// What happened.
    pub text: String,
    /// Why day or half of the day are other than written, where they are: `1:30 after 11:54: pm`.
    pub reason: Option<Box<inferred::Inferred>>,
    /// Where the parts of its time came from; [`Entry::inferred`] says it in words.
    pub from: inferred::Whence,
    /// Its id on the page: `t-14-30`.
    pub anchor: Box<str>,
    /// Where it stands: the item, the row, the heading, the term or the paragraph.
    pub span: Span,
    /// Which line of its paragraph or row of its table it is, from 0, where it is one.
    pub line: u32,
}

/// The timeline of a report as it was read.
#[derive(Debug, Default)]
pub(super) struct Timeline {
    /// Its entries, in the order of the text.
    pub(super) entries: Vec<Entry>,
    /// The paragraphs below each, where it is a heading; else empty.
    pub(super) below: Vec<String>,
    /// The zone that it names.
    pub(super) zone: Option<String>,
}

/// So many lines that begin with times are a timeline where none is called so.
const UNNAMED: usize = 2;

/// What is known of the report before its timeline is read.
pub(super) struct Known<'a> {
    /// The day of the incident.
    pub(super) day: Option<Date>,
    /// The zone that the head names.
    pub(super) zone: Option<&'a str>,
    /// How the archive writes its times.
    pub(super) conventions: &'a Conventions,
}

/// So many items of a list make a timeline of it, whatever stands between them.
const LOGGED: usize = 4;

/// So many lines make a timeline of a passage that is called otherwise.
const CALLED_OTHERWISE: usize = 3;

/// What a heading means depends on what stands under it: where no passage is called a timeline, one called `Context` or `Background`
/// is one if most of its lines begin with times. What the archive declares of a heading stays.
pub(super) fn name(passages: &mut [Passage<'_>], headings: &Headings) {
    if passages
        .iter()
        .any(|passage| passage.kind == SectionKind::Timeline)
    {
        return;
    }
    for passage in passages
        .iter_mut()
        .filter(|passage| passage.kind == SectionKind::Background)
        .filter(|passage| !headings.declares(&passage.heading))
    {
        let rows = Gathered::of(passage.blocks);
        if reads_so(&rows) && rows.timed() >= CALLED_OTHERWISE {
            passage.kind = SectionKind::Timeline;
        }
    }
}

/// The blocks of a timeline, and where they end: headings behind it that are nothing but days or times go on with it, whatever their
/// level.
fn with_days<'a>(passage: &Passage<'a>, blocks: &'a [Block]) -> (&'a [Block], usize) {
    let Some(level) = passage.level else {
        return (passage.blocks, passage.at);
    };
    let mut end = passage.end;
    while let Some(Block {
        kind: BlockKind::Heading(heading),
        ..
    }) = blocks.get(end)
    {
        let words = text::on_one_line(&heading.content);
        let is_below = heading.level > level && end > passage.end;
        if !is_below && !rows::is_label(&words) {
            break;
        }
        let next = blocks[end + 1..]
            .iter()
            .position(|block| matches!(block.kind, BlockKind::Heading(_)));
        end = next.map_or(blocks.len(), |length| end + 1 + length);
    }
    if end > passage.end {
        (&blocks[passage.at + 1..end], end)
    } else {
        (passage.blocks, end)
    }
}

/// The timeline of the report.
pub(super) fn read(passages: &[Passage<'_>], blocks: &[Block], known: &Known<'_>) -> Timeline {
    let Declared {
        mut rows,
        zone,
        day,
        told,
    } = named(passages, blocks)
        .or_else(|| unnamed(passages, blocks))
        .unwrap_or_default();
    let context = Context {
        day: known.day,
        declared: day,
        zone_from: if zone.is_some() {
            inferred::ZoneFrom::Timeline
        } else {
            inferred::ZoneFrom::Report
        },
        zone: zone
            .clone()
            .or_else(|| known.zone.map(str::to_owned))
            .or(told),
        conventions: known.conventions,
    };
    let below = rows
        .iter_mut()
        .map(|row| std::mem::take(&mut row.below))
        .collect();
    Timeline {
        entries: resolve(rows, &context),
        below,
        zone,
    }
}

/// Rows, with what is declared for all of them.
#[derive(Default)]
struct Declared {
    rows: Vec<Row>,
    zone: Option<String>,
    day: Option<Date>,
    /// The zone of times in sentences beside it.
    told: Option<String>,
}

/// The rows of what is called a timeline.
fn named(passages: &[Passage<'_>], blocks: &[Block]) -> Option<Declared> {
    let mut rows = Vec::new();
    let mut zone = None;
    let mut day = None;
    let mut plain: Option<Vec<Row>> = None;
    let mut read_to = 0;
    for passage in outermost(passages, SectionKind::Timeline) {
        // A timeline below a day was read with the one before that day.
        if passage.at < read_to {
            continue;
        }
        let (own, end) = with_days(passage, blocks);
        read_to = read_to.max(end);
        let mut found = Gathered::of(own);
        if found.is_undated() {
            found = Gathered::of_labels(own).unwrap_or(found);
        }
        let (declared_zone, declared_day) = declared(own);
        zone = zone.or_else(|| zone_in(&passage.heading)).or(declared_zone);
        day = day.or(declared_day);
        if found.timed() > 0 {
            let mut found = tidy(found.rows);
            if rows.is_empty() {
                rows = found;
            } else {
                rows.append(&mut found);
            }
        } else if plain.is_none() && !found.rows.is_empty() {
            plain = Some(found.rows);
        }
    }
    if rows.is_empty() {
        rows = plain?;
    }
    // `All times in PDT` at the top of a page is said of its timeline, too.
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    let top = blocks.iter().skip(1).position(is_heading);
    let top = &blocks[..top.map_or(0, |at| at + 1).min(TOP)];
    let zone = zone.or_else(|| declared(top).0);
    Some(Declared {
        rows,
        zone,
        day,
        told: None,
    })
}

/// Blocks at the top of a page that may declare the zone of all its times.
const TOP: usize = 6;

/// The rows of the text that reads like a timeline.
fn unnamed(passages: &[Passage<'_>], blocks: &[Block]) -> Option<Declared> {
    let is_other = |kind: SectionKind| {
        !matches!(
            kind,
            SectionKind::ActionItems
                | SectionKind::Prevention
                | SectionKind::Scorecard
                | SectionKind::References
                | SectionKind::KeyEvents
        )
    };
    // A passage whose lines begin with times.
    let of_passages = passages
        .iter()
        .filter(|passage| is_other(passage.kind) && passage.level.is_none())
        .map(|passage| {
            let mut rows = Gathered::of(passage.blocks);
            rows.trim();
            (rows, passage.blocks)
        });
    let best = of_passages
        .filter(|(rows, _)| reads_so(rows))
        .max_by_key(|(rows, _)| rows.timed());
    if let Some((rows, blocks)) = best {
        return Some(found(rows.rows, blocks));
    }
    let mut rows = Vec::new();
    let mut outside = vec![true; blocks.len()];
    for passage in passages.iter().filter(|passage| !is_other(passage.kind)) {
        let end = passage.end.min(blocks.len());
        outside[passage.at..end].fill(false);
    }
    let mut from = 0;
    while from < blocks.len() {
        let to = (from..blocks.len())
            .find(|at| !outside[*at])
            .unwrap_or(blocks.len());
        for block in &blocks[from..to] {
            let mut found = Gathered::of(std::slice::from_ref(block));
            found.trim();
            let is_line = matches!(block.kind, BlockKind::Paragraph(_));
            found.tell_prose();
            let is_list = matches!(block.kind, BlockKind::List(_));
            if reads_so(&found) || is_line && found.timed() > 0 || is_list && is_log(&found) {
                rows.extend(found.rows);
            }
        }
        from = to + 1;
    }
    let timed = rows.iter().filter(|row| row.is_timed()).count();
    let is_line = |row: &&Row| row.is_timed() && !row.is_prose;
    let lines = rows.iter().filter(is_line).count();
    // Sentences that begin with a time are no entries beside lines that do.
    if lines >= UNNAMED {
        let (sentences, listed): (Vec<Row>, Vec<Row>) =
            rows.into_iter().partition(|row| row.is_prose);
        let mut found = found(listed, blocks);
        let mut zones = sentences.into_iter().filter_map(|row| row.stamp?.zone);
        found.told = zones.next();
        return Some(found);
    }
    // A timeline that only says where it stands is none that sentences tell.
    let is_elsewhere = passages
        .iter()
        .any(|passage| passage.kind == SectionKind::Timeline);
    if timed >= UNNAMED && !is_elsewhere {
        return Some(found(rows, blocks));
    }
    let inside = blocks
        .iter()
        .zip(outside)
        .filter(|(_, is_outside)| *is_outside);
    let mut only = None;
    for (block, _) in inside {
        let BlockKind::List(list) = &block.kind else {
            continue;
        };
        let mut rows = Gathered::of(std::slice::from_ref(block));
        if is_chronicle(&rows) {
            return Some(found(rows.rows, blocks));
        }
        let first = list.items.first().map(|item| item.span);
        if only.is_none() && is_alone(&rows, first) {
            rows.rows.truncate(1);
            only = Some(rows.rows);
        }
    }
    Some(found(only?, blocks))
}

/// True where a list begins with its only row with a time: a copy of a page may have lost the rest.
fn is_alone(rows: &Gathered, first: Option<Span>) -> bool {
    rows.rows.first().is_some_and(|row| {
        row.is_timed() && Some(row.span) == first && !begins_as_sentence(&row.written)
    }) && rows.timed() == 1
}

/// True for the rows of a list each item of which begins with a day, set off from its words, and none of which is before the one above.
fn is_chronicle(rows: &Gathered) -> bool {
    let mut before = None;
    rows.rows.len() >= CALLED_OTHERWISE
        && rows.rows.iter().all(|row| {
            let day = row.day_told();
            let goes_on = day >= before;
            before = day;
            day.is_some() && goes_on
        })
}

/// Rows with what the blocks around them declare.
fn found(rows: Vec<Row>, blocks: &[Block]) -> Declared {
    let (zone, day) = declared(blocks);
    Declared {
        rows: tidy(rows),
        zone,
        day,
        told: None,
    }
}

/// True for rows most of which begin with a time of day.
fn reads_so(rows: &Gathered) -> bool {
    rows.timed() >= UNNAMED && rows.timed() * 5 >= rows.rows.len() * 3
}

/// True for rows of a list in which the words below the rows stand beside them: so many begin with a time that no other list does.
fn is_log(rows: &Gathered) -> bool {
    let timed = rows.timed();
    timed >= LOGGED && timed * 4 >= rows.rows.len() && rows.rows.iter().any(|row| !row.is_prose)
}

/// Rows without a time among rows with times belong to the row above; lists without any are none of it.
fn tidy(rows: Vec<Row>) -> Vec<Row> {
    let is_loose = |row: &Row| row.is_loose && row.stamp.is_none();
    if rows.iter().all(|row| row.stamp.is_some()) {
        return rows;
    }
    let mut out: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows.into_iter().filter(|row| !is_loose(row)) {
        match out.last_mut() {
            Some(last) if row.stamp.is_none() && row.written.is_empty() && last.stamp.is_some() => {
                last.text.push(' ');
                last.text.push_str(&row.text);
            }
            _ => out.push(row),
        }
    }
    out
}

/// Words before the zone or the day of all entries.
const DECLARES: &[&str] = &[
    "all times",
    "times are",
    "times in",
    "timestamps",
    "alle tider",
    "alle zeiten",
    "all events",
    "time zone",
    "timezone",
    "events happened on",
    "events on",
];

/// How each of them begins.
static MARKS: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| ["all", "time", "events"].map(Finder::new));

/// So many bytes behind such words may a zone stand.
const NEAR_ZONE: usize = 16;

/// What has times of its own.
const OF_PICTURES: &[&str] = &[
    "screenshot",
    "screen shot",
    "graph",
    "chart",
    "image",
    "picture",
    "dashboard",
];

/// The words that declare something for all entries, with what follows them. They begin a sentence, announce the entries, say that all are
/// meant, or have a zone behind them: `failed three times in the night` declares nothing.
fn declaring(words: &str) -> Option<&str> {
    let lower = words.to_lowercase();
    let bytes = lower.as_bytes();
    let begins = |at: usize| {
        let behind = &bytes[at..];
        DECLARES
            .iter()
            .any(|mark| behind.starts_with(mark.as_bytes()))
    };
    if !MARKS.iter().any(|mark| mark.find_iter(bytes).any(begins)) {
        return None;
    }
    let declares = |at: usize, mark: &str| {
        let before = lower[..at].trim_end_matches([' ', '(', '[', '*', '_', '"']);
        let is_apart = !lower[..at].ends_with(char::is_alphanumeric);
        let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '\n']);
        let has_zone = || {
            let behind = words.get(at + mark.len()..).unwrap_or_default();
            let mut ends = behind.char_indices().map(|(at, _)| at);
            let end = ends.find(|at| *at >= NEAR_ZONE).unwrap_or(behind.len());
            zone_in(&behind[..end]).is_some()
        };
        // The times of pictures are not those of the entries.
        let sentence = lower[..at].rsplit(['.', '\n']).next().unwrap_or_default();
        let is_of_pictures = OF_PICTURES.iter().any(|word| sentence.contains(word));
        // `The course of events on 4 May 2021:`
        let announces = mark.ends_with(" on") && words.trim_end().ends_with(':');
        is_apart
            && !is_of_pictures
            && (begins || announces || mark.starts_with("all") || has_zone())
    };
    let marks = DECLARES.iter().filter_map(|mark| {
        let mut found = lower.match_indices(mark).map(|(at, _)| at);
        found.find(|at| declares(*at, mark))
    });
    words.get(marks.min()?..)
}

/// What sentences or captions declare for all entries: the zone (`All times in UTC`) and the day (`Unless noted all events happened on
/// 2019-10-21, and all times are in UTC`).
fn declared(blocks: &[Block]) -> (Option<String>, Option<Date>) {
    let mut zone = None;
    let mut day = None;
    for block in blocks.iter().take(40) {
        let BlockKind::Paragraph(content) = &block.kind else {
            continue;
        };
        let words = text::words(content);
        let Some(words) = declaring(&words) else {
            continue;
        };
        zone = zone.or_else(|| zone_in(words));
        let is_day = |found: &Found| found.precision == Precision::Day;
        day = day.or_else(|| dates(words).find(is_day).map(|found| found.date));
    }
    (zone, day)
}
