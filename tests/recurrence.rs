//! What happened again, through the public face: chains of one service and one cause, what heads name, actions that were still open.

#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use support::{Site, records};

/// A report with a head, a summary and actions.
fn report(head: &str, actions: &str) -> String {
    format!(
        "---\n{head}\n---\n\n# A night at work\n\n## Summary\n\nIt was slow.\n\n## Action items\n\n{actions}\n"
    )
}

const SAME: &str = "services: [Orders]\ncauses: [capacity/connections]";

/// The ids of what was the same before.
fn recurs(records: &BTreeMap<String, Value>, source: &str) -> Vec<String> {
    let list = records[source]["recurs"].as_array().cloned();
    let id = |one: Value| one["id"].as_str().expect("an id").to_owned();
    list.unwrap_or_default().into_iter().map(id).collect()
}

fn archive(name: &str) -> Site {
    let site = Site::empty(name);
    site.edit("book.toml", "[book]\nsrc = \".\"\n");
    site
}

#[test]
fn the_same_cause_in_the_same_service_came_back() {
    let site = archive("recurrence");
    site.edit(
        "2031-01-10-a.md",
        report(SAME, "- [ ] Raise the limit\n- [x] Write it down"),
    );
    site.edit("2031-06-10-b.md", report(SAME, "- [x] Look again"));
    site.edit(
        "2031-06-11-c.md",
        report(
            "services: [Ledger]\ncauses: [capacity/connections]",
            "- [x] Look",
        ),
    );
    // Further away than the window.
    site.edit("2034-01-10-d.md", report(SAME, "- [x] Look"));
    site.build(&[]).code(0);
    let records = records(&site);
    let action = records["2031-01-10-a.md"]["actions"][0]["id"].clone();
    assert_eq!(
        records["2031-06-10-b.md"]["recurs"],
        json!([{
            "id": "2031-01-10-a", "days": 151, "origin": "stated",
            "reasons": ["same service: Orders", "same cause: Capacity / Connections exhausted"],
            "open_actions": [action], "more_open": 0,
        }])
    );
    for other in ["2031-01-10-a.md", "2031-06-11-c.md", "2034-01-10-d.md"] {
        assert_eq!(recurs(&records, other), [""; 0], "{other}");
    }
    let later = site.expect_file("2031-06-10-b/index.html");
    assert!(
        later.contains(
            "<a href=\"#pm:before\">Happened before</a>, an action of then was still open"
        ),
        "{later}"
    );
    assert!(
        later.contains("151 days earlier; same service: Orders"),
        "{later}"
    );
    assert!(
        later.contains("While still open there: “Raise the limit”"),
        "{later}"
    );
    let earlier = site.expect_file("2031-01-10-a/index.html");
    assert!(
        earlier.contains("<a href=\"#pm:after\">Came back</a>"),
        "{earlier}"
    );
    assert!(
        earlier.contains("While still open here: “Raise the limit”"),
        "{earlier}"
    );
    for page in [
        "services/orders/index.html",
        "causes/capacity/connections/index.html",
    ] {
        let page = site.expect_file(page);
        assert!(
            page.contains("<h2>Came back</h2>") && page.contains("2 times"),
            "{page}"
        );
    }
    let service = site.expect_file("services/ledger/index.html");
    assert!(!service.contains("Came back"), "{service}");
    site.edit(
        "book.toml",
        "[book]\nsrc = \".\"\n[recurrence]\ndays = 150\n",
    );
    assert_eq!(recurs(&self::records(&site), "2031-06-10-b.md"), [""; 0]);
}

#[test]
fn what_a_tracker_calls_done_was_not_still_open() {
    let site = archive("recurrence-overlay");
    site.edit("2031-01-10-a.md", report(SAME, "- [ ] Raise it, OPS-7"))
        .edit("2031-06-10-b.md", report(SAME, "- [x] Look again"))
        .edit("states.csv", "ticket,status\nOPS-7,done\n")
        .edit(
            "book.toml",
            "[book]\nsrc = \".\"\n[actions]\noverlay = \"states.csv\"\n",
        );
    site.build(&[]).code(0);
    let page = site.expect_file("2031-06-10-b/index.html");
    assert!(page.contains(">Happened before"), "{page}");
    assert!(!page.contains("still open"), "{page}");
}

