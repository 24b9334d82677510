//! The timeline on the page of a report: what each time is by the clock of UTC, and how long after the start it was.
//!
//! Takes the report as the archive has it, gives what its body left open at each entry, and the body in two parts, so that a theme can put
//! something above the timeline. It invents no zone: of a time without one there is only what is written.

use crate::html::{Body, Href, Known, Picture, Resolver};
use crate::language::Language;
use crate::postmortem::timeline::Entry;
use crate::postmortem::{Moment, Postmortem, Precision};
use crate::site::link::{DocumentLinks, Linker};
use crate::site::views::TimelineView;
use crate::site::{Site, words};

/// The body of a report, and the timeline where it has one.
pub(super) fn body(
    site: &Site,
    linker: &Linker<'_>,
    report: &Postmortem,
    body: &Body,
) -> (String, Option<TimelineView>) {
    let (html, timeline) = body.fill_to_timeline(&ReportLinks {
        links: DocumentLinks {
            site,
            source: &report.path,
            linker,
            page: linker.from(),
            reports: &site.addresses,
        },
        report,
    });
    let view = timeline.and_then(|at| view(site.language(), report, html.split_at(at)));
    (html, view)
}

fn view(
    language: &Language,
    report: &Postmortem,
    (above, from): (&str, &str),
) -> Option<TimelineView> {
    let timed = || report.timeline.iter().filter_map(time_of);
    let count = timed().count();
    if count == 0 {
        return None;
    }
    let start =
        start_of(report).filter(|start| timed().any(|at| since(language, start, at).is_some()));
    Some(TimelineView {
        above: above.to_owned().into(),
        from: from.to_owned().into(),
        times: count,
        with_zone: timed().filter(|at| at.offset.is_some()).count(),
        other_than_utc: timed().filter(|at| is_elsewhere(at)).count(),
        start: start.map(|start| words::of_moment(language, start, words::zone(&report.occurred))),
    })
}

/// The time of an entry that tells more than a day.
fn time_of(entry: &Entry) -> Option<&Moment> {
    entry.at.as_ref().filter(|at| at.precision < Precision::Day)
}

/// When the incident began, where its time is known.
fn start_of(report: &Postmortem) -> Option<&Moment> {
    let start = report.occurred.start.as_ref();
    start.filter(|start| start.precision < Precision::Day)
}

/// True for a moment whose zone is known and differs from UTC.
fn is_elsewhere(moment: &Moment) -> bool {
    moment.offset.is_some_and(|offset| offset != 0)
}

/// What is known of the time of an entry.
fn known(language: &Language, report: &Postmortem, entry: &Entry) -> Option<Known> {
    let at = time_of(entry)?;
    let until = entry.until.as_deref();
    Some(Known {
        machine: words::machine(at),
        until: until.map(words::machine),
        utc: is_elsewhere(at)
            .then(|| words::utc(language, at, until))
            .flatten(),
        since: start_of(report).and_then(|start| since(language, start, at)),
        is_approximate: at.precision == Precision::Approximate,
    })
}

/// How long after the start a moment was: `T+0`, `+5 min`, `−12 min`, with `~` where one of the two is only about right.
fn since(language: &Language, start: &Moment, at: &Moment) -> Option<String> {
    let (sign, minutes) = match start.minutes_until(at) {
        Some(minutes) => ("+", minutes),
        None => ("−", at.minutes_until(start)?),
    };
    let is_about = [start, at]
        .iter()
        .any(|moment| moment.precision == Precision::Approximate);
    let about = if is_about && start != at { "~" } else { "" };
    Some(match minutes {
        0 => format!("{about}T+0"),
        _ => format!("{about}{sign}{}", words::duration(language, minutes)),
    })
}

/// Answers for the body of a report on its page.
struct ReportLinks<'a> {
    links: DocumentLinks<'a>,
    report: &'a Postmortem,
}

impl Resolver for ReportLinks<'_> {
    fn link(&self, target: &str) -> Href {
        self.links.link(target)
    }

    fn title(&self, target: &str) -> Option<String> {
        self.links.title(target)
    }

    fn image(&self, source: &str) -> Picture {
        self.links.image(source)
    }

    fn image_size(&self, source: &str) -> Option<(u32, u32)> {
        self.links.image_size(source)
    }

    fn language(&self) -> &Language {
        self.links.language()
    }

    fn is_prompt(&self, fingerprint: u64) -> bool {
        self.links.is_prompt(fingerprint)
    }

    fn time(&self, entry: u32) -> Option<Known> {
        let number = usize::try_from(entry).ok()?;
        known(
            self.links.site.language(),
            self.report,
            self.report.timeline.get(number)?,
        )
    }
}
