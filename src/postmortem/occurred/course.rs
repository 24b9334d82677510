//! The course of an incident where no head states it: start, end, milestones and duration out of its passages and its timeline.
//!
//! Takes what the head states, the passages and the timeline, and fills what is empty, each with the words it was read from. Labelled
//! moments (`First detected: …`) come first, then a range of times in summary or impact, then the entries of the timeline by their
//! own words (`OUTAGE BEGINS`, `back online`). Nothing that is stated is replaced, and an end that no words tell stays unknown.

use jiff::civil::Date;

use super::{DETECTED, DURATION, ENDED, HAPPENED, MITIGATED, RESOLVED, STARTED};
use crate::document::{Block, BlockKind, text};
use crate::postmortem::passage::Passage;
use crate::postmortem::timeline::Entry;
use crate::postmortem::when::stamp::{Day, Stamp, TimeOfDay, stamp};
use crate::postmortem::when::{parse_duration, zone_offset};
use crate::postmortem::{Moment, Precision, SectionKind, When};

/// Labels of a moment besides the keys of heads, letters only.
const MORE_STARTS: &[&str] = &[
    "utcstarttimestamp",
    "utcstart",
    "starttimestamp",
    "downtimestart",
    "outagestarted",
    "fra",
    "fratidspunkt",
    "starttidspunkt",
];
const MORE_ENDS: &[&str] = &[
    "utcendtimestamp",
    "utcend",
    "endtimestamp",
    "downtimeend",
    "outageended",
    "til",
    "sluttidspunkt",
];
/// Labels of durations besides.
const MORE_DURATIONS: &[&str] = &[
    "timetoresolve",
    "timetorecovery",
    "timetoresolution",
    "timetorecover",
    "totaltime",
    "incidentlength",
    "lengthofincident",
    "varighet",
    "dauer",
    "durée",
    "duración",
];

/// Words of an entry that tell that something is broken from then on.
const BEGINS: &[&str] = &[
    "outage begins",
    "outage began",
    "outage starts",
    "outage started",
    "downtime start",
    "downtime begins",
    "event start",
    "incident start",
    "incident begins",
    "incident began",
    "impact begins",
    "impact starts",
    "impact began",
    "officially began",
    "outage officially began",
    "start of outage",
    "start of incident",
    "start of impact",
    "start av hendelse",
    "problem starts",
    "problem started",
];

/// Words of an entry that tell that it is over.
const ENDS: &[&str] = &[
    "outage ends",
    "outage ended",
    "outage over",
    "end of outage",
    "downtime end",
    "event end",
    "incident end",
    "incident over",
    "incident closed",
    "incident resolved",
    "incident is resolved",
    "incident declared as resolved",
    "incident declared resolved",
    "outage officially resolved",
    "officially resolved",
    "outage resolved",
    "problem fixed",
    "problem solved",
    "all clear",
    "back online",
    "back to normal",
    "fully recovered",
    "full recovery",
    "fully restored",
    "service restored",
    "services restored",
    "is restored",
    "was restored",
    "issue resolved",
    "resolved",
    "recovered",
    "recovers",
    "everything is up",
    "up and running",
    "back up",
    "is back",
    "are back",
    "back to",
    "normal again",
    "works again",
    "working again",
    "no more errors",
    "fix deployed",
    "impact ends",
    "impact ended",
    "problem is fixed",
    "is fixed",
    "fixed",
    "goes away",
    "went away",
    "operational",
    "resumes",
    "resumed",
    "seems fine",
    "confirmed working",
    "functional",
    "successfully again",
    "issue is closed",
    "issue closed",
    "stabilised",
    "stabilized",
    "was fixed",
    "løst",
    "oppe igjen",
    "fungerer igjen",
    "i orden",
    "behoben",
    "rétabli",
    "resuelto",
    "復旧",
    "恢复",
];