#[test]
fn what_is_only_suggested_perhaps_came_back() {
    let site = archive("recurrence-suggested");
    let words = "---\nauthor: us\n---\n\n# Long night\n\n## Summary\n\nIn the night we noticed that parcelry was down.\n\n\
                 ## Root cause\n\nThe disk was full.\n";
    site.edit("2031-01-10-a.md", words)
        .edit("2031-02-10-b.md", words);
    site.build(&[]).code(0);
    let records = records(&site);
    let recurs = &records["2031-02-10-b.md"]["recurs"][0];
    assert_eq!(recurs["origin"], "suggested");
    let reasons = recurs["reasons"].to_string();
    assert!(
        reasons.contains("same service (suggested): parcelry"),
        "{reasons}"
    );
    assert!(reasons.contains("same cause (suggested): "), "{reasons}");
    let page = site.expect_file("2031-02-10-b/index.html");
    assert!(page.contains("Perhaps happened before"), "{page}");
    assert!(!page.contains(">Happened before"), "{page}");
    assert!(
        site.expect_file("services/parcelry/index.html")
            .contains("<h2>Perhaps came back</h2>"),
        "what only words suggest is no fact"
    );
}

#[test]
fn a_head_that_names_it_is_always_listed() {
    let site = archive("recurrence-named");
    for day in 1..=9 {
        site.edit(&format!("2031-03-0{day}-x.md"), report(SAME, "- [x] Look"));
    }
    site.edit(
        "2029-01-01-old.md",
        report("services: [Ledger]", "- [x] Look"),
    );
    site.edit(
        "2031-03-10-y.md",
        report(&format!("{SAME}\nrecurs: 2029-01-01-old"), "- [x] Look"),
    );
    site.build(&[]).code(0);
    let all = recurs(&records(&site), "2031-03-10-y.md");
    assert_eq!(all.len(), 10);
    assert_eq!(
        &all[..3],
        ["2029-01-01-old", "2031-03-09-x", "2031-03-08-x"]
    );
    let page = site.expect_file("2031-03-10-y/index.html");
    assert!(page.contains("named as the same again"), "{page}");
    assert!(page.contains("<p class=\"more\">And 6 more.</p>"), "{page}");
    assert!(!page.contains("<dt>recurs</dt>"), "{page}");
    let old = site.expect_file("2029-01-01-old/index.html");
    assert!(old.contains("<a href=\"#pm:after\">Came back</a>"), "{old}");
}

#[test]
fn a_report_in_two_chains_counts_each_other_report_once() {
    let site = archive("recurrence-twice");
    let both = "services: [Orders, Ledger]\ncauses: [capacity/connections]";
    for day in 1..=8 {
        site.edit(&format!("2031-03-0{day}-x.md"), report(both, "- [x] Look"));
    }
    site.build(&[]).code(0);
    let page = site.expect_file("2031-03-08-x/index.html");
    assert!(page.contains("same service: Ledger, Orders"), "{page}");
    assert!(page.contains("<p class=\"more\">And 4 more.</p>"), "{page}");
}

#[test]
fn what_came_later_is_not_before() {
    let site = archive("recurrence-later");
    site.edit(
        "2031-03-01-a.md",
        report(
            "recurs: [2031-05-01-b, 2031-03-01-a, 2031-05-01-c]",
            "- [x] Look",
        ),
    );
    site.edit(
        "2031-05-01-b.md",
        report("recurs: 2031-05-01-c", "- [x] Look"),
    );
    site.edit(
        "2031-05-01-c.md",
        report("recurs: 2031-05-01-b", "- [x] Look"),
    );
    site.build(&[])
        .code(0)
        .says("`recurs` names `2031-05-01-b.md`, which happened later, on 2031-05-01")
        .says("`recurs` names the report that it stands in")
        .says("`recurs` names `2031-05-01-c.md`, whose head names this report in turn");
    let records = records(&site);
    for report in ["2031-03-01-a.md", "2031-05-01-b.md", "2031-05-01-c.md"] {
        assert_eq!(recurs(&records, report), [""; 0], "{report}");
    }
    // What no list shows stays among the details of the head.
    for (page, words) in [
        ("2031-03-01-a", "2031-05-01-b"),
        ("2031-05-01-b", "2031-05-01-c"),
    ] {
        let page = site.expect_file(&format!("{page}/index.html"));
        assert!(page.contains("<dt>recurs</dt>"), "{page}");
        assert!(page.contains(words), "{page}");
    }
}

