//! What sentences tell of the course: a range of times, single times, how long it lasted.
//!
//! Takes the running text of summary and impact, before others; gives moments and minutes with the words that they were read
//! from. A number is a time only where it is set off as one.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use jiff::civil::Date;

use super::asides::{first_sentence, is_another_day, is_appointment, is_elsewhere};
use super::phrases::{Tells, speaks};
use super::stamps::{ranges, times};
use super::{Clock, FAR, Known, Written};
use crate::document::{Block, BlockKind, text};
use crate::postmortem::passage::Passage;
use crate::postmortem::when::stamp::{Day, Stamp, later};
use crate::postmortem::when::{Found, dates, has_figure};
use crate::postmortem::{Moment, Precision, SectionKind};
use crate::source::Span;

/// A stretch of running text.
#[derive(Debug)]
pub(super) struct Told<'a> {
    /// Its words on one line.
    pub(super) words: Cow<'a, str>,
    /// True where a figure stands in them.
    pub(super) has_figure: bool,
    /// Where it stands.
    pub(super) span: Span,
    /// True where it tells of the impact.
    pub(super) is_impact: bool,
    /// True for an item of a list.
    pub(super) is_item: bool,
    /// True at the top of a section: far below, an account tells of parts.
    pub(super) is_top: bool,
    /// The times in its words, looked for when somebody first asks.
    times: OnceCell<Vec<(Stamp, Range<usize>)>>,
}

impl<'a> Told<'a> {
    /// Some words on one line at the top of a section; whether they tell of the impact, and whether they are an item.
    fn new(words: Cow<'a, str>, span: Span, (is_impact, is_item): (bool, bool)) -> Self {
        let words = shortened(words);
        Self {
            has_figure: has_figure(&words),
            words,
            span,
            is_impact,
            is_item,
            is_top: true,
            times: OnceCell::new(),
        }
    }
}

/// A time in a text and the words around it.
struct Timed<'a> {
    stamp: Stamp,
    /// The whole sentence before it.
    sentence: &'a str,
    /// The sentence before it, from the time before it on.
    before: &'a str,
    /// The sentence behind it, up to the next time.
    behind: &'a str,
    /// The words to show: what stands near before it, and itself.
    written: String,
}

