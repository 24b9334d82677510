//! Facts in words: days, moments, durations, titles and summaries as pages show them.
//!
//! Takes typed facts and the language of the site, gives text. It reads no clock and no locale of the machine, and it never changes
//! what an author wrote beyond leaving out what stands beside it already.

mod length;
mod title;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::archive::humanised;
use crate::language::{Language, Length};
use crate::postmortem::{Moment, Precision, When};

use super::slug::is_emoji;
use super::views::TimeView;

pub(super) use length::{age, duration, exact_duration};
pub(super) use title::list_title;

/// The day that dates a report.
pub(super) fn day(language: &Language, when: &When) -> Option<TimeView> {
    Some(of_date(language, when.date?, when.precision))
}

/// A day, as exact as it is known.
pub(super) fn of_date(language: &Language, date: Date, precision: Option<Precision>) -> TimeView {
    let dates = language.dates();
    let (machine, text, short) = match precision {
        Some(Precision::Year) => {
            let year = dates.year(date.year());
            (format!("{:04}", date.year()), year.clone(), year)
        }
        Some(Precision::Month) => (
            format!("{:04}-{:02}", date.year(), date.month()),
            dates.month(date, Length::Long),
            dates.month(date, Length::Short),
        ),
        _ => (
            date.to_string(),
            dates.day(date, Length::Long),
            dates.day(date, Length::Short),
        ),
    };
    TimeView {
        machine,
        text,
        short,
        approximate: precision == Some(Precision::Approximate),
    }
}

/// The zone of an incident as its report writes it, which is not that of every moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Zone<'a> {
    written: &'a str,
    /// What it was at the start, in seconds.
    offset: Option<i32>,
}

/// The zone that a report names for its incident.
pub(super) fn zone(when: &When) -> Option<Zone<'_>> {
    let moments = [&when.start, &when.end, &when.detected];
    Some(Zone {
        written: when.zone.as_deref()?,
        offset: moments.into_iter().flatten().next()?.offset,
    })
}

/// A moment with its time, as exact as it is known. `zone` is the zone as written, where there is one.
pub(super) fn of_moment(language: &Language, moment: &Moment, zone: Option<Zone<'_>>) -> TimeView {
    let date = moment.local.date();
    let mut view = of_date(language, date, Some(moment.precision));
    if moment.precision >= Precision::Day {
        return view;
    }
    let clock = told_clock(moment);
    view.machine = machine(moment);
    let dates = language.dates();
    view.short = dates.moment(&view.short, &clock);
    view.text = dates.moment(&view.text, &with_zone(clock, moment, zone));
    view
}

/// A time of day with its zone: as written, where that is short.
fn with_zone(mut clock: String, moment: &Moment, zone: Option<Zone<'_>>) -> String {
    // Where clocks differ from those of the zone, its name would tell another time.
    let zone = zone.filter(|zone| zone.offset == moment.offset);
    let zone = match (zone.map(|zone| zone.written.trim()), moment.offset) {
        (_, Some(0)) => "UTC".to_owned(),
        (Some(zone), _) if !zone.is_empty() && zone.chars().count() <= 24 => zone.to_owned(),
        (_, Some(offset)) => format!("UTC{}", offset_text(offset)),
        (_, None) => return clock,
    };
    clock.extend([" ", &zone]);
    clock
}

/// A moment beside another that tells its day and its zone: only what differs from that is said of it.
pub(super) fn beside(
    language: &Language,
    moment: &Moment,
    other: &Moment,
    zone: Option<Zone<'_>>,
) -> TimeView {
    let mut view = of_moment(language, moment, zone);
    let is_timed = |moment: &Moment| moment.precision < Precision::Day;
    if is_timed(moment) && is_timed(other) && moment.local.date() == other.local.date() {
        view.text = with_zone(told_clock(moment), moment, zone);
    }
    view
}

/// A moment below a span that tells its zone, beside another that tells its day: nothing of both is said of it again.
pub(super) fn below(language: &Language, moment: &Moment, other: &Moment) -> TimeView {
    let mut view = of_moment(language, moment, None);
    if moment.precision >= Precision::Day {
        return view;
    }
    view.text = if other.precision < Precision::Day && moment.local.date() == other.local.date() {
        told_clock(moment)
    } else {
        without_zone(language, moment)
    };
    view
}

/// A day with its time of day.
fn without_zone(language: &Language, moment: &Moment) -> String {
    let day = of_date(language, moment.local.date(), Some(moment.precision)).text;
    language.dates().moment(&day, &told_clock(moment))
}

/// From when to when: the zone stands behind the end where both have the same.
pub(super) fn span(
    language: &Language,
    start: &Moment,
    end: &Moment,
    zone: Option<Zone<'_>>,
) -> (TimeView, TimeView) {
    let (mut from, until) = (
        of_moment(language, start, zone),
        beside(language, end, start, zone),
    );
    if start.offset == end.offset {
        from.text = without_zone(language, start);
    }
    (from, until)
}

