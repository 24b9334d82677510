//! Rows as moments: which day is meant where none is named, and which half of the day.
//!
//! Takes rows with the day and the zone that the report tells, gives a moment for each that can have one. Times run forward: a smaller
//! time of a clock of twelve hours is in the afternoon, one long behind is of the next day, and the entry says why. What does not
//! run forward otherwise, or lies but a little behind, is left as it stands.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::Entry;
use super::inferred::{DayFrom, Inferred, Part, Whence, Why, YearFrom, ZoneFrom};
use super::rows::Row;
use crate::postmortem::when::Conventions;
use crate::postmortem::when::stamp::{Day, TimeOfDay, later};
use crate::postmortem::{Moment, Precision};

/// A time that lies so much before the one above it is of the next day, in minutes: less is an entry out of order.
const NEXT_DAY: i64 = 6 * 60;

/// A time of a clock of twelve hours that lies less than this before the one above it is an entry out of order, in minutes: it stays in
/// the same half of the day.
const OUT_OF_ORDER: i64 = 2 * 60;

/// What the report tells of its days and its clock.
#[derive(Debug, Clone)]
pub(super) struct Context<'a> {
    /// The day of the incident.
    pub(super) day: Option<Date>,
    /// The day that a sentence declares for all entries that name none.
    pub(super) declared: Option<Date>,
    /// The zone of all times, as written.
    pub(super) zone: Option<String>,
    /// Where that zone is named.
    pub(super) zone_from: ZoneFrom,
    /// How the archive writes its times.
    pub(super) conventions: &'a Conventions,
}