impl Clock<'_> {
    /// The first time that the text names, and the first that words near it tell that it was over.
    /// Of several, the one that is said to be that of the beginning.
    pub(super) fn told(&self, texts: &[Told]) -> (Option<Moment>, Option<Moment>) {
        let (mut start, mut end, mut behind, mut begins) = (None, None, None, None);
        for told in texts.iter().filter(|told| told.has_figure) {
            for timed in sentences(told) {
                let slot = if timed.is_over() {
                    &mut end
                } else if begins.is_none() && timed.begins() {
                    &mut begins
                } else if start.is_some() && behind.is_none() && timed.is_over_behind() {
                    &mut behind
                } else {
                    &mut start
                };
                if slot.is_none() {
                    *slot = self.read(&timed, told.span);
                }
            }
        }
        (begins.or(start), end.or(behind))
    }

    /// The first time behind the start of which the text says that it was over by then.
    pub(super) fn over(&self, texts: &[Told], start: &Moment) -> Option<Moment> {
        let mut texts = texts.iter().filter(|told| told.has_figure);
        texts.find_map(|told| {
            sentences(told)
                .into_iter()
                .filter(|timed| timed.is_over() || timed.is_over_behind() || timed.is_stopped())
                .filter_map(|timed| self.read(&timed, told.span))
                .find(|moment| {
                    let lasted = moment.local.since((jiff::Unit::Day, start.local));
                    moment.local > start.local && lasted.is_ok_and(|span| span.get_days() < FAR)
                })
        })
    }

    /// The first time of which the text says that something broke then: `at 01:38 UTC the site went down`.
    pub(super) fn broke(&self, texts: &[Told]) -> Option<Moment> {
        texts
            .iter()
            .filter(|told| told.has_figure)
            .find_map(|told| {
                let timed = sentences(told)
                    .into_iter()
                    .find(|timed| !timed.is_over() && speaks(timed.behind, Tells::Break))
                    .filter(|_| !told.is_item)?;
                self.read(&timed, told.span)
            })
    }

    /// The first time of which the text tells trouble, before the timeline begins: `around 10:18 UTC it started refusing connections`.
    pub(super) fn amiss(&self, texts: &[Told], begins: &Moment) -> Option<Moment> {
        let mut texts = texts.iter().filter(|told| told.has_figure && told.is_top);
        texts.find_map(|told| {
            let first = sentences(told).into_iter().find(|timed| !timed.is_over())?;
            let tells =
                speaks(first.behind, Tells::Trouble) || speaks(first.sentence, Tells::Trouble);
            let moment = self
                .read(&first, told.span)
                .filter(|_| tells && !told.is_item)?;
            let earlier = begins.local.since((jiff::Unit::Hour, moment.local)).ok()?;
            (moment.local < begins.local && earlier.get_hours() < EARLIER).then_some(moment)
        })
    }

    /// The first time of which the text says that it began then, before the timeline begins: `the disruption began at 10:32`.
    pub(super) fn began(&self, texts: &[Told], begins: &Moment) -> Option<Moment> {
        let mut texts = texts.iter().filter(|told| told.has_figure && !told.is_item);
        texts.find_map(|told| {
            let said = sentences(told)
                .into_iter()
                .find(|timed| timed.begins() && !timed.is_over())?;
            let moment = self.read(&said, told.span)?;
            let earlier = begins.local.since((jiff::Unit::Hour, moment.local)).ok()?;
            (moment.local < begins.local && earlier.get_hours() < EARLIER).then_some(moment)
        })
    }

    /// Every time of these texts.
    pub(super) fn every(&self, texts: &[Told]) -> Vec<Moment> {
        let all = texts
            .iter()
            .filter(|told| told.has_figure)
            .flat_map(|told| {
                sentences(told)
                    .into_iter()
                    .filter_map(|timed| self.read(&timed, told.span))
            });
        all.collect()
    }

    fn read(&self, timed: &Timed<'_>, span: Span) -> Option<Moment> {
        let words = &timed.written;
        let mut stamp = timed.stamp.clone();
        if stamp.day.is_none() {
            // `On February 28th, 2023 at approximately 01:55`. A day far from the incident's is that of something else.
            let days = dates(timed.sentence).filter(|found| found.precision == Precision::Day);
            match days.last() {
                // The incident's day of another year is a slip of the pen.
                Some(found) if self.is_of_another_year(found.date) => {}
                Some(found) if !self.is_near(found.date) => return None,
                Some(found) => {
                    stamp.day = Some(Day::Whole(found.date));
                    stamp.weekday = found.weekday;
                }
                None if is_another_day(timed.sentence, timed.behind) => return None,
                None => {}
            }
        }
        self.moment(&stamp, Written { words, span })
    }

    /// The first range of times in these texts: `from 17:35 to 21:25`; and whether its text tells of the impact, or its sentence of
    /// an outage.
    pub(super) fn range(&self, texts: &[Told]) -> Option<(Moment, Moment, bool)> {
        texts
            .iter()
            .filter(|told| told.has_figure)
            .find_map(|told| {
                let (mut found, place) = self.own_range(&told.words)?;
                let before = told.words[..place.start].rsplit(". ").next();
                let is_outage = before.is_some_and(|before| has_word(before, DOWN));
                let (until_day, time_end) = found.until.take()?;
                let said = Written {
                    words: &told.words[place],
                    span: told.span,
                };
                let start = self.at(&found, found.day, found.time?, said)?;
                let mut end = self.at(&found, until_day.or(found.day), time_end, said)?;
                if end.local < start.local && until_day.is_none() {
                    end.local = later(start.local, end.local, time_end.is_whole)?;
                }
                let is_whole = told.is_impact || is_outage;
                (end.local > start.local).then_some((start, end, is_whole && told.is_top))
            })
    }
}

