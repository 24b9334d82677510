//! Labelled moments: `First detected: 2023-02-02 10:14` in lines, items, definitions and cells of tables.
//!
//! Takes blocks, gives what their labels say. A label is known by its letters alone.

use super::super::{
    ACKNOWLEDGED, DECLARED, DETECTED, DURATION, ENDED, HAPPENED, MITIGATED, RESOLVED, STARTED,
    UNTIL_NOTICED,
};
use super::label_names::{
    BARE_WINDOWS, MORE_DETECTIONS, MORE_DURATIONS, MORE_ENDS, MORE_STARTS, WINDOWS, label_of,
};
use super::{Clock, Known, Written};
use crate::document::{Block, BlockKind, Inline, InlineKind, text};
use crate::postmortem::when::stamp::{later, stamp};
use crate::postmortem::when::{self, Stated, UntilNoticed, next_figure, parse_duration, zone_in};
use crate::postmortem::{Moment, Precision, SectionKind};
use crate::source::Span;
use jiff::civil::Date;

/// What labels say.
#[derive(Default)]
pub(super) struct Said {
    pub(super) start: Option<Moment>,
    pub(super) end: Option<Moment>,
    pub(super) detected: Option<Moment>,
    pub(super) acknowledged: Option<Moment>,
    pub(super) declared: Option<Moment>,
    pub(super) mitigated: Option<Moment>,
    pub(super) resolved: Option<Moment>,
    pub(super) duration: Option<Stated>,
    /// How long it took until somebody noticed, where a label says so or says that nobody knows.
    pub(super) until_noticed: Option<UntilNoticed>,
    /// True where a label says that nobody knows how long it lasted.
    pub(super) is_unknown: bool,
    /// True where start and end are those of a window of time.
    has_window: bool,
    /// True where the blocks that are read speak of the incident as a whole, so that `Time:` is that of the incident.
    is_whole: bool,
}

