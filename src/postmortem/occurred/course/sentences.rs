//! What sentences tell of the course: a range of times, single times, how long it lasted.
//!
//! Takes texts, gives moments with the words that they were read from. A number is a time
//! only where it is set off as one.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use jiff::civil::Date;

use super::asides::{Words, first_sentence, is_another_day, is_appointment, is_elsewhere};
use super::over::{ENDED, UNNAMED};
use super::phrases::{Tells, speaks};
use super::stamps::{ranges, times};
use super::{Clock, FAR, Written};
use crate::document::text;
use crate::postmortem::when::stamp::{Day, Stamp, later};
use crate::postmortem::when::{Found, dates, has_figure};
use crate::postmortem::{Moment, Precision};
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
    /// The times in it, once somebody asked for them.
    places: OnceCell<Vec<Place>>,
}

impl<'a> Told<'a> {
    /// Some words on one line at the top of a section; whether they tell of the impact, and whether they are an item.
    pub(super) fn new(words: Cow<'a, str>, span: Span, (is_impact, is_item): (bool, bool)) -> Self {
        Self {
            has_figure: has_figure(&words),
            words,
            span,
            is_impact,
            is_item,
            is_top: true,
            places: OnceCell::new(),
        }
    }

    /// The times in it that are part of what happened, each with the words around it.
    fn times(&self) -> impl Iterator<Item = Timed<'_>> {
        let places = self.places.get_or_init(|| places(&self.words));
        places.iter().map(|place| Timed {
            stamp: &place.stamp,
            told: &place.told,
            sentence: &self.words[place.sentence..place.at.start],
            before: &self.words[place.from..place.at.start],
            behind: &self.words[place.at.end..place.to],
            written: &self.words[place.at.clone()],
        })
    }
}

/// Where a time stands, and the words around it.
#[derive(Debug)]
struct Place {
    stamp: Stamp,
    at: Range<usize>,
    /// Where its sentence begins.
    sentence: usize,
    /// Where its sentence begins, or the time before it ends.
    from: usize,
    /// Where its sentence ends, or the next time begins.
    to: usize,
    told: Asked,
}

/// What the words around a time tell, once somebody asked.
#[derive(Debug, Default)]
struct Asked {
    is_over: OnceCell<bool>,
    begins: OnceCell<bool>,
    is_over_behind: OnceCell<bool>,
}

/// A time in a text and the words around it.
struct Timed<'a> {
    stamp: &'a Stamp,
    told: &'a Asked,
    /// The whole sentence before it.
    sentence: &'a str,
    /// The sentence before it, from the time before it on.
    before: &'a str,
    /// The sentence behind it, up to the next time.
    behind: &'a str,
    /// The time itself.
    written: &'a str,
}

