//! A day whose figures have two readings: what else the document tells decides, or it stays open for the archive.
//!
//! Takes what is known of the day, gives it where one of the readings is the only one that fits, else both. It looks only where
//! nothing else tells the day.

use jiff::civil::Date;

use super::told::{days_between, is_about_the_report, is_top};
use super::{HAPPENED, PAGE_DATE, STARTED, Witnesses, at};
use crate::postmortem::keys::Keys;
use crate::postmortem::when::{DateOrder, Either, dates, eithers, order_of};
use crate::postmortem::{Clues, DateOrigin, Precision, SectionKind, When};
use crate::source::Span;

/// A day with two readings that nothing in its document decides.
#[derive(Debug, Clone)]
pub(in crate::postmortem) struct Open {
    /// With the day first.
    pub(in crate::postmortem) day_first: Date,
    /// With the month first.
    pub(in crate::postmortem) month_first: Date,
    /// The author's words.
    pub(in crate::postmortem) as_written: String,
    /// Who says so.
    pub(in crate::postmortem) origin: DateOrigin,
    /// Where it stands.
    pub(in crate::postmortem) span: Span,
}

/// A report is published so many days after the incident at most, where that is to tell its day.
const PUBLISHED_WITHIN: i64 = 60;

/// Takes a day with two readings where nothing else tells the day and one of them alone fits.
pub(super) fn settle(
    when: &mut When,
    keys: &Keys<'_>,
    is_incidents: bool,
    published: Option<Date>,
    witnesses: &Witnesses<'_>,
    clues: &Clues,
) -> Option<Open> {
    if when.tells_day() {
        // What shows the order elsewhere in the archive.
        let title = &witnesses.title.text;
        let shown = dates(title).filter_map(|found| order_of(&title[found.range]));
        shown.for_each(|order| count(&mut when.orders, order));
        if let Some((either, ..)) = in_head(keys, is_incidents) {
            let shown = [DateOrder::DayFirst, DateOrder::MonthFirst]
                .into_iter()
                .find(|order| when.date == Some(either.date(*order)));
            shown
                .into_iter()
                .for_each(|order| count(&mut when.orders, order));
        }
        return None;
    }
    let month = when
        .date
        .filter(|_| when.precision == Some(Precision::Month));
    let (either, words, origin, span) = first(keys, is_incidents, witnesses)?;
    let fits = |date: Date| {
        month.is_none_or(|month| (month.year(), month.month()) == (date.year(), date.month()))
            && published.is_none_or(|published| {
                (-1..=PUBLISHED_WITHIN).contains(&days_between(date, published))
            })
    };
    let by_context = (month.is_some() || published.is_some())
        .then(
            || match (fits(either.day_first), fits(either.month_first)) {
                (true, false) => Some(either.day_first),
                (false, true) => Some(either.month_first),
                _ => None,
            },
        )
        .flatten();
    let order = clues.settings.conventions.order;
    let as_written = words[either.range.clone()].to_owned();
    match order.map(|order| either.date(order)).or(by_context) {
        Some(date) => {
            when.date = Some(date);
            when.origin = Some(origin);
            when.precision = Some(Precision::Day);
            when.evidence.date = Some(as_written);
            None
        }
        None => Some(Open {
            day_first: either.day_first,
            month_first: either.month_first,
            as_written,
            origin,
            span,
        }),
    }
}

/// One more day that shows this order.
fn count(orders: &mut [u32; 2], order: DateOrder) {
    let at = usize::from(order == DateOrder::MonthFirst);
    orders[at] = orders[at].saturating_add(1);
}

type Found = (Either, String, DateOrigin, Span);

fn in_text(words: &str, origin: DateOrigin, span: Span) -> Option<Found> {
    let either = eithers(words).next()?;
    Some((either, words.to_owned(), origin, span))
}

/// The first such day under a key of the incident's.
fn in_head(keys: &Keys<'_>, is_incidents: bool) -> Option<Found> {
    let page_date: &[&str] = if is_incidents { PAGE_DATE } else { &[] };
    [STARTED, HAPPENED, page_date]
        .into_iter()
        .flat_map(|names| keys.all(names))
        .find_map(|entry| in_text(at(entry)?, DateOrigin::FrontMatter, entry.span))
}

/// The first such day of head, title, file name, top and timeline.
fn first(keys: &Keys<'_>, is_incidents: bool, witnesses: &Witnesses<'_>) -> Option<Found> {
    let of_head = in_head(keys, is_incidents);
    let title = witnesses.title;
    of_head
        .or_else(|| in_text(&title.text, DateOrigin::Title, title.span?))
        .or_else(|| in_text(witnesses.name.own(), DateOrigin::FileName, Span::default()))
        .or_else(|| {
            let mut lines = witnesses.lines.iter();
            lines.find_map(|line| {
                let is_timeline = matches!(
                    line.kind,
                    Some(SectionKind::Timeline | SectionKind::KeyEvents)
                );
                if !is_timeline && !is_top(line.kind) || is_about_the_report(&line.text) {
                    return None;
                }
                let origin = if is_timeline {
                    DateOrigin::Timeline
                } else {
                    DateOrigin::Text
                };
                in_text(&line.text, origin, line.span)
            })
        })
}
