//! The calendar of the incidents, RFC 5545.
//!
//! Takes reports, gives an event for each that tells its day. When an event was stamped is its own day: the format asks for a moment,
//! and the clock must not be in any file. A report of which only a month is known has no event, since its first day would be an
//! invention.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, ToSpan as _};

use crate::archive::ReportIndex;
use crate::postmortem::{DateOrigin, Moment, Postmortem, Precision};
use crate::site::Site;
use crate::site::export::Record;
use crate::site::words;

/// Bytes of a line before it has to be folded.
const MOST_IN_LINE: usize = 75;
/// Characters of a description.
const MOST_DESCRIPTION: usize = 600;
/// The part of names behind the `@` where the site has no address: RFC 2606 keeps it from being anybody's.
const NO_HOST: &str = "pmsite.invalid";

/// What stands before the first event.
pub(super) fn head(site: &Site) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN", "VCALENDAR");
    line(&mut out, "VERSION", "2.0");
    line(&mut out, "PRODID", "-//pmsite//pmsite//EN");
    line(&mut out, "CALSCALE", "GREGORIAN");
    let title = escaped(&site.view.title);
    line(&mut out, "NAME", &title);
    // What programs read that do not know the newer name.
    line(&mut out, "X-WR-CALNAME", &title);
    out
}

/// What stands behind the last event.
pub(super) const TAIL: &str = "END:VCALENDAR\r\n";

/// True for a report that has an event.
pub(super) fn has_event(report: &Postmortem) -> bool {
    day(report).is_some()
}

/// The day of a report, where it is one and the format can write it.
fn day(report: &Postmortem) -> Option<Date> {
    let is_less = matches!(
        report.occurred.precision,
        Some(Precision::Month | Precision::Year)
    );
    report.day().filter(|day| !is_less && day.year() > 0)
}

/// The event of a report; nothing where it has none.
pub(super) fn event(site: &Site, at: ReportIndex, record: &Record<'_>) -> String {
    let report = &site.archive.reports[at];
    let Some(day) = day(report) else {
        return String::new();
    };
    let path = &site.addresses[at];
    let url = site.options.site_url.as_deref();
    let host = url
        .and_then(|url| url.split('/').nth(2))
        .filter(|host| !host.is_empty());
    let mut out = String::new();
    line(&mut out, "BEGIN", "VEVENT");
    let name = format!("{}@{}", path.encoded_address(), host.unwrap_or(NO_HOST));
    line(&mut out, "UID", &escaped(&name));
    line(&mut out, "DTSTAMP", &format!("{}T000000Z", date(day)));
    times(report, day, &mut out);
    line(&mut out, "SUMMARY", &escaped(&report.title));
    let mut said = Vec::new();
    if report.occurred.origin == Some(DateOrigin::Publication) {
        let words = site
            .language()
            .text("The day of publication: the report does not tell that of the incident.");
        said.push(words.to_owned());
    }
    said.extend(
        report
            .summary
            .as_deref()
            .map(|summary| words::beginning(summary, MOST_DESCRIPTION)),
    );
    if !said.is_empty() {
        line(&mut out, "DESCRIPTION", &escaped(&said.join("\n\n")));
    }
    if let Some(url) = url {
        // The value is an address and no text: nothing in it is escaped, and an encoded address holds no control character.
        let address = format!("{url}{}", path.encoded_address());
        line(&mut out, "URL", &without_controls(&address));
    }
    let services: Vec<String> = record
        .services
        .iter()
        .filter(|service| service.is_stated())
        .map(|service| escaped(&service.name))
        .collect();
    if !services.is_empty() {
        line(&mut out, "CATEGORIES", &services.join(","));
    }
    // An incident of the past makes nobody busy.
    line(&mut out, "TRANSP", "TRANSPARENT");
    line(&mut out, "END", "VEVENT");
    out
}

/// When it began and ended: as exact as the report says, in UTC where it names a zone and as the clock on the wall where it does not.
fn times(report: &Postmortem, day: Date, out: &mut String) {
    let when = &report.occurred;
    let start = when.start.as_ref().and_then(Stamp::of);
    let end = when.end.as_ref().and_then(Stamp::of);
    let start = start.unwrap_or(Stamp::Day(day));
    start.write("DTSTART", out);
    match (start, end) {
        (Stamp::Day(start), Some(Stamp::Day(end))) if end > start => {
            // The end of a day is the beginning of the next.
            if let Ok(next) = end.checked_add(1.day()) {
                Stamp::Day(next).write("DTEND", out);
            }
        }
        (Stamp::Utc(start), Some(end @ Stamp::Utc(moment))) if moment > start => {
            end.write("DTEND", out);
        }
        (Stamp::Wall(start), Some(end @ Stamp::Wall(moment))) if moment > start => {
            end.write("DTEND", out);
        }
        // An end of another kind than the start cannot be written.
        _ => {}
    }
}

/// A moment as a calendar tells it.
#[derive(Clone, Copy)]
enum Stamp {
    Day(Date),
    Utc(DateTime),
    Wall(DateTime),
}

impl Stamp {
    fn of(moment: &Moment) -> Option<Self> {
        let stamp = match (moment.precision, moment.offset) {
            (Precision::Month | Precision::Year, _) => return None,
            (Precision::Day, _) => Self::Day(moment.local.date()),
            (_, Some(offset)) => {
                let offset = SignedDuration::from_secs(offset.into());
                Self::Utc(moment.local.checked_sub(offset).ok()?)
            }
            (_, None) => Self::Wall(moment.local),
        };
        let year = match stamp {
            Self::Day(day) => day.year(),
            Self::Utc(at) | Self::Wall(at) => at.year(),
        };
        (year > 0).then_some(stamp)
    }

    fn write(self, name: &str, out: &mut String) {
        match self {
            Self::Day(day) => line(out, &format!("{name};VALUE=DATE"), &date(day)),
            Self::Utc(at) => line(out, name, &format!("{}Z", date_time(at))),
            Self::Wall(at) => line(out, name, &date_time(at)),
        }
    }
}

fn date(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn date_time(at: DateTime) -> String {
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    format!("{}T{hour:02}{minute:02}{second:02}", date(at.date()))
}

/// Text as the value of a property.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    // Few bytes begin what cannot stay as it is; 0xc2 begins the controls beyond ASCII, among others.
    let is_odd = |byte| matches!(byte, b'\\' | b';' | b',' | ..0x20 | 0x7f | 0xc2);
    while let Some(at) = rest.bytes().position(is_odd) {
        let (plain, behind) = rest.split_at(at);
        out.push_str(plain);
        let mut signs = behind.chars();
        match signs.next() {
            Some(sign @ ('\\' | ';' | ',')) => out.extend(['\\', sign]),
            Some('\n') => out.push_str("\\n"),
            Some(sign) if !sign.is_control() => out.push(sign),
            _ => {}
        }
        rest = signs.as_str();
    }
    out.push_str(rest);
    out
}

fn without_controls(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control()).collect()
}

/// Writes a line, folded where it is too long; no character is torn apart.
fn line(out: &mut String, name: &str, value: &str) {
    let all = format!("{name}:{value}");
    let (mut rest, mut room) = (&*all, MOST_IN_LINE);
    while rest.len() > room {
        let whole = (0..=room).rev().find(|at| rest.is_char_boundary(*at));
        let (part, behind) = rest.split_at(whole.unwrap_or(rest.len()));
        out.extend([part, "\r\n "]);
        (rest, room) = (behind, MOST_IN_LINE - 1);
    }
    out.extend([rest, "\r\n"]);
}