#[test]
fn a_start_without_a_zone_comes_before_no_other() {
    let site = archive("recurrence-rough");
    site.edit("2031-03-15-a.md", report(SAME, "- [ ] Look"));
    let at = |start: &str| format!("{SAME}\nstarted: {start}");
    site.edit(
        "2031-04-01-c.md",
        report(&at("2031-04-01T10:00:00"), "- [x] Look"),
    );
    site.edit(
        "2031-04-01-d.md",
        report(&at("2031-04-01T09:00:00Z"), "- [x] Look"),
    );
    site.edit("2031-04-01-e.md", report(SAME, "- [x] Look"));
    site.build(&[]).code(0);
    let records = records(&site);
    for report in ["2031-04-01-c.md", "2031-04-01-d.md", "2031-04-01-e.md"] {
        assert_eq!(recurs(&records, report), ["2031-03-15-a"], "{report}");
    }
    // The three of one day may be one and the same.
    let page = site.expect_file("services/orders/index.html");
    assert!(page.contains("2 times"), "{page}");
}

#[test]
fn of_many_open_actions_the_first_are_named_and_the_others_counted() {
    let site = archive("recurrence-open");
    let many: Vec<String> = (0..50).map(|at| format!("- [ ] Mend part {at}")).collect();
    let many = many.join("\n");
    site.edit("2031-01-10-a.md", report(SAME, &many))
        .edit("2031-06-10-b.md", report(SAME, "- [x] Look"));
    let one = &records(&site)["2031-06-10-b.md"]["recurs"][0];
    assert_eq!(one["open_actions"].as_array().map(Vec::len), Some(20));
    assert_eq!(one["more_open"], 30);
}

#[test]
fn of_one_day_only_starts_tell_what_came_first() {
    let site = archive("recurrence-day");
    let at = |start: &str| format!("{SAME}\nstarted: {start}");
    site.edit(
        "2031-03-01-a.md",
        report(&at("2031-03-01T10:00:00+02:00"), "- [x] Look"),
    );
    site.edit(
        "2031-03-01-b.md",
        report(&at("2031-03-01T09:00:00Z"), "- [x] Look"),
    );
    site.edit("2031-03-01-c.md", report(SAME, "- [x] Look"));
    site.edit("2031-03-02-d.md", report(SAME, "- [x] Look"));
    let records = records(&site);
    assert_eq!(recurs(&records, "2031-03-01-a.md"), [""; 0]);
    assert_eq!(recurs(&records, "2031-03-01-b.md"), ["2031-03-01-a"]);
    assert_eq!(recurs(&records, "2031-03-01-c.md"), [""; 0]);
    assert_eq!(recurs(&records, "2031-03-02-d.md").len(), 3);
}

#[test]
fn a_kind_of_cause_alone_is_not_the_same_thing_again() {
    for (cause, is_same) in [
        ("security", false),
        ("Cascade", false),
        ("security/intrusion", true),
        ("frost", true),
    ] {
        let site = archive("wide");
        let head = format!("services: [Orders]\ncauses: [{cause}]");
        site.edit("2031-01-10-a.md", report(&head, ""));
        site.edit("2031-02-10-b.md", report(&head, ""));
        site.build(&[]).code(0);
        let found = recurs(&records(&site), "2031-02-10-b.md");
        assert_eq!(!found.is_empty(), is_same, "{cause}: {found:?}");
    }
}

#[test]
fn a_service_that_only_the_words_of_the_cause_suggest_makes_no_chain() {
    let text = |words: &str| {
        format!("# A night at work\n\n## Summary\n\nIt was slow.\n\n## Root cause\n\n{words}\n")
    };
    let words = "DNS resolution failed: the DNS servers were down.";
    let site = archive("own-name");
    site.edit("2031-01-10-a.md", text(words));
    site.edit("2031-02-10-b.md", text(words));
    site.build(&[]).code(0);
    let all = records(&site);
    let own = &all["2031-02-10-b.md"];
    assert_eq!(own["services"][0]["name"], "DNS", "{own}");
    assert_eq!(own["causes"][0]["id"], "dependency/dns", "{own}");
    assert_eq!(recurs(&all, "2031-02-10-b.md"), [""; 0]);
    // Who states the service says that it was hit.
    let head = "services: [DNS]\ncauses: [dependency/dns]";
    site.edit("2031-01-10-a.md", report(head, ""));
    site.edit("2031-02-10-b.md", report(head, ""));
    site.build(&[]).code(0);
    assert_eq!(recurs(&records(&site), "2031-02-10-b.md"), ["2031-01-10-a"]);
}
