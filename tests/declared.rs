//! What `[sections]` and `[tickets]` of `book.toml` do to what is understood, and to pages.

mod support;

use support::Site;

const REPORT: &str = "# 2024-02-03: the queue stood still

## Why it broke

The disk was full, see OPS-7 and [OPS-8](https://elsewhere.example/8), `OPS-9`.

## Chronik der Ereignisse

- 10:02 the alert fired
- 10:44 all clear

## What is next

- Make the disk larger (OPS-12, bug_4711)
";

const BOOK: &str = "[sections]
root_cause = [\"Why it broke\"]
timeline = [\"Chronik der Ereignisse\"]
action_items = [\"What is next\"]

[tickets]
'OPS-\\d+' = \"https://tickets.example/browse/{ticket}\"
'bug_\\d+' = \"https://bugs.example/issues/{number}\"
";

fn record(site: &Site) -> serde_json::Value {
    let outcome = site.run(&["export", ".", "--format", "ndjson"]).code(0);
    serde_json::from_str(outcome.stdout.trim()).expect("a record is JSON")
}

#[test]
fn declared_headings_are_sections() {
    let site = Site::empty("site-under-test");
    site.edit("2024-02-03-queue.md", REPORT);
    let kinds = |record: &serde_json::Value| -> Vec<String> {
        let sections = record["sections"].as_array().expect("a list");
        let kind = |section: &serde_json::Value| section["kind"].as_str().map(str::to_owned);
        sections.iter().filter_map(kind).collect()
    };
    assert_eq!(kinds(&record(&site)), ["other", "other", "other"]);
    site.edit("book.toml", BOOK);
    let record = record(&site);
    assert_eq!(kinds(&record), ["root_cause", "timeline", "action_items"]);
    assert_eq!(record["timeline"].as_array().map(Vec::len), Some(2));
    assert_eq!(record["actions"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_declared_heading_that_no_report_has_is_noted() {
    let site = Site::empty("site-under-test");
    site.edit("2024-02-03-queue.md", REPORT)
        .edit("book.toml", BOOK);
    let outcome = site.run(&["check", "-v"]).code(0);
    assert!(
        !outcome.stderr.contains("[unused-heading]"),
        "{}",
        outcome.stderr
    );
    site.edit("book.toml", BOOK.replace("Why it", "Why all of it"));
    site.run(&["check", "-v"])
        .code(0)
        .says("note[unused-heading]: no report has the heading `Why all of it broke`")
        .says("book.toml:2:15");
}

#[test]
fn a_pattern_between_the_wrong_quotes_gets_help() {
    let site = Site::empty("site-under-test");
    site.edit("2024-02-03-queue.md", REPORT)
        .edit("book.toml", BOOK.replace('\'', "\""));
    site.run(&["check"])
        .code(2)
        .says("error[config-syntax]")
        .says("as in `'OPS-\\d+'`");
}

#[test]
fn declared_tickets_lead_to_their_addresses() {
    let site = Site::empty("site-under-test");
    site.edit("2024-02-03-queue.md", REPORT)
        .edit("book.toml", BOOK);
    let record = record(&site);
    let action = &record["actions"][0];
    assert_eq!(action["tickets"], serde_json::json!(["OPS-12", "bug_4711"]));
    let links = [
        "https://tickets.example/browse/OPS-12",
        "https://bugs.example/issues/4711",
    ];
    assert_eq!(action["links"], serde_json::json!(links));
    let hrefs: Vec<&str> = record["links"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|link| link["href"].as_str())
        .collect();
    assert_eq!(
        hrefs,
        [
            "https://tickets.example/browse/OPS-7",
            "https://elsewhere.example/8",
            links[0],
            links[1],
        ]
    );
    site.build(&[]).code(0);
    let page = site.expect_file("2024-02-03-queue/index.html");
    assert!(
        page.contains("see <a href=\"https://tickets.example/browse/OPS-7\"")
            && page.contains(">OPS-7</a>"),
        "{page}"
    );
    assert!(page.contains("<code>OPS-9</code>"), "{page}");
    assert!(!page.contains("browse/OPS-8"), "{page}");
}

#[test]
fn a_declared_kind_is_not_named_anew() {
    let site = Site::empty("site-under-test");
    let report = "# 2024-02-03: the queue stood still\n\n- **Impact**\n  - Orders waited\n- **Context**\n  - 10:02 the alert fired\n  \
                  - 10:20 the disk was made larger\n  - 10:44 all clear\n- **Key events**\n  - Start: 10:02\n";
    site.edit("2024-02-03-queue.md", report);
    let kind = |site: &Site, book: &str| {
        site.edit("book.toml", book);
        let record = record(site);
        let sections = record["sections"].as_array().cloned();
        let sections = sections.unwrap_or_default();
        let own = sections.iter().find(|one| one["heading"] == "Context");
        own.and_then(|one| one["kind"].as_str().map(str::to_owned))
    };
    assert_eq!(kind(&site, "").as_deref(), Some("timeline"));
    for declared in ["background", "impact", "other"] {
        let book = format!("[sections]\n{declared} = [\"Context\"]\n");
        assert_eq!(kind(&site, &book).as_deref(), Some(declared));
    }
}

#[test]
fn a_report_by_itself_says_which_folder_was_taken() {
    let site = Site::empty("site-under-test");
    site.edit(
        "reports/2022-12-20-queue/index.md",
        "# The queue stood still\n\n## Root cause\n\nThe disk was full on 2022-12-18.\n",
    );
    site.edit(
        "reports/open.md",
        "# Outage of 7/5/2023\n\n## Root cause\n\nThe disk was full.\n",
    );
    let outcome = site
        .run(&["show", "reports/2022-12-20-queue/index.md"])
        .code(0)
        .says("a build of `reports` would");
    assert!(outcome.stdout.contains("2022-12-20"), "{}", outcome.stdout);
    site.run(&["show", "reports/open.md"])
        .code(0)
        .says("note[ambiguous-date]")
        .says("no other date of the report shows the order");
}