/// Fills what the head leaves open.
pub(in crate::postmortem) fn read(
    when: &mut When,
    passages: &[Passage<'_>],
    blocks: &[Block],
    timeline: &[Entry],
    zone: Option<&str>,
) {
    let day = when.date.filter(|_| when.precision == Some(Precision::Day));
    let reader = Reader { day, zone };
    let mut said = Said::default();
    reader.labels(blocks, &mut said);
    let head_has_start = when.start.is_some();
    when.detected = when.detected.take().or_else(|| said.detected.clone());
    when.mitigated = when.mitigated.take().or_else(|| said.mitigated.clone());
    when.resolved = when.resolved.take().or_else(|| said.resolved.clone());
    let stated_start = when
        .start
        .as_ref()
        .is_some_and(|moment| moment.precision < Precision::Day);
    if !stated_start
        && let Some(start) = said
            .start
            .clone()
            .or_else(|| said.detected.clone())
            .filter(timed)
    {
        when.evidence.start = Some(start.as_written.clone());
        when.start = Some(start);
    }
    if when.end.is_none()
        && let Some(end) = said
            .end
            .clone()
            .or_else(|| said.resolved.clone())
            .or_else(|| said.mitigated.clone())
            .filter(timed)
    {
        when.evidence.end = Some(end.as_written.clone());
        when.end = Some(end);
    }
    let has_start = |when: &When| when.start.as_ref().is_some_and(timed);
    if !has_start(when) || when.end.is_none() {
        let range = reader.range(passages, blocks);
        if let Some((start, end)) = range.filter(|_| !has_start(when) && when.end.is_none()) {
            when.evidence.start = Some(start.as_written.clone());
            when.evidence.end = Some(end.as_written.clone());
            when.start = Some(start);
            when.end = Some(end);
        }
    }
    if !has_start(when)
        && let Some((moment, words)) = first(timeline)
    {
        when.evidence.start = Some(words);
        when.start = Some(moment);
    }
    if when.end.is_none()
        && when.resolved.is_none()
        && let Some((moment, words)) = last(timeline)
    {
        when.evidence.end = Some(words);
        when.end = Some(moment);
    }
    if timeline.is_empty() {
        let (start, end) = reader.told(passages, blocks);
        if !has_start(when)
            && let Some(start) = start
        {
            when.evidence.start = Some(start.as_written.clone());
            when.start = Some(start);
        }
        let start = when
            .start
            .as_ref()
            .filter(|moment| timed(moment))
            .map(|moment| moment.local);
        if when.end.is_none()
            && when.resolved.is_none()
            && let Some(end) = end.filter(|end| start.is_some_and(|start| end.local > start))
        {
            when.evidence.end = Some(end.as_written.clone());
            when.end = Some(end);
        }
    }
    // A day alone is no start.
    if head_has_start && when.start.is_none() {
        when.evidence.start = None;
    }
    if when.duration_minutes.is_none() {
        if let Some((minutes, words)) = said.duration {
            when.duration_minutes = Some(minutes);
            when.evidence.duration = Some(words);
        } else if let (Some(start), Some(end)) =
            (&when.start, when.end.as_ref().or(when.resolved.as_ref()))
        {
            when.duration_minutes = start.minutes_until(end).filter(|minutes| *minutes > 0);
        }
    }
    if when.duration_minutes.is_none()
        && let Some((minutes, words)) = lasted(passages, blocks)
    {
        when.duration_minutes = Some(minutes);
        when.evidence.duration = Some(words);
    }
}

fn timed(moment: &Moment) -> bool {
    moment.precision < Precision::Day
}

/// What labels say.
#[derive(Default)]
struct Said {
    start: Option<Moment>,
    end: Option<Moment>,
    detected: Option<Moment>,
    mitigated: Option<Moment>,
    resolved: Option<Moment>,
    duration: Option<(u32, String)>,
}

struct Reader<'a> {
    day: Option<Date>,
    zone: Option<&'a str>,
}