/// The rows as entries.
pub(super) fn resolve(rows: Vec<Row>, context: &Context<'_>) -> Vec<Entry> {
    let is_half = uses_halves(&rows);
    let (mut day, mut day_from) = first_day(&rows, context);
    let mut above = None;
    // The last day known: a day without a year is of the year nearest to it.
    let mut near = day;
    let mut last: Option<(DateTime, Option<i32>)> = None;
    let only = only_zone(&rows);
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(stamp) = &row.stamp else {
            entries.push(entry(row, None, None, None, Whence::default()));
            continue;
        };
        let mut is_named = false;
        let mut from = Whence::default();
        if row.day != above {
            above = row.day;
            if let Some(named) = row.day {
                (day, day_from) = named_day(named, near, DayFrom::Written);
                is_named = day.is_some();
                from.year = year_from(named, day);
            }
        }
        from.day = day_from;
        if let Some(named) = stamp.day {
            (day, day_from) = named_day(named, near, DayFrom::Above);
            is_named = day.is_some();
            from.year = year_from(named, day);
            from.day = match day {
                Some(_) => DayFrom::Written,
                None => day_from,
            };
        }
        near = day.or(near);
        let zones = [
            (stamp.zone.as_ref(), ZoneFrom::Written),
            (row.zone.as_ref(), ZoneFrom::Column),
            (context.zone.as_ref(), context.zone_from),
            (only.as_ref(), ZoneFrom::Others),
        ];
        let named = zones.into_iter().find(|(zone, _)| zone.is_some());
        let zone = named.and_then(|(zone, _)| zone.map(String::as_str));
        from.zone = match named {
            Some((_, from)) => from,
            None if context.conventions.zone.is_some() => ZoneFrom::Archive,
            None => ZoneFrom::Written,
        };
        let placed = |moment: Moment| Moment {
            offset: context.conventions.offset(zone, moment.local),
            zone: zone.map(Box::from),
            ..moment
        };
        let (Some(date), Some(time)) = (day, stamp.time) else {
            let at = day.filter(|_| stamp.day.is_some()).map(|date| Moment {
                as_written: row.written.clone(),
                local: date.to_datetime(jiff::civil::Time::midnight()),
                offset: None,
                zone: None,
                precision: Precision::Day,
                weekday: stamp.weekday,
                span: row.span,
            });
            last = at
                .as_ref()
                .map_or(last, |moment| Some((moment.local, None)));
            // Of a row whose day is not known it is told why; others name theirs, or no time.
            if !day_from.is_unknown() {
                from.day = DayFrom::Written;
            }
            from.zone = ZoneFrom::Written;
            entries.push(entry(row, at, None, None, from));
            continue;
        };
        let as_written = at(date, time);
        let mut local = as_written;
        let mut reason = None;
        // Times run forward whatever the zones: the one before is looked at by the clock of this one.
        let own = context.conventions.offset(zone, local);
        let before = last.and_then(|(before, offset)| match (offset, own) {
            (Some(offset), Some(own)) => before.checked_add((own - offset).seconds()).ok(),
            _ => Some(before),
        });
        if let Some(before) = before.filter(|before| local < *before) {
            let afternoon = local.checked_add(12.hours()).ok();
            let back = minutes_between(local, before);
            // Behind one o'clock in the afternoon what is before noon as written is no slip.
            let is_over_noon = before.hour() > 12 && local.hour() < 12;
            let can_be_afternoon = is_half
                && !time.is_whole
                && local.hour() <= 12
                && (back >= OUT_OF_ORDER || is_over_noon);
            if let Some(later) = afternoon.filter(|later| {
                can_be_afternoon
                    && minutes_between(*later, before) < OUT_OF_ORDER
                    && later.date() == date
            }) {
                let why = turned(clock(local), clock(before), "pm");
                reason = Some(turn(Part::Half, why));
                local = later;
            } else if let Some(midnight) = afternoon
                .filter(|_| can_be_afternoon && local.hour() == 12 && !is_named)
                .filter(|midnight| *midnight >= before)
            {
                // `12:20 after 23:50` on a clock of twelve hours.
                let why = turned(clock(local), clock(before), "past midnight");
                reason = Some(turn(Part::Day, why));
                local = midnight;
                day = Some(midnight.date());
                (from.day, day_from) = (DayFrom::Written, DayFrom::Above);
            } else if !is_named
                && back >= NEXT_DAY
                && let Ok(tomorrow) = date.tomorrow()
            {
                let why = turned(clock(local), clock(before), "the next day");
                reason = Some(turn(Part::Day, why));
                local = at(tomorrow, time);
                day = Some(tomorrow);
                // The reason says it.
                (from.day, day_from) = (DayFrom::Written, DayFrom::Above);
            }
        }
        let until = stamp.until.as_ref().and_then(|(until_day, end)| {
            let end_date = until_day
                .and_then(|found| found.date(day))
                .unwrap_or(local.date());
            let mut end_local = at(end_date, *end);
            if until_day.is_none() && end_local < local {
                end_local = later(local, end_local, end.is_whole || !is_half)?;
            }
            Some(placed(Moment {
                weekday: None,
                ..moment(end_local, *end, &row)
            }))
        });
        let offset = if local == as_written {
            own
        } else {
            context.conventions.offset(zone, local)
        };
        last = Some((local, offset));
        // What is before the declared day names its own, and for itself alone.
        if day < context.declared {
            (day, day_from) = (context.declared, DayFrom::Sentence);
        }
        let found = Moment {
            offset,
            zone: zone.map(Box::from),
            ..moment(local, time, &row)
        };
        entries.push(entry(row, Some(found), until, reason, from));
    }
    entries
}

/// A part that turned by the clock, as the clock runs on.
fn turn(part: Part, why: Why) -> Inferred {
    Inferred { part, why }
}

fn turned(time: String, before: String, to: &'static str) -> Why {
    Why::Turned {
        time: time.into(),
        before: before.into(),
        to,
    }
}

fn entry(
    row: Row,
    at: Option<Moment>,
    until: Option<Moment>,
    reason: Option<Inferred>,
    from: Whence,
) -> Entry {
    Entry {
        at,
        until: until.map(Box::new),
        as_written: row.written,
        text: row.text,
        reason: reason.map(Box::new),
        from,
        anchor: Box::default(),
        span: row.span,
        line: row.line,
    }
}

