//! The weeks of the year: a page of all of them, a page of one.

use super::*;

pub(in super::super) fn anniversaries(long: bool) -> AnniversariesView {
    let week = |number: usize| WeekView {
        number,
        id: format!("week-{number:02}"),
        around: "15 February".into(),
        count: if number == 7 { 4 } else { 0 },
        reports: if number == 7 { lines() } else { Vec::new() },
        url: (long && number == 7).then(|| "07/index.html".into()),
        previous: None,
        next: None,
    };
    AnniversariesView {
        dated: 4,
        undated: 1,
        weeks: (1..=53).map(week).collect(),
        long,
    }
}

pub(in super::super) fn week() -> WeekView {
    WeekView {
        previous: Some(link("Week 5", "../05/index.html")),
        next: Some(link("Week 8", "../08/index.html")),
        ..anniversaries(true).weeks.swap_remove(6)
    }
}