impl Reader<'_> {
    /// Labelled moments in lines, items and cells.
    fn labels(&self, blocks: &[Block], said: &mut Said) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) => {
                    for line in text::of_inlines(content).lines() {
                        self.label(line, said);
                    }
                }
                BlockKind::List(list) => {
                    for item in &list.items {
                        self.labels(&item.blocks, said);
                    }
                }
                BlockKind::DefinitionList(definitions) => {
                    for definition in definitions {
                        let term = text::words(&definition.term);
                        self.pair(&term, &text::of_blocks(&definition.details), said);
                    }
                }
                BlockKind::Table(table) => {
                    for row in &table.rows {
                        for pair in row.cells.chunks(2) {
                            if let [key, value] = pair {
                                let key = text::one_line(&text::of_blocks(&key.blocks));
                                self.pair(
                                    &key,
                                    &text::one_line(&text::of_blocks(&value.blocks)),
                                    said,
                                );
                            }
                        }
                    }
                }
                BlockKind::Group(inner) | BlockKind::Quote(inner) => self.labels(inner, said),
                _ => {}
            }
        }
    }

    /// `First detected: 2023-02-02 10:14`, `Resolved 2023-02-02 11:36`.
    fn label(&self, line: &str, said: &mut Said) {
        let line = line.trim().trim_start_matches(['-', '*', '•', ' ']);
        if line.len() > 160 || !line.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        let figure = line.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        match line.find([':', '：']).filter(|at| *at < figure) {
            Some(at) => self.pair(
                &line[..at],
                line[at..].trim_start_matches([':', '：']),
                said,
            ),
            None => self.pair(&line[..figure], &line[figure..], said),
        }
    }

    fn pair(&self, key: &str, value: &str, said: &mut Said) {
        if key.len() > 48 {
            return;
        }
        let letters: String = key
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let is = |names: &[&str]| names.contains(&letters.as_str());
        if is(DURATION) || is(MORE_DURATIONS) {
            if said.duration.is_none()
                && let Some(minutes) = parse_duration(value)
            {
                said.duration = Some((minutes, format!("{}: {}", key.trim(), value.trim())));
            }
            return;
        }
        let slot = if is(STARTED) || is(HAPPENED) || is(MORE_STARTS) {
            &mut said.start
        } else if is(ENDED) || is(MORE_ENDS) {
            &mut said.end
        } else if is(DETECTED) {
            &mut said.detected
        } else if is(MITIGATED) {
            &mut said.mitigated
        } else if is(RESOLVED) {
            &mut said.resolved
        } else {
            return;
        };
        if slot.is_none()
            && let Some(found) = stamp(value.trim())
        {
            *slot = self.moment(&found, &format!("{}: {}", key.trim(), value.trim()));
        }
    }

    fn moment(&self, stamp: &Stamp, written: &str) -> Option<Moment> {
        let time = stamp.time?;
        Some(self.at(stamp.day, time, stamp.zone.as_deref(), written)?)
    }

    fn at(
        &self,
        day: Option<Day>,
        time: TimeOfDay,
        zone: Option<&str>,
        written: &str,
    ) -> Option<Moment> {
        let date = match day {
            Some(Day::Whole(date)) => date,
            Some(Day::Yearless(month, day)) => Date::new(self.day?.year(), month, day).ok()?,
            None => self.day?,
        };
        let date = if time.next_day {
            date.tomorrow().ok()?
        } else {
            date
        };
        Some(Moment {
            as_written: text::one_line(written),
            local: date.to_datetime(time.time),
            offset: zone.or(self.zone).and_then(zone_offset),
            precision: time.precision,
        })
    }

    /// The first time that the text names, and the first behind words that tell that it was over.
    fn told(&self, passages: &[Passage<'_>], blocks: &[Block]) -> (Option<Moment>, Option<Moment>) {
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
                let near = sentence
                    .char_indices()
                    .rev()
                    .nth(60)
                    .map_or(sentence, |(at, _)| &sentence[at..]);
                let written = || text::one_line(&format!("{near}{}", &words[place.clone()]));
                let is_over = speaks(near, ENDS)
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
    fn range(&self, passages: &[Passage<'_>], blocks: &[Block]) -> Option<(Moment, Moment)> {
        prose(passages, blocks).iter().find_map(|words| {
            let (found, place) = ranges(words)?;
            let (until_day, end) = found.until?;
            let start = self.at(
                found.day,
                found.time?,
                found.zone.as_deref(),
                &words[place.clone()],
            )?;
            let date = match until_day.or(found.day) {
                Some(Day::Whole(date)) => Some(Day::Whole(date)),
                other => other,
            };
            let mut end = self.at(date, end, found.zone.as_deref(), &words[place])?;
            if end.local < start.local && until_day.is_none() {
                end.local = end
                    .local
                    .date()
                    .tomorrow()
                    .ok()?
                    .to_datetime(end.local.time());
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
            BlockKind::Paragraph(content) => out.push(text::one_line(&text::of_inlines(content))),
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
                at = start
                    + words[start..]
                        .bytes()
                        .take_while(u8::is_ascii_digit)
                        .count()
            }
        }
    }
    out
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
        at = start
            + words[start..]
                .bytes()
                .take_while(u8::is_ascii_digit)
                .count();
    }
    None
}

/// When it began by the timeline: the entry that says so, else the first that has a time.
fn first(timeline: &[Entry]) -> Option<(Moment, String)> {
    let timed = || {
        timeline
            .iter()
            .filter_map(|entry| Some((entry, entry.at.as_ref().filter(|at| timed(at))?)))
    };
    let says = timed().find(|(entry, _)| speaks(&entry.text, BEGINS));
    let (entry, moment) = says.or_else(|| timed().next())?;
    Some((moment.clone(), entry.text.clone()))
}

/// When it was over by the timeline: the last entry that says so.
fn last(timeline: &[Entry]) -> Option<(Moment, String)> {
    let start = timeline.iter().find_map(|entry| entry.at.as_ref())?.local;
    let said = timeline.iter().rev().find_map(|entry| {
        let moment = entry
            .until
            .as_ref()
            .or(entry.at.as_ref())
            .filter(|at| timed(at))?;
        (speaks(&entry.text, ENDS) && moment.local > start)
            .then(|| (moment.clone(), entry.text.clone()))
    });
    said
}

fn speaks(text: &str, phrases: &[&str]) -> bool {
    let lower = text.to_lowercase();
    phrases.iter().any(|phrase| {
        lower.match_indices(phrase).any(|(at, _)| {
            let before = lower[..at].chars().next_back();
            let behind = lower[at + phrase.len()..].chars().next();
            let is_word = phrase.is_ascii();
            let is_negated = lower[..at].ends_with("not ")
                || lower[..at].ends_with("un")
                || lower[..at].ends_with("n't ");
            !is_negated
                && (!is_word
                    || before.is_none_or(|c| !c.is_alphanumeric())
                        && behind.is_none_or(|c| !c.is_alphanumeric()))
        })
    })
}

/// How long it lasted, in a sentence: `for 31 minutes`, `lasted about 2 hours`, `a 20-minute outage`.
fn lasted(passages: &[Passage<'_>], blocks: &[Block]) -> Option<(u32, String)> {
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
    prose(passages, blocks).iter().find_map(|words| {
        let lower = words.to_lowercase();
        if lower.len() != words.len() {
            return None;
        }
        LEADS.iter().find_map(|lead| {
            lower.match_indices(lead).find_map(|(at, _)| {
                let start = at + lead.len();
                let is_apart = at == 0 || !lower.as_bytes()[at - 1].is_ascii_alphanumeric();
                let begins = lower[start..].starts_with(|c: char| c.is_ascii_digit() || c == '~');
                let minutes = (is_apart && begins)
                    .then(|| parse_duration(lower[start..].split([';', '(']).next()?))
                    .flatten()?;
                (minutes > 0).then(|| {
                    let end = lower[start..]
                        .char_indices()
                        .nth(24)
                        .map_or(words.len(), |(length, _)| start + length);
                    (minutes, words[at..end].trim().to_owned())
                })
            })
        })
    })
}
