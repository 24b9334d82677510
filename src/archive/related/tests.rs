//! What is told to be alike, and why.

use super::*;
use crate::archive::fixture::{facets, report};
use crate::archive::{Archive, Options};
use crate::facet::Property;
use crate::postmortem::Reading;

/// The archive of these reports.
fn archive(reports: Vec<Postmortem>) -> Archive {
    let readings = reports.into_iter();
    let readings = readings.map(|report| (report.path.clone(), Reading::Report(Arc::new(report))));
    let options = Options {
        declared_source: true,
        ..Options::default()
    };
    Archive::new(readings.collect(), &options).0
}

/// A report with that number, of one of three services, with one of seven causes.
fn numbered(number: usize) -> Postmortem {
    let day = format!("2031-{:02}-{:02}", number / 28 % 12 + 1, number % 28 + 1);
    let mut report = report(&format!("{number}.md"), &day, Vec::new());
    report.facets[Property::Service] = facets(&[["orders", "ledger", "parcels"][number % 3]]);
    report.facets[Property::Cause] = facets(&[&format!("cause-{}", number % 7)]);
    report
}

#[test]
fn a_score_is_the_same_from_both_sides() {
    let archive = archive((0..200).map(numbered).collect());
    let mut found = 0;
    for at in 0..archive.reports.len() {
        for relation in archive.related.of(at) {
            let own = super::Own::of(&archive.related.index, relation.report);
            let back = archive.related.relation((relation.report, &own), at);
            assert_eq!(
                (back.score, back.reasons),
                (relation.score, relation.reasons)
            );
            found += 1;
        }
    }
    assert!(found > 500, "{found}");
}

#[test]
fn lists_are_of_the_likest_and_of_equals_the_nearest() {
    let archive = archive((0..200).map(numbered).collect());
    let services = |at: usize| &archive.reports[at].facets[Property::Service][0].name;
    let causes = |at: usize| &archive.reports[at].facets[Property::Cause][0].name;
    for at in 0..archive.reports.len() {
        let related = archive.related.of(at);
        assert!(related.len() <= 5);
        assert!(related.is_sorted_by_key(|relation| std::cmp::Reverse(relation.score)));
        for relation in related {
            assert_eq!(services(at), services(relation.report));
            assert_eq!(causes(at), causes(relation.report));
            assert_ne!(relation.report, at);
        }
    }
}

#[test]
fn a_report_of_everything_is_bounded() {
    let mut reports: Vec<Postmortem> = (0..50).map(numbered).collect();
    let names: Vec<String> = (0..5000)
        .map(|number| format!("service-{number}"))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for report in &mut reports[..2] {
        report.facets[Property::Service] = facets(&names);
        report.facets[Property::Cause] = facets(&names);
    }
    let archive = archive(reports);
    for at in 0..archive.reports.len() {
        assert!(archive.related.index.having(at).len() <= 36);
    }
}

#[test]
fn of_one_report_nothing_is_alike() {
    let archive = archive(vec![numbered(1)]);
    assert_eq!(archive.related.of(0), []);
    assert_eq!(archive.related.of(7), []);
}