impl Clock<'_> {
    fn is_of_another_year(&self, date: Date) -> bool {
        let of_year = |date: Date| (date.month(), date.day());
        self.day
            .is_some_and(|day| day != date && of_year(day) == of_year(date))
    }

    /// The first range of a text that is part of what happened, with the day that its sentence names.
    fn own_range(&self, words: &str) -> Option<(Stamp, std::ops::Range<usize>)> {
        ranges(words).into_iter().find_map(|(mut stamp, place)| {
            let before = last_sentence(&words[..place.start]);
            let behind = first_sentence(&words[place.end..]);
            // A change that was made from then until then is none that lasted so long.
            if is_appointment(before, behind) || is_change(before) {
                return None;
            }
            if stamp.day.is_some() {
                return Some((stamp, place));
            }
            let is_day = |found: &Found| found.precision == Precision::Day;
            let near = behind
                .char_indices()
                .nth(30)
                .map_or(behind, |(end, _)| &behind[..end]);
            let named = dates(before).filter(is_day).last();
            match named.or_else(|| dates(near).find(is_day)) {
                // A day far from the incident's is that of something else.
                Some(found) if !self.is_near(found.date) => None,
                Some(found) => {
                    stamp.day = Some(Day::Whole(found.date));
                    stamp.weekday = found.weekday;
                    Some((stamp, place))
                }
                None => (!is_another_day(before, behind)).then_some((stamp, place)),
            }
        })
    }
}

impl Timed<'_> {
    /// True where the words before it tell that it was over then.
    fn is_over(&self) -> bool {
        let before = self.before.trim_end();
        speaks(near(before), Tells::End)
            || ["until", " til", " till", "completed by"]
                .iter()
                .any(|word| before.ends_with(word))
    }

    /// True where the words before it tell that it began then: `the attack started at 9:05`.
    fn begins(&self) -> bool {
        speaks(near(self.before.trim_end()), Tells::Begin)
    }

    /// True where it is told what was done by then to stop it: `by 9:40 we had revoked the keys`.
    fn is_stopped(&self) -> bool {
        let by = self.before.trim_end().rsplit(' ').next();
        let had = self.behind.split(',').take(2).any(|part| {
            part.split(' ')
                .take(5)
                .any(|word| matches!(word, "had" | "have"))
        });
        by.is_some_and(|word| word.eq_ignore_ascii_case("by"))
            && had
            && speaks(self.behind, Tells::Remedy)
    }

    /// True where the words behind it tell that: `by 9:40 traffic had returned to normal`.
    fn is_over_behind(&self) -> bool {
        let end = self.behind.char_indices().nth(80);
        let behind = end.map_or(self.behind, |(end, _)| &self.behind[..end]);
        speaks(behind, Tells::End)
    }
}

/// Hours before the first entry of the timeline at which the text may tell that it began.
const EARLIER: i32 = 6;

/// Words of a sentence that tells of the whole of an outage.
const DOWN: &[&str] = &[
    "outage",
    "down",
    "downtime",
    "unavailable",
    "unreachable",
    "inaccessible",
    "offline",
    "lasted",
    "nede",
    "utilgjengelig",
    "indisponible",
];

/// True where the words right before a range of times tell of a change: `were merged to the main branch between`.
fn is_change(before: &str) -> bool {
    const MADE: &[&str] = &["merged", "deployed", "released", "rolled"];
    let words = before.rsplit(|c: char| !c.is_alphanumeric());
    let mut near = words.filter(|word| !word.is_empty()).take(6);
    near.any(|word| MADE.iter().any(|made| word.eq_ignore_ascii_case(made)))
}

fn has_word(sentence: &str, words: &[&str]) -> bool {
    sentence
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| words.iter().any(|other| word.eq_ignore_ascii_case(other)))
}

/// The last characters of a text.
fn near(text: &str) -> &str {
    let start = text.char_indices().rev().nth(60);
    start.map_or(text, |(at, _)| &text[at..])
}

/// The texts in which an author tells how long it lasted: summary and impact, else what stands before the first heading.
pub(super) fn prose<'a>(known: &Known<'a>) -> Vec<Told<'a>> {
    let (passages, blocks) = (known.passages, known.blocks);
    let mut out = Vec::new();
    for kind in [
        SectionKind::Impact,
        SectionKind::Summary,
        SectionKind::Metadata,
    ] {
        of_passages(passages, kind, &mut out);
    }
    let first = blocks
        .iter()
        .position(|block| matches!(block.kind, BlockKind::Heading(_)) && block.span.start > 0);
    let top = first.map_or(
        blocks,
        |first| if first == 0 { blocks } else { &blocks[..first] },
    );
    // Items of lists between them do not count.
    let mut plain = 0;
    for block in top.iter().take(NEAR) {
        if plain < ABOVE {
            plain += usize::from(!matches!(block.kind, BlockKind::List(_)));
            paragraphs(std::slice::from_ref(block), (false, false), &mut out);
        }
    }
    let (title, span) = known.title;
    out.push(Told::new(
        title.into(),
        span.unwrap_or_default(),
        (false, false),
    ));
    out
}