impl Clock<'_> {
    /// The first time that the text names, and the first that words near it tell that it was over.
    /// Of several, the one that is said to be that of the beginning.
    pub(super) fn told(&self, texts: &[Told]) -> (Option<Moment>, Option<Moment>) {
        let (mut start, mut end, mut behind, mut begins) = (None, None, None, None);
        for told in texts.iter().filter(|told| told.has_figure) {
            for timed in told.times() {
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
    pub(super) fn over<'t>(
        &self,
        mut texts: impl Iterator<Item = &'t Told<'t>>,
        start: &Moment,
    ) -> Option<Moment> {
        texts.find_map(|told| self.overs(told, start).next())
    }

    /// The last of them.
    pub(super) fn over_at_last(&self, texts: &[Told], start: &Moment) -> Option<Moment> {
        let texts = texts.iter().filter(|told| told.has_figure);
        texts
            .flat_map(|told| self.overs(told, start))
            .max_by_key(|moment| moment.local)
    }

    /// The times behind the start of which the text says that it was over by then.
    fn overs(&self, told: &Told, start: &Moment) -> impl Iterator<Item = Moment> {
        let is_behind = move |moment: &Moment| {
            let lasted = moment.local.since((jiff::Unit::Day, start.local));
            moment.local > start.local && lasted.is_ok_and(|span| span.get_days() < FAR)
        };
        told.times()
            .filter(|timed| timed.is_over() || timed.is_over_behind() || timed.is_stopped())
            .filter_map(move |timed| self.read(&timed, told.span))
            .filter(is_behind)
    }

    /// The first time of which the text says that something broke then: `at 01:38 UTC the site went down`.
    pub(super) fn broke(&self, texts: &[Told]) -> Option<Moment> {
        texts
            .iter()
            .filter(|told| told.has_figure && !told.is_item)
            .find_map(|told| {
                let timed = told
                    .times()
                    .find(|timed| speaks(timed.behind, Tells::Break) && !timed.is_over())?;
                self.read(&timed, told.span)
            })
    }

    /// The first time of which the text tells trouble, before the timeline begins: `around 10:18 UTC it started refusing connections`.
    pub(super) fn amiss(&self, texts: &[Told], begins: &Moment) -> Option<Moment> {
        let mut texts = texts
            .iter()
            .filter(|told| told.has_figure && told.is_top && !told.is_item);
        texts.find_map(|told| {
            let first = told.times().find(|timed| !timed.is_over())?;
            let tells = speaks(first.behind, Tells::Amiss) || speaks(first.sentence, Tells::Amiss);
            let moment = tells.then(|| self.read(&first, told.span)).flatten()?;
            let earlier = begins.local.since((jiff::Unit::Hour, moment.local)).ok()?;
            (moment.local < begins.local && earlier.get_hours() < EARLIER).then_some(moment)
        })
    }

    /// The first time of which the text says that it began then, before the timeline begins: `the disruption began at 10:32`.
    pub(super) fn began(&self, texts: &[Told], begins: &Moment) -> Option<Moment> {
        let mut texts = texts.iter().filter(|told| told.has_figure && !told.is_item);
        texts.find_map(|told| {
            let said = told
                .times()
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
                told.times()
                    .filter_map(|timed| self.read(&timed, told.span))
            });
        all.collect()
    }

    fn read(&self, timed: &Timed<'_>, span: Span) -> Option<Moment> {
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
        let words = &[near(timed.sentence), timed.written].concat();
        self.moment(&stamp, Written { words, span })
    }

    /// The first range of times in these texts: `from 17:35 to 21:25`; and whether its text tells of the impact, its sentence of an
    /// outage, or it is as long as the report says that it lasted.
    pub(super) fn range(
        &self,
        texts: &[Told],
        stated: Option<u32>,
    ) -> Option<(Moment, Moment, bool)> {
        texts
            .iter()
            .filter(|told| told.has_figure)
            .find_map(|told| {
                let (mut found, place) = self.own_range(&told.words)?;
                // `- 14:22-14:26 we try it on one host` is an entry that tells of work.
                let (before, behind) = (&told.words[..place.start], &told.words[place.end..]);
                let is_bare = !before.contains(char::is_alphanumeric);
                if told.is_item && !told.is_impact && is_bare && !speaks(behind, Tells::Trouble) {
                    return None;
                }
                let sentence = before.rsplit(". ").next().unwrap_or(before);
                let is_outage = has_word(sentence, &DOWN) || has_word(clause(behind), &DOWN);
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
                let is_stated = stated.is_some() && start.minutes_until(&end) == stated;
                let is_whole = told.is_impact || is_outage || is_stated;
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
            let near = text::first(behind, 30);
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
        *self.told.is_over.get_or_init(|| {
            let before = self.before.trim_end();
            let ends_with = |word: &&str| before.ends_with(word);
            let leads = ["until", " til", " till", "completed by"];
            // `The outage began at 10:32 and ended at 11:05`: what began is said, what ended is the same where nothing else is named.
            let is_same = || {
                let mut ended = ENDED.iter().filter_map(|words| before.strip_suffix(words));
                let is_unnamed = |subject: &str| {
                    let mut unnamed = UNNAMED.iter();
                    unnamed.any(|word| subject.trim_end().ends_with(word))
                };
                ended.any(is_unnamed) && speaks(text::last(self.sentence, SAME), Tells::Begin)
            };
            leads.iter().any(ends_with) || speaks(near(before), Tells::End) || is_same()
        })
    }

    /// True where the words before it tell that it began then: `the attack started at 9:05`.
    fn begins(&self) -> bool {
        let speaks = || speaks(near(self.before.trim_end()), Tells::Begin);
        *self.told.begins.get_or_init(speaks)
    }

    /// True where it is told what was done by then to stop it: `by 9:40 we had revoked the keys`.
    fn is_stopped(&self) -> bool {
        let by = self.before.trim_end().rsplit(' ').next();
        let had = || {
            self.behind.split(',').take(2).any(|part| {
                let mut words = part.split(' ').take(5);
                words.any(|word| matches!(word, "had" | "have"))
            })
        };
        by.is_some_and(|word| word.eq_ignore_ascii_case("by"))
            && had()
            && !is_of_attackers(self.behind)
            && speaks(self.behind, Tells::Deed)
    }

    /// True where the words behind it tell that: `by 9:40 traffic had returned to normal`.
    fn is_over_behind(&self) -> bool {
        let speaks = || {
            let near = text::first(self.behind, NEAR_BEHIND);
            if near.len() == self.behind.len() {
                return speaks(near, Tells::End);
            }
            // Where the words are cut off no sentence ends.
            speaks(&[near, "_"].concat(), Tells::End)
        };
        *self.told.is_over_behind.get_or_init(speaks)
    }
}

/// Characters before a time in which it is told what began that ended then.
const SAME: usize = 160;

/// Characters behind a time in which it is told that it was over by then.
const NEAR_BEHIND: usize = 110;

/// True where the first words behind a time are about those who did the harm: `by 9:40 the attacker had deleted three tables`.
fn is_of_attackers(behind: &str) -> bool {
    const ATTACKERS: &[&str] = &[
        "attacker",
        "attackers",
        "hacker",
        "hackers",
        "intruder",
        "intruders",
        "adversary",
        "adversaries",
        "thief",
        "thieves",
        "exploiter",
        "malware",
        "spammer",
        "spammers",
        "actor",
        "actors",
        "vandal",
        "vandals",
        "worm",
        "virus",
        "they",
        "it",
    ];
    let mut first = behind
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take_while(|word| !matches!(*word, "had" | "have"))
        .take(6);
    first.any(|word| {
        ATTACKERS
            .iter()
            .any(|other| word.eq_ignore_ascii_case(other))
    })
}

/// Hours before the first entry of the timeline at which the text may tell that it began.
const EARLIER: i32 = 6;

/// Words of a sentence that tells of the whole of an outage.
static DOWN: Words = Words::new(&[
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
]);

/// What stands before the first sign that ends a sentence or a part of it.
fn clause(text: &str) -> &str {
    let text = text.trim_start_matches([',', ' ', ')', ':']);
    let end = text.find([',', ';', '(']).unwrap_or(text.len());
    first_sentence(&text[..end])
}

/// True where the words right before a range of times tell of a change: `were merged to the main branch between`.
fn is_change(before: &str) -> bool {
    const MADE: &[&str] = &["merged", "deployed", "released", "rolled"];
    let words = before.rsplit(|c: char| !c.is_alphanumeric());
    let mut near = words.filter(|word| !word.is_empty()).take(6);
    is_planned(before) || near.any(|word| MADE.iter().any(|made| word.eq_ignore_ascii_case(made)))
}

/// True where the words right before a time say that it is that of what was planned: `Maintenance window: 02:00 - 04:00`.
fn is_planned(before: &str) -> bool {
    const WINDOW: &str = "maintenance window";
    let label = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    let from = label.len().checked_sub(WINDOW.len());
    from.is_some_and(|from| label.as_bytes()[from..].eq_ignore_ascii_case(WINDOW.as_bytes()))
}

/// True where one of these words stands in a sentence.
pub(super) fn has_word(sentence: &str, words: &Words) -> bool {
    words.stand_in(sentence)
}

/// The last characters of a text.
fn near(text: &str) -> &str {
    text::last(text, 61)
}

/// What stands behind the last full stop.
fn last_sentence(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut stops = memchr::memrchr_iter(b'.', bytes);
    let stop = stops.find(|at| bytes.get(at + 1) == Some(&b' '));
    stop.map_or(text, |at| &text[at + 2..])
}

/// The times of a text that are part of what happened. Each sentence is gone through once, however many times stand in it.
fn places(words: &str) -> Vec<Place> {
    let mut found = times(words).into_iter().peekable();
    let mut out = Vec::new();
    let (mut sentence, mut is_else, mut behind) = (0, None, 0);
    while let Some((stamp, at)) = found.next() {
        let between = &words[behind..at.start];
        let before = last_sentence(between);
        if before.len() < between.len() {
            sentence = at.start - before.len();
            is_else = None;
        }
        let of_sentence = &words[sentence..at.start];
        let is_else = *is_else.get_or_insert_with(|| {
            is_planned(of_sentence) || is_elsewhere(of_sentence, &words[at.end..])
        });
        let from = sentence.max(behind);
        behind = at.end;
        if is_else {
            continue;
        }
        let next = found.peek().map(|(_, next)| next.start);
        let to = next.unwrap_or(words.len());
        out.push(Place {
            stamp,
            sentence,
            from,
            to: at.end + first_sentence(&words[at.end..to]).len(),
            at,
            told: Asked::default(),
        });
    }
    out
}