fn moment(local: DateTime, time: TimeOfDay, row: &Row) -> Moment {
    Moment {
        as_written: row.written.clone(),
        local,
        offset: None,
        zone: None,
        precision: time.precision,
        weekday: row.stamp.as_ref().and_then(|stamp| stamp.weekday),
        span: row.span,
    }
}

fn at(date: Date, time: TimeOfDay) -> DateTime {
    let date = if time.next_day {
        date.tomorrow().unwrap_or(date)
    } else {
        date
    };
    date.to_datetime(time.time)
}

fn clock(local: DateTime) -> String {
    format!("{}:{:02}", local.hour(), local.minute())
}

fn minutes_between(earlier: DateTime, later: DateTime) -> i64 {
    let span = later.since((jiff::Unit::Minute, earlier));
    span.map_or(0, |span| span.get_minutes())
}

/// True where times are those of a clock of twelve hours: some are written without a leading zero, and none is after noon.
fn uses_halves(rows: &[Row]) -> bool {
    let times = || {
        rows.iter()
            .filter_map(|row| Some((row, row.stamp.as_ref()?.time?)))
    };
    let short = times().any(|(row, time)| {
        !time.is_whole && time.time.hour() < 10 && !has_zero_before(&row.written, time.time.hour())
    });
    let late = || times().any(|(row, time)| time.time.hour() > 12 && !is_lettered(&row.written));
    short && !late()
}

/// True for a time in which a zero stands right before its hour, of one figure.
fn has_zero_before(written: &str, hour: i8) -> bool {
    let hour = b'0'.wrapping_add_signed(hour);
    let mut pairs = written.as_bytes().windows(2);
    pairs.any(|pair| pair == [b'0', hour])
}

/// True for a time with `am` or `pm`.
fn is_lettered(written: &str) -> bool {
    let lower = written.to_lowercase();
    lower.contains("am") || lower.contains("pm") || lower.contains("a.m") || lower.contains("p.m")
}

/// The zone that the first of these times names, where no other names another: those without one go on with it.
fn only_zone(rows: &[Row]) -> Option<String> {
    let mut stamps = rows
        .iter()
        .filter_map(|row| row.stamp.as_ref().filter(|stamp| stamp.time.is_some()));
    let first = stamps.next()?.zone.as_ref()?;
    let is_same = |zone: &String| zone.eq_ignore_ascii_case(first);
    stamps
        .all(|stamp| stamp.zone.as_ref().is_none_or(is_same))
        .then(|| first.clone())
}

/// The day of entries that name none and stand below none, and where it came from.
fn first_day(rows: &[Row], context: &Context<'_>) -> (Option<Date>, DayFrom) {
    if context.declared.is_some() {
        return (context.declared, DayFrom::Sentence);
    }
    if context.day.is_some() {
        return (context.day, DayFrom::Incident);
    }
    (first_whole_day(rows), DayFrom::Below)
}

/// The day that is named at a row or over it, and where the rows below have theirs from. Where it cannot be told which day is named
/// they have none: the day above is not theirs.
fn named_day(named: Day, near: Option<Date>, from: DayFrom) -> (Option<Date>, DayFrom) {
    let found = named.date(near);
    let from = match named {
        _ if found.is_some() => from,
        Day::Impossible => DayFrom::Impossible,
        // No year near the one known has it: `30 February`.
        Day::Yearless(..) if near.is_some() => DayFrom::Impossible,
        Day::Either(..) => DayFrom::Open,
        Day::Whole(_) | Day::Yearless(..) => from,
    };
    (found, from)
}

/// Where the year of a day as written came from.
fn year_from(named: Day, found: Option<Date>) -> YearFrom {
    match named {
        Day::Yearless(..) if found.is_some() => YearFrom::Nearest,
        Day::Either(..) if found.is_some() => YearFrom::Reading,
        _ => YearFrom::Written,
    }
}

fn first_whole_day(rows: &[Row]) -> Option<Date> {
    rows.iter().find_map(|row| {
        let named = row.stamp.as_ref().and_then(|stamp| stamp.day).or(row.day);
        match named {
            Some(Day::Whole(date)) => Some(date),
            _ => None,
        }
    })
}