/// The texts in which an author tells of its course besides: where there are no sections, what stands further below.
pub(super) fn elsewhere<'a>(known: &Known<'a>) -> Vec<Told<'a>> {
    let mut out = Vec::new();
    for kind in TOLD {
        of_passages(known.passages, *kind, &mut out);
    }
    if known.passages.is_empty() {
        let mut all = Vec::new();
        paragraphs(
            known.blocks.get(4..).unwrap_or(&[]),
            (false, false),
            &mut all,
        );
        out = all;
    }
    out
}

fn of_passages<'a>(passages: &'a [Passage<'a>], kind: SectionKind, out: &mut Vec<Told<'a>>) {
    let is_impact = kind == SectionKind::Impact;
    for passage in passages.iter().filter(|passage| passage.kind == kind) {
        let words = passage.words.as_str().into();
        out.push(Told::new(words, passage.span, (is_impact, false)));
        let from = out.len();
        paragraphs(passage.blocks, (is_impact, false), out);
        for told in out.iter_mut().skip(from + AT_THE_TOP) {
            told.is_top = false;
        }
    }
}

fn paragraphs<'a>(
    blocks: &'a [Block],
    (is_impact, is_item): (bool, bool),
    out: &mut Vec<Told<'a>>,
) {
    for block in blocks.iter().take(NEAR) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                let words = text::on_one_line(content);
                out.push(Told::new(words, block.span, (is_impact, is_item)));
            }
            BlockKind::List(list) => {
                for item in list.items.iter().take(NEAR) {
                    paragraphs(&item.blocks, (is_impact, true), out);
                }
            }
            _ => {}
        }
    }
}

/// Blocks of a section, and items of a list, that are looked at.
const NEAR: usize = 12;

/// Blocks above the first heading that are looked at, beside lists.
const ABOVE: usize = 4;

/// Paragraphs of a section that tell of the whole.
const AT_THE_TOP: usize = 3;

/// Characters of a paragraph that are looked at: its sentences are gone through for each time in them.
const LONGEST: usize = 2_000;

fn shortened(words: Cow<'_, str>) -> Cow<'_, str> {
    if words.len() <= LONGEST {
        return words;
    }
    let end = words.char_indices().nth(LONGEST).map(|(end, _)| end);
    match (words, end) {
        (words, None) => words,
        (Cow::Borrowed(words), Some(end)) => Cow::Borrowed(&words[..end]),
        (Cow::Owned(mut words), Some(end)) => {
            words.truncate(end);
            Cow::Owned(words)
        }
    }
}

/// What stands behind the last full stop.
fn last_sentence(text: &str) -> &str {
    let stop = text.as_bytes().windows(2).rposition(|two| two == b". ");
    stop.map_or(text, |at| &text[at + 2..])
}

/// Where a report tells its course besides summary and impact, in the order in which things happen.
const TOLD: &[SectionKind] = &[
    SectionKind::Timeline,
    SectionKind::Leadup,
    SectionKind::Trigger,
    SectionKind::Detection,
    SectionKind::Background,
    SectionKind::Response,
    SectionKind::Resolution,
    SectionKind::Other,
];

/// The times of a text that are part of what happened, each with the words around it.
fn sentences<'t>(told: &'t Told<'_>) -> Vec<Timed<'t>> {
    let words = &*told.words;
    let found = told.times.get_or_init(|| times(words));
    let mut out = Vec::new();
    for (number, (stamp, place)) in found.iter().enumerate() {
        let before = last_sentence(&words[..place.start]);
        if is_elsewhere(before, &words[place.end..]) {
            continue;
        }
        let next = found.get(number + 1).map(|(_, next)| next.start);
        let behind = &words[place.end..next.unwrap_or(words.len())];
        let behind = first_sentence(behind);
        let from = number.checked_sub(1).map_or(0, |last| found[last].1.end);
        let from = from.max(place.start - before.len());
        let near = near(before);
        out.push(Timed {
            stamp: stamp.clone(),
            sentence: before,
            before: &words[from..place.start],
            behind,
            written: text::one_line(&format!("{near}{}", &words[place.clone()])),
        });
    }
    out
}