impl Clock<'_> {
    /// Labelled moments in lines, items and cells of a report.
    pub(super) fn labelled(&self, known: &Known<'_>) -> Said {
        let mut said = Said {
            is_whole: true,
            ..Said::default()
        };
        let sections = known
            .passages
            .iter()
            .filter(|passage| passage.level.is_some());
        let mut parts = vec![(0, true)];
        for section in sections {
            let is_whole = matches!(
                section.kind,
                SectionKind::Metadata | SectionKind::Summary | SectionKind::Impact
            ) || ["stats", "statistics"]
                .iter()
                .any(|name| section.heading.eq_ignore_ascii_case(name));
            parts.push((section.at, is_whole));
        }
        self.labels(known.blocks, &parts, &mut said);
        said
    }

    /// The same in blocks; the parts are where those begin that speak of the whole, and where others.
    fn labels(&self, blocks: &[Block], parts: &[(usize, bool)], said: &mut Said) {
        let mut parts = parts.iter().peekable();
        // What stands below a heading with a day of its own is of that day.
        let mut headed: Option<(u8, Self)> = None;
        for (at, block) in blocks.iter().enumerate() {
            while let Some((_, is_whole)) = parts.next_if(|(from, _)| *from <= at) {
                said.is_whole = *is_whole;
            }
            let clock = headed.as_ref().map_or(self, |(_, clock)| clock);
            match &block.kind {
                BlockKind::Heading(heading) => {
                    if let Some(day) = day_in(&heading.content) {
                        headed = Some((heading.level, self.on(day)));
                    } else if headed
                        .as_ref()
                        .is_some_and(|(level, _)| heading.level <= *level)
                    {
                        headed = None;
                    }
                }
                BlockKind::Paragraph(content) if has_figure(content) => {
                    if let [
                        Inline {
                            kind: InlineKind::Text(text),
                            ..
                        },
                    ] = content.as_slice()
                    {
                        for line in text.lines() {
                            clock.label(line, block.span, said);
                        }
                    } else if !is_without_label(content) {
                        text::each_line(content, &mut |line| clock.label(line, block.span, said));
                    }
                }
                BlockKind::List(list) => {
                    for item in &list.items {
                        clock.labels(&item.blocks, &[], said);
                    }
                }
                BlockKind::DefinitionList(definitions) => {
                    for definition in definitions {
                        let term = text::words(&definition.term);
                        if let Some(key) = Key::new(&term) {
                            let details = text::of_blocks(&definition.details);
                            clock.pair(&key, &details, block.span, said);
                        }
                    }
                }
                BlockKind::Table(table) => {
                    for row in &table.rows {
                        for pair in row.cells.chunks(2) {
                            if let [key, value] = pair {
                                let key = text::as_one_line(text::of_cell(&key.blocks));
                                if let Some(key) = Key::new(&key) {
                                    let value = text::as_one_line(text::of_cell(&value.blocks));
                                    clock.pair(&key, &value, row.span, said);
                                }
                            }
                        }
                    }
                }
                BlockKind::Group(inner) | BlockKind::Quote(inner) => clock.labels(inner, &[], said),
                _ => {}
            }
        }
    }

    /// `First detected: 2023-02-02 10:14`, `Resolved 2023-02-02 11:36`.
    fn label(&self, line: &str, span: Span, said: &mut Said) {
        let line = line.trim().trim_start_matches(['-', '*', '•', ' ']);
        if line.len() > 160 {
            return;
        }
        // What begins with a figure has no label.
        let Some(figure) = next_figure(line, 0).filter(|figure| *figure > 0) else {
            return;
        };
        let colon = text::colon(&line[..figure]);
        let Some(key) = Key::new(&line[..colon.unwrap_or(figure)]) else {
            return;
        };
        match colon {
            Some(at) => {
                let value = line[at..].trim_start_matches([':', '：']);
                self.pair(&key, value, span, said);
            }
            None => self.pair(&key, &line[figure..], span, said),
        }
    }

    fn pair(&self, key: &Key<'_>, value: &str, span: Span, said: &mut Said) {
        let is = |names: &[&str]| is_of(key.letters.as_deref(), names);
        let is_inside = |names: &[&str]| is_of(key.inside.as_deref(), names);
        let key = key.words;
        if is(DURATION) || is(MORE_DURATIONS) || is_inside(DURATION) || is_inside(MORE_DURATIONS) {
            let first = value.trim().get(.."unknown".len());
            said.is_unknown |= first.is_some_and(|first| first.eq_ignore_ascii_case("unknown"));
            if said.duration.is_none()
                && let Some(minutes) = parse_duration(value).or_else(|| {
                    // Behind a window of time it stands in brackets.
                    let is_window = stamp(value.trim())?.until.is_some();
                    let inside = value.split(['(', '（']).nth(1).filter(|_| is_window)?;
                    parse_duration(inside)
                })
            {
                said.duration = Some(Stated {
                    minutes,
                    as_written: format!("{}: {}", key.trim(), value.trim()),
                    span,
                });
            }
            // `2 hours 13 minutes (07:12 - 09:25 UTC)`, `07:12 to 09:25 UTC (133 minutes)`.
            let inside = value.split(['(', '（']).nth(1);
            for value in std::iter::once(value).chain(inside) {
                self.window(key, value, span, said);
            }
            return;
        }
        // `Detection time: 10:14` is that time, `Detection time: 14 minutes` none.
        let is_clock =
            is(DETECTED) && stamp(value.trim()).is_some_and(|found| found.time.is_some());
        if is(UNTIL_NOTICED) && !is_clock {
            said.until_noticed = said.until_noticed.or_else(|| UntilNoticed::of_value(value));
            return;
        }
        if is(WINDOWS) || said.is_whole && is(BARE_WINDOWS) {
            self.window(key, value, span, said);
            if said.has_window {
                return;
            }
        }
        let slot = if is(STARTED) || is(HAPPENED) || is(MORE_STARTS) {
            &mut said.start
        } else if is(ENDED) || is(MORE_ENDS) {
            &mut said.end
        } else if is(DETECTED) || is(MORE_DETECTIONS) {
            &mut said.detected
        } else if is(ACKNOWLEDGED) {
            &mut said.acknowledged
        } else if is(DECLARED) {
            &mut said.declared
        } else if is(MITIGATED) {
            &mut said.mitigated
        } else if is(RESOLVED) {
            &mut said.resolved
        } else {
            return;
        };
        if slot.is_none()
            && let Some(mut found) = stamp(value.trim())
        {
            // `UTC Start Timestamp`.
            found.zone = found.zone.or_else(|| zone_in(key));
            let key = key.trim().trim_end_matches([':', '：']);
            let words = format!("{key}: {}", value.trim());
            *slot = self.moment(
                &found,
                Written {
                    words: &words,
                    span,
                },
            );
        }
    }
}

