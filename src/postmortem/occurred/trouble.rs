//! What is told about dates: values that are none, witnesses that disagree.

use jiff::civil::Date;

use super::told::{days_between, title_date};
use super::{ENDED, HAPPENED, PAGE_DATE, STARTED, Witnesses, at};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::postmortem::keys::Keys;
use crate::postmortem::prose::Line;
use crate::postmortem::template::tells_of_none;
use crate::postmortem::when::{eithers, has_figure, parse_date};
use crate::postmortem::{Clues, DateOrigin, Moment, Precision, When};
use crate::source::Span;

/// Values under keys of the incident that should be dates and are none.
pub(super) fn tell_bad_values(
    keys: &Keys<'_>,
    is_incidents: bool,
    clues: &Clues,
    diagnostics: &mut Diagnostics,
) {
    let page: &[&str] = if is_incidents { PAGE_DATE } else { &["date"] };
    let entries = [STARTED, HAPPENED, ENDED, page].into_iter();
    for entry in entries.flat_map(|names| keys.all(names)) {
        let Some(text) = at(entry) else { continue };
        // Words without a figure (`ongoing`, `Saturday`) say what they say.
        if !has_figure(text)
            || parse_date(text).is_some()
            || tells_of_none(text)
            || text.contains(['{', '<'])
            // That there are two readings is told where the archive cannot decide.
            || eithers(text).next().is_some()
        {
            continue;
        }
        diagnostics.push(
            Diagnostic::warning(
                "malformed-date",
                format!(
                    "`{}` holds no date that has just one reading: `{}`",
                    entry.key,
                    shorten(text)
                ),
            )
            .at(&clues.path, entry.span)
            .help("write the day as `2021-01-30`, or with its time as `2021-01-30 14:30 UTC`"),
        );
    }
}

fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() <= 40 {
        return line.to_owned();
    }
    let mut out: String = line.chars().take(40).collect();
    out.push('…');
    out
}

/// Two places that tell different days.
pub(super) fn tell_conflicts(
    when: &When,
    witnesses: &Witnesses<'_>,
    clues: &Clues,
    diagnostics: &mut Diagnostics,
) {
    let (Some(date), Some(origin)) = (when.date, when.origin) else {
        return;
    };
    let day = |date: Option<(Date, Precision)>| {
        date.filter(|date| date.1 == Precision::Day)
            .map(|date| date.0)
    };
    let title = day(title_date(witnesses.title));
    let name = day(witnesses.name.date()).filter(|_| !witnesses.name.is_dated_by_publication());
    // Days of different zones may differ by one, where a time was turned into one; a title may name the day it ended.
    let most = i64::from(origin == DateOrigin::FrontMatter);
    let last = when
        .end
        .as_ref()
        .or(when.resolved.as_ref())
        .map_or(date, Moment::day)
        .max(date);
    let differs = |other: Option<Date>| {
        other.filter(|other| days_between(*other, date) > most || days_between(last, *other) > most)
    };
    let title_differs = differs(title);
    let name_differs = differs(name);
    if title_differs.is_none() && name_differs.is_none() {
        return;
    }
    let place = witnesses.title.span.unwrap_or_default();
    let from = match origin {
        DateOrigin::FrontMatter => "the front matter",
        DateOrigin::Title => "the title",
        DateOrigin::FileName => "the file name",
        DateOrigin::Text => "the text",
        DateOrigin::Timeline => "the timeline",
        DateOrigin::Publication => "the day of publication",
    };
    let mut others = Vec::new();
    if let Some(other) = title_differs {
        others.push(format!("the title says {other}"));
    }
    if let Some(other) = name_differs {
        others.push(format!("the file name says {other}"));
    }
    let mut diagnostic = Diagnostic::note(
        "conflicting-dates",
        format!("{}, but {date} is taken from {from}", others.join(" and ")),
    )
    .at(&clues.path, place)
    .help("state the day of the incident in the front matter, for example `incident_date: 2021-01-30`");
    if let Some(line) = line_of(witnesses.lines, date) {
        diagnostic = diagnostic.label(&clues.path, Some(line), format!("{date} stands here"));
    }
    diagnostics.push(diagnostic);
}

/// The place of the first line that tells that day.
fn line_of(lines: &[Line], date: Date) -> Option<Span> {
    lines
        .iter()
        .find(|line| line.dates().iter().any(|found| found.date == date))
        .map(|line| line.span)
}
