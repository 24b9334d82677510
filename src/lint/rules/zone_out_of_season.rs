//! A zone of winter in summer, and one of summer in winter.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::rule::{Check, Rule};
use crate::postmortem::Postmortem;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "zone-out-of-season",
    level: Severity::Warning,
    what: "A time is written in a zone that does not hold on its day: `EST` or `CET` in July, `PDT` or `CEST` in January. Times are \
           read as written, so `EST` in July is five hours behind UTC. Names that places without daylight saving use all year \
           (`MST`, `AEST`, `GMT`), or that mean several zones (`CST`, `IST`, `BST`), are left alone; so are the days on which \
           clocks change, and years in which they changed by other rules.",
    why: "The clock on the author's wall said `EDT`: the moment is then an hour off, and so is every length from or to a time in \
          UTC.",
    example: "## Timeline\n\n- 2021-07-14 09:30 EST: alerts fire\n- 2021-07-14 10:05 EST: all clear",
    check: Check::Report(check),
};

/// A zone that changes with the season.
struct Zone {
    standard: &'static str,
    daylight: &'static str,
    rule: Change,
    /// True where the name of the standard time is used all year somewhere.
    is_kept: bool,
}

/// When the clocks change.
#[derive(Clone, Copy)]
enum Change {
    /// From the second Sunday of March to the first of November, since 2007.
    NorthAmerica,
    /// From the last Sunday of March to the last of October, since 1996.
    Europe,
    /// From the last Sunday of September to the first of April, since 2007.
    NewZealand,
    /// From the first Sunday of October to the first of April, since 2008.
    Australia,
}

const ZONES: &[Zone] = &[
    zone("EST", "EDT", Change::NorthAmerica, false),
    zone("CST", "CDT", Change::NorthAmerica, true),
    zone("MST", "MDT", Change::NorthAmerica, true),
    zone("PST", "PDT", Change::NorthAmerica, false),
    zone("AKST", "AKDT", Change::NorthAmerica, false),
    zone("WET", "WEST", Change::Europe, false),
    zone("CET", "CEST", Change::Europe, false),
    zone("EET", "EEST", Change::Europe, false),
    zone("AEST", "AEDT", Change::Australia, true),
    zone("NZST", "NZDT", Change::NewZealand, false),
];

const fn zone(standard: &'static str, daylight: &'static str, rule: Change, is_kept: bool) -> Zone {
    Zone {
        standard,
        daylight,
        rule,
        is_kept,
    }
}

fn check(rule: &Rule, report: &Postmortem, _: &Archive) -> Vec<Diagnostic> {
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for claim in &report.claims.zones {
        let upper = claim.zone.to_ascii_uppercase();
        let Some((zone, is_daylight)) = ZONES.iter().find_map(|zone| {
            let is_standard = upper == zone.standard && !zone.is_kept;
            (is_standard || upper == zone.daylight).then_some((zone, !is_standard))
        }) else {
            continue;
        };
        let is_summer = zone.rule.is_daylight(claim.date);
        if is_summer.is_none_or(|is_summer| is_summer == is_daylight) || !told.insert(upper) {
            continue;
        }
        let meant = if is_daylight {
            zone.standard
        } else {
            zone.daylight
        };
        let message = format!(
            "`{}` does not hold on {}: clocks show {meant} there then",
            claim.zone, claim.date
        );
        found.push(
            rule.found(message)
                .at(&report.path, claim.span)
                .words(&claim.zone)
                .help(format!(
                    "write `{meant}` if the clock on the wall is meant, or the time in UTC"
                )),
        );
    }
    found
}

impl Change {
    /// True where daylight saving holds on that day; `None` where that is not certain.
    fn is_daylight(self, date: Date) -> Option<bool> {
        let year = date.year();
        let sunday = |month: i8, nth: i8| {
            let first = Date::new(year, month, 1).ok()?;
            first.nth_weekday_of_month(nth, Weekday::Sunday).ok()
        };
        let (first, last, since) = match self {
            Self::NorthAmerica => (sunday(3, 2)?, sunday(11, 1)?, 2007),
            Self::Europe => (sunday(3, -1)?, sunday(10, -1)?, 1996),
            // Below the equator summer runs over the end of the year.
            Self::NewZealand => (sunday(4, 1)?, sunday(9, -1)?, 2008),
            Self::Australia => (sunday(4, 1)?, sunday(10, 1)?, 2008),
        };
        if year < since || date == first || date == last {
            return None;
        }
        let is_between = first < date && date < last;
        let is_northern = matches!(self, Self::NorthAmerica | Self::Europe);
        Some(is_between == is_northern)
    }
}
