//! The incidents by the week of the year, on their pages.

#![allow(
    clippy::disallowed_methods,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use scraper::{Html, Selector};
use support::Site;

fn site(days: &[(&str, &str)]) -> Site {
    let site = Site::empty("weeks");
    site.edit("book.toml", "");
    for (name, head) in days {
        site.edit(
            &format!("reports/{name}.md"),
            format!("---\ntitle: Trouble {name}\n{head}\n---\n\n## Summary\n\nThe queue stood still.\n\n## Impact\n\nOrders waited.\n"),
        );
    }
    site
}

/// The titles in a week, in their order.
fn titles(page: &str, week: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let lines = Selector::parse(&format!("#week-{week} .report-line a")).expect("a selector");
    let words = |line: scraper::ElementRef<'_>| line.text().collect::<String>();
    page.select(&lines).map(words).collect()
}

#[test]
fn each_week_has_the_incidents_of_all_years() {
    let site = site(&[
        ("a", "started: 2021-01-03"),
        ("b", "started: 2020-12-28"),
        ("c", "started: 2018-12-31"),
        ("d", "started: 2019-01-06"),
        ("e", "started: 2024-02-29"),
        ("f", "started: 2021-05"),
        ("g", "date: 2021-06-01"),
    ]);
    site.build(&[]).code(0);
    let page = site.expect_file("anniversaries/index.html");
    // The third of January 2021 is a Sunday: its week is the last of 2020, which has 53.
    assert_eq!(titles(&page, "53"), ["Trouble a", "Trouble b"]);
    assert_eq!(titles(&page, "01"), ["Trouble d", "Trouble c"]);
    assert_eq!(titles(&page, "09"), ["Trouble e"]);
    let of_all: usize = (1..=53)
        .map(|week| titles(&page, &format!("{week:02}")).len())
        .sum();
    assert_eq!(of_all, 5);
    assert_eq!(page.matches("<section class=\"week").count(), 53);
    assert!(page.contains("5 incidents by the ISO week"), "{page}");
    assert!(
        page.contains("2 reports give no such day and are in no week."),
        "{page}"
    );
    assert!(
        site.expect_file("index.html")
            .contains("href=\"anniversaries/index.html\"")
    );
    // Nothing in it depends on the day of the build.
    site.edit("book.toml", "[build]\ndate = 2030-05-06\n");
    site.build(&[]).code(0);
    assert_eq!(site.expect_file("anniversaries/index.html"), page);
    site.edit("book.toml", "[output.anniversaries]\nenable = false\n");
    site.build(&[]).code(0);
    assert!(!site.output().contains_key("anniversaries/index.html"));
    assert!(!site.expect_file("index.html").contains("anniversaries"));
}

/// The lists go by the day of the title; what happened began on another.
#[test]
fn an_incident_is_remembered_on_the_day_on_which_it_began() {
    let site = Site::empty("weeks-of-starts");
    site.edit("book.toml", "");
    let report = |name: &str, day: &str, start: &str| {
        site.edit(
            &format!("reports/{name}.md"),
            format!("# Trouble {name} on {day}\n\n## Impact\n\nOrders waited.\n\n## Timeline\n\n- {start} 22:00 The outage begins\n- {start} 23:00 The outage ends\n"),
        );
    };
    report("a", "2031-03-04", "2031-02-28");
    report("b", "2030-03-05", "2030-02-26");
    site.edit(
        "reports/c.md",
        "---\ntitle: Trouble c\nstarted: 2031-03-04\n---\n\n## Impact\n\nOrders waited.\n",
    );
    site.build(&[]).code(0);
    let page = site.expect_file("anniversaries/index.html");
    assert_eq!(
        titles(&page, "09"),
        ["Trouble a on 2031-03-04", "Trouble b on 2030-03-05"]
    );
    assert_eq!(titles(&page, "10"), ["Trouble c"]);
    // The lines say that day, and no other one.
    for (day, times) in [("2031-02-28", 1), ("2030-02-26", 1), ("2031-03-04", 1)] {
        let shown = page.matches(&format!("datetime=\"{day}\"")).count();
        assert_eq!(shown, times, "{day}: {page}");
    }
}

#[test]
fn one_incident_is_no_anniversary() {
    let site = site(&[("a", "started: 2021-01-03"), ("b", "date: 2021-06-01")]);
    site.build(&[]).code(0);
    assert!(!site.output().contains_key("anniversaries/index.html"));
}

#[test]
fn many_incidents_have_a_page_for_each_week() {
    let site = Site::empty("many-weeks");
    site.edit("book.toml", "");
    // Mondays of 2031 in two weeks, 301 reports in each, and three of them are worse than the others.
    for number in 0..602 {
        let (day, label) = match number {
            0 | 2 | 4 => ("2031-02-10", "SEV-1"),
            number if number % 2 == 0 => ("2031-02-11", "SEV-3"),
            _ => ("2031-02-17", "SEV-3"),
        };
        site.edit(
            &format!("reports/r{number:03}.md"),
            format!("---\ntitle: Trouble {number:03}\nstarted: {day}\nseverity: {label}\n---\n\n## Summary\n\nIt broke.\n\n## Impact\n\nSome.\n"),
        );
    }
    site.build(&[]).code(0);
    let page = site.expect_file("anniversaries/index.html");
    assert_eq!(
        titles(&page, "07"),
        ["Trouble 000", "Trouble 002", "Trouble 004"]
    );
    assert_eq!(titles(&page, "08").len(), 3);
    assert!(
        page.contains("<a href=\"07/index.html\">All 301 of week 7</a>"),
        "{page}"
    );
    let week = site.expect_file("anniversaries/07/index.html");
    assert_eq!(week.matches("class=\"report-line\"").count(), 301);
    assert!(week.contains("../08/index.html"), "the next week is linked");
    assert!(!site.output().contains_key("anniversaries/09/index.html"));
}
