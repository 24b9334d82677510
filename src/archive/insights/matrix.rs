//! Where causes meet services: which reports have both, for the services that most of them have, and the causes that these have most.
//!
//! Takes the indexes, gives a table of at most twelve rows and twelve columns; what does not fit is counted. A report stands in every cell
//! whose cause and service it has, so that cells do not add up to reports. What has no service or no cause stands in no cell: it is
//! counted.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::archive::taxonomy::{Suggested, Taxonomy, Term, full_name};
use crate::archive::{Archive, ReportIndex};

/// So many rows at most, and so many columns.
pub const MOST: usize = 12;

/// The table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matrix {
    /// The causes of the rows, as indexes into the terms of their index, the commonest first.
    pub causes: Vec<usize>,
    /// The services of the columns.
    pub services: Vec<usize>,
    /// The cells, row by row.
    pub cells: Vec<Vec<Cell>>,
    /// How many causes meet a service and have no row.
    pub more_causes: usize,
    /// How many services meet a cause and have no column.
    pub more_services: usize,
    /// How many reports have a service and a cause.
    pub both: usize,
    /// How many of them stand in a cell.
    pub shown: usize,
    /// How many have a service and no cause.
    pub without_cause: usize,
    /// How many have a cause and no service.
    pub without_service: usize,
    /// How many have neither.
    pub without_both: usize,
}

/// What one cause and one service have in common.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// The reports that state both, in the archive's order.
    pub stated: Vec<ReportIndex>,
    /// Those of which a rule suggests the cause or the service, in the same order.
    pub suggested: Vec<ReportIndex>,
}

impl Cell {
    /// How many reports it has.
    pub fn count(&self) -> usize {
        self.stated.len() + self.suggested.len()
    }

    fn reports(&self) -> impl Iterator<Item = ReportIndex> {
        self.stated.iter().chain(&self.suggested).copied()
    }
}

impl Matrix {
    /// The table of an archive; none where one of its indexes is switched off.
    pub(super) fn of(archive: &Archive, suggested: &Suggested) -> Option<Self> {
        let is_off = |key: &str| {
            archive
                .switched_off
                .iter()
                .any(|taxonomy| taxonomy.key == key)
        };
        if is_off("cause") || is_off("service") {
            return None;
        }
        let total = archive.reports.len();
        let find = |key: &str| {
            archive
                .taxonomies
                .iter()
                .position(|taxonomy| taxonomy.key == key)
        };
        let (causes, services) = (find("cause"), find("service"));
        let has = |taxonomy: Option<usize>| {
            let mut has = vec![false; total];
            let terms = taxonomy.map_or(&[][..], |t| &archive.taxonomies[t].terms);
            for report in terms.iter().flat_map(|term| &term.reports) {
                has[*report] = true;
            }
            has
        };
        let (has_cause, has_service) = (has(causes), has(services));
        let mut matrix = Self::default();
        for (cause, service) in has_cause.iter().zip(&has_service) {
            *match (cause, service) {
                (true, true) => &mut matrix.both,
                (false, true) => &mut matrix.without_cause,
                (true, false) => &mut matrix.without_service,
                (false, false) => &mut matrix.without_both,
            } += 1;
        }
        let (Some(causes), Some(services)) = (causes, services) else {
            return Some(matrix);
        };
        let all = &archive.taxonomies;
        let service_terms = &all[services].terms;
        let mut columns = meeting(&all[services], &has_cause);
        matrix.more_services = columns.len();
        columns.truncate(MOST);
        let mut has_column = vec![false; total];
        for report in columns.iter().flat_map(|k| &service_terms[*k].reports) {
            has_column[*report] = true;
        }
        // A row without a number would say nothing.
        let mut rows = meeting(&all[causes], &has_column);
        rows.truncate(MOST);
        let mut others = meeting(&all[causes], &has_service);
        others.retain(|k| !rows.contains(k));
        matrix.more_causes = others.len();
        let mut has_row = vec![false; total];
        for report in rows.iter().flat_map(|k| &all[causes].terms[*k].reports) {
            has_row[*report] = true;
        }
        columns.retain(|k| {
            service_terms[*k]
                .reports
                .iter()
                .any(|report| has_row[*report])
        });
        matrix.more_services -= columns.len();
        (matrix.causes, matrix.services) = (rows, columns);
        let mut is_shown = vec![false; total];
        for cause in &matrix.causes {
            let row = (
                &*all[causes].terms[*cause].reports,
                suggested.of(causes, *cause),
            );
            let cell = |service: &usize| {
                let column = &*service_terms[*service].reports;
                meet(row, (column, suggested.of(services, *service)))
            };
            let cells: Vec<Cell> = matrix.services.iter().map(cell).collect();
            for report in cells.iter().flat_map(Cell::reports) {
                is_shown[report] = true;
            }
            matrix.cells.push(cells);
        }
        matrix.shown = is_shown.iter().filter(|is| **is).count();
        Some(matrix)
    }
}

/// The terms of an index that any of those reports has, the commonest among them first. What stands above others and has no such report
/// beside theirs says no more than they do; where it has, one below it of the same name (`Network`) says no more than it does.
fn meeting(taxonomy: &Taxonomy, counts: &[bool]) -> Vec<usize> {
    let all = &taxonomy.terms;
    let has_own = |term: &Term| {
        let below = term.children.iter().filter_map(|child| all.get(*child));
        let below: BTreeSet<ReportIndex> = below
            .flat_map(|child| child.reports.iter().copied())
            .collect();
        let mut own = term.reports.iter();
        own.any(|report| counts[*report] && !below.contains(report))
    };
    let says_something: Vec<bool> = (all.iter())
        .map(|term| term.children.is_empty() || has_own(term))
        .collect();
    let is_its_parent = |k: usize| {
        let parent = all[k].parent.filter(|parent| says_something[*parent]);
        parent.is_some_and(|parent| full_name(all, parent) == full_name(all, k))
    };
    let terms = (0..all.len()).filter(|k| says_something[*k] && !is_its_parent(*k));
    let mut found: Vec<(usize, usize)> = terms
        .map(|k| {
            let reports = all[k].reports.iter();
            (k, reports.filter(|report| counts[**report]).count())
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    found.sort_by_key(|(k, count)| (Reverse(*count), *k));
    found.into_iter().map(|(k, _)| k).collect()
}

/// A term's reports, and those of them that are only suggested; both in the archive's order.
type Own<'a> = (&'a [ReportIndex], &'a [ReportIndex]);

fn meet((row, by_cause): Own<'_>, (column, by_service): Own<'_>) -> Cell {
    let mut cell = Cell::default();
    let mut rest = column;
    for report in row {
        let behind = rest.partition_point(|other| other < report);
        rest = &rest[behind..];
        if rest.first() == Some(report) {
            let is_suggested = |reports: &[ReportIndex]| reports.binary_search(report).is_ok();
            if is_suggested(by_cause) || is_suggested(by_service) {
                cell.suggested.push(*report);
            } else {
                cell.stated.push(*report);
            }
        }
    }
    cell
}
