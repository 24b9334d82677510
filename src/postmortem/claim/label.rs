//! Labelled claims in lines: `First detected: 2023-02-02 10:14`, `Repaired 2023-02-02 10:20`, `Time to repair: 0h 30m`,
//! `Status | Resolved`.
//!
//! Takes a line, gives the moment, the length or the state that its label names. A label is known by its letters alone; a moment
//! without a day is of the day of the incident, and its zone means what the archive says that it means.

use jiff::civil::Date;

use super::names::{LENGTHS, MOMENTS, Measure, Milestone};
use super::{Claims, Labelled, Length, Spot, length};
use crate::document::text;
use crate::postmortem::occurred::course::label_names::{
    MORE_DURATIONS, MORE_ENDS, MORE_STARTS, label_of,
};
use crate::postmortem::occurred::{
    DECLARED, DETECTED, DURATION, ENDED, HAPPENED, MITIGATED, RESOLVED, STARTED,
};
use crate::postmortem::prose::Line;
use crate::postmortem::when::stamp::stamp;
use crate::postmortem::when::{Conventions, next_figure, zone_in};
use crate::postmortem::{Moment, Precision};
use crate::source::Span;

/// The longest label, in bytes.
const LONGEST: usize = 48;

/// Adds what the label of a line names.
pub(super) fn read(line: &Line, day: Option<Date>, conventions: &Conventions, claims: &mut Claims) {
    // Cells of a row stand in pairs.
    if let Some(bar) = next_bar(&line.text) {
        let mut rest = Some((&line.text[..bar], &line.text[bar + BAR..]));
        for _ in 0..MOST_PAIRS {
            let Some((key, behind)) = rest else { break };
            let (value, behind) = match next_bar(behind) {
                Some(bar) => (&behind[..bar], Some(&behind[bar + BAR..])),
                None => (behind, None),
            };
            self::pair((key, value), line.span, day, conventions, claims);
            rest = behind.and_then(|behind| {
                let bar = next_bar(behind)?;
                Some((&behind[..bar], &behind[bar + BAR..]))
            });
        }
        return;
    }
    let words = line.text.trim_start_matches([' ', '-', '*', '•', '\t']);
    // What begins with a figure has no label.
    let Some(figure) = next_figure(words, 0).filter(|figure| *figure > 0) else {
        return;
    };
    let before = &words[..figure];
    let (key, value) = match text::colon(before) {
        Some(at) => (&words[..at], words[at..].trim_start_matches([':', '：'])),
        None => (before, &words[figure..]),
    };
    pair((key, value), line.span, day, conventions, claims);
}

/// Bytes of the bar between two cells, with its blanks.
const BAR: usize = 3;

/// Pairs of a row that are looked at.
const MOST_PAIRS: usize = 8;

/// Where the next bar between two cells stands.
fn next_bar(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut bars = memchr::memchr_iter(b'|', bytes);
    let is_set_off =
        |at: &usize| *at > 0 && bytes[at - 1] == b' ' && bytes.get(at + 1) == Some(&b' ');
    bars.find(is_set_off).map(|at| at - 1)
}

/// Adds what a key names.
fn pair(
    (key, value): (&str, &str),
    span: Span,
    day: Option<Date>,
    conventions: &Conventions,
    claims: &mut Claims,
) {
    let key = key.trim().trim_end_matches(['~', '(', '-', '–', ' ']);
    if key.is_empty() || key.len() > LONGEST {
        return;
    }
    let value = value.trim();
    let Some(letters) = label_of(key) else {
        return;
    };
    if let Some(measure) = measure(&letters) {
        if let Some((as_written, lasting)) = length::value(value) {
            claims.lengths.push(Length {
                measure,
                label: text::one_line(key),
                as_written,
                lasting,
                span,
            });
        }
        return;
    }
    let Some(milestone) = milestone(&letters) else {
        return;
    };
    let found = stamp(value);
    let date = found.as_ref().and_then(|found| match found.day {
        Some(named) => named.date(day),
        None => day,
    });
    let (Some(found), Some(date)) = (found, date) else {
        claims.timeless.push((milestone, span));
        return;
    };
    let Some(time) = found.time else {
        claims.moments.push(Labelled {
            milestone,
            label: text::one_line(key),
            moment: Moment {
                as_written: text::one_line(value.get(..found.end).unwrap_or(value)),
                local: date.to_datetime(jiff::civil::Time::midnight()),
                offset: None,
                zone: None,
                precision: Precision::Day,
                weekday: None,
                span,
            },
            has_day: true,
            span,
        });
        return;
    };
    let Some(date) = (if time.next_day {
        date.tomorrow().ok()
    } else {
        Some(date)
    }) else {
        return;
    };
    let zone = found.zone.or_else(|| zone_in(key));
    let local = date.to_datetime(time.time);
    let written = text::one_line(value.get(..found.end).unwrap_or(value));
    claims.moments.push(Labelled {
        milestone,
        label: text::one_line(key),
        moment: Moment {
            as_written: written,
            local,
            offset: zone
                .as_deref()
                .and_then(|zone| conventions.offset(Some(zone), local)),
            zone: zone.map(Box::from),
            precision: time.precision,
            weekday: None,
            span,
        },
        has_day: found.day.is_some(),
        span,
    });
}

/// What a label measures.
pub(super) fn measure(letters: &str) -> Option<Measure> {
    let own = LENGTHS.iter().find(|(name, _)| *name == letters);
    own.map(|(_, measure)| *measure).or_else(|| {
        let is_whole = [DURATION, MORE_DURATIONS]
            .iter()
            .any(|names| names.contains(&letters));
        is_whole.then_some(Measure::Whole)
    })
}

/// What a label says happened.
pub(super) fn milestone(letters: &str) -> Option<Milestone> {
    let own = MOMENTS.iter().find(|(name, _)| *name == letters);
    if let Some((_, milestone)) = own {
        return Some(*milestone);
    }
    let lists: [(&[&[&str]], Milestone); 6] = [
        (&[STARTED, HAPPENED, MORE_STARTS], Milestone::Started),
        (&[DETECTED], Milestone::Detected),
        (&[DECLARED], Milestone::Declared),
        (&[MITIGATED], Milestone::Mitigated),
        (&[RESOLVED], Milestone::Resolved),
        (&[ENDED, MORE_ENDS], Milestone::Ended),
    ];
    lists
        .into_iter()
        .find(|(names, _)| names.iter().any(|names| names.contains(&letters)))
        .map(|(_, milestone)| milestone)
}

/// Words of a status that say that it is over.
const OVER: &[&str] = &[
    "resolved",
    "fixed",
    "mitigated",
    "recovered",
    "restored",
    "løst",
    "gelöst",
    "behoben",
    "résolu",
    "resuelto",
    "resolvido",
    "rettet",
    "avsluttet",
    "erledigt",
    "corrigé",
    "solucionado",
    "löst",
    "åtgärdad",
    "opgelost",
    "risolto",
    "rozwiązane",
    "解決済み",
    "已解决",
];

/// The status, where its first word says that it is over.
pub(super) fn over(value: &str, span: Span) -> Option<Spot> {
    let first = value
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| !word.is_empty())?;
    let is_over = OVER.contains(&first.to_lowercase().as_str());
    is_over.then(|| Spot {
        words: text::one_line(value),
        span,
    })
}
