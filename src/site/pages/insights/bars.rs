//! Numbers as bars: reports by year and severity, how incidents were noticed, how many reports tell a fact.

use crate::archive::insights::{Fact, Told, Ways, Years};
use crate::language::{Language, said};
use crate::site::Site;
use crate::site::link::Linker;
use crate::site::views::{BarColumnView, BarPartView, BarRowView, BarsView, ByYearView};
use crate::site::words;

/// Years without a report that have bars in a row; of more only their number is told.
const MOST_EMPTY: i16 = 1;
/// Ways of noticing that are listed.
const MOST_WAYS: usize = 12;
/// Characters of the name of one.
const MOST_NAME: usize = 60;

/// Reports by year and severity.
pub(super) fn years(site: &Site, linker: &Linker<'_>, years: &Years) -> ByYearView {
    let language = site.language();
    let columns = years.levels.iter().map(|level| match level {
        Some(0) => column("0", language.text("severity 0 (worst)")),
        Some(level) => {
            let level = level.to_string();
            let title = language.filled("severity {level}", &[("level", &level)]);
            column(&level, &title)
        }
        None => column("none", language.text("not known")),
    });
    let columns: Vec<BarColumnView> = columns.collect();
    let mut rows: Vec<BarRowView> = Vec::with_capacity(years.years.len());
    let mut expected = None;
    for year in &years.years {
        let first = expected.unwrap_or(year.year);
        let empty = year.year.saturating_sub(first);
        let row = |number: i16, counts: &[usize]| row(&columns, &number.to_string(), counts);
        if empty <= MOST_EMPTY {
            rows.extend((first..year.year).map(|number| row(number, &vec![0; columns.len()])));
        }
        rows.push(BarRowView {
            url: site.years.get(&year.year).map(|path| linker.to(path)),
            left_out: if empty > MOST_EMPTY { empty } else { 0 },
            ..row(year.year, &year.counts)
        });
        expected = Some(year.year.saturating_add(1));
    }
    let index = site
        .archive
        .taxonomies
        .iter()
        .position(|one| one.key == "year");
    ByYearView {
        bars: bars(columns, rows),
        undated: years.undated,
        by_publication: years.by_publication,
        url: index.map(|t| linker.to(&site.taxonomies[t].page)),
    }
}

/// How they were noticed, and how many ways more there are.
pub(super) fn ways(language: &Language, ways: &Ways) -> (BarsView, usize) {
    let columns = vec![
        column("stated", language.text("stated")),
        column(
            "suggested",
            language.text("suggested by the words of the text"),
        ),
        column("silent", language.text("not told")),
    ];
    let mut rows: Vec<BarRowView> = Vec::new();
    if ways.all.is_empty() {
        return (bars(columns, rows), 0);
    }
    rows.extend(ways.all.iter().take(MOST_WAYS).map(|way| {
        let name = words::beginning(&words::way(language, &way.name), MOST_NAME);
        row(
            &columns,
            &name,
            &[way.reports - way.suggested, way.suggested, 0],
        )
    }));
    if ways.unknown > 0 {
        rows.push(row(
            &columns,
            language.text("Not told"),
            &[0, 0, ways.unknown],
        ));
    }
    (
        bars(columns, rows),
        ways.all.len().saturating_sub(MOST_WAYS),
    )
}

/// How many reports tell each fact.
pub(super) fn told(language: &Language, told: &[Told], reports: usize) -> BarsView {
    let columns = vec![
        column("stated", language.text("stated")),
        column("suggested", language.text("read by a rule")),
        column("silent", language.text("not told")),
    ];
    let rows = told.iter().map(|told| {
        let title = match told.fact {
            Fact::Date => said("Date"),
            Fact::Severity => said("Severity"),
            Fact::Causes => said("Causes"),
            Fact::Services => said("Services"),
            Fact::Duration => said("Duration"),
            Fact::Detection => said("Detection"),
        };
        row(
            &columns,
            language.text(title),
            &[told.stated, told.inferred, told.silent],
        )
    });
    let rows = rows.collect();
    BarsView {
        most: reports.max(1),
        ..bars(columns, rows)
    }
}

fn bars(columns: Vec<BarColumnView>, rows: Vec<BarRowView>) -> BarsView {
    // What no bar has needs no explanation.
    let is_used = |at: usize| rows.iter().any(|row| row.parts[at].count > 0);
    let used: Vec<bool> = (0..columns.len()).map(is_used).collect();
    let keep = |at: &usize| used[*at];
    let most = rows.iter().map(|row| row.total).max().unwrap_or(0).max(1);
    let rows = rows.into_iter().map(|row| BarRowView {
        parts: (row.parts.into_iter().enumerate())
            .filter(|(at, _)| keep(at))
            .map(|(_, part)| part)
            .collect(),
        ..row
    });
    BarsView {
        rows: rows.collect(),
        columns: (columns.into_iter().enumerate())
            .filter(|(at, _)| keep(at))
            .map(|(_, column)| column)
            .collect(),
        most,
    }
}

fn column(key: &str, title: &str) -> BarColumnView {
    BarColumnView {
        key: key.to_owned(),
        title: title.to_owned(),
    }
}

fn row(columns: &[BarColumnView], title: &str, counts: &[usize]) -> BarRowView {
    let mut from = 0;
    let parts = columns.iter().zip(counts).map(|(column, count)| {
        let part = BarPartView {
            key: column.key.clone(),
            count: *count,
            from,
        };
        from += count;
        part
    });
    BarRowView {
        title: title.to_owned(),
        url: None,
        left_out: 0,
        parts: parts.collect(),
        total: counts.iter().sum(),
    }
}