/// A moment for the `datetime` attribute, as far as the author said it (without an offset where none was written).
pub(super) fn machine(moment: &Moment) -> String {
    let clock = clock(moment.local, moment.precision);
    format!("{}T{clock}{}", moment.local.date(), offset(moment))
}

/// A moment by the clock of UTC, to its end where it has one, for machines and for people: `08:00 UTC`, with its day where that is
/// another one there.
pub(super) fn utc(
    language: &Language,
    moment: &Moment,
    until: Option<&Moment>,
) -> Option<(String, String)> {
    let there = by_utc(moment)?;
    let mut text = told_clock(&there);
    if let Some(until) = until.and_then(by_utc) {
        text.extend([" – ", &clock(until.local, until.precision)]);
    }
    text.push_str(" UTC");
    let date = there.local.date();
    if date != moment.local.date() {
        let day = language.dates().day_of_year(date, Length::Short);
        text = [&day, " ", &text].concat();
    }
    Some((machine(&there), text))
}

/// The same moment by the clock of UTC.
fn by_utc(moment: &Moment) -> Option<Moment> {
    let local = moment
        .local
        .checked_sub(i64::from(moment.offset?).seconds());
    Some(Moment {
        local: local.ok()?,
        offset: Some(0),
        ..moment.clone()
    })
}

/// A moment as RFC 3339 with seconds; without an offset where none was written.
pub(super) fn instant(moment: &Moment) -> String {
    let at = moment.local;
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    format!(
        "{}T{hour:02}:{minute:02}:{second:02}{}",
        at.date(),
        offset(moment)
    )
}

fn offset(moment: &Moment) -> String {
    match moment.offset {
        Some(0) => "Z".to_owned(),
        Some(offset) => offset_text(offset),
        None => String::new(),
    }
}

/// A time of day for people: it is the time that is only about right, and not its day.
fn told_clock(moment: &Moment) -> String {
    let clock = clock(moment.local, moment.precision);
    match moment.precision {
        Precision::Approximate => ["~", &clock].concat(),
        _ => clock,
    }
}

fn clock(at: DateTime, precision: Precision) -> String {
    let mut out = String::with_capacity(8);
    push_two(at.hour(), &mut out);
    out.push(':');
    push_two(at.minute(), &mut out);
    if precision == Precision::Exact && at.second() != 0 {
        out.push(':');
        push_two(at.second(), &mut out);
    }
    out
}

/// A number below a hundred, as two figures.
fn push_two(number: i8, out: &mut String) {
    let number = number.unsigned_abs();
    out.extend([number / 10 % 10, number % 10].map(|figure| char::from(b'0' + figure)));
}

fn offset_text(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A way of noticing in words; those that our rules know are said in the language of the site.
pub(super) fn way(language: &Language, name: &str) -> String {
    let shown = humanised(name);
    let own = language.own_text(&format!("{shown}|way"));
    own.map_or_else(|| shown.clone(), str::to_owned)
}

/// Words without the emoji (or `:shortcode:`) that stand before them.
pub(super) fn without_emoji(words: &str) -> &str {
    let mut rest = words.trim();
    loop {
        let bare = rest.trim_start_matches(|c: char| is_emoji(c) || c.is_whitespace());
        let bare = match shortcode(bare) {
            Some(after) => after,
            None if bare.len() == rest.len() => break,
            None => bare,
        };
        rest = bare;
    }
    if rest.is_empty() { words.trim() } else { rest }
}

fn shortcode(words: &str) -> Option<&str> {
    let (name, after) = words.strip_prefix(':')?.split_once(':')?;
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+'));
    is_name.then_some(after)
}

/// The beginning of a paragraph, at most `most` characters: cut after a sentence, else after a word with `…`.
pub(super) fn beginning(text: &str, most: usize) -> String {
    // Most texts are plain: then nothing has to be gathered, and bytes are characters.
    let head = &text.as_bytes()[..text.len().min(most + 1)];
    // Each byte is looked at, whatever the others are: so a processor takes many at once.
    let unprinted = head.iter().fold(0, |seen, byte| {
        seen | u8::from(!matches!(byte, b' '..=b'~'))
    });
    let is_blank = |byte: &u8| u8::from(*byte == b' ');
    let pairs = head.iter().zip(head.get(1..).unwrap_or_default());
    let doubled = pairs.fold(0, |seen, (one, next)| seen | is_blank(one) & is_blank(next));
    let is_plain = unprinted | doubled == 0 && !head.starts_with(b" ") && !head.ends_with(b" ");
    if is_plain {
        return if text.len() <= most {
            text.to_owned()
        } else {
            cut(&text[..most], most)
        };
    }
    let mut out = String::with_capacity(text.len().min(most * 2));
    let mut length = 0;
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
            length += 1;
        }
        out.push_str(word);
        length += word.chars().count();
        // What follows cannot be shown any more.
        if length > most {
            break;
        }
    }
    let Some((end, _)) = out.char_indices().nth(most) else {
        return out;
    };
    cut(&out[..end], most)
}

