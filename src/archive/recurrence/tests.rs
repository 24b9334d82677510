//! Chains of many reports, and heads of many names.

use super::*;
use crate::archive::fixture::{facets, report};
use crate::archive::{Archive, Options};
use crate::facet::Property;
use crate::postmortem::Reading;

/// The archive of so many reports, each changed.
fn archive(count: usize, change: impl Fn(usize, &mut Postmortem)) -> Archive {
    let readings = (0..count).map(|number| {
        let day = format!("2031-{:02}-{:02}", number / 28 % 12 + 1, number % 28 + 1);
        let mut report = report(&format!("{number}.md"), &day, Vec::new());
        report.facets[Property::Service] = facets(&["orders"]);
        report.facets[Property::Cause] = facets(&["full"]);
        change(number, &mut report);
        (report.path.clone(), Reading::Report(Arc::new(report)))
    });
    let options = Options {
        declared_source: true,
        recurrence_days: 366,
        ..Options::default()
    };
    Archive::new(readings.collect(), &options).0
}

#[test]
fn a_long_chain_is_one_list_and_little_of_it_is_looked_at() {
    let archive = archive(3000, |_, _| {});
    let recurrence = &archive.recurrence;
    assert_eq!(recurrence.chains.len(), 1);
    // The archive holds the newest first.
    let newest = recurrence.of(0, Way::Before, 3);
    assert_eq!(
        (newest.incidents.len(), newest.more, newest.is_least),
        (3, MOST - 3, true)
    );
    assert_eq!(recurrence.of(0, Way::After, 3), Again::default());
    let oldest = recurrence.of(2999, Way::After, 3);
    assert_eq!(
        (oldest.incidents.len(), oldest.more, oldest.is_least),
        (3, MOST - 3, true)
    );
}

#[test]
fn reports_of_one_day_are_neither_before_nor_behind() {
    let archive = archive(500, |_, report| {
        report.occurred.date = Some(jiff::civil::date(2031, 5, 5));
    });
    assert!(archive.recurrence.chains.is_empty());
}

#[test]
fn a_head_of_everything_makes_few_chains() {
    let names: Vec<String> = (0..2000).map(|number| format!("name-{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let archive = archive(3, |_, report| {
        report.facets[Property::Service] = facets(&names);
        report.facets[Property::Cause] = facets(&names);
    });
    assert_eq!(archive.recurrence.chains.len(), 64);
    let before = archive.recurrence.of(0, Way::Before, 3);
    assert_eq!((before.incidents.len(), before.more), (2, 0));
    assert_eq!(before.incidents[0].reasons.len(), 2);
}

#[test]
fn what_is_further_than_the_window_begins_another_chain() {
    let archive = archive(4, |number, report| {
        let year = if number < 2 { 2031 } else { 2035 };
        let day = i8::try_from(number).expect("a small number") + 1;
        report.occurred.date = Some(jiff::civil::date(year, 5, day));
    });
    let lengths = archive.recurrence.chains.iter().map(|chain| chain.times);
    assert_eq!(lengths.collect::<Vec<_>>(), [2, 2]);
}
