//! The matrix of causes and services, and the page of each of its rows.

use crate::archive::ReportIndex;
use crate::archive::insights::{Cell, Matrix};
use crate::site::facet::full_name;
use crate::site::insights::Pages;
use crate::site::link::Linker;
use crate::site::views::{
    CellView, InsightsCauseView, LinkView, MatrixRowView, MatrixView, MetServiceView,
};
use crate::site::{Page, Site};

use super::super::line::{Detail, line};
use super::super::{Shown, frame};

/// Reports of a cell that its list shows; all are in the lists of the two terms.
const MOST: usize = 200;
/// Shades that a cell may have.
const SHADES: usize = 4;

/// The matrix as templates take it.
pub(super) fn view(site: &Site, linker: &Linker<'_>, pages: &Pages, matrix: &Matrix) -> MatrixView {
    let cells = matrix.cells.iter().flatten();
    let most = cells.map(Cell::count).max().unwrap_or(0);
    let shade = |count: usize| match most {
        0..=SHADES => count,
        most => (count * SHADES).div_ceil(most),
    };
    let rows = matrix.causes.iter().zip(&matrix.cells).zip(&pages.causes);
    let rows = rows.map(|((cause, cells), path)| MatrixRowView {
        cause: LinkView {
            url: linker.to(path),
            ..term(site, linker, "cause", *cause)
        },
        cells: (cells.iter().zip(&matrix.services))
            .map(|(cell, service)| CellView {
                count: cell.count(),
                suggested: cell.suggested.len(),
                shade: shade(cell.count()),
                url: (cell.count() > 0).then(|| {
                    linker.to_place(path, Some(&format!("pm:{}", anchor(site, *service))))
                }),
            })
            .collect(),
    });
    let index = |key: &str| position(site, key).map(|t| linker.to(&site.taxonomies[t].page));
    MatrixView {
        services: (matrix.services.iter())
            .map(|service| term(site, linker, "service", *service))
            .collect(),
        rows: rows.collect(),
        more_services: matrix.more_services,
        more_causes: matrix.more_causes,
        services_url: index("service"),
        causes_url: index("cause"),
        both: matrix.both,
        shown: matrix.shown,
        without_cause: matrix.without_cause,
        without_service: matrix.without_service,
        without_both: matrix.without_both,
    }
}

/// The page of a row.
pub(in crate::site::pages) fn of_cause(site: &Site, linker: &Linker<'_>, row: usize) -> Shown {
    let matrix = (site.insights.as_ref()).and_then(|pages| pages.facts.matrix.as_ref());
    let cause = matrix.and_then(|matrix| matrix.causes.get(row));
    let cause = cause.map(|cause| term(site, linker, "cause", *cause));
    let cause = cause.unwrap_or_else(|| LinkView {
        title: String::new(),
        url: String::new(),
    });
    let mut page = frame::of(site, linker, Page::InsightsCause(row), &cause.title);
    let main = super::main(site, linker);
    let url = main
        .as_ref()
        .map(|main| main.url.clone())
        .unwrap_or_default();
    page.trail.extend(main);
    let lines = |reports: &[ReportIndex]| {
        let reports = reports.iter();
        reports
            .map(|report| line(site, linker, *report, Detail::Short))
            .collect()
    };
    let services = matrix.into_iter().flat_map(|matrix| {
        let cells = matrix.cells.get(row).into_iter().flatten();
        let met = matrix
            .services
            .iter()
            .zip(cells)
            .filter(|(_, cell)| cell.count() > 0);
        met.map(|(service, cell)| {
            let stated = cell.stated.len().min(MOST);
            let suggested = cell.suggested.len().min(MOST - stated);
            MetServiceView {
                service: term(site, linker, "service", *service),
                anchor: anchor(site, *service),
                count: cell.count(),
                all_suggested: cell.suggested.len(),
                stated: lines(&cell.stated[..stated]),
                suggested: lines(&cell.suggested[..suggested]),
                more: cell.count() - stated - suggested,
            }
        })
    });
    let view = InsightsCauseView {
        services: services.collect(),
        cause,
        url,
    };
    Shown::new(page, "insights", &view)
}

fn position(site: &Site, key: &str) -> Option<usize> {
    let mut taxonomies = site.archive.taxonomies.iter();
    taxonomies.position(|taxonomy| taxonomy.key == key)
}

/// A term of an index with its own page.
fn term(site: &Site, linker: &Linker<'_>, key: &str, k: usize) -> LinkView {
    let t = position(site, key);
    LinkView {
        title: t.map_or_else(String::new, |t| {
            full_name(&site.archive.taxonomies[t].terms, k)
        }),
        url: t.map_or_else(String::new, |t| linker.to(&site.taxonomies[t].terms[k])),
    }
}

/// The place of a service on the page of a row, without what the ids of templates begin with: its address, which no other has.
fn anchor(site: &Site, service: usize) -> String {
    let path = position(site, "service").map(|t| &site.taxonomies[t].terms[service]);
    path.map_or_else(String::new, |path| path.folder().to_owned())
}