/// The same of a text that is too long, cut to its first `most` characters already.
fn cut(head: &str, most: usize) -> String {
    let bytes = head.as_bytes();
    // The last end is near: bytes one by one from the end find it soonest.
    let is_end = |at: &usize| match bytes[*at] {
        b' ' => head[..*at].ends_with(['.', '!', '?']),
        // The last byte of that sign, and of others.
        0x82 => bytes[..=*at].ends_with("。".as_bytes()),
        _ => false,
    };
    let sentence = (0..bytes.len())
        .rev()
        .find(is_end)
        .map(|at| if bytes[at] == b' ' { at } else { at + 1 })
        .filter(|at| head[..*at].chars().count() * 3 >= most);
    match (sentence, head.rfind(' ')) {
        (Some(at), _) => head[..at].to_owned(),
        (None, Some(at)) => format!("{}…", head[..at].trim_end_matches([',', ';', ':', '.'])),
        (None, None) => format!("{head}…"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::ENGLISH;
    use crate::source::Span;
    use jiff::civil::date;

    #[test]
    fn times_are_exact_and_kind() {
        let moment = |precision, offset| Moment {
            as_written: String::new(),
            local: date(2021, 7, 11).at(0, 27, 5, 0),
            offset,
            zone: None,
            precision,
            weekday: None,
            span: Span::default(),
        };
        for (precision, offset, zone, machine, text) in [
            (
                Precision::Minute,
                Some(0),
                None,
                "2021-07-11T00:27Z",
                "11 July 2021, 00:27 UTC",
            ),
            (
                Precision::Exact,
                Some(0),
                Some("UTC"),
                "2021-07-11T00:27:05Z",
                "11 July 2021, 00:27:05 UTC",
            ),
            (
                Precision::Minute,
                Some(7200),
                None,
                "2021-07-11T00:27+02:00",
                "11 July 2021, 00:27 UTC+02:00",
            ),
            (
                Precision::Minute,
                Some(-28800),
                Some("PST"),
                "2021-07-11T00:27-08:00",
                "11 July 2021, 00:27 PST",
            ),
            (
                Precision::Minute,
                None,
                None,
                "2021-07-11T00:27",
                "11 July 2021, 00:27",
            ),
            (Precision::Day, None, None, "2021-07-11", "11 July 2021"),
            (Precision::Month, None, None, "2021-07", "July 2021"),
        ] {
            let zone = zone.map(|written| Zone { written, offset });
            let view = of_moment(&ENGLISH, &moment(precision, offset), zone);
            assert_eq!((view.machine.as_str(), view.text.as_str()), (machine, text));
        }
    }

    #[test]
    fn lists_do_not_say_the_day_twice() {
        let day = Some(date(2021, 7, 11));
        for (title, shown) in [
            ("2021-07-11: Cascading failures", "Cascading failures"),
            ("2021-07-11 - cascading", "cascading"),
            ("[2021-07-11] Outage", "Outage"),
            ("11 July 2021: outage", "outage"),
            ("July 11, 2021 – outage", "outage"),
            ("20210711 DNS", "DNS"),
            ("2021-7-11 DNS", "DNS"),
            ("11.07.2021 - DNS", "DNS"),
            ("11.7.2021 DNS", "DNS"),
            ("Incident on 2021-07-11 - DNS", "DNS"),
            (
                "Incident on 2021-07-11 in the north",
                "Incident on 2021-07-11 in the north",
            ),
            (
                "Incident on 2021-07-12 - DNS",
                "Incident on 2021-07-12 - DNS",
            ),
            ("11.07.2021", "11.07.2021"),
            ("2021-07-11, 504", "504"),
            ("2021-07-12: other day", "2021-07-12: other day"),
            ("2021-07-11", "2021-07-11"),
            (
                "2021-07-11 to 2021-07-13 outage",
                "2021-07-11 to 2021-07-13 outage",
            ),
            ("2021-07-11 14:30 outage", "2021-07-11 14:30 outage"),
            (
                "Incident on 2021-07-11 10:41 UTC - The mail stopped",
                "The mail stopped",
            ),
            ("2021-07-11 10:41 to 11:00", "2021-07-11 10:41 to 11:00"),
            ("2021-07-11 10:41-11:00", "2021-07-11 10:41-11:00"),
            ("2021-07-111 outage", "2021-07-111 outage"),
            ("Être 2021-07-11", "Être 2021-07-11"),
        ] {
            assert_eq!(list_title(title, day), shown, "{title}");
        }
    }

    #[test]
    fn headings_and_summaries_are_trimmed() {
        assert_eq!(without_emoji("🙋🏿‍♂️ Response"), "Response");
        assert_eq!(without_emoji(":warning: Leadup"), "Leadup");
        assert_eq!(without_emoji("(see) 12:30"), "(see) 12:30");
        assert_eq!(without_emoji("🔥"), "🔥");
        assert_eq!(beginning("a  b\nc", 10), "a b c");
        assert_eq!(beginning("One two. Three four five", 12), "One two.");
        assert_eq!(beginning("One two three four", 12), "One two…");
        assert_eq!(beginning("ääääää", 3), "äää…");
    }
}
