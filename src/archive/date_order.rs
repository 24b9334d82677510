//! Which comes first in dates such as `7/5/2023`, decided once for an archive.
//!
//! Takes the reports with what their other dates show, takes the reading that the archive shows for those that are open, and tells
//! of them where it shows none or both. What the configuration declares was decided before.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::postmortem::when::DateOrder;
use crate::postmortem::{Postmortem, Undecided};

/// An order holds where so many times as many dates show it as the other.
const OUTWEIGHS: u32 = 10;

/// Decides the open days of these reports.
pub(super) fn decide(reports: &mut [Arc<Postmortem>], diagnostics: &mut Diagnostics) {
    let mut shown = [0u32; 2];
    let mut open = Vec::new();
    let count = reports.len();
    for report in reports {
        for (sum, own) in shown.iter_mut().zip(report.occurred.orders) {
            *sum = sum.saturating_add(own);
        }
        if report.undecided.is_some() {
            open.push(Arc::make_mut(report));
        }
    }
    let order = order(shown);
    for report in open {
        let Some(undecided) = report.undecided.take() else {
            continue;
        };
        match order {
            Some(order) => take(report, *undecided, order),
            None if report.occurred.date.is_none() => {
                diagnostics.push(tell(report, &undecided, shown, count));
            }
            None => {}
        }
    }
}

/// The order that nearly all dates show.
fn order([day_first, month_first]: [u32; 2]) -> Option<DateOrder> {
    if day_first > month_first.saturating_mul(OUTWEIGHS) {
        Some(DateOrder::DayFirst)
    } else if month_first > day_first.saturating_mul(OUTWEIGHS) {
        Some(DateOrder::MonthFirst)
    } else {
        None
    }
}

fn take(report: &mut Postmortem, undecided: Undecided, order: DateOrder) {
    let (when, timeline) = match order {
        DateOrder::DayFirst => undecided.day_first,
        DateOrder::MonthFirst => undecided.month_first,
    };
    report.occurred = when;
    report.timeline = timeline;
}

fn tell(report: &Postmortem, undecided: &Undecided, shown: [u32; 2], count: usize) -> Diagnostic {
    let days = [&undecided.day_first, &undecided.month_first]
        .map(|(when, _)| when.date.map_or_else(String::new, |date| date.to_string()));
    let why = match shown {
        [0, 0] if count == 1 => "no other date of the report shows the order",
        [0, 0] => "no other date of the archive shows the order",
        _ if count == 1 => "dates of the report show both orders",
        _ => "dates of the archive show both orders",
    };
    Diagnostic::note(
        "ambiguous-date",
        format!(
            "`{}` is {} or {}, and {why}",
            undecided.as_written, days[0], days[1]
        ),
    )
    .at(&Arc::clone(report.file()), undecided.span)
    .help("write the day as `2021-01-30`, or say `date-order = \"dmy\"` or `\"mdy\"` under `[time]` in `book.toml`")
}
