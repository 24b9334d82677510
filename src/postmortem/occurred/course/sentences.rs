//! What sentences tell of the course: a range of times, single times, how long it lasted.
//!
//! Takes the running text of summary and impact, before others; gives moments and minutes with the words that they were read
//! from. A number is a time only where it is set off as one.

use std::borrow::Cow;

use jiff::civil::Date;

use super::phrases::{Tells, speaks};
use super::{Clock, Known, Written};
use crate::document::{Block, BlockKind, text};
use crate::postmortem::passage::Passage;
use crate::postmortem::when::stamp::{Day, Stamp, later, stamp};
use crate::postmortem::when::{Found, dates, has_figure, next_figure};
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
    pub(super) fn told(&self, texts: &[Told]) -> (Option<Moment>, Option<Moment>) {
        let (mut start, mut end, mut behind) = (None, None, None);
        for told in texts.iter().filter(|told| told.has_figure) {
            for timed in sentences(&told.words) {
                let slot = if timed.is_over() {
                    &mut end
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
        (start, end.or(behind))
    }

    /// The first time of which the text says that something broke then: `at 01:38 UTC the site went down`.
    pub(super) fn broke(&self, texts: &[Told]) -> Option<Moment> {
        texts
            .iter()
            .filter(|told| told.has_figure)
            .find_map(|told| {
                let timed = sentences(&told.words)
                    .into_iter()
                    .find(|timed| !timed.is_over() && speaks(timed.behind, Tells::Break))
                    .filter(|_| !told.is_item)?;
                self.read(&timed, told.span)
            })
    }

    /// Every time of these texts.
    pub(super) fn every(&self, texts: &[Told]) -> Vec<Moment> {
        let all = texts
            .iter()
            .filter(|told| told.has_figure)
            .flat_map(|told| {
                sentences(&told.words)
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

    /// The first range of times in these texts: `from 17:35 to 21:25`; and whether its text tells of the impact.
    pub(super) fn range(&self, texts: &[Told]) -> Option<(Moment, Moment, bool)> {
        texts
            .iter()
            .filter(|told| told.has_figure)
            .find_map(|told| {
                let (mut found, place) = self.own_range(&told.words)?;
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
                (end.local > start.local).then_some((start, end, told.is_impact && told.is_top))
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
            if is_appointment(before, behind) {
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
            || ["until", " til", "completed by"]
                .iter()
                .any(|word| before.ends_with(word))
    }

    /// True where the words behind it tell that: `by 9:40 traffic had returned to normal`.
    fn is_over_behind(&self) -> bool {
        let end = self.behind.char_indices().nth(80);
        let behind = end.map_or(self.behind, |(end, _)| &self.behind[..end]);
        speaks(behind, Tells::End)
    }
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
    let most = out.len() + ABOVE;
    for block in top.iter().take(NEAR) {
        if out.len() < most {
            paragraphs(std::slice::from_ref(block), (false, false), &mut out);
        }
    }
    out.truncate(most);
    let (title, span) = known.title;
    out.push(Told::new(
        title.into(),
        span.unwrap_or_default(),
        (false, false),
    ));
    out
}

/// The texts in which an author tells of its course besides.
pub(super) fn elsewhere<'a>(passages: &'a [Passage<'a>]) -> Vec<Told<'a>> {
    let mut out = Vec::new();
    for kind in TOLD {
        of_passages(passages, *kind, &mut out);
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

/// Texts above the first heading that are looked at.
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

/// What stands before the first full stop.
fn first_sentence(text: &str) -> &str {
    let stop = text.as_bytes().windows(2).position(|two| two == b". ");
    stop.map_or(text, |at| &text[..at])
}

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

/// The times of a text that are part of what happened, each with the words around it.
fn sentences(words: &str) -> Vec<Timed<'_>> {
    let found = times(words);
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

/// The times of day in a text that are set off as such: `10:43`, `9 pm`, `0817 UTC`.
fn times(words: &str) -> Vec<(Stamp, std::ops::Range<usize>)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = next_figure(words, at) {
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
    let behind = first_sentence(behind);
    let mut words = before
        .split(|c: char| !c.is_alphanumeric())
        .chain(behind.split(|c: char| !c.is_alphanumeric()));
    words.any(|word| WORDS.iter().any(|other| word.eq_ignore_ascii_case(other)))
}

/// True for a sentence whose range of times is an appointment or a habit.
fn is_appointment(before: &str, behind: &str) -> bool {
    const WORDS: &[&str] = &[
        "scheduled",
        "meeting",
        "will",
        "daily",
        "weekly",
        "usually",
        "normally",
        "please",
    ];
    const HABITS: &[&str] = &["every", "each"];
    const TIMES: &[&str] = &[
        "day",
        "night",
        "morning",
        "evening",
        "week",
        "weekday",
        "weekend",
        "month",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let is_of =
        |word: &str, list: &[&str]| list.iter().any(|other| word.eq_ignore_ascii_case(other));
    two_by_two(before, behind, |one, two| {
        is_of(one, WORDS) || is_of(one, HABITS) && is_of(two, TIMES)
    })
}

/// True for a sentence that tells of a day before the incident's: `the week before`, `yesterday`, `the previous night`.
fn is_another_day(before: &str, behind: &str) -> bool {
    const STRETCHES: &[&str] = &[
        "day", "days", "night", "evening", "morning", "week", "weeks", "month", "months", "year",
    ];
    let is_of =
        |word: &str, list: &[&str]| list.iter().any(|other| word.eq_ignore_ascii_case(other));
    two_by_two(before, behind, |one, two| {
        one.eq_ignore_ascii_case("yesterday")
            || is_of(one, STRETCHES) && is_of(two, &["before", "earlier", "ago", "prior"])
            || is_of(one, &["last", "previous", "preceding", "prior"]) && is_of(two, STRETCHES)
    })
}

/// True where a word and the one behind it fit, in what stands before a time or behind it.
fn two_by_two(before: &str, behind: &str, fits: impl Fn(&str, &str) -> bool) -> bool {
    [before, behind].into_iter().any(|text| {
        let words = || {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
        };
        words()
            .zip(words().skip(1).chain(std::iter::once("")))
            .any(|(one, two)| fits(one, two))
    })
}

/// The ranges of times in a text.
fn ranges(words: &str) -> Vec<(Stamp, std::ops::Range<usize>)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = next_figure(words, at) {
        let before = words[..start].chars().next_back();
        let is_apart =
            before.is_none_or(|c| !c.is_alphanumeric() && c != '.' && c != '-' && c != ':');
        if is_apart
            && let Some(stamp) = stamp(&words[start..])
            && stamp.until.is_some()
        {
            at = start + stamp.end.max(1);
            out.push((stamp, start..at));
            continue;
        }
        at = start + digits(&words[start..]);
    }
    out
}

/// How many figures a text begins with.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}