/// What may be a label.
struct Key<'a> {
    words: &'a str,
    /// Its letters, where they may be a label.
    letters: Option<String>,
    /// Those of what stands in brackets at its end: `From upload to removal (total exposure time)`.
    inside: Option<String>,
}

impl<'a> Key<'a> {
    /// `None` where neither it nor what stands in its brackets is a label.
    fn new(words: &'a str) -> Option<Self> {
        if words.len() > LONGEST {
            return None;
        }
        let letters = label_of(words);
        let bracket = words.trim().strip_suffix(')');
        let inside = bracket.and_then(|words| label_of(words.rsplit_once('(')?.1));
        (letters.is_some() || inside.is_some()).then_some(Self {
            words,
            letters,
            inside,
        })
    }
}

/// The longest label, in bytes.
const LONGEST: usize = 48;

fn is_of(letters: Option<&str>, names: &[&str]) -> bool {
    letters.is_some_and(|letters| names.contains(&letters))
}

impl Clock<'_> {
    /// `Outage window: 07:12 to 08:40 UTC`. Of several windows, as where a report tells of several outages, the first tells when it began,
    /// and none when it was over.
    fn window(&self, key: &str, value: &str, span: Span, said: &mut Said) {
        let Some(mut found) = stamp(value.trim()) else {
            return;
        };
        let (Some(time), Some((until_day, time_end))) = (found.time, found.until.take()) else {
            return;
        };
        if said.has_window {
            said.end = None;
            return;
        }
        if said.start.is_some() || said.end.is_some() {
            return;
        }
        found.zone = found.zone.or_else(|| zone_in(key));
        let words = format!("{}: {}", key.trim(), value.trim());
        let written = Written {
            words: &words,
            span,
        };
        let start = self.at(&found, found.day, time, written);
        let end = self.at(&found, until_day.or(found.day), time_end, written);
        if let (Some(start), Some(mut end)) = (start, end) {
            if end.local < start.local && until_day.is_none() {
                let Some(behind) = later(start.local, end.local, time_end.is_whole) else {
                    return;
                };
                end.local = behind;
            }
            said.has_window = true;
            said.start = Some(start);
            said.end = Some(end);
        }
    }
}

/// The day that a heading names.
fn day_in(content: &[Inline]) -> Option<Date> {
    if !has_figure(content) {
        return None;
    }
    let words = text::words(content);
    let found = when::dates(&words).next()?;
    (found.precision == Precision::Day).then_some(found.date)
}

/// True for one line that begins with a figure, as entries of a timeline do: before it no label stands.
fn is_without_label(content: &[Inline]) -> bool {
    let first = content.first().map(|inline| match &inline.kind {
        InlineKind::Styled(_, inner) => inner.first().map(|inline| &inline.kind),
        kind => Some(kind),
    });
    let is_figure = match first.flatten() {
        Some(InlineKind::Text(words) | InlineKind::Code(words)) => {
            words.as_bytes().first().is_some_and(u8::is_ascii_digit)
        }
        _ => false,
    };
    let goes_on = |inline: &Inline| match &inline.kind {
        InlineKind::Text(words) => words.contains('\n'),
        kind => matches!(kind, InlineKind::Break),
    };
    is_figure && !content.iter().any(goes_on)
}

/// True where a figure stands in the words: no moment goes without one.
fn has_figure(content: &[Inline]) -> bool {
    content.iter().any(|inline| match &inline.kind {
        InlineKind::Text(words) | InlineKind::Code(words) => when::has_figure(words),
        InlineKind::Styled(_, content) => has_figure(content),
        InlineKind::Link(link) => has_figure(&link.content),
        _ => false,
    })
}
