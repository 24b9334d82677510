//! The pages of insights in the sample: full, with little, and with so much that dots become bars.

use super::sample::{lines, link, time};
use crate::site::shared::Shared;
use crate::site::views::*;

fn report() -> Shared<LinkView> {
    Shared::new(&link(
        "The queue <stands> still",
        "../2021/queue/index.html",
    ))
}

fn day() -> TimeView {
    time("2021-07-11", "11 July 2021", "11 Jul 2021", false)
}

fn bars(rows: &[(&str, &[usize])]) -> BarsView {
    let columns = [("0", "severity 0 (worst)"), ("none", "not known")];
    let columns = columns.map(|(key, title)| BarColumnView {
        key: key.into(),
        title: title.into(),
    });
    let row = |(title, counts): &(&str, &[usize])| BarRowView {
        title: (*title).into(),
        url: counts.first().map(|_| "../years/2021/index.html".into()),
        left_out: 4,
        total: counts.iter().sum(),
        parts: (columns.iter().zip(*counts))
            .map(|(column, count)| BarPartView {
                key: column.key.clone(),
                count: *count,
                from: 0,
            })
            .collect(),
    };
    BarsView {
        rows: rows.iter().map(row).collect(),
        columns: columns.to_vec(),
        most: 7,
    }
}

fn lengths(count: usize) -> LengthsView {
    let has_any = (count > 0).then(|| "12 min".to_owned());
    LengthsView {
        count,
        stated: count / 2,
        silent: 3,
        least: 8,
        shortest: has_any.clone(),
        longest: has_any,
        spread: (count >= 8).then(|| SpreadView {
            lower: "12 min".into(),
            median: "40 min".into(),
            upper: "2 h".into(),
            at: [100, 500, 800],
        }),
        ticks: [(0, "1 min"), (500, "10 min"), (1000, "1 h")]
            .map(|(at, title)| TickView {
                at,
                title: title.to_owned(),
            })
            .into(),
        dots: (0..count.min(10))
            .map(|row| DotView {
                at: 250,
                row,
                length: "12 min".into(),
                stated: row % 2 == 0,
                report: report(),
                day: (row > 0).then(day),
            })
            .filter(|_| count < 400)
            .collect(),
        rows: count.min(10),
        bins: (0..2)
            .map(|bin| BinView {
                at: bin * 500,
                width: 20,
                from: "12 min".into(),
                to: if bin == 0 { "12 min" } else { "14 min" }.into(),
                count: 200,
            })
            .filter(|_| count >= 400)
            .collect(),
        most: 200,
    }
}

fn matrix(cells: &[(usize, usize)]) -> MatrixView {
    let cell = |(count, suggested): &(usize, usize)| CellView {
        count: *count,
        suggested: *suggested,
        shade: (*count).min(4),
        url: (*count > 0).then(|| "causes/capacity/index.html#pm:orders".into()),
    };
    MatrixView {
        services: cells
            .iter()
            .map(|_| link("Orders & parcels", "../services/orders/index.html"))
            .collect(),
        rows: (cells.first().iter())
            .map(|_| MatrixRowView {
                cause: link("Capacity", "causes/capacity/index.html"),
                cells: cells.iter().map(cell).collect(),
            })
            .collect(),
        more_services: cells.len(),
        more_causes: 1,
        services_url: Some("../services/index.html".into()),
        causes_url: None,
        both: 9,
        shown: 8,
        without_cause: 1,
        without_service: 2,
        without_both: 0,
    }
}

fn incident(open_actions: &[&str]) -> SeriesIncidentView {
    SeriesIncidentView {
        report: report(),
        day: Some(day()),
        open_actions: open_actions.iter().map(|action| (*action).into()).collect(),
        more_open: open_actions.len() / 2,
    }
}

fn term(name: &str, url: Option<&str>) -> TermLinkView {
    TermLinkView {
        name: name.into(),
        url: url.map(Into::into),
        stated: true,
        evidence: None,
    }
}

fn recurring() -> RecurringView {
    RecurringView {
        days: 366,
        again: 2,
        perhaps: 1,
        series: [true, false]
            .map(|suggested| SeriesView {
                services: vec![
                    term("Orders", Some("../services/orders/index.html")),
                    term("Parcels", None),
                ],
                causes: vec![term("Capacity", None)],
                times: 3,
                suggested,
                incidents: vec![incident(&[]), incident(&["Raise <the> limit", "Look"])],
                more: usize::from(suggested),
            })
            .into(),
        more: 4,
        named: vec![NamedAgainView {
            report: report(),
            day: None,
            earlier: incident(&["Look"]),
        }],
        more_named: 1,
    }
}

/// A register; on a page of its own it has neighbours.
pub(super) fn register(key: &'static str, more: usize) -> RegisterView {
    let neighbour = |title: &str| (more == 0).then(|| link(title, "2/index.html"));
    RegisterView {
        key,
        count: 7,
        reports: 2,
        url: "luck/index.html".into(),
        lines: [0, 2]
            .map(|more| RemarkedView {
                report: report(),
                day: (more > 0).then(day),
                remarks: vec![RemarkView {
                    text: "Nina was <b>awake</b>".into(),
                    url: "../2021/queue/index.html#luck".into(),
                }],
                more,
            })
            .into(),
        more,
        number: 2,
        of: 3,
        previous: neighbour("Page 1"),
        next: neighbour("Page 3"),
    }
}

/// The page where there is much to show.
pub(super) fn full() -> InsightsView {
    InsightsView {
        reports: 42,
        matrix: Some(matrix(&[
            (5, 2),
            (3, 3),
            (0, 0),
            (1, 0),
            (2, 0),
            (2, 1),
            (4, 4),
        ])),
        years: ByYearView {
            bars: bars(&[("2021", &[3, 4]), ("2022", &[0, 0])]),
            undated: 2,
            by_publication: 1,
            url: Some("../years/index.html".into()),
        },
        lasted: lengths(9),
        noticed: lengths(400),
        detection: bars(&[("User <report>", &[3, 4])]),
        more_ways: 1,
        told: bars(&[("Date", &[3, 4])]),
        recurring: recurring(),
        registers: vec![register("luck", 1), register("surprise", 0)],
    }
}

/// The page where there is next to nothing, and an index is switched off.
pub(super) fn bare(matrix_too: bool) -> InsightsView {
    InsightsView {
        reports: 1,
        matrix: matrix_too.then(|| matrix(&[])),
        years: ByYearView {
            bars: bars(&[]),
            undated: 1,
            by_publication: 0,
            url: None,
        },
        lasted: lengths(1),
        noticed: lengths(0),
        detection: bars(&[]),
        more_ways: 0,
        told: bars(&[("Date", &[])]),
        recurring: RecurringView {
            days: 0,
            again: 0,
            perhaps: 0,
            series: Vec::new(),
            more: 0,
            named: Vec::new(),
            more_named: 0,
        },
        registers: Vec::new(),
    }
}

/// A row of the matrix.
pub(super) fn cause() -> InsightsCauseView {
    InsightsCauseView {
        cause: link("Capacity", "../../../causes/capacity/index.html"),
        services: [(true, true), (false, true), (true, false)]
            .map(|(stated, suggested)| MetServiceView {
                service: link("Orders", "../../../services/orders/index.html"),
                anchor: "orders".into(),
                count: 6,
                all_suggested: 3,
                more: usize::from(stated && suggested),
                stated: if stated { lines() } else { Vec::new() },
                suggested: if suggested { lines() } else { Vec::new() },
            })
            .into(),
        url: "../../index.html".into(),
    }
}
